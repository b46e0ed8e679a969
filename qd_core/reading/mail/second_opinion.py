"""mail-parser-reply as a second voice on where a thread begins, in the languages that it knows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from qd_core.reading.mail.request_lines import holds_request_lines

if TYPE_CHECKING:
    from mailparser_reply import EmailMessage

__all__ = ["thread_begins"]

# The library's expressions are quadratic on hostile text: it sees a short text of short lines, without runs of blanks.
_MOST_LINES = 150
_LONGEST_LINE = 160
_LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "da", "sv", "pl", "cs", "ja", "ko", "zh"]
_RUNS = re.compile(r"([^\w\s])\1{3,}|[ \t]{2,}")
_SIGN = re.compile(r"\S@\S|\d[:.]\d\d|\b(?:19|20)\d\d\b")


def thread_begins(lines: list[str], *, is_reply: bool) -> int | None:
    """The line at which the library sees an earlier message begin, or None.

    Asked only about replies, and believed only where the line it names has a date, a time or an address, something
    stands above it, and nothing that is cut off above looks like a line of a request.
    """
    if not is_reply or not any(
        line.rstrip(" *_").endswith(":") and _SIGN.search(line) for line in lines[:_MOST_LINES]
    ):
        return None
    kept = [(number, _collapsed(line)) for number, line in enumerate(lines[:_MOST_LINES]) if line.strip()]
    replies = _read("\n".join(line for _, line in kept)).replies
    if len(replies) < 2:
        return None
    count = len([line for line in (replies[0].full_body or "").split("\n") if line.strip()])
    if not 0 < count < len(kept):
        return None
    number = kept[count][0]
    if not _SIGN.search(lines[number]) or not any(map(str.strip, lines[:number])):
        return None
    return number if not holds_request_lines(lines[number]) else None


def _collapsed(line: str) -> str:
    return _RUNS.sub(lambda found: found[0][:3] if found[1] else " ", line[:_LONGEST_LINE]).strip()


@cache
def _languages() -> list[str]:
    from mailparser_reply.constants import MAIL_LANGUAGES

    return [language for language in _LANGUAGES if language in MAIL_LANGUAGES]


def _read(text: str) -> EmailMessage:
    from mailparser_reply import EmailMessage

    return EmailMessage(text=text, languages=list(_languages()), keep_hyphen_lists=True).read()
