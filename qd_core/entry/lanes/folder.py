"""The watched folder: a file put there becomes a message, and moves to ``done/`` once its bytes are stored.

A maildir (``new/``, ``cur/``, ``tmp/``) is known by its folders: mail in ``new/`` is whole, and moves to ``cur/`` as
seen. In any other folder a file is taken when it has not changed for a while; names that begin with a dot or end like
an unfinished copy are left alone. What cannot be taken moves to ``failed/``, with a text that says why.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from pathlib import Path

from qd_core.config import FolderLaneSettings
from qd_core.entry.lanes.files import message_of, read_whole
from qd_core.entry.lanes.lane import PollingThread
from qd_core.errors import ConfigError, RejectedError
from qd_core.pipeline.app import App
from qd_core.pipeline.arrive import take_in_once

__all__ = ["FolderLane"]

log = logging.getLogger("qd")
DONE, FAILED = "done", "failed"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".swp", "~")
_A_LOOK = 200


class FolderLane:
    """`Lane` over one folder."""

    name = "folder"

    def __init__(self, app: App, settings: FolderLaneSettings, folder: Path) -> None:
        self._app = app
        self._settings = settings
        self._folder = folder
        self._seen: dict[str, tuple[int, int, int]] = {}
        self._polling = PollingThread("lane-folder", self.look, seconds=settings.seconds)

    def start(self) -> None:
        """Raises ConfigError when the folder is not there or cannot be written in."""
        if not self._folder.is_dir():
            raise ConfigError(f"[lanes.folder] path: there is no folder {self._folder}", key="path")
        if not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
            raise ConfigError(
                f"[lanes.folder] path: files cannot be moved inside {self._folder}: give this user the right to write",
                key="path",
            )
        self._polling.start()

    def stop(self) -> None:
        """Ends after the file that it is at."""
        self._polling.stop()

    @property
    def is_maildir(self) -> bool:
        """Whether the folder is a maildir."""
        return all((self._folder / part).is_dir() for part in ("new", "cur", "tmp"))

    def look(self) -> int:
        """Takes in what is ready, oldest first; says how many files that were."""
        maildir = self.is_maildir
        taken = 0
        for path in self._ready(self._folder / "new" if maildir else self._folder, settled=maildir)[:_A_LOOK]:
            if self._polling.stopping:
                break
            self._take(path, maildir=maildir)
            taken += 1
        return taken

    def _ready(self, folder: Path, *, settled: bool) -> list[Path]:
        """The files that nobody is writing any more: unchanged since the last look, and for a while."""
        found, seen = [], dict[str, tuple[int, int, int]]()
        for entry in os.scandir(folder):
            name = entry.name
            if (
                name.startswith(".")
                or name.lower().endswith(_UNFINISHED)
                or entry.is_dir(follow_symlinks=False)
            ):
                continue
            about = entry.stat(follow_symlinks=False)
            mark = (about.st_ino, about.st_size, about.st_mtime_ns)
            seen[name] = mark
            quiet = time.time() - about.st_mtime >= self._settings.settle_seconds
            if settled or (quiet and self._seen.get(name) == mark):
                found.append((about.st_mtime_ns, name))
        self._seen = seen
        return [folder / name for _, name in sorted(found)]

    def _take(self, path: Path, *, maildir: bool) -> None:
        try:
            about = path.lstat()
            content = read_whole(path)
        except FileNotFoundError:
            return  # somebody took it away
        except RejectedError as error:
            self._fail(path, str(error))
            return
        message, problem = message_of(path.name, content, self._app.backend.clock.now(), mail=maildir)
        digest = hashlib.sha256(content).hexdigest()
        rfq_id = take_in_once(
            self._app, f"folder/{path.name}/{about.st_ino}/{about.st_mtime_ns}/{digest}", message
        )
        if problem:
            self._fail(path, f"{problem}\nIts bytes are kept as RFQ {rfq_id}.")
        else:
            target = self._folder / "cur" / f"{path.name}:2,S" if maildir else self._folder / DONE / path.name
            _move(path, target)
            log.info("lane folder: %s is RFQ %s", path.name, rfq_id)

    def _fail(self, path: Path, why: str) -> None:
        log.warning("lane folder: %s: %s", path.name, why)
        moved = _move(path, self._folder / FAILED / path.name)
        moved.with_name(moved.name + ".reason.txt").write_text(why + "\n", encoding="utf-8")


def _move(path: Path, target: Path) -> Path:
    """Moves without replacing what is there: a name that is taken gets a number. Returns where the file is now."""
    target.parent.mkdir(exist_ok=True)
    number = 1
    free = target
    while free.exists() or free.is_symlink():
        number += 1
        free = target.with_name(f"{number}-{target.name}")
    path.rename(free)
    return free
