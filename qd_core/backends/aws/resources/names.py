"""The names and ARNs of one deployment: an account, a region, and what is derived from them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BUS", "CONFIG_PATH", "EVENT_SOURCE", "SECRET_PREFIX", "Place"]

BUS = "qd-events"
EVENT_SOURCE = "qd"
CONFIG_PATH = "/qd/config/"
SECRET_PREFIX = "qd/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deployment runs."""

    account: str
    region: str
    partition: str = "aws"

    def bucket(self, name: str) -> str:
        """Bucket names are global, so account and region make ours unique."""
        return f"{name}-{self.account}-{self.region}"

    def arn(self, service: str, resource: str) -> str:
        """The ARN of ``resource`` (as the service writes it, ``function:drafter``) here."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def queue_url(self, endpoint: str, queue: str) -> str:
        """The URL of a queue at ``endpoint``, without asking for it."""
        return f"{endpoint.rstrip('/')}/{self.account}/{queue}"
