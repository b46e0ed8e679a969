"""The phrases of the languages that a message is written in, as one table that finds the longest at a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from qd_core.model.folding import strip_accents
from qd_core.reading.line_items.language import dutch, english, french, german, italian, spanish
from qd_core.reading.line_items.language.tags import Tag

__all__ = [
    "LANGUAGES",
    "QUOTE_WORDS",
    "PhraseTable",
    "elision",
    "languages_of",
    "phrase_key",
    "phrases",
    "words_of",
]

LANGUAGES = {
    "en": english.PHRASES,
    "de": german.PHRASES,
    "fr": french.PHRASES,
    "es": spanish.PHRASES,
    "nl": dutch.PHRASES,
    "it": italian.PHRASES,
}

_Key = tuple[str, ...]
_SHORTEST_STEM, _LONGEST_STEM = 5, 10
_SHARED = 0.5
"""A word of several languages says little of which one it is."""
_ALSO = 0.45
"""A second language counts as spoken when it scores at least this share of the first."""
_CUES = frozenset({Tag.ITEM, Tag.LABEL, Tag.REFERENCE, Tag.SUPPORT, Tag.STREET, Tag.NOT_GOODS, Tag.GENERIC})
"""Nouns that travel between languages: no evidence for either."""


_RUN = re.compile(r"[^\W_]+(?:[-'\u2019.&/][^\W_]+)*\.?|\S")
_ELISION = re.compile(
    r"(?:[dljmnstc]|qu|dell|all|nell|dall|sull|un|quest)['\u2019](?=[^\W\d_]{2})", re.IGNORECASE
)


def elision(word: str) -> int:
    """Where the second word of ``l'année`` or ``d'une`` starts; 0 where ``word`` is one word."""
    match = _ELISION.match(word)
    return match.end() if match is not None else 0


def words_of(text: str) -> list[str]:
    """The words and signs of ``text`` in the form in which phrases are compared, elided articles apart."""
    keys: list[str] = []
    for run in _RUN.findall(text):
        cut = elision(run)
        keys.extend(phrase_key(part) for part in ((run[:cut], run[cut:]) if cut else (run,)))
    return [key for key in keys if key]


def phrase_key(word: str) -> str:
    """The form in which words are compared: case folded, without accents and dots, `ß` as `ss`."""
    return strip_accents(word.casefold()).replace("ß", "ss").replace("\u2019", "'").replace(".", "").strip()


_ADVERBS: Final = frozenset(
    "also then probably still additionally likely auch noch dann dazu ausserdem zusatzlich aussi egalement "
    "encore ook nog dan tambien anche vous".split()
)
"""Words in ``phrase_key`` form that change nothing in what a phrase does: adverbs, and whom it is said to (`je vous
prendrais`)."""
_MOST_ADVERBS: Final = 3
_FEW: Final = 2
QUOTE_WORDS: Final = frozenset(
    phrase_key(word)
    for word in (
        "quote quotes quoting quotation quotations rfq rfqs rfp bid inquiry enquiry price prices pricing "
        "priced cost costs offer rates angebot angebote anbieten offerte anfrage preisanfrage preis preise "
        "preisauskunft kostenvoranschlag konditionen kosten kostet devis prix tarif tarifs cotation chiffrage "
        "chiffrer offre consultation coûte coûtent cotización cotizar coticen cotice presupuesto presupuestar "
        "oferta precio precios cuesta cuestan coste tarifa prijs prijzen prijsopgave offerteaanvraag offreren "
        "soumission soumissions coter cotez offert "
        "preisliste preislisten pricelist pricelists prijslijst listino "
        "kost preventivo preventivare quotazione quotare offerta prezzo prezzi costa costano "
    ).split()
)
"""Words of which one stands in nearly every request for a quote."""


class PhraseTable:
    """Phrases by their words. ``longest`` gives what the words from a place on say, and how many words that takes."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._phrases: dict[_Key, frozenset[Tag]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._stems: dict[str, frozenset[Tag]] = {}
        lengths: dict[str, set[int]] = {}
        for language in languages:
            for tag, text in LANGUAGES[language].items():
                for phrase in text.split(";"):
                    if phrase.endswith("*"):
                        stem = phrase_key(phrase[:-1])
                        self._stems[stem] = self._stems.get(stem, frozenset()) | {tag}
                        continue
                    elided = phrase.strip().endswith("'")
                    key = tuple(map(phrase_key, phrase.split())) if elided else tuple(words_of(phrase))
                    if not key:
                        continue
                    self._phrases[key] = self._phrases.get(key, frozenset()) | {tag}
                    lengths.setdefault(key[0], set()).add(len(key))
        for first, sizes in lengths.items():
            self._lengths[first] = tuple(sorted(sizes, reverse=True))

    def longest(self, words: Sequence[str], at: int) -> tuple[frozenset[Tag], int]:
        """The tags of the longest phrase that starts with ``words[at]`` and its length; nothing is ``({}, 0)``. Adverbs
        may stand inside a phrase: `we would also take`."""
        sizes = self._lengths.get(words[at], ())
        for size in sizes:
            tags = self._phrases.get(tuple(words[at : at + size]))
            if tags is not None and at + size <= len(words):
                return self._around_adverbs(words, at, [one for one in sizes if one > size]) or (tags, size)
        return self._around_adverbs(words, at, sizes) or self._by_stem(words[at])

    def _around_adverbs(
        self, words: Sequence[str], at: int, sizes: Sequence[int]
    ) -> tuple[frozenset[Tag], int] | None:
        """The longest phrase of one of ``sizes`` words, its adverbs not counted."""
        if not sizes or _ADVERBS.isdisjoint(words[at + 1 : at + sizes[0]]):
            return None
        window = range(at, min(len(words), at + sizes[0] + _MOST_ADVERBS))
        places = [place for place in window if place == at or words[place] not in _ADVERBS]
        for size in sizes:
            tags = self._phrases.get(tuple(words[place] for place in places[:size]))
            if tags is not None and 1 < size <= len(places):
                return tags, places[size - 1] - at + 1
        return None

    def _by_stem(self, word: str) -> tuple[frozenset[Tag], int]:
        """A phrase that ends in ``*`` is any word that begins so: `necesit*`."""
        for size in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
            tags = self._stems.get(word[:size])
            if tags is not None:
                return tags, 1
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
                for word in words_of(phrase):
                    speakers.setdefault(word, set()).add(language)
    return {
        word: dict.fromkeys(languages, 1.0 if len(languages) == 1 else _SHARED / len(languages))
        for word, languages in speakers.items()
    }


def languages_of(words: Iterable[str]) -> frozenset[str]:
    """The languages that ``words`` (in ``phrase_key`` form) are written in. Where they hardly tell: English, and those
    that most of them speak for where these are few and English is not among them."""
    scores: dict[str, float] = {}
    table = _votes()
    for word in words:
        for language, vote in table.get(word, {}).items():
            scores[language] = scores.get(language, 0.0) + vote
    best = max(scores.values(), default=0.0)
    if best < 1:
        likely = [language for language, score in scores.items() if score == best]
        return frozenset({"en", *likely} if len(likely) <= _FEW and "en" not in likely else {"en"})
    return frozenset(language for language, score in scores.items() if score >= best * _ALSO)
