"""Requests as tables pasted in a text: tabs, pipes, semicolons, aligned columns, labelled records."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "fasteners",
        ("Item;Description;Qty\nDIN933-M8X40-A2;Hex bolt;250\nDIN934-M8-A2;Nut;250\nRAW-10;Plug;1,000"),
        [("DIN933-M8X40-A2", "250", None), ("DIN934-M8-A2", "250", None), ("RAW-10", "1000", None)],
    ),
    (
        "lab",
        ("Part no.\tQty\n20115\t8\n40200\t?\n50005\t3"),
        [("20115", "8", None), ("40200", "vague", None), ("50005", "3", None)],
    ),
    (
        "hvac",
        ("FLT-2020-M8 | 48\nFLT-1625-M8 | 24\nCAP-35-5 | 10"),
        [("FLT-2020-M8", "48", None), ("FLT-1625-M8", "24", None), ("CAP-35-5", "10", None)],
    ),
    (
        "packaging",
        ("Aantal\tArtikel\tOmschrijving\n100\tCB-600400400\tdoos\n12\tST-500-23\tfolie"),
        [("CB-600400400", "100", None), ("ST-500-23", "12", None)],
    ),
    (
        "steel",
        (
            "Sehr geehrte Damen und Herren,\n"
            "\n"
            "für unser Bauvorhaben (Kommission 22-118) fragen wir an:\n"
            "\n"
            "Pos. 1: 12 Stück HEA 100 6 m\n"
            "Pos. 2: 8 Stück HEA 120 6 m\n"
            "Pos. 3: 20 Stangen Quadratrohr 40x40x3\n"
            "Pos. 4: 15 Tafeln Blech 2 mm 1000x2000\n"
            "\n"
            "Lieferung frei Baustelle Köln bis KW 24."
        ),
        [
            ("HEA 100 6 m", "12", "Stück"),
            ("HEA 120 6 m", "8", "Stück"),
            ("Quadratrohr 40x40x3", "20", "Stangen"),
            ("Blech 2 mm 1000x2000", "15", "Tafeln"),
        ],
    ),
    (
        "steel",
        (
            "Pos | Menge | ME | Artikel\n"
            "10 | 6 | Stg | RHS-50-30-3\n"
            "20 | 4 | Stg | FLT-40-5\n"
            "30 | 10 | Stg | ROD-12"
        ),
        [("RHS-50-30-3", "6", "Stg"), ("FLT-40-5", "4", "Stg"), ("ROD-12", "10", "Stg")],
    ),
    (
        "timber",
        ("Quantity: 24\nProduct: DECK-28-36\n\nQuantity: 10\nProduct: PLY-18-2440"),
        [("DECK-28-36", "24", None), ("PLY-18-2440", "10", None)],
    ),
    (
        "electrical",
        (
            "Qty\tDescription\n"
            "20\tLED lamp A60 9 W E27 warm white\n"
            "5\tRCD 40 A 30 mA 4 pole\n"
            "\tDouble socket 13 A white"
        ),
        [
            ("LED lamp A60 9 W E27 warm white", "20", None),
            ("RCD 40 A 30 mA 4 pole", "5", None),
            ("Double socket 13 A white", "missing", None),
        ],
    ),
    (
        "lab",
        ("Item 1: 10023, quantity 12\nItem 2: 30501, quantity 40\nItem 3: 40200, quantity 6"),
        [("10023", "12", None), ("30501", "40", None), ("40200", "6", None)],
    ),
    (
        "hvac",
        ("part: XJ-900B qty: 4\npart: FLT-2020-M8 qty: 12"),
        [("XJ-900B", "4", None), ("FLT-2020-M8", "12", None)],
    ),
    (
        "lab",
        (
            "Part No     Description              Qty   Unit\n"
            "10023       Erlenmeyer 250 ml        12    ea\n"
            "20115       Tips 1000                6     box\n"
            "50001       IPA                      4     btl"
        ),
        [("10023", "12", "ea"), ("20115", "6", "box"), ("50001", "4", "btl")],
    ),
    (
        "lab",
        (
            '"10023","Erlenmeyer flask 250 ml","12"\n'
            '"10024","Erlenmeyer flask 500 ml","6"\n'
            '"50001","Isopropanol","4"'
        ),
        [("10023", "12", None), ("10024", "6", None), ("50001", "4", None)],
    ),
    (
        "lab",
        (
            "Dear all,\n"
            "\n"
            "Please find our request below. We need everything by end of month.\n"
            "\n"
            "Cat. No.   | Product                    | Amount\n"
            "10023      | Erlenmeyer flask 250 ml    | 10\n"
            "20110      | Pipette tips 200 µl        | 5 boxes\n"
            "30500      | Nitrile exam gloves size M | 20 boxes\n"
            "           | Lab coats, size L          | 6\n"
            "\n"
            "Best regards\n"
            "Dr. Ingrid Solheim"
        ),
        [
            ("10023", "10", None),
            ("20110", "5", "boxes"),
            ("30500", "20", "boxes"),
            ("Lab coats, size L", "6", None),
        ],
    ),
    (
        "packaging",
        (
            "Sehr geehrte Damen und Herren,\n"
            "\n"
            "bitte um Angebot:\n"
            "\n"
            "Artikel                 Menge\n"
            "CB-400300200            1.500\n"
            "CB-600400400            750\n"
            "ST-500-23               96\n"
            "\n"
            "Lieferung nach 4020 Linz."
        ),
        [("CB-400300200", "1500", None), ("CB-600400400", "750", None), ("ST-500-23", "96", None)],
    ),
    (
        "hvac",
        ("Part #        Qty\n-----------------\nFLT-2020-M8   48\nFLT-1625-M8   48\nR410A-25      4"),
        [("FLT-2020-M8", "48", None), ("FLT-1625-M8", "48", None), ("R410A-25", "4", None)],
    ),
    (
        "office",
        (
            "Item\tDescription\tQty\tUnit price\tTotal\n"
            "1\tCopy paper A4\t20\t\t\n"
            "2\tBlue biros\t50\t\t\n"
            "\tTotal\t70\t\t"
        ),
        [("Copy paper A4", "20", None), ("Blue biros", "50", None)],
    ),
    (
        "office",
        (
            "| # | SKU | Leeds | York | Total qty |\n"
            "|---|---|---|---|---|\n"
            "| 1 | PAP-A4-80 | 10 | 5 | 15 |\n"
            "| 2 | RB-A4-50 | 20 | 0 | 20 |"
        ),
        [("PAP-A4-80", "15", None), ("RB-A4-50", "20", None)],
    ),
    (
        "lab",
        (
            "Please could I have a quote for the following?\n"
            "\n"
            "Product code: 30500\n"
            "Quantity: 20 boxes\n"
            "Product code: 40200\n"
            "Quantity: 10"
        ),
        [("30500", "20", "boxes"), ("40200", "10", None)],
    ),
    (
        "packaging",
        ("Quantité : 24\nRéférence : TP-48-CL\n\nQuantité : 12\nRéférence : BW-1000"),
        [("TP-48-CL", "24", None), ("BW-1000", "12", None)],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
