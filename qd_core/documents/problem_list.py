"""Collects everything that is wrong with one document, so that a person mends it in one go."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.documents.limits import LIMITS
from qd_core.errors import DocumentError, Problem

__all__ = ["ProblemList", "quoted"]

_SHOWN = 60


def quoted(text: str) -> str:
    """``text`` in double quotes, fit for a message: one line, at most sixty characters."""
    line = " ".join(text.split())
    return f'"{line[:_SHOWN]}…"' if len(line) > _SHOWN else f'"{line}"'


class ProblemList:
    """The problems of one document, named as its file is (``catalog.txt``)."""

    def __init__(self, document: str, *, most: int = LIMITS.problems) -> None:
        self.document = document
        self._most = most
        self._problems: list[Problem] = []
        self._unsaid = 0
        self.unreadable = False
        """Whether the file as a whole cannot be read, so that what is missing from it is no news."""

    def __bool__(self) -> bool:
        return bool(self._problems)

    def add(self, line: int, message: str, sheet: str = "") -> None:
        """Notes one problem at its 1-based ``line`` (0: the document as a whole)."""
        if len(self._problems) < self._most:
            self._problems.append(Problem(self.document, line, message, sheet))
        else:
            self._unsaid += 1

    def refuse(self, message: str, line: int = 0) -> None:
        """Notes why the file as a whole cannot be read."""
        self.unreadable = True
        self.add(line, message)

    @property
    def problems(self) -> Sequence[Problem]:
        """Every problem in the order of the document."""
        found = (
            sorted(self._problems, key=lambda problem: problem.line) if self._one_sheet() else self._problems
        )
        if self._unsaid:
            return (*found, Problem(self.document, 0, f"and {self._unsaid} more problems"))
        return tuple(found)

    def raise_any(self) -> None:
        """Raises DocumentError where there is a problem."""
        if self._problems:
            raise DocumentError(self.problems)

    def _one_sheet(self) -> bool:
        return all(problem.sheet == self._problems[0].sheet for problem in self._problems)
