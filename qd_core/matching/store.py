"""An index on disk: written once for a catalog's version, then mapped into memory instead of built anew."""

from __future__ import annotations

import json
import shutil
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from qd_core.matching.index import CatalogIndex, build_index, keep_index, reads_decimal_comma
from qd_core.matching.names import (
    NAME_FORMS,
    code_forms,
    digits_of,
    name_forms,
    name_hash,
    names_of,
    plain_form,
)
from qd_core.matching.postings import Rows, RowsInMemory
from qd_core.matching.strings import SortedStrings, packed
from qd_core.matching.titles import Titles
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.folding import fold_sku

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["open_index", "open_or_build", "save_index"]

_FORMAT = 5
"""Counts up whenever an index written before would be read wrongly or would answer differently."""
_META = "index.json"
_REMEMBERED = 100_000
"""Keys whose place is kept in memory: some megabytes."""


def open_or_build(catalog: Catalog, folder: Path) -> CatalogIndex:
    """The index of ``catalog`` from ``folder``, where it is written if it is not there yet; ``index_of`` gives it from
    then on. Raises OSError when the folder cannot be written."""
    index = open_index(catalog, folder)
    if index is None:
        save_index(catalog, folder)
        index = open_index(catalog, folder)
    if index is None:  # somebody else's half-written or foreign folder stands in the way
        index = build_index(catalog)
    keep_index(catalog, index)
    return index


