"""A quantity cell that can mean several things is asked about; what only looks odd is read."""

from __future__ import annotations

import pytest

from tests.hostile.company import draft_of
from tests.hostile.mails import mail


def quantity_of(cell: str) -> str | None:
    content = (
        f'Part no.;Description;Qty\nCL-2500;Mooring cleat 250 mm;"{cell}"\nBL-0075;Bilge pump;2\n'.encode()
    )
    drafted = draft_of(
        mail("Hello,\n\nplease quote the attached list.\n", files=[("l.csv", "text/csv", content)])
    )
    first, second = drafted.draft.lines
    assert (second.sku, str(second.quantity)) == ("BL-0075", "2")
    return None if first.quantity is None else str(first.quantity)


@pytest.mark.parametrize(
    "cell",
    [
        "24²",
        "24 ¹",
        "24;36",
        "24 + 6",
        "24+6",
        "2 x 12",
        "2x12",
        "3 12",
        "24 24",
        "-24",
        "−24",
        "- 24",
        "24?",
        "24 (2)",
    ],
)
def test_asked_about(cell: str) -> None:
    assert quantity_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("24", "24"),
        ("24,00", "24"),
        ("24*", "24"),
        ("24 pcs", "24"),
        ("24 Stk.", "24"),
        ("(24)", "24"),
        ("2\u200b4", "24"),
        ("\u202e42\u202c", "24"),
        ("２４", "24"),
        ("0024", "24"),
    ],
)
def test_read(cell: str, quantity: str) -> None:
    assert quantity_of(cell) == quantity
