"""Whether a message asks for a quote at all."""

from collections.abc import Callable

import pytest

from qd_core.model.message import Attachment, Lane, Table, TableRow
from qd_core.model.rfq import Rfq
from qd_core.model.rules import CompanyDocuments
from qd_core.reading.asking import asks_for_quote
from qd_core.reading.line_items.read import read_line_items

Make = Callable[..., Rfq]
Documents = Callable[[str], CompanyDocuments]


def asks(rfq: Rfq, documents: CompanyDocuments) -> bool:
    return asks_for_quote(rfq, read_line_items(rfq, documents))[0]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("", "20 RB-A4-50\n5 CHR-ERGO"),
        ("", "Merci pour votre retour rapide.\n\nNotre liste :\n20 RB-A4-50\n5 CHR-ERGO"),
        ("", "Nous aimerions avoir 20 RB-A4-50."),
        ("Quote request", "Could you quote the items from our call?"),
        ("", "What is your price for desks?"),
        ("", "Bitte um ein Angebot wie besprochen."),
        ("", "Pourriez-vous nous faire parvenir un devis pour la rénovation ?"),
        ("", "¿Me pueden enviar un presupuesto para la oficina?"),
        ("", "Kunt u ons een offerte sturen?"),
        ("RFQ 7741", "Our inquiry is attached. Please send your offer."),
    ],
)
def test_asks(subject: str, text: str, rfq_of: Make, documents_of: Documents) -> None:
    assert asks(rfq_of(text, subject=subject), documents_of("office"))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Invoice 88412", "Please find attached invoice 88412. The amount of $1,860.00 is due on June 14."),
        ("Chairs", "The CHR-ERGO chairs we bought last month squeak. How do I adjust the armrest?"),
        ("", "Thank you for your quote, we went with another supplier."),
        ("Grow your business", "We offer 10,000 verified contacts at 99 USD only. Reply YES today!"),
        ("Application", "I am applying for the position of sales clerk. My CV is attached."),
        ("", "Ihre Auftragsbestätigung haben wir erhalten, vielen Dank."),
        ("", "Merci de nous envoyer votre facture d'avril."),
        ("Zahlungserinnerung", "Unsere Rechnung 3381 ist noch offen.\nPos 1: 3 Paletten Linz - Graz  840,00"),
        ("Holiday", "We are closed from 24 December to 2 January."),
        ("", ""),
    ],
)
def test_does_not_ask(subject: str, text: str, rfq_of: Make, documents_of: Documents) -> None:
    assert not asks(rfq_of(text, subject=subject), documents_of("office"))


def test_a_list_without_a_word_asks(rfq_of: Make, documents_of: Documents) -> None:
    rows = (TableRow(number=1, cells=("Part", "Qty")), TableRow(number=2, cells=("RB-A4-50", "4")))
    file = Attachment(name="a.xlsx", media_type="x", size=1, digest="d", tables=(Table(rows=rows),))
    assert asks(rfq_of("", attachments=(file,)), documents_of("office"))


def test_a_file_that_cannot_be_read_may_hold_the_request(rfq_of: Make, documents_of: Documents) -> None:
    scan = Attachment(
        name="scan.pdf", media_type="application/pdf", size=1, digest="d", unread="no text in it"
    )
    assert asks(rfq_of("", attachments=(scan,), lane=Lane.UPLOAD), documents_of("office"))
    assert asks(rfq_of("RFQ attached, please quote.", attachments=(scan,)), documents_of("office"))
    assert not asks(rfq_of("Invoice attached.", attachments=(scan,)), documents_of("office"))


def test_the_lines_of_an_invoice_are_none_of_a_request(rfq_of: Make, documents_of: Documents) -> None:
    rows = (
        TableRow(number=1, cells=("Service", "Qty", "Amount")),
        TableRow(number=2, cells=("Haulage", "3", "1,860.00")),
    )
    file = Attachment(name="invoice.pdf", media_type="x", size=1, digest="d", tables=(Table(rows=rows),))
    rfq = rfq_of("Please find attached invoice 7.", subject="Invoice 7", attachments=(file,))
    assert not asks(rfq, documents_of("office"))
