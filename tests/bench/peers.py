"""What some figures are held against, run on the same data: plain BM25 over character 3-grams, and mail-parser-reply.

Of the other tools for replies, quotequail and talon without its learned part get about half of the replies exactly, talon
by brute force two thirds of the signatures; they are no dependency of anything here.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from mailparser_reply import EmailReplyParser

__all__ = ["Bm25", "reply_share", "signature_share"]

_K, _B = 1.2, 0.75


class Bm25:
    """Okapi BM25 with its usual constants; no spelling, no units, no aliases."""

    def __init__(self, names: Sequence[str]) -> None:
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        sizes = []
        for row, name in enumerate(names):
            grams = Counter(_grams(name))
            sizes.append(sum(grams.values()))
            for gram, count in grams.items():
                self._postings[gram].append((row, count))
        mean = sum(sizes) / len(sizes)
        self._norms = [_K * (1 - _B + _B * size / mean) for size in sizes]
        self._size = len(names)

    def best(self, text: str, count: int) -> list[int]:
        """The rows of the best names, the best one first."""
        scores: dict[int, float] = defaultdict(float)
        for gram in set(_grams(text)):
            rows = self._postings.get(gram, [])
            weight = math.log(1 + (self._size - len(rows) + 0.5) / (len(rows) + 0.5))
            for row, times in rows:
                scores[row] += weight * times * (_K + 1) / (times + self._norms[row])
        return sorted(scores, key=lambda row: (-scores[row], row))[:count]


def _grams(text: str) -> list[str]:
    padded = f"  {' '.join(text.casefold().split())}  "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


def reply_share(folder: Path) -> float:
    """The share of reply-discourse-trimmer that mail-parser-reply gets exactly."""
    right = total = 0
    for mail in sorted((folder / "reply-discourse-trimmer" / "emails").iterdir()):
        wanted = (folder / "reply-discourse-trimmer" / "trimmed" / mail.name).read_text("utf-8")
        right += _lines(_reply(mail.read_text("utf-8"))) == _lines(wanted)
        total += 1
    return right / max(total, 1)


def signature_share(folder: Path) -> float:
    """The share of signature-forge of which it cuts the signature and nothing else."""
    right = total = 0
    for mail in sorted((folder / "signature-forge").glob("*/*_body")):
        marked = mail.read_text("utf-8", "replace").split("\n")
        wanted = [line.strip() for line in marked if line.strip() and not line.startswith("#sig#")]
        text = "\n".join(line.removeprefix("#sig#") for line in marked)
        right += [line.strip() for line in _reply(text).split("\n") if line.strip()] == wanted
        total += 1
    return right / max(total, 1)


def _reply(text: str) -> str:
    """As it does best here: all its main languages, the body without headers and signature."""
    replies = EmailReplyParser(languages=["en", "de", "fr", "es", "nl", "it"]).read(text).replies
    return str(replies[0].body) if replies else ""


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]
