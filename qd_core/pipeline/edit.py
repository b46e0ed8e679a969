"""Edit: what a rep changes makes the next revision, priced anew, through all gates; any approval is void."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, RejectedError
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.event import EventKind
from qd_core.model.message import Source
from qd_core.model.quote import Cover, Draft, MatchKind, ResolvedLine
from qd_core.model.review import DraftEdit, DraftRecord, LineEdit, ReviewState, TypedDiscount, TypedPrice
from qd_core.model.rfq import Extracted, LineItem
from qd_core.pipeline import drafts
from qd_core.pipeline.compose import compose_cover
from qd_core.pipeline.drafting import price_lines
from qd_core.pipeline.gates import run_gates
from qd_core.pipeline.review import Actor, assert_open
from qd_core.pipeline.stage_chain import ManualDiscount, ManualPrice

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["edit"]


def edit(app: App, rfq_id: str, actor: Actor, change: DraftEdit, *, digest: str) -> DraftRecord:
    """Applies ``change`` to the content with ``digest`` and returns the new revision.

    Raises ConflictError when somebody else saved first, RejectedError naming the line and what is missing.
    """
    record, version = drafts.load(app, rfq_id)
    assert_open(record)
    if record.digest != digest:
        raise ConflictError(
            "the draft was changed since you looked at it: your changes are kept, look at the new state"
        )
    if app.record(rfq_id)[0].decision is None:
        raise ConflictError("the request is being read again: look at it in a moment")
    drafts.keep_revision(app, record, at=app.backend.clock.now(), by=actor.email, why=change.why, edit=change)
    changed = _with_lines(app, record, change, actor)
    changed = _with_texts(changed, change)
    changed = _priced(app, changed, change)
    drafts.save(app, changed, expected=version)
    app.tell(
        EventKind.EDITED,
        rfq_id,
        actor=actor.email,
        revision=str(changed.draft.revision),
        why=change.why,
        change=change.model_dump_json(exclude_defaults=True),
        total=str(changed.draft.total),
    )
    return changed


def _with_lines(app: App, record: DraftRecord, change: DraftEdit, actor: Actor) -> DraftRecord:
    lines = {line.position: line for line in record.lines}
    prices, discounts = dict(record.typed_prices), dict(record.typed_discounts)
    catalog, now = app.documents().catalog, app.backend.clock.now()
    for one in change.lines:
        if one.remove:
            lines.pop(one.position, None)
            prices.pop(one.position, None)
            discounts.pop(one.position, None)
            continue
        lines[one.position] = _line(lines.get(one.position), one, catalog)
        if one.automatic:
            prices.pop(one.position, None)
            discounts.pop(one.position, None)
        if (one.unit_price is not None or one.discount is not None) and not one.reason.strip():
            raise RejectedError(f"line {one.position}: a price or discount of your own needs a reason")
        if one.unit_price is not None:
            if one.unit_price < 0 or not one.unit_price.is_finite():
                raise RejectedError(f"line {one.position}: {one.unit_price} is no price")
            prices[one.position] = TypedPrice(
                unit_price=one.unit_price, reason=one.reason, by=actor.email, at=now
            )
        if one.discount is not None:
            if not Decimal(0) <= one.discount <= 1:
                raise RejectedError(f"line {one.position}: a discount is between 0 % and 100 %")
            typed = TypedDiscount(discount=one.discount, reason=one.reason, by=actor.email, at=now)
            discounts[one.position] = typed
    ordered = tuple(lines[position] for position in sorted(lines))
    return record.model_copy(update={"lines": ordered, "typed_prices": prices, "typed_discounts": discounts})


def _line(line: ResolvedLine | None, change: LineEdit, catalog: Catalog) -> ResolvedLine:
    """The line with the rep's SKU and quantity; what a person says is clear is clear."""
    item = _item(line, change, catalog)
    quantity = change.quantity if change.quantity is not None else (line.quantity if line else None)
    if quantity is None or not quantity.is_finite() or quantity <= 0:
        raise RejectedError(f"line {change.position}: a quantity above zero is needed")
    by_hand = change.sku is not None
    return ResolvedLine(
        position=change.position,
        request=line.request if line else _typed_request(change, item, quantity),
        match=MatchKind.EXACT if by_hand or line is None else line.match,
        sku=item.sku,
        score=None if by_hand or line is None else line.score,
        evidence="chosen by the rep" if by_hand or line is None else line.evidence,
        candidates=line.candidates if line else (),
        quantity=quantity,
        unit=item.unit,
        flags=() if change.quantity is not None or line is None else line.flags,
    )


