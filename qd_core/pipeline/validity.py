"""How long a quote is good for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from qd_core.model.documents import Citation
from qd_core.model.localised import day_formats
from qd_core.model.quote import Draft
from qd_core.model.rules import Rules

__all__ = ["local_date", "revalidated", "valid_until", "validity_citation"]


def local_date(moment: datetime, time_zone: str) -> date:
    """The calendar day of ``moment`` in an IANA time zone; a moment without a zone is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo(time_zone)).date()


def valid_until(moment: datetime, rules: Rules, time_zone: str) -> date:
    """The last day of the quote: local date of ``moment`` (receipt; once approved, the approval) + `Quote validity`."""
    return local_date(moment, time_zone) + timedelta(days=rules.validity_days)


def validity_citation(rules: Rules) -> Citation | None:
    """The row that states the validity; None where the rules leave it to the default of 30 days."""
    stated = rules.properties.get("quote validity")
    return stated.row if stated else None


def revalidated(draft: Draft, approved_at: datetime, rules: Rules, time_zone: str) -> Draft:
    """``draft`` with the validity that counts from its approval, in the cover too. A date that a rep chose stays."""
    counted = valid_until(draft.received_at, rules, time_zone)
    until = valid_until(approved_at, rules, time_zone)
    if draft.valid_until != counted or until == counted:
        return draft
    cover = draft.cover
    if cover is not None:
        text = cover.text
        for old, new in zip(day_formats(counted), day_formats(until), strict=True):
            text = text.replace(old, new)
        cover = cover.model_copy(update={"text": text})
    return draft.model_copy(update={"valid_until": until, "cover": cover})
