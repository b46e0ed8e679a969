"""The embedded reading of one RFQ, done once however often it is asked for."""

from __future__ import annotations

from qd_core.model.rfq import LineItem, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading import asking
from qd_core.reading.line_items.read import read_line_items

__all__ = ["asks_for_quote", "line_items"]

_last: tuple[Rfq, CompanyDocuments, tuple[LineItem, ...]] | None = None


def line_items(rfq: Rfq, documents: CompanyDocuments) -> tuple[LineItem, ...]:
    """The line items of ``rfq``. The screen and the embedded extractor both need them: the last answer is kept."""
    global _last  # noqa: PLW0603 - one slot, replaced whole: safe between threads
    last = _last
    if last is not None and last[0] is rfq and last[1] is documents:
        return last[2]
    items = read_line_items(rfq, documents)
    _last = (rfq, documents, items)
    return items


def asks_for_quote(rfq: Rfq, documents: CompanyDocuments) -> tuple[bool, str]:
    """Whether anything in the message asks for a quote, and the reason, by plain code."""
    return asking.asks_for_quote(rfq, line_items(rfq, documents))
