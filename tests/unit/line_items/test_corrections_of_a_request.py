"""What the buyer takes back: the newest word wins, on the right line, or the line is in doubt."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

# trade, text, expected: name or SKU as read, the quantity or why there is none, the unit as written
CASES: list[tuple[str, str, list[Line]]] = [
    (
        "hvac",
        ("20 FLT-2020-M8\n10 FLT-1625-M8\nChange line 2 to 40 please.\nAlso scrap the first item."),
        [("FLT-1625-M8", "40", None)],
    ),
    (
        "office",
        "please quote 12 PEN-BL-M, sorry, 120 not 12",
        [("PEN-BL-M", "120", None)],
    ),
    (
        "office",
        ("40 PEN-BL-M\n30 RB-A4-50\n\nMake that 50."),
        [("PEN-BL-M", "40", None), ("RB-A4-50", "vague", None)],
    ),
    (
        "office",
        ("40 PEN-BL-M\n30 RB-A4-50\nplease add 5 more PEN-BL-M and drop the ring binders"),
        [("PEN-BL-M", "45", None)],
    ),
    (
        "packaging",
        (
            "Merci de nous chiffrer quelques palettes Europe et 200 enveloppes à bulles C4.\n"
            "Plutôt 250 au lieu de 200 pour les enveloppes."
        ),
        [("palettes Europe", "vague", None), ("enveloppes à bulles C4", "250", None)],
    ),
    (
        "office",
        "Please requote, but with 15 CHR-ERGO instead of 10.",
        [("CHR-ERGO", "15", None)],
    ),
    (
        "office",
        ("2 DSK-160\n4 CHR-ERGO\ncorrection: 3 desks, not 2"),
        [("DSK-160", "3", None), ("CHR-ERGO", "4", None)],
    ),
    (
        "steel",
        ("12 HEA-100-6\n8 HEA-120-6\nKorrektur: Pos. 2 bitte 10 statt 8 Stück. Pos. 1 entfällt."),
        [("HEA-120-6", "10", "Stück")],
    ),
    (
        "packaging",
        ("100 TP-48-BR, 50 TP-48-CL\nRectification : 80 TP-48-BR au lieu de 100."),
        [("TP-48-BR", "80", None), ("TP-48-CL", "50", None)],
    ),
    (
        "packaging",
        "Necesito 100 TP-48-BR y 50 TP-48-CL. Perdón, que sean 120 de TP-48-BR en vez de 100.",
        [("TP-48-BR", "120", None), ("TP-48-CL", "50", None)],
    ),
    (
        "hvac",
        "Please quote 10 CAP-45-5 and 10 CAP-35-5. Sorry - 12 of the CAP-35-5.",
        [("CAP-45-5", "10", None), ("CAP-35-5", "12", None)],
    ),
    (
        "hvac",
        ("24 FLT-2020-M8\n24 FLT-1625-M8\nswap the FLT-1625-M8 for FLT-1625-M13 please"),
        [("FLT-2020-M8", "24", None), ("FLT-1625-M13", "24", None)],
    ),
    (
        "hvac",
        ("24 FLT-2020-M8\n24 FLT-1625-M8\n\nActually make that 36, not 24."),
        [("FLT-2020-M8", "vague", None), ("FLT-1625-M8", "vague", None)],
    ),
    (
        "lab",
        ("10023 - 12\n10024 - 12\n20110 - 10\n\nOops, 10024 should be 24."),
        [("10023", "12", None), ("10024", "24", None), ("20110", "10", None)],
    ),
    (
        "lab",
        (
            "Hi - following up on quote 88123. Please drop the 10023 and change 20110 to 15 boxes. The "
            "rest stays."
        ),
        [("20110", "15", "boxes")],
    ),
    (
        "packaging",
        "Necesitamos 1.500 cajas CB-400300200, no 1.000 como dijimos por teléfono.",
        [("CB-400300200", "1500", "cajas")],
    ),
    (
        "food",
        ("PLT-27 x 120\nPLT-21 x 120\n\nPor favor cambien PLT-21 a 140 unidades."),
        [("PLT-27", "120", None), ("PLT-21", "140", "unidades")],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_reads_what_is_asked_for(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected
