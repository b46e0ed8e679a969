"""Mails about goods that are carried: an availability or a price list is asked for a quote's sake, a paper is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from qd_core.model.message import Lane
from qd_core.model.rfq import Buyer, Rfq
from qd_core.reading.request import asks_for_quote
from tests.unit.line_items.shops_of import shop


@pytest.mark.parametrize(
    ("name", "text", "asks"),
    [
        ("it_hardware", "Can you send me the datasheet for the 24 port poe switch?", False),
        ("it_hardware", "Can you send me the datasheet and a price for the 24 port poe switch?", True),
        ("it_hardware", "Do you have a price list for patch cords?", True),
        ("sanitaer", "Bitte senden Sie mir Ihre aktuelle Preisliste.", True),
        ("it_hardware", "Do you have the 32GB DDR5 SODIMM? Otherwise we take two 16GB DDR5 SODIMM.", True),
        ("it_hardware", 'Can you match $45 on the 24" monitor, need 10', True),
        ("sanitaer", 'Habt ihr Röhrensiphon in 1 1/2"? Sonst nehmen wir die 1 1/4".', True),
        ("sanitaer", "Falls lieferbar: 10 Eckventile", True),
        ("sanitaer", "Wie letzte Woche, aber 30 Eckventile", True),
        ("jardin", "il reste 5 sacs de gazon ombre, j'en voudrais 10 de plus", True),
        ("hotel_linen", "We got 20 white bath towels last month, same again please", True),
        ("hotel_linen", "We got 20 white bath towels last month.", False),
    ],
)
def test_asks_for_a_quote_or_not(name: str, text: str, asks: bool) -> None:
    documents, _ = shop(name)
    rfq = Rfq(
        rfq_id="r1", lane=Lane.EMAIL, received_at=datetime(2026, 10, 12, tzinfo=UTC), buyer=Buyer(), text=text
    )
    assert asks_for_quote(rfq, documents)[0] is asks
