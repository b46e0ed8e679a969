"""Ship from: where a company's goods leave, read off one line."""

import pytest

from qd_core.documents.places import country_named, place_named


@pytest.mark.parametrize(
    ("text", "currency", "city", "region", "country"),
    [
        ("Norfolk, VA, USA", "USD", "Norfolk", "VA", "US"),
        ("Norfolk, VA", "USD", "Norfolk", "VA", "US"),
        ("Wilmington, DE", "USD", "Wilmington", "DE", "US"),
        ("Hamburg, DE", "EUR", "Hamburg", "", "DE"),
        ("Toronto, CA", "CAD", "Toronto", "", "CA"),
        ("Toronto, ON", "CAD", "Toronto", "ON", "CA"),
        ("Fresno, CA", "USD", "Fresno", "CA", "US"),
        ("Bradford, United Kingdom", "GBP", "Bradford", "", "GB"),
        ("Leeds, UK", "GBP", "Leeds", "", "GB"),
        ("Leeds", "GBP", "Leeds", "", "GB"),
        ("Hamburg, Germany", "EUR", "Hamburg", "", "DE"),
        ("Hamburg", "EUR", "Hamburg", "", ""),
        ("Wien, Österreich", "EUR", "Wien", "", "AT"),
        ("Lyon, Rhône, France", "EUR", "Lyon", "Rhône", "FR"),
        ("Zürich, Suisse", "CHF", "Zürich", "", "CH"),
        ("Sevilla, España", "EUR", "Sevilla", "", "ES"),
        ("Rotterdam, Nederland", "EUR", "Rotterdam", "", "NL"),
        ("Kraków, Polska", "PLN", "Kraków", "", "PL"),
        ("Spain", "EUR", "", "", "ES"),
    ],
)
def test_city_region_country(text: str, currency: str, city: str, region: str, country: str) -> None:
    place = place_named(text, currency)
    assert (place.text, place.city, place.region, place.country) == (text, city, region, country)


@pytest.mark.parametrize(
    ("text", "code", "city"),
    [
        ("22767 Hamburg, Germany", "22767", "Hamburg"),
        ("Chicago, IL 60601, USA", "60601", "Chicago"),
        ("Leeds LS1 4AP, UK", "LS1 4AP", "Leeds"),
        ("1012 AB Amsterdam, Netherlands", "1012 AB", "Amsterdam"),
    ],
)
def test_a_postcode_is_told_apart(text: str, code: str, city: str) -> None:
    place = place_named(text)
    assert (place.postal_code, place.city) == (code, city)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Deutschland", "DE"), ("Etats-Unis", "US"), ("Reino Unido", "GB"), ("Atlantis", ""), ("XX", "")],
)
def test_countries_by_name(name: str, code: str) -> None:
    assert country_named(name) == code


@pytest.mark.parametrize("text", ["", ",,,", "x" * 5000, "," * 5000])
def test_odd_lines_are_no_accident(text: str) -> None:
    assert place_named(text, "USD").text == text
