"""Tier look-up ``rules_document``: the ``Customers`` table of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qd_core.model.customer import Customer, Tier
from qd_core.model.rules import CustomerRule, Rules
from qd_core.plugin import NoSettings, Plugin, Provider, ProviderContext, TierLookup, hookimpl
from qd_core.plugin.latest import Latest

plugin = Plugin(api=1)


class RulesDocument:
    """A full e-mail address beats a domain; a subdomain counts as its parent domain (spec: pricing)."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._documents = context.documents
        self._customers = Latest(_customers)

    def tier_of(self, customer: Customer) -> Tier | None:
        """The tier of the row that names the customer most closely, with the row as its citation."""
        customers = self._customers(self._documents().rules)
        email = customer.email.strip().casefold()
        domain = _domain(customer.domain or email.rpartition("@")[2])
        row = customers.get(email) if email else None
        row = row or next((customers[name] for name in _parents(domain) if name in customers), None)
        if row is None:
            return None
        return Tier(name=row.tier, source="rules_document", customer=row.customer, citation=row.row)


def _customers(rules: Rules) -> Mapping[str, CustomerRule]:
    """By address or domain; of two rows for one key the higher one counts."""
    return {_key(row): row for row in reversed(rules.customers)}


def _key(row: CustomerRule) -> str:
    return row.key.strip().casefold() if row.is_email else _domain(row.key)


def _domain(name: str) -> str:
    """Lower case without a trailing dot; a name in its own letters is written as the wire writes it (``xn--…``)."""
    name = name.strip().strip(".").casefold()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _parents(domain: str) -> Iterable[str]:
    """The domain and its parents, longest first; a top-level domain is nobody's customer key."""
    labels = domain.split(".")
    return (".".join(labels[start:]) for start in range(max(len(labels) - 1, 1)) if domain)


@hookimpl
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    yield plugin.provider(
        "rules_document", RulesDocument, summary="the Customers table of the rules document"
    )
