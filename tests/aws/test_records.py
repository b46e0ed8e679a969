"""Records in DynamoDB beyond their contract: large bodies, lists of many pages, expiry, keys."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.memory import MemoryRecords
from qd_core.errors import ConflictError, QdError
from qd_core.ports import TableName
from tests.aws.emulator import EmulatorClock
from tests.aws.looking import at_once, item, scanned

HOUR = timedelta(hours=1)


class TestRecords:
    def test_a_body_of_any_size_comes_back(self, backend: AwsBackend) -> None:
        noise = random.Random(7)
        version = 0
        for size in (100, 20_000, 2_000_000, 900_000, 10):
            body = "".join(chr(noise.randrange(32, 0x2FFF)) for _ in range(size))
            version = backend.records.put(TableName.RFQS, "r1", body, expected=version).version
            found = backend.records.get(TableName.RFQS, "r1")
            assert found is not None
            assert found.body == body
        assert _parts(backend) == 0, "the parts of earlier versions are removed"

    def test_a_long_summary_leaves_less_room_for_the_body(self, backend: AwsBackend) -> None:
        noise = random.Random(7)
        body = "".join(chr(noise.randrange(32, 0x2FFF)) for _ in range(110_000))
        summary = "subject " * 20_000
        backend.records.put(TableName.DRAFTS, "r1", body, expected=0, facets={"state": "s"}, summary=summary)
        found = backend.records.get(TableName.DRAFTS, "r1")
        assert found is not None
        assert (found.body, found.summary) == (body, summary)
        assert len(backend.records.find(TableName.DRAFTS, text="subject")) == 1

    def test_a_refused_or_deleted_large_body_leaves_nothing(self, backend: AwsBackend) -> None:
        noise = random.Random(7)
        body = "".join(chr(noise.randrange(32, 0x2FFF)) for _ in range(1_000_000))
        backend.records.put(TableName.RFQS, "r1", body, expected=0)
        kept = _parts(backend)
        assert kept > 1
        with pytest.raises(ConflictError, match="version 1, not 0"):
            backend.records.put(TableName.RFQS, "r1", body, expected=0)
        assert _parts(backend) == kept
        backend.records.delete(TableName.RFQS, "r1")
        assert _parts(backend) == 0

    def test_revisions_are_rows_of_their_own(self, backend: AwsBackend) -> None:
        backend.records.put(TableName.DRAFTS, "r1", "head", expected=0, facets={"state": "queued"})
        backend.records.put(TableName.DRAFTS, "r1/r0001", "first", expected=0)
        assert item(backend, "qd-drafts", rfq_id="r1", revision="head")
        assert item(backend, "qd-drafts", rfq_id="r1", revision="r0001")
        assert [record.key for record in backend.records.find(TableName.DRAFTS)] == ["r1"]

    @pytest.mark.parametrize("key", ["", "x" * 5000, "/r0001", "ä" * 600])
    def test_a_key_that_cannot_be_is_not_there(self, backend: AwsBackend, key: str) -> None:
        assert backend.records.get(TableName.DRAFTS, key) is None
        backend.records.delete(TableName.DRAFTS, key)
        with pytest.raises(QdError, match="cannot have the key"):
            backend.records.put(TableName.DRAFTS, key, "x", expected=0)

    def test_lists_read_more_pages_than_one(self, backend: AwsBackend) -> None:
        for number in range(70):
            facets = {"state": "queued" if number % 10 == 0 else "sent", "move": "clarify"}
            backend.records.put(
                TableName.DRAFTS, f"{number:03d}", "x", expected=0, facets=facets, summary=f"Firma {number}"
            )

        def keys(**wanted: Any) -> list[str]:
            return [record.key for record in backend.records.find(TableName.DRAFTS, **wanted)]

        assert keys(facets={"state": ["queued"]}, limit=3) == ["060", "050", "040"]
        assert keys(facets={"state": ["queued"]}, limit=3, before="040") == ["030", "020", "010"]
        assert keys(facets={"state": ["queued"]}, limit=2, before="040", oldest_first=True) == ["050", "060"]
        assert len(keys(facets={"state": ["queued", "sent"]}, limit=100)) == 70
        assert keys(facets={"state": ["queued", "sent"]}, limit=2, oldest_first=True) == ["000", "001"]
        assert keys(facets={"move": ["clarify"]}, text="firma 69", limit=1) == ["069"]
        assert keys(facets={"move": ["clarify"], "state": ["queued"]}, limit=1, oldest_first=True) == ["000"]
        assert keys(facets={"state": []}) == []
        assert keys(limit=0) == []
        assert backend.records.count(TableName.DRAFTS) == 70
        assert backend.records.count(TableName.DRAFTS, facets={"state": ["queued"], "move": ["clarify"]}) == 7
        many = " ".join(["firma"] * 30)
        assert len(keys(text=many)) == 70
        assert keys(text=many + " nothing") == []

    def test_no_value_and_long_values_are_facets_too(self, backend: AwsBackend) -> None:
        long = "x" * 3000
        for key, assignee in (("1", ""), ("2", "dana"), ("3", long), ("4", long[:-1] + "y"), ("5", "(none)")):
            backend.records.put(TableName.DRAFTS, key, "x", expected=0, facets={"assignee": assignee})

        def keys(value: str) -> list[str]:
            found = backend.records.find(TableName.DRAFTS, facets={"assignee": [value]})
            assert backend.records.count(TableName.DRAFTS, facets={"assignee": [value]}) == len(found)
            return [record.key for record in found]

        assert keys("") == ["1"]
        assert keys(long) == ["3"]
        assert keys("dana") == ["2"]

    def test_an_expired_record_is_neither_listed_nor_in_the_way(
        self, backend: AwsBackend, clock: EmulatorClock
    ) -> None:
        until = clock.now() + HOUR
        backend.records.put(TableName.DRAFTS, "k", "old", expected=0, expires_at=until, facets={"state": "s"})
        assert len(backend.records.find(TableName.DRAFTS, facets={"state": ["s"]})) == 1
        clock.forward(HOUR)
        assert item(backend, "qd-drafts", rfq_id="k", revision="head"), "DynamoDB has not removed it yet"
        assert backend.records.get(TableName.DRAFTS, "k") is None
        assert not backend.records.find(TableName.DRAFTS, facets={"state": ["s"]})
        assert backend.records.count(TableName.DRAFTS, facets={"state": ["s"]}) == 0
        with pytest.raises(ConflictError, match="version 0, not 1"):
            backend.records.put(TableName.DRAFTS, "k", "late", expected=1)
        assert backend.records.put(TableName.DRAFTS, "k", "new", expected=0).version == 1

    def test_of_many_writers_one_wins(self, backend: AwsBackend) -> None:
        won: list[int] = []

        def write(number: int) -> None:
            try:
                backend.records.put(TableName.DRAFTS, "k", str(number), expected=0)
                won.append(number)
            except ConflictError:
                pass

        at_once(write, 6)
        found = backend.records.get(TableName.DRAFTS, "k")
        assert found is not None
        assert [found.body] == [str(number) for number in won]

    def test_lists_are_those_of_the_back_end_in_memory(
        self, backend: AwsBackend, clock: EmulatorClock
    ) -> None:
        """The same writes, then many questions at random: the same keys in the same order, the same counts."""
        noise, memory = random.Random(11), MemoryRecords(clock)
        words = ["Straße", "STRASSE", "50%_off", "Łódź", "acme", "İzmir", "a b", '"q"', ""]
        states, people = ["queued", "edited", "approved"], ["", "dana", "lee"]
        for number in range(60):
            key = f"{noise.randrange(40):02d}"
            stored = memory.get(TableName.DRAFTS, key)
            facets = {
                "state": noise.choice(states),
                "assignee": noise.choice(people),
                "move": noise.choice(["clarify", "auto_draft"]),
            }
            if noise.random() < 0.1:
                facets.pop(noise.choice(list(facets)))
            write: Any = {
                "expected": stored.version if stored else 0,
                "facets": None if number % 15 == 0 else facets,
                "summary": " ".join(noise.choices(words, k=3)),
                "expires_at": clock.now() + HOUR if number % 10 == 0 else None,
            }
            for records in (memory, backend.records):
                records.put(TableName.DRAFTS, key, "{}", **write)
        for turn in range(80):
            if turn == 40:
                clock.forward(HOUR)
            asked: dict[str, list[str]] = {}
            for name, values in (
                ("state", states),
                ("assignee", people),
                ("move", ["clarify"]),
                ("nothing", ["x"]),
            ):
                if noise.random() < (0.05 if name == "nothing" else 0.4):
                    asked[name] = noise.sample(values, noise.randrange(len(values) + 1))
            question: Any = {
                "facets": asked,
                "text": noise.choice(["", "", "strasse", "ACME straße", "50%_", "łódź", '"q"', "i̇zmir"]),
                "limit": noise.choice([1, 5, 100]),
                "before": noise.choice([None, "20", "31"]),
                "oldest_first": noise.random() < 0.5,
            }
            answers = [
                [(record.key, record.summary) for record in records.find(TableName.DRAFTS, **question)]
                for records in (memory, backend.records)
            ]
            assert answers[0] == answers[1], question
            counts = {records.count(TableName.DRAFTS, facets=asked) for records in (memory, backend.records)}
            assert len(counts) == 1, asked


def _parts(backend: AwsBackend) -> int:
    return sum(one["pk"]["S"].startswith("body/") for one in scanned(backend, "qd-work"))
