"""What is taken back before the list that it is of: `the list below, but make line 3 50`, and then the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qd_core.reading.line_items.amendments import covers, likely_targets
from qd_core.reading.line_items.correction_notes import CorrectionNotes
from qd_core.reading.line_items.corrections import Change, Correction, read_correction
from qd_core.reading.line_items.entries import Entry
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.sentences import Sentence, cues_of
from qd_core.reading.line_items.several_corrections import parts_of

__all__ = ["CorrectionsAhead"]

_MOST: Final = 50
"""Sentences that are kept: nobody announces more changes."""
_TOLD: Final = frozenset({Tag.SUPPORT, Tag.SELL})
"""A sentence with one of these is about something else."""
_APOLOGIES: Final = frozenset(
    "sorry entschuldigung pardon desole desolee perdon scusate scusi excuses".split()
)
"""They take back what an earlier message said: the list below should be right as it stands."""
_BUT: Final = frozenset("but except only aber nur ausser mais sauf pero salvo maar ma".split())


@dataclass(slots=True)
class _Announced:
    """A sentence that no line before it is meant by, and what reading it gave all the same."""

    sentence: Sentence
    after: int
    lines: Sequence[Entry]
    corrections: Sequence[Correction]


@dataclass(slots=True)
class CorrectionsAhead:
    """Sentences that may correct lines which are still to be read. ``notes`` are those of the whole text."""

    notes: CorrectionNotes
    _announced: list[_Announced] = field(default_factory=list)

    def keep(self, sentence: Sentence, after: int, noted: int) -> None:
        """Keeps ``sentence``, read when there were ``after`` lines and ``noted`` corrections, where it is tied to none
        of the lines before it."""
        if len(self._announced) >= _MOST or cues_of(sentence.tokens) & _TOLD:
            return
        if any(token.key in _APOLOGIES for token in sentence.tokens):
            return
        corrections = self.notes.corrections[noted:]
        before = [*self.notes.others, *self.notes.entries[:after]]
        if any(likely_targets(one, before, self.notes.lexicon) is not None for one in corrections):
            return
        if corrections or self._may_correct(sentence):
            self._announced.append(
                _Announced(sentence, after, tuple(self.notes.entries[after:]), tuple(corrections))
            )

    def apply(self) -> None:
        """The corrections that are tied to lines read later, in place of what their sentences gave."""
        for one in self._announced:
            given = set(map(id, one.lines))
            later = [entry for entry in self.notes.entries[one.after :] if id(entry) not in given]
            found = self._read(one.sentence, later) if later else []
            past = Tag.PAST in cues_of(one.sentence.tokens)  # last time you made it 40
            if not found or not all(self._is_sure(correction, later, past=past) for correction in found):
                continue
            for entry in one.lines:
                entry.dropped = True
            kept = [
                other for other in self.notes.corrections if not any(other is own for own in one.corrections)
            ]
            self.notes.corrections[:] = kept
            differs = any(token.key in _BUT for token in one.sentence.tokens)
            for correction in found:
                correction.after, correction.same_line = len(self.notes.entries), False
                if not (differs or correction.strong) and correction.change is Change.SET:
                    correction.unclear = True  # 30 of the first one: of what is listed, or in place of it?
            self.notes.corrections.extend(found)

    def _may_correct(self, sentence: Sentence) -> bool:
        lexicon, languages = self.notes.lexicon, self.notes.languages
        for part in parts_of(sentence.tokens, lexicon, languages) or [sentence.tokens]:
            read = read_correction(part, lexicon, languages, after=0)
            one = None if read is None else read.correction
            if one is not None and (one.strong or one.lines or one.last or one.change is not Change.SET):
                return True
        return False

    def _read(self, sentence: Sentence, lines: Sequence[Entry]) -> list[Correction]:
        """What ``sentence`` corrects of ``lines``."""
        notes = replace(self.notes, entries=list(lines), corrections=[], others=(), expects_more=False)
        notes.take(sentence, None)
        return notes.corrections

    def _is_sure(self, correction: Correction, later: Sequence[Entry], *, past: bool) -> bool:
        """Whether it names lines of ``later`` by a SKU, a number or every word."""
        targets = likely_targets(correction, later, self.notes.lexicon)
        if not targets or correction.change is Change.ADD or correction.several:
            return False
        if past and correction.change is not Change.DROP:
            return False
        if correction.skus or correction.lines or correction.last or correction.every:
            return True
        return bool(correction.words) and all(
            covers(entry, correction, self.notes.lexicon) for entry in targets
        )
