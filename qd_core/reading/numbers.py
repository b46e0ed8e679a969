"""Numbers as people write them: digits in two conventions, number words in six languages."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from qd_core.model.folding import clean, strip_accents

__all__ = ["EUROPEAN", "ENGLISH", "is_grouped_ambiguously", "parse_number", "parse_number_words"]

ENGLISH: Final = "1,234.50"
EUROPEAN: Final = "1.234,50"

_LONGEST: Final = 60
"""Characters of the longest number that a person writes, in words; digits end at eighteen."""
_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?=$|[.,])")
_DIGITS = re.compile(r"(?P<whole>\d[\d.,]*)(?P<kilo>\s?[kK])?")
_ONE_SEPARATOR = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")
_FRACTION = re.compile(r"(?:(\d{1,4})[ -])?(\d{1,3})/(\d{1,3})")
_VULGAR: Final = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}


def parse_number(text: str, *, number_format: str) -> Decimal | None:
    """The number that ``text`` writes, in digits (``1,200``, ``1.200,5``, ``1 200``, ``1'200``, ``2 1/2``, ``10k``) or
    in words; None when it is not one number.

    ``number_format`` (``1,234.50`` or ``1.234,50``) decides only what is ambiguous: a single separator before exactly
    three digits (spec: extraction).
    """
    if len(text) > _LONGEST:
        return None
    text = _spell_vulgar(text.strip()).replace("\u2044", "/")
    sign = 1
    if text[:1] in "+-\u2212" and text[1:2].isdigit():
        sign, text = (1 if text[0] == "+" else -1), text[1:]
    if text[:1] == "." and text[1:].isdecimal():
        return sign * Decimal(f"0{text}")  # a chain of .325 pitch
    if not text[:1].isdigit():
        words = parse_number_words(text)
        return None if words is None else sign * words
    value = _fraction(text)
    if value is None:
        value = _digits(text, number_format)
    return None if value is None else sign * value


def is_grouped_ambiguously(text: str) -> bool:
    """Whether ``text`` may be thousands or a decimal: ``1.200`` and ``1,200``."""
    return _ONE_SEPARATOR.fullmatch(text.strip()) is not None


def _spell_vulgar(text: str) -> str:
    for sign, fraction in _VULGAR.items():
        if sign in text:
            text = text.replace(sign, f" {fraction}")
    return text.strip()


def _fraction(text: str) -> Decimal | None:
    match = _FRACTION.fullmatch(text)
    if match is None or int(match[3]) == 0:
        return None
    return Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3])


def _digits(text: str, number_format: str) -> Decimal | None:
    grouped = _GROUPED_BY_SPACE.match(text)
    if grouped is not None:
        text = re.sub(r"\D", "", grouped[0]) + text[grouped.end() :]
    match = _DIGITS.fullmatch(text)
    if match is None or sum(char.isdigit() for char in text) > 18:
        return None
    plain = _without_separators(match["whole"], decimal_comma=number_format == EUROPEAN)
    if plain is None:
        return None
    if not match["kilo"]:
        return Decimal(plain)
    thousands = Decimal(plain) * 1000
    return thousands.to_integral_value() if thousands % 1 == 0 else thousands


def _without_separators(text: str, *, decimal_comma: bool) -> str | None:
    """``text`` with a decimal point and nothing else, or None when the separators make no number."""
    separators = [char for char in text if char in ".,"]
    if not separators:
        return text
    last = separators[-1]
    if len(set(separators)) == 2:  # both kinds: the last one is the decimal
        whole, decimals = text.rsplit(last, 1)
        other = "," if last == "." else "."
        return f"{whole.replace(other, '')}.{decimals}" if _well_grouped(whole, other) and decimals else None
    if len(separators) > 1:  # the same kind twice can only group
        return text.replace(last, "") if _well_grouped(text, last) else None
    whole, decimals = text.split(last)
    if not whole or not decimals:
        return None
    groups = len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if groups and (last == ".") == decimal_comma:
        return whole + decimals
    return f"{whole}.{decimals}"


def _well_grouped(text: str, separator: str) -> bool:
    first, *rest = text.split(separator)
    return 1 <= len(first) <= 3 and all(len(group) == 3 and group.isdigit() for group in rest)


# --- words ------------------------------------------------------------------------------------------------------

_SMALL: Final = {
    0: "zero null zéro cero",
    1: "one eins ein eine einen einem einer un une uno una een",
    2: "two zwei zwo deux dos twee due",
    3: "three drei trois tres drie tre",
    4: "four vier quatre cuatro quattro",
    5: "five fünf fuenf cinq cinco vijf cinque",
    6: "six sechs seis zes sei",
    7: "seven sieben sept siete zeven sette",
    8: "eight acht huit ocho otto",
    9: "nine neun neuf nueve negen nove",
    10: "ten zehn dix diez tien dieci",
    11: "eleven elf onze once undici",
    12: "twelve zwölf zwoelf douze doce twaalf dodici",
    13: "thirteen dreizehn treize trece dertien tredici",
    14: "fourteen vierzehn quatorze catorce veertien quattordici",
    15: "fifteen fünfzehn fuenfzehn quinze quince vijftien quindici",
    16: "sixteen sechzehn seize dieciséis zestien sedici",
    17: "seventeen siebzehn diecisiete zeventien diciassette",
    18: "eighteen achtzehn dieciocho achttien diciotto",
    19: "nineteen neunzehn diecinueve negentien diciannove",
    20: "twenty zwanzig vingt vingts veinte twintig venti",
    21: "veintiuno veintiún veintiuna",
    22: "veintidós",
    23: "veintitrés",
    24: "veinticuatro",
    25: "veinticinco venticinque",
    26: "veintiséis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
    30: "thirty dreißig dreissig trente treinta dertig trenta",
    40: "forty fourty vierzig quarante cuarenta veertig quaranta",
    50: "fifty fünfzig fuenfzig cinquante cincuenta vijftig cinquanta",
    60: "sixty sechzig soixante sesenta zestig sessanta",
    70: "seventy siebzig septante setenta zeventig settanta",
    80: "eighty achtzig huitante octante ochenta tachtig ottanta",
    90: "ninety neunzig nonante noventa negentig novanta",
    200: "doscientos doscientas duecento",
    300: "trescientos trescientas trecento",
    400: "cuatrocientos cuatrocientas",
    500: "quinientos quinientas cinquecento",
    600: "seiscientos seiscientas",
    700: "setecientos setecientas",
    800: "ochocientos ochocientas",
    900: "novecientos novecientas",
}
_SCALE: Final = {
    100: "hundred hundert cent cents cien ciento honderd cento",
    1000: "thousand tausend mille mil duizend mila",
}
_AND: Final = frozenset("and und et y e en".split())
_GERMANIC: Final = re.compile(r"[a-z]+")
_MAX_WORDS: Final = 8


@cache
def _small() -> dict[str, int]:
    return {strip_accents(word): value for value, words in _SMALL.items() for word in words.split()}


@cache
def _scales() -> dict[str, int]:
    return {strip_accents(word): value for value, words in _SCALE.items() for word in words.split()}


def parse_number_words(text: str) -> Decimal | None:
    """The number that words write in English, German, French, Spanish, Dutch or Italian (``twenty-five``,
    ``fünfundzwanzig``, ``quatre-vingt-dix``, ``treinta y cinco``, ``two and a half``); None for anything else."""
    words = strip_accents(clean(text).casefold()).replace("-", " ").split()
    if not words or len(words) > _MAX_WORDS:
        return None
    half = Decimal(0)
    if len(words) > 2 and words[-1] in {"half", "halb", "demi", "medio", "media"}:
        tail = 3 if words[-2] in {"a", "one", "un"} else 2
        if words[-tail] not in _AND:
            return None
        words, half = words[:-tail], Decimal("0.5")
    if words[:1] == ["a"] and words[1:2] and words[1] in _scales():
        words[0] = "one"
    parts: list[str] = []
    for word in words:
        split = [word] if word in _small() or word in _scales() or word in _AND else _split_compound(word)
        if not split:
            return None
        parts.extend(split)
    value = _evaluate(parts)
    return None if value is None else Decimal(value) + half


def _split_compound(word: str) -> list[str]:
    """The parts of ``zweihundertfunfzig``, longest first; empty when they do not fill the word."""
    if not _GERMANIC.fullmatch(word) or len(word) > 40:
        return []
    parts: list[str] = []
    at = 0
    while at < len(word):
        for end in range(min(len(word), at + 14), at, -1):
            piece = word[at:end]
            joins = piece in {"und", "en"} and parts and end < len(word)
            if joins or piece in _small() or piece in _scales():
                parts.append(piece)
                at = end
                break
        else:
            return []
    return parts


def _evaluate(parts: list[str]) -> int | None:
    """Adds and multiplies in the order that the languages share; None when the words are not one number."""
    if parts[0] in _AND or parts[-1] in _AND:
        return None
    total = group = 0
    room = 10**9  # the next addend must be smaller than this
    for at, part in enumerate(parts):
        if part in _AND:
            continue
        if part in _scales():
            scale = _scales()[part]
            if scale == 1000:
                if total:
                    return None
                total, group, room = (group or 1) * 1000, 0, 1000
            else:
                if group > 20:
                    return None
                group, room = (group or 1) * 100, 100
            continue
        value = _small()[part]
        if group == 4 and value == 20 and parts[at - 1] == "quatre":
            group, room = 80, 20
            continue
        inverted = 0 < group % 100 < 10 and 20 <= value <= 90 and at > 0 and parts[at - 1] in {"und", "en"}
        if not inverted and (value >= room or (value == 0 and len(parts) > 1)):
            return None
        group += value
        room = _room_below(value)
    return total + group


def _room_below(value: int) -> int:
    if value >= 100:
        return 100
    if value >= 20 and value % 10 == 0:
        return 20 if value in {60, 80} else 10  # soixante-dix, quatre-vingt-onze
    return 10**9 if value == 0 else 1
