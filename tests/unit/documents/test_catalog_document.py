"""The grammar of the catalog (spec: documents, catalog)."""

from decimal import Decimal

import pytest

from qd_core.documents.catalog import parse_catalog
from qd_core.errors import DocumentError
from qd_core.model.catalog import Catalog

SMALL = """Currency: USD

SKU | Description | Unit | Price | Pack
A-12 | Bracket, 12-inch | each | $4.20 | 100
"""
WRITE_CURRENCY = "write an ISO 4217 code above the first table, such as `Currency: USD`"


def parsed(text: str, name: str = "catalog.txt") -> Catalog:
    return parse_catalog(name, text.encode())


def problems(text: str, name: str = "catalog.txt") -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parsed(text, name)
    return str(caught.value).splitlines()


def test_a_row_is_an_item_with_its_citation() -> None:
    catalog = parsed(SMALL)
    (item,) = catalog
    assert (item.sku, item.description, item.unit) == ("A-12", "Bracket, 12-inch", "each")
    assert (item.price, item.pack) == (Decimal("4.20"), 100)
    assert (item.row.document, item.row.section, item.row.line) == ("catalog", "catalog", 4)
    assert item.row.text == "A-12 | Bracket, 12-inch | each | $4.20 | 100"
    assert item.row.version == catalog.version
    assert catalog.version.startswith("sha256:")
    assert len(catalog.version) == len("sha256:") + 64


def test_a_given_version_is_cited() -> None:
    catalog = parse_catalog("catalog.txt", SMALL.encode(), "v17")
    assert {catalog.version, next(iter(catalog)).row.version} == {"v17"}


def test_everything_but_sku_and_description_has_a_default() -> None:
    (item,) = parsed("Currency: USD\nSKU | Description\nA-12 | Bracket")
    assert (item.unit, item.price, item.aliases, item.pack, item.moq) == ("each", None, (), None, None)
    assert (item.lead_time, item.cost, item.discontinued, item.replaced_by) == ("", None, False, "")
    assert dict(item.extra) == {}


@pytest.mark.parametrize(
    ("header", "sku"),
    [
        ("Item | Product", "a"), ("item no | name", "a"), ("PART | TITLE", "a"), ("Part No. | Description", "a"),
        ("part number | Description", "a"), ("Code | Description", "a"), ("Article | Name", "a"),
        ("Name | SKU", "b"), ("Part # | Description", "a"),
    ],
)  # fmt: skip
def test_headers_have_synonyms_in_any_case_and_order(header: str, sku: str) -> None:
    (item,) = parsed(f"Currency: USD\n{header}\na | b")
    assert item.sku == sku


def test_all_synonyms_of_the_other_columns() -> None:
    header = "Article | Name | UOM | List price | Aka | Per pack | Minimum order | Lead | Unit cost | "
    header += "Availability | Successor"
    row = "X1 | Thing | roll | 9 | Ding; truc | 20 | 5 | 2 weeks | 4 | Discontinued | X2"
    (item,) = parsed(f"Currency: EUR\n{header}\n{row}")
    assert (item.unit, item.price, item.aliases, item.pack, item.moq) == ("roll", 9, ("Ding", "truc"), 20, 5)
    assert (item.lead_time, item.cost, item.discontinued, item.replaced_by) == ("2 weeks", 4, True, "X2")


def test_the_telling_name_wins_and_the_other_column_is_kept() -> None:
    (item,) = parsed("Currency: USD\nItem | SKU | Name | Description\n1 | A-12 | short | long")
    assert (item.sku, item.description) == ("A-12", "long")
    assert dict(item.extra) == {"Item": "1", "Name": "short"}


def test_unknown_columns_are_kept_empty_ones_too() -> None:
    first, second = parsed("Currency: USD\nSKU | Description | Norm | Colour\nA | a | EN 397 | red\nB | b")
    assert dict(first.extra) == {"Norm": "EN 397", "Colour": "red"}
    assert dict(second.extra) == {"Norm": "", "Colour": ""}
    assert second.extra.get("Weight") is None


