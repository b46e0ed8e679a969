"""Words at which a name is over: when, where to, what for."""

from __future__ import annotations

from qd_core.model.folding import fold_words
from qd_core.reading.line_items.clause_state import ClauseState
from qd_core.reading.line_items.found import Stance
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.sentences import ABBREVIATIONS, is_measure_stop
from qd_core.reading.line_items.tokens import Kind

_INSIDE = frozenset("at in on bei en dans sur op bij su".split())
"""Before an article they tell a place; else they may join the words of a name."""

_WHOSE = frozenset(
    "our my your their his her unser unsere unseren unserem unser mein meine ihr ihre notre nos votre vos mon nuestro "
    "nuestra su nostro nostra onze ons".split()
)
"""`for our project` tells whose use it is; `for the project below` may list it."""
_INFINITIVE = ("er", "ir", "re")
_LIKE = frozenset("as like same wie comme como zoals come than als".split())
_POINTING = frozenset("ones one which that same kind die welche celles ceux que mismos quelli dat".split())
"""`…, the ones we had last time`."""
_FEW = 12
"""Words of a name, and of what it is for, that are looked at."""

_PER = frozenset("per pro par por al a".split())
_AGAIN = frozenset(
    "again nochmal noch erneut encore nuevo nuevamente di nuovo opnieuw please bitte svp".split()
)

__all__ = [
    "ends_abbreviation",
    "ends_rate",
    "joins_noun",
    "names_use",
    "sets_place",
    "starts_place",
    "starts_purpose",
    "starts_when",
    "tells_which",
]


def starts_when(state: ClauseState, index: int) -> bool:
    """`by Friday`, `bis zum 15. Juli`, `Tuesday`."""
    token = state.tokens[index]
    if token.has(Tag.WEEKDAY) and len(token.text) > 3:
        return True
    if not token.has(Tag.WHEN):
        return False
    size = state.phrase_size(index)
    for other in state.tokens[index + size : index + size + 3]:
        named_day = other.has(Tag.WEEKDAY, Tag.MONTH, Tag.NOT_GOODS) and len(other.text) > 2
        if other.kind in {Kind.DATE, Kind.COUNTED} or named_day:
            return True
        if other.kind is Kind.SIGN or other.named or not other.tags:
            return False
    return size > 1


def sets_place(state: ClauseState, index: int) -> bool:
    """`10 casques, livrés à Strasbourg`: where to, and nothing told of the past."""
    before, after = state.at(index - 1), state.at(index + state.phrase_size(index))
    told = before is not None and before.has(Tag.CLAUSE)
    return not told and after is not None and after.has(Tag.TOWARDS)


def starts_place(state: ClauseState, index: int) -> bool:
    """`to Leeds`, `to our yard`, `nach Kiel`, `at the shop`; not `nach DIN 933`."""
    following = state.at(index + 1)
    if state.tokens[index].key in _INSIDE and following is not None and following.has(Tag.ARTICLE):
        return True
    if not state.tokens[index].has(Tag.TOWARDS) or following is None or following.kind is not Kind.WORD:
        return False
    if following.has(Tag.LABEL):
        return False
    if following.has(Tag.ARTICLE):
        return True
    return following.text[0].isupper() and following.unit is None and not state.known(index + 1)


def joins_noun(state: ClauseState, index: int) -> bool:
    """Whether `à` at ``index`` says what the thing before it is made for: `scie à métaux`, `brosse à dents`. Folded it
    is the verb `a`; and `à prévoir` is no part of a name."""
    following, current = state.at(index + 1), state.current
    if state.tokens[index].text.casefold() != "à" or current is None or not current.name or state.separator:
        return False
    if following is None or following.kind is not Kind.WORD or current.closed:
        return False
    return state.known(index + 1) or not (following.tags or following.text.casefold().endswith(_INFINITIVE))


def starts_purpose(state: ClauseState, index: int) -> bool:
    """`for the mixers`, `für unsere Werkstatt`: what it is for, not what it is. `for the following` is neither."""
    following, after = state.at(index + 1), state.at(index + 2)
    if not state.tokens[index].has(Tag.PURPOSE) or following is None:
        return False
    if state.tokens[index].has(Tag.WHEN) and state.phrase_size(index) > 1:  # für den, where no date follows
        return not _is_sized_good(state, index + 2) and not _tells_apart(state, index + 2)
    if following.foreign or _tells_whose(state, index + 1):
        return True
    generic = after is not None and after.has(Tag.GENERIC) and following.key not in _WHOSE
    if not following.has(Tag.ARTICLE, Tag.ONE) or generic:
        return False
    return not _is_sized_good(state, index + 2) and not _tells_apart(state, index + 2)


