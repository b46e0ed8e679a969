"""Several files and a word with them as one upload: what the portal stores as the raw copy, and how it is read again.

A zip without compression: ``upload.json`` says who sent it and when the terms were accepted, ``files/`` holds the files
byte for byte.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from qd_core.errors import RejectedError
from qd_core.reading.files.archive import Archive
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.mail.content import RawFile

__all__ = ["BUNDLE", "Bundle", "pack", "unpack"]

BUNDLE = "application/vnd.quote-drafter.upload+zip"
_ABOUT, _FILES = "upload.json", "files/"
_SAME_TIME = (2000, 1, 1, 0, 0, 0)
"""Equal uploads are equal bytes."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """``terms_accepted_at`` is an ISO time in UTC. Names of ``files`` are distinct and hold no slash."""

    note: str = ""
    terms_accepted_at: str = ""
    files: Sequence[RawFile] = field(default_factory=tuple)


def pack(bundle: Bundle) -> bytes:
    """The bundle as bytes."""
    target = io.BytesIO()
    about = json.dumps(
        {"note": bundle.note, "terms_accepted_at": bundle.terms_accepted_at}, ensure_ascii=False
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_ABOUT, _SAME_TIME), about)
        for file in bundle.files:
            archive.writestr(zipfile.ZipInfo(_FILES + file.name, _SAME_TIME), file.content)
    return target.getvalue()


def unpack(content: bytes) -> Bundle:
    """The bundle in ``content``. Raises RejectedError when it is none."""
    try:
        archive = Archive(content)
        about = json.loads(archive.read(_ABOUT))
        files = [
            RawFile(name.removeprefix(_FILES), "application/octet-stream", archive.read(name))
            for name in archive.names
            if name.startswith(_FILES)
        ]
        return Bundle(str(about["note"]), str(about["terms_accepted_at"]), files)
    except (UnreadableError, ValueError, KeyError, TypeError) as error:
        raise RejectedError(f"the upload cannot be read: {error}") from error
