"""Pages: nothing outside the margins, nothing lost, what belongs together stays together, the same bytes each time."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from qd_core.builtin import reportlab_pdf
from qd_core.builtin.reportlab_pdf.content import content_of
from qd_core.builtin.reportlab_pdf.fonts import Face, typeface
from qd_core.builtin.reportlab_pdf.layout import lay_out
from qd_core.builtin.reportlab_pdf.page import accent_for_text, page_size, rgb
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.renderer import draw_page
from qd_core.builtin.reportlab_pdf.wrapping import wrap, wrap_cell, wrap_paragraphs
from qd_core.errors import ConfigError
from qd_core.model.rfq import Buyer
from tests.unit.pdf.quotes import COMPANY, document_of, line, lines, pages_of, printed, request

_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
WORDS = st.text(alphabet="ab cdé-/ W\n€日", max_size=160)


class _Ruler(Pen):
    """Notes where each string starts, ends and stands."""

    def __init__(self) -> None:
        self.strings: list[tuple[float, float, float, str]] = []

    def text(self, x: float, y: float, text: str, face: Face, size: float, color: object) -> None:
        self.strings.append((x, x + face.width(text, size), y, text))

    def rule(self, *where: object) -> None: ...
    def image(self, *where: object) -> None: ...
    def watermark(self, *where: object) -> None: ...
    def end_page(self) -> None: ...


def rulers(asked) -> list[_Ruler]:
    content = content_of(asked, typeface().regular)
    pages = lay_out(content, page_size(content.territory))
    drawn = []
    for number, page in enumerate(pages, 1):
        drawn.append(_Ruler())
        draw_page(drawn[-1], content, page, number, len(pages))
    return drawn


@settings(max_examples=60)
@given(
    st.lists(st.tuples(WORDS, WORDS, st.integers(1, 10**9)), max_size=12), WORDS, WORDS, st.integers(0, 40)
)
def test_nothing_is_drawn_outside_the_margins(
    rows: list[tuple[str, str, int]], name: str, terms: str, repeat: int
) -> None:
    made = [
        line(place, f"S{sku}", words, str(count), "12.345")
        for place, (sku, words, count) in enumerate(rows, 1)
    ]
    asked = request(made, buyer=Buyer(name=name, company=name * 3), terms=terms * repeat, subject=name)
    size = page_size("US")
    for ruler in rulers(asked):
        for left, right, y, text in ruler.strings:
            assert left >= size.left - 0.01, text
            assert right <= size.right + 0.01, text
            assert 0 < y < size.height - 20, text


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9, 10, 11, 14, 15, 16, 17, 30, 31, 32, 33, 60, 500])
def test_every_line_stands_once_and_the_sums_stand_with_the_last_of_them(count: int) -> None:
    pages = [[text for *_, text in ruler.strings] for ruler in rulers(request(lines(count)))]
    found = [text for page in pages for text in page if text.startswith("QD-")]
    assert found == [f"QD-{number:04d}" for number in range(1, count + 1)]
    with_total = next(page for page in pages if "Total" in page)
    assert {f"QD-{number:04d}" for number in range(max(1, count - 2), count + 1)} <= set(with_total)
    assert "Freight" in with_total
    for page in pages:
        assert ("Description" in page) == any(text.startswith("QD-") for text in page)


def test_no_page_is_left_almost_empty_where_closer_rows_save_it() -> None:
    for count in range(8, 40):
        last = rulers(request(lines(count)))[-1].strings
        assert any(text == "Total" for *_, text in last)


def test_a_description_longer_than_a_page_is_printed_whole() -> None:
    words = " ".join(f"w{number}" for number in range(3000))
    pages = pages_of(request([line(1, "A-1", words, "1", "4.20"), *lines(3)]))
    assert len(pages) > 2
    text = " ".join(" ".join(pages).split())
    assert all(f"w{number}" in text for number in (0, 1, 1500, 2998, 2999))


def test_terms_longer_than_a_page_are_printed_whole() -> None:
    terms = "\n\n".join(f"§{number} " + "word " * 60 for number in range(40))
    pages = pages_of(request(lines(2), terms=terms))
    assert all(f"§{number} " in " ".join(pages) for number in range(40))
    assert "Page 2 of" in pages[1]


def test_long_text_takes_time_in_proportion() -> None:
    face = typeface().regular
    assert len(wrap(face.clean("x" * 200_000), 200, face, 9)) > 4000
    assert len(wrap(face.clean("x " * 200_000), 200, face, 9)) > 4000


def test_a_long_part_number_is_divided_at_its_hyphens() -> None:
    face = typeface().regular
    parts = wrap("ABCDEF-123456-GHIJKL-7890", 70, face, 9)
    assert "".join(parts) == "ABCDEF-123456-GHIJKL-7890"
    assert all(part.endswith("-") for part in parts[:-1])


@given(WORDS, st.integers(12, 300))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    face = typeface().regular
    clean = face.clean(text).strip()
    broken = wrap(clean, width, face, 9)
    assert "".join("".join(broken).split()) == "".join(clean.split())
    assert all(face.width(part, 9) <= width + 0.01 or len(part) == 1 for part in broken)


@pytest.mark.parametrize(
    ("locale", "size"),
    [("en_US", (612, 792)), ("en_CA", (612, 792)), ("de_DE", (595, 842)), ("en_GB", (595, 842))],
)
def test_paper_follows_the_country(locale: str, size: tuple[int, int]) -> None:
    width, height = document_of(request(lines(1), locale=locale))[0].get_size()
    assert (round(width), round(height)) == size


def test_the_same_request_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from tests.unit.pdf.quotes import *;"
        "print(hashlib.sha256(printed(request(lines(12), locale='fr_FR', currency='EUR'))).hexdigest())"
    )
    expected = hashlib.sha256(printed(request(lines(12), locale="fr_FR", currency="EUR"))).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == expected


def test_quotes_printed_side_by_side_do_not_mix() -> None:
    asked = [
        request(lines(count), locale=locale) for count in (1, 20) for locale in ("en_US", "de_DE", "pl_PL")
    ]
    alone = [printed(one) for one in asked]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(printed, asked * 2)) == alone * 2


def picture(kind: str, mode: str = "RGB") -> bytes:
    sheet = BytesIO()
    Image.new(mode, (400, 100), "#2244aa").save(sheet, kind)
    return sheet.getvalue()


@pytest.mark.parametrize(
    "logo",
    [picture("PNG"), picture("PNG", "RGBA"), picture("PNG", "P"), picture("JPEG"), picture("JPEG", "CMYK")],
)
def test_a_logo_is_printed(logo: bytes) -> None:
    asked = request(lines(1), company=dataclasses.replace(COMPANY, logo=logo))
    kinds = [found.type for found in document_of(asked)[0].get_objects()]
    assert _IMAGE in kinds
    assert printed(asked) == printed(asked)


@pytest.mark.parametrize(
    "logo", [b"<svg/>", b"\x89PNG\r\n\x1a\n broken", picture("GIF"), picture("PNG")[:60]]
)
def test_a_logo_that_is_no_picture_is_refused_with_what_to_do(logo: bytes) -> None:
    with pytest.raises(ConfigError, match="PNG") as caught:
        printed(request(lines(1), company=dataclasses.replace(COMPANY, logo=logo)))
    assert caught.value.key == "company.logo"


@pytest.mark.parametrize("color", ["#ffff00", "#ffffff", "#1f3a5f", "#ff6600"])
def test_text_in_the_companys_colour_can_be_read(color: str) -> None:
    red, green, blue = accent_for_text(rgb(color))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_the_renderer_is_offered_by_its_name_and_imports_nothing_heavy() -> None:
    assert [provider.name for provider in reportlab_pdf.qd_pdf_renderers()] == ["reportlab"]
    heavy = "print([name for name in ('reportlab', 'babel', 'PIL') if name in sys.modules])"
    program = f"import sys, qd_core.builtin.reportlab_pdf; {heavy}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_description_on_two_lines_parts_at_a_comma() -> None:
    face = typeface().regular
    words = "Cable tie 300 × 4.8 mm, UV resistant, black, pack of 100"
    assert wrap_cell(words, 215, face, 9) == ("Cable tie 300 × 4.8 mm, UV resistant, black,", "pack of 100")
    assert wrap_cell("one, " + "x" * 60, 200, face, 9) == wrap("one, " + "x" * 60, 200, face, 9)


def test_no_second_line_of_a_description_is_one_short_word() -> None:
    face = typeface().regular
    words = "Junction box 100 × 100 × 57 mm, polycarbonate, IP66"
    assert wrap_cell(words, 220, face, 9) == ("Junction box 100 × 100 × 57 mm,", "polycarbonate, IP66")


def test_an_item_of_a_list_is_indented_on_every_line() -> None:
    first, second, *_ = wrap_paragraphs("- " + "word " * 40, 200, typeface().regular, 9)[0]
    assert (first.mark, second.mark) == ("–", "")
    assert first.indent == second.indent > 0
    assert first.text.startswith("word")
