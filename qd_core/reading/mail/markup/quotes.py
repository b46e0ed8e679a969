"""How mail programs mark the message that they quote."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["begins_thread", "is_quote"]

_THREAD_IDS = re.compile(
    r"(?:x_)*(?:divrplyfwdmsg|mail-editor-reference-message-container|ms-outlook-mobile-reference-message"
    r"|olk_src_body_section|replyblockquote|isreplycontent|isforwardcontent|reply-intro|zwchr|quotedmessage"
    r"|orighead)",
    re.IGNORECASE,
)
_THREAD_CLASSES = frozenset(
    """gmail_quote gmail_quote_container gmail_extra_quote yahoo_quoted moz-cite-prefix protonmail_quote
    tutanota_quote zmail_extra ms-outlook-mobile-reference-message moz-email-headers-table oriondata
    quotedtext""".split()
)
_OUTLOOK_LINE = re.compile(r"solid (?:#e1e1e1|#b5c4df|windowtext)\b")


def begins_thread(tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> bool:
    """Whether an element is where a mail program puts the message that is answered or forwarded."""
    if not attributes:
        return False
    if _THREAD_IDS.match(attributes.get("id") or ""):
        return True
    classes = (attributes.get("class") or "").lower()
    if classes and tag != "blockquote" and any(_is_thread_class(name) for name in classes.split()[:20]):
        return True
    return tag == "div" and bool(_OUTLOOK_LINE.match(style.get("border-top", ""))) and _is_outlook(attributes)


def _is_thread_class(name: str) -> bool:
    while name.startswith("x_"):
        name = name[2:]
    return name in _THREAD_CLASSES or name.endswith("yahoo_quoted")


def _is_outlook(attributes: Mapping[str, str | None]) -> bool:
    """Word writes ``border:none;border-top:solid #E1E1E1 1.0pt`` around the header block."""
    return "border:none" in (attributes.get("style") or "").replace(" ", "").lower()


def is_quote(attributes: Mapping[str, str | None], style: Mapping[str, str], line_above: str) -> bool:
    """Whether a blockquote quotes a message; mail programs indent with the same element."""
    if (attributes.get("type") or "").lower() == "cite":
        return True
    if "gmail_quote" in (attributes.get("class") or "") or attributes.get("cite"):
        return True
    border = style.get("border-left", "")
    if border and not border.startswith(("none", "0")):
        return True
    if style.get("border", "").startswith("none") or "margin" in style:
        return False
    return line_above.rstrip().endswith(":") and bool(re.search(r"\d", line_above))
