"""Numbers of a name as atoms: units spread over a chain, the second of two equal numbers told from the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from qd_core.matching.atoms import Atom, number_atom
from qd_core.matching.sizes import Measure, measure_unit
from qd_core.model.strict import record

__all__ = ["Number", "counted"]

_SIDES = 3
_METRE = 1000
_MILLIMETRE = measure_unit("mm")
_TREATED_STEEL = frozenset({"stainless", "galvanized"})


@record
class Number:
    """A number before it is known whether it is the second of its kind."""

    value: Fraction
    written: str
    unit: Measure | None = None
    glued: bool = False
    guessed: bool = False
    bound: bool = False
    chain: int = 0
    """Numbers with an ``x`` between them have the same number here."""


def counted(found: list[Atom | Number | str]) -> Iterator[Atom]:
    """The atoms of what a scanner found; the marks ``x`` and ``-`` between numbers make a chain of them."""
    return _count(_without_base_metal(_spread_units(found)))


def _spread_units(found: list[Atom | Number | str]) -> list[Atom | Number]:
    """Binds the numbers of a chain together (``3/8-16 x 2``). In ``10 x 2 mm`` the unit counts for both."""
    kept = [one for one in found if not isinstance(one, str)]
    if len(kept) == len(found):
        return kept
    for index in range(len(found) - 2, 0, -1):
        before, mark, after = found[index - 1], found[index], found[index + 1]
        if isinstance(mark, str) and isinstance(before, Number) and isinstance(after, Number):
            after = found[index + 1] = replace(after, chain=after.chain or index)
            takes = mark == "x" and before.unit is None and after.unit is not None
            found[index - 1] = replace(
                before, chain=after.chain, unit=after.unit if takes else before.unit, guessed=takes
            )
    return _with_long_sides([one for one in found if not isinstance(one, str)])


def _with_long_sides(row: list[Atom | Number]) -> list[Atom | Number]:
    """Of three sides without a unit one of a thousand and more is in millimetres: `100x100x2400` is 2.4 m long."""
    chains = [one.chain for one in row if isinstance(one, Number) and one.chain]
    if len(chains) < _SIDES:
        return row
    bare = {chain for chain in chains if chains.count(chain) >= _SIDES} - {
        one.chain
        for one in row
        if isinstance(one, Number) and (one.unit is not None or one.value.denominator > 1)
    }
    return [
        replace(one, unit=_MILLIMETRE, guessed=True)
        if isinstance(one, Number) and one.chain in bare and one.value >= _METRE
        else one
        for one in row
    ]


def _without_base_metal(row: list[Atom | Number]) -> list[Atom | Number]:
    """``stainless steel`` is ``stainless``."""
    metals = [index for index, one in enumerate(row) if isinstance(one, Atom) and one.name == "steel"]
    said = set()
    for index in metals:
        beside = (*row[max(0, index - 1) : index], *row[index + 1 : index + 2])
        if any(isinstance(other, Atom) and other.name in _TREATED_STEEL for other in beside):
            said.add(index)
    return [one for index, one in enumerate(row) if index not in said] if said else row


def _count(found: Iterable[Atom | Number]) -> Iterator[Atom]:
    """Atoms at last: the second of two equal numbers is told from the first."""
    seen: dict[tuple[str, Measure | None], int] = {}
    for one in found:
        if isinstance(one, Atom):
            yield one
            continue
        place = (one.written, one.unit)
        nth = seen[place] = seen.get(place, 0) + 1
        yield number_atom(one.value, one.written, one.unit, one.glued, one.guessed, one.bound, nth, one.chain)