def _tells_whose(state: ClauseState, index: int) -> bool:
    """`for wednesday's mailing`, `for lab 204`: what or whom it is for, in words that the catalog does not know."""
    word, number = state.tokens[index], state.at(index + 1)
    if word.kind is not Kind.WORD or state.known(index) or not word.text[0].isalpha():
        return False
    if word.text.casefold().endswith("'s"):
        return True
    plain = not word.has(Tag.LABEL, Tag.GENERIC, Tag.QUANTITY) and word.unit is None
    numbered = number is not None and number.kind is Kind.NUMBER and state.ends_quantity(index + 2)
    return plain and word.text.isalpha() and numbered


def _tells_apart(state: ClauseState, index: int) -> bool:
    """`lids to fit the half pans`, where the catalog has lids for half and for full pans: part of the name."""
    current = state.current
    if current is None or current.named is not None or not current.name:
        return False
    ahead = range(index, min(index + _FEW, len(state.tokens)))
    stop = next((at for at in ahead if state.tokens[at].kind is Kind.SIGN), ahead.stop)
    said = [token for token in state.tokens[index:stop] if token.kind is Kind.WORD]
    use = [word for token in said if not token.tags for word in fold_words(token.text)]
    words = [word for at in current.name[:_FEW] for word in fold_words(state.tokens[at].text)]
    return state.lexicon.is_used_for(words, [word for word in use if len(word) > 2 or word.isdigit()])


def names_use(state: ClauseState, index: int) -> bool:
    """Whether `for a` stands between goods and what tells them apart: `a blade for a Kestrel K60`."""
    following = state.at(index + 1)
    if (
        not state.tokens[index].has(Tag.PURPOSE)
        or following is None
        or not following.has(Tag.ARTICLE, Tag.ONE)
    ):
        return False
    return _tells_apart(state, index + 2)


def _is_sized_good(state: ClauseState, index: int) -> bool:
    """`flat lids for the 9 oz cups`, of which the catalog speaks: the lids come in sizes, too. What has a size or a
    part number of its own (`hose DN32 for the 25 bar pump`) is not sized by what it is for."""
    size, current = state.at(index), state.current
    if size is None or not state.known(index + 1) or current is None or current.named is not None:
        return False
    measured = size.kind is Kind.MEASURE or (size.kind is Kind.NUMBER and "/" in size.text)
    return measured and not any(char.isdigit() for at in current.name for char in state.tokens[at].text)


def ends_abbreviation(state: ClauseState, index: int) -> bool:
    """Whether the full stop at ``index`` ends a word (`No.`, `galv.`), not a sentence."""
    following = state.at(index + 1)
    if index == 0 or following is None or state.tokens[index].space:
        return True
    if not following.space or following.text[0].islower() or is_measure_stop(state.tokens, index):
        return True
    before = state.tokens[index - 1]
    if before.key in ABBREVIATIONS:
        return True  # Gr. XL
    if following.named and (before.has(Tag.ITEM, Tag.LABEL) or state.depth):
        return True  # (réf. AB-12)
    return following.kind is Kind.NUMBER and len(before.text) <= 4


def ends_rate(state: ClauseState, index: int) -> bool:
    """Whether `a week` stands at ``index``: it ends the name there (`30 pairs of gloves a week`); a bare count
    there says how many are used and counts nothing."""
    token, period = state.tokens[index], state.at(index + 1)
    if period is None or not period.has(Tag.NOT_GOODS) or state.known(index + 1):
        return False
    if not (token.has(Tag.ONE) or token.key in _PER):
        return False
    if state.current is not None and not state.current.name:
        state.forget(state.current)
    state.end_name()
    return True


def _is_asked_again(state: ClauseState, index: int) -> bool:
    """`Please requote our last order: 20 A`; not `please quote, our last order was 20 A`."""
    before, after = state.tokens[index - 1], state.at(index + state.phrase_size(index))
    told = after is not None and after.kind is Kind.WORD and after.key not in _AGAIN
    return state.stance is Stance.ASKED and before.has(Tag.ARTICLE) and not told


def tells_which(state: ClauseState, index: int) -> bool:
    """Whether words of the past at ``index`` only tell which goods: `like last time`, `10 A, the ones we had`,
    `10 A like we bought`."""
    if index and (state.tokens[index - 1].key in _LIKE or _is_asked_again(state, index)):
        return True
    if state.current is None or state.current.quantity is None:
        return False
    start = index
    while start and state.tokens[start - 1].kind is Kind.WORD and state.tokens[start].key not in _LIKE:
        start -= 1
    pointing = [token.key for token in state.tokens[start : min(start + 2, index)]]
    aside = start > 0 and state.tokens[start - 1].text in {",", "(", "-"}
    return state.tokens[start].key in _LIKE or (aside and not _POINTING.isdisjoint(pointing))
