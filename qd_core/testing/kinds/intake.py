"""Contracts of what receives: captcha verifiers and intake parsers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar, cast

import pytest

from qd_core.errors import RejectedError, TransientError
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.rfq import Rfq
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import CaptchaRequest, CaptchaVerdict, CaptchaVerifier, IntakeParser
from qd_core.testing.kinds.contract import Contract, answer, assert_checks, needed, told
from qd_core.testing.requests import form_message, upload_message

__all__ = [
    "CaptchaVerifierContract",
    "IntakeParserContract",
]

GARBAGE = (
    b"",
    b"\x00" * 64,
    b"\xff\xfe\x00garbage",
    b"From nobody\n\n{not json",
    b"PK\x03\x04broken",
    b"%PDF-1.7 broken",
)
TOKENS = {"empty": "", "short": "x", "words": "not a token", "long": "x" * 1_000_000}


class CaptchaVerifierContract(Contract):
    """Fixture: ``verifier``. ``checks_nothing = True`` says that it passes everybody on purpose."""

    kind = "captcha_verifier"
    checks_nothing: ClassVar[bool] = False

    @pytest.fixture
    def verifier(self, qd_context: ProviderContext) -> CaptchaVerifier:
        """The verifier named by ``provider``."""
        return cast(CaptchaVerifier, self.built(qd_context))

    @pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
    def test_any_token_gets_a_verdict_or_a_transient_error(
        self, verifier: CaptchaVerifier, token: str
    ) -> None:
        request = CaptchaRequest(token, "192.0.2.1", "quotes.example", "quote", "website-quote")
        try:
            verdict: object = verifier.verify(request)
        except TransientError:
            return
        except Exception as error:
            raise AssertionError(
                f"verify raised {type(error).__name__}: {told(str(error))}; it may raise TransientError only"
            ) from error
        assert isinstance(verdict, CaptchaVerdict), (
            f"verify returned {type(verdict).__name__}, not CaptchaVerdict"
        )
        assert verdict.passed is None or isinstance(verdict.passed, bool), (
            f"`passed` is {verdict.passed!r}, not True, False or None"
        )
        assert verdict.passed or verdict.reason, "a verdict that is not passed has no `reason`"
        assert len(token) < 8 or token not in verdict.reason, (
            "the token stands in `reason`: the audit keeps it"
        )
        assert token or self.checks_nothing or not verdict.passed, "a form without a token passed"

    def test_what_is_missing_is_said_with_what_to_do(self, verifier: CaptchaVerifier) -> None:
        assert_checks(verifier)


class IntakeParserContract(Contract):
    """Fixtures: ``parser``, ``accepted`` (a message that is its own) and ``declined`` (a message of another lane)."""

    kind = "intake_parser"

    @pytest.fixture
    def parser(self, qd_context: ProviderContext) -> IntakeParser:
        """The parser named by ``provider``."""
        return cast(IntakeParser, self.built(qd_context))

    @pytest.fixture
    def accepted(self) -> InboundMessage:
        """None fits every parser: give one."""
        needed("accepted", "an InboundMessage that the parser reads")

    @pytest.fixture
    def declined(self, accepted: InboundMessage) -> InboundMessage:
        """An upload; for a parser of uploads a form."""
        return form_message() if accepted.lane is Lane.UPLOAD else upload_message()

    def test_an_accepted_message_becomes_an_rfq(self, parser: IntakeParser, accepted: InboundMessage) -> None:
        rfq = _parse(parser, accepted)
        assert rfq is not None, "the message `accepted` was declined (None)"
        assert rfq.lane == accepted.lane, f"the RFQ's lane is {rfq.lane!r}, the message's {accepted.lane!r}"
        assert rfq.received_at.utcoffset() == timedelta(0), (
            f"received_at is {rfq.received_at}: it must be aware and in UTC"
        )
        assert rfq.raw_key == accepted.raw_key, "`raw_key` is lost: the raw message cannot be found again"
        email = rfq.buyer.email
        assert email == email.strip(), f"the buyer's e-mail {email!r} has blanks around it"
        assert rfq.buyer.domain in {"", email.rpartition("@")[2].lower()}, (
            f"the buyer's domain {rfq.buyer.domain!r} is not that of {email!r}"
        )
        bare = [attachment.name for attachment in rfq.attachments if attachment.content is None]
        assert not bare, f"attachments {bare} carry no `content`: the core stores and reads it"

    def test_the_callers_time_wins(self, parser: IntakeParser, accepted: InboundMessage) -> None:
        when = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
        rfq = _parse(parser, accepted.model_copy(update={"received_at": when}))
        assert rfq is not None, "the message `accepted` was declined (None)"
        assert rfq.received_at == when, f"received_at is {rfq.received_at}; the message came at {when}"

    def test_another_lane_is_declined(self, parser: IntakeParser, declined: InboundMessage) -> None:
        found = _parse(parser, declined)
        assert found is None, (
            f"a message of lane {declined.lane!r} was read: return None for what is not yours"
        )

    @pytest.mark.parametrize("content", GARBAGE)
    def test_garbage_is_read_or_refused_never_a_crash(
        self, parser: IntakeParser, accepted: InboundMessage, content: bytes
    ) -> None:
        try:
            rfq: object = parser.parse(accepted.model_copy(update={"content": content}))
        except RejectedError as error:
            assert str(error), "RejectedError without a word: a refusal says why"
        except Exception as error:
            raise AssertionError(
                f"parse raised {type(error).__name__} on garbage: {told(str(error))}; "
                "it may raise RejectedError only"
            ) from error
        else:
            assert rfq is None or isinstance(rfq, Rfq), (
                f"parse returned {type(rfq).__name__}, not Rfq or None"
            )

    def test_the_same_message_gives_the_same_rfq(
        self, parser: IntakeParser, accepted: InboundMessage
    ) -> None:
        first = _parse(parser, accepted)
        assert first == _parse(parser, accepted), "the same message gave another RFQ the second time"


def _parse(parser: IntakeParser, message: InboundMessage) -> Rfq | None:
    rfq = answer(parser.parse, message)
    assert rfq is None or isinstance(rfq, Rfq), f"parse returned {type(rfq).__name__}, not Rfq or None"
    return rfq
