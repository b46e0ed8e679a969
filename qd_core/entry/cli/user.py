"""`qd user`: who may use the desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.backend_choice import only_here
from qd_core.entry.cli.serve import DataFolder
from qd_core.entry.serve.runtime import DEFAULT_DATA
from qd_core.errors import RejectedError
from qd_core.pipeline.review import Role

if TYPE_CHECKING:
    from qd_core.entry.web.people import People

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Who may use the desk.")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The address that the person signs in with.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
]


@app.command("add")
def add(
    email: Email,
    role: Annotated[
        list[Role], typer.Option("--role", help="rep, manager, lead or admin; may be given several times.")
    ],
    name: Annotated[str, typer.Option("--name", help="The name that the desk shows.")] = "",
    password_stdin: FromStdin = False,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Add a person. The password is asked for twice."""
    with _people(data) as people:
        person = people.add(email, name, role, _password(password_stdin))
    print(f"added {person.email} ({', '.join(sorted(person.roles))})")


@app.command("list")
def list_(data: DataFolder = DEFAULT_DATA) -> None:
    """List everybody with their roles."""
    with _people(data) as people:
        everybody = people.all()
    for person in everybody:
        print(f"{person.email}  {person.name}  {', '.join(sorted(person.roles))}")
    if not everybody:
        print("nobody yet: `qd user add EMAIL --role admin` adds the first person")


@app.command("passwd")
def passwd(email: Email, password_stdin: FromStdin = False, data: DataFolder = DEFAULT_DATA) -> None:
    """Set a new password; the person's open sessions end."""
    with _people(data) as people:
        people.set_password(email, _password(password_stdin))
    print(f"{email} has a new password")


@app.command("roles")
def roles(
    email: Email,
    role: Annotated[list[Role], typer.Option("--role", help="All roles that the person has from now on.")],
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Give a person other roles."""
    with _people(data) as people:
        people.set_roles(email, role)
    print(f"{email} is {', '.join(sorted(role))} now")


@app.command("remove")
def remove(email: Email, data: DataFolder = DEFAULT_DATA) -> None:
    """Remove a person. What they did stays on the trail."""
    with _people(data) as people:
        people.remove(email)
    print(f"removed {email}")


@contextmanager
def _people(data: DataFolder) -> Iterator[People]:
    from qd_core.backends.local.database import Database
    from qd_core.entry.web.people import People

    only_here()
    data.mkdir(parents=True, exist_ok=True)
    database = Database(data / "qd.sqlite")
    try:
        yield People(database)
    finally:
        database.close()


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise RejectedError("there is no terminal to ask for the password: use --password-stdin")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
