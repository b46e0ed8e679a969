"""A deployment's configuration: what runs, with which settings, for whom. Parsed once; no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from qd_core.errors import ConfigError

__all__ = [
    "AppSettings",
    "CompanySettings",
    "Deployment",
    "FolderLaneSettings",
    "FormLaneSettings",
    "ImapLaneSettings",
    "LaneSettings",
    "PeopleSettings",
    "SmtpLaneSettings",
    "SmtpSettings",
    "deployment_from",
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AppSettings(_Strict):
    """Application settings (``[app]``, ``/qd/config/<field>``)."""

    discount_cap: Decimal | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Discount above which a manager approves; overrides the rules document.",
    )
    block_list: tuple[str, ...] = Field(default=(), description="Phrases that the cover may never contain.")
    fuzzy_floor: float = Field(
        default=0.45, ge=0, le=1, description="A fuzzy score under this is no candidate."
    )
    fuzzy_threshold: float = Field(
        default=0.82, ge=0, le=1, description="A fuzzy score from this on may match alone."
    )
    fuzzy_margin: float = Field(
        default=0.08, ge=0, le=1, description="Lead over the runner-up that a fuzzy match needs."
    )
    time_zone: str = Field(default="UTC", description="IANA time zone in which dates are told.")
    locale: str = Field(default="en_US", description="CLDR locale of money and dates on the quote.")
    dedupe_window_hours: int = Field(
        default=24, ge=0, description="Same buyer, same request within this is one RFQ."
    )
    provider_timeout_seconds: float = Field(
        default=30.0, gt=0, description="Longest wait for one provider call."
    )
    reminder_hours: int = Field(default=24, gt=0, description="Hours after which the rep is reminded.")
    escalation_hours: int = Field(default=48, gt=0, description="Hours after which the sales lead is paged.")

    working_hours: str = Field(
        default="",
        pattern=r"^$|^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$",
        description="Hours that count for reminders, like 08:00-17:00; empty: every hour.",
    )
    working_days: tuple[str, ...] = Field(
        default=("mon", "tue", "wed", "thu", "fri"), description="Days that count where working_hours is set."
    )
    base_url: str = Field(
        default="http://127.0.0.1:8642", description="Address of the desk, for links in notices."
    )

    def draft_page(self, rfq_id: str) -> str:
        """The draft's address for people who sign in."""
        return f"{self.base_url.rstrip('/')}/rfq/{rfq_id}"

    @field_validator("working_hours")
    @classmethod
    def _opens_before_it_closes(cls, value: str) -> str:
        begin, _, end = value.partition("-")
        if value and begin >= end:
            raise ValueError(f"{value!r} ends before it begins; write it like 08:00-17:00")
        return value

    @field_validator("working_days")
    @classmethod
    def _known_days(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [day for day in value if day not in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}]
        if wrong or not value:
            raise ValueError(f"{', '.join(wrong) or 'no day'} is not among mon, tue, wed, thu, fri, sat, sun")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(
                f"unknown time zone {value!r}; use an IANA name such as Europe/Berlin"
            ) from error
        return value

    @property
    def dedupe_window(self) -> timedelta:
        """The window as a duration."""
        return timedelta(hours=self.dedupe_window_hours)


class CompanySettings(_Strict):
    """The company as it appears on a quote (``[company]``)."""

    name: str = Field(default="", description="Company name; the catalog's Company property where empty.")
    address: tuple[str, ...] = Field(default=(), description="Address lines.")
    email: str = Field(default="", description="Address that quotes are sent from and answered to.")
    phone: str = ""
    website: str = ""
    tax_id: str = ""
    logo: str = Field(
        default="", description="Logo file (PNG or JPEG), beside qd.toml; in the cloud an object key."
    )
    color: str = Field(default="#1f3a5f", pattern=r"^#[0-9a-fA-F]{6}$", description="Accent colour, #rrggbb.")
    terms: str = Field(default="", description="Printed under the rules document's Terms.")


class PeopleSettings(_Strict):
    """Mail addresses of those who act (``[people]``)."""

    on_call_rep: str = ""
    reps: tuple[str, ...] = ()
    sales_lead: str = ""
    managers: tuple[str, ...] = ()
    document_owner: str = ""


class SmtpSettings(_Strict):
    """The server that outgoing mail is handed to (``[smtp]``); without a host, mail goes to the outbox folder.
    The password is the secret ``qd/smtp/password``."""

    host: str = ""
    port: int = Field(default=587, gt=0, lt=65536)
    user: str = ""
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="`none` only for a server on this machine."
    )


