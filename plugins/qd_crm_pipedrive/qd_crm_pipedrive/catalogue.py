"""Products by code: each line of a deal must name one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from qd_core.errors import TransientError
from qd_core.plugin import Claiming, fitted
from qd_crm_pipedrive.account import lasting
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.wire import Product

__all__ = ["Catalogue", "Goods"]

_LONGEST = 255
_MOST_PAGES = 40
_WORKERS = 4
"""Calls at a time: some 40 in a second, as the smallest plan has it."""
_LOT = 100

Goods = Mapping[str, tuple[str, str]]
"""Name and unit of each code."""


class Catalogue:
    """The account's products."""

    def __init__(self, api: PipedriveApi, claims: Claiming) -> None:
        self._api = api
        self._claims = claims

    def ids(self, goods: Goods, *, until: float) -> dict[str, int]:
        """The product of each code, made where there is none. Raises TransientError when ``until`` (of
        ``time.monotonic``) comes first: what was made stays, and the next call goes on from there."""
        known, complete = self._listed(goods)
        if not complete:
            known = self._searched([code for code in goods if code not in known], until) | known
        missing = [code for code in goods if code not in known]
        with ThreadPoolExecutor(_WORKERS) as pool:
            made = pool.map(lambda code: self._made(code, *goods[code], until=until), missing)
            known |= {code: product for code, product in zip(missing, made, strict=True) if product}
        if len(known) < len(goods):
            raise TransientError(
                f"{len(known)} of {len(goods)} products are in Pipedrive, the others follow", retry_after=1
            )
        return known

    def _listed(self, goods: Goods) -> tuple[dict[str, int], bool]:
        """Those in a list of the catalogue, and whether that is all there are. A page of 500 costs half of one search:
        so many pages are read as cost no more than searching for each."""
        products: list[Product] = []
        most = min(_MOST_PAGES, 2 * len(goods))
        for number, page in enumerate(self._api.pages("products", Product, sort_by="id"), 1):
            products += page
            if number == most:
                found = _matching(products, goods)
                return found, len(found) == len(goods)
        return _matching(products, goods), True

    def _searched(self, codes: list[str], until: float) -> dict[str, int]:
        """Those that the search knows or that came in lately."""
        hits: set[int] = set()
        for code in codes:
            if time.monotonic() > until:
                raise TransientError("Pipedrive's catalogue is large: its search goes on", retry_after=1)
            hits.update(self._api.search("products", code, "code"))
        ids = sorted(hits)
        products = list(self._api.lately("products", Product))
        for start in range(0, len(ids), _LOT):
            lot = ",".join(map(str, ids[start : start + _LOT]))
            products += self._api.all("products", Product, ids=lot)
        return _matching(products, codes)

    def _made(self, code: str, name: str, unit: str, *, until: float) -> int | None:
        """Made once; None where the time is up before it is begun. The catalogue was read a moment ago: nothing needs
        to be looked for again."""
        if time.monotonic() > until:
            return None
        body: dict[str, object] = {"name": fitted(name, _LONGEST) or code, "code": code}
        if unit:
            body["unit"] = fitted(unit, _LONGEST)
        new: dict[str, Product] = {}

        def create() -> str:
            product = self._api.create("products", Product, body)
            new[str(product.id)] = product
            return str(product.id)

        return lasting(
            self._claims,
            f"pipedrive/{self._api.account}/product/{code}",
            look=lambda known: new.get(known) or self._look(known),
            find=lambda: None,
            create=create,
        ).id

    def _look(self, known: str) -> Product | None:
        product = self._api.get(f"products/{known}", Product)
        return product if product and not product.is_deleted else None


def _matching(products: Iterable[Product], codes: Iterable[str]) -> dict[str, int]:
    """The oldest product of each code; one that differs in case only counts where there is no better."""
    exact: dict[str, int] = {}
    folded: dict[str, int] = {}
    for product in sorted(products, key=lambda each: each.id):
        if not product.is_deleted:
            exact.setdefault(product.code.strip(), product.id)
            folded.setdefault(product.code.strip().casefold(), product.id)
    found = {code: exact.get(code) or folded.get(code.casefold()) for code in codes}
    return {code: known for code, known in found.items() if known}
