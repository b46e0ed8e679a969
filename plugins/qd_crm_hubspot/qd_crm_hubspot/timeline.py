"""What stands in a deal's timeline: notes, and files, which HubSpot knows only as attachments of notes."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterator
from datetime import UTC
from functools import cached_property
from html import escape
from pathlib import PurePosixPath

from pydantic import BaseModel, Field

from qd_core.errors import RejectedError
from qd_core.plugin import Part, ProviderContext, fitted, once
from qd_crm_hubspot.api import FILES, HubSpot, Object, batched
from qd_crm_hubspot.settings import HubSpotSettings

__all__ = ["Timeline"]

_LONGEST_NOTE = 60_000
"""Of the text; HubSpot's limit is 65,536 characters of HTML."""


class _Type(BaseModel):
    typeId: int  # noqa: N815 - HubSpot's name
    category: str
    label: str | None = None


class _Types(BaseModel):
    results: list[_Type]


class _Link(BaseModel):
    toObjectId: str | int  # noqa: N815 - HubSpot's name


class _Paging(BaseModel):
    next: dict[str, str] | None = None


class _Links(BaseModel):
    results: list[_Link]
    paging: _Paging | None = None


class _Notes(BaseModel):
    results: list[Object]


class _Files(BaseModel):
    results: list[Object] = Field(default_factory=list)


class Timeline:
    """What ``attach_file`` and ``add_note`` do: each once, by a hash of what is told."""

    def __init__(self, settings: HubSpotSettings, hubspot: HubSpot, context: ProviderContext) -> None:
        self._folder = settings.folder
        self._hubspot = hubspot
        self._context = context

    def attach(self, deal_id: str, key: str) -> None:
        """Uploads the stored object, privately, and a note that carries it."""
        try:
            content = self._context.objects.get(key)
        except KeyError:
            raise RejectedError(f"nothing is stored under {key}") from None
        digest = hashlib.sha256(content).hexdigest()
        path = PurePosixPath(key)
        name = f"{fitted(path.stem, 80) or 'quote'}-{deal_id}-{digest[:12]}"
        file_id = once(
            self._context.claims,
            f"hubspot/file/{deal_id}/{digest}",
            find=lambda: self._find_file(name),
            create=lambda: self._upload(name + path.suffix, content),
        )
        self._note(deal_id, f"file:{digest}", f"Quote attached: {path.name}", file_id)

    def add(self, deal_id: str, text: str) -> None:
        """A note, once."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self._note(deal_id, f"note:{digest}", text)

    def _note(self, deal_id: str, what: str, text: str, file_id: str = "") -> None:
        mark = f"[qd {hashlib.sha256(what.encode()).hexdigest()[:16]}]"
        body = escape(fitted(text, _LONGEST_NOTE // 6, lines=True)).replace("\n", "<br>")
        properties = {
            "hs_timestamp": self._context.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "hs_note_body": f"<p>{body}</p><p>{mark}</p>",
        }
        if file_id:
            properties["hs_attachment_ids"] = file_id
        once(
            self._context.claims,
            f"hubspot/note/{deal_id}/{what}",
            find=lambda: self._find_note(deal_id, mark),
            create=lambda: self._create(deal_id, properties),
        )

    def _create(self, deal_id: str, properties: dict[str, str]) -> str:
        kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": self._note_of_deal}
        body = {"properties": properties, "associations": [{"to": {"id": deal_id}, "types": [kind]}]}
        return self._hubspot.send("POST", "/crm/objects/notes", body, creates=True).read(Object).id

    @cached_property
    def _note_of_deal(self) -> int:
        """The number of the association "note of a deal", as the account says it."""
        types = self._hubspot.get("/crm/associations/notes/deals/labels").read(_Types).results
        plain = (each.typeId for each in types if each.category == "HUBSPOT_DEFINED" and each.label is None)
        number = next(plain, None)
        if number is None:
            raise RejectedError("HubSpot names no way to put a note on a deal")
        return number

    def _find_note(self, deal_id: str, mark: str) -> str | None:
        for ids in batched(self._note_ids(deal_id), 100):
            wanted = {
                "inputs": [{"id": each} for each in ids],
                "properties": ["hs_note_body"],
                "propertiesWithHistory": [],
            }
            answer = self._hubspot.send("POST", "/crm/objects/notes/batch/read", wanted)
            for note in answer.read(_Notes).results:
                if mark in (note.properties.get("hs_note_body") or ""):
                    return note.id
        return None

    def _note_ids(self, deal_id: str) -> Iterator[str]:
        query = {"limit": "500"}
        for _ in range(100):  # an answer that never ends its pages is not followed for ever
            page = self._hubspot.get(f"/crm/objects/deals/{deal_id}/associations/notes", query).read(_Links)
            yield from (str(each.toObjectId) for each in page.results)
            after = (page.paging.next or {}).get("after") if page.paging else None
            if not after:
                return
            query = {"limit": "500", "after": after}

    def _find_file(self, name: str) -> str | None:
        found = self._hubspot.rest.call("GET", f"{FILES}/search", query={"name": name, "limit": "1"})
        results = found.read(_Files).results
        return results[0].id if results else None

    def _upload(self, name: str, content: bytes) -> str:
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        parts = [
            Part("fileName", name.encode()),
            Part("folderPath", self._folder.encode()),
            Part("options", b'{"access":"PRIVATE"}'),
            Part("file", content, name, media_type),
        ]
        return self._hubspot.rest.call("POST", FILES, parts=parts, creates=True).read(Object).id
