"""The words of one catalog, and which of them an unknown word may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from qd_core.matching.lexicon import concept
from qd_core.matching.postings import Postings
from qd_core.model.folding import fold_word, other_numbers

__all__ = ["Vocabulary"]

_WHOLE = 4
"""Shorter words are not cut, joined or mended: too much would fit."""
_LONG = 8
_ENDINGS = sorted(
    "s es e n en er ed d r ing ion ive al ic y ly um able ness ment ung ig isch eur euse ier iere ado ada".split(),
    key=len,
    reverse=True,
)
_PLURALS = frozenset("s es n e en er".split())
_PLURAL = 0.95
_LINKS = ("", "s", "n", "en", "es", "er")
_OPPOSITES = ("un", "non", "in", "ex", "de", "anti", "dis")
_VOWELS = "aeiouyäöü"
_MAX_FORMS = 24
_OTHER_WORD = 0.4
_OTHER_THING = 0.6
_VARIANT = 0.9
_VARIANT_LETTERS = 3
_SHORTEST_MODEL = 5


class Vocabulary:
    """Finds the catalog's words by part and in spite of a slip of the pen. Every answer is (key, how well it fits)."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings

    def knows(self, key: str) -> bool:
        """Whether any row holds ``key``."""
        return self._postings.count(key) > 0

    @property
    def _words(self) -> Sequence[str]:
        return self._postings.words()

    @cached_property
    def _all_words(self) -> list[str]:
        return list(self._words)

    def relatives(self, word: str, *, known: bool = False) -> list[tuple[str, float]]:
        """Words that begin or end with ``word``, compounds and inflections, and the stem that it inflects.

        A ``known`` word has items of its own: what goes on in letters that are no word is then another thing
        (acetone, acetonitrile), and what goes on in a word is that word's thing (Fallrohr, Fallrohrbogen)."""
        if len(word) < _WHOLE:
            single = word[:-1]
            return (
                [(single, _PLURAL)]
                if word == f"{single}s" and len(word) == _WHOLE - 1 and self.knows(single)
                else []
            )
        found: dict[str, float] = {}
        for longer in _starting(self._words, word):
            rest = longer[len(word) :]
            if rest in _ENDINGS:
                found[longer] = 0.9
            else:
                found[longer] = 0.85 if not known else _OTHER_THING if self._is_tail(rest) else _OTHER_WORD
        for backwards in _starting(self._postings.reversed_words(), word[::-1]):
            longer = backwards[::-1]
            if longer[: -len(word)] not in _OPPOSITES and len(longer) - len(word) >= _WHOLE - 1:
                found.setdefault(longer, 0.85)
        found = {**found, **self.inflected(word)}
        found.pop(word, None)
        return _best(found)

    def inflected(self, word: str) -> dict[str, float]:
        """The known words that ``word`` is another number or form of."""
        found = {other: _PLURAL for other in other_numbers(word) if self.knows(other)}
        for end in _ENDINGS:
            root = word.removesuffix(end)
            if root == word or len(root) < _WHOLE:
                continue
            for single in (root, fold_word(root)) if end in _PLURALS else (root,):  # Gläser, of a folded Glas
                if self.knows(single):
                    found.setdefault(single, _PLURAL if end in _PLURALS else 0.9)
        if word.endswith("en") and len(word) > _LONG and word[-3] == word[-4] and self.knows(word[:-3]):
            found.setdefault(word[:-3], _PLURAL)  # stootwillen
        return found

    def _is_tail(self, rest: str) -> bool:
        """Whether ``rest`` is the second word of a compound, with or without the letters that join it."""
        return any(rest.startswith(link) and self.knows(rest[len(link) :]) for link in _LINKS)

    def parts(self, word: str) -> tuple[str, str] | None:
        """Two words of the catalog that ``word`` is made of (``nitrilhandschuh``)."""
        for cut in range(len(word) - _WHOLE + 1, _WHOLE - 2, -1):
            tail = word[cut:]
            if not self._means(tail):
                continue
            for link in _LINKS:
                head = word[:cut].removesuffix(link)
                if len(head) >= _WHOLE - 1 and head + link == word[:cut] and self._means(head):
                    return head, tail
        return None

    def _means(self, word: str) -> bool:
        """Whether the catalog has the word, or the thing under another name."""
        return self.knows(word) or self.knows(concept(word))

    def abbreviated(self, word: str) -> list[tuple[str, float]]:
        """Words that ``word`` (unknown) may shorten: its beginning (``galv``), or its consonants (``brkt``)."""
        if len(word) < _WHOLE - 1:
            return []
        found = dict.fromkeys(_starting(self._words, word), 0.85)
        if not any(vowel in word[1:] for vowel in _VOWELS):
            for longer in _starting(self._words, word[0]):
                if len(longer) > len(word) and _is_skeleton(word, longer):
                    found.setdefault(longer, 0.8)
        return _best(found)

    def misspelt(self, word: str) -> list[tuple[str, float]]:
        """Words that ``word`` (unknown) may have been meant to be: one slip, or two in a long word."""
        if len(word) <= _WHOLE or not any(vowel in word for vowel in _VOWELS):
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        cutoff = 2 if len(word) >= _LONG else 1
        hits = process.extract(word, self._all_words, scorer=OSA.distance, score_cutoff=cutoff, limit=8)
        return _best({hit: _slip(word, hit, int(distance)) for hit, distance, _ in hits if len(hit) > _WHOLE})

    def continued(self, code: str) -> list[tuple[str, float]]:
        """Codes that go on where ``code`` ends, or end before it, by at most three letters: variants of a model."""
        found = {
            longer: _VARIANT
            for longer in _starting(self._postings.codes(), code)
            if len(longer) - len(code) <= _VARIANT_LETTERS and longer[len(code) :].isalpha()
        }
        for cut in range(1, _VARIANT_LETTERS + 1):
            if not code[-cut:].isalpha() or len(code) - cut <= _SHORTEST_MODEL:
                break
            if self.knows(code[:-cut]):
                found[code[:-cut]] = _VARIANT
        return _best(found)


def _best(found: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(found.items(), key=lambda pair: -pair[1])[:_MAX_FORMS]


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
