"""XLSX: what the cells hold, whichever reader is taken, and what is refused before it is unpacked."""

import datetime as dt
import io
import time
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook

from qd_core.documents.catalog import parse_catalog
from qd_core.documents.limits import LIMITS, Limits
from qd_core.documents.rules import parse_rules
from qd_core.documents.voice import parse_voice
from qd_core.documents.workbook_guard import inspect_workbook
from qd_core.documents.workbook_lines import _with_formats, _without_formats
from qd_core.errors import DocumentError
from tests.unit.documents.writers import saved


def book(rows: list[list[object]], **formats: str) -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = "Items"
    for row in rows:
        sheet.append(row)
    for place, number_format in formats.items():
        sheet[place].number_format = number_format
    return made


TOP: list[list[object]] = [
    ["Price list 2026", None, None, "page 1"],
    ["Currency: EUR"],
    ["Number format: 1.234,50"],
    [],
]


def problems(content: bytes, name: str = "catalog.xlsx", limits: Limits = LIMITS) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_catalog(name, content, limits=limits)
    return str(caught.value).splitlines()


def test_title_rows_properties_typed_and_textual_prices() -> None:
    rows = [
        *TOP,
        ["Article", "Name", "Price", "Norm"],
        ["Helmets"],
        [6204, "Bearing", 8.9, 397],
        ["B", "b", "1.008,90 EUR", None],
    ]
    first, second = parse_catalog("catalog.xlsx", saved(book(rows)))
    assert (first.sku, first.price, first.extra["Norm"], first.family) == (
        "6204",
        Decimal("8.9"),
        "397",
        "Helmets",
    )
    assert second.price == Decimal("1008.90")
    assert (second.row.sheet, second.row.line, second.row.text) == ("Items", 8, "B | b | 1.008,90 EUR")


def test_a_problem_names_sheet_and_row() -> None:
    assert problems(saved(book([*TOP, ["SKU", "Name", "Price"], ["A", "a", "4.2O"]]))) == [
        'catalog.xlsx:Items!6: price "4.2O" is not a number'
    ]


def test_a_percent_cell_is_a_percentage_and_a_padded_code_keeps_its_zeros() -> None:
    rules = parse_rules(
        "rules.xlsx", saved(book([["Tiers"], ["Tier", "Discount"], ["gold", 0.145]], B3="0%"))
    )
    assert rules.tiers[0].discount == Decimal("0.145")
    assert rules.tiers[0].row.text == "gold | 14.5%"
    items = parse_catalog(
        "catalog.xlsx", saved(book([*TOP, ["SKU", "Name"], [42, "a"], [12345, "b"]], A6="00000", A7="00-000"))
    )
    assert [item.sku for item in items] == ["00042", "12-345"]


def test_a_bare_fraction_is_not_taken_for_a_percentage() -> None:
    with pytest.raises(DocumentError, match="has no percent sign"):
        parse_rules("rules.xlsx", saved(book([["Tiers"], ["Tier", "Discount"], ["gold", 0.145]])))


def test_both_readers_see_the_same() -> None:
    values: list[object] = [
        *("x", "  two\nlines ", 5, -3.5, 1e-7, 0.1 + 0.2, 10**15, True, None),
        *(dt.date(2026, 10, 12), dt.datetime.fromisoformat("2026-01-02T03:04"), dt.time(3, 4)),
    ]
    made = book([[], [None, "late"], values])
    made.create_sheet("Hidden").sheet_state = "hidden"
    made.create_sheet("Empty")
    content = saved(made)
    read = [
        [(name, of, list(rows)) for name, of, rows in way(content)]
        for way in (_without_formats, _with_formats)
    ]
    for sheets in read:  # openpyxl pads rows to the sheet's width
        for _, _, rows in sheets:
            for row in rows:
                row[:] = "|".join(row).rstrip("|").split("|")
    assert read[0] == read[1]
    assert [name for name, _, _ in read[0]] == ["Items", "Empty"]


def test_an_error_in_a_cell_is_no_empty_price() -> None:
    made = book([*TOP, ["SKU", "Name", "Price"], ["A", "a", 1], ["B", "b", "#N/A"]])
    made.active["C7"].data_type = "e"
    assert problems(saved(made)) == ['catalog.xlsx:Items!7: price "#N/A" is not a number']


def test_sheets_of_a_catalog_are_families_and_hidden_ones_are_not_read() -> None:
    made = book([["Currency: EUR"], ["SKU", "Name"], ["A", "a"]])
    for title, sku, state in (("Belts", "B", "visible"), ("Sheet3", "C", "visible"), ("Old", "A", "hidden")):
        sheet = made.create_sheet(title)
        sheet.append(["SKU", "Name"])
        sheet.append([sku, "x"])
        sheet.sheet_state = state
    catalog = parse_catalog("catalog.xlsx", saved(made))
    assert [(item.sku, item.family) for item in catalog] == [("A", "Items"), ("B", "Belts"), ("C", "")]


