"""How far confidence can be trusted: lines in bins of confidence against how often they were right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qd_core.entry.evaluation.scoring import Score
from qd_core.model.quote import MatchKind, QuoteLine

__all__ = ["Bin", "Judged", "bins_of", "judged_lines", "plot", "threshold_for"]

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A line that was read as clear, with what the program thought of it and whether it was right."""

    confidence: float
    score: float
    match: MatchKind
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Lines whose confidence lies in one tenth."""

    low: float
    count: int
    confidence: float
    right: float


def judged_lines(scores: Sequence[Score]) -> list[Judged]:
    """The clear lines of every draft; a line for something that the truth leaves open is not judged."""
    judged = []
    for score in scores:
        ignored = {sku.casefold() for unclear in score.case.expect.unclear for sku in unclear.sku_ok}
        for line in score.draft.lines if score.draft else ():
            if not line.problems and line.sku and line.sku.casefold() not in ignored:
                right = line.position in score.right_lines
                judged.append(Judged(line.request.confidence, _match_score(line), line.match, right))
    return judged


def _match_score(line: QuoteLine) -> float:
    own = [candidate.score for candidate in line.candidates if candidate.sku == line.sku]
    return own[0] if own else 1.0


def bins_of(judged: Sequence[Judged]) -> list[Bin]:
    """The filled tenths, lowest first."""
    bins = []
    for index in range(BINS):
        inside = [one for one in judged if min(int(one.confidence * BINS), BINS - 1) == index]
        if inside:
            mean = sum(one.confidence for one in inside) / len(inside)
            right = sum(one.right for one in inside) / len(inside)
            bins.append(Bin(index / BINS, len(inside), mean, right))
    return bins


def threshold_for(judged: Sequence[Judged], precision: float) -> float | None:
    """The lowest fuzzy score from which on fuzzy matches are right at least this often; None where none is."""
    fuzzy = sorted(
        (one for one in judged if one.match in (MatchKind.FUZZY, MatchKind.SEMANTIC)),
        key=lambda one: -one.score,
    )
    best, right = None, 0
    for count, one in enumerate(fuzzy, start=1):
        right += one.right
        if right / count >= precision:
            best = one.score
    return best


def plot(bins: Sequence[Bin]) -> str:
    """The reliability plot as an SVG: the diagonal is perfect calibration, a dot's area its number of lines."""
    size, margin = 360, 44
    span = size - 2 * margin

    def at(x: float, y: float) -> tuple[float, float]:
        return margin + x * span, size - margin - y * span

    most = max((one.count for one in bins), default=1)
    dots = []
    for one in bins:
        x, y = at(one.confidence, one.right)
        radius = 3 + 11 * (one.count / most) ** 0.5
        title = f"{one.count} lines, confidence {one.confidence:.2f}, right {one.right:.2f}"
        dots.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="dot"><title>{title}</title></circle>'
        )
    ticks = []
    for step in range(0, 11, 2):
        x, y = at(step / 10, step / 10)
        ticks.append(
            f'<text x="{x:.1f}" y="{size - margin + 18}" text-anchor="middle">{step / 10:.1f}</text>'
        )
        ticks.append(f'<text x="{margin - 8}" y="{y + 4:.1f}" text-anchor="end">{step / 10:.1f}</text>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    label = "Reliability: how often lines were right, by their confidence"
    style = "text{font:11px system-ui,sans-serif;fill:#434c59}.dot{fill:#2a4fc4;fill-opacity:.75}"
    style += ".axis{stroke:#858f9e}.ideal{stroke:#c8cfd9;stroke-dasharray:4 4}"
    middle = size / 2
    turned = f'transform="rotate(-90 12 {middle})"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">',
            f"<style>{style}</style>",
            f'<path class="axis" fill="none" d="M{x0} {y1}V{y0}H{x1}"/>',
            f'<path class="ideal" d="M{x0} {y0}L{x1} {y1}"/>',
            *ticks,
            *dots,
            f'<text x="{middle}" y="{size - 8}" text-anchor="middle">confidence of the reading</text>',
            f'<text x="12" y="{middle}" text-anchor="middle" {turned}>share right</text>',
            "</svg>",
        ]
    )
