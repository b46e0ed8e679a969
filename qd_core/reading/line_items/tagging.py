"""What the tokens of a text are to each other: names of the catalog, phrases, sizes, dates, money, references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from qd_core.model.folding import fold_word, fold_words
from qd_core.model.uom import UnitKind, UnitWord, unit_word
from qd_core.reading.line_items.language.table import PhraseTable
from qd_core.reading.line_items.language.tags import Tag
from qd_core.reading.line_items.lexicon import Lexicon
from qd_core.reading.line_items.tokens import Kind, Token
from qd_core.reading.numbers import parse_number_words

__all__ = ["tag"]

_BETWEEN: Final = frozenset("\"'°-/.,")
"""Signs that may stand between the words of one name."""
_CURRENCIES: Final = frozenset("usd eur gbp chf cad aud sek nok dkk pln mxn dollars dollar euro euros pounds sterling pesos".split())
_CURRENCY_SIGNS: Final = frozenset("$€£¥")
_PHYSICAL: Final = frozenset(
    "v volt volts vac vdc w watt watts kw kva va a amp amps ampere hz khz mhz psi bar mbar nm kn mpa lm lumen lumens db "
    "ah mah wh gb tb mb rpm hp btu gsm µm micron microns mil mils ohm ohms cfm gpm dpi awg gauge ga cc mm2 mm² qmm "
    "degree degrees deg grad degrés grados".split()
)
_SPELLED: Final = {
    "half": Decimal("0.5"), "a half": Decimal("0.5"), "half an": Decimal("0.5"), "quarter": Decimal("0.25"),
    "three quarter": Decimal("0.75"), "three quarters": Decimal("0.75"), "halb": Decimal("0.5"), "demi": Decimal("0.5"),
}  # fmt: skip
_CASED: Final = frozenset("v w a n".split())


def tag(tokens: Sequence[Token], *, lexicon: Lexicon, table: PhraseTable, subject: bool = False) -> list[Token]:
    """``tokens`` with names and sizes put together and every token's ``tags`` filled in."""
    merged = _names(tokens, lexicon)
    _phrases(merged, table)
    return _Composer(merged, lexicon).run()


def _join(tokens: Sequence[Token], kind: Kind, key: str = "") -> Token:
    """One token in place of several neighbours."""
    first, last = tokens[0], tokens[-1]
    text = first.text if len(tokens) == 1 else "".join((" " if t.space and t is not first else "") + t.text for t in tokens)
    return Token(kind, text, first.start, last.end, key=key or first.key, space=first.space)


# --- names of the catalog -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    token: int
    opens: bool
    closes: bool


