"""Writes docs/reference from the code, so that it cannot be wrong; ``--check`` fails where the files differ."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import typer
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from qd_core import config, errors
from qd_core.entry.cli.main import app
from qd_core.entry.cli.plugin_files import write_plugin
from qd_core.plugin import context, hookspecs, protocols
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.discovery import load_plugin, scan
from qd_core.plugin.kinds import KINDS, Kind
from qd_core.plugin.secret import Secret

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code. Edit the docstrings there. -->\n"


def main() -> int:
    """Writes or checks every page."""
    check = "--check" in sys.argv[1:]
    pages = {
        "cli.md": cli_page(),
        "settings.md": settings_page(),
        "hooks.md": hooks_page(),
        "providers.md": providers_page(),
        "errors.md": errors_page(),
    }
    stale = [name for name, text in pages.items() if _read(REFERENCE / name) != text]
    if check:
        if stale:
            print(f"docs/reference is out of date: {', '.join(stale)}. Run `make docs`.")
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(pages[name], encoding="utf-8")
    print(f"docs/reference: {len(stale)} of {len(pages)} pages written")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def cli_page() -> str:
    """Every command with its help, as the program itself says it."""
    root = typer.main.get_command(app)
    parts = [NOTE, "# Commands\n"]
    for name, command in _commands(root, "qd"):
        context = click.Context(command, info_name=name)
        parts.append(f"## `{name}`\n\n{inspect.cleandoc(command.help or '')}\n")
        rows = [_parameter(parameter, context) for parameter in command.params if parameter.name != "help"]
        if rows:
            parts.append("| | |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _commands(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    children = getattr(command, "commands", {})
    found = [] if children else [(name, command)]
    for child in sorted(children):
        found.extend(_commands(children[child], f"{name} {child}"))
    return found


def _parameter(parameter: click.Parameter, context: click.Context) -> str:
    record = parameter.get_help_record(context)
    if record:
        return f"| `{_cell(record[0])}` | {_cell(record[1])} |"
    return f"| `{parameter.make_metavar(context)}` | {_cell(getattr(parameter, 'help', '') or '')} |"


def settings_page() -> str:
    """Every key of qd.toml, and every plugin's own."""
    parts = [
        NOTE,
        "# Settings\n",
        "One tree, two homes: `qd.toml` on one machine, Parameter Store under `/qd/config/` in the cloud.\n",
        "## Top of the file\n",
        _fields(config.Deployment, skip={"select", "settings", "app", "company", "people", "smtp", "lanes"}),
        "## `[select]`\n",
        "Which providers run, and in which order. `qd plugins` lists the names that are installed.\n",
        "| key | mode | default |\n|---|---|---|",
        "\n".join(f"| `{kind.select}` | {kind.mode} | {_names(kind)} |" for kind in KINDS)
        + "\n| `observers` | all | none |\n",
    ]
    for heading, model in (
        ("`[app]`", config.AppSettings),
        ("`[company]`", config.CompanySettings),
        ("`[people]`", config.PeopleSettings),
        ("`[smtp]`", config.SmtpSettings),
        ("`[lanes.smtp]`", config.SmtpLaneSettings),
        ("`[lanes.folder]`", config.FolderLaneSettings),
        ("`[lanes.imap]`", config.ImapLaneSettings),
        ("`[lanes.form]`", config.FormLaneSettings),
    ):
        parts += [f"## {heading}\n", inspect.getdoc(model) or "", "", _fields(model)]
    parts.append("## `[settings.<plugin>]`\n\nA plugin's own settings stand under its name.\n")
    for name, claims in scan().items():
        loaded = load_plugin(claims[0])
        if claims[0].distribution == "qd-core" and loaded.declaration.settings.model_fields:
            parts += [f"## `[settings.{name}]`\n", _fields(loaded.declaration.settings)]
    return "\n".join(parts)


def _names(kind: Kind) -> str:
    return ", ".join(f"`{name}`" for name in kind.default)


