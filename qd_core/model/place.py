"""A place as a message or a rule names it."""

from __future__ import annotations

from qd_core.model.strict import Frozen

__all__ = ["Place"]


class Place(Frozen):
    """Any part may be empty. ``country`` is an ISO 3166-1 alpha-2 code where it could be told, else as written;
    ``region`` is the state's postal code where it has one, else as written."""

    text: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    postal_code: str = ""
