"""Somebody else's number of an article, beside the words that name it."""

from __future__ import annotations

import pytest

from qd_core.config import AppSettings
from qd_core.matching.codes import is_article_number
from qd_core.matching.index import build_index
from qd_core.matching.search import search
from tests.unit.matching.trades_of import catalog, item


def _alone(text: str, *names: str, sku: str = "TK-") -> str | None:
    """The description that matches without a question at the default thresholds; SKUs are ``sku`` and a number."""
    index = build_index(catalog(item(f"{sku}{number:02}", name) for number, name in enumerate(names)))
    app, found = AppSettings(), search(index, text)
    lead = found[0].score - (found[1].score if len(found) > 1 else 0.0)
    sure = found[0].score >= app.fuzzy_threshold and lead >= app.fuzzy_margin
    return index.item(found[0].row).description if sure else None


@pytest.mark.parametrize(
    "code", ["920002836", "k6120931", "37401501", "01ssc76611", "2975b001", "0101128001"]
)
def test_a_long_number_is_an_article_number(code: str) -> None:
    assert is_article_number(code)


@pytest.mark.parametrize("code", ["kxtg6411t", "dt101r8gbz", "800000", "12345", "6204"])
def test_a_model_or_a_count_is_none(code: str) -> None:
    assert not is_article_number(code)


def test_among_titles_shorter_ones_are_article_numbers_too() -> None:
    assert is_article_number("01ssc7661", among_titles=True)
    assert not is_article_number("01ssc7661")
    assert not is_article_number("quark73", among_titles=True)


MICE = ("Wireless mouse marathon black", "Wireless mouse travel black", "Keyboard 100000 strokes")


@pytest.mark.parametrize("number", ["910-001935", "k61-20931", "37401501"])
def test_a_number_that_the_catalog_does_not_know_is_no_other_size(number: str) -> None:
    assert _alone(f"wireless mouse marathon {number}, black", *MICE) == MICE[0]


@pytest.mark.parametrize("carried", ["Spherical roller bearing 22210", "Spherical roller bearing 22210-E1"])
def test_another_number_of_that_kind_is_another_article(carried: str) -> None:
    assert _alone("spherical roller bearing 22212-E1", carried, "Deep groove bearing 6204") is None


def test_two_article_numbers_are_two_articles() -> None:
    assert (
        _alone("wireless mouse marathon black 910-001935", "Wireless mouse marathon black 910-001822") is None
    )


def test_nor_is_it_a_slip_of_a_sku_that_is_built_like_it() -> None:
    assert _alone("wireless mouse marathon black 37401535", *MICE, sku="374015") is None
    assert _alone("wireless mouse marathon black HB-40535", *MICE, sku="HB-405") is None


@pytest.mark.parametrize("text", ["clip art 950000 pictures", "resistor 120125 ohm"])
def test_a_count_and_a_measure_still_differ(text: str) -> None:
    assert _alone(text, "Clip art 600 000 pictures", "Resistor 47 kohm") is None


def test_a_number_alone_finds_nothing() -> None:
    assert not search(build_index(catalog(item(f"TK-{name}", name) for name in MICE)), "37401501")
