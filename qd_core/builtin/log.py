"""The notifier of a machine without mail or Slack: the log."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.plugin import NoSettings, Notice, Notifier, Plugin, Provider, ProviderContext, hookimpl

plugin = Plugin(api=1)


class LogNotifier:
    """Writes one line for each notice: no personal data but the recipients' addresses, and never the one-time link,
    which lets in whoever reads it."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._log = context.log

    def notify(self, notice: Notice) -> None:
        """Logs at warning level what a person must act on."""
        self._log.warning(
            "%s (%s) for %s: %s %s",
            notice.kind,
            notice.urgency,
            ", ".join(notice.recipients) or "nobody configured",
            notice.rfq_id,
            notice.page,
        )


@hookimpl
def qd_notifiers() -> Iterable[Provider[Notifier]]:
    """The log."""
    yield plugin.provider("log", LogNotifier, summary="writes a line to the log")
