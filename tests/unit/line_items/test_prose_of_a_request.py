"""Requests in sentences: the grammar of asking, in several trades and languages."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "electrical",
        "Hi, please quote 500 m of NYM-J 3x1.5 and 20 x RCD-40-30. Thanks",
        [("NYM-J 3x1.5", "500", "m"), ("RCD-40-30", "20", None)],
    ),
    (
        "electrical",
        (
            "Could you price up 40 twin sockets, 12 junction boxes 100x100 mm IP55 and a dozen LED spots "
            "GU10 5 W for the Parkside job?"
        ),
        [
            ("twin sockets", "40", None),
            ("junction boxes 100x100 mm IP55", "12", None),
            ("LED spots GU10 5 W", "1", "dozen"),
        ],
    ),
    (
        "electrical",
        "Hi, 6 junction boxes 100x100 mm and 4 LED lamps 9 W. Ship to Parkside Road 4 in Leeds.",
        [("junction boxes 100x100 mm", "6", None), ("LED lamps 9 W", "4", None)],
    ),
    ("electrical", "Bonjour, 12 LED lamp 9 W svp.", [("LED lamp 9 W", "12", None)]),
    (
        "electrical",
        "Soumission svp : 2 bte de RCD-40-30, 4 JB-100. Merci",
        [("RCD-40-30", "2", "bte"), ("JB-100", "4", None)],
    ),
    ("electrical", "Please quote:\nRCD-40-30 4 pole breaker - 6 pcs", [("RCD-40-30", "6", "pcs")]),
    ("electrical", "Bitte anbieten:\nNYM-J 5x2,5 – 25 m", [("NYM-J 5x2,5", "25", "m")]),
    ("electrical", "Bitte anbieten:\nH07V-K 16 grüngelb - 30 m", [("H07V-K 16 grüngelb", "30", "m")]),
    (
        "electrical",
        "Bitte ein Angebot für je 5 Stück Leitungsschutzschalter B16 und Leitungsschutzschalter C20.",
        [("Leitungsschutzschalter B16", "5", "Stück"), ("Leitungsschutzschalter C20", "5", "Stück")],
    ),
    (
        "electrical",
        "Bitte anbieten: Pos 1: 10 Leitungsschutzschalter B16 / Pos 2: 20 LED lamps 9 W",
        [("Leitungsschutzschalter B16", "10", None), ("LED lamps 9 W", "20", None)],
    ),
    (
        "electrical",
        "Bitte 20 RCD-40-30 und 4 Pkg. Kabelbinder 200 mm anbieten.",
        [("RCD-40-30", "20", None), ("Kabelbinder 200 mm", "4", "Pkg")],
    ),
    ("electrical", "Hi, 6 junction boxes arrived damaged. Please call me.", []),
    (
        "electrical",
        "We need approx. 50 SOC-2G-W and a couple of RCD-40-30.",
        [("SOC-2G-W", "50", None), ("RCD-40-30", "2", None)],
    ),
    (
        "electrical",
        "Last time we bought 500 LED-A60-9W from you. This time we need 300 LED-GU10-5W.",
        [("LED-GU10-5W", "300", None)],
    ),
    (
        "electrical",
        "Wir benötigen 1.200 Stk LED-A60-9W und 2.500 m NYM-J 3x1,5.",
        [("LED-A60-9W", "1200", "Stk"), ("NYM-J 3x1,5", "2500", "m")],
    ),
    (
        "fasteners",
        (
            "bitte um Angebot für 500 Sechskantschrauben M8x40 A2, 500 Muttern M8 A2 und 1000 "
            "Unterlegscheiben M8 A2"
        ),
        [
            ("Sechskantschrauben M8x40 A2", "500", None),
            ("Muttern M8 A2", "500", None),
            ("Unterlegscheiben M8 A2", "1000", None),
        ],
    ),
    (
        "fasteners",
        ("Hello,\nplease quote 30 each of DIN933-M8X40-A2, DIN933-M8X50-A2 and DIN934-M8-A2.\nRegards"),
        [
            ("DIN933-M8X40-A2", "30", "each"),
            ("DIN933-M8X50-A2", "30", "each"),
            ("DIN934-M8-A2", "30", "each"),
        ],
    ),
    (
        "fasteners",
        "DIN933-M8X40-A2, DIN933-M8X50-A2 and DIN934-M8-A2, 30 of each please",
        [("DIN933-M8X40-A2", "30", None), ("DIN933-M8X50-A2", "30", None), ("DIN934-M8-A2", "30", None)],
    ),
    (
        "lab",
        "Could we get 20 x 10023, 20 x 10024 and 5 boxes of exam gloves M by 14 March?",
        [("10023", "20", None), ("10024", "20", None), ("exam gloves M", "5", "boxes")],
    ),
    (
        "office",
        (
            "Hi, please could you quote for 10 boxes of A4 paper, 20 ring binders (blue), 3 x 85A toner "
            "and 50 blue biros. Delivery to our office in Leeds, LS1 4DY, by Friday."
        ),
        [
            ("A4 paper", "10", "boxes"),
            ("ring binders (blue)", "20", None),
            ("85A toner", "3", None),
            ("blue biros", "50", None),
        ],
    ),
    (
        "office",
        "Please quote for six mesh office chairs and six desks 160 x 80 cm oak.",
        [("mesh office chairs", "6", None), ("desks 160 x 80 cm oak", "6", None)],
    ),
    (
        "food",
        (
            "For our new restaurant we need 10 dozen table forks, 10 dozen table knives and 200 side "
            "plates 21 cm. Opening is on June 1, we have 80 seats."
        ),
        [("table forks", "10", "dozen"), ("table knives", "10", "dozen"), ("side plates 21 cm", "200", None)],
    ),
    (
        "hvac",
        (
            "Can you quote four 24v thermostats, two dozen FLT-1625-M8 and half a dozen CTR-30-24? Job "
            "#4471, ship to 88 Oak Ave, Dayton OH 45402."
        ),
        [("24v thermostats", "4", None), ("FLT-1625-M8", "2", "dozen"), ("CTR-30-24", "0.5", "dozen")],
    ),
    (
        "timber",
        (
            "alright mate, after 40 lengths of 4x2 CLS 2.4m, 12 sheets 18mm birch ply and 60 47mm joist "
            "hangers. need em Tuesday"
        ),
        [
            ("4x2 CLS 2.4m", "40", "lengths"),
            ("18mm birch ply", "12", "sheets"),
            ("47mm joist hangers", "60", None),
        ],
    ),
    (
        "packaging",
        (
            "Hola,\n"
            "\n"
            "necesitamos presupuesto para 120 rollos de cinta de embalar marrón 48 mm, 40 rollos de "
            "plástico de burbujas 1 m y 500 sobres acolchados C4. Entrega en Valencia antes del 20 de "
            "mayo.\n"
            "\n"
            "Un saludo,\n"
            "Marta"
        ),
        [
            ("cinta de embalar marrón 48 mm", "120", "rollos"),
            ("plástico de burbujas 1 m", "40", "rollos"),
            ("sobres acolchados C4", "500", None),
        ],
    ),
    (
        "packaging",
        (
            "Guten Morgen, wir hätten gerne ein Angebot über 2.000 Faltkarton 400x300x200, 24 Rollen "
            "Stretchfolie 500 mm und ein paar Europaletten."
        ),
        [
            ("Faltkarton 400x300x200", "2000", None),
            ("Stretchfolie 500 mm", "24", "Rollen"),
            ("Europaletten", "vague", None),
        ],
    ),
    (
        "hydraulics",
        (
            "Morning, can I get a price on 30 m of 1/2 2SN hose, 20 off 1/2 JIC female and 50 dowty "
            "washers 1/2 please. Also a drum of HV46 205 l."
        ),
        [
            ("1/2 2SN hose", "30", "m"),
            ("1/2 JIC female", "20", "off"),
            ("dowty washers 1/2", "50", None),
            ("HV46 205 l", "1", "drum"),
        ],
    ),
    (
        "hydraulics",
        "The FIT-JIC-06 you sent in March were fine. We now need 40 more, and 25 of the FIT-JIC-08.",
        [("FIT-JIC-08", "25", None)],
    ),
    (
        "lab",
        (
            "Hello, we're setting up 3 new labs and would need 40 erlenmeyer 250 ml, 40 erlenmeyer 500 "
            "ml, plus several boxes of yellow tips 200 ul. Our budget is around 2,000 EUR. Can you "
            "deliver within 2 weeks?"
        ),
        [
            ("erlenmeyer 250 ml", "40", None),
            ("erlenmeyer 500 ml", "40", None),
            ("yellow tips 200 ul", "vague", "boxes"),
        ],
    ),
    (
        "packaging",
        (
            "Bonjour, nous avons besoin de 12 douzaines de ruban adhésif brun 48 mm et d'une palette "
            "Europe. Pouvez-vous nous envoyer un devis pour lundi ? Merci, Luc"
        ),
        [("ruban adhésif brun 48 mm", "12", "douzaines"), ("palette Europe", "1", None)],
    ),
    (
        "electrical",
        "Please quote for 3 x 100 m NYM-J 3x1.5 and 1 x 50 m NYM-J 5x2.5",
        [("NYM-J 3x1.5", "300", "m"), ("NYM-J 5x2.5", "50", "m")],
    ),
    (
        "electrical",
        (
            "Hi Sam,\n"
            "\n"
            "We are refurbishing the second floor (12 rooms, 3 corridors). I think we'll need about 60 "
            "LED-GU10-5W plus 12 SOC-2G-W. Can you let me know your price and whether you can deliver on "
            "the 3rd of June?\n"
            "\n"
            "Rgds\n"
            "Pete"
        ),
        [("LED-GU10-5W", "60", None), ("SOC-2G-W", "12", None)],
    ),
    (
        "food",
        (
            "Hi! For a wedding on 14 June (120 guests) we need 130 dinner plates 27 cm, 130 wine glasses "
            "35 cl and 11 dozen table knives."
        ),
        [
            ("dinner plates 27 cm", "130", None),
            ("wine glasses 35 cl", "130", None),
            ("table knives", "11", "dozen"),
        ],
    ),
    (
        "fasteners",
        "Do you have M8x40 hex bolt A2 in stock? If so how much for 250?",
        [("M8x40 hex bolt A2", "250", None)],
    ),
    (
        "hvac",
        "Subject to availability please quote R410A 25 lb x 4, 8 inch flex duct x 10",
        [("R410A 25 lb", "4", None), ("8 inch flex duct", "10", None)],
    ),
    (
        "hvac",
        "Please quote 4 ea. FLEX-8-25, 2 ea. TSTAT-24, 1 ea. CTR-30-24",
        [("FLEX-8-25", "4", "ea"), ("TSTAT-24", "2", "ea"), ("CTR-30-24", "1", "ea")],
    ),
    (
        "hvac",
        "please send me a quote for (1) TSTAT-24, (2) CTR-30-24 & (3) CAP-35-5",
        [("TSTAT-24", "1", None), ("CTR-30-24", "2", None), ("CAP-35-5", "3", None)],
    ),
    (
        "hvac",
        "Looking for 6 Honeywell actuator ML6161 and 12 20x20x1 merv 8.",
        [("Honeywell actuator ML6161", "6", None), ("20x20x1 merv 8", "12", None)],
    ),
    (
        "hvac",
        (
            "Bonjour, il nous faut 5 FLT-2020-M8, 10 FLT-1625-M8 ainsi que 2 TSTAT-24. Adresse de "
            "livraison : 12 rue des Lilas, 69003 Lyon. Merci"
        ),
        [("FLT-2020-M8", "5", None), ("FLT-1625-M8", "10", None), ("TSTAT-24", "2", None)],
    ),
    (
        "packaging",
        (
            "Guten Tag,\n"
            "wir benötigen je 20 Rollen TP-48-BR und TP-48-CL sowie jeweils 100 CB-400300200 und "
            "CB-600400400."
        ),
        [
            ("TP-48-BR", "20", "Rollen"),
            ("TP-48-CL", "20", "Rollen"),
            ("CB-400300200", "100", None),
            ("CB-600400400", "100", None),
        ],
    ),
    (
        "packaging",
        (
            "Goedemiddag,\n"
            "graag ontvangen wij een offerte voor 200 CB-600400400, 24 rollen ST-500-23 en een paar "
            "PAL-EUR.\n"
            "Met vriendelijke groet"
        ),
        [("CB-600400400", "200", None), ("ST-500-23", "24", "rollen"), ("PAL-EUR", "vague", None)],
    ),
    (
        "packaging",
        (
            "Buongiorno, vorremmo un preventivo per 300 ENV-C4 e 40 rotoli di TP-48-CL. Consegna a "
            "Torino. Grazie"
        ),
        [("ENV-C4", "300", None), ("TP-48-CL", "40", "rotoli")],
    ),
    (
        "lab",
        (
            "Sehr geehrte Damen und Herren, bitte unterbreiten Sie uns ein Angebot: Art.-Nr. 10023, 24 "
            "Stück; Art.-Nr. 20110, 10 Boxen; Art.-Nr. 50005, 4 Kanister. Kundennummer 88213."
        ),
        [("10023", "24", "Stück"), ("20110", "10", "Boxen"), ("50005", "4", "Kanister")],
    ),
    (
        "fasteners",
        (
            "Hi team\n"
            "\n"
            "Same again please, but this time:\n"
            "\n"
            " 500   DIN933-M8X40-A2\n"
            " 500   DIN934-M8-A2\n"
            "1000   DIN125-M8-A2\n"
            "\n"
            "Thanks"
        ),
        [("DIN933-M8X40-A2", "500", None), ("DIN934-M8-A2", "500", None), ("DIN125-M8-A2", "1000", None)],
    ),
    (
        "fasteners",
        (
            "Guten Tag, bitte Preis für M8x40 A2 Sechskantschraube, 3 gross, und Gewindestange M10 1 m, "
            "2 Dutzend."
        ),
        [("M8x40 A2 Sechskantschraube", "3", "gross"), ("Gewindestange M10 1 m", "2", "Dutzend")],
    ),
    (
        "fasteners",
        (
            "the M8x40 bolts we ordered on PO 7781 were 10 short. can you send a quote for 10 more M8x40 "
            "hex bolt A2"
        ),
        [("M8x40 hex bolt A2", "10", None)],
    ),
    (
        "lab",
        "Could you quote me two cases of nitrile exam gloves size L and 4 x 5 l isopropanol 99 %?",
        [("nitrile exam gloves size L", "2", "cases"), ("5 l isopropanol 99 %", "4", None)],
    ),
    (
        "lab",
        (
            "Wir benötigen 10 Erlenmeyerkolben 250 ml, 10 Erlenmeyerkolben 500 ml und zwei Flaschen "
            "Isopropanol 99 %, 1 l."
        ),
        [
            ("Erlenmeyerkolben 250 ml", "10", None),
            ("Erlenmeyerkolben 500 ml", "10", None),
            ("Isopropanol 99 %, 1 l", "2", "Flaschen"),
        ],
    ),
    (
        "packaging",
        (
            "Bonjour, pourriez-vous me communiquer le prix de 500 caisses carton 600x400x400 mm, de 60 "
            "rouleaux de film étirable 500 mm 23 µm et de 5 palettes Europe ? Cordialement"
        ),
        [
            ("caisses carton 600x400x400 mm", "500", None),
            ("film étirable 500 mm 23 µm", "60", "rouleaux"),
            ("palettes Europe", "5", None),
        ],
    ),
    (
        "packaging",
        (
            "Hola: para el mes que viene necesitaremos unos 200 sobres acolchados C4, 3 docenas de cinta "
            "de embalar transparente 48 mm y varios europalets."
        ),
        [
            ("sobres acolchados C4", "200", None),
            ("cinta de embalar transparente 48 mm", "3", "docenas"),
            ("europalets", "vague", None),
        ],
    ),
    (
        "packaging",
        "Please quote 20 cartons of TP-48-BR. Each carton holds 36 rolls. Also 10 rolls TP-48-CL.",
        [("TP-48-BR", "20", "cartons"), ("TP-48-CL", "10", "rolls")],
    ),
    (
        "food",
        (
            "Hola, somos el restaurante La Encina. Querríamos presupuesto de:\n"
            "  * 8 docenas de tenedores de mesa\n"
            "  * 8 docenas de cuchillos de mesa\n"
            "  * 100 platos llanos de 27 cm\n"
            "  * servilletas 40x40 blancas: 40 paquetes\n"
            "Nos urge para el viernes.\n"
            "Gracias, Lucía. Tlf 954 555 012"
        ),
        [
            ("tenedores de mesa", "8", "docenas"),
            ("cuchillos de mesa", "8", "docenas"),
            ("platos llanos de 27 cm", "100", None),
            ("servilletas 40x40 blancas", "40", "paquetes"),
        ],
    ),
    (
        "food",
        (
            "Bonjour, il nous faudrait 150 assiettes plates 27 cm, 150 verres à vin 35 cl ainsi que 12 "
            "poêles 28 cm. Merci de livrer à l'Hôtel du Lac, 74000 Annecy."
        ),
        [
            ("assiettes plates 27 cm", "150", None),
            ("verres à vin 35 cl", "150", None),
            ("poêles 28 cm", "12", None),
        ],
    ),
    (
        "hvac",
        (
            "Hello, we have a maintenance contract coming up and require pricing for the following "
            "parts: FLT-2020-M8 qty 144, FLT-1625-M13 qty 72, CAP-45-5 qty 10, CTR-30-24 qty 10. Terms "
            "net 30. Please reference RFQ #2024-118."
        ),
        [
            ("FLT-2020-M8", "144", None),
            ("FLT-1625-M13", "72", None),
            ("CAP-45-5", "10", None),
            ("CTR-30-24", "10", None),
        ],
    ),
    (
        "office",
        (
            "Dear Supplier,\n"
            "We are a school with 45 staff and 600 pupils. Please quote for 200 reams of A4 paper, 20 "
            "reams of A3 paper and 30 boxes of staples. We pay 30 days from invoice."
        ),
        [("A4 paper", "200", "reams"), ("A3 paper", "20", "reams"), ("staples", "30", "boxes")],
    ),
    (
        "office",
        (
            "Hallo, wir brauchen für das neue Büro 8 Bürostühle, 8 Schreibtische 160x80 und 40 Ordner A4 "
            "blau. Liefertermin KW 32."
        ),
        [("Bürostühle", "8", None), ("Schreibtische 160x80", "8", None), ("Ordner A4 blau", "40", None)],
    ),
    (
        "office",
        (
            "Please quote: CHR-ERGO (black, mesh) x4; DSK-160 (oak) x4; and whatever you'd recommend for "
            "cable management."
        ),
        [("CHR-ERGO", "4", None), ("DSK-160", "4", None)],
    ),
    (
        "timber",
        (
            "Can you give us a price on 60 sheets of OSB3 11mm, 40 sheets of birch ply 18mm, and 120 x "
            "38x89 CLS at 2.4m? Site: Plot 4, Oakfield, NG12 4AB. Start date 3 March."
        ),
        [
            ("OSB3 11mm", "60", "sheets"),
            ("birch ply 18mm", "40", "sheets"),
            ("38x89 CLS at 2.4m", "120", None),
        ],
    ),
    (
        "office",
        ("> please quote\nHi, as discussed - can you do 12 x TNR-85A and 6 x STP-266?\nTa\nJo"),
        [("TNR-85A", "12", None), ("STP-266", "6", None)],
    ),
    (
        "office",
        "40 RB-A4-50, 200 PEN-BL-M, 10 STP-266.",
        [("RB-A4-50", "40", None), ("PEN-BL-M", "200", None), ("STP-266", "10", None)],
    ),
    (
        "office",
        "RB-A4-50: 40; PEN-BL-M: 200; STP-266: 10",
        [("RB-A4-50", "40", None), ("PEN-BL-M", "200", None), ("STP-266", "10", None)],
    ),
    (
        "office",
        "RB-A4-50 40 PEN-BL-M 200 STP-266 10",
        [("RB-A4-50", "40", None), ("PEN-BL-M", "200", None), ("STP-266", "10", None)],
    ),
    (
        "office",
        "we want RB-A4-50 (forty) and PEN-BL-M (two hundred)",
        [("RB-A4-50", "40", None), ("PEN-BL-M", "200", None)],
    ),
    (
        "electrical",
        (
            "Quick one - how much for 30 LED-GU10-5W delivered to Kent? Also what's the lead time on "
            "MCB-C20-3P, we need 6 of those."
        ),
        [("LED-GU10-5W", "30", None), ("MCB-C20-3P", "6", None)],
    ),
    (
        "electrical",
        "I need 5 metres of NYM-J 3x1.5 and 1 RCD-40-30",
        [("NYM-J 3x1.5", "5", "metres"), ("RCD-40-30", "1", None)],
    ),
    (
        "fasteners",
        "Quote for M8x40 hex bolt A2 x 200, M8 nut A2 x 200 & M8 washer A2 x 400 pls",
        [("M8x40 hex bolt A2", "200", None), ("M8 nut A2", "200", None), ("M8 washer A2", "400", None)],
    ),
    (
        "fasteners",
        "Preisanfrage: DIN933-M8X40-A2 à 500 Stück, DIN934-M8-A2 à 500 Stück",
        [("DIN933-M8X40-A2", "500", "Stück"), ("DIN934-M8-A2", "500", "Stück")],
    ),
    (
        "lab",
        "Please quote catalogue numbers 10023 and 10024, twelve of each, and five 20110.",
        [("10023", "12", None), ("10024", "12", None), ("20110", "5", None)],
    ),
    (
        "lab",
        "PO 10023 has arrived, thank you. We now require 6 of 10024.",
        [("10024", "6", None)],
    ),
    (
        "lab",
        "6x10023, 4x10024",
        [("10023", "6", None), ("10024", "4", None)],
    ),
    (
        "lab",
        "Erlenmeyer flasks, 500 ml, borosilicate (10024) - 8 off",
        [("10024", "8", "off")],
    ),
    (
        "packaging",
        (
            "Bonjour,\n"
            "Suite à notre conversation téléphonique, pouvez-vous nous faire un prix pour 2 000 "
            "CB-400300200 et 500 CB-600400400, livrés à Rouen (76000), sous 10 jours ?\n"
            "Cordialement"
        ),
        [("CB-400300200", "2000", None), ("CB-600400400", "500", None)],
    ),
    (
        "packaging",
        ("Merci d'établir un devis pour : ST-500-23 (60 rouleaux), TP-48-BR (144 rouleaux), PAL-EUR (10)."),
        [("ST-500-23", "60", "rouleaux"), ("TP-48-BR", "144", "rouleaux"), ("PAL-EUR", "10", None)],
    ),
    (
        "food",
        (
            "Buenos días. Por favor, presupuesto para un evento de 150 personas: 150 platos llanos 27 "
            "cm, 150 copas de vino 35 cl, y 13 docenas de tenedores de mesa. Fecha: 5 de junio."
        ),
        [
            ("platos llanos 27 cm", "150", None),
            ("copas de vino 35 cl", "150", None),
            ("tenedores de mesa", "13", "docenas"),
        ],
    ),
    (
        "hvac",
        (
            "Mike here from CoolAir (acct 4471). Need 2 dozen 20x20x1 merv 8 and a dozen 16x25x1 merv 13 "
            "at the shop by Thurs. Also do you have any 45+5 mfd capacitor? need 4."
        ),
        [
            ("20x20x1 merv 8", "2", "dozen"),
            ("16x25x1 merv 13", "1", "dozen"),
            ("45+5 mfd capacitor", "4", None),
        ],
    ),
    (
        "hvac",
        "Please confirm price on 12 - FLT-2020-M8 and 6 - FLT-1625-M13",
        [("FLT-2020-M8", "12", None), ("FLT-1625-M13", "6", None)],
    ),
    (
        "hvac",
        "FLT-2020-M8 (12), FLT-1625-M8 (12), TSTAT-24 (1)",
        [("FLT-2020-M8", "12", None), ("FLT-1625-M8", "12", None), ("TSTAT-24", "1", None)],
    ),
    (
        "steel",
        "Bitte um Angebot über je 10 Stangen RHS-50-30-3, SHS-40-40-3 und FLT-40-5.",
        [("RHS-50-30-3", "10", "Stangen"), ("SHS-40-40-3", "10", "Stangen"), ("FLT-40-5", "10", "Stangen")],
    ),
    (
        "hydraulics",
        "Qty 6 QRC-12, qty 100 BS-12",
        [("QRC-12", "6", None), ("BS-12", "100", None)],
    ),
    (
        "office",
        (
            "Ref your email of 3 March: yes please quote for the 10 chairs CHR-ERGO and 4 desks DSK-160 "
            "we discussed."
        ),
        [("CHR-ERGO", "10", None), ("DSK-160", "4", None)],
    ),
    (
        "office",
        "We'd like to add 20 RB-A4-50 to our request from yesterday.",
        [("RB-A4-50", "20", None)],
    ),
    (
        "office",
        "Please quote 100 PEN-BL-M. Our old supplier quoted 0.25 each for 200.",
        [("PEN-BL-M", "100", None)],
    ),
    (
        "office",
        "Could you let me know if you can supply 15 standing desks and 15 CHR-ERGO?",
        [("CHR-ERGO", "15", None)],
    ),
    (
        "office",
        "Please ignore my previous email. New quantities: 12 CHR-ERGO, 6 DSK-160.",
        [("CHR-ERGO", "12", None), ("DSK-160", "6", None)],
    ),
    (
        "timber",
        (
            "Hi - 2400x1200 plasterboard 12.5mm 40 sheets, CLS 38x63 2.4m 100 lengths, joist hangers "
            "47mm 24. Ta"
        ),
        [
            ("2400x1200 plasterboard 12.5mm", "40", "sheets"),
            ("CLS 38x63 2.4m", "100", "lengths"),
            ("joist hangers 47mm", "24", None),
        ],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
