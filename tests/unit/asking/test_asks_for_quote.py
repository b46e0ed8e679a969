"""What asks for a quote, and what only names goods."""

from __future__ import annotations

import pytest

from qd_core.reading.request import asks_for_quote
from tests.unit.line_items.fastener_mail import documents, request

COMPLAINT = (
    "40 of the 250 delivered on March 24 show white rust. Please send us the plating cert for lot 88213."
)
SHORTAGE = (
    "The driver left 38 of HB-58-8 on Tuesday and the packing slip on invoice 88213 says 40. Can you send us a credit "
    "memo for the 2 missing?"
)
PITCH = (
    "We are a leading manufacturer of wedge anchors. Our best price: wedge anchor 3/8 x 3, 50 pcs/box, USD 2.10, MOQ "
    "500 cartons. If you need samples, let us know."
)


@pytest.mark.parametrize(
    ("subject", "text", "asks"),
    [
        ("rust on HB-58-8", COMPLAINT, False),
        ("short again", SHORTAGE, False),
        ("short again", SHORTAGE + " And please quote 20 NV-58.", True),
        (
            "",
            "We are a leading manufacturer of bolts. MOQ 1000 pcs. Best price USD 0.30. May we send samples?",
            False,
        ),
        ("", "Please advise price: wedge manual anchors (2), HB-58-8 (6)", True),
        ("", "We accept your quote Q-1234. Please proceed.", False),
        ("", "The invoice is for next week. I need 40 HB-58-8.", True),
        ("", "40 x HB-58-8, invoice to Leeds, payment net 30", True),
        ("", "40 HB-58-8, delivered Tuesday, are broken. Refund?", False),
        ("", "5 HB-58-8, 2 of them broken on arrival", False),
        ("price for HB-58-8?", "Hello, please see above. Thanks", True),
        ("40 x HB-58-8", "for our yard in Leeds, thanks", True),
        ("Best offer", PITCH, False),
        (
            "Anchors",
            "We are a leading manufacturer of doors and we supply builders. We need 40 HB-58-8.",
            True,
        ),
        ("Anchors", "40 HB-58-8\n20 NV-58\nWe supply the railways.", True),
    ],
)
def test_asks(subject: str, text: str, asks: bool) -> None:
    assert asks_for_quote(request(text, subject=subject), documents())[0] is asks
