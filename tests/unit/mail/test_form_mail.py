"""Web forms that come as mail: the buyer is who filled in the form."""

import pytest

from qd_core.reading.mail.read import read_mail
from tests.unit.mail.mails import mail

FIELDS = (
    "Name: Jane Doe\nEmail: jane@cust.example\nCompany: Cust Ltd\nPhone: 0113 496 0000\nMessage: 12 x AB-100"
)
PROGRAM = "Website <no-reply@seller.example>"


@pytest.mark.parametrize("headers", ["", "Reply-To: jane@cust.example\n"])
def test_the_buyer_is_who_filled_in_the_form(headers: str) -> None:
    buyer = read_mail(mail(FIELDS, sender=PROGRAM, headers=headers)).buyer
    assert (buyer.email, buyer.name, buyer.domain) == ("jane@cust.example", "Jane Doe", "cust.example")
    assert (buyer.company, buyer.phone) == ("Cust Ltd", "0113 496 0000")


def test_labels_in_german() -> None:
    fields = "*Firma:* Bau AG\n*E-Mail-Adresse:* a@bau.example\n*Ansprechpartner:* Anna Bau\n*Nachricht:* 12 Stk AB-100"
    buyer = read_mail(mail(fields, sender=PROGRAM)).buyer
    assert (buyer.email, buyer.name, buyer.company) == ("a@bau.example", "Anna Bau", "Bau AG")


def test_a_persons_mail_is_not_a_form() -> None:
    assert read_mail(mail(FIELDS)).buyer.email == "k.weber@weber-bau.example"


def test_a_program_that_names_nobody_keeps_its_address() -> None:
    buyer = read_mail(mail("12 x AB-100", sender="ERP <no-reply@cust.example>")).buyer
    assert (buyer.email, buyer.domain) == ("no-reply@cust.example", "cust.example")
