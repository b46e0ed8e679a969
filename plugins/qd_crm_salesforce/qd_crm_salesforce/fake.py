"""A strict stand-in for a Salesforce org, with a memory: it refuses what Salesforce refuses.

Sources, by letter, of the rules below (all under developer.salesforce.com):
U  docs/platform/api-rest/guide/dome-upsert.html: 201, 200, 300, external ids
B  docs/platform/api-rest/guide/dome-sobject-insert-update-blob.html: multipart with a JSON part first
G  docs/platform/api-rest/guide/resources-composite-graph.html and ...-limits.html: all or nothing, 500 nodes
E  docs/platform/api-rest/guide/errorcodes.html: the error body is a list
A  docs/platform/isvforce/guide/secure-code-ac-eca.md: External Client App, token at My Domain
D  docs/platform/salesforce-app-limits-cheatsheet: Sforce-Limit-Info, REQUEST_LIMIT_EXCEEDED
Q  our own strictness, where Salesforce is silent
Fields and their rules: see `fake_schema`.
"""

from __future__ import annotations

import copy
import itertools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from qd_core.testing import LoopbackRequest, Reply
from qd_crm_salesforce.fake_schema import RefusedError, Schema
from qd_crm_salesforce.fake_soql import SoqlError, parse

__all__ = ["FakeSalesforce"]

_ROOT = "/services/data/v68.0"
_USER = "005000000000001AAA"
_PREFIX = {
    "Contact": "003", "Account": "001", "Opportunity": "006", "OpportunityLineItem": "00k", "Task": "00T",
    "ContentVersion": "068", "ContentDocumentLink": "06A", "Pricebook2": "01s", "PricebookEntry": "01u",
}  # fmt: skip
Record = dict[str, Any]


