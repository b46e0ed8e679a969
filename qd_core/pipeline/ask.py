"""Ask: the questions go to the buyer by mail, sent by a person, each wording at most once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from qd_core.errors import ConflictError, RejectedError, TransientError
from qd_core.model.event import EventKind
from qd_core.model.quote import Draft
from qd_core.model.review import DraftRecord
from qd_core.pipeline import drafts
from qd_core.pipeline.gates import failed, run_gates
from qd_core.pipeline.quote_mail import thread_mail
from qd_core.pipeline.review import Actor, assert_open
from qd_core.ports import OutgoingMail
from qd_core.reading.language import guess_language

if TYPE_CHECKING:
    from qd_core.pipeline.app import App

__all__ = ["ask", "question_text"]

_FOR_GOOD = timedelta(days=3650)
_LONGEST = 10_000
_BLOCK_LIST = "block_list"
_FIELD = "question"
# greeting with a name, greeting without one, before the questions, after them, close
_WORDING = {
    "en": ("Hello {name},", "Hello,", "thank you for your request. To finish the quote we need to know:",
           "A short answer to this mail is enough.", "Kind regards"),
    "de": ("Guten Tag {name},", "Guten Tag,", "vielen Dank für Ihre Anfrage. Für das Angebot fehlt uns noch:",
           "Eine kurze Antwort auf diese Mail genügt.", "Freundliche Grüße"),
    "fr": ("Bonjour {name},", "Bonjour,", "merci de votre demande. Pour établir le devis, il nous manque :",
           "Une courte réponse à ce message suffit.", "Cordialement"),
    "es": ("Hola, {name}:", "Hola:", "gracias por su solicitud. Para completar la oferta necesitamos saber:",
           "Basta con una breve respuesta a este correo.", "Un saludo"),
    "nl": ("Hallo {name},", "Hallo,", "bedankt voor uw aanvraag. Om de offerte af te maken willen we nog weten:",
           "Een kort antwoord op deze mail is genoeg.", "Met vriendelijke groet"),
    "it": ("Buongiorno {name},", "Buongiorno,", "grazie per la richiesta. Per completare l'offerta ci serve sapere:",
           "Basta una breve risposta a questa e-mail.", "Cordiali saluti"),
}  # fmt: skip


def question_text(app: App, draft: Draft, questions: Sequence[str] | None = None) -> str:
    """The mail as it is proposed to the person who sends it, in the buyer's language; ``questions`` are the draft's
    where none are given."""
    wording = _WORDING.get(guess_language(draft.text), _WORDING["en"])
    named, unnamed, opening, closing, regards = wording
    asked = [f"- {question}" for question in (draft.questions if questions is None else questions)]
    signature = app.documents().voice.signature or f"{regards}\n{app.company.name}"
    greeting = named.format(name=draft.buyer.name) if draft.buyer.name else unnamed
    return "\n\n".join([greeting, opening, "\n".join(asked), closing, signature])


def ask(app: App, rfq_id: str, actor: Actor, *, text: str, digest: str) -> DraftRecord:
    """Sends ``text`` to the buyer in the thread of the request. The draft stays open; it waits for the answer.

    The same text is sent once, however often it is asked for. Raises ConflictError when the draft has changed or is
    closed, RejectedError for an empty text, a promise of the block list, a missing address or a transport's refusal,
    TransientError when the mail server cannot be reached now.
    """
    record, version = drafts.load(app, rfq_id)
    assert_open(record)
    words = text.strip()
    name = f"ask/{rfq_id}/{hashlib.sha256(words.encode()).hexdigest()[:32]}"
    if app.backend.claims.result(name) is not None:
        return record
    if record.digest != digest:
        raise ConflictError("the draft was changed since you looked at it: look at it again, then ask")
    _check(app, record, words)
    owner = app.backend.ids.new()
    if not app.backend.claims.claim(name, owner, lease=_FOR_GOOD):
        raise ConflictError(
            "this question is being sent, or the program stopped while sending it: see the outbox, "
            "or change the words to send them anew"
        )
    receipt = _send(app, record, name, owner, words)
    app.backend.claims.complete(name, owner, receipt)
    buyer = record.draft.buyer.email
    app.tell(EventKind.ASKED, rfq_id, actor=actor.email, to=buyer, text=words, message_id=receipt)
    return _noted(app, record, version)


def _send(app: App, record: DraftRecord, name: str, owner: str, words: str) -> str:
    """The transport's id of the mail; gives the claim back where nothing was taken."""
    now = app.backend.clock.now()
    try:
        rfq = app.record(record.rfq_id)[0].rfq
        message = thread_mail(app, rfq, text=words, reference=record.draft.reference, at=now)
        sender = app.company.email or app.deployment.company.email
        content = message.as_bytes()
        mail = OutgoingMail(sender=sender, recipients=(rfq.buyer.email,), content=content, key=name)
        return app.backend.mailer.send(mail).message_id
    except (TransientError, RejectedError):
        app.backend.claims.release(name, owner)
        raise


def _noted(app: App, record: DraftRecord, version: int) -> DraftRecord:
    """The record with the time of asking. Where somebody edited meanwhile, theirs: the question is out all the same."""
    update = {"asked_at": app.backend.clock.now()}
    try:
        asked = record.model_copy(update=update)
        drafts.save(app, asked, expected=version)
    except ConflictError:
        current, version = drafts.load(app, record.rfq_id)
        asked = current.model_copy(update=update)
        drafts.save(app, asked, expected=version)
    return asked


def _check(app: App, record: DraftRecord, words: str) -> None:
    if not words:
        raise RejectedError("there is no question to send")
    if len(words) > _LONGEST:
        raise RejectedError(f"the question is longer than {_LONGEST:,} characters")
    results = run_gates(
        record.draft,
        app.documents(),
        app.company,
        app.providers.guardrail_gates,
        cover="",
        rep_text={_FIELD: words},
    )
    promises = [
        finding
        for gate in failed(results)
        if gate.gate == _BLOCK_LIST
        for finding in gate.findings
        if finding.where == _FIELD
    ]
    if promises:
        found = ", ".join(f"“{finding.text}”" for finding in promises)
        raise RejectedError(f"the question promises what a quote never promises: {found}")
