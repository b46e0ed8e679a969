"""Contacts and deals in files: a workbook and CSV files a month, one row a deal however often it is told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from qd_core.builtin.file_crm.book import Book, Row, folder_lock, load, store
from qd_core.builtin.file_crm.sheets import csv_bytes, workbook_bytes
from qd_core.errors import RejectedError
from qd_core.money import plain
from qd_core.plugin import Check, CrmLine, Money, ProviderContext

__all__ = ["FileCrm", "FileCrmSettings"]

_CONTACTS = ("contact_id", "email", "name", "company", "domain", "updated_at")
_TABLES: dict[str, tuple[str, ...]] = {
    "deals": ("deal_id", "contact_id", "currency", "total", "lines", "files", "created_at", "updated_at"),
    "lines": (
        "deal_id", "position", "sku", "description", "quantity", "unit", "unit_price", "line_total", "currency",
    ),
    "notes": ("deal_id", "at", "text"),
}  # fmt: skip
_FILE_NAME = re.compile(r"[^A-Za-z0-9._-]+")


class FileCrmSettings(BaseModel):
    """Settings under ``[settings.file]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str = Field("crm", description="where the files are; a relative path starts where qd is started")


class FileCrm:
    """``contacts.*`` for everybody, ``deals-2026-03.*`` for the deals whose RFQ came in that month.

    ``.state/`` holds the same as JSON: the files beside it are written from it, so that what somebody does to them in
    Excel harms nothing but the copy.
    """

    def __init__(self, settings: FileCrmSettings, context: ProviderContext) -> None:
        self._folder = Path(settings.folder).expanduser()
        self._context = context

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """The address itself, lower case. An empty name or company does not replace a known one."""
        contact = email.strip().lower()
        with folder_lock(self._folder):
            book = load(self._folder, "contacts")
            known = book.get("contacts", contact) or {}
            row = {"contact_id": contact, "email": contact, "updated_at": known.get("updated_at", self._now)}
            told = {"name": name, "company": company, "domain": domain}
            row |= {key: value or known.get(key, "") for key, value in told.items()}
            if book.put("contacts", contact, row):
                row["updated_at"] = self._now
                self._write_contacts(book)
        return contact

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """The RFQ's own id; a later revision replaces the row and its lines."""
        with self._month(rfq_id) as book:
            known = book.get("deals", rfq_id) or {}
            deal = {
                "deal_id": rfq_id,
                "contact_id": contact_id,
                "currency": total.currency,
                "total": plain(total.amount),
                "lines": str(len(line_items)),
                "files": known.get("files", ""),
                "created_at": known.get("created_at", self._now),
                "updated_at": self._now,
            }
            book.put("deals", rfq_id, deal)
            book.drop("lines", f"{rfq_id}/")
            for position, line in enumerate(line_items, 1):
                book.put("lines", f"{rfq_id}/{position:05d}", _line_row(rfq_id, position, line))
        return rfq_id

    def attach_file(self, deal_id: str, key: str) -> None:
        """Copies the stored object into ``files/``; the same key again replaces the copy. Raises RejectedError when
        nothing is stored there, or the deal is not known."""
        try:
            content = self._context.objects.get(key)
        except KeyError:
            raise RejectedError(f"nothing is stored under {key}") from None
        name = _FILE_NAME.sub("_", key.rpartition("/")[2]).strip("._") or "file"
        with self._month(deal_id) as book:
            deal = self._deal(book, deal_id)
            (self._folder / "files").mkdir(exist_ok=True)
            store(self._folder / "files" / name, content)
            names = dict.fromkeys([*filter(None, deal["files"].split("; ")), f"files/{name}"])
            book.put("deals", deal_id, {**deal, "files": "; ".join(names), "updated_at": self._now})

    def add_note(self, deal_id: str, text: str) -> None:
        """Adds the note once. Raises RejectedError when the deal is not known."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        with self._month(deal_id) as book:
            self._deal(book, deal_id)
            if book.get("notes", f"{deal_id}/{digest}") is None:
                book.put("notes", f"{deal_id}/{digest}", {"deal_id": deal_id, "at": self._now, "text": text})

    def check(self) -> Sequence[Check]:
        """Whether the folder can be written."""
        try:
            with folder_lock(self._folder):
                pass
        except RejectedError as error:
            return [
                Check("folder", ok=False, detail=str(error), fix="set [settings.file] folder to one of yours")
            ]
        return [Check("folder", ok=True, detail=str(self._folder))]

    @contextmanager
    def _month(self, rfq_id: str) -> Iterator[Book]:
        """The book of the RFQ's month under the folder's lock, written when the block ends well. What people open goes
        first, the state last: after a crash in between, the retry writes everything again."""
        name = f"deals-{_month_of(rfq_id)}"
        with folder_lock(self._folder):
            book = load(self._folder, name)
            before = _json(book)
            yield book
            if (after := _json(book)) == before:
                return
            for table, columns in _TABLES.items():
                store(
                    self._folder / f"{name.replace('deals', table)}.csv", csv_bytes(columns, book.rows(table))
                )
            sheets = [(table.title(), columns, book.rows(table)) for table, columns in _TABLES.items()]
            store(self._folder / f"{name}.xlsx", workbook_bytes(sheets))
            store(self._folder / ".state" / f"{name}.json", after)

    def _deal(self, book: Book, deal_id: str) -> Row:
        deal = book.get("deals", deal_id)
        if deal is None:
            raise RejectedError(f"there is no deal {deal_id}")
        return deal

    def _write_contacts(self, book: Book) -> None:
        rows = book.rows("contacts")
        store(self._folder / "contacts.csv", csv_bytes(_CONTACTS, rows))
        store(self._folder / "contacts.xlsx", workbook_bytes([("Contacts", _CONTACTS, rows)]))
        store(self._folder / ".state" / "contacts.json", _json(book))

    @property
    def _now(self) -> str:
        return self._context.clock().astimezone(UTC).isoformat(timespec="seconds")


def _json(book: Book) -> bytes:
    return json.dumps(book.tables, ensure_ascii=True, indent=0).encode()


def _line_row(deal_id: str, position: int, line: CrmLine) -> Row:
    return {
        "deal_id": deal_id,
        "position": str(position),
        "sku": line.sku,
        "description": line.description,
        "quantity": plain(line.quantity),
        "unit": line.unit,
        "unit_price": plain(line.unit_price.amount),
        "line_total": plain(line.line_total.amount),
        "currency": line.line_total.currency,
    }


def _month_of(rfq_id: str) -> str:
    """The month in which the RFQ's id was made (a UUIDv7 begins with the time)."""
    try:
        milliseconds = UUID(rfq_id).int >> 80
        return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m")
    except (ValueError, OverflowError, OSError):
        raise RejectedError(f"{rfq_id!r} is no RFQ's id") from None
