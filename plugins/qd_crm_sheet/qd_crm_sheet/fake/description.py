"""Requests judged by Google's own description of the API: path, parameters and body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qd_crm_sheet.fake.errors import GoogleError

__all__ = ["Request", "understood"]


@dataclass(frozen=True, slots=True)
class Request:
    """``method`` as in the document (``spreadsheets.values.append``); ``parameters`` of path and query."""

    method: str
    parameters: Mapping[str, Sequence[str]]
    body: dict[str, Any]

    def one(self, name: str, default: str = "") -> str:
        """A parameter that is given once."""
        return next(iter(self.parameters.get(name, ())), default)


def understood(verb: str, path: str, query: Mapping[str, Sequence[str]], body: object) -> Request:
    """The request, if the document (D) allows it. Raises GoogleError."""
    for name, method in _methods().items():
        found = re.fullmatch(_pattern(method["flatPath"]), path)
        if found and method["httpMethod"] == verb:
            parameters = {**query, **{key: [value] for key, value in found.groupdict().items()}}
            _check_parameters(method, parameters)
            wanted = method.get("request", {}).get("$ref")
            if (wanted is None) != (body is None):
                raise GoogleError(400, "Invalid JSON payload received." if wanted else "Unexpected body.")
            if wanted:
                _check(body, {"$ref": wanted}, "")
            return Request(name, parameters, body if isinstance(body, dict) else {})
    raise GoogleError(404, f"Method not found: {verb} {path}")


@cache
def _document() -> dict[str, Any]:
    from googleapiclient.discovery_cache import get_static_doc

    document: dict[str, Any] = json.loads(get_static_doc("sheets", "v4"))
    return document


@cache
def _methods() -> dict[str, Any]:
    found: dict[str, Any] = {}

    def walk(resources: Mapping[str, Any], prefix: str) -> None:
        for name, resource in resources.items():
            for verb, method in resource.get("methods", {}).items():
                found[f"{prefix}{name}.{verb}"] = method
            walk(resource.get("resources", {}), f"{prefix}{name}.")

    walk(_document()["resources"], "")
    return found


def _pattern(flat: str) -> str:
    parts = re.split(r"\{(\w+)\}", flat)
    return "/" + "".join(
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>[^/:]+)" if part != "range" else f"(?P<{part}>.+)"
        for place, part in enumerate(parts)
    )


def _check_parameters(method: Mapping[str, Any], given: Mapping[str, Sequence[str]]) -> None:
    known = {**_document()["parameters"], **method["parameters"]}
    for name, values in given.items():
        if name not in known:
            raise GoogleError(
                400, f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter.'
            )
        rule = known[name]
        if len(values) > 1 and not rule.get("repeated"):
            raise GoogleError(400, f'Proto field is not repeating, cannot start list: "{name}"')
        for value in values:
            if rule.get("enum") and value not in rule["enum"]:
                raise GoogleError(400, f"Invalid value at '{name}' ({rule['type']}), \"{value}\"")
    missing = [
        name for name, rule in method["parameters"].items() if rule.get("required") and name not in given
    ]
    if missing:
        raise GoogleError(400, f"Missing required parameter: {missing[0]}")


def _check(value: object, rule: Mapping[str, Any], at: str) -> None:
    """A value against a JSON schema of the document."""
    if "$ref" in rule:
        rule = _document()["schemas"][rule["$ref"]]
    kind = rule.get("type", "object")
    if kind == "object":
        _check_object(value, rule.get("properties", {}), at)
    elif kind == "array":
        if not isinstance(value, list):
            raise GoogleError(400, f"Invalid value at '{at}': a list is expected.")
        for place, each in enumerate(value):
            _check(each, rule["items"], f"{at}[{place}]")
    elif kind != "any":
        _check_plain(value, kind, rule.get("enum"), at)


def _check_object(value: object, properties: Mapping[str, Any], at: str) -> None:
    """Unknown names are refused, as Google does (E)."""
    if not isinstance(value, dict):
        raise GoogleError(400, f"Invalid JSON payload received. Object expected at '{at}'.")
    for name, each in value.items():
        if name not in properties:
            raise GoogleError(
                400, f"Invalid JSON payload received. Unknown name \"{name}\" at '{at}': Cannot find field."
            )
        _check(each, properties[name], f"{at}.{name}".lstrip("."))


def _check_plain(value: object, kind: str, choices: Sequence[str] | None, at: str) -> None:
    types = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}
    right = isinstance(value, types[kind]) and (kind == "boolean" or not isinstance(value, bool))
    if not right or (choices and value not in choices):
        raise GoogleError(400, f"Invalid value at '{at}' (TYPE_{kind.upper()}), {json.dumps(value)}")
