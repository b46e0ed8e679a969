"""How the terminal names things: one vocabulary for every view."""

from __future__ import annotations

from decimal import Decimal

from rich.text import Text

from qd_core.model.documents import Citation
from qd_core.model.quote import Draft, LineProblem, MatchKind, Move, Outcome, QuoteLine
from qd_core.money import percent as fraction_text
from qd_core.money import plain, round_half_up

__all__ = [
    "GATE_STYLE",
    "MOVE_STYLE",
    "cite",
    "flags_text",
    "match_text",
    "money",
    "move_text",
    "percent",
    "problem_words",
]

MOVE_STYLE = {
    Move.AUTO_DRAFT: "bold white on green4",
    Move.CLARIFY: "bold black on yellow3",
    Move.OUT_OF_SCOPE: "bold white on dark_orange3",
    Move.REJECT: "bold white on red3",
}
GATE_STYLE = {Outcome.PASS: "green", Outcome.FLAG: "yellow", Outcome.FAIL: "bold red"}
_MATCH_STYLE = {
    MatchKind.EXACT: "green",
    MatchKind.ALIAS: "green",
    MatchKind.FUZZY: "cyan",
    MatchKind.SEMANTIC: "cyan",
    MatchKind.AMBIGUOUS: "yellow",
    MatchKind.NONE: "red",
}
_PROBLEMS = {
    LineProblem.QUANTITY_MISSING: "no quantity",
    LineProblem.QUANTITY_VAGUE: "vague quantity",
    LineProblem.QUANTITY_RANGE: "a range",
    LineProblem.LADDER: "several quantities",
    LineProblem.AMBIGUOUS: "which one?",
    LineProblem.NOT_CARRIED: "not carried",
    LineProblem.DISCONTINUED: "discontinued",
    LineProblem.UNIT_UNCLEAR: "unit unclear",
}


def move_text(draft: Draft) -> Text:
    """The move as a badge."""
    return Text(f" {draft.move.replace('_', ' ').upper()} ", style=MOVE_STYLE[draft.move])


def match_text(line: QuoteLine) -> Text:
    """How the line met its SKU."""
    return Text(line.match, style=_MATCH_STYLE[line.match])


def problem_words(line: QuoteLine) -> str:
    """What keeps the line from being priced."""
    return ", ".join(_PROBLEMS[problem] for problem in line.problems)


def flags_text(line: QuoteLine) -> Text:
    """The line's flags; those that need a manager stand out."""
    text = Text()
    for flag in line.flags:
        text.append(
            ("\n" if text else "") + flag.code, style="bold magenta" if flag.needs_manager else "yellow"
        )
    return text


def money(value: Decimal | None, currency: str = "") -> str:
    """``1234.50`` grouped for reading; a dash where there is none."""
    if value is None:
        return "–"
    whole, dot, decimals = plain(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}"
    return f"{sign}{grouped}{dot}{decimals}{' ' + currency if currency else ''}"


def percent(value: Decimal) -> str:
    """A fraction as a percentage with at most two decimals."""
    return fraction_text(round_half_up(value, 4))


def cite(citation: Citation | None) -> str:
    """``catalog:12`` or ``catalog:Sheet1!12``."""
    if citation is None:
        return ""
    place = f"{citation.sheet}!{citation.line}" if citation.sheet else str(citation.line)
    return f"{citation.document}:{place}"
