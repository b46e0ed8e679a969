"""Whatever a company writes, in whichever format, reads back as what it meant."""

import string
from decimal import Decimal
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qd_core.documents.catalog import parse_catalog
from qd_core.documents.rule_columns import section_named
from qd_core.documents.rules import parse_rules
from tests.unit.documents.writers import FORMATS, Block, Paper

# No Markdown (which every format may hold), no list separator, nothing that a cell's edge would lose.
PUNCTUATION = "'”“’½°/,.()#%+-–×²"
WORDS = string.ascii_letters + string.digits + "äöüßéèñçÅøŁ漢字" + PUNCTUATION
MARKUP = "*_~`[]<>&|\\!{}$="


def texts(alphabet: str = WORDS, most: int = 12) -> st.SearchStrategy[str]:
    words = st.text(alphabet, min_size=1, max_size=most)
    phrase = st.lists(words, min_size=1, max_size=3).map(" ".join)
    return phrase.filter(
        lambda text: any(char.isalpha() for char in text) and not text.startswith(("=", "+", "-"))
    )


def skus() -> st.SearchStrategy[str]:
    return st.from_regex(r"[A-Z]{1,4}[\-./ ]?[0-9]{1,5}(-[A-Z0-9]{1,3})?", fullmatch=True)


def numbers(places: int = 2) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=0, max_value=9_999_999, places=places, allow_nan=False)


def shown(value: Decimal | None, comma: bool, suffix: str = "") -> str:
    if value is None:
        return ""
    text = f"{value:,f}"
    return (text.translate(str.maketrans(",.", ".,")) if comma else text) + suffix


optional = {"moq": numbers(0), "pack": numbers(0).filter(bool), "cost": numbers(), "price": numbers(3)}


@st.composite
def item_rows(draw: st.DrawFn, name: st.SearchStrategy[str]) -> dict[str, object]:
    row: dict[str, object] = {key: draw(st.none() | values) for key, values in optional.items()}
    row["sku"] = draw(skus())
    row["description"] = draw(name)
    row["unit"] = draw(st.sampled_from(["each", "roll", "Paar", "boîte"]))
    row["aliases"] = tuple(draw(st.lists(name, max_size=3)))
    row["lead"] = draw(st.just("") | name)
    row["discontinued"] = draw(st.booleans())
    row["norm"] = draw(st.just("") | name)
    return row


HEADER = [
    "SKU",
    "Description",
    "UoM",
    "List price",
    "Also known as",
    "Pack",
    "MOQ",
    "Lead",
    "Cost",
    "Status",
    "Norm",
]


def cells_of(row: dict[str, object], comma: bool) -> list[str]:
    return [
        str(row["sku"]),
        str(row["description"]),
        str(row["unit"]),
        shown(row["price"], comma),
        "; ".join(row["aliases"]),
        shown(row["pack"], comma),
        shown(row["moq"], comma),
        str(row["lead"]),
        shown(row["cost"], comma, " EUR"),
        "discontinued" if row["discontinued"] else "",
        str(row["norm"]),
    ]


families = st.sampled_from(["", "Valves & fittings", "Rohre 3/4”", "Gants et lunettes"])


@pytest.mark.parametrize("file", FORMATS)
@settings(max_examples=20)
@given(data=st.data(), comma=st.booleans(), titled=st.booleans())
def test_a_catalog_reads_back(file: str, data: st.DataObject, comma: bool, titled: bool) -> None:
    name = texts(WORDS + MARKUP) if file.endswith(".md") else texts()
    rows = data.draw(
        st.lists(item_rows(name), min_size=1, max_size=6, unique_by=lambda row: str(row["sku"]).casefold())
    )
    split = data.draw(st.integers(1, len(rows)))
    parts = [part for part in (rows[:split], rows[split:]) if part]
    headings = [data.draw(families if at == 0 else families.filter(bool)) for at in range(len(parts))]
    paper = Paper(
        "Price book 2026" if titled else "",
        {
            "Currency": "EUR",
            "Number format": "1.234,50" if comma else "1,234.50",
            "Company": "Muster & Söhne",
        },
        [
            Block(heading, HEADER, [cells_of(row, comma) for row in part])
            for heading, part in zip(headings, parts, strict=True)
        ],
    )
    catalog = parse_catalog(file, FORMATS[file](paper))
    assert (catalog.currency, catalog.price_decimals, catalog.company) == ("EUR", 2, "Muster & Söhne")
    assert [item.sku for item in catalog] == [row["sku"] for row in rows]
    families_of_rows = [heading for heading, part in zip(headings, parts, strict=True) for _ in part]
    for item, row, family in zip(catalog, rows, families_of_rows, strict=True):
        assert (item.description, item.unit, item.price, item.aliases) == (
            *(row["description"], row["unit"], row["price"], row["aliases"]),
        )
        assert (item.pack, item.moq, item.cost, item.lead_time) == (
            *(row["pack"], row["moq"], row["cost"], row["lead"]),
        )
        assert (item.discontinued, item.extra["Norm"], item.family) == (
            row["discontinued"],
            row["norm"],
            family,
        )
        assert item.row.text == " | ".join(cells_of(row, comma)).rstrip(" |")
        assert item.row.section == (family or "catalog")


