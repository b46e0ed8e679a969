"""The three steps from a received RFQ to a draft: read-resolve-decide, price, compose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qd_core.errors import PluginError
from qd_core.model.customer import NEW_PROSPECT, Customer, Tier
from qd_core.model.event import EventKind
from qd_core.model.place import Place
from qd_core.model.quote import Decision, Draft, Move, ResolvedLine
from qd_core.model.review import DraftRecord
from qd_core.model.rfq import Fields, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline import drafts
from qd_core.pipeline.compose import compose_cover
from qd_core.pipeline.decide import decide, excluded_by, unread_attachments
from qd_core.pipeline.price import PricedQuote, price_quote
from qd_core.pipeline.questions import questions_for
from qd_core.pipeline.read import read_fields
from qd_core.pipeline.record import RfqRecord, RfqState
from qd_core.pipeline.resolve import resolve_line
from qd_core.pipeline.review import initial_state
from qd_core.pipeline.stage_chain import ManualDiscount, ManualPrice
from qd_core.pipeline.tell_once import tell_once
from qd_core.ports import QueueName, TableName
from qd_core.reading.language import guess_language
from qd_core.reading.request import asks_for_quote

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["compose_step", "draft_step", "price_lines", "price_step", "tier_for"]

_NEW = Tier(name=NEW_PROSPECT, source="default")
_MOVE_EVENTS = {
    Move.CLARIFY: EventKind.CLARIFY,
    Move.OUT_OF_SCOPE: EventKind.OUT_OF_SCOPE,
    Move.REJECT: EventKind.REJECT,
}


def draft_step(app: App, rfq_id: str) -> None:
    """Read, resolve, decide; then the pricer's queue."""
    record, version = app.record(rfq_id)
    if record.decision is None:
        record = _decide(app, record)
        app.backend.records.put(TableName.RFQS, rfq_id, record.model_dump_json(), expected=version)
    app.backend.queue.send(QueueName.PRICER, rfq_id, dedupe=f"{rfq_id}/price/{record.generation}")


def price_step(app: App, rfq_id: str) -> None:
    """Price the clear lines and tell the move where it is not an auto-draft; then the composer's queue. A request that
    was read again gets its draft anew, as the next revision; while it is being read, there is nothing to price."""
    record, _ = app.record(rfq_id)
    if record.decision is None:
        return  # the reading that is under way sends its own message
    found = app.draft(rfq_id)
    again = found is not None and found[0].generation >= record.generation
    if found is None or not again:
        draft, expected = _price(app, record), 0
        assignee = app.deployment.people.on_call_rep
        if found is not None:
            stale, expected = found
            draft, assignee = draft.model_copy(update={"revision": stale.draft.revision}), stale.assignee
        head = DraftRecord(
            rfq_id=rfq_id,
            state=initial_state(draft.move),
            draft=draft,
            lines=record.lines,
            assignee=assignee,
            generation=record.generation,
        )
        drafts.save(app, head, expected=expected)
    else:
        draft = found[0].draft
    _tell_priced(app, record, draft, again=again)
    if _decision(record).move is not Move.REJECT:
        app.backend.queue.send(QueueName.COMPOSER, rfq_id, dedupe=f"{rfq_id}/compose/{record.generation}")


def _tell_priced(app: App, record: RfqRecord, draft: Draft, *, again: bool) -> None:
    """The move, then the money. The move is told here and not when it was decided: whoever hears of it looks at the
    draft, which must be there."""
    decision, rfq_id, generation = _decision(record), record.rfq.rfq_id, record.generation
    if kind := _MOVE_EVENTS.get(decision.move):
        reasons = ", ".join(reason.code for reason in decision.reasons)
        tell_once(app, kind, rfq_id, again=again, generation=generation, reasons=reasons)
    facts = {"total": str(draft.total), **draft.document_versions}
    tell_once(app, EventKind.PRICED, rfq_id, again=again, generation=generation, **facts)


def compose_step(app: App, rfq_id: str) -> None:
    """Write the cover and pass the gates; ``draft.ready`` follows, but not for a partial draft."""
    found = app.draft(rfq_id)
    if found is None:
        raise LookupError(f"RFQ {rfq_id} has no priced draft to compose for")
    head, version = found
    draft, generation = head.draft, head.generation
    again = draft.cover is not None
    if not again:
        draft = compose_cover(
            draft,
            app.documents(),
            app.company,
            app.providers.cover_composer,
            app.providers.guardrail_gates,
            app.deployment.app,
            reprice=lambda stale: _reprice(app, stale),
        )
        drafts.save(app, head.model_copy(update={"draft": draft}), expected=version)
    gates = ", ".join(f"{gate.gate} {gate.outcome}" for gate in draft.gates)
    tell_once(app, EventKind.COMPOSED, rfq_id, again=again, generation=generation, gates=gates)
    if not draft.partial:
        manager = str(draft.manager_approval).lower()
        tell_once(app, EventKind.READY, rfq_id, again=again, generation=generation, manager_approval=manager)


def _decision(record: RfqRecord) -> Decision:
    if record.decision is None:
        raise LookupError(f"RFQ {record.rfq.rfq_id} has no decision yet")
    return record.decision


