"""Numbers beside an item that name nothing: steps of a ladder, contradictions, sizes as letters."""

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

CASES: list[tuple[str, str, list[Line]]] = [
    ("electrical", "Please quote 300 JB-100 and if cheaper 600.", [("JB-100", "ladder", None)]),
    ("electrical", "Please quote JB-100: 300 and if it is cheaper 600", [("JB-100", "ladder", None)]),
    ("electrical", "Please quote 100, 200 JB-100", [("JB-100", "ladder", None)]),
    ("electrical", "Please quote 10 of JB-100. We need 2 of them.", [("JB-100", "vague", None)]),
    ("electrical", "Please quote 10 of JB-100. We need 2 of them by Friday.", [("JB-100", "10", None)]),
    (
        "electrical",
        "We need:\n1, 200 JB-100\n2, 50 LED-GU10-5W",
        [("JB-100", "200", None), ("LED-GU10-5W", "50", None)],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_further_quantities(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected


def test_a_size_as_a_letter_is_no_litre(lines_of: Callable[[str, str], list[Line]]) -> None:
    lines = lines_of("Please quote 5 boxes GLV-NIT-M and 10 L", "cleaning")
    assert [quantity for _, quantity, _ in lines] == ["5", "10"]
    assert lines[1][0].endswith("L")


def test_sizes_that_share_one_quantity_are_items_of_their_own(
    lines_of: Callable[[str, str], list[Line]],
) -> None:
    lines = lines_of("3 boxes each of wood screws 5x60, 4x40 and 6x80", "fasteners")
    assert lines == [
        ("wood screws 5x60", "3", "boxes"),
        ("wood screws 4x40", "3", "boxes"),
        ("wood screws 6x80", "3", "boxes"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please quote 180 m NYM-J-3X1.5 and 20 JB-100. Make that 240 m, not 180 m.", "240"),
        ("Please quote 180 m NYM-J-3X1.5 and 20 JB-100. Sorry, 240 m NYM-J-3X1.5 instead of 180 m.", "240"),
        ("Bitte 180 m NYM-J-3X1.5 und 20 JB-100 anbieten. Statt 180 m bitte 240 m.", "240"),
        ("Precio de 180 m NYM-J-3X1.5 y 20 JB-100. Perdón, en lugar de 180 m que sean 240 m.", "240"),
        ("Merci de chiffrer 180 m NYM-J-3X1.5 et 20 JB-100. Au lieu de 180 m, mettez 240 m.", "240"),
    ],
)
def test_a_length_is_corrected_like_a_count(
    text: str, expected: str, lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, "electrical") == [("NYM-J-3X1.5", expected, "m"), ("JB-100", "20", None)]


def test_a_number_behind_of_is_the_size_of_what_is_counted_already(
    lines_of: Callable[[str, str], list[Line]],
) -> None:
    lines = lines_of("Precio para 50 tubo cuadrado de 40.", "steel")
    assert [quantity for _, quantity, _ in lines] == ["50"]
    assert lines[0][0].endswith("de 40")


def test_a_unit_word_that_begins_the_catalogs_own_name_counts_nothing(
    lines_of: Callable[[str, str], list[Line]],
) -> None:
    assert lines_of("Please quote 2 sack trucks", "office") == [("sack trucks", "2", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a hundred and twenty JB-100 and a hundred and fifty LED-GU10-5W", ["120", "150"]),
        ("a hundred JB-100 and twenty LED-GU10-5W", ["100", "20"]),
        ("a dozen and a half JB-100 and a dozen LED-GU10-5W", ["18", "12"]),
        ("three dozen and four JB-100", ["vague"]),
    ],
)
def test_numbers_in_words_that_go_on(
    text: str, expected: list[str], lines_of: Callable[[str, str], list[Line]]
) -> None:
    found = [(count, unit) for _, count, unit in lines_of(f"Please quote {text}", "electrical")]
    times = {None: 1, "hundred": 100, "dozen": 12}
    assert [
        count if count == "vague" else f"{float(count) * times[unit]:g}" for count, unit in found
    ] == expected


@pytest.mark.parametrize(
    "text",
    [
        "¿Nos pasan precio de JB-100? Y de 5 LED-GU10-5W.",
        "Necesito precio de JB-100. También de 5 LED-GU10-5W.",
        "Pourriez-vous nous donner le prix de JB-100 ? Et de 5 LED-GU10-5W.",
    ],
)
def test_a_count_with_a_name_of_its_own_is_not_that_of_the_item_before(
    text: str, lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, "electrical") == [("JB-100", "missing", None), ("LED-GU10-5W", "5", None)]


def test_what_is_told_of_by_its_dutch_article_is_not_asked_for(
    lines_of: Callable[[str, str], list[Line]],
) -> None:
    assert not lines_of("De 5 LED-GU10-5W van vorige week werken goed, bedankt.", "electrical")


@pytest.mark.parametrize(
    "text",
    [
        "How much for 50 PEN-BL-M? And for 100?",
        "Was kosten 50 PEN-BL-M? Und bei 100?",
        "Price for 50 PEN-BL-M please. And what about 100?",
    ],
)
def test_another_quantity_asked_in_passing_is_a_step(lines_of: Callable[..., list[Line]], text: str) -> None:
    assert lines_of(text, "office") == [("PEN-BL-M", "ladder", None)]


def test_a_belt_is_no_end_of_a_part_number(lines_of: Callable[..., list[Line]]) -> None:
    assert lines_of("please price 2 off 6204-2RS, 1 off 6206-2RS", "bearings") == [
        ("6204-2RS", "2", "off"),
        ("6206-2RS", "1", "off"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What's your price on PEN-BL-M if we buy 50?",
        "What would the PEN-BL-M cost if we order 50?",
        "We're buying 50 of PEN-BL-M, can you give us a price?",
    ],
)
def test_what_is_to_be_bought_is_counted(lines_of: Callable[..., list[Line]], text: str) -> None:
    assert [line[:2] for line in lines_of(text, "office")] == [("PEN-BL-M", "50")]


def test_feet_written_as_a_sign_are_feet(lines_of: Callable[..., list[Line]]) -> None:
    assert lines_of("Please quote 200' of CLS-38X63-24", "timber") == [("CLS-38X63-24", "200", "ft")]
