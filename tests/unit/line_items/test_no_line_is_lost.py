"""A line of a list that cannot be read for certain is asked about; it never falls away in silence."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.documents import Citation
from qd_core.model.rfq import Rfq
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.reading.line_items.read import read_line_items

Lines = Callable[..., list[tuple[str, str, str | None]]]


@pytest.mark.parametrize("count", ["2x", "2 x", "x2", "2 off", "- 2"])
def test_a_count_at_the_end_is_read(lines_of: Lines, count: str) -> None:
    text = f"12 polo shirts grey L\nhi-vis vest orange {count}\n4 pairs wellington boots size 43"
    assert [quantity for _, quantity, _ in lines_of(f"Please quote\n{text}", "workwear")] == ["12", "2", "4"]


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize(
    "line", ["hi-vis vest orange 2", "umbrella stand 2", "2 Stk Regenschirme", "grey caps 3"]
)
def test_any_other_line_between_read_ones_is_in_doubt_or_read(
    lines_of: Lines, position: int, line: str
) -> None:
    lines = ["12 polo shirts grey L", "4 pairs wellington boots size 43"]
    lines.insert(position, line)
    found = lines_of("Please quote\n" + "\n".join(lines), "workwear")
    assert len(found) == 3
    name = found[position][0]
    assert name in line


@pytest.mark.parametrize(
    "line",
    [
        "Delivery week 14",
        "Hauptstraße 12",
        "12 Harbor Road",
        "Thanks, Jo",
        "for the crew of 12",
        "PO 4711 follows",
        "Phone 0171 555 0199",
    ],
)
def test_what_lists_nothing_is_no_line(lines_of: Lines, line: str) -> None:
    text = f"Please quote\n12 polo shirts grey L\n4 pairs wellington boots size 43\n{line}"
    assert len(lines_of(text, "workwear")) == 2


def test_the_number_of_a_week_counts_nothing(lines_of: Lines) -> None:
    text = "Bonjour, merci de chiffrer un Gummistiefel Größe 43. Livraison souhaitée semaine 13."
    assert all(quantity != "13" for _, quantity, _ in lines_of(text, "workwear"))


@pytest.mark.parametrize(
    "text",
    [
        "I think polo shirts grey M 30 pcs would do, please quote 4 hi-vis vests orange L.",
        "It should be 30 polo shirts grey M and we need 4 hi-vis vests orange L.",
    ],
)
def test_counted_goods_beside_others_are_asked_about(lines_of: Lines, text: str) -> None:
    assert sorted(quantity for _, quantity, _ in lines_of(text, "workwear")) == ["4", "vague"]


def test_goods_of_the_past_beside_others_are_no_line(lines_of: Lines) -> None:
    text = "Last time we bought 30 polo shirts grey M, now please quote 4 hi-vis vests orange L."
    assert lines_of(text, "workwear") == [("hi-vis vests orange L", "4", None)]


@pytest.mark.parametrize("sign", ["&", "and", "+"])
def test_sizes_ahead_of_their_goods_are_lines_too(lines_of: Lines, sign: str) -> None:
    found = lines_of(f"Please quote 1 box each M {sign} L nitrile gloves blue", "cleaning")
    assert [quantity for _, quantity, _ in found] == ["1", "1"]


def test_a_measure_of_goods_that_begin_with_a_number(lines_of: Lines) -> None:
    text = "Please quote 12 Contactor 2 pole 30 A 24 V coil and 1 litre of 2 pole contactor grease"
    assert len(lines_of(text, "hvac")) == 2


def test_a_size_ahead_of_goods_that_the_catalog_calls_by_their_size(lines_of: Lines) -> None:
    text = "Please quote 1 case each 8 inch flex duct & 24v thermostat, and 2 each 35/5 capacitor & 45/5 capacitor"
    assert len(lines_of(text, "hvac")) == 4
    assert lines_of("1 roll each 25 m & 1/2 2SN hose please", "hydraulics") == [
        ("1/2 2SN hose 25 m", "1", "roll"),
        ("1/2 2SN hose", "1", "roll"),
    ]


@pytest.mark.parametrize(
    "aside",
    [
        ", the ones we had last time",
        " like we bought in March",
        " same as we ordered last year",
        " (what we had last time)",
    ],
)
def test_what_was_had_before_is_wanted_again(lines_of: Lines, aside: str) -> None:
    text = f"Please quote:\n12 TSTAT-24\n8 CTR-30-24{aside}\n4 CAP-45-5"
    assert [(name, count) for name, count, _ in lines_of(text, "hvac")] == [
        ("TSTAT-24", "12"),
        ("CTR-30-24", "8"),
        ("CAP-45-5", "4"),
    ]


def test_a_line_of_a_list_that_tells_of_the_past_is_asked_about(lines_of: Lines) -> None:
    text = "Please quote:\n12 TSTAT-24\n8 CTR-30-24 - had these last year\n4 CAP-45-5"
    assert [count for _, count, _ in lines_of(text, "hvac")] == ["12", "vague", "4"]


@pytest.mark.parametrize("told", [" not needed", " arrived broken last month"])
def test_a_line_that_says_no_is_none(lines_of: Lines, told: str) -> None:
    text = f"Please quote:\n12 TSTAT-24\n8 CTR-30-24{told}\n4 CAP-45-5"
    assert [count for _, count, _ in lines_of(text, "hvac")] == ["12", "4"]


def test_counted_lines_are_no_wrapped_one(lines_of: Lines) -> None:
    text = (
        "Please quote:\n\nrun capacitor 45/5 - 20 each\n"
        "24v thermostat - 10 each, whatever colour you happen to have in stock\ncontactor 2 pole 30a - 6 each"
    )
    assert [count for _, count, _ in lines_of(text, "hvac")] == ["20", "10", "6"]


@pytest.mark.parametrize(
    "text",
    [
        "We're down to our last CTR-30-24, so 8 of those please, plus 4 CAP-45-5.",
        "Running low on CTR-30-24 (only 2 left). Send me a quote for 8 and 4 CAP-45-5.",
        "So that's 8 CTR-30-24 and 4 CAP-45-5.",
        "The list is 8 cartons (6 each/carton) of CTR-30-24 and 4 CAP-45-5",
    ],
)
def test_counts_find_the_goods_that_were_spoken_of(lines_of: Lines, text: str) -> None:
    found = lines_of(text, "hvac")
    assert [(name, count) for name, count, _ in found] == [("CTR-30-24", "8"), ("CAP-45-5", "4")]


@pytest.mark.parametrize(
    "text", ["Please send a quote for 48 and 4 CAP-45-5.", "Same as last month but with 4 CAP-45-5 please"]
)
def test_more_is_asked_for_than_is_named(lines_of: Lines, text: str) -> None:
    assert [count for _, count, _ in lines_of(text, "hvac")] == ["vague"]


@pytest.mark.parametrize("mark", ["?", "??", "? x", "? packs"])
def test_a_question_mark_where_the_count_would_be_asks(lines_of: Lines, mark: str) -> None:
    found = lines_of(f"Please quote:\n12 CT-M6-08\n{mark} E6013-32\n8 CT-M6-10", "welding")
    assert [(name, count) for name, count, _ in found] == [
        ("CT-M6-08", "12"),
        ("E6013-32", "vague"),
        ("CT-M6-10", "8"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "How much are the 0.8 mm ones?",
        "And what do the 0.8 mm ones cost?",
        "I would also like to know what the 0.8 mm ones go for.",
        "Was kosten die mit 0.8 mm?",
    ],
)
def test_the_price_of_another_size_is_asked_for_without_a_count(lines_of: Lines, question: str) -> None:
    first, second = lines_of(f"Please quote six contact tips M6 1.0 mm. {question}", "welding")
    assert first[:2] == ("contact tips M6 1.0 mm", "6")
    assert second[1] == "missing"
    assert "contact tip" in second[0].casefold()
    assert "0.8" in second[0]


@pytest.mark.parametrize("question", ["What is the price per 100 m?", "Let me know what delivery costs."])
def test_what_a_price_is_for_is_no_other_size(lines_of: Lines, question: str) -> None:
    assert [count for _, count, _ in lines_of(f"Please quote six CT-M6-10. {question}", "welding")] == ["6"]


def test_the_size_of_the_goods_before_goes_with_its_sign(rfq_of: Callable[..., Rfq]) -> None:
    """Where a catalog writes inches with a curly sign, another size takes their place too."""

    def valve(sku: str, size: str, line: int) -> CatalogItem:
        row = Citation("catalog", "v1", "catalog", line, "")
        return CatalogItem(
            sku=sku, description=f"Gate valve {size}”, brass", unit="each", price=Decimal(1), row=row
        )

    catalog = Catalog(
        [valve("GV-1", "1", 1), valve("GV-34", "3/4", 2)], currency="USD", price_decimals=2, version="v1"
    )
    documents = CompanyDocuments(catalog, Rules(version="v1"), Voice(version="v1"))
    read = read_line_items(rfq_of('Please quote six GV-1. How much are the 3/4" ones?'), documents)
    assert [item.name_or_sku.value for item in read] == ["GV-1", 'Gate valve brass 3/4" ones']


@pytest.mark.parametrize(
    "lead",
    ["please start a new one for the Fells job", "Please start a new one", "Please quote for the Fells job"],
)
def test_counts_in_brackets_behind_goods_are_theirs(lines_of: Lines, lead: str) -> None:
    """Whatever the list is for, and although `a new one` holds a number."""
    asked = f"Old quote is dead, {lead} - CT-M6-08 (10), CT-M6-10 (6) and DSC-125-1 (4)."
    assert [(name, count) for name, count, _ in lines_of(asked, "welding")] == [
        ("CT-M6-08", "10"),
        ("CT-M6-10", "6"),
        ("DSC-125-1", "4"),
    ]
