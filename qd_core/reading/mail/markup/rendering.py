"""A walk over an HTML mail that writes down what is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qd_core.reading.mail.markup.extent import too_tangled
from qd_core.reading.mail.markup.looks import PLAIN_LOOK, Look, look_of
from qd_core.reading.mail.markup.quotes import begins_thread, is_quote
from qd_core.reading.mail.markup.styles import StyleSheet
from qd_core.reading.mail.markup.tables import Cell, TableLines
from qd_core.reading.mail.markup.writing import Writer
from qd_core.reading.mail.thread import MARK
from qd_core.reading.mail.unseen import POP, TURN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

__all__ = ["Rendered", "render"]

MOST_NODES = 100_000
MOST_STYLES = 6_000
_DROPPED = frozenset(
    """head style script title meta template object iframe svg select option textarea audio video canvas link base
    datalist map param input noframes noembed dialog""".split()
)
_GAPS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote table hr address figure form fieldset".split())
_BLOCKS = _GAPS | frozenset(
    """div li dt dd section article header footer main nav aside center tr td th thead tbody tfoot caption body
    figcaption details summary legend""".split()
)
_STRUCK = frozenset("s strike del".split())
_CID = re.compile(r"\s*cid:(.{1,200})", re.IGNORECASE)
HIDDEN_NOTE = "text that a reader of the mail does not see was left out"
STRUCK_NOTE = "struck-out text was left out"


@dataclass(slots=True)
class Rendered:
    """``cids`` are the Content-IDs of the images shown; ``problem`` says why the HTML was not read at all."""

    text: str = ""
    notes: tuple[str, ...] = ()
    cids: frozenset[str] = frozenset()
    data_rows: int = 0
    problem: str = ""

    def followed_by(self, other: Rendered) -> Rendered:
        """Two parts of one mail as one."""
        return Rendered(
            f"{self.text}\n{other.text}",
            tuple(dict.fromkeys(self.notes + other.notes)),
            self.cids | other.cids,
            self.data_rows + other.data_rows,
            self.problem or other.problem,
        )


@dataclass(slots=True)
class _Open:
    """An element whose children are being read, and how things were before it."""

    next_child: LexborNode | None
    look: Look
    tag: str
    table: TableLines | None = None
    cell: Cell | None = None
    quoted: bool = False
    marks: frozenset[str] = frozenset()


def render(html: str) -> Rendered:
    """The text of an HTML mail as a person sees it.

    Lists are ``- `` or ``1. `` lines, rows of a data table are lines whose cells are joined by TAB, quoted messages
    have ``> `` before each line, and a line of ``MARK`` stands where the HTML says that the thread begins.
    """
    problem = too_tangled(html)
    if problem:
        return Rendered(problem=problem)
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    sheet = StyleSheet([node.text() for node in tree.css("style")[:20]])
    return _Reading(sheet).read(tree.body or tree.root)


@dataclass(slots=True)
class _Reading:
    """The state of one walk."""

    sheet: StyleSheet
    writer: Writer = field(default_factory=Writer)
    stack: list[_Open] = field(default_factory=list)
    tables: list[TableLines] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    cids: set[str] = field(default_factory=set)
    hidden: bool = False
    struck: bool = False
    data_rows: int = 0
    nodes: int = 0
    looks: dict[tuple[int, int], tuple[Look, Mapping[str, str], Look]] = field(default_factory=dict)

    def read(self, root: LexborNode | None) -> Rendered:
        if root is None:
            return Rendered()
        self._enter(root, "body", PLAIN_LOOK)
        while self.stack:
            top = self.stack[-1]
            node = top.next_child
            if node is None:
                self._leave(self.stack.pop())
                continue
            top.next_child = node.next
            self.nodes += 1
            if self.nodes > MOST_NODES or self.sheet.count > MOST_STYLES:
                return Rendered(
                    problem=f"the HTML has more than {MOST_NODES:,} elements or {MOST_STYLES:,} styles"
                )
            tag = node.tag or "-"
            if tag == "-text":
                self._text(node.text_content or "", top.look)
            elif tag not in _DROPPED and not tag.startswith(("-", "!")):
                self._enter(node, tag, top.look)
        notes = ((HIDDEN_NOTE,) if self.hidden else ()) + ((STRUCK_NOTE,) if self.struck else ())
        return Rendered(self.writer.text(), notes, frozenset(self.cids), self.data_rows)

    def _text(self, text: str, look: Look) -> None:
        if not look.is_seen:
            self.hidden = self.hidden or any(map(str.isalnum, text))
        elif look.struck:
            self.struck = self.struck or any(map(str.isalnum, text))
        else:
            self.writer.write(text.replace(MARK, ""), keeps_spaces=look.keeps_spaces)

    def _enter(self, node: LexborNode, tag: str, parent: Look) -> None:
        attributes = node.attributes
        marks = self.stack[-1].marks if self.stack else frozenset()
        style = self.sheet.style_of(tag, attributes, marks)
        look = self._look(parent, style) if style else parent
        opened = _Open(node.child, look, tag, marks=marks | self.sheet.marks_of(tag, attributes))
        if look.gone:
            self._gone(node)
            return
        if tag == "br":
            self.writer.break_line()
        elif tag == "img":
            self._image(attributes)
        if attributes and begins_thread(tag, attributes, style):
            self.writer.mark()
        if tag == "bdo" and (attributes.get("dir") or "").lower() == "rtl":
            self.writer.write(TURN, keeps_spaces=True)
        if tag in _STRUCK:
            opened.look = look_of(look, {"text-decoration": "line-through"})
        if tag in _BLOCKS:
            self._open_block(tag, attributes, style, opened)
        elif tag == "sup" and self.writer.ends_in_digit and (node.text() or "")[:1].isdigit():
            self.writer.write(" ", keeps_spaces=False)  # 1<sup>1/2</sup> is one and a half
        elif style.get("display") in ("block", "list-item", "table-row", "flex", "grid"):
            self.writer.end_line()
        self.stack.append(opened)

    def _look(self, parent: Look, style: Mapping[str, str]) -> Look:
        """``look_of``, remembered by identity: what is remembered is kept, so that no identity is used twice."""
        key = (id(parent), id(style))
        known = self.looks.get(key)
        if known is None:
            known = self.looks[key] = (parent, style, look_of(parent, style))
        return known[2]

    def _gone(self, node: LexborNode) -> None:
        self.hidden = self.hidden or any(map(str.isalnum, node.text()[:5000]))

    def _image(self, attributes: Mapping[str, str | None]) -> None:
        found = _CID.match(attributes.get("src") or "")
        if found:
            self.cids.add(found[1].strip().strip("<>"))

    def _open_block(
        self, tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str], opened: _Open
    ) -> None:
        if tag in ("td", "th") and self.tables:
            opened.cell = self.tables[-1].add_cell(
                attributes.get("colspan") or "", attributes.get("rowspan") or ""
            )
            self.writer.begin_capture()
        elif tag == "tr" and self.tables:
            self.tables[-1].add_row()
        else:
            self._space(tag, attributes, style)
        if tag == "table":
            for outer in self.tables[-1:]:
                outer.holds_table = True
            opened.table = TableLines()
            self.tables.append(opened.table)
        elif tag == "blockquote" and is_quote(attributes, style, self.writer.last_line):
            opened.quoted = True
            self.writer.quote_depth += 1
        elif tag == "pre":
            opened.look = look_of(opened.look, {"white-space": "pre"})
        elif tag in ("ul", "ol"):
            start = attributes.get("start") or "1"
            self.lists.append(
                (int(start) if start.isdecimal() and len(start) < 6 else 1) if tag == "ol" else None
            )
        elif tag == "li":
            self._item(attributes)

    def _space(self, tag: str, attributes: Mapping[str, str | None], style: Mapping[str, str]) -> None:
        tight = (attributes.get("class") or "").lower().startswith("mso") or style.get(
            "margin", ""
        ).startswith("0")
        if tag in _GAPS and not tight and not (tag in ("ul", "ol") and self.lists):
            self.writer.blank_line()
        else:
            self.writer.end_line()

    def _item(self, attributes: Mapping[str, str | None]) -> None:
        indent = "  " * (min(len(self.lists), 20) - 1)
        number = self.lists[-1] if self.lists else None
        value = attributes.get("value") or ""
        if number is not None:
            number = int(value) if value.isdecimal() and len(value) < 6 else number
            self.lists[-1] = number + 1
        self.writer.bullet(indent + (f"{number}. " if number is not None else "- "))

    def _leave(self, opened: _Open) -> None:
        if opened.tag == "bdo":
            self.writer.write(POP, keeps_spaces=True)
        if opened.tag not in _BLOCKS:
            return
        if opened.cell is not None:
            opened.cell.lines = self.writer.end_capture()
            return
        if opened.tag == "tr" and self.tables:
            return
        self.writer.end_line()
        if opened.tag == "li":
            self.writer.end_item()
        if opened.table is not None:
            self.tables.pop()
            self.data_rows += len(opened.table.rows) if opened.table.is_data else 0
            self.writer.add_lines(opened.table.lines())
        elif opened.tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if opened.quoted:
            self.writer.quote_depth -= 1
        if opened.tag in _GAPS and opened.tag != "p" and not self.lists:
            self.writer.blank_line()
