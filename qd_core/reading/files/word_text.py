"""The text of one Word paragraph: its runs as they would print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from qd_core.reading.files.xml_tree import child, children, local

__all__ = ["WordStyles", "block_text", "has_ground", "is_on", "text_boxes", "word_styles"]

_LEFT_OUT = frozenset(
    "del moveFrom delText instrText pPr rPr txbxContent drawing pict object commentReference footnoteReference".split()
)
_GROUNDS = ("shd", "highlight")
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class WordStyles:
    """Ids of the styles that hide text, that make a list item, that write in white, and that lay a ground behind."""

    hidden: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    white: set[str] = field(default_factory=set)
    shaded: set[str] = field(default_factory=set)


def word_styles(root: Element | None) -> WordStyles:
    """The styles of a ``styles.xml``."""
    styles = WordStyles()
    for style in children(root, "style"):
        id_ = _attribute(style, "styleId")
        if is_on(child(style, "rPr", "vanish")) or _is_tiny(child(style, "rPr", "sz")):
            styles.hidden.add(id_)
        if _is_white(child(style, "rPr", "color")):
            styles.white.add(id_)
        if any(local(part) in _GROUNDS and _is_ground(part) for part in style.iter()):
            styles.shaded.add(id_)
        if child(style, "pPr", "numPr") is not None:
            styles.lists.add(id_)
    return styles


def is_on(flag: Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is set."""
    return flag is not None and _attribute(flag, "val") not in ("0", "false", "off")


def has_ground(properties: Element | None, styles: WordStyles) -> bool:
    """Whether a paragraph, a cell or a table with these properties has a colour behind it."""
    named = any(
        _attribute(part, "val") in styles.shaded
        for name in ("pStyle", "rStyle", "tblStyle")
        for part in children(properties, name)
    )
    return named or any(_is_ground(part) for name in _GROUNDS for part in children(properties, name))


def block_text(paragraph: Element, styles: WordStyles, *, on_ground: bool = False) -> tuple[str, bool]:
    """The paragraph's text, ``- `` before a list item's; and whether hidden text was left out. ``on_ground``: a colour
    is behind it, so that white type is seen."""
    properties = child(paragraph, "pPr")
    style = _attribute(child(properties, "pStyle"), "val")
    on_ground = on_ground or has_ground(properties, styles)
    pieces: list[str] = []
    hidden = False
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _LEFT_OUT:
            continue
        if name == "r" and (
            _is_hidden(element, style, styles) or (not on_ground and _fades(element, style, styles))
        ):
            hidden |= any(local(part) == "t" and (part.text or "").strip() for part in element)
        elif name == "t":
            pieces.append(element.text or "")
        elif name in _MARKS:
            pieces.append(_MARKS[name] if _attribute(element, "type") != "page" else "\n")
        elif name == "AlternateContent":
            stack.extend(list(child(element, "Choice") or ())[::-1])
        elif name != "sdt" or child(element, "sdtPr", "showingPlcHdr") is None:
            stack.extend(list(element)[::-1])
    text = "".join(pieces).strip(" ")
    return (f"- {text}" if text.strip() and _is_list_item(properties, style, styles) else text), hidden


def _is_hidden(run: Element, paragraph_style: str, styles: WordStyles) -> bool:
    own = child(run, "rPr", "vanish")
    if own is not None:
        return is_on(own)
    own = child(run, "rPr", "sz")
    if own is not None:
        return _is_tiny(own)
    return _attribute(child(run, "rPr", "rStyle"), "val") in styles.hidden or paragraph_style in styles.hidden


def _fades(run: Element, paragraph_style: str, styles: WordStyles) -> bool:
    """Whether the run is white on white."""
    properties = child(run, "rPr")
    if has_ground(properties, styles):
        return False
    own = child(properties, "color")
    if own is not None:
        return _is_white(own)
    return _attribute(child(properties, "rStyle"), "val") in styles.white or paragraph_style in styles.white


def _is_white(colour: Element | None) -> bool:
    if _attribute(colour, "themeColor") in ("background1", "light1") and not _attribute(colour, "themeShade"):
        return True
    return re.fullmatch(r"F[C-F]F[C-F]F[C-F]", _attribute(colour, "val").upper()) is not None


def _is_tiny(size: Element | None) -> bool:
    """Half-points of type that nobody reads."""
    return _attribute(size, "val") in ("0", "1", "2", "3", "4")


def _is_ground(shading: Element) -> bool:
    fill = _attribute(shading, "fill").upper()
    if local(shading) == "highlight":
        return _attribute(shading, "val") not in ("", "none", "white")
    return fill not in ("", "AUTO", "FFFFFF") or _attribute(shading, "val") not in ("", "clear", "nil")


def _is_list_item(properties: Element | None, style: str, styles: WordStyles) -> bool:
    own = child(properties, "numPr")
    if own is None:
        return style in styles.lists and "Heading" not in style
    return _attribute(child(own, "numId"), "val") not in ("", "0") and "Heading" not in style


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of the text boxes anchored in ``paragraph``, each once (Word writes a fallback copy of each)."""
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "txbxContent":
            yield element
        elif name == "AlternateContent":
            choice = child(element, "Choice")
            stack.extend(list(choice if choice is not None else element)[::-1])
        elif name not in ("del", "moveFrom"):
            stack.extend(list(element)[::-1])


def _attribute(element: Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
