"""How well one item answers a query: what is explained, what contradicts, what was left unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qd_core.matching.acronyms import is_acronym_in, is_class_in
from qd_core.matching.atoms import Atom, AtomKind
from qd_core.matching.codes import is_article_number, shape_of
from qd_core.matching.features import Features
from qd_core.matching.index import CatalogIndex
from qd_core.matching.marks import is_for_several, is_mark, sets_apart
from qd_core.matching.otherwise import measured_otherwise, named_otherwise, torn_chains
from qd_core.matching.qualities import quality_of
from qd_core.matching.query import Asked
from qd_core.matching.titles import Titles, forgiven, goes_on
from qd_core.model.folding import fold_sku
from qd_core.model.strict import record

__all__ = ["Match", "match", "rivals"]

_LETTER_CODE = re.compile(r"[a-z](\d+)")

_ANOTHER_NUMBER = 0.5
"""The query has a number that the item lacks, and the item has one that the query lacks: another size."""
_EXTRA_NUMBER = 0.75
_ANOTHER_QUALITY = 0.5
_ONE_MORE = 0.9
"""Each further number that differs."""
_KNOWN_ELSEWHERE = 1.5
"""A word that the catalog uses for other items tells more against this one than a word it never uses."""
_ANSWERED = 0.8
_WEAK = 0.6
"""Worth of a word that stands in the family's heading, the unit or an unknown column alone."""
_LENT = 0.9
_INITIALS = 0.9
"""Worth of a word that is made of the initials of the item's own words."""
_RATED = 0.6
"""Worth of a rating (``16 A``) that an item may have within a code (``B16``): it is worth a question."""
_LONG = 4
"""Digits of a number that may be an article's."""
_FAR = 50
"""Two measures of one kind that are this many times as large do not rate the same."""
_SLIGHT = 0.2
_SEVERAL = 2
_COMMON = 4
"""Goods that have a word which says little of each of them."""
_SHORT_WORD = 3
"""Shorter ones mark a make or a material (`PE`, `PU`)."""
_ALL = 0.999
_NEARLY = 0.95
"""Said but for how a number is written."""
_HALF = 0.5
_TRANSLATED = 0.95
"""A word in another language may mean more or less than its translation."""
_PARTLY = 0.90
_IDENTIFIED = 0.85
"""The item alone has the maker's code that the query names; other words then say little."""
_UNASKED = 0.85
"""The item is an upgrade, a used one and the like and the query asks for none, or the other way round."""
_WHAT_FOR = 0.8
"""Every word that fits says what the item is for, none what it is."""
_THIN = 0.8
"""A single common word is not enough to tell what is meant."""


@record
class Match:
    """How one row answers a query.

    ``score`` 0..1; ``explained`` is the share of the query that the item answers, ``coverage`` the share of the item's
    own best name that the query says. ``missing`` are the query's atoms that the item does not answer, ``conflicts``
    those of them that contradict it, ``unsaid`` the atoms of the description that the query leaves out.
    """

    row: int
    score: float
    explained: float
    coverage: float
    words: int
    conflicts: tuple[Asked, ...]
    missing: tuple[Asked, ...]
    unsaid: tuple[Atom, ...]
    of_it: bool = False
    """The words that fit say what the item is of (``oreiller`` of a ``taie d'oreiller``), none what it is."""
    doubted: bool = False
    """Whether one of the words that make another product stands on one side alone."""

    @property
    def evidence(self) -> str:
        """What speaks for and against the item, for the rep."""
        parts = [f"{self.explained:.0%} of the words fit"]
        if self.conflicts:
            parts.append("differs in " + ", ".join(ask.atom.word for ask in self.conflicts))
        others = [ask.atom.word for ask in self.missing if ask not in self.conflicts]
        if others:
            parts.append("says nothing of " + ", ".join(others))
        return "; ".join(parts)


@dataclass(slots=True)
class _Tally:
    """Sums over the atoms of a query against one item."""

    said: float = 0.0
    against: float = 0.0
    words: int = 0
    identified: bool = False
    hits: dict[str, float] = field(default_factory=dict)
    open: list[Asked] = field(default_factory=list)
    lost: dict[Asked, float] = field(default_factory=dict)
    """What each atom that is not answered counts against the item."""

    def add(self, ask: Asked, best: float, *, weak: bool) -> None:
        self.said += ask.weight * best
        if best >= _ANSWERED:
            self.against += ask.weight * (1 - best)
            self.words += ask.weight > _SLIGHT
            return
        self.lost[ask] = ask.weight * (1 - best) * (_KNOWN_ELSEWHERE if ask.known else 1.0)
        self.against += self.lost[ask]
        if best < _HALF or (ask.is_number and not weak) or (ask.quality and weak):
            self.open.append(ask)

    @property
    def explained(self) -> float:
        return self.said / (self.said + self.against) if self.said else 0.0


