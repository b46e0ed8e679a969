"""No promise passes, however it is spelled; no ordinary sentence is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.builtin.checking.folded import fold
from qd_core.config import AppSettings
from qd_core.model.quote import Outcome
from tests.unit.gates.drafts import check, said
from tests.unit.pricing import shop

GATE = "block_list"


@pytest.mark.parametrize(
    "text",
    [
        "All items are in stock.", "Everything is IN STOCK", "in-stock", "We ship the bars tomorrow.", "ships today",
        "Delivery within three days", "delivered by Friday", "guaranteed", "We guarantee it.", "no guarantee",
        "available immediately", "Our lead time is short", "out of stock", "it will arrive on 3 May",
        "Alles ab Lager.", "sofort lieferbar", "garantiert", "Lieferung bis 12. Mai", "Lieferzeit 3 Tage", "vorrätig",
        "en stock", "livraison immédiate", "garantie", "expédié sous 24 h", "délai de livraison : 2 jours",
        "en existencia", "entrega inmediata", "garantizado", "plazo de entrega: 2 días", "op voorraad",
        "pronta consegna", "em estoque",
    ],
)  # fmt: skip
def test_a_promise_fails(text: str) -> None:
    result = check(GATE, text)
    assert result.outcome is Outcome.FAIL
    assert result.findings[0].where == "cover"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We have it in\u00a0stock.", "in\u00a0stock"),
        ("We have it in\u200bstock.", "in\u200bstock"),
        ("Іn stосk now", "Іn stосk"),  # Cyrillic letters
        ("it is guar\u00adanteed", "guar\u00adanteed"),
        ("it is guaran-\nteed", "guaran-\nteed"),
        ("i n s t o c k", "i n s t o c k"),
        ("ｉｎ ｓｔｏｃｋ", "ｉｎ ｓｔｏｃｋ"),
        ("in   stock", "in   stock"),
        ("in/stock", "in/stock"),
        ("gárànteed", "gárànteed"),
    ],
)
def test_no_spelling_hides_a_promise(text: str, found: str) -> None:
    result = check(GATE, text)
    assert said(result) == [found]
    finding = result.findings[0]
    assert text[finding.start : finding.end] == found


@pytest.mark.parametrize(
    "text",
    [
        "Please send us your delivery address.", "The delivery address is missing.", "Our terms apply on delivery.",
        "Thank you for your request.", "The prices are valid until April 9, 2026.", "Freight is included.",
        "Stock lengths are cut to size.", "We look forward to your order.", "Which part number do you mean?",
        "Bitte nennen Sie uns die Lieferadresse.", "Die Preise gelten bis zum 9. April 2026.", "Anbei unser Angebot.",
        "Merci de préciser l'adresse de livraison.", "Le port est compris.", "Indique la dirección de entrega.",
        "Los precios son válidos hasta el 9 de abril.", "The quote is available as a PDF.", "Please reply today.",
    ],
)  # fmt: skip
def test_an_ordinary_sentence_passes(text: str) -> None:
    assert said(check(GATE, text)) == []


def test_the_voice_and_the_settings_add_phrases_with_simple_inflections() -> None:
    app = AppSettings(block_list=("rock bottom price", "100 % safe"))
    assert said(check(GATE, "The best prices in town!", app=app)) == ["best prices in town"]
    assert said(check(GATE, "Rock-bottom prices", app=app)) == ["Rock-bottom prices"]
    assert said(check(GATE, "It is 100% safe.", app=app)) == ["100% safe"]
    assert said(check(GATE, "There are 100 safe boxes.", app=app)) == []


def test_what_a_person_typed_is_checked_under_its_own_name() -> None:
    result = check(GATE, "Thank you.", rep_text={"terms": "We guarantee the price."})
    assert [(finding.where, finding.text) for finding in result.findings] == [("terms", "guarantee")]


def test_catalog_descriptions_and_the_companys_name_promise_nothing() -> None:
    stock = shop.catalog((shop.item("TB-1040", "Guaranteed seal, in stock size", "4.20"),))
    docs = shop.documents(stock=stock)
    text = "You asked for Guaranteed seal, in stock size."
    assert said(check(GATE, text, docs=docs, of=None)) == []
    assert said(check(GATE, f"{text} It is in stock.", docs=docs)) == ["in stock"]


@given(st.text(max_size=300))
def test_any_text_folds_to_places_in_itself(text: str) -> None:
    for join in (False, True):
        folded = fold(text, join=join)
        assert len(folded.origin) == len(folded.text)
        assert list(folded.origin) == sorted(folded.origin)
        assert all(0 <= place < len(text) for place in folded.origin)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_promise_is_found_in_any_text(before: str, after: str) -> None:
    result = check(GATE, f"{before} . guaranteed . {after}")
    assert result.outcome is Outcome.FAIL


@pytest.mark.parametrize("unit", ["in ", "i n ", "deliver ", "-\n", "ships and ", "\u00ad", "a b c d "])
def test_time_is_linear(unit: str) -> None:
    check(GATE, unit * 20_000)
