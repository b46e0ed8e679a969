"""Compose: at most three tries at a cover that passes the gates, then the templates (spec: cover and gates)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qd_core.config import AppSettings
from qd_core.errors import QdError, TransientError
from qd_core.model.quote import Cover, Draft, GateResult, Move, Outcome
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.fallback import built_in_cover, fallback_cover
from qd_core.pipeline.gates import blocked_by_cover, line_findings, run_gates
from qd_core.plugin.protocols import Company, CoverComposer, CoverRequest, GuardrailGate

__all__ = ["ATTEMPTS", "compose_cover", "fallback_cover", "run_gates"]

ATTEMPTS = 3
VOICE_FALLBACK = "voice"
BUILT_IN_FALLBACK = "built-in"
_CITATION = "citation"

Reprice = Callable[[Draft], Draft]
"""Prices a draft's lines anew from the documents; the draft with its new lines and sums."""


def compose_cover(
    draft: Draft,
    documents: CompanyDocuments,
    company: Company,
    composer: tuple[str, CoverComposer],
    gates: Sequence[tuple[str, GuardrailGate]],
    app: AppSettings,
    *,
    reprice: Reprice | None = None,
) -> Draft:
    """The draft with its cover and the gates' answers; a rejected RFQ gets neither.

    Lines that fail ``citation`` are priced once more by ``reprice``; those that fail again go to the rep as
    ``needs_attention``. Raises TransientError where the composer cannot write now, for the queue to try again.
    """
    if draft.move is Move.REJECT:
        return draft
    draft = _recite(draft, documents, company, gates, reprice)
    cover, results, failures = _written(draft, documents, company, composer, gates, app)
    notes = tuple(f"cover attempt failed {result.gate}: {_why(result)}" for result in failures)
    attention = [*draft.needs_attention, *line_findings(results, _CITATION)]
    attention += [
        f"gate {result.gate} fails on every cover: {result.detail}" for result in blocked_by_cover(results)
    ]
    return draft.model_copy(
        update={
            "cover": cover,
            "gates": results,
            "manager_approval": draft.manager_approval or any(result.needs_manager for result in results),
            "needs_attention": tuple(dict.fromkeys(attention)),
            "notes": draft.notes + notes,
        }
    )


def _recite(
    draft: Draft,
    documents: CompanyDocuments,
    company: Company,
    gates: Sequence[tuple[str, GuardrailGate]],
    reprice: Reprice | None,
) -> Draft:
    """The draft, priced once more where a line does not trace to the documents."""
    if reprice is None:
        return draft
    results = run_gates(draft, documents, company, gates, cover="")
    return reprice(draft) if line_findings(results, _CITATION) else draft


def _written(
    draft: Draft,
    documents: CompanyDocuments,
    company: Company,
    composer: tuple[str, CoverComposer],
    gates: Sequence[tuple[str, GuardrailGate]],
    app: AppSettings,
) -> tuple[Cover, tuple[GateResult, ...], tuple[GateResult, ...]]:
    """The first cover that no gate blocks (where all are blocked the last one), the gates' answers to it, and the
    failures of the attempts before."""
    name, impl = composer
    failures: tuple[GateResult, ...] = ()
    for attempt in range(1, ATTEMPTS + 1):
        text, trouble = _attempt(name, impl, CoverRequest(draft, documents, company, failures))
        if trouble is not None:
            failures += (trouble,)
            continue
        results = run_gates(draft, documents, company, gates, cover=text)
        if not (blocked := blocked_by_cover(results)):
            return Cover(text=text, origin=name, attempts=attempt), results, failures
        failures += blocked
    if template := fallback_cover(draft, documents, company, app):
        results = run_gates(draft, documents, company, gates, cover=template)
        if not (blocked := blocked_by_cover(results)):
            return Cover(text=template, origin=VOICE_FALLBACK, attempts=ATTEMPTS), results, failures
        failures += blocked
    last = built_in_cover(draft, app)
    results = run_gates(draft, documents, company, gates, cover=last)
    return Cover(text=last, origin=BUILT_IN_FALLBACK, attempts=ATTEMPTS), results, failures


def _attempt(name: str, impl: CoverComposer, request: CoverRequest) -> tuple[str, GateResult | None]:
    """The composer's text, or why there is none, as a failure that the next attempt is told."""
    try:
        text = impl.compose(request).text.strip()
    except TransientError:
        raise
    except QdError as error:
        trouble = str(error)
    except Exception as error:  # noqa: BLE001 - whatever a composer breaks on, the buyer gets a cover
        trouble = f"{type(error).__name__}: {error}"
    else:
        if text:
            return text, None
        trouble = "the composer wrote nothing"
    return "", GateResult(gate=name, outcome=Outcome.FAIL, detail=trouble)


def _why(result: GateResult) -> str:
    return result.detail or "; ".join(f"{finding.text!r}: {finding.detail}" for finding in result.findings)
