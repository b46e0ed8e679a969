"""What the page says: a draft turned into the words and numbers a buyer may see, in the quote's locale.

Cost, margin, lead time, tier, flags and the rep's notes are never read here, so no layout can show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING

from qd_core.builtin.reportlab_pdf.fonts import Face
from qd_core.builtin.reportlab_pdf.formats import Formats, decimals_of, formats, local_date
from qd_core.builtin.reportlab_pdf.page import INK, Rgb, accent_for_text, rgb
from qd_core.builtin.reportlab_pdf.texts import Labels, labels
from qd_core.money import minor_units

if TYPE_CHECKING:
    from qd_core.model.place import Place
    from qd_core.model.quote import Draft, QuoteLine
    from qd_core.plugin import Company, RenderRequest

__all__ = ["Fact", "QuoteContent", "Row", "Sum", "content_of"]

_LONGEST_SUBJECT = 140
_TAX_WORDS = ("ABN", "BTW", "CIF", "EIN", "GST", "NIF", "TVA", "UID", "VAT")
_ANSWER_MARKS = frozenset("re aw antw fw fwd wg tr rv sv vs rif ref i".split())


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the quote. ``amount`` is empty where ``unit_price`` is the words "price on request"."""

    position: str
    sku: str
    description: str
    note: str
    quantity: str
    unit: str
    unit_price: str
    amount: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A line under the table; the last one is ``strong``."""

    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value beside the buyer: the date, the terms of payment, the place."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteContent:
    """The whole quote as cleaned strings; ``cover`` and ``terms`` are still to be broken into lines."""

    language: str
    territory: str
    labels: Labels
    document_title: str
    document_subject: str
    written_at: str
    """When the quote was issued, as a PDF date."""
    reference: str
    company_name: str
    address: tuple[str, ...]
    contact: tuple[str, ...]
    logo: bytes | None
    accent: Rgb
    accent_text: Rgb
    buyer: tuple[str, ...]
    facts: tuple[Fact, ...]
    cover: str
    amount_heading: str
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...]
    terms: str
    foot: str
    watermark: str


def content_of(request: RenderRequest, face: Face) -> QuoteContent:
    """Everything that will be printed. Raises ConfigError for an unknown locale or time zone."""
    draft, company = request.draft, request.company
    written = formats(request.locale)
    words = labels(written.language)
    clean = face.clean
    accent = rgb(company.color) if company.color else INK
    name = clean(company.name)
    return QuoteContent(
        language=request.locale.replace("_", "-"),
        territory=written.territory,
        labels=words,
        document_title=f"{words.quotation} {draft.reference}",
        document_subject=_subject(clean(draft.subject)),
        written_at=f"{request.issued_at.astimezone(UTC):D:%Y%m%d%H%M%SZ}",
        reference=draft.reference,
        company_name=name,
        address=_lines(face, *company.address),
        contact=_lines(face, company.phone, company.email, company.website),
        logo=company.logo,
        accent=accent,
        accent_text=accent_for_text(accent),
        buyer=_lines(face, draft.buyer.company, draft.buyer.name, draft.buyer.email),
        facts=_facts(request, written, words, face),
        cover=draft.cover.text if draft.cover else "",
        amount_heading=f"{words.amount} ({draft.currency})",
        rows=_rows(draft, written, words, face),
        sums=_sums(draft, written, words, face),
        terms=_terms(draft.terms, company.terms),
        foot=_foot(company, words, face),
        watermark=clean(_watermark(request, words)),
    )


def _watermark(request: RenderRequest, words: Labels) -> str:
    """What was asked for; a draft without a total never passes for a quote. DRAFT is said in the page's language."""
    if request.watermark == "DRAFT" or (not request.watermark and request.draft.total is None):
        return words.draft
    return request.watermark


def _lines(face: Face, *parts: str) -> tuple[str, ...]:
    cleaned = (face.clean(line).strip() for part in parts for line in part.splitlines())
    return tuple(dict.fromkeys(line for line in cleaned if line))


