"""The queue: what waits for a person, and what has been done."""

from __future__ import annotations

from dataclasses import asdict, replace
from decimal import Decimal
from urllib.parse import urlencode

from starlette.responses import Response

from qd_core.entry.web.pages.review import assignable
from qd_core.entry.web.view.queue_list import (
    MOST_WAITING,
    PAGE,
    Filters,
    Item,
    Rows,
    Tab,
    counts,
    group,
    load,
    moves_of,
)
from qd_core.entry.web.visits import Visit, page
from qd_core.model.quote import Move
from qd_core.ports import QueueName

__all__ = ["filters_of", "routes", "tab_of"]

_WAITING = (Tab.WAITING, Tab.ASKED)
_FLAGS = ("manager", "over_cap", "below_margin", "manual_price", "below_moq", "unverified_sender")


def front(visit: Visit) -> Response:
    """The front door leads to the queue."""
    return visit.go("/queue")


def queue(visit: Visit) -> Response:
    """One tab of the queue."""
    app, now = visit.app, visit.app.backend.clock.now()
    tab, filters = tab_of(visit), filters_of(visit)
    before = visit.asked("before") or None
    waiting = tab in _WAITING
    # the counts beside the moves are of what the other filters leave
    loaded = load(app, tab, replace(filters, move="") if waiting else filters, before=before)
    rows = loaded.items
    numbers = counts(app)
    whole = numbers[tab] <= MOST_WAITING and before is None
    shown = [item for item in rows if not filters.move or item.text("move") == filters.move]
    first = _number(visit.asked("from"))
    visible = shown[first : first + PAGE]
    return visit.render(
        "queue.html",
        tab=tab,
        tabs=numbers,
        whole=whole,
        most=MOST_WAITING,
        filters=filters,
        flags=_FLAGS,
        moves=[(move, moves_of(rows)[move] if waiting and whole else None) for move in Move],
        groups=group(visible, now, grouped=waiting and (filters.order or "urgent") == "urgent"),
        shown=len(visible),
        found=len(shown) if waiting and whole else None,
        older=_older(tab, filters, loaded, shown, first),
        now=now,
        drafted=sum((item.value or Decimal(0) for item in rows), Decimal(0)),
        late=sum(1 for item in rows if item.level(now) == "bad"),
        managers=sum(1 for item in rows if item.fields.get("manager")),
        dead=sum(len(app.backend.queue.dead_letters(name)) for name in QueueName),
        names=visit.desk.people_by_email(),
        people=assignable(visit),
        me=visit.actor.email,
        query=visit.request.url.query,
    )


def tab_of(visit: Visit) -> Tab:
    """The tab that the address names."""
    return Tab(visit.asked("tab")) if visit.asked("tab") in set(Tab) else Tab.WAITING


def filters_of(visit: Visit) -> Filters:
    """The filters that the address names; what is none is left out."""
    move, flag = visit.asked("move"), visit.asked("flag")
    return Filters(
        text=visit.asked("q"),
        move=move if move in set(Move) else "",
        age=visit.asked("age") if visit.asked("age") in {"ok", "warn", "bad"} else "",
        flag=flag if flag in _FLAGS else "",
        who=visit.asked("who").lower(),
        order=visit.asked("order") if visit.asked("order") in {"urgent", "value", "new"} else "",
    )


def _older(tab: Tab, filters: Filters, loaded: Rows, shown: list[Item], first: int) -> str:
    """The address of the rows that follow; empty where these are the last."""
    kept = {name: value for name, value in asdict(filters).items() if value}
    kept["q"] = kept.pop("text", "")
    kept["tab"] = tab
    if len(shown) - first > PAGE and (tab in _WAITING or filters.order == "value"):
        kept["from"] = str(first + PAGE)
    elif len(shown) - first > PAGE:
        kept["before"] = shown[first + PAGE - 1].rfq_id
    elif loaded.beyond and filters.order != "value":
        kept["before"] = loaded.beyond
    else:
        return ""
    return "/queue?" + urlencode({name: value for name, value in kept.items() if value})


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else 0


routes = [page("/", front), page("/queue", queue)]
