"""Requests as lists: bullets, numbers, a line an item."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "electrical",
        """\
Guten Tag,

bitte bieten Sie uns an:

3 Rollen NYM-J-3X1.5
25 Stk. Leitungsschutzschalter B16
10 St FI-Schalter 40A 30mA
2 Beutel Kabelbinder 200 mm

Mit freundlichen Grüßen
Hans Meier
Elektro Meier GmbH
Hauptstr. 12, 80331 München""",
        [
            ("NYM-J-3X1.5", "3", "Rollen"),
            ("Leitungsschutzschalter B16", "25", "Stk"),
            ("FI-Schalter 40A 30mA", "10", "St"),
            ("Kabelbinder 200 mm", "2", "Beutel"),
        ],
    ),
    (
        "electrical",
        """\
Need price and availability:
MCB-B16-1P  qty 60
MCB-C20-3P  qty 12
JB-100  qty 30""",
        [("MCB-B16-1P", "60", None), ("MCB-C20-3P", "12", None), ("JB-100", "30", None)],
    ),
    (
        "fasteners",
        """\
Hi there

Can you do me a price on the below please

200 M8x40 hex bolt A2
200 M8 nut A2
400 M8 washer A2
100 set screws M6x10

cheers
Dave
D&J Fabrications
07700 900123""",
        [
            ("M8x40 hex bolt A2", "200", None),
            ("M8 nut A2", "200", None),
            ("M8 washer A2", "400", None),
            ("set screws M6x10", "100", None),
        ],
    ),
    (
        "fasteners",
        "Please quote: 10 lengths threaded rod M10 1 m; 4 boxes wood screws 5x60; 50 wall plugs 10 mm nylon.",
        [
            ("threaded rod M10 1 m", "10", "lengths"),
            ("wood screws 5x60", "4", "boxes"),
            ("wall plugs 10 mm nylon", "50", None),
        ],
    ),
    (
        "fasteners",
        """\
1. M8x40 hex bolt A2 - 100 pcs
2. M8 nut A2 - 100 pcs
3. M8 washer A2 - TBD""",
        [("M8x40 hex bolt A2", "100", "pcs"), ("M8 nut A2", "100", "pcs"), ("M8 washer A2", "vague", None)],
    ),
    (
        "lab",
        """\
Dear Sir or Madam,

our group would like a quotation for the following items:

- 10023: 12 pieces
- 10024: 6 pieces
- 20110: 10 boxes
- 50001: 4 bottles

Delivery to: Institute of Chemistry, Room 204, 12 College Road, Cambridge CB2 1TN
PO number 4500012345 will follow.

Best wishes
Dr. A. Shah
Tel. 01223 555012""",
        [
            ("10023", "12", "pieces"),
            ("10024", "6", "pieces"),
            ("20110", "10", "boxes"),
            ("50001", "4", "bottles"),
        ],
    ),
    (
        "packaging",
        """\
Bonjour,

Pourriez-vous nous faire une offre pour :
- 1 000 caisses carton 400x300x200
- 48 rouleaux de film étirable 500 mm 23 µm
- 36 rouleaux de ruban adhésif brun 48 mm

Livraison à Nantes avant le 15 avril.

Cordialement,
Paul Lefèvre
02 55 55 01 02""",
        [
            ("caisses carton 400x300x200", "1000", None),
            ("film étirable 500 mm 23 µm", "48", "rouleaux"),
            ("ruban adhésif brun 48 mm", "36", "rouleaux"),
        ],
    ),
    (
        "food",
        """\
Buenas tardes,

solicitamos presupuesto:

- 60 platos llanos 27 cm
- 60 platos postre 21 cm
- 48 copas de vino 35 cl
- 5 docenas de tenedor de mesa
- sartén 28 cm (3 uds)

Saludos""",
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
        """\
Hey guys,

need pricing on:
(24) 20x20x1 MERV 8 filters
(12) 16x25x1 MERV 13
(6) 45/5 capacitors
2 cylinders R410A 25 lb

Thx, Mike
CoolAir Services | 555-0134 | 1200 Main St, Tulsa OK 74103""",
        [
            ("20x20x1 MERV 8 filters", "24", None),
            ("16x25x1 MERV 13", "12", None),
            ("45/5 capacitors", "6", None),
            ("R410A 25 lb", "2", "cylinders"),
        ],
    ),
    (
        "timber",
        """\
Quote please

2x4 CLS 2.4m x 100
OSB-11 x 24
PB-125 x 60""",
        [("2x4 CLS 2.4m", "100", None), ("OSB-11", "24", None), ("PB-125", "60", None)],
    ),
    (
        "fasteners",
        """\
Dear team,

