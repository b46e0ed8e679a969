"""Notices by mail."""

from __future__ import annotations

import email
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from email.policy import default

import pytest

from qd_core.builtin.email.notify import EmailNotifier
from qd_core.errors import RejectedError
from qd_core.model.message import InboundMessage, Lane
from qd_core.plugin import NoSettings, Notice
from qd_core.reading.mail.read import read_mail
from qd_core.testing.context import provider_context
from qd_core.testing.kinds import NotifierContract

NOTICE = Notice(
    "draft.ready",
    "r1",
    ("rep@small.example",),
    "Ready: Q-1 for Acme",
    "Clear lines.",
    "https://qd.example/link/t",
)


@dataclass
class Post:
    sent: list[tuple[str, tuple[str, ...], bytes, str]] = field(default_factory=list)

    def send(self, sender: str, recipients: tuple[str, ...], content: bytes, *, key: str) -> None:
        self.sent.append((sender, recipients, content, key))


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def notifier(post: Post) -> EmailNotifier:
    return EmailNotifier(NoSettings(), replace(provider_context(), mail=post))


class TestContract(NotifierContract):
    provider = "email"

    @pytest.fixture
    def notifier(self, post: Post) -> EmailNotifier:
        return EmailNotifier(NoSettings(), replace(provider_context(), mail=post))


def sent(post: Post) -> EmailMessage:
    [(_, _, content, _)] = post.sent
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_notice_says_what_waits_and_where(notifier: EmailNotifier, post: Post) -> None:
    notifier.notify(replace(NOTICE, urgency="page", recipients=("rep@small.example", "lead@small.example")))
    message = sent(post)
    assert message["Subject"] == "Ready: Q-1 for Acme"
    assert message["To"] == "rep@small.example, lead@small.example"
    assert message["Importance"] == "high"
    assert "https://qd.example/link/t" in message.get_content()
    assert post.sent[0][1] == ("rep@small.example", "lead@small.example")


@pytest.mark.parametrize("breaks", ["\r\nBcc: x@evil.example", "\nBcc: x", "\u2028Bcc: x", "\x00\x0bBcc: x"])
def test_a_subject_cannot_add_a_header(notifier: EmailNotifier, post: Post, breaks: str) -> None:
    notifier.notify(replace(NOTICE, subject=f"Ready{breaks}", link=f"https://qd.example/{breaks}"))
    assert sent(post)["Bcc"] is None
    assert sent(post)["Subject"].startswith("Ready Bcc: x")


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "<a@b>"]
)
def test_only_single_addresses_are_written_to(notifier: EmailNotifier, post: Post, address: str) -> None:
    notifier.notify(replace(NOTICE, recipients=(address,)))
    assert post.sent == []


def test_our_own_notice_that_comes_back_is_screened(notifier: EmailNotifier, post: Post) -> None:
    notifier.notify(NOTICE)
    message = InboundMessage(lane=Lane.EMAIL, content=post.sent[0][2])
    assert "auto-notified" in read_mail(message.content).signals.auto_reply


def test_the_same_notice_is_one_mail_where_the_transport_knows_keys(
    notifier: EmailNotifier, post: Post
) -> None:
    notifier.notify(NOTICE)
    notifier.notify(replace(NOTICE, link="https://qd.example/link/other-token"))
    notifier.notify(replace(NOTICE, subject="Still waiting"))
    first, again, other = (key for _, _, _, key in post.sent)
    assert first == again != other


def test_a_deployment_without_sender_is_told(post: Post) -> None:
    context = replace(provider_context(), mail=post)
    nobody = replace(context, company=replace(context.company, email=""))
    with pytest.raises(RejectedError, match=r"\[company\] email"):
        EmailNotifier(NoSettings(), nobody).notify(NOTICE)
    with pytest.raises(RejectedError, match="cannot send mail"):
        EmailNotifier(NoSettings(), replace(provider_context(), mail=None)).notify(NOTICE)
