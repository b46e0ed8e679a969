"""As much of SOQL as the stand-in needs to answer: one object, conditions joined by AND or by OR, a limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Query", "SoqlError", "parse"]

Record = Mapping[str, object]
_QUERY = re.compile(
    r"SELECT (?P<fields>[\w., ]+) FROM (?P<kind>\w+)(?: WHERE (?P<where>.+?))?(?: LIMIT (?P<limit>\d+))?"
)
_STRING = r"'(?:[^'\\]|\\.)*'"
_CONDITION = re.compile(
    rf"(?P<field>[\w.]+) (?P<operator>=|!=|LIKE|IN) "
    rf"(?P<value>{_STRING}|null|true|false|\({_STRING}(?:, {_STRING})*\))(?: (?P<join>AND|OR) |$)"
)


class SoqlError(Exception):
    """MALFORMED_QUERY."""


@dataclass(frozen=True, slots=True)
class Query:
    """``holds`` says whether a record is meant, given a function that looks a field up."""

    fields: tuple[str, ...]
    kind: str
    named: tuple[str, ...]
    limit: int
    holds: Callable[[Callable[[str], object]], bool]


def parse(text: str) -> Query:
    """Raises SoqlError for what it does not understand, as Salesforce does for what is no SOQL."""
    found = _QUERY.fullmatch(text)
    if not found:
        raise SoqlError(f"unexpected token: {text[:80]}")
    fields = tuple(found["fields"].split(", "))
    tests, joins, named, rest = [], set(), list(fields), found["where"] or ""
    while rest:
        part = _CONDITION.match(rest)
        if not part:
            raise SoqlError(f"unexpected token: {rest[:80]}")
        named.append(part["field"])
        joins.add(part["join"])
        tests.append((part["field"], part["operator"], _value(part["value"])))
        rest = rest[part.end() :]
    if {"AND", "OR"} <= joins:
        raise SoqlError("AND and OR need brackets")
    together: Callable[[Iterable[object]], bool] = any if "OR" in joins else all

    def holds(look: Callable[[str], object]) -> bool:
        return together(_true(look(field), operator, value) for field, operator, value in tests)

    return Query(fields, found["kind"], tuple(named), int(found["limit"] or 2000), holds)


def _value(text: str) -> object:
    if text.startswith("("):
        return [_string(each) for each in re.findall(_STRING, text)]
    return {"null": None, "true": True, "false": False}.get(text, _string(text))


def _string(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _true(kept: object, operator: str, value: object) -> bool:
    """Text is compared without regard to case."""
    kept, value = _folded(kept), _folded(value)
    if operator == "LIKE":
        pattern = "".join(".*" if c == "%" else "." if c == "_" else re.escape(c) for c in str(value))
        return isinstance(kept, str) and re.fullmatch(pattern, kept, re.DOTALL) is not None
    if operator == "IN":
        return isinstance(value, list) and kept in value
    return (kept == value) == (operator == "=")


def _folded(value: object) -> object:
    if isinstance(value, list):
        return [_folded(each) for each in value]
    return value.casefold() if isinstance(value, str) else value
