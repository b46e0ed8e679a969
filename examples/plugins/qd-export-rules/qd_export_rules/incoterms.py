"""Gate ``export_incoterms``: no export leaves without the Incoterm that the company has agreed for the country.

    Export incoterms
    Country | Incoterm
    FR      | DAP
    *       | FCA Chicago

Countries are ISO codes, as the draft has them; ``*`` is every other country. A quote inside the country passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from qd_core.model.documents import Citation
from qd_core.model.quote import GateFinding, GateResult, Outcome
from qd_core.model.rules import Rules
from qd_core.plugin import GateRequest, GuardrailGate, Plugin, Provider, ProviderContext, hookimpl

__all__ = ["ExportIncoterms", "IncotermSettings", "plugin", "qd_guardrail_gates"]

# Incoterms 2020, the eleven rules of the International Chamber of Commerce.
_TERM = re.compile(r"\b(?:EXW|FCA|CPT|CIP|DAP|DPU|DDP|FAS|FOB|CFR|CIF)\b")


class IncotermSettings(BaseModel):
    """Settings under ``[settings.export_incoterms]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: str = Field("export incoterms", description="heading of the section of the rules, lower case")


plugin = Plugin(api=1, settings=IncotermSettings)


class ExportIncoterms:
    """Fails a cover that names another Incoterm than the country's; a country without a row goes to a manager."""

    def __init__(self, settings: IncotermSettings, context: ProviderContext) -> None:
        self._section = settings.section
        self._name = context.name

    def check(self, request: GateRequest) -> GateResult:
        """Passes inside the country and where no destination is named."""
        destination = request.draft.constraints.destination
        rules = request.documents.rules
        country = destination.value.country if destination else ""
        if not country or country == rules.ship_from.country:
            return GateResult(gate=self._name, outcome=Outcome.PASS)
        agreed = self._agreed(country, rules)
        if agreed is None:
            detail = f"export to {country}: the rules have no Incoterm for it"
            return GateResult(gate=self._name, outcome=Outcome.FLAG, detail=detail, needs_manager=True)
        incoterm, row = agreed
        source = f"{row.document} line {row.line}"
        others = [found for found in _TERM.finditer(request.cover) if found[0] != incoterm.split()[0]]
        if others:
            findings = tuple(
                GateFinding("cover", found[0], f"agreed is {incoterm} ({source})", found.start(), found.end())
                for found in others
            )
            detail = f"export to {country} is {incoterm} ({source}), not {others[0][0]}"
            return GateResult(gate=self._name, outcome=Outcome.FAIL, detail=detail, findings=findings)
        return GateResult(
            gate=self._name, outcome=Outcome.FLAG, detail=f"export to {country}: {incoterm} ({source})"
        )

    def _agreed(self, country: str, rules: Rules) -> tuple[str, Citation] | None:
        section = rules.sections.get(self._section)
        rows = [row for table in section.tables for row in table.rows] if section else []
        for wanted in (country.casefold(), "*"):
            for cells, row in rows:
                if len(cells) > 1 and cells[0].casefold() == wanted and _TERM.match(cells[1]):
                    return cells[1], row
        return None


@hookimpl
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    """Offers ``export_incoterms``."""
    yield plugin.provider("export_incoterms", ExportIncoterms, summary="an export has the country's Incoterm")
