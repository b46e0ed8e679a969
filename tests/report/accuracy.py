"""Drafts against known answers: the companies of this repository, and the shared set where it lies beside."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from qd_core.entry.cli.evaluate import run_cases
from qd_core.entry.evaluation.calibration import bins_of, judged_lines, plot, threshold_for
from qd_core.entry.evaluation.scoring import Score, Summary, summarise
from qd_core.entry.evaluation.truth import load_cases
from tests.report.shape import Row, Section, table

__all__ = ["sections"]

ROOT = Path(__file__).resolve().parents[2]
_COLUMNS = {
    "cases": "messages",
    "move": "move",
    "line_f1": "line F1",
    "price": "price",
    "total_exact": "total",
    "deadline": "date",
    "tier": "tier",
    "wrong_money": "wrong money",
    "fabricated": "fabricated",
    "crashed": "crashed",
}
_BARS: tuple[tuple[str, str, float, str], ...] = (
    ("move", "the right move", 0.95, "≥ 0.95"),
    ("line_f1", "lines, F1 (a SKU with its quantity)", 0.97, "≥ 0.97"),
    ("total_exact", "totals right to the cent", 0.95, "≥ 0.95"),
)
_NEVER = (("wrong_money", "wrong money"), ("fabricated", "fabricated SKU"), ("crashed", "no draft came out"))


def sections(pictures: Path) -> list[Section]:
    """One section a set; the reliability plots go to ``pictures``."""
    own = [folder for place in ("tests/rfqs", "examples") for folder in _companies(ROOT / place)]
    found = [_section("Accuracy: this repository's own RFQs", own, pictures / "reliability-own.svg")]
    shared = _companies(_shared() / "rfqs")
    title = "Accuracy: the development set"
    if shared:
        found.append(_section(title, shared, pictures / "reliability-shared.svg"))
    else:
        found.append(Section(title, absent="the set is not beside the checkout, and QD_SHARED names none."))
    return found


def _shared() -> Path:
    return Path(os.environ.get("QD_SHARED") or ROOT.parent / "shared")


def _companies(place: Path) -> list[Path]:
    return sorted(folder.parent for folder in place.glob("*/truth"))


def _section(title: str, companies: list[Path], picture: Path) -> Section:
    scores = {folder: run_cases(load_cases(folder), None) for folder in companies}
    every = [score for own in scores.values() for score in own]
    total = summarise(every)
    section = Section(title, f"{total.cases} messages to {len(companies)} companies, scored by `qd eval`.")
    for name, what, bar, said in _BARS:
        value = getattr(total, name)
        section.rows.append(Row(what, _value(value), said, value >= bar, _why(every)))
    for name, what in _NEVER:
        value = getattr(total, name)
        section.rows.append(Row(what, str(value), "0", value == 0, _why(every)))
    lines = [_line(folder.name, summarise(own)) for folder, own in scores.items()]
    section.extra.append(table(("company", *_COLUMNS.values()), [*lines, _line("all", total)]))
    section.extra.append(_calibration(every, picture))
    section.missed = [
        f"{score.case.id} ({' '.join(score.case.tags)}): {_said(score)}" for score in every if score.misses
    ]
    return section


def _line(name: str, summary: Summary) -> list[str]:
    values = asdict(summary)
    return [name, *(_value(values[key]) for key in _COLUMNS)]


def _value(value: float | None) -> str:
    return "–" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def _why(scores: list[Score]) -> str:
    missed = [score.case.id for score in scores if score.misses]
    return f"see {', '.join(missed[:12])} below"


def _said(score: Score) -> str:
    return "; ".join(score.misses[:4])


def _calibration(scores: list[Score], picture: Path) -> str:
    judged = judged_lines(scores)
    bins = bins_of(judged)
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(plot(bins) + "\n", encoding="utf-8")
    rows = [[f"{one.low:.1f} to {one.low + 0.1:.1f}", str(one.count), f"{one.right:.3f}"] for one in bins]
    threshold = threshold_for(judged, 0.99)
    said = f"{threshold:.3f}" if threshold is not None else "none (too few fuzzy lines)"
    return (
        "How far confidence can be trusted (lines that were read as clear):\n\n"
        + table(("confidence", "lines", "share right"), rows)
        + f"\n\n![Reliability plot](quality/{picture.name})\n\n"
        + f"The lowest `fuzzy_threshold` with a precision of 0.99 on these: {said}."
    )
