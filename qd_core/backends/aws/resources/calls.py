"""What calls a function without a queue: rules of the bus, schedules, topics."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.backends.aws.resources.names import EVENT_SOURCE
from qd_core.model.event import EventKind

__all__ = [
    "COST_ALARM",
    "DISPATCH_RULE",
    "ESCALATIONS",
    "RULES",
    "SCHEDULES",
    "TEXTRACT_DONE",
    "TOPICS",
    "Rule",
    "Schedule",
    "ScheduleGroup",
]

COST_ALARM = "qd-cost-alarm"
TEXTRACT_DONE = "qd-textract-done"
TOPICS: tuple[str, ...] = (TEXTRACT_DONE, COST_ALARM)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the bus that hands events of these kinds to one function."""

    name: str
    kinds: tuple[str, ...]
    target: str
    source: str = EVENT_SOURCE


@dataclass(frozen=True, slots=True)
class Schedule:
    """A call at fixed times; ``target`` is a function, or an API call of AWS (``bedrockagent:startIngestionJob``)."""

    name: str
    expression: str
    target: str


@dataclass(frozen=True, slots=True)
class ScheduleGroup:
    """The group of the one-off schedules, each of which calls ``target`` once and then deletes itself."""

    name: str
    target: str


DISPATCH_RULE = "qd-dispatch"
RULES: tuple[Rule, ...] = (
    Rule(
        DISPATCH_RULE,
        tuple(
            str(kind)
            for kind in (
                EventKind.READY,
                EventKind.CLARIFY,
                EventKind.OUT_OF_SCOPE,
                EventKind.REJECT,
                EventKind.REPLIED,
            )
        ),
        target="dispatch",
    ),
)
SCHEDULES: tuple[Schedule, ...] = (
    Schedule("qd-drive-sync", "rate(5 minutes)", target="drive-sync"),
    Schedule("qd-kb-ingestion", "rate(15 minutes)", target="bedrockagent:startIngestionJob"),
    Schedule("qd-refresh-crm-tokens", "rate(1 day)", target="refresh-crm-tokens"),
)
ESCALATIONS = ScheduleGroup("qd-escalations", target="escalator")
