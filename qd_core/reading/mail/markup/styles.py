"""Style sheets and style attributes: which declarations apply to an element."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["StyleSheet", "declarations"]

_LONGEST_SHEET = 128 * 1024
_MOST_RULES = 800
_WANTED = frozenset(
    """display visibility font-size color background background-color opacity max-height max-width height width overflow
    position left top right bottom text-indent margin-left mso-hide white-space text-decoration text-decoration-line
    transform clip border-left border-top border margin""".split()
)
_DECLARATION = re.compile(r"\s*([a-zA-Z-]{1,40})\s*:\s*([^;]{0,200})[^;]*;?")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]{1,80}))?$", re.IGNORECASE)
_NOTHING: dict[str, str] = {}
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)


def declarations(text: str) -> dict[str, str]:
    """The declarations of a style attribute that matter here, values in lower case."""
    found: dict[str, str] = {}
    for match in _DECLARATION.finditer(text[:4000]):
        name = match[1].lower()
        if name in _WANTED:
            found[name] = match[2].replace("!important", "").strip().lower()
    return found


class StyleSheet:
    """The simple rules of a mail's style sheets: by element, class and id."""

    def __init__(self, sheets: list[str]) -> None:
        self._rules: dict[str, list[tuple[str, dict[str, str]]]] = {}
        self._known: dict[tuple[str, str, str, str], dict[str, str]] = {}
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
            match = _SIMPLE.match(selector.strip())
            if match and (match[1] or match[3]):
                key = f"{match[2]}{match[3].lower()}" if match[3] else match[1].lower()
                self._rules.setdefault(key, []).append(((match[1] or "").lower() if match[3] else "", found))

    def style_of(self, tag: str, attributes: Mapping[str, str | None]) -> dict[str, str]:
        """What applies to an element: its rules, its attributes of old, its own style, in that order of weight."""
        if not attributes and not self._rules:
            return _NOTHING
        classes, own = attributes.get("class") or "", attributes.get("style") or ""
        identity = attributes.get("id") or ""
        old = f"{attributes.get('bgcolor') or ''}|{attributes.get('color') or ''}|{'hidden' in attributes}"
        key = (f"{tag}|{old}", classes, identity, own)
        known = self._known.get(key)
        if known is None:
            known = self._style(tag, classes, identity, own, attributes)
            self._known[key] = known
        return known

    def _style(
        self, tag: str, classes: str, identity: str, own: str, attributes: Mapping[str, str | None]
    ) -> dict[str, str]:
        style: dict[str, str] = {}
        keys = [tag, *(f".{name.lower()}" for name in classes.split()[:20]), f"#{identity.lower()}"]
        for key in keys if self._rules else ():
            for element, found in self._rules.get(key, ()):
                if not element or element == tag:
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
    sheet = _COMMENT.sub(" ", sheet)
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