def test_a_header_may_carry_the_currency() -> None:
    (item,) = parsed("Currency: USD\nSKU | Description | Price (USD)\nA | a | 4.20")
    assert item.price == Decimal("4.20")
    assert problems("Currency: USD\nSKU | Description | Price (EUR)\nA | a | 4.20") == [
        "catalog.txt:2: price is in EUR, but the catalog's currency is USD"
    ]


def test_properties_are_kept_with_unknown_ones() -> None:
    catalog = parsed(
        "currency: usd\nPrice decimals: 3\nCOMPANY: Acme, Inc.\nValid from: 1 May\n\nSKU | Name\nA | a"
    )
    assert (catalog.currency, catalog.price_decimals, catalog.company) == ("USD", 3, "Acme, Inc.")
    assert catalog.properties["valid from"] == "1 May"


@pytest.mark.parametrize(("currency", "decimals"), [("USD", 2), ("JPY", 0), ("KWD", 3)])
def test_price_decimals_default_to_the_currencys(currency: str, decimals: int) -> None:
    assert parsed(f"Currency: {currency}\nSKU | Name\nA | a").price_decimals == decimals


def test_docs_markdown() -> None:
    text = """# **Price book**

Currency: USD\x20\x20
Company: A\\&B Supply\x20\x20

## **Copper tube \\& fittings** {#copper}

Wrot copper, lead free

| **SKU** | **Description** | **Unit** | **Price** | **Aliases** |
| :---- | :---- | :---- | :---- | ----: |
| CU\\-EL90 | Elbow 1/2” \\| sweat, 5\\*3 \\_x\\_ | each | $1,064.00 | a \\= b; [c.example](http://c.example) |
"""
    catalog = parsed(text, "catalog.md")
    (item,) = catalog
    assert catalog.company == "A&B Supply"
    assert (item.sku, item.description) == ("CU-EL90", "Elbow 1/2” | sweat, 5*3 _x_")
    assert (item.price, item.aliases, item.family) == (1064, ("a = b", "c.example"), "Copper tube & fittings")
    assert item.row.section == "Copper tube & fittings"
    assert item.row.line == 12


def test_struck_out_text_is_gone_and_a_line_break_in_a_cell_separates_aliases() -> None:
    (item,) = parsed(
        "Currency: USD\n\n| SKU | Name | Price | Aliases |\n|--|--|--|--|\n| A | a<br>b | ~~4.20~~ 3.90 | x<br>y |"
    )
    assert (item.description, item.price, item.aliases) == ("a b", Decimal("3.90"), ("x", "y"))


def test_families_in_plain_text_and_repeated_headers() -> None:
    catalog = parsed("""Acme price list
Currency: GBP

Ball bearings
Deep groove, sealed.

SKU | Name | Price
6204 | Bearing | 1.42

Belts:

SKU | Name | Price
SPZ | Belt | 3
SKU | Price | Name
SPA | 4 | Belt A

SPB | 5 | Belt B
""")
    assert [(item.sku, item.family, item.price) for item in catalog] == [
        ("6204", "Ball bearings", Decimal("1.42")), ("SPZ", "Belts", 3), ("SPA", "Belts", 4), ("SPB", "Belts", 5),
    ]  # fmt: skip


def test_the_title_is_no_family_and_a_first_heading_without_properties_is() -> None:
    assert next(iter(parsed("# Price book\nCurrency: USD\n\nSKU | Name\nA | a"))).family == ""
    assert next(iter(parsed("Currency: USD\n# Valves\n\nSKU | Name\nA | a"))).family == "Valves"


def test_prose_with_commas_bars_and_tabs_between_tables_is_ignored() -> None:
    text = "Currency: USD\n\nPlease note, all prices are net, ex works.\n\nSKU,Name,Price\nA,a,1\n\n"
    text += "Ask Bob, or Ann; thanks.\n\nB,b,2\n"
    assert [item.sku for item in parsed(text)] == ["A", "B"]


