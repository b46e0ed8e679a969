"""From configuration to running providers: only what is selected is imported, and every mistake names its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from qd_core.config import Deployment
from qd_core.errors import ConfigError, PluginError, QdError
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.discovery import InstalledPlugin, LoadedPlugin, load_plugin, scan
from qd_core.plugin.kinds import KINDS, Kind, Mode, kind_of_select_key
from qd_core.plugin.provider import Provider
from qd_core.plugin.secret import bind_secrets
from qd_core.plugin.suggest import did_you_mean

__all__ = ["Bound", "Listing", "Registry"]

P = TypeVar("P")
_ALIASES = {("crm_adapter", "drive-sheet"): "sheet"}
"""Names of the engineering reference that a deployment may still use."""
_CRM = next(kind for kind in KINDS if kind.name == "crm_adapter")
OBSERVERS = "observers"
"""The select key of plugins that hear events."""


@dataclass(frozen=True, slots=True)
class Bound(Generic[P]):
    """A provider that is built and ready: what it is called, what it does, and whose it is."""

    name: str
    kind: Kind
    impl: P
    origin: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A provider as ``qd plugins`` shows it; ``problem`` says why the plugin cannot be used."""

    kind: str
    name: str
    distribution: str
    version: str
    selected: bool
    summary: str
    problem: str = ""


class ContextFactory(Protocol):
    """Makes the context of one provider."""

    def __call__(self, name: str) -> ProviderContext: ...


