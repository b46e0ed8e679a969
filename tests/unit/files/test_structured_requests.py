"""Structured requests become the table and the lines of text that the readers understand.

The files are written after the standards: UBL 2.1 (OASIS), GAEB DA XML 3.3 and GAEB 90, ASC X12 004010 transaction set
840, UN/EDIFACT D.96A REQOTE, and the QuoteRequest of the cXML 1.2 User's Guide.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.model.message import Document, ExtractedText
from qd_core.model.unit_codes import unit_of_code, unit_of_x12_code
from qd_core.model.uom import unit_word
from qd_core.reading.files.article_numbers import labelled_article_number
from qd_core.reading.files.cxml import is_cxml, read_cxml
from qd_core.reading.files.edi_segments import edifact_segments
from qd_core.reading.files.edifact import read_edifact
from qd_core.reading.files.gaeb import is_gaeb_xml, read_gaeb_xml
from qd_core.reading.files.gaeb_fixed import read_gaeb_fixed
from qd_core.reading.files.request import RequestLine, address_text, date_text, request_text
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.ubl import is_ubl, read_ubl
from qd_core.reading.files.x12 import read_x12
from tests.unit.files.made import cells, document

UBL = """<?xml version="1.0"?>
<RequestForQuotation xmlns="urn:oasis:names:specification:ubl:schema:xsd:RequestForQuotation-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:ID>RFQ-7</cbc:ID><cbc:SubmissionDueDate>2025-06-12</cbc:SubmissionDueDate>
 <cbc:Note>Partial offers welcome</cbc:Note>
 <cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>Mill Works</cbc:Name></cac:PartyName>
  <cac:Contact><cbc:Name>A. Shaw</cbc:Name><cbc:ElectronicMail>shaw@mill.example</cbc:ElectronicMail></cac:Contact>
 </cac:Party></cac:BuyerCustomerParty>
 <cac:Delivery><cac:DeliveryAddress><cbc:StreetName>Dock Road</cbc:StreetName><cbc:BuildingNumber>4</cbc:BuildingNumber>
  <cbc:CityName>Hull</cbc:CityName><cbc:PostalZone>HU9 5PQ</cbc:PostalZone>
  <cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country></cac:DeliveryAddress>
  <cac:RequestedDeliveryPeriod><cbc:StartDate>2025-06-20</cbc:StartDate><cbc:EndDate>2025-06-27</cbc:EndDate>
  </cac:RequestedDeliveryPeriod></cac:Delivery>
 <cac:PaymentTerms><cbc:Note>30 days net</cbc:Note></cac:PaymentTerms>
 <cac:RequestForQuotationLine><cbc:ID>1</cbc:ID><cac:LineItem><cbc:ID>1</cbc:ID>
  <cbc:Quantity unitCode="MTR">40.000</cbc:Quantity>
  <cac:Item><cbc:Description>black, 10 bar</cbc:Description><cbc:Name>Air hose 12 mm</cbc:Name>
   <cac:BuyersItemIdentification><cbc:ID>4711</cbc:ID></cac:BuyersItemIdentification>
   <cac:SellersItemIdentification><cbc:ID>AH-12</cbc:ID></cac:SellersItemIdentification>
   <cac:StandardItemIdentification><cbc:ID>4000862141404</cbc:ID></cac:StandardItemIdentification></cac:Item>
 </cac:LineItem></cac:RequestForQuotationLine>
 <cac:RequestForQuotationLine><cbc:ID>2</cbc:ID><cac:LineItem><cbc:ID>2</cbc:ID>
  <cbc:Quantity unitCode="BX">3</cbc:Quantity>
  <cac:Delivery><cac:RequestedDeliveryPeriod><cbc:EndDate>2025-07-01</cbc:EndDate></cac:RequestedDeliveryPeriod>
  </cac:Delivery>
  <cac:Item><cbc:Name>Hose clamps</cbc:Name></cac:Item></cac:LineItem></cac:RequestForQuotationLine>
