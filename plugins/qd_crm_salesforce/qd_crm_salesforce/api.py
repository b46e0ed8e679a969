"""Salesforce's REST API: records, queries, graphs of writes, and what its refusals mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qd_core.errors import QdError, RejectedError, TransientError
from qd_core.plugin import Answer, Part, ProviderContext, Rest, fitted
from qd_crm_salesforce.settings import SalesforceSettings
from qd_crm_salesforce.sign_in import token_keeper

__all__ = ["Node", "RefusedError", "Row", "Salesforce", "literal"]

R = TypeVar("R", bound=BaseModel)
_DAY_IS_FULL = 900.0
"""Salesforce counts calls over a rolling day and says nothing of when: a quarter of an hour later is soon enough."""
_BUSY = frozenset(
    {
        "UNABLE_TO_LOCK_ROW",
        "SERVER_UNAVAILABLE",
        "CONCURRENT_REQUESTS_LIMIT_EXCEEDED",
        "API_CURRENTLY_DISABLED",
    }
)
_GRAPH_SECONDS = 30.0
_PAGES = 200


class RefusedError(RejectedError):
    """A refusal with Salesforce's error codes."""

    def __init__(self, message: str, codes: set[str]) -> None:
        self.codes = frozenset(codes)
        super().__init__(message)


class Row(BaseModel):
    """A record of a query."""

    model_config = ConfigDict(frozen=True)

    Id: str = Field(min_length=15)


class _Made(BaseModel):
    id: str = Field(min_length=15)


class _Page(BaseModel):
    records: list[dict[str, object]]
    nextRecordsUrl: str | None = Field(None, pattern=r"^/services/data/v\d+\.0/query/[\w-]+$")  # noqa: N815


class _Part(BaseModel):
    httpStatusCode: int  # noqa: N815 - Salesforce's name
    body: object = None


class _Parts(BaseModel):
    compositeResponse: list[_Part]  # noqa: N815


class _Graph(BaseModel):
    isSuccessful: bool  # noqa: N815
    graphResponse: _Parts  # noqa: N815


class _Graphs(BaseModel):
    graphs: list[_Graph] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Node:
    """One write of a graph; ``path`` is under ``/sobjects``."""

    method: str
    path: str
    body: Mapping[str, object] | None = None


class Salesforce:
    """The connection to one org."""

    def __init__(self, settings: SalesforceSettings, context: ProviderContext) -> None:
        self._data = f"/services/data/{settings.api_version}"
        self.tokens = token_keeper(settings, context)
        self.rest = Rest(context, "Salesforce", settings.domain, auth=self.tokens, judge=judge)

    def get(self, path: str, *, accept: Sequence[int] = ()) -> Answer:
        """Reads ``path`` under the versioned root: ``/sobjects/Contact/describe``."""
        return self.rest.call("GET", self._data + path, accept=accept)

    def create(self, kind: str, fields: Mapping[str, object], *, api: str = "") -> str:
        """The id of a new record. ``api`` is ``/tooling`` for what is not data."""
        answer = self.rest.call("POST", f"{self._data}{api}/sobjects/{kind}", json=fields, creates=True)
        return answer.read(_Made).id

    def update(self, kind: str, record: str, fields: Mapping[str, object]) -> None:
        """Changes a record by its id."""
        self.rest.call("PATCH", f"{self._data}/sobjects/{kind}/{record}", json=fields)

    def upsert(
        self, kind: str, field: str, value: str, fields: Mapping[str, object], *, creates: bool = False
    ) -> str:
        """The id of the one record whose external id ``field`` is ``value``, created or changed. ``creates`` says that
        ``fields`` has some that only a new record takes: then it is not sent twice."""
        path = f"{self._data}/sobjects/{kind}/{field}/{quote(value, safe='')}"
        return self.rest.call("PATCH", path, json=fields, creates=creates).read(_Made).id

    def upload(self, kind: str, parts: Sequence[Part]) -> str:
        """The id of a new record that carries a file."""
        path = f"{self._data}/sobjects/{kind}"
        return self.rest.call("POST", path, parts=parts, creates=True).read(_Made).id

    def query(self, soql: str, model: type[R]) -> list[R]:
        """Every record. Values go into ``soql`` by `literal`."""
        rows: list[dict[str, object]] = []
        answer = self.rest.call("GET", f"{self._data}/query", query={"q": soql})
        for _ in range(_PAGES):
            page = answer.read(_Page)
            rows += page.records
            if page.nextRecordsUrl is None:
                return _read(rows, model)
            answer = self.rest.call("GET", page.nextRecordsUrl)
        raise TransientError("Salesforce's answer has no last page")

    def graph(self, nodes: Sequence[Node]) -> None:
        """Writes all of them or none: at most 500 nodes, one call of the daily allowance. It is not sent twice: a
        record that the first one made refuses the fields that only a new one takes."""
        requests = [
            {
                "method": node.method,
                "url": f"{self._data}/sobjects/{node.path}",
                "referenceId": f"n{number}",
                **({"body": node.body} if node.body is not None else {}),
            }
            for number, node in enumerate(nodes)
        ]
        body = {"graphs": [{"graphId": "g1", "compositeRequest": requests}]}
        path = f"{self._data}/composite/graph"
        answer = self.rest.call("POST", path, json=body, creates=True, read_timeout=_GRAPH_SECONDS)
        done = answer.read(_Graphs).graphs[0]
        if not done.isSuccessful:
            wrong = [each for part in done.graphResponse.compositeResponse for each in _errors(part.body)]
            raise _error([each for each in wrong if each[0] != "PROCESSING_HALTED"])


