"""Who the buyer is to the company."""

from __future__ import annotations

from qd_core.model.documents import Citation
from qd_core.model.strict import Frozen

__all__ = ["NEW_PROSPECT", "Customer", "Tier", "customer_keys", "domain_key"]

NEW_PROSPECT = "new prospect"
"""The tier of a buyer nobody knows."""


class Customer(Frozen):
    """The key of a tier look-up."""

    email: str = ""
    domain: str = ""
    name: str = ""
    company: str = ""


class Tier(Frozen):
    """A tier's name as the source writes it; ``citation`` where a document's row gave it."""

    name: str
    source: str
    customer: str = ""
    citation: Citation | None = None


def customer_keys(customer: Customer) -> tuple[str, ...]:
    """The keys under which a source may know the customer, the closest first: the whole address, its domain, each
    parent domain (spec: pricing). None that ends in nothing but a top-level domain."""
    email = customer.email.strip().casefold()
    labels = domain_key(customer.domain or email.rpartition("@")[2]).split(".")
    domains = [".".join(labels[start:]) for start in range(max(len(labels) - 1, 1))]
    return tuple(key for key in (email, *domains) if key)


def domain_key(name: str) -> str:
    """A domain as it is compared: lower case, no trailing dot; a name in its own letters as the wire writes it
    (``xn--…``)."""
    name = name.strip().strip(".").casefold()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name
