"""`qd doctor` tells what is in the way, and what to do about it."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qd_core.entry.cli.main import app as commands
from tests.integration.small_company import CATALOG, RULES, VOICE

Found = dict[str, tuple[str, str, str]]
"""Grade, detail and fix by name."""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name, text in (("catalog", CATALOG), ("rules", RULES), ("voice", VOICE)):
        (documents / f"{name}.txt").write_text(text, encoding="utf-8")
    configured(tmp_path)
    return tmp_path


def configured(folder: Path, more: str = "") -> None:
    (folder / "qd.toml").write_text(f'documents = "documents"\n{more}', encoding="utf-8")


def looked_over(house: Path, *more: str, fit: bool = True) -> Found:
    arguments = ["doctor", "--config", str(house / "qd.toml"), "--data", str(house / "data"), "--json", *more]
    result = CliRunner().invoke(commands, arguments)
    assert result.exit_code == (0 if fit else 1), result.output
    return {one["name"]: (one["grade"], one["detail"], one["fix"]) for one in json.loads(result.output)}


def test_a_house_in_order(house: Path) -> None:
    found = looked_over(house)
    assert {grade for grade, _, _ in found.values()} <= {"ok", "lacking"}
    assert found["Python"][0] == found["libraries"][0] == found["providers"][0] == "ok"
    assert "articles" in found["documents"][1]
    assert found["mail"] == (
        "lacking",
        "quotes go to the outbox folder, not to buyers",
        'set host = "…" under [smtp]',
    )


def test_it_reads_well_for_a_person(house: Path) -> None:
    result = CliRunner().invoke(
        commands, ["doctor", "--config", str(house / "qd.toml"), "--data", str(house)]
    )
    assert result.exit_code == 0
    assert "ok  Python " in result.output
    assert "--  mail " in result.output


@pytest.mark.parametrize(
    ("spoil", "name", "said", "fix"),
    [
        (
            lambda house: configured(house, "[app]\nfuzzy_flor = 1\n"),
            "configuration",
            "fuzzy_flor",
            "qd config",
        ),
        (
            lambda house: configured(house, "[select]\npdf_renderer = 'no'\n"),
            "providers",
            "'no'",
            "qd config",
        ),
        (lambda house: (house / "documents/rules.txt").unlink(), "documents", "rules", "qd docs check"),
        (
            lambda house: configured(house, "[smtp]\nhost = '127.0.0.1'\nuser = 'q'\n"),
            "secret qd/smtp/password",
            "not set",
            "QD_SECRET__SMTP__PASSWORD",
        ),
    ],
)
def test_what_is_wrong_says_what_to_do(
    house: Path, spoil: Callable[[Path], object], name: str, said: str, fix: str
) -> None:
    spoil(house)
    grade, detail, advice = looked_over(house, fit=False)[name]
    assert grade == "wrong"
    assert said in detail
    assert fix in advice


def test_secrets_that_others_can_read(house: Path) -> None:
    secrets = house / "data" / "secrets.toml"
    secrets.parent.mkdir(mode=0o700)
    secrets.write_text('"smtp/password" = "swordfish"\n')
    secrets.chmod(0o640)
    grade, detail, fix = looked_over(house, fit=False)["secrets"]
    assert (grade, fix) == ("wrong", f"chmod 600 {secrets}")
    assert "can be read by others" in detail
    secrets.chmod(0o600)
    found = looked_over(house)
    assert found["secrets"][0] == "ok"
    assert "swordfish" not in json.dumps(found)


def test_a_data_folder_that_is_a_file(house: Path) -> None:
    (house / "data").write_text("")
    assert looked_over(house, fit=False)["data folder"][0] == "wrong"


def test_the_languages_that_tesseract_lacks(house: Path) -> None:
    program = house / "tesseract"
    program.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n")
    program.chmod(0o755)
    configured(house, f"[settings.tesseract]\nprogram = '{program}'\nlanguages = ['eng', 'deu']\n")
    assert looked_over(house)["Tesseract"] == (
        "lacking",
        "reads eng",
        "for more: apt install tesseract-ocr-deu",
    )
    configured(house, f"[settings.tesseract]\nprogram = '{program}'\nlanguages = ['eng']\n")
    assert looked_over(house)["Tesseract"][:2] == ("ok", "reads eng")
    configured(house, "[settings.tesseract]\nprogram = 'no-such-program'\n")
    grade, detail, fix = looked_over(house)["Tesseract"]
    assert (grade, "not installed" in detail, "apt install" in fix) == ("lacking", True, True)


class MailServer(socketserver.StreamRequestHandler):
    """Greets, and answers everything with 250; keeps what it was told."""

    heard: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 mail.example ESMTP\r\n")
        for line in self.rfile:
            self.heard.append(line.decode().split()[0].upper())
            self.wfile.write(b"221 bye\r\n" if self.heard[-1] == "QUIT" else b"250 fine\r\n")


@contextmanager
def mail_server(heard: list[str]) -> Iterator[int]:
    handler = type("Handler", (MailServer,), {"heard": heard})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_the_mail_server_is_asked_only_when_wanted(house: Path) -> None:
    heard: list[str] = []
    with mail_server(heard) as port:
        configured(house, f"[smtp]\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\n")
        assert "--reach" in looked_over(house)["mail"][1]
        assert heard == []
        assert looked_over(house, "--reach")["mail"][:2] == ("ok", f"127.0.0.1:{port} (none) lets us in")
    assert "MAIL" not in heard
    grade, detail, fix = looked_over(house, "--reach", fit=False)["mail"]
    assert grade == "wrong"
    assert "cannot be reached" in detail
    assert "[smtp]" in fix
