"""What an operator does beside the process that serves: look, back up, restore, verify, erase."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qd_core.backends.local.folder_lock import FolderLock
from qd_core.entry.cli.main import app as commands
from qd_core.entry.serve.runtime import open_local, open_runtime
from qd_core.errors import QdError
from qd_core.model.message import InboundMessage
from qd_core.model.review import DeliveryState
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.delivery_queue import send_later
from qd_core.pipeline.review import Actor, Role, approve
from qd_core.ports import QueueName, TableName
from tests.integration.small_company import CATALOG, MAIL, RULES, VOICE, take_in
from tests.integration.small_company import mail as old_mail

REP = Actor("rep@small.example", frozenset({Role.REP}))
TOML = """documents = "documents"
[company]
name = "Small Co"
email = "quotes@small.example"
"""


def mail(body: str, **headers: str) -> InboundMessage:
    """A mail of today: its prices are still valid."""
    return old_mail(body, date=format_datetime(datetime.now(UTC)), **headers)


@dataclass
class House:
    """A company's folder and the command line in it."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, *arguments: str, data: Path | None = None) -> Result:
        with_config = (
            ["--config", str(self.folder / "qd.toml")]
            if arguments[0] in ("ingest", "erase", "reprocess")
            else []
        )
        where = [] if "--help" in arguments else ["--data", str(data or self.data)]
        return CliRunner().invoke(commands, [*arguments, *with_config, *where])

    def said(self, *arguments: str) -> str:
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result.output


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "documents").mkdir()
    for name, text in (("catalog", CATALOG), ("rules", RULES), ("voice", VOICE)):
        (tmp_path / "documents" / f"{name}.txt").write_text(text)
    (tmp_path / "qd.toml").write_text(TOML)
    return House(tmp_path)


@pytest.fixture
def opened(house: House) -> Iterator[App]:
    app, backend, _ = open_local(house.folder / "qd.toml", house.data)
    yield app
    backend.close()


@pytest.fixture
def refused(house: House) -> Callable[..., str]:
    def says(*arguments: str, data: Path | None = None) -> str:
        result = house.run(*arguments, data=data)
        assert result.exit_code != 0
        return str(result.exception) if isinstance(result.exception, QdError) else result.output

    return says


def test_ingest_takes_files_while_another_process_serves(house: House, opened: App) -> None:
    lock = FolderLock(house.data)  # qd serve
    good, junk = house.folder / "rfq.eml", house.folder / "outlook.msg"
    good.write_text(MAIL.format(body="please quote 20 BR-10"))
    junk.write_bytes(b"\xd0\xcf\x11\xe0 outlook")
    result = house.run("ingest", str(good), str(junk), str(house.folder / "none.eml"))
    lock.release()
    assert result.exit_code == 1, "one of three is not there"
    assert "there is no such file" in result.output
    ids = [line.split()[0] for line in result.stdout.splitlines()]
    assert len(ids) == 2
    opened.run_until_idle()
    found = opened.draft(ids[0])
    assert found is not None
    assert found[0].draft.lines[0].sku == "BR-10"
    assert opened.backend.objects.get(f"raw-mime/{ids[1]}").endswith(b"outlook")


def test_status_and_queue_say_what_waits(house: House, opened: App) -> None:
    take_in(opened, mail("please quote 20 BR-10"))
    told = json.loads(house.said("status", "--json"))
    assert (told["open"], told["served_by"], told["dead_letters"]) == (1, "", 0)
    assert "nobody: start `qd serve`" in house.said("status")
    lock = FolderLock(house.data)
    assert "process" in house.said("status")
    lock.release()
    assert "auto_draft" in house.said("queue")
    assert json.loads(house.said("queue", "--json"))[0]["email"] == "dana@acme.example"


def test_dead_letters_are_listed_and_tried_again(house: House, opened: App) -> None:
    opened.backend.queue.send(QueueName.INTAKE, "01940000-0000-7000-8000-000000000000")
    opened.run_until_idle()
    assert house.run("status").exit_code == 1
    listed = house.said("dead-letters")
    assert "01940000-0000-7000-8000-000000000000" in listed
    assert "there is no RFQ" in listed
    assert "1 are tried again" in house.said("dead-letters", "--retry")
    assert house.said("dead-letters") == "nothing failed\n"
    assert opened.backend.queue.depth(QueueName.INTAKE) == 1


