"""``make bench``: every ``bench_*.py`` beside this file, one table, one JSON file.

A bench module has ``run() -> dict[str, object]``: measured values by row, each row a dict with ``ratio`` or ``value``
and ``target``. ``python -m tests.bench NAME …`` runs only those named.
"""

from __future__ import annotations

import importlib
import json
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
RESULT = Path("build/bench.json")


def main() -> int:
    """Runs, prints, writes; a bench that cannot run says why and is no success."""
    wanted = sys.argv[1:]
    names = sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))
    if unknown := set(wanted) - set(names):
        print(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
        return 2
    rows: dict[str, dict[str, object]] = {}
    failed = False
    for name in wanted or names:
        try:
            rows.update(importlib.import_module(f"tests.bench.bench_{name}").run())
        except Exception as error:  # noqa: BLE001 - one bench must not hide the others
            failed = True
            rows[name] = {"problem": f"{type(error).__name__}: {error}"}
    for name, row in rows.items():
        print(f"{name:44} {_told(row)}")
    RESULT.parent.mkdir(exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "at": datetime.now(UTC).isoformat(),
    }
    RESULT.write_text(json.dumps({"run": machine, "rows": rows}, indent=1, default=str), encoding="utf-8")
    print(f"\n{RESULT}")
    return 1 if failed else 0


def _told(row: dict[str, object]) -> str:
    if "problem" in row:
        return f"could not run: {row['problem']}"
    return "  ".join(
        f"{key} {value:.3g}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items()
    )


if __name__ == "__main__":
    sys.exit(main())