class SmtpLaneSettings(_Strict):
    """The mail server that `qd serve` runs (``[lanes.smtp]``); without a port it does not listen."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=0, ge=0, lt=65536, description="Port to listen on; 0: no mail server.")
    recipients: tuple[str, ...] = Field(
        default=(),
        description="Addresses, or domains as `@company.example`, that mail is taken for; empty: any.",
    )
    max_megabytes: int = Field(default=30, gt=0, le=100, description="Largest mail that is taken.")
    connections: int = Field(default=20, gt=0, le=1000, description="Clients at the same time.")
    seconds: int = Field(default=300, gt=0, description="Longest time between two commands of a client.")
    tls_cert: str = Field(
        default="",
        description="Certificate chain (PEM), beside qd.toml: with `tls_key` it offers STARTTLS.",
    )
    tls_key: str = Field(default="", description="The certificate's key (PEM, without a passphrase).")
    require_tls: bool = Field(default=False, description="Whether mail is taken over TLS alone.")

    @model_validator(mode="after")
    def _whole_certificate(self) -> SmtpLaneSettings:
        if bool(self.tls_cert) != bool(self.tls_key):
            raise ValueError("tls_cert and tls_key belong together: set both or none")
        if self.require_tls and not self.tls_cert:
            raise ValueError("require_tls needs tls_cert and tls_key")
        return self


class FolderLaneSettings(_Strict):
    """A folder or a maildir whose files are taken in (``[lanes.folder]``)."""

    path: str = Field(default="", description="The folder, beside qd.toml; empty: none is watched.")
    seconds: float = Field(default=2.0, gt=0, description="How often it is looked at.")
    settle_seconds: float = Field(
        default=2.0, ge=0, description="A file that changed within this time is still being written."
    )


class ImapLaneSettings(_Strict):
    """A mailbox that is polled (``[lanes.imap]``). The password is the secret ``qd/imap/password``."""

    host: str = Field(default="", description="The mail server; empty: no mailbox is polled.")
    port: int = Field(default=993, gt=0, lt=65536)
    user: str = ""
    security: Literal["tls", "starttls", "none"] = Field(
        default="tls", description="`none` only for a server on this machine."
    )
    mailbox: str = "INBOX"
    move_to: str = Field(
        default="", description="Mailbox that a stored mail is moved to; empty: it is marked read."
    )
    seconds: float = Field(default=60.0, gt=0, description="How often it is looked at.")
    max_megabytes: int = Field(default=30, gt=0, le=100, description="Largest mail that is taken.")


class FormLaneSettings(_Strict):
    """Web forms (``[lanes.form]``). Each form's shared secret is the secret ``qd/forms/<form-id>/secret``."""

    hosted: tuple[str, ...] = Field(
        default=("web",), description="Forms that have a page of ours at `/form/<form-id>`."
    )
    captcha_site_key: str = Field(default="", description="The captcha provider's public key, for our page.")
    requests_per_minute: int = Field(default=60, gt=0, description="Sendings a minute that one form takes.")


class LaneSettings(_Strict):
    """How requests reach `qd serve`."""

    smtp: SmtpLaneSettings = SmtpLaneSettings()
    folder: FolderLaneSettings = FolderLaneSettings()
    imap: ImapLaneSettings = ImapLaneSettings()
    form: FormLaneSettings = FormLaneSettings()


class Deployment(_Strict):
    """``select`` maps a kind's key to a name or an ordered list; ``settings`` maps a plugin to its own table."""

    select: Mapping[str, str | tuple[str, ...]] = Field(default_factory=dict)
    settings: Mapping[str, Mapping[str, object]] = Field(default_factory=dict)
    app: AppSettings = AppSettings()
    company: CompanySettings = CompanySettings()
    people: PeopleSettings = PeopleSettings()
    smtp: SmtpSettings = SmtpSettings()
    lanes: LaneSettings = LaneSettings()
    documents: str = Field(default="", description="Folder of the company documents, beside qd.toml.")
    plugins: tuple[str, ...] = Field(
        default=(), description="Distributions to bundle; read by the deployment, not here."
    )


def deployment_from(tree: Mapping[str, object], *, origin: str) -> Deployment:
    """The deployment that ``tree`` (the content of a qd.toml) describes. Raises ConfigError naming every wrong key;
    ``origin`` says where the tree came from."""
    try:
        return Deployment.model_validate(tree)
    except ValidationError as error:
        lines = [f"{origin}: {_key(item['loc'])}: {_say(dict(item))}" for item in error.errors()]
        raise ConfigError("\n".join(lines), key=_key(error.errors()[0]["loc"])) from error


def _key(location: tuple[int | str, ...]) -> str:
    section, *rest = [str(part) for part in location] or [""]
    if section == "lanes" and len(rest) > 1:
        section, *rest = f"lanes.{rest[0]}", *rest[1:]
    path = ".".join(part for part in rest if part not in {"str", "tuple[str, ...]"})
    return f"[{section}] {path}" if path else section


def _say(item: dict[str, object]) -> str:
    if item["type"] == "extra_forbidden":
        return "unknown key; see docs/reference/settings.md for the ones there are"
    return str(item["msg"]).removeprefix("Value error, ")
