"""Products of a quote as entries of the org's price book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from qd_core.errors import RejectedError
from qd_crm_salesforce.api import Row, Salesforce, literal
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["PriceBook"]

_AT_ONCE = 50
"""Product codes in one query: its address must stay under 16 kB."""


class _Product(BaseModel):
    ProductCode: str | None = None


class _Entry(Row):
    Product2: _Product


class PriceBook:
    """The price book of the settings, or the standard one."""

    def __init__(self, settings: SalesforceSettings, salesforce: Salesforce) -> None:
        self._settings = settings
        self._salesforce = salesforce
        self._id = settings.price_book

    @property
    def id(self) -> str:
        """Its id. Raises RejectedError when the org has no active standard price book."""
        if not self._id:
            soql = "SELECT Id FROM Pricebook2 WHERE IsStandard = true AND IsActive = true LIMIT 1"
            found = self._salesforce.query(soql, Row)
            if not found:
                raise RejectedError(
                    "Salesforce: the standard price book is not active: activate it, or set price_book"
                )
            self._id = found[0].Id
        return self._id

    def entries(self, skus: Iterable[str], currency: str) -> Mapping[str, str]:
        """The entry's id by SKU. Raises RejectedError that names the SKUs without one."""
        wanted = list(dict.fromkeys(skus))
        found = self._find(wanted, currency)
        missing = [sku for sku in wanted if sku.casefold() not in found]
        stand_in = self._settings.stand_in_product
        if missing and stand_in:
            found |= self._find([stand_in], currency)
        if missing and stand_in.casefold() not in found:
            shown = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
            raise RejectedError(
                f"Salesforce: price book {self.id} has no active entry in {currency or 'its currency'} for {shown}. "
                "Add them, or set [settings.salesforce] stand_in_product to a product code that it has"
            )
        return {sku: found[(sku if sku.casefold() in found else stand_in).casefold()] for sku in wanted}

    def _find(self, skus: list[str], currency: str) -> dict[str, str]:
        """By the code in lower case: Salesforce compares without regard to it."""
        found: dict[str, str] = {}
        in_currency = f" AND CurrencyIsoCode = {literal(currency)}" if currency else ""
        for start in range(0, len(skus), _AT_ONCE):
            codes = ", ".join(literal(sku) for sku in skus[start : start + _AT_ONCE])
            soql = (
                "SELECT Id, Product2.ProductCode FROM PricebookEntry "  # noqa: S608 - see literal
                f"WHERE Pricebook2Id = {literal(self.id)} AND IsActive = true{in_currency} "
                f"AND Product2.ProductCode IN ({codes})"
            )
            for entry in self._salesforce.query(soql, _Entry):
                found.setdefault((entry.Product2.ProductCode or "").casefold(), entry.Id)
        return found
