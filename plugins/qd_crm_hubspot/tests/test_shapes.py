"""The judge of request bodies can refuse: else the other tests would prove nothing about HubSpot's types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_crm_hubspot.fake import FakeHubSpot

GOOD: dict[str, dict[str, object]] = {
    "DealCreateParams": {"properties": {"dealname": "x"}, "associations": []},
    "BatchUpsertParams": {"inputs": [{"id": "1", "idProperty": "rfq_line", "properties": {"name": "x"}}]},
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_body_passes(account: FakeHubSpot, name: str) -> None:
    shape = account.shape
    assert shape is not None
    shape(name, GOOD[name])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("DealCreateParams", {"properties": {"dealname": "x"}}),
        ("DealCreateParams", {"properties": {"amount": 1.5}, "associations": []}),
        ("DealCreateParams", {"properties": {}, "associations": [], "name": "x"}),
        ("BatchUpsertParams", {"inputs": [{"idProperty": "rfq_line", "properties": {}}]}),
        ("BatchUpsertParams", {"inputs": [{"id": 7, "properties": {}}]}),
        ("BatchUpsertParams", {"inputs": [{"id": "7", "properties": {}, "associations": []}]}),
        (
            "PropertyCreateParams",
            {"name": "x", "label": "x", "type": "text", "fieldType": "text", "groupName": "g"},
        ),
    ],
)
def test_a_bad_body_does_not(account: FakeHubSpot, name: str, body: dict[str, object]) -> None:
    shape: Callable[[str, object], None] | None = account.shape
    assert shape is not None
    with pytest.raises(ValueError, match=r".+"):
        shape(name, body)
