"""Both plugins are found under their names, and keep the contracts of their kinds."""

import pytest
from qd_export_rules.fuel_contracts import TestFuelSurcharge
from qd_export_rules.incoterms_contracts import TestExportIncoterms

from qd_core.testing import installed_plugin

__all__ = ["TestExportIncoterms", "TestFuelSurcharge"]


@pytest.mark.parametrize(
    ("name", "kind"), [("export_incoterms", "guardrail_gate"), ("fuel_surcharge", "pricing_stage")]
)
def test_each_is_found_under_its_name(name: str, kind: str) -> None:
    assert [provider.name for provider in installed_plugin(name).providers[kind]] == [name]
