"""Contracts of what reads: text extractors and field extractors."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

import pytest

from qd_core.model.message import Document, ExtractedText, Pending
from qd_core.model.rfq import Extracted, Fields, LineItem, Rfq, Topic
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import FieldExtractor, FieldRequest, ResumableExtractor, TextExtractor
from qd_core.testing.kinds.contract import Contract, answer, needed, told
from qd_core.testing.requests import rfq_saying

__all__ = ["FieldExtractorContract", "TextExtractorContract"]


class TextExtractorContract(Contract):
    """Fixtures: ``extractor``, ``accepted`` (a file of its kind with text in it) and ``declined``."""

    kind = "text_extractor"

    @pytest.fixture
    def extractor(self, qd_context: ProviderContext) -> TextExtractor:
        """The extractor named by ``provider``."""
        return cast(TextExtractor, self.built(qd_context))

    @pytest.fixture
    def accepted(self) -> Document:
        """None fits every extractor: give one."""
        needed("accepted", "a Document that the extractor reads, with text in it")

    @pytest.fixture
    def declined(self) -> Document:
        """Bytes that are no file of any kind."""
        return Document(name="blob.bin", media_type="application/octet-stream", content=b"\0\1\2\3" * 200)

    def test_an_accepted_file_is_read(self, extractor: TextExtractor, accepted: Document) -> None:
        found = _extract(extractor, accepted)
        assert found is not None, f"the file `accepted` ({accepted.name}) was declined (None)"
        if isinstance(found, Pending):
            assert found.job, "a Pending has no `job`: nothing could resume it"
            assert isinstance(extractor, ResumableExtractor), (
                "it answers Pending and has no `finish`: its text could never come in"
            )
            return
        assert found.unread is None, f"the file `accepted` was not read: {found.unread}"
        assert found.text.strip() or found.tables, "nothing was read: no text and no tables"
        for table in found.tables:
            numbers = [row.number for row in table.rows]
            assert numbers == sorted(set(numbers)), (
                f"the rows are numbered {told(numbers)}: rising, each once"
            )
            assert not numbers or numbers[0] >= 1, "rows are numbered from 1"

    def test_another_kind_is_declined(self, extractor: TextExtractor, declined: Document) -> None:
        found = _extract(extractor, declined)
        assert found is None, f"{declined.name} was read: return None for what is not yours"

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
    def test_a_cut_off_file_is_unread_with_a_reason_never_a_crash(
        self, extractor: TextExtractor, accepted: Document, share: float
    ) -> None:
        part = accepted.content[: int(len(accepted.content) * share)]
        found = _extract(extractor, accepted.model_copy(update={"content": part}))
        if isinstance(found, ExtractedText) and found.unread is not None:
            assert found.unread.strip(), "`unread` is empty: it is the reason that a person reads"

    @pytest.mark.parametrize("content", [b"\x00" * 64, b"\xff\xfe\x00\xd8 noise", b"PK\x03\x04broken"])
    def test_noise_under_its_name_is_no_crash(
        self, extractor: TextExtractor, accepted: Document, content: bytes
    ) -> None:
        _extract(extractor, accepted.model_copy(update={"content": content}))

    def test_the_same_file_gives_the_same_text(self, extractor: TextExtractor, accepted: Document) -> None:
        first = _extract(extractor, accepted)
        if not isinstance(first, Pending):
            assert first == _extract(extractor, accepted), "the same file gave another text the second time"


def _extract(extractor: TextExtractor, document: Document) -> ExtractedText | Pending | None:
    found = answer(extractor.extract, document)
    assert found is None or isinstance(found, ExtractedText | Pending), (
        f"extract returned {type(found).__name__}, not ExtractedText, Pending or None"
    )
    return found


class FieldExtractorContract(Contract):
    """Fixtures: ``extractor``, ``documents`` and ``rfq`` (one that asks for at least one item)."""

    kind = "field_extractor"

    @pytest.fixture
    def extractor(self, qd_context: ProviderContext) -> FieldExtractor:
        """The extractor named by ``provider``."""
        return cast(FieldExtractor, self.built(qd_context))

    @pytest.fixture
    def documents(self, qd_documents: CompanyDocuments) -> CompanyDocuments:
        """The documents of ``qd_documents``."""
        return qd_documents

    @pytest.fixture
    def rfq(self) -> Rfq:
        """Dana asks for 20 BR-10 and 5 BR-12."""
        return rfq_saying()

    def _ask(self, extractor: FieldExtractor, topic: Topic, rfq: Rfq, documents: CompanyDocuments) -> Fields:
        found = answer(extractor.extract, FieldRequest(topic, rfq, documents))
        assert isinstance(found, Fields), f"extract({topic}) returned {type(found).__name__}, not Fields"
        return found

    def test_every_topic_is_answered(
        self, extractor: FieldExtractor, rfq: Rfq, documents: CompanyDocuments
    ) -> None:
        lines = self._ask(extractor, Topic.LINE_ITEMS, rfq, documents).line_items
        assert lines, "no line items: the RFQ asks for at least one"
        positions = [line.position for line in lines]
        assert positions == list(range(1, len(lines) + 1)), f"positions are {positions}: they count from 1"
        for topic in (Topic.CONSTRAINTS, Topic.CONTEXT):
            self._ask(extractor, topic, rfq, documents)

    def test_every_value_stands_where_it_says(
        self, extractor: FieldExtractor, rfq: Rfq, documents: CompanyDocuments
    ) -> None:
        for line in self._ask(extractor, Topic.LINE_ITEMS, rfq, documents).line_items:
            _assert_line(line, rfq)
        constraints = self._ask(extractor, Topic.CONSTRAINTS, rfq, documents).constraints
        context = self._ask(extractor, Topic.CONTEXT, rfq, documents).context
        for answered in (constraints, context):
            for name in type(answered).model_fields:
                for field in _extracted(getattr(answered, name)):
                    _assert_source(name, field, rfq)

    def test_an_empty_message_asks_for_nothing(
        self, extractor: FieldExtractor, rfq: Rfq, documents: CompanyDocuments
    ) -> None:
        empty = rfq.model_copy(update={"text": "", "subject": "", "tables": (), "attachments": ()})
        found = self._ask(extractor, Topic.LINE_ITEMS, empty, documents).line_items
        assert found == (), f"an empty message asks for {told([line.name_or_sku.value for line in found])}"


def _assert_line(line: LineItem, rfq: Rfq) -> None:
    where = f"line {line.position}"
    assert (line.quantity is None) == (line.problem is not None), (
        f"{where} has {'a' if line.quantity else 'no'} quantity and "
        f"{'a' if line.problem else 'no'} problem: exactly one of them"
    )
    assert 0 <= line.confidence <= 1, f"the confidence of {where} is {line.confidence}: it is 0 to 1"
    if line.quantity is not None:
        value: object = line.quantity.value
        assert isinstance(value, Decimal), (
            f"the quantity of {where} is {value!r}, a {type(value).__name__}: Decimal"
        )
        assert value.is_finite(), f"the quantity of {where} is {value}"
    for name, field in (("name", line.name_or_sku), ("quantity", line.quantity), ("unit", line.unit)):
        if field is not None:
            _assert_source(f"the {name} of {where}", field, rfq)


def _extracted(value: object) -> Iterator[Extracted[Any]]:
    if isinstance(value, Extracted):
        yield value
    elif isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, Extracted))


def _assert_source(what: str, field: Extracted[Any], rfq: Rfq) -> None:
    assert 0 <= field.confidence <= 1, f"the confidence of {what} is {field.confidence}: it is 0 to 1"
    source = field.source
    parts = {"text": rfq.text, "subject": rfq.subject, **{item.name: item.text for item in rfq.attachments}}
    text = parts.get(source.part)
    if source.start is not None and text is not None:
        found = text[source.start : source.end]
        assert found == source.quote, (
            f"{what}: {told(source.quote)!r} does not stand at its span; there is {told(found)!r}"
        )
