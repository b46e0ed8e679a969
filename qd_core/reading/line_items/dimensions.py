"""Sizes of several numbers (`40 x 40 x 3`) in the form in which two spellings of one are equal."""

from __future__ import annotations

import re

__all__ = ["dimension_key", "dimensions_in"]

_DIMENSION = re.compile(r"\d+(?:[.,/]\d+)?(?:\s?[xX×]\s?\d+(?:[.,/]\d+)?)+")
_CLOSING_ZEROS = re.compile(r"\.0+(?!\d)|(?<=\.\d)0+(?!\d)|(?<=\.\d\d)0+(?!\d)")
"""Of `0.70 x 670`, that is `0.7 x 670` too."""


def dimension_key(text: str) -> str:
    """One dimension: `40 × 40`, `M8x40` and `0,70x670` are ``40x40``, ``8x40`` and ``0.7x670``."""
    key = re.sub(r"\s|^[mM](?=\d)", "", text).casefold().replace("×", "x").replace(",", ".")
    return _CLOSING_ZEROS.sub("", key) if "." in key else key


def dimensions_in(text: str) -> set[str]:
    """The keys of all dimensions that ``text`` says."""
    return {dimension_key(dimension) for dimension in _DIMENSION.findall(text)}
