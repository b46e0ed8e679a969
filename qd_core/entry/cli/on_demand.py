"""Commands whose modules are imported when they are called: ``qd draft`` does not pay for the desk."""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["OnDemand"]


class OnDemand(UserDict[str, Any]):
    """Commands by name. A value is given as ``module:name`` of a command's function, or of the Typer application of a
    group of commands; it becomes the command itself when it is first asked for."""

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        value = self.data[name]
        if isinstance(value, str):
            value = self.data[name] = _command(name, value)
        return value  # type: ignore[no-any-return]  # typer's own class of commands is private


def _command(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
        one.command(name)(found)
        return typer.main.get_command(one)
    group = typer.main.get_group(found)
    group.name = name
    return group
