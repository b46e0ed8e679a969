"""The words of one catalog, and which of them an unknown word may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

__all__ = ["Vocabulary"]

_WHOLE = 4
"""Shorter words are not cut, joined or mended: too much would fit."""
_ENDINGS = frozenset(
    "s es e n en er ed d r ing ion ive al ic y ly um able ness ment ung ig isch eur euse ier iere ado ada".split()
)
_LINKS = ("", "s", "n", "en", "es", "er")
_OPPOSITES = ("un", "non", "in", "ex", "de", "anti", "dis")
_VOWELS = "aeiouyäöü"
_MAX_FORMS = 24
_VARIANT = 0.9
_VARIANT_LETTERS = 3
_SHORTEST_MODEL = 5


class Vocabulary:
    """Keys by number. Words (letters only) can be found by part and in spite of a slip of the pen."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys: Sequence[str] = list(keys)
        self._ids = {key: index for index, key in enumerate(self.keys)}

    def __len__(self) -> int:
        return len(self.keys)

    def id_of(self, key: str) -> int | None:
        """The number of a key, or None."""
        return self._ids.get(key)

    @cached_property
    def _words(self) -> list[str]:
        return sorted(key for key in self.keys if len(key) >= _WHOLE - 1 and key.isalpha())

    @cached_property
    def _codes(self) -> list[str]:
        return sorted(key for key in self.keys if key[0] == "!")

    def continued(self, code: str) -> list[tuple[int, float]]:
        """Codes that go on where ``code`` ends, or end before it, by at most three letters: variants of a model."""
        found = {
            longer: _VARIANT
            for longer in _starting(self._codes, code)
            if len(longer) - len(code) <= _VARIANT_LETTERS and longer[len(code) :].isalpha()
        }
        for cut in range(1, _VARIANT_LETTERS + 1):
            if not code[-cut:].isalpha() or len(code) - cut <= _SHORTEST_MODEL:
                break
            if code[:-cut] in self._ids:
                found[code[:-cut]] = _VARIANT
        return self._numbered(found)

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(word[::-1] for word in self._words)

    def relatives(self, word: str) -> list[tuple[int, float]]:
        """Words that contain ``word`` or begin or end with it: compounds and inflections."""
        found: dict[str, float] = {}
        if len(word) >= _WHOLE:
            for longer in _starting(self._words, word):
                rest = longer[len(word) :]
                found[longer] = 0.9 if rest in _ENDINGS else 0.85
            for backwards in _starting(self._reversed, word[::-1]):
                longer = backwards[::-1]
                if longer[: -len(word)] not in _OPPOSITES and len(longer) - len(word) >= _WHOLE - 1:
                    found.setdefault(longer, 0.85)
            stem = next((word[: -len(end)] for end in _by_length(_ENDINGS) if word.endswith(end)), "")
            if len(stem) >= _WHOLE and stem in self._ids:
                found.setdefault(stem, 0.9)
        found.pop(word, None)
        return self._numbered(found)

    def parts(self, word: str) -> tuple[str, str] | None:
        """Two words of the catalog that ``word`` is made of (``nitrilhandschuh``), the longer head first tried."""
        for cut in range(len(word) - _WHOLE + 1, _WHOLE - 2, -1):
            tail = word[cut:]
            if tail not in self._ids:
                continue
            for link in _LINKS:
                head = word[:cut].removesuffix(link) if link else word[:cut]
                if len(head) >= _WHOLE - 1 and head in self._ids and head + link == word[:cut]:
                    return head, tail
        return None

    def abbreviated(self, word: str) -> list[tuple[int, float]]:
        """Words that ``word`` (unknown) may shorten: its beginning (``galv``), or its consonants (``brkt``)."""
        if len(word) < _WHOLE - 1:
            return []
        found = dict.fromkeys(_starting(self._words, word), 0.85)
        if not any(vowel in word[1:] for vowel in _VOWELS):
            for longer in _starting(self._words, word[0]):
                if len(longer) > len(word) and _is_skeleton(word, longer):
                    found.setdefault(longer, 0.8)
        return self._numbered(found)

    def misspelt(self, word: str) -> list[tuple[int, float]]:
        """Words that ``word`` (unknown) may have been meant to be: one slip, or two in a long word."""
        if len(word) <= _WHOLE or not any(vowel in word for vowel in _VOWELS):
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        cutoff = 2 if len(word) >= 8 else 1
        hits = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=cutoff, limit=8)
        return self._numbered({hit: _slip(word, hit, int(distance)) for hit, distance, _ in hits if len(hit) > _WHOLE})

    def _numbered(self, found: dict[str, float]) -> list[tuple[int, float]]:
        best = sorted(found.items(), key=lambda pair: -pair[1])[:_MAX_FORMS]
        return [(self._ids[word], weight) for word, weight in best]


def _by_length(endings: Iterable[str]) -> list[str]:
    return sorted(endings, key=len, reverse=True)


def _starting(words: Sequence[str], prefix: str) -> Iterator[str]:
    for index in range(bisect_left(words, prefix), len(words)):
        if not words[index].startswith(prefix):
            return
        yield words[index]


def _is_skeleton(short: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in short) and word[-1] in (short[-1], *"aeiouyl")


def _slip(word: str, meant: str, distance: int) -> float:
    """How far a misspelling is to be trusted: two slips, another first letter or another letter in place of one
    often make a different word (table, cable); a missing, doubled or swapped letter seldom does."""
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    if any(longer == opposite + shorter for opposite in _OPPOSITES):
        return 0.0
    if distance > 1 or word[0] != meant[0]:
        return 0.55
    if len(word) == len(meant) and sorted(word) != sorted(meant):
        return 0.7
    return 0.9
