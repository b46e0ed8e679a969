"""Part numbers that were typed wrong, and part numbers of a series that the catalog does not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qd_core.matching.codes import codes_of, shape_of
from qd_core.matching.index import CatalogIndex
from qd_core.matching.names import names_of
from qd_core.matching.query import asked_of
from qd_core.matching.scores import match
from qd_core.matching.spelled import tokens_of
from qd_core.model.folding import fold_sku

__all__ = ["rests_on_a_slip", "same_series", "slips_of"]

_SHORTEST = 5
_DESCRIBED = 2
"""Words that tell which item is meant, whatever its part number."""
_DIGITS = re.compile(r"\d+")
_LOOK_ALIKE = ({"o": "0"}, {"i": "1", "l": "1"}, {"o": "0", "i": "1", "l": "1"})


def slips_of(index: CatalogIndex, text: str) -> list[tuple[str, int]]:
    """Codes in ``text`` that are one slip from SKUs with the same digits, each with the row of such a SKU. A digit
    more, less or other is no slip: it is another article."""
    found = {row: written for written, folded in _unknown_codes(index, text) for row in _near(index, folded)}
    return [(written, row) for row, written in found.items()]


def _near(index: CatalogIndex, folded: str) -> Iterator[int]:
    from rapidfuzz.distance import OSA

    forms = dict.fromkeys((folded, *(_digits_for_letters(folded, table) for table in _LOOK_ALIKE)))
    for form in forms:
        digits = "".join(_DIGITS.findall(form))
        for row in index.rows_with_digits(digits) if digits else ():
            if OSA.distance(form, fold_sku(index.item(row).sku), score_cutoff=1) <= 1:
                yield row


def _digits_for_letters(folded: str, table: Mapping[str, str]) -> str:
    """``cuel9o050`` typed for ``cuel90050``: a look-alike letter beside a digit read as that digit."""

    def digit_at(index: int) -> bool:
        return 0 <= index < len(folded) and folded[index].isdigit()

    return "".join(
        table.get(char, char) if digit_at(index - 1) or digit_at(index + 1) else char
        for index, char in enumerate(folded)
    )


def rests_on_a_slip(index: CatalogIndex, text: str, description: str, row: int) -> str | None:
    """The code in ``text`` that is nearly the SKU of ``row``, where no other words describe that item: ``A-12V`` may
    be another article than A-12."""
    written = next((one for one, folded in _unknown_codes(index, text) if row in _near(index, folded)), None)
    if written is None:
        return None
    own = match(index, asked_of(index, f"{text.replace(written, ' ')} {description}"), row)
    return written if own.words < _DESCRIBED or own.conflicts else None


def same_series(index: CatalogIndex, text: str, row: int) -> str | None:
    """A code in ``text`` that is built like the SKU of ``row``, or like a maker's code in one of its names, but has
    other digits, and is no SKU itself."""
    item = index.item(row)
    codes = {folded for name in names_of(item) for _, folded in codes_of(name, index.decimal_comma)}
    named = {folded for _, folded in codes_of(text, index.decimal_comma)}
    if codes & named:
        return None  # what the item is called is there too
    own = {shape_of(code) for code in (*codes, fold_sku(item.sku)) if any(map(str.isalpha, code))}
    others = (
        one for one in _unknown_codes(index, text) if one[1] not in codes
    )  # 15W-40 is the 15w40 of an alias
    return next((written for written, folded in others if shape_of(folded) in own), None)


def _unknown_codes(index: CatalogIndex, text: str) -> Iterator[tuple[str, str]]:
    for written in tokens_of(text):
        folded = fold_sku(written)
        looks_like_one = (
            len(folded) >= _SHORTEST and any(map(str.isdigit, folded)) and any(map(str.isalpha, folded))
        )
        if looks_like_one and not index.rows_folded(written) and not index.rows_called(written):
            yield written, folded
