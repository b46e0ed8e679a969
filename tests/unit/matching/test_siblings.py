"""Words that make another product, learnt from items that are carried with and without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qd_core.config import AppSettings
from qd_core.matching.index import CatalogIndex, build_index
from qd_core.matching.search import search
from qd_core.matching.siblings import adding_words
from qd_core.matching.store import open_or_build
from tests.unit.matching.trades_of import catalog, item

GOODS = catalog(
    item(f"SKU-{number}", name)
    for number, name in enumerate(
        (
            "Wahoo Passport 250 GB blue",
            "Wahoo Passport SE 250 GB blue",
            "Wahoo Passport SE 500 GB blue",
            "Wahoo Elements 500 GB black",
            "Ring of wax, 3 in",
            "Ring of wax with horn, 3 in",
            "Valve red",
            "Valve",
        )
    )
)


def _alone(index: CatalogIndex, text: str) -> str | None:
    app, found = AppSettings(), search(index, text)
    lead = found[0].score - (found[1].score if len(found) > 1 else 0.0)
    sure = found[0].score >= app.fuzzy_threshold and lead >= app.fuzzy_margin
    return index.item(found[0].row).description if sure else None


def test_a_word_that_an_item_is_carried_with_and_without() -> None:
    assert adding_words(GOODS, False) == {"se", "horn"}


def test_a_name_that_stands_with_one_item_and_without_is_no_such_word() -> None:
    makers = [
        item(f"A{number}", f"Acme {name}") for number, name in enumerate("anvil rope magnet".split() * 5)
    ]
    assert adding_words([*makers, item("B1", "rope")], False) == frozenset()


@pytest.mark.parametrize("asked", ["wahoo passport 500 GB blue", "wahoo elements SE 500 GB black"])
def test_an_item_with_such_a_word_on_one_side_alone_is_a_question(asked: str, tmp_path: Path) -> None:
    for index in (build_index(GOODS), open_or_build(GOODS, tmp_path)):
        assert _alone(index, asked) is None


@pytest.mark.parametrize("asked", ["wahoo passport SE 500 GB blue", "wahoo elements 500 GB black"])
def test_it_is_none_where_both_say_it_or_neither(asked: str) -> None:
    assert (_alone(build_index(GOODS), asked) or "").lower() == asked.lower()


def test_nothing_else_is_preferred_for_it() -> None:
    assert _alone(build_index(GOODS), "wax ring") is None
