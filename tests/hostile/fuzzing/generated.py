"""Fuzzing with inputs that Hypothesis builds."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.hostile.fuzzing.grammar import GRAMMARS
from tests.hostile.fuzzing.targets import Target

__all__ = ["GRAMMARS", "generate"]


def generate(target: Target, inputs: int, start: int, take: Callable[[bytes], bool]) -> int:
    """Gives ``take`` up to ``inputs`` inputs, fewer where it returns False; how many it was given. ``start`` repeats a
    run."""
    done = 0
    over = False

    @seed(start)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(content=GRAMMARS[target.name])
    def each(content: bytes) -> None:
        nonlocal done, over
        if not over:
            done += 1
            over = not take(content)

    each()
    return done
