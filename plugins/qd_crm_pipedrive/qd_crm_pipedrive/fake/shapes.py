"""Which fields a request may have, of which type (N); anything else is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from qd_crm_pipedrive.fake.errors import RefusedError

__all__ = ["BODIES", "QUERIES", "checked", "checked_query"]

Rule = Callable[[object], bool]


def whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def flag(value: object) -> bool:
    return isinstance(value, bool)


def text(value: object) -> bool:
    return isinstance(value, str)


def short(value: object) -> bool:
    """``varchar``: up to 255 characters (N, types of fields)."""
    return isinstance(value, str) and 0 < len(value.encode("utf-16-le")) // 2 <= 255


def one_of(*values: str) -> Rule:
    return lambda value: value in values


def custom(value: object) -> bool:
    """Keys of 40 hexadecimal digits (N)."""
    return isinstance(value, dict) and all(re.fullmatch(r"[0-9a-f]{40}", key) for key in value)


def emails(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and set(each) <= {"value", "primary", "label"}
        and text(each.get("value"))
        and "@" in each["value"]
        for each in value
    )


_DEAL: dict[str, Rule] = {
    "title": short, "owner_id": whole, "person_id": whole, "org_id": whole, "pipeline_id": whole, "stage_id": whole,
    "value": number, "currency": lambda value: isinstance(value, str) and len(value) == 3,
    "status": one_of("open", "won", "lost"), "expected_close_date": text, "custom_fields": custom,
}  # fmt: skip
_PERSON: dict[str, Rule] = {
    "name": short, "owner_id": whole, "org_id": whole, "emails": emails, "custom_fields": custom,
}  # fmt: skip
_ORGANIZATION: dict[str, Rule] = {
    "name": short, "owner_id": whole, "website": text, "custom_fields": custom,
}  # fmt: skip
_PRODUCT: dict[str, Rule] = {
    "name": short, "code": short, "description": text, "unit": short, "tax": number, "owner_id": whole,
    "is_linkable": flag, "prices": lambda value: isinstance(value, list), "custom_fields": custom,
}  # fmt: skip
_LINE: dict[str, Rule] = {
    "product_id": whole, "item_price": number, "quantity": number, "tax": number, "comments": text, "discount": number,
    "is_enabled": flag, "tax_method": one_of("exclusive", "inclusive", "none"),
    "discount_type": one_of("percentage", "amount"), "product_variation_id": whole,
}  # fmt: skip
_FIELD: dict[str, Rule] = {
    "field_name": short, "description": text, "options": lambda value: isinstance(value, list),
    "field_type": one_of(*"""varchar text double phone date daterange time timerange set enum varchar_auto address
    monetary org people user""".split()),
}  # fmt: skip
_NOTE: dict[str, Rule] = {
    "content": text,
    "deal_id": whole,
    "person_id": whole,
    "org_id": whole,
    "user_id": whole,
}

BODIES: Mapping[str, tuple[Mapping[str, Rule], tuple[str, ...]]] = {
    "deals": (_DEAL, ("title",)),
    "persons": (_PERSON, ("name",)),
    "organizations": (_ORGANIZATION, ("name",)),
    "products": (_PRODUCT, ("name",)),
    "line": (_LINE, ("product_id", "item_price", "quantity")),
    "dealFields": (_FIELD, ("field_name", "field_type")),
    "organizationFields": (_FIELD, ("field_name", "field_type")),
    "notes": (_NOTE, ("content",)),
}
"""Fields, and those that must be there when a thing is made."""

_LIST = {
    "limit",
    "cursor",
    "sort_by",
    "sort_direction",
    "ids",
    "updated_since",
    "custom_fields",
    "filter_id",
    "owner_id",
}
_LABELS = {"include_option_labels", "include_labels", "include_fields"}
_SEARCH = {"term", "fields", "exact_match", "limit", "cursor"}
QUERIES: Mapping[str, frozenset[str]] = {
    "deals": frozenset(_LIST | _LABELS | {"person_id", "org_id", "stage_id", "status"}),
    "persons": frozenset(_LIST | _LABELS | {"org_id"}),
    "organizations": frozenset(_LIST | _LABELS),
    "products": frozenset(_LIST),
    "lines": frozenset({"limit", "cursor", "sort_by", "sort_direction"}),
    "fields": frozenset({"limit", "cursor", "include_fields"}),
    "search": frozenset(_SEARCH),
    "one": frozenset({"custom_fields", "include_fields", "include_option_labels", "include_labels"}),
    "none": frozenset(),
    "v1 list": frozenset({"start", "limit", "sort"}),
    "v1 notes": frozenset({"start", "limit", "sort", "deal_id", "person_id", "org_id", "user_id"}),
}


def checked(kind: str, body: object, *, new: bool) -> dict[str, object]:
    """The body, if it is one. Raises RefusedError in Pipedrive's manner."""
    rules, needed = BODIES[kind]
    if not isinstance(body, dict):
        raise RefusedError(400, "Request body is not an object")
    for name, value in body.items():
        if name not in rules:
            raise RefusedError(
                400, f"Validation failed: {name}: unknown property", "ERR_SCHEMA_VALIDATION_FAILED"
            )
        if not rules[name](value):
            raise RefusedError(
                400, f"Validation failed: {name}: invalid value {value!r}", "ERR_SCHEMA_VALIDATION_FAILED"
            )
    for name in needed if new else ():
        if name not in body:
            raise RefusedError(
                400, f"Validation failed: {name}: Missing required property", "ERR_SCHEMA_VALIDATION_FAILED"
            )
    return body


def checked_query(kind: str, query: Mapping[str, str]) -> None:
    """Unknown parameters are refused (Q), and limits are kept (N)."""
    for name in query:
        if name not in QUERIES[kind]:
            raise RefusedError(400, f"Validation failed: query: unknown parameter {name}")
    most = 100 if kind.startswith("v1") else 500
    if "limit" in query and not (query["limit"].isdigit() and 1 <= int(query["limit"]) <= most):
        raise RefusedError(400, f"Validation failed: limit: at most {most}")
    if len(query.get("ids", "").split(",")) > 100:
        raise RefusedError(400, "Validation failed: ids: at most 100")
    if len(query.get("custom_fields", "").split(",")) > 15:
        raise RefusedError(400, "Validation failed: custom_fields: at most 15")
    since = query.get("updated_since")
    if since and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", since):
        raise RefusedError(400, "Validation failed: updated_since: RFC3339")
