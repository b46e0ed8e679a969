"""Character 3-grams: finds names that share no whole word with the query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qd_core.model.folding import clean, strip_accents

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["GramIndex", "grams_of"]

_SATURATION = 1.2
_LENGTH = 0.6
_MAX_GRAMS = 160


def grams_of(text: str) -> list[str]:
    """The 3-grams of the words and numbers of ``text``, each word padded with a space at both ends."""
    folded = strip_accents(clean(text).casefold())
    spaced = " " + " ".join("".join(char if char.isalnum() else " " for char in folded).split()) + " "
    return [spaced[index : index + 3] for index in range(len(spaced) - 2)]


class GramIndex:
    """BM25 over 3-grams as inverted lists of rows and weights."""

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        counts = [Counter(grams_of(text)) for text in texts]
        self.size = len(texts)
        self._ids: dict[str, int] = {}
        for count in counts:
            for gram in count:
                self._ids.setdefault(gram, len(self._ids))
        flat = [self._ids[gram] for count in counts for gram in count]
        terms = np.array(flat, dtype=np.int32)
        times = np.array([times for count in counts for times in count.values()], dtype=np.float32)
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        kinds = np.array([len(count) for count in counts], dtype=np.int64)
        rows = np.repeat(np.arange(self.size, dtype=np.int32), kinds)
        order = np.argsort(terms, kind="stable")
        self.rows: NDArray[np.int32] = rows[order]
        found = np.bincount(terms, minlength=len(self._ids)) if len(terms) else np.zeros(0, dtype=np.int64)
        self.starts: NDArray[np.int64] = np.concatenate(([0], np.cumsum(found))).astype(np.int64)
        rarity = np.log(1 + (self.size - found + 0.5) / (found + 0.5)).astype(np.float32)
        mean = float(lengths.mean()) if self.size else 1.0
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(mean, 1.0))
        weights = rarity[terms] * times * (_SATURATION + 1) / (times + norm[rows]) if len(terms) else times
        self.weights: NDArray[np.float32] = weights[order].astype(np.float32)

    def scores(self, text: str) -> NDArray[np.float32]:
        """The BM25 score of every row."""
        import numpy as np

        total = np.zeros(self.size, dtype=np.float32)
        for gram in dict.fromkeys(grams_of(text)[:_MAX_GRAMS]):
            found = self._ids.get(gram)
            if found is not None:
                span = slice(self.starts[found], self.starts[found + 1])
                total[self.rows[span]] += self.weights[span]
        return total
