"""`qd aws`: is the deployment in the account fit to run?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from qd_core.entry.cli.status import AsJson

if TYPE_CHECKING:
    from qd_core.backends.aws.backend import AwsBackend
    from qd_core.entry.checkup.account import Outside

__all__ = ["app"]

app = typer.Typer(help="The deployment in an AWS account.", no_args_is_help=True)

_MARKS = {"ok": "ok", "lacking": "--", "wrong": "!!"}


@app.callback()
def _group() -> None:
    """The deployment in an AWS account."""


@app.command("doctor")
def doctor(as_json: AsJson = False) -> None:
    """Look over the account of AWS_PROFILE and AWS_REGION: tables, buckets, queues, bus, schedules, parameters,
    providers, models, mail in and out, secrets, people, documents. Changes nothing, prints no secret.

    `--` is something that was skipped, or is not needed by what is configured. Exit status 1 when something is missing
    or wrong; each says what to do.
    """
    from qd_core.backends.aws.backend import AwsBackend

    report(AwsBackend(), as_json=as_json)


def report(backend: AwsBackend, *, as_json: bool, outside: Outside | None = None) -> None:
    """Prints each finding as it comes. Raises typer.Exit with status 1 when one is wrong."""
    from qd_core.entry.checkup.account import account

    findings = []
    for found in account(backend, outside):
        findings.append(found)
        if not as_json:
            print(f"{_MARKS[found.grade]}  {found.name:<24} {_indented(found.detail)}")
            if found.fix and found.grade != "ok":
                print(f"{'':28} {found.fix}")
    if as_json:
        print(json.dumps([asdict(found) for found in findings], indent=2, ensure_ascii=False))
    if any(found.grade == "wrong" for found in findings):
        raise typer.Exit(1)


def _indented(text: str) -> str:
    return text.replace("\n", f"\n{'':28} ")
