"""Everything that the page of one request shows, put together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qd_core.entry.web.desk import Desk
from qd_core.entry.web.view import covers, timeline
from qd_core.entry.web.view.attachments import FileView, SheetView, file_views, sheet_view
from qd_core.entry.web.view.covers import GateNote, Words
from qd_core.entry.web.view.marks import Mark, Marks, marks_of
from qd_core.entry.web.view.passages import Piece, pieces
from qd_core.entry.web.view.queue_list import FACETS, MOST_WAITING, Item, Tab, item_of
from qd_core.entry.web.view.revisions import Diff, diffs
from qd_core.entry.web.view.waterfall import Fall, fall_of, totals_margin
from qd_core.entry.web.writing import Writing
from qd_core.errors import QdError
from qd_core.model.event import Event, EventKind
from qd_core.model.quote import Draft, MatchKind, QuoteLine
from qd_core.model.review import OPEN_STATES, DeliveryState, DraftRecord, ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.record import RfqRecord
from qd_core.pipeline.review import Actor, obstacles
from qd_core.ports import TableName

__all__ = ["CandidateView", "LineView", "Neighbours", "Obstacle", "ReviewPage", "review_page"]

_LONGEST_TEXT = 60_000
_SHORT = 40


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A SKU that a line may mean, as the catalog has it now."""

    sku: str
    description: str
    price: Decimal | None
    unit: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the draft. ``was`` is its quantity in the revision before, where that was another."""

    line: QuoteLine
    fall: Fall | None
    candidates: tuple[CandidateView, ...]
    was: Decimal | None
    typed_price: Decimal | None
    typed_discount: Decimal | None
    reason: str

    @property
    def asked(self) -> str:
        """The buyer's words for this line: of a sentence that asks for several things its part alone, of a table's row
        the cells."""
        item = self.line.request
        whole = item.text.strip()
        quotes = [one.source.quote.strip() for one in (item.quantity, item.name_or_sku) if one is not None]
        places = sorted((whole.find(quote), quote) for quote in quotes if quote and quote in whole)
        if " | " in whole or len(whole) <= _SHORT or not places:
            return whole.replace(" | ", " · ")
        return whole[places[0][0] : max(place + len(quote) for place, quote in places)]

    @property
    def todo(self) -> bool:
        """Whether a person must do something about it."""
        return bool(self.line.problems) or self.line.unit_price is None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of approval, and where on the page it is mended."""

    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the buyer wrote back in the thread. ``files`` counts its attachments."""

    rfq_id: str
    at: datetime
    text: str
    files: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where the draft stands among those that wait; ``place`` is 0 where it is not worth counting."""

    place: int
    count: int
    previous: str
    next: str


@dataclass(frozen=True)
class ReviewPage:
    """One request; ``head`` and ``draft`` are None until there is a draft."""

    rfq_id: str
    record: RfqRecord
    head: DraftRecord | None
    marks: Marks
    text: Sequence[Piece]
    subject: Sequence[Piece]
    form: Sequence[tuple[str, str, Mark | None]]
    tables: Sequence[SheetView]
    files: Sequence[FileView]
    lines: Sequence[LineView]
    margin: Decimal | None
    cover: Sequence[Words]
    notes: Sequence[GateNote]
    diffs: Sequence[Diff]
    moments: Sequence[timeline.Moment]
    events: Sequence[Event]
    obstacles: Sequence[Obstacle]
    neighbours: Neighbours | None
    documents_changed: bool
    clock: Item | None
    answers: Sequence[Answer]

    @property
    def title(self) -> str:
        """What a request without a subject is called: as in the queue, by its first words or its file."""
        return drafts.says(self.head.draft) if self.head else ""

    @property
    def draft(self) -> Draft | None:
        """The revision that counts."""
        return self.head.draft if self.head else None

    @property
    def open(self) -> bool:
        """Whether a person may still act on the draft."""
        return self.head is not None and self.head.state in OPEN_STATES

    @property
    def undelivered(self) -> bool:
        """Whether it was approved and a person must say what becomes of the delivery."""
        head = self.head
        return bool(
            head and head.state is ReviewState.APPROVED and head.delivery.state is DeliveryState.FAILED
        )

    @property
    def primary(self) -> str:
        """The action that comes first: it follows the move, and what the buyer has said since."""
        if self.head is None or not self.open:
            return ""
        if not self.obstacles or not self.head.draft.questions or self.head.asked_at is not None:
            return "approve"
        return "edit" if self.head.replied_at is not None else "ask"

    @property
    def priced(self) -> int:
        """How many lines have a price."""
        return sum(1 for view in self.lines if view.line.unit_price is not None)


