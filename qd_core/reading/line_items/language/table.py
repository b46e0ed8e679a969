"""The phrases of the languages that a message is written in, as one table that finds the longest at a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from qd_core.model.folding import strip_accents
from qd_core.reading.line_items.language import dutch, english, french, german, italian, spanish
from qd_core.reading.line_items.language.tags import Tag

__all__ = ["LANGUAGES", "PhraseTable", "languages_of", "phrase_key", "phrases"]

LANGUAGES = {
    "en": english.PHRASES,
    "de": german.PHRASES,
    "fr": french.PHRASES,
    "es": spanish.PHRASES,
    "nl": dutch.PHRASES,
    "it": italian.PHRASES,
}

_Key = tuple[str, ...]
_SHARED = 0.5
"""A word of several languages says little of which one it is."""
_ALSO = 0.45
"""A second language counts as spoken when it scores at least this share of the first."""
_CUES = frozenset({Tag.ITEM, Tag.LABEL, Tag.REFERENCE, Tag.SUPPORT, Tag.STREET, Tag.NOT_GOODS, Tag.GENERIC})
"""Nouns that travel between languages: no evidence for either."""


def phrase_key(word: str) -> str:
    """The form in which words are compared: case folded, without accents and dots, `ß` as `ss`."""
    return strip_accents(word.casefold()).replace("ß", "ss").replace(".", "").strip()


class PhraseTable:
    """Phrases by their words. ``longest`` gives what the words from a place on say, and how many words that takes."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._phrases: dict[_Key, frozenset[Tag]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for language in languages:
            for tag, text in LANGUAGES[language].items():
                for phrase in text.split(";"):
                    key = tuple(phrase_key(word) for word in phrase.split())
                    if not key:
                        continue
                    self._phrases[key] = self._phrases.get(key, frozenset()) | {tag}
                    lengths.setdefault(key[0], set()).add(len(key))
        for first, sizes in lengths.items():
            self._lengths[first] = tuple(sorted(sizes, reverse=True))

    def longest(self, words: Sequence[str], at: int) -> tuple[frozenset[Tag], int]:
        """The tags of the longest phrase that starts with ``words[at]`` and its length; nothing is ``({}, 0)``."""
        for size in self._lengths.get(words[at], ()):
            tags = self._phrases.get(tuple(words[at : at + size]))
            if tags is not None and at + size <= len(words):
                return tags, size
        return frozenset(), 0


@cache
def phrases(languages: frozenset[str]) -> PhraseTable:
    """The table of these languages, made once."""
    return PhraseTable(sorted(languages))


@cache
def _votes() -> dict[str, dict[str, float]]:
    speakers: dict[str, set[str]] = {}
    for language, groups in LANGUAGES.items():
        for tag, text in groups.items():
            if tag in _CUES:
                continue
            for phrase in text.split(";"):
                for word in phrase.split():
                    speakers.setdefault(phrase_key(word), set()).add(language)
    return {
        word: dict.fromkeys(languages, 1.0 if len(languages) == 1 else _SHARED / len(languages))
        for word, languages in speakers.items()
    }


def languages_of(words: Iterable[str]) -> frozenset[str]:
    """The languages that ``words`` (in ``phrase_key`` form) are written in; English where nothing tells."""
    scores: Counter[str] = Counter()
    table = _votes()
    for word in words:
        for language, vote in table.get(word, {}).items():
            scores[language] += vote
    best = max(scores.values(), default=0.0)
    if best < 1:
        return frozenset({"en"})
    return frozenset(language for language, score in scores.items() if score >= best * _ALSO)
