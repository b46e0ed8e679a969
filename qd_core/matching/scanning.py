"""Cuts a product name into atoms."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from qd_core.matching.atoms import Atom, code_atom, plain_word, word_atom
from qd_core.matching.chains import Number, counted
from qd_core.matching.lexicon import says_nothing, stem
from qd_core.matching.short_forms import written_out
from qd_core.matching.sizes import Measure, measure_unit, number, word_number
from qd_core.model.uom import unit_word

__all__ = ["LONGEST_NAME", "atoms_of"]

_PIECE = re.compile(r"\d+(?:[.,/]\d+)*|(?<!\w)\.\d+|[^\W\d_]+|''|[\"'°%#²³/]|[^\s\w]")
_IN = re.compile(r"(\b[^\W\d_]\w*[),]*)\s+in\s+(?=[^\W\d_])", re.IGNORECASE)  # gloves in size 9: no inch
_GLUABLE = frozenset("ackfhtn")
_SPACED = frozenset("mglvwVWLAK\"'°%")
"""One-letter units that are read as such behind a space."""
_SHOUTED = frozenset("MG")
"""As units they are written small, but where everything is in capitals."""
_GRAMMAGE = (["g", "/", "m", "2"], ["g", "/", "m", "²"])
_ANGLES = frozenset("45 60 90 180".split())
_CLASSED = frozenset("grade gr grado class klasse clase classe type typ tipo".split())
_WITHOUT = frozenset({"without", "ohne", "sans", "sin", "non", "no", "senza", "zonder"})
_FREE = ("free", "frei")  # of one length
_EXTRA = frozenset({"extra", "xtra", "x"})
_SIZE_LETTERS = {"large": "l", "small": "s", "l": "l", "s": "s"}
_SIGNED = {"+": "plus", "-": "minus"}
_MANY_X = re.compile(r"([2-6])x([ls])")
_COUNTING = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_FOLD = {"single": 1, "double": 2, "twin": 2, "triple": 3}
_POLES = ("pole", "phase", "gang", "core", "way")
"""A ``double pole`` switch has 2 poles; a ``double wall`` box has two of what others have one."""
_BEHIND_A_SIZE = frozenset({"s", "er", "ern", "ers"})
"""``copper 90s`` are elbows of 90 degrees, ``ein 20er Kanister`` holds 20 l."""
_STEM = 3
_LONGEST_VERSION = 4
_CLOSING = frozenset(".,;:)]!")
_TOGETHER = _EXTRA | _WITHOUT | _COUNTING.keys() | _FOLD.keys()
_BINDING = frozenset({*_FREE, "-", "+"})
"""What may bind the word before it to another."""
_ELIDED = frozenset("ldcnmstjq")
_JOINING = frozenset("aeyou")
_EDITIONS = frozenset({"pro", "le"})
_PRICED_BY = frozenset("50 100 200 250 500 1000 10000".split())
_COUNTED_BY = frozenset("st stk stck stück kg l m".split())
_GAUGED = tuple("needle catheter cannula kanüle kanuele nadel aiguille cathéter aguja catéter".split())
_FINEST_GAUGE, _COARSEST_GAUGE = 36, 7
LONGEST_NAME = 2000  # longer names are cut


@lru_cache(maxsize=16384)
def atoms_of(text: str, decimal_comma: bool = False) -> tuple[Atom, ...]:
    """The atoms of ``text`` in order, without words that only join others. Linear in its length."""
    return tuple(counted(_Scanner(written_out(_IN.sub(r"\1 ", text[:LONGEST_NAME])), decimal_comma).read()))


class _Scanner:
    """Walks over runs of digits, runs of letters and single signs."""

    def __init__(self, text: str, decimal_comma: bool) -> None:
        spans = [match.span() for match in _PIECE.finditer(text)]
        self.text = [text[start:end] for start, end in spans]
        self.folded = [piece.casefold() for piece in self.text]
        self.touches = [False, *[end == start for (_, end), (start, _) in pairwise(spans)]]
        """Whether no space stands before the piece."""
        self.decimal_comma = decimal_comma
        self.spaced = _SPACED | _SHOUTED if text.isupper() else _SPACED
        folded = text.casefold()
        self.gauged = any(name in folded for name in _GAUGED) and any(
            piece.startswith(_GAUGED) for piece in self.folded
        )
        """Whether needles or catheters are named: their ``22G`` is no mass."""
        self.at = 0

    def read(self) -> list[Atom | Number | str]:
        """Atoms and numbers, and between numbers the marks ``x`` and ``-`` that make a chain of them."""
        found: list[Atom | Number | str] = []
        while self.at < len(self.text):
            piece = self.text[self.at]
            if piece[-1].isdecimal():
                found.extend(self._number())
            elif piece[0].isalpha():
                found.extend(self._letters())
            else:
                if piece == "×":
                    found.append("x")
                elif piece in _SIGNED and self._ends_a_word(self.at):
                    found.append(word_atom(_SIGNED[piece]))
                elif piece == "-" and self.touches[self.at] and self._follows_digit(self.at + 1):
                    found.append("-")
                self.at += 1
        return found

    def _is(self, index: int, kind: str) -> bool:
        """Whether piece ``index`` exists and is a ``digit`` or an ``alpha`` run."""
        if not 0 <= index < len(self.text):
            return False
        return self.text[index][-1].isdecimal() if kind == "digit" else self.text[index][0].isalpha()

    def _follows_digit(self, index: int) -> bool:
        return self._is(index, "digit") and self.touches[index]

    def _follows(self, index: int, signs: str) -> bool:
        return index < len(self.text) and self.text[index] in signs and self.touches[index]

    def _ends_a_word(self, index: int) -> bool:
        """Whether the sign at ``index`` touches two letters before it and nothing after it: ``pH-``, ``pH+``."""
        alone = index + 1 >= len(self.text) or not self.touches[index + 1]
        return (
            alone and self.touches[index] and self._is(index - 1, "alpha") and len(self.text[index - 1]) == 2
        )

    # --- letters ---

    def _letters(self) -> list[Atom | Number | str]:
        after, folded = self.at + 1, self.folded[self.at]
        is_bound = after < len(self.text) and self.folded[after] in _BINDING
        if is_bound or len(self.text[self.at]) == 1 or not _is_plain(folded):
            return self._special_letters()
        self.at = after
        atom = _telling(folded)
        return [] if atom is None else [atom]

    def _special_letters(self) -> list[Atom | Number | str]:
        index, after = self.at, self.at + 1
        text, folded = self.text[index], self.folded[index]
        digits_follow = self._is(after, "digit")
        self.at = after
        if (
            folded == "x"
            and index > 0
            and (digits_follow or (after < len(self.text) and self.text[after] in "#.Mm"))
        ):
            return ["x"]
        if folded == "s" and self._follows(index - 1, "'") and self.touches[index] and index > 1:
            return []  # plumber's
        if folded in _ELIDED and self._follows(after, "'"):
            self.at = after + 1
            return []
        if len(text) == 1 and digits_follow:
            if self.touches[after]:
                return self._version() if folded == "v" else self._code(index)
            if text == "M" and len(self.text[after]) <= 2:  # a metric thread, spaced
                self.at = after + 1
                return [code_atom("m" + self.text[after])]
        return self._half_inch(folded) or self._plus_letter(folded) or self._word(index)

    def _plus_letter(self, folded: str) -> list[Atom | Number | str]:
        """``DVD+R`` is one code: a ``DVD-R`` is another medium."""
        last = self.at + 1
        if len(folded) < _STEM or not self._follows(self.at, "+") or not self._is(last, "alpha"):
            return []
        if not self.touches[last] or len(self.text[last]) > 2 or self._follows_digit(last + 1):
            return []
        self.at = last + 1
        return [code_atom(f"{folded}+{self.folded[last]}")]

    def _half_inch(self, folded: str) -> list[Atom | Number | str]:
        digits = word_number(folded)
        if digits is None:
            return []
        unit_at = self.at + 1 if self._follows(self.at, "-") else self.at
        unit = measure_unit(_singular(self.folded[unit_at])) if unit_at < len(self.text) else None
        if unit is None:
            return []
        self.at = unit_at + 1
        return [Number(number(digits)[0], digits, unit)]

    def _word(self, index: int) -> list[Atom | Number | str]:
        text, folded = self.text[index], self.folded[index]
        joins = folded in _JOINING and text == folded and not self.touches[index]
        if joins or (folded == "à" and self._is(self.at, "digit")):  # batten à 4 m
            return []
        if folded in _EXTRA and (size := self._extra_size(index)):
            return size
        if (folded in _COUNTING or folded in _FOLD) and (count := self._counted(folded)):
            return [_bare(Fraction(count))]
        if folded == "w" and self._follows(self.at, "/") and self.folded[self.at + 1 : self.at + 2] == ["o"]:
            self.at += 2
            return self._negated()
        if folded in _WITHOUT and self.at < len(self.text) and self.text[self.at] != ",":
            return self._negated()
        rid_of = self._rid_of(folded)
        atom = word_atom(folded) if self._is_edition(folded) else _telling(folded)
        if rid_of and not says_nothing(folded):
            atom = plain_word("non" + stem(rid_of))
        return [] if atom is None else [atom]

    def _is_edition(self, folded: str) -> bool:
        """Whether ``pro`` is no German ``per`` (``pro 100``, ``pro 12 Stück``) but the better of two products
        (``Sound Maker Pro 12``), and ``le`` no French article (``Cubase LE 4``)."""
        number = self._is(self.at, "digit")
        word = self.folded[self.at + number] if self._is(self.at + number, "alpha") else ""
        priced = number and self.text[self.at] in _PRICED_BY
        if folded == "le":
            return not priced and (number or not word)
        return folded == "pro" and not (priced or (word in _COUNTED_BY if number else unit_word(word)))

    def _counted(self, folded: str) -> int:
        """3 for ``three-strand`` and ``triple pole``; 0 where nothing follows that is counted so."""
        at = self.at + self._follows(self.at, "-")
        if not self._is(at, "alpha"):
            return 0
        if folded in _COUNTING:
            return _COUNTING[folded]
        return _FOLD[folded] if self.folded[at].startswith(_POLES) else 0

    def _rid_of(self, folded: str) -> str:
        """What ``powder-free``, ``oil free`` and ``bleifrei`` are without; empty for any other word."""
        after = self.at + 1 if self._follows(self.at, "-") else self.at
        if after < len(self.folded) and self.folded[after] in _FREE:
            self.at = after + 1
            return folded
        if folded.endswith(_FREE) and len(folded) - len(_FREE[0]) >= _STEM:
            return folded[: -len(_FREE[0])]
        return ""

    def _extra_size(self, index: int) -> list[Atom | Number | str]:
        """``extra large``, ``extra-small`` and ``x-large`` are one size, which is not ``large`` or ``small``."""
        at, extras = index, 0
        while at < len(self.text) and self.folded[at] in _EXTRA:
            extras += 1
            at += 2 if self._follows(at + 1, "-") else 1
            if self.folded[at - 1] == "x":  # 12 x large
                return []
        size = _SIZE_LETTERS.get(self.folded[at]) if at < len(self.text) else None
        if not extras or size is None:
            return []
        self.at = at + 1
        return [plain_word("x" * extras + size)]

    def _negated(self) -> list[Atom | Number | str]:
        """``without locknut`` and ``non-sterile`` are one atom, which is not ``locknut`` and not ``sterile``."""
        if self._follows(self.at, "-"):
            self.at += 1
        if self._is(self.at, "alpha") and len(self.text[self.at]) > 1:
            self.at += 1
            return [plain_word("non" + stem(self.folded[self.at - 1]))]
        return []

    def _version(self) -> list[Atom | Number | str]:
        """``v4.5`` is the 4.5 of a title that has no ``v``; ``V2A`` and ``V12/3`` are codes."""
        index, after, written = self.at - 1, self.at + 1, self.text[self.at]
        ends = after >= len(self.text) or not self.touches[after] or self.text[after] in _CLOSING
        if not ends or "/" in written or len(written) > _LONGEST_VERSION:
            return self._code(index)
        self.at = after
        return [Number(number(written, self.decimal_comma)[0], written, bound=True)]

    def _code(self, index: int) -> list[Atom | Number | str]:
        """One code from all the letters and digits that touch, up to an ``x`` between digits."""
        end = index + 1
        while end < len(self.text) and self.touches[end] and self.text[end][0].isalnum():
            if self.folded[end] == "x" and self._is(end + 1, "digit"):
                break
            end += 1
        name = "".join(self.folded[index:end]).replace(",", ".")
        self.at = end
        if (size := _MANY_X.fullmatch(name)) is not None:  # 2XL is XXL
            return [plain_word("x" * int(size[1]) + size[2])]
        if name[0].isdigit() and name[-1].isdigit():  # 3G1.5 mm²: the unit belongs to the code
            self._unit()
        return [code_atom(name)]

    # --- numbers ---

    def _number(self) -> list[Atom | Number | str]:
        index = self.at
        if self._is_ratio(index):
            self.at = index + 3
            return [code_atom(f"{self.text[index]}:{self.text[index + 2]}")]
        values = list(number(self.text[index], self.decimal_comma))
        written = self.text[index]
        bound = (
            index > 0
            and self.touches[index]
            and self.text[index - 1][-1].isalpha()
            and self.folded[index - 1] != "x"
        )
        self.at = index + 1
        if len(values) == 1 and values[0].denominator == 1 and not bound:
            values, written = self._mixed(values, written)
        before_unit = self.at
        unit, glued = self._unit()
        if unit is not None and self._is_gauge(index):
            unit = measure_unit("gauge")
        if unit is not None and not (bound and glued):
            *head, last = values
            text = written + (self.folded[self.at - 1] if glued else "")
            return [*map(_bare, head), Number(last, text, unit, glued)]
        self.at = before_unit
        if self._is(self.at, "alpha") and self.touches[self.at] and self.folded[self.at] != "x":
            if self.folded[self.at] not in _BEHIND_A_SIZE:
                return self._code(index)
            self.at += 1
        return [Number(values[0], written, bound=bound)] if len(values) == 1 else [*map(_bare, values)]

    def _is_ratio(self, index: int) -> bool:
        """``2:1`` is how far a tube shrinks or a paste is mixed: one code, no two sizes."""
        return (
            self._follows(index + 1, ":")
            and self.text[index].isdigit()
            and self._follows_digit(index + 2)
            and self.text[index + 2].isdigit()
        )

    def _mixed(self, whole: list[Fraction], written: str) -> tuple[list[Fraction], str]:
        """``1-1/2`` and ``1 1/2`` are one number; ``90 3/4`` is an elbow and its size, ``grade 5 3/8`` two numbers."""
        after = self.at + self._follows(self.at, "-")
        if after == len(self.text) or "/" not in self.text[after] or self.text[after] == "/":
            return whole, written
        if after == self.at and (
            str(whole[0]) in _ANGLES or (self.at > 1 and self.folded[self.at - 2] in _CLASSED)
        ):
            return whole, written
        part = number(self.text[after], self.decimal_comma)
        if len(part) != 1 or part[0] >= 1:
            return whole, written
        self.at = after + 1
        value = whole[0] + part[0]
        return [value], str(value)

    def _unit(self) -> tuple[Measure | None, bool]:
        """Takes the unit that stands here, if one does; and whether it is one letter that touches the number."""
        at = self.at
        if at >= len(self.text):
            return None, False
        touching = self.touches[at]
        if self._follows(at, "-") and at + 1 < len(self.text) and self.touches[at + 1]:
            at += 1
        text, folded = self.text[at], self.folded[at]
        if self._follows(at + 1, "23²³"):
            power = "2" if self.text[at + 1] in "2²" else "3"
            squared = measure_unit(folded + power)
            if squared is not None:
                self.at = at + 2
                return squared, False
        if self.folded[at : at + 4] in _GRAMMAGE:
            self.at = at + 4
            return measure_unit("gsm"), False
        if self._belongs_to_next(at):
            return None, False
        if text == "''":
            text = folded = '"'
        if len(text) == 1 and not touching and text not in self.spaced:
            return None, False
        unit = measure_unit(_singular(folded))
        if unit is not None:
            self.at = at + 1
        return unit, touching and folded in _GLUABLE

    def _is_gauge(self, index: int) -> bool:
        """Whether the number at ``index`` with a ``g`` behind it is the gauge of a needle."""
        written = self.text[index]
        touching = self.folded[index + 1] == "g" and self.touches[index + 1]
        return (
            self.gauged
            and touching
            and written.isdigit()
            and _COARSEST_GAUGE <= int(written) <= _FINEST_GAUGE
        )

    def _belongs_to_next(self, at: int) -> bool:
        """Whether the letters at ``at`` go with the digits after them: ``12 V2``, ``3/8-16 x 1 gr 5`` (the grade)."""
        if self._is(at + 1, "digit") and self.touches[at + 1]:
            return self.text[at][0].isalpha()
        grade = self.folded[at] in ("gr", "grado") and self.text[at - 1] not in _ANGLES
        return grade and not self.touches[at] and self._is(at + 1 + self._follows(at + 1, "."), "digit")


@lru_cache(maxsize=16384)
def _is_plain(folded: str) -> bool:
    """Whether the word is none of those that are read with what follows: nearly all are not, and go a short way."""
    return not (
        folded.endswith(_FREE)
        or folded in _TOGETHER
        or folded in _EDITIONS
        or word_number(folded) is not None
    )


@lru_cache(maxsize=16384)
def _telling(folded: str) -> Atom | None:
    """The word's atom; None for one that says nothing. Spanish ``uña`` is no ``una``."""
    atom = word_atom(folded)
    return None if says_nothing(folded if "ñ" in folded else atom.word) or says_nothing(folded) else atom


def _singular(folded: str) -> str:
    return folded.rstrip("s") if len(folded) > 3 and measure_unit(folded) is None else folded


def _bare(value: Fraction) -> Number:
    return Number(value, str(value))
