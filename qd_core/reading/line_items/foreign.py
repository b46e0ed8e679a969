"""Numbers that count no goods: money, shares, dates, things that are counted but not sold, numbers of papers."""

from __future__ import annotations

import re
from typing import Final

from qd_core.model.folding import fold_word, fold_words
from qd_core.model.uom import UnitKind
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.marks import Composite, Neighbours
from qd_core.reading.line_items.sizes import is_thread
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.numbers import parse_number_words
from qd_core.reading.postal_states import state_of_postcode
from qd_core.reading.towns import countries_of_town

__all__ = ["counted", "date", "money", "percent", "postcode", "reference"]

_CURRENCIES: Final = frozenset(
    "usd eur gbp chf cad aud sek nok dkk pln mxn dollars dollar euro euros pounds sterling pesos".split()
)
_CURRENCY_SIGNS: Final = "$€£¥"
_ORDINAL_ENDS: Final = frozenset("st nd rd th er of de".split())
_SHORT_MONTHS: Final = frozenset("mar may set ago gen".split())
"""Words too when they are not capitalised."""
_NUMBER_MARKS: Final = frozenset("# : . ° no nr number n nº nummer".split())
_WEEKS: Final = frozenset("week wk kw kalenderwoche woche semaine sem semana settimana".split())
_BEFORE_DAYS: Final = frozenset("there here be is".split())
_MAX_MARKS: Final = 6
_TOWN_WORDS: Final = 3
_ZIP: Final = 5
"""Digits of a postcode of the United States."""
_ADDED_WITHIN: Final = 10
_AGAIN: Final = frozenset({"requote", "re-quote"})
_ADJECTIVE: Final = re.compile(r"\d+er[ns]?")
"""German: `vom 405er` names a size."""


def money(near: Neighbours, at: int) -> Composite | None:
    """`$4.20`, `USD 12`, `3 €`, `@ 6.13`."""
    if near.sign(at, _CURRENCY_SIGNS):
        number = at + 1 + near.sign(at + 1, ".")
        return (number + 1, Kind.MONEY) if near.is_number(number) else None
    if near.is_number(at):
        if near.sign(at + 1, _CURRENCY_SIGNS) or near.key(at + 1) in _CURRENCIES:
            return at + 2, Kind.MONEY
        whole = near.sign(at + 1, ",") and near.sign(at + 2, "-") and near.sign(at + 3, "€")  # 12,- €
        return (at + 4, Kind.MONEY) if whole else None
    coded = near.key(at) in _CURRENCIES and near.tokens[at].text.isupper()
    if near.is_number(at + 1) and (coded or (near.sign(at, "@") and not _is_length(near, at + 1))):
        return at + 2, Kind.MONEY
    return None


def _is_measured(near: Neighbours, at: int) -> bool:
    """Whether the number before ``at`` is a size: inches (`5/8"`, `5/8 in` at the end) or another measure follow."""
    unit = near.at(at)
    if unit is None or unit.kind is Kind.SIGN:
        return near.sign(at, "\"'") and not near.tokens[at].space
    ends = near.at(at + 1) is None or near.tokens[at + 1].kind is Kind.SIGN
    return unit.unit is not None and unit.unit.kind is UnitKind.MEASURE and (ends or unit.key != "in")


def _is_length(near: Neighbours, at: int) -> bool:
    """`3 pieces @ 60 ft`, where something is sold by the foot."""
    unit = near.at(at + 1)
    return unit is not None and unit.unit is not None and unit.unit.name in near.lexicon.measures


def percent(near: Neighbours, at: int) -> Composite | None:
    """`99 %`."""
    share = near.sign(at + 1, "%") or near.key(at + 1) == "percent"
    return (at + 2, Kind.PERCENT) if near.is_number(at) and share else None


# --- dates --------------------------------------------------------------------------------------------------------


def date(near: Neighbours, at: int) -> Composite | None:
    """`16 May 2025`, `May 16th`, `by 12/06`, `in 2024`."""
    end = _week(near, at) or _day_month(near, at) or _month_day(near, at)
    if end:
        return end, Kind.DATE
    if _is_short_date(near, at):
        return at + 1 + _is_dotted(near, at), Kind.DATE
    if _is_cut_date(near, at):
        return at + 3, Kind.DATE
    return (at + 1, Kind.DATE) if _is_year(near, at) else None


