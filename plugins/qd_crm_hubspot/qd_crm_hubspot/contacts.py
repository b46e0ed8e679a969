"""Contacts by e-mail address, and the companies they work for by domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from pydantic import BaseModel, Field

from qd_core.model.customer import Customer, domain_key
from qd_core.model.mailboxes import company_domains
from qd_core.plugin import ProviderContext, fitted, once, person_name
from qd_crm_hubspot.api import HubSpot, Object, refuse_errors

__all__ = ["Contacts", "find_companies"]

_OWN = ("firstname", "lastname", "company")
_LONGEST = 255
_GROUPS = 5
"""Filter groups of a search, at most."""


class _Found(BaseModel):
    results: list[Object]


class _Upserted(BaseModel):
    results: list[Object] = Field(min_length=1)


class Contacts:
    """What ``upsert_contact`` does."""

    def __init__(self, hubspot: HubSpot, context: ProviderContext) -> None:
        self._hubspot = hubspot
        self._context = context

    def upsert(self, email: str, name: str, company: str, domain: str) -> str:
        """The contact's id. What HubSpot knows is not replaced by nothing."""
        address = email.strip().lower()
        first, last = person_name(name)
        told = {"firstname": first, "lastname": last, "company": company}
        known = self._known(address)
        if first or last:  # a name is replaced as a whole, or "Dana Field" becomes "Dana Miller"
            known = {**known, "firstname": None, "lastname": None}
        properties = {key: fitted(told[key] or known.get(key) or "", _LONGEST) for key in _OWN}
        record = {"idProperty": "email", "id": address, "properties": {"email": address, **properties}}
        answer = self._hubspot.send("POST", "/crm/objects/contacts/batch/upsert", {"inputs": [record]})
        refuse_errors(answer)
        contact = answer.read(_Upserted).results[0]
        if domains := company_domains(Customer(domain=domain)):
            own = self._company(company, domains)
            path = f"/crm/objects/contacts/{contact.id}/associations/default/companies/{own}"
            if not self._hubspot.send("PUT", path, accept=(404,)).is_success:
                self._context.log.warning("the company that was made for %s is gone from HubSpot", domain)
        return contact.id

    def _known(self, address: str) -> Mapping[str, str | None]:
        query = {"idProperty": "email", "properties": ",".join(_OWN)}
        answer = self._hubspot.get(f"/crm/objects/contacts/{quote(address, safe='')}", query, accept=(404,))
        return answer.read(Object).properties if answer.is_success else {}

    def _company(self, name: str, domains: Sequence[str]) -> str:
        """The company of the closest domain, else a new one. HubSpot does not keep a domain unique, and its search lags
        behind its writes: the claim does it."""
        domain = domains[0]

        def create() -> str:
            properties = {"name": fitted(name, _LONGEST) or domain, "domain": domain}
            body = {"properties": properties, "associations": []}
            return self._hubspot.send("POST", "/crm/objects/companies", body, creates=True).read(Object).id

        def find() -> str | None:
            found = find_companies(self._hubspot, domains, ())
            return found[0].id if found else None

        return find() or once(self._context.claims, f"hubspot/company/{domain}", find=find, create=create)


def find_companies(hubspot: HubSpot, domains: Sequence[str], properties: tuple[str, ...]) -> list[Object]:
    """The companies of the closest of ``domains`` that has some."""
    groups = [
        {"filters": [{"propertyName": "domain", "operator": "EQ", "value": domain}]}
        for domain in domains[:_GROUPS]
    ]
    body = {
        "filterGroups": groups,  # one of them, that is
        "properties": ["domain", *properties],
        "sorts": ["createdate"],
        "limit": 20,
        "after": "0",
    }
    found = hubspot.send("POST", "/crm/objects/companies/search", body).read(_Found).results
    for domain in domains:
        if closest := [each for each in found if domain_key(each.properties.get("domain") or "") == domain]:
            return closest
    return []
