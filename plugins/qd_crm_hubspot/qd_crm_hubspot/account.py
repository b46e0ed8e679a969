"""What must be in the HubSpot account, and how it comes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from qd_core.errors import QdError
from qd_core.plugin import Check
from qd_crm_hubspot.api import ACCOUNT, HubSpot
from qd_crm_hubspot.deals import LINE_COUNT, LINE_KEY, RFQ_ID
from qd_crm_hubspot.settings import HubSpotSettings

__all__ = ["check", "setup"]


@dataclass(frozen=True, slots=True)
class _Property:
    kind: str
    group: str
    name: str
    label: str
    type: str = "string"
    unique: bool = False
    description: str = ""


class _Portal(BaseModel):
    portalId: int  # noqa: N815 - HubSpot's name


class _Known(BaseModel):
    type: str
    hasUniqueValue: bool = False  # noqa: N815 - HubSpot's name


class _Stage(BaseModel):
    id: str
    label: str = ""


class _Pipeline(BaseModel):
    id: str
    label: str = ""
    stages: list[_Stage]


class _Pipelines(BaseModel):
    results: list[_Pipeline]


def check(settings: HubSpotSettings, hubspot: HubSpot) -> Sequence[Check]:
    """Connection, properties, pipeline and stage; changes nothing."""
    connection = _asked("connection", lambda: _connection(hubspot))
    if not connection.ok:
        return [connection]
    found = [_asked(_title(each), lambda each=each: _property(hubspot, each)) for each in _wanted(settings)]  # type: ignore[misc]
    return [connection, *found, _asked("pipeline and stage", lambda: _stage(settings, hubspot))]


def setup(settings: HubSpotSettings, hubspot: HubSpot) -> Sequence[Check]:
    """Creates the properties that are missing, then checks again."""
    for wanted in _wanted(settings):
        missing = hubspot.get(f"/crm/properties/{wanted.kind}/{wanted.name}", accept=(404,)).status == 404
        if missing:
            body = {
                "name": wanted.name,
                "label": wanted.label,
                "type": wanted.type,
                "fieldType": "number" if wanted.type == "number" else "text",
                "groupName": wanted.group,
                "description": wanted.description,
                "hasUniqueValue": wanted.unique,
            }
            hubspot.send("POST", f"/crm/properties/{wanted.kind}", body, accept=(409,))
    return check(settings, hubspot)


def _wanted(settings: HubSpotSettings) -> Sequence[_Property]:
    by = "Written by Quote Drafter."
    return (
        _Property("deals", "dealinformation", RFQ_ID, "RFQ id", unique=True, description=by),
        _Property("deals", "dealinformation", LINE_COUNT, "RFQ line count", "number", description=by),
        _Property("line_items", "lineiteminformation", LINE_KEY, "RFQ line", unique=True, description=by),
        _Property(
            "companies", "companyinformation", settings.tier_property, "Customer tier",
            description="Read by Quote Drafter: the name of the tier in the rules document.",
        ),
    )  # fmt: skip


def _title(wanted: _Property) -> str:
    return f"property {wanted.name} of {wanted.kind}"


def _asked(name: str, ask: Callable[[], Check]) -> Check:
    try:
        return ask()
    except QdError as error:
        return Check(name, ok=False, detail=str(error), fix="see the plugin's README: what the app may do")


def _connection(hubspot: HubSpot) -> Check:
    portal = hubspot.rest.call("GET", ACCOUNT).read(_Portal)
    return Check("connection", ok=True, detail=f"account {portal.portalId}")


def _property(hubspot: HubSpot, wanted: _Property) -> Check:
    answer = hubspot.get(f"/crm/properties/{wanted.kind}/{wanted.name}", accept=(404,))
    if answer.status == 404:
        return Check(_title(wanted), ok=False, detail="it is not there", fix="run `qd crm setup`")
    known = answer.read(_Known)
    if wanted.unique and not known.hasUniqueValue:
        return Check(
            _title(wanted), ok=False, detail="its values are not unique, and that cannot be changed later",
            fix="delete the property in HubSpot, then run `qd crm setup`",
        )  # fmt: skip
    if known.type != wanted.type and wanted.kind != "companies":
        fix = "delete the property in HubSpot, then run `qd crm setup`"
        return Check(_title(wanted), ok=False, detail=f"it is a {known.type}, not a {wanted.type}", fix=fix)
    return Check(_title(wanted), ok=True)


def _stage(settings: HubSpotSettings, hubspot: HubSpot) -> Check:
    name = "pipeline and stage"
    pipelines = hubspot.get("/crm/pipelines/deals").read(_Pipelines).results
    pipeline = next((each for each in pipelines if each.id == settings.pipeline), None)
    if pipeline is None:
        choices = ", ".join(f"{each.id} ({each.label})" for each in pipelines)
        return Check(
            name, ok=False, detail=f"there is no pipeline {settings.pipeline}", fix=_set("pipeline", choices)
        )
    stage = next((each for each in pipeline.stages if each.id == settings.stage), None)
    if stage is None:
        choices = ", ".join(f"{each.id} ({each.label})" for each in pipeline.stages)
        return Check(name, ok=False, detail=f"there is no stage {settings.stage}", fix=_set("stage", choices))
    return Check(name, ok=True, detail=f"{pipeline.label}, {stage.label}")


def _set(key: str, choices: str) -> str:
    return f"set [settings.hubspot] {key} to one of {choices}"