def test_requests_are_read_again_with_the_documents_of_today(
    house: House, opened: App, refused: Callable[..., str]
) -> None:
    first, second = (take_in(opened, mail(f"please quote {number} BR-10")) for number in (20, 30))
    reference = drafts.load(opened, second)[0].draft.reference
    catalog = house.folder / "documents" / "catalog.txt"
    catalog.write_text(catalog.read_text().replace("| 4.20 |", "| 8.40 |"))
    before = drafts.load(opened, first)[0].draft.total
    assert before is not None
    said = house.said("reprocess", first, reference.lower(), "--why", "new price list")
    assert first in said
    assert second in said
    app, backend, _ = open_local(house.folder / "qd.toml", house.data)
    app.run_until_idle()
    head = drafts.load(app, first)[0]
    backend.close()
    assert head.draft.total == 2 * before
    assert head.draft.revision == 2
    assert "there is no such RFQ" in refused("reprocess", "Q-0000-0000-0000", "--why", "x")
    assert "needs a reason" in refused("reprocess", first, "--why", " ")


def test_commands_without_a_folder_say_so(refused: Callable[..., str], tmp_path: Path) -> None:
    for command in (["status"], ["queue"], ["dead-letters"], ["audit", "verify"], ["backup", "x.tar"]):
        assert "there is no data in" in refused(*command, data=tmp_path / "nowhere")


def test_the_trail_is_verified_and_exported(house: House, opened: App, refused: Callable[..., str]) -> None:
    rfq_id = take_in(opened, mail("please quote 20 BR-10"))
    take_in(opened, mail("please quote 7 BR-12"))
    assert "all linked" in house.said("audit", "verify")
    events = [json.loads(line) for line in house.said("audit", "export").splitlines()]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    house.said("audit", "export", str(house.folder / "trail.jsonl"), "--rfq", rfq_id)
    exported = (house.folder / "trail.jsonl").read_text().splitlines()
    assert {json.loads(line)["rfq_id"] for line in exported} == {rfq_id}
    assert "is there already" in refused("audit", "export", str(house.folder / "trail.jsonl"))


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        (
            "UPDATE audit SET body = replace(body, 'dana', 'mallory') WHERE sequence = 1",
            "its text was changed",
        ),
        ("UPDATE audit SET body = '{}', digest = hex(1) WHERE sequence = 2", "not linked"),
        ("DELETE FROM audit WHERE sequence = 2", "a row is missing"),
    ],
)
def test_a_changed_trail_is_found(house: House, opened: App, tampering: str, said: str) -> None:
    opened.backend.audit.append("1", '{"who": "dana"}')
    take_in(opened, mail("please quote 20 BR-10"))
    with sqlite3.connect(house.data / "qd.sqlite") as db:
        db.execute(tampering)
    db.close()
    result = house.run("audit", "verify")
    assert result.exit_code == 1
    assert said in result.output


def test_a_backup_taken_while_others_write_is_whole(house: House, opened: App) -> None:
    first = take_in(opened, mail("please quote 20 BR-10"))
    stop = threading.Event()

    def busy() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            take_in(opened, mail(f"please quote {number} BR-12"))

    writer = threading.Thread(target=busy)
    writer.start()
    try:
        house.said("backup", str(house.folder / "backup.tar"))
    finally:
        stop.set()
        writer.join()
    restored = house.folder / "restored"
    assert house.run("restore", str(house.folder / "backup.tar"), data=restored).exit_code == 0
    app, backend, _ = open_local(house.folder / "qd.toml", restored)
    try:
        assert drafts.load(app, first)[0].draft.lines[0].sku == "BR-10"
        rows = backend.database.read().execute("SELECT key FROM record WHERE tbl = 'rfqs'").fetchall()
        records = [app.record(key)[0] for (key,) in rows if "/" not in key]
        assert records
        assert all(backend.objects.exists(record.rfq.raw_key) for record in records)
    finally:
        backend.close()
    assert house.run("audit", "verify", data=restored).exit_code == 0


def test_secrets_are_left_out_unless_asked_for(house: House, opened: App) -> None:
    opened.backend.secrets.put("slack/webhook", "https://x", expected_version="")
    house.said("backup", str(house.folder / "plain.tar"))
    house.said("backup", str(house.folder / "full.tar"), "--with-secrets")
    names = []
    for name in ("plain.tar", "full.tar"):
        with tarfile.open(house.folder / name) as tar:
            names.append(set(tar.getnames()))
    assert names[1] - names[0] == {"secrets.toml"}
    assert (house.folder / "full.tar").stat().st_mode & 0o077 == 0
    house.run("restore", str(house.folder / "full.tar"), data=house.folder / "again")
    assert (house.folder / "again" / "secrets.toml").stat().st_mode & 0o077 == 0


def test_a_backup_never_replaces_a_file_nor_a_restore_a_folder(
    house: House, opened: App, refused: Callable[..., str]
) -> None:
    take_in(opened, mail("please quote 20 BR-10"))
    house.said("backup", str(house.folder / "b.tar"))
    assert "is there already" in refused("backup", str(house.folder / "b.tar"))
    assert "is not empty" in refused("restore", str(house.folder / "b.tar"))
    lock = FolderLock(house.folder / "empty")
    assert "in use" in refused("restore", str(house.folder / "b.tar"), data=house.folder / "empty")
    lock.release()


