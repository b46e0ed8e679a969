"""Lines that the message says again: `make that 30 forks, not 20. In full: 30 forks, 5 tubs` are two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qd_core.model.folding import fold_words
from qd_core.model.uom import UnitKind, unit_word
from qd_core.reading.line_items.amendments import alike, words_of
from qd_core.reading.line_items.entries import Corrected, Entry
from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["drop_restated", "drop_summed_up"]

_SUMS_UP: Final = re.compile(
    r"(?<!\w)(?:in full|altogether|(?:final|full|complete|updated) list|recap|summary|so that(?:'s| is| makes)|"
    r"(?:now reads?|becomes?|would then be)|zusammengefasst|zusammenfassung|somit|(?:neue|komplette) liste|"
    r"devient|deviendrait|récap\w*|en résumé|liste (?:complète|définitive|finale|à jour)|quedar[ií]an?|queda(?:n|ndo)?|"
    r"en resumen|resumen|lista (?:final|completa|definitiva|actualizada)|riepilogo|riassumendo|diventa|lista finale|"
    r"samengevat|wordt dus)(?!\w)[^\n:]{0,40}:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that announces the whole of what is asked for."""
_FEWEST: Final = 2
"""Lines of a list that sums up."""


def drop_summed_up(entries: Sequence[Entry], text: str) -> None:
    """Drops the lines of the mail's ``text`` that a list which sums it up says again with the same quantity: `please
    add 4 tubs. The quote becomes: 30 forks, 4 tubs`."""
    head = next(iter(_SUMS_UP.finditer(text)), None)
    if head is None:
        return
    told = [entry for entry in entries if not entry.dropped and entry.name.source.part == "text"]
    listed = [entry for entry in told if (entry.name.source.start or 0) >= head.end()]
    if len(listed) < _FEWEST:
        return
    for entry in told:
        said = (entry.name.source.start or 0) < head.start() and entry.quantity is not None
        again = [line for line in listed if line.key == entry.key and line.quantity == entry.quantity]
        if said and len(again) == 1:
            entry.dropped = True
            again[0].notes.append(f"said again: “{entry.text}”")


def drop_restated(entries: Sequence[Entry], lexicon: Lexicon) -> None:
    """Drops each correction in doubt that one other line of ``entries`` says again, with its quantity. Where two lines
    could be meant or the quantities differ, the buyer is still asked; nothing is ever added up."""
    kept = [entry for entry in entries if not entry.dropped]
    lines = [entry for entry in kept if entry.corrected is None or entry.quantity is not None]
    for entry in kept:
        if entry.corrected is None or entry.quantity is not None:  # a later correction settled it
            continue
        meant = [line for line in lines if _names(line, entry, lexicon)]
        if len(meant) == 1 and _says(meant[0], entry.corrected):
            entry.dropped = True
            meant[0].notes.append(f"corrected: “{entry.text}”")


def _names(line: Entry, correction: Entry, lexicon: Lexicon) -> bool:
    """Whether the line has every word by which the correction names its goods."""
    if line.key == correction.key:
        return True
    told = [word for word in fold_words(correction.name.value) if lexicon.knows(word) or not word.isalpha()]
    own = words_of(line, lexicon)
    return bool(told) and all(any(alike(word, other) for other in own) for word in told)


def _says(line: Entry, corrected: Corrected) -> bool:
    if line.quantity != corrected.quantity or line.problem is not None:
        return False
    units = [unit_word(unit) for unit in (corrected.unit, line.unit.value if line.unit else "")]
    packages = {unit.name if unit is not None and unit.kind is UnitKind.PACKAGE else "" for unit in units}
    return len(packages) == 1  # 6, and 6 boxes, may be two different things
