"""Every route that the plugin uses, and the refusal of those that Pipedrive has taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from qd_core.testing import LoopbackRequest
from qd_crm_pipedrive.fake.errors import RefusedError
from qd_crm_pipedrive.fake.shapes import checked, checked_query
from qd_crm_pipedrive.fake.store import Store, Thing

__all__ = ["answered"]

_HIDDEN = {"updated", "indexed", "content"}


def body_of(request: LoopbackRequest) -> object:
    """N: bodies are JSON and say so."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise RefusedError(415, "Unsupported Media Type")
    try:
        return json.loads(request.body, parse_float=Decimal)
    except ValueError:
        raise RefusedError(400, "Request body is invalid JSON") from None


def answered(store: Store, request: LoopbackRequest) -> object:
    """The answer. Raises RefusedError."""
    for verb, pattern, act in _ROUTES:
        found = re.fullmatch(pattern, request.path)
        if found and verb == request.method:
            return act(store, request, *found.groups())
    if re.match(
        r"/(api/)?v1/(deals|persons|organizations|products|dealFields|organizationFields)(/|$)", request.path
    ):
        raise RefusedError(410, "This endpoint is no longer available: use v2")  # C
    raise RefusedError(404, f"Unknown method {request.method} {request.path}")


def _search(store: Store, request: LoopbackRequest, kind: str) -> object:
    checked_query("search", request.query)
    query = request.query
    if query.get("exact_match") != "true" or query.get("fields") not in {
        "custom_fields",
        "email",
        "code",
        "name",
    }:
        raise RefusedError(400, "Q: an exact search in one field is wanted")
    if not query.get("term"):
        raise RefusedError(400, "Validation failed: term: at least 1 character")  # N
    items = [
        {"result_score": 1, "item": {"id": thing["id"], "type": kind[:-1]}}
        for thing in store.search(kind, query["term"], query["fields"])
    ]
    return {"success": True, "data": {"items": items}, "additional_data": {"next_cursor": None}}


def _list(store: Store, request: LoopbackRequest, kind: str) -> object:
    checked_query(kind, request.query)
    shown = [_shown(store, thing, request.query) for thing in store.listed(kind, request.query)]
    return _page(shown, request)


def _one(store: Store, request: LoopbackRequest, kind: str, known: str) -> object:
    checked_query("one" if kind != "products" else "none", request.query)
    return _data(_shown(store, store.one(kind, int(known)), request.query))


def _add(store: Store, request: LoopbackRequest, kind: str) -> object:
    return _data(_shown(store, store.add(kind, checked(kind, body_of(request), new=True)), {}))


def _change(store: Store, request: LoopbackRequest, kind: str, known: str) -> object:
    return _data(
        _shown(store, store.change(kind, int(known), checked(kind, body_of(request), new=False)), {})
    )


def _lines(store: Store, request: LoopbackRequest, deal: str) -> object:
    checked_query("lines", request.query)
    store.one("deals", int(deal))
    return _page(store.lines_of(int(deal)), request)


def _add_lines(store: Store, request: LoopbackRequest, deal: str) -> object:
    store.one("deals", int(deal))
    body = body_of(request)
    if not isinstance(body, dict) or set(body) != {"data"} or not isinstance(body["data"], list):
        raise RefusedError(400, "Validation failed: data: an array is expected")
    if not 1 <= len(body["data"]) <= 100:
        raise RefusedError(400, "Validation failed: data: at most 100 products are allowed")  # N
    return _data(store.add_lines(int(deal), [checked("line", each, new=True) for each in body["data"]]))


def _change_line(store: Store, request: LoopbackRequest, deal: str, known: str) -> object:
    line = store.lines.get(int(known))
    if line is None or line["deal_id"] != int(deal):
        raise RefusedError(404, "Product attachment not found")
    line.update(checked("line", body_of(request), new=False))
    store.add_up(int(deal))
    return _data(line)


def _remove_lines(store: Store, request: LoopbackRequest, deal: str) -> object:
    ids = [int(each) for each in request.query.get("ids", "").split(",") if each]
    if set(request.query) != {"ids"} or not 1 <= len(ids) <= 100:
        raise RefusedError(400, "Validation failed: ids: 1 to 100, or every product of the deal goes")  # N
    for known in ids:
        if store.lines.get(known, {}).get("deal_id") == int(deal):
            del store.lines[known]
    store.add_up(int(deal))
    return {"success": True, "data": {"ids": ids}, "additional_data": {"more_items_in_collection": False}}


def _fields(store: Store, request: LoopbackRequest, kind: str) -> object:
    checked_query("fields", request.query)
    name = "Title" if kind == "dealFields" else "Name"
    given = {
        "field_name": name,
        "field_code": name.lower(),
        "field_type": "varchar",
        "is_custom_field": False,
    }
    return _page([given, *store.fields[kind]], request)


