"""Writes tables in every format that a company document may have, as the programs that people use write them."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook

Cells = Sequence[str]


@dataclass
class Block:
    """A heading (empty: none) and its table."""

    heading: str
    header: Cells
    rows: Sequence[Cells]


@dataclass
class Paper:
    """A document before it is written."""

    title: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    blocks: Sequence[Block] = ()


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$=&])", r"\\\1", text)


def markdown(paper: Paper) -> bytes:
    """As Google Docs exports it: bold headers, escapes, two spaces at the end of a line, typographic quotes."""
    lines = [f"# **{_escaped(paper.title)}**", ""] if paper.title else []
    lines += [f"{_escaped(key)}: {_escaped(value)}  " for key, value in paper.properties.items()]
    for block in paper.blocks:
        lines += ["", f"## **{_escaped(block.heading)}**", ""] if block.heading else [""]
        lines.append(_pipes([f"**{_escaped(cell)}**" for cell in block.header]))
        lines.append(_pipes([":----" for _ in block.header]))
        lines += [_pipes([_escaped(cell) for cell in row]) for row in block.rows]
    return "\n".join(lines).encode()


def _pipes(cells: Cells) -> str:
    return f"| {' | '.join(cells)} |"


def plain(paper: Paper) -> bytes:
    """Typed by hand: rows with bars, empty cells at the end left out, Windows line ends."""
    return _lines(paper, lambda row: " | ".join(row).rstrip(" |"), "\r\n").encode()


def tabs(paper: Paper) -> bytes:
    """Pasted from a spreadsheet, with a byte order mark."""
    return _lines(paper, "\t".join, "\n").encode("utf-8-sig")


def _lines(paper: Paper, row_of: Callable[[Cells], str], end: str) -> str:
    lines = [paper.title, ""] if paper.title else []
    lines += [f"{key}: {value}" for key, value in paper.properties.items()]
    for block in paper.blocks:
        lines += ["", block.heading, ""] if block.heading else [""]
        lines += [row_of(block.header), *map(row_of, block.rows)]
    return end.join(lines)


def _grid(paper: Paper) -> list[Cells]:
    rows: list[Cells] = [[paper.title], []] if paper.title else []
    rows += [[f"{key}: {value}"] for key, value in paper.properties.items()]
    for block in paper.blocks:
        rows += [[], [block.heading]] if block.heading else [[]]
        rows += [block.header, *block.rows]
    return rows


def _separated(paper: Paper, delimiter: str, encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(_grid(paper))
    return text.getvalue().encode(encoding)


def comma(paper: Paper) -> bytes:
    return _separated(paper, ",", "utf-8-sig")


def semicolon(paper: Paper) -> bytes:
    return _separated(paper, ";")


def tsv(paper: Paper) -> bytes:
    return _separated(paper, "\t", "utf-16")


def xlsx(paper: Paper) -> bytes:
    """Every cell typed as text."""
    book = Workbook()
    sheet = book.active
    for row in _grid(paper):
        sheet.append([cell or None for cell in row] or [None])
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


FORMATS: dict[str, Callable[[Paper], bytes]] = {
    "document.md": markdown,
    "document.txt": plain,
    "tabs.txt": tabs,
    "comma.csv": comma,
    "semicolon.csv": semicolon,
    "document.tsv": tsv,
    "document.xlsx": xlsx,
}
