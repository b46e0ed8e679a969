"""The CRM of one machine: files in a folder."""

from __future__ import annotations

import csv
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qd_core.builtin.file_crm import adapter
from qd_core.builtin.file_crm.adapter import FileCrm, FileCrmSettings
from qd_core.errors import RejectedError
from qd_core.plugin import CrmLine, Money
from qd_core.plugin.cells import safe_text
from qd_core.testing.clock import ManualClock
from qd_core.testing.context import provider_context, stored_object
from qd_core.testing.kinds import CrmAdapterContract, Kept

RFQ = "01940000-0000-7000-8000-0000c0ffee01"  # made in December 2024
PDF = b"%PDF-1.7 quote"


def crm_in(folder: Path) -> FileCrm:
    context = provider_context(objects={"quote.pdf": PDF}, clock=ManualClock())
    return FileCrm(FileCrmSettings(folder=str(folder / "crm")), context)


@pytest.fixture
def crm(tmp_path: Path) -> FileCrm:
    return crm_in(tmp_path)


class TestContract(CrmAdapterContract):
    provider = "file"

    @pytest.fixture
    def crm(self, tmp_path: Path) -> FileCrm:
        return crm_in(tmp_path)

    @pytest.fixture
    def notes(self, tmp_path: Path) -> Kept:
        return lambda deal: kept_in(tmp_path / "crm", deal, "notes")

    @pytest.fixture
    def files(self, tmp_path: Path) -> Kept:
        return lambda deal: kept_in(tmp_path / "crm", deal, "files")


def kept_in(folder: Path, deal: str, what: str) -> list[str]:
    """A deal's notes or files, as a person sees them in the CSV files."""
    if what == "notes":
        return [
            row["text"] for path in folder.glob("notes-*.csv") for row in rows(path) if row["deal_id"] == deal
        ]
    deals = [row for path in folder.glob("deals-*.csv") for row in rows(path) if row["deal_id"] == deal]
    return [name for row in deals for name in row["files"].split("; ") if name]


def lines(count: int, description: str = "Shelf bracket") -> list[CrmLine]:
    price = Money(Decimal("4.20"), "USD")
    return [
        CrmLine(f"BR-{n}", description, Decimal(10), "each", price, Money(Decimal("42.00"), "USD"))
        for n in range(1, count + 1)
    ]


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def quote(crm: FileCrm, *, count: int = 2, total: str = "84.00", text: str = "sent") -> str:
    contact = crm.upsert_contact("Bea@Acme.example", "Bea", "Acme", "acme.example")
    deal = crm.create_deal(RFQ, contact, lines(count), Money(Decimal(total), "USD"))
    crm.attach_file(deal, stored_object("quote.pdf"))
    crm.add_note(deal, text)
    return deal


def test_a_quote_is_one_row_a_line_each_and_a_copy_of_the_pdf(crm: FileCrm, tmp_path: Path) -> None:
    quote(crm)
    folder = tmp_path / "crm"
    [deal] = rows(folder / "deals-2024-12.csv")
    assert (deal["deal_id"], deal["contact_id"], deal["total"], deal["currency"]) == (
        RFQ,
        "bea@acme.example",
        "84.00",
        "USD",
    )
    assert (folder / deal["files"]).read_bytes() == PDF
    assert [row["line_total"] for row in rows(folder / "lines-2024-12.csv")] == ["42.00", "42.00"]
    book = load_workbook(folder / "deals-2024-12.xlsx")
    assert book.sheetnames == ["Deals", "Lines", "Notes"]
    assert book["Deals"]["D2"].value == 84
    assert rows(folder / "contacts.csv")[0]["name"] == "Bea"


