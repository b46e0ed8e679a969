"""Contract of `RecordStore`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qd_core.errors import ConflictError
from qd_core.ports import RecordStore, TableName
from qd_core.testing.clock import ManualClock

__all__ = ["RecordStoreContract"]


class RecordStoreContract:
    """Give fixtures ``records`` (an empty store) and ``clock`` (the one it reads)."""

    def test_versions_count_from_one(self, records: RecordStore) -> None:
        first = records.put(TableName.RFQS, "k", "{}", expected=0)
        second = records.put(TableName.RFQS, "k", '{"a":1}', expected=first.version)
        assert (first.version, second.version) == (1, 2)
        found = records.get(TableName.RFQS, "k")
        assert found is not None
        assert (found.body, found.version) == ('{"a":1}', 2)

    def test_a_stale_writer_is_refused_and_changes_nothing(self, records: RecordStore) -> None:
        records.put(TableName.DRAFTS, "k", "one", expected=0)
        records.put(TableName.DRAFTS, "k", "two", expected=1)
        for stale in (0, 1, 3):
            with pytest.raises(ConflictError):
                records.put(TableName.DRAFTS, "k", "lost", expected=stale)
        found = records.get(TableName.DRAFTS, "k")
        assert found is not None
        assert found.body == "two"

    def test_tables_do_not_mix(self, records: RecordStore) -> None:
        records.put(TableName.RFQS, "k", "rfq", expected=0)
        assert records.get(TableName.DRAFTS, "k") is None

    def test_find_is_newest_key_first_and_pages(self, records: RecordStore) -> None:
        for key in ("01", "03", "02"):
            records.put(TableName.RFQS, key, key, expected=0, facets={})
        records.put(TableName.RFQS, "04", "no facets: not in lists", expected=0)
        assert [record.key for record in records.find(TableName.RFQS, limit=2)] == ["03", "02"]
        assert [record.key for record in records.find(TableName.RFQS, before="02")] == ["01"]
        oldest = records.find(TableName.RFQS, limit=2, oldest_first=True)
        assert [record.key for record in oldest] == ["01", "02"]
        rest = records.find(TableName.RFQS, before="02", oldest_first=True)
        assert [record.key for record in rest] == ["03"]

    def test_find_filters_by_facets_and_summary(self, records: RecordStore) -> None:
        rows = {
            "1": ("queued", "dana", "Acme 50% off_A"),
            "2": ("queued", "lee", "Bolt"),
            "3": ("edited", "dana", "acme"),
        }
        for key, (state, assignee, summary) in rows.items():
            records.put(
                TableName.DRAFTS,
                key,
                key,
                expected=0,
                facets={"state": state, "assignee": assignee},
                summary=summary,
            )

        def keys(text: str = "", **facets: list[str]) -> list[str]:
            return [record.key for record in records.find(TableName.DRAFTS, facets=facets, text=text)]

        assert keys(state=["queued"]) == ["2", "1"]
        assert keys(state=["queued", "edited"], assignee=["dana"]) == ["3", "1"]
        assert keys(text="ACME") == ["3", "1"]
        assert keys(text="50% off_") == ["1"], "% and _ are plain characters"
        assert keys(text="off_a acme") == ["1"], "every word, in any order"
        assert keys(state=["rejected"]) == []
        assert records.count(TableName.DRAFTS, facets={"state": ["queued"]}) == 2

    def test_a_new_write_replaces_facets_and_summary(self, records: RecordStore) -> None:
        records.put(TableName.DRAFTS, "k", "{}", expected=0, facets={"state": "queued"}, summary="old")
        records.put(TableName.DRAFTS, "k", "{}", expected=1, facets={"state": "approved"}, summary="new")
        assert not records.find(TableName.DRAFTS, facets={"state": ["queued"]})
        assert [record.summary for record in records.find(TableName.DRAFTS)] == ["new"]

    def test_delete_is_harmless_twice(self, records: RecordStore) -> None:
        records.put(TableName.RFQS, "k", "{}", expected=0, facets={})
        records.delete(TableName.RFQS, "k")
        records.delete(TableName.RFQS, "k")
        assert records.get(TableName.RFQS, "k") is None
        assert not records.find(TableName.RFQS)

    def test_an_expired_record_is_gone(self, records: RecordStore, clock: ManualClock) -> None:
        records.put(TableName.SESSIONS, "s", "{}", expected=0, expires_at=clock.now() + timedelta(hours=1))
        assert records.get(TableName.SESSIONS, "s") is not None
        clock.forward(timedelta(hours=1))
        assert records.get(TableName.SESSIONS, "s") is None
