"""The whole error tree. Every message tells a person which thing is wrong and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "ConfigError",
    "ConflictError",
    "DocumentError",
    "PluginError",
    "Problem",
    "QdError",
    "ReconnectError",
    "RejectedError",
    "TransientError",
    "UncertainError",
]


class QdError(Exception):
    """Root of every error that Quote Drafter raises on purpose; its text is fit to be shown."""


class ConfigError(QdError):
    """A setting cannot be used: names the key and, where there are any, the choices."""

    def __init__(self, message: str, *, key: str = "", choices: Sequence[str] = ()) -> None:
        self.key = key
        self.choices = tuple(choices)
        super().__init__(message)


class PluginError(QdError):
    """A plugin cannot be loaded or misbehaved: names its distribution and version."""

    def __init__(self, message: str, *, plugin: str = "", distribution: str = "") -> None:
        self.plugin = plugin
        self.distribution = distribution
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a company document, with the place where a person can mend it."""

    document: str
    line: int
    message: str
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.line}" if self.sheet else str(self.line)
        return f"{self.document}:{place}: {self.message}"


class DocumentError(QdError):
    """A company document cannot be used; lists every problem, one a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TransientError(QdError):
    """The same call may succeed later: the queue tries again, not before ``retry_after`` seconds."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class UncertainError(TransientError):
    """The request may have been carried out although no answer came (a lost answer, or a 5xx after it was sent).

    Whoever tries again must first look whether the thing is there: see ``qd_core.plugin.once``.
    """


class RejectedError(QdError):
    """The other side refused for good: shown to a person, never retried."""


class ReconnectError(RejectedError):
    """The vendor no longer honours the connection (``needs_reconnect``): a person must grant access again and store
    the new secret that the message names."""


class ConflictError(QdError):
    """Somebody else changed the record first: load it again and decide anew."""
