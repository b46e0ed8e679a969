"""Words that join goods to what they are for name nothing."""

from __future__ import annotations

import pytest

from qd_core.matching.scanning import atoms_of


@pytest.mark.parametrize(
    "text",
    [
        "lid to fit half pan",
        "lid to suit half pan",
        "lid suitable for half pan",
        "lid compatible with half pan",
    ],
)
def test_to_fit_is_for(text: str) -> None:
    assert [atom.name for atom in atoms_of(text)] == [atom.name for atom in atoms_of("lid for half pan")]
