"""The files of a message as attachments: named safely, labelled rightly, decoration told from documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qd_core.model.message import Attachment
from qd_core.reading.mail.content import RawFile
from qd_core.reading.mail.media import image_size, media_type, safe_name, unique_names
from qd_core.reading.mail.zipped import unpacked

__all__ = ["LARGEST_FILE", "MOST_FILES", "Pictures", "attachment", "attachments", "pictures_of"]

LARGEST_FILE = 25 * 1024 * 1024
MOST_FILES = 100
_NEVER_LINES = frozenset(
    "text/calendar text/vcard text/x-vcard application/ics text/directory application/applefile".split()
)
_DECORATION_NAME = re.compile(
    r"(?:image\d{3}|logo|icon|outlook-\w|att\d{4,}|signature|banner|facebook|linkedin)", re.IGNORECASE
)
_PICTURE_WORD = re.compile(
    r"\b(?:pictures?|photos?|photographs?|images?|screenshots?|screen shots?|scans?"
    r"|bild(?:er)?|fotos?|abbildung(?:en)?|captures?|imagen(?:es)?|imágenes|foto's|afbeelding(?:en)?|immagin[ei])\b",
    re.IGNORECASE,
)
_LOGO_BYTES = 10 * 1024
_LOGO_SIDE = 160
_PICTURE_BYTES = 100 * 1024
_PICTURE = (420, 300)


@dataclass(frozen=True, slots=True)
class Pictures:
    """``shown`` are the Content-IDs of the pictures in the message's HTML; ``decorate`` says that its text names the
    lines itself and speaks of no picture."""

    shown: frozenset[str] = frozenset()
    decorate: bool = False


NO_PICTURES = Pictures()


def pictures_of(text: str, *, holds_lines: bool, shown: Iterable[str]) -> Pictures:
    """What a message's text says about the pictures in it."""
    return Pictures(frozenset(shown), holds_lines and not _PICTURE_WORD.search(text))


def attachments(files: Sequence[RawFile], pictures: Pictures = NO_PICTURES) -> tuple[Attachment, ...]:
    """Attachments in order, with distinct names; of more than a hundred the rest is one unread attachment."""
    files = list(unpacked(files[: MOST_FILES + 1])) + list(files[MOST_FILES + 1 :])
    made = [attachment(file, number, pictures) for number, file in enumerate(files[:MOST_FILES], 1)]
    if len(files) > MOST_FILES:
        rest = RawFile("more attachments", "application/octet-stream", b"")
        rest.unread = f"the mail has {len(files)} attachments: only the first {MOST_FILES} were read"
        made.append(attachment(rest, len(made) + 1, pictures))
    names = unique_names([one.name for one in made])
    return tuple(
        one if one.name == name else one.model_copy(update={"name": name})
        for one, name in zip(made, names, strict=True)
    )


def attachment(file: RawFile, number: int, pictures: Pictures = NO_PICTURES) -> Attachment:
    """One file as it is kept; ``number`` names it where it has no name."""
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
        inline=unread is None
        and (
            file.aside
            or kind in _NEVER_LINES
            or (kind.startswith("image/") and _is_decoration(file, pictures))
        ),
    )


def _is_decoration(file: RawFile, pictures: Pictures) -> bool:
    """A picture that is part of the page (logo, icon, banner), not a photographed or scanned list.

    What the mail shows beside a text that names lines is taken for decoration, unless the text speaks of a picture;
    else its size tells.
    """
    is_shown = file.inline or bool(file.content_id) or file.content_id in pictures.shown
    if not is_shown and not _DECORATION_NAME.match(file.name):
        return False
    if is_shown and pictures.decorate:
        return True
    if len(file.content) <= _LOGO_BYTES:
        return True
    size = image_size(file.content)
    if size is None:
        return len(file.content) <= _PICTURE_BYTES
    width, height = size
    return (
        min(width, height) <= _LOGO_SIDE
        or width > 3 * height
        or (width < _PICTURE[0] and height < _PICTURE[1])
    )
