"""Text in the one form in which no spelling trick hides a word, with the way back to what was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qd_core.model.folding import clean

__all__ = ["BARRIER", "Folded", "blanked", "fold", "visible"]

BARRIER = "\ue000"
"""Stands where something was taken out: no phrase, word or number runs across it."""

# Letters of other scripts that look like Latin ones; the same for a phrase and a text, so a true Greek word still meets
# a Greek phrase.
_LOOKALIKES = str.maketrans(
    "аеорсухівкмнтґɡѕјԁһӏαεορυικνητχβγ\u0131\u0142\u00f8\u0111\u00f0",
    "aeopcyxibkmhtrgsjdhlaeopuiknhtxby\u0069\u006c\u006f\u0064\u0064",
)
_BROKEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011\u2012\u2013][^\S\n]*\r?\n\s*(?=\w)")
_SPACED = re.compile(r"(?<![^ ])\w(?: \w){3,}(?![^ ])")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` in another form than its source; ``origin[i]`` is the offset in the source of its character ``i``."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the source."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(source: str, *, join: bool = False) -> Folded:
    """``source`` as lower-case words without accents, parted by single spaces: Unicode compatibility, case, accents,
    invisible characters, look-alike letters and punctuation make no difference.

    ``join`` closes up a word that was hyphenated at the end of a line, and words spelled with a space between all
    their letters; a text is searched in both forms.
    """
    closed = _closed(source) if join else frozenset()
    text: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(source):
        if place in closed:
            continue
        for folded in _fold_char(char):
            if folded != " ":
                text.append(folded)
                origin.append(place)
            elif text and text[-1] != " ":
                text.append(" ")
                origin.append(place)
    folded_text = Folded("".join(text), tuple(origin))
    return _unspaced(folded_text) if join else folded_text


def visible(source: str) -> Folded:
    """``source`` without characters that cannot be seen, full-width and other compatibility forms made plain; case,
    accents and punctuation stay."""
    if source.isascii():
        return Folded(source, tuple(range(len(source))))
    text: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(source):
        kind = "" if char.isascii() else unicodedata.category(char)
        if kind in {"", "Zs"}:  # the kind of space says whether a number goes on behind it
            text.append(char)
            origin.append(place)
        elif kind != "Cf":
            plain = clean(char)
            text.append(plain)
            origin.extend([place] * len(plain))
    return Folded("".join(text), tuple(origin))


def blanked(text: str, phrases: Iterable[str]) -> str:
    """``text`` with every occurrence of the phrases, longest first, taken out: as many barriers stand there as it had
    characters, so that offsets stay."""
    for words in sorted(
        {tuple(phrase.split()) for phrase in phrases}, key=lambda words: (-sum(map(len, words)), words)
    ):
        if words and words[0].casefold() in text.casefold():  # spares most phrases the pattern
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
            text = re.sub(pattern, lambda found: BARRIER * len(found[0]), text, flags=re.IGNORECASE)
    return text


def _closed(source: str) -> frozenset[int]:
    """The places of the hyphens and line ends inside words that were broken at the end of a line."""
    return frozenset(place for found in _BROKEN.finditer(source) for place in range(*found.span()))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """One character folded: nothing for what cannot be seen, a space for what parts words."""
    if char == BARRIER:
        return f" {BARRIER} "
    kind = unicodedata.category(char)
    if kind in {"Cf", "Mn", "Me"} or char == "\u115f":
        return ""
    decomposed = unicodedata.normalize("NFKD", char).casefold()
    letters = "".join(part for part in decomposed if not unicodedata.combining(part)).translate(_LOOKALIKES)
    return "".join(part if part.isalnum() else f" {part} " if part == "%" else " " for part in letters)


def _unspaced(folded: Folded) -> Folded:
    """``i n s t o c k`` closed up to ``instock``."""
    drop = {
        place
        for found in _SPACED.finditer(folded.text)
        for place in range(*found.span())
        if folded.text[place] == " "
    }
    if not drop:
        return folded
    kept = [place for place in range(len(folded.text)) if place not in drop]
    return Folded(
        "".join(folded.text[place] for place in kept), tuple(folded.origin[place] for place in kept)
    )
