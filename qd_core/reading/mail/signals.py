"""What a mail says of itself: automatic answer or bounce (RFC 3834), scanners' verdicts, who really sent it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qd_core.model.message import MailSignals
from qd_core.reading.mail.headers import Headers, parse_addresses, parse_value
from qd_core.reading.mail.mime import Part

__all__ = ["is_forward_subject", "is_no_reply", "is_reply_subject", "read_signals"]

_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:auto(?:matic|matische|matisk|mated)?[ -]?(?:reply|response|antwort"
    r"|svar|antwoord)\b|autoreply\b"
    r"|automatische (?:antwort|antwoord)\b|abwesen(?:d|heit)|out of (?:the )?office\b|ooo\b"
    r"|away from (?:the )?office\b|on (?:annual )?leave\b"
    r"|(?:i am |i'm )?on (?:vacation|holiday)\b|réponse automatique\b|absence du bureau\b"
    r"|absent du bureau\b|message d'absence\b"
    r"|respuesta automática\b|fuera de (?:la )?oficina\b|risposta automatica\b|fuori sede\b"
    r"|fuori ufficio\b|resposta automática\b"
    r"|automatisch antwoord\b|afwezig\b|niet aanwezig\b|autosvar\b|automatiskt svar\b|frånvarande\b"
    r"|automaattinen vastaus\b"
    r"|automatyczna odpowiedź\b|automatická odpověď\b|автоответ\b|自动回复|自動回覆|自動返信"
    r"|undelivered mail returned|undeliverable\b|delivery (?:status notification|failure|has failed"
    r"|failed)|mail delivery (?:failed|failure"
    r"|system)|returned mail\b|failure notice\b|nicht zustellbar|unzustellbar|message non distribu"
    r"|non remis\b|no se puede entregar"
    r"|mancata consegna|onbestelbaar|read:\s|gelesen:\s|lu\s?:\s|leído:\s|read receipt|lesebestätigung"
    r"|accusé de lecture)",
    re.IGNORECASE,
)
_DAEMON = re.compile(
    r"(?:mailer-daemon|postmaster|mail-daemon|maildelivery|bounces?|bounce[+-].*)$", re.IGNORECASE
)
_NO_REPLY = re.compile(
    r"(?:.*[._+-])?(?:no|do|do-?not|not|nicht|ne-?pas|non)?[._-]?(?:no-?_?\.?reply|donotreply"
    r"|do-not-reply|not-?reply|noreply"
    r"|nicht-?antworten|ne-?pas-?repondre|no-?responder|non-?rispondere|mailer|wordpress|webmaster"
    r"|web-?form|webformular"
    r"|contact-?form|kontaktformular|form-?submission|notifications?|formular|forms?|mailform)(?:[._+-].*)?$",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:re|aw|antw|antwort|sv|vs|odp|ré|rép|ref|res|resp|rif|r|atb|ynt|回复|回覆"
    r"|答复)(?:\[\d{1,3}\]|\^\d)?\s{0,2}[:：]",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|wg|tr|rv|i|enc|vl|vb|doorst|pd|fs|trs|rtm|reenv|ilt|转发"
    r"|轉寄)(?:\[\d{1,3}\])?\s{0,2}[:：]",
    re.IGNORECASE,
)
_SES_HOP = re.compile(r"\bby\s{1,5}inbound-smtp\.[a-z0-9-]{1,30}\.amazonaws\.com\b", re.IGNORECASE)
_DMARC = re.compile(r"\bdmarc\s{0,5}=\s{0,5}([a-z]{2,12})", re.IGNORECASE)


def is_reply_subject(subject: str) -> bool:
    """``Re:``, ``AW:`` … in front, in many languages."""
    return bool(_REPLY.match(subject[:200]))


def is_forward_subject(subject: str) -> bool:
    """``Fwd:``, ``WG:``, ``TR:`` … in front, in many languages."""
    return bool(_FORWARD.match(subject[:200]))


def is_no_reply(email: str) -> bool:
    """Whether an address is a program's that nobody reads (``no-reply@…``, a web form's mailer)."""
    return bool(_NO_REPLY.fullmatch(email.partition("@")[0][:80]))


def read_signals(message: Part) -> MailSignals:
    """Verdicts of the receiving service (SES writes them on top) and why the mail counts as automatic, if it does."""
    ours = _of_the_receiver(message.headers)
    return MailSignals(
        spam_verdict=_verdict(ours, "x-ses-spam-verdict"),
        virus_verdict=_verdict(ours, "x-ses-virus-verdict"),
        dmarc_verdict=_dmarc(message.headers) or _verdict(ours, "x-ses-dmarc-verdict"),
        auto_reply=_auto_reply(message),
    )


def _of_the_receiver(headers: Headers) -> Headers:
    """The fields that our own mail service put on top: those above the first ``Received`` that is not its own. Below it
    stands what the sender says of itself."""
    hops = [at for at, (name, _) in enumerate(headers.fields) if name == "received"]
    if hops and _SES_HOP.search(headers.fields[hops[0]][1]):
        hops = hops[1:]
    return Headers(headers.fields[: hops[0]]) if hops else headers


def _verdict(headers: Headers, name: str) -> str:
    return re.sub(r"[^A-Z_]", "", headers.raw(name).upper())[:30]


def _dmarc(headers: Headers) -> str:
    """Of the top-most Authentication-Results only: those below it may be the sender's own invention."""
    found = _DMARC.search(headers.raw("authentication-results")[:4000])
    return found[1].upper() if found else ""


def _auto_reply(message: Part) -> str:
    """The first reason found, in the order of how much it is worth."""
    return next((reason for reason in _reasons(message) if reason), "")


def _reasons(message: Part) -> Iterator[str]:
    headers = message.headers
    submitted = parse_value(headers.raw("auto-submitted"))[0]
    subject = headers.get("subject")
    senders = parse_addresses(headers.raw("from"))
    local = senders[0].email.partition("@")[0] if senders else ""
    empty_path = "<>" in headers.raw("return-path").replace(" ", "")
    if message.media_type == "multipart/report":
        yield f"delivery report (multipart/report, {message.params.get('report-type', 'unnamed')})"
    # a purchasing system's RFQ is "auto-generated" too: only what answers is screened (RFC 3834, section 5)
    if submitted and submitted not in ("no", "auto-generated"):
        yield f"automatic message (Auto-Submitted: {submitted})"
    if _DAEMON.match(local) and (empty_path or _SUBJECT.match(subject)):
        yield f"message of a mail system ({local})"
    for name in (
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-mail-autoreply",
        "x-failed-recipients",
    ):
        value = headers.raw(name).strip().lower()
        if any(key == name for key, _ in headers.fields) and value not in ("no", "false", "0"):
            yield f"automatic answer ({name}: {value[:40]})"
    if _precedence(headers) in ("auto_reply", "auto-reply", "junk"):
        yield f"automatic answer (Precedence: {_precedence(headers)})"
    if _SUBJECT.match(subject):
        yield f"automatic answer (Subject: {subject[:80]})"
    if empty_path and not is_reply_subject(subject) and is_no_reply(senders[0].email if senders else ""):
        yield "automatic message (empty Return-Path)"
    if _precedence(headers) in ("bulk", "list") and any(
        key in ("list-id", "list-unsubscribe") for key, _ in headers.fields
    ):
        yield f"mass mail (Precedence: {_precedence(headers)})"


def _precedence(headers: Headers) -> str:
    return headers.raw("precedence").strip().lower()[:20]
