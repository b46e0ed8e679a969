"""A forwarded message is the request, and its sender the buyer, where the covering note names no line."""

import pytest

from qd_core.reading.mail.read import ReadMail, read_mail
from tests.unit.mail.mails import BUYER, mail, multipart

REQUEST = "could you price these:\n\n- NHC-200, 30 pcs\n- NHC-300, 20 pcs"
NOTE = "Can you take this one? She called us by mistake.\n\nLou"

FORMS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Priya Nolan <priya@cust.example>\n"
    "Date: Tue, May 13, 2025 at 4:41 PM\nSubject: parts\nTo: Karl Weber <k.weber@weber-bau.example>\n\n\n{}",
    "gmail, German": "---------- Forwarded message ---------\nVon: Priya Nolan <priya@cust.example>\n"
    "Date: Di., 13. Mai 2025 um 16:41 Uhr\nSubject: parts\nTo: <k.weber@weber-bau.example>\n\n{}",
    "outlook": "From: Priya Nolan <priya@cust.example>\nSent: Tuesday, May 13, 2025 4:41 PM\nTo: Karl Weber\n"
    "Subject: parts\n\n{}",
    "outlook of old": "-----Original Message-----\nFrom: Priya Nolan [mailto:priya@cust.example]\n"
    "Sent: Tuesday, May 13, 2025 4:41 PM\nTo: Karl Weber\nSubject: parts\n\n{}",
    "outlook, German": "Von: Priya Nolan <priya@cust.example>\nGesendet: Dienstag, 13. Mai 2025 16:41\n"
    "An: Karl Weber\nCc: Einkauf\nBetreff: parts\n\n{}",
    "outlook, French": "De : Priya Nolan <priya@cust.example>\nEnvoyé : mardi 13 mai 2025 16:41\n"
    "À : Karl Weber\nObjet : parts\n\n{}",
    "outlook, Spanish": "De: Priya Nolan <priya@cust.example>\nEnviado: martes, 13 de mayo de 2025 16:41\n"
    "Para: Karl Weber\nAsunto: parts\n\n{}",
    "thunderbird": "-------- Forwarded Message --------\nSubject: \tparts\nDate: \tTue, 13 May 2025 16:41:00 +0200\n"
    "From: \tPriya Nolan <priya@cust.example>\nTo: \tKarl Weber <k.weber@weber-bau.example>\n\n\n{}",
    "thunderbird, German": "-------- Weitergeleitete Nachricht --------\nBetreff: \tparts\nDatum: \tTue, 13 May 2025\n"
    "Von: \tPriya Nolan <priya@cust.example>\nAn: \tKarl Weber <k.weber@weber-bau.example>\n\n{}",
    "wrapped subject": "---------- Forwarded message ----------\nFrom: Priya Nolan <priya@cust.example>\n"
    "Date: Thu, Jan 28, 2025 at 4:00 PM\nSubject: a subject that\ngoes on below\nTo: x@y.example\n\n{}",
    "french": "---------- Message transféré ---------\nDe : Priya Nolan <priya@cust.example>\nDate : mar. 13 mai 2025\n"
    "Objet : parts\nÀ : <k.weber@weber-bau.example>\n\n{}",
    "dutch": "---------- Doorgestuurd bericht ---------\nVan: Priya Nolan <priya@cust.example>\nDatum: di 13 mei 2025\n"
    "Onderwerp: parts\nAan: <k.weber@weber-bau.example>\n\n{}",
}


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


FORMS["apple"] = quoted(
    "Begin forwarded message:\n\nFrom: Priya Nolan <priya@cust.example>\nSubject: parts\n"
    "Date: 13 May 2025 at 16:41:25 CEST\nTo: k.weber@weber-bau.example\n\n"
)
FORMS["apple, German"] = quoted(
    "Anfang der weitergeleiteten Nachricht:\n\nVon: Priya Nolan <priya@cust.example>\nBetreff: parts\n"
    "Datum: 13. Mai 2025 um 16:41:25 MESZ\nAn: k.weber@weber-bau.example\n\n"
)


def forwarded(
    form: str, note: str, subject: str = "Fwd: parts", inner: str = f"{REQUEST}\n\nPriya Nolan"
) -> ReadMail:
    quotes = form.startswith("apple")
    text = f"{FORMS[form]}\n{quoted(inner)}" if quotes else FORMS[form].format(inner)
    return read_mail(mail(f"{note}\n\n{text}\n", subject=subject))


@pytest.mark.parametrize("form", FORMS)
def test_the_forwarded_message_is_the_request(form: str) -> None:
    read = forwarded(form, NOTE)
    assert read.text == REQUEST
    assert (read.buyer.email, read.buyer.name, read.buyer.domain) == (
        "priya@cust.example",
        "Priya Nolan",
        "cust.example",
    )
    assert read.forwarded_by == "k.weber@weber-bau.example"
    assert "She called us by mistake" in read.removed
    assert "Priya Nolan" in read.removed


@pytest.mark.parametrize("form", FORMS)
def test_a_note_with_lines_of_its_own_is_the_request(form: str) -> None:
    read = forwarded(form, "Please quote 12 x AB-7 instead.\n\nKarl")
    assert read.text == "Please quote 12 x AB-7 instead."
    assert read.buyer.email == "k.weber@weber-bau.example"
    assert read.forwarded_by == ""
    assert "NHC-200" in read.removed


@pytest.mark.parametrize("form", ["gmail", "thunderbird", "apple"])
def test_the_mark_of_a_forward_is_enough(form: str) -> None:
    assert forwarded(form, NOTE, subject="please handle").text == REQUEST


