"""Catalog and rules agree on how numbers are written, also where only one of them says so.

A document that states no ``Number format`` while the other states ``1.234,50`` is read both ways. The way that gives no
problem is right; where both do and the values differ (``1.200``), nobody but its author can tell: that is a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import islice
from typing import Final, TypeVar

from qd_core.documents.columns import is_item_header
from qd_core.documents.document_lines import document_lines
from qd_core.documents.limits import Limits
from qd_core.documents.lines import Kind
from qd_core.documents.numerals import COMMA, POINT
from qd_core.documents.problem_list import ProblemList
from qd_core.documents.properties import PropertyList
from qd_core.errors import DocumentError, Problem
from qd_core.model.catalog import Catalog
from qd_core.model.documents import Citation
from qd_core.model.rules import Rules

__all__ = ["read_either_way", "stated_format"]

_LOOKED_AT: Final = 200

T = TypeVar("T", Catalog, Rules)


def stated_format(name: str, content: bytes, limits: Limits) -> str:
    """The ``Number format`` that the document's own properties state, empty where they do not."""
    properties = PropertyList("", "", frozenset(), ProblemList(name))
    for line in islice(document_lines(name, content, is_item_header, limits, ProblemList(name)), _LOOKED_AT):
        if line.kind in (Kind.TEXT, Kind.ROW):
            properties.take(line)
    return properties.number_format()


def read_either_way(name: str, read: Callable[[str], T], other: str) -> T:
    """What ``read`` makes of the silent document called ``name``, when the other document states the format ``other``.
    Raises DocumentError: of the reading with fewer problems, or one that asks for the format.
    A document that is not silent after all is read the same both ways."""
    if other != COMMA:
        return read(POINT)
    results: list[T] = []
    errors: list[DocumentError] = []
    for style in (COMMA, POINT):
        try:
            results.append(read(style))
        except DocumentError as error:
            errors.append(error)
        else:
            if results[-1].number_format:
                return results[-1]
    if not results:
        raise min(errors, key=lambda error: len(error.problems))
    if len(results) == 2 and (row := _difference(*results)) is not None:
        asks = f"can be read two ways: state `Number format: {COMMA}` or `Number format: {POINT}` in this document too"
        raise DocumentError([Problem(name, row.line, f"a number {asks}", row.sheet)])
    return results[0]


def _difference(comma: Catalog | Rules, point: Catalog | Rules) -> Citation | None:
    """The first row whose numbers depend on the format."""
    pairs = zip(_figures(comma), _figures(point), strict=True)
    return next((row for (row, figures), (_, others) in pairs if figures != others), None)


def _figures(document: Catalog | Rules) -> Iterable[tuple[Citation, tuple[Decimal | None, ...]]]:
    if isinstance(document, Catalog):
        yield from ((item.row, (item.price, item.cost, item.pack, item.moq)) for item in document)
        return
    for tier in document.tiers:
        yield tier.row, (tier.discount,)
    for bundle in document.bundles:
        yield bundle.row, (bundle.discount,)
    for step in document.volume:
        yield step.row, (step.min_qty, step.discount, step.unit_price)
    for place in document.regions:
        yield place.row, (place.adjustment, place.freight)
    for key, value in (("discount cap", document.discount_cap), ("margin floor", document.margin_floor)):
        if key in document.properties:
            yield document.properties[key].row, (value,)
