"""Zip bombs, PDFs of 10,000 pages and mails of 50 MB through the whole chain: processor seconds and memory until the
draft says why they were not read. `make report` weighs the whole set."""

from __future__ import annotations

from tests.hostile.attacks import BOMBS
from tests.hostile.company import draft_of
from tests.hostile.mails import plain
from tests.hostile.weighing import weigh

__all__ = ["run"]

_ASKED = ("xlsx, 1 GB of rows", "docx, 500 MB of text", "zip in a zip", "pdf, 10,000 pages", "mail of 50 MB")
_SECONDS, _MEGABYTES = 1.0, 200


def run() -> dict[str, dict[str, object]]:
    """Two rows an attack."""
    draft_of(plain())  # what is loaded once
    rows: dict[str, dict[str, object]] = {}
    for attack in (one for one in BOMBS if one.name in _ASKED):
        message = attack.make()
        weight = weigh(lambda message=message: draft_of(message))
        rows[f"{attack.name}: until refused"] = {"s": weight.seconds, "target_s": _SECONDS}
        if weight.megabytes is not None:
            rows[f"{attack.name}: memory"] = {
                "value": weight.megabytes, "unit": "MB", "target": _MEGABYTES,
            }  # fmt: skip
    return rows
