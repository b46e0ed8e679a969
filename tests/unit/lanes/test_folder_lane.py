"""The watched folder and the maildir."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from qd_core.config import FolderLaneSettings
from qd_core.entry.lanes import files
from qd_core.entry.lanes.folder import FolderLane
from qd_core.errors import ConfigError
from qd_core.model.event import EventKind
from qd_core.pipeline.app import App
from qd_core.ports import QueueName
from tests.integration.small_company import mail


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def lane(app: App, inbox: Path, settle: float = 0) -> FolderLane:
    return FolderLane(app, FolderLaneSettings(path="inbox", settle_seconds=settle), inbox)


def looks(one: FolderLane, times: int = 2) -> int:
    return sum(one.look() for _ in range(times))


def waiting(app: App) -> int:
    return app.backend.queue.depth(QueueName.INTAKE)


def test_a_file_is_taken_once_and_moved_when_it_is_stored(app: App, inbox: Path) -> None:
    (inbox / "rfq.eml").write_bytes(mail("quote 20 BR-10").content)
    assert looks(lane(app, inbox), 4) == 1
    assert (inbox / "done" / "rfq.eml").read_bytes() == mail("quote 20 BR-10").content
    assert not (inbox / "rfq.eml").exists()
    assert waiting(app) == 1


def test_a_file_that_is_being_written_waits(app: App, inbox: Path) -> None:
    watched = lane(app, inbox)
    path = inbox / "big.txt"
    for part in ("Please quote ", "20 BR-", "10"):
        with path.open("a") as file:
            file.write(part)
        assert watched.look() == 0
    assert watched.look() == 1
    app.run_until_idle()
    slow = lane(app, inbox, settle=3600)
    (inbox / "later.txt").write_text("5 BR-12")
    assert looks(slow, 3) == 0


def test_an_old_file_does_not_wait_for_its_age(app: App, inbox: Path) -> None:
    path = inbox / "old.txt"
    path.write_text("20 BR-10")
    os.utime(path, (time.time() - 100, time.time() - 100))
    assert looks(lane(app, inbox, settle=60)) == 1


@pytest.mark.parametrize("name", [".hidden.eml", "rfq.eml.part", "rfq.TMP", "~lock~"])
def test_unfinished_copies_are_left_alone(app: App, inbox: Path, name: str) -> None:
    (inbox / name).write_text("20 BR-10")
    assert looks(lane(app, inbox), 3) == 0
    assert (inbox / name).exists()


def test_what_cannot_be_read_is_kept_and_told(app: App, inbox: Path) -> None:
    (inbox / "outlook.msg").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    assert looks(lane(app, inbox)) == 1
    reason = (inbox / "failed" / "outlook.msg.reason.txt").read_text()
    assert ".msg" in reason
    rfq_id = reason.rsplit("RFQ ", 1)[1].strip(" .\n")
    assert app.backend.objects.get(f"raw-mime/{rfq_id}").startswith(b"\xd0\xcf")


def test_too_large_a_file_moves_away_with_the_reason(
    app: App, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_MESSAGE", 10)
    (inbox / "large.txt").write_text("20 BR-10 and more")
    looks(lane(app, inbox))
    assert (inbox / "failed" / "large.txt").exists()
    assert "at most" in (inbox / "failed" / "large.txt.reason.txt").read_text()
    assert waiting(app) == 0


def test_a_link_leads_nowhere(app: App, inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("20 BR-10")
    (inbox / "link.txt").symlink_to(secret)
    looks(lane(app, inbox))
    assert secret.exists()
    assert waiting(app) == 0
    assert (inbox / "failed" / "link.txt").is_symlink()


def test_a_crash_between_storing_and_moving_takes_nothing_twice(
    app: App, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "rfq.eml").write_bytes(mail("quote 20 BR-10").content)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(OSError, match="killed"):
            looks(lane(app, inbox))
    assert looks(lane(app, inbox)) == 1
    app.run_until_idle()
    kinds = [row.body for row in app.backend.audit.rows()]
    assert sum(EventKind.RECEIVED in body for body in kinds) == 1
    assert not any(EventKind.DUPLICATE in body for body in kinds)


def test_two_files_of_one_name_both_stay(app: App, inbox: Path) -> None:
    watched = lane(app, inbox)
    for body in ("quote 20 BR-10", "quote 7 BR-12"):
        (inbox / "rfq.eml").write_bytes(mail(body).content)
        looks(watched)
    assert sorted(path.name for path in (inbox / "done").iterdir()) == ["2-rfq.eml", "rfq.eml"]
    assert waiting(app) == 2


def test_a_maildir_moves_mail_to_cur_as_seen(app: App, inbox: Path) -> None:
    for part in ("new", "cur", "tmp"):
        (inbox / part).mkdir()
    (inbox / "tmp" / "1.half").write_bytes(b"From: half")
    (inbox / "new" / "1.whole").write_bytes(mail("quote 20 BR-10").content)
    assert lane(app, inbox, settle=3600).look() == 1
    assert (inbox / "cur" / "1.whole:2,S").exists()
    assert (inbox / "tmp" / "1.half").exists()


def test_a_folder_that_is_not_there_is_said(app: App, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\[lanes.folder\] path: there is no folder"):
        lane(app, tmp_path / "nowhere").start()


def test_it_looks_by_itself_until_stopped(app: App, inbox: Path) -> None:
    settings = FolderLaneSettings(path="inbox", seconds=0.02, settle_seconds=0)
    watched = FolderLane(app, settings, inbox)
    watched.start()
    try:
        (inbox / "rfq.txt").write_text("20 BR-10")
        deadline = time.monotonic() + 10
        while not (inbox / "done" / "rfq.txt").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        watched.stop()
    assert (inbox / "done" / "rfq.txt").exists()
