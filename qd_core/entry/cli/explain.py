"""`qd explain`: where one line's price comes from, rule by rule, with the rows themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qd_core.entry.cli.options import ConfigFile, DocsFolder, ReceivedAt, parse_received_at
from qd_core.entry.cli.session import draft_file, open_session
from qd_core.entry.cli.words import cite, match_text, money, percent, problem_words
from qd_core.errors import QdError
from qd_core.money import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

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


class _Teller:
    """Prints labelled facts, one a line."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def say(self, label: str, value: str | Text, style: str = "") -> None:
        """``label`` to the left, ``value`` beside it; nothing for an empty value."""
        from rich.text import Text

        if value:
            body = value if isinstance(value, Text) else Text(value, style=style)
            self.console.print(Text.assemble((f"{label:>14}  ", "dim"), body))


def _show(console: Console, draft: Draft, line: QuoteLine) -> None:
    from rich.text import Text

    teller = _Teller(console)
    console.print(Text(f"\nLine {line.position} of {draft.reference}", style="bold"))
    _show_request(teller, line)
    for step in line.steps:
        console.print()
        effect = Text.assemble((step.effect, "bold"), f"  →  {plain(step.unit_price)}")
        teller.say(step.stage.replace("_", " "), effect)
        teller.say("", step.detail)
        teller.say(cite(step.citation), step.citation.text, "cyan")
    console.print()
    _show_money(teller, draft, line)
    if line.considered:
        console.print(Text("\n  Considered, not applied", style="bold dim"))
    for rule in line.considered:
        why = f"    {rule.stage.replace('_', ' ')}: {rule.reason}  "
        console.print(Text.assemble((why, "dim"), (cite(rule.citation), "dim cyan")))


def _show_request(teller: _Teller, line: QuoteLine) -> None:
    from rich.text import Text

    teller.say("asked", line.request.text.strip(), "italic")
    teller.say("matched", Text.assemble(match_text(line), f"  {line.sku or ''}  {line.description}"))
    teller.say("because", line.evidence)
    if line.quantity is not None:
        teller.say("quantity", f"{money(line.quantity)} {line.unit or ''}")
    if line.problems:
        detail = f": {line.problem_detail}" if line.problem_detail else ""
        teller.say("open", problem_words(line) + detail, "yellow")


def _show_money(teller: _Teller, draft: Draft, line: QuoteLine) -> None:
    if line.unit_price is not None and line.quantity is not None:
        product = f"{money(line.quantity)} × {money(line.unit_price)}"
        teller.say("line total", f"{product} = {money(line.line_total, draft.currency)}", "bold")
    if line.discount_pct is not None:
        teller.say("discount", percent(line.discount_pct))
    if line.margin is not None:
        teller.say("margin", f"{percent(line.margin)} (cost {money(line.cost)}; for you only)")
    for flag in line.flags:
        teller.say("flag", flag.code + (f": {flag.detail}" if flag.detail else ""), "yellow")
