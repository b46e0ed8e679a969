"""Tier look-up ``rules_document``: the ``Customers`` table of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qd_core.model.customer import Customer, Tier, customer_keys, domain_key
from qd_core.model.rules import CustomerRule, Rules
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TierLookup, hookimpl
from qd_core.plugin.latest import latest

plugin = Plugin(api=1)


class RulesDocument:
    """A full e-mail address beats a domain; a subdomain counts as its parent domain (spec: pricing)."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._documents = context.documents
        self._customers = latest(_customers)

    def tier_of(self, customer: Customer) -> Tier | None:
        """The tier of the row that names the customer most closely, with the row as its citation."""
        customers = self._customers(self._documents().rules)
        row = next((customers[key] for key in customer_keys(customer) if key in customers), None)
        if row is None:
            return None
        return Tier(name=row.tier, source="rules_document", customer=row.customer, citation=row.row)


def _customers(rules: Rules) -> Mapping[str, CustomerRule]:
    """By address or domain; of two rows for one key the higher one counts."""
    return {_key(row): row for row in reversed(rules.customers)}


def _key(row: CustomerRule) -> str:
    return row.key.strip().casefold() if row.is_email else domain_key(row.key)


@hookimpl
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    yield plugin.provider(
        "rules_document", RulesDocument, summary="the Customers table of the rules document"
    )
