"""The voice document to the voice (spec: documents, voice)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from qd_core.documents.cells import fold, unbulleted
from qd_core.documents.content import version_of
from qd_core.documents.limits import LIMITS, Limits
from qd_core.documents.lines import Kind, Line
from qd_core.documents.problem_list import ProblemList, quoted
from qd_core.documents.rules import small_document_lines
from qd_core.model.documents import Citation
from qd_core.model.rules import Phrase, Voice

__all__ = ["DOCUMENT", "EMPTY_VOICE_VERSION", "PLACEHOLDERS", "parse_voice"]

DOCUMENT: Final = "voice"
PLACEHOLDERS: Final = ("buyer_name", "company", "reference", "valid_until")
"""What a fallback cover may have filled in."""
EMPTY_VOICE_VERSION: Final = "none"
"""The version of the voice of a company that has no such document."""

_SECTIONS: Final = frozenset({"tone", "say", "never say", "fallback cover", "signature"})
_BRACES: Final = re.compile(r"\{([^{}\n]{0,60})\}|[{}]")


def parse_voice(name: str, content: bytes, version: str | None = None, *, limits: Limits = LIMITS) -> Voice:
    """The voice in the file called ``name``; every section is optional.

    ``version`` is what citations name, by default the digest of ``content``. Raises DocumentError with every problem:
    an unreadable file, or a placeholder in the fallback cover that nothing fills in.
    """
    problems = ProblemList(name)
    version = version or version_of(content)
    sections = _sections(small_document_lines(name, content, limits, problems))
    _check_placeholders(sections.get("fallback cover", []), problems)
    problems.raise_any()
    return Voice(
        version=version,
        tone=_text(sections.get("tone") or sections.get("", [])),
        say=_phrases(sections.get("say", []), "Say", version),
        never_say=_phrases(sections.get("never say", []), "Never say", version),
        fallback_cover=_text(sections.get("fallback cover", [])),
        signature=_text(sections.get("signature", [])),
        lines=tuple(
            Phrase(
                line.shown(),
                Citation(DOCUMENT, version, section or DOCUMENT, line.number, line.shown(), line.sheet),
            )
            for section, lines in sections.items()
            for line in lines
            if line.kind is not Kind.BLANK
        ),
    )


def _sections(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Lines by section; the prose above the first one under an empty name, without the title."""
    found: dict[str, list[Line]] = {"": []}
    current = found[""]
    for line, begins, rest in _marked(lines):
        if begins is not None:
            current = found.setdefault(begins, [])
            if current:
                current.append(Line(Kind.BLANK, line.number))
        if rest is not None:
            current.append(rest)
    _drop_title(found[""])
    return found


def _marked(lines: Sequence[Line]) -> Iterator[tuple[Line, str | None, Line | None]]:
    """Each line, the section that it begins, and what of it belongs to the section's text."""
    for line in lines:
        name = (
            fold(line.text)
            if line.kind in (Kind.HEADING, Kind.TEXT, Kind.SHEET) and len(line.text) < 60
            else ""
        )
        head, colon, tail = line.text.partition(":")
        if name in _SECTIONS or line.kind is Kind.HEADING:
            yield line, name, None
        elif line.kind is Kind.TEXT and colon and tail.strip() and fold(head) in _SECTIONS:
            yield line, fold(head), Line(Kind.TEXT, line.number, tail.strip(), sheet=line.sheet)
        elif line.kind is not Kind.SHEET:
            yield line, None, line


def _drop_title(lines: list[Line]) -> None:
    """A first line alone is the title where a section or nothing but a gap follows it."""
    texts = [line for line in lines if line.kind is not Kind.BLANK]
    if (
        texts
        and (len(texts) == 1 or lines[lines.index(texts[0]) + 1].kind is Kind.BLANK)
        and len(texts[0].text) < 80
    ):
        lines.remove(texts[0])


def _text(lines: Sequence[Line]) -> str:
    text = "\n".join(line.shown() for line in lines).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _phrases(lines: Sequence[Line], section: str, version: str) -> tuple[Phrase, ...]:
    """One phrase a line, without bullet and quotation marks."""
    texts = [
        (line, unbulleted(line.shown()).strip(" \"'“”‘’„«»")) for line in lines if line.kind is not Kind.BLANK
    ]
    return tuple(
        Phrase(text, Citation(DOCUMENT, version, section, line.number, line.shown(), line.sheet))
        for line, text in texts
        if text
    )


def _check_placeholders(lines: Sequence[Line], problems: ProblemList) -> None:
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for line in lines:
        for found in _BRACES.finditer(line.text):
            if found[1] not in PLACEHOLDERS:
                problems.add(
                    line.number, f"{quoted(found[0])} is no placeholder; there are {known}", line.sheet
                )
