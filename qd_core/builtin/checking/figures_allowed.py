"""The numbers that a cover may name: the draft's own, and those that its sources write out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from decimal import Decimal
from zoneinfo import ZoneInfo

from qd_core.builtin.checking.figures import Figure, FigureKind, figures_in, spelled_figures_in
from qd_core.builtin.checking.folded import visible
from qd_core.builtin.checking.subjects import items_on
from qd_core.model.catalog import CatalogItem
from qd_core.model.quote import Draft, QuoteLine
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin import GateRequest

__all__ = ["AllowedFigures", "Written", "written_by_company"]

Written = frozenset[tuple[FigureKind, str]]
"""Numbers as they are written, with what they stand for there."""

_HUNDRED = Decimal(100)
_SIGN_OF = {
    "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹", "RUB": "₽", "KRW": "₩", "TRY": "₺", "NGN": "₦",
    "THB": "฿", "VND": "₫", "ILS": "₪", "UAH": "₴", "PHP": "₱", "PLN": "zł", "CHF": "CHF",
}  # fmt: skip
_LENT = frozenset({FigureKind.PLAIN, FigureKind.QUANTITY})
"""What names may lend to a cover: never an amount, a percentage or a time."""


class AllowedFigures:
    """One draft's numbers by kind, and its dates."""

    def __init__(self, request: GateRequest, written: Written, time_zone: str) -> None:
        draft, documents = request.draft, request.documents
        items = items_on(draft, documents)
        money, quantities = set(_money(draft)), set(_quantities(draft, items))
        percents, durations = set(_percents(draft)), {Decimal(documents.rules.validity_days)}
        plain = money | quantities | percents | durations
        self._values = {
            FigureKind.MONEY: money,
            FigureKind.PERCENT: percents,
            FigureKind.DURATION: durations,
            FigureKind.QUANTITY: quantities,
            FigureKind.PLAIN: plain,
        }
        names = _written(_names(draft, items))
        self._written = (
            written | _written(_letterhead(request)) | {pair for pair in names if pair[0] in _LENT}
        )
        self._currency = draft.currency
        zone = ZoneInfo(time_zone)
        received = draft.received_at if draft.received_at.tzinfo else draft.received_at.replace(tzinfo=UTC)
        deadline = draft.constraints.deadline
        days = (draft.valid_until, received.astimezone(zone).date(), deadline.value if deadline else None)
        self.dates = {day for day in days if day}

    def problem(self, figure: Figure) -> str:
        """Why a figure traces to nothing; empty where it does."""
        if (figure.kind, figure.literal) in self._written:
            return ""
        if figure.currency and not self._is_own_currency(figure.currency):
            return f"is not in {self._currency}"
        if figure.values & self._values[figure.kind]:
            return ""
        return f"is no {figure.kind} of this draft"

    def _is_own_currency(self, sign: str) -> bool:
        if sign.isalpha() and len(sign) == 3:
            return sign == self._currency
        if sign.endswith("$"):
            return self._currency.endswith("D") or self._currency in {"MXN", "CLP", "COP", "ARS", "UYU"}
        if sign == "¢":
            return self._currency in {"USD", "CAD", "AUD", "NZD", "EUR"}
        return _SIGN_OF.get(self._currency, "") == sign[-1:]


def _money(draft: Draft) -> Iterator[Decimal]:
    for line in draft.lines:
        yield from (
            value for value in (line.base_price, line.unit_price, line.line_total) if value is not None
        )
    yield from (charge.amount for charge in draft.charges)
    yield from (value for value in (draft.subtotal, draft.total) if value is not None)


def _quantities(draft: Draft, items: Iterable[CatalogItem]) -> Iterator[Decimal]:
    """What is asked for, what is quoted, and how many lines, questions and members there are to be counted."""
    yield from (Decimal(count) for count in range(max(len(draft.lines), len(draft.questions)) + 1))
    for line in draft.lines:
        yield from _asked(line)
    for item in items:
        yield from (value for value in (item.moq, item.pack) if value is not None)


def _asked(line: QuoteLine) -> Iterator[Decimal]:
    request = line.request
    yield Decimal(line.position)
    if line.quantity is not None:
        yield line.quantity
    if request.quantity is not None:
        yield request.quantity.value
    if request.quantity_range is not None:
        yield from (request.quantity_range.low, request.quantity_range.high)
    yield from request.ladder


def _percents(draft: Draft) -> Iterator[Decimal]:
    for line in draft.lines:
        if line.discount_pct is not None:
            yield line.discount_pct * _HUNDRED
        for step in line.steps:
            if step.effect.endswith("%"):
                yield abs(Decimal(step.effect.rstrip("%")))


def written_by_company(documents: CompanyDocuments) -> Written:
    """The numbers that the voice and the terms write out: a cover that repeats one cites them."""
    texts = [line.text for line in documents.voice.lines]
    texts += [documents.rules.terms, documents.rules.payment_terms, documents.catalog.company]
    spelled = (figure for text in texts for figure in spelled_figures_in(text))
    return _written(texts) | {(figure.kind, figure.literal) for figure in spelled}


def _letterhead(request: GateRequest) -> list[str]:
    company = request.company
    if company is None:
        return []
    return [company.name, *company.address, company.phone, company.email, company.website, company.terms]


def _names(draft: Draft, items: Iterable[CatalogItem]) -> list[str]:
    """The items' in the catalog, and the buyer's for himself, his request and his lines."""
    buyer, terms = draft.buyer, draft.constraints.payment_terms
    texts = [buyer.name, buyer.company, draft.subject, terms.value if terms else ""]
    texts += [text for item in items for text in (item.sku, item.description, item.unit, *item.aliases)]
    texts += [text for line in draft.lines for text in (line.request.text, line.request.name_or_sku.value)]
    return texts


def _written(texts: Iterable[str]) -> Written:
    return frozenset(
        (figure.kind, figure.literal)
        for text in dict.fromkeys(texts)  # the lines of one sentence all say the whole of it
        for figure in figures_in(visible(text).text)
    )
