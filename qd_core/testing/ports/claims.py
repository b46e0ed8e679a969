"""Contracts of `Claims`, `Scheduler`, `Secrets`, `Audit` and `IdSource`."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from qd_core.backends.chain import problems
from qd_core.errors import ConfigError, ConflictError
from qd_core.ports import Audit, Claims, IdSource, Scheduler, Secrets
from qd_core.testing.clock import ManualClock

__all__ = ["AuditContract", "ClaimsContract", "IdSourceContract", "SchedulerContract", "SecretsContract"]

LEASE = timedelta(minutes=5)


class ClaimsContract:
    """Give fixtures ``claims`` (empty) and ``clock`` (the one it reads)."""

    def test_one_owner_at_a_time(self, claims: Claims) -> None:
        assert claims.claim("mail/1", "a", lease=LEASE)
        assert not claims.claim("mail/1", "b", lease=LEASE)
        assert claims.claim("mail/1", "a", lease=LEASE)
        assert claims.owner("mail/1") == "a"

    def test_a_lease_that_ran_out_is_free(self, claims: Claims, clock: ManualClock) -> None:
        assert claims.claim("n", "a", lease=LEASE)
        clock.forward(LEASE)
        assert claims.owner("n") is None
        assert claims.claim("n", "b", lease=LEASE)

    def test_a_settled_claim_is_never_taken_again(self, claims: Claims, clock: ManualClock) -> None:
        assert claims.claim("n", "a", lease=LEASE)
        claims.complete("n", "a", "message-17")
        clock.forward(timedelta(days=400))
        assert not claims.claim("n", "a", lease=LEASE)
        assert not claims.claim("n", "b", lease=LEASE)
        assert claims.result("n") == "message-17"

    def test_only_the_owner_settles(self, claims: Claims) -> None:
        assert claims.claim("n", "a", lease=LEASE)
        with pytest.raises(ConflictError):
            claims.complete("n", "b", "stolen")
        with pytest.raises(ConflictError):
            claims.complete("never claimed", "a", "x")
        assert claims.result("n") is None

    def test_a_released_claim_is_free_but_a_settled_one_stays(self, claims: Claims) -> None:
        assert claims.claim("n", "a", lease=LEASE)
        claims.release("n", "b")
        assert not claims.claim("n", "b", lease=LEASE)
        claims.release("n", "a")
        assert claims.claim("n", "b", lease=LEASE)
        claims.complete("n", "b", "done")
        claims.release("n", "b")
        assert claims.result("n") == "done"


class SchedulerContract:
    """Give fixtures ``scheduler`` (empty) and ``clock`` (the one it reads)."""

    def test_a_call_comes_when_its_time_has_come_until_it_is_done(
        self, scheduler: Scheduler, clock: ManualClock
    ) -> None:
        scheduler.at(clock.now() + timedelta(hours=24), "remind/1", "body")
        assert list(scheduler.due()) == []
        clock.forward(timedelta(hours=24))
        [call] = scheduler.due()
        assert (call.name, call.body) == ("remind/1", "body")
        assert list(scheduler.due()) == [call], "a crash before done() loses nothing"
        scheduler.done(call)
        scheduler.done(call)
        assert list(scheduler.due()) == []

    def test_the_same_name_replaces_and_cancel_is_harmless(
        self, scheduler: Scheduler, clock: ManualClock
    ) -> None:
        scheduler.at(clock.now(), "n", "one")
        scheduler.at(clock.now(), "n", "two")
        assert [call.body for call in scheduler.due()] == ["two"]
        scheduler.cancel("n")
        scheduler.cancel("n")
        assert list(scheduler.due()) == []

    def test_done_leaves_a_call_that_was_set_anew(self, scheduler: Scheduler, clock: ManualClock) -> None:
        scheduler.at(clock.now(), "n", "old")
        [call] = scheduler.due()
        clock.forward(timedelta(minutes=1))
        scheduler.at(clock.now(), "n", "new")
        scheduler.done(call)
        assert [left.body for left in scheduler.due()] == ["new"]

    def test_calls_come_oldest_first(self, scheduler: Scheduler, clock: ManualClock) -> None:
        scheduler.at(clock.now() + timedelta(seconds=2), "second", "2")
        scheduler.at(clock.now() + timedelta(seconds=1), "first", "1")
        clock.forward(timedelta(seconds=3))
        assert [call.body for call in scheduler.due()] == ["1", "2"]


class SecretsContract:
    """Give a fixture ``secrets`` that holds ``token`` = ``s3cret`` and nothing else."""

    def test_the_value_is_not_in_its_repr(self, secrets: Secrets) -> None:
        secret = secrets.get("token")
        assert secret.value == "s3cret"
        assert "s3cret" not in repr(secret)

    def test_a_missing_secret_is_named(self, secrets: Secrets) -> None:
        with pytest.raises(ConfigError, match="crm/acme/oauth"):
            secrets.get("crm/acme/oauth")

    def test_rotation_is_conditional(self, secrets: Secrets) -> None:
        old = secrets.get("token")
        new = secrets.put("token", "fresh", expected_version=old.version)
        assert new.version != old.version
        assert secrets.get("token").value == "fresh"
        with pytest.raises(ConflictError):
            secrets.put("token", "late", expected_version=old.version)
        assert secrets.get("token").value == "fresh"


class AuditContract:
    """Give a fixture ``audit`` (empty)."""

    def test_the_trail_keeps_order_and_rfqs_apart(self, audit: Audit) -> None:
        audit.append("1", "a")
        audit.append("2", "x")
        audit.append("1", "b")
        assert list(audit.trail("1")) == ["a", "b"]
        assert list(audit.trail("2")) == ["x"]
        assert list(audit.trail("3")) == []

    def test_every_row_is_linked_to_the_one_before(self, audit: Audit) -> None:
        for number in range(5):
            audit.append(str(number % 2), f"event {number}")
        rows = list(audit.rows())
        assert len(rows) == 5
        assert problems(rows) == []
        for index in range(len(rows)):
            forged = [*rows[:index], replace(rows[index], body="forged"), *rows[index + 1 :]]
            assert problems(forged), f"a changed row {index} goes unnoticed"
        assert problems([*rows[:1], *rows[2:]]), "a missing row goes unnoticed"

    def test_rows_page(self, audit: Audit) -> None:
        for number in range(5):
            audit.append("1", str(number))
        assert [row.body for row in audit.rows(after=2, limit=2)] == ["2", "3"]

    def test_erasure_empties_one_rfq_and_keeps_the_chain(self, audit: Audit) -> None:
        for rfq_id, body in (("1", "a"), ("2", "x"), ("1", "b")):
            audit.append(rfq_id, body)
        assert audit.erase("1") == 2
        assert list(audit.trail("1")) == []
        assert list(audit.trail("2")) == ["x"]
        audit.append("1", "c")
        assert problems(audit.rows()) == []


class IdSourceContract:
    """Give fixtures ``ids`` and ``clock`` (the one it reads)."""

    def test_ids_are_uuid_version_7_and_sort_by_time(self, ids: IdSource, clock: ManualClock) -> None:
        made = []
        for _ in range(20):
            made.append(ids.new())
            clock.forward(timedelta(milliseconds=1))
        parsed = [uuid.UUID(text) for text in made]
        assert all(one.version == 7 and one.variant == uuid.RFC_4122 for one in parsed)
        assert made == sorted(made)
        milliseconds = parsed[0].int >> 80
        assert abs(milliseconds - int((clock.now().timestamp() - 0.02) * 1000)) < 5

    def test_ids_of_one_instant_differ(self, ids: IdSource) -> None:
        assert len({ids.new() for _ in range(1000)}) == 1000