Further to our call this morning, we'd appreciate your best price for the following:

  •  M8x40 hex bolt A2 ............ 500
  •  M8 nut A2 .................... 500
  •  M8 washer A2 ................. 1,000

Many thanks,
Laura Finch
Procurement Manager
Finch & Sons Ltd
14 Station Road, Derby DE1 2AB
T +44 1332 555 014""",
        [("M8x40 hex bolt A2", "500", None), ("M8 nut A2", "500", None), ("M8 washer A2", "1000", None)],
    ),
    (
        "office",
        """\
Could I have a quote for:
Copy paper A4 - 25 reams
Blue biros - 100
Staples 26/6 - 5 boxes
Mesh office chair - 2""",
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
        """\
Wir brauchen dringend:
- HEA 120 6 m, 4 Stück
- Flachstahl 40x5, 10 Stangen
- Rundstahl 12 mm, ca. 20 Stangen
Liefertermin: 12.05.
Gruß, Otto""",
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
        """\
Por favor cotizar:
200 servilletas 40x40 blancas
12 latas de aceite de girasol 5 l
6 sartenes 28 cm
Entregar en Calle Mayor 15, 28013 Madrid
Tel: 915 55 01 23""",
        [
            ("servilletas 40x40 blancas", "200", None),
            ("aceite de girasol 5 l", "12", "latas"),
            ("sartenes 28 cm", "6", None),
        ],
    ),
    (
        "fasteners",
        """\
Line 1 - 100 x DIN933-M8X40-A2
Line 2 - 100 x DIN934-M8-A2
Line 3 - 200 x DIN125-M8-A2""",
        [("DIN933-M8X40-A2", "100", None), ("DIN934-M8-A2", "100", None), ("DIN125-M8-A2", "200", None)],
    ),
    (
        "fasteners",
        """\
100 x DIN933-M8X40-A2 @ 0.32
100 x DIN934-M8-A2 @ 0.08
target total $40""",
        [("DIN933-M8X40-A2", "100", None), ("DIN934-M8-A2", "100", None)],
    ),
    (
        "electrical",
        """\
Morning Steve,

Can you sort me a price for the Elmwood job please mate:

LED-GU10-5W x 120
MCB-B16-1P x 24
RCD-40-30 x 4
JB-100 x 18

Need it on site Tuesday - 14 Elmwood Drive, Reading RG1 7AA.

Cheers
Gaz

Gary Pike | GP Electrical Ltd | 07700 900456
Registered in England no. 04567890""",
        [
            ("LED-GU10-5W", "120", None),
            ("MCB-B16-1P", "24", None),
            ("RCD-40-30", "4", None),
            ("JB-100", "18", None),
        ],
    ),
    (
        "electrical",
        """\
Sehr geehrter Herr Krause,

wir planen die Modernisierung unserer Halle 3 und bitten um ein Angebot für folgende Positionen:

1) 250 m NYM-J 3x1,5
2) 100 m NYM-J 5x2,5
3) 36 Stück Leitungsschutzschalter B16
4) 6 FI-Schalter 40A 30mA
5) ein Beutel Kabelbinder 200 mm

Die Lieferung soll bis spätestens 15. Juli an unser Werk in 70565 Stuttgart erfolgen. Zahlungsziel 30 Tage netto.

Mit freundlichen Grüßen
i. A. Petra Vogel
Einkauf
Vogel Maschinenbau GmbH & Co. KG
Industriestraße 45 · 70565 Stuttgart
Tel. +49 711 5550-123""",
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
        """\
Hello,

Please could you provide a quotation for the following:

Qty 200 - Cable ties 200 x 4.8 mm black
Qty 50 - LED bulb 9W E27
Qty 10 - twin socket

Delivery: Unit 7, Riverside Park, Bristol BS2 0JX
Required by: 21/03/2025

Kind regards
Helen""",
        [
            ("Cable ties 200 x 4.8 mm black", "200", None),
            ("LED bulb 9W E27", "50", None),
            ("twin socket", "10", None),
        ],
    ),
    (
        "electrical",
        """\
Bonjour,
Je souhaiterais recevoir un devis pour les articles suivants :
- NYM-J-3X1.5 : 300 m
- MCB-C20-3P : 8 pièces
- LED-GU10-5W : une centaine
Livraison : 5 rue Pasteur, 67000 Strasbourg
Merci d'avance,
Jean""",
        [("NYM-J-3X1.5", "300", "m"), ("MCB-C20-3P", "8", "pièces"), ("LED-GU10-5W", "100", None)],
    ),
    (
        "fasteners",
        """\
