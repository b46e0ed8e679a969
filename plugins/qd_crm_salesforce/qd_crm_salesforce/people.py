"""Contacts by e-mail address, and the accounts they belong to by domain."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ConfigDict, Field

from qd_core.errors import RejectedError
from qd_core.model.customer import Customer, domain_key
from qd_core.model.mailboxes import company_domains
from qd_core.plugin import ProviderContext, fitted, once, person_name
from qd_crm_salesforce.api import RefusedError, Row, Salesforce, literal
from qd_crm_salesforce.settings import SalesforceSettings

__all__ = ["EMAIL_KEY", "People", "find_accounts"]

EMAIL_KEY = "QD_Email__c"
"""Our external id of a contact: the standard e-mail field is none."""
_FIRST, _LAST, _NAME = 40, 80, 255


class _Contact(Row):
    AccountId: str | None = None
    key: str | None = Field(None, alias="QD_Email__c")


class Account(Row):
    """An account, with the fields of the org's own that were asked for."""

    model_config = ConfigDict(frozen=True, extra="allow")

    Name: str = ""

    def told(self, field: str) -> str:
        """The text of such a field."""
        value = (self.model_extra or {}).get(field)
        return value.strip() if isinstance(value, str) else ""


class People:
    """What ``upsert_contact`` does."""

    def __init__(
        self, settings: SalesforceSettings, salesforce: Salesforce, context: ProviderContext
    ) -> None:
        self._settings = settings
        self._salesforce = salesforce
        self._context = context

    def upsert(self, email: str, name: str, company: str, domain: str) -> str:
        """The contact's id. One that the org has already, with this e-mail address, becomes ours; a known name and
        account are not replaced by nothing."""
        address = email.strip().lower()
        known = self._known(address)
        fields: dict[str, object] = {"Email": address}
        first, last = person_name(name)
        if last or first:
            fields |= {
                "FirstName": fitted(first if last else "", _FIRST),
                "LastName": fitted(last or first, _LAST),
            }
        elif known is None:  # Salesforce demands a last name
            fields["LastName"] = fitted(address.partition("@")[0], _LAST)
        domains = company_domains(Customer(domain=domain))
        if (known is None or known.AccountId is None) and domains:
            account = self._account(company, domains)
            fields |= {"AccountId": account} if account else {}
        if known is not None and known.key is None:
            self._salesforce.update("Contact", known.Id, {EMAIL_KEY: address, **fields})
            return known.Id
        return self._salesforce.upsert("Contact", EMAIL_KEY, address, fields)

    def _known(self, address: str) -> _Contact | None:
        where = f"{EMAIL_KEY} = {literal(address)} OR Email = {literal(address)}"
        found = self._salesforce.query(
            f"SELECT Id, AccountId, {EMAIL_KEY} FROM Contact WHERE {where} LIMIT 10",  # noqa: S608 - see literal
            _Contact,
        )
        ours = [each for each in found if each.key]
        if len(ours or found) > 1:
            raise RejectedError(
                f"Salesforce has {len(ours or found)} contacts with the address {address}: "
                "merge them, then tell the CRM again"
            )
        return next(iter(ours or found), None)

    def _account(self, name: str, domains: Sequence[str]) -> str | None:
        """The one account of the closest domain; none where there are several, or a duplicate rule stops a new one."""
        known, domain = find_accounts(self._salesforce, self._settings, domains), domains[0]
        if known or not self._settings.create_accounts:
            return known[0].Id if len(known) == 1 else None

        def find() -> str | None:
            found = find_accounts(self._salesforce, self._settings, domains)
            return found[0].Id if found else None

        def create() -> str:
            fields = {"Name": fitted(name, _NAME) or domain, self._settings.domain_field: domain}
            return self._salesforce.create("Account", fields)

        # an account that was made and then deleted would be remembered for ever: the claim is per day
        claim = f"salesforce/account/{domain}/{self._context.clock():%Y-%m-%d}"
        try:
            return once(self._context.claims, claim, find=find, create=create)
        except RefusedError as error:
            if "DUPLICATES_DETECTED" not in error.codes:
                raise
            self._context.log.warning("a duplicate rule of Salesforce stops an account for %s", domain)
            return None


def find_accounts(
    salesforce: Salesforce, settings: SalesforceSettings, domains: Sequence[str]
) -> list[Account]:
    """The accounts of the closest of ``domains`` that has some, with their tiers."""
    fields = f"Id, Name, {settings.domain_field}, {settings.tier_field}"
    among = ", ".join(literal(domain) for domain in domains)
    soql = f"SELECT {fields} FROM Account WHERE {settings.domain_field} IN ({among}) LIMIT 50"  # noqa: S608 - see literal
    found = salesforce.query(soql, Account)
    for domain in domains:
        if closest := [each for each in found if domain_key(each.told(settings.domain_field)) == domain]:
            return closest
    return []
