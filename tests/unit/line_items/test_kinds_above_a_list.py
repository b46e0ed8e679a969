"""A sentence that says what kind of goods a request is about asks for none of them where the list that follows does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

HEADS: list[tuple[str, str, list[Line]]] = [
    (
        "welding",
        "We need some cutting discs for the workshop, what would they be? DSC-115-1, twenty. And ten DSC-125-1.",
        [("DSC-115-1", "20", None), ("DSC-125-1", "10", None)],
    ),
    (
        "hvac",
        "Can we have a quote for the following filters, delivered by 20 May?\n\n- 12 20x20x1 merv 8\n- 6 16x25x1 merv 13",
        [("20x20x1 merv 8", "12", None), ("16x25x1 merv 13", "6", None)],
    ),
    (
        "cleaning",
        "Looking for prices on nitrile gloves for our kitchen please. We need three GLV-NIT-M and four GLV-NIT-L.",
        [("GLV-NIT-M", "3", None), ("GLV-NIT-L", "4", None)],
    ),
    (
        "workwear",
        "Please quote polo shirts as below.\n\nShirt            Colour   Qty\npolo shirt grey  M        30\npolo shirt grey  XL       10",
        [("polo shirt grey, M", "30", None), ("polo shirt grey, XL", "10", None)],
    ),
]

LINES: list[tuple[str, str, int]] = [
    # goods of another kind follow
    ("welding", "Please quote cutting discs. Also 10 MIG welding gauntlets size 10.", 2),
    # the list follows in the same breath: some of the one and ten of the other
    ("welding", "We need some cutting discs and 10 DSC-125-1", 2),
    # what comes after is a kind of its own
    ("welding", "We need ten DSC-125-1. We also need contact tips.", 2),
    # one item of the catalog is no kind
    ("cleaning", "Please quote mop heads for us.\n\n3 x bleach 5 l", 2),
    # nothing that follows is counted
    ("welding", "Please quote cutting discs.\n\nDSC-115-1\nDSC-125-1", 3),
]


@pytest.mark.parametrize(("trade", "text", "expected"), HEADS)
def test_the_kind_of_a_list_is_no_line(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected


@pytest.mark.parametrize(("trade", "text", "count"), LINES)
def test_goods_that_nothing_counts_stay_a_line(
    trade: str, text: str, count: int, lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert len(lines_of(text, trade)) == count


PAPERS: list[tuple[str, str, list[Line]]] = [
    (
        "MK-4417 pricing",
        "Please give us prices for MK-4417:\n\nDSC-115-1     20\nCT-M6-08      12",
        [("DSC-115-1", "20", None), ("CT-M6-08", "12", None)],
    ),
    (
        "Enquiry MK-4417",
        "Please quote 20 DSC-115-1.\n\nReference MK-4417 on your quote please.",
        [("DSC-115-1", "20", None)],
    ),
    # a thing that the catalog lacks is asked for beside others, or alone
    ("MK-4417 and discs", "Please quote MK-4417 and 20 DSC-115-1.", [("MK-4417", "missing", None), ("DSC-115-1", "20", None)]),
    ("MK-4417", "Please quote MK-4417.", [("MK-4417", "missing", None)]),
    ("MK-4417", "Please quote 20 DSC-115-1.\nWhat is the price of MK-4417?", [("DSC-115-1", "20", None), ("MK-4417", "missing", None)]),
    ("MK-4417", "Please quote:\n5 MK-4417\n20 DSC-115-1", [("MK-4417", "5", None), ("DSC-115-1", "20", None)]),
    ("discs", "Please give us prices for MK-4417:\n\nDSC-115-1     20", [("MK-4417", "missing", None), ("DSC-115-1", "20", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text", "expected"), PAPERS)
def test_the_number_in_the_subject_is_the_papers(
    subject: str, text: str, expected: list[Line], lines_of: Callable[..., list[Line]]
) -> None:
    assert lines_of(text, "welding", subject=subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "dazu Warnwesten orange: 24 x L und 36 x XL bitte anbieten",
            [("Warnwesten orange L", "24", None), ("Warnwesten orange XL", "36", None)],
        ),
        (
            "Also hi-vis vests orange: 24 x L and 36 x XL please",
            [("hi-vis vests orange L", "24", None), ("hi-vis vests orange XL", "36", None)],
        ),
        (
            "bitte ein Angebot über Stiefel: 4 Paar Gummistiefel S5 grün, Größe 42 und 6 Paar wellington boots size 43",
            [("Gummistiefel S5 grün, Größe 42", "4", "Paar"), ("wellington boots size 43", "6", "Paar")],
        ),
    ],
)
def test_what_goes_with_the_words_before_a_colon(
    text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    """A word that only adds is not the goods'; goods by their whole name need none of them."""
    assert lines_of(text, "workwear") == expected
