"""What is suspicious in the rules, by themselves and against the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from qd_core.documents.cells import fold
from qd_core.documents.finding import LintFinding, Severity, finding
from qd_core.documents.problem_list import quoted
from qd_core.documents.region_lint import lint_regions
from qd_core.documents.rule_columns import RULE_SECTIONS, SectionSpec
from qd_core.documents.volume_lint import lint_volume, unknown_sku
from qd_core.model.catalog import Catalog
from qd_core.model.customer import NEW_PROSPECT
from qd_core.model.documents import Citation
from qd_core.model.mailboxes import PUBLIC_MAILBOXES
from qd_core.model.rules import Rules, RuleTable

__all__ = ["lint_rules"]

_NOTICE: Final = Severity.NOTICE


def lint_rules(rules: Rules, catalog: Catalog) -> Iterator[LintFinding]:
    """Every finding in the rules."""
    yield from _tiers(rules)
    yield from _customers(rules)
    yield from lint_volume(rules, catalog)
    yield from lint_regions(rules)
    yield from _bundles(rules, catalog)
    yield from _caps(rules)
    yield from _sections(rules)
    for row in rules.ignored:
        text = f"{quoted(row.text)} counts for nothing here: properties belong above the first section, rows in one"
        yield finding(row, "ignored", text)


def _tiers(rules: Rules) -> Iterator[LintFinding]:
    first: dict[str, Citation] = {}
    for tier in rules.tiers:
        earlier = first.setdefault(tier.name.casefold(), tier.row)
        if earlier is not tier.row:
            yield finding(
                tier.row, "tier_twice", f"tier {tier.name} is already on line {earlier.line}: delete one"
            )


def _customers(rules: Rules) -> Iterator[LintFinding]:
    tiers = {tier.name.casefold() for tier in rules.tiers} | {NEW_PROSPECT}
    screened = {domain for domain, _ in (*rules.competitors, *rules.blocked_domains)}
    first: dict[str, tuple[str, Citation]] = {}
    for rule in rules.customers:
        tier, earlier = first.setdefault(rule.key, (rule.tier, rule.row))
        if rule.tier.casefold() not in tiers:
            text = f"tier {rule.tier} of {rule.key} is not among the Tiers: its quotes are priced as {NEW_PROSPECT}"
            yield finding(rule.row, "unknown_tier", text)
        if earlier is not rule.row:
            same = tier.casefold() == rule.tier.casefold()
            text = f"{rule.key} is already on line {earlier.line}{'' if same else f' with tier {tier}'}: delete one"
            yield finding(rule.row, "customer_twice", text, _NOTICE if same else Severity.WARNING)
        if rule.key in PUBLIC_MAILBOXES:
            text = f"everybody can write from {rule.key}: give the customer's full address instead"
            yield finding(rule.row, "public_domain", text)
        if rule.key.rpartition("@")[2] in screened:
            text = f"{rule.key} is also a competitor or blocked: its mail is never read"
            yield finding(rule.row, "customer_blocked", text)


def _bundles(rules: Rules, catalog: Catalog) -> Iterator[LintFinding]:
    first: dict[frozenset[str], Citation] = {}
    for bundle in rules.bundles:
        for sku in bundle.skus:
            if catalog.get(sku) is None:
                yield finding(bundle.row, "unknown_sku", f"bundle {bundle.name}: {unknown_sku(sku, catalog)}")
        if len(bundle.skus) < 2:
            text = f"bundle {bundle.name} has one member: every quote of it gets the discount"
            yield finding(bundle.row, "bundle_of_one", text)
        earlier = first.setdefault(frozenset(sku.casefold() for sku in bundle.skus), bundle.row)
        if earlier is not bundle.row:
            text = f"bundle {bundle.name} has the members of line {earlier.line}: both discounts apply"
            yield finding(bundle.row, "bundle_twice", text)


def _caps(rules: Rules) -> Iterator[LintFinding]:
    """A discount that alone needs a manager's approval every time."""
    cap = rules.discount_cap
    rated: Iterable[tuple[str, Decimal | None, Citation]] = [
        *((f"tier {tier.name}", tier.discount, tier.row) for tier in rules.tiers),
        *((f"the break of {rule.sku}", rule.discount, rule.row) for rule in rules.volume),
        *((f"bundle {bundle.name}", bundle.discount, bundle.row) for bundle in rules.bundles),
    ]
    for name, discount, row in rated:
        if discount == 1:
            yield finding(row, "for_nothing", f"{name} takes 100 % off: its lines cost nothing")
        elif cap is not None and discount is not None and discount > cap:
            text = f"{name} takes more off than the discount cap allows: each such quote needs a manager's approval"
            yield finding(row, "over_cap", text)


def _sections(rules: Rules) -> Iterator[LintFinding]:
    """An unknown section is a plugin's, or a known one misspelt."""
    names = {name: spec for spec in RULE_SECTIONS for name in spec.names}
    for section in rules.sections.values():
        close = get_close_matches(fold(section.name)[:60], names, n=1, cutoff=0.8)
        for table in section.tables:
            if not table.rows:
                continue
            alike = next(
                (spec for spec in RULE_SECTIONS if len(spec.columns) > 1 and _fits(table, spec)), None
            )
            meant = names[close[0]] if close else alike
            if meant is not None:
                title = meant.key.capitalize()
                text = f"section {quoted(section.name)} is not known and only plugins read it; did you mean {title}?"
                yield finding(table.rows[0][1], "unknown_section", text)


def _fits(table: RuleTable, spec: SectionSpec) -> bool:
    return not spec.missing(spec.header(table.header))