def _fields(model: type[BaseModel], skip: set[str] | None = None) -> str:
    rows = []
    for name, field in model.model_fields.items():
        if name in (skip or set()):
            continue
        default = field.get_default(call_default_factory=True, validated_data={})
        if isinstance(default, Secret):
            shown = f"the secret `qd/{default.name}`"
        else:
            shown = "required" if default is PydanticUndefined else f"`{default!r}`"
        kind = re.sub(r"typing\.|<class '|'>", "", str(field.annotation))
        rows.append(f"| `{name}` | `{_cell(kind)}` | {_cell(shown)} | {_cell(field.description or '')} |")
    return "| key | type | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def hooks_page() -> str:
    """Every hook, what it offers, and the shapes that go in and out."""
    parts = [
        NOTE,
        "# Hooks\n",
        (
            "A hook offers named providers; what a provider does is its Protocol. Modes: **one** (exactly one name), "
            "**first** (in order; `None` declines), **chain** (each feeds the next), **all** (every one runs).\n"
        ),
        (
            "The examples are what `qd plugin new NAME --kind KIND` writes, with `example` for the name; our tests "
            "write each, run its tests, and break it to see them fail. What every error means: [errors](errors.md).\n"
        ),
        (
            "A call that is under a time limit and does not end in `[app] provider_timeout_seconds` is a "
            "`TransientError`; anything that a provider raises and that is none of our errors becomes a `PluginError` "
            "with the provider's name, its distribution and version. `QD_TRACE_PLUGINS=1` prints every call.\n"
        ),
    ]
    parts.extend(_hook(kind) for kind in KINDS)
    parts.append(
        "## `qd_event(event: Event) -> None`\n\n" + (inspect.getdoc(hookspecs.qd_event) or "") + "\n"
    )
    parts.append("## ProviderContext\n")
    parts.append(_shape(ProviderContext))
    for protocol in (context.ObjectReader, context.Claiming, context.SecretHandle, context.MailSender):
        parts.append(f"`{protocol.__name__}`: {' '.join((inspect.getdoc(protocol) or '').split())}\n")
        parts += [f"- `{signature}`: {told}" for signature, told in _members(protocol)]
        parts.append("")
    return "\n".join(parts)


def _members(protocol: type) -> list[tuple[str, str]]:
    """Each method or property with its signature and what it says."""
    found = []
    for name, member in vars(protocol).items():
        function = member.fget if isinstance(member, property) else member
        if not name.startswith("_") and inspect.isfunction(function):
            arguments = "" if isinstance(member, property) else _signature(function)
            found.append((f"{name}{arguments}", " ".join((inspect.getdoc(function) or "").split())))
    return found


def _signature(function: Any) -> str:
    text = str(inspect.signature(function)).replace("'", "")
    return text.replace("(self, ", "(").replace("(self)", "()")


def _example(kind: Kind) -> str:
    """The plugin of that kind that is written for whoever begins one."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_plugin("example", kind, Path(folder) / kind.name)
        module = next(path for path in written if path.name == "__init__.py")
        return module.read_text(encoding="utf-8").rstrip()


def _hook(kind: Kind) -> str:
    protocol = getattr(protocols, kind.protocol)
    hook = getattr(hookspecs, kind.hook)
    lines = [
        f"## `{kind.hook}() -> Iterable[Provider[{kind.protocol}]]`\n",
        f"{inspect.getdoc(hook)}\n",
        f"Selected by `[select] {kind.select}`; default {_names(kind)}."
        + (" Runs under a time limit." if kind.io else "")
        + "\n",
        f"**{kind.protocol}**: {inspect.getdoc(protocol)}\n",
    ]
    shapes: dict[str, type] = {}
    for name, method in vars(protocol).items():
        if name.startswith("_") or not inspect.isfunction(method):
            continue
        signature = _signature(method)
        lines.append(f"- `{name}{signature}`: {inspect.getdoc(method)}")
        for word in re.findall(r"\w+", signature):
            shape = getattr(protocols, word, None)
            if dataclasses.is_dataclass(shape) and isinstance(shape, type):
                shapes[word] = shape
    lines.append("")
    lines += [_shape(shape) for shape in shapes.values()]
    lines.append(f"### A {kind.name.replace('_', ' ')}\n\n```python\n{_example(kind)}\n```\n")
    return "\n".join(lines)


def _shape(shape: type) -> str:
    rows = [f"| `{field.name}` | `{_cell(str(field.type))}` |" for field in dataclasses.fields(shape)]
    doc = " ".join((inspect.getdoc(shape) or "").split())
    return f"`{shape.__name__}`: {doc}\n\n| field | type |\n|---|---|\n" + "\n".join(rows) + "\n"


def providers_page() -> str:
    """What is shipped."""
    parts = [NOTE, "# Providers that are shipped\n"]
    for kind in KINDS:
        parts += [f"## {kind.name}\n", f"{kind.summary[:1].upper()}{kind.summary[1:]}.\n"]
        for claims in scan().values():
            if claims[0].distribution == "qd-core":
                offered = load_plugin(claims[0]).providers[kind.name]
                parts += [f"- `{provider.name}`: {provider.summary}" for provider in offered]
        parts.append("")
    return "\n".join(parts)


def errors_page() -> str:
    """The error tree with what each one tells."""
    parts = [NOTE, "# Errors\n"]
    for name in errors.__all__:
        error: Any = getattr(errors, name)
        if isinstance(error, type) and issubclass(error, Exception):
            parent = error.__mro__[1].__name__
            parts.append(f"## {name}\n\n{inspect.getdoc(error)}\n\nKind of: `{parent}`.\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
