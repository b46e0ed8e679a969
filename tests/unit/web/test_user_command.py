"""`qd user`: people on the data folder, without the desk running."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from qd_core.backends.local.database import Database
from qd_core.entry.cli.main import app
from qd_core.entry.web.people import People
from qd_core.errors import QdError
from qd_core.pipeline.review import Role

PASSWORD = "a long password"


def run(data: Path, *arguments: str, password: str = "") -> str:
    done = CliRunner().invoke(app, ["user", *arguments, "--data", str(data)], input=password)
    if isinstance(done.exception, QdError):
        return str(done.exception)
    assert done.exit_code == 0, done.output
    return done.output


def test_people_come_change_and_go(tmp_path: Path) -> None:
    assert "nobody yet" in run(tmp_path, "list")
    added = run(
        tmp_path, "add", "Ann@Small.Example", "--name", "Ann", "--role", "rep", "--role", "lead", "--password-stdin",
        password=f"{PASSWORD}\n",
    )  # fmt: skip
    assert added == "added ann@small.example (lead, rep)\n"
    assert run(tmp_path, "list") == "ann@small.example  Ann  lead, rep\n"
    run(tmp_path, "roles", "ann@small.example", "--role", "manager")
    run(tmp_path, "passwd", "ann@small.example", "--password-stdin", password="another password\n")
    database = Database(tmp_path / "qd.sqlite")
    people = People(database)
    assert people.check("ann@small.example", PASSWORD) is None
    ann = people.check("ann@small.example", "another password")
    assert ann is not None
    assert ann.roles == {Role.MANAGER}
    database.close()
    run(tmp_path, "remove", "ann@small.example")
    assert "nobody yet" in run(tmp_path, "list")


def test_what_does_not_work_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "there is no person" in run(tmp_path, "remove", "ann@small.example")
    assert "at least 10" in run(
        tmp_path, "add", "a@b.example", "--role", "rep", "--password-stdin", password="short\n"
    )
    assert "use --password-stdin" in run(tmp_path, "add", "a@b.example", "--role", "rep")


def test_no_password_is_kept_as_it_is(tmp_path: Path) -> None:
    run(tmp_path, "add", "ann@small.example", "--role", "rep", "--password-stdin", password=f"{PASSWORD}\n")
    assert all(PASSWORD.encode() not in file.read_bytes() for file in tmp_path.iterdir())