Good day, kindly send your best offer for: 
a) Hex bolt DIN 933 M8x50 stainless A2 - 2,000 pcs
b) Washer DIN 125 M8 stainless A2 - 4,000 pcs
c) Wood screw 5x60 mm Torx - 12 boxes
CIF Mombasa. Regards, Mwangi""",
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
        """\
Please bid:
- Filters 20x20x1 MERV 8, case of 12 -- 4 cases
- Filters 16x25x1 MERV 8, case of 12 -- 2 cases""",
        [
            ("Filters 20x20x1 MERV 8, case of 12", "4", "cases"),
            ("Filters 16x25x1 MERV 8, case of 12", "2", "cases"),
        ],
    ),
    (
        "steel",
        """\
Guten Tag,

hiermit fragen wir an:
HEA 100, 6 m: 10 Stk.
HEA 120, 6 m: 6 Stk.
Flachstahl 40x5: 24 Stk.
Blech 2 mm 1000x2000: 12 Tafeln

Bitte mit Werkszeugnis 2.2 anbieten.""",
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
        """\
40 x 40 x 3 SHS - 20 lengths
50 x 30 x 3 RHS - 12 lengths
40 x 5 flat - 30 lengths""",
        [
            ("40 x 40 x 3 SHS", "20", "lengths"),
            ("50 x 30 x 3 RHS", "12", "lengths"),
            ("40 x 5 flat", "30", "lengths"),
        ],
    ),
    (
        "hydraulics",
        """\
Dowty washers 1/2 - qty 100
Quick release coupling 1/2" flat face - qty 4
3/8 2SN hose - 50 metres""",
        [
            ("Dowty washers 1/2", "100", None),
            ('Quick release coupling 1/2" flat face', "4", None),
            ("3/8 2SN hose", "50", "metres"),
        ],
    ),
    (
        "timber",
        """\
2 packs larch decking 3.6m
1 pack OSB-11
5 JH-47""",
        [("larch decking 3.6m", "2", "packs"), ("OSB-11", "1", "pack"), ("JH-47", "5", None)],
    ),
    (
        "office",
        """\
Part 1
10 PAP-A4-80
Part 2
5 RB-A4-50""",
        [("PAP-A4-80", "10", None), ("RB-A4-50", "5", None)],
    ),
    (
        "office",
        """\
Please send quote for
    - RB-A4-50 -> 40
    - PEN-BL-M -> 200
    - STP-266 => 10""",
        [("RB-A4-50", "40", None), ("PEN-BL-M", "200", None), ("STP-266", "10", None)],
    ),
    (
        "electrical",
        """\
NYM-J-3X1.5 250m
NYM-J-5X2.5 100m
LED-A60-9W 24""",
        [("NYM-J-3X1.5", "250", "m"), ("NYM-J-5X2.5", "100", "m"), ("LED-A60-9W", "24", None)],
    ),
    (
        "electrical",
        """\
Please quote for:
1 x RCD-40-30 (must be 4 pole!)
2 x JB-100 - IP66 if you have it
10 x SOC-2G-W, screwless preferred""",
        [("RCD-40-30", "1", None), ("JB-100", "2", None), ("SOC-2G-W", "10", None)],
    ),
    (
        "electrical",
        """\
Anfrage Nr. 2024/118 vom 12.03.2024

Sehr geehrte Damen und Herren,
wir bitten um Angebot für:
Pos 1   100 St   MCB-B16-1P
Pos 2   20 St    RCD-40-30
Pos 3   1.500 m  NYM-J-3X1.5
Liefertermin: 14 Tage nach Bestellung""",
        [("MCB-B16-1P", "100", "St"), ("RCD-40-30", "20", "St"), ("NYM-J-3X1.5", "1500", "m")],
    ),
    (
        "fasteners",
        """\
200 off M8 x 40 hex bolts A2
200 off M8 nuts A2""",
        [("M8 x 40 hex bolts A2", "200", "off"), ("M8 nuts A2", "200", "off")],
    ),
    (
        "fasteners",
        """\
Hello
can u quote
- 1k M8 nut A2
- 2.5k M8 washer A2
thx""",
        [("M8 nut A2", "1000", None), ("M8 washer A2", "2500", None)],
    ),
    (
        "hvac",
        """\
Quantities for the west wing job:
FLT-2020-M8 ............... 36 ea
FLT-1625-M8 ............... 18 ea
FLEX-8-25 ................. 4 boxes""",
        [("FLT-2020-M8", "36", "ea"), ("FLT-1625-M8", "18", "ea"), ("FLEX-8-25", "4", "boxes")],
    ),
    (
        "timber",
        """\
PLY-18-2440 - 10 no
OSB-11 - 20 no
Delivery Friday 14th 10am, call 07700 900111 on approach""",
        [("PLY-18-2440", "10", "no"), ("OSB-11", "20", "no")],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