def match(index: CatalogIndex, asked: Sequence[Asked], row: int) -> Match:
    """The match of one row."""
    features, item = index.features(row), index.item(row)
    tally = _tally(index, asked, features, item.description)
    tally.open.extend(torn_chains(asked, features))
    tally.open.extend(named_otherwise(asked, features))
    tally.open.extend(measured_otherwise(asked, features, tally.hits))
    coverage, unsaid = _coverage(index, features, tally.hits, {ask.atom.plain_key for ask in asked})
    maker_first = index.titles is not None and _forgive(index.titles, tally, asked, whole=coverage > _NEARLY)
    factor, conflicts = _conflicts(tally.open, unsaid, features, item.sku, identified=tally.identified)
    open_keys = {key for ask in tally.open if not ask.is_number for key in ask.forms}
    if any(map(is_mark, open_keys)):
        factor *= _UNASKED
    left_out = {atom.name for atom in unsaid}
    if sets_apart(left_out, {atom.name for atom, _ in features.names[0]}) or is_for_several(
        [atom for atom, _ in features.names[0]], unsaid
    ):
        factor *= _UNASKED
    if features.purpose and _speaks_alone_of(features.purpose, tally, features):
        factor *= _WHAT_FOR
    thin = tally.words < _SEVERAL and not _names_it_wholly(index, tally, unsaid, features)
    score = tally.explained * factor * _confidence(_PARTLY if maker_first else coverage, thin=thin)
    if tally.identified and not conflicts:
        score = max(score, _IDENTIFIED + (1 - _IDENTIFIED) / 2 * tally.explained)
    return Match(
        row,
        score,
        tally.explained,
        coverage,
        tally.words,
        conflicts,
        tuple(reversed(tally.open)),
        tuple(unsaid),
        bool(features.complement) and _speaks_alone_of(features.complement, tally, features),
        not index.adding.isdisjoint(left_out | open_keys)
        or (
            index.titles is not None and not tally.identified and _is_another_title(tally, features, coverage)
        ),
    )


def _forgive(titles: Titles, tally: _Tally, asked: Sequence[Asked], *, whole: bool) -> bool:
    """Takes out of ``tally`` what other shops write around a title; whether a maker's name was among it."""
    words = forgiven(titles, asked, tally.lost, whole=whole and tally.words > 1)
    for ask in words:
        tally.against -= tally.lost.pop(ask)
    return whole and bool(words) and asked[0] in words


def _is_another_title(tally: _Tally, features: Features, coverage: float) -> bool:
    """Whether a word stands in the query's title or in the item's alone."""
    strange = any(
        not ask.is_number and (against > _SLIGHT or ask.quality == "edition")
        for ask, against in tally.lost.items()
    )
    return strange or (coverage < _ALL and goes_on(features.names[0], tally.hits))


def _tally(index: CatalogIndex, asked: Sequence[Asked], features: Features, description: str) -> _Tally:
    tally = _Tally()
    waiting = list(asked)
    while waiting:
        ask = waiting.pop()
        best, weak = _answer(ask, features, tally.hits)
        if ask.parts:
            if not best:
                waiting.extend(reversed(ask.parts))
                continue
            tally.identified = best > _ALL and any(index.is_unique(key) for key in ask.forms)
        if (
            best < _INITIALS
            and not ask.is_number
            and not ask.quality
            and is_acronym_in(ask.atom.word, description)
        ):
            best, weak = _INITIALS, False
        if best < _INITIALS and _names_class(ask, asked, description):
            best, weak = _INITIALS, False
        if not best and _is_rated(ask, features):
            best, weak = _RATED, True
        tally.add(ask, best, weak=weak)
    return tally


def _names_class(ask: Asked, asked: Sequence[Asked], description: str) -> bool:
    """Whether ``ask`` is the initial of a class that the item is told to be of, with its number (``G70``) or cut off it
    where the catalog knows no such code."""
    atom = ask.atom
    if atom.kind is AtomKind.CODE:
        return is_class_in(atom.name, description)
    if atom.kind is not AtomKind.WORD or len(atom.word) > 1:
        return False
    return any(is_class_in(atom.word + other.atom.name, description) for other in asked if other.is_number)


def _answer(ask: Asked, features: Features, hits: dict[str, float]) -> tuple[float, bool]:
    """The worth of the best answer to ``ask``, 0 for none, and whether it is a weak one; its keys are added to
    ``hits``."""
    keys, weak_keys, lent = features.keys, features.weak, features.lent
    best, weak = 0.0, False
    for key, worth in ask.forms.items():
        if key in keys:
            hits[key] = max(worth, hits.get(key, 0.0))
            if worth > best:
                best, weak = worth, False
        elif key in weak_keys:
            if worth * _WEAK >= best:
                best, weak = worth * _WEAK, True
        elif key in lent and worth * _LENT > best:
            best, weak = worth * _LENT, False
    return best, weak


