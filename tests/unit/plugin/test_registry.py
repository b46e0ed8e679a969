"""Discovery, selection and every way in which a plugin can be wrong, on real dist-info folders."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from qd_core.errors import ConfigError, PluginError
from qd_core.plugin.kinds import KINDS
from qd_core.plugin.registry import Registry

Make = Callable[..., Registry]
GATE = next(kind for kind in KINDS if kind.name == "guardrail_gate")
STAGE = next(kind for kind in KINDS if kind.name == "pricing_stage")
CRM = next(kind for kind in KINDS if kind.name == "crm_adapter")
STAGES = list(STAGE.default)


def test_the_defaults_load_and_come_in_order(registry: Make) -> None:
    found = registry()
    found.check()
    assert [bound.name for bound in found.providers(STAGE)] == STAGES
    assert all(bound.origin.startswith("qd-core ") for kind in KINDS for bound in found.providers(kind))


@pytest.mark.usefixtures("strangers")
def test_a_stranger_is_selected_by_name_and_order(registry: Make) -> None:
    chosen = [*STAGES[:4], "fuel_surcharge", STAGES[4]]
    bound = registry(select={"pricing_stages": chosen}).providers(STAGE)
    assert [one.name for one in bound] == chosen
    assert bound[4].origin == "acme-fuel 1.4.0"


@pytest.mark.usefixtures("strangers")
def test_only_what_is_selected_is_imported(registry: Make) -> None:
    registry().check()
    assert not [name for name in sys.modules if name.startswith(("acme_fuel", "broken_import", "odd_shapes"))]


@pytest.mark.usefixtures("strangers")
def test_the_four_gates_cannot_be_removed(registry: Make) -> None:
    found = registry(select={"guardrail_gates": ["export_control", "block_list"]})
    assert found.selected(GATE) == (
        "citation",
        "fabricated_sku",
        "discount_cap",
        "export_control",
        "block_list",
    )


@pytest.mark.usefixtures("strangers")
def test_an_unknown_name_is_one_error_that_tells_everything(registry: Make) -> None:
    with pytest.raises(ConfigError) as caught:
        registry(select={"pricing_stages": [*STAGES, "fuel_surcharg"]}).providers(STAGE)
    text = str(caught.value)
    assert "[select] pricing_stages" in text
    assert "Did you mean 'fuel_surcharge'?" in text
    assert "fuel_surcharge (acme-fuel 1.4.0)" in text
    assert "base_price (qd-core" in text
    assert "libfoo.so.3 is missing" in text
    assert "broken-import 0.9" in text
    assert "fuel_surcharge" in caught.value.choices


@pytest.mark.usefixtures("strangers")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("broken", ["broken-import 0.9", "libfoo.so.3 is missing"]),
        ("future", ["future-api 3.0", "speaks plugin API 2", "update qd-core"]),
        ("twice", ["collider-one 1.0", "collider-two 2.0", "uninstall one"]),
        ("misnamed", ["odd-shapes 0.1", "somebody_else", "misnamed"]),
        ("quits", ["odd-shapes 0.1", "SystemExit: this platform is not supported"]),
        ("notplugin", ["odd-shapes 0.1", "has no `plugin = Plugin(api=1)`"]),
        ("wronghook", ["odd-shapes 0.1", "no hook 'qd_pricing_stagez'. Did you mean 'qd_pricing_stages'?"]),
        ("unmarked", ["odd-shapes 0.1", "its qd_guardrail_gates is not marked with @hookimpl"]),
        ("lazybuild", ["odd-shapes 0.1", "RuntimeError: no licence file"]),
        ("lazybuild.empty", ["odd-shapes 0.1", "no method 'check'", "GuardrailGate"]),
    ],
)
def test_a_plugin_that_cannot_be_used_is_named(registry: Make, name: str, words: list[str]) -> None:
    with pytest.raises(PluginError) as caught:
        registry(select={"guardrail_gates": [name]}).providers(GATE)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.usefixtures("strangers")
def test_a_stage_in_the_wrong_place_stops_start_up(registry: Make) -> None:
    wrong = [*STAGES[:4], "late_stage", STAGES[4]]
    with pytest.raises(ConfigError, match="'late_stage' must come after 'bundle'"):
        registry(select={"pricing_stages": wrong}).check()
    registry(select={"pricing_stages": [*STAGES, "late_stage"]}).check()


def test_the_built_in_stages_keep_their_own_order(registry: Make) -> None:
    with pytest.raises(ConfigError, match="must come"):
        registry(select={"pricing_stages": ["tier_discount", "base_price", *STAGES[2:]]}).check()


@pytest.mark.usefixtures("strangers")
def test_settings_are_validated_by_the_plugins_own_model(registry: Make) -> None:
    with pytest.raises(ConfigError) as caught:
        registry(
            select={"pricing_stages": [*STAGES, "fuel_surcharge"]},
            settings={"fuel_surcharge": {"sektion": "x"}},
        ).check()
    assert "[settings.fuel_surcharge] sektion" in str(caught.value)
    assert "its settings: section" in str(caught.value)


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({"select": {"pricing_stage": ["base_price"]}}, "Did you mean 'pricing_stages'?"),
        ({"settings": {"embeded": {}}}, "Did you mean 'embedded'?"),
        ({"select": {"crm_adapter": ["none", "file"]}}, "needs exactly one name"),
        ({"select": {"guardrail_gates": ["citation", "citation"]}}, "names one provider twice"),
        ({"settings": {"base_price": {"rounding": "up"}}}, "[settings.base_price] rounding"),
    ],
)
def test_a_wrong_key_is_named(registry: Make, tree: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        registry(**tree).check()
    assert words in str(caught.value)


@pytest.mark.usefixtures("strangers")
def test_the_listing_shows_all_and_why_something_cannot_be_used(registry: Make) -> None:
    listing = registry(select={"pricing_stages": [*STAGES, "fuel_surcharge"]}).listing()
    by_name = {(entry.kind, entry.name): entry for entry in listing}
    fuel = by_name["pricing_stage", "fuel_surcharge"]
    assert (fuel.distribution, fuel.version, fuel.selected) == ("acme-fuel", "1.4.0", True)
    assert not by_name["guardrail_gate", "export_control"].selected
    assert "libfoo.so.3" in by_name["", "broken"].problem
    assert {entry.kind for entry in listing} - {""} == {kind.name for kind in KINDS}


@pytest.mark.usefixtures("strangers")
@pytest.mark.parametrize("crm", ["hubspott", "broken", "twice"])
def test_a_crm_that_cannot_be_used_is_named_and_the_rest_is_still_listed(registry: Make, crm: str) -> None:
    found = registry(select={"crm_adapter": crm})
    with pytest.raises((ConfigError, PluginError), match=crm):
        found.check()
    shown = {
        (entry.kind, entry.name): entry.selected for entry in registry(select={"crm_adapter": crm}).listing()
    }
    assert shown["guardrail_gate", "citation"]
    assert not shown["crm_adapter", "none"]


@pytest.mark.usefixtures("strangers")
def test_an_observer_that_observes_nothing_is_told_at_start_up(registry: Make) -> None:
    with pytest.raises(
        ConfigError, match=r"observers: 'fuel_surcharge' of acme-fuel 1\.4\.0 observes nothing"
    ):
        registry(select={"observers": ["fuel_surcharge"]}).check()
