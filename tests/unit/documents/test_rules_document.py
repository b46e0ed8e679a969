"""The grammar of the rules (spec: documents, rules)."""

from decimal import Decimal

import pytest

from qd_core.documents.rules import parse_rules
from qd_core.errors import DocumentError
from qd_core.model.rules import Rules


def parsed(text: str, name: str = "rules.txt", currency: str = "USD") -> Rules:
    return parse_rules(name, text.encode(), currency=currency)


def problems(text: str, name: str = "rules.txt", currency: str = "USD") -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parsed(text, name, currency)
    return str(caught.value).splitlines()


def test_an_empty_document_has_the_defaults() -> None:
    rules = parsed("")
    assert (rules.validity_days, rules.discount_cap, rules.margin_floor, rules.payment_terms) == (
        30,
        None,
        None,
        "",
    )
    assert (rules.tiers, rules.volume, rules.sections, rules.terms) == ((), (), {}, "")


def test_properties() -> None:
    rules = parsed("""Acme pricing rules

Quote validity: 2 weeks
Discount cap: 22.5%
Payment terms: Net 30
Ship from: Norfolk, VA, USA
Margin floor: 12%
Approved by: Kim
""")
    assert (rules.validity_days, rules.discount_cap, rules.margin_floor) == (
        14,
        Decimal("0.225"),
        Decimal("0.12"),
    )
    assert (rules.payment_terms, rules.ship_from.country, rules.ship_from.region) == ("Net 30", "US", "VA")
    cap = rules.properties["discount cap"]
    assert (cap.value, cap.row.line, cap.row.text) == ("22.5%", 4, "Discount cap: 22.5%")
    assert rules.properties["approved by"].value == "Kim"


ALL_SECTIONS = """# Rules

## **Tiers**
| **Tier** | **Discount** |
| :---- | :---- |
| new prospect | 0% |
| contractor | \\-8% |

## Accounts
| Domain | E-mail | Tier | Customer |
| --- | --- | --- | --- |
| [Ridge.example](http://ridge.example) | | contractor | Ridge |
| | Ann@Hill.example | contractor | Hill |
| a.example; b.example | | contractor | Both |

## Volume breaks
A SKU listed here does not get the general \\* break.

| SKU | Min qty | Discount | Unit price |
| --- | --- | --- | --- |
| A\\-12 | 1,000 | | $3.60 |
| \\* | 250+ | 3% | |

## Regional
| Region | Matches | Adjustment | Freight |
| --- | --- | --- | --- |
| West | CA; California; 9\\* | \\+7% | $240.00 |
| Local | VA | | 0 |
| South | GA | -1% | |

## Bundles
| Bundle | SKUs | Discount |
| --- | --- | --- |
| Kit | A-12; B-7; a-12 | 5% |

## Do not serve
| Matches | Reason |
| --- | --- |
| Cuba; Iran | law |
| Guam | |

## Competitors
| Domain |
| --- |
| www.Rival.example |

## Blocked domains
* spam.example
* @junk.example

## Terms
Prices are net, FOB Norfolk.\x20\x20
No returns after 30 days.

Taxes: not included.
"""


