"""A small fastener catalog, and what is read from a message to its company."""

from __future__ import annotations

from datetime import UTC, datetime

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.message import Attachment, Lane, Table, TableRow
from qd_core.model.rfq import Buyer, LineItem, Rfq
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.reading.line_items.read import read_line_items

_ROWS = (
    ("WA-38-3", 'Wedge anchor 3/8" x 3", zinc, box of 50', "box"),
    ("WA-12-4", 'Wedge anchor 1/2" x 4-1/4", zinc, box of 25', "box"),
    ("SA-12-4", 'Sleeve anchor 1/2" x 4", zinc, box of 25', "box"),
    ("HB-58-8", "Hex bolt 5/8-11 x 8, hot dip galvanized", "each"),
    ("HB-12-6", "Hex bolt 1/2-13 x 6, hot dip galvanized", "each"),
    ("NV-58", "Heavy hex nut 5/8-11, hot dip galvanized", "each"),
    ("HM-08-25", "Hex cap screw M8-1.25 x 25, class 8.8, zinc", "each"),
    ("SD-10-3", 'Self drilling screw #10 x 3/4", box of 100', "box"),
    ("DT-38", 'Setting tool for drop-in anchor 3/8"', "each"),
)


def documents() -> CompanyDocuments:
    """The company's documents; its rules are empty."""
    items = [
        CatalogItem(sku=sku, description=text, unit=unit, row=Citation("catalog", "v1", "", 1, sku))
        for sku, text, unit in _ROWS
    ]
    catalog = Catalog(items, currency="USD", price_decimals=4, version="v1")
    return CompanyDocuments(catalog, Rules(version="v1"), Voice(version="v1"))


def request(
    text: str, *, subject: str = "", table: tuple[tuple[str, ...], ...] = (), name: str = "list.xlsx"
) -> Rfq:
    """A mail, with a sheet attached where ``table`` has rows, called ``name``."""
    rows = tuple(TableRow(number=at, cells=cells) for at, cells in enumerate(table, start=1))
    sheet = Attachment(
        name=name, media_type="x", size=1, digest="d", tables=(Table(label="Sheet1", rows=rows),)
    )
    return Rfq(
        rfq_id="r", lane=Lane.EMAIL, received_at=datetime(2026, 3, 2, tzinfo=UTC), subject=subject, text=text,
        buyer=Buyer(email="b@shop.example", domain="shop.example"), attachments=(sheet,) if table else (),
    )  # fmt: skip


def asked(text: str, *, table: tuple[tuple[str, ...], ...] = (), name: str = "list.xlsx") -> list[str]:
    """Each line as `quantity unit name`, or `problem name`."""
    return [_told(item) for item in read_line_items(request(text, table=table, name=name), documents())]


def _told(item: LineItem) -> str:
    count = str(item.problem) if item.quantity is None else f"{item.quantity.value:f}"
    unit = f" {item.unit.value}" if item.unit else ""
    return f"{count}{unit} {item.name_or_sku.value}"
