"""What asks for a quote, and what only names goods."""

from __future__ import annotations

import pytest

from qd_core.reading.request import asks_for_quote
from tests.unit.line_items.fastener_mail import documents, request

COMPLAINT = (
    "40 of the 250 delivered on March 24 show white rust. Please send us the plating cert for lot 88213."
)
SHORTAGE = (
    "The driver left 38 of HB-58-8 on Tuesday and the packing slip on invoice 88213 says 40. Can you send us a credit "
    "memo for the 2 missing?"
)
PITCH = (
    "We are a leading manufacturer of wedge anchors. Our best price: wedge anchor 3/8 x 3, 50 pcs/box, USD 2.10, MOQ "
    "500 cartons. If you need samples, let us know."
)

JOB = (
    "Hello, I am looking for a job as a yard hand and wondered if you have any vacancies. I have attached nothing but can "
    "send my CV."
)
SPAM = "We help body shops rank #1 on Google! Reply for a free SEO audit and a quote for our services.\n\nUnsubscribe here"
ADVERTISEMENT = (
    "Nous proposons aux entreprises comme la vôtre un audit SEO gratuit et 50 backlinks pour 199 €. Demandez votre devis "
    "gratuit dès aujourd'hui !"
)


@pytest.mark.parametrize(
    ("subject", "text", "asks"),
    [
        ("rust on HB-58-8", COMPLAINT, False),
        ("short again", SHORTAGE, False),
        ("Lieferung 4471", "Bitte senden Sie uns eine Gutschrift über die restlichen 6 Kartons.", False),
        ("", "Guten Tag,\n\nwir hätten gern ein Angebot über\n\n- 60 Sechskantschrauben", True),
        ("", "Gern hätten wir ein Angebot. Außerdem hätten wir gern 20 NV-58.", True),
        ("", "Letztes Jahr hatten wir 20 Sechskantschrauben.", False),
        ("short again", SHORTAGE + " And please quote 20 NV-58.", True),
        (
            "",
            "We are a leading manufacturer of bolts. MOQ 1000 pcs. Best price USD 0.30. May we send samples?",
            False,
        ),
        ("", "Please advise price: wedge manual anchors (2), HB-58-8 (6)", True),
        ("", "How much are wood shavings?", True),
        ("", "Hi, what are you charging for wood shavings at the moment?", True),
        ("", "Wie teuer sind Hobelspäne bei euch?", True),
        ("", "Bonjour, combien valent les copeaux ?", True),
        ("", "¿Cuánto valen las virutas?", True),
        ("", "How much is outstanding on our account?", False),
        ("", "How much longer will order 4711 take?", False),
        ("", "We thank you very much for your help.", False),
        ("", "We accept your quote Q-1234. Please proceed.", False),
        ("", "The invoice is for next week. I need 40 HB-58-8.", True),
        ("", "40 x HB-58-8, invoice to Leeds, payment net 30", True),
        ("", "40 HB-58-8, delivered Tuesday, are broken. Refund?", False),
        ("", "5 HB-58-8, 2 of them broken on arrival", False),
        ("price for HB-58-8?", "Hello, please see above. Thanks", True),
        ("40 x HB-58-8", "for our yard in Leeds, thanks", True),
        ("Best offer", PITCH, False),
        ("Job enquiry", JOB, False),
        ("Job enquiry", "Smith house, please quote 20 NV-58. They have vacancies.", True),
        ("Job enquiry", "What would you charge for the attached?", True),
        ("", JOB + " Separately, can you give me a price for nuts?", True),
        ("Bewerbung", "Bezug: Ihr Stellenangebot. Anbei mein Lebenslauf.", False),
        ("Offre d'emploi", "Bonjour, je vous adresse ma candidature au poste de magasinier.", False),
        ("Boost your website traffic", SPAM, False),
        ("", ADVERTISEMENT, False),
        ("", "Sichern Sie sich 20 % Rabatt! Fordern Sie jetzt Ihr kostenloses Angebot an.", False),
        ("", "Requisition 88213 attached. Please return a quote.", True),
        ("", "Order guide attached, quote the last column.", True),
        ("", "Our order guide for June is attached, pricing please.", True),
        ("", "Where can I find the fitting guide for the anchors?", False),
        ("", "Tender 12: return your completed quotation to the address below.", True),
        ("", "We want to return 12 of the nuts. Please collect.", False),
        ("", "We await your reply for a quote on nuts.", True),
        ("", "Can I get a free quote for some nuts?", True),
        ("", "Bonjour, je vous demande un devis gratuit pour des écrous.", True),
        ("", "Wir fordern Sie auf, uns ein Angebot zu senden.", True),
        ("", "We help schools run their workshops. Please send us a price for nuts.", True),
        (
            "Anchors",
            "We are a leading manufacturer of doors and we supply builders. We need 40 HB-58-8.",
            True,
        ),
        ("Anchors", "40 HB-58-8\n20 NV-58\nWe supply the railways.", True),
    ],
)
def test_asks(subject: str, text: str, asks: bool) -> None:
    assert asks_for_quote(request(text, subject=subject), documents())[0] is asks