class Registry:
    """The providers of one deployment. A kind is loaded when it is first asked for, and kept."""

    def __init__(
        self,
        deployment: Deployment,
        context: ContextFactory,
        *,
        fetch_secret: Callable[[str], str],
        points: Iterable[EntryPoint] | None = None,
    ) -> None:
        self._deployment = deployment
        self._context = context
        self._fetch_secret = fetch_secret
        self._points = tuple(points) if points is not None else None
        self._loaded: dict[str, LoadedPlugin] = {}
        self._bound: dict[str, tuple[Bound[object], ...]] = {}

    @cached_property
    def installed(self) -> dict[str, tuple[InstalledPlugin, ...]]:
        """Every claim by plugin name, from the one scan."""
        return scan(self._points)

    def selected(self, kind: Kind) -> tuple[str, ...]:
        """The names in the configured order; mandatory ones that the configuration leaves out come first."""
        chosen = self._deployment.select.get(kind.select) or self._default(kind)
        names = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        names = tuple(_ALIASES.get((kind.select, name), name) for name in names)
        if kind.mode is Mode.ONE and len(names) != 1:
            raise ConfigError(f"[select] {kind.select} needs exactly one name", key=kind.select)
        if len(set(names)) != len(names):
            raise ConfigError(
                f"[select] {kind.select} names one provider twice: {', '.join(names)}", key=kind.select
            )
        return tuple(name for name in kind.mandatory if name not in names) + names

    def _default(self, kind: Kind) -> tuple[str, ...]:
        """The kind's own default; a CRM that is selected is asked for the tier before the rules document."""
        if kind.name != "tier_lookup":
            return kind.default
        (crm,) = self.selected(_CRM)
        offers = self._load(crm, _CRM.select).providers[kind.name]
        return (*(provider.name for provider in offers if provider.name == crm), *kind.default)

    def providers(self, kind: Kind) -> tuple[Bound[object], ...]:
        """The selected providers of ``kind``, built. Raises ConfigError or PluginError."""
        if kind.name not in self._bound:
            self._bound[kind.name] = tuple(self._bind(kind, name) for name in self.selected(kind))
            _assert_order(kind, self._bound[kind.name])
        return self._bound[kind.name]

    def observers(self) -> tuple[LoadedPlugin, ...]:
        """The plugins that hear events, in the configured order."""
        chosen = self._deployment.select.get(OBSERVERS, ())
        names = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        loaded = tuple(self._load(name, OBSERVERS) for name in names)
        for plugin in loaded:
            if not callable(getattr(plugin.module, "qd_event", None)):
                raise ConfigError(
                    f"[select] {OBSERVERS}: {plugin.installed.name!r} of {plugin.installed.origin} observes nothing "
                    "(it has no hook qd_event)",
                    key=OBSERVERS,
                )
        return loaded

    def check_keys(self) -> None:
        """Whether every key that selects is one. Needs no plugin: a process may have those alone that it works with."""
        for key in self._deployment.select:
            if key != OBSERVERS and kind_of_select_key(key) is None:
                keys = [kind.select for kind in KINDS] + [OBSERVERS]
                raise ConfigError(
                    f"[select] has no key {key!r}.{did_you_mean(key, keys)}", key=key, choices=keys
                )

    def check(self) -> None:
        """Loads every selected provider and validates the whole selection, so that start-up finds every mistake."""
        self.check_keys()
        for plugin in self._deployment.settings:
            if plugin not in self.installed:
                raise ConfigError(
                    f"[settings.{plugin}] is for a plugin that is not installed.{did_you_mean(plugin, self.installed)}",
                    key=f"settings.{plugin}",
                    choices=tuple(self.installed),
                )
        for kind in KINDS:
            self.providers(kind)
        self.observers()

    def listing(self) -> tuple[Listing, ...]:
        """Every provider of every installed plugin; a plugin that cannot be loaded is one entry with its problem."""
        entries: list[Listing] = []
        chosen = {kind.name: self._chosen(kind) for kind in KINDS}
        for claims in self.installed.values():
            for claim in claims:
                entries.extend(self._list(claim, chosen, collision=len(claims) > 1))
        order = {kind.name: index for index, kind in enumerate(KINDS)}
        return tuple(sorted(entries, key=lambda entry: (order.get(entry.kind, len(order)), entry.name)))

    def _chosen(self, kind: Kind) -> tuple[str, ...]:
        """What is selected, for a listing: a selection that is wrong elsewhere stops no list of what there is."""
        try:
            if kind.name == "tier_lookup" and not self._crm_is_installed():
                return (
                    kind.default
                )  # selected() would tell that the CRM is missing, which needs this very list
            return self.selected(kind)
        except QdError:
            return ()

    def _crm_is_installed(self) -> bool:
        return all(name.partition(".")[0] in self.installed for name in self.selected(_CRM))

    def _list(
        self, claim: InstalledPlugin, chosen: Mapping[str, tuple[str, ...]], *, collision: bool
    ) -> list[Listing]:
        def entry(
            kind: str, name: str, summary: str = "", problem: str = "", *, selected: bool = False
        ) -> Listing:
            return Listing(kind, name, claim.distribution, claim.version, selected, summary, problem)

        try:
            loaded = load_plugin(claim)
        except PluginError as error:
            return [entry("", claim.name, problem=str(error))]
        problem = f"{len(self.installed[claim.name])} distributions claim this name" if collision else ""
        return [
            entry(
                kind.name,
                provider.name,
                provider.summary,
                problem,
                selected=provider.name in chosen[kind.name],
            )
            for kind in KINDS
            for provider in loaded.providers[kind.name]
        ]

    def _bind(self, kind: Kind, name: str) -> Bound[object]:
        loaded = self._load(name, kind.select)
        provider = self._offered(kind, name, loaded)
        settings = self._settings(loaded)
        try:
            impl = provider.build(settings, self._context(name))
        except (ConfigError, PluginError):
            raise
        except (Exception, SystemExit) as error:
            origin = loaded.installed.origin
            raise PluginError(
                f"{kind.name} {name!r} of {origin} cannot be built: {type(error).__name__}: {error}",
                plugin=name,
                distribution=origin,
            ) from error
        if not callable(getattr(impl, kind.method, None)):
            origin = loaded.installed.origin
            raise PluginError(
                f"{kind.name} {name!r} of {origin} has no method {kind.method!r} ({kind.protocol})", plugin=name,
                distribution=origin,
            )  # fmt: skip
        return Bound(name, kind, impl, loaded.installed.origin)

    def _offered(self, kind: Kind, name: str, loaded: LoadedPlugin) -> Provider[object]:
        for provider in loaded.providers[kind.name]:
            if provider.name == name:
                return provider
        raise self._unknown(
            kind.select, name, kind, because=f"{loaded.installed.origin} offers no {kind.name} of that name"
        )

    def _load(self, name: str, key: str) -> LoadedPlugin:
        plugin = name.partition(".")[0]
        if plugin not in self._loaded:
            claims = self.installed.get(plugin, ())
            if not claims:
                raise self._unknown(
                    key, name, kind_of_select_key(key), because="no installed plugin has that name"
                )
            if len(claims) > 1:
                owners = " and ".join(claim.origin for claim in claims)
                raise PluginError(
                    f"plugin name {plugin!r} is claimed by {owners}: uninstall one", plugin=plugin
                )
            self._loaded[plugin] = load_plugin(claims[0])
        return self._loaded[plugin]

    def _settings(self, loaded: LoadedPlugin) -> BaseModel:
        name = loaded.installed.name
        values: Mapping[str, object] = self._deployment.settings.get(name, {})
        try:
            settings = loaded.declaration.settings.model_validate(values)
        except ValidationError as error:
            fields = ", ".join(loaded.declaration.settings.model_fields) or "none"
            lines = [
                f"[settings.{name}] {'.'.join(map(str, item['loc']))}: {item['msg'].removeprefix('Value error, ')}"
                for item in error.errors()
            ]
            raise ConfigError(
                "\n".join(lines) + f"\n(its settings: {fields})", key=f"settings.{name}"
            ) from error
        bind_secrets(settings, self._fetch_secret)
        return settings

    def _unknown(self, key: str, name: str, kind: Kind | None, *, because: str) -> ConfigError:
        """One error that tells everything: the key, why, a guess, the choices, and what failed to import."""
        entries = [entry for entry in self.listing() if kind is None or entry.kind in {kind.name, ""}]
        usable = [entry for entry in entries if not entry.problem]
        broken = [entry for entry in entries if entry.problem]
        choices = tuple(entry.name for entry in usable)
        parts = [f"[select] {key}: there is no {name!r} ({because}).{did_you_mean(name, choices)}"]
        if usable:
            parts.append(
                "Choices: " + ", ".join(f"{e.name} ({e.distribution} {e.version})" for e in usable) + "."
            )
        parts.extend(f"Installed but not usable: {entry.problem}." for entry in broken)
        return ConfigError("\n".join(parts), key=key, choices=choices)


def _assert_order(kind: Kind, chain: tuple[Bound[object], ...]) -> None:
    """A stage's ``after`` and ``before`` are promises about the configured order; a broken one stops start-up."""
    place = {bound.name: index for index, bound in enumerate(chain)}
    for bound in chain:
        for attribute, wrong in (("after", int.__lt__), ("before", int.__gt__)):
            for other in getattr(bound.impl, attribute, ()):
                if other in place and wrong(place[bound.name], place[other]):
                    raise ConfigError(
                        f"[select] {kind.select}: {bound.name!r} must come {attribute} {other!r}; "
                        f"configured order: {', '.join(place)}",
                        key=kind.select,
                    )
