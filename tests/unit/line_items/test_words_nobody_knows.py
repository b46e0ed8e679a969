"""What a mail says teaches the reader nothing: a stranger's words are neither kept nor looked for one by one."""

from __future__ import annotations

from qd_core.reading.line_items.lexicon import lexicon_of
from tests.unit.line_items.shops_of import read, shop


def _kept(name: str) -> int:
    lexicon = lexicon_of(shop(name)[0].catalog)
    return sum(len(value) for value in vars(lexicon).values() if isinstance(value, dict | set | list))


def test_words_that_the_catalog_lacks_are_not_kept() -> None:
    read("backwaren", "Bitte anbieten:\nblablubber grosswort 5\n12 Sack Weizenmehl 405")
    before = _kept("backwaren")
    strange = "\n".join(
        f"{'ab' * (number % 7 + 2)}{'cd' * (number % 5 + 1)} xyzworte 5" for number in range(200)
    )
    read("backwaren", f"Bitte anbieten:\n{strange}")
    assert _kept("backwaren") == before


def test_the_end_of_a_compound_is_found() -> None:
    lexicon = lexicon_of(shop("backwaren")[0].catalog)
    assert lexicon.carries(["mehl", "405"])  # Weizenmehl
    assert not lexicon.carries(["mehl", "zartbitter"])