fractions = st.decimals(min_value=0, max_value=100, places=1, allow_nan=False)


def percent(value: Decimal, comma: bool, sign: str = "") -> str:
    return f"{sign}{value}%".replace(".", "," if comma else ".")


@pytest.mark.parametrize("file", FORMATS)
@settings(max_examples=20)
@given(data=st.data(), comma=st.booleans())
def test_rules_read_back(file: str, data: st.DataObject, comma: bool) -> None:
    # A line that is a section's name alone begins that section, wherever it stands.
    name = texts(string.ascii_letters + "äöü").filter(lambda text: section_named(text) is None)
    rates = data.draw(
        st.lists(st.tuples(name, fractions, st.sampled_from(["", "-"])), min_size=1, max_size=4)
    )
    steps = data.draw(
        st.lists(st.tuples(st.just("*") | skus(), numbers(0), fractions | numbers(3).map(str)), max_size=5)
    )
    places = data.draw(
        st.lists(st.tuples(name, st.lists(name, min_size=1, max_size=3), fractions, numbers()), max_size=3)
    )
    kits = data.draw(
        st.lists(
            st.tuples(name, st.lists(skus(), min_size=2, max_size=3, unique=True), fractions), max_size=3
        )
    )
    never = data.draw(st.lists(st.lists(name, min_size=1, max_size=3), min_size=1, max_size=3))
    surcharge = data.draw(st.lists(st.tuples(name, fractions), min_size=1, max_size=3))

    def step_cells(sku: str, least: Decimal, rate: Decimal | str) -> list[str]:
        if isinstance(rate, str):
            return [sku, shown(least, comma), "", shown(Decimal(rate), comma)]
        return [sku, shown(least, comma), percent(rate, comma), ""]

    paper = Paper(
        "How we price",
        {
            "Number format": "1.234,50" if comma else "1,234.50",
            "Discount cap": percent(Decimal("22.5"), comma),
        },
        [
            Block(
                "Customer tiers",
                ["Tier", "Discount"],
                [[n, percent(rate, comma, sign)] for n, rate, sign in rates],
            ),
            Block(
                "Volume breaks",
                ["SKU", "Min qty", "Discount", "Unit price"],
                [step_cells(*step) for step in steps],
            ),
            Block(
                "Regional",
                ["Region", "Matches", "Adjustment", "Freight"],
                [[n, "; ".join(m), percent(rate, comma, "+"), shown(f, comma)] for n, m, rate, f in places],
            ),
            Block(
                "Bundles",
                ["Bundle", "SKUs", "Discount"],
                [[n, "; ".join(s), percent(r, comma)] for n, s, r in kits],
            ),
            Block(
                "Fuel surcharge",
                ["Zone", "Surcharge"],
                [[zone, percent(rate, comma)] for zone, rate in surcharge],
            ),
            Block("Do not serve", ["Matches"], [["; ".join(row)] for row in never]),
        ],
    )
    rules = parse_rules(file, FORMATS[file](paper), currency="EUR")
    assert rules.discount_cap == Decimal("0.225")
    assert [(rule.name, rule.discount) for rule in rules.tiers] == [(n, rate / 100) for n, rate, _ in rates]
    assert [(rule.sku, rule.min_qty, rule.discount, rule.unit_price) for rule in rules.volume] == [
        (sku, least, None, Decimal(rate)) if isinstance(rate, str) else (sku, least, rate / 100, None)
        for sku, least, rate in steps
    ]
    assert [(rule.region, rule.matches, rule.adjustment, rule.freight) for rule in rules.regions] == [
        (n, tuple(matches), rate / 100, freight) for n, matches, rate, freight in places
    ]
    assert [(rule.name, rule.skus, rule.discount) for rule in rules.bundles] == [
        (n, tuple(members), rate / 100) for n, members, rate in kits
    ]
    assert [rule.match for rule in rules.excluded] == [place for row in never for place in row]
    (table,) = rules.sections["fuel surcharge"].tables
    assert table.header == ("Zone", "Surcharge")
    assert [cells for cells, _ in table.rows] == [(zone, percent(rate, comma)) for zone, rate in surcharge]


def test_every_suffix_is_tried() -> None:
    assert {PurePath(file).suffix for file in FORMATS} == {".md", ".txt", ".csv", ".tsv", ".xlsx"}
