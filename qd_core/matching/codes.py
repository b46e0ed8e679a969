"""Makers' codes inside a name (``DVP-FX820/L``): many parts when cut into atoms, one thing when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qd_core.matching.atoms import AtomKind
from qd_core.matching.scanning import atoms_of
from qd_core.model.folding import clean, fold_sku

__all__ = ["code_key", "codes_of", "is_article_number", "shape_of"]

_SPAN = re.compile(r"[^\W_]+(?:[-./_+][^\W_]+)*")
_COUNTED = re.compile(r"\d+-[^\W\d_]{3,}|[^\W\d_]{4,}-\d{1,2}")
"""``2-pole`` and ``level-3`` are no codes."""
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_SHORTEST = 5
_MOST = 24
_LONG_RUN = re.compile(r"\d{5}")
_ARTICLE_DIGITS = 6
_FEW_DIGITS = 4
_MOSTLY = 0.8


def code_key(folded: str) -> str:
    """The key that a code is stored under."""
    return f"!{folded}"


@lru_cache(maxsize=16384)
def codes_of(text: str, decimal_comma: bool = False) -> tuple[tuple[str, str], ...]:
    """The codes of ``text``: each as written and folded. A code has a digit and five signs or more, and is neither a
    word nor a size."""
    return tuple(_codes(text, decimal_comma))[:_MOST] if _DIGIT.search(text) else ()


def is_article_number(folded: str, *, among_titles: bool = False) -> bool:
    """Whether a folded code is somebody's number of an article (``920-002836``), which says nothing of the product,
    rather than a model (``KX-TG6411T``) or a round count (``800000``). ``among_titles``
    of things that have no models shorter ones are, too (``01-SSC-7661``)."""
    if folded.isdigit() and folded.endswith("000"):
        return False
    digits = sum(map(str.isdigit, folded))
    if among_titles and len(folded) > _ARTICLE_DIGITS and digits >= _FEW_DIGITS:
        return True
    mostly = digits >= _ARTICLE_DIGITS and digits >= len(folded) * _MOSTLY  # 2975B001
    return mostly or (len(folded) >= _ARTICLE_DIGITS and _LONG_RUN.search(folded) is not None)


def shape_of(folded: str) -> str:
    """The letters of a folded code, and where digits stand between them."""
    return _DIGITS.sub("0", folded)


def _codes(text: str, decimal_comma: bool) -> Iterator[tuple[str, str]]:
    for written in _SPAN.findall(clean(text)):
        if len(written) < _SHORTEST or not _DIGIT.search(written) or _COUNTED.fullmatch(written):
            continue
        folded = fold_sku(written)
        if len(folded) < _SHORTEST:
            continue
        if folded.isdigit():
            if len(folded) > _SHORTEST and "/" not in written and "." not in written:
                yield written, folded
        elif not all(atom.kind is AtomKind.NUMBER for atom in atoms_of(written, decimal_comma)):
            yield written, folded
