"""Companies and mails of any size for the benches."""

from __future__ import annotations

from pathlib import Path

__all__ = ["mail_of", "write_company"]

_FAMILIES = ("Hex bolt", "Flat washer", "Anchor bolt", "Threaded rod", "Lock nut")
_FINISHES = ("zinc", "hot dip galvanized", "stainless A2", "stainless A4", "plain")
_RULES = """Quote validity: 30 days
Discount cap: 20%
Ship from: Chicago, IL, USA

Tiers
Tier | Discount
new prospect | 0%
trade | 10%

Customers
Domain | Tier
buyer.example | trade

Regions
Region | Matches | Adjustment | Freight
Midwest | IN; OH | +2% | 40.00
"""


def write_company(folder: Path, rows: int) -> None:
    """A catalog of ``rows`` articles with all different names, rules, and one mail (``one.eml``)."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "catalog.csv").open("w", encoding="utf-8") as file:
        file.write("Currency: USD\n\nSKU,Description,Unit,Price\n")
        for number in range(rows):
            size = f"M{4 + number // 25 % 40}x{10 + number // 1000 * 5}"
            name = f"{_FAMILIES[number % 5]} {size} {_FINISHES[number // 5 % 5]}"
            file.write(f"BX-{number:07},{name},each,{number % 90 + 1}.50\n")
    (folder / "rules.txt").write_text(_RULES, encoding="utf-8")
    (folder / "one.eml").write_bytes(mail_of(4, rows))


def mail_of(lines: int, rows: int, *, kilobytes: int = 0) -> bytes:
    """A request for ``lines`` articles of such a company, with a quoted thread of ``kilobytes`` below."""
    asked = [f"{40 + number} x BX-{number * 7 % rows:07}" for number in range(lines)]
    head = "From: Dana <dana@buyer.example>\nSubject: RFQ\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n\n"
    body = (
        "Hello,\n\nplease quote\n\n" + "\n".join(asked) + "\n\ndelivered to Gary, Indiana.\n\nThanks\nDana\n"
    )
    thread = "\nOn Mon, Mar 2, 2026 at 8:00 AM Bob <bob@bench.example> wrote:\n" if kilobytes else ""
    quoted = "> we had a look at the drawing and the bolts are fine as they are\n"
    return (head + body + thread + quoted * (kilobytes * 1024 // len(quoted))).encode()
