"""Buyers of twenty-one trades: what must be matched, what must be asked, what must never be priced."""

from __future__ import annotations

import random

from qd_core.model.quote import LineProblem, MatchKind
from tests.unit.matching.trades_of import Question, catalog, resolve, trade, trades

_CERTAIN = {"exact", "alias", "match"}


def test_question(question: Question) -> None:
    resolved = resolve(trade(question.trade)[0], question.text)
    if question.outcome in _CERTAIN:
        assert resolved.sku == question.skus[0], resolved.candidates
        assert question.outcome in {"match", resolved.match}
    elif question.outcome == "ask":
        assert resolved.match is MatchKind.AMBIGUOUS
        assert set(question.skus) <= {candidate.sku for candidate in resolved.candidates}
    elif question.outcome == "none":
        assert (resolved.match, resolved.problems) == (MatchKind.NONE, (LineProblem.NOT_CARRIED,))
    else:
        assert resolved.sku is None
        assert resolved.match in {MatchKind.NONE, MatchKind.AMBIGUOUS}


def test_every_sku_of_the_questions_is_in_its_catalog(trade_name: str) -> None:
    goods, questions = trade(trade_name)
    assert {sku for question in questions for sku in question.skus if goods.get(sku) is None} == set()
    assert len({item.sku for item in goods}) == len(goods)


# Where the item that was asked for is taken out of the catalog, what is left must not be sold in its place. These few
# are what a salesperson would offer too: nothing in the words tells the two apart.
_AS_GOOD = {
    "packing tape clear",
    "IPE 100",
    "18mm ply",
    "Blech 3 mm 1000 x 2000",
    "Steckkupplung ISO-A 1/4 Muffe",
}


def test_nothing_is_sold_in_place_of_what_is_not_carried(trade_name: str) -> None:
    goods, questions = trade(trade_name)
    sold = []
    for question in questions:
        if question.outcome in _CERTAIN and question.text not in _AS_GOOD:
            left = catalog(item for item in goods if item.sku != question.skus[0])
            resolved = resolve(left, question.text)
            if resolved.sku is not None:
                sold.append((question.text, resolved.sku, resolved.score))
    assert sold == []


# These sell some of the same goods, each in its own language; there a match is right.
_ALIKE = frozenset({"electrical", "eisenwaren", "ferreteria", "fournitures", "lab", "veterinary"})


def test_another_trade_sells_nothing_of_it(trade_name: str) -> None:
    goods, _ = trade(trade_name)
    others = [name for name in trades() if name != trade_name and not {name, trade_name} <= _ALIKE]
    foreign = [question for name in others for question in trade(name)[1]]
    asked = [question.text for question in foreign if question.outcome in _CERTAIN][::3]
    assert {text: sku for text in asked if (sku := resolve(goods, text).sku)} == {}


def _typo(text: str, chance: random.Random) -> str:
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if places:
        place = chance.choice(places)
        word, at = words[place], chance.randrange(1, len(words[place]) - 1)
        mangled = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at:],
        )
        words[place] = chance.choice(mangled)
    return " ".join(words)


def test_a_slip_of_the_pen_never_sells_another_item(trade_name: str) -> None:
    chance = random.Random(trade_name)
    goods, questions = trade(trade_name)
    certain = [question for question in questions if question.outcome in _CERTAIN]
    found = [(question, resolve(goods, _typo(question.text, chance)).sku) for question in certain]
    assert [(question.text, sku) for question, sku in found if sku not in (None, question.skus[0])] == []
    assert sum(sku is not None for _, sku in found) >= 0.6 * len(found)


def test_capitals_and_courtesy_change_nothing(trade_name: str) -> None:
    goods, questions = trade(trade_name)
    lost = []
    for question in questions:
        if question.outcome in _CERTAIN:
            lost += [
                text
                for text in (question.text.upper(), f"please quote {question.text}", f"the {question.text}")
                if resolve(goods, text).sku != question.skus[0]
            ]
    assert lost == []


def test_a_glove_is_found_in_another_language() -> None:
    goods, _ = trade("fournitures")
    assert resolve(goods, "guantes de cuero talla 9").sku == "GNT-CUIR-9"
    assert resolve(trade("ferreteria")[0], "gants nitrile taille 10").sku == "GUA-NIT-10"
