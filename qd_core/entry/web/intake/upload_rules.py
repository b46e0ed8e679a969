"""What an upload may be and who may send it: the same on this machine's portal and on the one in the cloud."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "ACCEPT",
    "EMAIL",
    "ENDINGS",
    "HEAD",
    "LARGEST_UPLOAD",
    "LINK_MINUTES",
    "MOST_FILES",
    "Sender",
    "ending_problem",
    "kind_problem",
    "sender_problems",
]

LINK_MINUTES = 30
LARGEST_UPLOAD = 25 * 1024 * 1024
"""Of all files of one sending together."""
MOST_FILES = 10
ENDINGS = ("pdf", "docx", "xlsx", "xls", "csv", "txt", "eml", "png", "jpg", "jpeg")
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)
"""What a page's file field lets people choose from (its ``accept``)."""
HEAD = 1024
"""Bytes by which a file's kind is judged."""
EMAIL = re.compile(r"[^\s<>@,;:\"()]{1,64}@[^\s<>@,;:\"()]{1,250}\.[^\s<>@,;:\"().]{2,63}")
_HEADER_FIELD = re.compile(rb"[\r\n]*(?:>?From [^\r\n]{1,200}\r?\n)?[A-Za-z][!-9;-~]{0,60}[ \t]*:")
"""How a mail begins."""
_MAGIC = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who uploads, and when the terms were accepted (ISO, UTC)."""

    name: str
    email: str
    terms_accepted_at: str


def sender_problems(values: Mapping[str, str], *, accepted: bool) -> dict[str, str]:
    """What to mend before an upload may begin, by field (``name``, ``email``, ``terms``)."""
    problems = {}
    if not values["name"]:
        problems["name"] = "Write your name"
    if not EMAIL.fullmatch(values["email"]):
        problems["email"] = "Write the whole address, like name@company.example"
    if not accepted:
        problems["terms"] = "Accept the terms of upload to go on"
    return problems


def ending_problem(name: str) -> str:
    """Why a file of this name is not taken; empty where it may be."""
    if _ending(name) in ENDINGS:
        return ""
    if _ending(name) == "msg":
        return "an Outlook .msg file is not read: save the mail as .eml, or its text as .txt"
    return f"files of this kind are not read: send {', '.join(one.upper() for one in ENDINGS[:-1])}"


def kind_problem(name: str, head: bytes) -> str:
    """Why a file of this name and these first bytes is not taken; empty where it is."""
    if problem := ending_problem(name):
        return problem
    ending = _ending(name)
    if marks := _MAGIC.get(ending):
        if not any(mark in head if mark == b"%PDF-" else head.startswith(mark) for mark in marks):
            return f"this is not a {ending.upper()} file, whatever its name says"
    elif ending == "eml":
        if not _HEADER_FIELD.match(head):
            return f"this is not a {ending.upper()} file, whatever its name says"
    elif b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"this is not a {ending.upper()} file, whatever its name says"
    return "" if head else "this file is empty"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
