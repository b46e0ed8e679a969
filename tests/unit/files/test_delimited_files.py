"""CSV and its relatives, as programs in many countries write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.files.delimited import read_delimited, sniff_delimiter
from tests.unit.files.made import cells, document


def read(text: str | bytes, name: str = "list.csv"):
    return read_delimited(document(text if isinstance(text, bytes) else text.encode(), name))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["Pos", "Article", "Qty"], ["1", "AB-1", "12"], ["2", "AB-2", "5"]]
    assert cells(read("\r\n".join(delimiter.join(row) for row in rows))) == rows


def test_a_decimal_comma_is_no_delimiter() -> None:
    text = "Pos;Bezeichnung;Menge;Preis\n1;Rohr 3/4;1,5;12,50\n2;Bogen;2,25;3,00\n"
    assert cells(read(text))[1] == ["1", "Rohr 3/4", "1,5", "12,50"]


def test_commas_within_quotes_do_not_count() -> None:
    text = 'Qty\tDescription\n4\t"Ball valve, 1/2"", brass"\n2\t"Tee, 1/2"", brass"\n'
    assert cells(read(text)) == [
        ["Qty", "Description"],
        ["4", 'Ball valve, 1/2", brass'],
        ["2", 'Tee, 1/2", brass'],
    ]


def test_inch_marks_are_no_quotes() -> None:
    assert cells(read('Qty,Item\n4,Elbow 3/4" copper\n2,Tee 1/2" brass\n')) == [
        ["Qty", "Item"],
        ["4", 'Elbow 3/4" copper'],
        ["2", 'Tee 1/2" brass'],
    ]


def test_a_cell_over_two_lines_is_one_cell() -> None:
    assert cells(read('Qty,Item\n4,"Elbow\n90 degrees"\n'))[1] == ["4", "Elbow 90 degrees"]


def test_a_lost_quote_costs_its_line_and_not_the_list() -> None:
    rows = "".join(f"{at},valve {at}\n" for at in range(20))
    found = cells(read(f'Qty,Item\n4,"elbow 90 degrees\n{rows}'))
    assert found[:3] == [["Qty", "Item"], ["4", "elbow 90 degrees"], ["0", "valve 0"]]
    assert len(found) == 22


def test_windows_1252_and_byte_order_marks() -> None:
    text = "Menge;Stück\n3;Größe\n"
    assert (
        cells(read(text.encode("cp1252")))
        == cells(read(text.encode("utf-8-sig")))
        == cells(read(text.encode("utf-16")))
    )


def test_excels_own_first_line_names_the_delimiter() -> None:
    found = read("sep=|\nQty|Item\n4|a;b;c\n")
    assert cells(found) == [["Qty", "Item"], ["4", "a;b;c"]]
    assert [row.number for row in found.tables[0].rows] == [2, 3]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out() -> None:
    found = read("Title,,\n,,\nQty,Item,Note\n4,Elbow,\n")
    assert [row.number for row in found.tables[0].rows] == [1, 3, 4]


def test_a_single_column_is_text() -> None:
    found = read("12 x 6204-2RS\n4 x UCP206\n")
    assert found.tables == ()
    assert found.text == "12 x 6204-2RS\n4 x UCP206"


FIELDS = st.text(
    st.characters(codec="utf-8", exclude_characters=',;\t|"\r\n\0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff')
)


@given(
    st.lists(
        st.lists(FIELDS.map(lambda cell: " ".join(cell.split()) or "x"), min_size=3, max_size=3), min_size=2
    )
)
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    assert cells(read("\n".join(";".join(row) for row in rows))) == rows


@given(st.text(max_size=300))
def test_any_text_gives_an_answer(text: str) -> None:
    sniff_delimiter(text)
    read(text or "x")
