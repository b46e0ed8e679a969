"""Matching measured on public data: ``python -m tests.corpus.matching_figures`` prints the figures.

Abt-Buy: a query is what one shop calls a product, the catalog what another shop calls it. InvenTree: a query is a
supplier's number of a part. Needs the data folder beside the checkout, or in QD_SHARED.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qd_core.config import AppSettings
from qd_core.matching.index import build_index
from qd_core.matching.search import search
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from tests.corpus.mail_figures import data

__all__ = ["Figures", "abt_buy", "abt_buy_names", "inventree"]


@dataclass(frozen=True)
class Figures:
    """Shares of the queries. ``accepted`` are those that match alone, at the default thresholds, and rightly so;
    ``wrong`` counts those that match alone and wrongly."""

    queries: int
    first: float
    in_ten: float
    accepted: float
    wrong: int

    @property
    def precision(self) -> float:
        """Of what matches alone, the share that is right."""
        right = self.accepted * self.queries
        return right / (right + self.wrong) if right else 0.0


def _catalog(rows: Sequence[tuple[str, str]], *, extra: Sequence[str] = ()) -> Catalog:
    items = [
        CatalogItem(sku=sku, description=name, row=Citation("catalog", "v1", "catalog", number, name))
        for number, (sku, name) in enumerate(rows, 1)
    ]
    if extra:
        items = [replace(item, extra={"more": text}) for item, text in zip(items, extra, strict=True)]
    return Catalog(items, currency="USD", price_decimals=2, version="v1")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def abt_buy(folder: Path, *, descriptions: bool = False, every_second_gone: bool = False) -> Figures:
    """Abt-Buy. ``descriptions`` gives the catalog Abt's long texts too; ``every_second_gone`` takes the right item of
    every second query out of the catalog: then nothing may match."""
    home = folder / "match-abt-buy"
    pairs = [(row["D1"], row["D2"]) for row in _table(home / "gt-half.csv")]
    gone = {abt for abt, _ in pairs[::2]} if every_second_gone else set()
    abt = [row for row in _table(home / "abt.csv") if row["id"] not in gone]
    index = build_index(
        _catalog(
            [(f"ABT-{row['id']}", row["name"]) for row in abt],
            extra=[row["description"] for row in abt] if descriptions else (),
        )
    )
    names = {row["id"]: row["name"] for row in _table(home / "buy.csv")}
    app = AppSettings()
    first = in_ten = accepted = wrong = 0
    for abt_id, buy_id in pairs:
        found = search(index, names[buy_id])
        skus = [index.item(match.row).sku for match in found]
        first += skus[:1] == [f"ABT-{abt_id}"]
        in_ten += f"ABT-{abt_id}" in skus
        best = found[0].score if found else 0.0
        lead = best - found[1].score if len(found) > 1 else best
        if best >= app.fuzzy_threshold and lead >= app.fuzzy_margin:
            accepted += skus[0] == f"ABT-{abt_id}"
            wrong += skus[0] != f"ABT-{abt_id}"
    total = len(pairs)
    return Figures(total, first / total, in_ten / total, accepted / total, wrong)


def abt_buy_names(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The catalog as (SKU, name), and the queries as (text, the right SKU)."""
    home = folder / "match-abt-buy"
    names = {row["id"]: row["name"] for row in _table(home / "buy.csv")}
    catalog = [(f"ABT-{row['id']}", row["name"]) for row in _table(home / "abt.csv")]
    return catalog, [(names[row["D2"]], f"ABT-{row['D1']}") for row in _table(home / "gt-half.csv")]


def inventree(folder: Path) -> tuple[int, int]:
    """Suppliers' numbers as aliases: how many there are, and how many name their own part and no other."""
    content = json.loads(next((folder / "catalog-inventree").glob("*.json")).read_text(encoding="utf-8"))
    numbers: dict[int, list[str]] = {}
    for row in content["company.supplierpart"]:
        numbers.setdefault(row["part"], []).append(row["SKU"])
    goods = _catalog(
        [(f"P-{part['pk']}", part["description"] or part["name"]) for part in content["part.part"]]
    )
    items = [replace(item, aliases=tuple(numbers.get(int(item.sku[2:]), ()))) for item in goods]
    index = build_index(Catalog(items, currency="USD", price_decimals=2, version="v1"))
    asked = [(number, f"P-{part}") for part, own in numbers.items() for number in own]
    right = sum([index.item(row).sku for row in index.named(number)] == [sku] for number, sku in asked)
    return len(asked), right


def main() -> int:
    """Prints a table."""
    folder = data()
    if folder is None:
        sys.stdout.write("no data folder beside the checkout, and QD_SHARED names none\n")
        return 1
    cases = {
        "Abt-Buy, names": abt_buy(folder),
        "Abt-Buy, names and descriptions": abt_buy(folder, descriptions=True),
        "Abt-Buy, half of the items gone": abt_buy(folder, every_second_gone=True),
    }
    for name, found in cases.items():
        sys.stdout.write(
            f"{name:34} n {found.queries}  first {found.first:.3f}  in ten {found.in_ten:.3f}  "
            f"accepted {found.accepted:.3f}  precision {found.precision:.4f}\n"
        )
    total, right = inventree(folder)
    sys.stdout.write(f"{'InvenTree, suppliers numbers':34} n {total}  right {right}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