def _names(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Neighbouring tokens that together are a SKU, an alias or a whole description become one; the longest wins."""
    words: list[_Word] = []
    for index, token in enumerate(tokens):
        parts = fold_words(token.text) if token.kind is not Kind.CONTACT else ()
        words.extend(_Word(part, index, at == 0, at == len(parts) - 1) for at, part in enumerate(parts))
    folded = [word.folded for word in words]
    result: list[Token] = []
    taken = 0
    for at, word in enumerate(words):
        if word.token < taken or not word.opens:
            continue
        found = _name_at(tokens, words, folded, at, lexicon)
        if found is None:
            continue
        last, kind = found
        result.extend(tokens[taken : word.token])
        result.append(_join(tokens[word.token : last + 1], kind))
        taken = last + 1
    result.extend(tokens[taken:])
    return result


def _name_at(
    tokens: Sequence[Token], words: Sequence[_Word], folded: Sequence[str], at: int, lexicon: Lexicon
) -> tuple[int, Kind] | None:
    first = words[at].token
    for size, kind in lexicon.name_at(folded, at):
        last_word = words[at + size - 1]
        last = last_word.token
        if not last_word.closes or not _contiguous(tokens, words[at : at + size]):
            continue
        if last == first and tokens[first].kind in {Kind.SKU, Kind.NUMBER}:
            return None  # nothing new; a bare number is judged by where it stands
        if _is_count_before_name(tokens, first, last, kind, lexicon):
            continue
        return last, Kind.SKU if kind == "sku" else Kind.ALIAS
    return None


def _contiguous(tokens: Sequence[Token], words: Sequence[_Word]) -> bool:
    """Whether nothing but signs that a name may hold stands between the words."""
    inside = {word.token for word in words}
    for index in range(words[0].token, words[-1].token):
        if index not in inside and tokens[index].text not in _BETWEEN:
            return False
    return True


def _is_count_before_name(tokens: Sequence[Token], first: int, last: int, kind: str, lexicon: Lexicon) -> bool:
    """`5 1230` where both 51230 and 1230 are SKUs, `a 42`, `x 10`: the first word is no part of the SKU."""
    token = tokens[first]
    if kind != "sku" or last == first:
        return False
    if token.kind is Kind.WORD and len(token.text) == 1 and token.text.islower():
        return True
    rest = "".join(t.text for t in tokens[first + 1 : last + 1])
    return token.kind is Kind.NUMBER and (len(token.text) < 4 or lexicon.is_sku(rest))


# --- phrases ------------------------------------------------------------------------------------------------------


def _phrases(tokens: Sequence[Token], table: PhraseTable) -> None:
    keys = [token.key if token.kind in {Kind.WORD, Kind.SIGN} else "\0" for token in tokens]
    at = 0
    while at < len(tokens):
        tags, size = table.longest(keys, at) if keys[at] != "\0" else (frozenset[Tag](), 0)
        for index in range(at, at + size):
            tokens[index].tags = tags
        at += max(size, 1)


# --- numbers with what they count ---------------------------------------------------------------------------------

_Rule = Callable[["_Composer", int], "tuple[int, Kind] | None"]


class _Composer:
    """Puts numbers together with their currency, unit, month, label … by trying the rules in order at each token."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def run(self) -> list[Token]:
        result: list[Token] = []
        at = 0
        while at < len(self.tokens):
            for rule in _RULES:
                found = rule(self, at)
                if found is not None:
                    end, kind = found
                    result.append(self._composed(at, end, kind))
                    at = end
                    break
            else:
                self._protect(at)
                result.append(self.tokens[at])
                at += 1
        return result

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def is_number(self, index: int) -> bool:
        token = self.at(index)
        return token is not None and token.kind is Kind.NUMBER

    def sign(self, index: int, signs: str) -> bool:
        token = self.at(index)
        return token is not None and token.kind is Kind.SIGN and token.text in signs

    def has(self, index: int, *tags: Tag) -> bool:
        token = self.at(index)
        return token is not None and token.has(*tags)

    def _composed(self, start: int, end: int, kind: Kind) -> Token:
        group = self.tokens[start:end]
        token = _join(group, kind)
        token.tags = frozenset().union(*(member.tags for member in group)) if kind is not Kind.MEASURE else frozenset()
        if kind is Kind.MEASURE:
            token.value = group[0].value
            token.unit = _measure_unit(group[1:] if group[0].kind is Kind.NUMBER else group[-1:])
        return token

    # rules: index -> (end, kind) or None

    def money(self, at: int) -> tuple[int, Kind] | None:
        if self.sign(at, "$€£¥"):
            number = at + 1 + self.sign(at + 1, ".")
            if self.is_number(number):
                return number + 1, Kind.MONEY
        after = self.at(at + 1)
        if self.is_number(at) and after is not None:
            if after.text in _CURRENCY_SIGNS or after.key in _CURRENCIES:
                return at + 2, Kind.MONEY
            if self.sign(at + 1, ",") and self.sign(at + 2, "-") and self.at(at + 3) is not None and self.sign(at + 3, "€"):
                return at + 4, Kind.MONEY
        token = self.at(at)
        if token is not None and token.key in _CURRENCIES and self.is_number(at + 1) and token.text.isupper():
            return at + 2, Kind.MONEY
        if self.sign(at, "@") and self.is_number(at + 1):
            return at + 2, Kind.MONEY
        return None

    def percent(self, at: int) -> tuple[int, Kind] | None:
        if self.is_number(at) and (self.sign(at + 1, "%") or self.has(at + 1, Tag.NOT_GOODS) and self.tokens[at + 1].key == "percent"):
            return at + 2, Kind.PERCENT
        return None

    def date(self, at: int) -> tuple[int, Kind] | None:
        token = self.tokens[at]
        if self.is_number(at) and token.value is not None and token.value <= 31:
            end = at + 1
            end += self.sign(end, ".")
            following = self.at(end)
            if following is not None and following.key in {"st", "nd", "rd", "th", "er", "of", "de"} and self.has(end + 1, Tag.MONTH):
                end += 1
            if self.has(end, Tag.MONTH) and self._is_month(end):
                return self._year(end + 1), Kind.DATE
        if self.has(at, Tag.MONTH) and self._is_month(at):
            end = at + 1 + self.sign(at + 1, ".")
            number = self.at(end)
            if number is not None and number.kind is Kind.NUMBER and number.value is not None:
                if number.value <= 31 and number.space:
                    suffix = self.at(end + 1)
                    end += 1 + (suffix is not None and suffix.key in {"st", "nd", "rd", "th"})
                    return self._year(end), Kind.DATE
                if 1990 <= number.value <= 2100:
                    return end + 1, Kind.DATE
        if self.is_number(at) and self.sign(at + 1, ":") and self.is_number(at + 2):  # a time of day
            return at + 3, Kind.DATE
        if self._is_day_month(at) or self._is_year(at):
            return at + 1, Kind.DATE
        return None

    def _is_year(self, at: int) -> bool:
        """`in 2024`, `for 2002`: four digits after a preposition, and nothing after them that they could count."""
        token = self.tokens[at]
        if token.kind is not Kind.NUMBER or len(token.text) != 4 or not "1990" <= token.text <= "2040":
            return False
        after = self.at(at + 1)
        counts = after is not None and (after.named or after.unit is not None or (after.kind is Kind.WORD and not after.tags))
        return not counts and self.has(at - 1, Tag.JOINT, Tag.PURPOSE, Tag.WHEN, Tag.OF, Tag.CLAUSE)

    def _is_month(self, at: int) -> bool:
        token = self.tokens[at]
        return len(token.text) > 3 or token.text[:1].isupper() or token.text.islower() and token.key not in {"mar", "may", "set", "ago", "gen"}

    def _is_day_month(self, at: int) -> bool:
        """`16.05.`, `12/06` after a word like `by`."""
        token = self.tokens[at]
        parts = token.text.replace("/", ".").split(".")
        if len(parts) != 2 or not all(part.isdigit() and len(part) <= 2 for part in parts):
            return False
        day, month = sorted((int(parts[0]), int(parts[1])), reverse=True)
        return day <= 31 and 1 <= month <= 12 and self.has(at - 1, Tag.WHEN, Tag.WEEKDAY, Tag.DELIVERY)

    def _year(self, at: int) -> int:
        end = at + self.sign(at, ",.")
        number = self.at(end)
        if number is not None and number.key == "de":
            end += 1
            number = self.at(end)
        if number is not None and number.kind is Kind.NUMBER and number.value is not None and 1990 <= number.value <= 2100:
            return end + 1
        return at

    def counted(self, at: int) -> tuple[int, Kind] | None:
        """`30 days`, `3 working days`, `12 employees`."""
        if not self.is_number(at):
            return None
        for index in (at + 1, at + 2):
            word = self.at(index)
            if word is None or word.kind is not Kind.WORD:
                return None
            if word.has(Tag.NOT_GOODS) and not self._is_goods(index, word):
                return index + 1, Kind.COUNTED
            if word.unit is not None or word.tags or self.lexicon.knows(fold_word(word.text)):
                return None
        return None

    def _is_goods(self, index: int, word: Token) -> bool:
        if self.lexicon.knows(fold_word(word.text)) and not word.has(Tag.WHEN):
            return True
        return word.unit is not None and word.unit.kind is UnitKind.COUNT and self.has(index + 1, Tag.OF)

    def reference(self, at: int) -> tuple[int, Kind] | None:
        """`RFQ CC/8812`, `order no. 4711`, `block C`, `Station 4`."""
        if not self.has(at, Tag.REFERENCE) or self.tokens[at].kind is not Kind.WORD:
            return None
        end = at + 1
        while self.has(end, Tag.REFERENCE) and self.tokens[end].kind is Kind.WORD and end - at < 4:
            end += 1
        marked = False
        while (mark := self.at(end)) is not None and (mark.text in {"#", ":", ".", "°"} or mark.key in {"no", "nr", "number", "n", "nº", "nummer"}):
            marked = True
            end += 1
            if end - at > 8:
                return None
        target = self.at(end)
        if target is None or target.kind in {Kind.SKU, Kind.ALIAS, Kind.SIGN}:
            return None
        is_code = target.kind in {Kind.CODE, Kind.CONTACT} or (target.kind is Kind.WORD and any(c.isdigit() for c in target.text))
        is_letter = target.kind is Kind.WORD and len(target.text) == 1 and target.text.isupper() and not marked
        if not (is_code or is_letter or target.kind is Kind.NUMBER):
            return None
        if self.tokens[end - 1].key == ":" and not is_code:
            return None if self._counts(end) else (end + 1, Kind.REFERENCE)
        if self.has(at, Tag.ASK, Tag.PRICE, Tag.ITEM, Tag.WHEN) and not marked and (not is_code or self._asks(at)):
            if target.kind is Kind.NUMBER and not self._ends(end + 1) or is_letter or self._asks(at):
                return None
        if target.kind is Kind.NUMBER and self._counts(end):
            return None
        return end + 1, Kind.REFERENCE

    def _asks(self, at: int) -> bool:
        """Whether `quote` at ``at`` is a verb here: `please quote`, `to quote`, `can you quote`."""
        before = self.at(at - 1)
        return before is not None and (before.has(Tag.POLITE, Tag.CLAUSE, Tag.AND) or before.key in {"to", "also"})

    def _counts(self, at: int) -> bool:
        """Whether the number at ``at`` is a quantity: a unit or a name follows."""
        after = self.at(at + 1)
        return after is not None and (after.unit is not None or after.named or after.has(Tag.OF) or after.key == "x")

    def _ends(self, at: int) -> bool:
        after = self.at(at)
        return after is None or (after.kind is Kind.SIGN and after.text in ".,;:!?)-") or after.has(Tag.CLAUSE, Tag.AND)

    def spelled_measure(self, at: int) -> tuple[int, Kind] | None:
        """`two and a half inch`, `half inch`, `ten feet`."""
        if self.tokens[at].kind is not Kind.WORD or not self.tokens[at].text[0].isalpha():
            return None
        words: list[str] = []
        for end in range(at, min(at + 6, len(self.tokens))):
            token = self.tokens[end]
            if token.kind is not Kind.WORD and token.text != "-":
                return None
            if words and token.unit is not None and token.unit.kind is UnitKind.MEASURE:
                spelled = " ".join(words)
                value = _SPELLED.get(spelled) or parse_number_words(spelled)
                if value is None:
                    return None
                self.tokens[at].value = value
                return end + 1, Kind.MEASURE
            words.append(token.key)
        return None

    def measure(self, at: int) -> tuple[int, Kind] | None:
        if not self.is_number(at):
            return None
        after = self.at(at + 1)
        if after is None:
            return None
        if after.kind is Kind.SIGN and not after.space:
            if after.text == "'" and self.sign(at + 2, "'"):
                return at + 3, Kind.MEASURE
            if after.text in "\"'":
                return at + 2, Kind.MEASURE
            if after.text in "°º":
                return at + 2, Kind.MEASURE
        if after.kind is Kind.SIGN and after.text == "-":
            return None
        if after.kind is Kind.WORD and after.unit is not None and after.unit.kind is UnitKind.MEASURE:
            return (at + 2, Kind.MEASURE) if after.text != "IN" or not after.space else None
        if after.kind is Kind.WORD and self._is_physical(after):
            return at + 2, Kind.MEASURE
        return None

    @staticmethod
    def _is_physical(token: Token) -> bool:
        if token.key in _CASED:
            return token.text.isupper()
        return token.key in _PHYSICAL

    def _protect(self, at: int) -> None:
        """A number next to a word that it belongs to: `size 9`, `schedule 40`, `4 bolt`."""
        token = self.tokens[at]
        if token.kind is not Kind.NUMBER:
            return
        before, after = self.at(at - 1), self.at(at + 1)
        if after is not None and after.unit is not None and after.unit.kind is not UnitKind.MEASURE:
            return
        if before is not None and before.key == "." and self.has(at - 2, Tag.LABEL):
            before = self.at(at - 2)
        if before is not None and before.has(Tag.LABEL) and (len(before.key) > 2 or before.text[0].isupper()):
            token.protected = not before.has(Tag.QUANTITY)
        number = fold_words(token.text)
        if len(number) != 1:
            return
        if before is not None and before.kind is Kind.WORD and self.lexicon.is_pair(fold_word(before.text), number[0]):
            token.protected = True
        if after is not None and after.kind is Kind.WORD and after.key != "x" and self.lexicon.is_pair(number[0], fold_word(after.text)):
            token.protected = True


def _measure_unit(tokens: Sequence[Token]) -> UnitWord:
    text = "".join(token.text for token in tokens)
    if text in {'"', "''"}:
        return UnitWord("in", UnitKind.MEASURE)
    if text == "'":
        return UnitWord("ft", UnitKind.MEASURE)
    known = unit_word(text)
    return known if known is not None and known.kind is UnitKind.MEASURE else UnitWord(text, UnitKind.MEASURE)


_RULES: tuple[_Rule, ...] = (
    _Composer.money,
    _Composer.percent,
    _Composer.date,
    _Composer.counted,
    _Composer.reference,
    _Composer.measure,
    _Composer.spelled_measure,
)
