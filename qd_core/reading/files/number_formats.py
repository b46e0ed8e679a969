"""Number formats that change what a cell means: percent, leading zeros, a unit written into the format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from qd_core.reading.files.sheet_values import number_text
from qd_core.reading.files.xml_tree import child, children

__all__ = ["formatted", "telling_formats"]

_BUILT_IN = {9: "0%", 10: "0.00%"}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_PADDED = re.compile(r"0{2,}")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£¥]|^(?:EUR|USD|GBP|CHF)$")


def telling_formats(styles: Element | None) -> Mapping[int, str]:
    """The formats of a ``styles.xml`` under which a number reads differently, by cell style index."""
    codes = dict(_BUILT_IN)
    for format_ in children(styles, "numFmts", "numFmt"):
        number = format_.get("numFmtId", "")
        if number.isdigit():
            codes[int(number)] = format_.get("formatCode", "")
    found: dict[int, str] = {}
    for index, style in enumerate(children(child(styles, "cellXfs"), "xf")):
        number = style.get("numFmtId", "")
        code = codes.get(int(number), "") if number.isdigit() else ""
        if code and _tells(code):
            found[index] = code
    return found


def _tells(code: str) -> bool:
    first, literals = _parts(code)
    if _DATE.search(first):
        return False
    return "%" in first or bool(_PADDED.fullmatch(first)) or any(literals)


def _parts(code: str) -> tuple[str, tuple[str, str]]:
    """The format of positive numbers without its literals, and the literal texts before and after the digits."""
    first = _BRACKETS.sub("", code.split(";", maxsplit=1)[0])
    before, after, digits = "", "", False
    for literal in re.split(r'("[^"]*"|\\.|[0#?])', first):
        match = _LITERAL.fullmatch(literal)
        if match:
            text = match.group(1) if match.group(1) is not None else match.group(2)
            before, after = (before, after + text) if digits else (before + text, after)
        elif literal in ("0", "#", "?"):
            digits = True
    bare = _LITERAL.sub("", first).strip(" _*-")
    words = (_word(before), _word(after))
    return bare, words


def _word(literal: str) -> str:
    text = literal.strip()
    return "" if _CURRENCY.search(text) or not any(char.isalpha() for char in text) else text


def formatted(value: float, code: str) -> str:
    """``value`` under one of the telling formats: ``5%``, ``00123``, ``25 pcs``."""
    bare, (before, after) = _parts(code)
    if "%" in bare:
        return f"{number_text(float(f'{value * 100:.12g}'))}%"
    text = number_text(value)
    if _PADDED.fullmatch(bare) and text.isdigit():
        text = text.zfill(len(bare))
    return " ".join(filter(None, (before, text, after)))
