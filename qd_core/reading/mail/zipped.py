"""Zip archives in mail: the files in them are the buyer's, the archive is only how they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qd_core.reading.files.archive import Archive
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.mail.content import RawFile
from qd_core.reading.mail.media import media_type

__all__ = ["unpacked"]

_MOST_MEMBERS = 20
_SKIPPED = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


def unpacked(files: Iterable[RawFile]) -> Iterator[RawFile]:
    """The files, those in zip archives in place of their archive; archives in archives stay closed.

    An archive that cannot be opened, or holds more than twenty files, is one unread file.
    """
    for file in files:
        is_zip = file.content.startswith(b"PK\x03\x04") and not file.unread
        if is_zip and media_type(file.name, file.declared, file.content) == "application/zip":
            yield from _members(file)
        else:
            yield file


def _members(file: RawFile) -> list[RawFile]:
    try:
        archive = Archive(file.content)
        names = [name for name in archive.names if not name.endswith("/") and not _is_clutter(name)]
        if len(names) > _MOST_MEMBERS:
            return [
                replace(file, unread=f"the archive holds {len(names):,} files, more than {_MOST_MEMBERS}")
            ]
        note = (*file.notes, f"was in {file.name or 'an archive'}")
        return [RawFile(name, "application/octet-stream", archive.read(name), notes=note) for name in names]
    except UnreadableError as problem:
        return [replace(file, unread=f"the archive was not opened: {problem}")]


def _is_clutter(name: str) -> bool:
    return any(part in name.lower() for part in _SKIPPED)
