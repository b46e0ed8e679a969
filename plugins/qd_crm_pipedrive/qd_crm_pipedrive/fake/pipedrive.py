"""Pipedrive's API: which path does what, for whom, how often."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from qd_core.testing import LoopbackRequest, Reply
from qd_crm_pipedrive.fake.account import Account
from qd_crm_pipedrive.fake.errors import RefusedError
from qd_crm_pipedrive.fake.routes import answered
from qd_crm_pipedrive.fake.store import Store

__all__ = ["FakePipedrive", "firewall"]

_COSTS = (
    (r"/search$", 20),
    (r"^GET \S+/\d+$", 1),
    (r"^GET", 10),
    (r"bulk$", 25),
    (r"/v1/(files|notes)$", 10),
)
_PAGE = b"<html><head><title>Access denied</title></head><body><h1>Error 1015</h1>You are rate limited</body></html>"


def firewall() -> Reply:
    """R: who ignores 429 is met by the firewall's page."""
    return Reply(403, body=_PAGE, headers={"content-type": "text/html; charset=UTF-8"})


class FakePipedrive:
    """``calls`` are the requests as ``POST /api/v2/deals``; ``budget`` the day's tokens;
    ``seconds`` is what its windows of two seconds are measured with."""

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.store = Store(clock)
        self.account = Account(clock)
        self.calls: list[str] = []
        self.budget = 1_000_000
        self.forbidden = ""
        self.seconds: Callable[[], float] = time.monotonic
        self._clock = clock
        self._searches: deque[float] = deque(maxlen=10)

    def set_up(self) -> dict[str, str]:
        """The custom fields, as the plugin's set-up makes them; their keys."""
        made = {
            "rfq": self.store.add_field("dealFields", "Quote Drafter RFQ"),
            "domain": self.store.add_field("organizationFields", "Email domain"),
            "tier": self.store.add_field("organizationFields", "Customer tier", "varchar_auto"),
        }
        return {name: each["field_code"] for name, each in made.items()}

    def handle(self, request: LoopbackRequest) -> Reply:
        """One request; the server takes them one by one."""
        self.calls.append(f"{request.method} {request.path}")
        try:
            return self._carry_out(request)
        except RefusedError as error:
            return Reply(error.status, error.body, headers=error.headers)

    def _carry_out(self, request: LoopbackRequest) -> Reply:
        if request.path == "/oauth/token":
            status, told = self.account.token(request)
            return Reply(status, told)
        self.account.authorise(request.headers)
        if self.forbidden and re.search(self.forbidden, request.path):
            raise RefusedError(403, "Scope and URL mismatch")  # V
        self._limit(f"{request.method} {request.path}", self.seconds())
        done = answered(self.store, request)
        left = {"x-daily-ratelimit-token-remaining": str(self.budget)}
        return Reply(
            201 if request.method == "POST" else 200,
            body=json.dumps(done, default=float).encode(),
            headers=left,
        )

    def _limit(self, call: str, now: float) -> None:
        cost = next((cost for pattern, cost in _COSTS if re.search(pattern, call)), 5)  # N: x-token-cost
        if cost > self.budget:
            headers = {"x-daily-ratelimit-token-remaining": "0"}
            raise RefusedError(429, "API daily rate limit exceeded", headers=headers)  # R
        if call.endswith("/search"):
            if len(self._searches) == 10 and now - self._searches[0] < 1.9:
                reset = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2"}
                raise RefusedError(429, "request over limit", headers=reset)  # R
            self._searches.append(now)
        self.budget -= cost

    def delete(self, kind: str, known: int) -> None:
        """What a person does."""
        self.store.things[kind][known]["is_deleted"] = True

    def later(self, by: timedelta) -> None:
        """Everything was made so much earlier: the search knows it."""
        for things in self.store.things.values():
            for thing in things.values():
                thing["indexed"] -= by
                thing["updated"] -= by

    def value_of(self, deal: str) -> Decimal:
        """The deal's value as people see it."""
        return Decimal(str(self.store.things["deals"][int(deal)]["value"]))
