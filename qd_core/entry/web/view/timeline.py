"""What happened to a request, from its audit trail, in words; and what the clock will do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qd_core.config import AppSettings
from qd_core.model.event import Event, EventKind
from qd_core.model.review import OPEN_STATES, DraftRecord
from qd_core.pipeline.working_time import add_working_hours

__all__ = ["Moment", "events_of", "timeline", "viewed_lately"]

_QUIET = frozenset(
    {
        EventKind.ARRIVED,
        EventKind.READ,
        EventKind.RESOLVED,
        EventKind.PRICED,
        EventKind.NOTIFIED,
        EventKind.RENDERED,
    }
)
"""Steps that a rep need not see; the whole trail has them."""
_SETS_CLOCK = frozenset({EventKind.READY, EventKind.CLARIFY, EventKind.OUT_OF_SCOPE, EventKind.REPLIED})
_TO_PEOPLE = frozenset({EventKind.ASSIGNED, EventKind.REMINDED, EventKind.ESCALATED})
_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry; ``kind`` is key for a revision, bad for a failure, next for what is to come, else empty."""

    at: datetime
    words: str
    detail: str
    kind: str = ""
    link: str = ""


def events_of(trail: Sequence[str]) -> list[Event]:
    """The events of a trail; one that this version does not know is left out."""
    events = []
    for body in trail:
        try:
            events.append(Event.model_validate_json(body))
        except ValueError:
            continue
    return events


def timeline(
    events: Sequence[Event],
    record: DraftRecord | None,
    settings: AppSettings,
    name_of: Callable[[str], str],
    *,
    everything: bool = False,
) -> list[Moment]:
    """The story so far, oldest first; repeated looks by one person are one."""
    found: list[Moment] = []
    last = ""
    for event in events:
        if event.kind in _QUIET and not everything:
            continue
        entry = _moment(event, name_of)
        same = event.kind is EventKind.VIEWED and last == f"{event.kind} {event.actor}"
        last = f"{event.kind} {event.actor}"
        if not same or everything:
            found.append(entry)
    if record is not None and record.state in OPEN_STATES and not everything:
        found += _to_come(events, settings)
    return found


def viewed_lately(events: Sequence[Event], actor: str, now: datetime) -> bool:
    """Whether ``actor`` has looked within the last ten minutes, and nothing has happened since."""
    for event in reversed(events):
        if event.kind is EventKind.VIEWED and event.actor == actor:
            return now - event.at < _AGAIN
        if event.kind is not EventKind.VIEWED:
            return False
    return False


def _moment(event: Event, name_of: Callable[[str], str]) -> Moment:
    words, detail, kind = _words(event)
    if event.kind in _TO_PEOPLE:
        detail = ", ".join(name_of(one) for one in event.data.get("to", "").split(", ") if one)
    who = "" if event.actor == "system" else name_of(event.actor)
    link = f"/rfq/{event.data['arrival']}" if event.data.get("arrival") else ""
    return Moment(event.at, words, ", ".join(part for part in (who, detail) if part), kind, link)


Facts = Mapping[str, str]
Told = tuple[str, str, str]


def _say(words: str, detail: str = "", kind: str = "") -> Callable[[Facts], Told]:
    """Words with the facts put in: ``{lane}`` is the event's own."""
    return lambda facts: (words.format_map(_Known(facts)), detail.format_map(_Known(facts)), kind)


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


_WORDS: Mapping[EventKind, Callable[[Facts], Told]] = {
    EventKind.ARRIVED: _say("Arrived by {lane}", "{raw_key}"),
    EventKind.RECEIVED: _say("Came in by {lane}", "raw copy kept"),
    EventKind.DUPLICATE: _say("Same request by {lane}", "linked, not drafted twice"),
    EventKind.SCREENED: _say("Screened out", "{detail}", "bad"),
    EventKind.CLARIFY: lambda facts: ("Decided: clarify", _plain(facts.get("reasons", "")), ""),
    EventKind.OUT_OF_SCOPE: lambda facts: ("Decided: out of scope", _plain(facts.get("reasons", "")), ""),
    EventKind.REJECT: lambda facts: ("Decided: reject", _plain(facts.get("reasons", "")), ""),
    EventKind.COMPOSED: lambda facts: ("Drafted", _gates(facts.get("gates", "")), "key"),
    EventKind.READY: lambda facts: (
        "Ready for review",
        "a manager must approve" if facts.get("manager_approval") == "true" else "",
        "",
    ),
    EventKind.VIEWED: _say("Viewed"),
    EventKind.EDITED: _say("Revision {revision}", "{why}", "key"),
    EventKind.ASSIGNED: lambda facts: ("Handed to" if facts.get("to") else "Handed to nobody", "", ""),
    EventKind.ASKED: _say("Question sent to the buyer"),
    EventKind.BUYER_NAMED: _say("Buyer named", "{email}"),
    EventKind.REPLIED: _say("The buyer answered", "{subject}", "key"),
    EventKind.REPROCESSED: _say("Read again from the raw copy", "{why}"),
    EventKind.REMINDED: _say("Reminder sent"),
    EventKind.ESCALATED: _say("The lead was paged", "", "bad"),
    EventKind.APPROVED: _say("Approved R{revision}", "", "key"),
    EventKind.REJECTED: _say("Rejected", "{reason}"),
    EventKind.EXPIRED: _say("Expired", "valid until {valid_until}", "bad"),
    EventKind.SENT: lambda facts: (
        "Noted as sent" if facts.get("by_hand") == "true" else "Sent",
        facts.get("to", ""),
        "key",
    ),
    EventKind.SEND_AGAIN: _say("To be sent again", "{why}"),
    EventKind.CRM_UPDATED: _say("CRM updated", "{deal}"),
    EventKind.CRM_FAILED: _say("CRM not updated", "{reason}", "bad"),
    EventKind.CRM_AGAIN: _say("The CRM is told again"),
    EventKind.FAILED: _say("Failed: {step}", "{reason}", "bad"),
    EventKind.ERASED: _say("The buyer's data was erased"),
}


def _words(event: Event) -> Told:
    if say := _WORDS.get(event.kind):
        return say(event.data)
    facts = ", ".join(f"{key} {value}" for key, value in event.data.items() if key != "code_version")
    return event.kind.partition(".")[2].replace("_", " ").capitalize(), facts, ""


def _plain(codes: str) -> str:
    """Each reason once, with how often it was given: ``not carried × 4, ambiguous``."""
    counted = Counter(code.replace("_", " ") for code in codes.split(", ") if code)
    return ", ".join(code if number == 1 else f"{code} × {number}" for code, number in counted.items())


def _gates(text: str) -> str:
    wrong = [part for part in text.split(", ") if part and not part.endswith(" pass")]
    return ", ".join(part.replace("_", " ") for part in wrong) if wrong else "all gates pass" if text else ""


def _to_come(events: Sequence[Event], settings: AppSettings) -> list[Moment]:
    """What the clock will do: it was set by the last of the events that set it, and may have struck since."""
    told = [number for number, event in enumerate(events) if event.kind in _SETS_CLOCK]
    if not told:
        return []
    start = events[told[-1]].at
    done = {event.kind for event in events[told[-1] :]}
    plans = (
        (EventKind.REMINDED, settings.reminder_hours, "Reminder if still waiting"),
        (EventKind.ESCALATED, settings.escalation_hours, "The lead is paged"),
    )
    return [
        Moment(add_working_hours(start, timedelta(hours=hours), settings), words, "", "next")
        for kind, hours, words in plans
        if kind not in done
    ]
