"""Contracts of what reads: captcha verifiers, intake parsers, text extractors, field extractors."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest

from qd_core.errors import RejectedError, TransientError
from qd_core.model.message import Document, ExtractedText, InboundMessage, Pending, Source
from qd_core.model.rfq import Extracted, Fields, LineItem, Rfq, Topic
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.protocols import (
    CaptchaRequest,
    CaptchaVerdict,
    CaptchaVerifier,
    FieldExtractor,
    FieldRequest,
    IntakeParser,
    TextExtractor,
)

__all__ = [
    "CaptchaVerifierContract",
    "FieldExtractorContract",
    "IntakeParserContract",
    "TextExtractorContract",
]

GARBAGE = (
    b"",
    b"\x00" * 64,
    b"\xff\xfe\x00garbage",
    b"From nobody\n\n{not json",
    b"PK\x03\x04broken",
    b"%PDF-1.7 broken",
)


class CaptchaVerifierContract:
    """Give a fixture ``verifier``."""

    @pytest.mark.parametrize("token", ["", "x", "not a token", "x" * 1_000_000])
    def test_any_token_gets_a_verdict_or_a_transient_error(
        self, verifier: CaptchaVerifier, token: str
    ) -> None:
        request = CaptchaRequest(token, "192.0.2.1", "quotes.example", "quote", "website-quote")
        try:
            verdict = verifier.verify(request)
        except TransientError:
            return
        assert isinstance(verdict, CaptchaVerdict), f"verify returned {type(verdict).__name__}"
        assert verdict.passed or verdict.reason, "a verdict that is not passed says why"


class IntakeParserContract:
    """Give fixtures ``parser``, ``accepted`` (a message of its lane) and ``declined`` (a message of another)."""

    def test_an_accepted_message_becomes_an_rfq(self, parser: IntakeParser, accepted: InboundMessage) -> None:
        rfq = parser.parse(accepted)
        assert isinstance(rfq, Rfq), f"parse returned {type(rfq).__name__}"
        assert rfq.lane == accepted.lane
        assert rfq.received_at.utcoffset() == timedelta(0), "received_at must be aware and in UTC"
        assert rfq.buyer.email == rfq.buyer.email.strip()
        assert rfq.buyer.domain == rfq.buyer.email.rpartition("@")[2].lower() or not rfq.buyer.domain
        assert all(attachment.content is not None for attachment in rfq.attachments), (
            "attachments carry their bytes"
        )

    def test_the_callers_time_wins(self, parser: IntakeParser, accepted: InboundMessage) -> None:
        when = accepted.received_at
        if when is not None:
            rfq = parser.parse(accepted)
            assert rfq is not None
            assert rfq.received_at == when.astimezone(UTC)

    def test_another_lane_is_declined(self, parser: IntakeParser, declined: InboundMessage) -> None:
        assert parser.parse(declined) is None

    @pytest.mark.parametrize("content", GARBAGE)
    def test_garbage_is_read_or_refused_never_a_crash(
        self, parser: IntakeParser, accepted: InboundMessage, content: bytes
    ) -> None:
        try:
            rfq = parser.parse(accepted.model_copy(update={"content": content}))
        except RejectedError as error:
            assert str(error), "a refusal says why"
        else:
            assert rfq is None or isinstance(rfq, Rfq)

    def test_the_same_message_gives_the_same_rfq(
        self, parser: IntakeParser, accepted: InboundMessage
    ) -> None:
        assert parser.parse(accepted) == parser.parse(accepted)


class TextExtractorContract:
    """Give fixtures ``extractor``, ``accepted`` (a file of its kind with text in it) and ``declined``."""

    def test_an_accepted_file_is_read(self, extractor: TextExtractor, accepted: Document) -> None:
        found = extractor.extract(accepted)
        if isinstance(found, Pending):
            assert found.job
            return
        assert isinstance(found, ExtractedText), f"extract returned {type(found).__name__}"
        assert found.unread is None, found.unread
        assert found.text.strip() or found.tables, "nothing was read"
        for table in found.tables:
            numbers = [row.number for row in table.rows]
            assert numbers == sorted(numbers), "rows keep the order of their numbers"

    def test_another_kind_is_declined(self, extractor: TextExtractor, declined: Document) -> None:
        assert extractor.extract(declined) is None

    def test_a_cut_off_file_is_unread_with_a_reason_never_a_crash(
        self, extractor: TextExtractor, accepted: Document
    ) -> None:
        for share in (0.1, 0.5, 0.9):
            cut = accepted.model_copy(
                update={"content": accepted.content[: int(len(accepted.content) * share)]}
            )
            found = extractor.extract(cut)
            assert found is None or isinstance(found, ExtractedText | Pending)

    def test_the_same_file_gives_the_same_text(self, extractor: TextExtractor, accepted: Document) -> None:
        first = extractor.extract(accepted)
        if not isinstance(first, Pending):
            assert first == extractor.extract(accepted)


class FieldExtractorContract:
    """Give fixtures ``extractor``, ``documents`` and ``rfq`` (one that asks for at least one item)."""

    def _ask(self, extractor: FieldExtractor, topic: Topic, rfq: Rfq, documents: CompanyDocuments) -> Fields:
        found = extractor.extract(FieldRequest(topic, rfq, documents))
        assert isinstance(found, Fields), f"extract({topic}) returned {type(found).__name__}"
        return found

    def test_every_topic_is_answered(
        self, extractor: FieldExtractor, rfq: Rfq, documents: CompanyDocuments
    ) -> None:
        lines = self._ask(extractor, Topic.LINE_ITEMS, rfq, documents).line_items
        assert lines, "the RFQ asks for at least one item"
        assert [line.position for line in lines] == list(range(1, len(lines) + 1))
        for topic in (Topic.CONSTRAINTS, Topic.CONTEXT):
            self._ask(extractor, topic, rfq, documents)

    def test_every_value_stands_where_it_says(
        self, extractor: FieldExtractor, rfq: Rfq, documents: CompanyDocuments
    ) -> None:
        for line in self._ask(extractor, Topic.LINE_ITEMS, rfq, documents).line_items:
            _assert_line(line, rfq)
        constraints = self._ask(extractor, Topic.CONSTRAINTS, rfq, documents).constraints
        for name in type(constraints).model_fields:
            _assert_source(getattr(constraints, name), rfq)

    def test_an_empty_message_asks_for_nothing(
        self, extractor: FieldExtractor, rfq: Rfq, documents: CompanyDocuments
    ) -> None:
        empty = rfq.model_copy(update={"text": "", "subject": "", "tables": (), "attachments": ()})
        assert self._ask(extractor, Topic.LINE_ITEMS, empty, documents).line_items == ()


def _assert_line(line: LineItem, rfq: Rfq) -> None:
    assert (line.quantity is None) == (line.problem is not None), "a quantity, or the problem with it"
    assert 0 <= line.confidence <= 1
    for field in (line.name_or_sku, line.quantity, line.unit):
        _assert_source(field, rfq)


def _assert_source(field: Extracted[Any] | None, rfq: Rfq) -> None:
    if field is None:
        return
    assert 0 <= field.confidence <= 1
    text = _part(field.source, rfq)
    if field.source.start is not None and text is not None:
        found = text[field.source.start : field.source.end]
        assert found == field.source.quote, (
            f"{field.source.quote!r} does not stand at its span; there is {found!r}"
        )


def _part(source: Source, rfq: Rfq) -> str | None:
    parts = {"text": rfq.text, "subject": rfq.subject, **{item.name: item.text for item in rfq.attachments}}
    return parts.get(source.part)
