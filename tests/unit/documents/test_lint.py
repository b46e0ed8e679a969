"""What is legal and probably not meant is found, with its line and what to do; what is sound is left alone."""

import pytest

from qd_core.documents.lint import LintFinding, Severity, lint
from qd_core.documents.load import read_documents

CATALOG = """Currency: USD
SKU | Description | Price | Cost | Aliases | Status | Replaced by
A-12 | Bracket, 12-inch | 4.20 | 2 | twelve bracket; old-12
B-7 | Bolt M7 | 1 | 0.5 | | discontinued | B-8
B-8 | Bolt M8 | 1.10 | 0.5
"""
RULES = """Discount cap: 20%
Ship from: Norfolk, VA, USA

Tiers
Tier | Discount
new prospect | 0%
gold | 10%

Customers
Domain | Tier
acme.example | gold
ann@gmail.com | gold

Volume
SKU | Min qty | Discount | Unit price
A-12 | 100 | 5% |
A-12 | 500 | | 3.90
* | 200 | 2%

Regions
Region | Matches | Adjustment | Freight
Local | VA; 606* | 0% | 0
West | CA; 90* | 5% | 10

Bundles
Bundle | SKUs | Discount
Kit | A-12; B-8 | 5%

Do not serve
Cuba
"""


def found(catalog: str = "", rules: str = "") -> list[LintFinding]:
    return list(
        lint(
            read_documents(
                {
                    "catalog": ("catalog.txt", (CATALOG + catalog).encode(), None),
                    "rules": ("rules.txt", (rules or RULES).encode(), None),
                }
            )
        )
    )


def test_sound_documents_have_no_finding() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        ("A12 | Another | 3", "sku_collision", "A12 and A-12 differ only in dashes"),
        ("C | c | 3 | | bracket twelve", "alias_twice", 'alias "bracket twelve" stands at C and at A-12'),
        ("C | c | 3 | | a 12", "alias_is_sku", 'alias "a 12" of C is another SKU, A-12'),
        ("C | c | 3 | | +++", "alias_empty", "has no word"),
        ("5.9E+12 | c | 3", "sku_mangled", "format the column as text"),
        ("C | c | 0", "zero_price", "C costs nothing"),
        ("C | c | 1 | 2", "price_under_cost", "under its cost 2"),
        ("C | c | 1.200", "price_decimals", "more decimals than quotes show (2)"),
        ("C | c | 1.005", "price_decimals", "more decimals than quotes show (2)"),
        ("C | c | 1 | | | discontinued", "no_successor", "without a successor"),
        (
            "C | c | 1 | | | discontinued | B8",
            "unknown_successor",
            "B8 of C is not in the catalog; did you mean B-8?",
        ),
        ("C | c | 1 | | | discontinued | C", "own_successor", "its own successor"),
        ("C | c | 1 | | | discontinued | b-7", "discontinued_successor", "B-7 of C is discontinued itself"),
        ("C | c | 1 | | | | B-8", "active_with_successor", "is active"),
    ],
)
def test_catalog_rows(row: str, code: str, words: str) -> None:
    (finding,) = found(catalog=row + "\n")
    assert (finding.document, finding.line, finding.code) == ("catalog", 6, code)
    assert words in finding.message
    assert str(finding) == f"catalog:6: {finding.severity}: {finding.message}"


def test_a_catalog_without_any_price_and_a_table_that_was_not_read() -> None:
    text = (
        "Currency: USD\n\n| SKU | Name |\n|--|--|\n| A | a |\n\n| Code | Meaning |\n|--|--|\n| ZP | zinc |\n"
    )
    documents = read_documents({"catalog": ("c.md", text.encode(), None), "rules": ("r.md", b"", None)})
    assert [(finding.line, finding.code) for finding in lint(documents)] == [
        (0, "no_prices"),
        (7, "table_ignored"),
    ]


def with_row(section: str, *rows: str) -> tuple[str, int]:
    """The rules with rows added at the end of a section, and the line of the last one."""
    lines = RULES.splitlines()
    at = lines.index("", lines.index(section))
    lines[at:at] = rows
    return "\n".join(lines), at + len(rows)


