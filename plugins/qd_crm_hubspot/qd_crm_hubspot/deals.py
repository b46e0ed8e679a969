"""One deal for each RFQ, and its line items."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import quote

from pydantic import BaseModel

from qd_core.errors import RejectedError
from qd_core.money import exact, plain
from qd_core.plugin import CrmLine, Money, ProviderContext, alone, fitted, once
from qd_crm_hubspot.api import HubSpot, Object, batched, refuse_errors
from qd_crm_hubspot.settings import HubSpotSettings

__all__ = ["LINE_COUNT", "LINE_KEY", "RFQ_ID", "Deals"]

RFQ_ID, LINE_COUNT, LINE_KEY = "rfq_id", "rfq_line_count", "rfq_line"
"""Our properties: of a deal, of a deal, of a line item. The first and the last are unique in the account."""
_RECORDS = 100
"""Inputs of a batch of records, at most."""
_ASSOCIATIONS = 500
_LONGEST = 255


class _Records(BaseModel):
    results: list[Object]


class _Other(BaseModel):
    toObjectId: str | int  # noqa: N815 - HubSpot's name


class _Others(BaseModel):
    results: list[_Other]


class Deals:
    """What ``create_deal`` does."""

    def __init__(self, settings: HubSpotSettings, hubspot: HubSpot, context: ProviderContext) -> None:
        self._settings = settings
        self._hubspot = hubspot
        self._claims = context.claims

    def write(self, rfq_id: str, contact_id: str, lines: Sequence[CrmLine], total: Money) -> str:
        """The deal's id, with this revision's amount and lines. Name, pipeline and stage belong to the people who work
        with the deal: they are set once. Whatever stopped an earlier attempt, this one ends in the same state."""
        deal_id = once(
            self._claims,
            f"hubspot/deal/{rfq_id}",
            find=lambda: self._find(rfq_id),
            create=lambda: self._create(rfq_id, contact_id, total),
        )
        with alone(self._claims, f"hubspot/lines/{rfq_id}"):
            before = self._line_count(deal_id)
            # the larger count goes first: a crash in between leaves no line that nobody would look for
            self._update(deal_id, total, max(before, len(lines)))
            self._associate(deal_id, contact_id)
            self._write_lines(rfq_id, deal_id, lines)
            if before > len(lines):
                self._remove_lines(rfq_id, range(len(lines) + 1, before + 1))
                self._update(deal_id, total, len(lines))
        return deal_id

    def _find(self, rfq_id: str) -> str | None:
        path = f"/crm/objects/deals/{quote(rfq_id, safe='')}"
        answer = self._hubspot.get(path, {"idProperty": RFQ_ID}, accept=(404,))
        return answer.read(Object).id if answer.is_success else None

    def _create(self, rfq_id: str, contact_id: str, total: Money) -> str:
        properties = {
            "dealname": self._name(contact_id),
            "pipeline": self._settings.pipeline,
            "dealstage": self._settings.stage,
            RFQ_ID: rfq_id,
            LINE_COUNT: "0",
            **_amount(total),
        }
        body = {"properties": properties, "associations": []}
        return self._hubspot.send("POST", "/crm/objects/deals", body, creates=True).read(Object).id

    def _name(self, contact_id: str) -> str:
        """``Quote for Acme Works``: what a person recognises in a list of deals."""
        query = {"properties": "firstname,lastname,company,email"}
        answer = self._hubspot.get(
            f"/crm/objects/contacts/{quote(contact_id, safe='')}", query, accept=(404,)
        )
        if not answer.is_success:
            raise RejectedError(f"HubSpot has no contact {contact_id}: it was deleted or merged")
        known = answer.read(Object).properties
        person = " ".join(filter(None, (known.get("firstname"), known.get("lastname"))))
        return fitted(
            f"Quote for {known.get('company') or person or known.get('email') or 'a buyer'}", _LONGEST
        )

    def _line_count(self, deal_id: str) -> int:
        answer = self._hubspot.get(f"/crm/objects/deals/{deal_id}", {"properties": LINE_COUNT}, accept=(404,))
        if not answer.is_success:
            raise RejectedError(
                f"HubSpot has no deal {deal_id} any more: somebody deleted or merged it. "
                "Restore it, then tell the CRM again"
            )
        told = answer.read(Object).properties.get(LINE_COUNT) or "0"
        return int(told.partition(".")[0]) if told.replace(".", "", 1).isdigit() else 0

    def _update(self, deal_id: str, total: Money, line_count: int) -> None:
        properties = {**_amount(total), LINE_COUNT: str(line_count)}
        self._hubspot.send("PATCH", f"/crm/objects/deals/{deal_id}", {"properties": properties})

    def _associate(self, deal_id: str, contact_id: str) -> None:
        """With the contact, and with the company that the contact works for; again changes nothing."""
        self._hubspot.send("PUT", f"/crm/objects/deals/{deal_id}/associations/default/contacts/{contact_id}")
        answer = self._hubspot.get(
            f"/crm/objects/contacts/{contact_id}/associations/companies", {"limit": "1"}
        )
        for company in answer.read(_Others).results[:1]:
            path = f"/crm/objects/deals/{deal_id}/associations/default/companies/{company.toObjectId}"
            self._hubspot.send("PUT", path)

    def _write_lines(self, rfq_id: str, deal_id: str, lines: Sequence[CrmLine]) -> None:
        inputs = [
            {"idProperty": LINE_KEY, "id": key, "properties": {LINE_KEY: key, **_properties(line, number)}}
            for number, line in enumerate(lines, 1)
            for key in (f"{rfq_id}:{number}",)
        ]
        ids: list[str] = []
        for batch in batched(inputs, _RECORDS):
            answer = self._hubspot.send("POST", "/crm/objects/line_items/batch/upsert", {"inputs": batch})
            refuse_errors(answer)
            ids += [record.id for record in answer.read(_Records).results]
        for some in batched(ids, _ASSOCIATIONS):
            pairs = [{"from": {"id": each}, "to": {"id": deal_id}} for each in some]
            path = "/crm/associations/line_items/deals/batch/associate/default"
            refuse_errors(self._hubspot.send("POST", path, {"inputs": pairs}))

    def _remove_lines(self, rfq_id: str, numbers: range) -> None:
        """Archives our lines of these numbers; those that a person added have no number of ours."""
        for batch in batched(numbers, _RECORDS):
            wanted = {
                "idProperty": LINE_KEY,
                "inputs": [{"id": f"{rfq_id}:{number}"} for number in batch],
                "properties": [LINE_KEY],
                "propertiesWithHistory": [],
            }
            answer = self._hubspot.send("POST", "/crm/objects/line_items/batch/read", wanted)
            if found := answer.read(_Records).results:  # a 207 names those that are gone already
                gone = {"inputs": [{"id": record.id} for record in found]}
                self._hubspot.send("POST", "/crm/objects/line_items/batch/archive", gone)


def _amount(total: Money) -> dict[str, str]:
    return {"amount": plain(total.amount), "deal_currency_code": total.currency}


def _properties(line: CrmLine, number: int) -> dict[str, str]:
    """HubSpot works the line's amount out: price times quantity. Where that is not the quoted amount to the cent, the
    line is one lot at that amount."""
    unit = f" {line.unit}" if line.unit else ""
    amount = f"{plain(line.line_total.amount)} {line.line_total.currency}"
    with exact():
        adds_up = line.unit_price.amount * line.quantity == line.line_total.amount
    quantity, price = (line.quantity, line.unit_price) if adds_up else (Decimal(1), line.line_total)
    return {
        "name": fitted(line.description or line.sku, _LONGEST),
        "hs_sku": fitted(line.sku, _LONGEST),
        "description": fitted(f"{line.sku}: {plain(line.quantity)}{unit}, {amount}", _LONGEST),
        "quantity": plain(quantity),
        "price": plain(price.amount),
        "hs_line_item_currency_code": price.currency,
        "hs_position_on_quote": str(number - 1),
    }
