"""Automatic answers, bounces and verdicts; who is to be answered."""

import pytest

from qd_core.reading.mail.read import ReadMail, read_mail
from qd_core.reading.mail.signals import is_forward_subject, is_no_reply, is_reply_subject
from tests.unit.mail.mails import mail


def read(headers: str = "", **fields: str) -> ReadMail:
    return read_mail(mail("10 pcs A-100", headers=headers, **fields))


@pytest.mark.parametrize(
    "headers",
    [
        "Auto-Submitted: auto-replied\n",
        "X-Autoreply: yes\n",
        "X-Autorespond: out\n",
        "X-Failed-Recipients: a@b.example\n",
        "Precedence: auto_reply\n",
        "Precedence: bulk\nList-Unsubscribe: <mailto:x@y.example>\n",
    ],
)
def test_headers_of_automatic_mail(headers: str) -> None:
    assert read(headers).signals.auto_reply


@pytest.mark.parametrize(
    "headers",
    [
        "",
        "Auto-Submitted: no\n",
        "Auto-Submitted: auto-generated; owner-email=a@b.example\n",
        "X-Autoreply: no\n",
        "Precedence: bulk\n",
        "Precedence: normal\n",
        "Return-Path: <>\n",
        "X-Auto-Response-Suppress: All\n",
    ],
)
def test_headers_that_say_nothing_of_the_kind(headers: str) -> None:
    assert read(headers).signals.auto_reply == ""


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Your quote",
        "Automatische Antwort: Ihr Angebot",
        "Abwesenheitsnotiz: Anfrage",
        "Abwesend bis 3. Mai",
        "Out of Office: back on Monday",
        "Réponse automatique : devis",
        "Respuesta automática: oferta",
        "Risposta automatica: offerta",
        "Automatisch antwoord: offerte",
        "Undelivered Mail Returned to Sender",
        "Delivery Status Notification (Failure)",
        "Unzustellbar: Angebot",
    ],
)
def test_subjects_of_automatic_mail(subject: str) -> None:
    assert read(subject=subject).signals.auto_reply


@pytest.mark.parametrize(
    "subject",
    [
        "Request",
        "Re: Automatic reply: quote",
        "Automatic door closers",
        "Office chairs",
        "Reading lamps",
        "Lu 5 pcs",
    ],
)
def test_subjects_of_people(subject: str) -> None:
    assert read(subject=subject).signals.auto_reply == ""


def test_a_mail_system_is_nobody() -> None:
    assert read("Return-Path: <>\n", sender="Mail Delivery <MAILER-DAEMON@mx.example>").signals.auto_reply
    assert not read("Return-Path: <>\n", sender="Ann <ann@x.example>").signals.auto_reply


def test_verdicts() -> None:
    signals = read("X-SES-Spam-Verdict: FAIL\nX-SES-Virus-Verdict: pass\n").signals
    assert (signals.spam_verdict, signals.virus_verdict) == ("FAIL", "PASS")


def test_dmarc_is_believed_of_the_top_most_field_only() -> None:
    results = "Authentication-Results: mx.seller.example; spf=pass; dmarc={} header.from=x.example\n"
    assert read(results.format("fail")).signals.dmarc_verdict == "FAIL"
    assert read(results.format("fail") + results.format("pass")).signals.dmarc_verdict == "FAIL"
    forged = "Authentication-Results: mx.seller.example; spf=fail\n" + results.format("pass")
    assert read(forged).signals.dmarc_verdict == ""


@pytest.mark.parametrize(
    ("sender", "headers", "email", "name"),
    [
        ("Ann Field <ann@cust.example>", "", "ann@cust.example", "Ann Field"),
        ("Ann <ann@cust.example>", "Reply-To: other@else.example\n", "ann@cust.example", "Ann"),
        ("Shop <no-reply@shop.example>", "Reply-To: Bob <bob@cust.example>\n", "bob@cust.example", "Bob"),
        ("WordPress <wordpress@seller.example>", "Reply-To: bob@cust.example\n", "bob@cust.example", ""),
        ("Ann via Sales <sales@lists.example>", "Reply-To: ann@cust.example\n", "ann@cust.example", "Ann"),
        ("no-reply@shop.example", "", "no-reply@shop.example", ""),
        ('"Okello, Grace" <g.okello@cust.example>', "", "g.okello@cust.example", "Grace Okello"),
        ('"Acme, Inc." <info@acme.example>', "", "info@acme.example", "Acme, Inc."),
        ('"Stores, Leeds" <buying@cust.example>', "", "buying@cust.example", "Stores, Leeds"),
        ("ann@cust.example <ann@cust.example>", "", "ann@cust.example", ""),
        ("Ann <ann@CUST.example>", "", "ann@cust.example", "Ann"),
        ("nobody at all", "", "", "nobody at all"),
    ],
)
def test_who_is_to_be_answered(sender: str, headers: str, email: str, name: str) -> None:
    buyer = read(headers, sender=sender).buyer
    assert (buyer.email, buyer.name) == (email, name)
    assert buyer.domain == email.rpartition("@")[2].lower()


@pytest.mark.parametrize(
    "local", ["no-reply", "noreply", "do-not-reply", "donotreply", "noreply+17", "shop-noreply", "wordpress"]
)
def test_addresses_that_nobody_reads(local: str) -> None:
    assert is_no_reply(f"{local}@x.example")


@pytest.mark.parametrize("local", ["ann", "sales", "info", "bestellung", "norbert", "reply", "norma.plyer"])
def test_addresses_that_somebody_reads(local: str) -> None:
    assert not is_no_reply(f"{local}@x.example")


def test_prefixes_of_subjects() -> None:
    assert all(
        map(is_reply_subject, ["Re: x", "RE:x", "AW: x", "Antw: x", "SV: x", "[list] Re: x", "RE[2]: x"])
    )
    assert all(map(is_forward_subject, ["Fwd: x", "FW: x", "WG: x", "TR : x", "RV: x", "Doorst: x"]))
    assert not any(map(is_reply_subject, ["Request", "Rebar 12 mm", "RE 12", "Fwd: Re: x"]))
    assert not any(map(is_forward_subject, ["Forward gears: 3", "Tr. 12", "Re: Fwd: x", "Item: 3"]))


def test_ids_and_references() -> None:
    found = read("Message-ID: <a@x>\nIn-Reply-To: <b@x>\nReferences: <c@x> <b@x>\n")
    assert (found.message_id, found.in_reply_to, found.references) == ("<a@x>", "<b@x>", ("<c@x>", "<b@x>"))
