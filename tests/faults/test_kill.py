"""A real process killed with -9 at every boundary of a durable act: nothing is lost, nothing is sent twice.

``QD_KILLS`` says how many kills; each run of the company gets one mail more and dies one act later than the run before.
"""

from __future__ import annotations

import json
import os
import random
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from qd_core.backends.chain import problems
from qd_core.backends.local.backend import LocalBackend
from qd_core.entry.serve.archive import trail
from qd_core.model.review import DeliveryState, DraftRecord, ReviewState
from qd_core.pipeline.deliver import UNCERTAIN
from qd_core.ports import QueueName, TableName
from tests.integration.small_company import CATALOG, RULES, VOICE, mail
from tests.integration.test_operations import mail as mail_of_today

KILLS = int(os.environ.get("QD_KILLS", "20"))
HOUSE = Path(__file__).with_name("house.py")
ROOT = Path(__file__).parents[2]
TOML = """documents = "documents"
[company]
name = "Small Co"
email = "quotes@small.example"
[people]
on_call_rep = "rep@small.example"
"""


def found(folder: Path) -> Path:
    """A company with an empty inbox."""
    for name in ("documents", "inbox"):
        (folder / name).mkdir()
    for name, text in (("catalog", CATALOG), ("rules", RULES), ("voice", VOICE)):
        (folder / "documents" / f"{name}.txt").write_text(text)
    (folder / "qd.toml").write_text(TOML)
    return folder


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return found(tmp_path)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """The program that gives birth to companies, after one that lived in peace."""
    process = subprocess.Popen(
        [sys.executable, str(HOUSE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    first = found(tmp_path_factory.mktemp("first"))
    put(first, 0)
    assert run(process, first) == 0, (first / "log").read_text()
    yield process
    process.communicate(timeout=20)


def run(house: subprocess.Popen[str], company: Path, fault: str = "") -> int:
    """One life of the company: its exit status, negative for a signal."""
    assert house.stdin is not None
    assert house.stdout is not None
    house.stdin.write(json.dumps([str(company), fault]) + "\n")
    house.stdin.flush()
    return int(house.stdout.readline())


def put(company: Path, number: int) -> None:
    (company / "inbox" / f"{number:03d}.eml").write_bytes(
        mail_of_today(f"please quote {number + 1} BR-10", message_id=f"<{number}@acme.example>").content
    )


@pytest.mark.timeout(3600)
def test_a_company_that_dies_again_and_again_answers_every_mail_once(
    house: subprocess.Popen[str], company: Path
) -> None:
    kills = Counter[str]()
    act = 0
    mails = 0
    while kills.total() < KILLS:
        act += 1
        put(company, mails)
        mails += 1
        when = ("before", "after")[act % 2]
        done = run(house, company, f"{act}:{when}")
        if done == -signal.SIGKILL:
            kills[when] += 1
        else:
            assert done == 0, (company / "log").read_text()
            act = 0  # the whole way was walked: begin at its start again
    assert run(house, company) == 0, (company / "log").read_text()
    check(company, mails)


def check(company: Path, mails: int) -> None:
    backend = LocalBackend(company / "data")
    try:
        assert list((company / "inbox").glob("*.eml")) == []
        rows = list(trail(backend))
        assert problems(rows) == []
        events = [json.loads(row.body) for row in rows]
        received = Counter(event["rfq_id"] for event in events if event["kind"] == "rfq.received")
        assert len(received) == mails, "a mail was lost or taken twice"
        assert set(received.values()) == {1}
        assert not [event for event in events if event["kind"] == "rfq.duplicate"]
        sent = Counter((company / "sent.log").read_text().split())
        assert set(sent.values()) <= {1}, "a quote was sent twice"
        for rfq_id in received:
            assert backend.objects.exists(f"raw-mime/{rfq_id}")
            stored = backend.records.get(TableName.DRAFTS, rfq_id)
            assert stored is not None, f"{rfq_id} was never drafted"
            head = DraftRecord.model_validate_json(stored.body)
            assert head.state is ReviewState.APPROVED
            times = sent[f"quote/{rfq_id}/r1"]
            if head.delivery.state is DeliveryState.SENT:
                assert times == 1
            else:  # it died while sending: a person is asked, and nothing is guessed
                assert head.delivery.state is DeliveryState.FAILED
                assert head.delivery.problem == UNCERTAIN
        for name in QueueName:
            assert backend.queue.depth(name) == 0
            assert backend.queue.dead_letters(name) == []
    finally:
        backend.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(company: Path, web: int, smtp: int) -> subprocess.Popen[str]:
    (company / "qd.toml").write_text(TOML + f"[lanes.smtp]\nport = {smtp}\n")
    command = [
        sys.executable,
        "-c",
        "from qd_core.entry.cli.main import main; main()",
        "serve",
        "--port",
        str(web),
    ]
    command += ["--config", str(company / "qd.toml"), "--data", str(company / "data")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    assert process.stdout is not None
    said = []  # what the last life left behind is taken up at once, and its warnings may come first
    while "http://" not in (line := process.stdout.readline()):
        said.append(line)
        assert line, f"the desk ended before it listened: {''.join(said)}"
    return process


@pytest.mark.timeout(600)
def test_every_mail_that_was_answered_with_250_is_there_after_a_kill(
    house: subprocess.Popen[str], company: Path
) -> None:
    chance = random.Random(7)
    taken: list[str] = []
    number = 0
    for _ in range(max(2, KILLS // 10)):
        web, smtp = free_port(), free_port()
        process = serve(company, web, smtp)
        dies_at = time.monotonic() + chance.uniform(0.1, 1.5)
        try:
            with smtplib.SMTP("127.0.0.1", smtp, timeout=10) as client:
                while time.monotonic() < dies_at:
                    number += 1
                    client.ehlo_or_helo_if_needed()
                    client.mail("dana@acme.example")
                    client.rcpt("quotes@small.example")
                    code, words = client.data(mail(f"please quote {number} BR-12").content)
                    assert code == 250
                    taken.append(words.decode().rsplit(" ", 1)[1])
                process.kill()
        except (OSError, smtplib.SMTPException):
            pass  # the connection died with the process
        finally:
            process.kill()
            process.communicate()
    assert run(house, company) == 0, (company / "log").read_text()
    backend = LocalBackend(company / "data")
    try:
        assert taken
        for rfq_id in taken:
            assert backend.records.get(TableName.DRAFTS, rfq_id) is not None, (
                f"{rfq_id} was answered 250 and lost"
            )
        assert problems(trail(backend)) == []
    finally:
        backend.close()