def test_every_section() -> None:
    rules = parsed(ALL_SECTIONS, "rules.md")
    assert [(tier.name, tier.discount) for tier in rules.tiers] == [
        ("new prospect", 0),
        ("contractor", Decimal("0.08")),
    ]
    assert [(rule.key, rule.is_email, rule.tier, rule.customer) for rule in rules.customers] == [
        ("ridge.example", False, "contractor", "Ridge"),
        ("ann@hill.example", True, "contractor", "Hill"),
        ("a.example", False, "contractor", "Both"),
        ("b.example", False, "contractor", "Both"),
    ]
    assert [(rule.sku, rule.min_qty, rule.discount, rule.unit_price) for rule in rules.volume] == [
        ("A-12", 1000, None, Decimal("3.60")),
        ("*", 250, Decimal("0.03"), None),
    ]
    assert [(rule.region, rule.matches, rule.adjustment, rule.freight) for rule in rules.regions] == [
        ("West", ("CA", "California", "9*"), Decimal("0.07"), 240),
        ("Local", ("VA",), 0, 0),
        ("South", ("GA",), Decimal("-0.01"), None),
    ]
    assert [(kit.name, kit.skus, kit.discount) for kit in rules.bundles] == [
        ("Kit", ("A-12", "B-7"), Decimal("0.05"))
    ]
    assert [place.match for place in rules.excluded] == ["Cuba", "Iran", "Guam"]
    assert [domain for domain, _ in rules.competitors] == ["rival.example"]
    assert [domain for domain, _ in rules.blocked_domains] == ["spam.example", "junk.example"]
    assert rules.terms == "Prices are net, FOB Norfolk.\nNo returns after 30 days.\n\nTaxes: not included."
    assert rules.sections == {}


def test_each_rule_cites_its_row() -> None:
    row = parsed(ALL_SECTIONS, "rules.md").volume[0].row
    assert (row.document, row.section, row.line, row.text) == (
        "rules",
        "Volume breaks",
        21,
        "A-12 | 1,000 |  | $3.60",
    )


def test_plain_text_sections_begin_at_their_name_alone() -> None:
    rules = parsed(
        """Tiers:
Tier | Discount
gold | 5%

TIER ASSIGNMENTS
Email | Tier
ann@hill.example | gold
Volume
SKU,Min qty,Discount
A-12,10,2%
2. Regions (regional)
Region\tMatches\tAdjustment\tFreight
West\tCA\t+7%\t
\tCA\t+7%
Do not serve
Russia; Belarus
Iran

Excluded
Matches
Cuba
""".replace("\tCA\t+7%\nDo", "Do")
    )
    assert (len(rules.tiers), len(rules.customers), len(rules.volume), len(rules.regions)) == (1, 1, 1, 1)
    assert [place.match for place in rules.excluded] == ["Russia", "Belarus", "Iran", "Cuba"]


def test_an_unknown_section_is_kept_with_its_rows_and_their_lines() -> None:
    rules = parsed("""Tiers
Tier | Discount
gold | 5%

Fuel surcharge

Zone | Surcharge | Note
Midwest | 3% |
Coast | 4% | by sea

More than 500 km, ask us.

## Hazmat
Handle with care.
| Class | Fee |
|---|---|
| 3 | $25 |
""")
    section = rules.sections["fuel surcharge"]
    assert (section.name, len(section.tables)) == ("Fuel surcharge", 1)
    assert section.tables[0].header == ("Zone", "Surcharge", "Note")
    assert [(cells, row.line, row.section) for cells, row in section.tables[0].rows] == [
        (("Midwest", "3%", ""), 8, "Fuel surcharge"),
        (("Coast", "4%", "by sea"), 9, "Fuel surcharge"),
    ]
    assert section.text == "More than 500 km, ask us."
    assert rules.sections["hazmat"].text == "Handle with care."
    assert rules.sections["hazmat"].tables[0].rows[0][0] == ("3", "$25")


def test_headings_within_a_section_do_not_end_it() -> None:
    rules = parsed("""## Volume breaks

### Fittings

| SKU | Min qty | Discount |
|---|---|---|
| A | 10 | 2% |

### Pipe

| SKU | Min qty | Unit price |
|---|---|---|
| B | 10 | 3 |
""")
    assert [(rule.sku, rule.row.section) for rule in rules.volume] == [
        ("A", "Volume breaks"),
        ("B", "Volume breaks"),
    ]


def test_rows_go_on_after_a_gap_or_a_note_without_a_new_header() -> None:
    rules = parsed(
        "Volume\nSKU | Min qty | Discount\nA | 10 | 2%\n\nSmall parts\nB | 10 | 3%\n\nC | 5 | 1%\n"
    )
    assert [rule.sku for rule in rules.volume] == ["A", "B", "C"]


