"""Tables whose columns a paste has pulled together: the heading says what each of a row's words is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]
Lines = Callable[..., list[Line]]

CASES: list[tuple[str, str, list[Line]]] = [
    (
        "lab",
        (
            "Guten Tag,\n\nbitte um Angebot über:\n\nPos Artikel Bezeichnung Menge\n"
            "1 10023 Erlenmeyerkolben 250 ml 4\n2 10024 Erlenmeyerkolben 500 ml 14\n3 40200 Objektträger 6\n\n"
            "Mit freundlichen Grüßen\nJonas Behrend"
        ),
        [("10023", "4", None), ("10024", "14", None), ("40200", "6", None)],
    ),
    (
        "lab",
        "Please quote:\n\nItem Code Description Qty\n10023 Erlenmeyer flask 250 ml 12\n50005 Isopropanol 99 % 5 l 3",
        [("10023", "12", None), ("50005", "3", None)],
    ),
    (
        "welding",
        (
            "Merci de chiffrer :\n\nPos. Réf. Désignation Qté Unité\n1 CT-M6-08 Tube contact M6 0,8 40 pce\n"
            "2 DSC-115-1 Disque 115 x 1,0 100 pce"
        ),
        [("CT-M6-08", "40", "pce"), ("DSC-115-1", "100", "pce")],
    ),
    (
        "food",
        "Solicito cotización:\n\nCantidad Referencia Descripción\n120 PLT-27 Plato llano 27 cm\n60 GLS-WN-35 Copa de vino",
        [("PLT-27", "120", None), ("GLS-WN-35", "60", None)],
    ),
    # with prices, and a name that goes on in the next line
    (
        "welding",
        (
            "Bitte anbieten:\nPos Art.-Nr. Bezeichnung Menge ME Einzelpreis\n10 CT-M6-08 Stromdüse M6 40 Stk 0,90\n"
            "20 E6013-25 Stabelektrode E6013\numhüllt 2,5 mm\n30 DSC-115-1 Trennscheibe 115 100 Stk 1,10"
        ),
        [("CT-M6-08", "40", "Stk"), ("E6013-25", "missing", None), ("DSC-115-1", "100", "Stk")],
    ),
    # the unit beside the number, and no column of part numbers
    (
        "office",
        "Please quote:\n\nDescription Quantity\nA4 paper 20 reams\nblue biros 200\nmesh office chair 2",
        [("A4 paper", "20", "reams"), ("blue biros", "200", None), ("mesh office chair", "2", None)],
    ),
]


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_a_row_is_read_by_its_heading(trade: str, text: str, expected: list[Line], lines_of: Lines) -> None:
    assert lines_of(text, trade) == expected


def test_a_number_of_the_name_is_no_quantity(lines_of: Lines) -> None:
    """The quantity of the second row was left blank: 115 is the disc's size."""
    text = (
        "Please quote:\n\nPos Part Description Qty\n1 CT-M6-08 Contact tip 40\n2 DSC-115-1 Cutting disc 115"
    )
    found = lines_of(text, "welding")
    assert found == [("CT-M6-08", "40", None), ("DSC-115-1", "vague", None)]


def test_words_that_are_also_headings_start_no_table(lines_of: Lines) -> None:
    text = "Item description:\nPlease quote 20 CT-M6-08.\nMaterial required\nWe need 4 E6013-25 for site 2"
    assert lines_of(text, "welding") == [("CT-M6-08", "20", None), ("E6013-25", "4", None)]


def test_running_numbers_before_goods_that_end_in_a_number_are_no_quantities(lines_of: Lines) -> None:
    text = "Please quote:\n\n1 PAP-A4-80 Copy paper A4 20\n2 TNR-85A Toner cartridge 4\n3 PEN-BL-M Ballpoint pen 50\n"
    found = lines_of(text, "office")
    assert [name for name, _, _ in found] == ["PAP-A4-80", "TNR-85A", "PEN-BL-M"]
    assert not {count for _, count, _ in found} & {"1", "2", "3"}


def test_one_two_three_of_something_are_quantities(lines_of: Lines) -> None:
    text = "Please quote:\n\n1 oak desk 160\n2 mesh office chair\n3 85A toner\n"
    assert [count for _, count, _ in lines_of(text, "office")] == ["1", "2", "3"]


def test_labelled_lines_with_commas_are_no_table(lines_of: Lines) -> None:
    text = "Please quote\nItem 1: PAP-A4-80, quantity 10\nItem 2: TNR-85A, quantity 4"
    assert lines_of(text, "office") == [("PAP-A4-80", "10", None), ("TNR-85A", "4", None)]
