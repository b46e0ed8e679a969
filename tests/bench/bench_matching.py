"""Resolving a name: against a rapidfuzz ``token_sort_ratio`` scan of the same names, measured side by side.

The catalog is made up of nouns, sizes, grades, finishes, series and lengths; the queries are its names with a slip of
the pen, reordered, abbreviated or shortened. ``QD_BENCH_ROWS=1000000`` measures a million rows beside the hundred
thousand (minutes to build).
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from qd_core.matching.index import CatalogIndex, build_index
from qd_core.matching.search import search
from qd_core.matching.store import open_index, save_index
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation

T = TypeVar("T")

FEW = 1_000
MANY = 100_000
MOST = int(os.environ.get("QD_BENCH_ROWS", MANY))
QUERIES = 200
SCANS = 8

_NOUNS = """bolt nut washer screw valve elbow tee coupling nipple flange gasket bearing seal bushing hose clamp bracket
hinge anchor rivet pipe tube rod bar sheet plate angle channel cable connector relay switch fuse lamp motor pump filter
gauge regulator sensor belt pulley chain sprocket gear spring pin key shim""".split()
_SIZES = "1/4 in|3/8 in|1/2 in|3/4 in|1 in|1-1/4 in|1-1/2 in|2 in|M6|M8|M10|M12|M16|M20".split("|")
_GRADES = "grade 5|grade 8|class 8.8|class 10.9|304|316|A2|A4|150 lb|300 lb".split("|")
_FINISHES = (
    "zinc plated|black oxide|galvanized|plain|stainless steel|brass|nickel plated|red|blue|yellow".split("|")
)


def _catalog(rows: int) -> Catalog:
    chance = random.Random(1)
    row = Citation("catalog", "v1", "catalog", 1, "")
    names: dict[str, None] = {}
    while len(names) < rows:
        parts = (chance.choice(_NOUNS).capitalize(), chance.choice(_SIZES))
        rest = (chance.choice(_GRADES), chance.choice(_FINISHES), f"series {chance.choice('ABCDEFGHJK')}")
        names[f"{' '.join(parts)}, {', '.join(rest)}, {chance.randrange(5, 2000)} mm"] = None
    items = [
        CatalogItem(sku=f"{name[:2].upper()}-{at:07d}", description=name, row=row)
        for at, name in enumerate(names)
    ]
    return Catalog(items, currency="USD", price_decimals=2, version=f"bench-{rows}")


def _asked(name: str, chance: random.Random) -> str:
    words = name.replace(",", "").split()
    kind = chance.randrange(4)
    if kind == 0:
        chance.shuffle(words)
    elif kind == 1:
        places = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        if places:
            place = chance.choice(places)
            words[place] = words[place][:2] + words[place][3:]
    elif kind == 2:
        words = [word for word in words if word not in ("series", "grade", "class")]
    else:
        words = [word.replace("galvanized", "galv") for word in words]
    return " ".join(words)


def _ms(work: Callable[[T], object], inputs: Iterable[T]) -> list[float]:
    times = []
    for one in inputs:
        started = time.perf_counter()
        work(one)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def _p99(times: Sequence[float]) -> float:
    return times[min(len(times) - 1, int(len(times) * 0.99))]


def run() -> dict[str, object]:
    """Few rows in memory, many from disk."""
    rows = _few()
    for size in sorted({MANY, MOST}):
        rows |= _many(size)
    return rows


def _few() -> dict[str, object]:
    goods = _catalog(FEW)
    started = time.process_time()
    index = build_index(goods)
    built = (time.process_time() - started) * 1000
    asked = _queries(goods)
    search(index, asked[0][0])
    times = _ms(lambda pair: search(index, pair[0]), asked)
    return {
        f"match: build, {FEW:,} rows": {"value": built, "unit": "ms of CPU", "target": 100},
        f"match: a name, {FEW:,} rows": {
            "value": statistics.median(times),
            "unit": "ms",
            "target": 1.0,
            "p99": _p99(times),
        },
    }


def _many(size: int) -> dict[str, object]:
    goods = _catalog(size)
    with tempfile.TemporaryDirectory() as folder:
        save_index(goods, Path(folder))
        goods.folded("warm"), goods.position("warm")
        started = time.perf_counter()
        index = open_index(goods, Path(folder))
        opened = time.perf_counter() - started
        assert index is not None
        return {
            f"match: open the index, {size:,} rows": {"value": opened, "unit": "s", "target": 0.2},
            **_against_scan(goods, index),
            **_hits(goods, index),
        }


def _queries(goods: Catalog) -> list[tuple[str, str]]:
    chance = random.Random(2)
    rows = chance.sample(range(len(goods)), QUERIES)
    return [(_asked(goods.at(row).description, chance), goods.at(row).sku) for row in rows]


def _against_scan(goods: Catalog, index: CatalogIndex) -> dict[str, object]:
    names = [item.description for item in goods]
    asked = _queries(goods)
    search(index, "galvaniz bolt")  # the first query loads what is loaded once
    times, scans, right = [], [], 0
    for number, (text, sku) in enumerate(asked):
        started = time.perf_counter()
        found = search(index, text, 5)
        times.append((time.perf_counter() - started) * 1000)
        right += bool(found) and index.item(found[0].row).sku == sku
        if number % (QUERIES // SCANS) == 0:
            scans += _ms(lambda name: process.extractOne(name, names, scorer=fuzz.token_sort_ratio), [text])
    times.sort()
    middle, reference = statistics.median(times), statistics.median(scans)
    return {
        f"match: a name, {len(goods):,} rows, p50": {
            "ratio": middle / reference,
            "target": 0.05,
            "ms": middle,
        },
        f"match: a name, {len(goods):,} rows, p99": {
            "ratio": _p99(times) / max(scans),
            "target": 0.1,
            "ms": _p99(times),
            "why": "every query is a first one: two dozen rows are read and cut anew for it, half of the time; asked again "
            "the same ones take a third of it",
        },
        f"match: first is right, {len(goods):,} rows": {
            "value": right / len(asked),
            "target": 0.95,
            "at_least": True,
        },
    }


def _hits(goods: Catalog, index: CatalogIndex) -> dict[str, object]:
    items = [goods.at(row) for row in range(0, len(goods), max(1, len(goods) // 300))]
    sku = _ms(goods.folded_positions, [item.sku.replace("-", " ") for item in items])
    alias = _ms(index.named, [item.description for item in items])
    return {
        f"match: an exact hit, {len(goods):,} rows": {
            "value": sku[len(sku) // 2] * 1000,
            "unit": "µs",
            "target": 20,
        },
        f"match: an alias hit, {len(goods):,} rows": {
            "value": alias[len(alias) // 2] * 1000,
            "unit": "µs",
            "target": 20,
        },
    }
