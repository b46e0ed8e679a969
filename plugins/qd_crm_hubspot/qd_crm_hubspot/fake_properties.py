"""The properties of the stand-in's account: which there are, and which values they take. Sources: see `fake`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

__all__ = ["Properties", "RefusedError"]

_DEFAULT = {
    "contacts": "email* firstname lastname company",
    "companies": "name domain",
    "deals": "dealname pipeline dealstage amount# deal_currency_code",
    "line_items": "name hs_sku description quantity# price# hs_line_item_currency_code hs_position_on_quote#",
    "notes": "hs_timestamp hs_note_body hs_attachment_ids",
}
"""``*`` unique, ``#`` a number."""
_STAGES = (
    "appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "decisionmakerboughtin", "contractsent",
    "closedwon", "closedlost",
)  # fmt: skip
"""Of the pipeline that every account begins with."""
_LONGEST = 65_536


class RefusedError(Exception):
    """HubSpot's error body (E)."""

    def __init__(self, status: int, category: str, message: str, **more: object) -> None:
        self.status = status
        self.body = {
            "status": "error",
            "message": message,
            "category": category,
            "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf",
            **more,
        }
        super().__init__(message)


@dataclass
class Properties:
    """By kind and name; ``currencies`` are those the account has switched on."""

    stages: tuple[str, ...] = _STAGES
    currencies: tuple[str, ...] = ("EUR", "USD")
    known: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, names in _DEFAULT.items():
            for name in names.split():
                self.add(kind, name.strip("*#"), "number" if "#" in name else "string", unique="*" in name)

    def add(self, kind: str, name: str, holds: str = "string", *, unique: bool = False) -> None:
        """Another one."""
        self.known[kind, name] = {"name": name, "type": holds, "hasUniqueValue": unique}

    def create(self, kind: str, body: Mapping[str, object]) -> dict[str, object]:
        """By the API."""
        name = str(body["name"])
        if (kind, name) in self.known:
            raise RefusedError(409, "OBJECT_ALREADY_EXISTS", f"A property named '{name}' already exists.")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):  # D
            raise RefusedError(400, "VALIDATION_ERROR", f"{name} is no internal name")
        self.add(kind, name, str(body["type"]), unique=bool(body.get("hasUniqueValue")))
        return self.known[kind, name]

    def shown(self, kind: str, name: str) -> dict[str, object]:
        """One of them."""
        if (kind, name) not in self.known:
            raise RefusedError(404, "OBJECT_NOT_FOUND", f"No property {name}")
        return self.known[kind, name]

    def assert_unique(self, kind: str, name: str) -> None:
        """D: ``idProperty`` names a property whose values are unique."""
        if not self.known.get((kind, name), {}).get("hasUniqueValue"):
            raise RefusedError(
                400, "VALIDATION_ERROR", f"idProperty {name} of {kind} is not unique or not there"
            )

    def assert_known(self, kind: str, names: Iterable[str]) -> None:
        """E: a filter on what is not there is refused; a wish for it is ignored, but we make none (Q)."""
        for name in names:
            if (kind, name) not in self.known:
                raise RefusedError(
                    400, "VALIDATION_ERROR", f"There was a problem: property '{name}' does not exist"
                )

    def check(self, kind: str, given: Mapping[str, object], others: Iterable[Mapping[str, str]]) -> None:
        """Every value, by the rules that HubSpot has for them."""
        wrong = [why for name, value in given.items() if (why := self._wrong(kind, name, value))]
        if wrong:  # E: the reasons are JSON inside a sentence
            wrapped = json.dumps([{"isValid": False, "message": why} for why in wrong])
            raise RefusedError(400, "VALIDATION_ERROR", f"Property values were not valid: {wrapped}")
        taken = list(others)
        for name, value in given.items():
            if self.known[kind, name]["hasUniqueValue"] and any(has.get(name) == value for has in taken):
                raise RefusedError(409, "CONFLICT", f"{kind} already exists with {name} {value}")

    def _wrong(self, kind: str, name: str, value: object) -> str:
        known = self.known.get((kind, name))
        if known is None:
            return f'Property "{name}" does not exist'
        if not isinstance(value, str):  # S: Dict[str, str]
            return f'Property "{name}" is no string'
        if len(value) > _LONGEST:
            return f'Property "{name}" is too long'
        if known["type"] == "number" and value:
            return _no_number(name, value)
        if name == "email":
            return (
                ""
                if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value)
                else f"Email address {value} is invalid"
            )
        return self._no_option(name, value)

    def _no_option(self, name: str, value: str) -> str:
        options = {"dealstage": self.stages, "pipeline": ("default",)}.get(name)
        if name.endswith("currency_code"):
            options = self.currencies
        if options is None or value in options:
            return ""
        return f"{value} was not one of the allowed options: {', '.join(options)}"


def _no_number(name: str, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return f"{value} was not a valid number."
    return "price cannot be negative" if name == "price" and number < 0 else ""  # D