@pytest.mark.parametrize(
    ("section", "rows", "code", "words"),
    [
        ("Tiers", ["GOLD | 5%"], "tier_twice", "already on line 7"),
        ("Tiers", ["steel | 100%"], "for_nothing", "100 % off"),
        ("Tiers", ["steel | 30%"], "over_cap", "manager's approval"),
        ("Customers", ["hill.example | silver"], "unknown_tier", "priced as new prospect"),
        ("Customers", ["acme.example | new prospect"], "customer_twice", "with tier gold"),
        ("Customers", ["gmail.com | gold"], "public_domain", "everybody can write from gmail.com"),
        ("Volume", ["A-12 | 600 | 4%"], "break_dearer", "costs more from 600 than from 500 (line 17)"),
        (
            "Volume",
            ["B-8 | 10 | 6%", "B-8 | 50 | 5%"],
            "break_smaller",
            "less off from 50 than from 10 (line 19)",
        ),
        ("Volume", ["B-8 | 10 | | 0.9", "B-8 | 50 | | 1"], "break_dearer", "costs more from 50"),
        ("Volume", ["B-8 | 1.000 | 3%"], "thousandths", "min qty 1.000 is read as 1"),
        ("Volume", ["* | 200 | 3%"], "break_twice", "another break from 200 on line 18"),
        ("Volume", ["B-8 | 10 | | 1.10"], "break_dearer", "is not below its price 1.10: it has no effect"),
        ("Volume", ["B-8 | 10 | | 0.4"], "break_under_cost", "under its cost 0.5"),
        ("Volume", ["B-8 | 10 | 1%"], "break_below_general", "less off from 200 than * on line 18"),
        ("Volume", ["B8 | 10 | 5%"], "unknown_sku", "did you mean B-8?"),
        ("Volume", ["* | 900 | 21%"], "over_cap", "manager's approval"),
        ("Regions", ["More | VA; NV | 1% | 5"], "region_shadowed", '"VA" is already matched on line 22'),
        (
            "Regions",
            ["More | 60611*; 901* | 1% | 5"],
            "region_unreachable",
            "line 22, 23 matches all of it first",
        ),
        ("Regions", ["More | Cuba | 1% | 5"], "region_not_served", "never served (line 31)"),
        ("Regions", ["More | NV, AZ | 1% | 5"], "comma_in_matches", "put ; between"),
        ("Regions", ["More | NV | -100% |"], "for_nothing", "100 % off"),
        ("Bundles", ["Set | A-12, B-8 | 5%"], "unknown_sku", "put ; between two SKUs"),
        ("Bundles", ["Set | A-12 | 5%"], "bundle_of_one", "one member"),
        ("Bundles", ["Set | b-8; a-12 | 2%"], "bundle_twice", "members of line 27"),
    ],
)
def test_rules_rows(section: str, rows: list[str], code: str, words: str) -> None:
    text, line = with_row(section, *rows)
    findings = [finding for finding in found(rules=text) if finding.code == code]
    assert any(finding.line == line and words in finding.message for finding in findings), findings


def test_a_customer_that_is_blocked() -> None:
    (finding,) = found(rules=RULES + "\nCompetitors\nacme.example\n")
    assert (finding.code, finding.line) == ("customer_blocked", 11)


def test_a_misspelt_section() -> None:
    findings = found(rules=RULES.replace("\nVolume\n", "\nVolume brakes\n"))
    assert [(finding.code, finding.line) for finding in findings] == [("unknown_section", 16)]
    assert "did you mean Volume?" in findings[0].message


def test_a_plugins_section_is_left_alone() -> None:
    assert found(rules=RULES + "\nFuel surcharge\n\nZone | Rate\nWest | 3%\n") == []


def test_lost_properties_and_a_ship_from_that_is_not_understood() -> None:
    rules = RULES.replace("Discount cap: 20%\n", "").replace("Norfolk, VA, USA", "Middle-earth, Shire")
    findings = found(
        rules=rules.replace("\nRegions\n", "\nDiscount cap: 20%\n\nRegions\n").replace(
            "Ship from", "Ship from"
        )
    )
    assert [finding.code for finding in findings] == ["ignored"]  # USD companies ship from the United States
    documents = read_documents(
        {
            "catalog": ("c.txt", b"Currency: EUR\nSKU|Name|Price\nA|a|1", None),
            "rules": ("r.txt", b"Ship from: Shire", None),
        }
    )
    assert [(finding.code, finding.line) for finding in lint(documents)] == [("ship_from_country", 1)]


def test_severities() -> None:
    assert found(catalog="C | c | 0\n")[0].severity is Severity.WARNING
    assert found(catalog="C | c | 1.005\n")[0].severity is Severity.NOTICE
