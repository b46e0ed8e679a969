"""Style sheets and style attributes: which declarations apply to an element."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["StyleSheet", "declarations"]

_LONGEST_SHEET = 128 * 1024
_MOST_RULES = 800
_WANTED = frozenset(
    """display visibility font font-size color background background-color opacity max-height max-width height width
    overflow position left top right bottom text-indent margin-left mso-hide white-space text-decoration
    text-decoration-line transform clip clip-path border-left border-top border margin""".split()
)
_DECLARATION = re.compile(r"\s*([a-zA-Z-]{1,40})\s*:\s*([^;]{0,200})[^;]*;?")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]{1,80}))?((?:[.#][\w-]{1,80}){0,8})$", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_FONT_SIZE = re.compile(r"(?:^|\s)(\d{1,5}(?:\.\d{1,4})?|\.\d{1,4})(px|pt|em|rem|ex|%|cm|mm|in|)(?=[\s/]|$)")
_WEIGHTS = frozenset(map(str, range(100, 1000, 100)))
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
_NOTHING: dict[str, str] = {}
_ALWAYS = re.compile(r"@media\s{1,9}(?:only\s{1,9})?(?:all|screen)\s{0,9}\{", re.IGNORECASE)
_NO_MARKS: frozenset[str] = frozenset()
_Rule = tuple[str, dict[str, str], frozenset[str], frozenset[str]]
"""Element or nothing, declarations, the selectors that must stand around, and further names of the element itself."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)  # one that is not closed ends with the sheet


def declarations(text: str) -> dict[str, str]:
    """The declarations of a style attribute that matter here, values in lower case."""
    found: dict[str, str] = {}
    for match in _DECLARATION.finditer(_unescaped(text[:4000])):
        name = match[1].lower()
        if name not in _WANTED:
            continue
        value = match[2].replace("!important", "").strip().lower()
        if name == "font":
            if size := _size_in_font(value):
                found["font-size"] = size
        else:
            found[name] = value
    return found


def _size_in_font(value: str) -> str:
    """The size in the shorthand ``font``: the first length that is no weight (``700 0/0 serif``)."""
    for match in _FONT_SIZE.finditer(value):
        if match[2] or match[1] not in _WEIGHTS:
            return match[1] + match[2]
    return ""


def _unescaped(text: str) -> str:
    """Without comments and escapes: ``displ\\61y:/**/none`` is ``display:none`` for every mail program."""
    if "/*" in text:
        text = _COMMENT.sub("", text)
    return _ESCAPED.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return chr(code) if 0 < code < 0xD800 else found[2] or ""


class StyleSheet:
    """The simple rules of a mail's style sheets: by element, class and id, alone or inside others of that kind."""

    def __init__(self, sheets: list[str]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._known: dict[tuple[str, str, str, str, frozenset[str]], dict[str, str]] = {}
        self._outer: set[str] = set()
        left = _MOST_RULES
        for sheet in sheets:
            for selectors, body in _RULE.findall(_without_at_rules(sheet[:_LONGEST_SHEET])):
                found = declarations(body)
                if found and left > 0:
                    left -= 1
                    self._add(selectors, found)

    @property
    def count(self) -> int:
        """How many different looks were asked for."""
        return len(self._known)

    def _add(self, selectors: str, found: dict[str, str]) -> None:
        for selector in selectors.split(",")[:40]:
            *around, own = (_SIMPLE.match(part) for part in selector.replace(">", " ").split()[-8:] or [""])
            outer = [match[0].lower() if match else "" for match in around]
            if own and (own[1] or own[3]) and all(outer) and not any(match and match[4] for match in around):
                key = f"{own[2]}{own[3].lower()}" if own[3] else own[1].lower()
                element = (own[1] or "").lower() if own[3] else ""
                also = frozenset(_NAME.findall(own[4].lower()))
                self._rules.setdefault(key, []).append((element, found, frozenset(outer), also))
                self._outer.update(outer)

    def marks_of(self, tag: str, attributes: Mapping[str, str | None]) -> frozenset[str]:
        """The selectors by which an element matters to what is inside it; give them all to ``style_of`` there."""
        if not self._outer:
            return _NO_MARKS
        names = [f".{name.lower()}" for name in (attributes.get("class") or "").split()[:20]]
        names.append(f"#{(attributes.get('id') or '').lower()}")
        return frozenset((tag, *names, *(tag + name for name in names))) & self._outer

    def style_of(
        self, tag: str, attributes: Mapping[str, str | None], inside: frozenset[str] = frozenset()
    ) -> dict[str, str]:
        """What applies to an element: its rules, its attributes of old, its own style, in that order of weight.
        ``inside``: the marks of the elements around it."""
        if not attributes and not self._rules:
            return _NOTHING
        classes, own = attributes.get("class") or "", attributes.get("style") or ""
        identity = attributes.get("id") or ""
        old = f"{attributes.get('bgcolor') or ''}|{attributes.get('color') or ''}|{'hidden' in attributes}"
        key = (f"{tag}|{old}", classes, identity, own, inside)
        known = self._known.get(key)
        if known is None:
            known = self._style(tag, classes, identity, own, attributes, inside)
            self._known[key] = known
        return known

    def _style(
        self,
        tag: str,
        classes: str,
        identity: str,
        own: str,
        attributes: Mapping[str, str | None],
        inside: frozenset[str],
    ) -> dict[str, str]:
        style: dict[str, str] = {}
        keys = [tag, *(f".{name.lower()}" for name in classes.split()[:20]), f"#{identity.lower()}"]
        for key in keys if self._rules else ():
            for element, found, outer, also in self._rules.get(key, ()):
                if (not element or element == tag) and outer <= inside and also.issubset(keys):
                    style.update(found)
        if attributes.get("bgcolor"):
            style["background-color"] = str(attributes["bgcolor"]).lower()
        if tag == "font" and attributes.get("color"):
            style["color"] = str(attributes["color"]).lower()
        if own:
            style.update(declarations(own))
        if "hidden" in attributes:
            style["display"] = "none"
        return style


def _without_at_rules(sheet: str) -> str:
    """Without comments and @media blocks, whose rules hold only somewhere; one pass over the braces."""
    sheet = _ALWAYS.sub(" ", _COMMENT.sub(" ", sheet))
    if "@" not in sheet:
        return sheet
    out: list[str] = []
    at, depth, skipping = 0, 0, False
    for found in re.finditer(r"[{}@;]", sheet):
        char = found[0]
        if char == "@" and depth == 0 and not skipping:
            out.append(sheet[at : found.start()])
            skipping = True
        elif char == "{":
            depth += 1
        elif char == "}":
            depth = max(0, depth - 1)
        if skipping and depth == 0 and char in "};":
            skipping, at = False, found.end()
    if not skipping:
        out.append(sheet[at:])
    return "".join(out)
