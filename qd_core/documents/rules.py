"""The rules document to the rules (spec: documents, rules)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final, TypeVar

from qd_core.documents.cells import fold, unbulleted
from qd_core.documents.columns import Header
from qd_core.documents.content import version_of
from qd_core.documents.document_lines import document_lines
from qd_core.documents.limits import LIMITS, Limits
from qd_core.documents.lines import Kind, Line, property_of
from qd_core.documents.numerals import POINT, NumeralError, days, percent
from qd_core.documents.places import place_named
from qd_core.documents.problem_list import ProblemList, quoted
from qd_core.documents.properties import PropertyList
from qd_core.documents.rule_columns import SectionSpec, is_rule_header
from qd_core.documents.rule_rows import (
    RuleRow,
    bundle,
    customers,
    domain_of,
    excluded,
    region,
    tier,
    volume_break,
)
from qd_core.documents.sections import Section, SectionReader
from qd_core.model.documents import Citation
from qd_core.model.place import Place
from qd_core.model.rules import Rules, RuleSection, RuleTable

__all__ = ["DOCUMENT", "parse_rules"]

DOCUMENT: Final = "rules"
_PROPERTIES: Final = frozenset(
    {"quote validity", "discount cap", "payment terms", "ship from", "margin floor"}
)
T = TypeVar("T")


def parse_rules(
    name: str,
    content: bytes,
    version: str | None = None,
    *,
    number_format: str = "",
    currency: str = "",
    limits: Limits = LIMITS,
) -> Rules:
    """The rules in the file called ``name``.

    ``version`` is what citations name, by default the digest of ``content``. ``number_format`` is how numbers are read
    where the document does not say (default ``1,234.50``). ``currency`` is the catalog's: amounts marked with another
    one are problems. Raises DocumentError with every problem.
    """
    problems = ProblemList(name)
    lines = small_document_lines(name, content, limits, problems)
    problems.raise_any()
    reader = _RulesReader(lines, version or version_of(content), number_format or POINT, currency, problems)
    rules = reader.rules()
    problems.raise_any()
    return rules


def small_document_lines(name: str, content: bytes, limits: Limits, problems: ProblemList) -> list[Line]:
    """All lines of a document that people write, not machines; one that is too long for that is a problem."""
    if len(content) > limits.small_bytes:
        problems.add(0, f"is {len(content):,} bytes long, more than the {limits.small_bytes:,} allowed")
        return []
    found = document_lines(name, content, is_rule_header, limits, problems)
    lines = list(islice(found, limits.small_lines + 1))
    if len(lines) > limits.small_lines:
        problems.add(limits.small_lines, f"has more than {limits.small_lines:,} lines")
    return lines


class _RulesReader:
    """Turns the sections of one document into rules."""

    def __init__(
        self, lines: Sequence[Line], version: str, style: str, currency: str, problems: ProblemList
    ) -> None:
        self._version = version
        self._problems = problems
        self._properties = PropertyList(DOCUMENT, version, _PROPERTIES, problems)
        reader = SectionReader(lines, self._properties, problems)
        self._sections = reader.read()
        self._ignored = [self._cite(line, DOCUMENT) for line in reader.ignored]
        self._stated = self._properties.number_format()
        self._style = self._stated or style
        self._currency = currency

    def rules(self) -> Rules:
        """What was read; incomplete where there are problems."""
        read = self._properties.read
        return Rules(
            version=self._version,
            validity_days=read("quote validity", days, 30),
            discount_cap=read("discount cap", self._share, None),
            margin_floor=read("margin floor", self._share, None),
            payment_terms=self._properties.text("payment terms"),
            ship_from=read("ship from", self._ship_from, Place()),
            number_format=self._stated,
            properties=self._properties.by_name(),
            tiers=tuple(self._each("tiers", tier)),
            customers=tuple(rule for rules in self._each("customers", customers) for rule in rules),
            volume=tuple(self._each("volume", volume_break)),
            regions=tuple(self._each("regions", region)),
            bundles=tuple(self._each("bundles", bundle)),
            excluded=tuple(rule for rules in self._each("excluded", excluded) for rule in rules),
            blocked_domains=tuple(self._domains("blocked domains")),
            competitors=tuple(self._domains("competitors")),
            terms="\n\n".join(filter(None, (prose(section) for section in self._of("terms")))),
            sections=self._unknown(),
            ignored=(*self._ignored, *self._misplaced()),
        )

    def _of(self, key: str) -> Iterator[Section]:
        return (section for section in self._sections if section.spec is not None and section.spec.key == key)

    def _each(self, key: str, read: Callable[[RuleRow], T | None]) -> Iterator[T]:
        for section in self._of(key):
            for row in self._rows(section):
                row.check_width()
                rule = None if row.failed else read(row)
                if rule is not None:
                    yield rule

    def _rows(self, section: Section) -> Iterator[RuleRow]:
        rows: Iterable[tuple[Header, Line]] = section.rows
        if section.header is None and section.spec is not None and section.spec.is_list:
            rows = _listed(section, section.spec)
        for header, line in rows:
            yield RuleRow(
                header, line, section.name, self._style, self._currency, self._version, self._problems
            )

    def _domains(self, key: str) -> Iterator[tuple[str, Citation]]:
        for section in self._of(key):
            for row in self._rows(section):
                for name in row.cell("domain").replace(",", ";").split(";"):
                    domain = domain_of(name.rpartition("@")[2])
                    if domain:
                        yield domain, row.cite()
                    elif name.strip():
                        row.say(f"{quoted(name)} is not a domain such as acme.com")

    def _unknown(self) -> dict[str, RuleSection]:
        found: dict[str, RuleSection] = {}
        for section in self._sections:
            if section.spec is None:
                key = " ".join(section.name.casefold().split())
                earlier = found.get(key, RuleSection(section.name))
                tables = tuple(self._table(section, table.header, table.rows) for table in section.tables)
                text = "\n\n".join(filter(None, (earlier.text, prose(section))))
                found[key] = RuleSection(earlier.name, (*earlier.tables, *tables), text)
        return found

    def _table(self, section: Section, header: Line, rows: Sequence[Line]) -> RuleTable:
        width = len(header.cells)
        padded = (
            ((*(str(cell) for cell in line.cells), *[""] * (width - len(line.cells))), line) for line in rows
        )
        return RuleTable(
            tuple(header.cells), tuple((cells, self._cite(line, section.name)) for cells, line in padded)
        )

    def _cite(self, line: Line, section: str) -> Citation:
        return Citation(DOCUMENT, self._version, section, line.number, line.shown(), line.sheet)

    def _misplaced(self) -> Iterator[Citation]:
        """Properties that stand below the first section, where they count for nothing."""
        for section in self._sections:
            for line in section.texts:
                pair = property_of(line)
                if pair and fold(pair[0]) in _PROPERTIES and not self._properties.text(pair[0]):
                    yield self._cite(line, section.name)

    def _share(self, text: str) -> Decimal:
        found = percent(text, self._style)
        if found is None or not 0 <= found[0] <= 1:
            raise NumeralError("is not a percentage from 0% to 100%")
        return found[0]

    def _ship_from(self, text: str) -> Place:
        return place_named(text, self._currency)


def _listed(section: Section, spec: SectionSpec) -> Iterator[tuple[Header, Line]]:
    """The lines of a one-column section that has no table: all below its header line where it has one, else those that
    are no sentences."""
    column = spec.columns[0]
    header = Header((column.name,), {column.name: 0}, ())
    texts = [line for line in section.texts if line.kind is Kind.TEXT]
    start = next((at for at, line in enumerate(texts) if fold(line.text) in column.names), None)
    for line in texts[start + 1 :] if start is not None else texts:
        text = unbulleted(line.text)
        if start is not None or (text[-1:] not in ".:!?" and ". " not in text):
            yield header, Line(Kind.ROW, line.number, text, cells=[text], sheet=line.sheet)


def prose(section: Section) -> str:
    """A section's text: its lines as they stand, paragraphs apart, tables left out."""
    text = "\n".join(line.text for line in section.texts).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
