"""What is kept of one RFQ between the steps."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from qd_core.model.customer import Tier
from qd_core.model.quote import Decision, Reason, ResolvedLine
from qd_core.model.rfq import Fields, Rfq
from qd_core.model.strict import Frozen

__all__ = ["Arrival", "RfqRecord", "RfqState"]


class RfqState(StrEnum):
    """How far an RFQ has come."""

    WAITING_FOR_TEXT = "waiting_for_text"
    RECEIVED = "received"
    DUPLICATE = "duplicate"
    REPLY = "reply"
    DECIDED = "decided"
    FAILED = "failed"


class Arrival(Frozen):
    """What the lane said of the raw bytes: with them it is the whole ``InboundMessage``, which can be read again."""

    name: str = ""
    media_type: str = ""
    received_at: datetime | None = None
    email: str = ""
    sender_name: str = ""
    company: str = ""
    also_kept: tuple[str, ...] = ()


class RfqRecord(Frozen):
    """The row of the table of RFQs. ``pending`` maps a text-extraction job to the attachment that waits for it.
    ``generation`` counts how often the raw copy was read again."""

    rfq: Rfq
    state: RfqState
    screen: Reason | None = None
    pending: dict[str, str] = Field(default_factory=dict)
    duplicate_of: str = ""
    reply_to: str = ""
    fields: Fields | None = None
    extractor: str = ""
    lines: tuple[ResolvedLine, ...] = ()
    tier: Tier | None = None
    decision: Decision | None = None
    document_versions: dict[str, str] = Field(default_factory=dict)
    code_version: str = ""
    arrival: Arrival = Arrival()
    generation: int = 0
