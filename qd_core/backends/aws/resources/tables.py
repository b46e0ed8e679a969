"""The DynamoDB tables; docs/explanation/aws-keys.md says why their keys are as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qd_core.ports import TableName

__all__ = ["ALL_LISTED", "LISTED", "SEARCHED", "TABLES", "WORK", "Index", "Table", "indexed"]

LISTED = "listed"
"""The partition key of the index that holds every record with facets; its one value is ``ALL_LISTED``."""
ALL_LISTED = "yes"
SEARCHED = ("version", "summary", "search", "facets", "expires_at")
"""What an index carries of a record, so that a list costs no read of the records themselves."""
_KEY = "key"


@dataclass(frozen=True, slots=True)
class Index:
    """A global secondary index: string keys, and the attributes that it carries besides."""

    name: str
    partition: str
    sort: str = _KEY
    carries: tuple[str, ...] = SEARCHED


@dataclass(frozen=True, slots=True)
class Table:
    """A table with string keys, billed by request, encrypted with the account's own key (DynamoDB's default).
    ``restorable``: to any second of the last 35 days."""

    name: str
    partition: str
    sort: str = ""
    ttl: str = ""
    indexes: tuple[Index, ...] = ()
    restorable: bool = True


def indexed(facet: str) -> str:
    """The attribute that holds a facet as the partition key of its index."""
    return f"by_{facet}"


_LIST = Index("listed", LISTED)
_DRAFT_FACETS = ("reference", "buyer", "state", "delivery", "assignee")
"""The facets of a draft that have an index, the one that usually names the fewest records first."""

TABLES: Mapping[TableName, Table] = MappingProxyType(
    {
        TableName.AUDIT: Table("qd-audit", "rfq_id", "event_id", ttl="expires_at"),
        TableName.RFQS: Table("qd-rfqs", "rfq_id", indexes=(_LIST,)),
        TableName.DRAFTS: Table(
            "qd-drafts",
            "rfq_id",
            "revision",
            indexes=(_LIST, *(Index(f"by-{facet}", indexed(facet)) for facet in _DRAFT_FACETS)),
        ),
        TableName.SESSIONS: Table("qd-sessions", "session_id", ttl="expires_at", restorable=False),
    }
)

WORK = Table("qd-work", "pk", "sk", ttl="expires_at")
"""What the pipeline notes for itself: claims, leases, deduplication, the audit trail's links, why a message failed, and
bodies too large for one item."""
