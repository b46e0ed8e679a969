"""Where the reader of files takes a short way for what is usual, the long way gives the same."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qd_core.reading.files.limits import UnreadableError
from qd_core.reading.files.page_columns import _edges
from qd_core.reading.files.page_words import Line, Word, lines_of
from qd_core.reading.files.pdf_probe import _from_85
from qd_core.reading.files.pdf_words import _is_gibberish
from qd_core.reading.files.sheet_area import _FULL_CELL, check_area, column_index
from qd_core.reading.files.sheet_facts import _ROW, _hidden_rows
from qd_core.reading.files.sheet_values import cell_text, row_texts

BLANKS = " \t\n\xa0\u2003\x1c\u3000\x85"
TEXTS = some.text(some.sampled_from("ab1-," + BLANKS)) | some.text()
NUMBERS = some.floats() | some.integers(-(10**25), 10**25) | some.sampled_from([0.1 + 0.2, 1e21, -1e21, -0.0])
VALUES = (
    TEXTS | NUMBERS | some.booleans() | some.datetimes() | some.dates() | some.times() | some.timedeltas()
)


@given(some.lists(VALUES))
def test_a_row_reads_as_its_cells_do(values: list[object]) -> None:
    assert row_texts(values) == [cell_text(value) for value in values]


@given(some.text(some.sampled_from("abc" + BLANKS)))
def test_a_cell_is_one_line_of_single_spaces(text: str) -> None:
    assert row_texts([text]) == [" ".join(text.split())]


def told(decode, letters: bytes) -> bytes | None:
    try:
        return decode(letters)
    except ValueError:
        return None


@given(
    some.binary(max_size=30).map(base64.a85encode)
    | some.binary(max_size=12)
    | some.text(some.sampled_from("!5uz \n~"), max_size=12).map(str.encode)
)
def test_letters_are_unpacked_as_the_library_does(letters: bytes) -> None:
    blanks = b" \t\n\r\v\0\f"
    assert told(_from_85, letters) == told(lambda each: base64.a85decode(each, ignorechars=blanks), letters)


@given(some.text(some.sampled_from("ab\ufffd\ue000\uf8ff\uf900")))
def test_a_third_of_unknown_letters_is_gibberish(text: str) -> None:
    unknown = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    assert _is_gibberish(text) == (unknown * 3 > len(text))


# --- places on a page ---

COORDINATES = some.integers(0, 12).map(lambda at: at * 2.5)
WORDS = some.builds(
    lambda text, left, top, width, height: Word(text, left, top, left + width, top + height),
    some.sampled_from(["bolt", "40", "...", "x-", "."]),
    COORDINATES,
    COORDINATES,
    some.sampled_from([1.0, 4.0, 9.0]),
    some.sampled_from([2.0, 6.0, 8.0]),
)


def one_by_one(words: list[Word]) -> list[list[Word]]:
    """The lines that words stand on: each is held against the first of the last three lines, the lowest first."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.bottom):
        if re.fullmatch(r"[-=_*·.|+…]{2,}|[.·…]", word.text):
            continue
        for group in reversed(groups[-3:]):
            first = group[0]
            least = min(word.bottom - word.top, first.bottom - first.top)
            if abs(first.bottom - word.bottom) <= 0.35 * least:
                group.append(word)
                break
        else:
            groups.append([word])
    return groups


@given(some.lists(WORDS, max_size=25))
def test_words_stand_on_the_lines_nearest_to_them(words: list[Word]) -> None:
    found = [line.words for line in lines_of([replace(word) for word in words])]
    assert found == [sorted(group, key=lambda word: word.left) for group in one_by_one(words)]


@given(some.lists(some.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=6))
def test_how_many_pieces_stand_at_each_place(rows: list[list[Word]]) -> None:
    lines = [Line([replace(word) for word in row]) for row in rows]
    edges = _edges(lines, lines[0].words)
    assert edges == sorted(edges)
    pieces = [*lines[0].words, *(chunk for line in lines[1:] for chunk in line.chunks)]
    words = [word for line in lines for word in line.words]
    for place in {at for at, _, _ in edges}:
        so_far = [edge for edge in edges if edge[0] <= place]
        for column, things in ((1, pieces), (2, words)):
            covering = sum(1 for thing in things if thing.left <= place < thing.right)
            assert sum(edge[column] for edge in so_far) == covering


# --- places in a worksheet ---

PLACES = some.tuples(
    some.sampled_from(["A", "Z", "AA", "XFD"]), some.sampled_from([1, 99_999, 100_000, 1_048_576, 9_999_999])
)


@given(some.lists(PLACES, min_size=1, max_size=5))
def test_cells_far_apart_are_refused_whatever_row_they_are_written_in(places: list[tuple[str, int]]) -> None:
    cells = "".join(f'<c r="{letters}{number}"><v>1</v></c>' for letters, number in places)
    xml = f'<sheetData><row r="1">{cells}</row></sheetData>'.encode()
    assert len(_FULL_CELL.findall(xml)) == len(places)
    rows = max(number for _, number in places)
    columns = max(column_index(letters) + 1 for letters, _ in places)
    if rows * columns > 3_000_000:
        with pytest.raises(UnreadableError, match="too far apart"):
            check_area(xml, prefixed=False)
    else:
        check_area(xml, prefixed=False)


@given(
    some.lists(
        some.sampled_from(
            ['r="3"', 'r="7" hidden="1"', "", 'ht="0"', 'r="9"\tht="0.5"', 'ht="15"', 'hidden="0"']
        )
    )
)
def test_hidden_rows_under_either_name(rows: list[str]) -> None:
    bare = "".join(f"<row {row}><c/></row>" for row in rows).encode()
    prefixed = bare.replace(b"<row", b"<x:row")
    expected, number = set(), 0
    for row in rows:
        found = re.search(r'r="(\d)"', row)
        number = int(found[1]) if found else number + 1
        if re.search(r'hidden="1"|ht="0', row):
            expected.add(number)
    assert _hidden_rows(b"<sheetData>" + prefixed, _ROW) == expected
    assert _hidden_rows(b'<sheetFormatPr defaultRowHeight="15"/><sheetData>' + bare, _ROW) == expected
