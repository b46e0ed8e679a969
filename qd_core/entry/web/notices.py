"""What a page says after something was done: fixed sentences, so that no address can put words into our mouth."""

from __future__ import annotations

__all__ = ["NOTICES"]

NOTICES = {
    "approved": "Approved. The quote is on its way to the buyer.",
    "rejected": "Rejected. The reason is on the trail.",
    "edited": "Saved as a new revision: priced again, all gates run.",
    "unchanged": "Nothing was changed.",
    "asked": "The question is on its way to the buyer.",
    "assigned": "Handed over.",
    "reprocessed": "The message is being read again from its raw copy.",
    "sent-again": "It is being sent again.",
    "marked-sent": "Noted: the buyer has it.",
    "crm-again": "The CRM is being told again.",
    "revived": "It is being tried again.",
    "signed-out": "You are signed out.",
}
