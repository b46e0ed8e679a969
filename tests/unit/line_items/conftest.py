"""Small catalogs of several trades, and a way to read a request with them."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.message import Lane
from qd_core.model.rfq import Buyer, LineItem, Rfq
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.reading.line_items.read import read_line_items

Row = tuple[str, ...]


def _documents(rows: list[Row], number_format: str = "", currency: str = "USD") -> CompanyDocuments:
    """SKU, description, unit, and perhaps aliases separated by `;`."""
    items = [
        CatalogItem(
            sku=sku,
            description=description,
            unit=unit,
            price=Decimal(1),
            aliases=tuple(alias.strip() for alias in "".join(aliases).split(";") if alias.strip()),
            row=Citation("catalog", "v1", "catalog", number, description),
        )
        for number, (sku, description, unit, *aliases) in enumerate(rows, start=1)
    ]
    catalog = Catalog(items, currency=currency, price_decimals=2, version="v1", number_format=number_format)
    return CompanyDocuments(catalog, Rules(version="v1"), Voice(version="v1"))


TRADES = {
    "electrical": _documents(
        [
            (
                "NYM-J-3X1.5",
                "Installation cable NYM-J 3x1.5 mm², grey",
                "m",
                "NYM-J 3x1,5; Mantelleitung 3x1,5",
            ),
            ("NYM-J-5X2.5", "Installation cable NYM-J 5x2.5 mm², grey", "m", "NYM-J 5x2,5"),
            ("LED-A60-9W", "LED lamp A60 9 W E27 warm white", "each", "LED bulb 9W E27; LED-Lampe E27 9W"),
            ("LED-GU10-5W", "LED spot GU10 5 W 4000K", "each", "GU10 spot 5W"),
            (
                "MCB-B16-1P",
                "Miniature circuit breaker B16 1 pole",
                "each",
                "Leitungsschutzschalter B16; LS-Schalter B16 1-polig",
            ),
            (
                "MCB-C20-3P",
                "Miniature circuit breaker C20 3 pole",
                "each",
                "Leitungsschutzschalter C20 3-polig",
            ),
            ("RCD-40-30", "RCD 40 A 30 mA 4 pole", "each", "FI-Schalter 40A 30mA; fault current breaker 40A"),
            ("JB-100", "Junction box 100x100 mm IP55", "each", "Abzweigdose 100x100"),
            (
                "CT-200-BK",
                "Cable ties 200 x 4.8 mm black, bag of 100",
                "bag",
                "cable ties 200 mm; Kabelbinder 200 mm",
            ),
            ("SOC-2G-W", "Double socket 13 A white", "each", "twin socket; double gang socket"),
        ],
    ),
    "fasteners": _documents(
        [
            (
                "DIN933-M8X40-A2",
                "Hex bolt DIN 933 M8x40 stainless A2",
                "each",
                "M8x40 hex bolt A2; Sechskantschraube M8x40 A2",
            ),
            ("DIN933-M8X50-A2", "Hex bolt DIN 933 M8x50 stainless A2", "each", "Sechskantschraube M8x50 A2"),
            ("DIN934-M8-A2", "Hex nut DIN 934 M8 stainless A2", "each", "M8 nut A2; Mutter M8 A2"),
            ("DIN125-M8-A2", "Washer DIN 125 M8 stainless A2", "each", "M8 washer A2; Unterlegscheibe M8 A2"),
            ("SET-M6X10", "Set screw M6x10 cup point", "each", "grub screw M6x10"),
            ("TR-M10-1M", "Threaded rod M10 1 m zinc", "length", "Gewindestange M10 1 m"),
            ("WS-5X60", "Wood screw 5x60 mm Torx, box of 200", "box", "Spanplattenschraube 5x60"),
            ("RAW-10", "Wall plug 10 mm nylon", "each", "Dübel 10 mm"),
        ],
    ),
    "lab": _documents(
        [
            ("10023", "Erlenmeyer flask 250 ml borosilicate", "each", "erlenmeyer 250 ml"),
            ("10024", "Erlenmeyer flask 500 ml borosilicate", "each", "erlenmeyer 500 ml"),
            ("20110", "Pipette tips 200 µl, box of 96", "box", "yellow tips 200 ul"),
            ("20115", "Pipette tips 1000 µl, box of 96", "box", "blue tips 1000 ul"),
            ("30500", "Nitrile exam gloves size M, box of 100", "box", "exam gloves M"),
            ("30501", "Nitrile exam gloves size L, box of 100", "box", "exam gloves L"),
            ("40200", "Microscope slides 76 x 26 mm, frosted", "pack", "slides frosted"),
            ("50001", "Isopropanol 99 %, 1 l", "bottle", "IPA 1 l; isopropyl alcohol 1 l"),
            ("50005", "Isopropanol 99 %, 5 l", "can", "IPA 5 l"),
        ],
    ),
    "packaging": _documents(
        [
            ("PAN-H", "Half size steam table pan, aluminum", "each", ""),
            ("PAN-LH", "Lid for half size steam table pan, aluminum", "each", ""),
            ("PAN-LF", "Lid for full size steam table pan, aluminum", "each", ""),
            (
                "CB-400300200",
                "Cardboard box 400 x 300 x 200 mm double wall",
                "each",
                "Faltkarton 400x300x200; caisse carton 400x300x200",
            ),
            (
                "CB-600400400",
                "Cardboard box 600 x 400 x 400 mm double wall",
                "each",
                "caisse carton 600x400x400",
            ),
            (
                "ST-500-23",
                "Stretch film 500 mm 23 µm clear",
                "roll",
                "film étirable 500 mm 23 µm; Stretchfolie 500 mm",
            ),
            (
                "TP-48-BR",
                "Packing tape 48 mm x 66 m brown",
                "roll",
                "ruban adhésif brun 48 mm; cinta de embalar marrón 48 mm; brown tape",
            ),
            (
                "TP-48-CL",
                "Packing tape 48 mm x 66 m clear",
                "roll",
                "ruban adhésif transparent 48 mm; cinta de embalar transparente 48 mm",
            ),
            ("BW-1000", "Bubble wrap 1000 mm x 100 m", "roll", "papier bulle 1 m; plástico de burbujas 1 m"),
            ("ENV-C4", "Padded envelope C4", "each", "enveloppe à bulles C4; sobre acolchado C4"),
            ("PAL-EUR", "Pallet 1200 x 800 mm EPAL", "each", "palette Europe; Europalette; europalet"),
        ],
        number_format="1.234,50",
        currency="EUR",
    ),
    "food": _documents(
        [
            (
                "PLT-27",
                "Dinner plate 27 cm white porcelain",
                "each",
                "plato llano 27 cm; assiette plate 27 cm",
            ),
            ("PLT-21", "Side plate 21 cm white porcelain", "each", "plato postre 21 cm"),
            ("GLS-WN-35", "Wine glass 35 cl", "each", "copa de vino 35 cl; verre à vin 35 cl"),
            ("CUT-FRK", "Table fork stainless 18/10", "dozen", "tenedor de mesa; fourchette de table"),
            ("CUT-KNF", "Table knife stainless 18/10", "dozen", "cuchillo de mesa"),
            ("NAP-40-W", "Paper napkin 40x40 cm white, 2-ply, pack of 50", "pack", "servilleta 40x40 blanca"),
            ("PAN-28", "Frying pan 28 cm non-stick", "each", "sartén 28 cm; poêle 28 cm"),
            ("OIL-5L", "Sunflower oil 5 l", "can", "aceite de girasol 5 l"),
        ],
        number_format="1.234,50",
        currency="EUR",
    ),
    "hvac": _documents(
        [
            ("FLT-2020-M8", "Pleated air filter 20x20x1 MERV 8", "each", "20x20x1 merv 8; 20x20x1 filter"),
            ("FLT-1625-M8", "Pleated air filter 16x25x1 MERV 8", "each", "16x25x1 merv 8"),
            ("FLT-1625-M13", "Pleated air filter 16x25x1 MERV 13", "each", "16x25x1 merv 13"),
            ("TSTAT-24", "Thermostat 24 V heat/cool", "each", "24v thermostat"),
            ("CAP-45-5", "Run capacitor 45/5 MFD 440 V", "each", "45/5 capacitor; 45+5 mfd capacitor"),
            ("CAP-35-5", "Run capacitor 35/5 MFD 440 V", "each", "35/5 capacitor"),
            ("CTR-30-24", "Contactor 2 pole 30 A 24 V coil", "each", "2 pole contactor 30a"),
            ("R410A-25", "Refrigerant R-410A 25 lb cylinder", "each", "R410A 25 lb"),
            ("FLEX-8-25", "Insulated flex duct 8 in x 25 ft R8", "box", "8 inch flex duct"),
        ],
    ),
    "steel": _documents(
        [
            ("HEA-100-6", "HEA 100 beam S235JR 6 m", "length", "HEA 100 6 m"),
            ("HEA-120-6", "HEA 120 beam S235JR 6 m", "length", "HEA 120 6 m"),
            ("RHS-50-30-3", "Rectangular hollow section 50x30x3 mm 6 m", "length", "Rechteckrohr 50x30x3"),
            (
                "SHS-40-40-3",
                "Square hollow section 40x40x3 mm 6 m",
                "length",
                "Quadratrohr 40x40x3; tubo cuadrado 40x40x3",
            ),
            ("FLT-40-5", "Flat bar 40x5 mm 6 m S235", "length", "Flachstahl 40x5; pletina 40x5"),
            ("SHT-2-1000-2000", "Steel sheet 2 mm 1000x2000 DC01", "sheet", "Blech 2 mm 1000x2000"),
            ("ROD-12", "Round bar 12 mm 6 m S235", "length", "Rundstahl 12 mm"),
        ],
        number_format="1.234,50",
        currency="EUR",
    ),
    "hydraulics": _documents(
        [
            ("2SN-08", 'Hydraulic hose 2SN DN12 1/2"', "m", "1/2 2SN hose; Hydraulikschlauch 2SN DN12"),
            ("2SN-06", 'Hydraulic hose 2SN DN10 3/8"', "m", "3/8 2SN hose"),
            ("FIT-JIC-08", 'JIC female swivel 1/2" hose 3/4-16', "each", "1/2 JIC female"),
            ("FIT-JIC-06", 'JIC female swivel 3/8" hose 9/16-18', "each", "3/8 JIC female"),
            ("BS-12", 'Bonded seal 1/2" BSP', "each", "dowty washer 1/2; dowty seal 1/2"),
            ("QRC-12", 'Quick release coupling 1/2" flat face', "each", "flat face coupler 1/2"),
            ("OIL-HV46-205", "Hydraulic oil HV46 205 l", "drum", "HV46 205 l drum"),
            ("OIL-HV46-20", "Hydraulic oil HV46 20 l", "drum", "HV46 20 l"),
        ],
    ),
    "software": _documents(
        [
            ("SW-01", "Zephyr Works Suite 2006", "each", ""),
            ("SW-02", "The Print Shop 22 Deluxe", "each", ""),
            ("SW-03", "Tell Me More Spanish Beginner", "each", ""),
            ("SW-04", "Zephyr VirusScan Plus 2007", "each", ""),
            ("SW-05", "Need for Speed Carbon", "each", ""),
            ("SW-06", "Zephyr Office 2004 Student and Teacher Edition (Mac)", "each", ""),
            ("SW-07", "Zephyr Ledger Deluxe 2007", "each", ""),
        ],
    ),
    "bearings": _documents(
        [
            ("6204-2RS", "Deep groove ball bearing 20x47x14 mm, rubber seals", "each", "6204-2RS1"),
            ("6204-ZZ", "Deep groove ball bearing 20x47x14 mm, metal shields", "each"),
            ("6205-2RS", "Deep groove ball bearing 25x52x15 mm, rubber seals", "each"),
            ("6206-2RS", "Deep groove ball bearing 30x62x16 mm, rubber seals", "each"),
        ],
        currency="GBP",
    ),
    "office": _documents(
        [
            ("TRK-150", "Sack truck 150 kg, pneumatic wheels", "each", ""),
            (
                "PAP-A4-80",
                "Copy paper A4 80 gsm, 500 sheets",
                "ream",
                "A4 paper; copy paper A4; Kopierpapier A4 80 g",
            ),
            ("PAP-A3-80", "Copy paper A3 80 gsm, 500 sheets", "ream", "A3 paper"),
            ("RB-A4-50", "Ring binder A4 50 mm blue", "each", "ring binder blue; Ordner A4 blau"),
            ("PEN-BL-M", "Ballpoint pen blue medium", "each", "blue biros; Kugelschreiber blau"),
            ("TNR-85A", "Toner cartridge 85A black", "each", "85A toner"),
            ("STP-266", "Staples 26/6, box of 5000", "box", "26/6 staples; Heftklammern 26/6"),
            ("CHR-ERGO", "Ergonomic office chair, black, mesh", "each", "mesh office chair; Bürostuhl"),
            ("DSK-160", "Desk 160 x 80 cm oak", "each", "oak desk 160; Schreibtisch 160x80"),
        ],
    ),
    "timber": _documents(
        [
            ("CLS-38X63-24", "CLS timber 38x63 mm 2.4 m", "length", "2x3 CLS 2.4m; 3x2 CLS"),
            ("CLS-38X89-24", "CLS timber 38x89 mm 2.4 m", "length", "4x2 CLS 2.4m; 2x4 CLS"),
            ("PLY-18-2440", "Birch plywood 18 mm 2440x1220", "sheet", "18mm birch ply"),
            ("OSB-11", "OSB3 11 mm 2440x1220", "sheet", "11mm OSB"),
            ("DECK-28-36", "Decking board 28x120 mm 3.6 m larch", "length", "larch decking 3.6m"),
            ("JH-47", "Joist hanger 47 mm", "each", "47mm joist hanger"),
            ("PB-125", "Plasterboard 12.5 mm 2400x1200", "sheet", "12.5mm plasterboard; wallboard 12.5"),
        ],
    ),
    "plumbing": _documents(
        [
            ("CU-EL90-050", 'Copper elbow 90 degree 1/2"', "each", "1/2 copper 90"),
            ("CU-TEE-075", 'Copper tee 3/4", sweat', "each", ""),
            ("BV-FPT-075", 'Brass ball valve 3/4", threaded', "each", "3/4 ball valve"),
            ("BV-FPT-100", 'Brass ball valve 1", threaded', "each", "1 inch ball valve"),
            ("PVC40-P-200", 'PVC schedule 40 pipe 2", 10 ft', "length", ""),
            ("PEX-CR-050", 'PEX crimp ring 1/2"', "each", "1/2 crimp ring"),
            ("SLD-LF-1", "Lead-free solder, 1 lb", "spool", ""),
        ],
    ),
    "cleaning": _documents(
        [
            ("BL-75L-BK", "Bin liners 75 l black, roll of 20", "roll", "black bin bags 75 l"),
            ("MOP-400", "Mop head 400 g cotton", "each", "cotton mop 400 g"),
            ("GLV-NIT-M", "Nitrile gloves M, blue, box of 100", "box", "blue nitrile gloves medium"),
            ("GLV-NIT-L", "Nitrile gloves L, blue, box of 100", "box", "blue nitrile gloves large"),
            ("HT-2PLY-24", "Toilet roll 2-ply, pack of 24", "pack", "toilet paper 24 pack"),
            ("CLN-FLR-5L", "Floor cleaner lemon 5 l", "can", "floor cleaner 5 litre"),
            ("CLN-BLC-5L", "Thick bleach 5 l", "can", "bleach 5 l"),
            ("SPG-10", "Scouring sponge, pack of 10", "pack", "scourers"),
        ],
        currency="GBP",
    ),
    "welding": _documents(
        [
            ("ER70S-6-08", "MIG wire ER70S-6 0.8 mm, 15 kg spool", "spool", "MIG wire 0.8 mm 15 kg"),
            ("ER70S-6-10", "MIG wire ER70S-6 1.0 mm, 15 kg spool", "spool", "MIG wire 1.0 mm 15 kg"),
            ("E6013-25", "Electrode E6013 2.5 mm, 5 kg", "pack", "rutile rods 2.5 mm"),
            ("E6013-32", "Electrode E6013 3.2 mm, 5 kg", "pack", "rutile rods 3.2 mm"),
            ("CT-M6-08", "Contact tip M6 0.8 mm", "each", "contact tips 0.8"),
            ("CT-M6-10", "Contact tip M6 1.0 mm", "each", "contact tips 1.0"),
            ("DSC-115-1", "Cutting disc 115 x 1.0 mm inox", "each", "115 mm slitting discs"),
            ("DSC-125-1", "Cutting disc 125 x 1.0 mm inox", "each", "125 mm slitting discs"),
            ("GLV-MIG-10", "MIG welding gauntlet size 10", "pair", "welding gloves size 10"),
        ],
    ),
    "workwear": _documents(
        [
            ("PS-GR-M", "Poloshirt grau, Größe M", "piece", "polo shirt grey M"),
            ("PS-GR-L", "Poloshirt grau, Größe L", "piece", "polo shirt grey L"),
            ("PS-GR-XL", "Poloshirt grau, Größe XL", "piece", "polo shirt grey XL"),
            ("GS-42", "Gummistiefel S5 grün, Größe 42", "pair", "wellington boots size 42; bottes 42"),
            ("GS-43", "Gummistiefel S5 grün, Größe 43", "pair", "wellington boots size 43; bottes 43"),
            ("WV-OR-L", "Warnweste orange, Größe L", "piece", "hi-vis vest orange L"),
            ("WV-OR-XL", "Warnweste orange, Größe XL", "piece", "hi-vis vest orange XL"),
            ("KS-28", "Knieschoner für Arbeitshose", "pair"),
            ("FH-D-9", "Forestry gloves level D, size 9", "pair"),
        ],
        number_format="1.234,50",
        currency="EUR",
    ),
    "shrink": _documents(
        [
            ("HS2-14-RD", "Heat shrink tubing 2:1 1/4 inch red", "ft", ""),
            ("HS2-12-BK", "Heat shrink tubing 2:1 1/2 inch black", "ft", ""),
            ("HS3-14-BK", "Heat shrink tubing 3:1 1/4 inch black", "ft", ""),
            ("FUSE-1A", "Fuse 5x20 mm fast 1 A 250 V", "each", "1A fast glass fuse"),
            ("FUSE-2A", "Fuse 5x20 mm fast 2 A 250 V", "each", "2A fast glass fuse"),
            ("LED5-RD", "LED 5 mm red diffused", "each", "5mm red LED"),
        ],
    ),
}


def make_rfq(text: str = "", **more: Any) -> Rfq:
    """A request of some buyer with this text, and whatever else is given."""
    fields: dict[str, Any] = {
        "rfq_id": "r1",
        "lane": Lane.EMAIL,
        "received_at": datetime(2025, 3, 3, tzinfo=UTC),
        "buyer": Buyer(),
    }
    return Rfq(text=text, **{**fields, **more})


@pytest.fixture
def documents_of() -> Callable[[str], CompanyDocuments]:
    """The documents of a trade."""
    return TRADES.__getitem__


@pytest.fixture
def rfq_of() -> Callable[..., Rfq]:
    """A request of some buyer with this text, and whatever else is given."""

    return make_rfq


@pytest.fixture
def read(rfq_of: Callable[..., Rfq]) -> Callable[..., tuple[LineItem, ...]]:
    """The line items of a text in a trade, and whatever else the request has."""

    def reading(text: str, trade: str, **more: Any) -> tuple[LineItem, ...]:
        return read_line_items(rfq_of(text, **more), TRADES[trade])

    return reading


@pytest.fixture
def lines_of(read: Callable[..., tuple[LineItem, ...]]) -> Callable[..., list[tuple[str, str, str | None]]]:
    """The same, short: name or SKU, quantity or problem, unit."""

    def short(text: str, trade: str, **more: Any) -> list[tuple[str, str, str | None]]:
        return [
            (
                item.name_or_sku.value,
                str(item.problem or (item.quantity.value if item.quantity else None)),
                item.unit.value if item.unit else None,
            )
            for item in read(text, trade, **more)
        ]

    return short
