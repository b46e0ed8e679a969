"""The one question that both vendors answer, ``siteverify``: bounded in time and size, and judged closed.

Only the vendor's ``success: true`` for one of our hosts passes. A vendor that cannot be asked is an outage, for which
the deployment has a policy; a secret that the vendor does not know is our own mistake, never the buyer's.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from qd_captcha.settings import CaptchaSettings, OnOutage, bare_host
from qd_core.errors import ConfigError, QdError, TransientError
from qd_core.plugin import CaptchaRequest, CaptchaVerdict, Check, ProviderContext
from qd_core.plugin.secret import Secret

if TYPE_CHECKING:
    import httpx

__all__ = ["Siteverify", "Vendor"]

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=:-]+")
"""What tokens are made of. Anything else is refused here, so that nobody provokes an odd answer of the vendor's and is
taken in as the victim of an outage."""
_LARGEST_ANSWER = 64 * 1024
_SHORTEST_WAIT = 0.05
_OUR_MISTAKE = frozenset({"missing-input-secret", "invalid-input-secret"})
_AGAIN = frozenset({"internal-error"})
_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Vendor:
    """What tells the vendors apart. ``attempts`` above one needs an answer that may be asked for again."""

    name: str
    label: str
    endpoint: str
    longest_token: int
    test_secrets: re.Pattern[str]
    words: Mapping[str, str]
    attempts: int = 1


class _Answer(BaseModel):
    """The fields of an answer that count; vendors add others."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    success: StrictBool
    hostname: str | None = None
    action: str | None = None
    error_codes: tuple[str, ...] | None = Field(None, alias="error-codes")


