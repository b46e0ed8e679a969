"""Gate ``block_list``: no availability or delivery promise, and nothing that the company never says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qd_core.builtin.checking.folded import blanked, fold
from qd_core.builtin.checking.promises import PROMISES
from qd_core.builtin.checking.subjects import descriptions, names_of_company
from qd_core.model.quote import GateFinding, GateResult, Outcome
from qd_core.model.rules import Voice
from qd_core.plugin import GateRequest, GuardrailGate, NoSettings, Plugin, Provider, ProviderContext, hookimpl
from qd_core.plugin.latest import latest

plugin = Plugin(api=1)

_GATE = "block_list"
_ENDINGS = "(?:s|es|d|ed|ing|n|en|e|er|em)?"
_ENDINGS_AFTER_E = "(?:e|es|ed|en|er|em|ing)"


class BlockList:
    """The union of the built-in promises, the deployment's ``block_list`` and the voice's ``Never say``, in the cover
    and in what a person typed; catalog descriptions and the company's own name promise nothing (spec: gates)."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        own = [pattern for phrase in context.app.block_list if (pattern := _pattern(phrase))]
        self._always = [
            re.compile(_whole(pattern)) for pattern in ("|".join(PROMISES), "|".join(own)) if pattern
        ]
        self._never_say = latest(_never_say)

    def check(self, request: GateRequest) -> GateResult:
        """Fails with every blocked phrase and where it stands."""
        patterns = [*self._always, *self._never_say(request.documents.voice)]
        harmless = [*descriptions(request.draft, request.documents), *names_of_company(request)]
        texts = {"cover": request.cover, **request.rep_text}
        findings = [
            finding for where, text in texts.items() for finding in _findings(where, text, patterns, harmless)
        ]
        if not findings:
            return GateResult(gate=_GATE, outcome=Outcome.PASS)
        said = ", ".join(dict.fromkeys(repr(finding.text) for finding in findings))
        return GateResult(
            gate=_GATE, outcome=Outcome.FAIL, detail=f"never to be said: {said}", findings=tuple(findings)
        )


def _findings(
    where: str, text: str, patterns: Sequence[re.Pattern[str]], harmless: Iterable[str]
) -> Iterator[GateFinding]:
    kept = blanked(text, harmless)
    seen: set[int] = set()
    for join in (False, True):
        folded = fold(kept, join=join)
        for pattern in patterns:
            for found in pattern.finditer(folded.text):
                start, end = folded.span(*found.span())
                if seen.isdisjoint(range(start, end)):
                    seen.update(range(start, end))
                    yield GateFinding(
                        where, text[start:end], "a promise, or a phrase that is never said", start, end
                    )


def _never_say(voice: Voice) -> list[re.Pattern[str]]:
    patterns = [pattern for phrase in voice.never_say if (pattern := _pattern(phrase.text))]
    return [re.compile(_whole("|".join(patterns)))] if patterns else []


def _whole(pattern: str) -> str:
    return rf"(?<!\S)(?:{pattern})(?!\S)"


def _pattern(phrase: str) -> str:
    """The phrase in folded text: simple inflections of its words, and the spaces between them, are free."""
    return " ?".join(_inflected(word) for word in fold(phrase).text.split())


def _inflected(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return re.escape(word)
    return f"{word[:-1]}{_ENDINGS_AFTER_E}" if word.endswith("e") else f"{word}{_ENDINGS}"


@hookimpl
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    yield plugin.provider(
        "block_list", BlockList, summary="no promise of availability or delivery, nothing never said"
    )
