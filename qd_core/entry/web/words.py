"""What the desk calls things: one word for each state, move, match and flag, with its glyph and its colour."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.model.message import Lane
from qd_core.model.quote import LineProblem, MatchKind, Move, Outcome
from qd_core.model.review import DeliveryState, ReviewState
from qd_core.pipeline.record import RfqState
from qd_core.pipeline.review import Role

__all__ = ["FILTERS", "Badge", "flag_badge", "initials", "size_words"]


@dataclass(frozen=True, slots=True)
class Badge:
    """``tone`` is ok, warn, bad, info, line or empty; ``icon`` a symbol of the sprite, or ``sign`` one character."""

    word: str
    tone: str = ""
    icon: str = ""
    sign: str = ""


_MOVES = {
    Move.AUTO_DRAFT: Badge("Auto draft", "ok", "check"),
    Move.CLARIFY: Badge("Clarify", "warn", "help"),
    Move.OUT_OF_SCOPE: Badge("Out of scope", "bad", "x"),
    Move.REJECT: Badge("Reject", "", "x"),
}
_MATCHES = {
    MatchKind.EXACT: Badge("Exact", "", sign="="),
    MatchKind.ALIAS: Badge("Alias", "", sign="≡"),
    MatchKind.FUZZY: Badge("Fuzzy", "warn", sign="≈"),
    MatchKind.SEMANTIC: Badge("Similar", "warn", sign="≈"),
    MatchKind.AMBIGUOUS: Badge("Ambiguous", "warn", sign="?"),
    MatchKind.NONE: Badge("No match", "bad", sign="∅"),
}
_STATES = {
    ReviewState.QUEUED: Badge("Waiting", "info", "clock"),
    ReviewState.EDITED: Badge("Edited", "info", "hist"),
    ReviewState.APPROVED: Badge("Approved", "ok", "check"),
    ReviewState.REJECTED: Badge("Rejected", "", "x"),
    ReviewState.EXPIRED: Badge("Expired", "warn", "clock"),
    ReviewState.SCREENED: Badge("Screened out", "", "x"),
}
_DELIVERIES = {
    DeliveryState.NOT_STARTED: Badge("Not sent", ""),
    DeliveryState.PENDING: Badge("Sending", "info", "clock"),
    DeliveryState.SENDING: Badge("Sending", "info", "clock"),
    DeliveryState.SENT: Badge("Sent", "ok", "check"),
    DeliveryState.FAILED: Badge("Not sent", "bad", "warn"),
}
_FLAGS = {
    "below_moq": Badge("Below MOQ", "warn", "flag"),
    "pack_converted": Badge("Pack converted", "line"),
    "manual_price": Badge("Manual price", "warn", "flag"),
    "over_cap": Badge("Over cap", "warn", "flag"),
    "below_margin": Badge("Below margin", "bad", "warn"),
    "discontinued": Badge("Discontinued", "bad", "x"),
    "ladder": Badge("Several quantities", "warn", "help"),
    "unknown_tier": Badge("Unknown tier", "warn", "flag"),
    "unverified_sender": Badge("Sender not verified", "bad", "warn"),
}
_PROBLEMS = {
    LineProblem.QUANTITY_MISSING: "No quantity",
    LineProblem.QUANTITY_VAGUE: "Vague quantity",
    LineProblem.QUANTITY_RANGE: "A range of quantities",
    LineProblem.LADDER: "Several quantities",
    LineProblem.AMBIGUOUS: "Which one?",
    LineProblem.NOT_CARRIED: "Not carried",
    LineProblem.DISCONTINUED: "Discontinued",
    LineProblem.UNIT_UNCLEAR: "Unit unclear",
}
_RFQ_STATES = {
    RfqState.WAITING_FOR_TEXT: Badge("Being read", "info", "clock"),
    RfqState.RECEIVED: Badge("Received", "info", "clock"),
    RfqState.DUPLICATE: Badge("Same request again", "line", "link"),
    RfqState.REPLY: Badge("Answer to a request", "line", "link"),
    RfqState.DECIDED: Badge("Being drafted", "info", "clock"),
    RfqState.FAILED: Badge("Failed", "bad", "warn"),
}
_LANES = {
    Lane.EMAIL: Badge("Email", icon="mail"),
    Lane.FORM: Badge("Web form", icon="form"),
    Lane.UPLOAD: Badge("Upload", icon="up"),
    Lane.PHONE: Badge("Phone", icon="phone"),
}
_OUTCOMES = {
    Outcome.PASS: Badge("Passed", "pass", "check"),
    Outcome.FLAG: Badge("Flagged", "flag", "flag"),
    Outcome.FAIL: Badge("Failed", "fail", "x"),
}
_GATES = {
    "citation": "Citation",
    "fabricated_sku": "Made-up SKU",
    "block_list": "Block list",
    "discount_cap": "Discount cap",
}
_ROLES = {Role.REP: "rep", Role.MANAGER: "manager", Role.LEAD: "lead", Role.ADMIN: "admin"}
_RANK = (Role.ADMIN, Role.MANAGER, Role.LEAD, Role.REP)


def flag_badge(code: str) -> Badge:
    """The badge of a line's flag; a plugin's own flag shows its code in words."""
    return _FLAGS.get(code) or Badge(_spaced(code), "warn", "flag")


def initials(name: str) -> str:
    """Two letters for the disc beside a name."""
    words = name.replace("@", " ").replace(".", " ").replace("_", " ").split()
    return "".join(word[0] for word in words[:2]).upper() or "?"


def size_words(size: int) -> str:
    """``9.4 KB``."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.1f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _spaced(code: str) -> str:
    text = code.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _role_words(roles: frozenset[Role]) -> str:
    return next((_ROLES[role] for role in _RANK if role in roles), "")


FILTERS = {
    "move_badge": lambda move: _MOVES[Move(move)],
    "match_badge": lambda match: _MATCHES[MatchKind(match)],
    "state_badge": lambda state: _STATES[ReviewState(state)],
    "rfq_state_badge": lambda state: _RFQ_STATES[RfqState(state)],
    "delivery_badge": lambda state: _DELIVERIES[DeliveryState(state)],
    "flag_badge": flag_badge,
    "problem_words": lambda problem: _PROBLEMS[LineProblem(problem)],
    "lane_badge": lambda lane: _LANES[Lane(lane)],
    "outcome_badge": lambda outcome: _OUTCOMES[Outcome(outcome)],
    "gate_words": lambda name: _GATES.get(name) or _spaced(name),
    "role_words": _role_words,
    "initials": initials,
    "size": size_words,
    "spaced": _spaced,
}
