"""`qd` looks into an account where `QD_BACKEND=aws` says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.ports import QueueName, TableName

Qd = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def qd(surroundings: dict[str, str], account: str, tmp_path: Path) -> Qd:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "QD_"))}
    given |= {**surroundings, "AWS_ACCESS_KEY_ID": account, "AWS_SECRET_ACCESS_KEY": "test"}
    del given["QD_ACCOUNT_ID"]  # a person at a terminal does not have it: AWS is asked

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("qd")), *arguments]
        return subprocess.run(
            command, check=False, env=given, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )

    return run


@pytest.fixture
def failed(backend: AwsBackend) -> AwsBackend:
    """One open draft, three events, one message that could not be done."""
    summary = {"reference": "Q-1", "received_at": backend.clock.now().isoformat(), "company": "Acme"}
    summary |= dict.fromkeys(("buyer", "email", "assignee"), "") | {"move": "clarify", "total": None}
    facets = {"state": "queued", "delivery": "none", "asked": "no"}
    backend.records.put(TableName.DRAFTS, "r1", "{}", expected=0, facets=facets, summary=json.dumps(summary))
    for number in range(3):
        backend.audit.append("r1", json.dumps({"number": number}))
    backend.queue.send(QueueName.COMPOSER, "r1")
    for _ in range(3):
        message = backend.queue.receive(QueueName.COMPOSER)
        assert message is not None
        backend.queue.retry(message, reason="PluginError: the model answers nonsense")
    assert backend.queue.receive(QueueName.COMPOSER) is None
    return backend


def test_status_tells_what_needs_a_person(qd: Qd, failed: AwsBackend, account: str) -> None:
    done = qd("status")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"account        {account}, us-east-1" in done.stdout
    assert "drafts         1 queued" in done.stdout
    assert "draft-composer 0 waiting, 1 failed" in done.stdout
    facts = json.loads(qd("status", "--json").stdout)
    assert (facts["open"], facts["dead_letters"]) == (1, 1)


def test_dead_letters_are_listed_with_their_reason_and_tried_again(qd: Qd, failed: AwsBackend) -> None:
    assert qd("dead-letters").stdout == "draft-composer r1  PluginError: the model answers nonsense\n"
    again = qd("dead-letters", "--retry")
    assert again.stdout.endswith("1 are tried again\n")
    assert failed.queue.depth(QueueName.COMPOSER) == 1
    assert qd("dead-letters").stdout == "nothing failed\n"


def test_queue_and_trail(qd: Qd, failed: AwsBackend) -> None:
    assert "Acme" in qd("queue").stdout
    verified = qd("audit", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.startswith("3 events, all linked")
    lines = [json.loads(line) for line in qd("audit", "export").stdout.splitlines()]
    assert [line["event"] for line in lines] == [{"number": number} for number in range(3)]


def test_a_changed_event_is_found(qd: Qd, failed: AwsBackend) -> None:
    [first, *_] = failed.aws.dynamodb.scan(TableName="qd-audit")["Items"]
    failed.aws.dynamodb.put_item(TableName="qd-audit", Item={**first, "body": {"S": '{"number": 9}'}})
    verified = qd("audit", "verify")
    assert verified.returncode == 1
    assert "its text was changed" in verified.stderr


def test_an_account_without_the_tables_says_what_is_missing(qd: Qd) -> None:
    done = qd("status")
    assert done.returncode == 2
    assert "queue intake-queue.fifo is not there" in done.stderr
    assert "table qd-drafts is not there" in qd("queue").stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("backup", "out.tar"), ("serve",), ("ingest", "mail.eml")])
def test_what_works_on_a_folder_alone_does_not_do_so_by_mistake(
    qd: Qd, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "qd.toml").write_text("")
    (tmp_path / "mail.eml").write_text("x")
    done = qd(*command)
    assert done.returncode == 2
    assert "QD_BACKEND is aws" in done.stderr
    assert not (tmp_path / ".qd" / "qd.sqlite").exists()
