"""Changes to what a deployment selects: worked out, tried by loading it, and only then written to qd.toml."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qd_core.backends.memory import MemoryBackend
from qd_core.config import Deployment, deployment_from
from qd_core.entry.cli.session import find_deployment
from qd_core.entry.cli.toml_text import with_list, with_name
from qd_core.entry.wiring import build_registry
from qd_core.errors import ConfigError, QdError
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.kinds import KINDS, Kind, Mode, kind_of_select_key
from qd_core.plugin.protocols import Company
from qd_core.plugin.registry import Registry
from qd_core.plugin.suggest import did_you_mean

__all__ = ["Change", "change", "inserted", "kind_of_key", "registry_of", "removed", "replaced"]

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did to one list: the names before and after."""

    kind: Kind
    before: Names
    after: Names
    path: Path


def kind_of_key(key: str) -> Kind:
    """The kind that ``[select] key`` chooses, by the key or the kind's own name. Raises ConfigError."""
    wanted = key.strip().lower().replace("-", "_")
    found = kind_of_select_key(wanted) or next((kind for kind in KINDS if kind.name == wanted), None)
    if found is None:
        keys = [kind.select for kind in KINDS]
        raise ConfigError(
            f"[select] has no key {key!r}.{did_you_mean(wanted, keys)} Keys: {', '.join(keys)}",
            key=key,
            choices=keys,
        )
    return found


def registry_of(deployment: Deployment) -> Registry:
    """The deployment's providers, with nothing behind them: enough to see whether they load and fit."""
    return build_registry(deployment, MemoryBackend(), _no_documents, Company())


def change(kind: Kind, edit: Callable[[Names], Names], docs: Path | None, config: Path | None) -> Change:
    """Applies ``edit`` to the names of ``kind`` in the deployment's qd.toml.

    Raises ConfigError or PluginError, with the file as it was, when the result would not load.
    """
    deployment, path = find_deployment(docs, config)
    if path is None:
        raise ConfigError(
            "there is no qd.toml here: `qd init DIR` makes one, --config FILE names one", key="config"
        )
    before = registry_of(deployment).selected(kind)
    after = edit(before)
    if after != before:
        text = path.read_bytes().decode("utf-8")
        made = _made(text, kind, after)
        registry_of(deployment_from(tomllib.loads(made.removeprefix("\ufeff")), origin=str(path))).check()
        _write(path, made)
    return Change(kind, before, after, path)


def inserted(kind: Kind, name: str, after: str, before: str) -> Callable[[Names], Names]:
    """An edit that puts ``name`` behind ``after`` or before ``before``, at the end without either; a name that is there
    already moves."""
    if kind.mode is Mode.ONE:
        raise ConfigError(
            f"{kind.select} takes one name: qd select set {kind.select} {name}", key=kind.select
        )
    if after and before:
        raise ConfigError("give --after or --before, not both", key=kind.select)

    def edit(names: Names) -> Names:
        others = [other for other in names if other != name]
        neighbour = after or before
        if neighbour and neighbour not in others:
            raise ConfigError(
                f"{neighbour!r} is not in {kind.select}.{did_you_mean(neighbour, others)} It has: {', '.join(names)}",
                key=kind.select,
                choices=others,
            )
        place = others.index(neighbour) + bool(after) if neighbour else len(others)
        return (*others[:place], name, *others[place:])

    return edit


def removed(kind: Kind, name: str) -> Callable[[Names], Names]:
    """An edit that takes ``name`` away."""

    def edit(names: Names) -> Names:
        if name in kind.mandatory:
            raise ConfigError(f"{name} cannot be removed: it always runs", key=kind.select)
        if name not in names:
            raise ConfigError(
                f"{name!r} is not in {kind.select}.{did_you_mean(name, names)} It has: {', '.join(names)}",
                key=kind.select,
                choices=names,
            )
        if len(names) == 1:
            raise ConfigError(
                f"{name} is the only name of {kind.select}, and an empty list means the defaults",
                key=kind.select,
            )
        return tuple(other for other in names if other != name)

    return edit


def replaced(kind: Kind, names: Names) -> Callable[[Names], Names]:
    """An edit that sets the whole list."""
    if kind.mode is Mode.ONE and len(names) != 1:
        raise ConfigError(f"{kind.select} takes exactly one name", key=kind.select)
    return lambda _: names


def _made(text: str, kind: Kind, names: Names) -> str:
    mark, bare = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    if kind.mode is Mode.ONE:
        return mark + with_list(bare, "select", kind.select, names[0])
    return mark + with_name(bare, "select", kind.select, names)


def _write(path: Path, text: str) -> None:
    """All or nothing: a reader sees the file before or after, with the rights that it had."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _no_documents() -> CompanyDocuments:
    raise QdError("checking a selection reads no documents")