def review_page(desk: Desk, rfq_id: str, actor: Actor, writing: Writing) -> ReviewPage:
    """Raises QdError when there is no such request."""
    app = desk.app
    record, _ = app.record(rfq_id)
    found = app.draft(rfq_id)
    head = found[0] if found else None
    marks = marks_of(record, head.draft if head else None)
    events = timeline.events_of(app.backend.audit.trail(rfq_id))
    kept = drafts.revisions(app, head) if head and head.draft.revision > 1 else []
    rfq = record.rfq
    return ReviewPage(
        rfq_id=rfq_id,
        record=record,
        head=head,
        marks=marks,
        text=pieces(rfq.text[:_LONGEST_TEXT], marks.of("text")),
        subject=pieces(rfq.subject, marks.of("subject")),
        form=_form(record, marks),
        tables=[sheet_view(index, table, marks.of("form")) for index, table in enumerate(rfq.tables)],
        files=file_views(rfq, marks, app.backend.objects.get),
        lines=_lines(desk, head, kept[-1].draft if kept else None) if head else (),
        margin=totals_margin(head.draft.lines) if head else None,
        cover=covers.marked(head.draft.cover.text, head.draft.gates) if head and head.draft.cover else (),
        notes=covers.gate_notes(head.draft) if head else (),
        diffs=diffs(head, kept, writing) if head else (),
        moments=timeline.timeline(events, head, app.deployment.app, desk.name_of),
        events=events,
        obstacles=_obstacles(desk, head, actor) if head else (),
        neighbours=_neighbours(desk, rfq_id) if head and head.state in OPEN_STATES else None,
        documents_changed=bool(
            head and head.state in OPEN_STATES and head.draft.document_versions != app.documents().versions
        ),
        clock=_clock(desk, head) if head and head.state in OPEN_STATES else None,
        answers=_answers(desk, events),
    )


def _clock(desk: Desk, head: DraftRecord) -> Item:
    summary = json.loads(drafts.summary_of(head))
    return item_of(head.rfq_id, summary, desk.app.deployment.app)


def _answers(desk: Desk, events: Sequence[Event]) -> list[Answer]:
    """The buyer's answers, newest first, as they were read; one that was erased is left out."""
    found = []
    for event in reversed(events):
        arrival = event.data.get("arrival", "")
        if event.kind is not EventKind.REPLIED or not arrival:
            continue
        try:
            rfq = desk.app.record(arrival)[0].rfq
        except QdError:
            continue
        files = sum(1 for one in rfq.attachments if not one.inline)
        found.append(Answer(arrival, event.at, rfq.text[:_LONGEST_TEXT], files))
    return found


def _form(record: RfqRecord, marks: Marks) -> list[tuple[str, str, Mark | None]]:
    """What a web form's own fields said, with the mark of what was read from each."""
    form = record.rfq.form
    by_quote = {one.source.quote: one.mark for one in marks.of("form") if one.source.table is None}
    named = (
        ("Deadline", form.deadline),
        ("Delivery address", form.delivery_address),
        ("Payment terms", form.payment_terms),
        *form.extra.items(),
    )
    return [(name, value, by_quote.get(value)) for name, value in named if value]


def _lines(desk: Desk, head: DraftRecord, before: Draft | None) -> list[LineView]:
    catalog = desk.app.documents().catalog
    old = {line.position: line.quantity for line in before.lines} if before else {}
    views = []
    for line in head.draft.lines:
        candidates = []
        if line.match in (MatchKind.AMBIGUOUS, MatchKind.NONE, MatchKind.FUZZY, MatchKind.SEMANTIC):
            for one in line.candidates[:5]:
                item = catalog.get(one.sku)
                if item is not None:
                    candidates.append(
                        CandidateView(
                            item.sku, item.description, item.price, item.unit, one.score, one.evidence
                        )
                    )
        was = old.get(line.position)
        price, discount = head.typed_prices.get(line.position), head.typed_discounts.get(line.position)
        views.append(
            LineView(
                line=line,
                fall=fall_of(line, desk.cited_rows.around),
                candidates=tuple(candidates),
                was=was if was is not None and was != line.quantity else None,
                typed_price=price.unit_price if price else None,
                typed_discount=discount.discount if discount else None,
                reason=(price.reason if price else "") or (discount.reason if discount else ""),
            )
        )
    return views


def _obstacles(desk: Desk, head: DraftRecord, actor: Actor) -> list[Obstacle]:
    app = desk.app
    words = obstacles(head, actor, app.backend.clock.now(), app.deployment.app.time_zone)
    return [Obstacle((text[:1].upper() + text[1:]).replace("_", " "), _where(text, head)) for text in words]


def _where(text: str, head: DraftRecord) -> str:
    first, _, rest = text.partition(" ")
    if first == "line":
        return f"#line-{rest.partition(' ')[0]}"
    if first == "gate":
        return "#h-cover"
    if text.startswith("the prices were valid"):
        return f"/rfq/{head.rfq_id}/edit#valid-until"
    if text.startswith("no e-mail address"):
        return "#who-asks"
    if text.startswith("there is no line"):
        return f"/rfq/{head.rfq_id}/edit#new-line"
    return ""


def _neighbours(desk: Desk, rfq_id: str) -> Neighbours:
    """Who stands before and after among those that wait, the one that came first in front."""
    records, facets = desk.app.backend.records, FACETS[Tab.WAITING]
    count = records.count(TableName.DRAFTS, facets=facets)
    before = records.find(TableName.DRAFTS, facets=facets, limit=1, before=rfq_id)
    after = records.find(TableName.DRAFTS, facets=facets, limit=1, before=rfq_id, oldest_first=True)
    place = 0
    if count <= MOST_WAITING:
        keys = [
            one.key for one in records.find(TableName.DRAFTS, facets=facets, limit=count, oldest_first=True)
        ]
        place = keys.index(rfq_id) + 1 if rfq_id in keys else 0
    return Neighbours(place, count, before[0].key if before else "", after[0].key if after else "")
