"""Everything in a message that is asked for, as line items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qd_core.model.folding import fold_sku
from qd_core.model.message import Attachment, Source, Table
from qd_core.model.rfq import LineItem, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading.line_items.amendments import apply_corrections
from qd_core.reading.line_items.cells import Cell
from qd_core.reading.line_items.corrections import Correction
from qd_core.reading.line_items.entries import Entry, Span
from qd_core.reading.line_items.language.table import languages_of, phrases, words_of
from qd_core.reading.line_items.lexicon import Lexicon, lexicon_of
from qd_core.reading.line_items.normal import normalize
from qd_core.reading.line_items.prose import ProseReader
from qd_core.reading.line_items.repeated_lists import (
    Listing,
    of_tables,
    once,
    without_prices,
    without_repeats,
)
from qd_core.reading.line_items.restated import drop_restated, drop_summed_up
from qd_core.reading.line_items.tables import TableReader
from qd_core.reading.line_items.topics import papers_of
from qd_core.reading.numbers import ENGLISH, EUROPEAN

__all__ = ["read_line_items"]

LONGEST: Final = 100_000
"""Characters of one part that are read; no request is longer."""
_SHORTEST: Final = 4
"""Characters of a paper's number."""
_FALSE_FRIENDS: Final = {("nl", "dozen"): "doos"}
_COMMA_COUNTRIES: Final = frozenset(
    "de at fr es it nl be pt dk se no fi pl cz sk hu ro gr si hr bg lt lv ee tr br ar cl co".split()
)
"""Top-level domains of countries that write a decimal comma."""


def read_line_items(rfq: Rfq, documents: CompanyDocuments) -> tuple[LineItem, ...]:
    """Every requested item of the mail's text, its tables and its attachments, in reading order (spec: extraction).

    The subject is read only when nothing else names an item. An attachment that repeats lines of the text adds none.
    """
    reading = _Reading(rfq, documents)
    listed = reading.tables(rfq.tables, "form")
    attached = reading.attachments(rfq.attachments)
    body, corrections = reading.text(rfq.text, "text", others=[*listed, *attached])
    body = [entry for entry in body if not _numbers_paper(entry, rfq.attachments)]
    attached = without_prices(attached, [*body, *listed, *attached], reading.lexicon)
    others = [*listed, *without_repeats(attached, [*body, *listed], reading.lexicon)]
    apply_corrections(corrections, body, others, reading.lexicon)
    entries = [*body, *others]
    drop_summed_up(body, rfq.text)
    drop_restated(entries, reading.lexicon)
    if not entries and rfq.subject:
        entries, _ = reading.text(rfq.subject, "subject")
        entries = [entry for entry in entries if entry.known]
    kept = [entry for entry in entries if not entry.dropped]
    for entry in kept:
        reading.settle_unit(entry)
    return tuple(entry.line_item(position) for position, entry in enumerate(kept, start=1))


class _Reading:
    """The readers of one message share its languages and the catalog's lexicon."""

    def __init__(self, rfq: Rfq, documents: CompanyDocuments) -> None:
        self.lexicon: Lexicon = lexicon_of(documents.catalog)
        self.papers = papers_of(rfq.subject, *(one.name for one in rfq.attachments))
        self.said = f"{rfq.subject} {rfq.text[:LONGEST]}"
        self.languages = languages_of(words_of(f"{rfq.text[:20_000]} {rfq.subject}"))
        self.number_format = _number_format(rfq, documents, self.languages)

    def settle_unit(self, entry: Entry) -> None:
        """A word that means another unit in the message's own language: `dozen` are boxes in Dutch."""
        if entry.unit is None or not self.languages or "en" in self.languages:
            return
        for language in self.languages:
            own = _FALSE_FRIENDS.get((language, entry.unit.value.casefold()))
            if own is not None:
                entry.unit = Span(own, entry.unit.source)

    def text(
        self, text: str, part: str, *, asked: bool = False, others: Sequence[Entry] = ()
    ) -> tuple[list[Entry], list[Correction]]:
        """The items of a text, and the corrections in it that are still to be applied, to ``others`` too."""
        reader = ProseReader(
            normalize(text[:LONGEST]), part, self.lexicon, phrases(self.languages), self.languages, self.number_format,
            asked=asked, expects_more=bool(others), others=others, papers=self.papers,
        )  # fmt: skip
        return reader.read(), reader.corrections

    def tables(self, tables: tuple[Table, ...], part: str) -> list[Entry]:
        """The items of the tables of one part; what two tables repeat of each other counts once."""
        reader = TableReader(self.lexicon, self.number_format, self.languages)
        read = []
        for index, table in enumerate(tables):
            rows = [
                [
                    Cell(cell, Source(part=part, quote=cell, table=index, row=row.number, column=column))
                    for column, cell in enumerate(row.cells)
                ]
                for row in table.rows
            ]
            read.append(reader.read(rows))
        return of_tables(read, self.lexicon)

    def attachments(self, attachments: Sequence[Attachment]) -> list[Entry]:
        """The items of all attachments; a list that two of them hold counts once."""
        listings = [Listing(one.name, self.attachment(one)) for one in attachments]
        return once(listings, self.lexicon, self.said)

    def attachment(self, attachment: Attachment) -> list[Entry]:
        """The items of one attachment, its own corrections applied."""
        entries = self.tables(attachment.tables, attachment.name)
        if attachment.text:
            found, corrections = self.text(attachment.text, attachment.name, asked=True, others=entries)
            apply_corrections(corrections, found, entries, self.lexicon)
            listed = any(entry.quantity is not None for entry in entries)
            entries.extend(entry for entry in found if not listed or entry.known or entry.is_counted)
        return [entry for entry in entries if not entry.dropped]


def _numbers_paper(entry: Entry, attachments: Sequence[Attachment]) -> bool:
    """Whether the text names nothing but an attachment with it: `attached requisition REQ-4512`, REQ-4512.xlsx."""
    code = fold_sku(entry.name.value)
    named = (
        entry.quantity is None
        and not entry.known
        and any(map(str.isdigit, code))
        and " " not in entry.name.value
    )
    return named and len(code) >= _SHORTEST and any(code in fold_sku(one.name) for one in attachments)


def _number_format(rfq: Rfq, documents: CompanyDocuments, languages: frozenset[str]) -> str:
    """The documents' own format where one states it, else the buyer's: by the country of his mail domain, else by the
    language that he writes (spec: extraction)."""
    stated = documents.rules.number_format or documents.catalog.number_format
    if stated:
        return stated
    country = rfq.buyer.domain.rpartition(".")[2]
    if country in _COMMA_COUNTRIES:
        return EUROPEAN
    return EUROPEAN if "en" not in languages and languages else ENGLISH
