"""Tricks that must change nothing, and attacks that must be read or refused within their limits."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.attacks import BOMBS
from tests.hostile.company import draft_of, taken_in, what_came_of
from tests.hostile.fuzzing.__main__ import problem_of
from tests.hostile.fuzzing.targets import TARGETS
from tests.hostile.mails import plain
from tests.hostile.test_finds import KEPT
from tests.hostile.test_injection import TRICKS, test_the_trick_changes_nothing
from tests.hostile.weighing import weigh
from tests.report.shape import Row, Section, share, table

__all__ = ["section"]

FUZZ = Path(__file__).resolve().parents[1] / "hostile" / "fuzz_runs.json"


def section() -> Section:
    """Runs both sets."""
    found = Section(
        "Hostile input",
        "Each trick is drafted beside its clean twin: no price, SKU, quantity, tier, discount, freight, recipient or word "
        "of the cover may differ. Each attack goes through the whole chain; processor seconds and memory above the start.",
    )
    fails = _tricks(found)
    _attacks(found)
    _fuzzing(found)
    found.missed = [f"trick {name!r} changes the draft" for name in fails]
    return found


def _tricks(found: Section) -> list[str]:
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    fails = []
    for trick in TRICKS:
        kind = trick.name.partition(":")[0].partition(" ")[0]
        total[kind] += 1
        try:
            test_the_trick_changes_nothing(trick)
            right[kind] += 1
        except (AssertionError, pytest.fail.Exception):
            fails.append(trick.name)
    count, held = sum(total.values()), sum(right.values())
    found.rows.append(Row("tricks in the set", str(count), "≥ 40", count >= 40))
    found.rows.append(
        Row("tricks that change nothing", share(held, count), "all", held == count, "see below")
    )
    rows = [[kind, str(total[kind]), str(right[kind])] for kind in total]
    found.extra.append(table(("where the words are put", "tricks", "change nothing"), rows))
    return fails


def _attacks(found: Section) -> None:
    draft_of(plain())  # what is loaded once
    rows = []
    held = 0
    for attack in BOMBS:
        message = attack.make()
        out = []
        weight = weigh(lambda message=message, out=out: out.append(taken_in(message)))
        said = _reason(what_came_of(out[0]))
        within = weight.seconds <= attack.seconds and (weight.megabytes or 0) <= attack.megabytes
        held += within
        memory = "–" if weight.megabytes is None else f"{weight.megabytes:.0f} MB"
        size = f"{len(message.content) / 1e6:.2f} MB"
        rows.append([attack.name, size, f"{weight.seconds:.2f} s", memory, said[:110]])
    found.rows.append(
        Row(
            "attacks read or refused within 1 s and 200 MB",
            share(held, len(BOMBS)),
            "all",
            held == len(BOMBS),
            "see the table",
        )
    )
    found.extra.append(table(("attack", "arrives as", "takes", "memory", "what the rep is told"), rows))


def _reason(drafted) -> str:
    unread = [one.unread for one in drafted.rfq.attachments if one.unread]
    reasons = [reason.detail for reason in drafted.draft.reasons]
    return str([*unread, *drafted.rfq.notes, *reasons][0])


def _fuzzing(found: Section) -> None:
    if not FUZZ.is_file():
        return
    runs = json.loads(FUZZ.read_text(encoding="utf-8"))["runs"]
    inputs = sum(run["inputs"] for run in runs)
    found.rows.append(Row("fuzzed inputs", f"{inputs:,}", "≥ 100,000", inputs >= 100_000))
    left = [path.name for path in KEPT if problem_of(TARGETS[path.parent.name], path.read_bytes())]
    found.rows.append(
        Row(
            "kept finds that still break something",
            share(len(left), len(KEPT)),
            "0",
            not left,
            ", ".join(left),
        )
    )
    rows = [[run["target"], f"{run['inputs']:,}", run["engine"], str(run.get("finds", 0))] for run in runs]
    found.extra.append(table(("fuzzed", "inputs", "engine", "finds"), rows))
