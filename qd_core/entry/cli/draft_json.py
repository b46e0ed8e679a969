"""The draft as machine-readable JSON: stable keys, money and quantities as plain decimal strings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from qd_core.model.documents import Citation
from qd_core.model.quote import Draft, PriceStep, QuoteLine
from qd_core.model.rfq import Extracted, LineItem
from qd_core.money import plain

__all__ = ["draft_to_json"]


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """The document that ``qd draft --json`` prints."""
    return {
        "rfq_id": draft.rfq_id,
        "reference": draft.reference,
        "revision": draft.revision,
        "lane": draft.lane,
        "received_at": draft.received_at.isoformat().replace("+00:00", "Z"),
        "move": draft.move,
        "partial": draft.partial,
        "reasons": [reason.model_dump(exclude_none=True) for reason in draft.reasons],
        "buyer": {
            **draft.buyer.model_dump(),
            "tier": draft.tier.name,
            "tier_source": draft.tier.source,
            "tier_citation": _citation(draft.tier.citation),
        },
        "subject": draft.subject,
        "text": draft.text,
        "lines": [_line(line) for line in draft.lines],
        "constraints": _constraints(draft),
        "context": {name: _value(getattr(draft.context, name)) for name in type(draft.context).model_fields},
        "currency": draft.currency,
        "subtotal": _money(draft.subtotal),
        "freight": _money(draft.freight),
        "charges": [
            {"code": c.code, "label": c.label, "amount": plain(c.amount), "citation": _citation(c.citation)}
            for c in draft.charges
        ],
        "total": _money(draft.total),
        "valid_until": draft.valid_until.isoformat() if draft.valid_until else None,
        "payment_terms": draft.payment_terms,
        "terms": draft.terms,
        "questions": list(draft.questions),
        "cover": draft.cover.text if draft.cover else "",
        "cover_origin": draft.cover.origin if draft.cover else "",
        "gates": [
            {
                "gate": gate.gate,
                "outcome": gate.outcome,
                "detail": gate.detail,
                "findings": [
                    {"where": f.where, "text": f.text, "detail": f.detail, "start": f.start, "end": f.end}
                    for f in gate.findings
                ],
            }
            for gate in draft.gates
        ],
        "manager_approval": draft.manager_approval,
        "needs_attention": list(draft.needs_attention),
        "notes": list(draft.notes),
        "documents": draft.document_versions,
        "code_version": draft.code_version,
    }


def _line(line: QuoteLine) -> dict[str, Any]:
    return {
        "position": line.position,
        "request": _request(line.request),
        "match": line.match,
        "evidence": line.evidence,
        "sku": line.sku,
        "description": line.description,
        "candidates": [
            {"sku": c.sku, "kind": c.kind, "score": round(c.score, 4), "evidence": c.evidence}
            for c in line.candidates
        ],
        "quantity": _money(line.quantity),
        "unit": line.unit,
        "base_price": _money(line.base_price),
        "unit_price": _money(line.unit_price),
        "line_total": _money(line.line_total),
        "discount_pct": _money(line.discount_pct),
        "steps": [_step(step) for step in line.steps],
        "considered": [
            {"stage": rule.stage, "reason": rule.reason, "citation": _citation(rule.citation)}
            for rule in line.considered
        ],
        "flags": [flag.code for flag in line.flags],
        "flag_details": {flag.code: flag.detail for flag in line.flags if flag.detail},
        "problems": list(line.problems),
        "problem_detail": line.problem_detail,
        "cost": _money(line.cost),
        "margin": _money(line.margin),
    }


def _request(item: LineItem) -> dict[str, Any]:
    spread = item.quantity_range
    return {
        "text": item.text,
        "name_or_sku": item.name_or_sku.value,
        "quantity": _money(item.quantity.value) if item.quantity else None,
        "quantity_range": {"low": plain(spread.low), "high": plain(spread.high)} if spread else None,
        "ladder": [plain(quantity) for quantity in item.ladder],
        "problem": item.problem,
        "unit": item.unit.value if item.unit else None,
        "description": item.description,
        "notes": item.notes,
        "confidence": round(item.confidence, 4),
        "sources": {
            name: field.source.model_dump(exclude_none=True)
            for name in ("name_or_sku", "quantity", "unit")
            if (field := getattr(item, name)) is not None
        },
    }


def _step(step: PriceStep) -> dict[str, Any]:
    return {
        "stage": step.stage,
        "effect": step.effect,
        "unit_price": plain(step.unit_price),
        "detail": step.detail,
        "citation": _citation(step.citation),
    }


def _citation(citation: Citation | None) -> dict[str, Any] | None:
    if citation is None:
        return None
    found: dict[str, Any] = {
        "document": citation.document,
        "version": citation.version,
        "section": citation.section,
        "line": citation.line,
        "text": citation.text,
    }
    return {**found, "sheet": citation.sheet} if citation.sheet else found


def _constraints(draft: Draft) -> dict[str, Any]:
    found = draft.constraints
    destination = found.destination.value.model_dump() if found.destination else None
    return {
        "deadline": found.deadline.value.isoformat() if found.deadline else None,
        "destination": destination,
        "payment_terms": _value(found.payment_terms),
        "rush": bool(found.rush and found.rush.value),
    }


def _value(field: Extracted[Any] | None) -> Any:
    return field.value if field is not None else None


def _money(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
