"""Gate ``citation``: every price follows from a row that exists, every number in the cover from the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qd_core.builtin.checking.cited_rows import CitedRows
from qd_core.builtin.checking.days import days_in
from qd_core.builtin.checking.figures import figures_in, spelled_figures_in
from qd_core.builtin.checking.figures_allowed import AllowedFigures, written_by_company
from qd_core.builtin.checking.folded import BARRIER, Folded, blanked, visible
from qd_core.builtin.checking.subjects import descriptions, names_of_company
from qd_core.model.quote import GateFinding, GateResult, Outcome
from qd_core.plugin import GateRequest, GuardrailGate, NoSettings, Plugin, Provider, ProviderContext, hookimpl
from qd_core.plugin.latest import latest

plugin = Plugin(api=1)

_GATE = "citation"
_COVER = "cover"


class CitationGate:
    """Looks at the lines' steps, the sums, and the numbers and dates of the cover (spec: gates)."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._rows = latest(CitedRows)
        self._written = latest(written_by_company)
        self._time_zone = context.app.time_zone
        self._day_first = context.app.locale.replace("-", "_") not in {"en_US", "en_PH", "en_BZ"}

    def check(self, request: GateRequest) -> GateResult:
        """Fails with every line that cites nothing and every number that traces to nothing."""
        findings = [*self._rows(request.documents).findings(request.draft), *self._in_cover(request)]
        if not findings:
            return GateResult(gate=_GATE, outcome=Outcome.PASS)
        detail = "; ".join(
            dict.fromkeys(f"{finding.where}: {finding.text} {finding.detail}" for finding in findings)
        )
        return GateResult(gate=_GATE, outcome=Outcome.FAIL, detail=detail, findings=tuple(findings))

    def _in_cover(self, request: GateRequest) -> Iterator[GateFinding]:
        seen = visible(request.cover)
        allowed = AllowedFigures(request, self._written(request.documents), self._time_zone)
        text = blanked(seen.text, _verbatim(request))
        letters = list(text)
        for named in days_in(text, day_first=self._day_first):
            letters[named.start : named.end] = BARRIER * (named.end - named.start)
            if not named.is_one_of(allowed.dates):
                yield _finding(request.cover, seen, named.start, named.end, "is no date of this draft")
        text = "".join(letters)
        for figure in (*figures_in(text), *spelled_figures_in(text)):
            if problem := allowed.problem(figure):
                yield _finding(request.cover, seen, figure.start, figure.end, problem)


def _verbatim(request: GateRequest) -> Iterable[str]:
    """What a cover may repeat word for word: its numbers are cited by standing where they stand."""
    draft, documents = request.draft, request.documents
    voice = [line.text for line in documents.voice.lines if any(char.isdigit() for char in line.text)]
    return [draft.reference, *descriptions(draft, documents), *names_of_company(request), *voice]


def _finding(source: str, seen: Folded, start: int, end: int, detail: str) -> GateFinding:
    first, last = seen.span(start, end)
    return GateFinding(_COVER, source[first:last], detail, first, last)


@hookimpl
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    yield plugin.provider(
        "citation", CitationGate, summary="every price and every number traces to a cited row"
    )
