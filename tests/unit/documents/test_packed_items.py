"""A large catalog is held packed and cannot be told from a small one."""

import pytest

from qd_core.documents import catalog as catalog_module
from qd_core.documents.catalog import parse_catalog
from qd_core.documents.packed_items import ItemList, PackedItems
from qd_core.errors import DocumentError

TEXT = "Currency: EUR\nNumber format: 1.234,50\n\nOne\n\nSKU | Name | Price | Norm\n" + "".join(
    f"A-{n} | Größe {n} | {n},50 | EN {n}\n" for n in range(20)
) + "\nTwo\n\nName | SKU | Aliases\n" + "".join(f"name {n} | B-{n} | x{n}; y{n}\n" for n in range(20))  # fmt: skip


def test_packed_items_are_equal_to_those_that_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = parse_catalog("catalog.txt", TEXT.encode())
    monkeypatch.setattr(catalog_module, "ItemList", lambda: ItemList(packed_from=5))
    packed = parse_catalog("catalog.txt", TEXT.encode())
    assert isinstance(packed._items, PackedItems)
    assert list(packed) == list(plain)
    assert packed.get("b-7") == plain.get("B-7")
    assert packed.get("b7") is None
    assert packed.folded("a 1") == plain.folded("A.1")
    assert packed._items[-1] == plain._items[-1]
    assert list(packed._items[3:25:7]) == list(plain._items[3:25:7])
    assert len(packed) == len(plain) == 40


def test_a_duplicate_is_found_among_packed_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_module, "ItemList", lambda: ItemList(packed_from=5))
    with pytest.raises(DocumentError, match=r'^catalog\.txt:51: SKU "b-3" is already on line 34$'):
        parse_catalog("catalog.txt", (TEXT + "again | b-3 |\n").encode())