</RequestForQuotation>"""


def test_ubl() -> None:
    file = document(UBL.encode(), "rfq.xml")
    assert is_ubl(file)
    found = read_ubl(file)
    assert found.text.splitlines() == [
        "Request no: RFQ-7",
        "Quote due: 2025-06-12",
        "Requested delivery date: 2025-06-27",
        "Delivery address: Dock Road 4, Hull, HU9 5PQ, GB",
        "Buyer: Mill Works",
        "Contact: A. Shaw, shaw@mill.example",
        "Payment terms: 30 days net",
        "Note: Partial offers welcome",
    ]
    assert found.tables[0].label == "UBL line items, numbered by line"
    assert cells(found) == [
        ["Line", "Item no", "Buyer part no", "Description", "Quantity", "Unit", "Notes"],
        ["1", "AH-12", "4711", "Air hose 12 mm, black, 10 bar", "40", "m", "GTIN 4000862141404"],
        ["2", "", "", "Hose clamps", "3", "box", "deliver by 2025-07-01"],
    ]


def test_other_xml_is_no_ubl() -> None:
    assert not is_ubl(document(b"<?xml version='1.0'?><Order xmlns='urn:own'/>", "order.xml"))
    assert not is_ubl(document(b"<GAEB/>", "lv.x83"))


GAEB = """<?xml version="1.0"?><GAEB xmlns="http://www.gaeb.de/GAEB_DA_XML/DA83/3.3">
<PrjInfo><LblPrj>Neubau Halle</LblPrj></PrjInfo><Award><DP>83</DP>
<AwardInfo><OpenDate>2025-06-02</OpenDate></AwardInfo>
<OWN><Address><Name1>Stadtwerke</Name1><Email>bau@stadt.example</Email></Address></OWN>
<BoQ><BoQInfo><LblBoQ>LV Sicherheit</LblBoQ></BoQInfo><BoQBody>
<Remark><Description><CompleteText><DetailTxt><Text><p><span>Preise netto.</span></p></Text></DetailTxt></CompleteText>
</Description></Remark>
<BoQCtgy RNoPart="01"><BoQBody><BoQCtgy RNoPart="02"><BoQBody><Itemlist>
 <Item RNoPart="0010"><Qty>1250.000</Qty><QU>Stk</QU><Description><CompleteText>
  <DetailTxt><Text><p><span>Schutzhelm blau, Art.-Nr. SH-20 liefern</span></p></Text></DetailTxt>
  <OutlineText><OutlTxt><TextOutlTxt><p><span>Schutzhelm</span></p></TextOutlTxt></OutlTxt></OutlineText>
 </CompleteText></Description></Item>
 <Item RNoPart="0020"><QtyTBD>Yes</QtyTBD><QU>m2</QU><Description><CompleteText>
  <DetailTxt><Text>Vlies</Text></DetailTxt>
 </CompleteText></Description></Item>
 <Item RNoPart="0030" RNoIndex="A"><Provis>WithTotal</Provis><Qty>2.500</Qty><QU>m</QU>
  <Description><CompleteText>
  <OutlineText><OutlTxt><TextOutlTxt>Kette</TextOutlTxt></OutlTxt></OutlineText></CompleteText></Description></Item>
 <Item RNoPart="0040"><LumpSumItem>Yes</LumpSumItem><QU>psch</QU><Description><CompleteText>
  <OutlineText><OutlTxt><TextOutlTxt>Anlieferung</TextOutlTxt></OutlTxt></OutlineText></CompleteText></Description></Item>
