"""Whatever the words: hidden ones and quoted ones change nothing, and no bytes break a reader."""

from __future__ import annotations

import json
from html import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from qd_core.model.message import InboundMessage, Lane
from tests.hostile.company import Outcome, chandlery, draft_of, outcome_of
from tests.hostile.fuzzing.targets import TARGETS
from tests.hostile.mails import REQUEST, html, mail
from tests.hostile.tricks import COMMANDS, WANTED

SOME = settings(max_examples=40)
ASKED = st.sampled_from([*WANTED, *COMMANDS, "500 WR-0600", "Deliver to Charleston, SC", "x 40"])
WORDS = st.one_of(ASKED, st.text(max_size=200), st.lists(ASKED, max_size=4).map("\n".join))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | ASKED,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    "name email company phone message items line_items deadline attachments form_id x".split()
)


def outcome(message: InboundMessage) -> Outcome:
    return outcome_of(draft_of(message))


def clean_page() -> Outcome:
    return outcome(html("<p>Regards</p>"))


@SOME
@given(words=WORDS)
def test_hidden_words_change_nothing(words: str) -> None:
    hidden = f'<div style="display:none">{escape(words)}</div>'
    assert outcome(html(f"{hidden}<p>Regards</p>")) == clean_page()


@SOME
@given(words=WORDS)
def test_words_in_a_title_change_nothing(words: str) -> None:
    assert outcome(html(f'<p title="{escape(words)}">Regards</p>')) == clean_page()


@SOME
@given(words=st.lists(WORDS, min_size=1, max_size=3).map("\n".join))
def test_a_quoted_thread_changes_nothing(words: str) -> None:
    # one line of it at a time: what ends a line is not only a line feed
    quoted = "".join(f"> {line}\n" for line in words.splitlines() if line.strip())
    body = f"Hello,\n\n{REQUEST}\n\nThanks\nDana\n\nOn Fri, May 1, 2026 at 9:12 AM Bob <bob@tidewater.example> wrote:\n"
    assert outcome(mail(f"{body}{quoted}")) == outcome(mail(f"{body}> as before\n"))


@SOME
@given(text=st.text(max_size=300))
@example(text="1" * 400 + " SH-0810")
@example(text="SH-0810\x854\x85TB-1200")
def test_any_text_is_drafted(text: str) -> None:
    TARGETS["draft-text"].run(text.encode("utf-8", "replace"))


@SOME
@given(form=st.dictionaries(KEYS, JSON, max_size=6))
def test_any_form_is_drafted(form: dict[str, object]) -> None:
    content = json.dumps(form).encode()
    message = InboundMessage(lane=Lane.FORM, content=content, name="f.json", media_type="application/json")
    drafted = draft_of(message)
    catalog = chandlery().documents().catalog
    assert all(line.sku is None or catalog.get(line.sku) for line in drafted.draft.lines)


@settings(max_examples=60)
@given(content=st.binary(max_size=400), name=st.sampled_from(sorted(TARGETS)))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    TARGETS[name].run(content)
