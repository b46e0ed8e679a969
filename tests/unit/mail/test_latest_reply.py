"""The latest reply only: threads of every mail program are cut, what the buyer wrote is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.mail.reply import split_thread
from tests.unit.mail.mails import reply

OWN = "Please send 30 more of A-100."

ATTRIBUTIONS = [
    "On Mon, May 5, 2025 at 8:03 AM Sales <sales@seller.example> wrote:",
    "On Mon, May 5, 2025 at 8:03 AM Sales Department of the Seller <\nsales@seller.example> wrote:",
    "On 5 May 2025, at 09:00, Sales wrote:",
    "Am Mo., 5. Mai 2025 um 09:00 Uhr schrieb Verkauf <sales@seller.example>:",
    "Am 05.05.2025 um 09:00 schrieb Verkauf:",
    "Verkauf <sales@seller.example> schrieb am Mo., 5.\nMai 2025 um 09:00:",
    "Le lun. 5 mai 2025 à 09:00, Ventes <sales@seller.example> a écrit :",
    "El lun, 5 may 2025 a las 9:00, Ventas (<sales@seller.example>) escribió:",
    "Il giorno lun 5 mag 2025 alle ore 09:00 Vendite <sales@seller.example> ha scritto:",
    "Op ma 5 mei 2025 om 09:00 schreef Verkoop <sales@seller.example>:",
    "Em seg., 5 de mai. de 2025 às 09:00, Vendas <sales@seller.example> escreveu:",
    "Den mån 5 maj 2025 kl 09:00 skrev Försäljning <sales@seller.example>:",
    "pon., 5 maj 2025 o 09:00 Sprzedaż <sales@seller.example> napisał(a):",
    "2025-05-05 9:00 GMT+02:00 Sales <sales@seller.example>:",
    "5 мая 2025 г., в 9:00, Sales <sales@seller.example> написал(а):",
    "2025年5月5日(月) 9:00 Sales <sales@seller.example>:",
    "---- On Mon, 05 May 2025 09:00:00 +0200 Sales <sales@seller.example> wrote ----",
]
BLOCKS = [
    "From: Sales <sales@seller.example>\nSent: Monday, May 5, 2025 9:00 AM\nTo: Karl Weber\nSubject: Quote 17",
    "-----Original Message-----\nFrom: Sales\nSent: 05 May 2025 09:00\nTo: Karl Weber\nSubject: Quote 17",
    "________________________________\nFrom: Sales <s@x.example>\nSent: Monday\nTo: Karl\nSubject: Quote 17",
    "Von: Verkauf <s@x.example>\nGesendet: Montag, 5. Mai 2025 09:00\nAn: Karl Weber\nBetreff: Angebot 17",
    "*Von:* Verkauf\n*Gesendet:* Montag, 5. Mai 2025 09:00\n*An:* Karl Weber\n*Betreff:* Angebot 17",
    "-----Ursprüngliche Nachricht-----\nVon: Verkauf\nGesendet: Montag\nAn: Karl Weber\nBetreff: Angebot 17",
    "De : Ventes <s@x.example>\nEnvoyé : lundi 5 mai 2025 09:00\nÀ : Karl Weber\nObjet : Devis 17",
    "De: Ventas\nEnviado el: lunes, 5 de mayo de 2025 9:00\nPara: Karl Weber\nAsunto: Oferta 17",
    "Da: Vendite\nInviato: lunedì 5 maggio 2025 09:00\nA: Karl Weber\nOggetto: Offerta 17",
    "Van: Verkoop\nVerzonden: maandag 5 mei 2025 09:00\nAan: Karl Weber\nOnderwerp: Offerte 17",
    "Fra: Salg\nSendt: 5. mai 2025 09:00\nTil: Karl Weber\nEmne: Tilbud 17",
    "Från: Sälj\nSkickat: den 5 maj 2025 09:00\nTill: Karl Weber\nÄmne: Offert 17",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_text_above_an_attribution_line_is_kept_alone(attribution: str) -> None:
    read = reply(f"{OWN}\n\n{attribution}\n> Hello,\n> 50 x B-200 at 4.10\n")
    assert read.text == OWN
    assert "50 x B-200" in read.removed


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_a_thread_without_quote_marks_is_cut_to_its_end(attribution: str) -> None:
    assert reply(f"{OWN}\n\n{attribution}\n\nHello,\n50 x B-200 at 4.10\n").text == OWN


@pytest.mark.parametrize("block", BLOCKS)
def test_text_above_a_header_block_is_kept_alone(block: str) -> None:
    read = reply(f"{OWN}\n\n{block}\n\nHello Karl,\n50 x B-200 at 4.10\n")
    assert read.text == OWN
    assert "50 x B-200" in read.removed


@pytest.mark.parametrize("block", BLOCKS)
def test_a_header_block_counts_right_below_the_text(block: str) -> None:
    assert reply(f"{OWN}\n{block}\n\n50 x B-200\n").text == OWN


def test_answers_below_and_between_the_quotes_are_the_buyers() -> None:
    read = reply(
        "On Mon, 5 May 2025 at 09:00, Sales <sales@seller.example> wrote:\n"
        "> which size for the 50 gloves?\n60 pairs of size 9.\n> and where to?\nLeeds\n"
    )
    assert read.text == "60 pairs of size 9.\nLeeds"
    assert "50 gloves" in read.removed


def test_quote_marks_without_attribution_are_quotes_in_a_reply_only() -> None:
    lines = "Please quote\n> 10 x A-100\n> 5 x B-200"
    assert reply(lines).text == "Please quote"
    assert split_thread(lines).own == lines.split("\n")


def test_a_reply_without_words_is_empty() -> None:
    read = reply(
        "\n\nOn Mon, 5 May 2025 at 09:00, Sales <sales@seller.example> wrote:\n\n50 x B-200 at 4.10\n"
    )
    assert read.text == ""
    assert "50 x B-200" in read.removed


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Get Outlook for Android<https://aka.ms/x>",
        "Verstuurd vanaf mijn iPad",
    ],
)
def test_what_a_telephone_adds_is_no_text(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n").text == OWN


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we need 10 pcs of A-100.\nPlease quote.",
        "Delivery to: Leeds\nSubject: 10 pcs A-100",
        "Am Montag brauchen wir 10 Stk A-100:\nDN 50\nDN 65",
        "From the list below please quote:\n10 pcs A-100\n-----\n5 pcs B-200",
        "Date: 12 May\n10 pcs A-100",
        "From: Leeds\nTo: Hull\nDate: 12 May 2025\n10 pallets of A-100",
        "10 pcs A-100\n--- Original parts only ---\n5 pcs B-200",
        "| Part | Qty |\n|---|---|\n| A-100 | 10 |",
    ],
)
def test_what_looks_a_little_like_a_thread_is_kept(text: str) -> None:
    assert reply(text).text == text


@given(
    st.lists(
        st.sampled_from(
            ["> a", "On Tue", "a <b@c.d> wrote:", "From: x", "To: y", "Sent: z", "", "--", "text"]
        )
    )
)
def test_no_line_is_lost_between_own_and_thread(lines: list[str]) -> None:
    split = split_thread("\n".join(lines), is_reply=True)
    assert sorted(filter(None, [*split.own, *split.thread])) == sorted(filter(None, lines))
