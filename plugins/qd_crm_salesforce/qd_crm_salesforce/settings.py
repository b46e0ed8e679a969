"""Settings under ``[settings.salesforce]``."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from qd_core.plugin import OAuthTokens, Secret, secret

__all__ = ["SalesforceSettings"]

_FIELD = r"^[A-Za-z][A-Za-z0-9_]*$"


class SalesforceSettings(BaseModel):
    """Which org, how to sign in, and where things stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    domain: str = Field(description="the org's My Domain: https://acme.my.salesforce.com")
    flow: Literal["client_credentials", "jwt", "refresh_token"] = Field(
        "client_credentials", description="OAuth flow of the External Client App"
    )
    oauth: Secret[OAuthTokens] = secret(
        "crm/salesforce/oauth",
        description='JSON: "client_id" with "client_secret"; for jwt "username" and "private_key" (PEM) instead of the '
        'secret; for refresh_token also "refresh_token"',
    )
    audience: str = Field(
        "https://login.salesforce.com", description="for jwt; https://test.salesforce.com in a sandbox"
    )
    session_minutes: int = Field(
        30,
        ge=5,
        le=1440,
        description="how long an access token is used; not longer than the org's session timeout",
    )
    api_version: str = Field("v68.0", pattern=r"^v\d+\.0$", description="version of the REST API")
    currency: str = Field(
        "", pattern=r"^([A-Z]{3})?$", description="the org's only currency; empty where it has several"
    )
    price_book: str = Field(
        "", pattern=r"^([A-Za-z0-9]{15,18})?$", description="id of the price book; empty is the standard one"
    )
    stand_in_product: str = Field(
        "", description="product code for SKUs that the price book lacks; empty refuses such a quote"
    )
    stage: str = Field("Proposal/Price Quote", description="stage in which a new opportunity begins")
    close_in_days: int = Field(
        30, ge=0, le=3650, description="days until the expected close of a new opportunity"
    )
    create_accounts: bool = Field(True, description="make an account for a buyer whose domain has none")
    tier_field: str = Field("Tier__c", pattern=_FIELD, description="account field that holds the tier")
    domain_field: str = Field(
        "Email_Domain__c", pattern=_FIELD, description="account field that holds the e-mail domain"
    )
