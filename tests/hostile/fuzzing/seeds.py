"""Honest inputs that mutation begins with."""

from __future__ import annotations

import struct

from tests.hostile import company
from tests.hostile.in_files import PAGES, SHEETS, WORDS
from tests.hostile.mails import form, html, mail, paper, plain, sheet, word
from tests.hostile.visible_text import CLAIMS, LOOKALIKES, NUMBERS, THREADS
from tests.unit.files import test_structured_requests as structured

__all__ = [
    "catalogs", "cxml", "edifact", "forms", "gaeb", "gaeb_fixed", "mails", "pages", "rules", "tables", "texts", "tnef",
    "ubl", "voices", "words", "workbooks", "x12",
]  # fmt: skip


def texts() -> list[bytes]:
    """What buyers write, in five languages, and what they write it with."""
    honest = [
        "please quote 120 SH-0810 and 15 TB-1200, delivered to Norfolk, Virginia by June 12.",
        "Wir benötigen 40 Stück SH-1012 und 2 Rollen WR-0600, Liefertermin KW 24.\n\nMit freundlichen Grüßen\nJan",
        "Merci de nous chiffrer :\n- 30 manilles SH-0810\n- 2 pare-battages 40 cm\nLivraison avant le 15/06.",
        "Necesitamos presupuesto para 1.200 unidades de SH-0810 y una docena de CL-2500.",
        "Graag offerte voor 50 st SH-0810, 25 st SH-1012; levering Antwerpen.",
        "Part no. | Description | Qty\nSH-0810 | Bow shackle | 40\nTB-1200 | Turnbuckle | 6\n",
        "SH-0810\t40\nTB-1200\t6\nFD-4000\t2 boxes\n",
        "1) 10 ea bow shackle 8 mm\n2) a couple of mooring cleats\n3) SH-1012: 100 / 500 / 1,000 pcs\nactually make that 20 of the first",
        "half a dozen FD-4000, 3-4 BL-0075, some RP-1400, 1/2 in rope?",
    ]
    tricks = [*CLAIMS.values(), *THREADS.values()]
    odd = [f"please quote {text}" for text in (*LOOKALIKES.values(), *NUMBERS.values())]
    return [text.encode() for text in (*honest, *tricks, *odd)]


def mails() -> list[bytes]:
    """Plain, HTML, alternatives, attachments, forwarded."""
    thread = mail("Hello,\n\n20 SH-0810\n" + THREADS["Outlook thread"], headers={"Subject": "Fwd: RFQ"})
    both = mail("20 SH-0810", html="<table><tr><th>Item<th>Qty<tr><td>SH-0810<td>20</table>")
    filed = mail("see attached", files=[("list.csv", "text/csv", tables()[0])])
    return [one.content for one in (plain(), html(), both, filed, thread)]


def forms() -> list[bytes]:
    """With a message, and with line items."""
    lines = [{"item": "SH-0810", "quantity": 40, "notes": "soon"}, {"item": "TB-1200", "quantity": "6 pcs"}]
    return [
        form().content,
        form(line_items=lines, message="", deadline="June 12", delivery_address="Norfolk, VA").content,
    ]


def tables() -> list[bytes]:
    """Delimited lists."""
    return [
        b'Part no.,Description,Qty\nSH-0810,"Bow shackle, 8 mm",40\nTB-1200,Turnbuckle,6\n',
        "Pos;Artikel;Menge;ME\n1;SH-0810;1.200,5;Stück\n2;TB-1200;6;Stk\n".encode("latin-1"),
        b"sep=;\r\nSKU;Qty\r\nSH-0810;4\r\n",
    ]


def workbooks() -> list[bytes]:
    """Plain, and with everything that is hidden in them."""
    return [sheet(change)[2] for change in (None, *SHEETS.values())]


def words() -> list[bytes]:
    """The same for Word."""
    return [word(change)[2] for change in (None, *WORDS.values())]


def pages() -> list[bytes]:
    """The same for PDF."""
    return [paper(change)[2] for change in (None, *PAGES.values())]


def ubl() -> list[bytes]:
    """UBL 2.1."""
    return [structured.UBL.encode()]


def gaeb() -> list[bytes]:
    """GAEB DA XML."""
    return [structured.GAEB.encode()]


def gaeb_fixed() -> list[bytes]:
    """GAEB 90: records of 80 columns."""
    records = (
        "00" + " " * 8 + "83L" + "Halle".ljust(48) + " 1122PPPP 90",
        "01" + "Neubau Halle".ljust(40) + "02.06.25",
        "11" + "01".ljust(9) + "N",
        "21" + "01020010 ".ljust(10) + "NNN" + " " * 8 + "00000040500" + "Stk ",
        "25Schutzhelm blau",
        "26   Schutzhelm nach EN 397, Artikel-Nr. SH-0810,",
        "21" + "01020020 ".ljust(10) + "NEN" + " " * 8 + "00000120000" + "Paar",
        "25Handschuhe Größe 9",
        "99",
    )
    text = "\r\n".join(f"{record:<74}{at:06d}" for at, record in enumerate(records, 1))
    return [text.encode("cp1252")]


def cxml() -> list[bytes]:
    """cXML, a request for quotation."""
    return [structured.CXML.encode()]


def tnef() -> list[bytes]:
    """Outlook's winmail.dat, with a text and a file."""
    name = b"list.csv\0"
    long_name = struct.pack("<IHHII", 1, 0x1E, 0x3707, 1, len(name)) + name + bytes(-len(name) % 4)
    attributes = (
        (0x800C, b"please quote 20 SH-0810\0"),
        (0x9002, bytes(14)),
        (0x800F, tables()[0]),
        (0x9005, long_name),
    )
    packed = b"\x78\x9f\x3e\x22\x01\x00"
    for number, data in attributes:
        packed += struct.pack("<BHHI", 1, number, 6, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return [packed]


def edifact() -> list[bytes]:
    """UN/EDIFACT."""
    return [structured.EDIFACT if isinstance(structured.EDIFACT, bytes) else structured.EDIFACT.encode()]


def x12() -> list[bytes]:
    """ASC X12, transaction set 840."""
    message = (
        b"ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *250602*0900*U*00401*000000001*0*P*>~"
        b"GS*RQ*BUYER*SELLER*20250602*0900*1*X*004010~ST*840*0001~BQT*00*RFQ77*20250602~"
        b"PO1*1*40*EA***VP*SH-0810~PID*F****BOW SHACKLE~PO1*2*6*EA***VP*TB-1200~CTT*2~SE*7*0001~GE*1*1~IEA*1*000000001~"
    )
    return [message]


def catalogs() -> list[bytes]:
    """The chandlery's, as text and as CSV."""
    return [
        company.CATALOG.encode(),
        b'SKU,Description,Unit,Price\nA-1,"Rope, 8 mm",m,1.25\nA-2,Hook,each,3.10\n',
    ]


def rules() -> list[bytes]:
    """The chandlery's."""
    return [company.RULES.encode()]


def voices() -> list[bytes]:
    """The chandlery's."""
    return [company.VOICE.encode(), b"Say\nHello\n\nNever say\nin stock\n\nFallback cover\nThank you.\n"]
