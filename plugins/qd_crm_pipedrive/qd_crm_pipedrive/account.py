"""The account's own fields by the names that people see, and things that are made once and may be deleted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from qd_core.errors import RejectedError
from qd_core.plugin import Claiming, once
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.settings import PipedriveSettings
from qd_crm_pipedrive.wire import CustomField

__all__ = ["SETTLE", "TEXTS", "Fields", "Wanted", "lasting", "wanted_fields"]

SETTLE = timedelta(minutes=2)
"""How long nobody makes a thing again whose making may have succeeded. Pipedrive tells nowhere how far its search lags
behind; recent things are listed beside it."""
TEXTS = frozenset({"varchar", "varchar_auto", "text"})
"""Kinds of fields that hold our text and can be searched."""
_DEATHS = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A custom field that the plugin works with: its path in the API, its name or key, and the setting behind it."""

    path: str
    name: str
    setting: str
    kind: str = "varchar"
    text: bool = True

    @property
    def whose(self) -> str:
        """As people say it."""
        return "deal" if self.path == "dealFields" else "organisation"


def wanted_fields(settings: PipedriveSettings) -> dict[str, Wanted]:
    """By ``rfq``, ``domain`` and ``tier``; the last only where tiers are asked for."""
    fields = {
        "rfq": Wanted("dealFields", settings.rfq_field, "rfq_field"),
        "domain": Wanted("organizationFields", settings.domain_field, "domain_field"),
        "tier": Wanted("organizationFields", settings.tier_field, "tier_field", "varchar_auto", text=False),
    }
    return {key: field for key, field in fields.items() if field.name}


class Fields:
    """Keys of custom fields. They never change, so that each is looked up once a process."""

    def __init__(self, api: PipedriveApi, settings: PipedriveSettings) -> None:
        self._api = api
        self._wanted = wanted_fields(settings)
        self._keys: dict[str, str] = {}
        self._lock = threading.Lock()

    def key(self, name: str) -> str:
        """The key of ``rfq``, ``domain`` or ``tier``. Raises RejectedError that says which field is missing."""
        with self._lock:
            if name not in self._keys:
                wanted = self._wanted[name]
                self._keys[name] = found(self._api, wanted).field_code
            return self._keys[name]


def found(api: PipedriveApi, wanted: Wanted) -> CustomField:
    """The field as the account has it. Raises RejectedError."""
    fields = [field for field in api.all(wanted.path, CustomField) if field.is_custom_field]
    hits = [field for field in fields if field.field_code == wanted.name] or [
        field for field in fields if field.field_name.strip().casefold() == wanted.name.strip().casefold()
    ]
    place = f"Pipedrive's {wanted.whose} field {wanted.name!r} ([settings.pipedrive] {wanted.setting})"
    if not hits:
        raise RejectedError(f"{place} is not there: run `qd crm setup`, or add it as a text field")
    if len(hits) > 1:
        keys = ", ".join(field.field_code for field in hits)
        raise RejectedError(f"{place} is there {len(hits)} times: give the setting one of the keys {keys}")
    if wanted.text and hits[0].field_type not in TEXTS:
        raise RejectedError(f"{place} is of type {hits[0].field_type}: it must be a text field")
    return hits[0]


def lasting(
    claims: Claiming,
    name: str,
    *,
    look: Callable[[str], T | None],
    find: Callable[[], str | None],
    create: Callable[[], str],
) -> T:
    """The one thing called ``name``, made if need be, and made anew where people have deleted it since. ``look`` gives
    the thing with an id, None where it is gone."""
    for _ in range(_DEATHS):
        known = once(claims, name, find=find, create=create, settle=SETTLE)
        thing = look(known)
        if thing is not None:
            return thing
        name = f"{name}/after/{known}"
    raise RejectedError(f"{name}: it is deleted in Pipedrive again and again; who or what deletes it?")
