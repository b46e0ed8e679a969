"""When two arrivals are one RFQ: the same buyer asking the same thing."""

from __future__ import annotations

import hashlib

from qd_core.model.folding import fold_words
from qd_core.model.rfq import Rfq

__all__ = ["dedupe_hash"]


def dedupe_hash(rfq: Rfq) -> str:
    """A digest of the buyer, the normalised text and the attachments; equal across lanes, blind to layout."""
    parts = [rfq.buyer.email or rfq.buyer.domain, " ".join(fold_words(rfq.text))]
    parts.extend(cell for table in rfq.tables for row in table.rows for cell in row.cells)
    parts.extend(sorted(attachment.digest for attachment in rfq.attachments if not attachment.inline))
    if not rfq.text and not rfq.tables and not rfq.attachments:
        parts.append(" ".join(fold_words(rfq.subject)))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
