"""The Lambda functions: what calls each, and how much it may use."""

from __future__ import annotations

from dataclasses import dataclass

from qd_core.backends.aws.resources.calls import COST_ALARM, DISPATCH_RULE, ESCALATIONS, TEXTRACT_DONE
from qd_core.errors import ConfigError
from qd_core.ports import Bucket, QueueName

__all__ = [
    "ARCHITECTURE",
    "FUNCTIONS",
    "LOG_RETENTION_DAYS",
    "RUNTIME",
    "Function",
    "FunctionUrl",
    "FunctionCall",
    "ObjectPut",
    "QueueBatch",
    "RuleMatch",
    "ScheduleTick",
    "TopicMessage",
    "Trigger",
    "function",
]

ARCHITECTURE = "arm64"
RUNTIME = "python3.14"
LOG_RETENTION_DAYS = 7


@dataclass(frozen=True, slots=True)
class FunctionUrl:
    """An address of its own, AuthType NONE: the function itself checks who calls."""


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """Called by another function, without waiting for an answer."""

    caller: str


@dataclass(frozen=True, slots=True)
class ObjectPut:
    """An object was put into a bucket; S3 cannot leave out a prefix, so the function ignores ``ignores``."""

    bucket: Bucket
    ignores: str = ""


@dataclass(frozen=True, slots=True)
class TopicMessage:
    """A message of an SNS topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class QueueBatch:
    """Messages of a queue, with partial batch responses."""

    queue: QueueName
    size: int = 1


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """An event that a rule of the bus lets through."""

    rule: str


@dataclass(frozen=True, slots=True)
class ScheduleTick:
    """A schedule, or the group of one-off schedules."""

    schedule: str


Trigger = FunctionUrl | FunctionCall | ObjectPut | TopicMessage | QueueBatch | RuleMatch | ScheduleTick


@dataclass(frozen=True, slots=True)
class Function:
    """One function; its code is ``qd_core.entry.lambdas.<module>``. Memory in MB, timeout in seconds."""

    name: str
    memory: int
    timeout: int
    triggers: tuple[Trigger, ...]
    does: str

    @property
    def module(self) -> str:
        """The handler's module."""
        return self.name.replace("-", "_")


FUNCTIONS: tuple[Function, ...] = (
    Function("intake-webhook", 256, 5, (FunctionUrl(),), "takes a form's request"),
    Function("intake-portal-presign", 256, 5, (FunctionUrl(),), "lets a buyer's browser upload a file"),
    Function(
        "intake-ses-parser",
        512,
        60,
        (ObjectPut(Bucket.RAW, ignores="forms/"), TopicMessage(TEXTRACT_DONE)),
        "takes a mail that SES stored",
    ),
    Function(
        "intake-upload-parser",
        512,
        60,
        (ObjectPut(Bucket.UPLOADS), TopicMessage(TEXTRACT_DONE)),
        "takes a file that a buyer uploaded",
    ),
    Function("drafter", 1024, 90, (QueueBatch(QueueName.INTAKE),), "reads and resolves, chooses the move"),
    Function("pricer", 512, 30, (QueueBatch(QueueName.PRICER),), "prices the lines"),
    Function("composer", 1024, 60, (QueueBatch(QueueName.COMPOSER),), "writes the cover and runs the gates"),
    Function(
        "dispatch",
        256,
        30,
        (RuleMatch(DISPATCH_RULE), TopicMessage(COST_ALARM)),
        "tells the rep and the CRM, sets the clock",
    ),
    Function(
        "escalator",
        256,
        15,
        (ScheduleTick(ESCALATIONS.name),),
        "reminds the rep, pages the sales lead, takes up a delivery",
    ),
    Function("review", 512, 15, (FunctionUrl(),), "the desk's review page"),
    Function(
        "render-pdf",
        512,
        30,
        (FunctionUrl(), FunctionCall("review"), FunctionCall("escalator")),
        "sends the approved quote",
    ),
    Function(
        "drive-sync", 256, 30, (ScheduleTick("qd-drive-sync"),), "fetches the company documents from Drive"
    ),
    Function(
        "refresh-crm-tokens",
        256,
        30,
        (ScheduleTick("qd-refresh-crm-tokens"),),
        "keeps the CRM's refresh tokens alive",
    ),
)


def function(name: str) -> Function:
    """The function of that name. Raises ConfigError with the choices."""
    for one in FUNCTIONS:
        if one.name == name:
            return one
    names = [one.name for one in FUNCTIONS]
    raise ConfigError(f"there is no function {name!r}; there are {', '.join(names)}", choices=names)
