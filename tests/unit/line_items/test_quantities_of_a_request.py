"""Quantities that are no single number, that must be worked out, or that belong to an item named before."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "electrical",
        "Please send prices for LED-A60-9W at 100 / 500 / 1,000 pcs.",
        [("LED-A60-9W", "ladder", "pcs")],
    ),
    (
        "steel",
        "Hola, precio para 10, 50 y 100 barras de tubo cuadrado 40x40x3?",
        [("tubo cuadrado 40x40x3", "ladder", "barras")],
    ),
    (
        "office",
        "How much is a mesh office chair?",
        [("mesh office chair", "missing", None)],
    ),
    (
        "lab",
        "What is your price for the erlenmeyer 500 ml? We would need 24 of them.",
        [("erlenmeyer 500 ml", "24", None)],
    ),
    (
        "packaging",
        "Buenos días: ¿me pueden cotizar entre 20 y 30 rollos de TP-48-CL y 15 BW-1000? Gracias",
        [("TP-48-CL", "range", "rollos"), ("BW-1000", "15", None)],
    ),
    (
        "electrical",
        "Price at 50, 100 and 250 pcs for SOC-2G-W please",
        [("SOC-2G-W", "ladder", "pcs")],
    ),
    (
        "electrical",
        "LED-A60-9W: 100/500/1000",
        [("LED-A60-9W", "ladder", None)],
    ),
    (
        "electrical",
        "Staffelpreise für MCB-B16-1P bei 10/50/100 Stück",
        [("MCB-B16-1P", "ladder", "Stück")],
    ),
    (
        "electrical",
        "We would need 10 or 12 RCD-40-30 and up to 100 JB-100",
        [("RCD-40-30", "ladder", None), ("JB-100", "100", None)],
    ),
    (
        "electrical",
        "10-12 RCD-40-30, 5 bis 8 FI-Schalter 40A 30mA",
        [("RCD-40-30", "range", None), ("FI-Schalter 40A 30mA", "range", None)],
    ),
    (
        "electrical",
        "Hi, what would 75 LED bulbs 9W E27 cost us, and what about 150?",
        [("LED bulbs 9W E27", "ladder", None)],
    ),
    (
        "electrical",
        "Can I get pricing on the LED-A60-9W in quantities of 50, 100 and 500, plus 20 SOC-2G-W?",
        [("LED-A60-9W", "ladder", None), ("SOC-2G-W", "20", None)],
    ),
    (
        "office",
        "I would like 3 of TNR-85A. If you can do a better price for 5, let me know.",
        [("TNR-85A", "ladder", None)],
    ),
    (
        "office",
        "5 x CHR-ERGO, or 6 if there's a discount",
        [("CHR-ERGO", "ladder", None)],
    ),
    (
        "electrical",
        "Hi, attached is our drawing. We have 12 rooms, each needs 2 SOC-2G-W.",
        [("SOC-2G-W", "vague", None)],
    ),
    (
        "fasteners",
        ("wood screws 5x60: 3 boxes (each box 200)\nwall plugs 10 mm: 2 packs of 100"),
        [("wood screws 5x60", "3", "boxes"), ("wall plugs 10 mm", "2", "packs")],
    ),
    (
        "hydraulics",
        "Need some hoses made up: 6 off 2SN-08 at 1.2 m, and fittings FIT-JIC-08 - 12 off.",
        [("hoses made up", "vague", None), ("2SN-08", "vague", "off"), ("FIT-JIC-08", "12", "off")],
    ),
    (
        "hvac",
        "I need a price on a 24v thermostat, a 45/5 capacitor, and two contactors 2 pole 30a.",
        [
            ("24v thermostat", "missing", None),
            ("45/5 capacitor", "missing", None),
            ("contactors 2 pole 30a", "2", None),
        ],
    ),
    (
        "fasteners",
        (
            "Please quote 1000 x M8x40 hex bolts A2 and 1000 x M8 nuts A2. We also need washers but I "
            "will confirm the quantity later."
        ),
        [("M8x40 hex bolts A2", "1000", None), ("M8 nuts A2", "1000", None), ("washers", "missing", None)],
    ),
    (
        "electrical",
        "We normally buy 500 LED-A60-9W a month from your competitor. Please quote 200 as a trial.",
        [("LED-A60-9W", "200", None)],
    ),
    (
        "electrical",
        "Your quote Q-10233 for 40 MCB-B16-1P expired. Please requote 60.",
        [("MCB-B16-1P", "60", None)],
    ),
    (
        "packaging",
        ("Guten Tag, wir hatten letztes Jahr 500 CB-400300200 bestellt. Dieses Jahr brauchen wir 800 davon."),
        [("CB-400300200", "800", None)],
    ),
    (
        "lab",
        "Our stock of 20110 is down to 3 boxes. Please quote 25 boxes.",
        [("20110", "25", "boxes")],
    ),
    (
        "hydraulics",
        "Please quote hose 2SN DN12, 4 pieces at 2.5 m each.",
        [("hose 2SN DN12", "missing", None)],
    ),
    (
        "hydraulics",
        "25 FIT-JIC-06 and same quantity FIT-JIC-08",
        [("FIT-JIC-06", "25", None), ("FIT-JIC-08", "missing", None)],
    ),
    (
        "hvac",
        "Hi there, does the TSTAT-24 work with a heat pump? If yes I'd like 3.",
        [("TSTAT-24", "3", None)],
    ),
    (
        "packaging",
        "Anfrage: 10 Rollen BW-1000, 1 Palette ST-500-23, 1/2 Palette TP-48-BR",
        [("BW-1000", "10", "Rollen"), ("ST-500-23", "1", "Palette"), ("TP-48-BR", "0.5", "Palette")],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
