"""A company that ships from a country, and messages to it, for the tests of constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from qd_core.model.catalog import Catalog
from qd_core.model.documents import Citation
from qd_core.model.message import Attachment, Lane, Table, TableRow
from qd_core.model.place import Place
from qd_core.model.rfq import Buyer, FormFields, Rfq
from qd_core.model.rules import CompanyDocuments, RegionRule, Rules, Voice

RECEIVED = datetime(2025, 6, 3, 12, 0, tzinfo=UTC)
ROW = Citation("rules", "v1", "Regions", 9, "row")
HOMES = {
    "US": Place(city="Columbus", region="OH", country="US"),
    "CA": Place(city="Toronto", region="ON", country="CA"),
    "AU": Place(city="Sydney", region="NSW", country="AU"),
    **{
        code: Place(country=code)
        for code in ("GB", "IE", "DE", "AT", "CH", "FR", "BE", "ES", "IT", "NL", "MX")
    },
}


def documents(
    country: str, *, number_format: str = "", regions: dict[str, str] | None = None
) -> CompanyDocuments:
    """The documents of a company in ``country``; ``regions`` maps a row's name to its matches."""
    rows = tuple(
        RegionRule(name, tuple(part.strip() for part in matches.split(";")), Decimal(0), None, ROW)
        for name, matches in (regions or {}).items()
    )
    rules = Rules(
        version="v1", ship_from=HOMES.get(country, Place()), regions=rows, number_format=number_format
    )
    catalog = Catalog([], currency="EUR", price_decimals=2, version="v1")
    return CompanyDocuments(catalog, rules, Voice(version="v1"))


def table(*rows: tuple[str, ...], label: str = "Sheet1") -> Table:
    """A table numbered from 1."""
    return Table(
        label=label, rows=tuple(TableRow(number=n, cells=cells) for n, cells in enumerate(rows, start=1))
    )


def message(
    text: str = "",
    *,
    subject: str = "",
    received_at: datetime = RECEIVED,
    form: FormFields | None = None,
    attachment_text: str = "",
    tables: tuple[Table, ...] = (),
) -> Rfq:
    """An RFQ with one attachment where there is something to put in it."""
    files: tuple[Attachment, ...] = ()
    if attachment_text or tables:
        files = (
            Attachment(
                name="rfq.pdf",
                media_type="application/pdf",
                size=1,
                digest="0",
                text=attachment_text,
                tables=tables,
            ),
        )
    return Rfq(
        rfq_id="r1", lane=Lane.EMAIL, received_at=received_at, buyer=Buyer(), subject=subject, text=text,
        form=form or FormFields(), attachments=files,
    )  # fmt: skip
