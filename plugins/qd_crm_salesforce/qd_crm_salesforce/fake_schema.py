"""The objects of the stand-in's org: which fields there are, and what Salesforce lets one do with them.

Sources: developer.salesforce.com/docs/platform/object-reference (required fields, lengths, what can be set at creation
only) and the field reference (scale 2 of Quantity and UnitPrice).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Field", "RefusedError", "Schema"]

_STAGES = ("Prospecting", "Proposal/Price Quote", "Closed Won")
# name, then: a number for a length in characters, ! required, + at creation only, # a number with two decimals, - never
_OBJECTS = {
    "Contact": "FirstName:40 LastName:80! Email:80 AccountId:18 Name-",
    "Account": "Name:255!",
    "Opportunity": "Name:120! StageName:255! CloseDate:10! Amount# Pricebook2Id:18 AccountId:18 ContactId:18+ "
    "CurrencyIsoCode:3",
    "OpportunityLineItem": "OpportunityId:18!+ PricebookEntryId:18!+ Quantity#! UnitPrice# TotalPrice# Description:255",
    "Pricebook2": "Name:255! IsActive IsStandard-",
    "PricebookEntry": "Pricebook2Id:18!+ IsActive CurrencyIsoCode:3 ProductCode:255",
    "Task": "WhatId:18 Subject:255 Description:32000 Status:40! Priority:40! ActivityDate:10",
    "ContentDocumentLink": "LinkedEntityId:18!+ Title:255",
    "ContentVersion": "Title:255! PathOnClient:500!+ FirstPublishLocationId:18+",
    "PermissionSet": "Name:80! Label:80!",
    "FieldPermissions": "ParentId:18!+ SobjectType:80!+ Field:255!+ PermissionsRead PermissionsEdit",
    "PermissionSetAssignment": "AssigneeId:18!+ PermissionSetId:18!+",
}


class RefusedError(Exception):
    """Salesforce's error body: a list."""

    def __init__(self, status: int, code: str, message: str, *fields: str) -> None:
        self.status = status
        self.body = [{"message": message, "errorCode": code, "fields": list(fields)}]
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Field:
    """One field."""

    name: str
    length: int = 0
    required: bool = False
    creatable: bool = True
    updatable: bool = True
    number: bool = False
    key: bool = False


@dataclass
class Schema:
    """``several_currencies`` says whether the org has the field CurrencyIsoCode."""

    several_currencies: bool = True
    stages: tuple[str, ...] = _STAGES
    fields: dict[str, dict[str, Field]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, told in _OBJECTS.items():
            self.fields[kind] = {"Id": Field("Id", creatable=False, updatable=False)}
            for word in told.split():
                name, _, marks = word.strip("!+#-").partition(":")
                if name != "CurrencyIsoCode" or self.several_currencies:
                    self.fields[kind][name] = Field(
                        name, int(marks or 0), "!" in word, "-" not in word, not {"+", "-"} & set(word), "#" in word
                    )  # fmt: skip

    def add(self, kind: str, name: str, *, key: bool = False, number: bool = False) -> None:
        """A custom field."""
        self.fields[kind][name] = Field(name, 0 if number else 255, number=number, key=key)

    def described(self, kind: str) -> list[dict[str, object]]:
        """As ``describe`` has it."""
        values = [{"value": stage, "active": True} for stage in self.stages]
        return [
            {
                "name": each.name, "externalId": each.key, "unique": each.key, "createable": each.creatable,
                "picklistValues": values if each.name == "StageName" else [],
            }
            for each in self.fields[kind].values()
        ]  # fmt: skip

    def known(self, kind: str, name: str) -> Field:
        """A field that may be named. Raises RefusedError."""
        if name not in self.fields.get(kind, {}):
            raise RefusedError(
                400, "INVALID_FIELD", f"No such column '{name}' on sobject of type {kind}", name
            )
        return self.fields[kind][name]

    def check(self, kind: str, given: Mapping[str, object], *, new: bool) -> None:
        """Every value, as Salesforce checks them."""
        for name, value in given.items():
            known = self.known(kind, name)
            if not (known.creatable if new else known.updatable):
                text = f"Unable to create/update fields: {name}. Please check the security settings of this field"
                raise RefusedError(400, "INVALID_FIELD_FOR_INSERT_UPDATE", text, name)
            _check_value(known, value)
        if new:
            _require(self.fields[kind].values(), given)
        if "StageName" in given and given["StageName"] not in self.stages:
            text = f"bad value for restricted picklist field: {given['StageName']}"
            raise RefusedError(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", text, "StageName")
        if kind == "OpportunityLineItem" and {"UnitPrice", "TotalPrice"} <= set(given):
            raise RefusedError(
                400, "FIELD_INTEGRITY_EXCEPTION", "specify either UnitPrice or TotalPrice", "TotalPrice"
            )


def _require(fields: Iterable[Field], given: Mapping[str, object]) -> None:
    missing = [each.name for each in fields if each.required and given.get(each.name) in (None, "")]
    if missing:
        text = f"Required fields are missing: [{', '.join(missing)}]"
        raise RefusedError(400, "REQUIRED_FIELD_MISSING", text, *missing)


def _check_value(known: Field, value: object) -> None:
    if known.number:
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise RefusedError(400, "JSON_PARSER_ERROR", f"Cannot deserialize {known.name} from {value!r}")
        exponent = Decimal(value).normalize().as_tuple().exponent
        if isinstance(exponent, int) and exponent < -2:
            raise RefusedError(
                400, "NUMBER_OUTSIDE_VALID_RANGE", f"{known.name}: more than two decimals", known.name
            )
    elif known.length and isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > known.length:
        text = f"{known.name}: data value too large: {value[:20]} (max length={known.length})"
        raise RefusedError(400, "STRING_TOO_LONG", text, known.name)
