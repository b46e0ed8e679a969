"""Everyday mails to shops of eleven trades, in four languages: what is read and resolved in each of them."""

from __future__ import annotations

import pytest

from tests.unit.line_items.shops_of import Mail, read, shop, shops

MAILS = [mail for name in shops() for mail in shop(name)[1]]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail.shop}: {' '.join(mail.text.split())[:60]}")
def test_what_a_careful_person_reads(mail: Mail) -> None:
    assert sorted(read(mail.shop, mail.text)) == sorted(mail.lines)


def test_many_lists_in_one_line_are_all_read() -> None:
    """Neither the depth nor the time of reading grows out of hand with the lists of a line."""
    lists = ", ".join(f"{count} white bath towel, {count} grey" for count in range(1, 601))
    assert len(read("hotel_linen", f"Please quote {lists}")) == 1200


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hotel_linen", "white bath towel 20 and hand towel 30, face cloth 10"),
        ("security", "If you don't have the 8MP dome we would take 4 of the 4MP dome"),
        ("backwaren", "brauchen 15 Sack 550er und 2 Karton Butter"),
    ],
)
def test_no_goods_are_lost_in_silence(name: str, text: str) -> None:
    """Each thing with a count, or that others stand in for, is a line, if only one to ask about."""
    expected = {"hotel_linen": 3, "security": 2, "backwaren": 2}[name]
    assert len(read(name, text)) == expected
