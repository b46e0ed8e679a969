"""An index read from disk answers as the one in memory does; what is not whole or not of this version is not read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from qd_core.matching import index as matching_index
from qd_core.matching.index import build_index, index_of
from qd_core.matching.search import search
from qd_core.matching.store import open_index, open_or_build, save_index
from qd_core.matching.strings import SortedStrings, packed
from qd_core.model.catalog import Catalog
from tests.unit.matching.trades_of import catalog, resolve, trade


def again(goods: Catalog, version: str = "v1") -> Catalog:
    """The same rows as another object, so that no index is kept for them yet."""
    return Catalog(list(goods), currency="EUR", price_decimals=2, version=version)


def test_disk_and_memory_give_the_same_answers(trade_name: str, tmp_path: Path) -> None:
    goods, questions = trade(trade_name)
    stored = again(goods)
    index = open_or_build(stored, tmp_path)
    assert index_of(stored) is index
    assert open_index(again(goods), tmp_path) is not None
    for question in questions:
        assert resolve(stored, question.text) == resolve(goods, question.text), question.text


def test_an_index_of_another_version_is_not_used(tmp_path: Path) -> None:
    goods, _ = trade("steel")
    save_index(again(goods, "sha256:old"), tmp_path)
    assert open_index(again(goods, "sha256:new"), tmp_path) is None


def test_a_wrong_or_missing_description_of_the_index_is_not_used(tmp_path: Path) -> None:
    goods, _ = trade("steel")
    save_index(again(goods), tmp_path)
    (home,) = tmp_path.iterdir()
    meta = json.loads((home / "index.json").read_text())
    (home / "index.json").write_text(json.dumps(meta | {"rows": 1}))
    assert open_index(again(goods), tmp_path) is None
    (home / "index.json").write_text("{")
    assert open_index(again(goods), tmp_path) is None
    shutil.rmtree(home)
    assert open_index(again(goods), tmp_path) is None


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("qd_core.matching.store._write_lent", fail)
    with pytest.raises(OSError, match="disk full"):
        save_index(again(trade("steel")[0]), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_processes_may_write_the_same_index(tmp_path: Path) -> None:
    goods, _ = trade("lab")
    save_index(again(goods), tmp_path)
    save_index(again(goods), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_an_empty_catalog_has_an_index(tmp_path: Path) -> None:
    empty = catalog([])
    assert search(build_index(empty), "anything 12 mm") == []
    assert search(open_or_build(empty, tmp_path), "anything 12 mm") == []


def test_an_index_is_built_once_for_a_catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    goods = again(trade("hvac")[0])
    first = index_of(goods)
    monkeypatch.setattr(matching_index, "build_index", lambda *_: pytest.fail("built twice"))
    assert index_of(goods) is first


def test_many_rows_are_searched_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    goods, questions = trade("electrical")
    few = {question.text: resolve(goods, question.text).sku for question in questions}
    monkeypatch.setattr("qd_core.matching.retrieval._BY_HAND", 10)
    assert {question.text: resolve(goods, question.text).sku for question in questions} == few
    monkeypatch.setattr("qd_core.matching.retrieval._SEEDS", 30)
    assert {question.text: resolve(goods, question.text).sku for question in questions} == few


def test_packed_strings_are_read_back() -> None:
    words = sorted(["", "ähre", "a", "zebra", "größe", "b" * 300])
    strings = SortedStrings(*packed(words))
    assert list(strings) == words
    assert strings[1:3] == words[1:3]
