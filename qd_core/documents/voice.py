"""The voice document to the voice (spec: documents, voice)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
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
_LONGEST_NAME: Final = 60
_QUOTATION: Final = " \"'“”‘’„«»"
_BRACES: Final = re.compile(r"\{([^{}\n]{0,60})\}|[{}]")


def parse_voice(name: str, content: bytes, version: str | None = None, *, limits: Limits = LIMITS) -> Voice:
    """The voice in the file called ``name``; every section is optional.

    ``version`` is what citations name, by default the digest of ``content``. Raises DocumentError with every problem:
    an unreadable file, or a placeholder in the fallback cover that nothing fills in.
    """
    problems = ProblemList(name)
    version = version or version_of(content)
    # Prose has no columns: a voice that is called .csv is read as the text that it is.
    sections = _sections(small_document_lines(f"{DOCUMENT}.txt", content, limits, problems))
    _check_placeholders(_lines(sections, "fallback cover"), problems)
    problems.raise_any()
    return Voice(
        version=version,
        tone=_text(_lines(sections, "tone")) or _text(_lines(sections, "")),
        say=_phrases(sections, "say", version),
        never_say=_phrases(sections, "never say", version),
        fallback_cover=_text(_lines(sections, "fallback cover")),
        signature=_text(_lines(sections, "signature")),
        lines=tuple(
            Phrase(line.shown(), _cite(section, line, version))
            for section in sections
            for line in section.lines
            if line.kind is not Kind.BLANK
        ),
    )


@dataclass(slots=True)
class _Section:
    """``key`` is the folded name, empty for the prose above the first section."""

    key: str
    name: str
    lines: list[Line] = field(default_factory=list)


def _sections(lines: Sequence[Line]) -> list[_Section]:
    """The sections in order, the prose above the first one without the document's title."""
    found = [_Section("", DOCUMENT)]
    for line in lines:
        name = fold(line.text) if line.kind is not Kind.BLANK and len(line.text) < _LONGEST_NAME else ""
        head, _, tail = (part.strip() for part in line.text.partition(":"))
        if line.kind is Kind.HEADING or (line.kind in (Kind.TEXT, Kind.SHEET) and name in _SECTIONS):
            found.append(_Section(name, line.text.rstrip(": ")))
        elif line.kind is Kind.TEXT and tail and fold(head) in _SECTIONS:
            rest = Line(Kind.TEXT, line.number, tail, sheet=line.sheet)
            found.append(_Section(fold(head), head, [rest]))
        elif line.kind is not Kind.SHEET:
            found[-1].lines.append(line)
    _drop_title(found[0].lines)
    return found


def _lines(sections: Sequence[_Section], key: str) -> list[Line]:
    """The lines of every section of this name, one section's after a gap to the one before."""
    found: list[Line] = []
    for section in sections:
        if section.key == key:
            found += [Line(Kind.BLANK, 0), *section.lines] if found else section.lines
    return found


def _cite(section: _Section, line: Line, version: str) -> Citation:
    return Citation(DOCUMENT, version, section.name, line.number, line.shown(), line.sheet)


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


def _phrases(sections: Sequence[_Section], key: str, version: str) -> tuple[Phrase, ...]:
    """One phrase a line, without bullet and quotation marks."""
    return tuple(
        Phrase(text, _cite(section, line, version))
        for section in sections
        if section.key == key
        for line in section.lines
        if (text := unbulleted(line.shown()).strip(_QUOTATION))
    )


def _check_placeholders(lines: Sequence[Line], problems: ProblemList) -> None:
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for line in lines:
        for found in _BRACES.finditer(line.text):
            if found[1] not in PLACEHOLDERS:
                problems.add(
                    line.number, f"{quoted(found[0])} is no placeholder; there are {known}", line.sheet
                )
