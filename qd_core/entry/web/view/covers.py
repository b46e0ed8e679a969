"""The cover and the gates' answers, with the offending words marked where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.model.quote import Draft, GateFinding, GateResult, Outcome
from qd_core.pipeline.gates import COVER

__all__ = ["GateNote", "Words", "gate_notes", "marked", "tell"]

_AROUND = 60


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a text; ``why`` is set where a gate objects to it."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class GateNote:
    """One objection: the gate, where, why, and the sentence around the words."""

    gate: str
    where: str
    detail: str
    before: str
    words: str
    after: str


def marked(text: str, gates: Sequence[GateResult], where: str = COVER) -> list[Words]:
    """``text`` in order with what failing gates object to marked."""
    spans = sorted(
        {
            (*span, finding.detail)
            for gate in gates
            if gate.outcome is Outcome.FAIL
            for finding in gate.findings
            if finding.where == where and (span := _span(text, finding))
        }
    )
    found, at = list[Words](), 0
    for start, end, why in spans:
        if start < at:
            continue
        if start > at:
            found.append(Words(text[at:start]))
        found.append(Words(text[start:end], why or "a gate objects"))
        at = end
    if at < len(text):
        found.append(Words(text[at:]))
    return found


def gate_notes(draft: Draft) -> list[GateNote]:
    """Every finding of the gates that fail, in the order of the gates."""
    cover = draft.cover.text if draft.cover else ""
    notes = []
    for gate in draft.gates:
        if gate.outcome is not Outcome.FAIL:
            continue
        for finding in gate.findings:
            span = _span(cover, finding) if finding.where == COVER else None
            if span is None:
                notes.append(GateNote(gate.gate, finding.where, finding.detail, "", finding.text, ""))
                continue
            start, end = span
            before = cover[max(0, start - _AROUND) : start].replace("\n", " ")
            after = cover[end : end + _AROUND].replace("\n", " ")
            notes.append(
                GateNote(
                    gate.gate,
                    finding.where,
                    finding.detail,
                    ("…" if start > _AROUND else "") + before,
                    cover[start:end],
                    after + ("…" if end + _AROUND < len(cover) else ""),
                )
            )
        if not gate.findings:
            notes.append(GateNote(gate.gate, "", gate.detail, "", "", ""))
    return notes


def tell(gate: GateResult) -> str:
    """What a gate says, in a few words."""
    if gate.outcome is Outcome.PASS:
        return gate.detail
    number = len(gate.findings)
    if gate.outcome is Outcome.FAIL:
        return f"{number} finding{'s' if number != 1 else ''}" if number else gate.detail
    return "needs a manager" if gate.needs_manager else gate.detail


def _span(text: str, finding: GateFinding) -> tuple[int, int] | None:
    """Where the finding's words stand; looked for where the gate gave no offsets."""
    start, end = finding.start, finding.end
    if start is not None and end is not None and 0 <= start < end <= len(text):
        return start, end
    at = text.casefold().find(finding.text.casefold()) if finding.text else -1
    return (at, at + len(finding.text)) if at >= 0 else None
