"""Persons, organisations, deals with their products, files and notes in Pipedrive."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from qd_core.errors import RejectedError
from qd_core.plugin import Check, CrmLine, Money, ProviderContext, alone, fitted, once
from qd_crm_pipedrive.account import SETTLE, Fields
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.catalogue import Catalogue
from qd_crm_pipedrive.contacts import Contacts
from qd_crm_pipedrive.html import as_html, plain_text
from qd_crm_pipedrive.inspection import check_account, set_up
from qd_crm_pipedrive.lines import goods_of, lines_of, write_lines
from qd_crm_pipedrive.settings import PipedriveSettings
from qd_crm_pipedrive.wire import Deal, DealFile, Note, value_text

__all__ = ["PipedriveCrm"]

_LONGEST_TITLE, _LONGEST_NOTE = 255, 20_000
_SHARE = 0.6
"""Of the time for a call, what making products and lines may take; the rest follows with the next call."""
_FILE_NAME = re.compile(r"[^A-Za-z0-9._-]+")


class PipedriveCrm:
    """The CRM adapter ``pipedrive``; ids are Pipedrive's own.

    Pipedrive has no key that it keeps unique: whatever is made is claimed first and looked for, then made.
    """

    def __init__(self, settings: PipedriveSettings, context: ProviderContext) -> None:
        self._settings = settings
        self._context = context
        self._api = PipedriveApi(settings, context)
        self._fields = Fields(self._api, settings)

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """The person with that address, in the organisation of the domain."""
        return str(self._contacts.person(email, name, company, domain).id)

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """The deal whose RFQ field is ``rfq_id``. A later revision changes its value and its lines; title, stage,
        person and what else people set stay. Raises RejectedError where people have deleted it."""
        until = time.monotonic() + _SHARE * self._context.app.provider_timeout_seconds
        deal = once(
            self._context.claims,
            self._name("deal", rfq_id),
            find=lambda: self._find(rfq_id),
            create=lambda: self._create(rfq_id, contact_id, total),
            settle=SETTLE,
        )
        there = self._living(deal)
        lines = lines_of(line_items, total, self._settings.charges)
        products = self._catalogue.ids(goods_of(lines), until=until) if lines else {}
        with alone(self._context.claims, self._name("lines", deal), settle=SETTLE):
            if there.currency != total.currency:  # lines are in the deal's currency
                self._api.change(f"deals/{deal}", Deal, {"currency": total.currency})
            write_lines(self._api, deal, lines, products, until=until)
            value = {"value": total.amount, "currency": total.currency}
            changed = self._api.change(f"deals/{deal}", Deal, value)
        if changed.value != total.amount:
            self._context.log.warning(
                "Pipedrive has deal %s at %s, the quote is over %s", deal, changed.value, total.amount
            )
        return deal

    def attach_file(self, deal_id: str, key: str) -> None:
        """Uploads the stored object, once for its content. Raises RejectedError where nothing is stored."""
        try:
            content = self._context.objects.get(key)
        except KeyError:
            raise RejectedError(f"nothing is stored under {key}") from None
        digest = hashlib.sha256(content).hexdigest()
        name, media_type = _file_name(key, digest)
        once(
            self._context.claims,
            self._name("file", f"{deal_id}/{digest}"),
            find=lambda: next(
                (
                    str(each.id)
                    for each in self._api.old_all(f"deals/{deal_id}/files", DealFile)
                    if each.name == name
                ),
                None,
            ),
            create=lambda: str(self._api.upload(deal_id, name, content, media_type, DealFile).id),
            settle=SETTLE,
        )

    def add_note(self, deal_id: str, text: str) -> None:
        """Adds the note, once for its words."""
        note = fitted(text, _LONGEST_NOTE, lines=True)
        wanted = plain_text(as_html(note))
        once(
            self._context.claims,
            self._name("note", f"{deal_id}/{hashlib.sha256(wanted.encode()).hexdigest()}"),
            find=lambda: next(
                (
                    str(each.id)
                    for each in self._api.old_all("notes", Note, deal_id=deal_id)
                    if plain_text(each.content) == wanted
                ),
                None,
            ),
            create=lambda: str(
                self._api.add_note({"content": as_html(note), "deal_id": _id(deal_id)}, Note).id
            ),
            settle=SETTLE,
        )

    def check(self) -> Sequence[Check]:
        """Access, the custom fields, the catalogue and the stage."""
        return check_account(self._api, self._settings)

    def setup(self) -> Sequence[Check]:
        """Adds the custom fields that are missing."""
        with alone(self._context.claims, self._name("setup", "fields"), settle=SETTLE):
            set_up(self._api, self._settings)
        return self.check()

    def refresh(self) -> None:
        """A new access token; the refresh token's sixty days begin anew."""
        self._api.tokens.refresh()

    def _create(self, rfq_id: str, contact_id: str, total: Money) -> str:
        person, buyer = self._contacts.title(contact_id)
        body: dict[str, object] = {
            "title": fitted(f"Quote for {buyer}", _LONGEST_TITLE),
            "person_id": person.id,
            "value": total.amount,
            "currency": total.currency,
            "custom_fields": {self._fields.key("rfq"): rfq_id},
        }
        if person.org_id is not None:
            body["org_id"] = person.org_id
        if self._settings.stage is not None:
            body["stage_id"] = self._settings.stage
        if self._settings.owner is not None:
            body["owner_id"] = self._settings.owner
        return str(self._api.create("deals", Deal, body).id)

    def _find(self, rfq_id: str) -> str | None:
        """The search knows old deals, the list those of the last minutes."""
        key = self._fields.key("rfq")
        read = [
            self._api.get(f"deals/{known}", Deal, custom_fields=key)
            for known in self._api.search("deals", rfq_id, "custom_fields")
        ]
        read += self._api.lately("deals", Deal, custom_fields=key)
        found = [
            each.id
            for each in read
            if each and not each.is_deleted and value_text(each.custom_fields.get(key)) == rfq_id
        ]
        return str(min(found)) if found else None

    def _living(self, deal: str) -> Deal:
        found = self._api.get(f"deals/{deal}", Deal)
        if found is None or found.is_deleted:
            raise RejectedError(
                f"deal {deal} is deleted in Pipedrive, or merged into another: restore it there (it is kept for 30 "
                "days), or change the other one by hand"
            )
        return found

    def _name(self, kind: str, key: str) -> str:
        return f"pipedrive/{self._api.account}/{kind}/{key}"

    @cached_property
    def _contacts(self) -> Contacts:
        return Contacts(self._api, self._fields, self._settings, self._context.claims)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._api, self._context.claims)


def _file_name(key: str, digest: str) -> tuple[str, str]:
    """A name that people can read and that tells the content, so that a file is found again; and its media type."""
    stem, _, suffix = key.rpartition("/")[2].rpartition(".")
    stem, suffix = (stem, suffix.lower()) if stem else (suffix, "bin")
    try:
        UUID(stem)
    except ValueError:
        stem = _FILE_NAME.sub("_", stem).strip("._")[:80] or "file"
    else:
        stem = "quote"
    return (
        f"{stem}-{digest[:12]}.{suffix}",
        "application/pdf" if suffix == "pdf" else "application/octet-stream",
    )


def _id(text: str) -> int:
    if not text.isdigit():
        raise RejectedError(f"{text!r} is no id of Pipedrive's")
    return int(text)
