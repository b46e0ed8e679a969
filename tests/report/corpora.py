"""Matching, mail and documents on public data, where it lies beside the checkout (or in QD_SHARED)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from qd_core.config import AppSettings
from qd_core.model.message import Document, ExtractedText
from qd_core.reading.files.delimited import read_delimited
from qd_core.reading.files.edifact import read_edifact
from qd_core.reading.files.gaeb import read_gaeb_xml
from qd_core.reading.files.safely import read_safely
from qd_core.reading.files.ubl import is_ubl, read_ubl
from qd_core.reading.files.x12 import read_x12
from tests.corpus import mail_figures, matching_figures
from tests.report.shape import Row, Section, share

__all__ = ["documents", "mail", "matching"]

_ABSENT = "the data is not beside the checkout, and QD_SHARED names none."


def matching(folder: Path | None) -> Section:
    """Abt-Buy with and without long texts and with half of the answers taken away; suppliers' numbers."""
    section = Section(
        "Matching",
        "Abt-Buy: what one shop calls a product is looked up in what another shop calls it. Accepted alone is what "
        f"matches without a question at the default thresholds (score {AppSettings().fuzzy_threshold}, lead "
        f"{AppSettings().fuzzy_margin}). InvenTree: suppliers' numbers as aliases.",
    )
    if folder is None or not (folder / "match-abt-buy").is_dir():
        section.absent = _ABSENT
        return section
    for name, found in (
        ("Abt-Buy, names", matching_figures.abt_buy(folder)),
        ("Abt-Buy, names and long texts", matching_figures.abt_buy(folder, descriptions=True)),
    ):
        section.rows += [
            Row(f"{name}: first is right", f"{found.first:.3f}", "≥ 0.87", found.first >= 0.87),
            Row(f"{name}: right one in ten", f"{found.in_ten:.3f}", "≥ 0.985", found.in_ten >= 0.985),
            Row(f"{name}: accepted alone", f"{found.accepted:.3f}", "≥ 0.60", found.accepted >= 0.60),
            Row(f"{name}: precision of those", f"{found.precision:.4f}", "≥ 0.99", found.precision >= 0.99),
        ]
    gone = matching_figures.abt_buy(folder, every_second_gone=True)
    section.rows.append(
        Row(
            "Abt-Buy, half of the answers not carried: precision",
            f"{gone.precision:.4f}",
            "≥ 0.99",
            gone.precision >= 0.99,
        )
    )
    if (folder / "catalog-inventree").is_dir():
        total, right = matching_figures.inventree(folder)
        section.rows.append(
            Row("InvenTree numbers that name their part alone", share(right, total), "all", right == total)
        )
    return section


_LENIENT = (
    "where a header is broken the reader keeps as text what the set expects to be thrown away, and a boundary may have "
    "lost the spaces at its end on the way: words of a buyer are kept rather than lost. These differ: {}"
)


def mail(folder: Path | None) -> Section:
    """Latest replies, signatures, MIME."""
    section = Section(
        "Mail",
        "Exact means equal line by line, white space at the ends apart. A signature is right where its lines and no "
        "others are cut.",
    )
    if folder is None or not (folder / "reply-discourse-trimmer").is_dir():
        section.absent = _ABSENT
        return section
    replies, signatures = mail_figures.replies(folder), mail_figures.signatures(folder)
    unbroken, bodies = mail_figures.unbroken(folder), mail_figures.bodies(folder)
    section.rows = [
        Row("latest reply, exact", share(replies.right, replies.total), "≥ 75 %", replies.share >= 0.75),
        Row(
            "signatures wholly right",
            share(signatures.right, signatures.total),
            "≥ 78 %",
            signatures.share >= 0.78,
        ),
        Row(
            "mails that lose a line of their body",
            share(signatures.lost, signatures.total),
            "≤ 5 %",
            signatures.lost <= 0.05 * signatures.total,
        ),
        Row(
            "files read without an exception",
            share(unbroken.right, unbroken.total),
            "all",
            not unbroken.misses,
        ),
        Row(
            "parts decoded as expected",
            share(bodies.right, bodies.total),
            "all",
            bodies.right == bodies.total,
            _LENIENT.format(", ".join(bodies.misses[:12])),
        ),
    ]
    section.missed = [
        f"{len(replies.misses)} replies, among them {', '.join(replies.misses[:8])}"
        if replies.misses
        else "",
        f"{len(signatures.misses)} signatures, among them {', '.join(signatures.misses[:8])}"
        if signatures.misses
        else "",
    ]
    section.missed = [miss for miss in section.missed if miss]
    return section


_READERS: dict[str, tuple[str, Callable[[Document], ExtractedText | None], Callable[[Document], bool]]] = {
    "bills of material (bom-kicost)": ("bom-kicost/**/*.csv", read_delimited, lambda _: True),
    "UBL requests, quotations and orders": ("rfq-structured/ubl/*/*.xml", read_ubl, is_ubl),
    "GAEB XML": ("rfq-structured/gaeb/*.x8*", read_gaeb_xml, lambda _: True),
    "X12": ("rfq-structured/edi/x12*.edi", read_x12, lambda _: True),
    "EDIFACT": ("rfq-structured/edi/example_order_ok.edi", read_edifact, lambda _: True),
}


def documents(folder: Path | None) -> Section:
    """Structured requests and bills of material: each file gives a table, or says why not."""
    section = Section(
        "Documents",
        "Files that others made. PDF, DOCX and XLSX layouts (columns, wrapped cells, page breaks, merged cells, nested "
        "tables, hidden parts) are made and checked in `tests/unit/files`; cXML and REQOTE too, from their standards.",
    )
    if folder is None or not (folder / "rfq-structured").is_dir():
        section.absent = _ABSENT
        return section
    for name, (pattern, reader, takes) in _READERS.items():
        reasons: Counter[str] = Counter()
        read = total = 0
        for path in sorted(folder.glob(pattern)):
            document = Document(name=path.name, media_type="", content=path.read_bytes())
            if not takes(document):
                continue
            total += 1
            found = read_safely(reader, document)
            if found is not None and found.tables:
                read += 1
            else:
                reasons[found.unread or "no table" if found else "not taken"] += 1
        told = all(why.startswith(_NO_LINES) for why in reasons)
        section.rows.append(
            Row(name, share(read, total), "a table, or that no lines are in it", told, str(dict(reasons)))
        )
        if reasons:
            section.missed.append(
                f"{name}: {'; '.join(f'{count} × {why}' for why, count in reasons.items())}"
            )
    return section


_NO_LINES = ("the document holds no line items", "the X12 file holds no request")
