"""The programs printed in the documentation run."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from qd_core.model.documents import Citation
from qd_core.model.rules import RuleSection, RuleTable

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"


def test_the_pricing_stage_of_the_how_to_prices_and_cites() -> None:
    program = re.search(
        r"```python\n(.*?)```", (HOW_TO / "pricing-stage.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert program
    module: dict = {}
    exec(program[1], module)
    (offered,) = module["qd_pricing_stages"]()
    stage = offered.build(None, None)
    row = Citation("rules", "v1", "Fuel surcharge", 4, "2.4%")
    table = RuleTable(("Percent",), ((("2.4%",), row),))
    for sections, expected in (
        ({"fuel surcharge": RuleSection("Fuel surcharge", (table,))}, Decimal("102.4")),
        ({}, None),
    ):
        rules = SimpleNamespace(sections=sections)
        quote = SimpleNamespace(documents=SimpleNamespace(rules=rules))
        result = stage.apply(SimpleNamespace(quote=quote, unit_price=Decimal(100)))
        assert result.unit_price == expected
        assert result.citation == (row if expected else None)
