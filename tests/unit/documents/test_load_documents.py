"""Finding the three documents, and one error for everything that is wrong with them."""

from decimal import Decimal
from pathlib import Path

import pytest

from qd_core.documents.limits import Limits
from qd_core.documents.load import load_documents, read_documents
from qd_core.errors import ConfigError, DocumentError
from qd_core.model.rules import CompanyDocuments

CATALOG = "Currency: USD\nSKU | Name | Price\nA | a | 1\n"
RULES = "Tiers\nTier | Discount\ngold | 5%\n"


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return tmp_path


def from_texts(catalog: str, rules: str) -> CompanyDocuments:
    return read_documents(
        {"catalog": ("catalog.txt", catalog.encode(), None), "rules": ("rules.txt", rules.encode(), "7")}
    )


def test_the_three_are_found_by_name_whatever_the_suffix(tmp_path: Path) -> None:
    documents = load_documents(
        folder(tmp_path, Catalog_TXT=CATALOG, rules_md=RULES, voice_markdown="Tone\nplain", notes_txt="")
    )
    assert (len(documents.catalog), len(documents.rules.tiers), documents.voice.tone) == (1, 1, "plain")
    assert all(version.startswith("sha256:") for version in documents.versions.values())


def test_the_voice_is_optional(tmp_path: Path) -> None:
    documents = load_documents(folder(tmp_path, catalog_txt=CATALOG, rules_txt=RULES))
    assert (documents.voice.lines, documents.versions["voice"]) == ((), "none")


@pytest.mark.parametrize("extra", [{}, {"catalog_pdf": ""}, {"catalog_docx": ""}])
def test_a_missing_document_says_what_is_needed_and_what_is_there(
    tmp_path: Path, extra: dict[str, str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_documents(folder(tmp_path, rules_txt=RULES, **extra))
    assert "catalog.md" in str(caught.value)
    assert ("catalog.pdf" if "catalog_pdf" in extra else "catalog.docx" if extra else "rules.txt") in str(
        caught.value
    )


def test_two_candidates_are_not_chosen_between(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"catalog\.csv, catalog\.txt"):
        load_documents(folder(tmp_path, catalog_txt=CATALOG, catalog_csv=CATALOG, rules_txt=RULES))


def test_lock_and_hidden_files_are_no_candidates(tmp_path: Path) -> None:
    folder(tmp_path, catalog_txt=CATALOG, rules_txt=RULES)
    (tmp_path / "~$catalog.xlsx").write_text("")
    (tmp_path / ".catalog.txt").write_text("")
    assert len(load_documents(tmp_path).catalog) == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_documents(tmp_path / "nowhere")


def test_one_error_lists_every_problem_of_every_document(tmp_path: Path) -> None:
    folder(
        tmp_path,
        catalog_txt=CATALOG + "B | b | 4.2O\nC | | 1\n",
        rules_txt=RULES + "silver | lots\n",
        voice_txt="Fallback cover\nHi {you}\n",
    )
    with pytest.raises(DocumentError) as caught:
        load_documents(tmp_path)
    assert [(problem.document, problem.line) for problem in caught.value.problems] == [
        ("catalog.txt", 4), ("catalog.txt", 5), ("rules.txt", 4), ("voice.txt", 2),
    ]  # fmt: skip
    assert str(caught.value).startswith('catalog.txt:4: price "4.2O" is not a number\n')


def test_bytes_in_hand_need_catalog_and_rules() -> None:
    with pytest.raises(ConfigError, match="no rules document"):
        read_documents({"catalog": ("catalog.txt", CATALOG.encode(), None)})
    assert from_texts(CATALOG, RULES).rules.version == "7"


COMMA_RULES = "Number format: 1.234,50\n\nVolume\nSKU | Min qty | Discount | Unit price\nA | 1.000 | 2,5% |\n"


def test_a_number_format_stated_once_counts_for_both() -> None:
    documents = from_texts("Currency: EUR\nSKU | Name | Price\nA | a | 4,20\n", COMMA_RULES)
    assert next(iter(documents.catalog)).price == Decimal("4.20")
    assert documents.number_format == "1.234,50"
    documents = from_texts(
        "Currency: EUR\nNumber format: 1.234,50\nSKU | Name | Price\nA | a | 4,20\n", COMMA_RULES[25:]
    )
    assert documents.rules.volume[0].min_qty == 1000


def test_a_silent_document_that_only_reads_the_other_way_is_read_so() -> None:
    documents = from_texts("Currency: EUR\nSKU | Name | Price\nA | a | 4.20\n", COMMA_RULES)
    assert next(iter(documents.catalog)).price == Decimal("4.20")


def test_a_silent_document_that_reads_both_ways_must_speak() -> None:
    with pytest.raises(
        DocumentError, match=r"catalog\.txt:4: a number can be read two ways: state `Number format"
    ):
        from_texts("Currency: EUR\nSKU | Name | Price\nA | a | 3\nB | b | 1.200\n", COMMA_RULES)
    documents = from_texts(
        "Currency: EUR\nNumber format: 1,234.50\nSKU | Name | Price\nA | a | 1.200\n", COMMA_RULES
    )
    assert next(iter(documents.catalog)).price == Decimal("1.2")


def test_amounts_in_the_rules_are_in_the_catalogs_currency() -> None:
    with pytest.raises(DocumentError, match=r'unit price "3 €" is not in USD'):
        from_texts(CATALOG, "Volume\nSKU | Min qty | Unit price\nA | 5 | 3 €\n")


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    folder(tmp_path, catalog_txt=CATALOG, rules_txt=RULES)
    with pytest.raises(DocumentError, match=r"catalog\.txt:0: is larger than the 9 bytes allowed"):
        load_documents(tmp_path, limits=Limits(content_bytes=9))
