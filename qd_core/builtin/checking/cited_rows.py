"""Do a draft's citations exist, and do its prices follow from the rows that they cite?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qd_core.model.documents import Citation
from qd_core.model.quote import Draft, GateFinding, PriceStep, QuoteLine
from qd_core.model.rules import CompanyDocuments, Rules
from qd_core.money import exact, plain, round_half_up, round_money

__all__ = ["CitedRows"]

_ONE = Decimal(1)
_TYPED = {("manual_price", "review"), ("manual_discount", "review")}
"""Stage and document of what a person typed: the review is its source."""
_SHIPPED = frozenset({"tier_discount", "volume_break", "regional", "bundle"})


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row of the rules does to a price; a row of another kind does nothing that could be checked."""

    factor: Decimal | None = None
    price: Decimal | None = None


class CitedRows:
    """Every row of one version of the documents that a number may cite."""

    def __init__(self, documents: CompanyDocuments) -> None:
        self._documents = documents
        self._rules = dict(_rows(documents.rules))
        self._voice = {line.row for line in documents.voice.lines}
        self._texts = {(row.document, row.section, row.text) for row in (*self._rules, *self._voice)}

    def findings(self, draft: Draft) -> Iterator[GateFinding]:
        """Everything in the draft's money that does not follow from a row that exists."""
        with exact():
            for line in draft.lines:
                if line.unit_price is not None:
                    yield from self._line(line)
            for charge in draft.charges:
                if not self.exists(charge.citation):
                    yield GateFinding(charge.code, plain(charge.amount), _gone(charge.citation))
            if draft.validity_citation and not self.exists(draft.validity_citation):
                yield GateFinding("validity", draft.validity_citation.text, _gone(draft.validity_citation))
            yield from _sums(draft)

    def exists(self, citation: Citation) -> bool:
        """The row of that line of that version; of a newer version, a row of the same words in the same section."""
        if citation.document == "catalog":
            return self._in_catalog(citation)
        if citation in self._rules or citation in self._voice:
            return True
        current = self._documents.versions.get(citation.document)
        newer = current is not None and current != citation.version
        return newer and (citation.document, citation.section, citation.text) in self._texts

    def _in_catalog(self, citation: Citation) -> bool:
        catalog = self._documents.catalog
        if citation.version == catalog.version:
            return any(item.row == citation for item in catalog)
        return any((item.row.section, item.row.text) == (citation.section, citation.text) for item in catalog)

    def _line(self, line: QuoteLine) -> Iterator[GateFinding]:
        where = f"line {line.position}"
        if not line.steps:
            yield GateFinding(where, str(line.unit_price), "the price has no steps, so it cites nothing")
            return
        before: Decimal | None = None
        for step in line.steps:
            if problem := self._step(step, before, line):
                yield GateFinding(where, step.effect, problem)
            before = step.unit_price
        unit_price, decimals = line.unit_price, self._documents.catalog.price_decimals
        if before is not None and unit_price is not None and round_half_up(before, decimals) != unit_price:
            yield GateFinding(where, plain(unit_price), f"the steps end at {before}, not at the unit price")
        if line.quantity is None or unit_price is None:
            yield GateFinding(where, "", "a priced line has no quantity")
        elif line.line_total != round_money(line.quantity * unit_price, self._documents.catalog.currency):
            yield GateFinding(where, str(line.line_total), "the line total is not quantity times unit price")

    def _step(self, step: PriceStep, before: Decimal | None, line: QuoteLine) -> str:
        """What is wrong with one step; nothing where it follows from its row."""
        if (step.stage, step.citation.document) in _TYPED:
            return ""
        if step.stage == "base_price":
            return self._base(step, line)
        if not self.exists(step.citation):
            return _gone(step.citation)
        row = self._rules.get(step.citation)
        if step.stage not in _SHIPPED or row is None or before is None:
            return ""
        allowed = (
            row.price if row.price is not None else before * row.factor if row.factor is not None else None
        )
        if allowed is None or step.unit_price == allowed:
            return ""
        return f"{step.stage} gives {step.unit_price}, but its row gives {allowed}"

    def _base(self, step: PriceStep, line: QuoteLine) -> str:
        item = self._documents.catalog.get(line.sku or "")
        if item is None:
            return f"{line.sku} is not in the catalog"
        if item.price != step.unit_price:
            return f"the base price {step.unit_price} is not the catalog's ({item.price})"
        same = item.row == step.citation or (
            step.citation.version != self._documents.catalog.version and item.row.text == step.citation.text
        )
        return "" if same else _gone(step.citation)


def _sums(draft: Draft) -> Iterator[GateFinding]:
    totals = [line.line_total for line in draft.lines if line.line_total is not None]
    if draft.subtotal is not None and draft.subtotal != sum(totals):
        yield GateFinding("subtotal", plain(draft.subtotal), f"the lines add up to {sum(totals)}")
    if draft.total is None:
        return
    if draft.partial or len(totals) < len(draft.lines):
        yield GateFinding("total", plain(draft.total), "a total although a line has no price")
    due = (draft.subtotal or Decimal(0)) + sum(charge.amount for charge in draft.charges)
    if draft.total != due:
        yield GateFinding("total", plain(draft.total), f"subtotal and charges add up to {due}")


def _rows(rules: Rules) -> Iterator[tuple[Citation, _Row]]:
    for tier in rules.tiers:
        yield tier.row, _Row(factor=_ONE - tier.discount)
    for step in rules.volume:
        yield step.row, _Row(None if step.discount is None else _ONE - step.discount, step.unit_price)
    for region in rules.regions:
        yield region.row, _Row(factor=_ONE + region.adjustment)
    for bundle in rules.bundles:
        yield bundle.row, _Row(factor=_ONE - bundle.discount)
    others = [customer.row for customer in rules.customers]
    others += [place.row for place in rules.excluded]
    others += [stated.row for stated in rules.properties.values()]
    others += [row for _, row in (*rules.blocked_domains, *rules.competitors)]
    others += [
        row for section in rules.sections.values() for table in section.tables for _, row in table.rows
    ]
    yield from ((row, _Row()) for row in others)


def _gone(citation: Citation) -> str:
    return f"cites {citation.document} line {citation.line} ({citation.text!r}), which is not there"
