"""The sender's names as they may stand under a message: of the person, of the house."""

from __future__ import annotations

import re

from qd_core.model.folding import strip_accents
from qd_core.reading.mail.headers import Address

__all__ = [
    "WORD",
    "is_in_capitals",
    "is_name_like",
    "name_words",
    "names_company",
    "names_of",
    "names_person",
]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset("dr mr mrs ms herr frau mme m prof ing dipl mag jr sr i.a. ia pp ppa i".split())
_PARTICLES = frozenset("de da di du del della van von der den ter la le y e und and mc o".split())
_MOST_WORDS = 6


def is_name_like(text: str) -> bool:
    """A few words in capitals, and no figure: a person's or a company's name."""
    return len(WORD.findall(text)) <= _MOST_WORDS and is_in_capitals(text) and not any(map(str.isdigit, text))


def is_in_capitals(text: str) -> bool:
    """Whether every word but "de", "van", "and" … begins with a capital letter."""
    words = [word for word in WORD.findall(text) if word.casefold() not in _PARTICLES]
    return bool(words) and all(word[0].isupper() for word in words)


def names_of(sender: Address) -> frozenset[str]:
    """The words of the sender's name and address, folded; those of the domain with an ``@`` in front."""
    local, _, domain = sender.email.partition("@")
    words = WORD.findall(f"{sender.name} {re.sub(r'[._+-]', ' ', local)}")
    names = {strip_accents(word.casefold()) for word in words if len(word) > 1}
    labels = re.split(r"[.-]", strip_accents(domain.casefold()))[:-1]
    return frozenset(names | {f"@{label}" for label in labels})


def name_words(line: str) -> list[str]:
    """The folded words of a line that may be parts of a name: no initials, titles and particles."""
    words = [strip_accents(word.casefold()) for word in WORD.findall(line)]
    return [word for word in words if len(word) > 1 and word not in _TITLES and word not in _PARTICLES]


def names_person(words: list[str], names: frozenset[str]) -> bool:
    """Whether half of the words are the sender's, or all of few are short forms of them (Chris of Christopher)."""
    exact = sum(word in names for word in words)
    if exact and exact * 2 >= len(words):
        return True
    return 0 < len(words) <= 3 and all(_is_of(word, names) for word in words)


def names_company(words: list[str], names: frozenset[str]) -> bool:
    """Whether half of the words, the first among them, are in the sender's domain or name."""
    hits = [_is_of_domain(word, names) or _is_of(word, names) for word in words]
    return 0 < len(words) <= _MOST_WORDS and hits[0] and sum(hits) * 2 >= len(words)


def _is_of(word: str, names: frozenset[str]) -> bool:
    """The name itself, or a short form of it (Chris of Christopher)."""
    return word in names or (len(word) >= 3 and any(name.startswith(word) for name in names))


def _is_of_domain(word: str, names: frozenset[str]) -> bool:
    if f"@{word}" in names:
        return True
    return len(word) >= 4 and any(
        name.startswith("@") and (word in name or (len(name) >= 5 and word.startswith(name[1:])))
        for name in names
    )
