"""Requests as lists: bullets, numbers, a line an item."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "electrical",
        (
            "Guten Tag,\n"
            "\n"
            "bitte bieten Sie uns an:\n"
            "\n"
            "3 Rollen NYM-J-3X1.5\n"
            "25 Stk. Leitungsschutzschalter B16\n"
            "10 St FI-Schalter 40A 30mA\n"
            "2 Beutel Kabelbinder 200 mm\n"
            "\n"
            "Mit freundlichen Grüßen\n"
            "Hans Meier\n"
            "Elektro Meier GmbH\n"
            "Hauptstr. 12, 80331 München"
        ),
        [
            ("NYM-J-3X1.5", "3", "Rollen"),
            ("Leitungsschutzschalter B16", "25", "Stk"),
            ("FI-Schalter 40A 30mA", "10", "St"),
            ("Kabelbinder 200 mm", "2", "Beutel"),
        ],
    ),
    (
        "electrical",
        ("Need price and availability:\nMCB-B16-1P  qty 60\nMCB-C20-3P  qty 12\nJB-100  qty 30"),
        [("MCB-B16-1P", "60", None), ("MCB-C20-3P", "12", None), ("JB-100", "30", None)],
    ),
    (
        "fasteners",
        (
            "Hi there\n"
            "\n"
            "Can you do me a price on the below please\n"
            "\n"
            "200 M8x40 hex bolt A2\n"
            "200 M8 nut A2\n"
            "400 M8 washer A2\n"
            "100 set screws M6x10\n"
            "\n"
            "cheers\n"
            "Dave\n"
            "D&J Fabrications\n"
            "07700 900123"
        ),
        [
            ("M8x40 hex bolt A2", "200", None),
            ("M8 nut A2", "200", None),
            ("M8 washer A2", "400", None),
            ("set screws M6x10", "100", None),
        ],
    ),
    (
        "fasteners",
        (
            "Please quote: 10 lengths threaded rod M10 1 m; 4 boxes wood screws 5x60; 50 wall plugs 10 "
            "mm nylon."
        ),
        [
            ("threaded rod M10 1 m", "10", "lengths"),
            ("wood screws 5x60", "4", "boxes"),
            ("wall plugs 10 mm nylon", "50", None),
        ],
    ),
    (
        "fasteners",
        ("1. M8x40 hex bolt A2 - 100 pcs\n2. M8 nut A2 - 100 pcs\n3. M8 washer A2 - TBD"),
        [("M8x40 hex bolt A2", "100", "pcs"), ("M8 nut A2", "100", "pcs"), ("M8 washer A2", "vague", None)],
    ),
    (
        "lab",
        (
            "Dear Sir or Madam,\n"
            "\n"
            "our group would like a quotation for the following items:\n"
            "\n"
            "- 10023: 12 pieces\n"
            "- 10024: 6 pieces\n"
            "- 20110: 10 boxes\n"
            "- 50001: 4 bottles\n"
            "\n"
            "Delivery to: Institute of Chemistry, Room 204, 12 College Road, Cambridge CB2 1TN\n"
            "PO number 4500012345 will follow.\n"
            "\n"
            "Best wishes\n"
            "Dr. A. Shah\n"
            "Tel. 01223 555012"
        ),
        [
            ("10023", "12", "pieces"),
            ("10024", "6", "pieces"),
            ("20110", "10", "boxes"),
            ("50001", "4", "bottles"),
        ],
    ),
    (
        "packaging",
        (
            "Bonjour,\n"
            "\n"
            "Pourriez-vous nous faire une offre pour :\n"
            "- 1 000 caisses carton 400x300x200\n"
            "- 48 rouleaux de film étirable 500 mm 23 µm\n"
            "- 36 rouleaux de ruban adhésif brun 48 mm\n"
            "\n"
            "Livraison à Nantes avant le 15 avril.\n"
            "\n"
            "Cordialement,\n"
            "Paul Lefèvre\n"
            "02 55 55 01 02"
        ),
        [
            ("caisses carton 400x300x200", "1000", None),
            ("film étirable 500 mm 23 µm", "48", "rouleaux"),
            ("ruban adhésif brun 48 mm", "36", "rouleaux"),
        ],
    ),
    (
        "food",
        (
            "Buenas tardes,\n"
            "\n"
            "solicitamos presupuesto:\n"
            "\n"
            "- 60 platos llanos 27 cm\n"
            "- 60 platos postre 21 cm\n"
            "- 48 copas de vino 35 cl\n"
            "- 5 docenas de tenedor de mesa\n"
            "- sartén 28 cm (3 uds)\n"
            "\n"
            "Saludos"
        ),
        [
            ("platos llanos 27 cm", "60", None),
            ("platos postre 21 cm", "60", None),
            ("copas de vino 35 cl", "48", None),
            ("tenedor de mesa", "5", "docenas"),
            ("sartén 28 cm", "3", "uds"),
        ],
    ),
    (
        "hvac",
        (
            "Hey guys,\n"
            "\n"
            "need pricing on:\n"
            "(24) 20x20x1 MERV 8 filters\n"
            "(12) 16x25x1 MERV 13\n"
            "(6) 45/5 capacitors\n"
            "2 cylinders R410A 25 lb\n"
            "\n"
            "Thx, Mike\n"
            "CoolAir Services | 555-0134 | 1200 Main St, Tulsa OK 74103"
        ),
        [
            ("20x20x1 MERV 8 filters", "24", None),
            ("16x25x1 MERV 13", "12", None),
            ("45/5 capacitors", "6", None),
            ("R410A 25 lb", "2", "cylinders"),
        ],
    ),
    (
        "timber",
        ("Quote please\n\n2x4 CLS 2.4m x 100\nOSB-11 x 24\nPB-125 x 60"),
        [("2x4 CLS 2.4m", "100", None), ("OSB-11", "24", None), ("PB-125", "60", None)],
    ),
    (
        "fasteners",
        (
            "Dear team,\n"
            "\n"
            "Further to our call this morning, we'd appreciate your best price for the following:\n"
            "\n"
            "  •  M8x40 hex bolt A2 ............ 500\n"
            "  •  M8 nut A2 .................... 500\n"
            "  •  M8 washer A2 ................. 1,000\n"
            "\n"
            "Many thanks,\n"
            "Laura Finch\n"
            "Procurement Manager\n"
            "Finch & Sons Ltd\n"
            "14 Station Road, Derby DE1 2AB\n"
            "T +44 1332 555 014"
        ),
        [("M8x40 hex bolt A2", "500", None), ("M8 nut A2", "500", None), ("M8 washer A2", "1000", None)],
    ),
    (
        "office",
        (
            "Could I have a quote for:\n"
            "Copy paper A4 - 25 reams\n"
            "Blue biros - 100\n"
            "Staples 26/6 - 5 boxes\n"
            "Mesh office chair - 2"
        ),
        [
            ("Copy paper A4", "25", "reams"),
            ("Blue biros", "100", None),
            ("Staples 26/6", "5", "boxes"),
            ("Mesh office chair", "2", None),
        ],
    ),
    (
        "hydraulics",
        "I'm looking for a price for 2SN-08 (25m), 2SN-06 (40 m) and BS-12 (qty 50).",
        [("2SN-08", "25", "m"), ("2SN-06", "40", "m"), ("BS-12", "50", None)],
    ),
    (
        "steel",
        (
            "Wir brauchen dringend:\n"
            "- HEA 120 6 m, 4 Stück\n"
            "- Flachstahl 40x5, 10 Stangen\n"
            "- Rundstahl 12 mm, ca. 20 Stangen\n"
            "Liefertermin: 12.05.\n"
            "Gruß, Otto"
        ),
        [
            ("HEA 120 6 m", "4", "Stück"),
            ("Flachstahl 40x5", "10", "Stangen"),
            ("Rundstahl 12 mm", "20", "Stangen"),
        ],
    ),
    (
        "timber",
        "Need 24 no. JH-47, 12 no. OSB-11 and 8 no. PLY-18-2440 delivering to plot 14, Meadow Rise.",
        [("JH-47", "24", "no"), ("OSB-11", "12", "no"), ("PLY-18-2440", "8", "no")],
    ),
    (
        "timber",
        "100 nos. larch decking 3.6m. 60 plasterboard sheets 12.5mm.",
        [("larch decking 3.6m", "100", "nos"), ("plasterboard sheets 12.5mm", "60", None)],
    ),
    (
        "food",
        (
            "Por favor cotizar:\n"
            "200 servilletas 40x40 blancas\n"
            "12 latas de aceite de girasol 5 l\n"
            "6 sartenes 28 cm\n"
            "Entregar en Calle Mayor 15, 28013 Madrid\n"
            "Tel: 915 55 01 23"
        ),
        [
            ("servilletas 40x40 blancas", "200", None),
            ("aceite de girasol 5 l", "12", "latas"),
            ("sartenes 28 cm", "6", None),
        ],
    ),
    (
        "fasteners",
        ("Line 1 - 100 x DIN933-M8X40-A2\nLine 2 - 100 x DIN934-M8-A2\nLine 3 - 200 x DIN125-M8-A2"),
        [("DIN933-M8X40-A2", "100", None), ("DIN934-M8-A2", "100", None), ("DIN125-M8-A2", "200", None)],
    ),
    (
        "fasteners",
        ("100 x DIN933-M8X40-A2 @ 0.32\n100 x DIN934-M8-A2 @ 0.08\ntarget total $40"),
        [("DIN933-M8X40-A2", "100", None), ("DIN934-M8-A2", "100", None)],
    ),
    (
        "electrical",
        (
            "Morning Steve,\n"
            "\n"
            "Can you sort me a price for the Elmwood job please mate:\n"
            "\n"
            "LED-GU10-5W x 120\n"
            "MCB-B16-1P x 24\n"
            "RCD-40-30 x 4\n"
            "JB-100 x 18\n"
            "\n"
            "Need it on site Tuesday - 14 Elmwood Drive, Reading RG1 7AA.\n"
            "\n"
            "Cheers\n"
            "Gaz\n"
            "\n"
            "Gary Pike | GP Electrical Ltd | 07700 900456\n"
            "Registered in England no. 04567890"
        ),
        [
            ("LED-GU10-5W", "120", None),
            ("MCB-B16-1P", "24", None),
            ("RCD-40-30", "4", None),
            ("JB-100", "18", None),
        ],
    ),
    (
        "electrical",
        (
            "Sehr geehrter Herr Krause,\n"
            "\n"
            "wir planen die Modernisierung unserer Halle 3 und bitten um ein Angebot für folgende "
            "Positionen:\n"
            "\n"
            "1) 250 m NYM-J 3x1,5\n"
            "2) 100 m NYM-J 5x2,5\n"
            "3) 36 Stück Leitungsschutzschalter B16\n"
            "4) 6 FI-Schalter 40A 30mA\n"
            "5) ein Beutel Kabelbinder 200 mm\n"
            "\n"
            "Die Lieferung soll bis spätestens 15. Juli an unser Werk in 70565 Stuttgart erfolgen. "
            "Zahlungsziel 30 Tage netto.\n"
            "\n"
            "Mit freundlichen Grüßen\n"
            "i. A. Petra Vogel\n"
            "Einkauf\n"
            "Vogel Maschinenbau GmbH & Co. KG\n"
            "Industriestraße 45 · 70565 Stuttgart\n"
            "Tel. +49 711 5550-123"
        ),
        [
            ("NYM-J 3x1,5", "250", "m"),
            ("NYM-J 5x2,5", "100", "m"),
            ("Leitungsschutzschalter B16", "36", "Stück"),
            ("FI-Schalter 40A 30mA", "6", None),
            ("Kabelbinder 200 mm", "1", "Beutel"),
        ],
    ),
    (
        "electrical",
        (
            "Hello,\n"
            "\n"
            "Please could you provide a quotation for the following:\n"
            "\n"
            "Qty 200 - Cable ties 200 x 4.8 mm black\n"
            "Qty 50 - LED bulb 9W E27\n"
            "Qty 10 - twin socket\n"
            "\n"
            "Delivery: Unit 7, Riverside Park, Bristol BS2 0JX\n"
            "Required by: 21/03/2025\n"
            "\n"
            "Kind regards\n"
            "Helen"
        ),
        [
            ("Cable ties 200 x 4.8 mm black", "200", None),
            ("LED bulb 9W E27", "50", None),
            ("twin socket", "10", None),
        ],
    ),
    (
        "electrical",
        (
            "Bonjour,\n"
            "Je souhaiterais recevoir un devis pour les articles suivants :\n"
            "- NYM-J-3X1.5 : 300 m\n"
            "- MCB-C20-3P : 8 pièces\n"
            "- LED-GU10-5W : une centaine\n"
            "Livraison : 5 rue Pasteur, 67000 Strasbourg\n"
            "Merci d'avance,\n"
            "Jean"
        ),
        [("NYM-J-3X1.5", "300", "m"), ("MCB-C20-3P", "8", "pièces"), ("LED-GU10-5W", "100", None)],
    ),
    (
        "fasteners",
        (
            "Good day, kindly send your best offer for: \n"
            "a) Hex bolt DIN 933 M8x50 stainless A2 - 2,000 pcs\n"
            "b) Washer DIN 125 M8 stainless A2 - 4,000 pcs\n"
            "c) Wood screw 5x60 mm Torx - 12 boxes\n"
            "CIF Mombasa. Regards, Mwangi"
        ),
        [
            ("Hex bolt DIN 933 M8x50 stainless A2", "2000", "pcs"),
            ("Washer DIN 125 M8 stainless A2", "4000", "pcs"),
            ("Wood screw 5x60 mm Torx", "12", "boxes"),
        ],
    ),
    (
        "fasteners",
        "We need: hex bolts M8x40 (200), hex bolts M8x50 (150), nuts M8 (350), washers M8 (700).",
        [
            ("hex bolts M8x40", "200", None),
            ("hex bolts M8x50", "150", None),
            ("nuts M8", "350", None),
            ("washers M8", "700", None),
        ],
    ),
    (
        "hvac",
        (
            "Please bid:\n"
            "- Filters 20x20x1 MERV 8, case of 12 -- 4 cases\n"
            "- Filters 16x25x1 MERV 8, case of 12 -- 2 cases"
        ),
        [
            ("Filters 20x20x1 MERV 8, case of 12", "4", "cases"),
            ("Filters 16x25x1 MERV 8, case of 12", "2", "cases"),
        ],
    ),
    (
        "steel",
        (
            "Guten Tag,\n"
            "\n"
            "hiermit fragen wir an:\n"
            "HEA 100, 6 m: 10 Stk.\n"
            "HEA 120, 6 m: 6 Stk.\n"
            "Flachstahl 40x5: 24 Stk.\n"
            "Blech 2 mm 1000x2000: 12 Tafeln\n"
            "\n"
            "Bitte mit Werkszeugnis 2.2 anbieten."
        ),
        [
            ("HEA 100, 6 m", "10", "Stk"),
            ("HEA 120, 6 m", "6", "Stk"),
            ("Flachstahl 40x5", "24", "Stk"),
            ("Blech 2 mm 1000x2000", "12", "Tafeln"),
        ],
    ),
    (
        "steel",
        "Buenas, necesito 15 barras de tubo cuadrado 40x40x3 y 20 pletinas 40x5. ¿Precio?",
        [("tubo cuadrado 40x40x3", "15", "barras"), ("pletinas 40x5", "20", None)],
    ),
    (
        "steel",
        ("40 x 40 x 3 SHS - 20 lengths\n50 x 30 x 3 RHS - 12 lengths\n40 x 5 flat - 30 lengths"),
        [
            ("40 x 40 x 3 SHS", "20", "lengths"),
            ("50 x 30 x 3 RHS", "12", "lengths"),
            ("40 x 5 flat", "30", "lengths"),
        ],
    ),
    (
        "hydraulics",
        (
            "Dowty washers 1/2 - qty 100\n"
            'Quick release coupling 1/2" flat face - qty 4\n'
            "3/8 2SN hose - 50 metres"
        ),
        [
            ("Dowty washers 1/2", "100", None),
            ('Quick release coupling 1/2" flat face', "4", None),
            ("3/8 2SN hose", "50", "metres"),
        ],
    ),
    (
        "timber",
        ("2 packs larch decking 3.6m\n1 pack OSB-11\n5 JH-47"),
        [("larch decking 3.6m", "2", "packs"), ("OSB-11", "1", "pack"), ("JH-47", "5", None)],
    ),
    (
        "office",
        ("Part 1\n10 PAP-A4-80\nPart 2\n5 RB-A4-50"),
        [("PAP-A4-80", "10", None), ("RB-A4-50", "5", None)],
    ),
    (
        "office",
        ("Please send quote for\n    - RB-A4-50 -> 40\n    - PEN-BL-M -> 200\n    - STP-266 => 10"),
        [("RB-A4-50", "40", None), ("PEN-BL-M", "200", None), ("STP-266", "10", None)],
    ),
    (
        "electrical",
        ("NYM-J-3X1.5 250m\nNYM-J-5X2.5 100m\nLED-A60-9W 24"),
        [("NYM-J-3X1.5", "250", "m"), ("NYM-J-5X2.5", "100", "m"), ("LED-A60-9W", "24", None)],
    ),
    (
        "electrical",
        (
            "Please quote for:\n"
            "1 x RCD-40-30 (must be 4 pole!)\n"
            "2 x JB-100 - IP66 if you have it\n"
            "10 x SOC-2G-W, screwless preferred"
        ),
        [("RCD-40-30", "1", None), ("JB-100", "2", None), ("SOC-2G-W", "10", None)],
    ),
    (
        "electrical",
        (
            "Anfrage Nr. 2024/118 vom 12.03.2024\n"
            "\n"
            "Sehr geehrte Damen und Herren,\n"
            "wir bitten um Angebot für:\n"
            "Pos 1   100 St   MCB-B16-1P\n"
            "Pos 2   20 St    RCD-40-30\n"
            "Pos 3   1.500 m  NYM-J-3X1.5\n"
            "Liefertermin: 14 Tage nach Bestellung"
        ),
        [("MCB-B16-1P", "100", "St"), ("RCD-40-30", "20", "St"), ("NYM-J-3X1.5", "1500", "m")],
    ),
    (
        "fasteners",
        ("200 off M8 x 40 hex bolts A2\n200 off M8 nuts A2"),
        [("M8 x 40 hex bolts A2", "200", "off"), ("M8 nuts A2", "200", "off")],
    ),
    (
        "fasteners",
        ("Hello\ncan u quote\n- 1k M8 nut A2\n- 2.5k M8 washer A2\nthx"),
        [("M8 nut A2", "1000", None), ("M8 washer A2", "2500", None)],
    ),
    (
        "hvac",
        (
            "Quantities for the west wing job:\n"
            "FLT-2020-M8 ............... 36 ea\n"
            "FLT-1625-M8 ............... 18 ea\n"
            "FLEX-8-25 ................. 4 boxes"
        ),
        [("FLT-2020-M8", "36", "ea"), ("FLT-1625-M8", "18", "ea"), ("FLEX-8-25", "4", "boxes")],
    ),
    (
        "timber",
        ("PLY-18-2440 - 10 no\nOSB-11 - 20 no\nDelivery Friday 14th 10am, call 07700 900111 on approach"),
        [("PLY-18-2440", "10", "no"), ("OSB-11", "20", "no")],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
