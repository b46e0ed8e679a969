"""Sorted strings in one buffer, which may lie on disk: looked up and walked through without reading them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SortedStrings", "packed"]


class SortedStrings(Sequence[str]):
    """``blob`` holds the strings' UTF-8 bytes one behind the other, ``ends`` where each ends; both may be mapped
    files. The order is that of the bytes, which is that of the characters."""

    def __init__(self, blob: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._blob = blob
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        start = int(self._ends[index - 1]) if index else 0
        return self._blob[start : int(self._ends[index])].tobytes().decode()


def packed(strings: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Blob and ends of ``strings``, which must be sorted."""
    import numpy as np

    parts = [text.encode() for text in strings]
    ends = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)), dtype=np.int64)
    return np.frombuffer(b"".join(parts), dtype=np.uint8), ends
