#!/usr/bin/env python3
"""Makes `qd_core/reading/country_names.tsv`, the names of countries in the languages that Quote Drafter reads.

    python scripts/country_names.py

The names are CLDR's, taken from babel. Reading them there takes babel 0.1 s of every process that drafts one mail;
the file takes a millisecond. A line is a country's code and the keys (`gazetteer.name_keys`) of its names.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

from qd_core.reading.gazetteer import name_keys

OUT = Path(__file__).parents[1] / "qd_core" / "reading" / "country_names.tsv"
CREDIT = "# Country names from Unicode CLDR, folded; made by scripts/country_names.py"
LOCALES = ("en", "de", "fr", "es", "it", "nl", "pt", "da", "sv", "nb", "fi", "pl", "cs")
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
TOO_SHORT = 3
"""Of this length a name is likelier another word: Man."""
OTHERWISE_KNOWN = frozenset({"norfolk"})
"""A county before it is an island."""


def country_keys() -> dict[str, str]:
    """Each key and its country's code, by code; of two countries with one key the first language's has it."""
    table: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale(locale).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
                for key in name_keys(name):
                    if len(key) > TOO_SHORT and key not in OTHERWISE_KNOWN:
                        table.setdefault(key, code)
    return table


def text() -> str:
    """The file's text; the same CLDR gives the same text."""
    keys_of: dict[str, list[str]] = {}
    for key, code in country_keys().items():
        keys_of.setdefault(code, []).append(key)
    return (
        "\n".join([CREDIT, *(f"{code}\t{';'.join(sorted(keys_of[code]))}" for code in sorted(keys_of))])
        + "\n"
    )


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size} bytes")
