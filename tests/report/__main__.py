"""``make report``: every measured figure against its bar in one page, docs/reference/quality.md.

``ARGS="accuracy hostile"`` measures these sections alone and prints them; nothing is written then.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.corpus.mail_figures import data
from tests.report import accuracy, corpora, hostile, speed
from tests.report.shape import Section

PAGE = Path("docs/reference/quality.md")
PICTURES = Path("docs/reference/quality")
SECTIONS: dict[str, Callable[[], list[Section]]] = {
    "accuracy": lambda: accuracy.sections(PICTURES),
    "matching": lambda: [corpora.matching(data())],
    "mail": lambda: [corpora.mail(data())],
    "documents": lambda: [corpora.documents(data())],
    "hostile": lambda: [hostile.section()],
    "speed": lambda: [speed.section()],
}
HEAD = """<!-- Written by `make report`. -->
# Quality, measured

Every figure against its bar, and what is still missed. `make report` measures again; sections whose data is not there say
so. Measured {day} with Python {python} on {machine}.
"""


def main() -> int:
    """Measures, prints, writes."""
    wanted = sys.argv[1:]
    if unknown := set(wanted) - set(SECTIONS):
        sys.stdout.write(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}\n")
        return 2
    sections = []
    for name in wanted or SECTIONS:
        sys.stderr.write(f"{name} …\n")
        sections += SECTIONS[name]()
    day, python = datetime.now(UTC).date().isoformat(), platform.python_version()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    parts = [HEAD.format(day=day, python=python, machine=machine), _summary(sections)]
    page = "\n\n".join([*parts, *(section.markdown() for section in sections)]) + "\n"
    if wanted:
        sys.stdout.write(page)
        return 0
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"{_summary(sections)}\n{PAGE}\n")
    return 0


def _summary(sections: list[Section]) -> str:
    rows = [row for section in sections for row in section.rows if row.reached is not None]
    reached = sum(bool(row.reached) for row in rows)
    missed = [
        f"{section.title}: {row.what}" for section in sections for row in section.rows if row.reached is False
    ]
    said = f"{reached} of {len(rows)} bars are reached."
    return said + (f" Missed: {'; '.join(missed)}." if missed else "")


if __name__ == "__main__":
    sys.exit(main())
