"""What hangs on an opportunity: the quote's file, and notes as completed tasks."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from datetime import timedelta
from pathlib import PurePosixPath

from qd_core.errors import RejectedError
from qd_core.plugin import Part, ProviderContext, fitted, once
from qd_crm_salesforce.api import Row, Salesforce, literal

__all__ = ["Activities"]

_LONGEST_SUBJECT, _LONGEST_TEXT, _LONGEST_TITLE = 255, 32_000, 255
_SETTLE = timedelta(seconds=30)
"""Salesforce finds what it wrote at once; a call whose answer was lost may still be running."""


class Activities:
    """What ``attach_file`` and ``add_note`` do: each once, by a hash of what is told."""

    def __init__(self, salesforce: Salesforce, context: ProviderContext) -> None:
        self._salesforce = salesforce
        self._context = context

    def attach(self, deal_id: str, key: str) -> None:
        """Uploads the stored object into the files of the opportunity."""
        try:
            content = self._context.objects.get(key)
        except KeyError:
            raise RejectedError(f"nothing is stored under {key}") from None
        digest = hashlib.sha256(content).hexdigest()
        path = PurePosixPath(key)
        title = f"{fitted(path.stem, _LONGEST_TITLE - 20) or 'quote'} {digest[:12]}"
        once(
            self._context.claims,
            f"salesforce/file/{deal_id}/{digest}",
            find=lambda: self._find_file(deal_id, title),
            create=lambda: self._upload(deal_id, title, path, content),
            settle=_SETTLE,
        )

    def add(self, deal_id: str, text: str) -> None:
        """A completed task, once: notes of the newer kind have to be switched on, tasks are everywhere."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        mark = f" [qd {digest[:16]}]"
        subject = (fitted(text, _LONGEST_SUBJECT - len(mark)) or "Note") + mark
        fields = {
            "WhatId": deal_id,
            "Subject": subject,
            "Description": fitted(text, _LONGEST_TEXT, lines=True),
            "Status": "Completed",
            "Priority": "Normal",
            "ActivityDate": self._context.clock().date().isoformat(),
        }
        once(
            self._context.claims,
            f"salesforce/note/{deal_id}/{digest}",
            find=lambda: self._first(
                f"SELECT Id FROM Task WHERE WhatId = {literal(deal_id)} AND Subject LIKE {literal('%' + mark)} LIMIT 1"  # noqa: S608 - see literal
            ),
            create=lambda: self._salesforce.create("Task", fields),
            settle=_SETTLE,
        )

    def _find_file(self, deal_id: str, title: str) -> str | None:
        where = f"LinkedEntityId = {literal(deal_id)} AND ContentDocument.Title = {literal(title)}"
        return self._first(f"SELECT Id FROM ContentDocumentLink WHERE {where} LIMIT 1")  # noqa: S608 - see literal

    def _first(self, soql: str) -> str | None:
        found = self._salesforce.query(soql, Row)
        return found[0].Id if found else None

    def _upload(self, deal_id: str, title: str, path: PurePosixPath, content: bytes) -> str:
        about = {"Title": title, "PathOnClient": path.name, "FirstPublishLocationId": deal_id}
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        parts = [
            Part("entity_content", json.dumps(about).encode(), media_type="application/json"),
            Part("VersionData", content, path.name, media_type),
        ]
        return self._salesforce.upload("ContentVersion", parts)
