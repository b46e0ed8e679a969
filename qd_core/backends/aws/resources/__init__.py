"""Every resource of a deployment as plain data: what the back-end calls, what a test installs, what infrastructure code
builds. Names are fixed: people look for them in the console, runbooks and alarms name them."""

from __future__ import annotations

from qd_core.backends.aws.resources.buckets import BUCKETS, StoredBucket
from qd_core.backends.aws.resources.calls import (
    ESCALATIONS,
    RULES,
    SCHEDULES,
    TOPICS,
    Rule,
    Schedule,
    ScheduleGroup,
)
from qd_core.backends.aws.resources.functions import FUNCTIONS, Function, function
from qd_core.backends.aws.resources.names import Place
from qd_core.backends.aws.resources.queues import FAILURES, QUEUES, DeadLetters, WorkQueue
from qd_core.backends.aws.resources.tables import TABLES, WORK, Index, Table

__all__ = [
    "BUCKETS",
    "ESCALATIONS",
    "FAILURES",
    "FUNCTIONS",
    "QUEUES",
    "RULES",
    "SCHEDULES",
    "TABLES",
    "TOPICS",
    "WORK",
    "DeadLetters",
    "Function",
    "Index",
    "Place",
    "Rule",
    "Schedule",
    "ScheduleGroup",
    "StoredBucket",
    "Table",
    "WorkQueue",
    "function",
]
