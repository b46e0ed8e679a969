"""GAEB DA XML: the items of a German bill of quantities (phases 80 to 89) or of a trade inquiry (93 to 97)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.article_numbers import labelled_article_number
from qd_core.reading.files.kinds import FileKind, kind_of, root_element
from qd_core.reading.files.plain_numbers import plain_number
from qd_core.reading.files.request import RequestLine, address_text, date_text, request_text
from qd_core.reading.files.xml_tree import child, children, flat_text, lines_of, local, parse_xml, text_of

__all__ = ["is_gaeb_xml", "read_gaeb_xml"]

_DEPTH = 12


def is_gaeb_xml(document: Document) -> bool:
    """Whether the file is GAEB DA XML, whatever its name."""
    return kind_of(document) is FileKind.XML and root_element(document.content) == "GAEB"


def read_gaeb_xml(document: Document) -> ExtractedText:
    """Every item with its ordinal number (``01.02.0010``), and the facts of the header. Raises UnreadableError."""
    root = parse_xml(document.content)
    order = child(root, "Order")
    if order is not None:
        articles = [_article(item, at) for at, item in enumerate(children(order, "OrderItem"), 1)]
        places = lines_of(document.content, "OrderItem")
        return request_text("GAEB items", articles, _order_facts(root, order), places)
    award = child(root, "Award")
    remarks: list[str] = []
    lines = list(_items(child(award, "BoQ", "BoQBody"), "", remarks, 0))
    facts = [*_facts(root, award), *(("Note", remark) for remark in remarks)]
    return request_text("GAEB items", lines, facts, lines_of(document.content, "Item"))


def _items(body: Element | None, prefix: str, remarks: list[str], depth: int) -> Iterator[RequestLine]:
    if body is None or depth > _DEPTH:
        return
    for element in body:
        name = local(element)
        number = f"{prefix}{element.get('RNoPart', '')}"
        if name == "BoQCtgy":
            yield from _items(child(element, "BoQBody"), f"{number}.", remarks, depth + 1)
        elif name == "Itemlist":
            yield from _items(element, prefix, remarks, depth + 1)
        elif name == "Item":
            index = element.get("RNoIndex", "")
            yield _line(element, f"{number}.{index}" if index else number)
        elif name == "Remark":
            remarks.append(flat_text(child(element, "Description")))


def _line(item: Element, number: str) -> RequestLine:
    text = child(item, "Description", "CompleteText")
    outline = flat_text(child(text, "OutlineText")) or flat_text(child(item, "Description", "OutlineText"))
    detail = flat_text(child(text, "DetailTxt"))
    lump_sum = text_of(item, "LumpSumItem") == "Yes"
    quantity = text_of(item, "Qty")
    return RequestLine(
        line=number,
        item=labelled_article_number(f"{outline} {detail}"),
        description=outline or detail,
        quantity=plain_number(quantity) if quantity else "1" if lump_sum else "",
        unit=text_of(item, "QU") or ("psch" if lump_sum else ""),
        notes="; ".join(filter(None, (detail if outline else "", *_remarks(item)))),
    )


def _article(item: Element, number: int) -> RequestLine:
    """One item of a trade inquiry; its supplier's number is ours."""
    outline = flat_text(child(item, "Description", "CompleteText", "OutlineText"))
    detail = flat_text(child(item, "Description", "CompleteText", "DetailTxt"))
    gtin = text_of(item, "EAN")
    return RequestLine(
        line=text_of(item, "ItemNo") or str(number),
        item=text_of(item, "SupplierArtNo") or text_of(item, "ArtNo"),
        description=outline or detail,
        quantity=plain_number(text_of(item, "Qty")),
        unit=text_of(item, "QU"),
        notes="; ".join(filter(None, (detail if outline else "", f"GTIN {gtin}" if gtin else ""))),
        wanted=date_text(text_of(item, "DeliveryDate")),
    )


def _order_facts(root: Element, order: Element) -> Iterator[tuple[str, str]]:
    info = child(order, "OrderInfo")
    customer = child(order, "CustomerInfo", "Address")
    place = child(order, "DeliveryPlaceInfo", "Address")
    yield "Project", text_of(root, "PrjInfo", "LblPrj") or text_of(root, "PrjInfo", "NamePrj")
    yield "Request no", text_of(info, "OrderNo")
    yield "Requested delivery date", date_text(text_of(info, "DeliveryDate"))
    yield "Delivery address", ", ".join(filter(None, (text_of(place, "Name1"), _address(place))))
    yield "Buyer", text_of(customer, "Name1") or text_of(customer, "Name")


def _remarks(item: Element) -> Iterator[str]:
    if text_of(item, "QtyTBD") == "Yes":
        yield "quantity to be determined"
    if child(item, "Provis") is not None:
        yield "optional item (Bedarfsposition)"
    serial = text_of(item, "ALNSerNo")
    if serial not in ("", "0", "1"):
        yield "alternative item (Alternativposition)"
    if text_of(item, "NotOffered") == "Yes":
        yield "not offered"


def _facts(root: Element, award: Element | None) -> Iterator[tuple[str, str]]:
    info = child(award, "AwardInfo")
    owner = child(award, "OWN", "Address")
    site = child(award, "CnstSite")
    yield "Project", text_of(root, "PrjInfo", "LblPrj") or text_of(root, "PrjInfo", "NamePrj")
    yield (
        "Bill of quantities",
        text_of(award, "BoQ", "BoQInfo", "LblBoQ") or text_of(award, "BoQ", "BoQInfo", "Name"),
    )
    yield "Quote due", date_text(text_of(info, "OpenDate"))
    yield "Construction start", date_text(text_of(info, "CnstStart"))
    yield "Construction end", date_text(text_of(info, "CnstEnd"))
    yield "Construction site", _address(child(site, "Address")) or text_of(site, "CnstSiteName")
    yield "Buyer", " ".join(filter(None, (text_of(owner, "Name1"), text_of(owner, "Name2"))))
    yield "Contact", ", ".join(filter(None, (text_of(owner, part) for part in ("Contact", "Email", "Phone"))))


def _address(address: Element | None) -> str:
    return address_text(
        [text_of(address, "Street")],
        city=text_of(address, "City"),
        postal_code=text_of(address, "PCode"),
        country=text_of(address, "Country"),
    )
