"""The development companies load without a problem, where their folder is at hand (QD_SHARED, or ../shared)."""

import json
import os
from pathlib import Path

import pytest

from qd_core.documents.lint import Severity, lint
from qd_core.documents.load import load_documents

SHARED = Path(os.environ.get("QD_SHARED") or Path(__file__).parents[4] / "shared") / "rfqs"


@pytest.mark.parametrize("company", ["harbor-supply", "nordlicht-safety", "pennine-bearings"])
def test_a_company_loads_with_the_skus_that_it_has(company: str) -> None:
    folder = SHARED / company
    if not folder.is_dir():
        pytest.skip(f"no development companies in {SHARED}; set QD_SHARED to the folder that holds rfqs/")
    documents = load_documents(folder / "docs")
    known = json.loads((folder / "known.json").read_text())["skus"]
    assert [item.sku for item in documents.catalog] == known
    assert documents.rules.ship_from.country == json.loads((folder / "known.json").read_text())["home"]
    assert not [str(found) for found in lint(documents) if found.severity is Severity.WARNING]
