"""The figures that matching must keep on public data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.mail_figures import data
from tests.corpus.matching_figures import abt_buy, inventree


@pytest.fixture
def folder() -> Path:
    found = data()
    if found is None or not (found / "match-abt-buy").is_dir():
        pytest.skip("no public data: put it in ../shared/data or name its parent in QD_SHARED")
    return found


@pytest.mark.parametrize("descriptions", [False, True])
def test_one_shops_names_find_anothers_products(folder: Path, descriptions: bool) -> None:
    found = abt_buy(folder, descriptions=descriptions)
    assert found.first >= 0.90
    assert found.in_ten >= 0.985
    assert found.accepted >= 0.60
    assert found.precision >= 0.99


def test_what_the_catalog_has_not_is_not_matched(folder: Path) -> None:
    assert abt_buy(folder, every_second_gone=True).precision >= 0.99


def test_suppliers_numbers_name_their_parts(folder: Path) -> None:
    total, right = inventree(folder)
    assert total > 700
    assert right == total