@dataclass
class FakeSalesforce:
    """``handle`` is for a `Loopback`. ``rule(kind, fields)`` is a validation or duplicate rule of the customer's own:
    it returns code and message of its refusal. ``page`` is the size of a page of a query's answer."""

    schema: Schema = field(default_factory=Schema)
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    token: str = "token-1"
    rule: Callable[[str, Mapping[str, object]], tuple[str, str] | None] | None = None
    page: int = 2000
    assertions: list[str] = field(default_factory=list)
    refresh_token: str = "r1"
    tokens_given: int = 1
    _ids: Any = field(default_factory=lambda: itertools.count(1))
    _cursors: dict[str, list[Record]] = field(default_factory=dict)

    def add(self, kind: str, **fields: object) -> str:
        """A record that is there before."""
        record = f"{_PREFIX.get(kind, 'a00')}{next(self._ids):012d}AAA"
        self.records.setdefault(kind, {})[record] = {"Id": record, **fields}
        return record

    def all(self, kind: str, **where: object) -> list[Record]:
        """The records of a kind with these values."""
        wanted = where.items()
        return [
            each for each in self.records.get(kind, {}).values() if all(each.get(k) == v for k, v in wanted)
        ]

    def handle(self, request: LoopbackRequest) -> Reply:
        """One request."""
        try:
            if request.path == "/services/oauth2/token":
                return self._grant(request.form)
            if request.headers.get("authorization") != f"Bearer {self.token}":  # E
                raise RefusedError(401, "INVALID_SESSION_ID", "Session expired or invalid")
            if request.path == "/services/oauth2/userinfo":
                return Reply(200, {"user_id": _USER})
            reply = self._routed(request)
        except RefusedError as refused:
            return Reply(refused.status, refused.body)
        return Reply(reply.status, reply.data, reply.body, {"Sforce-Limit-Info": "api-usage=18/100000"})  # D

    def _grant(self, form: Mapping[str, str]) -> Reply:
        flow = form.get("grant_type")
        if flow == "client_credentials" and (form.get("client_id"), form.get("client_secret")) != (
            "id",
            "s3cret",
        ):
            return Reply(400, {"error": "invalid_client", "error_description": "invalid client credentials"})
        if flow == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            self.assertions.append(form["assertion"])
        elif flow == "refresh_token":
            if form.get("refresh_token") != self.refresh_token:
                return Reply(
                    400, {"error": "invalid_grant", "error_description": "expired access/refresh token"}
                )
        elif flow != "client_credentials":
            return Reply(
                400, {"error": "unsupported_grant_type", "error_description": "grant type not supported"}
            )
        self.tokens_given += 1
        self.token = f"token-{self.tokens_given}"
        return Reply(
            200, {"access_token": self.token, "instance_url": "https://x.example", "token_type": "Bearer"}
        )  # A

    def _routed(self, request: LoopbackRequest) -> Reply:
        if not request.path.startswith(_ROOT + "/"):
            raise RefusedError(404, "NOT_FOUND", "The requested resource does not exist")
        path = request.segments[3:]
        if path[0] == "sobjects":
            return self._sobjects(request, path[1:])
        if path == ["limits"]:
            return Reply(200, {"DailyApiRequests": {"Max": 100000, "Remaining": 99982}})
        if path[0] == "query":
            return self._page(self._cursors.pop(path[1])) if path[1:] else self._query(request.query["q"])
        route = {"composite/graph": self._graph, "tooling/sobjects/CustomField": self._custom_field}.get(
            "/".join(path)
        )
        if route is None:
            raise RefusedError(404, "NOT_FOUND", "The requested resource does not exist")
        return route(self._json(request))

    def _sobjects(self, request: LoopbackRequest, path: list[str]) -> Reply:
        if path == ["ContentVersion"]:
            return self._file(request)
        if path[1:] == ["describe"]:
            return Reply(200, {"name": path[0], "fields": self.schema.described(path[0])})
        return self._write(request.method, path, self._json(request) if request.method != "DELETE" else {})

    def _json(self, request: LoopbackRequest) -> Record:
        if request.headers.get("content-type") != "application/json":
            raise RefusedError(415, "UNSUPPORTED_MEDIA_TYPE", "Content-type is not supported")
        body = json.loads(request.body, parse_float=Decimal)
        if not isinstance(body, dict):
            raise RefusedError(400, "JSON_PARSER_ERROR", "an object is expected")
        return body

    # --- records ----------------------------------------------------------------------------------------------------

    def _write(self, method: str, path: list[str], body: Record) -> Reply:
        kind = path[0]
        if kind not in self.schema.fields:
            raise RefusedError(404, "NOT_FOUND", "The requested resource does not exist")
        kept = self.records.setdefault(kind, {})
        if method == "POST" and len(path) == 1:
            return self._make(kind, body)
        if method == "PATCH" and len(path) == 3:
            return self._upsert(kind, path[1], path[2], body)
        if len(path) != 2 or path[1] not in kept:
            raise RefusedError(404, "NOT_FOUND", "The requested resource does not exist")
        if method == "DELETE":
            del kept[path[1]]
        elif method == "PATCH":
            self._change(kind, path[1], body)
        else:
            raise RefusedError(405, "METHOD_NOT_ALLOWED", f"HTTP method '{method}' not allowed")
        return Reply(204)

    def _upsert(self, kind: str, key: str, value: str, body: Record) -> Reply:
        if not self.schema.fields[kind].get(key) or not self.schema.fields[kind][key].key:  # U
            text = f"Provided external ID field does not exist or is not accessible: {key}"
            raise RefusedError(404, "NOT_FOUND", text)
        if key in body:  # U: the value is in the address
            raise RefusedError(
                400, "INVALID_FIELD", f"The {key} field should not be specified in the sobject data."
            )
        found = [
            each["Id"] for each in self.all(kind) if str(each.get(key, "")).casefold() == value.casefold()
        ]
        if len(found) > 1:  # U
            return Reply(300, [f"{_ROOT}/sobjects/{kind}/{each}" for each in found])
        if found:
            self._change(kind, found[0], body)
            return Reply(200, {"id": found[0], "success": True, "errors": [], "created": False})
        return self._make(kind, {key: value, **body})

    def _make(self, kind: str, body: Record) -> Reply:
        self._check(kind, body, new=True)
        if kind == "OpportunityLineItem":
            self._check_line(body)
        record = self.add(kind, **body)
        return Reply(201, {"id": record, "success": True, "errors": []})

    def _change(self, kind: str, record: str, body: Record) -> None:
        self._check(kind, body, new=False)
        if (
            kind == "Opportunity"
            and "Amount" in body
            and self.all("OpportunityLineItem", OpportunityId=record)
        ):
            return  # the products make the amount: an update of it is ignored
        self.records[kind][record].update(body)

    def _check(self, kind: str, body: Record, *, new: bool) -> None:
        self.schema.check(kind, body, new=new)
        if self.rule and (refused := self.rule(kind, body)):
            raise RefusedError(400, *refused)
        for name in body:
            if self.schema.fields[kind][name].key and self.all(kind, **{name: body[name]}) and new:
                raise RefusedError(400, "DUPLICATE_VALUE", f"duplicate value found: {name}", name)

    def _check_line(self, body: Record) -> None:
        deal = self.records["Opportunity"].get(body["OpportunityId"])
        entry = self.records["PricebookEntry"].get(body["PricebookEntryId"])
        if deal is None or entry is None or not entry["IsActive"]:
            raise RefusedError(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        if entry["Pricebook2Id"] != deal.get("Pricebook2Id") or entry.get("CurrencyIsoCode") != deal.get(
            "CurrencyIsoCode"
        ):
            text = "The price book entry is in another price book or currency than the opportunity"
            raise RefusedError(400, "FIELD_INTEGRITY_EXCEPTION", text, "PricebookEntryId")

    def _file(self, request: LoopbackRequest) -> Reply:
        if request.method != "POST" or not request.headers["content-type"].startswith("multipart/form-data"):
            raise RefusedError(415, "UNSUPPORTED_MEDIA_TYPE", "multipart, please")
        about, content = request.parts  # B: the JSON comes first
        if (about.name, about.media_type, content.name) != (
            "entity_content",
            "application/json",
            "VersionData",
        ):
            raise RefusedError(400, "INVALID_MULTIPART_REQUEST", "The first part must be the entity's JSON")
        fields = json.loads(about.content)
        self._check("ContentVersion", fields, new=True)
        where = fields["FirstPublishLocationId"]
        if where not in self.records["Opportunity"] or not content.filename:
            raise RefusedError(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        self.add("ContentDocumentLink", LinkedEntityId=where, Title=fields["Title"], content=content.content)
        made = self.add("ContentVersion", **fields)
        return Reply(201, {"id": made, "success": True, "errors": []})

    def _custom_field(self, body: Record) -> Reply:
        kind, name = body["FullName"].split(".")
        about = body["Metadata"]
        if not re.fullmatch(r"[A-Z]\w*__c", name) or kind not in self.schema.fields:
            raise RefusedError(400, "FIELD_INTEGRITY_EXCEPTION", f"{name} is no name for a field")
        if name in self.schema.fields[kind]:
            raise RefusedError(
                400, "DUPLICATE_DEVELOPER_NAME", f"There is already a field named {name} on {kind}."
            )
        if not about.get("label") or (about["type"] == "Text" and not 0 < about.get("length", 0) <= 255):
            raise RefusedError(400, "REQUIRED_FIELD_MISSING", "label and length")
        key = bool(about.get("externalId") and about.get("unique"))
        self.schema.add(kind, name, key=key, number=about["type"] == "Currency")
        return Reply(201, {"id": self.add("CustomField", **body), "success": True, "errors": []})

    # --- many at once -----------------------------------------------------------------------------------------------

    def _graph(self, body: Record) -> Reply:
        (graph,) = body["graphs"]
        nodes = graph["compositeRequest"]
        if len(nodes) > 500:  # G
            raise RefusedError(400, "LIMIT_EXCEEDED", "Maximum number of nodes is 500")
        if len({node["referenceId"] for node in nodes}) != len(nodes):
            raise RefusedError(400, "INVALID_INPUT", "referenceId is not unique")
        before = copy.deepcopy(self.records)
        parts: list[Record] = []
        failed = False
        for node in nodes:
            path = node["url"].removeprefix(f"{_ROOT}/sobjects/").split("/")
            try:
                reply = self._write(node["method"], path, node.get("body", {}))
                body_of, status = reply.data, reply.status
            except RefusedError as refused:
                body_of, status = refused.body, refused.status
            failed |= status >= 300
            parts.append({"body": body_of, "httpStatusCode": status, "referenceId": node["referenceId"]})
        if failed:  # G: nothing was done, and the nodes that were right say so
            self.records = before
            halted = [{"errorCode": "PROCESSING_HALTED", "message": "The transaction was rolled back"}]
            parts = [
                p if p["httpStatusCode"] >= 300 else {**p, "httpStatusCode": 400, "body": halted}
                for p in parts
            ]
        done = {
            "graphId": graph["graphId"],
            "graphResponse": {"compositeResponse": parts},
            "isSuccessful": not failed,
        }
        return Reply(200, {"graphs": [done]})

    def _query(self, soql: str) -> Reply:
        if len(soql) > 16_000:
            raise RefusedError(414, "URI_TOO_LONG", "URI too long")
        try:
            query = parse(soql)
        except SoqlError as error:
            raise RefusedError(400, "MALFORMED_QUERY", str(error)) from None
        for name in query.named:
            if "." not in name:
                self.schema.known(query.kind, name)
        found = [each for each in self.all(query.kind) if query.holds(partial(_look, each))]
        return self._page([self._shown(each, query.fields) for each in found[: query.limit]])

    def _page(self, rows: list[Record]) -> Reply:
        page: Record = {"totalSize": len(rows), "done": len(rows) <= self.page, "records": rows[: self.page]}
        if len(rows) > self.page:
            cursor = f"01g{next(self._ids):012d}-{self.page}"
            self._cursors[cursor] = rows[self.page :]
            page["nextRecordsUrl"] = f"{_ROOT}/query/{cursor}"
        return Reply(200, page)

    def _shown(self, record: Record, fields: tuple[str, ...]) -> Record:
        shown: Record = {"attributes": {"type": "?"}}
        for name in fields:
            parent, _, child = name.rpartition(".")
            if parent == "Account":
                account = self.records.get("Account", {}).get(record.get("AccountId", ""))
                shown["Account"] = {"Name": account["Name"]} if account else None
            elif parent:
                shown[parent] = {child: record.get(child)}
            elif name == "Name" and record["Id"].startswith("003"):
                shown["Name"] = " ".join(filter(None, (record.get("FirstName"), record.get("LastName"))))
            else:
                shown[name] = record.get(name)
        return shown


def _look(record: Record, name: str) -> object:
    """``Product2.ProductCode`` and ``ContentDocument.Title`` are kept on the record itself."""
    return record.get(name.rpartition(".")[2])
