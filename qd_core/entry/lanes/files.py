"""Files as messages: what a folder or the command line gives."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

from qd_core.errors import RejectedError
from qd_core.model.message import InboundMessage, Lane
from qd_core.reading.mail.media import safe_name
from qd_core.reading.mail.sniff import inbound_from_file

__all__ = ["LARGEST_MESSAGE", "message_of", "read_whole"]

LARGEST_MESSAGE = 60 * 1024 * 1024


def read_whole(path: Path) -> bytes:
    """The bytes of a plain file. Raises RejectedError for anything else, a link too, and for a file that is too large
    or cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise RejectedError(f"{path.name} cannot be read: {error.strerror}") from error
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise RejectedError(f"{path.name} is not a plain file")
        if about.st_size > LARGEST_MESSAGE:
            size, most = about.st_size // 1024 // 1024, LARGEST_MESSAGE // 1024 // 1024
            raise RejectedError(f"{path.name} is {size} MB; at most {most} MB are taken")
        content = file.read(LARGEST_MESSAGE + 1)
    if len(content) > LARGEST_MESSAGE:
        raise RejectedError(f"{path.name} grew while it was read; put it there again when it is whole")
    return content


def message_of(
    name: str, content: bytes, received_at: datetime, *, mail: bool = False
) -> tuple[InboundMessage, str]:
    """The message in a file, and why it is not read where its kind is known to be unreadable: it is kept all the same,
    and becomes an RFQ that says so. ``mail`` says that the file is a raw e-mail, whatever its name."""
    if mail:
        fields = {"name": "mail.eml", "media_type": "message/rfc822", "received_at": received_at}
        return InboundMessage(lane=Lane.EMAIL, content=content, **fields), ""  # type: ignore[arg-type]
    try:
        return inbound_from_file(name, content, received_at), ""
    except RejectedError as error:
        kept = InboundMessage(
            lane=Lane.UPLOAD,
            content=content,
            name=safe_name(name, "", 1),
            media_type="application/octet-stream",
            received_at=received_at,
        )
        return kept, str(error)
