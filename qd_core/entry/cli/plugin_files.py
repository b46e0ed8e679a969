"""A new plugin's distribution, from the templates: it does something small, and its tests pass at once."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from qd_core.errors import ConfigError
from qd_core.plugin.discovery import scan
from qd_core.plugin.kinds import KINDS, Kind, Mode
from qd_core.plugin.provider import API
from qd_core.plugin.suggest import did_you_mean

__all__ = ["choosing", "distribution_of", "kind_called", "write_plugin"]

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TEMPLATES = {
    "pyproject.toml.tmpl": "pyproject.toml",
    "README.md.tmpl": "README.md",
    "CHANGELOG.md.tmpl": "CHANGELOG.md",
    "kinds/{kind}.py.tmpl": "{package}/__init__.py",
    "kinds/{kind}_contracts.py.tmpl": "{package}/contracts.py",
    "tests.py.tmpl": "tests/test_{name}.py",
}
_TYPED = "{package}/py.typed"


def kind_called(name: str) -> Kind:
    """The kind of that name. Raises ConfigError with the choices."""
    by_name = {kind.name: kind for kind in KINDS}
    wanted = name.strip().lower().replace("-", "_")
    if wanted not in by_name:
        raise ConfigError(
            f"there is no kind {name!r}.{did_you_mean(wanted, by_name)} Kinds: {', '.join(by_name)}",
            key="kind",
            choices=tuple(by_name),
        )
    return by_name[wanted]


def distribution_of(name: str) -> str:
    """What the plugin is installed as: ``fuel_surcharge`` is ``qd-fuel-surcharge``."""
    return f"qd-{name.replace('_', '-')}"


def write_plugin(name: str, kind: Kind, folder: Path) -> list[Path]:
    """Writes the distribution into ``folder``; the files written.

    Raises ConfigError when the name is no plugin's name or taken, or when the folder holds something.
    """
    _check_name(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder} is there already and not empty: give another folder", key="dir")
    places = {"kind": kind.name, "package": f"qd_{name}", "name": name}
    words = _words(name, kind)
    source = files("qd_core") / "plugin_template"
    written = []
    for template, target in _TEMPLATES.items():
        text = source.joinpath(*template.format_map(places).split("/")).read_text(encoding="utf-8")
        written.append(_write(folder / target.format_map(places), _filled(text, words)))
    written.append(_write(folder / _TYPED.format_map(places), ""))
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ConfigError(
            f"{name!r} is no plugin's name: lower-case letters, digits and single underscores, like fuel_surcharge",
            key="name",
        )
    if name in (claims := scan()):
        owners = " and ".join(claim.origin for claim in claims[name])
        raise ConfigError(f"{owners} has a plugin {name!r} already: take another name", key="name")


def _words(name: str, kind: Kind) -> Mapping[str, str]:
    try:
        core = version("qd-core")
    except PackageNotFoundError:
        core = "0"
    return {
        "name": name,
        "class": "".join(part.capitalize() for part in name.split("_")),
        "package": f"qd_{name}",
        "distribution": distribution_of(name),
        "kind": kind.name,
        "kind words": kind.name.replace("_", " "),
        "summary": kind.summary,
        "selection": _selection(name, kind),
        "choosing": choosing(name, kind),
        "api": str(API),
        "core": core,
    }


def choosing(name: str, kind: Kind) -> str:
    """The command that selects the provider where its kind usually wants it."""
    if kind.mode is Mode.ONE:
        return f"qd select set {kind.select} {name}"
    if kind.mode is Mode.FIRST:
        return f"qd select insert {kind.select} {name} --before {kind.default[0]}"
    return f"qd stage insert {name}" if kind.mode is Mode.CHAIN else f"qd select insert {kind.select} {name}"


def _selection(name: str, kind: Kind) -> str:
    if kind.mode is Mode.ONE:
        return f'{kind.select} = "{name}"'
    others = list(kind.default)
    names = [name, *others] if kind.mode is Mode.FIRST else [*others, name]
    return f"{kind.select} = {json.dumps(names)}"


def _filled(text: str, words: Mapping[str, str]) -> str:
    marks = {f"@{key.replace(' ', '_')}@": value for key, value in words.items()}
    marks["@Class@"] = words["class"]
    return re.sub(r"@[A-Za-z_]+@", lambda mark: marks[mark[0]], text)
