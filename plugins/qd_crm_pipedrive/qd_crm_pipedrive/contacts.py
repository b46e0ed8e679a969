"""Persons and organisations: found by address and domain, filled in, never overwritten."""

from __future__ import annotations

from qd_core.errors import RejectedError
from qd_core.model.customer import domain_key
from qd_core.plugin import Claiming, fitted
from qd_crm_pipedrive.account import Fields, lasting
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.settings import PipedriveSettings
from qd_crm_pipedrive.wire import Organization, Person, value_text

__all__ = ["Contacts", "organizations_of"]

_LONGEST = 255


class Contacts:
    """Who buys."""

    def __init__(
        self, api: PipedriveApi, fields: Fields, settings: PipedriveSettings, claims: Claiming
    ) -> None:
        self._api = api
        self._fields = fields
        self._shared = settings.shared_domains
        self._claims = claims

    def person(self, email: str, name: str, company: str, domain: str) -> Person:
        """The person with that address. People's own words stay; a name or an organisation that is missing is added."""
        address = email.strip().lower()
        if "@" not in address:
            raise RejectedError(f"{email!r} is no e-mail address: Pipedrive's person cannot be found again")
        organization = self._organization(domain_key(domain or address.rpartition("@")[2]), company)
        called = fitted(name, _LONGEST) or address

        def create() -> str:
            body: dict[str, object] = {
                "name": called,
                "emails": [{"value": address, "primary": True, "label": "work"}],
            }
            if organization is not None:
                body["org_id"] = organization.id
            return str(self._api.create("persons", Person, body).id)

        person = lasting(
            self._claims,
            f"pipedrive/{self._api.account}/person/{address}",
            look=self._look,
            find=lambda: self._find(address),
            create=create,
        )
        missing: dict[str, object] = {}
        if organization is not None and person.org_id is None:
            missing["org_id"] = organization.id
        if person.name.strip().casefold() in {"", address} and called != address:
            missing["name"] = called
        return self._api.change(f"persons/{person.id}", Person, missing) if missing else person

    def title(self, contact_id: str) -> tuple[Person, str]:
        """The person, and what their organisation, or else they, are called. Raises RejectedError without one."""
        person = self._look(contact_id)
        if person is None:
            raise RejectedError(f"Pipedrive has no person {contact_id} (any more)")
        organization = (
            self._api.get(f"organizations/{person.org_id}", Organization) if person.org_id else None
        )
        return person, (organization.name if organization else "") or person.name

    def _look(self, known: str) -> Person | None:
        person = self._api.get(f"persons/{known}", Person)
        return person if person and not person.is_deleted else None

    def _find(self, address: str) -> str | None:
        """The oldest of those who have the address."""
        ids = set(self._api.search("persons", address, "email"))
        ids |= {
            person.id
            for person in self._api.lately("persons", Person)
            if any(email.value.casefold() == address for email in person.emails)
        }
        return str(min(ids)) if ids else None

    def _organization(self, domain: str, company: str) -> Organization | None:
        """The organisation of a domain; None for a domain that many share. One is never picked by its name: anybody may
        write that into a mail, and a tier hangs on it."""
        if not domain or domain in self._shared:
            return None
        key = self._fields.key("domain")
        body: dict[str, object] = {
            "name": fitted(company, _LONGEST) or domain,
            "custom_fields": {key: domain},
        }
        return lasting(
            self._claims,
            f"pipedrive/{self._api.account}/organization/{domain}",
            look=self._look_organization,
            find=lambda: next((str(each.id) for each in organizations_of(self._api, key, domain)), None),
            create=lambda: str(self._api.create("organizations", Organization, body).id),
        )

    def _look_organization(self, known: str) -> Organization | None:
        found = self._api.get(f"organizations/{known}", Organization)
        return found if found and not found.is_deleted else None


def organizations_of(api: PipedriveApi, key: str, domain: str, *also: str) -> list[Organization]:
    """Those whose field ``key`` is the domain, oldest first, with the custom fields ``also``. The search looks into all
    custom fields and lags, so that each hit is read, and so are those changed lately."""
    fields = {"custom_fields": ",".join((key, *also)), "include_option_labels": "true"}
    read = [
        api.get(f"organizations/{known}", Organization, **fields)
        for known in api.search("organizations", domain, "custom_fields")
    ]
    read += api.lately("organizations", Organization, **fields)
    found = {
        each.id: each
        for each in read
        if each and not each.is_deleted and domain_key(value_text(each.custom_fields.get(key))) == domain
    }
    return [found[known] for known in sorted(found)]