def _week(near: Neighbours, at: int) -> int:
    """`KW 13`, `semaine 13`: where it ends; not `2 weeks`."""
    if near.key(at) not in _WEEKS or not near.is_word(at) or near.is_number(at - 1):
        return 0
    number = at + 1 + near.sign(at + 1, ".:")
    token = near.at(number)
    small = token is not None and token.text.isdecimal() and len(token.text) <= 2
    after = near.at(number + 1)
    counts = after is not None and (after.named or after.unit is not None)
    return number + 1 if small and not counts else 0


def _day_month(near: Neighbours, at: int) -> int:
    token = near.tokens[at]
    if not near.is_number(at) or token.value is None or token.value > 31:
        return 0
    end = at + 1 + near.sign(at + 1, ".")
    if near.key(end) in _ORDINAL_ENDS:
        end += 1
        end += near.key(end) == "of"
    return _year_after(near, end + 1) if _is_month(near, end) else 0


def _month_day(near: Neighbours, at: int) -> int:
    end = at + 1 + near.sign(at + 1, ".")
    number = near.at(end)
    if not _is_month(near, at) or number is None or number.kind is not Kind.NUMBER or number.value is None:
        return 0
    if number.value <= 31 and number.space:
        return _year_after(near, end + 1 + (near.key(end + 1) in _ORDINAL_ENDS))
    return end + 1 if _is_year_number(number) else 0


def _is_month(near: Neighbours, at: int) -> bool:
    if not near.has(at, Tag.MONTH):
        return False
    token = near.tokens[at]
    return len(token.text) > 3 or token.text[0].isupper() or token.key not in _SHORT_MONTHS


def _is_year_number(token: Token | None) -> bool:
    return (
        token is not None
        and token.kind is Kind.NUMBER
        and len(token.text) == 4
        and "1990" <= token.text <= "2040"
    )


def _year_after(near: Neighbours, at: int) -> int:
    """Where a date ends that may go on with its year at ``at``."""
    end = at + near.sign(at, ",.")
    end += near.key(end) == "de"
    return end + 1 if _is_year_number(near.at(end)) else at


_TIMES = frozenset({"x", "×", "*"})


def _is_year(near: Neighbours, at: int) -> bool:
    """`in 2024`, `for 2002`: a year after a preposition, and nothing after it that it could count."""
    after = near.at(at + 1)
    if not _is_year_number(near.at(at)) or near.key(at - 1) in _TIMES:
        return False  # A-12 x 2000
    plain = after is not None and after.kind is Kind.WORD and not after.tags
    counts = after is not None and (after.named or after.unit is not None or plain)
    return not counts and near.has(at - 1, Tag.JOINT, Tag.PURPOSE, Tag.WHEN, Tag.OF, Tag.CLAUSE)


def _is_short_date(near: Neighbours, at: int) -> bool:
    """`16.05.`, `12/06` after a word like `by`; not the `1/2` of `a quote on 1/2 brass valves`, `in 1/2"`."""
    after = near.at(at + 1)
    sizes = after is not None and near.is_word(at + 1) and near.lexicon.knows(fold_word(after.text))
    if _is_measured(near, at + 1) or (
        sizes and "/" in near.tokens[at].text and not near.has(at - 1, Tag.WEEKDAY)
    ):
        return False
    parts = near.tokens[at].text.replace("/", ".").split(".")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return False
    day, month = sorted((int(parts[0]), int(parts[1])), reverse=True)
    return day <= 31 and 1 <= month <= 12 and near.has(at - 1, Tag.WHEN, Tag.WEEKDAY, Tag.DELIVERY)


def _is_cut_date(near: Neighbours, at: int) -> bool:
    """`there Friday 6/20`, `should be 6/20`: a day over 12 and a month, that are no fraction and so not one token."""
    numbers = near.at(at), near.at(at + 2)
    if not near.sign(at + 1, "/") or any(one is None or not one.text.isdecimal() for one in numbers):
        return False
    first, last = (one for one in numbers if one is not None)
    if near.tokens[at + 1].space or last.space or len(first.text) > 2 or len(last.text) > 2:
        return False
    small, large = sorted((int(first.text), int(last.text)))
    timed = near.has(at - 1, Tag.WHEN, Tag.WEEKDAY, Tag.DELIVERY) or near.key(at - 1) in _BEFORE_DAYS
    timed = timed and not near.has(at - 1, Tag.INSTEAD)  # from 3/14
    return timed and 1 <= small <= 12 < large <= 31 and not _counts(near, at + 2)


