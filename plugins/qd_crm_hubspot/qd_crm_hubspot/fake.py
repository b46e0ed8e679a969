"""A strict stand-in for a HubSpot account, with a memory: it refuses what HubSpot refuses.

Sources, by letter, of the rules below:
S  github.com/HubSpot/hubspot-sdk-python, the request types generated from HubSpot's own specification
E  developers.hubspot.com/docs/api-reference/error-handling
L  developers.hubspot.com/docs/guides/apps/api-usage/usage-details (limits, 429, policyName)
D  developers.hubspot.com/docs/api-reference/latest/crm/objects (required and unique properties)
F  developers.hubspot.com/docs/api/cms/files
C  developers.hubspot.com/changelog (validation rules on API writes; dated paths)
Q  our own strictness, where HubSpot is silent
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qd_core.testing import LoopbackRequest, Reply
from qd_crm_hubspot.fake_properties import Properties, RefusedError

__all__ = ["FakeHubSpot"]

_CRM = re.compile(r"/crm/(objects|associations|properties|pipelines)/2026-09/(.+)")  # C: dated paths only
_NOTE_OF_DEAL = 214
_LONGEST_NOTE = 65_536
Body = Mapping[str, Any]


@dataclass
class FakeHubSpot:
    """``handle`` is for a `Loopback`. ``shape(name, body)`` checks a body by the type of that name in HubSpot's SDK and
    raises ValueError; ``rule(kind, properties)`` is a validation rule of the customer's own and says why it
    refuses."""

    token: str = "pat-1"
    indexed: bool = True
    shape: Callable[[str, object], None] | None = None
    rule: Callable[[str, Body], str | None] | None = None
    properties: Properties = field(default_factory=Properties)
    records: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    links: set[tuple[str, str, str, str]] = field(default_factory=set)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    refresh_token: str = "r1"
    late: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._ids = itertools.count(1001)
        for kind in ("contacts", "companies", "deals", "line_items", "notes"):
            self.records.setdefault(kind, {})

    def handle(self, request: LoopbackRequest) -> Reply:
        """One request."""
        try:
            return self._routed(request)
        except RefusedError as refused:
            return Reply(refused.status, refused.body)

    def linked(self, kind: str, record: str, other: str) -> list[str]:
        """The records of kind ``other`` that are associated with this one."""
        return sorted(
            b for (a_kind, a, b_kind, b) in self.links if (a_kind, a, b_kind) == (kind, record, other)
        )

    def notes_of(self, deal: str) -> list[dict[str, str]]:
        """The notes in the deal's timeline, with their attachments."""
        return [self.records["notes"][each] for each in self.linked("deals", deal, "notes")]

    def lines_of(self, deal: str) -> list[dict[str, str]]:
        """The deal's line items in their order."""
        lines = [self.records["line_items"][each] for each in self.linked("deals", deal, "line_items")]
        return sorted(lines, key=lambda line: int(line["hs_position_on_quote"]))

    def _routed(self, request: LoopbackRequest) -> Reply:
        if request.path == "/oauth/2026-09/token":
            return self._grant(request)
        if request.headers.get("authorization") != f"Bearer {self.token}":  # E
            raise RefusedError(
                401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired"
            )
        if request.path == "/account-info/2026-03/details" and request.method == "GET":
            return Reply(200, {"portalId": 4711, "timeZone": "US/Eastern"})
        if request.path.startswith("/files/2026-03/files"):
            return self._file(request)
        found = _CRM.fullmatch(request.path)
        if not found:
            raise RefusedError(404, "NOT_FOUND", "no such path")
        area, path = found.group(1), found.group(2).split("/")
        if request.method in ("POST", "PATCH") and not request.headers["content-type"].startswith(
            "application/json"
        ):
            raise RefusedError(415, "UNSUPPORTED_MEDIA_TYPE", "JSON, please")
        route = {
            "objects": self._object,
            "associations": self._association,
            "properties": self._property,
            "pipelines": self._pipelines,
        }[area]
        return route(request, path)

    def _grant(self, request: LoopbackRequest) -> Reply:
        self._check("OAuthCreateTokenParams", request.form)
        wanted = {"grant_type": "refresh_token", "client_id": "id", "client_secret": "s3cret"}
        if any(request.form.get(key) != value for key, value in wanted.items()):
            return Reply(401, {"error": "invalid_client", "error_description": "client id or secret"})
        if request.form.get("refresh_token") != self.refresh_token:
            return Reply(
                400, {"error": "invalid_grant", "error_description": "missing or invalid refresh token"}
            )
        number = int(self.refresh_token[1:]) + 1  # S: the answer always carries a refresh token
        self.refresh_token, self.token = f"r{number}", f"access-{number}"
        answer = {"access_token": self.token, "expires_in": 1800, "refresh_token": self.refresh_token}
        return Reply(200, {**answer, "token_type": "bearer"})

    def _object(self, request: LoopbackRequest, path: list[str]) -> Reply:
        method, kind = request.method, path[0]
        if kind not in self.records:
            raise RefusedError(400, "VALIDATION_ERROR", f"Unable to infer object type from: {kind}")
        if method == "POST":
            route = {
                (): self._create,
                ("search",): self._search,
                ("batch", "upsert"): self._upsert,
                ("batch", "read"): self._read_many,
                ("batch", "archive"): self._archive,
            }.get(tuple(path[1:]))
            if route is not None:
                return route(kind, _body(request))
        elif len(path) == 2:
            return self._one(request, kind, path[1])
        elif path[2] == "associations":
            return self._associated(request, kind, path)
        raise RefusedError(405, "METHOD_NOT_ALLOWED", f"{method} is not allowed here")

    def _one(self, request: LoopbackRequest, kind: str, key: str) -> Reply:
        found = self._by(kind, key, request.query.get("idProperty", ""))
        if request.method == "PATCH":
            self._write(kind, found, _body(request)["properties"])
        elif request.method != "GET":
            raise RefusedError(405, "METHOD_NOT_ALLOWED", f"{request.method} is not allowed here")
        return Reply(200, self._shown(kind, found))

    def _associated(self, request: LoopbackRequest, kind: str, path: list[str]) -> Reply:
        if request.method == "GET" and len(path) == 4:
            self._by(kind, path[1], "")
            results = [
                {"toObjectId": each, "associationTypes": []} for each in self.linked(kind, path[1], path[3])
            ]
            return Reply(200, {"results": results})
        if request.method == "PUT" and len(path) == 6 and path[3] == "default":
            self._link(kind, path[1], path[4], path[5])
            return Reply(200, {"status": "COMPLETE", "results": []})
        raise RefusedError(405, "METHOD_NOT_ALLOWED", f"{request.method} is not allowed here")

    def _create(self, kind: str, body: Body) -> Reply:
        name = {"deals": "DealCreateParams", "notes": "NoteCreateParams", "companies": "CompanyCreateParams"}[
            kind
        ]
        self._check(name, body)
        if not isinstance(body.get("associations"), list):  # S: required, though it may be empty
            raise RefusedError(
                400, "VALIDATION_ERROR", "Invalid input JSON: missing required field 'associations'"
            )
        if unknown := set(body) - {"associations", "properties"}:  # Q
            raise RefusedError(400, "VALIDATION_ERROR", f"Invalid input JSON: unknown field {unknown}")
        properties = body["properties"]
        if kind == "notes":
            if not properties.get("hs_timestamp"):  # D
                raise RefusedError(400, "VALIDATION_ERROR", "hs_timestamp is required")
            if len(properties.get("hs_note_body", "")) > _LONGEST_NOTE:  # D
                raise RefusedError(400, "VALIDATION_ERROR", "hs_note_body is longer than 65536 characters")
            if (file := properties.get("hs_attachment_ids")) and file not in self.files:
                raise RefusedError(400, "VALIDATION_ERROR", f"no file {file}")
        for link in body["associations"]:
            types = link["types"]
            if (kind, types) != (
                "notes",
                [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": _NOTE_OF_DEAL}],
            ):
                raise RefusedError(
                    400, "VALIDATION_ERROR", f"{types} is not valid between {kind} and {link['to']}"
                )
            self._by("deals", link["to"]["id"], "")
        made = self._new(kind, properties)
        for link in body["associations"]:
            self._link(kind, made, "deals", link["to"]["id"])
        return Reply(201, self._shown(kind, made))

    def _upsert(self, kind: str, body: Body) -> Reply:
        self._check("BatchUpsertParams", body)
        inputs = body["inputs"]
        _few(inputs, 100)
        if len({each["id"] for each in inputs}) != len(inputs):  # D
            raise RefusedError(400, "VALIDATION_ERROR", "Duplicate IDs found in batch input")
        results = []
        for each in inputs:
            by = each.get("idProperty", "")
            self.properties.assert_unique(kind, by)
            known = next(
                (record for record, has in self.records[kind].items() if has.get(by) == each["id"]), None
            )
            if known is None:
                made = self._new(kind, {by: each["id"], **each["properties"]})
            else:
                self._write(kind, known, each["properties"])
            results.append({**self._shown(kind, known or made), "new": known is None})
        return Reply(200, {"status": "COMPLETE", "results": results[::-1]})  # Q: in no order that is promised

    def _read_many(self, kind: str, body: Body) -> Reply:
        self._check("BatchGetParams", body)
        _few(body["inputs"], 100)
        results, errors = [], []
        for each in body["inputs"]:
            try:
                results.append(self._shown(kind, self._by(kind, each["id"], body.get("idProperty", ""))))
            except RefusedError:
                errors.append(each["id"])
        if not errors:
            return Reply(200, {"status": "COMPLETE", "results": results})
        told = {
            "status": "error", "category": "OBJECT_NOT_FOUND", "message": "Could not get some objects",
            "context": {"ids": errors},
        }  # fmt: skip
        return Reply(207, {"status": "COMPLETE", "results": results, "numErrors": 1, "errors": [told]})  # E

    def _archive(self, kind: str, body: Body) -> Reply:
        self._check("BatchDeleteParams", body)
        _few(body["inputs"], 100)
        for each in body["inputs"]:
            self.records[kind].pop(each["id"], None)
            self.links = {link for link in self.links if each["id"] not in (link[1], link[3])}
        return Reply(204)

    def _search(self, kind: str, body: Body) -> Reply:
        self._check("CompanySearchParams", body)
        conditions = [condition for group in body["filterGroups"] for condition in group["filters"]]
        if not 0 < len(conditions) <= 6 or any(
            len(group["filters"]) > 1 for group in body["filterGroups"]
        ):  # S, Q
            raise RefusedError(
                400, "VALIDATION_ERROR", "too many groups, or filters that are not understood here"
            )
        self.properties.assert_known(
            kind, [*(each["propertyName"] for each in conditions), *body["properties"]]
        )
        hits = [
            self._shown(kind, record)
            for record, has in self.records[kind].items()
            if any(has.get(each["propertyName"]) == each["value"] for each in conditions)
            and (self.indexed or record not in self.late)
        ]
        return Reply(200, {"total": len(hits), "results": hits[: body["limit"]]})

    def _association(self, request: LoopbackRequest, path: list[str]) -> Reply:
        if request.method == "GET" and path == ["notes", "deals", "labels"]:
            kinds = [
                {"category": "USER_DEFINED", "typeId": 7, "label": "Minutes"},
                {"category": "HUBSPOT_DEFINED", "typeId": _NOTE_OF_DEAL, "label": None},
            ]
            return Reply(200, {"results": kinds})
        if request.method == "POST" and path[2:] == ["batch", "associate", "default"]:
            body = _body(request)
            self._check("BatchCreateDefaultParams", {"fromObjectType": path[0], **body})
            _few(body["inputs"], 2000)
            for each in body["inputs"]:
                self._link(path[0], each["from"]["id"], path[1], each["to"]["id"])
            return Reply(200, {"status": "COMPLETE", "results": []})
        raise RefusedError(404, "NOT_FOUND", "no such path")

    def _property(self, request: LoopbackRequest, path: list[str]) -> Reply:
        if request.method == "POST":
            self._check("PropertyCreateParams", {"objectType": path[0], **_body(request)})
            return Reply(201, self.properties.create(path[0], _body(request)))
        return Reply(200, self.properties.shown(path[0], path[1]))

    def _pipelines(self, request: LoopbackRequest, path: list[str]) -> Reply:
        stages = [{"id": stage, "label": stage.title()} for stage in self.properties.stages]
        return Reply(200, {"results": [{"id": "default", "label": "Sales", "stages": stages}]})

    def _file(self, request: LoopbackRequest) -> Reply:
        if request.method == "GET" and request.path.endswith("/search"):
            hits = [
                {"id": record} for record, (name, _) in self.files.items() if name == request.query["name"]
            ]
            return Reply(200, {"results": hits})
        if request.method != "POST":
            raise RefusedError(405, "METHOD_NOT_ALLOWED", "no")
        parts = {part.name: part for part in request.parts}
        if set(parts) != {"file", "fileName", "folderPath", "options"}:  # F: one of folderPath and folderId
            raise RefusedError(400, "VALIDATION_ERROR", f"fields {sorted(parts)}")
        if parts["options"].content != b'{"access":"PRIVATE"}' or not parts["file"].filename:  # F
            raise RefusedError(400, "VALIDATION_ERROR", "options need access")
        made = str(next(self._ids))
        self.files[made] = (parts["fileName"].content.decode().rpartition(".")[0], parts["file"].content)
        return Reply(201, {"id": made, "access": "PRIVATE"})

    def _new(self, kind: str, properties: Mapping[str, str]) -> str:
        made = str(next(self._ids))
        self._write(kind, made, properties)
        self.late.add(made)
        return made

    def _write(self, kind: str, record: str, properties: Mapping[str, str]) -> None:
        if self.rule and (why := self.rule(kind, properties)):  # C
            raise RefusedError(400, "VALIDATION_ERROR", why)
        others = [has for other, has in self.records[kind].items() if other != record]
        self.properties.check(kind, properties, others)
        self.records[kind].setdefault(record, {}).update(properties)

    def _by(self, kind: str, key: str, by: str) -> str:
        if not by:
            if key in self.records[kind]:
                return key
        else:
            self.properties.assert_unique(kind, by)
            for record, has in self.records[kind].items():
                if has.get(by) == key:
                    return record
        raise RefusedError(404, "OBJECT_NOT_FOUND", "Object not found.")

    def _link(self, kind: str, record: str, other: str, target: str) -> None:
        self._by(kind, record, "")
        self._by(other, target, "")
        self.links |= {(kind, record, other, target), (other, target, kind, record)}

    def _shown(self, kind: str, record: str) -> dict[str, object]:
        return {"id": record, "properties": dict(self.records[kind][record]), "archived": False}

    def _check(self, name: str, body: object) -> None:
        if self.shape is not None:
            try:
                self.shape(name, body)
            except ValueError as error:
                raise RefusedError(400, "VALIDATION_ERROR", f"Invalid input JSON: {error}") from None


def _body(request: LoopbackRequest) -> Body:
    body = request.data
    if not isinstance(body, dict):
        raise RefusedError(400, "VALIDATION_ERROR", "Invalid input JSON")
    return body


def _few(inputs: list[object], most: int) -> None:
    if not 0 < len(inputs) <= most:
        raise RefusedError(
            400, "VALIDATION_ERROR", f"The maximum number of inputs is {most}, not {len(inputs)}"
        )
