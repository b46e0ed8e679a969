"""What both vendors' plugins can be told."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

__all__ = ["CaptchaSettings", "OnOutage", "bare_host"]

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class OnOutage(StrEnum):
    """What happens to a buyer whose captcha could not be checked because the vendor did not answer."""

    QUARANTINE = "quarantine"
    REJECT = "reject"


class CaptchaSettings(BaseModel):
    """The settings that the vendors share."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hostnames: tuple[str, ...] = Field(
        (), description="hosts of the pages that show the captcha; none: the host that the form was sent to"
    )
    on_outage: OnOutage = Field(
        OnOutage.QUARANTINE,
        description="vendor does not answer: 'quarantine' takes the form in and says so, 'reject' refuses it",
    )
    timeout_seconds: float = Field(
        1.8, gt=0, le=1.9, description="longest wait for the vendor in all; the web form waits 2 s"
    )
    send_ip: bool = Field(True, description="tell the vendor the buyer's address, which makes it surer")
    test_keys: bool = Field(
        False,
        description="take the vendor's test secrets, with which every program passes: never in production",
    )
    endpoint: str = Field("", description="another address of siteverify; https, or this machine")

    @field_validator("hostnames")
    @classmethod
    def _bare_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        bare = tuple(map(bare_host, hosts))
        for written, host in zip(hosts, bare, strict=True):
            if not host or urlsplit(f"//{host}").hostname != host:
                raise ValueError(f"{written!r} is no bare host; write it like www.company.example")
        return bare

    @field_validator("endpoint")
    @classmethod
    def _kept_secret(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise ValueError("the secret goes there: it must be an https address")
        return address


def bare_host(text: str) -> str:
    """A host in the one form in which hosts are compared: lower case, ASCII (``xn--…``), no dot at the end."""
    host = text.strip().lower().rstrip(".")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
