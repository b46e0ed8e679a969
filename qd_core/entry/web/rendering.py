"""Templates and the way this deployment writes money, numbers and times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qd_core.entry.web.view.covers import tell
from qd_core.entry.web.view.readings import flag_short, read_value, reasons_words
from qd_core.entry.web.view.waterfall import cite_words
from qd_core.entry.web.words import FILTERS
from qd_core.entry.web.writing import Writing

__all__ = ["environment"]


def environment(writing: Writing, static: Callable[[str], str]) -> Environment:
    """Autoescaping everywhere; a name that is not there is a bug, not an empty string."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(static=static, writing=writing)
    templates.filters.update(FILTERS)
    templates.filters.update(
        money=writing.money,
        amount=writing.amount,
        number=writing.number,
        percent=writing.percent,
        moment=writing.moment,
        day=writing.day,
        clock=writing.clock,
        read_value=lambda value: read_value(value, writing),
        flag_short=lambda flag, line: flag_short(flag, line, writing),
        cite=cite_words,
        tell=tell,
        reasons=reasons_words,
    )
    return templates
