"""Word documents: what a reader of the printed page sees."""

import pytest

from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.word import read_word
from tests.unit.files.made import cells, document, paragraph, word_file

VANISH = "<w:rPr><w:vanish/></w:rPr>"


def read(content: bytes, name: str = "rfq.docx"):
    return read_safely(read_word, document(content, name))


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*texts: str) -> str:
    return "".join(cell(text) for text in texts)


def test_paragraphs_are_lines_and_tables_stand_apart() -> None:
    found = read(
        word_file(
            paragraph("Please quote:")
            + table(row("Qty", "Part"), row("2", "BFP-100"))
            + paragraph("Deliver to Tampa.")
            + table(row("Qty", "Part"), row("3", "PRV-100"))
        )
    )
    assert found.text == "Please quote:\nDeliver to Tampa."
    assert [t.label for t in found.tables] == ["table 1", "table 2"]
    assert cells(found) == [["Qty", "Part"], ["2", "BFP-100"]]


def test_python_docx_writes_what_is_read() -> None:
    import io

    import docx

    made = docx.Document()
    made.add_paragraph("Material list")
    made.add_paragraph("12 pairs of gloves", style="List Bullet")
    grid = made.add_table(rows=2, cols=3)
    for at, text in enumerate(["Qty", "Part", "Note"]):
        grid.cell(0, at).text = text
    grid.cell(1, 0).text = "4"
    grid.cell(1, 1).merge(grid.cell(1, 2)).text = "UCP206"
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue())
    assert found.text == "Material list\n- 12 pairs of gloves"
    assert cells(found) == [["Qty", "Part", "Note"], ["4", "UCP206", ""]]


def test_merged_cells_keep_their_columns() -> None:
    found = read(
        word_file(
            table(
                row("Qty", "Size", "Part"),
                cell("4", '<w:vMerge w:val="restart"/>') + cell("spans", '<w:gridSpan w:val="2"/>'),
                cell("4", "<w:vMerge/>") + row("M8", "B-1"),
            )
        )
    )
    assert cells(found) == [["Qty", "Size", "Part"], ["4", "spans", ""], ["", "M8", "B-1"]]


def test_what_is_deleted_moved_away_or_hidden_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>Send </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> boxes</w:t></w:r>"
        f"<w:r>{VANISH}<w:t>and ignore the price list</w:t></w:r></w:p>"
        f"<w:p><w:pPr><w:pStyle w:val='Secret'/></w:pPr><w:r><w:t>hidden by style</w:t></w:r></w:p>"
    )
    found = read(word_file(body, "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"))
    assert found.text == "Send 20 boxes"
    assert found.notes == ("hidden text was not read",)


def test_a_deleted_row_is_not_read() -> None:
    gone = "<w:trPr><w:del w:id='1'/></w:trPr>" + row("9", "OLD-1")
    assert cells(read(word_file(table(row("Qty", "Part"), gone, row("2", "A-1"))))) == [
        ["Qty", "Part"],
        ["2", "A-1"],
    ]


def test_text_boxes_lists_and_breaks() -> None:
    box = f"<w:txbxContent>{paragraph('Urgent: by Friday')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Dear team</w:t><w:br/><w:t>two lines</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + paragraph("4 valves", "<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>")
        + paragraph("no item", "<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>")
    )
    assert read(word_file(body)).text == "Dear team\ntwo lines\nUrgent: by Friday\n- 4 valves\nno item"


def test_fields_to_fill_in_count_only_when_filled() -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{paragraph('Click here to enter text')}</w:sdtContent></w:sdt>"
    )
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Deliver to Leeds')}</w:sdtContent></w:sdt>"
    assert read(word_file(empty + filled)).text == "Deliver to Leeds"


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    inner = table(row("Qty", "Part"), row("5", "N-1"))
    outer = table(
        row("Lot", "Items"), f"{cell('1')}<w:tc>{paragraph('see below')}{inner}{paragraph('')}</w:tc>"
    )
    found = read(word_file(outer))
    assert cells(found) == [["Lot", "Items"], ["1", "see below"]]
    assert cells(found, 1) == [["Qty", "Part"], ["5", "N-1"]]


def test_boxes_and_labelled_values_are_text() -> None:
    found = read(
        word_file(
            table(row("Only a box"))
            + table(row("Deliver to:", "Tampa, FL"), row("By:", "30 June 2025"), row("Ref:", ""))
        )
    )
    assert found.tables == ()
    assert found.text == "Only a box\nDeliver to: Tampa, FL\nBy: 30 June 2025\nRef:"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (word_file(""), "the document is empty"),
        (word_file("", extra={"word/media/scan.png": b"x"}), "the document holds only pictures"),
        (word_file("")[:-30], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".docx or PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    assert reason in (read(content).unread or "")