def _decide(app: App, record: RfqRecord) -> RfqRecord:
    rfq, documents = record.rfq, app.documents()
    if record.screen is not None:
        return _decided(app, record, Fields(), (), tier_for(app, rfq), asks=(False, ""))
    asks = asks_for_quote(rfq, documents)  # plain code, before any model is asked
    if not asks[0] and not unread_attachments(rfq.attachments):
        return _decided(app, record, Fields(), (), tier_for(app, rfq), asks=asks)
    fields, extractor, notes = read_fields(rfq, documents, list(app.providers.field_extractors))
    app.tell(EventKind.READ, rfq.rfq_id, extractor=extractor, lines=str(len(fields.line_items)))
    resolvers = app.providers.sku_resolvers
    lines = tuple(resolve_line(item, resolvers, documents, app.deployment.app) for item in fields.line_items)
    record = record.model_copy(
        update={"extractor": extractor, "rfq": rfq.model_copy(update={"notes": rfq.notes + notes})}
    )
    return _decided(app, record, fields, lines, tier_for(app, rfq), asks=asks)


def _decided(
    app: App,
    record: RfqRecord,
    fields: Fields,
    lines: tuple[ResolvedLine, ...],
    tier: Tier,
    *,
    asks: tuple[bool, str],
) -> RfqRecord:
    documents = app.documents()
    rfq = record.rfq
    others = [found.value for found in fields.constraints.other_destinations]
    decision = decide(
        screened=record.screen,
        asks=asks,
        lines=lines,
        destination=_destination(fields),
        attachments=rfq.attachments,
        rules=documents.rules,
        other_destinations=others,
    )
    if decision.partial:
        questions = questions_for(
            lines,
            unread_attachments(rfq.attachments),
            not lines,
            guess_language(rfq.text),
            documents=documents,
            destinations=[place.text for place in others],
        )
        decision = decision.model_copy(update={"questions": questions})
    return record.model_copy(
        update={
            "state": RfqState.DECIDED,
            "fields": fields,
            "lines": lines,
            "tier": tier,
            "decision": decision,
            "document_versions": documents.versions,
            "code_version": app.code_version,
        }
    )


def tier_for(app: App, rfq: Rfq) -> Tier:
    """The buyer's tier: the first look-up's answer; mail that failed DMARC never earns a customer's tier."""
    if not _unverified(rfq):
        customer = Customer(
            email=rfq.buyer.email, domain=rfq.buyer.domain, name=rfq.buyer.name, company=rfq.buyer.company
        )
        for _, lookup in app.providers.tier_lookups:
            if (tier := lookup.tier_of(customer)) is not None:
                return tier
    return _NEW


def _unverified(rfq: Rfq) -> bool:
    return rfq.signals.dmarc_verdict.upper() == "FAIL"


def _destination(fields: Fields) -> Place | None:
    found = fields.constraints.destination
    return found.value if found else None


def price_lines(
    app: App,
    record: RfqRecord,
    lines: Sequence[ResolvedLine],
    *,
    partial: bool,
    prices: Mapping[int, ManualPrice] | None = None,
    discounts: Mapping[int, ManualDiscount] | None = None,
) -> PricedQuote:
    """The money of ``lines`` for the buyer and destination of ``record``, with what a person typed."""
    try:
        return _priced(app, record, lines, partial, prices, discounts)
    except PluginError as error:
        origin = app.providers.origin_of("pricing_stage", error.plugin)
        raise PluginError(
            f"{error} ({origin})" if origin else str(error), plugin=error.plugin, distribution=origin
        ) from error


def _priced(
    app: App,
    record: RfqRecord,
    lines: Sequence[ResolvedLine],
    partial: bool,
    prices: Mapping[int, ManualPrice] | None,
    discounts: Mapping[int, ManualDiscount] | None,
) -> PricedQuote:
    documents: CompanyDocuments = app.documents()
    rfq = record.rfq
    destination = _destination(record.fields or Fields())
    return price_quote(
        lines,
        tier=record.tier or _NEW,
        destination=None if excluded_by(destination, documents.rules) else destination,
        documents=documents,
        stages=app.providers.pricing_stages if lines else (),
        app=app.deployment.app,
        received_at=rfq.received_at,
        partial=partial,
        unverified_sender=_unverified(rfq),
        manual_prices=prices,
        manual_discounts=discounts,
    )


def _price(app: App, record: RfqRecord) -> Draft:
    documents: CompanyDocuments = app.documents()
    rfq, decision = record.rfq, _decision(record)
    fields = record.fields or Fields()
    quoted = decision.move is not Move.REJECT
    priced = price_lines(app, record, record.lines if quoted else (), partial=decision.partial)
    return Draft(
        rfq_id=rfq.rfq_id,
        lane=rfq.lane,
        received_at=rfq.received_at,
        move=decision.move,
        partial=decision.partial,
        reasons=decision.reasons,
        questions=decision.questions,
        buyer=rfq.buyer,
        tier=record.tier or _NEW,
        subject=rfq.subject,
        text=rfq.text,
        lines=priced.lines,
        constraints=fields.constraints,
        context=fields.context,
        currency=priced.currency,
        subtotal=priced.subtotal if quoted else None,
        charges=priced.charges,
        total=priced.total if quoted else None,
        valid_until=priced.valid_until if quoted else None,
        validity_citation=priced.validity_citation if quoted else None,
        payment_terms=documents.rules.payment_terms,
        terms=documents.rules.terms,
        manager_approval=priced.manager_approval,
        notes=rfq.notes + tuple(f"{item.name}: {note}" for item in rfq.attachments for note in item.notes),
        document_versions=documents.versions,
        code_version=app.code_version,
    )


def _reprice(app: App, stale: Draft) -> Draft:
    """``stale`` with its money worked out anew from the documents of now."""
    fresh = _price(app, app.record(stale.rfq_id)[0])
    fields = ("lines", "subtotal", "charges", "total", "valid_until", "validity_citation", "manager_approval")
    return stale.model_copy(update={field: getattr(fresh, field) for field in (*fields, "document_versions")})
