"""Whether a message asks for a quote at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from qd_core.model.message import Lane
from qd_core.model.rfq import LineItem, Rfq
from qd_core.reading.line_items.language.table import (
    QUOTE_WORDS,
    PhraseTable,
    languages_of,
    phrases,
    words_of,
)
from qd_core.reading.line_items.language.tags import Tag

__all__ = ["asks_for_quote"]

_SURE: Final = 0.9
"""Confidence of a name that is the catalog's own."""
LONGEST: Final = 20_000
"""Characters that are looked at: who asks for a quote says so early."""
_ELSE: Final = "the mail is about something else"
_AT_ONCE: Final = 12
"""Characters that a bullet, a position or a label takes before what it lists."""
_NEAR: Final = 3
"""Words from `for` to the occasion that the goods are for."""
_OWN: Final = frozenset({"text", "form", "subject"})
_SUPPOSING: Final = frozenset(
    {("if", "you"), ("if", "your"), ("should", "you"), ("whether", "you"), ("falls", "sie"), ("wenn", "sie")}
    | {("si", "vous"), ("si", "usted"), ("si", "ustedes"), ("als", "u"), ("se", "avete")}
)
_HOW_MUCH: Final = frozenset(
    {("much", verb) for verb in "is are for does do would will".split()}
    | {("you", "charge"), ("you", "charging"), ("wie", "teuer"), ("combien", "vaut"), ("combien", "valent")}
    | {("combien", "font"), ("cuanto", "vale"), ("cuanto", "valen"), ("cuanto", "salen"), ("quanto", "viene")}
    | {("quanto", "vengono"), ("hoe", "duur"), ("a", "combien"), ("est", "combien"), ("fait", "combien")}
    | {
        ("combien", "pour"),
        ("a", "cuanto"),
        ("a", "como"),
        ("cuanto", "sale"),
        ("cuanto", "seria"),
        ("cuanto", "serian"),
    }
)
"""Pairs that ask for a price without a word for it: `how much are A?`."""
_QUOTES: Final = ("cotiz", "cotic", "presupuest", "chiffr")
"""How every form of these verbs begins: cotízame, presupuéstanos, chiffre-moi."""
_GIVES_BACK: Final = frozenset("return returning retourner retournez devolver devuelvan".split())
_AS_FAR: Final = 3
"""Words between `return` and what is to come back: `return your completed quotation`."""
_OWED: Final = frozenset(
    "owe owed outstanding due overdue balance longer time notice delivery shipping".split()
)
_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class _Sentence:
    tags: frozenset[Tag]
    quote: bool
    question: bool
    supposes: bool
    """`If you need …`: what the reader may want, not the writer."""
    start: int = 0
    end: int = 0
    """Where its words begin and end in the text."""


def asks_for_quote(rfq: Rfq, items: tuple[LineItem, ...]) -> tuple[bool, str]:
    """Whether anything in the message asks for a quote, and the reason in words (spec: intake, screen).

    Items that the text or a form names are a request. Items of an attachment are one unless the mail says that it is
    about something else (an invoice, a complaint). Without items a sentence must ask for a price or an offer; in the
    mail of one who seeks work a subject (`Job enquiry`) does not.
    """
    said = list(_sentences(_without_names(rfq.text, items)))
    sentences = [*_sentences(rfq.subject), *said]
    seeks_work = any(Tag.HIRING in sentence.tags for sentence in said)
    heard = said if seeks_work else sentences
    asking = not _only_sells(said) and any(_asks(sentence) for sentence in heard)
    other = any(sentence.tags & {Tag.SUPPORT, Tag.HIRING} for sentence in sentences)
    if not asking and (about := _something_else(said, sentences, items, other=other)):
        return False, about
    told = [] if asking else [sentence for sentence in said if _tells(sentence, said)]
    own = _without_told([item for item in items if _is_own(item, asking=asking)], told)
    listed = [item for item in items if item.name_or_sku.source.part not in _OWN]
    if own:
        return True, f"{len(own)} items are asked for"
    if listed and (asking or not other):
        return True, f"{len(listed)} items are listed in the attachments"
    if asking:
        return True, "a quote is asked for"
    sent = rfq.lane in {Lane.UPLOAD, Lane.FORM} or _sends_list(rfq, sentences)
    if rfq.attachments and not other and sent:
        return True, "an attachment may hold the request"
    return False, _ELSE if other else "nothing in it asks for a quote"


def _without_names(text: str, items: tuple[LineItem, ...]) -> str:
    """``text`` with the names of several words blanked: a manual damper is no manual."""
    for item in items:
        source = item.name_or_sku.source
        several = " " in source.quote and item.quantity is not None
        if several and source.part == "text" and source.start is not None and source.end is not None:
            text = text[: source.start] + "_" * (source.end - source.start) + text[source.end :]
    return text


def _something_else(
    said: list[_Sentence], sentences: list[_Sentence], items: tuple[LineItem, ...], *, other: bool
) -> str:
    """What a message that asks for no quote is about, in spite of the goods that it names; empty where those count."""
    if _only_sells(said) or (not items and any(Tag.SELL in sentence.tags for sentence in sentences)):
        return "the sender offers something"
    sure = any(item.name_or_sku.confidence >= _SURE or _is_wanted(item, said) for item in items)
    return _ELSE if other and not sure else ""


