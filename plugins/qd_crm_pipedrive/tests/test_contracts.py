"""The plugin is found under its name, and keeps the contracts of its kinds."""

from __future__ import annotations

from qd_core.plugin import Checkable, Installable, TokenRefresher
from qd_core.testing import installed_plugin
from qd_crm_pipedrive.adapter import PipedriveCrm
from qd_crm_pipedrive.contracts import TestPipedriveCrm, TestPipedriveTiers

__all__ = ["TestPipedriveCrm", "TestPipedriveTiers"]


def test_it_is_found_under_its_name() -> None:
    offered = installed_plugin("pipedrive").providers
    assert [each.name for each in offered["crm_adapter"] + offered["tier_lookup"]] == ["pipedrive"] * 2


def test_it_can_be_checked_set_up_and_refreshed() -> None:
    for protocol in (Checkable, Installable, TokenRefresher):
        assert issubclass(PipedriveCrm, protocol)