def _facts(request: RenderRequest, written: Formats, words: Labels, face: Face) -> tuple[Fact, ...]:
    draft = request.draft
    wanted, place = draft.constraints.deadline, draft.constraints.destination
    values = (
        (words.date, written.day(local_date(request.issued_at, request.time_zone))),
        (words.valid_until, written.day(draft.valid_until) if draft.valid_until else ""),
        (words.payment, draft.payment_terms),
        (words.deliver_to, _place(place.value) if place else ""),
        (words.wanted, written.day(wanted.value) if wanted else ""),
        (words.request, _subject(draft.subject)),
    )
    return tuple(Fact(label, lines) for label, value in values if (lines := _lines(face, value)))


def _place(place: Place) -> str:
    if place.text.strip():
        return place.text
    return ", ".join(filter(None, (place.city, f"{place.region} {place.postal_code}".strip(), place.country)))


def _subject(text: str) -> str:
    """The buyer's subject without the marks of answering, shortened where it is a whole message."""
    while True:
        head, colon, rest = text.partition(":")
        if not colon or head.strip().casefold() not in _ANSWER_MARKS:
            break
        text = rest
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SUBJECT else text[:_LONGEST_SUBJECT].rsplit(" ", 1)[0] + " …"


def _rows(draft: Draft, written: Formats, words: Labels, face: Face) -> tuple[Row, ...]:
    clear = [line for line in draft.lines if line.sku and line.quantity is not None and not line.problems]
    places = minor_units(draft.currency)
    fine = max((decimals_of(line.unit_price) for line in clear if line.unit_price is not None), default=0)
    return tuple(_row(line, written, words, face, places, max(fine, places)) for line in clear)


def _row(line: QuoteLine, written: Formats, words: Labels, face: Face, places: int, price_places: int) -> Row:
    if line.unit_price is None or line.line_total is None:
        unit_price, amount = words.on_request, ""
    else:
        unit_price, amount = (
            written.number(line.unit_price, price_places),
            written.number(line.line_total, places),
        )
    return Row(
        position=str(line.position),
        sku=face.clean(line.sku or ""),
        description=face.clean(line.description),
        note=_as_requested(line, written, words, face) if line.flags else "",
        quantity=written.number(line.quantity or Decimal(0)),
        unit=face.clean(line.unit or ""),
        unit_price=unit_price,
        amount=amount,
    )


def _as_requested(line: QuoteLine, written: Formats, words: Labels, face: Face) -> str:
    """The buyer's own count where a package was converted: "3 boxes" beside 300 each."""
    asked = line.request
    if not asked.quantity or not asked.unit or all(flag.code != "pack_converted" for flag in line.flags):
        return ""
    count = f"{written.number(asked.quantity.value)} {asked.unit.value}"
    return face.clean(words.as_requested.format(text=count))


def _sums(draft: Draft, written: Formats, words: Labels, face: Face) -> tuple[Sum, ...]:
    """Subtotal and charges only where they say more than the total; no total while a price is open."""
    places = minor_units(draft.currency)
    charges = [
        Sum(
            words.freight if charge.code == "freight" else face.clean(charge.label),
            written.number(charge.amount, places),
        )
        for charge in draft.charges
    ]
    sums: list[Sum] = []
    if draft.subtotal is not None and (charges or draft.total is None):
        sums = [Sum(words.subtotal, written.number(draft.subtotal, places)), *charges]
    if draft.total is not None:
        sums.append(Sum(words.total, face.clean(written.currency(draft.total, draft.currency)), strong=True))
    return tuple(sums)


def _terms(*parts: str) -> str:
    """The rules' terms, then the company's, each once."""
    return "\n\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _foot(company: Company, words: Labels, face: Face) -> str:
    return "  ·  ".join(_lines(face, company.name, _tax_id(company.tax_id.strip(), words)))


def _tax_id(number: str, words: Labels) -> str:
    """The number with a label, unless it brings its own (``VAT GB 123``, ``USt-IdNr. DE 123``)."""
    own = ":" in number or any(character.islower() for character in number) or number.startswith(_TAX_WORDS)
    return number if own or not number else f"{words.tax_id} {number}"
