"""The lines of a deal: what should be there against what is there, and only the difference is written."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qd_core.errors import TransientError
from qd_core.money import exact, plain
from qd_core.plugin import CrmLine, Money, fitted
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.catalogue import Goods
from qd_crm_pipedrive.html import plain_text
from qd_crm_pipedrive.wire import DealLine

__all__ = ["Line", "goods_of", "lines_of", "write_lines"]

_OURS = re.compile(r"Quote line (\d+)\s*\Z")
"""The end of a line's comment: it tells ours from those that people add, which are left alone."""
_LONGEST = 1000
_LOT = 100
_FEW = 20
"""So many changed lines are changed one by one, and keep what people did to them; more are replaced."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as Pipedrive should have it; ``number`` from 1."""

    number: int
    code: str
    name: str
    unit: str
    item_price: Decimal
    quantity: Decimal
    comments: str

    def body(self, products: Mapping[str, int]) -> dict[str, object]:
        """As the API takes it."""
        return {
            "product_id": products[self.code],
            "item_price": self.item_price,
            "quantity": self.quantity,
            "comments": self.comments,
        }


def lines_of(items: Sequence[CrmLine], total: Money, charges: str) -> list[Line]:
    """Pipedrive adds up price × quantity, unrounded: a line whose total was rounded goes as one piece of that total,
    and what the total has beside the lines (freight) as a line of its own. So the deal's value is the total, to the
    cent."""
    lines = []
    with exact():
        for number, item in enumerate(items, 1):
            price, quantity, said = item.unit_price.amount, item.quantity, fitted(item.description, _LONGEST)
            if price * quantity != item.line_total.amount:
                said += f"\n{plain(quantity)} {item.unit} at {plain(price)}".rstrip()
                price, quantity = item.line_total.amount, Decimal(1)
            lines.append(
                Line(number, item.sku, item.description, item.unit, price, quantity, _marked(said, number))
            )
        rest = total.amount - sum((item.line_total.amount for item in items), Decimal(0))
    if rest > 0 and items:
        number = len(lines) + 1
        lines.append(Line(number, charges, charges, "", rest, Decimal(1), _marked(charges, number)))
    return lines


def goods_of(lines: Sequence[Line]) -> Goods:
    """The products that the lines name."""
    return {line.code: (line.name, line.unit) for line in reversed(lines)}


def write_lines(
    api: PipedriveApi, deal: str, lines: Sequence[Line], products: Mapping[str, int], *, until: float
) -> None:
    """Makes the deal's lines of ours these. May be run again after any interruption."""
    path = f"deals/{deal}/products"
    wanted = {line.number: line for line in lines}
    kept: dict[int, DealLine] = {}
    surplus: list[int] = []
    for there in api.all(path, DealLine):
        mark = _OURS.search(plain_text(there.comments))
        number = int(mark.group(1)) if mark else None
        if number is not None and (number not in wanted or number in kept):
            surplus.append(there.id)
        elif number is not None:
            kept[number] = there
    changed = [number for number, there in kept.items() if not _same(there, wanted[number], products)]
    if len(changed) > _FEW:
        surplus += [kept.pop(number).id for number in changed]
        changed = []
    for number in changed:
        _assert_time(until)
        api.change(f"{path}/{kept[number].id}", DealLine, wanted[number].body(products))
    for start in range(0, len(surplus), _LOT):
        _assert_time(until)
        api.remove(path, surplus[start : start + _LOT])
    new = [line.body(products) | {"tax_method": "none"} for line in lines if line.number not in kept]
    for start in range(0, len(new), _LOT):
        _assert_time(until)
        api.add_all(path, new[start : start + _LOT])


def _same(there: DealLine, line: Line, products: Mapping[str, int]) -> bool:
    return (
        there.product_id == products[line.code]
        and there.item_price == line.item_price
        and there.quantity == line.quantity
        and plain_text(there.comments) == plain_text(line.comments)
    )


def _marked(text: str, number: int) -> str:
    return f"{text}\nQuote line {number}".strip()


def _assert_time(until: float) -> None:
    if time.monotonic() > until:
        raise TransientError("the lines of the deal are being written, the others follow", retry_after=1)
