"""At most three tries, each told what failed; then the templates; and lines that do not trace go to the rep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from qd_core.builtin.embedded.compose import EmbeddedCover
from qd_core.config import AppSettings
from qd_core.errors import ConfigError, TransientError
from qd_core.model.quote import Cover, Draft, GateResult, Move, Outcome
from qd_core.model.rules import Phrase, Voice
from qd_core.pipeline.compose import compose_cover, fallback_cover
from qd_core.pipeline.gates import run_gates
from qd_core.plugin import CoverRequest, GateRequest, GuardrailGate, NoSettings
from tests.unit.gates.drafts import COMPANY, draft, gates
from tests.unit.pricing import shop

APP = AppSettings()
VOICE = Voice(
    version="sha256:voice",
    fallback_cover="Dear {buyer_name},\nquotation {reference} of {company}, good until {valid_until}. {thanks}",
)
BLOCKED = "It is in stock."


class Composer:
    """Writes the given texts one after the other, and remembers what it was told."""

    def __init__(self, *texts: str | Exception) -> None:
        self.texts = list(texts)
        self.told: list[tuple[GateResult, ...]] = []

    def compose(self, request: CoverRequest) -> Cover:
        self.told.append(request.failures)
        text = self.texts.pop(0)
        if isinstance(text, Exception):
            raise text
        return Cover(text=text, origin="test")


class Gate:
    """A gate made of one function."""

    def __init__(self, act: Callable[[GateRequest], GateResult]) -> None:
        self.act = act

    def check(self, request: GateRequest) -> GateResult:
        return self.act(request)


def composed(
    composer: Composer,
    of: Draft | None = None,
    *,
    voice: Voice = VOICE,
    more: Sequence[tuple[str, GuardrailGate]] = (),
    reprice: Callable[[Draft], Draft] | None = None,
) -> Draft:
    docs = shop.documents(voice=voice)
    chain = [*gates(docs), *more]
    return compose_cover(of or draft(), docs, COMPANY, ("mine", composer), chain, APP, reprice=reprice)


def cover_of(done: Draft) -> Cover:
    assert done.cover is not None
    return done.cover


def test_a_cover_that_passes_is_taken_at_once() -> None:
    done = composed(Composer("Thank you."))
    assert cover_of(done) == Cover(text="Thank you.", origin="mine", attempts=1)
    assert [(gate.gate, gate.outcome) for gate in done.gates] == [
        ("citation", Outcome.PASS), ("fabricated_sku", Outcome.PASS), ("block_list", Outcome.PASS),
        ("discount_cap", Outcome.PASS),
    ]  # fmt: skip
    assert done.notes == ()


def test_each_try_is_told_what_failed_before() -> None:
    composer = Composer(BLOCKED, "See TB-9999.", "Thank you.")
    done = composed(composer)
    assert [[failure.gate for failure in told] for told in composer.told] == [
        [], ["block_list"], ["block_list", "fabricated_sku"]
    ]  # fmt: skip
    assert cover_of(done).attempts == 3
    assert len(done.notes) == 2
    assert "in stock" in done.notes[0]


def test_after_three_failures_the_voices_fallback_is_used() -> None:
    done = composed(Composer(BLOCKED, BLOCKED, BLOCKED))
    cover = cover_of(done)
    assert (cover.origin, cover.attempts) == ("voice", 3)
    assert cover.text == (
        "Dear Dana Field,\nquotation Q-EEEE-FFFF-0123 of Northgate Fixings, good until April 9, 2026. {thanks}"
    )
    assert all(gate.outcome is not Outcome.FAIL for gate in done.gates)


@pytest.mark.parametrize("fallback", ["", "Guaranteed by {company}."])
def test_the_built_in_cover_is_the_last_resort(fallback: str) -> None:
    done = composed(Composer(BLOCKED, BLOCKED, BLOCKED), voice=replace(VOICE, fallback_cover=fallback))
    assert cover_of(done).origin == "built-in"
    assert "Q-EEEE-FFFF-0123" in cover_of(done).text


def test_a_composer_that_breaks_or_writes_nothing_has_failed_a_try() -> None:
    composer = Composer(ValueError("no"), "  ", "Thank you.")
    done = composed(composer)
    assert (cover_of(done).text, cover_of(done).attempts) == ("Thank you.", 3)
    assert composer.told[2][0].detail == "ValueError: no"


def test_a_composer_that_cannot_write_now_is_asked_again_later() -> None:
    with pytest.raises(TransientError):
        composed(Composer(TransientError("busy")))


def test_a_gate_that_crashes_blocks() -> None:
    def crash(request: GateRequest) -> GateResult:
        raise KeyError("gone")

    done = composed(Composer("One.", "Two.", "Three."), more=[("own", Gate(crash))])
    assert cover_of(done).origin == "built-in"
    assert done.gates[-1].outcome is Outcome.FAIL
    assert "KeyError" in done.gates[-1].detail
    assert any("own" in line for line in done.needs_attention)


def test_a_gate_may_ask_for_a_manager() -> None:
    asks = GateResult(gate="own", outcome=Outcome.FLAG, needs_manager=True)
    assert composed(Composer("Thank you."), more=[("own", Gate(lambda _: asks))]).manager_approval


def test_the_four_cannot_be_left_out() -> None:
    with pytest.raises(ConfigError, match="discount_cap"):
        run_gates(draft(), shop.documents(), COMPANY, gates()[:3], cover="")


def test_a_rejected_request_gets_no_cover() -> None:
    done = composed(Composer(), draft().model_copy(update={"move": Move.REJECT}))
    assert (done.cover, done.gates) == (None, ())


def stale() -> Draft:
    good = draft()
    lines = (replace(good.lines[0], unit_price=shop.D("1.000")), *good.lines[1:])
    return good.model_copy(update={"lines": lines})


def test_a_line_that_fails_citation_is_priced_once_more() -> None:
    calls = []

    def reprice(old: Draft) -> Draft:
        calls.append(old)
        return draft()

    done = composed(Composer("Thank you."), stale(), reprice=reprice)
    assert len(calls) == 1
    assert done.needs_attention == ()
    assert done.gates[0].outcome is Outcome.PASS


def test_a_line_that_fails_citation_twice_goes_to_the_rep() -> None:
    composer = Composer("Thank you.")
    done = composed(composer, stale(), reprice=lambda old: old)
    assert len(composer.told) == 1  # another cover would not mend a line
    assert done.needs_attention
    assert all(line.startswith("line 1: ") for line in done.needs_attention)
    assert done.gates[0].outcome is Outcome.FAIL


def test_the_fallback_runs_no_code_in_its_placeholders() -> None:
    voice = replace(VOICE, fallback_cover="{buyer_name.__class__} {0} {company!r} {unknown} {Company}")
    docs = shop.documents(voice=voice)
    assert fallback_cover(draft(), docs, COMPANY, APP) == (
        "{buyer_name.__class__} {0} {company!r} {unknown} Northgate Fixings"
    )


def test_a_voice_that_says_what_may_not_be_said_costs_one_try() -> None:
    row = shop.row("voice", "say", 5, "We have all of it in stock.")
    voice = replace(shop.VOICE, say=(Phrase("We have all of it in stock.", row),))
    docs = shop.documents(voice=voice)
    composer = EmbeddedCover(NoSettings(), shop.context(docs))
    done = compose_cover(draft(), docs, COMPANY, ("embedded", composer), gates(docs), APP)
    assert (cover_of(done).origin, cover_of(done).attempts) == ("embedded", 2)
    assert "stock" not in cover_of(done).text
