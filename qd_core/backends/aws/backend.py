"""The AWS back-end: every port of a deployment in one account and region."""

from __future__ import annotations

from collections.abc import Mapping

from qd_core.backends.aws.audit import DynamoAudit
from qd_core.backends.aws.claims import DynamoClaims
from qd_core.backends.aws.events import BusEvents
from qd_core.backends.aws.mailer import SesMailer
from qd_core.backends.aws.objects import S3Objects
from qd_core.backends.aws.parameters import StoredParameters
from qd_core.backends.aws.queue import SqsQueue
from qd_core.backends.aws.records import DynamoRecords
from qd_core.backends.aws.scheduler import EventScheduler
from qd_core.backends.aws.secrets import StoredSecrets
from qd_core.backends.aws.session import AwsSession
from qd_core.backends.aws.upload_posts import UploadPosts
from qd_core.backends.aws.work import Work
from qd_core.backends.ids import UuidV7
from qd_core.backends.memory import SystemClock
from qd_core.ports import Clock

__all__ = ["AwsBackend"]


class AwsBackend:
    """Nothing is called, and no client made, before a port is used. ``aws`` is the one session of the process."""

    name = "aws"

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        *,
        clock: Clock | None = None,
        session: AwsSession | None = None,
    ) -> None:
        self.aws = session or AwsSession(environment)
        self.clock: Clock = clock or SystemClock()
        self.ids = UuidV7(self.clock)
        self.work = Work(self.aws, self.clock)
        self.objects = S3Objects(self.aws)
        self.records = DynamoRecords(self.aws, self.clock)
        self.events = BusEvents(self.aws)
        self.queue = SqsQueue(self.aws, self.work, self.events)
        self.scheduler = EventScheduler(self.aws, self.clock)
        self.secrets = StoredSecrets(self.aws)
        self.parameters = StoredParameters(self.aws)
        self.mailer = SesMailer(self.aws, self.secrets)
        self.claims = DynamoClaims(self.aws, self.clock)
        self.audit = DynamoAudit(self.aws, self.clock)
        self.upload_posts = UploadPosts(self.aws, self.objects)

    def client(self, service: str) -> object:
        """A client of the one session, for providers named for an AWS service."""
        return self.aws.client(service)

    def close(self) -> None:
        """Nothing to give back: connections are the session's."""
