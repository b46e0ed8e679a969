"""The questions of a ``clarify``: one for each problem, in words that can be sent to the buyer as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from qd_core.model.catalog import Catalog
from qd_core.model.message import Attachment
from qd_core.model.quote import LineProblem, ResolvedLine
from qd_core.model.rules import CompanyDocuments
from qd_core.model.uom import UnitKind, unit_word
from qd_core.money import plain
from qd_core.pipeline.question_wording import QuestionWording, wording_in

__all__ = ["questions_for"]

_LONGEST = 90
"""Characters of the buyer's own words that a question repeats."""
_MOST_CHOICES = 5


def questions_for(
    lines: Sequence[ResolvedLine],
    unread: Sequence[Attachment],
    no_lines: bool,
    language: str,
    *,
    documents: CompanyDocuments,
    destinations: Sequence[str] = (),
) -> tuple[str, ...]:
    """One question a problem, in the order of the lines, none twice.

    ``unread`` are the attachments that may hold lines and could not be read; ``no_lines`` says that none was read at
    all; ``destinations`` are the places between which the buyer's words leave the choice. An item is named by its
    description, and by the buyer's own words where it is not known.
    """
    wording = wording_in(language)
    ask = _Asking(wording, documents.catalog, comma=language in {"de", "fr", "es", "it", "nl"})
    questions = [text for line in lines for problem in line.problems if (text := ask.about(line, problem))]
    questions += [wording.unread.format(said=ask.said(file.name)) for file in unread]
    if destinations:
        questions.append(wording.destination.format(choices=f" {wording.either} ".join(destinations)))
    if no_lines and not unread:
        questions.append(wording.no_lines)
    return tuple(dict.fromkeys(questions))


class _Asking:
    """Puts one problem of one line into words."""

    def __init__(self, wording: QuestionWording, catalog: Catalog, *, comma: bool) -> None:
        self._wording = wording
        self._catalog = catalog
        self._comma = comma
        self._about: dict[LineProblem, Callable[[ResolvedLine], str]] = {
            LineProblem.QUANTITY_MISSING: lambda line: wording.missing.format(what=self._what(line)),
            LineProblem.QUANTITY_VAGUE: self._vague,
            LineProblem.QUANTITY_RANGE: self._range,
            LineProblem.LADDER: self._ladder,
            LineProblem.AMBIGUOUS: self._ambiguous,
            LineProblem.UNIT_UNCLEAR: self._unit,
            LineProblem.DISCONTINUED: self._successor,
        }

    def about(self, line: ResolvedLine, problem: LineProblem) -> str:
        """The question, or nothing where there is nothing to ask (an item that is not carried)."""
        asking = self._about.get(problem)
        return asking(line) if asking else ""

    def said(self, words: str) -> str:
        """The buyer's own words, on one line, in quotation marks."""
        first, last = self._wording.quotes
        return f"{first}{_clipped(words)}{last}"

    def _vague(self, line: ResolvedLine) -> str:
        if "|" in line.request.text or "\t" in line.request.text:  # a table's row reads badly in a sentence
            return self._wording.missing.format(what=self._what(line))
        return self._wording.vague.format(said=self.said(line.request.text), what=self._what(line))

    def _range(self, line: ResolvedLine) -> str:
        asked = line.request.quantity_range
        if asked is None:
            return self._wording.missing.format(what=self._what(line))
        low, high = self._number(asked.low), self._number(asked.high)
        return self._wording.range.format(what=self._what(line), low=low, high=high)

    def _ladder(self, line: ResolvedLine) -> str:
        choices = self._choices([self._number(each) for each in line.request.ladder])
        if not choices:
            return self._wording.missing.format(what=self._what(line))
        return self._wording.ladder.format(what=self._what(line), choices=choices)

    def _ambiguous(self, line: ResolvedLine) -> str:
        said = self.said(line.request.name_or_sku.value)
        names = [name for each in line.candidates[:_MOST_CHOICES] if (name := self._item(each.sku))]
        template = (
            self._wording.ambiguous
            if len(names) > 1
            else self._wording.meant
            if names
            else self._wording.which
        )
        return template.format(said=said, choices=self._choices(names))

    def _unit(self, line: ResolvedLine) -> str:
        request = line.request
        quantity = self._number(request.quantity.value) if request.quantity else ""
        asked = f"{quantity} {request.unit.value if request.unit else ''}".strip()
        if not asked:
            return self._wording.missing.format(what=self._what(line))
        item = self._catalog.get(line.sku) if line.sku else None
        known = unit_word(item.unit) if item else None
        generic = item is None or (known is not None and known.kind is UnitKind.COUNT)
        unit = self._wording.piece if generic or item is None else item.unit
        return self._wording.unit.format(asked=_clipped(asked), what=self._what(line), unit=unit)

    def _successor(self, line: ResolvedLine) -> str:
        item = self._catalog.get(line.sku) if line.sku else None
        successor = self._item(item.replaced_by) if item and item.replaced_by else ""
        return self._wording.successor.format(what=self._what(line), successor=successor) if successor else ""

    def _what(self, line: ResolvedLine) -> str:
        known = self._item(line.sku) if line.sku else ""
        return known or self.said(line.request.name_or_sku.value or line.request.text)

    def _item(self, sku: str) -> str:
        item = self._catalog.get(sku)
        return f"{item.description} ({item.sku})" if item else ""

    def _choices(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        between = "; " if any("," in name for name in names) else ", "
        before_last = between if between == "; " else " "
        return f"{between.join(names[:-1])}{before_last}{self._wording.either} {names[-1]}"

    def _number(self, value: Decimal) -> str:
        text = plain(value)
        return text.replace(".", ",") if self._comma else text


def _clipped(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
