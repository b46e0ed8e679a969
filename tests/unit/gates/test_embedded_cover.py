"""The embedded composer: short, in the buyer's language, within every gate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qd_core.builtin.embedded.compose import EmbeddedCover
from qd_core.builtin.embedded.salutation import shown_name
from qd_core.config import AppSettings
from qd_core.model.quote import Draft, GateFinding, GateResult, LineProblem, Outcome, Reason
from qd_core.model.rfq import Buyer
from qd_core.model.rules import Phrase, Voice
from qd_core.pipeline.gates import failed, run_gates
from qd_core.pipeline.questions import questions_for
from qd_core.plugin import CoverRequest, NoSettings
from tests.unit.gates.drafts import BUYER, COMPANY, draft, gates
from tests.unit.pricing import shop
from tests.unit.pricing.shop import line, unclear

GERMAN = "Guten Tag, bitte bieten Sie uns die folgenden Artikel an. Vielen Dank und freundliche Grüße"
FRENCH = "Bonjour, merci de nous envoyer votre devis pour les articles suivants. Cordialement"
SPANISH = "Buenos días, por favor envíen su presupuesto para los siguientes artículos. Gracias y saludos"


def written(
    of: Draft,
    *,
    voice: Voice = shop.VOICE,
    tries: int = 0,
    locale: str = "en_US",
    findings: tuple[GateFinding, ...] = (),
) -> str:
    """The cover, after ``tries`` failed attempts; every cover must pass every gate."""
    docs, app = shop.documents(voice=voice), AppSettings(locale=locale)
    failure = GateResult(gate="block_list", outcome=Outcome.FAIL, findings=findings)
    composer = EmbeddedCover(NoSettings(), shop.context(docs, app))
    text = composer.compose(CoverRequest(of, docs, COMPANY, (failure,) * tries)).text
    blocked = failed(run_gates(of, docs, COMPANY, gates(docs, app), cover=text))
    assert blocked == ()
    return text


def test_it_greets_thanks_names_the_sum_and_the_validity_and_signs() -> None:
    assert written(draft()) == (
        "Hi Dana,\n\n"
        "Thank you for your request. Our quotation Q-EEEE-FFFF-0123 covers the 2 items you asked for. The total is "
        "$494.65 including $45.00 freight, before taxes. The prices are valid until April 9, 2026.\n\n"
        "Call 555-0134 with any question. If anything should be different, just reply to this message.\n\n"
        "Ida Park\nNorthgate Fixings"
    )


@pytest.mark.parametrize(
    ("text", "greeting", "amount", "day"),
    [
        (GERMAN, "Hallo Dana,", "494,65 $", "9. April 2026"),
        (FRENCH, "Bonjour Dana,", "494,65 $US", "9 avril 2026"),
        (SPANISH, "Hola, Dana:", "494,65 US$", "9 de abril de 2026"),
    ],
)
def test_it_answers_in_the_buyers_language(text: str, greeting: str, amount: str, day: str) -> None:
    cover = written(draft(text=text, subject=""))
    assert cover.startswith(greeting)
    assert day in cover
    assert amount.replace(" ", "") in cover.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")


def test_a_formal_voice_uses_the_whole_name() -> None:
    assert written(draft(), voice=replace(shop.VOICE, tone="Polite and exact.")).startswith(
        "Dear Dana Field,"
    )


def test_without_a_price_there_is_no_total() -> None:
    cover = written(draft(line("TB-1040", "10"), line("AN-880", "2", 2)))
    assert "total" not in cover.lower()
    assert "working out the price of one item" in cover


def test_a_clarification_asks_its_questions() -> None:
    lines = (line("TB-1040", "10"), unclear(LineProblem.QUANTITY_MISSING, 2, sku="WS-10"))
    questions = questions_for(lines, (), no_lines=False, language="en", documents=shop.documents())
    of = draft(*lines, partial=True, questions=questions)
    cover = written(of)
    assert "- How many of Washer M10, form A (WS-10) do you need?" in cover
    assert "one item" not in cover
    assert "total" not in cover.lower()


def test_a_question_that_a_gate_objected_to_is_put_in_general_words() -> None:
    lines = (
        unclear(LineProblem.QUANTITY_MISSING, 1, name="TB-9999"),
        unclear(LineProblem.QUANTITY_MISSING, 2, sku="WS-10"),
    )
    questions = questions_for(lines, (), no_lines=False, language="en", documents=shop.documents())
    finding = GateFinding("cover", "TB-9999", "is not in the catalog")
    cover = written(draft(*lines, partial=True, questions=questions), tries=1, findings=(finding,))
    assert "- How many of Washer M10" in cover
    assert "TB-9999" not in cover
    assert "we need a few more details" in cover


def test_what_is_not_carried_is_named_only_in_words() -> None:
    words = draft(unclear(LineProblem.NOT_CARRIED, name="safety harness"), partial=True)
    number = draft(unclear(LineProblem.NOT_CARRIED, name="TB-9999 bar"), partial=True)
    assert "Not in our range: safety harness." in written(words)
    assert "One item on your list is not in our range." in written(number)


def test_a_destination_that_is_not_served_is_said_so() -> None:
    reasons = (Reason(code="do_not_serve", detail="the destination is not served"),)
    assert "do not supply" in written(draft(line("TB-1040", "1"), partial=True, reasons=reasons))


def test_it_says_less_after_each_failure_and_stays_within_the_gates() -> None:
    row = shop.row("voice", "say", 5, "Everything is in stock.")
    bold = replace(shop.VOICE, say=(Phrase("Everything is always in a good state.", row),))
    texts = [written(draft(), voice=bold, tries=tries) for tries in range(3)]
    assert len(texts[0]) > len(texts[1]) > len(texts[2])


def test_only_a_sentence_in_the_covers_language_is_said() -> None:
    assert "555-0134" not in written(draft(text=GERMAN, subject=""))


@pytest.mark.parametrize("tier", [shop.PROSPECT, shop.TRADE])
def test_nothing_of_tier_discount_cost_or_margin_is_in_it(tier: object) -> None:
    order = shop.Order(tier=shop.TRADE)
    cover = written(draft(order=order)).casefold()
    assert all(word not in cover for word in ("trade", "discount", "cost", "margin", "10%", "tier"))


@pytest.mark.parametrize(
    ("written_name", "shown"),
    [
        ("Dana Field", "Dana Field"), ("Field, Dana", "Dana Field"), ("DANA FIELD", "Dana Field"),
        ("  Élodie   Garnier ", "Élodie Garnier"), ("Sanne de Wit", "Sanne de Wit"), ("Aoife O'Neill-McShane",) * 2,
        ("Dr. Uwe Petersen", "Dr. Uwe Petersen"), ("Purchasing", ""), ("Einkauf Hansen", ""), ("Zentraleinkauf", ""),
        ("dana@acme.example", ""), ("ACME 24/7", ""), ("x" * 80, ""), ("Visit http://evil.example", ""), ("", ""),
        ("Dispatch", ""), ("{reference}", ""),
    ],
)  # fmt: skip
def test_a_name_is_shown_only_where_it_is_a_persons(written_name: str, shown: str) -> None:
    assert shown_name(written_name) == shown


def test_a_company_is_not_greeted_by_its_first_name() -> None:
    buyer = Buyer(
        email="rfq@tidewater-mech.example", name="Tidewater Mechanical", domain="tidewater-mech.example"
    )
    assert written(draft(buyer=buyer)).startswith("Hello,")
    assert BUYER.name == "Dana Field"
