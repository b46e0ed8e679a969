"""One cell or line as a person sees it: without Markdown's marks, invisible characters and odd spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = [
    "NumberCell",
    "fold",
    "is_rule",
    "one_line",
    "protect",
    "row_text",
    "sku_text",
    "split_list",
    "tidy",
    "unbulleted",
    "unmarked",
    "unmarked_cells",
    "unmarked_prose",
]

_INVISIBLE: Final = dict.fromkeys(
    [
        *(0x00, 0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        *range(0xD800, 0xE000),
    ]
)
_SKU: Final = dict.fromkeys(
    [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-"
)
_SKU_QUOTES: Final = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2033: '"', 0x2032: "'"}
_SKU_TABLE: Final = {**_SKU, **_SKU_QUOTES}

# A backslash takes its meaning from the next character, so escapes go first: into a private plane, and back at the end.
_PLANE: Final = 0x10FE00
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_RESTORED: Final = {_PLANE + code: chr(code) for code in range(0x21, 0x7F)}

_MARK: Final = re.compile(r"[*_~`<&\[\U0010FE00-\U0010FEFF]")
_PLAIN_ESCAPES: Final = [(f"\\{char}", char) for char in "-.()+=#!/"]
_IMAGE: Final = re.compile(r"!\[[^\[\]]{0,500}\](?:\[[^\[\]]{0,80}\]|\([^()\s]{0,2000}\))")
_LINK: Final = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_STRUCK: Final = re.compile(r"~~[^~]{1,2000}~~")
_BOLD: Final = re.compile(r"\*{2,3}([^*]{1,4000})\*{2,3}")
_BOLD_UNDERSCORE: Final = re.compile(r"(?<!\w)__([^_]{1,4000})__(?!\w)")
_CODE: Final = re.compile(r"`([^`]{1,2000})`")
_WHOLE: Final = re.compile(r"\s*(?:\*([^*\s][^*]*)\*|_([^_\s][^_]*)_)\s*")
_ITALIC: Final = re.compile(
    r"(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])|(?<![\w_])_([^\s_](?:[^_]*[^\s_])?)_(?![\w_])"
)
_BREAK: Final = re.compile(r"<br */?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(amp|nbsp|lt|gt|quot|#39|apos|#124);")
_ENTITIES: Final = {
    "amp": "&",
    "nbsp": " ",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "#39": "'",
    "apos": "'",
    "#124": "|",
}
_RULE_CELL: Final = re.compile(r"\s*:?-+:?\s*")
_BULLET: Final = re.compile(r"(?:[*\-+•◦▪‣·–—●]|\d{1,3}[.)])\s+")
_LIST: Final = re.compile(r"[;\n]")


class NumberCell(str):
    """A spreadsheet's number as a plain decimal (``1234.5``): it is no text, so no number format applies to it."""

    __slots__ = ()


def tidy(text: str) -> str:
    """``text`` with single spaces and without invisible characters; a cell's own line ends stay."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    if "\n" in text:
        return "\n".join(part for line in text.split("\n") if (part := " ".join(line.split())))
    return " ".join(text.split())


def protect(line: str) -> str:
    """``line`` with every Markdown escape that has a say (``\\|``) hidden, so that it can be split; ``unmarked`` shows
    it again. The others (``\\-``) are resolved."""
    if "\\" not in line:
        return line
    if "\\\\" not in line:
        for escape, char in _PLAIN_ESCAPES:
            line = line.replace(escape, char)
    return _ESCAPE.sub(_hide, line) if "\\" in line else line


def unmarked_cells(cells: Sequence[str]) -> list[str]:
    """``unmarked`` for each of ``cells``, faster where there is nothing to do."""
    joined = "".join(cells)
    if joined.isascii() and _MARK.search(joined) is None and "\\" not in joined and "\n" not in joined:
        return [" ".join(cell.split()) for cell in cells]
    return [unmarked(cell) for cell in cells]


def _hide(found: re.Match[str]) -> str:
    return chr(_PLANE + ord(found[1]))


def unmarked(text: str) -> str:
    """``text`` without Markdown: escapes resolved, bold and links opened, struck-out text gone, ``<br>`` a line end."""
    text = protect(text)
    if _MARK.search(text) is None:
        return tidy(text)
    text = _IMAGE.sub("", _BREAK.sub("\n", text))
    text = _AUTOLINK.sub(lambda found: found[1].removeprefix("mailto:"), text)
    for pattern in (_LINK, _BOLD, _BOLD_UNDERSCORE, _CODE):
        text = pattern.sub(r"\1", text)
    text = _STRUCK.sub("", text)
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        text = whole[1] or whole[2]
    text = _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)
    return tidy(text.translate(_RESTORED))


def unmarked_prose(text: str) -> str:
    """``unmarked`` for a line of prose, in which single words may stand in italics."""
    text = protect(text)
    if "*" in text or "_" in text:
        text = _ITALIC.sub(lambda found: found[1] or found[2], text)
    return unmarked(text)


def one_line(text: str) -> str:
    """A cell's text without its own line ends."""
    return text.replace("\n", " ") if "\n" in text else text


def row_text(cells: Sequence[str]) -> str:
    """A row as a person sees it: ``A-12 | Bracket, 12-inch | each | $4.20``; empty cells at the end left out."""
    return one_line(" | ".join(cells).rstrip(" |"))


def split_list(cell: str) -> tuple[str, ...]:
    """The members of a ``;``-separated cell, in order, without empty ones."""
    if not cell:
        return ()
    return tuple(part for piece in _LIST.split(cell) if (part := piece.strip()))


def sku_text(cell: str) -> str:
    """A SKU as it is typed on a keyboard: typographic dashes and quotes made plain, no line ends."""
    text = one_line(cell)
    return text if text.isascii() else text.translate(_SKU_TABLE)


def is_rule(cells: Sequence[str]) -> bool:
    """Whether this is Markdown's line under a header (``:----``)."""
    return "-" in "".join(cells) and all(not cell.strip() or _RULE_CELL.fullmatch(cell) for cell in cells)


def unbulleted(text: str) -> str:
    """A list item's text without its bullet or number."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def fold(text: str) -> str:
    """The form in which names of headers, sections and properties are compared: case, ``-``, ``_``, ``.``, ``:`` and
    ``#`` do not count."""
    folded = text.casefold().translate(_NAME)
    return " ".join(folded.split())


_NAME: Final = {**dict.fromkeys(map(ord, "-_.:*'’‘“”\"/"), " "), ord("&"): " and ", ord("#"): " no "}
