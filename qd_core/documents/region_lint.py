"""What is suspicious in Regions, Do not serve and Ship from: places that are never reached, or not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qd_core.documents.finding import LintFinding, Severity, finding
from qd_core.documents.problem_list import quoted
from qd_core.model.documents import Citation
from qd_core.model.folding import strip_accents
from qd_core.model.rules import RegionRule, Rules

__all__ = ["lint_regions"]


def lint_regions(rules: Rules) -> Iterator[LintFinding]:
    """Findings in document order: the first row that matches wins, so a later one may be dead."""
    yield from _shadowed(rules.regions)
    yield from _excluded(rules)
    yield from _ship_from(rules)
    for region in rules.regions:
        if region.adjustment == -1:
            yield finding(
                region.row, "for_nothing", f"region {region.region} takes 100 % off: its lines cost nothing"
            )
        for place in region.matches:
            if "," in place:
                text = f"{quoted(place)} counts as one place: put ; between two places"
                yield finding(region.row, "comma_in_matches", text)


def _shadowed(regions: Sequence[RegionRule]) -> Iterator[LintFinding]:
    seen: dict[str, Citation] = {}
    prefixes: dict[str, Citation] = {}
    for region in regions:
        hidden = {place: row for place in region.matches if (row := _earlier(_key(place), seen, prefixes))}
        for place, row in hidden.items():
            if len(hidden) < len(region.matches):
                text = (
                    f"{quoted(place)} is already matched on line {row.line}: it never reaches {region.region}"
                )
                yield finding(region.row, "region_shadowed", text)
        if len(hidden) == len(region.matches):
            lines = ", ".join(dict.fromkeys(str(row.line) for row in hidden.values()))
            text = f"region {region.region} is never reached: line {lines} matches all of it first"
            yield finding(region.row, "region_unreachable", text)
        for place in region.matches:
            key = _key(place)
            target = prefixes if key.endswith("*") else seen
            target.setdefault(key.rstrip("*"), region.row)


def _earlier(key: str, seen: dict[str, Citation], prefixes: dict[str, Citation]) -> Citation | None:
    """The row above that already takes ``key``: the same place, or a shorter beginning of the postcode."""
    if not key.endswith("*"):
        return seen.get(key)
    code = key.rstrip("*")
    return next(
        (prefixes[code[:length]] for length in range(1, len(code) + 1) if code[:length] in prefixes), None
    )


def _excluded(rules: Rules) -> Iterator[LintFinding]:
    never = {_key(excluded.match): excluded.row for excluded in rules.excluded}
    for region in rules.regions:
        for place in region.matches:
            row = never.get(_key(place))
            if row is not None:
                text = f"{quoted(place)} is never served (line {row.line}): it does not reach {region.region}"
                yield finding(region.row, "region_not_served", text)
    for excluded in rules.excluded:
        if "," in excluded.match:
            text = f"{quoted(excluded.match)} counts as one place: put ; between two places"
            yield finding(excluded.row, "comma_in_matches", text)


def _ship_from(rules: Rules) -> Iterator[LintFinding]:
    stated = rules.properties.get("ship from")
    if stated is not None and not rules.ship_from.country:
        text = (
            f"the country of {quoted(stated.value)} is not understood: write it last, as in Hamburg, Germany"
        )
        yield finding(stated.row, "ship_from_country", text)
    elif stated is None and rules.regions:
        text = "there is no Ship from: codes such as DE or CA cannot be told apart"
        yield LintFinding("rules", 0, Severity.NOTICE, "no_ship_from", text)


def _key(place: str) -> str:
    text = strip_accents(place.casefold())
    return text.replace(" ", "") if text.endswith("*") else text
