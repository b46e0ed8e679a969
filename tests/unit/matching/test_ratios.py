"""`2:1` is one property of an item: neither number of it is a size, and neither joins the fraction behind it."""

from __future__ import annotations

import pytest

from qd_core.matching.scanning import atoms_of


@pytest.mark.parametrize(
    "text", ['heat shrink 2:1, 1/4" red', "heat shrink 2:1 1/4 inch red", "heat shrink 2:1 1/4in red"]
)
def test_the_fraction_behind_a_ratio_stands_alone(text: str) -> None:
    atoms = {atom.name for atom in atoms_of(text)}
    assert {"2:1", "1/4"} <= atoms


def test_another_ratio_is_another_item() -> None:
    assert {atom.name for atom in atoms_of("epoxy 3:1")}.isdisjoint(
        atom.name for atom in atoms_of("epoxy 1:3") if ":" in atom.name
    )
