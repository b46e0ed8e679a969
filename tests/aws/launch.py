"""Runs the emulator in its own environment with a clock that tests move: visibility, deduplication windows and schedules
pass without waiting. Started by `emulator.py`; the offset is a double in a file that both map into memory."""

import mmap
import os
import struct
import time

with open(os.environ["QD_EMULATOR_CLOCK"], "r+b") as file:  # noqa: PTH123
    offset = mmap.mmap(file.fileno(), 8)
real = time.time
time.time = lambda: real() + struct.unpack("d", offset[:8])[0]

from ministack.app import main  # noqa: E402 - after the clock is in place

main()
