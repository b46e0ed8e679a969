"""Parameter Store's flat paths as the tree of a qd.toml: one deployment, two homes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qd_core.errors import ConfigError

__all__ = ["ORIGIN", "tree_of"]

ORIGIN = "Parameter Store /qd/config"
_SECTIONS = frozenset({"select", "settings", "people", "company", "smtp", "lanes", "documents", "plugins"})
"""What stands under its own name in a qd.toml; everything else under the root is of ``[app]``."""
_JSON = ("[", "{")


def tree_of(parameters: Mapping[str, str]) -> dict[str, Any]:
    """The tree: ``select/crm_adapter`` is ``[select] crm_adapter``, ``discount_cap`` is ``[app] discount_cap``. A value
    that begins with ``[`` or ``{`` is JSON. Raises ConfigError that names the parameter."""
    tree: dict[str, Any] = {}
    for path in sorted(parameters):  # a section given whole comes before what is given of it one by one
        head, *rest = path.strip("/").split("/")
        place = [head, *rest] if head in _SECTIONS else ["app", head, *rest]
        _put(tree, place, _value(path, parameters[path]), path)
    return tree


def _value(path: str, text: str) -> Any:
    if not text.lstrip().startswith(_JSON):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise ConfigError(
            f"{ORIGIN}/{path}: begins like JSON, but is none: {error}", key=path.replace("/", ".")
        ) from error


def _put(tree: dict[str, Any], place: list[str], value: Any, path: str) -> None:
    at = tree
    for name in place[:-1]:
        at = at.setdefault(name, {})
        if not isinstance(at, dict):
            raise ConfigError(
                f"{ORIGIN}/{path}: {name} has a value of its own, so nothing can be under it", key=path
            )
    at[place[-1]] = value
