"""What the buyer asks for beside the goods: by when, where to, on which terms (spec: extraction)."""

from __future__ import annotations

from qd_core.model.rfq import Constraints, Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading.conventions import conventions_of
from qd_core.reading.deadlines import read_deadline
from qd_core.reading.destinations import read_destinations
from qd_core.reading.terms_of_sale import read_payment_terms, read_rush

__all__ = ["read_constraints"]


def read_constraints(rfq: Rfq, documents: CompanyDocuments) -> Constraints:
    """Deadline, destination, payment terms and rush of ``rfq``, each with the exact span it was read from.

    Form fields win over text, the message over its attachments. ``other_destinations`` names every different
    delivery address where the message names several that a regional rule tells apart: then ``destination`` is None
    and the buyer has to be asked.
    """
    how = conventions_of(rfq, documents)
    places = read_destinations(rfq, documents, how)
    return Constraints(
        deadline=read_deadline(rfq, how),
        destination=places.one,
        payment_terms=read_payment_terms(rfq),
        rush=read_rush(rfq),
        other_destinations=places.named if places.one is None else (),
    )
