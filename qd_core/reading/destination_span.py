"""Where a delivery address may stand in a text, and what has to prove it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True, slots=True)
class Span:
    """Where an address may stand. A ``firm`` one counts only where something proves that it is a place: for one that
    is ``at_home`` a town abroad is no proof, for one that is ``coded`` no town's name is.
    ``small`` says that it is typed without capitals."""

    start: int
    end: int
    confidence: float
    firm: bool = False
    at_home: bool = False
    coded: bool = False
    corrects: bool = False
    small: bool = False
