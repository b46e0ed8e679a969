"""What the columns of attached lists mean: sites with their total, stock beside orders, packages, prices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.model.message import Attachment, Table, TableRow

Lines = Callable[..., list[tuple[str, str, str | None]]]
Row = tuple[str, ...]


def sheets(*tables: tuple[Row, ...], name: str = "list.xlsx") -> tuple[Attachment, ...]:
    made = tuple(
        Table(rows=tuple(TableRow(number=at, cells=cells) for at, cells in enumerate(rows, start=1)))
        for rows in tables
    )
    return (Attachment(name=name, media_type="x", size=1, digest=name, tables=made),)


Counts = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def counts(lines_of: Lines) -> Counts:
    def of(trade: str, *rows: Row, text: str = "Please quote the attached.") -> list[tuple[str, str]]:
        return [(name, count) for name, count, _ in lines_of(text, trade, attachments=sheets(rows))]

    return of


@pytest.mark.parametrize(
    "head",
    [
        ("Artikel", "Lyon", "Nantes", "Total"),
        ("Artikel", "Menge Lyon", "Menge Nantes", "Gesamt"),
        ("Part", "Leeds", "York", "Total qty"),
        ("Referencia", "Bilbao", "Vigo", "Suma"),
    ],
)
def test_the_total_of_several_sites_counts(counts: Counts, head: Row) -> None:
    rows = (("PLT-27", "10", "5", "15"), ("GLS-WN-35", "20", "0", "20"), ("PAN-28", "30", "", "30"))
    assert counts("food", head, *rows) == [("PLT-27", "15"), ("GLS-WN-35", "20"), ("PAN-28", "30")]


def test_a_total_that_does_not_add_up_is_asked_about(counts: Counts) -> None:
    rows = (("PLT-27", "10", "5", "15"), ("GLS-WN-35", "20", "2", "20"), ("PAN-28", "30", "1", "31"))
    found = counts("food", ("Artikel", "Lyon", "Nantes", "Total"), *rows)
    assert found == [("PLT-27", "15"), ("GLS-WN-35", "ladder"), ("PAN-28", "31")]


def test_sites_without_a_total_are_asked_about(counts: Counts) -> None:
    """10, 20 are no line numbers: a place stands above them."""
    found = counts("food", ("Artikel", "Lyon", "Nantes"), ("PLT-27", "10", "5"), ("GLS-WN-35", "20", "0"))
    assert found == [("PLT-27", "missing"), ("GLS-WN-35", "missing")]


def test_a_heading_over_several_columns(counts: Counts) -> None:
    head = (("", "", "Quantity", ""), ("Part", "Description", "Main house", "Studio"))
    rows = (("PLT-27", "plate", "10", ""), ("GLS-WN-35", "glass", "", "6"), ("PAN-28", "pan", "2", "3"))
    assert counts("food", *head, *rows) == [("PLT-27", "10"), ("GLS-WN-35", "6"), ("PAN-28", "ladder")]


@pytest.mark.parametrize(
    "head",
    [
        ("req_no", "part_number", "item_description", "qty_requested", "need_by"),
        ("ReqNo", "PartNumber", "ItemDescription", "QtyRequested", "NeedBy"),
        ("REQ_NO", "PART_NUMBER", "ITEM_DESCRIPTION", "QTY_REQUESTED", "NEED_BY"),
    ],
)
def test_headings_that_a_program_wrote(counts: Counts, head: Row) -> None:
    rows = (("881", "PLT-27", "plate", "40", "2026-04-02"), ("881", "PAN-28", "pan", "12", "2026-04-02"))
    assert counts("food", head, *rows) == [("PLT-27", "40"), ("PAN-28", "12")]


def test_a_total_of_money_is_no_quantity(counts: Counts) -> None:
    head = ("Artikel", "Menge", "Preis", "Gesamt")
    assert counts("food", head, ("PLT-27", "10", "2", "20"), ("PAN-28", "3", "4", "12")) == [
        ("PLT-27", "10"),
        ("PAN-28", "3"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Nos",
            "No. off",
            "Req'd",
            "Reqd",
            "Qty reqd",
            "Pcs ordered",
            "Qty to order",
            "To order",
            "Order qty.",
        ),
        *(
            "À commander",
            "Qté à commander",
            "Qté souhaitée",
            "Pièces",
            "Cant. pedida",
            "Cantidad a pedir",
            "Pzas",
        ),
        *("Stk.", "Anz.", "Zu bestellen", "Bestell-Menge", "Bedarf Stk", "Wunschmenge", "Uds.", "Unid."),
    ],
)
def test_a_heading_of_quantities(counts: Counts, heading: str) -> None:
    """Beside another column of numbers whose heading says nothing."""
    rows = (("CT-M6-08", "7700", "10"), ("DSC-115-1", "4100", "25"))
    assert counts("welding", ("Part", "Ledger", heading), *rows) == [("CT-M6-08", "10"), ("DSC-115-1", "25")]


@pytest.mark.parametrize(
    ("head", "none"),
    [
        (("SKU", "On hand", "To order"), ""),
        (("Art.-Nr.", "Bestand", "Bestellmenge"), ""),
        (("Réf", "Stock actuel", "À commander"), ""),
        (("Ref", "Existencias", "A pedir"), "0"),
    ],
)
def test_of_a_stock_list_what_has_an_order_is_wanted(counts: Counts, head: Row, none: str) -> None:
    rows = (("CT-M6-08", "4", "20"), ("CT-M6-10", "33", none), ("DSC-115-1", "12", "10"))
    assert counts("welding", head, *rows) == [("CT-M6-08", "20"), ("DSC-115-1", "10")]


def test_a_stock_list_without_orders_is_asked_about(counts: Counts) -> None:
    head = ("SKU", "On hand", "To order")
    found = counts("welding", head, ("CT-M6-08", "4", ""), ("CT-M6-10", "33", ""))
    assert found == [("CT-M6-08", "missing"), ("CT-M6-10", "missing")]


def test_a_blank_quantity_beside_no_stock_is_asked_about(counts: Counts) -> None:
    head = ("SKU", "On hand", "To order")
    found = counts("welding", head, ("CT-M6-08", "4", "20"), ("CT-M6-10", "", ""))
    assert found == [("CT-M6-08", "20"), ("CT-M6-10", "missing")]


def test_what_was_delivered_is_not_asked_for(counts: Counts) -> None:
    head = ("Code article", "Désignation", "Qté livrée", "Qté à livrer")
    rows = (("CT-M6-08", "tube", "30", "20"), ("DSC-115-1", "disque", "0", "10"))
    assert counts("welding", head, *rows) == [("CT-M6-08", "20"), ("DSC-115-1", "10")]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        # the heading says that packages are counted
        (("Artikel", "VPE", "Menge (Karton)"), ("CT-M6-08", "10", "4"), ("CT-M6-08", "4", "Karton")),
        # pieces, or packages of ten?
        (("Artikel", "VPE", "Menge"), ("CT-M6-08", "10", "4"), ("CT-M6-08", "vague", None)),
        (("Part", "Pack size", "Qty"), ("CT-M6-08", "10", "40"), ("CT-M6-08", "vague", None)),
        # sold by the package: four of those
        (("Part", "Pack size", "Qty"), ("E6013-25", "100", "4"), ("E6013-25", "4", None)),
        (("Part", "Pack size", "Qty"), ("E6013-25", "100", "400"), ("E6013-25", "vague", None)),
        # a unit in words stays one
        (("Part", "Pack", "Qty"), ("E6013-25", "pack", "4"), ("E6013-25", "4", "pack")),
        (("Part", "Pack size", "Qty"), ("CT-M6-08", "1", "40"), ("CT-M6-08", "40", None)),
    ],
)
def test_what_a_package_holds_is_no_unit(
    lines_of: Lines, head: Row, row: Row, expected: tuple[str, str, str | None]
) -> None:
    assert lines_of("Please quote.", "welding", attachments=sheets((head, row))) == [expected]


PRICES: tuple[Row, ...] = (
    ("Code", "Description", "Price"),
    ("CT-M6-08", "Contact tip", "0.90"),
    ("CT-M6-10", "Contact tip", "0.95"),
    ("DSC-115-1", "Cutting disc", "1.10"),
)


def test_a_price_list_beside_a_request_asks_for_nothing(lines_of: Lines) -> None:
    text = "We need 12 x CT-M6-08. A price list is attached for comparison - can you match it?"
    assert lines_of(text, "welding", attachments=sheets(PRICES)) == [("CT-M6-08", "12", None)]
    order = (("Part", "Qty"), ("CT-M6-08", "12"), ("DSC-115-1", "50"))
    assert lines_of("Please quote.", "welding", attachments=sheets(order, PRICES)) == [
        ("CT-M6-08", "12", None),
        ("DSC-115-1", "50", None),
    ]


def test_prices_of_other_goods_beside_a_request_are_asked_about(lines_of: Lines) -> None:
    found = lines_of("We need 12 x GLV-MIG-10 and the attached.", "welding", attachments=sheets(PRICES))
    assert [count for _, count, _ in found] == ["12", "missing", "missing", "missing"]


def test_a_list_of_prices_alone_is_asked_about(lines_of: Lines) -> None:
    found = lines_of("Please quote the attached.", "welding", attachments=sheets(PRICES))
    assert [count for _, count, _ in found] == ["missing"] * 3
    target = (("Code", "Target price"), ("CT-M6-10", "0.90"))
    found = lines_of("We need 12 x CT-M6-10 and these.", "welding", attachments=sheets(target))
    assert found == [("CT-M6-10", "12", None)]


def test_a_name_goes_on_in_the_row_below(lines_of: Lines) -> None:
    rows = (
        ("Pos", "Description", "Qty"),
        ("1", "Bin liners 75 l", "24"),
        ("", "black, roll of 20", ""),
        ("2", "Toilet roll 2-ply", "5"),
        ("", "(pack of 24)", ""),
    )
    assert lines_of("Please quote.", "cleaning", attachments=sheets(rows)) == [
        ("Bin liners 75 l black, roll of 20", "24", None),
        ("Toilet roll 2-ply (pack of 24)", "5", None),
    ]


def test_goods_in_small_letters_are_no_rest_of_a_name(lines_of: Lines) -> None:
    rows = (
        ("Description", "Qty"),
        ("Scouring sponge", "24"),
        ("mop head 400 g", ""),
        ("thick bleach 5 l", "6"),
    )
    assert lines_of("Please quote.", "cleaning", attachments=sheets(rows)) == [
        ("Scouring sponge", "24", None),
        ("mop head 400 g", "missing", None),
        ("thick bleach 5 l", "6", None),
    ]


def test_cells_of_several_lines_are_several_rows(lines_of: Lines) -> None:
    rows = (
        ("Item", "Description", "Qty", "Unit"),
        ("CT-M6-08\nDSC-115-1", "Contact tip\nCutting disc", "12\n24", "ea"),
        ("E6013-25", "Electrode\n2.5 mm", "4", "pack"),
    )
    assert lines_of("Please quote.", "welding", attachments=sheets(rows)) == [
        ("CT-M6-08", "12", "ea"),
        ("DSC-115-1", "24", "ea"),
        ("E6013-25", "4", "pack"),
    ]


def test_cells_of_unlike_many_lines_are_asked_about(lines_of: Lines) -> None:
    rows = (("Item", "Qty"), ("CT-M6-08\nDSC-115-1\nE6013-25", "12\n24"))
    found = lines_of("Please quote.", "welding", attachments=sheets(rows))
    assert all(not count.isdigit() for _, count, _ in found)
    assert found


def test_the_new_quantity_beside_the_old_one_counts(counts: Counts) -> None:
    for head in [
        ("Part", "Old qty", "New qty"),
        ("Artikel", "Menge alt", "Menge neu"),
        ("Réf", "Ancienne quantité", "Nouvelle quantité"),
    ]:
        assert counts("welding", head, ("CT-M6-08", "40", "60"), ("DSC-115-1", "9", "9")) == [
            ("CT-M6-08", "60"),
            ("DSC-115-1", "9"),
        ]


def test_kits_times_what_one_holds(counts: Counts) -> None:
    head = ("Part", "Qty per kit", "Kits", "Total")
    rows = (("CT-M6-08", "4", "3", "12"), ("DSC-115-1", "8", "3", "24"))
    assert counts("welding", head, *rows) == [("CT-M6-08", "12"), ("DSC-115-1", "24")]


def test_a_usage_of_a_year_beside_another_quantity_is_asked_about(counts: Counts) -> None:
    head = ("Part", "Annual usage", "Qty per call-off")
    found = counts("welding", head, ("CT-M6-08", "1200", "100"), ("DSC-115-1", "2400", "200"))
    assert [count for _, count in found] == ["ladder", "ladder"]


def test_numbers_of_chapters_are_no_part_numbers(counts: Counts) -> None:
    rows = (
        ("1", "Distribution", ""),
        ("1.1", "MCB-B16-1P Miniature circuit breaker", "12"),
        ("1.2", "MCB-C20-3P", "3"),
        ("2", "Lighting", ""),
        ("2.1", "LED-GU10-5W", "40"),
    )
    found = counts("electrical", ("Ref", "Description", "Qty"), *rows)
    assert [line for line in found if line[1] != "missing"] == [
        ("MCB-B16-1P", "12"),
        ("MCB-C20-3P", "3"),
        ("LED-GU10-5W", "40"),
    ]


def test_pieces_of_a_length_of_goods_sold_by_the_metre_are_asked_about(counts: Counts) -> None:
    head = ("Artikel", "Anzahl", "Länge")
    rows = (("NYM-J-3X1.5", "5", "100 m"), ("JB-100", "2", "100 mm"))
    assert counts("electrical", head, *rows) == [("NYM-J-3X1.5", "vague"), ("JB-100", "2")]


def test_what_is_outstanding_beside_what_was_ordered_is_asked_about(counts: Counts) -> None:
    head = ("Part", "Ordered", "Received", "Outstanding")
    found = counts("welding", head, ("CT-M6-08", "50", "20", "30"), ("DSC-115-1", "10", "9", "1"))
    assert [count for _, count in found] == ["ladder", "ladder"]


def test_weeks_with_their_total(counts: Counts) -> None:
    head = ("Part", "W12", "W13", "Total")
    assert counts("welding", head, ("CT-M6-08", "10", "20", "30"), ("DSC-115-1", "5", "0", "5")) == [
        ("CT-M6-08", "30"),
        ("DSC-115-1", "5"),
    ]


def test_one_word_of_headings_below_a_header_is_none(counts: Counts) -> None:
    rows = (
        ("1", "Cutting disc 115", "pc", "50"),
        ("", "as per spec", "", ""),
        ("2", "Contact tip", "pc", "9"),
    )
    found = counts("welding", ("No", "Description", "Unit", "Qty"), *rows)
    assert [count for _, count in found] == ["50", "9"]


def test_a_number_of_an_order_is_no_quantity(counts: Counts) -> None:
    rows = (("4711", "CT-M6-08", "10"), ("4712", "DSC-115-1", "25"))
    for head in [("Order", "Part nos", "Qty"), ("Order ref", "Part", "Qty"), ("Commande", "Réf", "Qté")]:
        assert counts("welding", head, *rows) == [("CT-M6-08", "10"), ("DSC-115-1", "25")]


@pytest.mark.parametrize(
    ("chapter", "first", "second"), [("A", "A1", "A2"), ("1", "1.1", "1.2"), ("02.", "02.01", "02.02")]
)
def test_titles_of_chapters_are_no_lines(counts: Counts, chapter: str, first: str, second: str) -> None:
    head = ("Item", "Supplier ref", "Description", "Unit", "Qty", "Rate")
    rows = (
        (chapter, "", "Tableware", "", "", ""),
        (first, "PLT-27", "Dinner plate", "nr", "40", ""),
        (second, "PAN-28", "Frying pan", "nr", "6", ""),
    )
    assert counts("food", head, *rows) == [("PLT-27", "40"), ("PAN-28", "6")]


def test_a_line_without_a_number_is_no_title(counts: Counts) -> None:
    """Its number is not that of a chapter: how many is asked."""
    head = ("Item", "Description", "Unit", "Qty", "Rate")
    rows = (("1", "Dinner plate", "", "", ""), ("2", "Side plate", "nr", "6", ""))
    assert counts("food", head, *rows) == [("Dinner plate", "missing"), ("Side plate", "6")]


@pytest.mark.parametrize(
    "head",
    [
        ("SKU", "Item", "Par", "On hand", "Order", "UOM"),
        ("SKU", "Item", "Par level", "Stock", "Order qty", "UOM"),
        ("SKU", "Item", "Par", "In stock", "Order this week", "UOM"),
    ],
)
def test_what_an_order_guide_orders(counts: Counts, head: Row) -> None:
    rows = (
        ("PLT-27", "Dinner plate", "60", "20", "40", "ea"),
        ("GLS-WN-35", "Wine glass", "48", "50", "0", "ea"),
        ("PAN-28", "Frying pan", "8", "8", "", "ea"),
        ("OIL-5L", "Sunflower oil", "10", "4", "6", "can"),
    )
    assert counts("food", head, *rows) == [("PLT-27", "40"), ("OIL-5L", "6")]


def test_a_heading_that_names_in_one_language_and_counts_in_another(counts: Counts) -> None:
    rows = (
        ("PLT-27", "assiette", "12"),
        ("GLS-WN-35", "verre", "50 / 100"),
        ("PAN-28", "poêle", "à préciser"),
    )
    assert counts("food", ("Code article", "Libellé", "Nombre"), *rows) == [
        ("PLT-27", "12"),
        ("GLS-WN-35", "ladder"),
        ("PAN-28", "vague"),
    ]
    named = counts("food", ("Nombre", "Cantidad"), ("plato llano 27 cm", "12"), ("copa de vino 35 cl", "24"))
    assert named == [("plato llano 27 cm", "12"), ("copa de vino 35 cl", "24")]


@pytest.mark.parametrize(
    "line",
    [
        "- {name}, qty {count}, code {sku}",
        "{name}; Qty: {count}; Part no: {sku}",
        "Art.-Nr. {sku}, {name}, Menge {count}",
        "  {name}      {count} off    ref {sku}",
        "{name} qty {count} code {sku}",
        "{name} 2-ply 500 sheets, {sku} ........ {count}",
    ],
)
def test_cells_that_carry_their_headings(lines_of: Lines, line: str) -> None:
    goods = (
        ("Dinner plate", "48", "PLT-27"),
        ("Frying pan", "3", "PAN-28"),
        ("Wine glass", "6", "GLS-WN-35"),
    )
    listed = "\n".join(line.format(name=name, count=count, sku=sku) for name, count, sku in goods)
    found = lines_of(f"Please quote\n\n{listed}", "food")
    assert [(name, count) for name, count, _ in found] == [(sku, count) for _, count, sku in goods]
