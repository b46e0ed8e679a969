"""A list in the text of a TOML file: one name more or less, and every comment, blank and quote beside it as it was.

What comes out is read again by ``tomllib``: the list must be the wanted one and everything else the same, or nothing is
done. So what this reader does not know (dotted keys, inline tables) is refused, never damaged.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qd_core.errors import ConfigError

__all__ = ["with_list", "with_name"]

_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([^\]\n]+?)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?(?=\r?\n|\Z)")
_KEY = re.compile(r"""[ \t]*("[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*=[ \t]*""")
_STRING = re.compile(
    r"""
      "{3} (?: [^\\] | \\. )*? "{3,5}
    | '{3} .*? '{3,5}
    | " (?: [^"\\\n] | \\. )* "
    | ' [^'\n]* '
    """,
    re.DOTALL | re.VERBOSE,
)
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n\r]*)?(?=\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Value:
    """Where a key's value stands: ``text[start:end]``."""

    table: str
    key: str
    start: int
    end: int


def with_name(text: str, table: str, key: str, names: Sequence[str]) -> str:
    """The text with ``[table] key`` set to ``names``, by the smallest edits: names that go lose their line, names that
    come stand behind their new neighbour. Raises ConfigError when the text cannot be edited safely."""
    value = _find(text, table, key)
    if value is None or text[value.start] != "[":
        return with_list(text, table, key, names)
    made = text
    try:
        for name in [name for name in _names(made, value) if name not in names]:
            made = _without(made, _spans(made, value), _names(made, value).index(name))
            value = _sure(_find(made, table, key))
        for place, name in enumerate(names):
            there = _names(made, value)
            if there[place : place + 1] == [name]:
                continue
            if name in there:
                made = _without(made, _spans(made, value), there.index(name))
                value = _sure(_find(made, table, key))
            made = _with(made, value, place, name)
            value = _sure(_find(made, table, key))
        return _checked(text, made, table, key, list(names))
    except ConfigError:  # an odd text: the list is written anew
        return with_list(text, table, key, names)


def with_list(text: str, table: str, key: str, names: Sequence[str] | str) -> str:
    """The text with the whole value of ``[table] key`` written anew, at the end of its table where it was not there.
    Raises ConfigError when the text cannot be edited safely."""
    written = json.dumps(names if isinstance(names, str) else list(names), ensure_ascii=False)
    value = _find(text, table, key)
    line_end = "\r\n" if "\r\n" in text else "\n"
    if value is not None:
        made = text[: value.start] + written + text[value.end :]
    elif (place := _end_of_table(text, table)) is not None:
        made = f"{text[:place]}{line_end}{key} = {written}{text[place:]}"
    else:
        gap = "" if not text.strip() else line_end if text.endswith("\n") else line_end * 2
        made = f"{text}{gap}[{table}]{line_end}{key} = {written}{line_end}"
    return _checked(text, made, table, key, names if isinstance(names, str) else list(names))


def _checked(before: str, made: str, table: str, key: str, wanted: object) -> str:
    try:
        was, now = tomllib.loads(before), tomllib.loads(made)
        was.setdefault(table, {})[key] = wanted
    except (tomllib.TOMLDecodeError, AttributeError):
        was, now = {}, {"": ""}
    if was != now:
        raise ConfigError(
            f"the file writes [{table}] in a way that is not edited here; write there yourself:\n"
            f"[{table}]\n{key} = {json.dumps(wanted, ensure_ascii=False)}",
            key=key,
        )
    return made


def _sure(value: _Value | None) -> _Value:
    if value is None:
        raise ConfigError("the list was lost while it was edited")
    return value


def _find(text: str, table: str, key: str) -> _Value | None:
    return next((value for value in _values(text) if (value.table, value.key) == (table, key)), None)


def _values(text: str) -> Iterator[_Value]:
    """Every ``key = value`` with a plain key, and the table that it is in."""
    place, table = 0, ""
    while place < len(text):
        if header := _HEADER.match(text, place):
            table, place = header[1].strip("\"'"), header.end()
        elif found := _KEY.match(text, place):
            end = _end_of_value(text, found.end())
            yield _Value(table, found[1].strip("\"'"), found.end(), end)
            place = end
        newline = text.find("\n", place)
        place = len(text) if newline < 0 else newline + 1


def _end_of_value(text: str, place: int) -> int:
    """Behind the last sign of the value that begins at ``place``."""
    depth, end = 0, place
    while place < len(text):
        sign = text[place]
        if string := _STRING.match(text, place):
            place = end = string.end()
            continue
        if sign in "#\n":
            if not depth:
                break
            newline = text.find("\n", place)
            place = len(text) if newline < 0 else newline
        depth += (sign in "[{") - (sign in "]}")
        place += 1
        if not sign.isspace() and sign != "#":
            end = place
    return end


def _end_of_table(text: str, table: str) -> int | None:
    """Where a line may be put behind the last line of the table; None where there is no such table."""
    header = next((found for found in _headers(text) if found[1].strip("\"'") == table), None)
    if header is None:
        return None
    inside = [value.end for value in _values(text) if value.table == table and value.start > header.end()]
    last = max(inside, default=header.end())
    rest = _REST_OF_LINE.match(text, last)
    return rest.end() if rest else last


def _headers(text: str) -> Iterator[re.Match[str]]:
    """The headers that are no lines of a value."""
    inside = [(value.start, value.end) for value in _values(text)]
    for found in re.finditer(f"(?m)^{_HEADER.pattern}", text):
        if not any(start <= found.start() < end for start, end in inside):
            yield found


def _spans(text: str, value: _Value) -> list[tuple[int, int]]:
    """Where each string of the list stands."""
    spans, place = [], value.start + 1
    while place < value.end - 1:
        place = _after_blank(text, place)
        if found := _STRING.match(text, place):
            spans.append(found.span())
            place = found.end()
        else:
            place += 1
    return spans


def _names(text: str, value: _Value) -> list[str]:
    names = tomllib.loads(f"names = {text[value.start : value.end]}")["names"]
    if not isinstance(names, list) or len(names) != len(_spans(text, value)):
        raise ConfigError("the list holds something else than names")
    return [str(name) for name in names]


def _after_blank(text: str, place: int) -> int:
    blank = _BLANK.match(text, place)
    return blank.end() if blank else place


def _indent(text: str, start: int) -> str | None:
    """What stands before a name that begins its line; None where it does not begin one."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return before if not before.strip() else None


def _with(text: str, value: _Value, place: int, name: str) -> str:
    """One name more, at ``place``."""
    spans, written = _spans(text, value), json.dumps(name, ensure_ascii=False)
    line_end = "\r\n" if "\r\n" in text else "\n"
    if not spans:
        return text[: value.start] + f"[{written}]" + text[value.end :]
    if place == 0:
        start = spans[0][0]
        indent = _indent(text, start)
        between = ", " if indent is None else f",{line_end}{indent}"
        return text[:start] + written + between + text[start:]
    start, end = spans[place - 1]
    indent, comma = _indent(text, start), _after_blank(text, end)
    if text[comma] != ",":
        text, comma, tail = text[:end] + "," + text[end:], end, ""
    else:
        tail = ","
    rest = _REST_OF_LINE.match(text, comma + 1)
    if indent is not None and rest is not None:
        return text[: rest.end()] + f"{line_end}{indent}{written}{tail}" + text[rest.end() :]
    return text[: comma + 1] + f" {written}{tail}" + text[comma + 1 :]


def _without(text: str, spans: Sequence[tuple[int, int]], place: int) -> str:
    """One name less; a line of its own goes with its remark."""
    start, end = spans[place]
    comma = _after_blank(text, end)
    behind = comma + 1 if text[comma] == "," else end
    rest = _REST_OF_LINE.match(text, behind)
    indent = _indent(text, start)
    if indent is not None and rest is not None and "\n" not in text[end:behind]:
        newline = text.find("\n", rest.end())
        return text[: start - len(indent)] + text[newline + 1 :]
    if behind > end:
        while text[behind] in " \t":
            behind += 1
        return text[:start] + text[behind:]
    before = spans[place - 1][1] if place else start
    return text[:before] + text[end:] if "#" not in text[before:start] else text[:start] + text[end:]
