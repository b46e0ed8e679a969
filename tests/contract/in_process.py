"""Runs a contract's tests as plain functions, so that a test can look at how they fail."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator, Mapping

from _pytest.outcomes import OutcomeException

from qd_core.testing import Contract


def failures(contract: type[Contract], fixtures: Mapping[str, object], provider: str = "") -> list[str]:
    """The message of every test of ``contract`` that fails with these fixtures."""
    made = type("Under", (contract,), {"provider": provider})()
    return [
        message
        for name, test in inspect.getmembers(made, inspect.ismethod)
        if name.startswith("test_")
        for arguments in _calls(test, fixtures)
        if (message := _failure(test, arguments)) is not None
    ]


def _calls(test: object, fixtures: Mapping[str, object]) -> Iterator[dict[str, object]]:
    wanted = list(inspect.signature(test).parameters)  # type: ignore[arg-type]
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    varied = {mark.args[0]: list(mark.args[1]) for mark in marks}
    assert len(varied) <= 1, "one parameter is enough for a contract"
    given = {name: copy.copy(fixtures[name]) for name in wanted if name not in varied}  # fresh, as pytest's
    if not varied:
        yield given
    for name, values in varied.items():
        yield from ({**given, name: value} for value in values)


def _failure(test: object, arguments: dict[str, object]) -> str | None:
    try:
        test(**arguments)  # type: ignore[operator]
    except (Exception, OutcomeException) as error:  # noqa: BLE001 - whatever the test says is the answer
        return f"{type(error).__name__}: {error}"
    return None