def _is_dotted(near: Neighbours, at: int) -> bool:
    """Whether the dot behind `3.10` is the date's own (`am 3.10. 10 Stück bestellt`) and ends no sentence."""
    after = near.at(at + 2)
    goes_on = after is not None and (after.kind is Kind.NUMBER or after.text[:1].islower())
    return "." in near.tokens[at].text and near.sign(at + 1, ".") and goes_on


# --- counts of what is not sold -------------------------------------------------------------------------------------


def counted(near: Neighbours, at: int) -> Composite | None:
    """`30 days`, `3 working days`, `twelve employees`, `two questions`."""
    if not near.is_number(at) and not _is_spelled(near, at):
        return None
    for index in (at + 1, at + 2):
        word = near.at(index)
        if word is None or word.kind is not Kind.WORD:
            return None
        known = near.lexicon.knows(fold_word(word.text))
        if word.has(Tag.NOT_GOODS):
            pieces = (
                word.unit is not None and word.unit.kind is UnitKind.COUNT and near.has(index + 1, Tag.OF)
            )
            goods = pieces or (known and not word.has(Tag.WHEN))
            return None if goods else (index + 1, Kind.COUNTED)
        if word.unit is not None or word.tags or known:
            return None
    return None


def _is_spelled(near: Neighbours, at: int) -> bool:
    """Whether a number from two on is written as a word; one more may stand before a thing of its own."""
    token = near.at(at)
    value = None if token is None or token.kind is not Kind.WORD else parse_number_words(token.key)
    return value is not None and value > 1


def postcode(near: Neighbours, at: int) -> Composite | None:
    """`4020 Linz`, `in 80331 München`: a post code with its town, not `1000 Muttern`. A round number counts goods
    unless a word before it tells a place; `QuickCam Pro 9000` tells none, the name of a town
    (`21800 Moguer`) does."""
    token = near.tokens[at]
    if token.kind is not Kind.NUMBER or not token.text.isdecimal() or len(token.text) not in {4, 5}:
        return None
    if _is_behind_state(near, at):
        return at + 1, Kind.REFERENCE
    placed = near.has(at - 1, Tag.JOINT, Tag.TOWARDS, Tag.DELIVERY) and near.key(at - 1) != "pro"
    opens = near.at(at - 1) is None or near.sign(at - 1, ",:;-/") or placed
    round_number = int(token.text) % 50 == 0 and not placed
    if not opens or (round_number and len(token.text) < 5):
        return None
    end = at + 1
    while end - at <= _TOWN_WORDS and _may_be_town(near, end):
        end += 1
    after = near.at(end)
    ends = after is None or after.kind is Kind.SIGN or after.has(Tag.CLAUSE, Tag.AND, Tag.WHEN, Tag.POLITE)
    if round_number and not countries_of_town(" ".join(word.text for word in near.tokens[at + 1 : end])):
        return None
    return (end, Kind.REFERENCE) if end > at + 1 and ends else None


def _is_behind_state(near: Neighbours, at: int) -> bool:
    """`Dayton, OH 45402`: five digits behind the code of their own state."""
    state = near.at(at - 1)
    if state is None or len(near.tokens[at].text) != _ZIP or not state.text.isupper():
        return False
    told = state_of_postcode(near.tokens[at].text, "US")
    return told is not None and told.code == state.text


def _may_be_town(near: Neighbours, at: int) -> bool:
    token = near.at(at)
    if token is None or token.kind is not Kind.WORD or token.unit is not None or not token.text[0].isupper():
        return False
    return not near.lexicon.knows(fold_word(token.text)) and token.text.isalpha() and not token.text.isupper()


_ASKED_FOR: Final = frozenset("um for a an your ein ihr un une votre una su een uw".split())
"""Words before a paper that is asked for."""


_PAPERS: Final = (
    *("anfrage", "anforderung", "angebot", "ausschreibung", "bestellung", "bestellnummer", "auftrag"),
    *("aanvraag", "bestelling", "offerte"),
)
"""What a compound ends in that names a paper of purchasing."""


# --- numbers of papers and places -----------------------------------------------------------------------------------


