"""Sizes as they stand in product names: fractions, decimals and units brought to one measure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from qd_core.model.folding import strip_accents

__all__ = ["Measure", "measure_unit", "number", "word_number"]

_FRACTION_PARTS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64})
"""Denominators that people write; ``12/24 V`` and ``120/240`` are two numbers, not a fraction."""


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A unit of a dimension: ``factor`` brings a value to the dimension's own unit (mm, g, ml, …)."""

    dimension: str
    factor: Fraction


_DIMENSIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "length": (
        ("1", "mm millimeter millimetre milimetro millimetro millimetri"),
        ("10", "cm centimeter centimetre zentimeter centimetro centimetri"),
        ("1000", "m mtr mtrs meter metre metro metri mt mètre lfm"),
        ("25.4", 'in inch inche zoll pouce pulgada pollice pollici duim "'),
        ("304.8", "ft foot feet pied pie '"),
        ("914.4", "yd yard"),
        ("0.001", "µm \u03bcm um micron micrometer mic mics mu"),
        ("0.0254", "mil"),
        ("1000000", "km"),
    ),
    "area": (("1", "mm2 mm² sqmm qmm"), ("1000000", "m2 m² sqm qm"), ("92903.04", "sqft")),
    "mass": (
        ("1", "g gr gram gramm gramme gramo grammo grammi"),
        ("0.001", "mg"),
        ("1000", "kg kilo kilogram kilogramm kilogramme kilogramo chilo chili chilogrammo chilogrammi"),
        ("453.592", "lb lbs pound"),
        ("28.35", "oz ounce"),
        ("1000000", "tonne"),
    ),
    "volume": (
        ("1", "ml cc ccm cm3 cm³"),
        ("0.001", "µl \u03bcl ul"),
        ("10", "cl"),
        ("1000", "l lt ltr liter litre litro litri"),
        ("3785.41", "gal gallon galon"),
        ("946.353", "qt quart"),
        ("473.176", "pint"),
        ("1000000", "m3 m³ cbm"),
    ),
    "angle": (("1", "° deg degree grad grado gradi degre"),),
    "voltage": (("1", "v volt vac vdc"), ("1000", "kv"), ("0.001", "mv")),
    "current": (("1", "a amp ampere"), ("0.001", "ma"), ("1000", "ka")),
    "power": (("1", "w watt"), ("1000", "kw"), ("745.7", "hp ps cv")),
    "frequency": (("1", "hz"), ("1000", "khz"), ("1000000", "mhz"), ("1000000000", "ghz")),
    "pressure": (("1", "bar"), ("0.0689476", "psi")),
    "charge": (("1", "ah"), ("0.001", "mah")),
    "data": (("1", "gb"), ("1000", "tb"), ("0.001", "mb")),
    "resistance": (("1", "ohm ohms Ω"), ("1000", "kohm")),
    "capacitance": (("1", "pf"), ("1000", "nf"), ("1000000", "µf \u03bcf uf mfd")),
    "gauge": (("1", "awg ga gauge swg"),),
    "torque": (("1", "nm"),),
    "flow": (("1", "cfm"), ("1", "gpm")),
    "grammage": (("1", "gsm g/m2 g/m²"),),
    "brightness": (("1", "lm lumen"),),
    "sound": (("1", "db"),),
    "speed": (("1", "rpm"),),
    "colour temperature": (("1", "k kelvin"),),
    "share": (("1", "% percent prozent"),),
}


def _table() -> dict[str, Measure]:
    table: dict[str, Measure] = {}
    for dimension, units in _DIMENSIONS.items():
        for factor, words in units:
            for word in words.split():
                table.setdefault(word, Measure(dimension, Fraction(factor)))
                if len(word) > 3 and word.isalpha():
                    table.setdefault(
                        word + ("n" if word in {"unze"} else "s"), Measure(dimension, Fraction(factor))
                    )
    return table


_UNITS = _table()
_WORDS = {
    "half": "1/2", "halbe": "1/2", "halber": "1/2", "quarter": "1/4", "viertel": "1/4", "eighth": "1/8",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10",
    "twelve": "12",
}  # fmt: skip


def measure_unit(word: str) -> Measure | None:
    """The measure that a case-folded unit word or sign (``"``, ``°``) stands for, or None."""
    return _UNITS.get(word) or _UNITS.get(strip_accents(word))


def word_number(word: str) -> str | None:
    """The digits of a case-folded number word that people put before a unit (``half inch``), or None."""
    return _WORDS.get(word)


@lru_cache(maxsize=65536)
def number(text: str, decimal_comma: bool = False) -> tuple[Fraction, ...]:
    """The numbers in ``text`` (digits with ``.`` ``,`` ``/`` between them): one value, or several where the
    strokes part a list (``12/2``). A comma before exactly three digits groups thousands, unless
    ``decimal_comma``: then a dot does."""
    if text.isdecimal():
        return (Fraction(int(text)),)
    parts = text.split("/")
    values = [_decimal(part, decimal_comma) for part in parts if part]
    if len(values) == 2 and 0 < values[0] < values[1] and values[1] in _FRACTION_PARTS:
        return (values[0] / values[1],)
    return tuple(values)


def _decimal(text: str, decimal_comma: bool) -> Fraction:
    group, point = (".", ",") if decimal_comma else (",", ".")
    head, *tail = text.split(group)
    if tail and head != "0" and all(len(part.split(point)[0]) == 3 for part in tail):
        text = head + "".join(tail)
    whole, _, rest = text.replace(",", ".").partition(".")
    digits = rest.replace(".", "")
    return Fraction(int((whole or "0") + digits), 10 ** len(digits))
