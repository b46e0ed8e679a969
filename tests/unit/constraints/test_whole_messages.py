"""Whole invented messages to companies in thirteen countries: the deadline and the delivery address read from each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from qd_core.reading.constraints import read_constraints
from tests.unit.constraints.constraint_company import documents, message


@dataclass(frozen=True)
class Case:
    """``place`` is "city / region / country"; ``-`` stands for nothing."""

    company: str
    deadline: str
    place: str
    text: str


def _cases() -> list[Case]:
    found = []
    for path in sorted((Path(__file__).parent / "messages").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("# ")]
        for block in "\n".join(lines).split("\n---\n"):
            if block.strip():
                head, text = block.split("\n", 1)
                company, deadline, place = (part.strip() for part in head.split("|"))
                found.append(Case(company, deadline, place, text))
    return found


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.company}: {case.text[:60]}")
def test_deadline_and_destination(case: Case) -> None:
    read = read_constraints(message(case.text), documents(case.company))
    place = read.destination.value if read.destination else None
    parts = (place.city, place.region, place.country) if place else ("",)
    assert (str(read.deadline.value) if read.deadline else "-") == case.deadline
    assert " / ".join(part or "-" for part in parts) == case.place
    for value in (read.deadline, read.destination, read.payment_terms, read.rush, *read.other_destinations):
        if value is not None:
            assert 0 < value.confidence <= 1
            assert value.source.part == "text"
            assert case.text[value.source.start : value.source.end] == value.source.quote
