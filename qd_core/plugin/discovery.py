"""What is installed: one entry-point scan a process, and the loading of one plugin at a time."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import pluggy

from qd_core.errors import PluginError
from qd_core.plugin import hookspecs
from qd_core.plugin.hookspecs import GROUP
from qd_core.plugin.kinds import KINDS, Kind
from qd_core.plugin.provider import API, Plugin, Provider
from qd_core.plugin.suggest import did_you_mean

__all__ = ["InstalledPlugin", "LoadedPlugin", "load_plugin", "scan"]


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """One claim of a plugin name: the module behind it, and whose it is."""

    name: str
    module: str
    distribution: str
    version: str

    @property
    def origin(self) -> str:
        """``qd-crm-hubspot 1.2.0``: what a person can uninstall or pin."""
        return f"{self.distribution} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class LoadedPlugin:
    """An imported plugin: its declaration, and its providers by kind."""

    installed: InstalledPlugin
    declaration: Plugin  # type: ignore[type-arg]  # any settings model
    providers: dict[str, tuple[Provider[object], ...]]
    module: ModuleType


def scan(points: Iterable[EntryPoint] | None = None) -> dict[str, tuple[InstalledPlugin, ...]]:
    """Every claim by plugin name; more than one claim of a name is a collision. The same distribution found twice on
    the path counts once, the first wins, as for imports."""
    claims: dict[str, dict[str, InstalledPlugin]] = {}
    for point in entry_points(group=GROUP) if points is None else points:
        distribution = point.dist.name if point.dist else "unknown distribution"
        version = point.dist.version if point.dist else ""
        found = InstalledPlugin(point.name, point.value, distribution, version)
        claims.setdefault(point.name, {}).setdefault(distribution.lower(), found)
    return {name: tuple(by_distribution.values()) for name, by_distribution in sorted(claims.items())}


def load_plugin(installed: InstalledPlugin) -> LoadedPlugin:
    """Imports the module, checks its API number and collects its providers.

    Raises PluginError naming the distribution when the import fails, the module is no plugin, speaks another API, or
    offers a name that is not its own.
    """
    module = _import(installed)
    declaration = getattr(module, "plugin", None)
    if not isinstance(declaration, Plugin):
        raise _bad(installed, f"{installed.module} has no `plugin = Plugin(api={API})`")
    if declaration.api != API:
        advice = "update the plugin" if declaration.api < API else "update qd-core"
        raise _bad(installed, f"it speaks plugin API {declaration.api}, this qd-core speaks {API}: {advice}")
    return LoadedPlugin(installed, declaration, _providers(installed, module), module)


def _import(installed: InstalledPlugin) -> ModuleType:
    try:
        return importlib.import_module(installed.module.partition(":")[0])
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything at import
        raise _bad(
            installed, f"importing {installed.module} failed: {type(error).__name__}: {error}"
        ) from error


def _providers(installed: InstalledPlugin, module: ModuleType) -> dict[str, tuple[Provider[object], ...]]:
    _check_hooks(installed, module)
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module, installed.name)
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        raise _bad(installed, str(error).replace("\n", " ")) from error
    return {kind.name: _offered(installed, kind, manager) for kind in KINDS}


def _check_hooks(installed: InstalledPlugin, module: ModuleType) -> None:
    """A hook by a wrong name, or one that was not marked, would offer nothing and say nothing."""
    known = [name for name in vars(hookspecs) if name.startswith("qd_")]
    for name, member in vars(module).items():
        marked = hasattr(member, f"{GROUP}_impl")
        if marked and name not in known:
            raise _bad(installed, f"there is no hook {name!r}.{did_you_mean(name, known)}")
        if name in known and callable(member) and not marked:
            raise _bad(installed, f"its {name} is not marked with @hookimpl")


def _offered(
    installed: InstalledPlugin, kind: Kind, manager: pluggy.PluginManager
) -> tuple[Provider[object], ...]:
    offered: list[Provider[object]] = []
    try:
        for batch in getattr(manager.hook, kind.hook)():
            offered.extend(batch or ())
    except (Exception, SystemExit) as error:
        raise _bad(installed, f"its {kind.hook} failed: {type(error).__name__}: {error}") from error
    for provider in offered:
        if not isinstance(provider, Provider):
            raise _bad(installed, f"its {kind.hook} yields {type(provider).__name__}, not plugin.provider(…)")
        if provider.name != installed.name and not provider.name.startswith(installed.name + "."):
            wanted = f"{installed.name!r} or '{installed.name}.<suffix>'"
            raise _bad(installed, f"its {kind.hook} offers {provider.name!r}; a name is {wanted}")
    names = [provider.name for provider in offered]
    if len(set(names)) != len(names):
        raise _bad(installed, f"its {kind.hook} offers one name twice: {', '.join(names)}")
    return tuple(offered)


def _bad(installed: InstalledPlugin, why: str) -> PluginError:
    return PluginError(
        f"plugin {installed.name!r} of {installed.origin} cannot be used: {why}",
        plugin=installed.name,
        distribution=installed.origin,
    )
