"""Whatever is put before the readers, they answer with a document or with a DocumentError, and soon."""

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qd_core.documents.catalog import parse_catalog
from qd_core.documents.limits import Limits
from qd_core.documents.lint import lint
from qd_core.documents.load import read_documents
from qd_core.documents.rules import parse_rules
from qd_core.documents.voice import parse_voice
from qd_core.errors import DocumentError, Problem, QdError

NAMES = ["x.txt", "x.md", "x.csv", "x.tsv", "x.xlsx", "x"]
PARSERS = [parse_catalog, parse_rules, parse_voice]
WORDS = [
    "Currency: USD", "Number format: 1.234,50", "SKU", "Description", "Price", "Tiers", "Tier", "Discount",
    "Volume breaks", "Min qty", "Unit price", "Regions", "Region", "Matches", "Adjustment", "Bundles",
    "SKUs", "Do not serve", "Terms", "Fallback cover", "Never say", "Fuel surcharge", "5%", "$4.20",
    "4,20", "A-12", "*", "\\*", "**", "|", " | ", "\t", ",", ";", '"', "\n", "\n\n", "\r\n", "## ", "# ",
    "| :-- |", "---|---", "---", "{buyer_name}", "{", "<br>", "~~", "_", "`", "\\", "[a](b)", "&amp;",
    "\xa0", "\u200b", "\ufeff", "\x00", "\ud7ff", "🔩", "Ship from: Norfolk, VA",
]  # fmt: skip


def problems_of(parse: Callable[..., object], name: str, content: bytes) -> Sequence[Problem]:
    """Empty for a document that is read; any error but DocumentError fails the test."""
    try:
        parse(name, content)
    except DocumentError as error:
        return error.problems or [Problem(name, -1, "")]
    return ()


def read(content: bytes, name: str) -> None:
    for parse in PARSERS:
        assert all(problem.line >= 0 and problem.message for problem in problems_of(parse, name, content))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join), st.sampled_from(NAMES))
def test_any_mixture_of_the_grammars_words(text: str, name: str) -> None:
    read(text.encode("utf-8", "replace"), name)


@settings(max_examples=60)
@given(st.text(max_size=200), st.sampled_from(NAMES))
def test_any_text(text: str, name: str) -> None:
    read(text.encode("utf-8", "replace"), name)


@settings(max_examples=60)
@given(
    st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF", b"\x1f\x8b"]),
    st.binary(max_size=200),
)
def test_any_bytes(start: bytes, rest: bytes) -> None:
    read(start + rest, "x.txt")


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
def test_any_pair_of_documents_loads_and_lints_or_is_refused(catalog: str, rules: str) -> None:
    start = "Currency: USD\nSKU | Name | Price | Aliases | Replaced by\n"
    start += "A-12 | a | 1 | A12; x | B\nA12 | a | 0 | x | A12\n"
    files = {
        "catalog": ("catalog.txt", (start + catalog).encode("utf-8", "replace"), None),
        "rules": ("rules.txt", rules.encode("utf-8", "replace"), None),
    }
    try:
        documents = read_documents(files)
    except QdError:
        return
    assert all(found.message for found in lint(documents))


def test_an_encoding_that_is_not_utf8_is_named_with_its_line() -> None:
    with pytest.raises(DocumentError, match=r"catalog\.txt:2: is not UTF-8"):
        parse_catalog("catalog.txt", "Currency: EUR\nGröße".encode("cp1252"))


def test_utf16_with_a_mark_is_read() -> None:
    assert len(parse_catalog("catalog.txt", "Currency: EUR\nSKU\tName\nA\tGröße\n".encode("utf-16"))) == 1


@pytest.mark.parametrize(
    "piece",
    ["|", "\t", ",", '"', "\n", "# ", "\\", "*", "**a", "[", "[a](", "<", "`", "~~", "_a ", "&amp;", " ", "a: ", "SKU,",
     "9"],
)  # fmt: skip
@pytest.mark.parametrize("parse", PARSERS)
def test_half_a_megabyte_of_anything_takes_no_time(piece: str, parse: Callable[..., object]) -> None:
    content = (piece * (500_000 // len(piece))).encode()
    start = time.perf_counter()
    problems = problems_of(parse, "x.txt", b"SKU,Name\n" + content)
    assert sum(len(problem.message) for problem in problems) < 3_000_000
    assert time.perf_counter() - start < 10


def test_limits_are_the_callers_to_set() -> None:
    text = b"Currency: USD\nSKU | Name\nA | a\nB | b\nC | c\n"
    for limits, words in (
        (Limits(content_bytes=10), "bytes long"),
        (Limits(rows=1), "more than 1 rows"),
        (Limits(cells=5), "or 5 cells"),
    ):
        with pytest.raises(DocumentError, match=words):
            parse_catalog("catalog.txt", text, limits=limits)
    with pytest.raises(DocumentError, match="bytes long"):
        parse_rules("rules.txt", text, limits=Limits(small_bytes=10))
    with pytest.raises(DocumentError, match="more than 2 lines"):
        parse_rules("rules.txt", text, limits=Limits(small_lines=2))


def test_an_open_quotation_mark_does_not_swallow_the_rest() -> None:
    text = 'Currency: USD\nSKU,Name\nA,a\nB,"b\n' + "C,c\n" * 300
    with pytest.raises(DocumentError, match=r"catalog\.csv:4: a quotation mark"):
        parse_catalog("catalog.csv", text.encode())


def test_thousands_of_problems_are_counted() -> None:
    text = "Currency: USD\nSKU | Name | Price\n" + "".join(f"A{n} | a | x\n" for n in range(10_050))
    with pytest.raises(DocumentError) as caught:
        parse_catalog("catalog.txt", text.encode())
    assert len(caught.value.problems) == 10_001
    assert caught.value.problems[-1].message == "and 50 more problems"
