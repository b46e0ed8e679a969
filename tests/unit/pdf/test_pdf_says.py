"""What the buyer reads, and what never reaches the page."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from qd_core.errors import ConfigError
from qd_core.model.documents import Citation
from qd_core.model.quote import Candidate, Charge, Flag, LineProblem, MatchKind, PriceStep
from qd_core.model.rfq import Buyer
from tests.unit.pdf.quotes import (
    COMPANY,
    PACKED,
    ROW,
    document_of,
    line,
    lines,
    pages_of,
    printed,
    request,
    text_of,
)


def test_a_quote_says_who_what_how_much_and_until_when() -> None:
    text = text_of(request([line(1, "A-12", "Bracket, 12-inch", "1200", "3.590")]))
    for said in (
        *("Harbor Supply Co.", "1200 Water Street", "Tax ID 54-1234567", "Acme Ltd", "Dana Field"),
        *("Quotation", "Q-4F3A-99B1-02CD", "November 24, 2026", "December 24, 2026", "Net 30"),
        *("our yard in Richmond, VA", "December 30, 2026", "Brackets for hall 3", "thank you."),
        *("A-12", "Bracket, 12-inch", "1,200 each", "3.590", "4,308.00"),
        *("Subtotal", "Freight", "45.00", "$4,353.00", "Prices exclude tax.", "Returns within 30 days."),
        "Page 1 of 1",
    ):
        assert said in text
    assert "RE:" not in text


def test_what_is_for_the_rep_alone_is_not_printed() -> None:
    step = PriceStep(
        "tier_discount", "-77.7%", Decimal("4.20"), Citation("rules", "v", "Tiers", 3, "SECRET-ROW")
    )
    row = line(
        *(1, "A-12", "Bracket", "3", "4.20"),
        cost=Decimal("1.2345"),
        margin=Decimal("0.7061"),
        lead_time="SECRET-LEAD",
        discount_pct=Decimal("0.777"),
        steps=(step,),
        candidates=(Candidate("SECRET-SKU", MatchKind.FUZZY, 0.9),),
        flags=(Flag(code="below_margin", detail="SECRET-FLAG"),),
        evidence="SECRET-EVIDENCE",
    )
    asked = request([row], notes=("SECRET-NOTE",), needs_attention=("SECRET-ATTENTION",), text="SECRET-MAIL")
    text = text_of(asked)
    for hidden in ("SECRET", "1.23", "0.70", "70.6", "77.7", "below_margin", "tier_discount"):
        assert hidden not in text


def test_a_missing_price_is_words_and_the_page_is_a_draft() -> None:
    text = text_of(request([*lines(2), line(3, "B-1", "Made to order", "5", None)]))
    assert "price on request" in text
    assert "DRAFT" in text
    assert "Total" not in text.replace("Subtotal", "")
    assert "0.00" not in text


def test_a_partial_draft_prints_the_clear_lines_only() -> None:
    unclear = line(2, "B-1", "SECRET-LINE", "5", None, problems=(LineProblem.AMBIGUOUS,))
    unmatched = dataclasses.replace(line(3, "x", "SECRET-LINE", "5", None), sku=None)
    text = text_of(request([line(1, "A-1", "Bracket", "2", "4.20"), unclear, unmatched], partial=True))
    assert "A-1" in text
    assert "SECRET-LINE" not in text
    assert "on request" not in text
    assert "DRAFT" in text


def test_a_watermark_that_is_asked_for_is_printed() -> None:
    assert "COPY" in text_of(request(lines(1), watermark="COPY"))
    assert "DRAFT" not in text_of(request(lines(1)))
    assert "ENTWURF" in text_of(request(lines(1), locale="de_DE", watermark="DRAFT"))


def test_a_converted_package_shows_the_buyers_own_count() -> None:
    asked = request([line(1, "A-1", "Screw", "300", "0.20", asked=("3", "boxes"), flags=(PACKED,))])
    text = text_of(asked)
    assert "300 each" in text
    assert "you asked for 3 boxes" in text


def test_text_that_looks_like_markup_is_printed_as_it_stands() -> None:
    hostile = '<b>&amp; "bold"</b> <img src="http://x"/> {0} %s \\n'
    asked = request([line(1, "A&<1>", hostile, "2", "4.20")], buyer=Buyer(name="<i>Bob</i>"))
    text = " ".join(text_of(asked).split())
    assert "A&<1>" in text
    assert '<b>&amp; "bold"</b>' in text
    assert "<i>Bob</i>" in text


def test_european_characters_show_and_others_are_seen_to_be_missing() -> None:
    text = text_of(request([line(1, "A-1", "€ £ ł ő ß Ž ş Ω µ ² Ø × ½ ≥ кабель 日本 😀", "2", "4.20")]))
    assert "€ £ ł ő ß Ž ş Ω µ ² Ø × ½ ≥ кабель □□ □" in text


def test_invisible_and_reordering_characters_are_dropped() -> None:
    text = text_of(request([line(1, "A-1", "9\u200b9\u202e00\u00ad \x00x\ufe0f", "2", "4.20")]))
    assert "9900 x" in text


def test_a_free_line_of_freight_is_said_and_another_charge_keeps_its_name() -> None:
    charges = (
        Charge("freight", "Local", Decimal("0.00"), ROW),
        Charge("fuel", "Fuel surcharge", Decimal("3.10"), ROW),
    )
    text = text_of(request(lines(1), charges=charges, total=Decimal("7.30")))
    assert "Freight 0.00" in " ".join(text.split())
    assert "Fuel surcharge 3.10" in " ".join(text.split())


def test_without_charges_the_total_is_said_once() -> None:
    text = text_of(request(lines(1), charges=(), total=Decimal("4.20")))
    assert "Subtotal" not in text
    assert "$4.20" in text


def test_the_day_is_that_of_the_companys_time_zone() -> None:
    asked = dataclasses.replace(
        request(lines(1)), time_zone="Australia/Sydney", issued_at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    )
    assert "November 25, 2026" in text_of(asked)


def test_an_empty_draft_still_makes_a_page() -> None:
    asked = request(
        [], buyer=Buyer(), subject="", terms="", cover=None, valid_until=None, subtotal=None, total=None
    )
    assert len(pages_of(asked)) == 1


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "de_DE",
            (
                "Angebot",
                "24. Dezember 2026",
                "1.000",
                "4.200,00",
                "4.245,00\u00a0€",
                "Umsatzsteuer",
                "Seite 1 von 1",
            ),
        ),
        ("fr_FR", ("Devis", "24 décembre 2026", "Prix hors taxes.", "Page 1 sur 1", "Désignation")),
        ("es_ES", ("Oferta", "24 de diciembre de 2026", "4.200,00", "Página 1 de 1")),
        ("nl-NL", ("Offerte", "24 december 2026", "exclusief btw")),
        ("it_IT", ("Offerta", "24 dicembre 2026", "Totale")),
        ("pl_PL", ("Quotation", "24 grudnia 2026", "4245,00")),
        ("ja_JP", ("Quotation", "4,200.00")),
    ],
)
def test_a_quote_speaks_the_buyers_language(locale: str, said: tuple[str, ...]) -> None:
    row = line(1, "A-1", "Bracket", "1000", "4.20")
    text = text_of(request([row], locale=locale, currency="EUR"))
    flat = text.replace("\u00a0", " ").replace("\u202f", " ")
    for words in said:
        assert words.replace("\u00a0", " ") in flat or words.replace(" ", "") in flat.replace(" ", "")


@pytest.mark.parametrize(
    ("number", "printed_as"),
    [
        ("DE 123456789", "USt-IdNr. DE 123456789"),
        ("USt-IdNr. DE 1", "· USt-IdNr. DE 1"),
        ("VAT GB 1", "· VAT GB 1"),
    ],
)
def test_a_tax_number_has_one_label(number: str, printed_as: str) -> None:
    company = dataclasses.replace(COMPANY, tax_id=number)
    assert printed_as in text_of(request(lines(1), locale="de_DE", company=company))


def test_a_subject_as_long_as_a_mail_is_shortened_and_nothing_else_is() -> None:
    name = "N" * 300
    text = text_of(request(lines(1), subject="word " * 100, buyer=Buyer(name=name)))
    assert "…" in text
    assert "".join(text.split()).count("N") >= 300


def test_title_author_and_subject_are_in_the_files_properties() -> None:
    found = document_of(request(lines(1))).get_metadata_dict()
    assert found["Title"] == "Quotation Q-4F3A-99B1-02CD"
    assert found["Author"] == "Harbor Supply Co."
    assert found["Subject"] == "Brackets for hall 3"
    assert found["CreationDate"] == "D:20261124233000Z"


@pytest.mark.parametrize(
    ("change", "key"), [({"locale": "xx_QQ"}, "app.locale"), ({"time_zone": "Mars"}, "app.time_zone")]
)
def test_a_wrong_setting_is_named(change: dict[str, str], key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        printed(dataclasses.replace(request(lines(1)), **change))
    assert caught.value.key == key
