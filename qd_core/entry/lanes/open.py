"""The lanes that a deployment's settings switch on."""

from __future__ import annotations

from pathlib import Path

from qd_core.entry.lanes.lane import Lane
from qd_core.pipeline.app import App

__all__ = ["open_lanes"]


def open_lanes(app: App, *, folder: Path) -> tuple[Lane, ...]:
    """The lanes of ``[lanes]``, not yet started; ``folder`` is where qd.toml is. A lane that is off is not imported."""
    settings = app.deployment.lanes
    found: list[Lane] = []
    if settings.smtp.port:
        from qd_core.entry.smtp import SmtpLane

        found.append(SmtpLane(app, settings.smtp, folder))
    if settings.folder.path:
        from qd_core.entry.lanes.folder import FolderLane

        found.append(FolderLane(app, settings.folder, folder / settings.folder.path))
    if settings.imap.host:
        from qd_core.entry.lanes.imap import ImapLane

        found.append(ImapLane(app, settings.imap))
    return tuple(found)