</Itemlist></BoQBody></BoQCtgy></BoQBody></BoQCtgy></BoQBody></BoQ></Award></GAEB>"""


def test_gaeb_xml() -> None:
    file = document(GAEB.encode(), "LV.x83")
    assert is_gaeb_xml(file)
    found = read_gaeb_xml(file)
    assert found.text.splitlines() == [
        "Project: Neubau Halle",
        "Bill of quantities: LV Sicherheit",
        "Quote due: 2025-06-02",
        "Buyer: Stadtwerke",
        "Contact: bau@stadt.example",
        "Note: Preise netto.",
    ]
    assert cells(found) == [
        ["Line", "Item no", "Description", "Quantity", "Unit", "Notes"],
        ["01.02.0010", "SH-20", "Schutzhelm", "1250", "Stk", "Schutzhelm blau, Art.-Nr. SH-20 liefern"],
        ["01.02.0020", "", "Vlies", "", "m2", "quantity to be determined"],
        ["01.02.0030.A", "", "Kette", "2.5", "m", "optional item (Bedarfsposition)"],
        ["01.02.0040", "", "Anlieferung", "1", "psch", ""],
    ]


def test_gaeb_trade_inquiry() -> None:
    trade = """<GAEB xmlns="http://www.gaeb.de/GAEB_DA_XML/DA93/3.3"><Order><DP>93</DP>
    <CustomerInfo><Address><Name1>Bau Nord</Name1></Address></CustomerInfo>
    <OrderItem><ArtNo>4711</ArtNo><SupplierArtNo>KG-110</SupplierArtNo><Qty>50</Qty><QU>m</QU>
    <DeliveryDate>2026-02-01</DeliveryDate><Description><CompleteText><OutlineText><OutlTxt><TextOutlTxt>KG-Rohr DN 110
    </TextOutlTxt></OutlTxt></OutlineText></CompleteText></Description></OrderItem></Order></GAEB>"""
    found = read_gaeb_xml(document(trade.encode(), "anfrage.x93"))
    assert found.text.splitlines() == ["Buyer: Bau Nord", "Requested delivery date: 2026-02-01"]
    assert cells(found)[1] == ["1", "KG-110", "KG-Rohr DN 110", "50", "m"]


def test_gaeb_90() -> None:
    records = [
        "00" + " " * 8 + "83L" + "Halle".ljust(24) + " " * 24 + " 1122PPPP 90",
        "01" + "Neubau Halle".ljust(40) + "02.06.25",
        "02Los Sicherheit",
        "03Stadtwerke",
        "11" + "01".ljust(9) + "N",
        "12Persönliche Schutzausrüstung",
        "21" + "01020010 ".ljust(10) + "NNN" + " " * 8 + "00000040500" + "Stk ",
        "25Schutzhelm blau",
        "26   Schutzhelm nach EN 397, Artikel-Nr. SH-20,",
        "26   mit Kinnriemen.",
        "21" + "01020020 ".ljust(10) + "NEN" + " " * 8 + "00000120000" + "Paar",
        "25Handschuhe Größe 9",
        "99",
    ]
    text = "\r\n".join(f"{record:<74}{at:06d}" for at, record in enumerate(records, 1))
    found = read_gaeb_fixed(document(text.encode("cp1252"), "LV.D83"))
    assert found.text.splitlines() == [
        "Project: Neubau Halle",
        "Bill of quantities: Los Sicherheit",
        "Buyer: Stadtwerke",
    ]
    assert cells(found) == [
        ["Line", "Item no", "Description", "Quantity", "Unit", "Notes"],
        [
            "01.02.0010",
            "SH-20",
            "Schutzhelm blau",
            "40.5",
            "Stk",
            "Schutzhelm nach EN 397, Artikel-Nr. SH-20, mit Kinnriemen.",
        ],
        ["01.02.0020", "", "Handschuhe Größe 9", "120", "Paar", "[GAEB item kind NEN]"],
    ]


X12 = (
    "ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *250605*0936*U*00401*000000055*0*P*>~"
    "GS*RQ*BUYER*SELLER*20250605*0936*1*X*004010~ST*840*0001~BQT*00*RFQ-88*20250605*175*20250612~DTM*002*20250630~"
    "ITD*01*3*****30~N1*BY*Gulf Builders~PER*BD*Ann Lee*EM*ann@gulf.example~N1*ST*Pier 7 yard~N3*400 Pier St~"
    "N4*Tampa*FL*33602*US~PO1*1*24*CA*12.50**VP*BV-075*BP*4711~PID*F****Ball valve 3/4 in, brass~"
    "PO1*2*100*FT***MG*THHN-12~PID*F****Wire 12 AWG~SCH*60*FT***002*20250701~MSG*cut to 50 ft~CTT*2~SE*17*0001~GE*1*1~"
    "IEA*1*000000055~"
)


@pytest.mark.parametrize("content", [X12, X12.replace("~", "~\r\n"), X12.replace("~", "\n")])
def test_x12_request_for_quotation(content: str) -> None:
    found = read_x12(document(content.encode(), "rfq.x12"))
    assert found.text.splitlines() == [
        "Request no: RFQ-88",
        "Quote due: 2025-06-12",
        "Requested delivery date: 2025-06-30",
        "Payment terms: net 30 days",
        "Buyer: Gulf Builders",
        "Contact: Ann Lee, ann@gulf.example",
        "Delivery address: Pier 7 yard, 400 Pier St, Tampa, FL 33602, US",
    ]
    assert cells(found) == [
        ["Line", "Item no", "Buyer part no", "Description", "Quantity", "Unit", "Notes"],
        ["1", "BV-075", "4711", "Ball valve 3/4 in, brass", "24", "case", ""],
        ["2", "THHN-12", "", "Wire 12 AWG", "100", "ft", "60 ft by 2025-07-01; cut to 50 ft"],
    ]


EDIFACT = (
    "UNA:+.? 'UNB+UNOC:3+4012345000009:14+4098765000007:14+250605:0936+1'UNH+1+REQOTE:D:96A:UN'BGM+311+A-771+9'"
    "DTM+137:20250605:102'DTM+2:20250630:102'DTM+36:20250612:102'NAD+BY+4012345000009::9++Mühle Nord GmbH'"
    "CTA+PD+:Jana Roth'NAD+DP+++Werk 2+Hafenstraße 4+Bremen++28195+DE'PAT+1++5:3:D:30'LIN+1++4000862141404:EN'"
    "PIA+1+KG-110:SA'PIA+1+4711:IN'IMD+F++:::KG-Rohr DN 110:2 m lang'QTY+1:40:MTR'FTX+AAI+++Farbe?: rot?+braun'"
    "LIN+2'PIA+5+HT-50:SA'IMD+F++:::HT-Bogen'QTY+21:12,5:PCE'UNS+S'UNT+20+1'UNZ+1+1'"
)


@pytest.mark.parametrize("content", [EDIFACT, EDIFACT.replace("'", "'\n"), EDIFACT.removeprefix("UNA:+.? '")])
def test_edifact_request_for_quote(content: str) -> None:
    found = read_edifact(document(content.encode("latin-1"), "reqote.edi"))
    assert found.text.splitlines() == [
        "Request no: A-771",
        "Requested delivery date: 2025-06-30",
        "Quote due: 2025-06-12",
        "Buyer: Mühle Nord GmbH",
        "Contact: Jana Roth",
        "Delivery address: Werk 2, Hafenstraße 4, 28195 Bremen, DE",
        "Payment terms: net 30 days",
    ]
    assert cells(found) == [
        ["Line", "Item no", "Buyer part no", "Description", "Quantity", "Unit", "Notes"],
        ["1", "KG-110", "4711", "KG-Rohr DN 110 2 m lang", "40", "m", "GTIN 4000862141404; Farbe: rot+braun"],
        ["2", "HT-50", "", "HT-Bogen", "12.5", "each", ""],
    ]


CXML = """<?xml version="1.0"?><!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">
<cXML><Request><QuoteRequest>
<QuoteRequestHeader requestID="Q-5" requestDate="2025-06-05T10:00:00-04:00" type="RFQ"
 openDate="2025-06-05T10:00:00-04:00" closeDate="2025-06-12T17:00:00-04:00" currency="USD">
 <ShipTo><Address isoCountryCode="US"><Name xml:lang="en">Lab West</Name><PostalAddress><Street>12 Bay Ave</Street>
  <City>Oakland</City><State>CA</State><PostalCode>94607</PostalCode>
  <Country isoCountryCode="US">United States</Country></PostalAddress></Address></ShipTo>
 <Contact role="buyer"><Name xml:lang="en">Ira Gold</Name><Email>gold@lab.example</Email></Contact></QuoteRequestHeader>
