"""Titles of shops behind a count, `3 x Switch FS726TP 24 Port 10/100 - FS726TPNA`: the numbers, codes and signs inside
belong to the title, so that one line stays one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.model.folding import fold_word
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.amounts import is_number_word
from qd_core.reading.line_items.found import content_words
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.sentences import ends_sentence
from qd_core.reading.line_items.tokens import Kind, Token

__all__ = ["keep_titles_whole"]

_TIMES: Final = frozenset({"x", "×", "*"})
_SEPARATORS: Final = frozenset(",;&+|=>")
"""Signs behind which a number may count the next item."""
_PAUSES: Final = frozenset(":,-.!")
_GOES_ON: Final = (
    *(Tag.AND, Tag.OR, Tag.MORE, Tag.ASK, Tag.PRICE, Tag.CLAUSE, Tag.POLITE, Tag.QUANTITY, Tag.APPROX),
    *(Tag.AT_LEAST, Tag.AT_MOST, Tag.EXACT, Tag.BETWEEN, Tag.EACH, Tag.LADDER, Tag.DELIVERY, Tag.WHEN),
)
"""Words behind which a number may be a quantity, a date or a place."""
_CHANGES: Final = (Tag.CORRECT, Tag.DROP, Tag.INSTEAD, Tag.PAST, Tag.SELL, Tag.NEGATE, Tag.LADDER, Tag.EACH)
"""A line with one of these says more than what it wants."""
_LEADS: Final = (
    Tag.ASK,
    Tag.PRICE,
    Tag.POLITE,
    Tag.CLAUSE,
    Tag.ARTICLE,
    Tag.PURPOSE,
    Tag.GREETING,
    Tag.JOINT,
)
_VERBAL: Final = (Tag.CLAUSE, Tag.ASK, Tag.PRICE, Tag.DELIVERY, Tag.SIGNOFF, Tag.SUPPORT, Tag.POLITE)
_CUTTING: Final = (
    *(Tag.CLAUSE, Tag.ASK, Tag.PRICE, Tag.POLITE, Tag.DELIVERY, Tag.SIGNOFF, Tag.SUPPORT, Tag.REFERENCE),
    *(Tag.AND, Tag.OR, Tag.MORE, Tag.GREETING, Tag.ATTACHED),
)
_COUNTING: Final = frozenset({UnitKind.COUNT, UnitKind.PACKAGE, UnitKind.MULTIPLE})
_CONTENTS: Final = frozenset({"count", "ct", "pack", "pk"})
"""`3 x 24 count batteries`: in the singular, what one package holds."""
_RATED: Final = frozenset({"yield", "capacity"})
"""`2500 page yield`: the number rates the thing."""
_FEWEST: Final = 2
"""Words that name goods where no unit says that they are counted."""
_LOOK: Final = 12
"""Tokens before and behind a number that are looked at."""
_LONG: Final = 5
"""Digits of a number that counts nothing at the end of a title: the maker's."""


