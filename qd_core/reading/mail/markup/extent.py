"""Whether an HTML parser can be trusted with a text: the standard's own algorithm is quadratic on nested elements."""

from __future__ import annotations

import re

__all__ = ["LARGEST", "too_tangled"]

LARGEST = 4_000_000
"""Characters."""
_DEEPEST = 400
_MOST_TAGS = 150_000
_MOST_REOPENED = 300_000
_MOST_ATTRIBUTES = 400

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSE_THEMSELVES = frozenset(
    """p li td th tr tbody thead tfoot dt dd option br hr img meta link input col area base wbr embed source
    html body""".split()
)
_INLINE = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def too_tangled(html: str) -> str:
    """Why the HTML cannot be read in linear time, empty where it can.

    Counts how deep elements stand open, and how often a parser would have to open formatting elements again.
    """
    if len(html) > LARGEST:
        return f"the HTML is longer than {LARGEST:,} characters"
    if max((len(gap) for gap in re.findall(r"<[a-zA-Z](?:[^<>]{2000}[^<>]*)", html)), default=0) > 400_000:
        return "the HTML has an element of unreasonable length"
    open_blocks: dict[str, int] = {}
    depth = inline = reopened = count = 0
    for found in _TAG.finditer(html):
        count += 1
        name = found[2].lower()
        if name in _INLINE:
            inline = max(0, inline + (-1 if found[1] else 1))
        else:
            reopened += inline
        if name in _CLOSE_THEMSELVES:
            continue
        if not found[1]:
            open_blocks[name] = open_blocks.get(name, 0) + 1
            depth += 1
        elif open_blocks.get(name, 0) > 0:
            open_blocks[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return f"the HTML is nested more than {_DEEPEST} deep"
        if reopened > _MOST_REOPENED or count > _MOST_TAGS:
            return "the HTML has too many elements"
    return ""
