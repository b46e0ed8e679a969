"""Hostile text costs time in proportion to its length, and never an exception."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.constraints import read_constraints
from qd_core.reading.context import read_context
from tests.timing import assert_linear, cpu_seconds
from tests.unit.constraints.constraint_company import documents, message

UNITS = [
    "\n", ">", "-", "deliver to ", "Deliver to Leeds, ", "1", "12/06 ", "Ship to:\n", "June ",
    "by ", "A, ", "a: ", "12 June 2025 ", "by then ", "1.2.3.", "Monday ", "in ", "A\t", "a|b\n",
    "Aa Bb ", "30 days ", "2/10 ", "1 Main St\n", "Bill to   Ship to\n", "need quote ",
]  # fmt: skip
MORE = ["Leeds LS1 1AA", " Reno, NV", "urgent", "no rush", "Net 30", "bis Freitag"]


def _seconds(text: str) -> float:
    company = documents("US")

    def read() -> None:
        read_constraints(message(text), company)
        read_context(message(text), company)

    return cpu_seconds(read, runs=1)


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    """Twice the input, about twice the time; the slack is for clocks and caches."""
    assert_linear(lambda size: _seconds((unit * size)[:size]), 8_000, factor=3.2)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    read = read_constraints(message(text), documents("DE"))
    for value in (read.deadline, read.destination, read.payment_terms, read.rush):
        if value is not None:
            assert text[value.source.start : value.source.end] == value.source.quote


@given(
    st.lists(
        st.sampled_from([*UNITS, *MORE]),
        max_size=30,
    )
)
def test_any_mixture_can_be_read(parts: list[str]) -> None:
    read_constraints(message("".join(parts)), documents("GB"))


def test_importing_places_loads_no_locale_data() -> None:
    code = "import sys, qd_core.reading.places, qd_core.reading.constraints; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
