"""Tables whose columns are drawn: the vertical rules of a page, gathered to areas with columns and row separators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qd_core.reading.files.page_words import Line, Page, Rule, Word

__all__ = ["RuledArea", "ruled_areas"]

_NEAR = 2.5


@dataclass(slots=True)
class RuledArea:
    """``boundaries``: inner column rules (x); ``separators``: row rules (y); ``boxed``: rules at both sides.
    ``spans``: from where to where (y) each of ``boundaries`` is drawn."""

    left: float
    top: float
    right: float
    bottom: float
    boundaries: list[float]
    separators: list[float]
    boxed: bool
    spans: list[list[tuple[float, float]]]
    lines: list[Line] = field(default_factory=list)

    def holds(self, word: Word) -> bool:
        """Whether the middle of ``word`` lies between the sides."""
        return self.left - _NEAR <= (word.left + word.right) / 2 <= self.right + _NEAR


def ruled_areas(page: Page, lines: Sequence[Line]) -> tuple[list[RuledArea], list[Line]]:
    """Every area of at least two drawn columns with its lines, and the lines outside."""
    vertical = [rule for rule in page.rules if rule.left == rule.right and not _is_frame(rule, page)]
    horizontal = [rule for rule in page.rules if rule.top == rule.bottom]
    found: list[RuledArea] = []
    rest = list(lines)
    for group in _stacked(vertical):
        area = _area(group, horizontal)
        if area is None:
            continue
        outside = _fill(area, rest)
        if sum(len(line.words) for line in area.lines) >= 2 and _columns_hold(area):
            found.append(area)
            rest = outside
    return found, rest


def _fill(area: RuledArea, lines: Sequence[Line]) -> list[Line]:
    """Gives ``area`` its lines; returns the others. A line that goes on beside the area is parted."""
    outside: list[Line] = []
    for line in lines:
        if not area.top - _NEAR <= (line.top + line.bottom) / 2 <= area.bottom + _NEAR:
            outside.append(line)
            continue
        inner = [word for word in line.words if area.holds(word)]
        if len(inner) == len(line.words):
            area.lines.append(line)
            continue
        if inner:
            area.lines.append(Line(inner))
        outside.append(Line([word for word in line.words if not area.holds(word)]))
    return outside


def _is_frame(rule: Rule, page: Page) -> bool:
    """A border around the whole page is no column."""
    width = page.upright_width
    tall = rule.bottom - rule.top > 0.8 * page.upright_height
    return tall and (rule.left < 0.12 * width or rule.left > 0.88 * width)


def _stacked(vertical: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules whose heights touch or overlap: one group a table, where tables stand below each other."""
    groups: list[list[Rule]] = []
    end = 0.0
    for rule in sorted(vertical, key=lambda rule: rule.top):
        if groups and rule.top <= end + _NEAR:
            groups[-1].append(rule)
            end = max(end, rule.bottom)
        else:
            groups.append([rule])
            end = rule.bottom
    return groups


def _area(group: Sequence[Rule], horizontal: Sequence[Rule]) -> RuledArea | None:
    top, bottom = min(rule.top for rule in group), max(rule.bottom for rule in group)
    columns = _positions([(rule.left, rule.bottom - rule.top) for rule in group], 0.4 * (bottom - top))
    if len(columns) < 2 or bottom - top < 8:
        return None
    left, right = columns[0], columns[-1]
    reach = [rule for rule in horizontal if top - _NEAR <= rule.top <= bottom + _NEAR]
    across = [(rule.top, min(rule.right, right) - max(rule.left, left)) for rule in reach]
    separators = _positions([pair for pair in across if pair[1] > 0], 0.5 * (right - left))
    left = min([left, *(rule.left for rule in reach)])
    right = max([right, *(rule.right for rule in reach)])
    inner = [at for at in columns if left + _NEAR < at < right - _NEAR]
    boxed = len(inner) == len(columns) - 2
    spans = [[(rule.top, rule.bottom) for rule in group if abs(rule.left - at) <= _NEAR] for at in inner]
    return RuledArea(left, top, right, bottom, inner, separators, boxed, spans) if inner else None


def _positions(lengths: Sequence[tuple[float, float]], enough: float) -> list[float]:
    """The positions whose rules, those within a stroke's width together, are ``enough`` long."""
    found: list[float] = []
    start = last = total = 0.0
    for at, length in sorted(lengths):
        if total and at - last > _NEAR:
            if total >= enough:
                found.append((start + last) / 2)
            total = 0.0
        if not total:
            start = at
        total += length
        last = at
    if total and total >= enough:
        found.append((start + last) / 2)
    return found


def _columns_hold(area: RuledArea) -> bool:
    """Few words may lie across a column rule: a drawing is no table."""
    words = [word for line in area.lines for word in line.words]
    across = sum(1 for word in words if any(word.left + 1 < at < word.right - 1 for at in area.boundaries))
    return across * 10 <= len(words)
