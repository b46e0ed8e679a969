"""UBL 2: RequestForQuotation, and Order and Quotation, which carry their lines in the same shape."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qd_core.model.message import Document, ExtractedText
from qd_core.model.unit_codes import unit_of_code
from qd_core.reading.files.kinds import FileKind, kind_of, root_element
from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.request import RequestLine, address_text, date_text, request_text
from qd_core.reading.files.xml_tree import child, children, first_text, lines_of, local, parse_xml, text_of

__all__ = ["is_ubl", "read_ubl"]

_ROOTS = {
    "RequestForQuotation": "RequestForQuotationLine",
    "Order": "OrderLine",
    "Quotation": "QuotationLine",
}
_NAMESPACE = b"oasis:names:specification:ubl:schema:xsd"
_DESCRIPTION = 160


def is_ubl(document: Document) -> bool:
    """Whether the file is one of the UBL documents that are read here."""
    content = document.content
    return (
        kind_of(document) is FileKind.XML
        and root_element(content) in _ROOTS
        and _NAMESPACE in content[:8192].replace(b"\0", b"")
    )


def read_ubl(document: Document) -> ExtractedText:
    """The lines and the facts of the header. Raises UnreadableError."""
    root = parse_xml(document.content)
    found = [(line, child(line, "LineItem")) for line in children(root, _ROOTS[local(root)])]
    lines = [_line(line, item) for line, item in found if item is not None]
    places = lines_of(document.content, _ROOTS[local(root)])
    return request_text("UBL line items", lines, _facts(root), places)


def _line(line: Element, line_item: Element) -> RequestLine:
    item = child(line_item, "Item")
    name, description = text_of(item, "Name"), text_of(item, "Description")
    notes = [text_of(line, "Note"), text_of(line_item, "Note")]
    if description and description.casefold() not in name.casefold():
        if name and len(name) + len(description) > _DESCRIPTION:
            notes.append(description)
        else:
            name = f"{name}, {description}" if name else description
    gtin = text_of(item, "StandardItemIdentification", "ID")
    notes += [f"GTIN {gtin}" if gtin else "", *_properties(item)]
    quantity = child(line_item, "Quantity")
    number = text_of(line, "ID") or text_of(line_item, "ID")
    return RequestLine(
        line=number if number.isdigit() else "",
        item=_item_number(line_item, item),
        buyer_item=text_of(item, "BuyersItemIdentification", "ID"),
        description=name,
        quantity=plain_number(text_of(line_item, "Quantity")),
        unit=unit_of_code(quantity.get("unitCode", "")) if quantity is not None else "",
        notes="; ".join(dict.fromkeys(filter(None, notes))),
        wanted=_delivery_date(child(line_item, "Delivery")),
    )


def _item_number(line_item: Element, item: Element | None) -> str:
    """The seller's number, else the maker's; some senders put it where the line's own number belongs."""
    number = first_text(
        item,
        ("SellersItemIdentification", "ID"),
        ("ManufacturersItemIdentification", "ID"),
        ("CatalogueItemIdentification", "ID"),
    )
    own = text_of(line_item, "ID")
    return number or (own if any(char.isalpha() for char in own) else "")


def _properties(item: Element | None) -> Iterator[str]:
    for found in children(item, "AdditionalItemProperty"):
        name, value = text_of(found, "Name"), text_of(found, "Value")
        if name and value:
            yield f"{name}: {value}"


def _facts(root: Element) -> Iterator[tuple[str, str]]:
    buyer = _party(root, "OriginatorCustomerParty") or _party(root, "BuyerCustomerParty")
    delivery = child(root, "Delivery")
    yield "Request no", text_of(root, "ID")
    yield "Quote due", date_text(text_of(root, "SubmissionDueDate"))
    yield "Requested delivery date", _delivery_date(delivery)
    yield "Delivery address", _delivery_address(delivery)
    yield "Buyer", _name(buyer)
    yield "Contact", _contact(buyer)
    for terms in children(root, "PaymentTerms"):
        yield "Payment terms", text_of(terms, "Note") or text_of(terms, "PaymentTermsDetailsURI")
    for terms in children(root, "DeliveryTerms"):
        yield "Delivery terms", " ".join(filter(None, (text_of(terms, "ID"), text_of(terms, "SpecialTerms"))))
    for note in children(root, "Note"):
        yield "Note", text_of(note)


def _party(root: Element, role: str) -> Element | None:
    return child(root, role, "Party")


def _name(party: Element | None) -> str:
    return first_text(party, ("PartyName", "Name"), ("PartyLegalEntity", "RegistrationName"))


def _contact(party: Element | None) -> str:
    contact = child(party, "Contact")
    parts = (text_of(contact, part) for part in ("Name", "ElectronicMail", "Telephone"))
    return ", ".join(filter(None, parts))


def _delivery_date(delivery: Element | None) -> str:
    return date_text(
        first_text(
            delivery,
            ("RequestedDeliveryPeriod", "EndDate"),
            ("RequestedDeliveryPeriod", "StartDate"),
            ("LatestDeliveryDate",),
            ("EstimatedDeliveryPeriod", "EndDate"),
        )
    )


def _delivery_address(delivery: Element | None) -> str:
    address = child(delivery, "DeliveryAddress")
    if address is None:
        address = child(delivery, "DeliveryLocation", "Address")
    if address is None:
        address = child(delivery, "DeliveryParty", "PostalAddress")
    if address is None:
        return text_of(delivery, "DeliveryLocation", "Description")
    street = " ".join(filter(None, (text_of(address, "StreetName"), text_of(address, "BuildingNumber"))))
    more = [text_of(line, "Line") for line in children(address, "AddressLine")]
    return address_text(
        [street, text_of(address, "AdditionalStreetName"), *more],
        city=text_of(address, "CityName"),
        region=first_text(address, ("CountrySubentityCode",), ("CountrySubentity",)),
        postal_code=text_of(address, "PostalZone"),
        country=first_text(address, ("Country", "IdentificationCode"), ("Country", "Name")),
    )
