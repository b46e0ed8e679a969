"""What a plugin module declares: itself, and the named providers it offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from qd_core.plugin.context import ProviderContext

__all__ = ["API", "NoSettings", "Plugin", "Provider"]

API = 1
"""The plugin API that this core speaks; compared with ``Plugin(api=…)`` at load."""

P = TypeVar("P", covariant=True)
S = TypeVar("S", bound=BaseModel)


class NoSettings(BaseModel):
    """The settings of a plugin that has none: any key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Provider(Generic[P]):
    """One named implementation; ``build`` is called at most once a process, and only if the name is selected."""

    name: str
    build: Callable[..., P]
    summary: str = ""


class Plugin(Generic[S]):
    """The declaration of a plugin module: ``plugin = Plugin(api=1, settings=MySettings)``.

    ``settings`` is a frozen pydantic model; its values come from ``[settings.<plugin>]``. Without it the plugin
    takes no settings.
    """

    @overload
    def __init__(self: Plugin[NoSettings], *, api: int) -> None: ...

    @overload
    def __init__(self, *, api: int, settings: type[S]) -> None: ...

    def __init__(self, *, api: int, settings: type[BaseModel] | None = None) -> None:
        self.api = api
        self.settings: type[BaseModel] = settings or NoSettings

    def provider(
        self, name: str, build: Callable[[Any, ProviderContext], P], *, summary: str = ""
    ) -> Provider[P]:
        """Offers ``build(settings, context)`` under ``name``."""
        return Provider(name, build, summary)
