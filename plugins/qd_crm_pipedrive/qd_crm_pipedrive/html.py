"""Text in Pipedrive's HTML, and back."""

from __future__ import annotations

import html
import re

__all__ = ["as_html", "plain_text"]

_TAG = re.compile(r"<[^<>]*>")


def as_html(text: str) -> str:
    """The text with nothing in it that is markup."""
    return html.escape(text).replace("\n", "<br>")


def plain_text(markup: str) -> str:
    """The words alone, however Pipedrive's sanitiser has laid them out: for comparing."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
