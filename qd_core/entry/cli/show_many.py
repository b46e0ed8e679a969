"""Many drafts on the terminal: a line each, and the sums of the moves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qd_core.entry.cli.words import money, move_text
from qd_core.model.quote import Draft

__all__ = ["show_summary"]


def show_summary(console: Console, drafts: list[tuple[Path, Draft]]) -> None:
    """One row a message: file, buyer, move, lines, total, what a rep must look at."""
    table = Table(box=box.SIMPLE_HEAD, header_style="dim", expand=True)
    table.add_column("Message", overflow="ellipsis", ratio=3)
    table.add_column("Buyer", overflow="ellipsis", no_wrap=True, ratio=3)
    table.add_column("Move", no_wrap=True)
    table.add_column("Lines", justify="right")
    table.add_column("Total", justify="right", no_wrap=True)
    table.add_column("To look at", overflow="fold", ratio=5)
    for path, draft in drafts:
        table.add_row(
            Text(path.name),
            Text(draft.buyer.company or draft.buyer.name or draft.buyer.email or "–"),
            move_text(draft),
            str(len(draft.lines)) if draft.lines else "–",
            Text(_total(draft)),
            Text(_look_at(draft), style="dim"),
        )
    console.print(table)
    moves = Counter(draft.move.replace("_", " ") for _, draft in drafts)
    console.print(
        Text("  " + "   ".join(f"{count} {move}" for move, count in moves.most_common()), style="bold")
    )


def _total(draft: Draft) -> str:
    if draft.total is not None:
        return money(draft.total, draft.currency)
    return f"({money(draft.subtotal)} clear)" if draft.partial and draft.subtotal else "–"


def _look_at(draft: Draft) -> str:
    parts = [reason.detail for reason in draft.reasons if reason.code != "ok"]
    parts.extend(sorted({flag.code for line in draft.lines for flag in line.flags}))
    return "; ".join(parts) + (" → manager" if draft.manager_approval else "")