def test_csv_inside_a_text_with_quotes_over_lines() -> None:
    text = 'Currency: USD\n\nSKU,Name,Price\n"A","Elbow 1/2"", ""fine""\ntwo",1\nB,b,2\n'
    first, second = parsed(text)
    assert (first.description, second.row.line) == ('Elbow 1/2", "fine" two', 6)


def test_no_break_spaces_and_invisible_characters_do_not_count() -> None:
    (item,) = parsed(
        "Currency:\u00a0USD\nSKU\u00a0| Des\u200bcription | Price\nA‑12 | Big\u00a0 bracket | $\u00a04.20"
    )
    assert (item.sku, item.description, item.price) == ("A-12", "Big bracket", Decimal("4.20"))


@pytest.mark.parametrize("name", ["catalog.csv", "catalog.tsv"])
def test_a_sheet_as_text(name: str) -> None:
    text = """Acme price list;;;
Currency: EUR;;;
Number format: 1.234,50;;;
;;;
Article;Name;Price;Status
Handschuhe;;;
G1;"Glove; nitrile";1.000,5;active
;;;
G2;Glove, long;3;"""
    catalog = parsed(text.replace(";", "\t") if name.endswith("tsv") else text, name)
    assert [(item.sku, item.price, item.family, item.row.line) for item in catalog] == [
        ("G1", Decimal("1000.5"), "Handschuhe", 7), ("G2", 3, "Handschuhe", 9),
    ]  # fmt: skip


def test_a_comma_in_a_property_is_no_cell_boundary() -> None:
    text = 'Company: Acme, Inc.,,\nNumber format: 1.234,50\nCurrency:,EUR\n\nSKU,Name,Price\nA,a,"1,5"\n'
    catalog = parsed(text, "catalog.csv")
    assert (catalog.company, catalog.number_format, next(iter(catalog)).price) == (
        "Acme, Inc.",
        "1.234,50",
        Decimal("1.5"),
    )


def test_properties_in_a_table_of_two_columns() -> None:
    assert (
        parsed(
            "| Currency | USD |\n|---|---|\n| Company | Acme |\n\n| SKU | Name |\n|---|---|\n| A | a |"
        ).company
        == "Acme"
    )


@pytest.mark.parametrize(
    ("pack", "expected"), [("100", 100), ("1,000 pcs", 1000), ("12 rolls", 12), ("", None), ("-", None)]
)
def test_a_pack_may_name_the_unit(pack: str, expected: int | None) -> None:
    (item,) = parsed(f"Currency: USD\nSKU | Name | Unit | Pack\nA | a | roll | {pack}")
    assert item.pack == expected


def test_every_problem_is_listed_with_its_line() -> None:
    text = """Currency: DOLLARS
Price decimals: many

SKU | Description | Unit | Price | Pack | MOQ | Cost | Status
A-12 | Bracket | each | 4.2O | | | |
A-13 | | each | 1 | | | |
 | Nothing | each | 1 | | | |
A-14 | Bracket | each | -1 | 0 | few | x | gone
A-15 | Bracket | each | 1 | | | | active | too | many
A-16 | Bracket | each | 4,20 | 3 boxes | | |
a-16 | Bracket | each | 4 | | | |
A-16 | Bracket | each | 4 | | | |
"""
    assert problems(text) == [
        f'catalog.txt:1: "DOLLARS" is no currency: {WRITE_CURRENCY}',
        'catalog.txt:2: Price decimals "many" is not a number from 0 to 6',
        'catalog.txt:5: price "4.2O" is not a number',
        'catalog.txt:6: SKU "A-13" has no description',
        'catalog.txt:7: has no SKU (description "Nothing")',
        'catalog.txt:8: status "gone" is unknown: write active or discontinued',
        'catalog.txt:8: price "-1" is negative',
        'catalog.txt:8: cost "x" is not a number',
        'catalog.txt:8: pack "0" is not a number of units',
        'catalog.txt:8: MOQ "few" is not a number',
        "catalog.txt:9: has 10 cells, its header only 8: a delimiter too many?",
        ('catalog.txt:10: price "4,20" is not a number in the format 1,234.50 '
        "(write `Number format: 1.234,50` above if it is meant so)"),
        'catalog.txt:10: pack "3 boxes" is not a number',
        'catalog.txt:12: SKU "A-16" is already on line 11',
    ]  # fmt: skip


