#!/usr/bin/env python3
"""Makes the two weights of the quote's typeface from the variable Inter font. Needed only to change them:

    uv run --with fonttools python scripts/typeface.py path/to/Inter[opsz,wght].ttf

Inter (SIL Open Font License, no reserved font name) is cut to the characters of European business mail, pinned to two
weights at text size, and its digits become the tabular ones, so that columns of numbers align by themselves.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "qd_core/builtin/reportlab_pdf/typeface"
WEIGHTS = {"Regular": 400, "SemiBold": 600}
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Latin with its extensions, combining accents, Greek, Cyrillic, Vietnamese, punctuation, currencies, fractions, signs.
RANGES = (
    *(
        (0x0020, 0x007E),
        (0x00A0, 0x024F),
        (0x0259, 0x0259),
        (0x02BB, 0x02BD),
        (0x02C6, 0x02DD),
        (0x0300, 0x030C),
    ),
    *(
        (0x030F, 0x030F),
        (0x0311, 0x0312),
        (0x0323, 0x0328),
        (0x0331, 0x0331),
        (0x0370, 0x03FF),
        (0x0400, 0x045F),
    ),
    *(
        (0x0490, 0x0491),
        (0x1E00, 0x1EFF),
        (0x2000, 0x206F),
        (0x2070, 0x209C),
        (0x20A0, 0x20BF),
        (0x2100, 0x215E),
    ),
    *((0x2190, 0x2199), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2713, 0x2717)),
)


def main(source: str) -> None:
    for name, weight in WEIGHTS.items():
        font = _instance(source, weight)
        _tabular_digits(font)
        _cut(font)
        _rename(font, name)
        font.save(TARGET / f"Inter-{name}.ttf")
        print(f"Inter-{name}.ttf: {len(font.getBestCmap())} characters")


def _instance(source: str, weight: int) -> Any:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    return instancer.instantiateVariableFont(TTFont(source), {"wght": weight, "opsz": 14})


def _tabular_digits(font: Any) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({ord("0") + value: f"{digit}.tf" for value, digit in enumerate(DIGITS)})


def _cut(font: Any) -> None:
    from fontTools import subset

    options = subset.Options(
        layout_features=[],
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "MVAR", "HVAR"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)


def _rename(font: Any, name: str) -> None:
    family = "Inter Tabular"
    values = {
        1: family,
        2: name,
        3: f"Quote Drafter: {family} {name}",
        4: f"{family} {name}",
        6: f"InterTabular-{name}",
    }
    for record in font["name"].names:
        if record.nameID in values:
            record.string = values[record.nameID]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
