"""Settings under ``[settings.sheet]``, and the service account's key."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

from qd_core.plugin import Secret, secret

__all__ = ["SECRET", "ServiceAccount", "SheetSettings"]

SECRET = "crm/sheet/oauth"
_ADDRESS = re.compile(r"/spreadsheets/d/([\w-]+)")


class ServiceAccount(BaseModel):
    """What is used of the key file that Google Cloud gives for a service account."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    client_email: str = Field(min_length=3)
    private_key: str = Field(min_length=1, repr=False)
    private_key_id: str = ""
    token_uri: str = "https://oauth2.googleapis.com/token"


class SheetSettings(BaseModel):
    """Settings under ``[settings.sheet]``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    spreadsheet: str = Field(description="the spreadsheet: its address in the browser, or the id within it")
    deals_tab: str = Field("Deals", min_length=1, description="tab with a row for every deal")
    lines_tab: str = Field(
        "Lines", description="tab with a row for every line item; empty: lines are not kept"
    )
    contacts_tab: str = Field("Contacts", min_length=1, description="tab with a row for every contact")
    tiers_tab: str = Field("tiers", description="tab of domains and tiers; empty: this CRM knows no tiers")
    endpoint: str = Field("https://sheets.googleapis.com", description="address of the Sheets API")
    account: Secret[ServiceAccount] = secret(SECRET, description="the service account's key file (JSON)")

    @field_validator("spreadsheet")
    @classmethod
    def _id_of(cls, value: str) -> str:
        found = _ADDRESS.search(value)
        name = found.group(1) if found else value.strip()
        if not re.fullmatch(r"[\w-]{5,}", name):
            raise ValueError(f"{value!r} is no spreadsheet: copy its address from the browser")
        return name
