"""The shipped ``embedded`` plugin: reads and writes with plain code, no network and no model."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.builtin.embedded.compose import EmbeddedCover
from qd_core.builtin.embedded.extract import EmbeddedExtractor
from qd_core.plugin import CoverComposer, FieldExtractor, Plugin, Provider, hookimpl

plugin = Plugin(api=1)


@hookimpl
def qd_field_extractors() -> Iterable[Provider[FieldExtractor]]:
    yield plugin.provider(
        "embedded",
        EmbeddedExtractor,
        summary="reads mail, tables and prose by plain code, every value with its span",
    )


@hookimpl
def qd_cover_composers() -> Iterable[Provider[CoverComposer]]:
    yield plugin.provider(
        "embedded", EmbeddedCover, summary="a short cover from the voice document, by plain code"
    )
