"""SKUs that stand among other words: ``gate valves (GV-BR-075)``, ``6204 2RS C3 bearings``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from qd_core.matching.scanning import LONGEST_NAME
from qd_core.matching.sizes import measure_unit
from qd_core.model.folding import clean, fold_sku

__all__ = ["Spelled", "spelled", "tokens_of"]

T = TypeVar("T")

_TOKEN = re.compile(r"[^\s,;:()\[\]{}<>|=\"“”]+")
_AROUND = ".-/_*#'!?"
_MAX_TOKENS = 64
_WINDOW = 4
_SHORTEST = 4
"""A shorter code among other words may as well be a size or a word; one sign less will do in capitals."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A code as it stands in the text, and the text around it."""

    written: str
    rest: str


def tokens_of(text: str) -> list[str]:
    """What stands between blanks and brackets, without punctuation around it; at most 64."""
    return [match[0].strip(_AROUND) for match in _TOKEN.finditer(clean(text[:LONGEST_NAME]))][:_MAX_TOKENS]


def spelled(text: str, known: Callable[[str], tuple[T, ...]]) -> list[tuple[Spelled, tuple[T, ...]]]:
    """Every code in ``text`` that ``known`` knows, the longest reading of each place, in order."""
    text = clean(text[:LONGEST_NAME])
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)][:_MAX_TOKENS]
    found: list[tuple[Spelled, tuple[T, ...]]] = []
    index = 0
    while index < len(tokens):
        for size in range(min(_WINDOW, len(tokens) - index), 0, -1):
            start, end = tokens[index][0], tokens[index + size - 1][1]
            written = text[start:end].strip(_AROUND)
            if not _looks_like_code(written, text[end:]):
                continue
            hits = known(written)
            if hits:
                found.append((Spelled(written, f"{text[:start]} {text[end:]}".strip()), hits))
                index += size - 1
                break
        index += 1
    return found


def _looks_like_code(written: str, after: str) -> bool:
    folded = fold_sku(written)
    digits, letters = any(map(str.isdigit, folded)), any(map(str.isalpha, folded))
    if len(folded) < _SHORTEST:  # ET-2, not M8 or the 1/2 of a pipe
        return len(folded) == _SHORTEST - 1 and digits and letters and written == written.upper()
    if not digits:
        return "-" in written and written == written.upper()
    if not letters:
        return measure_unit(next(_words(after), "")) is None and "/" not in written
    return True


def _words(text: str) -> Iterator[str]:
    for match in re.finditer(r"[^\W\d_]+|[\"'°%]", text[:24]):
        yield match[0].casefold()