def test_a_sheet_with_sections_in_single_cells() -> None:
    rules = parsed(
        'Discount cap: 20%,,,\nNumber format: 1.234,50\n,,,\nTiers,,,\nTier,Discount,,\ngold,"2,5%",,\n,,,\n'
        'Volume breaks,,,\nSKU,Min qty,Discount,Unit price\nA,1.000,,"0,14"\n,,,\n'
        "Do not serve,,,\nMatches,,,\nCuba; Iran,,,\n"
        "Guam,,,\n,,,\nFuel surcharge,,,\nZone,Surcharge,,\nWest,3%,,\nTerms,,,\nNet 30, no returns.\n",
        "rules.csv",
        "EUR",
    )
    assert rules.discount_cap == Decimal("0.2")
    assert rules.tiers[0].discount == Decimal("0.025")
    assert (rules.volume[0].min_qty, rules.volume[0].unit_price) == (1000, Decimal("0.14"))
    assert [place.match for place in rules.excluded] == ["Cuba", "Iran", "Guam"]
    assert rules.sections["fuel surcharge"].tables[0].rows[0][0] == ("West", "3%")
    assert rules.terms == "Net 30, no returns."


def test_every_problem_is_listed_with_its_line() -> None:
    text = """Quote validity: a while
Discount cap: 20
Margin floor: 120%

Tiers
Tier | Discount
gold | five
 | 5%
silver |
plus | +5%
all | 101%

Customers
Domain | Tier
acme | gold
acme.example |
| gold

Volume
SKU | Min qty | Discount | Unit price
A | 10 | 5% | 3
A | 10 | |
A | ten | 5% |
| 10 | 5% |
A | 10 | | 3 €
A | 10 | | -3
A | 10 | 5%| | | 7

Regions
Region | Matches | Adjustment | Freight
West | | 5% |
West | CA | |
West | CA | -101% |
West | CA | 5% | lots

Bundles
Bundle | SKUs | Discount
Kit | | 5%
Kit | A; B |

Competitors
rival
"""
    assert problems(text) == [
        'rules.txt:1: Quote validity "a while" is not a duration such as 30 days, 2 weeks or 1 month',
        'rules.txt:2: Discount cap "20" has no percent sign: write it as 5%',
        'rules.txt:3: Margin floor "120%" is not a percentage from 0% to 100%',
        'rules.txt:7: discount "five" is not a percentage such as 5%',
        "rules.txt:8: tier is missing",
        "rules.txt:9: discount is missing: write 0% for none",
        'rules.txt:10: discount "+5%" can be read two ways: write 5% for 5 % off (Regions adjust up)',
        'rules.txt:11: discount "101%" is more than 100 %',
        'rules.txt:15: "acme" is neither a domain (acme.com) nor an e-mail address',
        "rules.txt:16: tier is missing",
        "rules.txt:17: domain is missing",
        "rules.txt:21: has both a discount and a unit price: give exactly one of them",
        "rules.txt:22: has neither a discount nor a unit price: give exactly one of them",
        'rules.txt:23: min qty "ten" is not a number',
        "rules.txt:24: sku is missing",
        'rules.txt:25: unit price "3 €" is not in USD, the catalog\'s currency',
        'rules.txt:26: unit price "-3" is negative',
        "rules.txt:27: has 6 cells, its header only 4: a delimiter too many?",
        "rules.txt:31: matches is missing: list states, countries, cities or postcodes such as 606*",
        "rules.txt:32: has neither an adjustment nor a freight: write 0% for no adjustment",
        'rules.txt:33: adjustment "-101%" takes more than 100 % off',
        'rules.txt:34: freight "lots" is not a number',
        "rules.txt:38: skus is missing: list the members with ; between them",
        "rules.txt:39: discount is missing: write 0% for none",
        'rules.txt:42: "rival" is not a domain such as acme.com',
    ]


