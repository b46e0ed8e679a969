"""``QD_TRACE_PLUGINS=1``: every provider call on standard error, with its time, what came of it, and no content.

    [plugin] field_extractor/embedded (qd-core 1.4.0) extract(FieldRequest topic=line_items rfq=0194…) Fields 12.3 ms

Of an argument its type is told, the length of a text, and the few fields that say which call it was: those are ours
(ids, enumerations, positions). What buyers wrote, whom it concerns, money and secrets never show.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qd_core.plugin.registry import Bound

__all__ = ["trace_call", "tracing"]

_TELLING = ("topic", "lane", "position", "kind", "urgency", "media_type", "locale", "form_id", "rfq_id")
_WITHIN = ("rfq", "draft", "item")
"""Fields that hold the record whose ``rfq_id`` or ``position`` tells which call it was."""
_PLAIN = re.compile(r"[\w./+-]{1,80}")


def tracing() -> bool:
    """Whether the environment asks for it."""
    return os.environ.get("QD_TRACE_PLUGINS", "") not in {"", "0"}


def trace_call(
    bound: Bound[object],
    method: str,
    args: Sequence[object],
    kwargs: Mapping[str, object],
    outcome: str,
    seconds: float,
) -> None:
    """One line for one call; ``outcome`` is the type that was returned or raised."""
    told = [_told(argument) for argument in args] + [f"{name}={_told(each)}" for name, each in kwargs.items()]
    sys.stderr.write(
        f"[plugin] {bound.kind.name}/{bound.name} ({bound.origin}) {method}({', '.join(told)}) "
        f"{outcome} {seconds * 1000:.1f} ms\n"
    )


def _told(argument: object) -> str:
    kind = type(argument).__name__
    if isinstance(argument, str | bytes | list | tuple | dict):
        return f"{kind}[{len(argument)}]"
    return " ".join([kind, *(f"{name}={text}" for name, text in _fields(argument))])


def _fields(argument: object) -> Iterator[tuple[str, str]]:
    """Each telling field once, where its value is plain: a header's text may hold anything."""
    seen = set()
    for holder in (argument, *(getattr(argument, name, None) for name in _WITHIN)):
        for name in _TELLING:
            value = getattr(holder, name, None)
            shown = value.value if isinstance(value, Enum) else value
            if name not in seen and isinstance(shown, str | int) and _PLAIN.fullmatch(str(shown)):
                seen.add(name)
                yield name, str(shown)
