"""One opportunity for each RFQ, and its products."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from pydantic import Field

from qd_core.errors import RejectedError
from qd_core.money import exact, plain
from qd_core.plugin import CrmLine, Money, ProviderContext, alone, fitted, once
from qd_crm_salesforce.api import Node, Row, Salesforce, literal
from qd_crm_salesforce.price_book import PriceBook
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["LINE_KEY", "RFQ_ID", "TOTAL", "Opportunities"]

RFQ_ID, TOTAL, LINE_KEY = "RFQ_Id__c", "RFQ_Total__c", "RFQ_Line_Id__c"
"""Our fields: external id of an opportunity, its quoted total, external id of a product on it."""
_NODES = 200
"""Writes in one graph. Salesforce takes 500, but must have done them before the call is given up."""
_LONGEST_NAME, _LONGEST_DESCRIPTION = 120, 255
_MOST_DECIMALS = 2


class _Known(Row):
    Pricebook2Id: str | None = None
    CurrencyIsoCode: str | None = None


class _Buyer(Row):
    Name: str = ""
    AccountId: str | None = None
    company: dict[str, object] | None = Field(None, alias="Account")


class _Line(Row):
    key: str | None = Field(None, alias="RFQ_Line_Id__c")


class Opportunities:
    """What ``create_deal`` does."""

    def __init__(
        self, settings: SalesforceSettings, salesforce: Salesforce, context: ProviderContext
    ) -> None:
        self._settings = settings
        self._salesforce = salesforce
        self._context = context
        self._book = PriceBook(settings, salesforce)

    def write(self, rfq_id: str, contact_id: str, lines: Sequence[CrmLine], total: Money) -> str:
        """The opportunity's id, with this revision's total and products. Name, stage and date belong to the people who
        work with it: they are set once. Up to 198 lines change all together or not at all."""
        currency = self._currency(total.currency)
        entries = self._book.entries((line.sku for line in lines), currency)  # before anything is written
        deal_id = once(
            self._context.claims,
            f"salesforce/opportunity/{rfq_id}",
            find=lambda: self._find(rfq_id),
            create=lambda: self._create(rfq_id, contact_id, total, currency),
            settle=timedelta(seconds=30),
        )
        with alone(self._context.claims, f"salesforce/lines/{rfq_id}"):
            self._assert_fits(deal_id, currency)
            update = {TOTAL: total.amount} if lines else {TOTAL: total.amount, "Amount": total.amount}
            nodes = [
                Node("PATCH", f"Opportunity/{deal_id}", update),
                *self._changes(rfq_id, deal_id, lines, entries),
            ]
            for start in range(0, len(nodes), _NODES):
                self._salesforce.graph(nodes[start : start + _NODES])
        return deal_id

    def _currency(self, currency: str) -> str:
        """Empty where the org has one only: there the field does not exist."""
        only = self._settings.currency
        if only and currency != only:
            raise RejectedError(f"Salesforce: the org's currency is {only}, the quote is in {currency}")
        return "" if only else currency

    def _find(self, rfq_id: str) -> str | None:
        soql = f"SELECT Id FROM Opportunity WHERE {RFQ_ID} = {literal(rfq_id)} LIMIT 1"  # noqa: S608 - see literal
        found = self._salesforce.query(soql, Row)
        return found[0].Id if found else None

    def _create(self, rfq_id: str, contact_id: str, total: Money, currency: str) -> str:
        buyer = self._buyer(contact_id)
        company = str((buyer.company or {}).get("Name") or "")
        closes = self._context.clock().date() + timedelta(days=self._settings.close_in_days)
        fields: dict[str, object] = {
            "Name": fitted(f"Quote for {company or buyer.Name or 'a buyer'}", _LONGEST_NAME),
            "StageName": self._settings.stage,
            "CloseDate": closes.isoformat(),
            "Pricebook2Id": self._book.id,
            TOTAL: total.amount,
        }
        fields |= {"AccountId": buyer.AccountId} if buyer.AccountId else {}
        fields |= {"CurrencyIsoCode": currency} if currency else {}
        fields |= {
            "ContactId": contact_id
        }  # its primary contact; taken at creation only: sent again, it is refused
        return self._salesforce.upsert("Opportunity", RFQ_ID, rfq_id, fields, creates=True)

    def _buyer(self, contact_id: str) -> _Buyer:
        where = f"Id = {literal(contact_id)}"
        soql = f"SELECT Id, Name, AccountId, Account.Name FROM Contact WHERE {where}"  # noqa: S608 - see literal
        found = self._salesforce.query(soql, _Buyer)
        if not found:
            raise RejectedError(f"Salesforce has no contact {contact_id}: it was deleted or merged")
        return found[0]

    def _assert_fits(self, deal_id: str, currency: str) -> None:
        """The opportunity is there, and its price book and currency are still ours: its products hang on both."""
        fields = "Id, Pricebook2Id" + (", CurrencyIsoCode" if currency else "")
        where = f"Id = {literal(deal_id)}"
        found = self._salesforce.query(f"SELECT {fields} FROM Opportunity WHERE {where}", _Known)  # noqa: S608 - see literal
        if not found:
            raise RejectedError(
                f"Salesforce has no opportunity {deal_id} any more: somebody deleted it. "
                "Restore it, then tell the CRM again"
            )
        known = found[0]
        if known.Pricebook2Id and known.Pricebook2Id[:15] != self._book.id[:15]:
            raise RejectedError(
                f"Salesforce: somebody changed the price book of opportunity {deal_id}: "
                f"change it back to {self._book.id}"
            )
        if currency and known.CurrencyIsoCode not in (None, currency):
            raise RejectedError(
                f"Salesforce: opportunity {deal_id} is in {known.CurrencyIsoCode}, the quote is in {currency}: "
                "change it in Salesforce, where its products have to be removed first"
            )

    def _changes(
        self, rfq_id: str, deal_id: str, lines: Sequence[CrmLine], entries: Mapping[str, str]
    ) -> Iterator[Node]:
        """From the products that the opportunity has to those that it must have; what people added stays.

        The product of a line cannot be changed: it is in the key, so another product is another line.
        """
        where = f"OpportunityId = {literal(deal_id)} AND {LINE_KEY} != null"
        soql = f"SELECT Id, {LINE_KEY} FROM OpportunityLineItem WHERE {where}"  # noqa: S608 - see literal
        known = {line.key: line.Id for line in self._salesforce.query(soql, _Line)}
        wanted = {
            _key(rfq_id, number, entries[line.sku]): (line, number) for number, line in enumerate(lines, 1)
        }
        for key, record in known.items():
            if key not in wanted and (key or "").startswith(f"{rfq_id}:"):
                yield Node("DELETE", f"OpportunityLineItem/{record}")
        for key, (line, number) in wanted.items():
            fields = _fields(line, number)
            if key in known:
                yield Node("PATCH", f"OpportunityLineItem/{known[key]}", fields)
            else:
                fields |= {"OpportunityId": deal_id, "PricebookEntryId": entries[line.sku]}
                yield Node("PATCH", f"OpportunityLineItem/{LINE_KEY}/{key}", fields)


def _key(rfq_id: str, number: int, entry: str) -> str:
    return f"{rfq_id}:{number}:{hashlib.sha256(entry.encode()).hexdigest()[:8]}"


def _fields(line: CrmLine, number: int) -> dict[str, object]:
    """Quantity and price where Salesforce can hold both and they make the quoted amount to the cent; else one lot at
    that amount. Its fields have two decimals."""
    with exact():
        adds_up = line.unit_price.amount * line.quantity == line.line_total.amount
    fits = adds_up and all(
        _decimals(each) <= _MOST_DECIMALS for each in (line.quantity, line.unit_price.amount)
    )
    unit = f" {line.unit}" if line.unit else ""
    amount = f"{plain(line.line_total.amount)} {line.line_total.currency}"
    told = f"{number}. {line.sku}: {plain(line.quantity)}{unit}, {amount}. {line.description}"
    return {
        "Quantity": line.quantity if fits else Decimal(1),
        "UnitPrice": line.unit_price.amount if fits else line.line_total.amount,
        "Description": fitted(told, _LONGEST_DESCRIPTION),
    }


def _decimals(value: Decimal) -> int:
    text = plain(value).partition(".")[2].rstrip("0")
    return len(text)