class Siteverify:
    """Asks one vendor."""

    def __init__(
        self, vendor: Vendor, key: Secret[str], settings: CaptchaSettings, context: ProviderContext
    ) -> None:
        self._vendor = vendor
        self._key = key
        self._settings = settings
        self._context = context
        self._refuse_known_test_secret()

    def verdict(
        self, request: CaptchaRequest, more: Mapping[str, str] | None = None, *, action: str = ""
    ) -> CaptchaVerdict:
        """The verdict; ``more`` are the vendor's own parameters, ``action`` what the token must be issued for.

        Raises ConfigError when the secret is missing, unknown to the vendor, or one for tests.
        """
        if problem := self._malformed(request.token):
            return CaptchaVerdict(passed=False, reason=problem)
        secret = self.secret()
        form = {"secret": secret, "response": request.token, **(more or {})}
        if self._settings.send_ip and _is_ip(request.remote_ip):
            form["remoteip"] = request.remote_ip
        try:
            answer = self._ask(form)
        except TransientError as error:
            return self._outage(str(error))
        if not answer.success:
            return self._refused(answer)
        if self._is_test(secret):  # its answers name no host and no action of ours
            return CaptchaVerdict(passed=True, reason=f"{self._vendor.label} test keys: nobody was checked")
        return self._of_ours(answer, request, action)

    def secret(self) -> str:
        """The secret now. Raises ConfigError when it is missing, or a test secret that the settings do not allow."""
        secret = self._key.reveal().strip()
        if not secret:
            raise self._mistake(
                f"the secret qd/{self._key.name} is empty: store the {self._vendor.label} secret"
            )
        if self._is_test(secret) and not self._settings.test_keys:
            raise self._mistake(
                f"the secret qd/{self._key.name} is {self._vendor.label}'s test secret, with which every program "
                f"passes: store the real one ([settings.{self._vendor.name}] test_keys = true allows it for tests)"
            )
        return secret

    def checks(self) -> tuple[Check, ...]:
        """What is missing here; the vendor is not asked, for it has no question that costs no token."""
        try:
            self.secret()
            key = Check("secret", ok=True)
        except QdError as error:
            key = Check("secret", ok=False, detail=str(error), fix=f"store qd/{self._key.name}")
        hosts = self._settings.hostnames
        named = Check(
            "hostnames",
            ok=bool(hosts),
            detail=", ".join(hosts) or "none: whoever sends a form names its host himself",
            fix="" if hosts else f'[settings.{self._vendor.name}] hostnames = ["www.company.example"]',
        )
        return (key, named)

    def _refuse_known_test_secret(self) -> None:
        """A service does not start with one; a secret that cannot be read yet is told when it is used."""
        try:
            secret = self._key.reveal().strip()
        except QdError:
            return
        if self._is_test(secret):
            self.secret()

    def _is_test(self, secret: str) -> bool:
        return self._vendor.test_secrets.fullmatch(secret) is not None

    def _mistake(self, what: str) -> ConfigError:
        return ConfigError(what, key=self._key.name)

    def _malformed(self, token: str) -> str:
        if not token:
            return "the form came without a captcha token"
        if len(token) > self._vendor.longest_token:
            return f"the token has {len(token)} characters, more than {self._vendor.longest_token}"
        return "" if _TOKEN.fullmatch(token) else "the token has characters that no token has"

    def _ask(self, form: Mapping[str, str]) -> _Answer:
        """Raises TransientError when no attempt brought an answer in time."""
        until = time.monotonic() + self._settings.timeout_seconds
        with self._context.http() as client:
            for left in range(self._vendor.attempts, 0, -1):
                try:
                    return self._once(client, form, (until - time.monotonic()) / left)
                except TransientError:
                    if left == 1 or time.monotonic() >= until:
                        raise
        raise AssertionError("a vendor is asked at least once")

    def _once(self, client: httpx.Client, form: Mapping[str, str], seconds: float) -> _Answer:
        import httpx

        label, address = self._vendor.label, self._settings.endpoint or self._vendor.endpoint
        until, seconds = time.monotonic() + seconds, max(seconds, _SHORTEST_WAIT)
        content = bytearray()
        try:
            with client.stream("POST", address, data=dict(form), timeout=seconds) as answer:
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > _LARGEST_ANSWER or time.monotonic() > until:
                        raise TransientError(f"{label} answered too much or too slowly")
        except httpx.HTTPError as error:
            raise TransientError(f"{label} cannot be asked: {type(error).__name__}") from None
        return self._read(answer.status_code, bytes(content))

    def _read(self, status: int, content: bytes) -> _Answer:
        label = self._vendor.label
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TransientError(f"{label} answered {status}")
        try:
            answer = _Answer.model_validate_json(content)
        except ValidationError:
            raise TransientError(f"{label} answered {status} with something that is no verdict") from None
        if not answer.success and _AGAIN.intersection(answer.error_codes or ()):
            raise TransientError(f"{label} answered {', '.join(_codes(answer))}")
        return answer

    def _outage(self, why: str) -> CaptchaVerdict:
        policy = self._settings.on_outage
        self._context.log.warning("captcha: %s; on_outage: %s", why, policy.value)
        return CaptchaVerdict(passed=False if policy is OnOutage.REJECT else None, reason=why)

    def _refused(self, answer: _Answer) -> CaptchaVerdict:
        codes = _codes(answer)
        if mistakes := _OUR_MISTAKE.intersection(codes):
            raise self._mistake(
                f"{self._vendor.label} does not know the secret qd/{self._key.name} ({', '.join(sorted(mistakes))}): "
                "copy it from the vendor's dashboard again; until then no captcha is checked"
            )
        told = [self._vendor.words.get(code, code) for code in codes] or ["no reason given"]
        return CaptchaVerdict(passed=False, reason=f"{self._vendor.label}: {', '.join(told)}")

    def _of_ours(self, answer: _Answer, request: CaptchaRequest, action: str) -> CaptchaVerdict:
        """A token that somebody got on a page of his own passes no form of ours."""
        hosts = self._settings.hostnames or (bare_host(request.hostname),)
        solved_on = bare_host(answer.hostname or "")
        if not solved_on or solved_on not in hosts:
            shown = _cut(solved_on) or "an unnamed host"
            return CaptchaVerdict(
                passed=False,
                reason=f"the captcha was solved on {shown}, not on {' or '.join(filter(None, hosts))}",
            )
        if action and answer.action != action:
            return CaptchaVerdict(
                passed=False,
                reason=f"the captcha was for {_cut(answer.action or 'nothing')!r}, not for {action!r}",
            )
        return CaptchaVerdict(passed=True)


def _codes(answer: _Answer) -> list[str]:
    return [_cut(code) for code in (answer.error_codes or ())[:10]]


def _cut(text: str) -> str:
    return "".join(letter for letter in text[:_LONGEST_CODE] if letter.isprintable())


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
