"""The plugin that does nothing, for a deployment that has no captcha or no CRM."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qd_core.plugin import (
    CaptchaRequest,
    CaptchaVerdict,
    CaptchaVerifier,
    CrmAdapter,
    CrmLine,
    Money,
    NoSettings,
    Plugin,
    Provider,
    ProviderContext,
    hookimpl,
)

plugin = Plugin(api=1)


class NoCaptcha:
    """Lets every form through: the form's shared secret is the only lock."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._settings = settings

    def verify(self, request: CaptchaRequest) -> CaptchaVerdict:
        """Always passed, and says that nothing was checked."""
        return CaptchaVerdict(passed=True, reason="no captcha is configured")


class NoCrm:
    """Keeps nothing; the ids are the keys themselves."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._settings = settings

    def upsert_contact(self, email: str, name: str, company: str, domain: str) -> str:
        """The e-mail address."""
        return email

    def create_deal(self, rfq_id: str, contact_id: str, line_items: Sequence[CrmLine], total: Money) -> str:
        """The RFQ's own id."""
        return rfq_id

    def attach_file(self, deal_id: str, key: str) -> None:
        """Nothing."""

    def add_note(self, deal_id: str, text: str) -> None:
        """Nothing."""


@hookimpl
def qd_captcha_verifiers() -> Iterable[Provider[CaptchaVerifier]]:
    """No captcha."""
    yield plugin.provider("none", NoCaptcha, summary="checks nothing; the form's shared secret still counts")


@hookimpl
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """No CRM."""
    yield plugin.provider("none", NoCrm, summary="keeps no contacts and deals")