def test_a_price_in_another_currency_is_a_problem() -> None:
    assert problems("Currency: USD\nSKU | Name | Price\nA | a | 4.20 €\nB | b | $3") == [
        'catalog.txt:3: price "4.20 €" is not in USD, the catalog\'s currency'
    ]


def test_the_currency_is_needed() -> None:
    assert problems("SKU | Name\nA | a") == [
        f"catalog.txt:0: the property Currency is missing: {WRITE_CURRENCY}"
    ]


def test_two_price_columns_are_not_chosen_between() -> None:
    assert problems("Currency: USD\nSKU | Name | List price | Price\nA | a | 5 | 4") == [
        'catalog.txt:2: two columns could be the price ("Price" and "List price"): rename the one that is not'
    ]


def test_a_header_without_description_is_said_once() -> None:
    assert problems("Currency: USD\nSKU | Price\nA | 5\nB | 6") == [
        'catalog.txt:2: the header has no column "description"'
    ]


def test_a_table_of_something_else_is_left_alone() -> None:
    text = "Currency: USD\n\n| SKU | Name |\n|--|--|\n| A | a |\n\n"
    text += "## Finishes\n\n| Code | Meaning |\n|--|--|\n| ZP | zinc |\n"
    catalog = parsed(text)
    assert [item.sku for item in catalog] == ["A"]
    assert [(row.line, row.text) for row in catalog.ignored] == [(9, "Code | Meaning")]


def test_only_tables_of_something_else_is_a_problem() -> None:
    assert problems("Currency: USD\n\nArtikelnummer | Bezeichnung\nA | a") == [
        (
            'catalog.txt:3: the columns "Artikelnummer | Bezeichnung" are not a catalog\'s: '
            "name them SKU, Description, Unit, Price"
        )
    ]


@pytest.mark.parametrize(
    "text", ["", "Currency: USD", "Currency: USD\n\nJust prose.", "Currency: USD\nSKU | Description\n"]
)
def test_a_catalog_without_items_is_a_problem(text: str) -> None:
    assert "has no items" in problems(text)[-1] or "Currency is missing" in problems(text)[-1]


def test_a_docs_table_that_lost_its_rows_is_recognised() -> None:
    cells = ["SKU", "Description", "Unit", "Price", "A-12", "Bracket", "each", "4.20"]
    (said,) = problems("Currency: USD\n\n" + "\n".join(cells))
    assert said.startswith("catalog.txt:3: the table lost its rows")
    assert "Markdown" in said
    assert "` | `" in said
    (said,) = problems("Currency: USD\n\n" + "\n\n".join(cells))
    assert "lost its rows" in said


def test_a_sheets_code_without_a_description_is_no_heading() -> None:
    text = "Currency: USD\nSKU,Name,Price\nGloves,,\nG-1,Glove,2\nG-2,,\n"
    assert problems(text, "catalog.csv") == ['catalog.csv:5: SKU "G-2" has no description']


def test_a_property_given_twice_differently_is_a_problem() -> None:
    assert problems("Currency: USD\nCurrency: EUR\nSKU | Name\nA | a") == [
        "catalog.txt:2: Currency is already given on line 1"
    ]


def test_an_unknown_number_format_is_a_problem() -> None:
    assert problems("Currency: USD\nNumber format: German\nSKU | Name\nA | a") == [
        'catalog.txt:2: Number format "German" is unknown: write 1,234.50 or 1.234,50'
    ]
