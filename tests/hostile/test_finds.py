"""Inputs that once broke something, and a few fresh ones: each is read, or refused with a reason."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.hostile.fuzzing.__main__ import FINDS, problem_of
from tests.hostile.fuzzing.generated import GRAMMARS, generate
from tests.hostile.fuzzing.mutation import mutated
from tests.hostile.fuzzing.targets import TARGETS, Target

KEPT = sorted(FINDS.glob("*/*.bin"))
FRESH = 25


@pytest.mark.parametrize("find", KEPT, ids=lambda find: f"{find.parent.name}-{find.stem}")
def test_what_was_found_stays_mended(find: Path) -> None:
    assert problem_of(TARGETS[find.parent.name], find.read_bytes()) == ""


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
def test_mutated_inputs_break_nothing(target: Target) -> None:
    chance = random.Random(20260504)
    seeds = target.seeds()
    for _ in range(FRESH):
        content = mutated(seeds, chance, packed=target.packed)
        assert problem_of(target, content) in ("", "slow"), content  # how slow is for the fuzzer to say


@pytest.mark.parametrize("name", GRAMMARS)
def test_what_a_grammar_makes_breaks_nothing(name: str) -> None:
    given: list[bytes] = []

    def take(content: bytes) -> bool:
        given.append(content)
        assert problem_of(TARGETS[name], content) in ("", "slow"), content
        return True

    assert generate(TARGETS[name], FRESH, 20260504, take) == len(given) == FRESH
    assert len(set(given)) > FRESH // 2


def test_a_find_ends_the_making() -> None:
    assert generate(TARGETS["csv"], FRESH, 1, lambda _: False) == 1


def test_a_failure_is_told_by_its_place() -> None:
    broken = Target("broken", lambda content: content[10**6], list)
    assert problem_of(broken, b"").startswith("IndexError at test_finds.py:")