def open_index(catalog: Catalog, folder: Path) -> CatalogIndex | None:
    """The index that ``folder`` holds for this very version of ``catalog``, or None."""
    home = _home(catalog, folder)
    try:
        meta = json.loads((home / _META).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if (
        meta.get("format") != _FORMAT
        or meta.get("version") != catalog.version
        or meta.get("rows") != len(catalog)
    ):
        return None
    lent = _LentOnDisk(home)
    taught = {short: frozenset(words) for short, words in meta["taught"].items()}
    return CatalogIndex(
        catalog,
        _RowsOnDisk(home),
        _NamesOnDisk(home, catalog),
        lent=lent.of,
        taught=taught,
        adding=frozenset(meta["adding"]),
        titles=None if meta["titles"] is None else Titles(frozenset(meta["titles"])),
    )


def save_index(catalog: Catalog, folder: Path) -> None:
    """Builds the index of ``catalog`` and writes it under ``folder``: whole, or not at all."""
    home = _home(catalog, folder)
    draft = home.with_name(f"{home.name}.{uuid4().hex[:8]}")
    draft.mkdir(parents=True)
    try:
        names = _NameTable(reads_decimal_comma(catalog))
        index = build_index(catalog, names.add)
        _write_rows(draft, index)
        names.write(draft)
        _write_lent(draft, index)
        meta = {
            "format": _FORMAT,
            "version": catalog.version,
            "rows": len(catalog),
            "taught": {short: sorted(words) for short, words in index.taught.items()},
            "adding": sorted(index.adding),
            "titles": sorted(index.titles.heads) if index.titles else None,
        }
        (draft / _META).write_text(json.dumps(meta), encoding="utf-8")
        if not home.exists():
            draft.rename(home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _home(catalog: Catalog, folder: Path) -> Path:
    return folder / f"{''.join(char if char.isalnum() else '-' for char in catalog.version)}.{_FORMAT}"


def _load(home: Path, name: str) -> NDArray[np.generic]:
    import numpy as np

    path = home / f"{name}.npy"
    mapped: NDArray[np.generic] = np.load(path, mmap_mode="r", allow_pickle=False)
    return mapped.view(np.ndarray)


def _store(home: Path, name: str, array: NDArray[np.generic]) -> None:
    import numpy as np

    np.save(home / f"{name}.npy", array, allow_pickle=False)


# --- rows by key ----------------------------------------------------------------------------------------------


def _write_rows(home: Path, index: CatalogIndex) -> None:
    import numpy as np

    postings = index.postings
    if not isinstance(postings, RowsInMemory):
        raise TypeError("only an index in memory is written")
    pairs = sorted((name_hash("key", key), rows) for key, rows in postings)
    for name, strings in (
        ("words", list(postings.words())),
        ("reversed", sorted(word[::-1] for word in postings.words())),
        ("codes", list(postings.codes())),
    ):
        blob, ends = packed(strings)
        _store(home, name, blob)
        _store(home, f"{name}_ends", ends)
    _store(home, "keys", np.array([hashed for hashed, _ in pairs], dtype=np.uint64))
    _store(home, "starts", np.cumsum([0, *(len(rows) for _, rows in pairs)], dtype=np.int64))
    _store(
        home,
        "rows",
        np.concatenate([np.asarray(rows, dtype=np.int32) for _, rows in pairs] or [np.zeros(0, np.int32)]),
    )


def _strings(home: Path, name: str) -> SortedStrings:
    import numpy as np

    return SortedStrings(_load(home, name).view(np.uint8), _load(home, f"{name}_ends").view(np.int64))


class _RowsOnDisk:
    """Keys are found by a 64-bit hash alone: should two ever share one, the scores, which read the items themselves,
    tell them apart."""

    def __init__(self, home: Path) -> None:
        import numpy as np

        self._keys = _load(home, "keys").view(np.uint64)
        self._words = _strings(home, "words")
        self._reversed = _strings(home, "reversed")
        self._codes = _strings(home, "codes")
        self._starts = _load(home, "starts").view(np.int64)
        self._rows = _load(home, "rows").view(np.int32)
        self._found: dict[str, int | None] = {}

    def _place(self, key: str) -> int | None:
        if key not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[key] = self._search(key)
        return self._found[key]

    def _search(self, key: str) -> int | None:
        import numpy as np

        wanted = np.uint64(name_hash("key", key))
        place = int(np.searchsorted(self._keys, wanted))
        return place if place < len(self._keys) and self._keys[place] == wanted else None

    def rows(self, key: str) -> Rows:
        place = self._place(key)
        if place is None:
            return ()
        found: Rows = self._rows[self._starts[place] : self._starts[place + 1]]  # type: ignore[assignment]
        return found

    def count(self, key: str) -> int:
        place = self._place(key)
        return 0 if place is None else int(self._starts[place + 1] - self._starts[place])

    def words(self) -> SortedStrings:
        return self._words

    def reversed_words(self) -> SortedStrings:
        return self._reversed

    def codes(self) -> SortedStrings:
        return self._codes


# --- rows by name ---------------------------------------------------------------------------------------------


class _NameTable:
    """Hashes and rows of every name, collected while the index is built."""

    def __init__(self, decimal_comma: bool) -> None:
        self._decimal_comma = decimal_comma
        self._hashes = array("Q")
        self._rows = array("i")

    def add(self, row: int, item: CatalogItem) -> None:
        forms = {
            (form, text)
            for name in names_of(item)
            for form, text in zip(NAME_FORMS, name_forms(name, self._decimal_comma), strict=True)
            if text
        }
        forms.update(("code", code) for code in code_forms(item))
        forms.add(("digits", digits_of(item.sku)))
        self._hashes.extend(name_hash(form, text) for form, text in forms)
        self._rows.extend([row] * len(forms))

    def write(self, home: Path) -> None:
        import numpy as np

        hashes = (
            np.frombuffer(self._hashes, dtype=np.uint64) if self._hashes else np.zeros(0, dtype=np.uint64)
        )
        rows = np.frombuffer(self._rows, dtype=np.int32) if self._rows else np.zeros(0, dtype=np.int32)
        order = np.argsort(hashes, kind="stable")
        _store(home, "names", hashes[order])
        _store(home, "name_rows", rows[order])


class _NamesOnDisk:
    """Found by a 64-bit hash, then compared in full: no name is taken for another."""

    def __init__(self, home: Path, catalog: Catalog) -> None:
        import numpy as np

        self._hashes = _load(home, "names").view(np.uint64)
        self._rows = _load(home, "name_rows").view(np.int32)
        self._catalog = catalog
        self._decimal_comma = reads_decimal_comma(catalog)

    def rows(self, form: str, text: str) -> tuple[int, ...]:
        import numpy as np

        wanted = np.uint64(name_hash(form, text))
        place = int(np.searchsorted(self._hashes, wanted))
        found = []
        while place < len(self._hashes) and self._hashes[place] == wanted:
            row = int(self._rows[place])
            if self._has(row, form, text):
                found.append(row)
            place += 1
        return tuple(found)

    def _has(self, row: int, form: str, text: str) -> bool:
        item = self._catalog.at(row)
        if form == "digits":
            return digits_of(item.sku) == text
        if form == "code":
            return any(fold_sku(alias) == text for alias in item.aliases)
        if form == "plain":
            return any(plain_form(name) == text for name in names_of(item))
        place = NAME_FORMS.index(form)
        return any(name_forms(name, self._decimal_comma)[place] == text for name in names_of(item))


# --- words lent by siblings -----------------------------------------------------------------------------------


def _write_lent(home: Path, index: CatalogIndex) -> None:
    import numpy as np

    lent = [(row, word) for row in range(index.size) for word in sorted(index.lent(row))]
    words = sorted({word for _, word in lent})
    places = {word: place for place, word in enumerate(words)}
    blob, ends = packed(words)
    _store(home, "lent", blob)
    _store(home, "lent_ends", ends)
    _store(home, "lent_rows", np.array([row for row, _ in lent], dtype=np.int32))
    _store(home, "lent_words", np.array([places[word] for _, word in lent], dtype=np.int32))


class _LentOnDisk:
    def __init__(self, home: Path) -> None:
        import numpy as np

        self._words = _strings(home, "lent")
        self._rows = _load(home, "lent_rows").view(np.int32)
        self._places = _load(home, "lent_words").view(np.int32)

    def of(self, row: int) -> frozenset[str]:
        return frozenset(self._each(row)) if len(self._rows) else frozenset()

    def _each(self, row: int) -> Iterator[str]:
        import numpy as np

        start, end = np.searchsorted(self._rows, np.array([row, row + 1], dtype=np.int32))
        for place in self._places[int(start) : int(end)]:
            yield self._words[int(place)]
