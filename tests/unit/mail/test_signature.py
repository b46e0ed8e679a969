"""Signatures and disclaimers are cut; a line that may be one of the request never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.mail.banner import cut_banner
from qd_core.reading.mail.headers import Address
from qd_core.reading.mail.request_lines import is_contact_line, is_request_line
from qd_core.reading.mail.signature import cut_signature

KARL = Address("Karl Weber", "k.weber@weber-bau.example")
BODY = "Please quote 10 pcs A-100."

SIGNATURES = [
    "Thanks,\nKarl",
    "Karl",
    "Karl Weber",
    "K. Weber",
    "Best, Karl",
    "Mit freundlichen Grüßen\n\nKarl Weber",
    "Mit freundlichen Grüßen / Best regards\n\nKarl Weber\nEinkauf\nWeber Bau GmbH",
    "Cordialement,\nKarl Weber\nTél. 01 23 45 67 89",
    "Un saludo\nKarl Weber",
    "Met vriendelijke groet,\n\nKarl Weber\nInkoop",
    "Gruß, Hauke Thomsen",
    "Ta,\nColin",
    "--\nKarl Weber\nWeber Bau | Einkauf | Tel. 555 0177",
    "-- \nanything at all",
    "Karl Weber\nProject manager | Weber Bau\nOffice 555-0142 | Cell 555-0187",
    "Regards\nKarl Weber\n12 Mill Lane, Leeds LS10 1AB\nT: 0113 496 0000\nwww.weber-bau.example",
    "Weber Bau, Einkauf",
    "Karl Weber\nWeber Bau\n501 SW Taylor, Portland",
    "Kind regards\n\nPetra Lang\nBuyer\nWeber Bau GmbH | HRB 12345 Amtsgericht Hamburg | USt-IdNr. DE123456789",
    "Karl\n\nThis e-mail is confidential and intended only for the addressee. Delete it within 24 hours otherwise.",
    "Karl\n\nDiese E-Mail kann vertrauliche Informationen enthalten.",
    "Karl\n\nCe message et ses pièces jointes sont confidentiels.",
    "Karl\n\nPlease consider the environment before printing this e-mail",
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signatures_are_cut(signature: str) -> None:
    body, cut = cut_signature(f"{BODY}\n\n{signature}".split("\n"), KARL)
    assert "\n".join(body).strip() == BODY
    assert "\n".join(cut).strip() == signature.strip()


TABLE = "Part #\tQty\tUOM\nAB-DA80\t10\tBX\nAB-DA320\t12\tBX"


@pytest.mark.parametrize(
    "signature",
    [
        "Rhonda Hill | Purchasing | Metro Fleet | 100 Sunset Blvd, Los Angeles, CA 90028",
        "Rhonda Hill\tPurchasing\tMetro Fleet\t100 Sunset Blvd, Los Angeles, CA 90028",
        "Rhonda Hill\tPurchasing\nMetro Fleet\t100 Sunset Blvd, Los Angeles, CA 90028",
        "Rhonda Hill · Purchasing · Metro Fleet · 555-010-0199",
        "Petra Lang | Einkauf | Weber Bau GmbH | Hauptstraße 12, 50667 Köln",
    ],
)
def test_a_card_laid_out_in_cells_is_no_row_of_the_table_above(signature: str) -> None:
    body, cut = cut_signature(f"{TABLE}\n\n{signature}".split("\n"), KARL)
    assert "\n".join(body).strip() == TABLE
    assert "\n".join(cut).strip() == signature


@pytest.mark.parametrize(
    "row",
    [
        "Steel Door | Oak Frame | 40 | 12 High Street, Leeds LS10 1AB",
        "Steel Door | Oak Frame | 40 pcs | 12 High Street, Leeds LS10 1AB",
        "Steel Door | DR-100 | 12 High Street, Leeds LS10 1AB",
        "Steel Door | Oak Frame | 12 of each",
        "Deliver to:\n\nRhonda Hill | Purchasing | Metro Fleet | 100 Sunset Blvd, Los Angeles, CA 90028",
    ],
)
def test_a_row_below_a_table_is_kept(row: str) -> None:
    lines = f"{TABLE}\n\n{row}".split("\n")
    assert cut_signature(lines, KARL) == (lines, [])


@pytest.mark.parametrize("signature", ["Bert", "-Abhishek Kona", "/John", "~ Tim"])
def test_a_name_that_the_mail_does_not_know_is_cut_below_prose(signature: str) -> None:
    prose = "Our list is attached, let me know when we can have it."
    assert cut_signature([prose, "", signature], KARL) == ([prose, ""], [signature])


@pytest.mark.parametrize(
    "text",
    [
        "Please quote the following.\n\nHandschuhe",
        "We need 10 pcs A-100.\n\nGauze",
        "Please quote this.\n\nSwabs",
    ],
)
def test_a_word_that_may_be_an_item_is_kept(text: str) -> None:
    assert cut_signature(text.split("\n"), KARL) == (text.split("\n"), [])


@pytest.mark.parametrize("signature", SIGNATURES[:6])
def test_signatures_are_cut_below_a_list_too(signature: str) -> None:
    listed = "Please quote:\n10 x A-100\n5 x B-200"
    body, _ = cut_signature(f"{listed}\n\n{signature}".split("\n"), KARL)
    assert "\n".join(body).strip() == listed


@pytest.mark.parametrize(
    "text",
    [
        "Please quote the list.\n\nThanks,\nKarl\n\n120 x CU-EL90-050\n40 CU-TEE-075",
        "Please quote the list.\n\nThanks,\nKarl\n\nHex bolts M8x40\nWashers M8",
        "Please quote the list.\n\n--\n10 pcs A-100\n5 pcs B-200",
        f"{BODY}\n\nBest regards,\nKarl Weber\n\nPS: please add 5 pcs B-200",
        f"{BODY}\n\nThanks\nKarl\n\nDelivery address:\nWeber Bau GmbH\nHafenstr. 12\n20095 Hamburg",
        f"{BODY}\n\nLivraison :\nMenuiserie Hardy\n7 rue Haute\n49000 Angers",
        f"{BODY}\n\nChantier :\nMenuiserie Hardy\n7 rue Haute\n49000 Angers",
        f"{BODY}\n\nShip to:\nKarl Weber\nWeber Bau GmbH\n12 Mill Lane\nLeeds LS10 1AB",
        f"{BODY}\n\nShip to\nKarl Weber\n12 Mill Lane\nLeeds LS10 1AB",
        f"{BODY}\n\nThank you.",
        f"{BODY}\n\nBest regards",
        "Please quote:\n\nGauze",
        "Please quote these.\n\n- Gauze\n- Plaster\n\n- Swabs",
        "A-100\t10\nB-200\t5",
        "| A-100 | 10 |\n|-------|----|\n| B-200 | 5 |",
        "Needed:\nKarl's list\n10 x A-100",
        f"{BODY}\n\nKarl Weber\n12 Hex Bolts, Zinc\n10 Washers, Zinc",
    ],
)
def test_nothing_is_cut_where_it_may_be_the_request(text: str) -> None:
    assert cut_signature(text.split("\n"), KARL) == (text.split("\n"), [])


def test_a_message_is_never_cut_to_nothing() -> None:
    assert cut_signature(["Karl Weber"], KARL) == (["Karl Weber"], [])
    assert cut_signature(["Thanks", "Karl"], KARL) == (["Thanks", "Karl"], [])


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organization. Do not click links.",
        "[EXTERNAL] Do not open attachments from unknown senders.",
        "ACHTUNG: Diese E-Mail kommt von extern. Keine Anhänge öffnen.",
        "You don't often get email from k.weber@weber-bau.example. Learn why this is important",
    ],
)
def test_a_servers_warning_is_cut(banner: str) -> None:
    assert cut_banner([banner, "", BODY]) == ([banner], ["", BODY])


@pytest.mark.parametrize(
    "line", ["Attention: Mr Smith", "External thread, 10 pcs", "Warning signs, yellow", BODY]
)
def test_a_first_line_of_the_buyers_is_no_warning(line: str) -> None:
    assert cut_banner([line, "", "more"]) == ([], [line, "", "more"])


REQUESTS = """240 of A12
A12 - 240
10 Stk NL-GLV
6 floor drains
20 O-rings 25 x 3
CU-EL90-050\t12
| UCP206   | 16  | head end |
4 off V-belt A42
half a dozen UCP205
please quote 120 CU-EL90-050, 40 CU-TEE-075
- 2 off 22208
12 x 2" PVC tee
2 cans 8 oz purple primer
Zwei Rollen Klebeband
50 m hose 1/2"
1.200 Paar NL-EAR-PLG
4 full body fall arrest harnesses
ten boxes of gloves size L
qty: 12 SKF 6204
Gants nitrile taille 9 : 40 paires
300 Schrauben M8x40 A2
200 tornillos M6
M8 nut;200""".split("\n")


@pytest.mark.parametrize("line", REQUESTS)
def test_lines_of_a_request(line: str) -> None:
    assert is_request_line(line)
    body, _ = cut_signature([BODY, "", "Thanks,", "Karl Weber", line], KARL)
    assert line in body


@pytest.mark.parametrize(
    "line",
    [
        "Office 555-0142 | Cell 555-0187",
        "T: 555 0133",
        "121 SW Salmon Street 503.701.1160 (cell)",
        "Portland, OR 97204",
        "10115 Berlin",
        "Hauptstraße 12",
        "12 Hauptstraße, 10115 Berlin",
        "2 rue de la Paix, 75002 Paris",
        "Registered in England No. 1234567",
        "+49 40 1234567",
        "www.acme.example",
        "Mobile 07700 900123",
    ],
)
def test_lines_of_a_signature(line: str) -> None:
    assert is_contact_line(line)
    assert not is_request_line(line)


@pytest.mark.parametrize(
    "line", ["by 23 May", "within 24 hours", "2 of the items are urgent", "net 30", "Regards", ""]
)
def test_lines_that_are_neither(line: str) -> None:
    assert not is_request_line(line)


@given(
    st.lists(
        st.sampled_from([*REQUESTS[:6], *"Thanks,|Karl|--|Tel. 555 0177|Hello|".split("|")]), max_size=12
    )
)
def test_no_request_line_is_ever_cut(lines: list[str]) -> None:
    body, cut = cut_signature(lines, KARL)
    assert body + cut == lines
    assert not any(map(is_request_line, cut))
