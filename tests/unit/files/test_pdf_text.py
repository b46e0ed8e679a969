"""What a PDF says outside its tables, in the order of reading."""

import pytest

from qd_core.reading.files.pdf_reading import read_pdf
from qd_core.reading.files.safely import read_safely
from tests.unit.files.made import HEAD, ITEMS, cells, document, drawn, drawn_table, pdf_of, space, text_of

PLAIN = [("FONT", (0, 0), (-1, -1), "Helvetica", 9)]


def read(content: bytes):
    return read_safely(read_pdf, document(content))


def page(*parts: object) -> bytes:
    rows = [HEAD, *[[*item[:2], item[2][:40].strip(), *item[3:]] for item in ITEMS]]
    listed = drawn_table(rows, PLAIN, [30, 80, 220, 50, 50], hAlign="LEFT")
    return pdf_of([text_of("Inquiry"), *parts, space(14), listed])


@pytest.mark.parametrize("colon", ["", ":"])
def test_labelled_values_are_lines(colon: str) -> None:
    pairs = [
        ["Inquiry no.", "7741-B"],
        ["Delivery date", "20 June 2025"],
        ["Ship to", "Unit 4, Dock Road, Hull HU9 5PQ"],
    ]
    found = read(
        page(drawn_table([[key + colon, value] for key, value in pairs], PLAIN, [90, 240], hAlign="LEFT"))
    )
    assert found.text.splitlines() == ["Inquiry", *(f"{key}: {value}" for key, value in pairs)]
    assert len(found.tables) == 1


def test_labelled_values_side_by_side_take_a_line_each() -> None:
    rows = [
        ["Inquiry no.:", "7741-B", "Date:", "2 June 2025"],
        ["Contact:", "Jane Roe", "Required by:", "20 June 2025"],
    ]
    found = read(page(drawn_table(rows, PLAIN, [70, 190, 70, 100], hAlign="LEFT")))
    assert found.text.splitlines()[1:] == [
        "Inquiry no.: 7741-B",
        "Date: 2 June 2025",
        "Contact: Jane Roe",
        "Required by: 20 June 2025",
    ]
    assert cells(found)[0] == HEAD


@pytest.mark.parametrize("style", [[], [("GRID", (0, 0), (-1, -1), 0.5, "black")]])
def test_addresses_side_by_side_are_read_one_after_the_other(style: list[tuple]) -> None:
    bill = "Bill to:<br/>Crane Works Ltd<br/>12 Mill Road<br/>Leeds LS1 4AP"
    ship = "Ship to:<br/>Crane Warehouse<br/>Unit 4, Dock Road<br/>Hull HU9 5PQ"
    found = read(page(drawn_table([[text_of(bill), text_of(ship)]], style, [220, 220])))
    said = [line for block in (bill, ship) for line in block.split("<br/>")]
    assert found.text.splitlines() == ["Inquiry", *said]
    assert len(found.tables) == 1


def test_numbered_points_and_bullets_are_text() -> None:
    points = [
        ["1.", "Delivery free to site"],
        ["2.", "Prices net, without VAT"],
        ["3.", "Offer valid 30 days"],
    ]
    found = read(pdf_of([text_of("Conditions"), drawn_table(points, PLAIN, [20, 300], hAlign="LEFT")]))
    assert found.tables == ()
    assert found.text.splitlines()[1:] == [
        "1. Delivery free to site",
        "2. Prices net, without VAT",
        "3. Offer valid 30 days",
    ]


def test_prose_in_two_columns() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for at in range(12):
            canvas.drawString(50, 780 - 11 * at, f"left column, line {at} of running text that goes on")
            canvas.drawString(320, 780 - 11 * at, f"right column, line {at} of running text that goes on")

    lines = read(drawn(draw)).text.splitlines()
    assert [line.split(",")[0] for line in lines] == ["left column"] * 12 + ["right column"] * 12


def test_page_numbers_and_running_heads_are_no_content() -> None:
    def draw(canvas) -> None:
        for number in (1, 2, 3):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(50, 815, "Crane Works Ltd")
            canvas.drawString(50, 700, f"Paragraph {number}")
            canvas.drawString(300, 30, f"Seite {number} von 3")
            canvas.showPage()

    assert read(drawn(draw)).text == "Crane Works Ltd\nParagraph 1\nParagraph 2\nParagraph 3"


def test_a_watermark_is_not_read() -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 700, "Please quote 12 gate valves, 1 inch.")
        canvas.drawString(50, 680, "Delivery to Tampa by 30 June.")
        canvas.setFont("Helvetica", 60)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "CONFIDENTIAL")

    assert read(drawn(draw)).text == "Please quote 12 gate valves, 1 inch.\nDelivery to Tampa by 30 June."


def test_protected_and_damaged_files_say_so() -> None:
    import io

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(50, 700, "Please quote")
    canvas.save()
    assert read(out.getvalue()).unread == "the file is protected by a password"
    assert read(b"%PDF-1.7 nothing").unread == "the PDF is damaged and could not be read"


def test_a_pdf_without_text_is_left_to_ocr() -> None:
    assert read_pdf(document(drawn(lambda canvas: canvas.rect(50, 50, 200, 200, fill=1)))) is None
