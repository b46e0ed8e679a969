"""Abt-Buy, latest replies and signatures, each beside a plain tool on the same data; needs the public sets (data folder
beside the checkout, or in QD_SHARED)."""

from __future__ import annotations

from pathlib import Path

from tests.bench.peers import Bm25, reply_share, signature_share
from tests.corpus import mail_figures, matching_figures
from tests.corpus.mail_figures import data

__all__ = ["run"]

_WHERE = "beside the checkout, or in QD_SHARED"


def run() -> dict[str, dict[str, object]]:
    """Shares of 1."""
    folder = data()
    rows: dict[str, dict[str, object]] = {}
    for name, home, measure in (
        ("Abt-Buy", "match-abt-buy", _abt_buy),
        ("latest replies", "reply-discourse-trimmer", _replies),
        ("signatures", "signature-forge", _signatures),
    ):
        if folder is None or not (folder / home).is_dir():
            rows[name] = {"not measured": f"the set {home} is not {_WHERE}"}
        else:
            rows |= measure(folder)
    return rows


def _row(
    value: float, target: float, peer: float | None = None, tool: str = "", **more: object
) -> dict[str, object]:
    beside: dict[str, object] = {} if peer is None else {tool: round(peer, 4)}
    return {"value": round(value, 4), "target": target, "at_least": True, **beside, **more}


def _abt_buy(folder: Path) -> dict[str, dict[str, object]]:
    ours = matching_figures.abt_buy(folder)
    catalog, queries = matching_figures.abt_buy_names(folder)
    plain = Bm25([name for _, name in catalog])
    found = [[catalog[row][0] for row in plain.best(text, 10)] for text, _ in queries]
    first = sum(skus[:1] == [sku] for skus, (_, sku) in zip(found, queries, strict=True)) / len(queries)
    in_ten = sum(sku in skus for skus, (_, sku) in zip(found, queries, strict=True)) / len(queries)
    return {
        "Abt-Buy: the first is right": _row(ours.first, 0.87, first, "BM25 over 3-grams"),
        "Abt-Buy: the right one among ten": _row(ours.in_ten, 0.985, in_ten, "BM25 over 3-grams"),
        "Abt-Buy: accepted alone": _row(ours.accepted, 0.60),
        "Abt-Buy: precision of those": _row(ours.precision, 0.99),
    }


def _replies(folder: Path) -> dict[str, dict[str, object]]:
    ours = mail_figures.replies(folder)
    return {"latest reply, exact": _row(ours.share, 0.75, reply_share(folder), "mail-parser-reply")}


def _signatures(folder: Path) -> dict[str, dict[str, object]]:
    ours = mail_figures.signatures(folder)
    return {
        "signature, wholly right": _row(ours.share, 0.78, signature_share(folder), "mail-parser-reply"),
        "mails that lose a line of their body": {
            "value": round(ours.lost / max(ours.total, 1), 4),
            "target": 0.05,
        },
    }
