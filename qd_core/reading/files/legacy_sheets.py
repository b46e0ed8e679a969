"""Workbooks of older and binary formats (XLS, XLSB, ODS), read in a process of their own.

Their cells can be declared so far apart that laying them out ends the process; it must not be this one.
Run as a module, it reads a workbook from standard input and writes its sheets as JSON lines.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from qd_core.reading.files.limits import CELLS, UnreadableError
from qd_core.reading.files.sheet_values import CellValue, cell_text

__all__ = ["read_apart"]

_SECONDS = 10
_MEMORY = 1_000_000_000
_TOO_MUCH = 3
_PROTECTED = 4

S = TypeVar("S")


def read_apart(
    content: bytes, sheet: Callable[[str, bool, Sequence[Sequence[CellValue]], int, int], S]
) -> list[S]:
    """The sheets of ``content``, each built by ``sheet(name, visible, rows, first_row, first_column)``.

    Raises UnreadableError when the workbook is damaged, protected or too large.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "qd_core.reading.files.legacy_sheets"]
    try:
        done = subprocess.run(  # noqa: S603 - this very module, by this very interpreter
            command, input=content, capture_output=True, timeout=_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise UnreadableError("the workbook takes too long to be read") from problem
    if done.returncode == _PROTECTED:
        raise UnreadableError("the file is protected by a password")
    if done.returncode == 1:
        raise UnreadableError("the workbook is damaged and could not be read")
    if done.returncode:
        raise UnreadableError("the workbook is too large to be read")
    return [sheet(*json.loads(line)) for line in done.stdout.decode("utf-8").splitlines()]


def _lines(content: bytes) -> Iterable[str]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = 0
    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        if meta.visible is not SheetVisibleEnum.Visible:
            yield json.dumps([meta.name, False, [], 1, 0])
            continue
        sheet = book.get_sheet_by_name(meta.name)
        cells += sheet.height * sheet.width
        if cells > 4 * CELLS:
            raise MemoryError
        row, column = sheet.start or (0, 0)
        rows = [[_plain(value) for value in values] for values in sheet.to_python()]
        yield json.dumps([meta.name, True, rows, row + 1, column])


def _plain(value: CellValue) -> CellValue:
    return cell_text(value) if isinstance(value, (dt.date, dt.time, dt.timedelta)) else value


def _main() -> int:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system: the time limit remains
    from python_calamine import CalamineError, PasswordError

    try:
        for line in _lines(sys.stdin.buffer.read()):
            sys.stdout.write(line + "\n")
    except PasswordError:
        return _PROTECTED
    except MemoryError:
        return _TOO_MUCH
    except CalamineError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
