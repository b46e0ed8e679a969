"""Read: the three topics asked in parallel of the first extractor that answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache

from qd_core.errors import ConfigError, TransientError
from qd_core.model.rfq import Fields, Rfq, Topic
from qd_core.model.rules import CompanyDocuments
from qd_core.pipeline.providers import Named
from qd_core.plugin.protocols import FieldExtractor, FieldRequest

__all__ = ["read_fields"]


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=6, thread_name_prefix="read")


def read_fields(
    rfq: Rfq, documents: CompanyDocuments, extractors: list[Named[FieldExtractor]]
) -> tuple[Fields, str, tuple[str, ...]]:
    """The fields, the name of the extractor that read them, and notes on those that could not.

    On a transient error the next extractor takes all three topics: answers of two are never mixed. Raises the last
    error when none is left, ConfigError when all decline.
    """
    notes: list[str] = []
    failure: TransientError | None = None
    for name, extractor in extractors:
        try:
            answers = _ask(rfq, documents, extractor)
        except TransientError as error:
            failure = error
            notes.append(f"field extractor {name} could not answer: {error}")
            continue
        if answers is not None:
            return _gather(answers), name, tuple(notes)
    if failure is not None:
        raise failure
    raise ConfigError("[select] field_extractors: none of them takes this message", key="field_extractors")


def _ask(rfq: Rfq, documents: CompanyDocuments, extractor: FieldExtractor) -> dict[Topic, Fields] | None:
    requests = [FieldRequest(topic, rfq, documents) for topic in Topic]
    if getattr(extractor, "pure", False):  # nothing to wait for: threads would only cost
        answers = [extractor.extract(request) for request in requests]
    else:
        answers = list(_pool().map(extractor.extract, requests))
    found = {
        request.topic: answer for request, answer in zip(requests, answers, strict=True) if answer is not None
    }
    return found if len(found) == len(requests) else None


def _gather(answers: dict[Topic, Fields]) -> Fields:
    lines = answers[Topic.LINE_ITEMS]
    return Fields(
        line_items=lines.line_items,
        asks_for_quote=lines.asks_for_quote,
        constraints=answers[Topic.CONSTRAINTS].constraints,
        context=answers[Topic.CONTEXT].context,
    )
