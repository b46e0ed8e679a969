"""One worker at a time at what is read, compared and written again and again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qd_core.backends.memory import MemoryClaims
from qd_core.errors import RejectedError, TransientError, UncertainError
from qd_core.plugin import alone
from qd_core.testing import ManualClock

NAME = "sheet/deal/1"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def claims(clock: ManualClock) -> MemoryClaims:
    return MemoryClaims(clock)


def test_nobody_else_comes_in_and_the_next_one_may(claims: MemoryClaims) -> None:
    for _ in range(2):
        with (
            alone(claims, NAME),
            pytest.raises(TransientError, match="another worker is at it") as raised,
            alone(claims, NAME),
        ):
            raise AssertionError("two at once")
        assert raised.value.retry_after == 60


@pytest.mark.parametrize("error", [RejectedError("no"), TransientError("later"), ValueError("bug")])
def test_a_failure_lets_the_next_one_in_at_once(claims: MemoryClaims, error: Exception) -> None:
    with pytest.raises(type(error)), alone(claims, NAME):
        raise error
    with alone(claims, NAME):
        pass


def test_an_unknown_outcome_keeps_everybody_away_until_it_has_settled(
    claims: MemoryClaims, clock: ManualClock
) -> None:
    with pytest.raises(UncertainError) as raised, alone(claims, NAME, settle=timedelta(minutes=5)):
        raise UncertainError("lost", retry_after=3)
    assert raised.value.retry_after == 300
    clock.forward(timedelta(seconds=299))
    with pytest.raises(TransientError), alone(claims, NAME):
        pass
    clock.forward(timedelta(seconds=2))
    with alone(claims, NAME):
        pass


def test_a_crash_keeps_others_away_for_the_lease(claims: MemoryClaims, clock: ManualClock) -> None:
    entered = alone(claims, NAME, lease=timedelta(minutes=2))
    entered.__enter__()  # and never leaves
    clock.forward(timedelta(seconds=119))
    with pytest.raises(TransientError), alone(claims, NAME):
        pass
    clock.forward(timedelta(seconds=2))
    with alone(claims, NAME):
        pass