<QuoteItemOut quantity="500" lineNumber="1" requestedDeliveryDate="2025-06-30">
 <ItemID><SupplierPartID>PT-200</SupplierPartID><BuyerPartID>9-1</BuyerPartID></ItemID>
 <ItemDetail><UnitPrice><Money currency="USD"/></UnitPrice>
 <Description xml:lang="en"><ShortName>Pipette tips</ShortName>200 µl, sterile</Description>
 <UnitOfMeasure>BX</UnitOfMeasure></ItemDetail></QuoteItemOut>
</QuoteRequest></Request></cXML>"""


def segment_at(content: str, number: int, end: str) -> str:
    return content.split(end)[number - 1].strip()


def test_a_row_of_edi_has_the_number_of_its_segment() -> None:
    table = read_x12(document(X12.encode(), "rfq.x12")).tables[0]
    assert table.label == "X12 line items, numbered by segment"
    assert [segment_at(X12, row.number, "~")[:6] for row in table.rows[1:]] == ["PO1*1*", "PO1*2*"]
    table = read_edifact(document(EDIFACT.encode("latin-1"), "rfq.edi")).tables[0]
    found = [segment_at(EDIFACT.partition("UNB")[2], row.number, "'") for row in table.rows[1:]]
    assert [segment[:5] for segment in found] == ["LIN+1", "LIN+2"]


@pytest.mark.parametrize(
    ("read", "content", "begins"),
    [
        (read_ubl, UBL, "RequestForQuotationLine"),
        (read_gaeb_xml, GAEB.replace("<Item ", "\n<Item "), "<Item "),
        (read_cxml, CXML, "<QuoteItemOut"),
    ],
)
def test_a_row_of_xml_has_the_number_of_its_line(
    read: Callable[[Document], ExtractedText], content: str, begins: str
) -> None:
    table = read(document(content.encode(), "rfq.xml")).tables[0]
    lines = content.splitlines()
    assert len(table.rows) > 1
    assert all(begins in lines[row.number - 1] for row in table.rows[1:])
    assert len({row.number for row in table.rows}) == len(table.rows)
    on_one_line = read(document(" ".join(lines).encode(), "rfq.xml")).tables[0]
    assert [row.number for row in on_one_line.rows] == list(range(1, len(table.rows) + 1))


def test_cxml_quote_request() -> None:
    file = document(CXML.encode(), "quote.xml")
    assert is_cxml(file)
    found = read_cxml(file)
    assert found.text.splitlines() == [
        "Request no: Q-5",
        "Quote due: 2025-06-12",
        "Delivery address: Lab West, 12 Bay Ave, Oakland, CA 94607, US",
        "Contact: Ira Gold, gold@lab.example",
        "Requested delivery date: 2025-06-30",
    ]
    assert cells(found) == [
        ["Line", "Item no", "Buyer part no", "Description", "Quantity", "Unit"],
        ["1", "PT-200", "9-1", "Pipette tips, 200 µl, sterile", "500", "box"],
    ]


@pytest.mark.parametrize(
    ("read", "content", "reason"),
    [
        (read_x12, X12.replace("ST*840", "ST*810"), "no request for quotation (840) but 810"),
        (read_x12, X12[:60], "damaged"),
        (read_edifact, EDIFACT.replace("REQOTE", "INVOIC"), "no request for quote (REQOTE) but INVOIC"),
        (read_cxml, "<cXML><Request><PunchOutSetupRequest/></Request></cXML>", "no request for quotation"),
        (read_gaeb_xml, "<GAEB><Award/></GAEB>", "no line items"),
    ],
)
def test_other_documents_of_these_standards_say_so(read, content: str, reason: str) -> None:
    assert reason in (read_safely(read, document(content.encode(), "a.xml")).unread or "")


def test_one_date_for_all_lines_is_the_requests_date() -> None:
    lines = [RequestLine("1", wanted="2025-07-01"), RequestLine("2", wanted="2025-07-01")]
    assert request_text("x", lines, []).text == "Requested delivery date: 2025-07-01"
    differing = [RequestLine("1", wanted="2025-07-01"), RequestLine("2", wanted="2025-08-01")]
    found = request_text("x", differing, [])
    assert found.text == ""
    assert [row.cells[-1] for row in found.tables[0].rows[1:]] == [
        "deliver by 2025-07-01",
        "deliver by 2025-08-01",
    ]


def test_addresses_follow_their_country() -> None:
    us = address_text(["1 Main St"], city="Akron", region="OH", postal_code="44301", country="US")
    assert us == "1 Main St, Akron, OH 44301, US"
    assert address_text(["Weg 1"], city="Köln", postal_code="50667", country="DE") == "Weg 1, 50667 Köln, DE"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("20250627", "2025-06-27"),
        ("2025-06-27T10:00:00Z", "2025-06-27"),
        ("20251399", "20251399"),
        ("soon", "soon"),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert date_text(text) == date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Schutzhelm blau, Artikel SH-BL-X liefern.", "SH-BL-X"),
        ("Helm, Art.-Nr.: 4711", "4711"),
        ("valve, part no. 88-20 or equal", "88-20"),
        ("Position 3, Item 120", ""),
        ("Artikel 10-A und Artikel 10-B", ""),
        ("Artikel liefern und montieren", ""),
        ("Order now", ""),
    ],
)
def test_labelled_article_numbers(text: str, number: str) -> None:
    assert labelled_article_number(text) == number


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("C62", "each"),
        ("H87", "each"),
        ("MTR", "m"),
        ("BX", "box"),
        ("XBX", "box"),
        ("RO", "roll"),
        ("PR", "pair"),
        ("DZN", "dozen"),
    ],
)
def test_unit_codes_are_words(code: str, word: str) -> None:
    assert unit_of_code(code) == unit_of_code(code.lower()) == word
    assert unit_word(word) is not None


def test_the_same_letters_mean_another_unit_in_x12() -> None:
    assert (unit_of_code("CA"), unit_of_x12_code("CA")) == ("can", "case")
    assert unit_of_code("GBND") == unit_of_x12_code("GBND") == "GBND"


@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(codec="latin-1", exclude_characters="\r\n\0\x1c\x1d\x1e\x1f\x85 \t\x0b\x0c\xa0")
            ),
            min_size=1,
        ),
        min_size=1,
    )
)
def test_released_characters_come_back(elements: list[list[str]]) -> None:
    def released(text: str) -> str:
        return "".join(f"?{char}" if char in ":+'?" else char for char in text)

    segment = "+".join(":".join(released(part) for part in parts) for parts in elements)
    assert edifact_segments(f"ABC+{segment}'".encode())[0].elements == elements