def tar_of(path: Path, **files: bytes) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            about = tarfile.TarInfo(name.replace("__", "/").replace("DOT", ".."))
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return path


def test_a_backup_that_is_none_or_was_changed_is_refused(
    house: House, opened: App, refused: Callable[..., str], tmp_path: Path
) -> None:
    take_in(opened, mail("please quote 20 BR-10"))
    house.said("backup", str(tmp_path / "b.tar"))
    whole = (tmp_path / "b.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "junk.tar").write_bytes(b"junk" * 1000)
    manifest = json.dumps({"format": 1, "schema": 1, "made_at": "2026-01-01T00:00:00+00:00"}).encode()
    later = json.dumps({"format": 9, "schema": 1, "made_at": "2026-01-01T00:00:00+00:00"}).encode()
    tar_of(tmp_path / "later.tar", **{"manifest.json": later})
    tar_of(
        tmp_path / "damaged.tar", **{"manifest.json": manifest, "qd.sqlite": b"SQLite format 3\0junk" * 100}
    )
    tar_of(
        tmp_path / "evil.tar", **{"manifest.json": manifest, "DOT__evil": b"x", "objects__DOT__DOT__e": b"x"}
    )
    for name, said in (
        ("cut", "no whole backup"),
        ("junk", "no whole backup"),
        ("none", "there is no file"),
        ("later", "is of format 9"),
        ("damaged", "is damaged"),
        ("evil", "holds no database"),
    ):
        target = tmp_path / f"to-{name}"
        assert said in refused("restore", str(tmp_path / f"{name}.tar"), data=target), name
        assert not (target / "qd.sqlite").exists()
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path / "e").exists()


def test_what_was_being_sent_when_the_backup_was_made_is_not_sent_again_by_itself(
    house: House, opened: App
) -> None:
    head = drafts.load(opened, take_in(opened, mail("please quote 20 BR-10")))[0]
    approve(opened, head.rfq_id, REP, digest=head.digest)
    send_later(opened, head.rfq_id)
    house.said("backup", str(house.folder / "b.tar"))
    opened.run_until_idle()  # sent after the backup
    assert house.run("restore", str(house.folder / "b.tar"), data=house.folder / "old").exit_code == 0
    runtime = open_runtime(house.folder / "qd.toml", house.folder / "old")
    try:
        runtime.app.run_until_idle()
        delivery = drafts.load(runtime.app, head.rfq_id)[0].delivery
    finally:
        runtime.close()
    assert delivery.state is DeliveryState.FAILED
    assert "may have gone out since" in delivery.problem
    assert list((house.folder / "old" / "outbox").glob("*.eml")) == []
    assert not (house.folder / "old" / "restored.json").exists()


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_erasure_leaves_nothing_of_a_buyer_and_a_chain_that_holds(house: House, opened: App) -> None:
    hers = take_in(opened, mail("please quote 20 BR-10, Dana Fieldstone"))
    again = take_in(opened, mail("please quote 20 BR-10, Dana Fieldstone"))  # a duplicate
    head = drafts.load(opened, hers)[0]
    approve(opened, hers, REP, digest=head.digest)
    send_later(opened, hers)
    opened.run_until_idle()
    his = take_in(opened, mail("please quote 7 BR-12", **{"from": "Bo Baker <bo@bakery.example>"}))
    assert b"dana@acme.example" in everything(house.data).lower()
    assert house.run("erase", "nobody@acme.example", "--yes").exit_code == 0
    said = house.said("erase", "Dana@Acme.example", "--yes")
    assert "erased 2 RFQs" in said
    opened.backend.database.scrub()  # this test's own connection held the old log
    left = everything(house.data).lower()
    for trace in (b"dana@acme", b"fieldstone", b"dana field"):
        assert trace not in left, trace
    assert opened.backend.records.get(TableName.RFQS, hers) is None
    assert opened.backend.records.get(TableName.DRAFTS, again) is None
    assert drafts.load(opened, his)[0].draft.buyer.email == "bo@bakery.example"
    assert "all linked" in house.said("audit", "verify")
    [erased] = [json.loads(body) for body in opened.backend.audit.trail(hers)]
    assert erased["kind"] == "rfq.erased"
    opened.run_until_idle()
    assert house.said("dead-letters") == "nothing failed\n"


def test_erasure_asks_first(house: House, opened: App) -> None:
    rfq_id = take_in(opened, mail("please quote 20 BR-10"))
    assert house.run("erase", "dana@acme.example").exit_code == 1
    assert opened.backend.records.get(TableName.RFQS, rfq_id) is not None
