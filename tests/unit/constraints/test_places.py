"""Addresses and phrases to places, and the patterns of rules against them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.model.place import Place
from qd_core.reading.places import parse_place, place_matches
from tests.unit.constraints.constraint_company import HOMES

# home | text | city | region | country | postcode
PLACES = r"""
US | Richmond, VA 23220 | Richmond | VA | US | 23220
US | our yard in Richmond, VA 23220 | Richmond | VA | US | 23220
US | 12 Main St\nSuite 4\nAustin TX 78701-1234 | Austin | TX | US | 78701-1234
US | Acme Inc\n12 Main St\nRichmond, VA 23220 | Richmond | VA | US | 23220
US | 1200 Broadway, New York, NY 10001 | New York | NY | US | 10001
US | our shop 4410 S 36th St Omaha NE 68107 | Omaha | NE | US | 68107
US | 1200 St Charles Ave New Orleans LA 70130 | New Orleans | LA | US | 70130
US | 12 Oak Rd St Paul MN 55101 | St Paul | MN | US | 55101
US | 80 Peachtree St NE Atlanta GA 30303 | Atlanta | GA | US | 30303
US | 7 Mill Rd Suite 4 Akron OH 44301 | Akron | OH | US | 44301
US | 12 Elm St Nowhereburg KS 67401 | Nowhereburg | KS | US | 67401
GB | 4 High Street Ludlow SY8 1BT | Ludlow |  | GB | SY81BT
GB | 4 Station Road Hereford | Hereford | | |
US | 9 Oak Ct, Hartford, CT 06103 | Hartford | CT | US | 06103
US | New York | New York | NY | US |
US | Washington, DC 20001 | Washington | DC | US | 20001
US | Washington, D.C. | Washington | DC | US |
US | Seattle, Washington | Seattle | WA | US |
US | St. Louis, MO | St. Louis | MO | US |
US | Kansas City, Missouri | Kansas City | MO | US |
US | Trenton New Jersey 08608 | Trenton | NJ | US | 08608
US | Santa Fe New Mexico | Santa Fe | NM | US |
US | Atlanta, Georgia | Atlanta | GA | US |
US | Wilmington, DE | Wilmington | DE | US |
US | Dover, DE 19901 | Dover | DE | US | 19901
US | Denver, CO | Denver | CO | US |
US | Lebanon, NH 03766 | Lebanon | NH | US | 03766
US | St. Helena, CA 94574 | St. Helena | CA | US | 94574
US | Mexico, MO 65265 | Mexico | MO | US | 65265
US | Mill Creek, WA | Mill Creek | WA | US |
US | Des Moines, IA | Des Moines | IA | US |
US | Paris, Texas | Paris | TX | US |
US | Los Angeles, Calif. | Los Angeles | CA | US |
US | Mobile, AL 36602 | Mobile | AL | US | 36602
US | Virginia | | VA | US |
US | Tamuning, Guam | Tamuning | GU | US |
US | San Juan, Puerto Rico | San Juan | PR | US |
US | Norfolk | Norfolk | | |
US | Chicago | Chicago | | |
US | OUR PLANT IN TULSA, OK 74103 | TULSA | OK | US | 74103
US | our shop in Hamilton, Ontario, Canada | Hamilton | ON | CA |
US | Toronto, ON | Toronto | ON | CA |
US | Montreal, Quebec | Montreal | QC | CA |
US | Burlington ON L7L 1A1 Canada | Burlington | ON | CA | L7L1A1
US | Vancouver, British Columbia | Vancouver | BC | CA |
US | Mexico City, Mexico | Mexico City | | MX |
US | Berlin, Germany | Berlin | | DE |
US | Havana, Cuba | Havana | | CU |
US | Our AZ warehouse | | AZ | US |
US | Attn: Receiving\n99 Dock St\nReno, NV 89501 | Reno | NV | US | 89501
GB | Leeds LS10 1AB | Leeds | | GB | LS101AB
GB | the Bradford mill | Bradford | | |
GB | Halifax again | Halifax | | |
GB | Unit 4, Inverness IV1 1SN | Inverness | | GB | IV11SN
GB | 12 High Street, Leeds, West Yorkshire, LS10 1AB | Leeds | West Yorkshire | GB | LS101AB
GB | Perth, Perthshire, Scotland | Perth | Perthshire, Scotland | GB |
GB | Edinburgh, Scotland | Edinburgh | Scotland | GB |
GB | Cardiff, Wales | Cardiff | Wales | GB |
GB | Co. Antrim, Northern Ireland | | Co Antrim, Northern Ireland | GB |
GB | London E14 | London | | | E14
GB | Stoke-on-Trent ST4 2DE | Stoke-on-Trent | | GB | ST42DE
GB | our works in Newcastle upon Tyne | Newcastle upon Tyne | | |
GB | Bath BA1 1AA | Bath | | GB | BA11AA
GB | Fremantle, Australia | Fremantle | | AU |
GB | Dublin, Ireland | Dublin | | IE |
GB | Seattle, WA 98101 | Seattle | WA | US | 98101
DE | 24105 Kiel, Deutschland | Kiel | | DE | 24105
DE | D-24105 Kiel | Kiel | | DE | 24105
DE | Kiel, DE | Kiel | | DE |
DE | Lagerstraße 9, 1100 Wien, Österreich | Wien | | AT | 1100
DE | A-1100 Wien | Wien | | AT | 1100
DE | CH-8005 Zürich | Zürich | | CH | 8005
DE | NL-7511 AB Enschede | Enschede | | NL | 7511AB
DE | L-1855 Luxembourg | Luxembourg | | LU | 1855
DE | 06108 Halle (Saale) | Halle | | | 06108
DE | Am Hafen 3, 28195 Bremen | Bremen | | | 28195
DE | unser Werk in Hamburg | Hamburg | | |
DE | Baustelle Bremen | Bremen | | |
DE | Frankfurt am Main | Frankfurt am Main | | |
DE | München, Bayern | München | Bayern | DE |
DE | Lyon, France | Lyon | | FR |
DE | Lyon, Frankreich | Lyon | | FR |
DE | 69002 Lyon | Lyon | | | 69002
DE | Rotterdam, Niederlande | Rotterdam | | NL |
DE | 3011 AA Rotterdam | Rotterdam | | NL | 3011AA
DE | Malmö, Schweden | Malmö | | SE |
DE | Tbilisi, Georgia | Tbilisi | | GE |
DE | Denver, CO, USA | Denver | CO | US |
DE | Exeter, Vereinigtes Königreich | Exeter | | GB |
AT | Linz, Oberösterreich | Linz | Oberösterreich | AT |
AT | 4020 Linz | Linz | | | 4020
CH | 8005 Zürich | Zürich | | | 8005
CH | 5001 Aarau AG | Aarau | AG | CH | 5001
CH | Bau AG, Seestrasse 4, 8002 Zürich | Zürich | | | 8002
CH | Genève | Genève | | |
FR | 12 rue de la République, 69002 Lyon | Lyon | | | 69002
FR | Lyon Cedex 03 | Lyon | | |
FR | Bruxelles, Belgique | Bruxelles | | BE |
FR | Ajaccio, Corse | Ajaccio | Corse | FR |
BE | 9000 Gent | Gent | | | 9000
ES | Polígono Industrial Sur, nave 4, 46015 Valencia | Valencia | | | 46015
ES | Móstoles, Madrid, España | Móstoles | Madrid | ES |
ES | Lisboa, Portugal | Lisboa | | PT |
IT | Via Roma 12, 20121 Milano MI | Milano | MI | IT | 20121
IT | Torino (TO) | Torino | TO | IT |
NL | Keizersgracht 12, 1015 CS Amsterdam | Amsterdam | | NL | 1015CS
IE | Ballincollig, Co. Cork, P31 X2Y3 | Ballincollig | Cork | IE | P31X2Y3
IE | Dublin 2 | Dublin | | |
AU | Perth WA 6000 | Perth | WA | AU | 6000
AU | 12 King St, Newcastle NSW 2300 | Newcastle | NSW | AU | 2300
CA | Montréal (Québec) H2X 1Y4 | Montréal | QC | CA | H2X1Y4
CA | Halifax, Nova Scotia | Halifax | NS | CA |
CH | Haus Alpenrose, Promenade 8, 9050 Appenzell Hof | Appenzell Hof | | | 9050
DE | Hotel Krone, Am See 3, 88131 Lindau, 12.05.2026 | Lindau | | | 88131
AT | Bau Lang, Mühlweg 3, 8970 Schladming Markt | Schladming Markt | | | 8970
CH | 12 Bahnhofstrasse, Chur | Chur | | |
MX | Tepatitlán, Jal. | Tepatitlán | Jalisco | MX |
MX | Puebla, Puebla | Puebla | Puebla | MX |
MX | Puebla | Puebla | | |
MX | Ecatepec, Estado de México | Ecatepec | Estado de México | MX |
MX | Ecatepec, Edo. de Méx. C.P. 55000 | Ecatepec | Estado de México | MX | 55000
MX | Insurgentes Sur 90, Col. Roma, 06700 Ciudad de México | Ciudad de México | | | 06700
MX | CP 80000 Culiacán, Sin. | Culiacán | Sinaloa | MX | 80000
MX | Zapopan, Jalisco CP 45010 | Zapopan | Jalisco | MX | 45010
MX | Toluca, México | Toluca | | MX |
US | Nuevo Laredo, Tamps., Mexico | Nuevo Laredo | Tamaulipas | MX |
"""

# home | pattern | place | matches
MATCHES = """
US | VA | Richmond, VA 23220 | yes
US | Virginia | Richmond, VA | yes
US | virginia | Norfolk, Virginia | yes
US | Virginia | Charleston, West Virginia | no
US | Norfolk | Norfolk, VA | yes
US | DE | Dover, Delaware | yes
US | DE | Berlin, Germany | no
US | CA | San Jose, California | yes
US | CA | Toronto, Ontario, Canada | no
US | Canada | Toronto, ON M5V 2T6 | yes
US | Ontario | Hamilton, ON, Canada | yes
US | Ontario | Ontario, California | yes
US | Quebec | Montréal, QC, Canada | yes
US | Delaware | Delaware, OH 43015 | no
US | Washington | Washington, DC 20001 | no
US | Washington | Seattle, WA | yes
US | New York | New York, NY | yes
US | NY | New York | yes
US | New York | Albany, NY | yes
US | Georgia | Atlanta, GA | yes
US | Georgia | Tbilisi, Georgia, Georgia | yes
US | 234* | Virginia Beach, VA 23451 | yes
US | 235* | Virginia Beach, VA 23451 | no
US | 606* | Chicago 60601 | yes
US | 606* | 60601 Senlis, France | no
US | USA | Denver, CO | yes
US | United States | Denver, CO | yes
US | Guam | Tamuning, GU 96913 | yes
US | Mexico | Santa Fe, New Mexico | no
US | Mexico | Monterrey, Mexico | yes
US | LA | Los Angeles, CA | no
US | Louisiana | Baton Rouge, LA | yes
US | WA | Perth WA 6000, Australia | no
US | St Louis | St. Louis, MO | yes
US | Saint Louis | St. Louis, MO | yes
US | Perth, Australia | Perth WA 6000, Australia | yes
US | Perth, Australia | Sydney, Australia | no
US | 23451 | Virginia Beach, VA 23451 | yes
DE | DE | 24105 Kiel, Deutschland | yes
DE | Germany | 24105 Kiel, Deutschland | yes
DE | Deutschland | Kiel, Germany | yes
DE | Germany | Kiel, Allemagne | yes
DE | Österreich | Wien, Austria | yes
DE | AT | A-1100 Wien | yes
DE | Wien | Vienna, Austria | yes
DE | Vienna | 1100 Wien | yes
DE | Zürich | Zurich, Switzerland | yes
DE | Zürich | Zuerich, Schweiz | yes
DE | Lübeck | Luebeck | yes
DE | München | Munich, Germany | yes
DE | BE | Brussels, Belgium | yes
DE | BE | Berlin, Germany | no
DE | NL | Rotterdam, Netherlands | yes
DE | 20* | 20457 Hamburg | yes
DE | 20* | 20121 Milano, Italien | no
DE | 24* | D-24105 Kiel | yes
DE | England | Exeter, England | yes
DE | England | Exeter, United Kingdom | no
DE | UK | Exeter EX4 3LS | yes
DE | United Kingdom | Edinburgh, Schottland | yes
DE | Great Britain | London, UK | yes
DE | Bayern | München, Bavaria | yes
DE | NRW | Köln, Nordrhein-Westfalen | yes
DE | CA | Los Angeles, CA, USA | no
DE | CA | Toronto, Kanada | yes
GB | LS* | Leeds LS10 1AB | yes
GB | LS* | Leeds ls10 1ab | yes
GB | BT* | Belfast BT3 9DT | yes
GB | England | Leicester | no
GB | England | Leicester, England | yes
GB | Scotland | Perth, Scotland | yes
GB | Yorkshire | Leeds, West Yorkshire | yes
GB | London | Greater London | yes
GB | Northern Ireland | Belfast, Northern Ireland | yes
GB | Ireland | Belfast, Northern Ireland | no
GB | Ireland | Cork, Ireland | yes
GB | IE | Dublin, Republic of Ireland | yes
GB | Australia | Fremantle, Australia | yes
GB | Newcastle | Newcastle upon Tyne | yes
GB | WA | Seattle, WA, USA | yes
AU | WA | Perth WA 6000 | yes
AU | Western Australia | Perth WA 6000 | yes
AU | SA | Cape Town, South Africa | no
CA | QC | Montréal, Québec | yes
CA | BC | Victoria, British Columbia | yes
CH | ZH | 8005 Zürich ZH | yes
CH | FR | Lyon, Frankreich | yes
FR | Paris | 75015 Paris | yes
FR | 75* | 75015 Paris | yes
FR | 13* | 13002 Marseille, France | yes
FR | Corse | Ajaccio, Corse | yes
ES | Cataluña | Barcelona, Catalunya, España | yes
ES | Andalucía | 11520 Rota | yes
ES | Andalucía | Rota, 11520 Cádiz | yes
ES | Andalucía | 28013 Madrid | no
ES | Canarias | 35004 Las Palmas de Gran Canaria | yes
ES | Canarias | C/ Mayor 3, 38400 Puerto de la Cruz | yes
ES | País Vasco | 20121 Milano | no
ES | País Vasco | 20121 Milano, Italia | no
IT | Veneto | 36061 Bassano del Grappa (VI) | yes
IT | Vicenza | 36061 Bassano del Grappa (VI) | yes
IT | Lombardia | 36061 Bassano del Grappa (VI) | no
IT | Sardegna | 07026 Olbia | yes
IT | San Marino | 47891 Dogana | yes
FR | La Réunion | 97400 Saint-Denis | yes
FR | Réunion | 97400 Saint-Denis, France | yes
FR | France | 97400 Saint-Denis, France | no
FR | 97* | 97400 Saint-Denis | yes
FR | Bretagne | 35000 Rennes | yes
MX | Jalisco | Zapopan, Jal. | yes
MX | Jalisco | 45010 Zapopan | yes
MX | Jalisco | 64000 Monterrey | no
MX | Quintana Roo | Carretera Tulum km 5, 77710 Playa del Carmen | yes
MX | Puebla | Atlixco, Puebla | yes
MX | México | Toluca, Estado de México | yes
US | IL | Chicago 60601 | yes
US | Texas | El Paso 79901 | yes
US | IL | Gary, IN 46402 | no
US | VA | Gary, IN 23220 | no
CA | ON | Toronto M6K 3P6 | yes
AU | ACT | Canberra 2600 | yes
AU | NSW | Canberra 2600 | no
DE | Bayern | 80331 München | no
IT | MI | 20121 Milano MI | yes
IE | Cork | Mallow, Co. Cork | yes
"""


def _rows(table: str, width: int) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]
    assert all(len(row) == width for row in rows)
    return rows


@pytest.mark.parametrize("row", _rows(PLACES, 6), ids=lambda row: f"{row[0]}: {row[1]}")
def test_parse_place(row: list[str]) -> None:
    home, text, city, region, country, postcode = row
    place = parse_place(text.replace("\\n", "\n"), home=HOMES[home])
    assert (place.city, place.region, place.country, place.postal_code) == (city, region, country, postcode)


@pytest.mark.parametrize("row", _rows(MATCHES, 4), ids=lambda row: f"{row[0]}: {row[1]} in {row[2]}")
def test_place_matches(row: list[str]) -> None:
    home, pattern, text, expected = row
    place = parse_place(text, home=HOMES[home])
    assert place_matches(pattern, place, home_country=home) is (expected == "yes")


def test_text_of_a_place_is_not_searched() -> None:
    place = Place(text="c/o Jack London, Reno", city="Reno", region="NV", country="US")
    assert not place_matches("London", place, home_country="US")


def test_empty_place_matches_nothing() -> None:
    for pattern in ("VA", "Virginia", "*", "606*", "", ","):
        assert not place_matches(pattern, Place(), home_country="US")


@given(st.text(max_size=120), st.sampled_from(sorted(HOMES)))
def test_any_text_parses(text: str, home: str) -> None:
    place = parse_place(text, home=HOMES[home])
    assert place.text == " ".join(text.split())


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(sorted(HOMES)))
def test_any_pattern_can_be_asked(pattern: str, city: str, home: str) -> None:
    assert place_matches(pattern, Place(city=city), home_country=home) in (True, False)


@given(st.sampled_from(["Reno", "Kiel", "Stoke-on-Trent", "São Paulo", "Zürich", "'s-Hertogenbosch"]))
def test_a_city_matches_itself_in_any_case(city: str) -> None:
    place = Place(city=city)
    for pattern in (city, city.upper(), city.casefold(), f" {city} "):
        assert place_matches(pattern, place, home_country="DE")
