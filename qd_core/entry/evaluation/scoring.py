"""One draft against its truth: lines summed per SKU, money to the cent, and what was missed, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qd_core.entry.evaluation.truth import Case
from qd_core.model.catalog import Catalog
from qd_core.model.quote import Draft, MatchKind, Move, QuoteLine

__all__ = ["Score", "Summary", "score_case", "summarise"]

_UNMATCHED = (MatchKind.AMBIGUOUS, MatchKind.NONE)


@dataclass
class Score:
    """The result of one case. ``wrong_money`` is a draft whose money a buyer could be sent and that is wrong."""

    case: Case
    draft: Draft | None
    move_right: bool = False
    hits: int = 0
    found: int = 0
    expected: int = 0
    prices_right: int = 0
    total_asked: bool = False
    total_right: bool = False
    wrong_money: bool = False
    fabricated: int = 0
    deadline_right: bool | None = None
    tier_right: bool | None = None
    right_lines: set[int] = field(default_factory=set)
    misses: list[str] = field(default_factory=list)


def score_case(case: Case, draft: Draft | None, catalog: Catalog, *, error: str = "") -> Score:
    """Scores one case; ``draft`` is None where the program failed on it."""
    expect = case.expect
    score = Score(case, draft, expected=len({line.sku.casefold() for line in expect.lines}))
    score.total_asked = expect.move == Move.AUTO_DRAFT and expect.total is not None
    if draft is None:
        score.misses.append(f"CRASH {error}")
        return score
    score.move_right = draft.move in (expect.move_ok or (expect.move,))
    if not score.move_right:
        score.misses.append(f"move {draft.move}, expected {' or '.join(expect.move_ok or (expect.move,))}")
    lines_wrong = _score_lines(score, draft)
    _score_total(score, draft, lines_wrong=lines_wrong)
    _score_rest(score, draft)
    named = {line.sku for line in draft.lines if line.sku} | {
        c.sku for line in draft.lines for c in line.candidates
    }
    score.fabricated = sum(catalog.get(sku) is None for sku in named)
    if score.fabricated:
        score.misses.append("FABRICATED a SKU")
    return score


def _score_lines(score: Score, draft: Draft) -> bool:
    """Counts hits; whether any line's money differs from the truth."""
    expect = score.case.expect
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    for line in expect.lines:
        wanted[line.sku.casefold()] += line.quantity
    ignored = {sku.casefold() for unclear in expect.unclear for sku in unclear.sku_ok} - set(wanted)
    found = _by_sku([] if expect.move == draft.move == Move.REJECT else draft.lines, ignored)
    wrong = False
    for sku, quantity in wanted.items():
        lines = found.get(sku, [])
        got = sum((line.quantity or Decimal(0) for line in lines), Decimal(0))
        if not lines:
            score.misses.append(f"line {sku} x {quantity} not read")
        elif got != quantity:
            score.misses.append(f"line {sku} quantity {got}, expected {quantity}")
        else:
            score.hits += 1
            score.right_lines |= {line.position for line in lines}
            wrong |= not _priced_right(score, sku, lines)
    for sku in set(found) - set(wanted):
        score.misses.append(f"line {sku} not asked for")
    score.found = len(found)
    return wrong


def _by_sku(lines: Sequence[QuoteLine], ignored: set[str]) -> dict[str, list[QuoteLine]]:
    found: dict[str, list[QuoteLine]] = defaultdict(list)
    for line in lines:
        if (
            line.sku
            and line.quantity is not None
            and line.match not in _UNMATCHED
            and line.sku.casefold() not in ignored
        ):
            found[line.sku.casefold()].append(line)
    return found


def _priced_right(score: Score, sku: str, lines: list[QuoteLine]) -> bool:
    wanted = [line for line in score.case.expect.lines if line.sku.casefold() == sku]
    prices = {line.unit_price for line in lines} == {line.unit_price for line in wanted}
    totals = [line.line_total for line in lines], [line.line_total for line in wanted]
    sums = [None if None in group else sum(amount or Decimal(0) for amount in group) for group in totals]
    if prices and sums[0] == sums[1]:
        score.prices_right += 1
        return True
    score.misses.append(f"price of {sku}: {lines[0].unit_price}, expected {wanted[0].unit_price}")
    return False


def _score_total(score: Score, draft: Draft, *, lines_wrong: bool) -> None:
    expect = score.case.expect
    auto = draft.move is Move.AUTO_DRAFT
    score.total_right = score.total_asked and auto and draft.total == expect.total
    if score.total_asked and not score.total_right:
        score.misses.append(f"total {draft.total}, expected {expect.total}")
    undue = auto and expect.move != Move.AUTO_DRAFT
    unequal = lines_wrong or score.hits != score.expected or score.found != score.expected
    wrong = not score.total_right if score.total_asked else expect.move == Move.AUTO_DRAFT and unequal
    score.wrong_money = undue or (auto and wrong)
    if score.wrong_money:
        score.misses.append("WRONG MONEY" + (" (a draft that must not exist)" if undue else ""))


def _score_rest(score: Score, draft: Draft) -> None:
    expect = score.case.expect
    if expect.move == Move.REJECT:
        return
    deadline = draft.constraints.deadline
    named = deadline.value.isoformat() if deadline else None
    score.deadline_right = named in (expect.deadline_ok or (expect.deadline,))
    if not score.deadline_right:
        score.misses.append(f"deadline {named}, expected {expect.deadline}")
    if expect.tier is not None:
        score.tier_right = draft.tier.name.casefold() == expect.tier.casefold()
        if not score.tier_right:
            score.misses.append(f"tier {draft.tier.name}, expected {expect.tier}")
    if expect.move == Move.AUTO_DRAFT and draft.manager_approval != expect.manager_approval:
        score.misses.append(f"manager_approval {draft.manager_approval}")
    have = {flag.code for line in draft.lines for flag in line.flags}
    if missing := set(expect.flags) - have:
        score.misses.append(f"flags lack {', '.join(sorted(missing))}")


@dataclass(frozen=True, slots=True)
class Summary:
    """Shares are None where nothing was to be found."""

    cases: int
    move: float | None
    line_precision: float | None
    line_recall: float | None
    line_f1: float | None
    price: float | None
    total_exact: float | None
    deadline: float | None
    tier: float | None
    wrong_money: int
    fabricated: int
    crashed: int


def summarise(scores: Sequence[Score]) -> Summary:
    """The metrics over all cases; lines are counted over cases, not averaged."""
    hits, found, expected = (
        sum(getattr(score, name) for score in scores) for name in ("hits", "found", "expected")
    )
    precision, recall = _share(hits, found), _share(hits, expected)
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    deadlines = [score.deadline_right for score in scores if score.deadline_right is not None]
    tiers = [score.tier_right for score in scores if score.tier_right is not None]
    return Summary(
        cases=len(scores),
        move=_share(sum(score.move_right for score in scores), len(scores)),
        line_precision=precision,
        line_recall=recall,
        line_f1=f1,
        price=_share(sum(score.prices_right for score in scores), hits),
        total_exact=_share(
            sum(score.total_right for score in scores), sum(score.total_asked for score in scores)
        ),
        deadline=_share(sum(deadlines), len(deadlines)),
        tier=_share(sum(tiers), len(tiers)),
        wrong_money=sum(score.wrong_money for score in scores),
        fabricated=sum(score.fabricated for score in scores),
        crashed=sum(score.draft is None for score in scores),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
