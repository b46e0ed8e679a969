"""Whole invented messages to companies in thirteen countries: the deadline and the delivery address read from each."""

from __future__ import annotations

import pytest
from tests.unit.constraints.constraint_cases import ALL, Case
from tests.unit.constraints.constraint_company import documents, message

from qd_core.reading.constraints import read_constraints


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case[0]}: {case[1][:60]}")
def test_deadline_and_destination(case: Case) -> None:
    country, text, deadline, place = case
    read = read_constraints(message(text), documents(country))
    found = read.destination.value if read.destination else None
    assert (str(read.deadline.value) if read.deadline else None) == deadline
    assert ((found.city, found.region, found.country) if found else None) == place


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case[0]}: {case[1][:60]}")
def test_every_span_is_verbatim(case: Case) -> None:
    read = read_constraints(message(case[1]), documents(case[0]))
    for value in (read.deadline, read.destination, read.payment_terms, read.rush, *read.other_destinations):
        if value is not None:
            assert 0 < value.confidence <= 1
            assert value.source.part == "text"
            assert case[1][value.source.start : value.source.end] == value.source.quote
