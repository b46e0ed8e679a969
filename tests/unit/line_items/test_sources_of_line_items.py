"""Every value stands where its source says, whatever is written."""

from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from qd_core.model.rfq import Extracted, LineItem, QuantityProblem
from qd_core.reading.line_items.read import read_line_items
from tests.unit.line_items.conftest import TRADES, make_rfq

Read = Callable[..., tuple[LineItem, ...]]

_PIECES = st.sampled_from(
    [
        *(
            "please quote",
            "10",
            "1,200",
            "2 dozen",
            "x",
            "CHR-ERGO",
            "PEN-BL-M",
            "blue biros",
            "oak desk 160",
            "of",
            "and",
        ),
        *(
            "\n",
            "\n- ",
            ", ",
            "; ",
            ": ",
            " - ",
            "(",
            ")",
            "?",
            ". ",
            "\t",
            " | ",
            "not",
            "make that",
            "line 2",
            "½",
        ),
        *(
            "we bought",
            "without",
            "each",
            "some",
            "8-10",
            "50/100/200",
            "to Leeds",
            "by 5 May",
            "“",
            "–",
            "\u200b",
            "ß",
        ),
        *(
            "boîte",
            "Stück",
            "RFQ 123",
            "$5",
            "pcs",
            "300 mm",
            "12 m",
            "a",
            "I",
            "need",
            "DSK-160",
            "100 x 200",
            "\r\n",
        ),
    ]
)


def _check(value: Extracted[object] | None, text: str) -> None:
    if value is None or value.source.start is None:
        return
    assert text[value.source.start : value.source.end] == value.source.quote
    assert 0.0 <= value.confidence <= 1.0


@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_values_stand_verbatim_at_their_source(text: str) -> None:
    for position, item in enumerate(read_line_items(make_rfq(text), TRADES["office"]), start=1):
        assert item.position == position
        _check(item.name_or_sku, text)
        _check(item.quantity, text)
        _check(item.unit, text)
        assert (item.quantity is None) == (item.problem is not None)
        assert bool(item.ladder) == (item.problem is QuantityProblem.LADDER)
        assert (item.quantity_range is not None) == (item.problem is QuantityProblem.RANGE)


@given(st.text(max_size=300))
@example("0/¹")
def test_no_text_breaks_the_reading(text: str) -> None:
    read_line_items(make_rfq(text, subject=text[:50]), TRADES["packaging"])


def test_a_value_of_prose_is_quoted_as_written(read: Read) -> None:
    text = "Bitte 1.200\u00a0Stück “RB–A4–50” anbieten."
    (item,) = read(text, "office")
    assert item.name_or_sku.value == "RB–A4–50"
    assert item.quantity is not None
    assert text[item.quantity.source.start : item.quantity.source.end] == "1.200"
    assert item.name_or_sku.source.part == "text"


def test_a_value_of_a_table_names_its_cell(read: Read) -> None:
    text = "Part\tQty\nRB-A4-50\t40"
    (item,) = read(text, "office")
    assert text[item.name_or_sku.source.start : item.name_or_sku.source.end] == "RB-A4-50"
    assert item.text == "RB-A4-50 | 40"


def test_confidence_falls_with_the_signals(read: Read) -> None:
    sure, hedged, unknown, vague = read(
        "Please quote:\n- 10 RB-A4-50\n- about 10 PEN-BL-M\n- 10 standing lamps\n- some STP-266", "office"
    )
    assert sure.confidence > hedged.confidence
    assert sure.confidence > unknown.confidence > vague.confidence
