"""cXML 1.2: QuoteRequest and OrderRequest."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qd_core.model.message import Document, ExtractedText
from qd_core.model.unit_codes import unit_of_code
from qd_core.reading.files.kinds import FileKind, kind_of, root_element
from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.request import RequestLine, address_text, date_text, request_text
from qd_core.reading.files.xml_tree import (
    child,
    children,
    first_text,
    flat_text,
    lines_of,
    local,
    parse_xml,
    text_of,
)

__all__ = ["is_cxml", "read_cxml"]


def is_cxml(document: Document) -> bool:
    """Whether the file is cXML, whatever it carries."""
    return kind_of(document) is FileKind.XML and root_element(document.content) == "cXML"


def read_cxml(document: Document) -> ExtractedText:
    """The lines and the facts of the header. Raises UnreadableError, also for other kinds of cXML."""
    root = parse_xml(document.content)
    request = child(root, "Request", "QuoteRequest")
    if request is not None:
        header, items = child(request, "QuoteRequestHeader"), list(children(request, "QuoteItemOut"))
    else:
        request = child(root, "Request", "OrderRequest")
        header, items = child(request, "OrderRequestHeader"), list(children(request, "ItemOut"))
    if request is None:
        raise UnreadableError("the cXML file holds no request for quotation")
    lines = [_line(item, number) for number, item in enumerate(items, 1)]
    places = lines_of(document.content, *(local(item) for item in items[:1]))
    return request_text("cXML line items", lines, _facts(header), places)


def _line(item: Element, number: int) -> RequestLine:
    ids, detail = child(item, "ItemID"), child(item, "ItemDetail")
    comments = [flat_text(comment) for comment in children(item, "Comments")]
    description = child(detail, "Description")
    short = text_of(description, "ShortName")
    return RequestLine(
        line=item.get("lineNumber", "") or str(number),
        item=text_of(ids, "SupplierPartID") or text_of(detail, "ManufacturerPartID"),
        buyer_item=text_of(ids, "BuyerPartID"),
        description=_description(short, flat_text(description)),
        quantity=plain_number(item.get("quantity", "")),
        unit=unit_of_code(text_of(detail, "UnitOfMeasure")),
        notes="; ".join(filter(None, comments)),
        wanted=date_text(item.get("requestedDeliveryDate", "")),
    )


def _description(short: str, whole: str) -> str:
    rest = whole.removeprefix(short).strip()
    return f"{short}, {rest}" if short and rest and rest != short else short or whole


def _facts(header: Element | None) -> Iterator[tuple[str, str]]:
    attributes = header.attrib if header is not None else {}
    yield "Request no", attributes.get("requestID", "") or attributes.get("orderID", "")
    yield "Quote due", date_text(attributes.get("closeDate", ""))
    yield "Requested delivery date", date_text(attributes.get("requestedDeliveryDate", ""))
    yield "Delivery address", _address(child(header, "ShipTo", "Address"))
    for contact in children(header, "Contact"):
        words = (text_of(contact, "Name"), text_of(contact, "Email"))
        yield "Contact", ", ".join(filter(None, words))
    terms = child(header, "PaymentTerm")
    days = terms.get("payInNumberOfDays", "") if terms is not None else ""
    yield "Payment terms", f"net {days} days" if days else ""
    for comment in children(header, "Comments"):
        yield "Note", flat_text(comment)


def _address(address: Element | None) -> str:
    postal = child(address, "PostalAddress")
    country = child(postal, "Country")
    code = country.get("isoCountryCode", "") if country is not None else ""
    return address_text(
        [text_of(address, "Name"), *(text_of(street) for street in children(postal, "Street"))],
        city=text_of(postal, "City"),
        region=first_text(postal, ("State",)),
        postal_code=text_of(postal, "PostalCode"),
        country=code or text_of(postal, "Country"),
    )
