"""The account's things, and a search that lags behind them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from qd_crm_pipedrive.fake.errors import RefusedError

__all__ = ["Store", "Thing"]

Thing = dict[str, Any]
_KINDS = ("deals", "persons", "organizations", "products")
_SEARCHED = {
    "deals": {"custom_fields": "custom_fields", "title": "title"},
    "persons": {"email": "emails", "name": "name"},
    "organizations": {"custom_fields": "custom_fields", "name": "name"},
    "products": {"code": "code", "name": "name"},
}
_SCRIPT = re.compile(r"(?is)<(script|iframe)\b.*?</\1>|\son\w+=\S+")


@dataclass
class Store:
    """``lag`` is how long the search does not know what was written; the lists do at once."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    lag: timedelta = timedelta(seconds=30)
    things: dict[str, dict[int, Thing]] = field(default_factory=lambda: {kind: {} for kind in _KINDS})
    lines: dict[int, Thing] = field(default_factory=dict)
    fields: dict[str, list[Thing]] = field(
        default_factory=lambda: {"dealFields": [], "organizationFields": []}
    )
    options: dict[str, dict[int, Thing]] = field(default_factory=dict)
    files: list[Thing] = field(default_factory=list)
    notes: list[Thing] = field(default_factory=list)
    _last: int = 100

    def next_id(self) -> int:
        """Ids are the account's, counted up."""
        self._last += 1
        return self._last

    def add_field(self, kind: str, name: str, field_type: str = "varchar") -> Thing:
        """A custom field with a key of its own."""
        code = f"{self.next_id():040x}"
        made = {"field_name": name, "field_code": code, "field_type": field_type, "is_custom_field": True}
        self.fields[kind].append(made)
        return made

    def add(self, kind: str, body: Mapping[str, object]) -> Thing:
        """A new thing. V: custom fields must be the account's, and what is named must be there."""
        self._check(kind, body)
        thing: Thing = {"id": self.next_id(), "is_deleted": False, "custom_fields": {}, **body}
        if kind == "deals":
            thing.setdefault("value", 0)
            thing.setdefault("currency", "EUR")
        thing["updated"] = thing["indexed"] = self.clock()
        self.things[kind][thing["id"]] = thing
        return thing

    def change(self, kind: str, known: int, body: Mapping[str, object]) -> Thing:
        """Changes it; custom fields one by one."""
        thing = self.one(kind, known)
        self._check(kind, body)
        fields = {**thing["custom_fields"], **body.get("custom_fields", {})}  # type: ignore[dict-item]
        thing.update(body)
        thing["custom_fields"] = fields
        thing["updated"] = self.clock()
        return thing

    def one(self, kind: str, known: int) -> Thing:
        """V: a thing that is deleted is not found."""
        thing = self.things[kind].get(known)
        if thing is None or thing["is_deleted"]:
            raise RefusedError(404, f"{kind[:-1].capitalize()} not found")
        return thing

    def listed(self, kind: str, query: Mapping[str, str]) -> list[Thing]:
        """Those alive, of ``ids`` and ``updated_since``."""
        ids = {int(each) for each in query["ids"].split(",")} if query.get("ids") else None
        since = datetime.fromisoformat(query["updated_since"]) if "updated_since" in query else None
        return [
            thing
            for thing in self.things[kind].values()
            if not thing["is_deleted"]
            and (ids is None or thing["id"] in ids)
            and (since is None or thing["updated"] >= since)
        ]

    def search(self, kind: str, term: str, where: str) -> Iterator[Thing]:
        """Exact, not case sensitive (N); blind for what is younger than ``lag``."""
        for thing in self.things[kind].values():
            if not thing["is_deleted"] and thing["indexed"] + self.lag <= self.clock():
                values = _values(thing.get(_SEARCHED[kind][where]))
                if any(value.casefold() == term.casefold() for value in values):
                    yield thing

    def add_lines(self, deal: int, bodies: list[dict[str, object]]) -> list[Thing]:
        """N: lines need a product of the catalogue. The deal's value becomes their sum (N, DealProducts)."""
        for body in bodies:
            self.one("products", int(str(body["product_id"])))
        made: list[Thing] = []
        for body in bodies:
            line: Thing = {"id": self.next_id(), "deal_id": deal, "tax_method": "inclusive", "tax": 0, **body}
            self.lines[line["id"]] = line
            made.append(line)
        self.add_up(deal)
        return made

    def lines_of(self, deal: int) -> list[Thing]:
        """In the order in which they came."""
        return [line for line in self.lines.values() if line["deal_id"] == deal]

    def add_up(self, deal: int) -> None:
        """N: each line contributes to the deal's value."""
        lines = self.lines_of(deal)
        if lines:
            self.things["deals"][deal]["value"] = sum(
                (Decimal(line["item_price"]) * Decimal(line["quantity"]) for line in lines), Decimal(0)
            )
        self.things["deals"][deal]["updated"] = self.clock()

    def add_note(self, body: Mapping[str, object]) -> Thing:
        """N: HTML, sanitised on the way in."""
        deal = int(str(body.get("deal_id", 0)))
        self.one("deals", deal)
        content = _SCRIPT.sub("", str(body["content"])).replace("<br>", "<br />")
        note = {"id": self.next_id(), "deal_id": deal, "content": content, "active_flag": True}
        self.notes.append(note)
        return note

    def add_file(self, deal: int, name: str, content: bytes) -> Thing:
        """N: ``name`` is the visible one, ``file_name`` the stored one."""
        self.one("deals", deal)
        known = self.next_id()
        made = {
            "id": known,
            "deal_id": deal,
            "name": name,
            "file_name": f"{known}_{name}",
            "file_size": len(content),
        }
        self.files.append({**made, "content": content})
        return made

    def _check(self, kind: str, body: Mapping[str, object]) -> None:
        fields = {"deals": "dealFields", "organizations": "organizationFields"}.get(kind, "")
        known = {each["field_code"] for each in self.fields.get(fields, ())}
        for key in body.get("custom_fields", {}):  # type: ignore[attr-defined]
            if key not in known:
                raise RefusedError(400, f"Validation failed: custom_fields: unknown field {key}")
        for name, other in (("person_id", "persons"), ("org_id", "organizations")):
            if body.get(name) is not None:
                self.one(other, int(str(body[name])))


def _values(value: object) -> list[str]:
    if isinstance(value, dict):
        return [str(each) for each in value.values()]
    if isinstance(value, list):
        return [str(each["value"]) for each in value]
    return [html.unescape(str(value))] if value is not None else []
