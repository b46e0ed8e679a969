"""`qd eval`: score a folder of RFQs whose answers are known."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.options import ConfigFile
from qd_core.entry.cli.session import Session, draft_file, open_session
from qd_core.entry.evaluation.calibration import Bin, bins_of, judged_lines, plot, threshold_for
from qd_core.entry.evaluation.scoring import Score, Summary, score_case, summarise
from qd_core.entry.evaluation.truth import Case, load_cases
from qd_core.errors import QdError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["evaluate", "run_cases"]

_HEADERS = {
    "cases": "n",
    "move": "move",
    "line_precision": "P",
    "line_recall": "R",
    "line_f1": "F1",
    "price": "price",
    "total_exact": "total",
    "deadline": "date",
    "tier": "tier",
    "wrong_money": "wrong$",
    "fabricated": "fabr",
    "crashed": "crash",
}


def evaluate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A company's folder (docs, messages, truth), or several.")
    ],
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Metrics and misses, machine-readable.")] = False,
    svg: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Write the reliability plot as SVG.")
    ] = None,
    precision: Annotated[
        float, typer.Option(help="Precision that the suggested threshold must reach.")
    ] = 0.99,
    tag: Annotated[
        list[str] | None, typer.Option(help="Only cases with this tag; may be given again.")
    ] = None,
) -> None:
    """Draft every message, compare with its truth file, and show what was missed and why."""
    cases = [case for case in load_cases(folder) if not tag or set(tag) & set(case.tags)]
    scores = run_cases(cases, config)
    judged = judged_lines(scores)
    bins = bins_of(judged)
    if svg is not None:
        svg.write_text(plot(bins), encoding="utf-8")
    suggestion = threshold_for(judged, precision)
    if as_json:
        misses = {score.case.id: score.misses for score in scores if score.misses}
        found = {"summary": asdict(summarise(scores)), "misses": misses, "fuzzy_threshold": suggestion}
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    console = Console()
    _show_table(console, scores)
    _show_misses(console, scores)
    _show_calibration(console, bins, suggestion, precision)


def run_cases(cases: list[Case], config: Path | None) -> list[Score]:
    """Drafts every case with its company's documents; a failure is a score with its reason."""
    sessions: dict[Path, Session] = {}
    scores = []
    for case in cases:
        if case.docs not in sessions:
            sessions[case.docs] = open_session(case.docs, config)
        session = sessions[case.docs]
        try:
            draft = draft_file(session.app, case.message, received_at=case.received_at)
        except QdError as error:
            scores.append(score_case(case, None, session.documents.catalog, error=str(error)))
            continue
        scores.append(score_case(case, draft, session.documents.catalog))
    return scores


def _show_table(console: Console, scores: list[Score]) -> None:
    from rich import box
    from rich.table import Table

    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[score.case.docs.parent.name].append(score)
    for score in scores:
        groups[f"= {score.case.expect.move}"].append(score)
    groups["all"] = scores
    table = Table(
        box=box.SIMPLE_HEAD, header_style="dim", padding=(0, 0, 0, 1), pad_edge=False, collapse_padding=True
    )
    table.add_column("", overflow="ellipsis", no_wrap=True, min_width=12, max_width=15)
    for name in Summary.__dataclass_fields__:
        table.add_column(_HEADERS[name], justify="right", no_wrap=True)
    for name, group in groups.items():
        values = asdict(summarise(group)).values()
        table.add_row(name, *[_cell(value) for value in values], style="bold" if name == "all" else "")
    console.print(table)


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    return "1.00" if value == 1 else f"{value:.3f}".removeprefix("0")


def _show_misses(console: Console, scores: list[Score]) -> None:
    from rich.text import Text

    for score in scores:
        if not score.misses:
            continue
        case = score.case
        console.print(
            Text.assemble((f"{case.id}  ", "bold"), (f"{case.message.name}  {' '.join(case.tags)}", "dim"))
        )
        for miss in score.misses:
            serious = miss.startswith(("CRASH", "WRONG MONEY", "FABRICATED"))
            console.print(Text(f"    {miss}", style="red" if serious else ""))
        for line in score.draft.lines if score.draft is not None else ():
            if line.position not in score.right_lines:
                read = f"      read: “{line.request.text.strip()}” → {line.match} {line.sku or ''}"
                console.print(Text(read, style="dim"))


def _show_calibration(console: Console, bins: list[Bin], suggestion: float | None, precision: float) -> None:
    from rich.text import Text

    console.print(Text("\nConfidence against truth", style="bold"))
    for one in bins:
        bar = "█" * round(one.right * 30)
        console.print(
            f"  {one.low:.1f}+  {one.count:5d} lines  right {one.right:6.1%}  {bar}", highlight=False
        )
    said = f"{suggestion:.3f}" if suggestion is not None else "none would do"
    console.print(f"  fuzzy_threshold for a precision of {precision:.2%}: {said}", highlight=False)
