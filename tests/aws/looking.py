"""Looks behind the ports: what is really stored, printed and done at the same time."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Callable
from typing import Any

from qd_core.backends.aws.backend import AwsBackend

__all__ = ["at_once", "function", "item", "parameters", "printed", "scanned"]


def item(backend: AwsBackend, table: str, **key: str) -> dict[str, Any] | None:
    """One item as DynamoDB has it."""
    found: Any = backend.aws.dynamodb.get_item(
        TableName=table, Key={name: {"S": value} for name, value in key.items()}
    )
    return found.get("Item")


def scanned(backend: AwsBackend, table: str) -> list[Any]:
    """Every item of a table."""
    pages = backend.aws.dynamodb.get_paginator("scan").paginate(TableName=table)
    return [item for page in pages for item in page["Items"]]


def at_once(do: Callable[[int], None], count: int) -> None:
    """Does it in ``count`` threads, each with its number. A failure in one fails the test."""
    failures: list[Exception] = []

    def guarded(number: int) -> None:
        try:
            do(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test says so
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def function(backend: AwsBackend, name: str, source: str) -> None:
    """Makes a function whose ``main.py`` is ``source``."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("main.py", source)
    iam: Any = backend.aws.client("iam")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    lambdas: Any = backend.aws.client("lambda")
    lambdas.create_function(
        FunctionName=name,
        Runtime="python3.14",
        Role=role,
        Handler="main.handler",
        Code={"ZipFile": content.getvalue()},
    )


def printed(backend: AwsBackend, function: str, line: str, seconds: float = 20) -> int:
    """How often a function has printed a line; waits until it has at all."""
    logs: Any = backend.aws.client("logs")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            events = logs.filter_log_events(logGroupName=f"/aws/lambda/{function}")["events"]
        except logs.exceptions.ResourceNotFoundException:
            events = []
        if found := sum(line in one["message"] for one in events):
            return found
        time.sleep(0.1)
    return 0


def parameters(backend: AwsBackend, values: dict[str, str]) -> None:
    """Puts values under ``/qd/config/``."""
    for path, value in values.items():
        backend.aws.parameters.put_parameter(
            Name=f"/qd/config/{path}", Value=value, Type="String", Overwrite=True
        )
