"""The grammar of the voice (spec: documents, voice)."""

import pytest

from qd_core.documents.voice import parse_voice
from qd_core.errors import DocumentError
from qd_core.model.rules import Voice


def parsed(text: str, name: str = "voice.txt") -> Voice:
    return parse_voice(name, text.encode())


MARKDOWN = """# **How we write**

## **Tone**

Friendly counter talk. *First* names.

## **Say**

* Happy to help.

## **Never say**

\\- “best price in town”\x20\x20
100 % safe
1. same day

## **Fallback cover**

Hi {buyer\\_name},

your quote {reference} from {company} is good through {valid\\_until}.

## **Signature**

Renee Castellan\x20\x20
Inside sales
"""


def test_every_section() -> None:
    voice = parsed(MARKDOWN, "voice.md")
    assert voice.tone == "Friendly counter talk. First names."
    assert [phrase.text for phrase in voice.say] == ["Happy to help."]
    assert [(phrase.text, phrase.row.line) for phrase in voice.never_say] == [
        ("best price in town", 13), ("100 % safe", 14), ("same day", 15),
    ]  # fmt: skip
    assert voice.fallback_cover == (
        "Hi {buyer_name},\n\nyour quote {reference} from {company} is good through {valid_until}."
    )
    assert voice.signature == "Renee Castellan\nInside sales"


def test_every_line_can_be_cited() -> None:
    rows = [phrase.row for phrase in parsed(MARKDOWN, "voice.md").lines]
    assert ("Never say", 14, "100 % safe") in [(row.section, row.line, row.text) for row in rows]
    assert {row.document for row in rows} == {"voice"}
    assert [row.line for row in rows] == sorted(row.line for row in rows)


def test_plain_text_and_sections_on_one_line() -> None:
    voice = parsed("Tone: short and dry\nNEVER SAY\r\ncheapest\r\n\r\nSignature\r\nHoward")
    assert (voice.tone, [phrase.text for phrase in voice.never_say], voice.signature) == (
        "short and dry",
        ["cheapest"],
        "Howard",
    )


def test_prose_without_sections_is_the_tone() -> None:
    voice = parsed("Our voice\n\nWe are plain people. We say what we mean.")
    assert voice.tone == "We are plain people. We say what we mean."
    assert voice.never_say == ()


def test_everything_is_optional() -> None:
    voice = parsed("")
    assert (voice.tone, voice.say, voice.fallback_cover, voice.lines) == ("", (), "", ())


def test_unknown_sections_are_kept_as_lines_only() -> None:
    voice = parsed("## History\nFounded 1921.\n## Tone\nPlain.")
    assert voice.tone == "Plain."
    assert "Founded 1921." in [phrase.text for phrase in voice.lines]


@pytest.mark.parametrize(
    ("cover", "shown"), [("Hi {buyer}", "{buyer}"), ("Hi {buyer_name", "{"), ("Hi }", "}"), ("{}", "{}")]
)
def test_a_placeholder_that_nothing_fills_in_is_a_problem(cover: str, shown: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parsed(f"Fallback cover\n{cover}\n")
    (problem,) = caught.value.problems
    assert (problem.document, problem.line) == ("voice.txt", 2)
    assert f'"{shown}" is no placeholder' in problem.message
    assert "{valid_until}" in problem.message
