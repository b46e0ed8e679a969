"""Requests in further trades: plumbing, cleaning, welding; styles that mix sentences, lists and labels."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "plumbing",
        ("Please quote:\n**CU-EL90-050** x 40\n*BV-FPT-075* x 12\n`PEX-CR-050` x 200"),
        [("CU-EL90-050", "40", None), ("BV-FPT-075", "12", None), ("PEX-CR-050", "200", None)],
    ),
    (
        "plumbing",
        "need cu el90 050 qty 40 and bv fpt 100 qty 6",
        [("cu el90 050", "40", None), ("bv fpt 100", "6", None)],
    ),
    (
        "plumbing",
        ("CU-EL90-050\nCopper elbow 90 1/2\nQty: 40\n\nCU-TEE-075\nCopper tee 3/4\nQty: 20"),
        [("CU-EL90-050", "40", None), ("CU-TEE-075", "20", None)],
    ),
    (
        "plumbing",
        ("Part number\nDescription\nQty\nCU-EL90-050\nCopper elbow\n40\nCU-TEE-075\nCopper tee\n20"),
        [("CU-EL90-050", "40", None), ("CU-TEE-075", "20", None)],
    ),
    (
        "plumbing",
        ("1.\tCU-EL90-050\t40\tea\n2.\tCU-TEE-075\t20\tea"),
        [("CU-EL90-050", "40", "ea"), ("CU-TEE-075", "20", "ea")],
    ),
    (
        "plumbing",
        "Pls quote fifty 1/2 copper 90, ten 3/4 ball valves, and 1 spool SLD-LF-1.",
        [("1/2 copper 90", "50", None), ("3/4 ball valves", "10", None), ("SLD-LF-1", "1", "spool")],
    ),
    (
        "plumbing",
        "Same as PO 8812 but 60 BV-FPT-075 instead of 40.",
        [("BV-FPT-075", "60", None)],
    ),
    (
        "plumbing",
        "40ea CU-EL90-050, 6EA BV-FPT-100, 12no. BV-FPT-075",
        [("CU-EL90-050", "40", "ea"), ("BV-FPT-100", "6", "EA"), ("BV-FPT-075", "12", "no")],
    ),
    (
        "plumbing",
        "2 x boxes of PEX-CR-050, 3x BV-FPT-075",
        [("PEX-CR-050", "2", "boxes"), ("BV-FPT-075", "3", None)],
    ),
    (
        "plumbing",
        "I'd like pricing for a 1 inch ball valve in quantities of 1, 10 and 50",
        [("1 inch ball valve", "ladder", None)],
    ),
    (
        "plumbing",
        (
            "Hi Tom, hope you had a good weekend. We've got a job starting on the 14th at 220 Main "
            "Street, 3 bathrooms and 1 kitchen. Can you price 30 CU-EL90-050, 15 CU-TEE-075 and 4 "
            'lengths 2" PVC schedule 40 pipe? We need them by the 12th. Last job you gave us 5% off.'
        ),
        [
            ("CU-EL90-050", "30", None),
            ("CU-TEE-075", "15", None),
            ('2" PVC schedule 40 pipe', "4", "lengths"),
        ],
    ),
    (
        "plumbing",
        (
            "Request for Quote #RFQ-2025-0417\n"
            "Date: April 17, 2025\n"
            "Bill To: Acme Mechanical, 500 Industrial Pkwy, Suite 200\n"
            "Item 1: CU-EL90-050 - 100 EA\n"
            "Item 2: CU-TEE-075 - 50 EA\n"
            "Please respond by 4/21."
        ),
        [("CU-EL90-050", "100", "EA"), ("CU-TEE-075", "50", "EA")],
    ),
    (
        "plumbing",
        ("20 BV-FPT-075\n20 BV-FPT-100\nOn second thoughts only 10 of the 1 inch ball valves."),
        [("BV-FPT-075", "20", None), ("BV-FPT-100", "10", None)],
    ),
    (
        "plumbing",
        "Please add 6 BV-FPT-100 to quote Q-1182.",
        [("BV-FPT-100", "6", None)],
    ),
    (
        "plumbing",
        "Please add 6 BV-FPT-100 to quote HS-FPT-118.",
        [("BV-FPT-100", "6", None)],
    ),
    (
        "plumbing",
        "Please requote HS-FPT-118 with 6 BV-FPT-100 added.",
        [("BV-FPT-100", "vague", None)],
    ),
    (
        "plumbing",
        ("CU-EL90-050 – 25 pcs ($0.65 last time)\nBV-FPT-075 – 10 pcs (was 12.60)"),
        [("CU-EL90-050", "25", "pcs"), ("BV-FPT-075", "10", "pcs")],
    ),
    (
        "cleaning",
        (
            "Hi, could I have a price for our monthly order please?\n"
            "Black bin bags 75 l - 30 rolls\n"
            "Cotton mop 400 g - 12\n"
            "Blue nitrile gloves medium - 10 boxes, large - 6 boxes\n"
            "Bleach 5 l - 8\n"
            "Thanks Sue"
        ),
        [
            ("Black bin bags 75 l", "30", "rolls"),
            ("Cotton mop 400 g", "12", None),
            ("Blue nitrile gloves medium", "10", "boxes"),
            ("Blue nitrile gloves large", "6", "boxes"),
            ("Bleach 5 l", "8", None),
        ],
    ),
    (
        "cleaning",
        "5 cases of toilet paper 24 pack, 2 doz scourers, 3 gal floor cleaner 5 litre",
        [
            ("toilet paper 24 pack", "5", "cases"),
            ("scourers, 3 gal", "2", "doz"),
            ("floor cleaner 5 litre", "missing", None),
        ],
    ),
    (
        "cleaning",
        "Please send 20 packs scourers and 40 x floor cleaner 5 litre. Also a few mop heads.",
        [("scourers", "20", "packs"), ("floor cleaner 5 litre", "40", None), ("mop heads", "vague", None)],
    ),
    (
        "cleaning",
        (
            "Our cleaning contract covers 14 sites and 60 washrooms. Quarterly needs: 120 packs "
            "HT-2PLY-24, 80 rolls BL-75L-BK, 24 CLN-BLC-5L."
        ),
        [("HT-2PLY-24", "120", "packs"), ("BL-75L-BK", "80", "rolls"), ("CLN-BLC-5L", "24", None)],
    ),
    (
        "cleaning",
        "Do you do GLV-NIT-M by the pallet? What would 200 boxes be?",
        [("GLV-NIT-M", "200", "boxes")],
    ),
    (
        "welding",
        (
            "Morning. 4 x MIG wire 0.8 mm 15 kg, 2 x MIG wire 1.0 mm 15 kg, 50 contact tips 0.8 and 50 "
            "contact tips 1.0. 100 slitting discs 115 mm. Cheers, Baz"
        ),
        [
            ("MIG wire 0.8 mm 15 kg", "4", None),
            ("MIG wire 1.0 mm 15 kg", "2", None),
            ("contact tips 0.8", "50", None),
            ("contact tips 1.0", "50", None),
            ("slitting discs 115 mm", "100", None),
        ],
    ),
    (
        "welding",
        (
            "10 pr welding gloves size 10\n"
            "3 pk rutile rods 2.5 mm\n"
            "3 pk rutile rods 3.2 mm\n"
            "discs 125 x 1.0 inox - 200"
        ),
        [
            ("welding gloves size 10", "10", "pr"),
            ("rutile rods 2.5 mm", "3", "pk"),
            ("rutile rods 3.2 mm", "3", "pk"),
            ("discs 125 x 1.0 inox", "200", None),
        ],
    ),
    (
        "welding",
        "60 kg of MIG wire 0.8 mm please",
        [("MIG wire 0.8 mm", "60", "kg")],
    ),
    (
        "welding",
        ("Item: ER70S-6-08; Qty: 4\nItem: CT-M6-08; Qty: 100"),
        [("ER70S-6-08", "4", None), ("CT-M6-08", "100", None)],
    ),
    (
        "welding",
        ("ER70S-6-08 4 spools\nER70S-6-10 2 spools\nE6013-25 6 packs"),
        [("ER70S-6-08", "4", "spools"), ("ER70S-6-10", "2", "spools"), ("E6013-25", "6", "packs")],
    ),
    (
        "welding",
        ("Bonjour, prix et délai pour : 4 bobines ER70S-6-08, 100 CT-M6-08, deux paires de GLV-MIG-10 svp"),
        [("ER70S-6-08", "4", "bobines"), ("CT-M6-08", "100", None), ("GLV-MIG-10", "2", "paires")],
    ),
    (
        "welding",
        (
            "Hallo zusammen, wir hätten gern ein Angebot für 10 Spulen ER70S-6-08 (15 kg), 200 Stk. "
            "CT-M6-08 und 100 Stk. DSC-125-1. Bitte bis Freitag."
        ),
        [("ER70S-6-08", "10", "Spulen"), ("CT-M6-08", "200", "Stk"), ("DSC-125-1", "100", "Stk")],
    ),
    (
        "welding",
        "Necesitamos: 6 bobinas de ER70S-6-08; 50 uds CT-M6-10; 20 pares GLV-MIG-10",
        [("ER70S-6-08", "6", "bobinas"), ("CT-M6-10", "50", "uds"), ("GLV-MIG-10", "20", "pares")],
    ),
    (
        "cleaning",
        (
            "Hi Karen,\n"
            "\n"
            "Could you let me have your best prices on the following for our Leeds and York depots:\n"
            "\n"
            "Bin liners 75 l black - 40 rolls\n"
            "Floor cleaner lemon 5 l - 12\n"
            "Nitrile gloves M, blue - 20 boxes\n"
            "Nitrile gloves L, blue - 20 boxes\n"
            "\n"
            "We'd need them by the end of next week (14th March), delivered to Unit 3, Aire Park, Leeds "
            "LS11 5TD.\n"
            "\n"
            "Best wishes,\n"
            "Tom Barker\n"
            "Facilities Manager\n"
            "Barker Group plc | Registered in England 01234567 | VAT GB 123 4567 89\n"
            "T: +44 (0)113 496 0000 M: 07700 900 321\n"
            "Please consider the environment before printing this e-mail. This message may contain 100% "
            "confidential information; 3 copies are kept for 7 years."
        ),
        [
            ("Bin liners 75 l black", "40", "rolls"),
            ("Floor cleaner lemon 5 l", "12", None),
            ("Nitrile gloves M, blue", "20", "boxes"),
            ("Nitrile gloves L, blue", "20", "boxes"),
        ],
    ),
    (
        "cleaning",
        (
            "Guten Tag,\n"
            "bitte um ein Angebot:\n"
            "20 Rollen BL-75L-BK\n"
            "10 Kartons GLV-NIT-M\n"
            "6 Kanister CLN-BLC-5L\n"
            "P.S. Bitte auch 2 MOP-400 dazu.\n"
            "Danke"
        ),
        [
            ("BL-75L-BK", "20", "Rollen"),
            ("GLV-NIT-M", "10", "Kartons"),
            ("CLN-BLC-5L", "6", "Kanister"),
            ("MOP-400", "2", None),
        ],
    ),
    (
        "cleaning",
        (
            "Please can you quote for HT-2PLY-24 – we use roughly 60 packs a month, so a price for 180 "
            "packs please."
        ),
        [("HT-2PLY-24", "180", "packs")],
    ),
    (
        "cleaning",
        ("Need a quote on 12 x CLN-FLR-5L and 24 x CLN-BLC-5L. If over £200 carriage free? Budget 150."),
        [("CLN-FLR-5L", "12", None), ("CLN-BLC-5L", "24", None)],
    ),
    (
        "cleaning",
        (
            "Réf;Désignation;Qté;Unité\n"
            "BL-75L-BK;Sacs poubelle 75 l;40;rouleau\n"
            "SPG-10;Éponges;15;paquet\n"
            ";Gants nitrile L bleus;12;boîte"
        ),
        [
            ("BL-75L-BK", "40", "rouleau"),
            ("SPG-10", "15", "paquet"),
            ("Gants nitrile L bleus", "12", "boîte"),
        ],
    ),
    (
        "cleaning",
        (
            "Referencia | Descripción | Cantidad | Unidad\n"
            "GLV-NIT-M | Guantes nitrilo M | 1.000 | caja\n"
            "MOP-400 | Fregona | 25 | ud"
        ),
        [("GLV-NIT-M", "1000", "caja"), ("MOP-400", "25", "ud")],
    ),
    (
        "welding",
        (
            "Bjr, merci de chiffrer 2 cartons de baguettes E6013-25 et 1 de E6013-32, plus une vingtaine "
            "de CT-M6-10."
        ),
        [("E6013-25", "2", "cartons"), ("E6013-32", "1", None), ("CT-M6-10", "20", None)],
    ),
    (
        "welding",
        (
            "Folgende Artikel bitte anbieten (Lieferung an Baustelle Nord, Tor 4, 28195 Bremen):\n"
            "ER70S-6-08 ......... 6 Spulen\n"
            "CT-M6-08 ........... 100 Stück\n"
            "DSC-115-1 .......... 200 Stück"
        ),
        [("ER70S-6-08", "6", "Spulen"), ("CT-M6-08", "100", "Stück"), ("DSC-115-1", "200", "Stück")],
    ),
    (
        "welding",
        (
            "Quote ref 2231 attached was for 10 spools; we've since used 4. Please quote 12 spools of "
            "ER70S-6-10 and 3 packs of E6013-32."
        ),
        [("ER70S-6-10", "12", "spools"), ("E6013-32", "3", "packs")],
    ),
    (
        "welding",
        ("Can you supply:\n- Contact tip M6 0.8 mm (pack of 10) x 5\n- Contact tip M6 1.0 mm x 30"),
        [("Contact tip M6 0.8 mm (pack of 10)", "vague", None), ("Contact tip M6 1.0 mm", "30", None)],
    ),
    (
        "welding",
        (
            "Hello, I'm looking to buy around 20-25 pairs of welding gloves size 10 and at least 50 "
            "slitting discs 125 mm"
        ),
        [("welding gloves size 10", "range", "pairs"), ("slitting discs 125 mm", "50", None)],
    ),
    (
        "welding",
        "ER70S-6-08: we need 3 now and 3 in June",
        [("ER70S-6-08", "vague", None)],
    ),
    (
        "welding",
        ("10 ER70S-6-08\nDelivery in 2 drops: 5 in April, 5 in May."),
        [("ER70S-6-08", "10", None)],
    ),
    (
        "plumbing",
        ("Req:\nCU-EL90-050 QTY-40\nCU-TEE-075 QTY-20\nBV-FPT-075 QTY-6"),
        [("CU-EL90-050", "40", None), ("CU-TEE-075", "20", None), ("BV-FPT-075", "6", None)],
    ),
    (
        "plumbing",
        ("Part# CU-EL90-050, Qty. 40, Need by 5/1\nPart# CU-TEE-075, Qty. 20, Need by 5/1"),
        [("CU-EL90-050", "40", None), ("CU-TEE-075", "20", None)],
    ),
    (
        "plumbing",
        "I need twenty-four (24) BV-FPT-075 and six (6) BV-FPT-100.",
        [("BV-FPT-075", "24", None), ("BV-FPT-100", "6", None)],
    ),
    (
        "plumbing",
        "24 (twenty four) BV-FPT-075",
        [("BV-FPT-075", "24", None)],
    ),
    (
        "plumbing",
        'Please quote 1/2" copper elbows 90 degree (40) and 3/4" copper tees (20)',
        [('1/2" copper elbows 90 degree', "40", None), ('3/4" copper tees', "20", None)],
    ),
    (
        "plumbing",
        ('40 1/2" 90\'s copper\n20 3/4" tees copper'),
        [("1/2\" 90's copper", "40", None), ('3/4" tees copper', "20", None)],
    ),
    (
        "plumbing",
        "Need (2) 10' sticks of 2\" PVC schedule 40 pipe",
        [("10' sticks of 2\" PVC schedule 40 pipe", "2", None)],
    ),
    (
        "plumbing",
        "3 boxes 1/2 crimp ring, box of 100",
        [("1/2 crimp ring, box of 100", "3", "boxes")],
    ),
    (
        "plumbing",
        "My customer wants 15 BV-FPT-100 with lever handles, not tee handles, by 6/15.",
        [("BV-FPT-100", "15", None)],
    ),
    (
        "plumbing",
        "Is the BV-FPT-100 rated for 600 psi? We might need 10.",
        [],
    ),
    (
        "plumbing",
        "pls price CU-EL90-050 & CU-TEE-075, 25 ea",
        [("CU-EL90-050", "25", "ea"), ("CU-TEE-075", "25", "ea")],
    ),
    (
        "plumbing",
        "CU-EL90-050 25, CU-TEE-075 50, BV-FPT-075 5",
        [("CU-EL90-050", "25", None), ("CU-TEE-075", "50", None), ("BV-FPT-075", "5", None)],
    ),
    (
        "plumbing",
        ("Hi,\n\nThe price for CU-TEE-075 on your web shop is 2.64. Is that valid for 200 pieces?\n\nThanks"),
        [("CU-TEE-075", "200", "pieces")],
    ),
    (
        "plumbing",
        (
            "We would like a quote for the materials for a bathroom: 12 CU-EL90-050 , 6 CU-TEE-075 , 2 "
            "BV-FPT-075 ."
        ),
        [("CU-EL90-050", "12", None), ("CU-TEE-075", "6", None), ("BV-FPT-075", "2", None)],
    ),
    (
        "plumbing",
        ("Thanks for the prompt reply. The 100 CU-EL90-050 look good. Could you also price 50 CU-TEE-075?"),
        [("CU-TEE-075", "50", None)],
    ),
    (
        "plumbing",
        "Order confirmation 55821: 40 x CU-EL90-050 shipped today.",
        [],
    ),
    (
        "plumbing",
        "Please quote 0 CU-EL90-050 and 10 CU-TEE-075",
        [("CU-EL90-050", "missing", None), ("CU-TEE-075", "10", None)],
    ),
    (
        "plumbing",
        "Please quote CU-EL90-050 x 1,000,000",
        [("CU-EL90-050", "1000000", None)],
    ),
    (
        "plumbing",
        "Please quote 12.5 CU-EL90-050",
        [("CU-EL90-050", "missing", None)],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
