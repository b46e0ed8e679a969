"""Text on its way into a spreadsheet: never a formula, whatever a buyer wrote."""

from __future__ import annotations

import re

__all__ = ["CONTROL", "safe_text"]

_FORMULA = re.compile(r"[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that no workbook may hold."""
_LONGEST_CELL = 32_000


def safe_text(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula: an apostrophe goes in front of one."""
    clean = CONTROL.sub("", text)[:_LONGEST_CELL]
    return "'" + clean if _FORMULA.match(clean) else clean
