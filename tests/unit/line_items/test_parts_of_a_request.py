"""Text, form, attachments and subject of one request, read together."""

from collections.abc import Callable

from qd_core.model.message import Attachment, Table, TableRow
from qd_core.model.rfq import LineItem

Lines = Callable[..., list[tuple[str, str, str | None]]]
Read = Callable[..., tuple[LineItem, ...]]


def table(*rows: tuple[str, ...]) -> Table:
    return Table(
        rows=tuple(TableRow(number=number, cells=cells) for number, cells in enumerate(rows, start=1))
    )


def attachment(*rows: tuple[str, ...], text: str = "", name: str = "list.xlsx") -> Attachment:
    return Attachment(
        name=name, media_type="x", size=1, digest="d", tables=(table(*rows),) if rows else (), text=text
    )


LIST = (("Part", "Qty"), ("RB-A4-50", "40"), ("PEN-BL-M", "200"))
FORM = (
    ("item", "quantity", "notes"),
    ("RB-A4-50", "2 boxes", ""),
    ("blue biros", "", "any brand"),
    ("PEN-BL-M", "0", ""),
)


def test_a_form_lists_items_with_their_notes(lines_of: Lines, read: Read) -> None:
    assert lines_of("", "office", tables=(table(*FORM),)) == [
        ("RB-A4-50", "2", "boxes"),
        ("blue biros", "missing", None),
    ]
    first, second = read("", "office", tables=(table(*FORM),))
    assert second.notes == "any brand"
    assert first.name_or_sku.source.part == "form"
    assert (first.quantity and first.quantity.source.row) == 2
    assert (first.quantity and first.quantity.source.column) == 1


def test_an_attachment_is_read_after_the_text(lines_of: Lines) -> None:
    text = "Please quote the attached list, and 5 TNR-85A."
    assert lines_of(text, "office", attachments=(attachment(*LIST),)) == [
        ("TNR-85A", "5", None),
        ("RB-A4-50", "40", None),
        ("PEN-BL-M", "200", None),
    ]


def test_an_attachment_that_repeats_the_text_adds_nothing(lines_of: Lines) -> None:
    text = "List attached:\n40 x rb-a4-50\n200 x PEN-BL-M"
    assert len(lines_of(text, "office", attachments=(attachment(*LIST),))) == 2


def test_the_same_sku_twice_stays_two_lines(lines_of: Lines) -> None:
    assert lines_of("40 RB-A4-50 for Leeds\n40 RB-A4-50 for York", "office") == [
        ("RB-A4-50", "40", None),
        ("RB-A4-50", "40", None),
    ]


def test_the_text_corrects_the_attachment(lines_of: Lines) -> None:
    text = "Our list is attached; please revise line 2 to 250. The RB-A4-50 should be 50."
    assert lines_of(text, "office", attachments=(attachment(*LIST),)) == [
        ("RB-A4-50", "50", None),
        ("PEN-BL-M", "250", None),
    ]


def test_the_text_of_an_attachment_is_a_request_without_asking(lines_of: Lines) -> None:
    text = "Requirement\n\nstanding lamps, brass - 4 pcs\nRB-A4-50 - 20 pcs"
    files = (attachment(text=text, name="req.docx"),)
    assert lines_of("see attached", "office", attachments=files) == [
        ("standing lamps, brass", "4", "pcs"),
        ("RB-A4-50", "20", "pcs"),
    ]


def test_the_subject_counts_only_when_nothing_else_names_an_item(lines_of: Lines) -> None:
    assert lines_of("Thanks, Jo", "office", subject="12 x TNR-85A please") == [("TNR-85A", "12", None)]
    assert lines_of("5 PEN-BL-M please", "office", subject="12 x TNR-85A please") == [("PEN-BL-M", "5", None)]
    assert lines_of("Thanks, Jo", "office", subject="10,000 verified contacts") == []


def test_buyers_own_numbers_beside_ours(lines_of: Lines, read: Read) -> None:
    rows = (
        ("Line", "Our part no", "Your part no", "Description", "Qty", "UOM"),
        ("1", "X-100", "RB-A4-50", "Ring binder", "40", "EA"),
        ("2", "X-101", "", "Oak desk 160", "2", "EA"),
    )
    assert lines_of("", "office", attachments=(attachment(*rows),)) == [
        ("RB-A4-50", "40", "EA"),
        ("Oak desk 160", "2", "EA"),
    ]


def test_title_rows_sections_totals_and_ditto(lines_of: Lines) -> None:
    rows = (
        ("Acme Ltd", "", ""),
        ("Item", "Size", "Quantity"),
        ("Paper", "", ""),
        ("Copy paper", "A4", "20"),
        ("", "A3", "5"),
        ("Chairs", "", ""),
        ("CHR-ERGO", "", "2"),
        ("Total", "", "27"),
    )
    assert lines_of("", "office", attachments=(attachment(*rows),)) == [
        ("Copy paper, A4", "20", None),
        ("Copy paper, A3", "5", None),
        ("CHR-ERGO", "2", None),
    ]


def test_quantities_of_several_sites_are_unclear_without_their_total(lines_of: Lines) -> None:
    sites = (("Part", "Qty Leeds", "Qty York"), ("RB-A4-50", "10", "5"), ("PEN-BL-M", "", "50"))
    total = (("Part", "Qty Leeds", "Qty York", "Total qty"), ("RB-A4-50", "10", "5", "15"))
    assert lines_of("", "office", attachments=(attachment(*sites),)) == [
        ("RB-A4-50", "ladder", None),
        ("PEN-BL-M", "50", None),
    ]
    assert lines_of("", "office", attachments=(attachment(*total),)) == [("RB-A4-50", "15", None)]


def test_an_order_form_asks_for_what_is_filled_in(lines_of: Lines) -> None:
    rows = [("Code", "Product", "Order qty")] + [(f"Z-{n}", f"thing {n}", "") for n in range(12)]
    rows[4] = ("RB-A4-50", "Ring binder", "6")
    assert lines_of("", "office", attachments=(attachment(*rows),)) == [("RB-A4-50", "6", None)]


def test_a_table_of_people_is_no_request(lines_of: Lines) -> None:
    text = "Who comes to lunch:\n\nSmith\tAnn\t1\nJones\tBob\t2\nBrown\tCy\t1"
    assert lines_of(text, "office") == []


def test_the_buyers_country_decides_an_ambiguous_number_where_no_document_does(lines_of: Lines) -> None:
    from qd_core.model.rfq import Buyer

    german = Buyer(email="a@werk.de", domain="werk.de")
    assert lines_of("please quote 2.500 m NYM-J 3x1.5", "electrical", buyer=german)[0][1] == "2500"
    assert lines_of("please quote 2.500 m NYM-J 3x1.5", "electrical")[0][1] == "2.500"
