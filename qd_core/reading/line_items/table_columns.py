"""Which column of a table holds what: by its heading where it is a known one, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import prod
from typing import Final

from qd_core.reading.line_items.cells import ColumnEvidence, Row
from qd_core.reading.line_items.columns import Column, Role, roles_of
from qd_core.reading.line_items.lexicon import Lexicon

__all__ = ["TableColumns"]

_ITEMS: Final = frozenset({Role.SKU, Role.NAME})
_FEW_KNOWN: Final = 0.3
"""Share of a column's cells with a word of the catalog from which on the column names goods."""
_FOOTPRINT = re.compile(r"[A-Z]{2,6}-?\d{0,4}[A-Z]?|\d{4}|radial|axial")
_MOSTLY: Final = 0.6


class TableColumns:
    """Settles the roles of one table's columns. ``columns`` is None where the table names no items."""

    def __init__(self, header: Row | None, body: Sequence[Row], lexicon: Lexicon, *, asked: bool) -> None:
        width = max((len(row) for row in (*body, header or ())), default=0)
        headed = list(roles_of([cell.text for cell in header])) if header else []
        headed += [None] * (width - len(headed))
        self._headed = [column is not None for column in headed]
        self._evidence = [
            ColumnEvidence.of(lexicon, [row[at] for row in body if at < len(row)]) for at in range(width)
        ]
        texts = [cell.text.strip() for cell in header or ()] + [""] * width
        self._columns = [
            column or Column(Role.OTHER, heading=text) for column, text in zip(headed, texts, strict=False)
        ]
        self._settle_homonyms()
        self._settle_packs()
        self._settle_skus()
        self._settle_names()
        self._settle_units(body)
        self._settle_sums(body)
        self._settle_quantities()
        self.columns = self._columns if self._names_items(headed=header is not None, asked=asked) else None

    def _names_items(self, *, headed: bool, asked: bool) -> bool:
        """Whether this is a table of items at all, not of people, dates or addresses."""
        items = [at for at, column in enumerate(self._columns) if column.role in _ITEMS]
        counted = any(column.role is Role.QUANTITY for column in self._columns)
        known = any(self._evidence[at].hits > 0 or self._evidence[at].known >= _FEW_KNOWN for at in items)
        return bool(items) and (known or (asked and counted) or (headed and (counted or asked)))

    def _free(self, *roles: Role) -> list[int]:
        """The columns that may still take a role: without a known heading, or headed as one of ``roles``."""
        return [at for at, column in enumerate(self._columns) if column.role in roles or not self._headed[at]]

    def _set(self, at: int, role: Role) -> None:
        self._columns[at] = replace(self._columns[at], role=role)

    def _settle_homonyms(self) -> None:
        """A `Nombre` of numbers is French and counts, one of words is Spanish and names."""
        for at, column in enumerate(self._columns):
            evidence = self._evidence[at]
            if column.may_count and evidence.length and not evidence.textual:
                self._set(at, Role.QUANTITY)

    def _settle_skus(self) -> None:
        """One column of SKUs at most: the one with most hits in the catalog; running numbers and those of chapters
        (`2.1`) are positions."""
        for at, column in enumerate(self._columns):
            evidence = self._evidence[at]
            if column.role is Role.SKU and (evidence.running or (evidence.chapters and not evidence.hits)):
                self._set(at, Role.POSITION)
        free = self._free(Role.SKU, Role.NAME, Role.FOREIGN)
        best = max(free, key=lambda at: self._evidence[at].hits, default=None)
        if best is None or self._evidence[best].hits == 0 or self._columns[best].role is Role.NAME:
            return
        self._set(best, Role.SKU)
        for at in free:
            if at != best and self._columns[at].role is Role.SKU:
                self._set(at, Role.NAME if self._may_name(at) else Role.FOREIGN)

    def _may_name(self, at: int) -> bool:
        """Whether a column headed as one of part numbers names things: where no other does, or in the catalog's words;
        else its codes are the buyer's own."""
        described = any(column.role is Role.NAME for column in self._columns)
        evidence = self._evidence[at]
        return evidence.textual and (not described or evidence.known >= _FEW_KNOWN)

    def _settle_names(self) -> None:
        """Without a heading the longest text is the name; a foreign number is better than none."""
        roles = {column.role for column in self._columns}
        if Role.NAME in roles:
            return
        texts = [
            at for at in self._free() if self._columns[at].role is Role.OTHER and self._evidence[at].textual
        ]
        longest = max(texts, key=lambda at: self._evidence[at].length, default=None)
        if longest is not None and (Role.SKU not in roles or self._evidence[longest].length > 5):
            self._set(longest, Role.NAME)
        elif Role.SKU not in roles:
            foreign = [at for at, column in enumerate(self._columns) if column.role is Role.FOREIGN]
            if foreign:
                self._set(foreign[0], Role.SKU)

    def _settle_units(self, body: Sequence[Row]) -> None:
        """A `Package` in a list of electronic parts is a footprint (`0603`, `THT`), no unit."""
        for at, column in enumerate(self._columns):
            if column.role is not Role.UNIT or self._evidence[at].units:
                continue
            texts = [row[at].text.strip() for row in body if at < len(row) and not row[at].blank]
            prints = sum(_FOOTPRINT.fullmatch(text) is not None for text in texts)
            if prints * 2 > len(texts):
                self._set(at, Role.NOTE)

    def _settle_packs(self) -> None:
        """Whole numbers under `VPE` or `Pack size` are what a package holds."""
        for at, column in enumerate(self._columns):
            if column.may_hold and self._evidence[at].whole:
                self._columns[at], self._headed[at] = replace(column, role=Role.OTHER, holds=True), True

    def _settle_sums(self, body: Sequence[Row]) -> None:
        """`Lyon | Nantes | Total` and `Qty per kit | Kits | Total`: the column of what the others come to counts,
        whatever stands over those."""
        whole = [at for at, evidence in enumerate(self._evidence) if evidence.whole]
        for total in whole:
            column = self._columns[total]
            if not column.sums or column.role not in {Role.OTHER, Role.QUANTITY}:
                continue
            rest = [at for at in whole if at != total]
            counted = [at for at in rest if self._columns[at].role is Role.QUANTITY]
            unknown = [at for at in rest if self._columns[at].heading and not self._headed[at]]
            held = [at for at in rest if self._columns[at].holds]
            parts = next(
                (one for one in (counted, unknown) if len(one) > 1 and _come_to(one, total, body)), []
            )
            kits = [at for at in (*counted, *unknown) if held and _come_to([at, *held], total, body, prod)]
            for at in (*parts, *kits):
                self._columns[at] = replace(self._columns[at], role=Role.QUANTITY)
            for at in kits and held:
                self._columns[at] = replace(self._columns[at], role=Role.QUANTITY, holds=False)
            if parts or kits:
                self._columns[total] = replace(column, role=Role.QUANTITY, total=True)

    def _settle_quantities(self) -> None:
        counted = [at for at, column in enumerate(self._columns) if column.role is Role.QUANTITY]
        if len(counted) > 1:
            self._settle_several(counted)
        elif counted and self._columns[counted[0]].is_yearly:  # or what is called off?
            for at, column in enumerate(self._columns):
                if column.role is Role.OTHER and column.counts and self._evidence[at].whole:
                    self._set(at, Role.QUANTITY)
        elif not counted and (guess := self._guess_quantity()) is not None:
            self._set(guess, Role.QUANTITY)
        for at in self._free():
            if self._columns[at].role is Role.OTHER and self._evidence[at].units >= _MOSTLY:
                self._set(at, Role.UNIT)

    def _settle_several(self, counted: Sequence[int]) -> None:
        """Of `Qty` and `Amount` the latter is money; of an old and a new quantity the new one counts."""
        newer = sum(self._columns[at].is_newer for at in counted)
        for at in counted:
            column = self._columns[at]
            money = column.heading.strip().casefold() in {"amount", "montant", "importe"}
            if money or (len(counted) == 2 and newer == 1 and column.is_former):
                self._set(at, Role.OTHER)

    def _guess_quantity(self) -> int | None:
        """The one column of numbers; of several the one of whole numbers; running ones only when nothing else is."""
        free = [at for at in self._free() if self._columns[at].role is Role.OTHER]
        numeric = [at for at in free if self._evidence[at].countable >= _MOSTLY]
        plain = [at for at in numeric if not self._is_position(at)]
        if len(plain) == 1:
            return plain[0]
        whole = [at for at in plain if self._evidence[at].whole]
        ordered = [at for at in whole if self._columns[at].orders]
        if len(ordered) == 1:
            return ordered[0]
        if plain:
            priced = all(self._evidence[at].fractions > 0 for at in plain if at not in whole)
            return whole[0] if len(whole) == 1 and priced else None
        return numeric[0] if len(numeric) == 1 and numeric[0] > 0 else None

    def _is_position(self, at: int) -> bool:
        """Whether running numbers are those of lines: not behind the goods under a heading of its own (`Lyon`)."""
        items = [place for place, column in enumerate(self._columns) if column.role in _ITEMS]
        return self._evidence[at].running and not (self._columns[at].heading and items and at > items[0])


def _come_to(
    parts: Sequence[int],
    total: int,
    body: Sequence[Row],
    together: Callable[[Iterable[int]], int] = sum,
) -> bool:
    """Whether most rows of ``body`` have in column ``total`` what ``parts`` come to, several of them filled."""
    rows = [[_whole(row, at) for at in (*parts, total)] for row in body if _whole(row, total) is not None]
    right = [row[-1] == together(count or 0 for count in row[:-1]) for row in rows]
    several = any(sum(bool(count) for count in row[:-1]) > 1 for row in rows)
    return several and sum(right) >= _MOSTLY * len(right)


def _whole(row: Row, at: int) -> int | None:
    text = row[at].text.strip(" .") if at < len(row) else ""
    return int(text[:9]) if text.isdecimal() else None
