"""The prices of every development RFQ, from its right SKUs, quantities, tier and region."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qd_core.documents.load import load_documents
from qd_core.model.customer import Tier
from qd_core.model.place import Place
from qd_core.model.rules import CompanyDocuments, RegionRule
from qd_core.money import plain
from qd_core.reading.places import parse_place, place_matches
from tests.unit.pricing import shop

SHARED = Path(os.environ.get("QD_SHARED", Path(__file__).parents[4] / "shared")) / "rfqs"
TRUTHS = sorted(SHARED.glob("*/truth/*.json"))


@pytest.mark.skipif(
    not TRUTHS, reason=f"no development RFQs in {SHARED}: set QD_SHARED to the folder that holds rfqs/"
)
def test_every_development_rfq_is_priced_to_the_cent() -> None:
    stages = shop.stages()
    wrong, read = (
        [],
        {folder: load_documents(folder / "docs") for folder in {path.parent.parent for path in TRUTHS}},
    )
    for path in TRUTHS:
        truth, docs = json.loads(path.read_text(encoding="utf-8")), read[path.parent.parent]
        expect = truth["expect"]
        if expect["move"] == "reject":
            continue
        lines = [shop.line(each["sku"], each["quantity"], n) for n, each in enumerate(expect["lines"], 1)]
        priced = shop.price_quote(
            lines,
            tier=Tier(name=expect["tier"], source="truth"),
            destination=_place(docs, expect["destination_region"]),
            documents=docs,
            stages=stages,
            app=shop.AppSettings(),
            received_at=datetime.fromisoformat(truth["received_at"]),
            partial=expect["move"] != "auto_draft",
        )
        got = [[_text(line.unit_price), _text(line.line_total)] for line in priced.lines]
        want: list[Any] = [[each["unit_price"], each["line_total"]] for each in expect["lines"]]
        if (got, _text(priced.total)) != (want, expect["total"]):
            wrong.append((path.stem, got, want, _text(priced.total), expect["total"]))
        if expect["move"] == "auto_draft" and priced.manager_approval != expect["manager_approval"]:
            wrong.append((path.stem, "manager approval", priced.manager_approval))
    assert wrong == []


def _place(docs: CompanyDocuments, region: str | None) -> Place | None:
    """A place of the region: one that its row matches, and no row above it."""
    home = docs.rules.ship_from
    rows = docs.rules.regions
    for row in rows:
        for pattern in row.matches if row.region == region else ():
            place = parse_place(pattern, home=home) or Place(text=pattern, city=pattern)
            first = next(
                (
                    r
                    for r in rows
                    if any(place_matches(m, place, home_country=home.country) for m in r.matches)
                ),
                None,
            )
            if first is row:
                return place
    assert region is None, f"no place found in {region}"
    return None


def _matches(row: RegionRule, place: Place, home: str) -> bool:
    return any(place_matches(pattern, place, home_country=home) for pattern in row.matches)


def _text(amount: Any) -> str | None:
    return None if amount is None else plain(amount)
