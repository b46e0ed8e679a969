"""Gate ``fabricated_sku``: no part number that the catalog does not have, no product that is not on the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from qd_core.builtin.checking.folded import Folded, blanked, visible
from qd_core.builtin.checking.named_products import NamedProducts
from qd_core.builtin.checking.sku_shapes import SkuShapes
from qd_core.builtin.checking.subjects import items_on, names_of_company
from qd_core.model.catalog import CatalogItem
from qd_core.model.quote import Draft, GateFinding, GateResult, Outcome
from qd_core.money import is_currency
from qd_core.plugin import GateRequest, GuardrailGate, NoSettings, Plugin, Provider, ProviderContext, hookimpl
from qd_core.plugin.latest import latest

plugin = Plugin(api=1)

_GATE = "fabricated_sku"
_RUN = re.compile(r"\S+")
_AMOUNT = re.compile(r"([A-Z]{3})\d+(?:[.,]\d+)*")
_TOKEN = re.compile(r"\w(?:[\w./+#-]*\w)?")
_WINDOW = 4
"""Words of a part number that is written with spaces."""


class FabricatedSku:
    """Looks at the cover and at what a person typed (spec: gates)."""

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._shapes = latest(SkuShapes)
        self._products = latest(NamedProducts)

    def check(self, request: GateRequest) -> GateResult:
        """Fails with every token that looks like a SKU and is none, and every product that is not on the draft."""
        catalog = request.documents.catalog
        subject = _Subject(request, self._shapes(catalog), self._products(catalog))
        texts = {"cover": request.cover, **request.rep_text}
        findings = [finding for where, text in texts.items() for finding in subject.findings(where, text)]
        if not findings:
            return GateResult(gate=_GATE, outcome=Outcome.PASS)
        detail = "; ".join(dict.fromkeys(f"{finding.text!r} {finding.detail}" for finding in findings))
        return GateResult(gate=_GATE, outcome=Outcome.FAIL, detail=detail, findings=tuple(findings))


class _Subject:
    """One draft, and everything that a text about it may name."""

    def __init__(self, request: GateRequest, shapes: SkuShapes, products: NamedProducts) -> None:
        draft, documents = request.draft, request.documents
        items = items_on(draft, documents)
        self._catalog = documents.catalog
        self._shapes = shapes
        self._products = products
        self._skus = {item.sku.casefold() for item in items}
        self._values = set(_values(draft))
        buyer = (
            draft.buyer.name,
            draft.buyer.company,
            draft.buyer.email,
            draft.buyer.domain,
            draft.buyer.phone,
        )
        voice = [line.text for line in documents.voice.lines]
        company = request.company
        own = (
            (company.phone, company.email, company.website, company.tax_id, *company.address)
            if company
            else ()
        )
        self._named = [
            draft.reference,
            *(item.description for item in items),
            *names_of_company(request),
            *own,
        ]
        self._known = set(
            _tokens([*self._named, *buyer, *voice, documents.rules.terms, documents.rules.payment_terms])
        )
        self._known |= set(_tokens([text for item in items for text in (item.sku, item.unit, *item.aliases)]))

    def findings(self, where: str, text: str) -> Iterator[GateFinding]:
        """What ``text`` names and must not."""
        seen = visible(text)
        kept = blanked(_RUN.sub(_without_address, seen.text), self._named)
        found = [(*span, "is not in the catalog") for span in self._made_up(kept)]
        found += [(*span, "is not on the draft") for span in self._strangers(kept)]
        for start, end, detail in sorted(set(found)):
            yield _finding(where, text, seen, start, end, detail)

    def _made_up(self, text: str) -> Iterator[tuple[int, int]]:
        for token in _TOKEN.finditer(text):
            if token[0].casefold() in self._known or self._catalog.folded(token[0]) or _is_amount(token[0]):
                continue
            if self._shapes.fits(token[0]) and not (token[0].isdigit() and Decimal(token[0]) in self._values):
                yield token.span()

    def _strangers(self, text: str) -> Iterator[tuple[int, int]]:
        """Products of the catalog that the draft does not hold: by SKU, however it is spaced, or by description."""
        tokens = list(_TOKEN.finditer(text))
        for first, token in enumerate(tokens):
            for last in range(first, min(first + _WINDOW, len(tokens))):
                start, end = token.start(), tokens[last].end()
                if self._names_stranger(text[start:end], single=last == first):
                    yield start, end
                    break
        yield from self._described(text)

    def _names_stranger(self, words: str, *, single: bool) -> bool:
        """A number alone is a number; words are a SKU only where they are written like one."""
        if single and words.casefold() in self._known:
            return False
        items = self._catalog.folded(words)
        if not items or any(item.sku.casefold() in self._skus for item in items):
            return False
        if all(char.isdigit() or not char.isalnum() for char in words):
            return single and len(words) > 4 and words.isdigit() and Decimal(words) not in self._values
        exact = any(item.sku.casefold() == words.casefold() for item in items)
        if any(char.isdigit() for char in words):
            return words == words.upper() or (single and exact)
        return exact and words.isupper() and len(words) > 3

    def _described(self, text: str) -> Iterator[tuple[int, int]]:
        words = " ".join(text.casefold().split())
        for item in self._products.named_in(text):
            name = item.description.casefold()
            if name in words and " " in name and item.sku.casefold() not in self._skus:
                yield from _places(text, item)


def _without_address(run: re.Match[str]) -> str:
    """A mail or web address is blanked: its parts are no part numbers."""
    is_address = "@" in run[0] or "://" in run[0] or run[0].casefold().lstrip("(<").startswith("www.")
    return " " * len(run[0]) if is_address else run[0]


def _is_amount(token: str) -> bool:
    """``CHF845``: a currency's code in front of a number."""
    found = _AMOUNT.fullmatch(token)
    return found is not None and is_currency(found[1])


def _places(text: str, item: CatalogItem) -> Iterator[tuple[int, int]]:
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, item.description.split())) + r"(?!\w)"
    yield from (found.span() for found in re.finditer(pattern, text, re.IGNORECASE))


def _finding(where: str, source: str, seen: Folded, start: int, end: int, detail: str) -> GateFinding:
    first, last = seen.span(start, end)
    return GateFinding(where, source[first:last], detail, first, last)


def _tokens(texts: Iterable[str]) -> Iterator[str]:
    return (
        token[0].casefold() for text in dict.fromkeys(texts) for token in _TOKEN.finditer(visible(text).text)
    )


def _values(draft: Draft) -> Iterator[Decimal]:
    """Every number of the draft that a text may write without a separator."""
    for line in draft.lines:
        yield from (value for value in (line.quantity, line.unit_price, line.line_total) if value is not None)
    yield from (value for value in (draft.subtotal, draft.total) if value is not None)
    yield from (charge.amount for charge in draft.charges)


@hookimpl
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    yield plugin.provider(
        "fabricated_sku", FabricatedSku, summary="names only products that are on the draft"
    )