def test_a_revision_replaces_its_lines_and_nothing_comes_twice(crm: FileCrm, tmp_path: Path) -> None:
    quote(crm, count=3, total="126.00")
    quote(crm, count=1, total="42.00")
    folder = tmp_path / "crm"
    assert [row["total"] for row in rows(folder / "deals-2024-12.csv")] == ["42.00"]
    assert len(rows(folder / "lines-2024-12.csv")) == 1
    assert len(rows(folder / "notes-2024-12.csv")) == 1
    assert len(rows(folder / "contacts.csv")) == 1


EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    '=HYPERLINK("https://evil.example")',
    "|calc",
]


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula(crm: FileCrm, tmp_path: Path, text: str) -> None:
    crm.upsert_contact("bea@acme.example", text, text, "acme.example")
    crm.create_deal(RFQ, "bea@acme.example", lines(1, text), Money(Decimal("42.00"), "USD"))
    crm.add_note(RFQ, text)
    folder = tmp_path / "crm"
    for path in folder.glob("*.csv"):
        for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines()):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝", "|")) for cell in row), path
    for path in folder.glob("*.xlsx"):
        for sheet in load_workbook(path).worksheets:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), path


def test_words_and_numbers_are_left_as_they_are() -> None:
    assert [safe_text(text) for text in ("Bea", "3-way valve", "", "a=b", "10 %")] == [
        "Bea",
        "3-way valve",
        "",
        "a=b",
        "10 %",
    ]


def test_control_characters_and_endless_texts_do_no_harm(crm: FileCrm, tmp_path: Path) -> None:
    crm.upsert_contact("bea@acme.example", "a\x00\x0b\ud800b", "x" * 100_000, "acme.example")
    assert load_workbook(tmp_path / "crm" / "contacts.xlsx")["Contacts"]["C2"].value == "ab"


def test_what_somebody_did_to_the_copies_harms_nothing(crm: FileCrm, tmp_path: Path) -> None:
    quote(crm)
    (tmp_path / "crm" / "deals-2024-12.csv").write_text("ruined")
    (tmp_path / "crm" / "contacts.xlsx").unlink()
    quote(crm_in(tmp_path), text="again")
    assert len(rows(tmp_path / "crm" / "deals-2024-12.csv")) == 1
    assert len(rows(tmp_path / "crm" / "notes-2024-12.csv")) == 2


def test_a_crash_while_writing_is_mended_by_the_retry(
    crm: FileCrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crm.upsert_contact("bea@acme.example", "Bea", "Acme", "acme.example")
    store = adapter.store

    def dies(path: Path, content: bytes) -> None:
        if path.suffix == ".xlsx":
            raise KeyboardInterrupt
        store(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(adapter, "store", dies)
        with pytest.raises(KeyboardInterrupt):
            crm.create_deal(RFQ, "bea@acme.example", lines(1), Money(Decimal("42.00"), "USD"))
    quote(crm, count=1, total="42.00")
    assert load_workbook(tmp_path / "crm" / "deals-2024-12.xlsx")["Deals"].max_row == 2
    assert list((tmp_path / "crm").glob(".writing-*")) == []


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    crm = crm_in(tmp_path)

    def one(number: int) -> None:
        crm.upsert_contact(f"{number}@acme.example", f"Bea {number}", "", "acme.example")

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(tmp_path / "crm" / "contacts.csv")) == 8


def test_what_cannot_be_done_is_said(crm: FileCrm, tmp_path: Path) -> None:
    with pytest.raises(RejectedError, match="there is no deal"):
        crm.add_note(RFQ, "x")
    with pytest.raises(RejectedError, match="no RFQ's id"):
        crm.create_deal("../../etc", "x", lines(1), Money(Decimal(1), "USD"))
    with pytest.raises(RejectedError, match="nothing is stored"):
        crm.attach_file(RFQ, "quote-pdfs/none.pdf")
    (tmp_path / "file").write_text("")
    blocked = FileCrm(FileCrmSettings(folder=str(tmp_path / "file")), provider_context())
    assert [(check.ok, bool(check.fix)) for check in blocked.check()] == [(False, True)]
    assert [check.ok for check in crm.check()] == [True]
