"""What must be in the Salesforce org, and how it comes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import BaseModel

from qd_core.errors import QdError
from qd_core.plugin import Check
from qd_crm_salesforce.api import RefusedError, Row, Salesforce, literal
from qd_crm_salesforce.opportunities import LINE_KEY, RFQ_ID, TOTAL
from qd_crm_salesforce.people import EMAIL_KEY
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["check", "setup"]

_PERMISSIONS = "Quote_Drafter"
_MISSING = "run `qd crm setup`, or create it as the plugin's README says"


@dataclass(frozen=True, slots=True)
class _Wanted:
    kind: str
    field: str
    label: str
    metadata: dict[str, object]
    key: bool = False

    @property
    def title(self) -> str:
        return f"field {self.field} of {self.kind}"


class _Option(BaseModel):
    value: str
    active: bool = True


class _Field(BaseModel):
    name: str
    externalId: bool = False  # noqa: N815 - Salesforce's names, here and below
    unique: bool = False
    createable: bool = True
    picklistValues: list[_Option] = []  # noqa: N815


class _Described(BaseModel):
    fields: list[_Field]


class _User(BaseModel):
    user_id: str


def check(settings: SalesforceSettings, salesforce: Salesforce) -> Sequence[Check]:
    """Connection, fields, stage, currency and price book; changes nothing."""
    connection = _asked("connection", lambda: _connection(salesforce))
    if not connection.ok:
        return [connection]
    known: dict[str, dict[str, _Field]] = {}
    for kind in ("Contact", "Account", "Opportunity", "OpportunityLineItem"):
        described = _asked(f"object {kind}", partial(_describe, salesforce, kind, known))
        if not described.ok:
            return [connection, described]
    fields = [_field(wanted, known[wanted.kind]) for wanted in _wanted(settings)]
    stage = _stage(settings, known["Opportunity"]["StageName"].picklistValues)
    currency = _currency(settings, has_several="CurrencyIsoCode" in known["Opportunity"])
    return [connection, *fields, stage, currency, _asked("price book", lambda: _book(settings, salesforce))]


def setup(settings: SalesforceSettings, salesforce: Salesforce) -> Sequence[Check]:
    """Creates the fields that are missing, lets the run-as user see them, then checks again."""
    known: dict[str, dict[str, _Field]] = {}
    made = []
    for wanted in _wanted(settings):
        if wanted.kind not in known:
            _describe(salesforce, wanted.kind, known)
        if wanted.field not in known[wanted.kind]:
            body = {
                "FullName": f"{wanted.kind}.{wanted.field}",
                "Metadata": {"label": wanted.label, **wanted.metadata},
            }
            _unless(
                "DUPLICATE_DEVELOPER_NAME", partial(salesforce.create, "CustomField", body, api="/tooling")
            )
            made.append(wanted)
    if made:  # a new field is seen by nobody until a permission says so
        _permit(salesforce, made)
    return check(settings, salesforce)


def _wanted(settings: SalesforceSettings) -> Sequence[_Wanted]:
    text = {"type": "Text", "length": 255}
    key = {**text, "externalId": True, "unique": True, "caseSensitive": False}
    return (
        _Wanted("Contact", EMAIL_KEY, "Quote Drafter e-mail", key, key=True),
        _Wanted("Account", settings.domain_field, "E-mail domain", text),
        _Wanted("Account", settings.tier_field, "Tier", text),
        _Wanted("Opportunity", RFQ_ID, "RFQ id", key, key=True),
        _Wanted("Opportunity", TOTAL, "RFQ total", {"type": "Currency", "precision": 18, "scale": 2}),
        _Wanted("OpportunityLineItem", LINE_KEY, "RFQ line id", key, key=True),
    )


def _permit(salesforce: Salesforce, made: Sequence[_Wanted]) -> None:
    where = f"Name = {literal(_PERMISSIONS)}"
    found = salesforce.query(f"SELECT Id FROM PermissionSet WHERE {where}", Row)  # noqa: S608 - see literal
    permissions = (
        found[0].Id
        if found
        else salesforce.create("PermissionSet", {"Name": _PERMISSIONS, "Label": "Quote Drafter"})
    )
    for wanted in made:
        fields = {
            "ParentId": permissions,
            "SobjectType": wanted.kind,
            "Field": f"{wanted.kind}.{wanted.field}",
            "PermissionsRead": True,
            "PermissionsEdit": True,
        }
        _unless("DUPLICATE_VALUE", partial(salesforce.create, "FieldPermissions", fields))
    user = salesforce.rest.call("GET", "/services/oauth2/userinfo").read(_User).user_id
    assigned = {"AssigneeId": user, "PermissionSetId": permissions}
    _unless("DUPLICATE_VALUE", partial(salesforce.create, "PermissionSetAssignment", assigned))


def _unless(code: str, create: Callable[[], str]) -> None:
    """What is there already is fine."""
    try:
        create()
    except RefusedError as error:
        if code not in error.codes:
            raise


def _asked(name: str, ask: Callable[[], Check]) -> Check:
    try:
        return ask()
    except QdError as error:
        return Check(
            name, ok=False, detail=str(error), fix="see the plugin's README: what the run-as user may do"
        )


def _connection(salesforce: Salesforce) -> Check:
    answer = salesforce.get("/limits")
    usage = answer.headers.get("sforce-limit-info", "")
    return Check("connection", ok=True, detail=usage)


def _describe(salesforce: Salesforce, kind: str, known: dict[str, dict[str, _Field]]) -> Check:
    found = salesforce.get(f"/sobjects/{kind}/describe").read(_Described)
    known[kind] = {field.name: field for field in found.fields}
    return Check(f"object {kind}", ok=True)


def _field(wanted: _Wanted, known: dict[str, _Field]) -> Check:
    field = known.get(wanted.field)
    if field is None:
        detail = "it is not there, or the run-as user may not see it"
        return Check(wanted.title, ok=False, detail=detail, fix=_MISSING)
    if wanted.key and not (field.externalId and field.unique):
        fix = "tick External ID and Unique at the field in Salesforce's object manager"
        return Check(wanted.title, ok=False, detail="it is no unique external id", fix=fix)
    return Check(wanted.title, ok=True)


def _stage(settings: SalesforceSettings, options: Sequence[_Option]) -> Check:
    choices = [option.value for option in options if option.active]
    if settings.stage in choices:
        return Check("stage", ok=True, detail=settings.stage)
    fix = f"set [settings.salesforce] stage to one of {', '.join(choices)}"
    return Check("stage", ok=False, detail=f"there is no stage {settings.stage!r}", fix=fix)


def _currency(settings: SalesforceSettings, *, has_several: bool) -> Check:
    if has_several and settings.currency:
        fix = "leave [settings.salesforce] currency empty"
        return Check("currency", ok=False, detail="the org has several currencies", fix=fix)
    if not has_several and not settings.currency:
        fix = 'set [settings.salesforce] currency to it, as in currency = "USD"'
        return Check("currency", ok=False, detail="the org has one currency only", fix=fix)
    return Check("currency", ok=True, detail=settings.currency or "several")


def _book(settings: SalesforceSettings, salesforce: Salesforce) -> Check:
    where = f"Id = {literal(settings.price_book)}" if settings.price_book else "IsStandard = true"
    soql = f"SELECT Id FROM Pricebook2 WHERE {where} AND IsActive = true"  # noqa: S608 - see literal
    if salesforce.query(soql, Row):
        return Check("price book", ok=True)
    fix = "activate it in Salesforce, or set [settings.salesforce] price_book to the id of another"
    return Check("price book", ok=False, detail="it is not there or not active", fix=fix)