def _is_rated(ask: Asked, features: Features) -> bool:
    """Whether a code of the description is a letter and the asked measure's number (``B16`` for ``16 A``), and no
    number there measures the same (a breaking capacity of 6 kA does not)."""
    size = ask.atom.size
    if not ask.atom.dimension or not size or ask.aside:
        return False
    own = [atom for atom, _ in features.names[0]]
    codes = (_LETTER_CODE.fullmatch(atom.name) for atom in own if atom.kind is AtomKind.CODE)
    return any(code is not None and code[1] == ask.atom.name for code in codes) and not any(
        atom.dimension == ask.atom.dimension and atom.size and size / _FAR < atom.size < size * _FAR
        for atom in own
    )


def _speaks_alone_of(some: frozenset[str], tally: _Tally, features: Features) -> bool:
    """``drop-in anchors`` are not the setting tool for drop-in anchors: not one word says what the item is."""
    words = {
        key
        for name in features.names
        for atom, _ in name
        if atom.kind is AtomKind.WORD
        for key in atom.stored
    }
    said = words.intersection(tally.hits)
    return bool(said) and said <= some


def _names_it_wholly(index: CatalogIndex, tally: _Tally, unsaid: Sequence[Atom], features: Features) -> bool:
    """Whether the query says every word of the item and leaves out only its size or what it is of, and no other item
    has that word: `Kreppband`, where there is `Kreppband 50 mm x 50 m` and nothing else of the kind. Where the word
    opens its description, a material or what many goods have may be left out, too: `Zuckerzange` of `Zuckerzange
    Edelstahl`."""
    own = {key for key, worth in tally.hits.items() if worth > _PARTLY and index.is_unique(key)}
    opening = features.names[0][0][1] if features.names and features.names[0] else ()
    opens = not own.isdisjoint(opening)
    return bool(own) and all(
        atom.kind is not AtomKind.WORD
        or atom.stored[0] in features.complement
        or len(atom.word) < _SHORT_WORD
        or (opens and (quality_of(atom.name) == "material" or len(index.rows(atom.stored[0])) >= _COMMON))
        for atom in unsaid
    )


def _confidence(coverage: float, *, thin: bool) -> float:
    if coverage > _ALL:
        return 1.0
    return (_PARTLY + 0.02 * coverage) * (_THIN if thin and coverage < _HALF else 1.0)


def _coverage(
    index: CatalogIndex, features: Features, hits: Mapping[str, float], plain: set[str]
) -> tuple[float, list[Atom]]:
    """The best covered name's share, and what the item's description says that the query does not."""
    best = 0.0
    unsaid: list[Atom] = []
    for number, name in enumerate(features.names):
        total = covered = 0.0
        for atom, keys in name:
            weight = index.weight(keys[0])
            total += weight
            worth = max([hits.get(key, 0.0) for key in keys])
            if worth and atom.kind is AtomKind.WORD and atom.plain_key not in plain:
                worth *= _TRANSLATED
            covered += weight * worth
            if not worth and number == 0:
                unsaid.append(atom)
        best = max(best, covered / total if total else 0.0)
    return best, unsaid


def _conflicts(
    missing: Sequence[Asked], unsaid: Sequence[Atom], features: Features, sku: str, *, identified: bool
) -> tuple[float, tuple[Asked, ...]]:
    """How much to believe in spite of what contradicts, and the contradicting atoms."""
    factor = 1.0
    conflicts: list[Asked] = []
    own_qualities = {quality_of(atom.name) for atom in unsaid if atom.kind is AtomKind.WORD} - {None}
    for ask in missing:
        if ask.is_number:
            others = [atom for atom in unsaid if rivals(ask.atom, atom)]
            if ask.reference:
                others = [atom for atom in others if sum(map(str.isdigit, atom.word)) >= _LONG]
                if not others and not _has_article_number(ask.atom.name, features, sku):
                    continue
            if ask.aside and not ask.reference:
                asides = features.asides
                others = [atom for atom in others if atom.chain or atom.key in asides]
            if others or ask.reference or not (ask.aside or identified or ask.atom.nth > 1):
                worst = _ANOTHER_NUMBER if others and (ask.reference or not ask.aside) else _EXTRA_NUMBER
                factor = min(factor, worst) * (_ONE_MORE if conflicts else 1.0)
                conflicts.append(ask)
        elif ask.quality in own_qualities:
            factor *= _ANOTHER_QUALITY
            conflicts.append(ask)
    return factor, tuple(conflicts)


def _has_article_number(code: str, features: Features, sku: str) -> bool:
    """Whether the item has an article number too where the query has ``code``: in its description, or a SKU that is
    built like it."""
    shape = shape_of(code)
    return shape_of(fold_sku(sku)) == shape or any(map(is_article_number, features.codes))


def rivals(asked: Atom, own: Atom) -> bool:
    """Whether ``own`` may be another value of what ``asked`` measures."""
    if own.kind is AtomKind.WORD:
        return False
    return not asked.dimension or not own.dimension or asked.dimension == own.dimension
