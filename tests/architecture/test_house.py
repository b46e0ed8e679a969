"""The house rules hold in every file, and each rule can fail."""

import re
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.architecture import house_rules as rules
from tests.architecture.checkout import ROOT, TEMPLATES, files, matching, python_of, read

LOCKS = matching("requirements/*.txt")
APART = {f"requirements/{name}.txt" for name in ("emulator", "fuzz", "rie")}
"""Never in the environment that is tested: what the tests talk to, or are run by."""
SOURCES = python_of("qd_core", "plugins", "infra", "scripts", "examples")
PRICING_STAGES = {"base_price", "tier_discount", "volume_break", "regional", "bundle"}


def where_prices_are_made() -> list[str]:
    return [
        name
        for name in python_of("qd_core", "plugins")
        if name == "qd_core/money.py"
        or name.startswith("qd_core/pipeline/price")
        or (name.startswith("qd_core/builtin/") and Path(name).stem in PRICING_STAGES)
        or (not name.startswith("qd_core/plugin/") and "qd_pricing_stages" in read(name))
    ]


def broken(rule: rules.Rule, names: list[str]) -> dict[str, list[str]]:
    return {name: problems for name in names if (problems := rule(read(name)))}


def test_there_is_something_to_look_at() -> None:
    assert "qd_core/money.py" in SOURCES
    assert "pyproject.toml" in files()
    assert len(LOCKS) >= 4


def test_no_file_is_too_long() -> None:
    assert broken(rules.too_long, SOURCES) == {}


def test_every_module_is_named_for_what_it_does() -> None:
    assert [name for name in SOURCES if rules.name_says_nothing(name)] == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    assert broken(rules.names_a_registry_or_machine, list(files())) == {}


def test_requirements_are_pinned_hashed_and_free_of_places() -> None:
    assert broken(rules.unpinned_or_looked_up, LOCKS) == {}
    assert "uv.lock" not in files()


def test_no_price_passes_through_a_float() -> None:
    assert broken(rules.makes_a_float, where_prices_are_made()) == {}


def test_only_money_rounds() -> None:
    others = [name for name in python_of("qd_core", "plugins") if name != "qd_core/money.py"]
    assert broken(rules.rounds_money, others) == {}


def test_every_clock_has_a_zone() -> None:
    assert broken(rules.reads_a_naive_clock, SOURCES) == {}


def test_every_declared_dependency_is_pinned() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "runtime": project["dependencies"],
        "aws": project["dependencies"] + extras["aws"],
        "desk": project["dependencies"] + extras["desk"],
        "dev": project["dependencies"] + [each for extra in extras.values() for each in extra],
    }
    missing = {
        lock: [need for need in needs if f"\n{_distribution(need)}==" not in read(f"requirements/{lock}.txt")]
        for lock, needs in wanted.items()
    }
    assert missing == {lock: [] for lock in wanted}


def test_every_lock_installs_the_releases_that_are_tested() -> None:
    tested = _pins("requirements/dev.txt")
    shipped = [name for name in LOCKS if name not in APART]
    assert {name: _pins(name) - tested for name in shipped} == {name: set() for name in shipped}


def test_the_wheel_carries_every_file_of_the_package() -> None:
    carried = {
        Path(file.path).relative_to(ROOT).as_posix()
        for file in WheelBuilder(str(ROOT)).recurse_included_files()
    }
    assert [name for name in files() if name.startswith("qd_core/") and name not in carried] == []


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (rules.too_long, "x = 1\n" * 401, "x = 1\n" * 400),
        (rules.names_a_registry_or_machine, "see https://pyp" + "i.org/simple", "see the package index"),
        (rules.names_a_registry_or_machine, "cd /wor" + "k/main", "https://example.com/wor" + "k/main"),
        (rules.names_a_registry_or_machine, "HOME=/roo" + "t/", "the /rooting/ table"),
        (
            rules.unpinned_or_looked_up,
            "six>=1 --hash=sha256:0",
            "# a word\nsix==1.17.0 \\\n    --hash=sha256:0\n",
        ),
        (
            rules.unpinned_or_looked_up,
            "six==1.17.0\n",
            "six==1.17.0 ; python_version < '3' --hash=sha256:0\n",
        ),
        (rules.unpinned_or_looked_up, "--index-url x\nsix==1 --hash=sha256:0", "a[b]==1 --hash=sha256:0"),
        (rules.unpinned_or_looked_up, "six @ https://example.com/six.whl", "six==1 --hash=sha256:0"),
        (rules.makes_a_float, "total = float('1.10')", "total = Decimal('1.10')"),
        (rules.makes_a_float, "total = Decimal(1.1)", "assert not isinstance(total, float)"),
        (rules.rounds_money, "price.quantize(Decimal('0.01'))", "money.rounded(price)"),
        (rules.reads_a_naive_clock, "datetime.now()", "datetime.now(UTC)"),
        (rules.reads_a_naive_clock, "datetime.datetime.utcnow()", "datetime.now(tz=zone)"),
        (rules.reads_a_naive_clock, "date.today()", "clock.now()"),
    ],
)
def test_each_rule_can_fail(rule: rules.Rule, wrong: str, right: str, tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(wrong)
    assert rule(file.read_text()) != []
    file.write_text(right)
    assert rule(file.read_text()) == []


@pytest.mark.parametrize(
    "name", ["qd_core/utils.py", "qd_core/helpers/text.py", "qd_core/pipeline/manager.py"]
)
def test_a_name_that_says_nothing_is_caught(name: str) -> None:
    assert rules.name_says_nothing(name) != []
    assert rules.name_says_nothing("qd_core/builtin/base_price.py") == []


def test_templates_are_left_to_the_plugins_they_become() -> None:
    assert [name for name in SOURCES if name.startswith(TEMPLATES)] == []


def _distribution(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


def _pins(name: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+==[^\s;]+)", read(name), flags=re.MULTILINE))
