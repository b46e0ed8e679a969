"""XML from strangers: no entities, no external anything, bounded size and depth; looked up without name spaces."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from qd_core.reading.files.limits import XML_BYTES, XML_DEPTH, XML_ELEMENTS, UnreadableError, check_size

__all__ = ["child", "children", "first_text", "flat_text", "lines_of", "local", "parse_xml", "text_of"]


def parse_xml(content: bytes, *, limit: int = XML_BYTES, elements: int = XML_ELEMENTS) -> Element:
    """The root element. Raises UnreadableError for broken, oversized, over-nested or entity-laden XML."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    check_size(content, limit)
    if content.count(b"<") > 2 * elements:
        raise UnreadableError(f"the XML is too large to be read (more than {elements} elements)")
    try:
        root: Element = fromstring(content)
    except DefusedXmlException as problem:
        raise UnreadableError("the XML declares entities, which is unsafe, and was not read") from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise UnreadableError("the XML is damaged and could not be read") from problem
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(XML_DEPTH):
        level = [below for element in level for below in element]
        if not level:
            return
    raise UnreadableError("the XML is nested too deeply and was not read")


def local(element: Element) -> str:
    """The element's name without its name space; empty for a comment or an instruction."""
    tag: object = element.tag  # a function for comments and instructions, whatever the type says
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements at ``path`` of local names below ``element``, in document order."""
    if element is None:
        return
    if not path:
        yield element
        return
    for below in element:
        if local(below) == path[0]:
            yield from children(below, *path[1:])


def lines_of(content: bytes, *names: str) -> list[int]:
    """The line of the file on which each element of one of these local names begins, of what ``parse_xml`` has read."""
    found: list[int] = []
    parser = expat.ParserCreate()

    def start(name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] in names:
            found.append(parser.CurrentLineNumber)

    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return []
    return found


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at ``path``, or None."""
    return next(children(element, *path), None)


def text_of(element: Element | None, *path: str) -> str:
    """The first element's own text at ``path``, on one line; empty where there is none."""
    found = child(element, *path)
    return "" if found is None else " ".join((found.text or "").split())


def first_text(element: Element | None, *paths: tuple[str, ...]) -> str:
    """The text of the first of ``paths`` that has one."""
    return next((text for path in paths if (text := text_of(element, *path))), "")


def flat_text(element: Element | None) -> str:
    """All text below ``element`` on one line."""
    return "" if element is None else " ".join(" ".join(element.itertext()).split())
