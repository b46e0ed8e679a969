"""Tables of PDFs are found by where their words stand, however they are drawn."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qd_core.reading.files.pdf_reading import read_pdf
from tests.unit.files.made import (
    A4,
    HEAD,
    ITEMS,
    WIDTHS,
    cells,
    document,
    drawn,
    drawn_table,
    pdf_of,
    space,
    squeezed,
    text_of,
    wrapped,
)

PLAIN = [("FONT", (0, 0), (-1, -1), "Helvetica", 9), ("VALIGN", (0, 0), (-1, -1), "TOP")]
RIGHT = [("ALIGN", (3, 0), (3, -1), "RIGHT")]
INTRO = "Dear Sir or Madam, please quote the goods below, delivered to our works in Leeds by 14 July 2025."
OUTRO = "All prices net without VAT please. Payment 30 days net."
STYLES = {
    "bare": [],
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, "black")],
    "head ruled": [("LINEBELOW", (0, 0), (-1, 0), 1, "black")],
    "rows ruled": [("LINEBELOW", (0, 0), (-1, -1), 0.3, "black")],
    "boxed": [("BOX", (0, 0), (-1, -1), 1, "black")],
    "columns ruled": [
        ("BOX", (0, 0), (-1, -1), 1, "black"),
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, "black"),
    ],
    "shaded": [("ROWBACKGROUNDS", (0, 0), (-1, -1), ["white", "lightgrey"])],
}


def read(content: bytes):
    return read_pdf(document(content))


def letter(*parts: object) -> bytes:
    return pdf_of(
        [
            text_of("Request for quotation 7741"),
            text_of(INTRO),
            space(10),
            *parts,
            space(10),
            text_of(OUTRO),
        ]
    )


@pytest.mark.parametrize("align", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("name", STYLES)
def test_wrapped_cells_join_their_row(name: str, align: str) -> None:
    style = [*PLAIN, *RIGHT, *STYLES[name], ("VALIGN", (0, 0), (-1, -1), align)]
    found = read(letter(drawn_table([HEAD, *wrapped(ITEMS)], style, WIDTHS)))
    assert cells(found) == [HEAD, *ITEMS]
    assert len(found.tables) == 1
    assert found.text == f"Request for quotation 7741\n{INTRO}\n{OUTRO}"


def test_cells_have_boxes_where_they_stand() -> None:
    found = read(letter(drawn_table([HEAD, *ITEMS], [*PLAIN, *RIGHT], [30, 80, 330, 50, 50])))
    row = found.tables[0].rows[1]
    assert all(
        box is not None and box.page == 1 and box.right > box.left and box.bottom > box.top
        for box in row.boxes
    )
    lefts = [box.left for box in row.boxes if box]
    assert lefts == sorted(lefts)
    assert found.tables[0].label == "page 1"
    assert [r.number for r in found.tables[0].rows] == [1, 2, 3, 4, 5, 6]


def test_rows_without_padding_and_narrow_gaps() -> None:
    tight = [("TOPPADDING", (0, 0), (-1, -1), 0.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5)]
    narrow = [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    found = read(
        letter(drawn_table([HEAD, *wrapped(ITEMS)], [*PLAIN, *RIGHT, *tight, *narrow], [22, 60, 190, 28, 34]))
    )
    assert cells(found) == [HEAD, *ITEMS]


def test_a_head_of_two_lines_is_one_row() -> None:
    head = [
        "Line",
        text_of("Part<br/>number", 9),
        "Description of goods",
        text_of("Quantity<br/>required", 9),
        "Unit",
    ]
    found = read(letter(drawn_table([head, *wrapped(ITEMS)], [*PLAIN, *STYLES["head ruled"]], WIDTHS)))
    assert cells(found)[0] == ["Line", "Part number", "Description of goods", "Quantity required", "Unit"]
    assert cells(found)[1:] == ITEMS


@pytest.mark.parametrize("repeat", [0, 1])
@pytest.mark.parametrize("name", ["bare", "grid", "head ruled"])
def test_a_table_over_pages_is_one_table(name: str, repeat: int) -> None:
    many = [[str(at), *ITEMS[at % 5][1:]] for at in range(1, 91)]
    style = [*PLAIN, *RIGHT, *STYLES[name]]

    def feet(canvas, page) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(60, 820, "Crane Works Ltd - Purchasing")
        canvas.drawString(60, 25, "Crane Works Ltd, 12 Mill Road, Leeds LS1 4AP")
        canvas.drawRightString(550, 25, f"Page {page.page} of 5")

    import io

    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    story = [
        text_of(INTRO),
        space(10),
        drawn_table([HEAD, *wrapped(many)], style, WIDTHS, repeatRows=repeat),
        text_of(OUTRO),
    ]
    SimpleDocTemplate(out, pagesize=A4).build(story, onFirstPage=feet, onLaterPages=feet)
    found = read(out.getvalue())
    assert len(found.tables) == 1
    assert cells(found) == [HEAD, *many]
    assert found.tables[0].label.startswith("pages 1-")
    assert found.text.replace("\n2025", " 2025") == f"Crane Works Ltd - Purchasing\n{INTRO}\n{OUTRO}"


def test_two_tables_on_a_page_and_headings_between() -> None:
    style = [*PLAIN, *RIGHT]
    first, second = (
        drawn_table([HEAD, *wrapped(ITEMS[:2])], style, WIDTHS),
        drawn_table([HEAD, *wrapped(ITEMS[2:])], style, WIDTHS),
    )
    found = read(letter(text_of("Lot 1: safety"), first, space(8), text_of("Lot 2: fixings"), second))
    assert cells(found) == [HEAD, *ITEMS[:2]]
    assert cells(found, 1) == [HEAD, *ITEMS[2:]]
    assert found.text.splitlines()[2:4] == ["Lot 1: safety", "Lot 2: fixings"]


def test_headings_within_a_table_stand_in_its_first_column() -> None:
    rows = [
        HEAD,
        ["Electrical", "", "", "", ""],
        *ITEMS[:2],
        ["Mechanical parts for line 3", "", "", "", ""],
        *ITEMS[3:],
    ]
    found = read(
        letter(drawn_table(rows, [*PLAIN, *RIGHT, ("SPAN", (0, 4), (-1, 4))], [30, 80, 330, 50, 50]))
    )
    assert cells(found) == rows


def place(canvas, rows, order: str) -> None:
    lefts = [60, 100, 190, 470, 520]
    cells_ = [(r, c) for r in range(len(rows)) for c in range(5)]
    if order == "columns":
        cells_.sort(key=lambda at: at[::-1])
    elif order == "backwards":
        cells_.reverse()
    for r, c in cells_:
        canvas.drawString(lefts[c], 700 - 16 * r, rows[r][c])


@pytest.mark.parametrize("order", ["rows", "columns", "backwards"])
def test_the_order_of_drawing_does_not_matter(order: str) -> None:
    def draw(canvas) -> None:
        canvas.setFont("Helvetica", 8)
        place(canvas, [HEAD, *ITEMS], order)
        canvas.drawString(60, 740, "Material list 4711")

    found = read(drawn(draw))
    assert cells(found) == [HEAD, *ITEMS]
    assert found.text == "Material list 4711"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_upright_and_their_boxes_lie_on_the_page_as_shown(turn: int) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(letter(drawn_table([HEAD, *wrapped(ITEMS)], PLAIN, WIDTHS)))
    pdf[0].set_rotation(turn)
    out = io.BytesIO()
    pdf.save(out)
    found = read(out.getvalue())
    assert cells(found) == [HEAD, *ITEMS]
    width, height = (595, 842) if turn in (0, 180) else (842, 595)
    first, last = found.tables[0].rows[0].boxes[0], found.tables[0].rows[-1].boxes[0]
    assert first is not None
    assert last is not None
    assert 0 <= first.left < first.right <= width
    assert 0 <= first.top < first.bottom <= height
    down = {
        0: first.top < last.top,
        180: first.top > last.top,
        90: first.left > last.left,
        270: first.left < last.left,
    }
    assert down[turn]


def test_text_that_is_drawn_turned() -> None:
    def draw(canvas) -> None:
        canvas.translate(800, 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 8)
        place(canvas, [HEAD, *ITEMS], "rows")

    assert cells(read(drawn(draw))) == [HEAD, *ITEMS]


def test_typewriter_columns_with_a_typed_ruler() -> None:
    lines = [
        "RFQ NO. 55012        DATE 05/14/2025",
        "",
        "LINE  PART NO        DESCRIPTION                   QTY  UM",
        "----  -------------  ---------------------------  ----  --",
        "   1  GV-BR-100      GATE VALVE 1 IN BRASS           8  EA",
        "   2  PVC40-P-100    PVC PIPE 1 IN X 10 FT          20  EA",
    ]

    def draw(canvas) -> None:
        canvas.setFont("Courier", 9)
        for at, line in enumerate(lines):
            canvas.drawString(50, 780 - 12 * at, line)

    assert cells(read(drawn(draw))) == [
        ["LINE", "PART NO", "DESCRIPTION", "QTY", "UM"],
        ["1", "GV-BR-100", "GATE VALVE 1 IN BRASS", "8", "EA"],
        ["2", "PVC40-P-100", "PVC PIPE 1 IN X 10 FT", "20", "EA"],
    ]


def test_a_part_number_broken_at_its_hyphen_is_whole() -> None:
    rows = [HEAD, *wrapped([["1", "GLV-NIT-<br/>XXL-BLUE", "Nitrile gloves", "20", "pair"]], column=1)]
    assert (
        cells(read(letter(drawn_table(rows, [*PLAIN, *STYLES["grid"]], [30, 62, 200, 50, 50]))))[1][1]
        == "GLV-NIT-XXL-BLUE"
    )


def test_two_columns_with_and_without_a_head() -> None:
    headed = [["Item", "Quantity"], ["Timing belt", "7 each"], ["Hex bolt M8 x 20", "1,200 pcs"]]
    assert cells(read(letter(drawn_table(headed, PLAIN, [300, 80])))) == headed
    bare = [["6204-2RS", "120"], ["HT-8M", "7"], ["UCP206", "12"]]
    assert cells(read(letter(drawn_table(bare, PLAIN, [120, 80])))) == bare


def test_a_wide_table_on_a_wide_page() -> None:
    head = ["No", "Your ref", "Our ref", "Description", "Material", "Qty", "Unit", "Target price", "Delivery"]
    rows = [
        [str(n), f"AB-{n}", f"X{n}77", "Hex bolt", "A2", str(n * 7), "pcs", "EUR 12.50", "KW 24"]
        for n in range(1, 7)
    ]
    found = read(pdf_of([drawn_table([head, *rows], PLAIN)], pagesize=A4[::-1]))
    assert cells(found) == [head, *rows]


def test_empty_cells_stay_empty() -> None:
    rows = [["Pos", "Article no.", "Description", "Qty", "Unit", "Remarks"]]
    rows += [
        [*item[:2], item[2][:30].strip(), *item[3:], "" if at % 3 else "urgent, call first"]
        for at, item in enumerate(ITEMS)
    ]
    rows[3][3] = ""
    rows[4][1] = ""
    assert cells(read(letter(drawn_table(rows, [*PLAIN, *RIGHT], [30, 80, 160, 50, 50, 100])))) == rows


NOUNS = st.sampled_from(
    ["Ball valve", "Hex bolt", "Kabelverschraubung", "Nitrile gloves", "Vis à tête", "Oak board", "Beaker"]
)
QUALITIES = st.lists(
    st.sampled_from(
        ["M8 x 40", "zinc plated", "DIN 933", "size 9", "100 x 2,5 mm", "pack of 100", "RAL 7035", "250 ml"]
    ),
    max_size=5,
    unique=True,
)
SKUS = st.from_regex(r"[A-HK-NP-Z]{2,4}-[1-9][0-9]{1,4}", fullmatch=True)
ROWS = st.lists(
    st.tuples(SKUS, NOUNS, QUALITIES, st.integers(1, 5000), st.sampled_from(["pcs", "box", "m", "pair"])),
    min_size=1,
    max_size=40,
)


@settings(max_examples=25)
@given(
    rows=ROWS,
    style=st.sampled_from(sorted(STYLES)),
    align=st.sampled_from(["TOP", "MIDDLE", "BOTTOM"]),
    size=st.sampled_from([7, 8, 9, 10]),
    gap=st.sampled_from([3, 4, 6]),
    number=st.sampled_from(["RIGHT", "LEFT", "CENTER"]),
)
def test_any_list_in_any_dress_is_read_row_by_row(
    rows, style: str, align: str, size: int, gap: int, number: str
) -> None:
    items = [
        [str(at), sku, " ".join([noun, *of]), str(count), unit]
        for at, (sku, noun, of, count, unit) in enumerate(rows, 1)
    ]
    dress = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", size),
        ("VALIGN", (0, 0), (-1, -1), align),
        ("ALIGN", (3, 0), (3, -1), number),
        ("LEFTPADDING", (0, 0), (-1, -1), gap),
        ("RIGHTPADDING", (0, 0), (-1, -1), gap),
        *STYLES[style],
    ]
    widths = [35, 80, 160, 55, 50]
    found = read(letter(drawn_table([HEAD, *wrapped(items, size=size)], dress, widths, repeatRows=1)))
    got = [squeezed(row.cells) for table in found.tables for row in table.rows]
    assert got == [squeezed(row) for row in [HEAD, *items]]
