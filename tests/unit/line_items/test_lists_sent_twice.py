"""One list in two files, or in the mail and in a file, is asked for once; two lists add up; a conflict is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.model.message import Attachment, Table, TableRow

Lines = Callable[..., list[tuple[str, str, str | None]]]
Rows = tuple[tuple[str, ...], ...]

HEAD = ("Part", "Description", "Qty")
LIST: Rows = (
    ("CT-M6-08", "Contact tip M6 0.8", "40"),
    ("CT-M6-10", "Contact tip M6 1.0", "20"),
    ("DSC-115-1", "Cutting disc 115", "100"),
)
ONCE = [("CT-M6-08", "40"), ("CT-M6-10", "20"), ("DSC-115-1", "100")]
CHANGED: Rows = (*LIST[:2], ("DSC-115-1", "Cutting disc 115", "150"))
OTHER: Rows = (("E6013-25", "Rods", "4"), ("CT-M6-10", "Contact tip M6 1.0", "20"))


def file(name: str, *tables: Rows, head: tuple[str, ...] = HEAD, text: str = "") -> Attachment:
    made = tuple(
        Table(rows=tuple(TableRow(number=at, cells=cells) for at, cells in enumerate((head, *rows), start=1)))
        for rows in tables
    )
    return Attachment(name=name, media_type="x", size=1, digest=name, tables=made, text=text)


Counts = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def counts(lines_of: Lines) -> Counts:
    def of(text: str, *files: Attachment, **more: object) -> list[tuple[str, str]]:
        return [(name, count) for name, count, _ in lines_of(text, "welding", attachments=files, **more)]

    return of


@pytest.mark.parametrize(
    "files",
    [
        (file("RFQ 77.xlsx", LIST), file("RFQ 77.pdf", LIST)),
        (file("list.xlsx", LIST), file("Anfrage Firma Muster.pdf", LIST)),
        (file("list.docx", LIST), file("scan0001.pdf", tuple(reversed(LIST)))),
        (file("list.xlsx", LIST), file("list (1).xlsx", LIST)),
        (file("list.xlsx", LIST), file("list_v2.xlsx", LIST)),
        # one line
        (file("list.xlsx", LIST[:1]), file("list.pdf", LIST[:1])),
        # by part number in one, by description in the other
        (file("list.xlsx", LIST), file("list.pdf", tuple((what, "", n) for _, what, n in LIST))),
        # as words
        (file("list.xlsx", LIST), file("list.pdf", text="40 x CT-M6-08\n20 x CT-M6-10\n100 x DSC-115-1")),
    ],
)
def test_the_same_list_in_two_files_counts_once(counts: Counts, files: tuple[Attachment, ...]) -> None:
    found = counts("Please quote the attached.", *files)
    assert found == ONCE[: len(found)]
    assert len(found) in {1, 3}


def test_the_list_as_three_files_counts_once(counts: Counts) -> None:
    files = (file("a.xlsx", LIST), file("a.pdf", LIST), file("a.docx", LIST))
    assert counts("Please quote the attached.", *files) == ONCE


def test_copies_that_differ_are_asked_about_where_they_do(counts: Counts) -> None:
    found = counts("Please quote the attached.", file("list.xlsx", LIST), file("list.pdf", CHANGED))
    assert found == [*ONCE[:2], ("DSC-115-1", "vague")]


def test_a_line_that_one_copy_lacks_is_asked_about(counts: Counts) -> None:
    for files in [
        (file("list.xlsx", LIST), file("list.pdf", LIST[:2])),
        (file("list.xlsx", LIST[:2]), file("list.pdf", LIST)),
    ]:
        assert counts("Please quote.", *files) == [*ONCE[:2], ("DSC-115-1", "vague")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (file("pads.xlsx", LIST), file("rods.xlsx", OTHER)),
        (file("pads.xlsx", LIST), file("rods.pdf", OTHER)),
        # the same goods for two sites
        (
            file("Leeds.xlsx", LIST),
            file("York.xlsx", tuple((sku, what, f"{int(n) + 1}") for sku, what, n in LIST)),
        ),
    ],
)
def test_two_lists_add_up(counts: Counts, first: Attachment, second: Attachment) -> None:
    both = [(row.cells[0], row.cells[2]) for one in (first, second) for row in one.tables[0].rows[1:]]
    assert counts("Please quote both lists.", first, second) == both


@pytest.mark.parametrize(
    ("text", "files"),
    [
        # two files of one kind: a copy, or the needs of two places
        ("Please quote.", (file("Leeds.xlsx", LIST), file("York.xlsx", LIST))),
        ("Please quote for Leeds and York.", (file("Leeds.xlsx", LIST), file("York.pdf", LIST))),
        ("Please quote.", tuple(file(f"{name}.xlsx", LIST) for name in ("Leeds", "York", "Hull"))),
        # two sheets
        ("Please quote.", (file("list.xlsx", LIST, LIST),)),
    ],
)
def test_once_or_twice_is_asked(counts: Counts, text: str, files: tuple[Attachment, ...]) -> None:
    assert counts(text, *files) == [(sku, "vague") for sku, _ in ONCE]


def test_a_sheet_of_totals_is_not_added(counts: Counts) -> None:
    york: Rows = (("CT-M6-08", "", "5"), ("DSC-115-1", "", "10"))
    total: Rows = (("CT-M6-08", "", "45"), ("CT-M6-10", "", "20"), ("DSC-115-1", "", "110"))
    parts = [*ONCE, ("CT-M6-08", "5"), ("DSC-115-1", "10")]
    assert counts("Please quote.", file("sites.xlsx", LIST, york, total)) == parts
    assert counts("Please quote.", file("sites.xlsx", total, LIST, york)) == parts


BODY = "Please quote:\n40 x CT-M6-08\n20 contact tips 1.0\n100 x 115 mm slitting discs\n\nList attached."


def test_a_list_in_the_mail_and_in_a_file_counts_once(counts: Counts) -> None:
    """In the mail by its aliases, in the file by part numbers."""
    found = counts(BODY, file("list.xlsx", LIST))
    assert [count for _, count in found] == ["40", "20", "100"]


def test_a_file_that_says_otherwise_than_the_mail_is_asked_about(counts: Counts) -> None:
    found = counts(BODY, file("list.xlsx", CHANGED))
    assert [count for _, count in found] == ["40", "20", "vague"]
    found = counts("We need 60 CT-M6-08. List attached.", file("list.xlsx", LIST))
    assert found == [("CT-M6-08", "vague"), *ONCE[1:]]


def test_a_file_of_other_goods_adds_to_the_mail(counts: Counts) -> None:
    """One line of many is in both: it may be asked for twice."""
    text = "For York please quote:\n- 2 E6013-25\n- 3 E6013-32\n- 20 CT-M6-10\n- 5 GLV-MIG-10\nLeeds is attached."
    assert counts(text, file("leeds.xlsx", LIST)) == [
        ("E6013-25", "2"),
        ("E6013-32", "3"),
        ("CT-M6-10", "vague"),
        ("GLV-MIG-10", "5"),
        ("CT-M6-08", "40"),
        ("DSC-115-1", "100"),
    ]


def test_goods_that_the_mail_only_names_have_the_quantity_of_the_list(counts: Counts) -> None:
    text = "Please quote the CT-M6-08 and the 115 mm slitting discs as per the list."
    assert sorted(counts(text, file("list.xlsx", LIST))) == sorted(ONCE)


def test_a_correction_reaches_the_one_list(counts: Counts) -> None:
    files = (file("list.xlsx", LIST), file("list.pdf", LIST))
    found = counts("Please quote the attached. One change: make it 60 instead of 40 CT-M6-08.", *files)
    assert found == [("CT-M6-08", "60"), *ONCE[1:]]


def test_goods_that_the_mail_calls_by_one_word_are_those_of_the_list(counts: Counts) -> None:
    """`discs` are the cutting discs of the list where the rest of it is repeated too."""
    text = "Our list is attached: 40 x CT-M6-08, 20 contact tips 1.0 and 100 discs."
    assert [count for _, count in counts(text, file("list.xlsx", LIST))] == ["40", "20", "100"]


def test_a_drawing_that_names_goods_of_the_list_asks_for_nothing(counts: Counts) -> None:
    drawing = file("drawing 4711.pdf", text="Scale 1:10\nCT-M6-08\nDSC-115-1\nRev B")
    assert counts("Please quote.", file("list.xlsx", LIST), drawing) == ONCE


def test_a_revision_that_differs_is_asked_about_where_it_does(counts: Counts) -> None:
    found = counts("Please use rev B.", file("rfq rev A.xlsx", LIST), file("rfq rev B.xlsx", CHANGED))
    assert found == [*ONCE[:2], ("DSC-115-1", "vague")]
