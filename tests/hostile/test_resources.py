"""What is sent to cost time or memory is read, or refused with a reason, within limits; time grows with size, no faster.

Processor time is measured, not the clock; what seems too slow is measured again before it counts.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.model.message import InboundMessage
from tests.hostile.attacks import BOMBS, SHAPES, Attack, Shape
from tests.hostile.company import Drafted, draft_of, taken_in, what_came_of
from tests.hostile.mails import plain
from tests.hostile.weighing import Weight, weigh

SLACK = 3
"""A loaded machine has cold caches: what the product must keep on a quiet one, it may pass here by this factor."""
TRIES = 3
ALLOWED = 3.2
"""Twice the size may be this much work; a square law is 4. Under ``BRIEF`` seconds nothing can be told."""
BRIEF = 0.4
SECONDS_A_MEGABYTE = 120
"""Of the whole chain, from mail to draft, where every ten bytes are a line to be priced."""

LONG = {
    *("text: newlines", "text: quote marks", "text: On Tue lines", "text: dashes", "text: dashes in lines"),
    *("text: digits", "text: numbers", "text: street", "html: divs", "html: styles", "html: less than"),
}


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is loaded and built once is not weighed."""
    draft_of(plain())


def weighed(message: InboundMessage) -> tuple[Drafted, Weight]:
    out: list[str] = []
    weight = weigh(lambda: out.append(taken_in(message)))
    return what_came_of(out[0]), weight


def reasons(drafted: Drafted) -> str:
    unread = [one.unread or "" for one in drafted.rfq.attachments]
    return " ".join([*unread, *drafted.rfq.notes, *(reason.detail for reason in drafted.draft.reasons)])


@pytest.mark.slow
@pytest.mark.parametrize("attack", [pytest.param(one, id=one.name) for one in BOMBS])
def test_an_attack_is_read_or_refused_within_its_limits(attack: Attack) -> None:
    message = attack.make()
    for _ in range(TRIES):
        made, weight = weighed(message)
        assert attack.refused in reasons(made)
        too_slow = weight.seconds > attack.seconds * SLACK
        too_large = weight.megabytes is not None and weight.megabytes > attack.megabytes
        if not (too_slow or too_large):
            return
    pytest.fail(f"took {weight} in each of {TRIES} tries")


@pytest.mark.slow
@pytest.mark.parametrize("shape", [pytest.param(one, id=one.name) for one in SHAPES])
def test_twice_the_size_is_about_twice_the_work(shape: Shape) -> None:
    size = min(shape.size, 40_000)  # the shapes that are cut at a length show their law below it
    longest = SECONDS_A_MEGABYTE * size / 1e6
    found = []
    for _ in range(TRIES):
        once, twice = (weighed(shape.make(part))[1].seconds for part in (size // 2, size))
        if twice < longest and (twice < BRIEF or twice < ALLOWED * once):
            return
        found.append(f"{once:.1f} s, twice the size {twice:.1f} s")
    pytest.fail(
        f"at most {ALLOWED} times the work for twice the size, and {longest:.1f} s: {'; '.join(found)}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("shape", [pytest.param(one, id=one.name) for one in SHAPES if one.name in LONG])
def test_a_megabyte_of_it_is_read_or_cut(shape: Shape) -> None:
    for _ in range(TRIES):
        _, weight = weighed(shape.make(1_000_000))
        if weight.seconds < 20:
            return
    pytest.fail(f"a megabyte took {weight.seconds:.1f} s")


def test_the_scales_can_tell_a_square_law() -> None:
    def square(size: int) -> Callable[[], object]:
        text = "a" * size
        return lambda: [text.count("b", at) for at in range(size)]

    once, twice = (min(weigh(square(size)).seconds for _ in range(3)) for size in (8_000, 16_000))
    assert twice > 2.6 * once
