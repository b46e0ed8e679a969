"""``make bench``: every ``bench_*.py`` beside this file, one table, one JSON file.

A bench module has ``run() -> dict[str, object]``: rows by name, each a dict with ``ratio``, ``ms``, ``s`` or ``value``
and its ``target`` (see targets.py), or with ``points`` to plot. ``python -m tests.bench NAME …`` runs only those named;
what the others measured last stays in build/bench.json. ``--write`` renews docs/reference/benchmarks.md from that file.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from qd_core.entry.collecting import collect_rarely
from tests.bench.page import write_page
from tests.bench.targets import told_rows

HERE = Path(__file__).parent
RESULT = Path("build/bench.json")


def main() -> int:
    """Runs, prints, writes; a bench that cannot run says why and is no success."""
    collect_rarely()  # as `qd` does: what is measured is the product, and what it is measured against beside it
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")]
    names = sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))
    if unknown := set(wanted) - set(names):
        print(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
        return 2
    benches = _last(names)
    failed = False
    for name in wanted or names:
        sys.stderr.write(f"{name} …\n")
        benches[name] = bench = _measured(name)
        failed |= any("problem" in row for row in bench["rows"].values())
        for what, measured, bar, mark in told_rows(bench["rows"]):
            print(f"{what:52} {measured}  {bar}  {mark}".rstrip())
        _save(benches)
    print(f"\n{RESULT}")
    if "--write" in sys.argv[1:]:
        print(write_page(benches))
    return 1 if failed else 0


def _measured(name: str) -> dict[str, dict[str, dict[str, object]]]:
    about = {
        "at": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }
    try:
        rows = importlib.import_module(f"tests.bench.bench_{name}").run()
    except Exception as error:  # noqa: BLE001 - one bench must not hide the others
        rows = {name: {"problem": f"{type(error).__name__}: {error}"}}
    return {"about": about, "rows": rows}


def _last(names: list[str]) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    try:
        benches = json.loads(RESULT.read_text(encoding="utf-8"))["benches"]
    except (OSError, ValueError, KeyError):
        return {}
    return {name: bench for name, bench in benches.items() if name in names}


def _save(benches: dict[str, dict[str, dict[str, dict[str, object]]]]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"benches": benches}, indent=1, default=str), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
