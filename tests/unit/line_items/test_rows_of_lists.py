"""Rows that are sums, and part numbers of the buyer beside ours."""

from __future__ import annotations

from tests.unit.line_items.fastener_mail import asked

HEAD = ("Find No.", "Qty", "U/M", "Description", "Supplier Part")


def test_a_sum_behind_its_number_is_no_item() -> None:
    rows = (
        HEAD,
        ("1", "40", "EA", "hex bolt", "HB-58-8"),
        ("2", "40", "EA", "nut", "NV-58"),
        ("", "80", "", "Subtotal frame", ""),
    )
    assert asked("Please quote the attached list.", table=rows) == ["40 EA HB-58-8", "40 EA NV-58"]


def test_where_ours_is_empty_the_description_counts_not_their_number() -> None:
    rows = (
        ("Line", "ACME Part", "Supplier P/N", "Description", "Qty", "U/M"),
        ("1", "CC-10021", "HB-58-8", "bolt, hex", "40", "EA"),
        ("2", "CC-10022", "NV-58", "nut, heavy hex", "40", "EA"),
        ("3", "CC-10023", "", "Sleeve anchor 1/2 x 4, zinc", "2", "BX"),
    )
    assert asked("Please quote the attached list.", table=rows) == [
        "40 EA HB-58-8",
        "40 EA NV-58",
        "2 BX Sleeve anchor 1/2 x 4, zinc",
    ]


def test_rows_that_sign_at_the_end_are_no_items() -> None:
    rows = (
        HEAD,
        ("1", "40", "EA", "hex bolt", "HB-58-8"),
        ("2", "40", "EA", "nut", "NV-58"),
        ("Prepared by: J. Smith", "", "", "Approved by: K. Lee", ""),
        ("O.K.", "", "", "T. Osei", ""),
        ("Checked: P. Landa", "O.K.", "", "", ""),
    )
    assert asked("Please quote the attached list.", table=rows) == ["40 EA HB-58-8", "40 EA NV-58"]


def test_an_unknown_item_at_the_end_is_asked_about() -> None:
    rows = (
        ("Description", "Qty"),
        ("HB-58-8", "40"),
        ("Torque multiplier", ""),
    )
    assert asked("Please quote the attached list.", table=rows) == ["40 HB-58-8", "missing Torque multiplier"]


def test_the_number_that_an_attachment_is_named_after_is_no_item() -> None:
    rows = (HEAD, ("1", "40", "EA", "hex bolt", "HB-58-8"))
    assert asked("Attached you find our LIST-88 to price.", table=rows, name="Site LIST-88.xlsx") == [
        "40 EA HB-58-8"
    ]
