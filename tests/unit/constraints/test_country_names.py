"""The names of countries that ship are CLDR's."""

from __future__ import annotations

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "scripts" / "country_names.py"


def test_the_shipped_names_are_what_the_script_makes_of_cldr() -> None:
    made = runpy.run_path(str(SCRIPT))
    assert made["OUT"].read_text(encoding="utf-8") == made["text"](), (
        f"run {SCRIPT.name}: babel has other names"
    )