def test_a_section_without_one_of_its_columns_is_a_problem() -> None:
    assert problems("Volume\nSKU | Discount\nA | 5%") == [
        'rules.txt:2: the table of Volume has no column "min qty" (its first row is "SKU | Discount")'
    ]
    assert problems("Tiers\ngold | 5%") == [
        'rules.txt:2: the table of Tiers has no column "tier", "discount" (its first row is "gold | 5%")'
    ]


def test_a_table_before_the_first_section_is_a_problem() -> None:
    (said,) = problems("Discount cap: 20%\n\n| Tier | Discount |\n|---|---|\n| gold | 5% |\n")
    assert said.startswith("rules.txt:3: a table stands before the first section")


def test_a_docs_table_that_lost_its_rows_is_recognised() -> None:
    said = problems("Tiers\n\nTier\n\nDiscount\n\ngold\n\n5%\n\nCompetitors\n\nDomain\n\nrival.example\n")
    assert len(said) == 1
    assert said[0].startswith("rules.txt:3: the table lost its rows")


def test_figures_that_are_no_table_are_not_passed_over() -> None:
    (said,) = problems("Tiers\ngold: 5%\n")
    assert (
        said
        == "rules.txt:2: Tiers has no table that can be read: its first row must be a header such as Tier | Discount"
    )
    assert parsed("Tiers\nnone yet\n").tiers == ()


def test_a_property_below_the_first_section_is_remembered_as_lost() -> None:
    rules = parsed("Tiers\nTier | Discount\ngold | 5%\n\nDiscount cap: 20%\n")
    assert rules.discount_cap is None
    assert [(row.line, row.text) for row in rules.ignored] == [(5, "Discount cap: 20%")]


def test_percent_signs_may_stand_in_the_header() -> None:
    assert parsed("Tiers\nTier | Discount (%)\ngold | 5\n").tiers[0].discount == Decimal("0.05")


def test_what_people_put_above_the_sections_is_no_error() -> None:
    rules = parsed(
        """![][image1]

# Rules

| Version | Author | Change |
| --- | --- | --- |
| 1 | Kim | first |

* **Quote validity:** 30 days from the date of the quote
Discount cap:\t20%

## Tiers

| Tier | Discount |
| --- | --- |
| gold | 5% |
| | |
| silver | 3% |

## Fuel surcharge

| Zone | Rate |
| --- | --- |
| West | 3% |
| | |
| East | 4% |

[image1]: <data:image/png;base64,iVBORw0KGgo=>
""",
        "rules.md",
    )
    assert (rules.validity_days, rules.discount_cap) == (30, Decimal("0.2"))
    assert [tier.name for tier in rules.tiers] == ["gold", "silver"]
    assert [cells for cells, _ in rules.sections["fuel surcharge"].tables[0].rows] == [
        ("West", "3%"),
        ("East", "4%"),
    ]
    assert rules.sections["fuel surcharge"].text == ""
    assert [row.text for row in rules.ignored] == ["Version | Author | Change"]


def test_a_header_may_carry_a_remark_but_not_where_money_is_meant() -> None:
    rules = parsed("Volume\nSKU (or *) | Min qty (pcs) | Discount\nA | 10 | 5%\n")
    assert (rules.volume[0].sku, rules.volume[0].min_qty) == ("A", 10)
    (said,) = problems("Volume\nSKU | Min qty | Unit price (per 100)\nA | 10 | 5\n")
    assert "has no column" in said


def test_a_rule_between_rows_is_no_header() -> None:
    rules = parsed("""Tiers
Tier | Discount
---|---
gold | 5%
---|---
silver | 3%

Fuel

Zone | Rate
West | 1%
---|---
East | 2%
""")
    assert [tier.name for tier in rules.tiers] == ["gold", "silver"]
    assert len(rules.sections["fuel"].tables[0].rows) == 2
