"""`qd explain`: where one line's price comes from, rule by rule, with the rows themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.options import ConfigFile, DocsFolder, ReceivedAt, parse_received_at
from qd_core.entry.cli.session import draft_file, open_session
from qd_core.errors import QdError
from qd_core.money import plain

if TYPE_CHECKING:
    from rich.console import Console

    from qd_core.model.quote import Draft, QuoteLine

__all__ = ["explain"]


def explain(
    message: Annotated[
        Path, typer.Argument(metavar="MESSAGE", help="The message that `qd draft` was given.")
    ],
    line: Annotated[int, typer.Argument(metavar="LINE", help="The line's number in the draft.")] = 1,
    docs: DocsFolder = None,
    received_at: ReceivedAt = None,
    config: ConfigFile = None,
) -> None:
    """Explain one line's price: every step with the row it cites, and the rules that did not apply."""
    if not message.is_file():
        raise QdError(f"no such message file: {message}")
    session = open_session(docs, config)
    draft = draft_file(session.app, message, received_at=parse_received_at(received_at))
    found = next((one for one in draft.lines if one.position == line), None)
    if found is None:
        there = f"1 to {len(draft.lines)}" if draft.lines else "none: the move is " + draft.move
        raise QdError(f"{message} has no line {line} (lines: {there})")
    from rich.console import Console

    _show(Console(), draft, found)


def _show(console: Console, draft: Draft, line: QuoteLine) -> None:
    from rich.text import Text

    from qd_core.entry.cli.words import cite, match_text, money, percent, problem_words

    def say(label: str, value: str | Text, style: str = "") -> None:
        console.print(
            Text.assemble((f"{label:>12}  ", "dim"), value if isinstance(value, Text) else (value, style))
        )

    console.print(Text(f"\nLine {line.position} of {draft.reference}", style="bold"))
    say("asked", line.request.text.strip(), "italic")
    say("matched", Text.assemble(match_text(line), f"  {line.sku or ''}  {line.description}"))
    if line.evidence:
        say("because", line.evidence)
    say("quantity", f"{money(line.quantity)} {line.unit or ''}" if line.quantity is not None else "–")
    if line.problems:
        say(
            "open",
            problem_words(line) + (f": {line.problem_detail}" if line.problem_detail else ""),
            "yellow",
        )
    for step in line.steps:
        console.print()
        say(
            step.stage.replace("_", " "),
            Text.assemble((step.effect, "bold"), f"  →  {plain(step.unit_price)}"),
        )
        say("", step.detail) if step.detail else None
        say(cite(step.citation), step.citation.text, "cyan")
    console.print()
    if line.unit_price is not None and line.quantity is not None:
        rounded = (
            f"{money(line.quantity)} × {money(line.unit_price)} = {money(line.line_total, draft.currency)}"
        )
        say("line total", rounded, "bold")
    if line.discount_pct is not None:
        say("discount", percent(line.discount_pct))
    if line.margin is not None:
        say("margin", f"{percent(line.margin)} (cost {money(line.cost)}; for you only)")
    for flag in line.flags:
        say("flag", flag.code + (f": {flag.detail}" if flag.detail else ""), "yellow")
    if line.considered:
        console.print(Text("\n  Considered, not applied", style="bold dim"))
        for rule in line.considered:
            console.print(
                Text(f"    {rule.stage.replace('_', ' ')}: {rule.reason}  ", style="dim"), cite(rule.citation)
            )
