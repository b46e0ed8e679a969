"""The library is asked little, and believed less."""

import pytest

from qd_core.reading.mail.second_opinion import thread_begins

OWN = ["Please send 30 more of A-100.", ""]
THREAD = ["Den 24. nov. 2025 kl. 10.00 skrev Sales <sales@seller.example>:", "> Hej"]


def test_it_knows_where_a_thread_begins() -> None:
    assert thread_begins([*OWN, *THREAD], is_reply=True) == 2


@pytest.mark.parametrize(
    ("lines", "is_reply"),
    [
        ([*OWN, *THREAD], False),
        (THREAD, True),
        (OWN, True),
        ([*OWN, "Thanks,", "Karl"], True),
        ([*OWN, "Deadline 12:30, thanks:", "Karl"], True),
    ],
)
def test_in_doubt_nothing_is_cut(lines: list[str], is_reply: bool) -> None:
    assert thread_begins(lines, is_reply=is_reply) is None


def test_it_sees_a_short_text_only() -> None:
    assert thread_begins([*OWN, *["x"] * 10_000, *THREAD], is_reply=True) is None
