"""Settings under ``[settings.pipedrive]``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from qd_core.plugin import OAuthTokens, Secret, secret

__all__ = ["SECRET", "PipedriveSettings"]

SECRET = "crm/pipedrive/oauth"
_SHARED = tuple(
    """aol.com att.net comcast.net fastmail.com free.fr gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com
    hotmail.com icloud.com laposte.net libero.it live.com mac.com mail.com mail.ru me.com msn.com orange.fr outlook.com
    proton.me protonmail.com qq.com t-online.de verizon.net wanadoo.fr web.de yahoo.com yandex.ru 163.com""".split()
)


class PipedriveSettings(BaseModel):
    """Settings under ``[settings.pipedrive]``. A field is named as people see it, or by its 40-digit key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rfq_field: str = Field(
        "Quote Drafter RFQ", min_length=1, description="deal field that keeps the RFQ's id (text)"
    )
    domain_field: str = Field(
        "Email domain", min_length=1, description="organisation field that keeps its mail domain (text)"
    )
    tier_field: str = Field(
        "Customer tier", description="organisation field that keeps its tier; empty: no tiers are asked for"
    )
    stage: int | None = Field(None, gt=0, description="stage of new deals; none: the first of the pipeline")
    owner: int | None = Field(None, gt=0, description="user who owns new deals; none: who granted access")
    charges: str = Field(
        "Freight and other charges",
        min_length=1,
        description="product for what the total has beside the lines",
    )
    shared_domains: frozenset[str] = Field(
        frozenset(_SHARED), description="mail domains of many strangers: never an organisation"
    )
    oauth_url: str = Field("https://oauth.pipedrive.com", description="address that gives access tokens")
    connection: Secret[OAuthTokens] = secret(
        SECRET, description="the app's client_id and client_secret, and what Pipedrive's token answer gave"
    )