def reference(near: Neighbours, at: int) -> Composite | None:
    """`RFQ CC/8812`, `order no. 4711`, `block C`, `Station 4`; not `please quote 40 …`."""
    if not _is_paper(near, at) or not near.is_word(at):
        return None
    words = at + 1
    while near.has(words, Tag.REFERENCE) and near.is_word(words) and words - at < 4:
        words += 1
    end = words
    while near.key(end) in _NUMBER_MARKS and end - words < _MAX_MARKS:
        end += 1
    target = near.at(end)
    if target is None or not _identifies(target, marked=end > words) or _is_property(near, at, end):
        return None
    if near.key(end - 1) == ":" and target.kind is Kind.NUMBER:
        return None if _counts(near, end) or _heads_a_list(near, at, end) else (end + 1, Kind.REFERENCE)
    if (
        end == words
        and near.has(at, Tag.ASK, Tag.PRICE, Tag.ITEM, Tag.WHEN)
        and _is_verb(near, at, end, target)
    ):
        return None
    numbered = end > words and near.has(end + 1, Tag.PURPOSE)  # RDA n. 4512 per il reparto
    sizes = end == words and "/" in target.text  # quote 1/2 valves
    if target.kind is Kind.NUMBER and (sizes or (not numbered and _counts(near, end))):
        return None
    return end + 1, Kind.REFERENCE


def _is_property(near: Neighbours, at: int, end: int) -> bool:
    """Whether the word at ``at`` and the number at ``end`` are a thread's, or what the catalog says of goods right in
    this order: `level D gloves`."""
    if is_thread(near, end):
        return True
    if end > at + 1 or near.has(at, Tag.LINE):
        return False
    return near.lexicon.says([word for token in near.tokens[at : at + 2] for word in fold_words(token.text)])


def _is_paper(near: Neighbours, at: int) -> bool:
    """Whether the word at ``at`` names a paper or a place that has a number; German and Dutch write its kind before
    it as one word: `Materialanfrage MA-118`."""
    if near.has(at, Tag.REFERENCE):
        return True
    token = near.tokens[at]
    compound = token.key.endswith(_PAPERS) and token.key not in _PAPERS
    return compound and not near.lexicon.knows(fold_word(token.text))


def _heads_a_list(near: Neighbours, at: int, end: int) -> bool:
    """Whether the paper named at ``at`` is what is asked for (`bitte um Angebot: 10 Hosen`), not what the number at
    ``end`` is the number of (`Angebot: 4711`)."""
    after = near.at(end + 1)
    if (
        after is None
        or after.kind is not Kind.WORD
        or after.has(Tag.CLAUSE, Tag.WHEN, Tag.PAST, Tag.DELIVERY)
    ):
        return False
    return near.lexicon.knows(after.key) or near.key(at - 1) in _ASKED_FOR


def _identifies(token: Token, *, marked: bool) -> bool:
    """Whether ``token`` may be the number of a paper or a place: a number, a code, one capital letter."""
    if token.kind in {Kind.NUMBER, Kind.CODE, Kind.CONTACT}:
        return True
    if token.kind is not Kind.WORD:
        return False
    if _ADJECTIVE.fullmatch(token.key):
        return False  # 5 vom 405er
    letter = len(token.text) == 1 and token.text.isupper() and not marked
    return letter or any(char.isdigit() for char in token.text)


def _is_verb(near: Neighbours, at: int, end: int, target: Token) -> bool:
    """Whether `quote` at ``at`` asks (`please quote 40 …`), rather than names a paper (`quote 40117`)."""
    if target.kind is Kind.CODE and not near.lexicon.has_shape(target.text):
        return False  # add it to quote Q-1182
    added = any(near.has(index, Tag.MORE) for index in range(max(0, at - _ADDED_WITHIN), at))
    again = near.key(at) in _AGAIN and target.kind is Kind.CODE
    if again or (near.key(at - 1) == "to" and added):
        return False  # please requote TJ-3381, add 12 A to quote TJ-3381
    if near.has(at - 1, Tag.POLITE, Tag.CLAUSE, Tag.AND) or near.key(at - 1) in {"to", "also"}:
        return True
    after = near.at(end + 1)
    goes_on = near.sign(end + 1, "-/,") and near.is_number(end + 2)  # quote 20-30
    ends = after is None or (near.sign(end + 1, ".,;:!?)-") and not goes_on) or after.has(Tag.CLAUSE, Tag.AND)
    letter = target.kind is Kind.WORD and len(target.text) == 1
    return letter or (target.kind is Kind.NUMBER and not ends)


def _counts(near: Neighbours, at: int) -> bool:
    """Whether the number at ``at`` is a quantity: a unit or a name follows."""
    after = near.at(at + 1)
    if after is None or after.key == "in":  # line 6 in the plant
        return False
    return after.unit is not None or after.named or after.has(Tag.OF) or after.key == "x"