def keep_titles_whole(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> None:
    """Marks what belongs to the title of a line that opens with `<n> x` or ends in `- <n> pcs`. A number is left to
    count where it stands as the count of a further item: behind a separator, before another `x`, before a name of the
    catalog, first in a line of ``text`` that was joined to the one before."""
    tokens = _first_lines(tokens, text)
    head = _head(tokens)
    if head is not None:
        _counted_first(tokens, head + 2, lexicon)
        return
    tail = _tail(tokens)
    if tail is not None:
        _counted_last(tokens, *tail, lexicon)


def _first_lines(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """The tokens before the first number that begins a line."""
    for at in range(1, len(tokens)):
        if tokens[at].kind is Kind.NUMBER and "\n" in text[tokens[at - 1].end : tokens[at].start]:
            return tokens[:at]
    return tokens


def _counted_first(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> None:
    """The title from ``start`` to the end of its sentence."""
    _join_signs(tokens, start)
    stop = next((at for at in range(start, len(tokens)) if ends_sentence(tokens, at)), len(tokens))
    _keep_words_of_names(tokens, start, stop, lexicon)
    if start >= stop or _says_more(tokens, range(start, stop), lexicon, *_CHANGES):
        return
    if tokens[start].kind is Kind.REFERENCE:  # 3 x project 2003
        tokens[start].kind, tokens[start].tags = Kind.WORD, frozenset()
    numbers = [at for at in range(start, stop) if tokens[at].kind is Kind.NUMBER]
    for at in range(start, stop):
        _settle(tokens, at, start, stop, lexicon)
    if all(tokens[at].protected or tokens[at].kind is not Kind.NUMBER for at in numbers):
        _one_name(tokens[start:stop])


def _keep_words_of_names(tokens: Sequence[Token], start: int, stop: int, lexicon: Lexicon) -> None:
    """Words that otherwise ask, tell, join or name a place are the title's where an item has them and the words beside
    them: `tell me more spanish`, `print shop 22`, `virus scan plus 2007`."""
    for at in range(start, stop):
        token = tokens[at]
        if not token.has(*_CUTTING) or token.kind not in {Kind.WORD, Kind.REFERENCE}:
            continue
        before = _words(tokens[at - 1]) if at > start else []
        after = [
            word for other in tokens[at + 1 : min(stop, at + 2 + (at == start))] for word in _words(other)
        ]
        joins = token.has(Tag.AND, Tag.OR) and at + 1 < stop
        runs = [[*before, *_words(token), *after]] if joins or at == start else [[*before, *_words(token)]]
        if token.kind is Kind.REFERENCE:
            runs.append([*_words(token), *after])
        if any(len(run) > 1 + joins and lexicon.carries(run) for run in runs):
            token.kind, token.tags = Kind.WORD, frozenset()


def _words(token: Token) -> list[str]:
    """The folded words of a token, for a reference those without the number."""
    words = token.text.split() if token.kind is not Kind.SIGN else []
    return [fold_word(word) for word in words if token.kind is not Kind.REFERENCE or word.isalpha()]


def _counted_last(tokens: Sequence[Token], start: int, stop: int, lexicon: Lexicon) -> None:
    """The title before a count that ends the line. Where any number in it may count, nothing is decided."""
    inside = range(start, stop)
    suffixes = [at for at in inside if at > start and _is_model_suffix(tokens, at)]
    verbal = [at for at in inside if at not in suffixes and tokens[at].has(*_VERBAL)]
    told = any(not lexicon.knows(fold_word(tokens[at].text)) for at in verbal)
    if told or _says_more(tokens, inside, lexicon, *_CHANGES):
        return
    numbers = [at for at in inside if tokens[at].kind is Kind.NUMBER and not tokens[at].protected]
    if any(not _is_sure_inside(tokens, at, start, stop, lexicon) for at in numbers):
        return
    named = [at for at in inside if tokens[at].named]
    if len(named) >= _FEWEST and not _one_name(tokens[start:stop]):
        return
    for at in suffixes:
        tokens[at].tags = frozenset()
    for at in inside:
        token = tokens[at]
        coded = (
            token.kind is Kind.CONTACT and token.text[0] == "0" and at > start and tokens[at - 1].text == "-"
        )
        if coded:  # mount - 010-10823-00
            token.kind = Kind.WORD
        token.protected = token.protected or token.text == "-" or token.kind in {Kind.NUMBER, Kind.MEASURE}


def _settle(tokens: Sequence[Token], at: int, start: int, stop: int, lexicon: Lexicon) -> None:
    """Whether the token at ``at`` counts a further item or is a word of the title."""
    token, before = tokens[at], tokens[at - 1]
    labelled = token.kind is Kind.REFERENCE and token.has(Tag.LABEL) and before.kind is Kind.WORD
    if labelled and at > start and not before.tags:  # french level 1
        token.kind, token.tags = Kind.WORD, frozenset()
    elif _is_model_suffix(tokens, at):
        token.tags = frozenset()
    elif token.kind is Kind.NUMBER and not token.protected:
        inside = _is_inside(tokens, at, start, stop) or _is_for_a_computer(tokens, at, start, stop, lexicon)
        token.protected = inside and (at == start or not _counts_another(tokens, at, start, lexicon))
        if token.protected and token.text.isdecimal() and len(token.text) >= _LONG:
            token.kind = Kind.WORD  # the maker's number
    elif token.kind is Kind.WORD and token.has(Tag.VAGUE) and before.has(Tag.PURPOSE):
        token.protected = True  # agent for open files
    elif token.kind is Kind.WORD and _joins(before) and is_number_word(token.key):
        token.protected = not _counts_another(tokens, at, start, lexicon)  # phone with three handsets


def _is_for_a_computer(tokens: Sequence[Token], at: int, start: int, stop: int, lexicon: Lexicon) -> bool:
    """`ledger deluxe 2007 pc`: the version of an item, and what it runs on."""
    if at == start or at + 1 >= stop or tokens[at + 1].key != "pc" or tokens[at - 1].kind is Kind.SIGN:
        return False
    return lexicon.carries([*_words(tokens[at - 1]), tokens[at].text])


def _is_sure_inside(tokens: Sequence[Token], at: int, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether the number can count nothing although the count of the line comes last: no separator is beside it."""
    after = tokens[at + 1] if at + 1 < stop else None
    ends = after is not None and (after.text in _SEPARATORS or after.has(Tag.AND, Tag.OR))
    if at == start or ends or tokens[at - 1].named:
        return False
    return _is_inside(tokens, at, start, stop) and not _counts_another(tokens, at, start, lexicon)


def _says_more(tokens: Sequence[Token], run: range, lexicon: Lexicon, *tags: Tag) -> bool:
    """Whether a word of ``run`` has one of ``tags`` and is none of a name: the catalog's, or `Switch` in capitals."""
    for at in run:
        token, before = tokens[at], tokens[at - 1]
        noun = token.text[0].isupper() and at > run.start and before.kind is Kind.WORD and not before.tags
        if token.has(*tags) and not noun and not lexicon.knows(fold_word(token.text)):
            return True
    return False


def _head(tokens: Sequence[Token]) -> int | None:
    """Where the count stands that opens the line, or that follows the words that ask; None where there is none."""
    for at, token in enumerate(tokens[:-1]):
        if token.named or token.foreign or token.kind in {Kind.MEASURE, Kind.DIMENSION}:
            return None
        if token.kind is not Kind.NUMBER:
            continue
        asks = any(before.has(*_LEADS) for before in tokens[:at])
        opens = at == 0 or (asks and (tokens[at - 1].text in _PAUSES or tokens[at - 1].has(*_LEADS)))
        return at if opens and not token.protected and tokens[at + 1].key in _TIMES else None
    return None


def _tail(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the title begins and ends of a line that ends in `- <n> pcs`; None where it does not."""
    end = len(tokens) - (tokens[-1].text == "." if tokens else 0)
    at = end - 2
    if at < _FEWEST or tokens[at].kind is not Kind.NUMBER or tokens[at].protected:
        return None
    unit, sign = tokens[at + 1].unit, tokens[at - 1]
    if unit is None or unit.kind is not UnitKind.COUNT or sign.text not in {"-", ":"}:
        return None
    start = 0
    while start < at - 1 and (tokens[start].has(*_LEADS) or (start and tokens[start].text in {",", ":"})):
        start += 1
    ended = any(ends_sentence(tokens, index) for index in range(start, at - 1))
    return None if ended or start >= at - 1 else (start, at - 1)


def _join_signs(tokens: Sequence[Token], start: int) -> None:
    """`punch! professional home design`, `protect it! surge 8`: a mark before a plain small word, or behind the first
    word and before a number, ends nothing."""
    for at in range(start + 1, len(tokens) - 1):
        if tokens[at].kind is not Kind.SIGN or tokens[at].text != "!":
            continue
        following, after = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
        plain = (
            following.kind in {Kind.WORD, Kind.ALIAS} and following.text[0].islower() and not following.tags
        )
        numbered = at == start + 1 and not tokens[start].named and following.text[0].isdigit()
        counts = after is None or after.key in _TIMES or after.unit is not None or after.named
        if plain or (numbered and not counts and not following.named):
            tokens[at].protected = True


def _is_model_suffix(tokens: Sequence[Token], at: int) -> bool:
    """`A720 IS`: capitals behind a model's number are no verb."""
    token, before = tokens[at], tokens[at - 1]
    model = any(char.isdigit() for char in before.text) and before.text == before.text.upper()
    return model and token.kind is Kind.WORD and token.has(Tag.CLAUSE) and token.text.isupper()


def _joins(before: Token) -> bool:
    return before.kind is Kind.WORD and before.has(Tag.JOINT) and not before.has(*_GOES_ON)


def _is_inside(tokens: Sequence[Token], at: int, start: int, stop: int) -> bool:
    """Whether the number at ``at`` is one of the title's words and counts no further item."""
    before = tokens[at - 1]
    after = tokens[at + 1] if at + 1 < stop else None
    if at == start:
        return after is not None and after.key in _CONTENTS
    if after is not None and (after.named or (after.key in _TIMES and after.space)):
        return False  # 3 x A 5 x B, 3 x A 5 BR-10
    counts = after is not None and after.unit is not None and after.unit.kind in _COUNTING
    counts = counts and not (after is not None and after.key in _TIMES)  # 4x zoom
    ends = at + 2 >= stop or tokens[at + 2].kind is Kind.SIGN
    if before.kind is Kind.SIGN:
        return _is_inside_sign(tokens, at, counts=counts, stop=stop)
    if before.kind is Kind.WORD and before.has(*_GOES_ON):
        return False
    return not (counts and ends)


def _counts_another(tokens: Sequence[Token], at: int, start: int, lexicon: Lexicon) -> bool:
    """Whether the words behind the number at ``at`` are goods of their own: the catalog carries them, and nothing that
    has them and the words before, too (`3 x desk with 4 mesh chairs`, not `3 x dishwasher with 5 wash cycles`)."""
    begins = at + 1
    counted = begins < len(tokens) and tokens[begins].unit is not None and tokens[begins].kind is Kind.WORD
    begins += counted
    begins += begins < len(tokens) and tokens[begins].has(Tag.OF)
    stop = begins
    while stop < min(len(tokens), begins + _LOOK) and tokens[stop].kind is not Kind.SIGN:
        stop += 1
    if begins < len(tokens) and tokens[begins].kind in {Kind.SKU, Kind.ALIAS}:
        return True
    words = content_words(tokens, range(begins, stop))
    plural = counted and tokens[at + 1].text.endswith("s")
    if len(words) < (1 if plural else _FEWEST) or not lexicon.carries(words):
        return False
    before = content_words(tokens, range(max(start, at - _LOOK), at))
    return not any(lexicon.carries([word, *words]) for word in before)


def _is_inside_sign(tokens: Sequence[Token], at: int, *, counts: bool, stop: int) -> bool:
    """The same behind a sign: `10/100`, `(14 place settings)`, `- 10020630`; not `, 5 valves`."""
    sign, number = tokens[at - 1], tokens[at]
    rated = at + 2 < stop and tokens[at + 2].key in _RATED
    if sign.text == "&" and tokens[at - 2].text[-1].isdigit() and tokens[at - 2].kind is not Kind.SKU:
        return at + 1 == stop or tokens[at + 1].kind is Kind.SIGN  # level 1 & 2
    if sign.text in _SEPARATORS:
        return rated
    if not number.space:  # 10/100, 5-7
        return not counts or sign.text == "/"
    if at + 1 == stop:
        return number.text.isdecimal() and len(number.text) >= _LONG
    attributive = sign.text == "/" and not tokens[at + 1].text.endswith("s")  # / 27 bottle cooler
    return not counts or attributive


def _one_name(title: Sequence[Token]) -> bool:
    """One title names one thing: `Phone KX-1 - KX-1` says the code twice, `Notebook FW378 - VGNFW378` the maker's, too.
    A SKU of the catalog is the name where there is just one. Whether it was so."""
    named = [at for at, token in enumerate(title) if token.named]
    if len(named) < _FEWEST or named[-1] != len(title) - 1:
        return False
    dash = title[-2]
    words = any(token.kind is Kind.WORD for token in title[: named[-1]])
    sure = [at for at in named if title[at].kind is not Kind.CODE]
    if dash.text != "-" or not dash.space or not title[-1].space or not words or len(sure) > 1:
        return False
    kept = sure[0] if sure else named[0]
    for at in named:
        if at != kept:
            title[at].kind = Kind.WORD
    return True
