"""Invented catalogs of eight trades, with what buyers ask for and what it must resolve to."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation

TRADES = Path(__file__).parent / "trades"
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")


@dataclass(frozen=True)
class Question:
    """``outcome``: exact, alias, match (of ``skus``), ask (about ``skus``), none, or not (anything but a match)."""

    trade: str
    text: str
    outcome: str
    skus: tuple[str, ...]


def rows_of(line: str) -> list[list[str]]:
    """A catalog line with its slots filled in: slots of the first column multiply, later ones go along."""
    columns = [column.strip() for column in line.split("|")]
    axes = {match[1]: len(match[2].split(",")) for match in _SLOT.finditer(columns[0]) if match[2] is not None}
    rows = []
    for places in itertools.product(*(range(count) for count in axes.values())):
        place = dict(zip(axes, places, strict=True))
        values: dict[str, str] = {}

        def fill(match: re.Match[str], place: dict[str, int] = place, values: dict[str, str] = values) -> str:
            name, choices = match[1], match[2]
            if choices is not None:
                options = choices.split(",")
                axis = name if name in place else next(a for a, count in axes.items() if count == len(options))
                values[name] = options[place[axis]]
            return values[name]

        rows.append([_SLOT.sub(fill, column) for column in columns])
    return rows


def trade(name: str) -> tuple[Catalog, list[Question]]:
    """The catalog and the questions of one file."""
    catalog_text, _, question_text = (TRADES / f"{name}.txt").read_text(encoding="utf-8").partition("# queries")
    items = []
    for line in catalog_text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        for sku, description, unit, pack, *aliases in rows_of(line):
            items.append(
                CatalogItem(
                    sku=sku,
                    description=description,
                    row=Citation("catalog", "v1", "catalog", len(items) + 1, line),
                    unit=unit,
                    price=Decimal("1.00"),
                    pack=Decimal(pack) if pack else None,
                    aliases=tuple(alias.strip() for alias in "".join(aliases).split(";") if alias.strip()),
                )
            )
    questions = []
    for line in question_text.splitlines():
        if line.strip():
            text, outcome, skus = (part.strip() for part in line.split("|"))
            questions.append(Question(name, text, outcome, tuple(skus.split())))
    return Catalog(items, currency="EUR", price_decimals=2, version="v1"), questions


def trades() -> list[str]:
    """The names of all files."""
    return sorted(path.stem for path in TRADES.glob("*.txt"))


@pytest.fixture(scope="session")
def catalogs() -> dict[str, Catalog]:
    """The catalog of every trade."""
    return {name: trade(name)[0] for name in trades()}
