"""What a draft costs as things get larger: rows of the catalog, lines of the request, kilobytes of the mail."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from qd_core.entry.cli.session import Session, open_session
from qd_core.model.message import InboundMessage, Lane
from qd_core.pipeline.receive import receive
from tests.bench.companies import mail_of, write_company

__all__ = ["run"]

ROUNDS = 5
SMALL = 1_000
MOST_ROWS = int(os.environ.get("QD_BENCH_ROWS", "30000"))
ROWS = (100, 1_000, 10_000, MOST_ROWS)
LINES = (1, 10, 100, 1_000)
KILOBYTES = (0, 10, 100, 1_000)


def run() -> dict[str, object]:
    """Rows with ``points``: [size, milliseconds of one draft, warm]."""
    by_rows = [(rows, _draft_ms(_session(rows), mail_of(4, rows))) for rows in sorted(set(ROWS))]
    session = _session(SMALL)
    by_lines = [(lines, _draft_ms(session, mail_of(lines, SMALL))) for lines in LINES]
    by_size = [(size, _draft_ms(session, mail_of(4, SMALL, kilobytes=size))) for size in KILOBYTES]
    return {
        "cost by rows of the catalog": {"points": by_rows, "x": "rows of the catalog"},
        "cost by lines of the request": {"points": by_lines, "x": "lines of the request"},
        "cost by kilobytes of the mail": {"points": by_size, "x": "kilobytes of the mail"},
    }


def _session(rows: int) -> Session:
    with tempfile.TemporaryDirectory() as name:
        write_company(Path(name), rows)
        return open_session(Path(name), None)


def _draft_ms(session: Session, mail: bytes) -> float:
    spent = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        rfq_id = receive(session.app, InboundMessage(lane=Lane.EMAIL, content=mail, name="m.eml"))
        session.app.run_until_idle()
        spent.append((time.perf_counter() - started) * 1000)
        assert session.app.draft(rfq_id) is not None
    return statistics.median(spent[1:])
