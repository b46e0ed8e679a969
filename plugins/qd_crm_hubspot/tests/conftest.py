"""An account on this machine whose every request body is also judged by the types of HubSpot's own SDK."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from pydantic import TypeAdapter

from qd_core.plugin import ProviderContext, Rest
from qd_core.testing import Loopback, ManualClock
from qd_crm_hubspot.adapter import HubSpotCrm
from qd_crm_hubspot.contracts import hubspot_context, hubspot_settings, ready_account
from qd_crm_hubspot.fake import FakeHubSpot

_TYPES = {
    "DealCreateParams": "crm.objects.deal_create_params",
    "NoteCreateParams": "crm.objects.note_create_params",
    "CompanyCreateParams": "crm.objects.company_create_params",
    "CompanySearchParams": "crm.objects.company_search_params",
    "BatchUpsertParams": "crm.objects.line_items.batch_upsert_params",
    "BatchGetParams": "crm.objects.line_items.batch_get_params",
    "BatchDeleteParams": "crm.objects.line_items.batch_delete_params",
    "BatchCreateDefaultParams": "crm.associations.batch_create_default_params",
    "PropertyCreateParams": "crm.property_create_params",
    "OAuthCreateTokenParams": "auth.oauth_create_token_params",
}


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(import_module(f"hubspot_sdk.types.{_TYPES[name]}"), name))


def shape(name: str, body: object) -> None:
    """Raises ValueError where HubSpot's own types do not take the body, or know a field of it not."""
    told = snake(body)
    read = _materialised(_adapter(name).validate_python(told, strict=False))
    if isinstance(told, dict):
        told.pop("object_type", None)  # in the path
    assert isinstance(read, dict)
    read.pop("object_type", None)
    if unknown := _keys(told) - _keys(read):
        raise ValueError(f"{name} has no {', '.join(sorted(unknown))}")


def snake(value: object) -> Any:
    """The SDK names fields in snake case; names of properties are the customer's."""
    if isinstance(value, Mapping):
        return {
            re.sub(r"([A-Z])", lambda found: "_" + found.group().lower(), key): each
            if key == "properties" and isinstance(each, Mapping)
            else snake(each)
            for key, each in value.items()
        }
    return [snake(each) for each in value] if isinstance(value, (list, tuple)) else value


def _materialised(value: object) -> object:
    """pydantic reads an Iterable lazily: look at all of it."""
    if isinstance(value, Mapping):
        return {key: _materialised(each) for key, each in value.items()}
    return (
        value
        if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__")
        else [_materialised(x) for x in value]
    )


def _keys(value: object, at: str = "") -> set[str]:
    if isinstance(value, Mapping):
        return {f"{at}.{key}" for key in value} | {
            found for key, each in value.items() for found in _keys(each, f"{at}.{key}")
        }
    return {found for each in value for found in _keys(each, f"{at}[]")} if isinstance(value, list) else set()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waits are noted, not slept."""
    slept: list[float] = []
    defaults = Rest.__init__.__kwdefaults__
    monkeypatch.setitem(defaults, "sleep", slept.append)
    return slept


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def account() -> FakeHubSpot:
    made = ready_account()
    made.shape = shape
    return made


@pytest.fixture
def server(account: FakeHubSpot) -> Iterator[Loopback]:
    with Loopback(account.handle) as running:
        yield running
        assert running.failures == []


@pytest.fixture
def context(clock: ManualClock) -> ProviderContext:
    return hubspot_context(clock)


@pytest.fixture
def adapter(server: Loopback, context: ProviderContext) -> Callable[..., HubSpotCrm]:
    """Makes another worker on the same account and the same claims."""

    def make(**settings: str) -> HubSpotCrm:
        return HubSpotCrm(hubspot_settings(server.url, **settings), context)

    return make


@pytest.fixture
def crm(adapter: Callable[..., HubSpotCrm]) -> HubSpotCrm:
    return adapter()