def test_sheets_of_the_rules_are_sections() -> None:
    made = book([["Discount cap: 20%"]])
    for title, rows in {
        "Tiers": [["Tier", "Discount"], ["gold", "5%"]],
        "Fuel surcharge": [["Zone", "Rate"], ["West", "3%"]],
        "Do not serve": [["Cuba"]],
    }.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    rules = parse_rules("rules.xlsx", saved(made))
    assert (rules.discount_cap, rules.tiers[0].row.sheet) == (Decimal("0.2"), "Tiers")
    assert rules.sections["fuel surcharge"].tables[0].rows[0][0] == ("West", "3%")
    assert [place.match for place in rules.excluded] == ["Cuba"]


def test_a_voice_may_be_a_sheet_too() -> None:
    voice = parse_voice("voice.xlsx", saved(book([["Tone"], ["plain"], ["Never say"], ["cheapest"]])))
    assert (voice.tone, voice.never_say[0].text) == ("plain", "cheapest")


def test_content_counts_not_the_name() -> None:
    content = saved(book([["Currency: EUR"], ["SKU", "Name"], ["A", "a"]]))
    assert len(parse_catalog("catalog.txt", content)) == 1


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return content.getvalue()


def test_a_zip_bomb_is_refused_at_once() -> None:
    bomb = zipped(xl__workbook_xml=b"<x/>", xl__sharedStrings_xml=b"0" * 60_000_000)
    start = time.perf_counter()
    (said,) = problems(bomb)
    assert "refused as a zip bomb" in said
    assert time.perf_counter() - start < 1


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    bomb = bytearray(zipped(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=b"0" * 5_000_000))
    size = (5_000_000).to_bytes(4, "little")
    bomb = bytearray(bytes(bomb).replace(size, (100).to_bytes(4, "little")))
    (said,) = problems(bytes(bomb))
    assert "damaged" in said


def test_a_cell_at_the_far_corner_is_refused_before_the_sheet_is_laid_out() -> None:
    made = book([["Currency: EUR"], ["SKU", "Name"], ["A", "a"]])
    made.active["XFD1048576"] = "boo"
    (said,) = problems(saved(made))
    assert "1,048,576 rows and 16,384 columns" in said


def test_a_cell_that_names_another_row_than_the_one_it_is_written_in() -> None:
    content = saved(book([["Currency: EUR"], ["SKU", "Name"], ["A", "a"]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name.replace("/", "__"): archive.read(name) for name in archive.namelist()}
    sheet = "xl__worksheets__sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="B3"', b'r="B20000000"')
    (said,) = problems(zipped(**parts))
    assert "20,000,000 rows and 26 columns" in said


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(content_bytes=100), "more than the 100 allowed"),
        (Limits(unpacked_bytes=100), "more than is read"),
        (Limits(members=2), "more than is read"),
        (Limits(rows=3), "holds a sheet of"),
        (Limits(sheet_cells=20), "holds a sheet of"),
    ],
)
def test_limits_are_the_callers_to_set(limits: Limits, words: str) -> None:
    (said,) = problems(
        saved(book([["Currency: EUR"], ["SKU", "Name"], ["A", "a"], ["B", "b"]])), limits=limits
    )
    assert words in said


def test_other_office_files_are_named() -> None:
    assert "a Word document" in problems(zipped(word__document_xml=b"<x/>"))[0]
    assert "not an Excel workbook" in problems(zipped(a_txt=b"hello"))[0]
    assert "old Office file" in problems(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))[0]


def test_every_cut_of_a_workbook_is_one_problem() -> None:
    content = saved(book([["Currency: EUR"], ["SKU", "Name"], ["A", "a"]]))
    for cut in range(4, len(content), 97):
        assert len(problems(content[:cut])) == 1


def test_formats_are_looked_up_only_where_they_count() -> None:
    assert inspect_workbook(saved(book([[1]], A1="#,##0.00 €")), LIMITS).plain
    assert not inspect_workbook(saved(book([[1]], A1='0.0"%"%')), LIMITS).plain
    assert inspect_workbook(saved(book([[1]], A1='0.0"%"')), LIMITS).plain


def test_what_openpyxl_warns_of_is_no_damage() -> None:
    content = saved(book([["Tiers"], ["Tier", "Discount"], ["gold", 0.05]], B3="0%"))
    extended = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(extended, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                extension = (
                    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
                )
                data = data.replace(b"</worksheet>", extension)
            after.writestr(name, data)
    assert parse_rules("rules.xlsx", extended.getvalue()).tiers[0].discount == Decimal("0.05")