def _item(line: ResolvedLine | None, change: LineEdit, catalog: Catalog) -> CatalogItem:
    sku = change.sku or (line.sku if line else None)
    if not sku:
        raise RejectedError(f"line {change.position}: choose a SKU")
    item = catalog.get(sku)
    if item is None:
        raise RejectedError(f"line {change.position}: {sku} is not in the catalog")
    return item


def _typed_request(change: LineEdit, item: CatalogItem, quantity: Decimal) -> LineItem:
    source = Source(part="rep", quote=item.sku)
    return LineItem(
        position=change.position,
        text=f"{quantity} {item.sku} (added by the rep)",
        name_or_sku=Extracted(value=item.sku, confidence=1.0, source=source),
        quantity=Extracted(value=quantity, confidence=1.0, source=source),
        confidence=1.0,
    )


def _with_texts(record: DraftRecord, change: DraftEdit) -> DraftRecord:
    texts = dict(record.typed_texts)
    for field in ("cover", "terms", "payment_terms"):
        value = getattr(change, field)
        if value is not None:
            texts[field] = value
    if not texts.get("cover", "").strip():
        texts.pop("cover", None)  # emptied: the composer writes it anew
    return record.model_copy(update={"typed_texts": texts})


def _priced(app: App, record: DraftRecord, change: DraftEdit) -> DraftRecord:
    """The record with its next revision: prices, cover and gates of the changed content."""
    draft, source = record.draft, app.record(record.rfq_id)[0]
    complete = all(not line.problems for line in record.lines) and bool(record.lines)
    priced = price_lines(
        app,
        source,
        record.lines,
        partial=not complete,
        prices={
            position: ManualPrice(typed.unit_price, typed.by, typed.at)
            for position, typed in record.typed_prices.items()
        },
        discounts={
            position: ManualDiscount(typed.discount, typed.reason, typed.by, typed.at)
            for position, typed in record.typed_discounts.items()
        },
    )
    texts = record.typed_texts
    draft = draft.model_copy(
        update={
            "revision": draft.revision + 1,
            "buyer": source.rfq.buyer,
            "tier": source.tier or draft.tier,
            "lines": priced.lines,
            "subtotal": priced.subtotal,
            "charges": priced.charges,
            "total": priced.total,
            "partial": not complete,
            "manager_approval": priced.manager_approval,
            "valid_until": change.valid_until or draft.valid_until,
            "terms": texts.get("terms", draft.terms),
            "payment_terms": texts.get("payment_terms", draft.payment_terms),
            "questions": draft.questions if not complete else (),
            "needs_attention": (),
            "document_versions": app.documents().versions,
            "code_version": app.code_version,
        }
    )
    return record.model_copy(
        update={
            "state": ReviewState.EDITED,
            "draft": _gated(app, draft, texts),
            "approval": None,
            "rejection": None,
        }
    )


def _gated(app: App, draft: Draft, texts: dict[str, str]) -> Draft:
    """A cover that a person wrote is kept and checked; a composer's is written anew for the new numbers."""
    documents = app.documents()
    if "cover" not in texts:
        composer, gates = app.providers.cover_composer, app.providers.guardrail_gates
        return compose_cover(draft, documents, app.company, composer, gates, app.deployment.app)
    cover = Cover(text=texts["cover"], origin="rep")
    draft = draft.model_copy(update={"cover": cover})
    results = run_gates(
        draft, documents, app.company, app.providers.guardrail_gates, cover=cover.text, rep_text=texts
    )
    manager = draft.manager_approval or any(result.needs_manager for result in results)
    return draft.model_copy(update={"gates": results, "manager_approval": manager})
