"""The files of a message as attachments: named safely, labelled rightly, decoration told from documents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from qd_core.model.message import Attachment
from qd_core.reading.mail.content import RawFile
from qd_core.reading.mail.media import image_size, media_type, safe_name, unique_names

__all__ = ["LARGEST_FILE", "MOST_FILES", "attachment", "attachments"]

LARGEST_FILE = 25 * 1024 * 1024
MOST_FILES = 100
_NEVER_LINES = frozenset(
    "text/calendar text/vcard text/x-vcard application/ics text/directory application/applefile".split()
)
_LOGO_BYTES = 10 * 1024
_LOGO_SIDE = 160
_PICTURE_BYTES = 100 * 1024
_PICTURE = (420, 300)


def attachments(files: Sequence[RawFile], cids: set[str] | frozenset[str]) -> tuple[Attachment, ...]:
    """Attachments in order, with distinct names; of more than a hundred the rest is one unread attachment."""
    made = [attachment(file, number, cids) for number, file in enumerate(files[:MOST_FILES], 1)]
    if len(files) > MOST_FILES:
        rest = RawFile("more attachments", "application/octet-stream", b"")
        rest.unread = f"the mail has {len(files)} attachments: only the first {MOST_FILES} were read"
        made.append(attachment(rest, len(made) + 1, cids))
    names = unique_names([one.name for one in made])
    return tuple(
        one if one.name == name else one.model_copy(update={"name": name})
        for one, name in zip(made, names, strict=True)
    )


def attachment(file: RawFile, number: int, cids: set[str] | frozenset[str] = frozenset()) -> Attachment:
    """One file as it is kept. ``cids`` are the Content-IDs of the pictures that the message's HTML shows."""
    kind = media_type(file.name, file.declared, file.content) if file.content else file.declared
    unread, content = file.unread, file.content
    if len(content) > LARGEST_FILE:
        unread = f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB"
    return Attachment(
        name=safe_name(file.name, kind, number),
        media_type=kind,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=None if unread and not content else content,
        notes=file.notes,
        unread=unread,
        inline=unread is None and (kind in _NEVER_LINES or _is_decoration(file, kind, cids)),
    )


def _is_decoration(file: RawFile, kind: str, cids: set[str] | frozenset[str]) -> bool:
    """A picture that is part of the page (logo, icon, banner), not a photographed or scanned list."""
    if not kind.startswith("image/"):
        return False
    is_shown = file.inline or bool(file.content_id) or file.content_id in cids
    if not is_shown:
        return len(file.content) < _LOGO_BYTES and file.name.lower().startswith(("image0", "logo", "icon"))
    if len(file.content) <= _LOGO_BYTES:
        return True
    size = image_size(file.content)
    if size is not None:
        width, height = size
        if (
            min(width, height) <= _LOGO_SIDE
            or width > 3 * height
            or (width < _PICTURE[0] and height < _PICTURE[1])
        ):
            return True
    return size is None and len(file.content) <= _PICTURE_BYTES
