"""What a look at one thing found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Grade", "fine", "lacking", "wrong"]


class Grade(StrEnum):
    """``LACKING`` is something to know, not something to mend: it works without."""

    OK = "ok"
    LACKING = "lacking"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """``detail`` says what is there; ``fix`` what to do, where there is something to do."""

    name: str
    grade: Grade
    detail: str = ""
    fix: str = ""


def fine(name: str, detail: str) -> Finding:
    """As it should be."""
    return Finding(name, Grade.OK, detail)


def lacking(name: str, detail: str, fix: str) -> Finding:
    """Not there, and not needed by what is configured."""
    return Finding(name, Grade.LACKING, detail, fix)


def wrong(name: str, detail: str, fix: str = "") -> Finding:
    """In the way of drafting, serving or sending."""
    return Finding(name, Grade.WRONG, detail, fix)
