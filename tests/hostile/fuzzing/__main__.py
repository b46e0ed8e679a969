"""``make fuzz``: broken and made-up inputs to every reader and to the whole chain.

Three engines: ``mutation`` changes honest files, ``hypothesis`` builds inputs from each format's grammar, ``atheris``
lets coverage guide the mutation (a library of its own, see requirements/fuzz.txt; ``scripts/fuzz`` fetches it). What
fails is kept in tests/hostile/finds, and ``test_finds`` replays it for good. What was run is counted in fuzz_runs.json.
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

from tests.hostile.fuzzing.generated import GRAMMARS, generate
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
    if options.engine == "atheris":
        from tests.hostile.fuzzing.guided import guided

        return guided(TARGETS[options.targets[0]], options.inputs)
    failed = 0
    for name in options.targets or TARGETS:
        if options.engine == "hypothesis" and name not in GRAMMARS:
            continue
        finds, done = _fuzz(TARGETS[name], options.engine, options.inputs, options.seed)
        failed += finds
        note_run(name, done, options.engine, finds)
        sys.stdout.write(f"{name:12} {done:7,} inputs  {finds} finds\n")
        sys.stdout.flush()
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all where none is named")
    parser.add_argument("--inputs", type=int, default=1000, help="per target")
    parser.add_argument("--seed", type=int, default=None, help="repeats a run")
    parser.add_argument("--engine", choices=["mutation", "hypothesis", "atheris"], default="mutation")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if options.engine == "atheris" and len(options.targets) != 1:
        parser.error("atheris guides one target a process: name it")
    return options


def _fuzz(target: Target, engine: str, inputs: int, seed: int | None) -> tuple[int, int]:
    """The number of finds, and of inputs given."""
    seed = seed if seed is not None else int.from_bytes(os.urandom(4), "big")
    told: set[str] = set()

    def take(content: bytes) -> bool:
        problem = problem_of(target, content)
        if problem and problem not in told:
            told.add(problem)
            keep(target, content, problem)
        return len(told) < MOST_FINDS

    if engine == "hypothesis":
        done = generate(target, inputs, seed, take)
        return len(told), done
    chance, seeds = random.Random(seed), target.seeds()
    done = 0
    while done < inputs:
        done += 1
        if not take(mutated(seeds, chance, packed=target.packed)):
            break
    return len(told), done


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
    written = RUNS.with_suffix(".new")
    told = {"runs": sorted(known, key=lambda one: (one["target"], one["engine"]))}
    written.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    written.replace(RUNS)  # another run may be reading it


if __name__ == "__main__":
    sys.exit(main())
