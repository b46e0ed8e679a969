"""Where matching takes a short way for what is usual, the long way gives the same."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as some

from qd_core.matching import scanning
from qd_core.matching.scores import _LENT, _WEAK, _answer
from qd_core.matching.sizes import _decimal, number

PIECES = some.sampled_from(
    (
        "x X s l' d' M M8 3 1/2 1-1/2 ½ 2:1 16A 16 A mm mm² 2 cm inch \" ' - – / w/ w/o without ohne non non-sterile"
        " powder-free oil free frei bleifrei extra xtra x-large large 2XL three-strand triple pole double two half"
        " half-inch needle 22G catheter gr gr. gr5 grade 5 3/8 45 90 3/4 90s 20er Ø50 pH- pH+ fit suitable for steel"
        " stainless 10 200x200 3G1.5 FFP2 12V2 # % ° 1.200,50 .5 a y of and und with lb g/m2 & ( ) , ; : ß İ ﬁ Å Ω µF"
        " DVP-FX820/L Wi-Fi SH-0810 BO-0001234 ×"
    ).split()
)
TEXTS = some.lists(PIECES, max_size=8).flatmap(
    lambda pieces: some.sampled_from([" ", "", "-"]).map(lambda between: between.join(pieces))
)


@given(TEXTS | some.text(max_size=20), some.booleans())
def test_plain_words_are_cut_as_all_words_are(text: str, decimal_comma: bool) -> None:
    atoms_of = scanning.atoms_of.__wrapped__
    found = atoms_of(text, decimal_comma)
    with patch.object(scanning, "_is_plain", return_value=False):
        assert atoms_of(text, decimal_comma) == found


@given(some.from_regex(r"[0-9]{1,12}|[٠-٩]{1,6}", fullmatch=True), some.booleans())
def test_digits_alone_are_one_number(digits: str, decimal_comma: bool) -> None:
    assert number(digits, decimal_comma) == (_decimal(digits, decimal_comma),) == (Fraction(int(digits)),)


KEYS = some.sampled_from("abcdef")
WORTHS = some.sampled_from([0.0, 0.36, 0.54, 0.6, 0.9, 1.0])


@given(some.dictionaries(KEYS, WORTHS), some.frozensets(KEYS), some.frozensets(KEYS), some.frozensets(KEYS))
def test_the_best_answer_counts_and_the_weak_one_of_two_equals(
    forms: dict[str, float], own: frozenset[str], weak: frozenset[str], lent: frozenset[str]
) -> None:
    hits = {"a": 0.7}
    answer = _answer(SimpleNamespace(forms=forms), SimpleNamespace(keys=own, weak=weak, lent=lent), hits)
    answers = [(worth, False) for key, worth in forms.items() if key in own]
    answers += [(worth * _WEAK, True) for key, worth in forms.items() if key in weak - own]
    answers += [(worth * _LENT, False) for key, worth in forms.items() if key in lent - own - weak]
    assert answer == max(answers, default=(0.0, False))
    assert hits == {"a": 0.7} | {
        key: max(worth, 0.7 if key == "a" else 0.0) for key, worth in forms.items() if key in own
    }
