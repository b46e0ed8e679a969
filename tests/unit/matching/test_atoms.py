"""Names are cut so that two spellings of one thing are equal and two things are not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qd_core.matching.atoms import AtomKind
from qd_core.matching.names import name_forms
from qd_core.matching.scanning import atoms_of
from qd_core.matching.sizes import number
from qd_core.model.folding import clean


def keys(text: str, decimal_comma: bool = False) -> list[str]:
    return [atom.key for atom in atoms_of(text, decimal_comma)]


@pytest.mark.parametrize(
    "spellings",
    [
        (
            '1/2" pipe',
            "1/2 in pipe",
            "1/2 inch pipe",
            "half inch pipe",
            "half-inch pipe",
            "0.5 in pipe",
            '½" pipe',
            "1/2” pipe",
        ),
        ('1-1/4" tee', "1 1/4 in tee", '1¼" tee', "1.25 inch tee", "1-1/4-inch tee"),
        ("10 ft rod", "10' rod", "10-ft rod", "10 feet rod", "10ft rod"),
        ("16 oz can", "16oz can", "16-oz can"),
        ("lid with slot", "lid w/ slot", "lid w/slot"),
        ("lid without slot", "lid w/o slot"),
        ("M8 nut", "M 8 nut", "m8 nut"),
        ("10 x 2 mm ring", "10x2mm ring", "10 mm × 2 mm ring"),
        ("2.5 mm² cable", "2.5mm2 cable", "2,5 mm² cable"),
        ("90° elbow", "90 degree elbow", "90 deg elbow", "90 Grad elbow"),
        ("500 ml flask", "0.5 l flask", "500 cc flask"),
        ("80 g/m² paper", "80 gsm paper"),
        ("stainless steel bolt", "stainless bolt", "bolt, Edelstahl"),
        ("rote Kappe", "rouge Kappe", "red Kappe"),
        ("powder-free glove", "powder free glove", "powderfree glove"),
        ("non-sterile swab", "swab, non sterile"),
        ("cover without lid", "cover w/o lid", "cover ohne lid"),
        ("DIN 934", "DIN934"),
        ("schedule 40", "sch 40", "SCH40"),
        ("boot S3 size 43", "boot S3 in size 43", "boot, S3, in size 43"),
        ("washer DIN 125", "washer nach DIN 125", "washer selon DIN 125"),
    ],
)
def test_one_thing_spelt_in_many_ways(spellings: tuple[str, ...]) -> None:
    forms = {
        tuple(sorted(key.lstrip("^#") for atom in atoms_of(text) for key in [atom.key])) for text in spellings
    }
    assert len(forms) == 1, forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CAT6", "CAT6A"),
        ("M8", "M10"),
        ("6 kg", "6 l"),
        ('1/2"', '1-1/2"'),
        ("12/2 cable", "6 cable"),
        ("2RS", "RS"),
        ("sterile", "non-sterile"),
        ("leaded solder", "lead-free solder"),
        ("programmable", "non-programmable"),
        ("200 x 200 mm", "200 mm"),
        ("with lid", "without lid"),
        ("1,000 ft", "1 ft"),
        ("large", "extra large"),
    ],
)
def test_two_things_are_told_apart(one: str, other: str) -> None:
    assert sorted(keys(one)) != sorted(keys(other))


def test_numbers_follow_the_documents_number_format() -> None:
    assert number("1,064.50") == (Fraction(2129, 2),)
    assert number("1.064,50", decimal_comma=True) == (Fraction(2129, 2),)
    assert number("1,5") == (Fraction(3, 2),)
    assert number("1.250", decimal_comma=True) == (1250,)
    assert number("120/240") == (120, 240)
    assert number("3/8") == (Fraction(3, 8),)


def test_an_angle_before_a_size_is_no_mixed_number() -> None:
    assert keys("90 3/4 elbow")[:2] == ["#90", "#3/4"]


def test_a_grade_before_a_size_is_no_mixed_number() -> None:
    assert {"#5", "#3/8"} <= set(keys("cap screw grade 5 3/8 x 3"))
    assert {"#5", "#3/8"} <= set(keys("perno grado 5 3/8 x 3"))


def test_a_grade_behind_a_size_is_no_angle() -> None:
    assert {"#2", "#5"} <= set(keys("perno 1/4 x 2 grado 5"))
    assert keys("codo 90 grado 1/2") == keys("codo 90° 1/2")


def test_the_unit_of_a_chain_is_a_guess_for_the_numbers_before_the_last() -> None:
    first, second = (atom for atom in atoms_of("tube 1/2 x 10 ft") if atom.kind is AtomKind.NUMBER)
    assert first.guessed
    assert not second.guessed
    assert first.chain == second.chain != 0


def test_vulgar_fractions_keep_the_whole_number_apart() -> None:
    assert clean("1½ in") == "1 1/2 in"


@given(st.text(max_size=300))
@example("፩")
def test_any_text_can_be_cut(text: str) -> None:
    atoms = atoms_of(text)
    assert all(atom.key and atom.stored and atom.asked for atom in atoms)
    assert atoms_of(text) == atoms


@given(
    st.lists(
        st.sampled_from(["brass", "1/2 in", "elbow", "M8", "red", "10 mm", "S3", "with cap"]), unique=True
    )
)
def test_word_order_does_not_matter(words: list[str]) -> None:
    assert name_forms(", ".join(words), False)[1] == name_forms(", ".join(reversed(words)), False)[1]


@given(st.fractions(min_value=Fraction(1, 64), max_value=100, max_denominator=64))
def test_a_length_is_equal_in_inches_and_millimetres(size: Fraction) -> None:
    in_mm = size * Fraction("25.4")
    text = f"{float(in_mm):.6f}".rstrip("0").rstrip(".")
    if Fraction(text) == in_mm:
        whole, rest = divmod(size, 1)
        inches = f"{whole}-{rest}" if whole and rest else str(rest or whole)
        if number(inches.split("-")[-1]) == (rest or whole,):  # a denominator that people write
            assert keys(f'{inches}" bar') == keys(f"{text} mm bar")


def test_an_in_behind_a_number_is_an_inch() -> None:
    assert keys("hose 3 in red") == keys('hose 3" red')
    assert keys("hose 3 in red") != keys("hose 3 red")


def test_a_tilde_makes_another_word() -> None:
    assert keys("martillo de uña") != keys("martillo de una")