def _read(rows: Sequence[Mapping[str, object]], model: type[R]) -> list[R]:
    try:
        return [model.model_validate(row) for row in rows]
    except ValidationError as error:
        fields = ", ".join(dict.fromkeys(".".join(map(str, item["loc"])) for item in error.errors()))
        raise TransientError(f"Salesforce's records lack what was expected: {fields}") from None


def judge(answer: Answer) -> QdError | None:
    """What an answer that is no success means."""
    if answer.status == 300:  # several records with one external id; nothing was written
        return RejectedError(
            "Salesforce: several records match where there may be one: merge them in Salesforce"
        )
    errors = _errors(answer.data)
    if (
        answer.status == 401
        or not errors
        or (answer.status >= 500 and not _BUSY & {code for code, _ in errors})
    ):
        return None
    return _error(errors)


def literal(text: str) -> str:
    """A string of SOQL."""
    return "'" + re.sub(r"([\\'])", r"\\\1", re.sub(r"[\x00-\x1f\x7f]", " ", text)) + "'"


def _errors(body: object) -> list[tuple[str, str]]:
    """Code and words of each error of a body."""
    return [
        (str(each.get("errorCode") or each.get("statusCode") or ""), _told(each))
        for each in (body if isinstance(body, list) else [])
        if isinstance(each, dict)
    ]


def _told(error: Mapping[str, object]) -> str:
    fields = error.get("fields")
    about = f" ({', '.join(map(str, fields))})" if isinstance(fields, list) and fields else ""
    return f"{error.get('message') or error.get('errorCode') or 'no reason given'}{about}"


def _error(errors: Sequence[tuple[str, str]]) -> QdError:
    codes = {code for code, _ in errors}
    said = fitted("; ".join(dict.fromkeys(words for _, words in errors[:5])) or "no reason given", 500)
    if "REQUEST_LIMIT_EXCEEDED" in codes:
        return TransientError(f"Salesforce: {said}", retry_after=_DAY_IS_FULL)
    if codes & _BUSY:
        return TransientError(f"Salesforce: {said}", retry_after=1)
    return RefusedError(f"Salesforce: {said}{_hint(codes, said)}", codes)


def _hint(codes: set[str], said: str) -> str:
    if "DUPLICATES_DETECTED" in codes:
        return ". A duplicate rule of the org stops it: merge the records, or let the rule's integration user pass"
    if codes & {"INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE"} or "external ID field" in said:
        return ". `qd crm setup` creates the fields that Quote Drafter needs; `qd crm check` says which are missing"
    if any(code.startswith("INSUFFICIENT_ACCESS") for code in codes):
        return ". The run-as user lacks a permission: see the plugin's README"
    return ""
