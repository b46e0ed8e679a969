"""Who the buyer is to the company."""

from __future__ import annotations

from qd_core.model.documents import Citation
from qd_core.model.strict import Frozen

__all__ = ["NEW_PROSPECT", "Customer", "Tier"]

NEW_PROSPECT = "new prospect"
"""The tier of a buyer nobody knows."""


class Customer(Frozen):
    """The key of a tier look-up."""

    email: str = ""
    domain: str = ""
    name: str = ""
    company: str = ""


class Tier(Frozen):
    """A tier's name as the source writes it; ``citation`` where a document's row gave it."""

    name: str
    source: str
    customer: str = ""
    citation: Citation | None = None
