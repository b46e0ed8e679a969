"""The quote PDF against bare canvas calls that put the same strings, rules and logo at the same places.

The bare side is a replay: what the renderer drew is recorded once, then drawn with ``setFont``, ``setFillColorRGB``,
``drawString``, ``line`` and ``drawImage`` as a program would that knows every position beforehand. It lays nothing out.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

from qd_core.builtin.reportlab_pdf.content import content_of
from qd_core.builtin.reportlab_pdf.fonts import Face, typeface
from qd_core.builtin.reportlab_pdf.layout import lay_out
from qd_core.builtin.reportlab_pdf.page import page_size
from qd_core.builtin.reportlab_pdf.pen import Pen
from qd_core.builtin.reportlab_pdf.renderer import draw_page, print_quote
from qd_core.model.customer import Tier
from qd_core.model.message import Lane, Source
from qd_core.model.quote import Cover, Draft, MatchKind, Move, QuoteLine
from qd_core.model.rfq import Buyer, Extracted, LineItem
from qd_core.plugin import Company, RenderRequest

__all__ = ["run"]

Call = Callable[[object], None]
_NAMES = (
    "Cable gland M20, polyamide, IP68",
    "Terminal block 35 mm², grey",
    "Circuit breaker C16, 3-pole, 10 kA",
    "Bracket, 12-inch, standard",
    "Tube lug 50 mm², M10, tin plated",
)


class _RecordingPen(Pen):
    """Draws nothing; remembers each call as a bare canvas would get it."""

    def __init__(self, height: float, calls: list[Call]) -> None:
        self._height = height
        self._calls = calls

    def text(self, x: float, y: float, text: str, face: Face, size: float, color: tuple) -> None:
        base = self._height - y

        def call(canvas) -> None:
            canvas.setFont(face.name, size)
            canvas.setFillColorRGB(*color)
            canvas.drawString(x, base, text)

        self._calls.append(call)

    def right(self, x: float, y: float, text: str, face: Face, size: float, color: tuple) -> None:
        base = self._height - y

        def call(canvas) -> None:
            canvas.setFont(face.name, size)
            canvas.setFillColorRGB(*color)
            canvas.drawRightString(x, base, text)

        self._calls.append(call)

    def rule(self, left: float, right: float, y: float, width: float, color: tuple) -> None:
        base = self._height - y

        def call(canvas) -> None:
            canvas.setLineWidth(width)
            canvas.setStrokeColorRGB(*color)
            canvas.line(left, base, right, base)

        self._calls.append(call)

    def image(self, picture, left: float, top: float, width: float, height: float) -> None:
        base = self._height - top - height
        self._calls.append(lambda canvas: canvas.drawImage(picture, left, base, width, height, mask="auto"))

    def end_page(self) -> None:
        self._calls.append(lambda canvas: canvas.showPage())


def request(lines: int, *, logo: bytes | None = None) -> RenderRequest:
    """A quote of so many lines."""
    source = Source(part="text", quote="x")
    rows = []
    for number in range(1, lines + 1):
        quantity, price = Decimal(number * 7 % 500 + 1), Decimal(number * 37 % 9000) / 100 + Decimal("0.05")
        name = Extracted(value="x", confidence=1.0, source=source)
        asked = LineItem(position=number, text="x", name_or_sku=name)
        rows.append(
            QuoteLine(
                *(
                    number,
                    asked,
                    MatchKind.EXACT,
                    f"QD-{number:05d}",
                    f"{_NAMES[number % 5]}, no. {number}",
                    (),
                ),
                *(quantity, "each", price, price, quantity * price),
            )
        )
    total = sum((row.line_total for row in rows if row.line_total), Decimal(0))
    draft = Draft(
        rfq_id="01990000-0000-7000-8000-4f3a99b102cd",
        lane=Lane.EMAIL,
        received_at=datetime(2026, 11, 24, 9, 12, tzinfo=UTC),
        move=Move.AUTO_DRAFT,
        partial=False,
        reasons=(),
        buyer=Buyer(email="dana@acme.example", name="Dana Field", company="Acme"),
        tier=Tier(name="preferred", source="rules"),
        subject="Switchgear for hall 3",
        lines=tuple(rows),
        currency="USD",
        subtotal=total,
        total=total,
        valid_until=date(2026, 12, 24),
        payment_terms="Net 30",
        terms="Prices are in US dollars, FOB Norfolk. Returns within 30 days in original packaging.",
        cover=Cover(
            text="Hi Dana,\n\nthank you for your request. Here are our prices.\n\nRenee", origin="embedded"
        ),
    )
    company = Company(
        name="Harbor Supply Co.",
        address=("1200 Water Street", "Norfolk, VA 23510"),
        email="quotes@harbor.example",
        logo=logo,
    )
    return RenderRequest(draft, company, "en_US", "UTC", datetime(2026, 11, 24, 14, 0, tzinfo=UTC))


def _logo() -> bytes:
    from PIL import Image

    sheet = BytesIO()
    Image.linear_gradient("L").resize((480, 120)).convert("RGB").save(sheet, "PNG")
    return sheet.getvalue()


def recorded(asked: RenderRequest) -> list[Call]:
    """Every call that a bare canvas needs to draw the same pages."""
    content = content_of(asked, typeface().regular)
    pages = lay_out(content, page_size(content.territory))
    calls: list[Call] = []
    for number, page in enumerate(pages, 1):
        draw_page(_RecordingPen(page.size.height, calls), content, page, number, len(pages))
    return calls


def replay(calls: list[Call]) -> bytes:
    """The bare side."""
    from reportlab.pdfgen.canvas import Canvas

    sheet = BytesIO()
    canvas = Canvas(sheet, pagesize=(612, 792), invariant=1, pageCompression=1)
    for call in calls:
        call(canvas)
    canvas.save()
    return sheet.getvalue()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _paired(asked: RenderRequest, rounds: int) -> dict[str, float]:
    calls = recorded(asked)

    def ours() -> bytes:
        return print_quote(content_of(asked, typeface().regular))

    assert ours() == ours(), "the same request must give the same bytes"
    replay(calls)
    pairs = [(_milliseconds(ours), _milliseconds(lambda: replay(calls))) for _ in range(rounds)]
    return {
        "ms": statistics.median(left for left, _ in pairs),
        "bare_ms": statistics.median(right for _, right in pairs),
        "ratio": statistics.median(left / right for left, right in pairs),
    }


def run() -> dict[str, object]:
    """Times in milliseconds and the median ratio of paired rounds, warm; targets as ratios."""
    cases = {
        "pdf, 10 lines": (request(10), 40, 1.4),
        "pdf, 10 lines, logo": (request(10, logo=_logo()), 40, 1.4),
        "pdf, 500 lines": (request(500), 6, 1.7),
    }
    result: dict[str, object] = {}
    for name, (asked, rounds, target) in cases.items():
        result[name] = {**_paired(asked, rounds), "target": target}
    return result


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
