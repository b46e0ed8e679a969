"""A PDF that unpacks to much is refused before it is opened here; honest ones are not opened twice."""

from __future__ import annotations

import io
import subprocess
import zlib

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.pdf_probe import check_unpacking
from tests.hostile.attacks import pdf_of


def drawn(draw, *, packed: bool) -> bytes:
    """A PDF as a common program writes it: streams in letters, two to a page with its pictures."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=int(packed))
    for _ in range(3):
        draw(canvas)
        canvas.drawImage(ImageReader(Image.new("RGB", (30, 30), "red")), 60, 60, 30, 30)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The processes that were asked for; none is started."""
    calls: list[object] = []

    def run(*command: object, **how: object) -> subprocess.CompletedProcess[bytes]:
        calls.append(command)
        return subprocess.CompletedProcess([], 1)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_honest_pages_start_no_process(started: list[object]) -> None:
    check_unpacking(pdf_of(3, zlib.compress(b"BT /F1 9 Tf (40 pcs AB-100) Tj ET\n" * 5_000)))
    for packed in (False, True):
        check_unpacking(drawn(lambda canvas: canvas.drawString(60, 700, "40 pcs AB-100"), packed=packed))
    check_unpacking(b"")
    check_unpacking(b"stream\nno end")
    assert started == []


@pytest.mark.parametrize(
    "content",
    [
        pdf_of(1, zlib.compress(b"q " * 10_000_000)),
        pdf_of(1, b"").replace(b"/FlateDecode", b"[/FlateDecode/FlateDecode]"),
        pdf_of(1, b"").replace(b"/FlateDecode", b"/LZWDecode"),
        pdf_of(1, b"") + b"trailer<</Encrypt 9 0 R>>",
    ],
    ids=["much", "packed twice", "another packing", "encrypted"],
)
def test_what_unpacks_to_much_or_cannot_be_told_is_tried_elsewhere(
    content: bytes, started: list[object]
) -> None:
    with pytest.raises(UnreadableError, match="unpacks to far more"):
        check_unpacking(content)
    assert len(started) == 1


def test_large_but_honest_pages_pass_the_trial() -> None:
    check_unpacking(pdf_of(1, zlib.compress(b"0 0 m 10 10 l S\n" * 600_000)))


def test_a_bomb_does_not() -> None:
    with pytest.raises(UnreadableError):
        check_unpacking(pdf_of(1, zlib.compress(b"q " * 60_000_000)))
