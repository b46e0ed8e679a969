"""Sizes and ratios stand where a count could stand, and count nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Gummistiefel S5 grün Gr. 43 - 4 Paar", ("Gummistiefel S5 grün Gr. 43", "4", "Paar")),
        ("Gummistiefel Größe 43: 4 Paar", ("Gummistiefel Größe 43", "4", "Paar")),
        ("wellington boots UK 9 - 4 pairs", ("wellington boots UK 9", "4", "pairs")),
        ("wellington boots EU 43, 4 pairs", ("wellington boots EU 43", "4", "pairs")),
        ("Gummistiefel pointure 43 - 4 paires", ("Gummistiefel pointure 43", "4", "paires")),
        ("Gummistiefel T. 43 - 4 paires", ("Gummistiefel T. 43", "4", "paires")),
        ("Gummistiefel talla 43 - 4 pares", ("Gummistiefel talla 43", "4", "pares")),
        ("Gummistiefel tg. 43 - 4 paia", ("Gummistiefel tg. 43", "4", "paia")),
        ("Gummistiefel maat 43 - 4 paar", ("Gummistiefel maat 43", "4", "paar")),
    ],
)
def test_a_size_word_claims_its_number_in_any_language(
    lines_of: Lines, text: str, line: tuple[str, str, str]
) -> None:
    """Also in a form whose few words do not tell its language."""
    assert lines_of(text, "workwear") == [line]


def test_a_size_word_claims_no_count(lines_of: Lines) -> None:
    assert lines_of("Please ship to the UK: 9 pairs wellington boots size 43", "workwear") == [
        ("wellington boots size 43", "9", "pairs")
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Please quote 50 ft heat shrink 2:1 1/4" red',
        'Please quote 50 ft heat shrink 2:1, 1/4" red',
        'Please quote:\nheat shrink 2:1 1/4" red - 50 ft',
    ],
)
def test_a_ratio_is_no_count(lines_of: Lines, text: str) -> None:
    ((name, quantity, unit),) = lines_of(text, "shrink")
    assert "2:1" in name
    assert "red" in name
    assert (quantity, unit) == ("50", "ft")


def test_a_ratio_ends_a_line(lines_of: Lines) -> None:
    assert lines_of('Please quote\n16 ft 1/2" black heat shrink 2:1', "shrink") == [
        ('1/2" black heat shrink 2:1', "16", "ft")
    ]


def test_an_m_behind_a_number_is_no_metre_of_what_is_counted(lines_of: Lines) -> None:
    """In the trade `2M nuts` are two thousand; nobody sells nuts by the metre. Which is meant must be asked."""
    ((name, quantity, _),) = lines_of("Please quote 2M heavy hex nuts 5/8-11", "fasteners")
    assert "nuts" in name
    assert not quantity.isdecimal()


def test_a_size_with_a_stroke_is_no_ladder(lines_of: Lines) -> None:
    """Where the catalog has that size; 100/200 are still two counts."""
    asked = "Bitte Angebot über 60 Flachstahl 40/5 à 6 m und 20 Rechteckrohr 50/30/3."
    names = [(name.removesuffix(" à 6 m"), count) for name, count, _ in lines_of(asked, "steel")]
    assert names == [("Flachstahl 40/5", "60"), ("Rechteckrohr 50/30/3", "20")]
    assert [count for _, count, _ in lines_of("Preis für 100/200 Stk ROD-12", "steel")] == ["ladder"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("HEA 100 x 6 - 3 pcs", [("HEA 100 x 6", "3", "pcs")]),
        (
            "HEA 100 x 6, 3 off\nHEA 120 x 6: 2 pieces",
            [("HEA 100 x 6", "3", "off"), ("HEA 120 x 6", "2", "pieces")],
        ),
        ("HEA 100 x 6", [("HEA 100", "6", None)]),
        ("ROD-12 x 5, 3 sheets SHT-2-1000-2000", [("ROD-12", "5", None), ("SHT-2-1000-2000", "3", "sheets")]),
    ],
)
def test_the_last_number_of_a_size_gives_way_to_the_count_behind_it(
    lines_of: Lines, text: str, lines: list[tuple[str, str, str | None]]
) -> None:
    assert lines_of(f"Please quote:\n{text}", "steel") == lines


def test_a_level_that_goods_have_is_no_place(lines_of: Lines) -> None:
    """`Level 3` is a floor; `level D` is what the catalog says of gloves."""
    asked = "We need ten pairs of level D forestry gloves and six knee pads KS-28."
    assert lines_of(asked, "workwear") == [("level D forestry gloves", "10", "pairs"), ("KS-28", "6", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Hi, two things: how much are CT-M6-08? Then six CT-M6-10, please quote.",
        "Three queries: what do you charge for CT-M6-08? And six CT-M6-10, please quote.",
        "Zwei Fragen: was kosten CT-M6-08? Und bitte sechs CT-M6-10 anbieten.",
        "Deux questions : quel est le prix de CT-M6-08 ? Et six CT-M6-10 merci.",
    ],
)
def test_how_many_things_a_mail_is_about_counts_no_goods(lines_of: Lines, text: str) -> None:
    assert lines_of(text, "welding") == [("CT-M6-08", "missing", None), ("CT-M6-10", "6", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Please quote 6 DSK-160 1600 wide x 800 deep and 4 CHR-ERGO",
        "Please quote 6 DSK-160, 1600 mm wide by 800 mm deep, and 4 CHR-ERGO",
    ],
)
def test_sides_with_their_words_are_sizes(lines_of: Lines, text: str) -> None:
    assert [line[:2] for line in lines_of(text, "office")] == [("DSK-160", "6"), ("CHR-ERGO", "4")]


@pytest.mark.parametrize("line", ["6204 x 30", "30 x 6204", "6204 × 30", "6204 * 30"])
def test_a_number_that_skus_share_names_goods(lines_of: Lines, line: str) -> None:
    """Whichever it is of the 6204: thirty of them, never 6204 of size 30 of the goods before."""
    asked = f"Please quote:\n6206-2RS x 4\n{line}"
    assert lines_of(asked, "bearings") == [("6206-2RS", "4", None), ("6204", "30", None)]


def test_a_schedule_with_a_full_stop_ends_no_sentence(lines_of: Lines) -> None:
    asked = 'Please quote thirty sticks of 2" sch. 40 PVC pipe, two dozen 1/2" copper 90s.'
    assert lines_of(asked, "plumbing") == [
        ('2" sch. 40 PVC pipe', "30", "sticks"),
        ('1/2" copper 90s', "2", "dozen"),
    ]
