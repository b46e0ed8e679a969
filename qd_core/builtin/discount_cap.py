"""Gate ``discount_cap``: a discount above the cap, or a margin under the floor, needs a manager. It never fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qd_core.model.quote import Draft, GateFinding, GateResult, Outcome
from qd_core.model.rules import Rules
from qd_core.money import percent
from qd_core.plugin import GateRequest, GuardrailGate, NoSettings, Plugin, Provider, ProviderContext, hookimpl

plugin = Plugin(api=1)

_GATE = "discount_cap"


class DiscountCap:
    """The deployment's ``discount_cap`` where set, else the rules' (spec: gates)."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._cap = context.app.discount_cap

    def check(self, request: GateRequest) -> GateResult:
        """Passes, or flags the draft for a manager's approval with the lines that ask for it."""
        findings = tuple(self._findings(request.draft, request.documents.rules))
        if not findings:
            return GateResult(gate=_GATE, outcome=Outcome.PASS)
        detail = "; ".join(f"{finding.where}: {finding.detail}" for finding in findings)
        return GateResult(
            gate=_GATE, outcome=Outcome.FLAG, detail=detail, findings=findings, needs_manager=True
        )

    def _findings(self, draft: Draft, rules: Rules) -> Iterator[GateFinding]:
        cap = self._cap if self._cap is not None else rules.discount_cap
        for line in draft.lines:
            where = f"line {line.position}"
            if cap is not None and line.discount_pct is not None and line.discount_pct > cap:
                detail = f"discount {percent(line.discount_pct)} is above the cap of {percent(cap)}"
                yield GateFinding(where, percent(line.discount_pct), detail)
            for flag in line.flags:
                if flag.needs_manager and flag.code != "over_cap":
                    yield GateFinding(where, flag.code, flag.detail)


@hookimpl
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    yield plugin.provider("discount_cap", DiscountCap, summary="asks for a manager above the discount cap")
