"""Invented catalogs of twenty-two trades, with what buyers ask for and what that must resolve to.

A file in ``trades/`` holds catalog rows (SKU | Description | Unit | Pack | Aliases) and questions (text | outcome |
SKUs). ``{size:a,b}`` in the first column makes a row of each; the same or another slot in later columns goes along.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

from qd_core.builtin.alias import AliasResolver
from qd_core.builtin.exact import ExactResolver
from qd_core.builtin.fuzzy import FuzzyResolver
from qd_core.config import AppSettings
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.message import Source
from qd_core.model.quote import ResolvedLine
from qd_core.model.rfq import Extracted, LineItem, QuantityProblem
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.pipeline.resolve import resolve_line
from qd_core.plugin import NoSettings, ProviderContext, SkuResolver

TRADES = Path(__file__).parent / "trades"
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_CONTEXT = cast(ProviderContext, None)  # the built-in resolvers take nothing from it
RESOLVERS: Sequence[tuple[str, SkuResolver]] = (
    ("exact", ExactResolver(NoSettings(), _CONTEXT)),
    ("alias", AliasResolver(NoSettings(), _CONTEXT)),
    ("fuzzy", FuzzyResolver(NoSettings(), _CONTEXT)),
)


@dataclass(frozen=True)
class Question:
    """``outcome``: exact, alias, match (of any kind), ask (about all of ``skus``), none, or not (never a match)."""

    trade: str
    text: str
    outcome: str
    skus: tuple[str, ...]


def trades() -> list[str]:
    """The names of all files."""
    return sorted(path.stem for path in TRADES.glob("*.txt"))


@cache
def trade(name: str) -> tuple[Catalog, tuple[Question, ...]]:
    """The catalog and the questions of one file."""
    rows, _, asked = (TRADES / f"{name}.txt").read_text(encoding="utf-8").partition("# queries")
    items = [
        item(sku, description, unit, pack, "".join(aliases))
        for line in rows.splitlines()
        if line.strip() and not line.startswith("#")
        for sku, description, unit, pack, *aliases in _rows(line)
    ]
    questions = []
    for line in asked.splitlines():
        if line.strip():
            text, outcome, skus = (part.strip() for part in line.split("|"))
            questions.append(Question(name, text, outcome, tuple(skus.split())))
    return catalog(items), tuple(questions)


def _rows(line: str) -> Iterable[list[str]]:
    columns = [column.strip() for column in line.split("|")]
    axes = {
        match[1]: len(match[2].split(",")) for match in _SLOT.finditer(columns[0]) if match[2] is not None
    }
    for places in itertools.product(*(range(count) for count in axes.values())):
        place = dict(zip(axes, places, strict=True))
        values: dict[str, str] = {}

        def fill(match: re.Match[str], place: dict[str, int] = place, values: dict[str, str] = values) -> str:
            name, choices = match[1], match[2]
            if choices is not None:
                options = choices.split(",")
                axis = (
                    name if name in place else next(a for a, count in axes.items() if count == len(options))
                )
                values[name] = options[place[axis]]
            return values[name]

        yield [_SLOT.sub(fill, column) for column in columns]


def item(
    sku: str, description: str, unit: str = "each", pack: str = "", aliases: str = "", **more: object
) -> CatalogItem:
    """A catalog row; ``aliases`` as the document has them."""
    return CatalogItem(
        sku=sku,
        description=description,
        row=Citation("catalog", "v1", "catalog", 1, f"{sku} | {description}"),
        unit=unit,
        pack=Decimal(pack) if pack else None,
        aliases=tuple(alias.strip() for alias in aliases.split(";") if alias.strip()),
        **more,  # type: ignore[arg-type]
    )


def catalog(items: Iterable[CatalogItem], number_format: str = "") -> Catalog:
    """A catalog of these rows."""
    return Catalog(list(items), currency="EUR", price_decimals=2, version="v1", number_format=number_format)


def line(
    name: str,
    quantity: str | None = "1",
    unit: str = "",
    *,
    text: str = "",
    description: str = "",
    in_table: bool = False,
    problem: QuantityProblem | None = None,
    ladder: tuple[str, ...] = (),
) -> LineItem:
    """A line as the reader hands it over."""
    source = Source(part="text", quote=text or name, table=0 if in_table else None)
    return LineItem(
        position=1,
        text=text or name,
        name_or_sku=Extracted(value=name, confidence=1.0, source=source),
        quantity=Extracted(value=Decimal(quantity), confidence=1.0, source=source) if quantity else None,
        unit=Extracted(value=unit, confidence=1.0, source=source) if unit else None,
        description=description,
        problem=problem,
        ladder=tuple(map(Decimal, ladder)),
    )


def resolve(goods: Catalog, asked: LineItem | str) -> ResolvedLine:
    """What a line resolves to with the built-in resolvers and the default thresholds."""
    documents = CompanyDocuments(goods, Rules(version="v1"), Voice(version="v1"))
    return resolve_line(line(asked) if isinstance(asked, str) else asked, RESOLVERS, documents, AppSettings())
