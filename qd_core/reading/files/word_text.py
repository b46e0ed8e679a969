"""The text of one Word paragraph: its runs as they would print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from qd_core.reading.files.xml_tree import child, children, local

__all__ = ["WordStyles", "block_text", "is_on", "text_boxes", "word_styles"]

_LEFT_OUT = frozenset(
    "del moveFrom delText instrText pPr rPr txbxContent drawing pict object commentReference footnoteReference".split()
)
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class WordStyles:
    """Ids of the styles that hide text, and of those that make a list item."""

    hidden: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)


def word_styles(root: Element | None) -> WordStyles:
    """The styles of a ``styles.xml``."""
    styles = WordStyles()
    for style in children(root, "style"):
        id_ = _attribute(style, "styleId")
        if is_on(child(style, "rPr", "vanish")):
            styles.hidden.add(id_)
        if child(style, "pPr", "numPr") is not None:
            styles.lists.add(id_)
    return styles


def is_on(flag: Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is set."""
    return flag is not None and _attribute(flag, "val") not in ("0", "false", "off")


def block_text(paragraph: Element, styles: WordStyles) -> tuple[str, bool]:
    """The paragraph's text, ``- `` before a list item's; and whether hidden text was left out."""
    properties = child(paragraph, "pPr")
    style = _attribute(child(properties, "pStyle"), "val")
    pieces: list[str] = []
    hidden = False
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _LEFT_OUT:
            continue
        if name == "r" and _is_hidden(element, style, styles):
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
    return _attribute(child(run, "rPr", "rStyle"), "val") in styles.hidden or paragraph_style in styles.hidden


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
