"""``scripts/fuzz [TARGET …] [--inputs N] [--seed S]``: mutated inputs to every reader and to the whole chain.

What fails is kept in tests/hostile/finds, and ``test_finds`` replays it for good. With Atheris installed (a development
tool, in no requirements file: its wheels do not cover every Python here) ``--atheris`` lets coverage guide the mutation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import random
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tests.hostile.fuzzing.mutation import mutated
from tests.hostile.fuzzing.targets import TARGETS, Target

HOME = Path(__file__).resolve().parents[1]
FINDS, RUNS = HOME / "finds", HOME / "fuzz_runs.json"
SLOW = 5.0
"""Processor seconds after which an input counts as a find."""
MOST_FINDS = 5


def main() -> int:
    """Fuzzes the targets named, or all, one after the other."""
    options = _options()
    logging.disable(logging.CRITICAL)
    if options.atheris:
        from tests.hostile.fuzzing.guided import guided

        return guided(TARGETS[options.targets[0]], options.inputs)
    failed = 0
    for name in options.targets or TARGETS:
        finds, done = _fuzz(TARGETS[name], options.inputs, options.seed)
        failed += finds
        note_run(name, done, "mutation", finds)
        sys.stdout.write(f"{name:12} {done:7,} inputs  {finds} finds\n")
        sys.stdout.flush()
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--inputs", type=int, default=1000, help="per target")
    parser.add_argument("--seed", type=int, default=None, help="repeats a run")
    parser.add_argument("--atheris", action="store_true", help="guided by coverage; one target")
    return parser.parse_args()


def _fuzz(target: Target, inputs: int, seed: int | None) -> tuple[int, int]:
    seed = seed if seed is not None else int.from_bytes(os.urandom(4), "big")
    chance = random.Random(seed)
    seeds = target.seeds()
    told: set[str] = set()
    for number in range(inputs):
        content = mutated(seeds, chance, packed=target.packed)
        problem = problem_of(target, content)
        if problem and problem not in told:
            told.add(problem)
            keep(target, content, problem)
            if len(told) >= MOST_FINDS:
                return len(told), number + 1
    return len(told), inputs


def problem_of(target: Target, content: bytes) -> str:
    """What went wrong with this input, as one line that is the same for the same cause; empty where nothing did."""
    started = time.process_time()
    try:
        target.run(content)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of compiled code is no Exception
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
    spent = time.process_time() - started
    return "slow" if spent > SLOW else ""


def keep(target: Target, content: bytes, problem: str) -> None:
    """Writes the input to tests/hostile/finds."""
    folder = FINDS / target.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()[:12]}.bin"
    path.write_bytes(content)
    sys.stdout.write(f"{target.name}: {problem}: {path.relative_to(HOME)}\n")
    sys.stdout.flush()


def note_run(name: str, inputs: int, engine: str, finds: int) -> None:
    """Adds to the count that `make report` tells."""
    known = json.loads(RUNS.read_text(encoding="utf-8"))["runs"] if RUNS.is_file() else []
    run = next((one for one in known if (one["target"], one["engine"]) == (name, engine)), None)
    if run is None:
        run = {"target": name, "engine": engine, "inputs": 0, "finds": 0}
        known.append(run)
    run["inputs"] += inputs
    run["finds"] += finds
    run["last"] = datetime.now(UTC).date().isoformat()
    RUNS.write_text(
        json.dumps({"runs": sorted(known, key=lambda one: (one["target"], one["engine"]))}, indent=1) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
