"""Something in a company document that is legal and probably not meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qd_core.model.documents import Citation

__all__ = ["LintFinding", "Severity", "finding"]


class Severity(StrEnum):
    """How bad it is if it was not meant."""

    WARNING = "warning"
    """A price, a match or a rule may come out wrong."""
    NOTICE = "notice"
    """Something has no effect, or could be clearer."""


@dataclass(frozen=True, slots=True)
class LintFinding:
    """``message`` says what to do. ``line`` is 1-based (0: the document as a whole); ``code`` is stable."""

    document: str
    line: int
    severity: Severity
    code: str
    message: str
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.line}" if self.sheet else str(self.line)
        return f"{self.document}:{place}: {self.severity}: {self.message}"


def finding(row: Citation, code: str, message: str, severity: Severity = Severity.WARNING) -> LintFinding:
    """A finding at ``row``."""
    return LintFinding(row.document, row.line, severity, code, message, row.sheet)
