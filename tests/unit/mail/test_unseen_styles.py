"""Ways to write a style, all of which every mail program understands; and what they must not hide."""

from __future__ import annotations

import pytest

from qd_core.reading.mail.markup.rendering import HIDDEN_NOTE, render
from qd_core.reading.mail.plain_text import clean_text

HIDING = [
    "font:0/0 a",
    "font: italic 700 0px/1 serif",
    "clip-path:inset(50%)",
    "clip-path: circle(0)",
    "dis\\70lay:none",
    "d\\69 splay:no\\6e e",
    "display:/* x */none",
    "/**/display:none",
]
SHOWING = [
    "font:12px/1.5 Arial",
    "font: bold 700 14pt serif",
    "font:inherit",
    "clip-path:inset(10%)",
    "/* display:none */color:red",
    "content:'\\201C'",
]


@pytest.mark.parametrize("style", HIDING)
def test_hidden(style: str) -> None:
    found = render(f'<p>Hello</p><p style="{style}">40 AB-100</p>')
    assert "AB-100" not in found.text
    assert found.notes == (HIDDEN_NOTE,)


@pytest.mark.parametrize("style", SHOWING)
def test_shown(style: str) -> None:
    assert "40 AB-100" in render(f'<p>Hello</p><p style="{style}">40 AB-100</p>').text


@pytest.mark.parametrize(
    ("rule", "hides"),
    [
        (".o p{display:none}", True),
        ("div.o > p {display:none}", True),
        ("#n .o p{display:none}", True),
        ("p.a.b{display:none}", True),
        ("p.a.c{display:none}", False),
        ("@media only screen { .o p{display:none} }", True),
        ("@media screen and (max-width:400px){.o p{display:none}}", False),
        (".other p{display:none}", False),
        ("p .o{display:none}", False),
        ("/* p{display:none}", False),
        ("@media print{.o p{display:none}}", False),
    ],
)
def test_rules_for_what_is_inside(rule: str, hides: bool) -> None:
    page = f'<style>{rule}</style><div id="n"><div class="o"><p class="b a">40 AB-100</p></div></div><p>Thanks</p>'
    found = render(page)
    assert ("AB-100" not in found.text) is hides
    assert "Thanks" in found.text


def test_text_turned_round_by_an_element() -> None:
    assert (
        clean_text(render('<p>please quote <bdo dir="rtl">021</bdo> SH-0810</p>').text).strip()
        == "please quote 120 SH-0810"
    )
    assert clean_text(render('<p><bdo dir="ltr">120</bdo> SH-0810</p>').text).strip() == "120 SH-0810"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\u202e021\u202c SH-0810", "120 SH-0810"),
        ("20 \u202e0180-HS", "20 SH-0810"),
        ("\u202eba\ncd", "ab\ncd"),
        ("\u202d40\u202c pcs", "40 pcs"),
        ("\u202eab\u202ecd\u202c", "badc"),
    ],
)
def test_an_override_is_read_as_it_is_shown(written: str, shown: str) -> None:
    assert clean_text(written) == shown


@pytest.mark.parametrize("char", ["\u200b", "\u200f", "\u2066", "\u00ad", "\ufeff"])
def test_characters_that_nobody_sees_are_gone_from_html_too(char: str) -> None:
    assert render(f"<p>20{char} SH-{char}0810</p><p>{char}</p>").text == "20 SH-0810"
    assert render(f"<p>1</p><p>{char}</p><p>2</p>").text == "1\n\n2"
