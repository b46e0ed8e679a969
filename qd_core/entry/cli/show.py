"""One draft on the terminal, as a rep would want to read it."""

from __future__ import annotations

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from qd_core.entry.cli.words import (
    GATE_STYLE,
    cite,
    flags_text,
    match_text,
    money,
    move_text,
    percent,
    problem_words,
)
from qd_core.model.quote import Draft, QuoteLine

__all__ = ["show_draft"]


def show_draft(console: Console, draft: Draft) -> None:
    """Header, the buyer's words beside each line with its waterfall, totals, questions, cover, gates."""
    console.print(_header(draft))
    if draft.lines:
        console.print(_lines(draft))
        console.print(_totals(draft))
    if draft.questions:
        console.print(
            _block("Questions to the buyer", [Text(f"• {question}") for question in draft.questions])
        )
    if draft.cover:
        console.print(_block(f"Cover ({draft.cover.origin})", [Text(draft.cover.text)]))
    if draft.gates:
        console.print(_block("Gates", [_gate_line(draft)]))
    if draft.needs_attention:
        console.print(
            _block("Needs attention", [Text(item, style="bold red") for item in draft.needs_attention])
        )
    if draft.notes:
        console.print(_block("Notes", [Text(note, style="dim") for note in draft.notes]))


def _header(draft: Draft) -> Panel:
    buyer = draft.buyer
    who = (
        " ".join(part for part in (buyer.name, f"<{buyer.email}>" if buyer.email else "") if part)
        or "unknown sender"
    )
    tier = draft.tier.name + (f"  [{cite(draft.tier.citation)}]" if draft.tier.citation else "")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", justify="right")
    grid.add_column()
    grid.add_row("Buyer", Text(who + (f", {buyer.company}" if buyer.company else "")))
    grid.add_row("Tier", Text(tier))
    if draft.subject:
        grid.add_row("Subject", Text(draft.subject))
    for label, value in _constraints(draft):
        grid.add_row(label, Text(value))
    for index, reason in enumerate(draft.reasons):
        grid.add_row("Why" if index == 0 else "", Text(reason.detail))
    title = Text.assemble(
        move_text(draft),
        f"  {draft.reference}  ",
        (f"{draft.lane} · {draft.received_at:%Y-%m-%d %H:%M} UTC", "dim"),
    )
    if draft.manager_approval:
        title.append("  manager approval ", style="bold magenta")
    return Panel(grid, title=title, title_align="left", box=box.ROUNDED, border_style="dim", padding=(1, 2))


def _constraints(draft: Draft) -> list[tuple[str, str]]:
    found = draft.constraints
    rows: list[tuple[str, str]] = []
    if found.deadline:
        rows.append(("Needed by", f"{found.deadline.value:%a %Y-%m-%d}  “{found.deadline.source.quote}”"))
    if found.destination:
        rows.append(("Deliver to", found.destination.value.text))
    if found.payment_terms:
        rows.append(("Terms asked", found.payment_terms.value))
    if found.rush and found.rush.value:
        rows.append(("Rush", f"“{found.rush.source.quote}”"))
    return rows


def _lines(draft: Draft) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), header_style="dim")
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("The buyer wrote", ratio=2)
    table.add_column("Catalog, and where the price comes from", ratio=5)
    table.add_column("Quantity", justify="right", no_wrap=True)
    table.add_column("Unit price", justify="right", no_wrap=True)
    table.add_column("Total", justify="right", no_wrap=True)
    for line in draft.lines:
        table.add_row(
            str(line.position),
            Text(line.request.text.strip(), style="italic"),
            _catalog(line),
            Text(f"{money(line.quantity)} {line.unit or ''}" if line.quantity is not None else "–"),
            money(line.unit_price),
            Text(money(line.line_total), style="bold"),
            end_section=True,
        )
    return table


def _catalog(line: QuoteLine) -> RenderableType:
    head = Text.assemble((line.sku, "bold"), "  ") if line.sku else Text()
    parts: list[RenderableType] = [head.append_text(match_text(line)).append_text(flags_text(line))]
    if line.description:
        parts.append(Text(line.description))
    if line.problems:
        detail = f": {line.problem_detail}" if line.problem_detail else ""
        parts.append(Text(problem_words(line) + detail, style="yellow"))
    parts.extend(
        Text(f"? {c.sku}  {c.score:.2f}", style="yellow") for c in line.candidates if c.sku != line.sku
    )
    if line.steps:
        parts.append(_waterfall(line))
    return Group(*parts)


def _waterfall(line: QuoteLine) -> Text:
    """Stage by stage: the effect and the row that it cites."""
    text = Text(style="dim")
    for step in line.steps:
        text.append(" → " if text else "")
        text.append(f"{step.stage.removesuffix('_price').replace('_', ' ')} {step.effect} ")
        text.append(cite(step.citation), style="cyan")
    return text


def _totals(draft: Draft) -> Padding:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim")
    grid.add_column(justify="right")
    grid.add_column(style="dim cyan")
    if draft.subtotal is not None:
        grid.add_row("Subtotal" + (" of the clear lines" if draft.partial else ""), money(draft.subtotal), "")
    for charge in draft.charges:
        grid.add_row(charge.label, money(charge.amount), cite(charge.citation))
    total = Text(money(draft.total, draft.currency) if draft.total is not None else "open", style="bold")
    grid.add_row("Total before tax", total, "")
    if draft.valid_until:
        grid.add_row("Valid until", f"{draft.valid_until:%Y-%m-%d}", cite(draft.validity_citation))
    margins = [line.margin for line in draft.lines if line.margin is not None]
    if margins:
        grid.add_row("Lowest margin (yours only)", percent(min(margins)), "")
    return Padding(grid, (0, 0, 1, 2))


def _block(title: str, items: list[Text]) -> Padding:
    return Padding(Group(Text(title, style="bold dim"), *items), (0, 2, 1, 2))


def _gate_line(draft: Draft) -> Text:
    text = Text()
    for gate in draft.gates:
        text.append(f"{gate.gate} ", style="dim")
        text.append(gate.outcome, style=GATE_STYLE[gate.outcome])
        text.append(f" ({gate.detail})   " if gate.detail and gate.outcome != "pass" else "   ", style="dim")
    return text
