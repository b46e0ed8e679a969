"""Decide: exactly one move, with every reason kept (spec: the move)."""

from __future__ import annotations

from collections.abc import Sequence

from qd_core.model.message import Attachment
from qd_core.model.place import Place
from qd_core.model.quote import Decision, LineProblem, Move, Reason, ResolvedLine
from qd_core.model.rules import ExcludedPlace, Rules
from qd_core.reading.places import place_matches

__all__ = ["decide", "excluded_by", "unread_attachments"]

_OUT_OF_SCOPE = {LineProblem.NOT_CARRIED, LineProblem.DISCONTINUED}


def decide(
    *,
    screened: Reason | None,
    asks: tuple[bool, str],
    lines: Sequence[ResolvedLine],
    destination: Place | None,
    attachments: Sequence[Attachment],
    rules: Rules,
    other_destinations: Sequence[Place] = (),
) -> Decision:
    """The first move of reject, out_of_scope, clarify, auto_draft that has a reason; the others' reasons follow it.

    ``other_destinations`` are those between which the message leaves the choice. ``asks`` is whether the message asks
    for a quote, and why that is thought. Questions are added by the caller.
    """
    if screened is not None:
        return Decision(move=Move.REJECT, reasons=(screened,))
    if not asks[0] and not lines:
        return Decision(move=Move.REJECT, reasons=(Reason(code="not_a_request", detail=asks[1]),))
    outside = _outside(lines, destination, rules)
    unclear = _unclear(lines, attachments, other_destinations)
    if outside or unclear:
        move = Move.OUT_OF_SCOPE if outside else Move.CLARIFY
        return Decision(move=move, reasons=(*outside, *unclear), partial=True)
    count = len(lines)
    detail = f"{count} line{'s' if count != 1 else ''} read, resolved and ready to be priced"
    return Decision(move=Move.AUTO_DRAFT, reasons=(Reason(code="ok", detail=detail),))


def excluded_by(destination: Place | None, rules: Rules) -> ExcludedPlace | None:
    """The do-not-serve row that the destination falls under."""
    if destination is None:
        return None
    home = rules.ship_from.country
    return next(
        (row for row in rules.excluded if place_matches(row.match, destination, home_country=home)), None
    )


def unread_attachments(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """Those that may hold line items and could not be read."""
    return tuple(attachment for attachment in attachments if attachment.unread and not attachment.inline)


def _outside(lines: Sequence[ResolvedLine], destination: Place | None, rules: Rules) -> list[Reason]:
    reasons = [
        Reason(
            code=problem,
            detail=line.problem_detail or f"line {line.position}: {line.request.text}",
            line=line.position,
        )
        for line in lines
        for problem in line.problems
        if problem in _OUT_OF_SCOPE
    ]
    if row := excluded_by(destination, rules):
        reasons.append(
            Reason(code="do_not_serve", detail=f"the destination falls under {row.match!r} (not served)")
        )
    return reasons


def _unclear(
    lines: Sequence[ResolvedLine], attachments: Sequence[Attachment], destinations: Sequence[Place]
) -> list[Reason]:
    reasons = [
        Reason(
            code=problem,
            detail=line.problem_detail or f"line {line.position}: {line.request.text}",
            line=line.position,
        )
        for line in lines
        for problem in line.problems
        if problem not in _OUT_OF_SCOPE
    ]
    reasons.extend(
        Reason(code="unread_attachment", detail=f"{attachment.name}: {attachment.unread}")
        for attachment in unread_attachments(attachments)
    )
    if destinations:
        named = " or ".join(place.text for place in destinations)
        reasons.append(
            Reason(code="destination_unclear", detail=f"several delivery addresses are named: {named}")
        )
    if not lines:
        reasons.append(Reason(code="no_lines", detail="a quote is asked for, but no line item could be read"))
    return reasons
