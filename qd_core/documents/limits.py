"""How large a company document may be. Beyond these it is refused with a reason, before memory is spent on it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """``content_bytes`` is the file as it lies on disk; ``unpacked_bytes`` and ``packed_ratio`` bound what a workbook
    (a ZIP file) declares to hold; ``rows`` and ``cells`` bound the tables of a document, ``sheet_cells`` and
    ``columns`` the extent of a sheet, empty cells included.
    ``small_bytes`` and ``small_lines`` bound the rules and the voice. ``problems`` is how many one error spells out."""

    content_bytes: int = 250_000_000
    small_bytes: int = 20_000_000
    small_lines: int = 200_000
    unpacked_bytes: int = 600_000_000
    packed_ratio: int = 250
    free_of_ratio_bytes: int = 10_000_000
    members: int = 5_000
    rows: int = 2_000_000
    cells: int = 40_000_000
    sheet_cells: int = 20_000_000
    columns: int = 1_000
    quoted_lines: int = 200
    problems: int = 10_000


LIMITS = Limits()
"""What holds where the caller says nothing else."""
