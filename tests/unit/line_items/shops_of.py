"""Invented shops with the mails that people write them, and what a careful person in inside sales reads in each.

A file in ``shops/`` holds a ``Number format`` or none, catalog rows (SKU | Description | Unit | Pack | Aliases) and,
below ``# mails``, mails that a line ``---`` parts. Lines that begin with ``>`` say what is read: a SKU with its
quantity, or with ``ask`` where the buyer must be asked how many; ``?`` for a SKU that must be asked about, and
``nothing`` where no line is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from qd_core.config import AppSettings
from qd_core.model.catalog import Catalog
from qd_core.model.message import Lane
from qd_core.model.quote import ResolvedLine
from qd_core.model.rfq import Buyer, Rfq
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.pipeline.resolve import resolve_line
from qd_core.reading.line_items.read import read_line_items
from tests.unit.matching.trades_of import RESOLVERS, catalog, item

SHOPS = Path(__file__).parent / "shops"
Line = tuple[str, str]


@dataclass(frozen=True)
class Mail:
    """What a buyer wrote to ``shop``, and what is read in it."""

    shop: str
    text: str
    lines: tuple[Line, ...]


def shops() -> list[str]:
    """The names of all files."""
    return sorted(path.stem for path in SHOPS.glob("*.txt"))


@cache
def shop(name: str) -> tuple[CompanyDocuments, tuple[Mail, ...]]:
    """The documents and the mails of one file."""
    rows, _, mails = (SHOPS / f"{name}.txt").read_text(encoding="utf-8").partition("# mails\n")
    head, _, rest = rows.partition("\n")
    number_format = head.removeprefix("Number format: ") if head.startswith("Number format") else ""
    goods = _catalog(rest if number_format else rows, number_format)
    documents = CompanyDocuments(goods, Rules(version="v1"), Voice(version="v1"))
    return documents, tuple(_mail(name, text) for text in mails.split("\n---\n") if text.strip())


def _catalog(rows: str, number_format: str) -> Catalog:
    cells = [[cell.strip() for cell in line.split("|")] for line in rows.splitlines() if line.strip()]
    return catalog((item(*row) for row in cells), number_format)


def _mail(name: str, text: str) -> Mail:
    said = [line for line in text.strip().splitlines() if not line.startswith(">")]
    read = [line[1:].split() for line in text.splitlines() if line.startswith(">")]
    lines = tuple((sku, quantity[0]) for sku, *quantity in read if quantity)
    return Mail(name, "\n".join(said), lines)


def read(name: str, text: str) -> list[Line]:
    """What is read and resolved in a mail to the shop ``name``."""
    documents, _ = shop(name)
    rfq = Rfq(
        rfq_id="r1",
        lane=Lane.EMAIL,
        received_at=datetime(2026, 10, 12, 9, tzinfo=UTC),
        buyer=Buyer(),
        text=text,
    )
    lines = read_line_items(rfq, documents)
    return [_short(resolve_line(line, RESOLVERS, documents, AppSettings())) for line in lines]


def _short(line: ResolvedLine) -> Line:
    return line.sku or "?", "ask" if line.quantity is None else f"{line.quantity.normalize():f}"
