"""A mail that changes the list it brings: the newest word reaches the attached line, or that line is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qd_core.model.message import Attachment, Table, TableRow

Lines = Callable[..., list[tuple[str, str, str | None]]]

_ROWS = (
    ("Pos", "Part", "Description", "Qty"),
    ("1", "CT-M6-08", "Contact tip M6 0.8", "40"),
    ("2", "CT-M6-10", "Contact tip M6 1.0", "20"),
    ("3", "DSC-115-1", "Cutting disc 115", "100"),
)


def sheet(*rows: tuple[str, ...], name: str = "list.xlsx") -> Attachment:
    table = Table(rows=tuple(TableRow(number=at, cells=cells) for at, cells in enumerate(rows, start=1)))
    return Attachment(name=name, media_type="x", size=1, digest=name, tables=(table,))


@pytest.fixture
def counts(lines_of: Lines) -> Callable[..., dict[str, list[str]]]:
    """The quantities, or why there is none, by SKU."""

    def of(text: str, *rows: tuple[str, ...]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, count, _ in lines_of(text, "welding", attachments=(sheet(*(rows or _ROWS)),)):
            found.setdefault(name, []).append(count)
        return found

    return of


Counts = Callable[..., dict[str, list[str]]]


def _expected(first: str, second: str, third: str) -> dict[str, list[str]]:
    return {"CT-M6-08": [first], "CT-M6-10": [second], "DSC-115-1": [third]}


@pytest.mark.parametrize(
    "text",
    [
        "Please quote the attached list. One change: make it 60 instead of 40 CT-M6-08.",
        "Please quote the attached list. One change: make it 60 instead of 40 contact tips 0.8.",
        "Please quote the attached list. Just one small thing: line 1 should be 60.",
        "Anbei unsere Liste. Eine Änderung: bitte 60 statt 40 CT-M6-08.",
        "Anbei unsere Liste. Eine Korrektur noch: Position 1 bitte 60 statt 40.",
        "Ci-joint notre liste. Une modification : 60 au lieu de 40 CT-M6-08.",
        "Adjunto la lista. Un cambio: 60 en lugar de 40 CT-M6-08.",
    ],
)
def test_one_change_counts_no_goods(counts: Counts, text: str) -> None:
    assert counts(f"Hello,\n\n{text}\n\nThanks") == _expected("60", "20", "100")


@pytest.mark.parametrize(
    "text",
    [
        "Please quote the attached list but make line 2 30 and line 3 150.",
        "Please quote the attached list. Line 2 should be 30, line 3 should be 150.",
        "Please quote the attached list.\n\nLine 2 should be 30, line 3 should be 150.",
        "Please quote the attached list.\n\nLine 2: 30 instead of 20\nLine 3: 150 instead of 100",
        "Please quote the attached list. Two changes: line 2 should be 30 and line 3 should be 150.",
        "Please quote the attached list but make CT-M6-10 30 and DSC-115-1 150.",
        "Please quote the attached list. Change the slitting discs to 150 and the contact tips 1.0 to 30.",
        "Anbei unsere Liste. Bitte Pos. 2 auf 30 und Pos. 3 auf 150 ändern.",
        "Anbei unsere Liste. Zwei Änderungen: Position 2 bitte 30 statt 20, Position 3 150 statt 100.",
        "Ci-joint notre liste. Mettez 30 pour la ligne 2 et 150 pour la ligne 3.",
        "Adjunto la lista. Cambien la línea 2 a 30 y la línea 3 a 150.",
    ],
)
def test_one_sentence_changes_several_lines(counts: Counts, text: str) -> None:
    assert counts(f"Hello,\n\n{text}\n\nThanks") == _expected("40", "30", "150")


@pytest.mark.parametrize(
    "text",
    [
        "Please quote the attached list. Please ignore the slitting discs in the attached list.",
        "Please quote the attached list but leave out the slitting discs.",
        "Please quote the attached list. We don't need the slitting discs any more.",
        "Please quote the attached list. Please ignore line 3.",
        "Please quote the attached list, without the slitting discs.",
        "Bitte die angehängte Liste anbieten, außer DSC-115-1.",
        "Anbei unsere Liste. Die DSC-115-1 brauchen wir nicht mehr.",
        "Anbei unsere Liste. Position 3 entfällt.",
        "Ci-joint notre liste. Ne tenez pas compte des DSC-115-1.",
        "Adjunto la lista. Ya no necesitamos los DSC-115-1.",
    ],
)
def test_what_is_taken_back_falls_off_the_list(counts: Counts, text: str) -> None:
    assert counts(f"Hello,\n\n{text}\n\nThanks") == {"CT-M6-08": ["40"], "CT-M6-10": ["20"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # either of two
        (
            "Please quote the attached list. Please ignore the contact tips, we found some.",
            ("vague", "vague", "100"),
        ),
        # another size than the one that is listed
        (
            "Please quote the attached list. We don't need the 125 mm slitting discs any more.",
            ("40", "20", "vague"),
        ),
        # what with it, not whether
        ("We do not need delivery for the slitting discs, we collect.", ("40", "20", "vague")),
        ("We do not need the slitting discs on pallets.", ("40", "20", "vague")),
        # when, not whether
        (
            "Please quote the attached list. We don't need the slitting discs before May.",
            ("40", "20", "vague"),
        ),
        # other goods, that are not listed at all
        ("Please quote the attached list. We no longer need the welding gloves.", ("40", "20", "100")),
    ],
)
def test_what_may_mean_another_line_drops_none(
    counts: Counts, text: str, expected: tuple[str, str, str]
) -> None:
    assert counts(f"Hello,\n\n{text}\n\nThanks") == _expected(*expected)


def test_a_line_number_of_two_lists_is_asked_about(lines_of: Lines) -> None:
    other = (("Pos", "Part", "Qty"), ("1", "E6013-25", "4"), ("2", "E6013-32", "6"))
    files = (sheet(*_ROWS, name="a.xlsx"), sheet(*other, name="b.xlsx"))
    found = lines_of("Please quote both lists. Please ignore line 2.", "welding", attachments=files)
    assert [(name, count) for name, count, _ in found] == [
        ("CT-M6-08", "40"),
        ("CT-M6-10", "vague"),
        ("DSC-115-1", "100"),
        ("E6013-25", "4"),
        ("E6013-32", "vague"),
    ]


def test_new_quantities_that_find_no_line_are_not_lost(counts: Counts) -> None:
    """Three numbers for two lines: nobody can say which."""
    found = counts("Please quote the attached list but change lines 1 and 2 to 50, 60, 70.")
    assert found["CT-M6-08"] == found["CT-M6-10"] == ["vague"]


def test_a_change_and_new_goods_in_one_sentence(counts: Counts) -> None:
    found = counts("Please quote the attached list but change CT-M6-08 to 50 and add 5 GLV-MIG-10.")
    assert found == _expected("50", "20", "100") | {"GLV-MIG-10": ["5"]}


def test_more_of_other_goods_is_a_line_of_its_own(counts: Counts) -> None:
    """`tips` are among both, but no line covers the words."""
    found = counts("Please quote the attached list, and add 5 packs of rutile rods 2.5 mm.")
    assert found == _expected("40", "20", "100") | {"rutile rods 2.5 mm": ["5"]}
    found = counts("Anbei unsere Liste; bitte noch 30 contact tips 1.0 dazu.")
    assert found == _expected("40", "50", "100")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please quote only lines 1 to 2 of the attached list.", ("40", "20", "vague")),
        ("Bitte nur Position 1 und 2 der angehängten Liste anbieten.", ("40", "20", "vague")),
        ("Merci de chiffrer uniquement les lignes 1 à 2 de la liste jointe.", ("40", "20", "vague")),
    ],
)
def test_of_a_part_of_the_list_the_rest_is_asked_about(
    counts: Counts, text: str, expected: tuple[str, str, str]
) -> None:
    assert counts(f"Hello,\n\n{text}\n\nThanks") == _expected(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please double all quantities of the attached list.", ("vague", "vague", "vague")),
        ("Please double the quantities.", ("vague", "vague", "vague")),
        ("Bitte alle Mengen verdoppeln.", ("vague", "vague", "vague")),
        ("Please double the slitting discs of the attached list.", ("40", "20", "vague")),
        ("We want to double our output.", ("40", "20", "100")),
    ],
)
def test_twice_as_many_is_asked_about(counts: Counts, text: str, expected: tuple[str, str, str]) -> None:
    assert counts(f"Hello, please quote the list.\n\n{text}\n\nThanks") == _expected(*expected)


@pytest.mark.parametrize(
    "text",
    [
        *("Please reduce line 3 by 10.", "Please reduce the slitting discs by 10.", "Take 5 off line 3."),
        *("Bitte Pos. 3 um 10 erhöhen.", "Merci d'augmenter la ligne 3 de 10.", "Please set line 3 to zero."),
        *("Line 3: 0 instead of 100.", "Line 3 should be the other size."),
    ],
)
def test_a_change_that_leaves_no_sure_quantity_is_asked_about(counts: Counts, text: str) -> None:
    assert counts(text) == _expected("40", "20", "vague")


def test_quantities_without_their_lines_are_asked_about(counts: Counts) -> None:
    assert counts("Please quote the list. Change: 12, 6, 90.") == _expected("vague", "vague", "vague")


def test_one_quantity_for_all_is_asked_about(counts: Counts) -> None:
    assert counts("Please change all quantities to 50.") == _expected("vague", "vague", "vague")


@pytest.mark.parametrize(
    "text",
    [
        "Please quote the list. Please change the delivery address to 12 High Street.",
        "Please quote the list. Correction: we need it by 12 March, not 15 March.",
        "Please quote the list. The price for line 2 should be 3.50 as last time.",
        "Please quote the list. No substitutes for the slitting discs please.",
    ],
)
def test_what_changes_no_goods_leaves_the_list_alone(counts: Counts, text: str) -> None:
    assert counts(text) == _expected("40", "20", "100")
