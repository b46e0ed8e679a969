"""A provider of an installed plugin, built for a test as a deployment would build it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from qd_core.errors import PluginError
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.discovery import LoadedPlugin, load_plugin, scan
from qd_core.plugin.secret import bind_secrets
from qd_core.plugin.suggest import did_you_mean

__all__ = ["built_provider", "installed_plugin"]


def installed_plugin(name: str) -> LoadedPlugin:
    """The plugin ``name``. Raises PluginError that says what is installed, or why it cannot be used."""
    claims = scan()
    if name not in claims:
        raise PluginError(
            f"no installed distribution has a plugin {name!r}.{did_you_mean(name, claims)} "
            "An entry point in group 'qd' names it; after a change of pyproject.toml install again.",
            plugin=name,
        )
    if len(claims[name]) > 1:
        owners = " and ".join(claim.origin for claim in claims[name])
        raise PluginError(f"plugin name {name!r} is claimed by {owners}: uninstall one", plugin=name)
    return load_plugin(claims[name][0])


def built_provider(
    kind: str, name: str, context: ProviderContext, settings: Mapping[str, object] | BaseModel | None = None
) -> object:
    """The provider ``name`` of ``kind``, with ``settings`` as ``[settings.<plugin>]`` would have them.

    Raises PluginError when there is none, pydantic's ValidationError when the settings are wrong.
    """
    loaded = installed_plugin(name.partition(".")[0])
    for provider in loaded.providers[kind]:
        if provider.name == name:
            made = loaded.declaration.settings.model_validate(settings or {})
            bind_secrets(made, lambda secret: context.secret(secret).reveal())
            return provider.build(made, context)
    offers = [offer.name for offer in loaded.providers[kind]]
    raise PluginError(
        f"{loaded.installed.origin} offers no {kind} {name!r}; it offers {', '.join(offers) or 'none of this kind'}",
        plugin=name,
        distribution=loaded.installed.origin,
    )
