"""Lists of titles, asked by the titles of another shop."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from qd_core.config import AppSettings
from qd_core.matching.index import CatalogIndex, build_index
from qd_core.matching.search import search
from qd_core.matching.store import open_or_build
from qd_core.matching.titles import titles_of
from tests.unit.matching.trades_of import catalog, item, trade, trades

_FIRST = "cinder harvest beacon saddle ember willow falcon harbor meadow comet lantern tundra saffron marble".split()
_SECOND = "quest ledger atelier chronicle arcade tutor garage orchard sonata cipher atlas".split()
TITLES = (
    "genuine fractal print pro 5",
    "brightstore backup r11.5 agent for windows",
    "apex card studio 2007",
    "apex film maker 3",
    "stone tongue russian level 1 & 2",
    "peach complete accounting 2007",
    "photo shed 4.5",
    "mind mapper standard 6",
    *(f"{first} {second} {number}" for number, (first, second) in enumerate(product(_FIRST, _SECOND), 1)),
)
GOODS = catalog(item(f"SKU-{number:03}", title) for number, title in enumerate(TITLES))


def _alone(index: CatalogIndex, text: str) -> str | None:
    app, found = AppSettings(), search(index, text)
    lead = found[0].score - (found[1].score if len(found) > 1 else 0.0)
    sure = found[0].score >= app.fuzzy_threshold and lead >= app.fuzzy_margin
    return index.item(found[0].row).description if sure else None


@pytest.fixture(params=["in memory", "on disk"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> CatalogIndex:
    """The titles' index, built or opened."""
    return build_index(GOODS) if request.param == "in memory" else open_or_build(GOODS, tmp_path)


def test_sizes_of_articles_and_makers_codes_are_no_titles() -> None:
    for name in trades():
        goods, _ = trade(name)
        assert titles_of([*goods] * 4, False) is None
    coded = [item(f"A{number}", f"{title} KX-TG{number}11T") for number, title in enumerate(TITLES)]
    assert titles_of(coded, False) is None
    assert titles_of(list(GOODS)[:99], False) is None


def test_makers_begin_titles() -> None:
    titles = titles_of(GOODS, False)
    assert titles is not None
    assert "apex" in titles.heads
    assert "photo" not in titles.heads


@pytest.mark.parametrize(
    "asked",
    [
        "genuine fractal 5",
        "brightstore backup r11.5 for windows",
        "stone tongue russian level 1",
        "peach accounting 2007 complete package",
    ],
)
def test_a_title_that_goes_on_is_another_product(index: CatalogIndex, asked: str) -> None:
    assert _alone(index, asked) is None


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("zenith software card studio 2007", "apex card studio 2007"),
        ("zenith photo shed v4.5", "photo shed 4.5"),
        ("zenith software photo shed 4.5", "photo shed 4.5"),
        ("photo shed 4.5 1 user", "photo shed 4.5"),
        ("photo shed 4.5 - ab1-c0661", "photo shed 4.5"),
        ("apex photo shed 4.5 complete package", "photo shed 4.5"),
        ("card studio 2007 (pc) retail", "apex card studio 2007"),
        ("peach complete accounting 2007 - complete package", "peach complete accounting 2007"),
    ],
)
def test_a_maker_before_it_and_how_it_is_sold_say_nothing(
    index: CatalogIndex, asked: str, meant: str
) -> None:
    found = search(index, asked)
    assert index.item(found[0].row).description == meant
    if asked.startswith("zenith software card"):  # two makers' names for one title
        assert _alone(index, asked) is None
    else:
        assert _alone(index, asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "professional photo shed 4.5",
        "studio photo shed 4.5",
        "photo shed plus 4.5",
        "photo shed 5",
        "zenith media arts and co photo shed 4.5",
        "photo shed v5.5",
        "photo shed standard 4.5",
        "mind mapper 6",
    ],
)
def test_other_words_do(index: CatalogIndex, asked: str) -> None:
    assert _alone(index, asked) is None
