"""Every company of tests/rfqs and examples, drafted and scored: what is right today stays right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from qd_core.entry.cli.evaluate import run_cases
from qd_core.entry.evaluation.scoring import Score, summarise
from qd_core.entry.evaluation.truth import load_cases

ROOT = Path(__file__).resolve().parents[2]
COMPANIES = sorted(
    folder.parent for place in ("tests/rfqs", "examples") for folder in (ROOT / place).glob("*/truth")
)
# Slightly under what is reached: a price asked for several things at once and words of another language are still
# missed. Wrong money never.
MOVE, LINE_F1, PRICE, TOTAL = 0.9, 0.9, 0.99, 0.66
ALL_MOVE, ALL_LINE_F1, ALL_TOTAL = 0.975, 0.98, 0.94
NEW_MOVE, NEW_LINE_F1, NEW_TOTAL, NEW_PRICE = 0.965, 0.99, 0.945, 0.97
NEW = frozenset(
    "abrasivos-del-bajio bergahorn-hotelbedarf calumet-rigging ciclo-brenta comptoir-du-rucher copperbeck-decor "
    "gipfeldach-bedachung kolbenhub-druckluft larkhill-fencing linge-ardenne marlpit-disposables papelera-turia "
    "poudre-irrigation quincaillerie-balzane riegos-alcazar saguaro-pool tafelwerk-gastro tallgrass-janitorial".split()
)
"""Companies that were examined last, with more mails each: fewer of these are read to the end so far."""


@cache
def scores_of(folder: Path) -> tuple[Score, ...]:
    return tuple(run_cases(load_cases(folder), None))


def misses(scores: tuple[Score, ...]) -> str:
    return "\n".join(f"{score.case.id}: {'; '.join(score.misses)}" for score in scores if score.misses)


@pytest.mark.parametrize("folder", COMPANIES, ids=lambda folder: folder.name)
def test_no_company_is_quoted_wrong(folder: Path) -> None:
    scores = scores_of(folder)
    found = summarise(scores)
    assert found.crashed == 0, misses(scores)
    assert found.wrong_money == 0, misses(scores)
    assert found.fabricated == 0, misses(scores)
    assert (found.move or 0) >= MOVE, misses(scores)
    for value, floor in (
        (found.line_f1, LINE_F1),
        (found.price, NEW_PRICE if folder.name in NEW else PRICE),
        (found.total_exact, TOTAL),
        (found.tier, 1),
    ):
        assert value is None or value >= floor, misses(scores)


@pytest.mark.parametrize(
    ("new", "cases", "move", "line_f1", "total"),
    [(False, 270, ALL_MOVE, ALL_LINE_F1, ALL_TOTAL), (True, 500, NEW_MOVE, NEW_LINE_F1, NEW_TOTAL)],
)
def test_all_together(new: bool, cases: int, move: float, line_f1: float, total: float) -> None:
    folders = [folder for folder in COMPANIES if (folder.name in NEW) is new]
    scores = tuple(score for folder in folders for score in scores_of(folder))
    found = summarise(scores)
    assert found.cases >= cases
    assert (found.move or 0) >= move, misses(scores)
    assert (found.line_f1 or 0) >= line_f1, misses(scores)
    assert (found.total_exact or 0) >= total, misses(scores)
