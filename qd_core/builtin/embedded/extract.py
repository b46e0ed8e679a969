"""The embedded field extractor: a thin adapter over `qd_core.reading`. No network, no model."""

from __future__ import annotations

from qd_core.model.rfq import Fields, Topic
from qd_core.plugin import FieldRequest, NoSettings, ProviderContext
from qd_core.reading.constraints import read_constraints
from qd_core.reading.context import read_context
from qd_core.reading.request import asks_for_quote, line_items

__all__ = ["EmbeddedExtractor"]


class EmbeddedExtractor:
    """Reads every topic from checkable signals; each value carries the span it was read from."""

    pure = True

    def __init__(self, settings: NoSettings, context: ProviderContext) -> None:
        self._settings = settings

    def extract(self, request: FieldRequest) -> Fields:
        """The answer to one topic."""
        rfq, documents = request.rfq, request.documents
        if request.topic is Topic.LINE_ITEMS:
            return Fields(
                line_items=line_items(rfq, documents), asks_for_quote=asks_for_quote(rfq, documents)[0]
            )
        if request.topic is Topic.CONSTRAINTS:
            return Fields(constraints=read_constraints(rfq, documents))
        return Fields(context=read_context(rfq, documents))
