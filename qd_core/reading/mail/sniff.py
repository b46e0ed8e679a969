"""Which lane a bare file belongs to: the caller has its name and its bytes, nothing else."""

from __future__ import annotations

import json
import re
from datetime import datetime

from qd_core.errors import RejectedError
from qd_core.model.message import InboundMessage, Lane
from qd_core.reading.decode import decode_text
from qd_core.reading.mail.media import media_type, safe_name

__all__ = ["inbound_from_file"]

_HEADER = re.compile(
    rb"[\r\n]*(?:>?From [^\r\n]{1,200}\r?\n)?(?:[!-9;-~]{1,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3}"
)
_MAIL_FIELD = re.compile(
    rb"^(?:from|received|return-path|message-id|mime-version|content-type):", re.IGNORECASE | re.MULTILINE
)


def inbound_from_file(name: str, content: bytes, received_at: datetime | None = None) -> InboundMessage:
    """The file as a message: ``.eml`` (or content with a mail's header) is e-mail, ``.json`` a web form, all else an
    upload. Raises RejectedError for Outlook's own ``.msg``, with what to do about it."""
    kind = media_type(name, "", content)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if kind == "application/vnd.ms-outlook" or ending == "msg":
        raise RejectedError(
            f"{name} is an Outlook .msg file, which is not read: save the mail as .eml (or drag it out of Outlook on "
            "the web), or save its text as .txt."
        )
    if ending in ("eml", "mime", "mbox") or (ending in ("", "mail", "msg", "txt") and _is_mail(content)):
        lane, kind = Lane.EMAIL, "message/rfc822"
    elif ending == "json" or (kind == "application/json" and _is_object(content)):
        lane, kind = Lane.FORM, "application/json"
    else:
        lane = Lane.UPLOAD
    return InboundMessage(
        lane=lane, content=content, name=safe_name(name, kind, 1), media_type=kind, received_at=received_at
    )


def _is_mail(content: bytes) -> bool:
    """Three header fields at the top, two of them a mail server's or mail program's."""
    head = content[:8192]
    return bool(_HEADER.match(head)) and len(set(map(bytes.lower, _MAIL_FIELD.findall(head)))) >= 2


def _is_object(content: bytes) -> bool:
    try:
        return isinstance(json.loads(decode_text(content)), dict)
    except (ValueError, RecursionError):
        return False
