"""Which names are towns: by them a place is told from any other noun with a capital. Loaded when first asked."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from qd_core.reading.gazetteer import city_key

__all__ = ["countries_of_town"]


@cache
def _towns() -> dict[str, str]:
    packed = files("qd_core.reading").joinpath("town_names.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().split("\n")
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def countries_of_town(name: str) -> frozenset[str]:
    """The countries (ISO alpha-2) that have a town called ``name``; empty where no town is known. That a name is a
    town's says nothing of which one is meant."""
    towns = _towns()
    return frozenset(country for key in city_key(name) for country in towns.get(key, "").split())
