"""Who asks, where the message does not say: a person names the buyer, and the price is worked out for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, RejectedError
from qd_core.model.event import EventKind
from qd_core.model.review import DraftEdit, DraftRecord
from qd_core.model.rfq import Buyer
from qd_core.pipeline import drafts
from qd_core.pipeline.drafting import tier_for
from qd_core.pipeline.edit import edit
from qd_core.pipeline.review import Actor, assert_open
from qd_core.ports import TableName

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["name_buyer"]

_LONGEST = 320


def name_buyer(
    app: App, rfq_id: str, actor: Actor, *, email: str, name: str, company: str, digest: str
) -> DraftRecord:
    """Notes the buyer of a request that has no address, looks up their tier and makes the next revision.

    Raises RejectedError for what is no address or where one is known already (a message's sender is never changed: the
    tier hangs on it), ConflictError when the draft has changed or is closed.
    """
    address = email.strip().lower()
    local, _, domain = address.rpartition("@")
    if (
        not local
        or "." not in domain
        or len(address) > _LONGEST
        or any(c.isspace() or c in '<>,;"' for c in address)
    ):
        raise RejectedError(f"{email!r} is not an e-mail address")
    head, _ = drafts.load(app, rfq_id)
    assert_open(head)
    if head.digest != digest:
        raise ConflictError("the draft was changed since you looked at it: look at it again")
    record, version = app.record(rfq_id)
    if record.rfq.buyer.email and record.rfq.buyer.email != address:
        raise RejectedError(f"the buyer is known: {record.rfq.buyer.email}")
    known = record.rfq.buyer
    buyer = Buyer(
        email=address,
        name=" ".join(name.split())[:200] or known.name,
        company=" ".join(company.split())[:200] or known.company,
        domain=domain,
        phone=known.phone,
    )
    rfq = record.rfq.model_copy(update={"buyer": buyer})
    named = record.model_copy(update={"rfq": rfq, "tier": tier_for(app, rfq)})
    app.backend.records.put(TableName.RFQS, rfq_id, named.model_dump_json(), expected=version)
    app.tell(EventKind.BUYER_NAMED, rfq_id, actor=actor.email, email=address)
    return edit(app, rfq_id, actor, DraftEdit(why=f"buyer named: {address}"), digest=digest)
