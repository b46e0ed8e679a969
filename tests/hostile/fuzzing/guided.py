"""Fuzzing that coverage guides, where Atheris is installed."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.fuzzing.mutation import mutated
from tests.hostile.fuzzing.targets import Target

__all__ = ["guided"]


def guided(target: Target, inputs: int) -> int:
    """Runs ``inputs`` inputs; the process ends with libFuzzer's own code."""
    import atheris

    from tests.hostile.fuzzing.__main__ import keep, note_run, problem_of

    atheris.instrument_all()
    count, told = 0, set()
    seeds = target.seeds()

    def one(content: bytes) -> None:
        nonlocal count
        count += 1
        problem = problem_of(target, content)
        if problem and problem not in told:
            told.add(problem)
            keep(target, content, problem)
        if count == inputs:
            note_run(target.name, count, "atheris", len(told))
            sys.stdout.write(f"{target.name:12} {count:7,} inputs  {len(told)} finds (Atheris)\n")

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        pool = [data] if data and chance.random() < 0.9 else seeds
        try:
            return mutated(pool, chance, packed=target.packed)[:most]
        except Exception:  # noqa: BLE001 - what is no zip any more is changed as bytes
            return atheris.Mutate(data, most)

    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        flags = [f"-runs={inputs}", "-max_len=60000", "-rss_limit_mb=3000", "-timeout=60", "-verbosity=0"]
        atheris.Setup(["fuzz", *flags, corpus], one, custom_mutator=mutator)
        atheris.Fuzz()
    return 0
