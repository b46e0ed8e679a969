"""Mutation of bytes: a few cuts, copies, flips and words that have meaning to some reader; parts of a zip one by one."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

__all__ = ["WORDS", "mutated"]

WORDS = [
    word.encode() if isinstance(word, str) else word
    for word in (
        *(
            "\n",
            "\r\n",
            "\t",
            " ",
            "|",
            ";",
            ",",
            "-",
            "=",
            "~",
            "'",
            '"',
            "<",
            ">",
            "&",
            "\\",
            "%",
            ":",
            "--",
            "> ",
        ),
        *(
            "0",
            "-1",
            "1e9",
            "9" * 30,
            "1.000,50",
            "1/2",
            "½",
            "٣",
            "0x1F",
            "NaN",
            "inf",
            "1,2,3",
            "½ dozen",
            "10-20",
        ),
        *(
            "SH-0810",
            "sh 0810",
            "TB-1200 x 4",
            "pcs",
            "boxes of 10",
            "each",
            "Stück",
            "dozen",
            "ditto",
            "same again",
        ),
        *(
            "by tomorrow",
            "KW 53",
            "31.02.2026",
            "ASAP",
            "2026-13-45",
            "delivered to",
            "Norfolk, VA",
            "not 10 but 12",
        ),
        *(
            "From: a@b.example\n",
            "On Tue, x wrote:\n",
            "Content-Type: text/html\n\n",
            "=?utf-8?q?=41?=",
            "charset=utf-7",
        ),
        *(
            "boundary=",
            "base64",
            "\n--x\n",
            "begin 644 a\n",
            "<table><tr><td>",
            "</",
            "<!--",
            "style=",
            "&#x202e;",
        ),
        *(
            'r="A1048576"',
            'r="ZZZ9"',
            "<row>",
            't="s"',
            "<v>99999</v>",
            "<w:tbl>",
            "<w:gridSpan w:val='-1'/>",
            "xmlns=",
        ),
        *(
            "stream",
            "endobj",
            "/Contents",
            "/Rotate 90",
            "/MediaBox[0 0 0 0]",
            "obj<<",
            "xref",
            "/Kids[2 0 R]",
            "Tj",
        ),
        *(
            "ISA*",
            "PO1*",
            "UNA:+.? '",
            "LIN+",
            "QTY+21:",
            "SKU | Price",
            "Tiers",
            "Volume",
            "Do not serve",
            "20%",
        ),
        *("\u200b", "\u202e", "\u0301", "\ufeff", "İ", "ß", "ﬁ", "𝟏", "\u2028", "\x00", "\x85"),
        *(b"\xff", b"\xfe\xff", b"\x80", b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0"),
    )
]


def mutated(seeds: Sequence[bytes], chance: random.Random, *, packed: bool) -> bytes:
    """One mutation of one of ``seeds``; of a part inside, mostly, where they are zip files."""
    seed = chance.choice(seeds)
    if packed and chance.random() < 0.85:
        return _repacked(seed, chance, lambda part: _changed(part, seeds, chance, splice=False))
    return _changed(seed, seeds, chance, splice=not packed)


def _repacked(content: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        names = old.namelist()
        hit = set(chance.sample(names, min(len(names), chance.choice((1, 1, 1, 2)))))
        for name in names:
            if name in hit and chance.random() < 0.03:
                continue
            part = old.read(name)
            new.writestr(name, change(part) if name in hit else part)
    return out.getvalue()


def _changed(content: bytes, seeds: Sequence[bytes], chance: random.Random, *, splice: bool) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        _change_once(data, seeds, chance, splice=splice)
    return bytes(data)


def _change_once(data: bytearray, seeds: Sequence[bytes], chance: random.Random, *, splice: bool) -> None:
    at = chance.randrange(len(data) + 1)
    length = min(len(data) - at, int(chance.expovariate(1 / 12)) + 1)
    kind = chance.randrange(8 if splice else 7)
    if kind == 0:
        del data[at : at + length]
    elif kind == 1:
        data[at:at] = chance.choice(WORDS)
    elif kind == 2:
        data[at : at + length] = chance.choice(WORDS)
    elif kind == 3 and at < len(data):
        data[at] ^= 1 << chance.randrange(8)
    elif kind == 4:
        data[at:at] = data[at : at + length] * chance.choice((1, 2, 3, 30))
    elif kind == 5:
        other = chance.randrange(len(data) + 1)
        data[other:other] = data[at : at + 4 * length]
    elif kind == 6:
        data[at:at] = chance.randbytes(chance.randrange(1, 6))
    elif kind == 7:
        donor = chance.choice(seeds)
        start = chance.randrange(len(donor) + 1)
        data[at : at + length] = donor[start : start + 8 * length]
