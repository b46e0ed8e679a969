"""What the selected providers need of an account: models of Bedrock, secrets."""

from __future__ import annotations

from collections.abc import Iterator

from qd_core.config import Deployment
from qd_core.errors import QdError
from qd_core.plugin.discovery import load_plugin
from qd_core.plugin.kinds import KINDS
from qd_core.plugin.registry import Registry
from qd_core.plugin.secret import secret_names

__all__ = ["models_of", "secrets_of"]

_BEDROCK = ("bedrock", "knowledge_base")
_USUAL = "anthropic.claude-haiku-4-5-20251001-v1:0"


def models_of(deployment: Deployment, registry: Registry) -> list[str]:
    """The models that the selected providers of Bedrock ask, as their settings name them; without its region's prefix,
    which an inference profile has and a model has not."""
    found: list[str] = []
    for plugin in sorted({*_plugins(registry)} & {*_BEDROCK}):
        settings = deployment.settings.get(plugin, {})
        named = [str(value) for key, value in settings.items() if "model" in key and value]
        found += named or [_USUAL]
    return sorted({_model(one) for one in found})


def secrets_of(registry: Registry) -> dict[str, str]:
    """The secrets that the selected plugins read, without ``qd/``, and whose they are."""
    found: dict[str, str] = {}
    for plugin in _plugins(registry):
        claims = registry.installed.get(plugin, ())
        if len(claims) != 1:
            continue  # the selection itself is told to be wrong
        try:
            declared = load_plugin(claims[0]).declaration.settings
        except QdError:
            continue
        for name in secret_names(declared):
            found.setdefault(name, f"the selected providers of {plugin}")
    return found


def _plugins(registry: Registry) -> Iterator[str]:
    for kind in KINDS:
        try:
            names = registry.selected(kind)
        except QdError:
            continue
        yield from (name.partition(".")[0] for name in names)


def _model(name: str) -> str:
    head, _, rest = name.partition(".")
    return rest if head in {"global", "us", "eu", "apac", "us-gov"} and rest else name
