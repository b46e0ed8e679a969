"""A thing is done once at a vendor without idempotency keys, whatever is lost on the way."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from qd_core.backends.memory import MemoryClaims
from qd_core.errors import RejectedError, TransientError, UncertainError
from qd_core.plugin import once
from qd_core.testing import ManualClock


class Vendor:
    """Deals by our key, seen by the search only after the index has caught up."""

    def __init__(self, clock: ManualClock, lag: timedelta = timedelta()) -> None:
        self.clock, self.lag = clock, lag
        self.deals: list[object] = []
        self.calls: list[str] = []
        self.fails: list[Exception] = []
        self.loses: list[Exception] = []

    def find(self) -> str | None:
        self.calls.append("find")
        seen = [made for made in self.deals if self.clock.now() - made >= self.lag]  # type: ignore[operator]
        return "deal-1" if seen else None

    def create(self) -> str:
        self.calls.append("create")
        if self.fails:
            raise self.fails.pop()
        self.deals.append(self.clock.now())
        if self.loses:
            raise self.loses.pop()
        return f"deal-{len(self.deals)}"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def claims(clock: ManualClock) -> MemoryClaims:
    return MemoryClaims(clock)


def test_it_is_looked_for_before_it_is_made_and_then_remembered(
    claims: MemoryClaims, clock: ManualClock
) -> None:
    vendor = Vendor(clock)
    assert [once(claims, "deal", find=vendor.find, create=vendor.create) for _ in range(3)] == ["deal-1"] * 3
    assert vendor.calls == ["find", "create"]


def test_what_is_there_is_not_made(claims: MemoryClaims, clock: ManualClock) -> None:
    vendor = Vendor(clock)
    vendor.deals.append(clock.now())
    assert once(claims, "deal", find=vendor.find, create=vendor.create) == "deal-1"
    assert vendor.calls == ["find"]


@pytest.mark.parametrize("error", [RejectedError("no"), TransientError("429", retry_after=3)])
def test_a_refusal_frees_the_claim_at_once(
    claims: MemoryClaims, clock: ManualClock, error: Exception
) -> None:
    vendor = Vendor(clock)
    vendor.fails.append(error)
    with pytest.raises(type(error)):
        once(claims, "deal", find=vendor.find, create=vendor.create)
    assert once(claims, "deal", find=vendor.find, create=vendor.create) == "deal-1"


@pytest.mark.parametrize("error", [UncertainError("no answer"), KeyError("id")])
def test_after_a_lost_answer_nobody_creates_before_the_index_has_caught_up(
    claims: MemoryClaims, clock: ManualClock, error: Exception
) -> None:
    settle = timedelta(seconds=30)
    vendor = Vendor(clock, lag=timedelta(seconds=25))
    vendor.loses.append(error)
    with pytest.raises(type(error)) as lost:
        once(claims, "deal", find=vendor.find, create=vendor.create, settle=settle)
    clock.forward(timedelta(seconds=20))
    with pytest.raises(
        TransientError
    ):  # the index does not show it yet: a second create would make a second deal
        once(claims, "deal", find=vendor.find, create=vendor.create, settle=settle)
    clock.forward(timedelta(seconds=10))
    assert once(claims, "deal", find=vendor.find, create=vendor.create, settle=settle) == "deal-1"
    assert len(vendor.deals) == 1
    if isinstance(lost.value, UncertainError):
        assert lost.value.retry_after == 30


def test_a_look_that_fails_frees_the_claim(claims: MemoryClaims, clock: ManualClock) -> None:
    def blind() -> str | None:
        raise TransientError("search is down")

    with pytest.raises(TransientError, match="search is down"):
        once(claims, "deal", find=blind, create=Vendor(clock).create)
    assert claims.owner("deal") is None


def test_a_crash_keeps_others_away_for_the_lease(claims: MemoryClaims, clock: ManualClock) -> None:
    def killed() -> str:
        raise KeyboardInterrupt

    vendor = Vendor(clock)
    with pytest.raises(KeyboardInterrupt):
        once(claims, "deal", find=vendor.find, create=killed, lease=timedelta(minutes=5))
    with pytest.raises(TransientError) as waits:
        once(claims, "deal", find=vendor.find, create=vendor.create, lease=timedelta(minutes=5))
    assert waits.value.retry_after == 300
    clock.forward(timedelta(minutes=5))
    assert once(claims, "deal", find=vendor.find, create=vendor.create) == "deal-1"


def test_two_workers_at_once_make_one(claims: MemoryClaims, clock: ManualClock) -> None:
    vendor, gate = Vendor(clock), threading.Barrier(2)
    found: list[str] = []

    def worker() -> None:
        gate.wait()
        try:
            found.append(once(claims, "deal", find=vendor.find, create=vendor.create))
        except TransientError:
            found.append("later")

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vendor.deals) == 1
    assert "deal-1" in found


def test_one_who_comes_late_takes_what_the_other_settled(claims: MemoryClaims, clock: ManualClock) -> None:
    def slow() -> str:
        clock.forward(timedelta(minutes=3))
        return once(
            claims, "deal", find=lambda: "deal-7", create=slow
        )  # another worker, after our lease ran out

    assert once(claims, "deal", find=lambda: None, create=slow) == "deal-7"
