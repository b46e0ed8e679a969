"""Settings under ``[settings.hubspot]``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from qd_core.plugin import OAuthTokens, Secret, secret

__all__ = ["HubSpotSettings"]


class HubSpotSettings(BaseModel):
    """Which pipeline and stage a new deal enters, and where the tier of a company stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    oauth: Secret[OAuthTokens] = secret(
        "crm/hubspot/oauth",
        description='JSON: "access_token" of a private app or service key, or "client_id", "client_secret" and '
        '"refresh_token" of an OAuth app',
    )
    pipeline: str = Field("default", description="id of the deal pipeline")
    stage: str = Field("qualifiedtobuy", description="id of the stage in which a new deal begins")
    tier_property: str = Field(
        "customer_tier",
        pattern=r"^[a-z][a-z0-9_]*$",
        description="company property that holds the customer's tier",
    )
    folder: str = Field(
        "/quotes", pattern=r"^/[^/]", description="folder of HubSpot's file manager for the quotes' PDFs"
    )
    base_url: str = Field("https://api.hubapi.com", description="HubSpot's API, or a proxy in front of it")
