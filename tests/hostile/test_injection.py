"""No word that is hidden, forged or addressed to a program moves a price, a SKU, a tier, a discount or a recipient."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qd_core.model.quote import Move
from tests.hostile.company import Drafted, draft_of, outcome_of
from tests.hostile.hidden_html import hidden_html
from tests.hostile.in_files import in_files
from tests.hostile.in_headers import in_headers
from tests.hostile.tricks import Trick
from tests.hostile.visible_text import visible_text

TRICKS = [*hidden_html(), *visible_text(), *in_files(), *in_headers()]


@pytest.mark.parametrize("trick", [pytest.param(trick, id=trick.name) for trick in TRICKS])
def test_the_trick_changes_nothing(trick: Trick) -> None:
    attacked, clean = draft_of(trick.attack()), draft_of(trick.clean())
    assert clean.draft.lines, "the clean twin must be a real request"
    if trick.cautious:
        assert_no_more_than(attacked, clean)
        return
    outcome, wanted = outcome_of(attacked), outcome_of(clean)
    if trick.is_stranger or trick.is_named:
        outcome, wanted = replace(outcome, cover=""), replace(wanted, cover="")
    if trick.is_stranger:
        outcome, wanted = replace(outcome, recipient=""), replace(wanted, recipient="")
    assert outcome == wanted


def assert_no_more_than(attacked: Drafted, clean: Drafted) -> None:
    """A question may be asked; what is priced is what the clean twin prices, for the same buyer."""
    got, wanted = outcome_of(attacked), outcome_of(clean)
    priced = [line for line in got.lines if line[3] is not None]
    assert [line for line in priced if line not in wanted.lines] == []
    if attacked.draft.move is Move.AUTO_DRAFT:
        assert got == wanted
    assert (got.tier, got.recipient) == (wanted.tier, wanted.recipient)


def test_there_are_enough_tricks_and_no_two_of_a_name() -> None:
    names = [trick.name for trick in TRICKS]
    assert len(names) >= 40
    assert len(set(names)) == len(names)