def _add_field(store: Store, request: LoopbackRequest, kind: str) -> object:
    body = checked(kind, body_of(request), new=True)
    return _data(store.add_field(kind, str(body["field_name"]), str(body["field_type"])))


def _stage(_: Store, __: LoopbackRequest, known: str) -> object:
    if int(known) > 5:
        raise RefusedError(404, "Stage not found")
    return _data({"id": int(known), "name": "Proposal"})


def _user(_: Store, __: LoopbackRequest) -> object:
    return _data({"id": 1, "name": "Rita Rep", "company_name": "Small Co", "company_domain": "small-co"})


def _add_note(store: Store, request: LoopbackRequest) -> object:
    body = checked("notes", body_of(request), new=True)
    if not {"deal_id", "person_id", "org_id"} & set(body):
        raise RefusedError(400, "Bad request", "deal_id, person_id or org_id is required")  # N
    return _data(store.add_note(body))


def _notes(store: Store, request: LoopbackRequest) -> object:
    checked_query("v1 notes", request.query)
    deal = int(request.query["deal_id"])
    return _old_page([note for note in store.notes if note["deal_id"] == deal], request, hidden=set())


def _files(store: Store, request: LoopbackRequest, deal: str) -> object:
    checked_query("v1 list", request.query)
    return _old_page([file for file in store.files if file["deal_id"] == int(deal)], request, hidden=_HIDDEN)


def _add_file(store: Store, request: LoopbackRequest) -> object:
    """N: multipart/form-data with ``file`` and ``deal_id``."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data; boundary="):
        raise RefusedError(400, "Bad request", "multipart/form-data is expected")
    parts = {part.name: part for part in request.parts}
    if set(parts) != {"file", "deal_id"} or len(request.parts) != 2:
        raise RefusedError(400, f"Bad request: the parts are {', '.join(parts)}")
    deal, file = parts["deal_id"].content.decode("ascii"), parts["file"]
    if not deal.isdigit() or not file.filename:
        raise RefusedError(400, "Bad request: deal_id or the file's name is missing")
    return _data(store.add_file(int(deal), file.filename, file.content))


def _shown(store: Store, thing: Thing, query: Mapping[str, str]) -> Thing:
    shown = {name: value for name, value in thing.items() if name not in _HIDDEN}
    wanted = query.get("custom_fields")
    if wanted:
        shown["custom_fields"] = {key: shown["custom_fields"].get(key) for key in wanted.split(",")}
    if query.get("include_option_labels") == "true":  # N: chosen options come as {id, label}
        shown["custom_fields"] = {
            key: store.options[key][value] if key in store.options and value is not None else value
            for key, value in shown["custom_fields"].items()
        }
    return shown


def _data(thing: object) -> object:
    return {"success": True, "data": thing}


def _page(things: list[Thing], request: LoopbackRequest) -> object:
    start, limit = int(request.query.get("cursor", "0")), int(request.query.get("limit", "100"))
    more = str(start + limit) if start + limit < len(things) else None
    return {"success": True, "data": things[start : start + limit], "additional_data": {"next_cursor": more}}


def _old_page(things: list[Thing], request: LoopbackRequest, *, hidden: set[str]) -> object:
    """v1: no data is null (V)."""
    start, limit = int(request.query.get("start", "0")), int(request.query.get("limit", "100"))
    page = [
        {name: value for name, value in each.items() if name not in hidden}
        for each in things[start : start + limit]
    ]
    more = start + limit < len(things)
    pagination = {"start": start, "limit": limit, "more_items_in_collection": more}
    if more:
        pagination["next_start"] = start + limit
    return {"success": True, "data": page or None, "additional_data": {"pagination": pagination}}


_KIND = "(deals|persons|organizations|products)"
_ROUTES: tuple[tuple[str, str, Callable[..., object]], ...] = (
    ("GET", f"/api/v2/{_KIND}/search", _search),
    ("GET", f"/api/v2/{_KIND}", _list),
    ("POST", f"/api/v2/{_KIND}", _add),
    ("GET", rf"/api/v2/{_KIND}/(\d+)", _one),
    ("PATCH", rf"/api/v2/{_KIND}/(\d+)", _change),
    ("GET", r"/api/v2/deals/(\d+)/products", _lines),
    ("DELETE", r"/api/v2/deals/(\d+)/products", _remove_lines),
    ("POST", r"/api/v2/deals/(\d+)/products/bulk", _add_lines),
    ("PATCH", r"/api/v2/deals/(\d+)/products/(\d+)", _change_line),
    ("GET", "/api/v2/(dealFields|organizationFields)", _fields),
    ("POST", "/api/v2/(dealFields|organizationFields)", _add_field),
    ("GET", r"/api/v2/stages/(\d+)", _stage),
    ("GET", "/api/v1/users/me", _user),
    ("GET", "/api/v1/notes", _notes),
    ("POST", "/api/v1/notes", _add_note),
    ("POST", "/api/v1/files", _add_file),
    ("GET", r"/api/v1/deals/(\d+)/files", _files),
)
