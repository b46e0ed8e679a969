"""The questions of a clarify: one a problem, fit to be sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qd_core.model.message import Attachment, Source
from qd_core.model.quote import Candidate, LineProblem, MatchKind, ResolvedLine
from qd_core.model.rfq import Extracted, QuantityRange
from qd_core.pipeline.questions import questions_for
from tests.unit.pricing import shop
from tests.unit.pricing.shop import D, unclear


def ask(
    *lines: ResolvedLine, language: str = "en", unread: tuple[Attachment, ...] = (), no_lines: bool = False
) -> tuple[str, ...]:
    return questions_for(lines, unread, no_lines, language, documents=shop.documents())


def with_request(line: ResolvedLine, **change: Any) -> ResolvedLine:
    return replace(line, request=line.request.model_copy(update=change))


BARS = "Threaded bar M10, 1 m, zinc (TB-1040)"


def test_a_missing_quantity_names_the_item() -> None:
    assert ask(unclear(LineProblem.QUANTITY_MISSING, sku="TB-1040")) == (f"How many of {BARS} do you need?",)


def test_an_item_that_is_not_known_is_named_in_the_buyers_words() -> None:
    assert ask(unclear(LineProblem.QUANTITY_MISSING, name="long  bars\n")) == (
        "How many of “long bars” do you need?",
    )


def test_a_vague_quantity_is_quoted() -> None:
    line = unclear(LineProblem.QUANTITY_VAGUE, sku="TB-1040", name="a few bars")
    assert ask(line) == (f"You wrote “a few bars”: how many of {BARS} do you need exactly?",)


def test_a_range_and_a_ladder_name_the_quantities() -> None:
    ranged = with_request(
        unclear(LineProblem.QUANTITY_RANGE, sku="TB-1040"),
        quantity_range=QuantityRange(low=D(8), high=D("10.5")),
    )
    ladder = with_request(unclear(LineProblem.LADDER, 2, sku="TB-1040"), ladder=(D(100), D(500), D(1000)))
    assert ask(ranged, ladder) == (
        f"For {BARS} you gave a range of 8 to 10.5: which quantity shall we quote?",
        f"You named several quantities for {BARS} (100, 500 or 1000): which one shall we quote?",
    )
    assert "von 8 bis 10,5:" in ask(ranged, language="de")[0]


@pytest.mark.parametrize(
    ("skus", "question"),
    [
        (
            ("HN-10", "WS-10"),
            "Which one do you mean by “some bars”: Hex nut M10, zinc (HN-10); or Washer M10, form A (WS-10)?",
        ),
        (("HN-10",), "Do you mean Hex nut M10, zinc (HN-10) by “some bars”?"),
        ((), "Which item exactly do you mean by “some bars”?"),
    ],
)  # fmt: skip
def test_an_ambiguous_line_names_its_candidates(skus: tuple[str, ...], question: str) -> None:
    candidates = tuple(Candidate(sku, MatchKind.FUZZY, 0.7) for sku in skus)
    assert ask(unclear(LineProblem.AMBIGUOUS, candidates=candidates)) == (question,)


def test_an_unclear_unit_says_how_the_item_is_sold() -> None:
    spot = Source(part="text", quote="2 cases")
    line = with_request(
        unclear(LineProblem.UNIT_UNCLEAR, sku="TB-1040"),
        quantity=Extracted(value=D(2), confidence=1.0, source=spot),
        unit=Extracted(value="cases", confidence=1.0, source=spot),
    )
    assert ask(line) == (f"You asked for 2 cases of {BARS}, which we price per piece: how many is that?",)
    assert "je Stück" in ask(line, language="de")[0]


def test_a_discontinued_item_offers_its_successor() -> None:
    (question,) = ask(unclear(LineProblem.DISCONTINUED, sku="AN-700"))
    assert question.startswith("Injection anchor, 280 ml (AN-700) has been discontinued: ")
    assert question.endswith("shall we quote Chemical anchor cartridge, 300 ml (AN-880) in its place?")


def test_what_is_not_carried_is_no_question() -> None:
    assert ask(unclear(LineProblem.NOT_CARRIED)) == ()


def test_an_unread_file_is_asked_for_again_and_no_list_at_all_for_the_list() -> None:
    file = Attachment(name="list.pdf", media_type="application/pdf", size=1, digest="x", unread="encrypted")
    assert ask(unread=(file,), no_lines=True) == (
        "We could not read your file “list.pdf”: could you send the list again as PDF, Excel or plain text?",
    )
    assert ask(no_lines=True) == ("Which items, and how many of each, shall we quote?",)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "fi"])
def test_every_problem_has_words_in_every_language(language: str) -> None:
    lines = [unclear(problem, place, sku="AN-700") for place, problem in enumerate(LineProblem, 1)]
    questions = ask(*lines, language=language, no_lines=True)
    assert len(questions) >= 5
    assert not any("{" in question for question in questions)


def test_the_same_question_is_put_once() -> None:
    line = unclear(LineProblem.QUANTITY_MISSING, sku="TB-1040")
    assert len(ask(line, line)) == 1


def test_long_words_are_clipped() -> None:
    assert len(ask(unclear(LineProblem.AMBIGUOUS, name="bar " * 500))[0]) < 200