def test_a_block_without_the_subjects_word_is_a_forward_only_if_it_came_from_a_third() -> None:
    block = "From: {}\nSent: Tuesday, May 13, 2025\nTo: Karl Weber <k.weber@weber-bau.example>\nSubject: parts\n\n"
    third = read_mail(
        mail(f"{NOTE}\n\n{block.format('Priya <priya@cust.example>')}{REQUEST}", subject="parts")
    )
    assert third.buyer.email == "priya@cust.example"
    ours = read_mail(
        mail(f"thanks\n\n{block.format('Sales <ann@seller.example>')}{REQUEST}", subject="parts")
    )
    assert (ours.text, ours.buyer.email) == ("thanks", "k.weber@weber-bau.example")


def test_in_an_answer_a_header_block_is_never_the_request() -> None:
    read = forwarded("outlook", "sorted, thanks", subject="RE: parts")
    assert (read.text, read.buyer.email) == ("sorted, thanks", "k.weber@weber-bau.example")


def test_the_forwarded_messages_own_thread_and_signature_are_cut() -> None:
    inner = f"{REQUEST}\n\nThanks,\nPriya Nolan\n\nOn Mon, 12 May 2025, Sales <s@seller.example> wrote:\n> 99 x OLD-1"
    assert forwarded("gmail", NOTE, inner=inner).text == REQUEST


def test_of_a_chain_the_first_message_with_lines_counts() -> None:
    inner = FORMS["gmail"].format(REQUEST).replace("Priya Nolan", "Carol End").replace("priya@", "carol@")
    read = forwarded("gmail", "see below", inner=f"fyi\n\n{inner}")
    assert read.buyer.email == "carol@cust.example"
    assert read.text == REQUEST


def test_without_lines_anywhere_the_first_forwarded_message_counts() -> None:
    read = forwarded("gmail", NOTE, inner="the list is attached.\n\nPriya Nolan")
    assert (read.text, read.buyer.email) == ("the list is attached.", "priya@cust.example")


def test_a_forwarded_sender_without_address_leaves_the_buyer_without_one() -> None:
    block = "From: Priya Nolan\nSent: Tuesday, May 13, 2025 4:41 PM\nTo: Karl Weber\nSubject: parts\n\n"
    read = read_mail(mail(f"{NOTE}\n\n{block}{REQUEST}", subject="FW: parts"))
    assert (read.buyer.email, read.buyer.name) == ("", "Priya Nolan")
    assert any("no mail address" in note for note in read.notes)


def test_ones_own_mail_sent_again_is_no_forward() -> None:
    block = f"From: {BUYER}\nSent: Tuesday, May 13, 2025 4:41 PM\nTo: Sales\nSubject: parts\n\n"
    read = read_mail(mail(f"did you get this?\n\n{block}{REQUEST}", subject="FW: parts"))
    assert (read.text, read.buyer.email, read.forwarded_by) == (REQUEST, "k.weber@weber-bau.example", "")


ATTACHED = (
    "Content-Type: message/rfc822\n\nFrom: Priya Nolan <priya@cust.example>\nSubject: parts\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="inner"\n\n--inner\nContent-Type: text/plain\n\n{}\n'
    "--inner\nContent-Type: text/csv; name=list.csv\nContent-Disposition: attachment\n\na,b\n--inner--\n"
)


def test_a_mail_as_attachment_is_the_request_with_its_files() -> None:
    read = read_mail(multipart("mixed", f"Content-Type: text/plain\n\n{NOTE}", ATTACHED.format(REQUEST)))
    assert (read.text, read.buyer.email) == (REQUEST, "priya@cust.example")
    assert [file.name for file in read.attachments] == ["list.csv"]
    assert read.forwarded_by == "k.weber@weber-bau.example"


def test_a_mail_beside_a_note_with_lines_is_kept_as_a_file() -> None:
    read = read_mail(
        multipart("mixed", "Content-Type: text/plain\n\n12 x AB-7 please", ATTACHED.format(REQUEST))
    )
    assert (read.text, read.buyer.email) == ("12 x AB-7 please", "k.weber@weber-bau.example")
    assert [(file.name, file.inline) for file in read.attachments] == [("parts.eml", True)]


def test_the_mail_in_a_bounce_is_not_the_request() -> None:
    raw = multipart(
        "report; report-type=delivery-status",
        "Content-Type: text/plain\n\nnot delivered",
        ATTACHED.format("9 x A1"),
    )
    read = read_mail(raw)
    assert read.text == "not delivered"
    assert read.signals.auto_reply.startswith("delivery report")


def test_a_memos_head_is_the_writers_own() -> None:
    head = "To: Sales\nFrom: Purchasing, Weber Bau\nDate: 5 May 2025\nSubject: RFQ 17\n\n"
    read = read_mail(mail(f"{head}{REQUEST}", subject="RFQ 17"))
    assert (read.text, read.buyer.email, read.forwarded_by) == (REQUEST, "k.weber@weber-bau.example", "")


def test_a_mail_file_with_a_vague_label_is_a_mail() -> None:
    encoded = ATTACHED.format(REQUEST).partition("\n\n")[2]
    named = f"Content-Type: application/octet-stream; name=parts.eml\n\n{encoded}"
    read = read_mail(multipart("mixed", f"Content-Type: text/plain\n\n{NOTE}", named))
    assert (read.text, read.buyer.email) == (REQUEST, "priya@cust.example")