def _is_wanted(item: LineItem, said: list[_Sentence]) -> bool:
    """Whether ``item`` stands in a sentence that asks for it, whatever else the mail tells: `Our pump is broken. We
    need 2 pumps.`"""
    source = item.name_or_sku.source
    if source.part != "text" or source.start is None or item.quantity is None:
        return False
    here = next((one for one in said if one.start <= source.start < one.end), None)
    return here is not None and Tag.ASK in here.tags and not here.tags & {Tag.SUPPORT, Tag.NEGATE, Tag.SELL}


def _asks(sentence: _Sentence) -> bool:
    """Whether a sentence asks for a price or an offer, and does not tell of one."""
    if not sentence.quote or sentence.tags & {Tag.SELL, Tag.SUPPORT, Tag.HIRING, Tag.NEGATE}:
        return False
    if Tag.PAST in sentence.tags and not sentence.question:
        return False
    return sentence.question or bool(sentence.tags & {Tag.ASK, Tag.PRICE, Tag.POLITE, Tag.ATTACHED})


def _is_own(item: LineItem, *, asking: bool) -> bool:
    """Whether the buyer's own words ask for ``item``; one that only the subject names is a topic (`rust on A-12`)
    unless it is counted or a quote is asked for."""
    part = item.name_or_sku.source.part
    return part in _OWN and (part != "subject" or asking or item.quantity is not None)


def _tells(sentence: _Sentence, said: list[_Sentence]) -> bool:
    """Whether a sentence tells of a delivery, an invoice or a complaint and asks for no goods. One word of that kind
    may be an occasion (`for the holiday: 40 A-12`): another sentence is about it, too, or this one tells of the past.
    """
    if Tag.SUPPORT not in sentence.tags or sentence.tags & {Tag.ASK, Tag.PRICE, Tag.POLITE}:
        return False
    return Tag.PAST in sentence.tags or sum(Tag.SUPPORT in other.tags for other in said) > 1


def _without_told(items: list[LineItem], told: list[_Sentence]) -> list[LineItem]:
    """``items`` without those that are only told of; then words that are not the catalog's own (`the 2 missing`) are
    nothing asked for either."""
    left = [item for item in items if not _is_told(item, told)]
    return left if len(left) == len(items) else [one for one in left if one.name_or_sku.confidence >= _SURE]


def _is_told(item: LineItem, told: list[_Sentence]) -> bool:
    """Whether ``item`` stands behind other words in a sentence that only tells (`the driver left 38 cases of A-12
    and the invoice says 40`); what begins its line is listed, whatever follows it."""
    source = item.name_or_sku.source
    if source.part != "text" or source.start is None:
        return False
    first = item.quantity.source.start if item.quantity is not None else None
    begin = source.start if first is None else min(first, source.start)
    return any(
        sentence.start <= begin < sentence.end and begin - sentence.start > _AT_ONCE for sentence in told
    )


def _only_sells(sentences: list[_Sentence]) -> bool:
    """Whether the message praises goods more than once and wants none: what it names is on offer, not asked for.
    Then its subject (`best offer`) asks nothing either."""
    selling = sum(Tag.SELL in sentence.tags for sentence in sentences)
    wants = any(
        Tag.ASK in sentence.tags
        and not sentence.tags & {Tag.SELL, Tag.SUPPORT, Tag.NEGATE}
        and not sentence.supposes
        for sentence in sentences
    )
    return selling > 1 and not wants


def _sends_list(rfq: Rfq, sentences: list[_Sentence]) -> bool:
    """Whether files came with hardly a word, or with words of a request."""
    files = [attachment for attachment in rfq.attachments if not attachment.inline]
    if not files:
        return False
    return len(rfq.text.split()) <= 12 or any(
        sentence.tags & {Tag.ATTACHED} and sentence.tags & {Tag.ASK, Tag.PRICE} for sentence in sentences
    )


def _sentences(text: str) -> Iterator[_Sentence]:
    text = text[:LONGEST]
    table = phrases(languages_of(words_of(text)))
    start = 0
    for end in [match.start() for match in _SENTENCE.finditer(text)] + [len(text)]:
        piece = text[start : end + 1]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield replace(_sentence(piece, table), start=begin, end=end + 1)
        start = end + 1


def _sentence(text: str, table: PhraseTable) -> _Sentence:
    keys = words_of(text)
    tags: set[Tag] = set()
    at = 0
    purpose = -_NEAR - 1
    while at < len(keys):
        found, size = table.longest(keys, at)
        purpose = at if Tag.PURPOSE in found else purpose
        quoted = keys[at] in _GIVES_BACK and not QUOTE_WORDS.isdisjoint(keys[at + 1 : at + 2 + _AS_FAR])
        if quoted:
            found = found - {Tag.SUPPORT} | {Tag.ASK}  # return a quote
        elif Tag.OCCASION in found and at - purpose <= _NEAR:
            found -= {Tag.SUPPORT}  # for the holiday party
        tags |= found
        at += max(size, 1)
    supposes = any(pair in _SUPPOSING for pair in pairwise(keys))
    how_much = any(pair in _HOW_MUCH for pair in pairwise(keys)) and _OWED.isdisjoint(keys)
    quote = how_much or any(key in QUOTE_WORDS or key.startswith(_QUOTES) for key in keys)
    return _Sentence(frozenset(tags), quote, "?" in text, supposes)
