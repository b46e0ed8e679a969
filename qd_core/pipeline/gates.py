"""Run the gates over a draft and a cover: on composing, on every edit, and just before sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qd_core.errors import ConfigError, QdError
from qd_core.model.quote import Draft, GateResult, Outcome
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.kinds import KINDS
from qd_core.plugin.protocols import Company, GateRequest, GuardrailGate

__all__ = ["COVER", "blocked_by_cover", "failed", "line_findings", "run_gates"]

COVER = "cover"
"""Where a finding is that another cover may mend."""
_MANDATORY = next(kind.mandatory for kind in KINDS if kind.name == "guardrail_gate")


def run_gates(
    draft: Draft,
    documents: CompanyDocuments,
    company: Company | None,
    gates: Sequence[tuple[str, GuardrailGate]],
    *,
    cover: str,
    rep_text: Mapping[str, str] | None = None,
) -> tuple[GateResult, ...]:
    """Every gate's answer in the configured order; a gate that crashes has failed. ``rep_text`` is what a person typed,
    by field. Raises ConfigError when one of the mandatory four is missing."""
    missing = [name for name in _MANDATORY if name not in {name for name, _ in gates}]
    if missing:
        raise ConfigError(
            f"[select] guardrail_gates lacks {', '.join(missing)}", key="guardrail_gates", choices=_MANDATORY
        )
    request = GateRequest(draft, documents, cover, dict(rep_text or {}), company)
    return tuple(_answer(name, gate, request) for name, gate in gates)


def failed(results: Sequence[GateResult]) -> tuple[GateResult, ...]:
    """Those that keep the draft from being sent."""
    return tuple(result for result in results if result.outcome is Outcome.FAIL)


def blocked_by_cover(results: Sequence[GateResult]) -> tuple[GateResult, ...]:
    """The failures that another cover may mend: all but those whose every finding lies elsewhere."""
    return tuple(
        result
        for result in failed(results)
        if not result.findings or any(finding.where == COVER for finding in result.findings)
    )


def line_findings(results: Sequence[GateResult], gate: str) -> tuple[str, ...]:
    """What ``gate`` found wrong outside the cover, in words (``line 2: …``)."""
    return tuple(
        f"{finding.where}: {finding.detail}"
        for result in failed(results)
        if result.gate == gate
        for finding in result.findings
        if finding.where != COVER
    )


def _answer(name: str, gate: GuardrailGate, request: GateRequest) -> GateResult:
    try:
        result = gate.check(request)
    except QdError as error:
        return GateResult(gate=name, outcome=Outcome.FAIL, detail=f"the gate could not answer: {error}")
    except Exception as error:  # noqa: BLE001 - a gate that crashes blocks: nobody knows its answer
        detail = f"the gate crashed: {type(error).__name__}: {error}"
        return GateResult(gate=name, outcome=Outcome.FAIL, detail=detail)
    return result if result.gate == name else result.model_copy(update={"gate": name})
