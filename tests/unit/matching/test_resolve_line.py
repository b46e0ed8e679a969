"""How proposals are merged and decided, and which problems are left on a line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.config import AppSettings
from qd_core.model.quote import Candidate, LineProblem, MatchKind
from qd_core.model.rfq import QuantityProblem
from qd_core.model.rules import CompanyDocuments, Rules, Voice
from qd_core.pipeline.resolve import MAX_CANDIDATES, resolve_line
from qd_core.plugin import SkuRequest
from tests.unit.matching.trades_of import catalog, item, line, resolve

GOODS = catalog(
    [
        item("GV-075", 'Brass gate valve 3/4", threaded', "each", "12", "old GV-3/4-B"),
        item("GV-100", 'Brass gate valve 1", threaded', "each", "6"),
        item("BV-050", 'Brass ball valve 1/2", full port', "each", "12"),
        item("BV-050-S", 'Brass ball valve 1/2", full port, sweat', "each", "12"),
        item("TAPE-12", 'PTFE tape 1/2" x 520"', "roll", "10", "teflon tape; plumber's tape"),
        item("SLD-1", "Lead-free solder, 1 lb", "spool", "", "solder"),
        item("SLD-0", "Leaded solder, 1 lb", "spool", "", "", discontinued=True, replaced_by="SLD-1"),
        item("SLD-X", "Silver solder, 1 lb", "spool", "", "solder", discontinued=True),
        item("WR-1", "Wax ring, standard", "each"),
        item("WR-2", "Wax ring, extra thick", "each"),
        *(item(f"HX-{size}", f"Hex key {size} mm, long arm") for size in range(2, 9)),
    ]
)
DOCUMENTS = CompanyDocuments(GOODS, Rules(version="v1"), Voice(version="v1"))


class Proposes:
    """A resolver that always says the same, and remembers that it was asked."""

    def __init__(self, *candidates: Candidate) -> None:
        self.proposals = candidates
        self.asked: list[SkuRequest] = []

    def candidates(self, request: SkuRequest) -> Sequence[Candidate]:
        self.asked.append(request)
        return self.proposals


def decide(*resolvers: Proposes, app: AppSettings | None = None):
    named = [(f"resolver {number}", resolver) for number, resolver in enumerate(resolvers)]
    return resolve_line(line("something"), named, DOCUMENTS, app or AppSettings())


def test_nobody_is_asked_after_an_exact_hit() -> None:
    first, second = Proposes(Candidate("GV-075", MatchKind.EXACT, 1.0)), Proposes()
    assert decide(first, second).sku == "GV-075"
    assert len(first.asked) == 1
    assert second.asked == []


def test_an_alias_beats_a_better_looking_fuzzy_match() -> None:
    resolved = decide(
        Proposes(Candidate("GV-100", MatchKind.FUZZY, 0.99)),
        Proposes(Candidate("GV-075", MatchKind.ALIAS, 0.9)),
    )
    assert (resolved.match, resolved.sku) == (MatchKind.ALIAS, "GV-075")


@pytest.mark.parametrize("kind", [MatchKind.EXACT, MatchKind.ALIAS])
def test_two_of_the_best_kind_are_ambiguous(kind: MatchKind) -> None:
    resolved = decide(Proposes(Candidate("GV-075", kind, 1.0), Candidate("GV-100", kind, 1.0)))
    assert resolved.match is MatchKind.AMBIGUOUS
    assert resolved.problems == (LineProblem.AMBIGUOUS,)
    assert {candidate.sku for candidate in resolved.candidates} == {"GV-075", "GV-100"}


def test_a_sku_that_is_not_in_the_catalog_is_never_taken() -> None:
    resolved = decide(Proposes(Candidate("INVENTED-1", MatchKind.EXACT, 1.0)))
    assert (resolved.match, resolved.sku, resolved.candidates) == (MatchKind.NONE, None, ())


def test_the_catalogs_own_spelling_of_the_sku_is_kept() -> None:
    assert decide(Proposes(Candidate("gv-075", MatchKind.EXACT, 1.0))).sku == "GV-075"


def test_semantic_proposals_keep_their_kind_and_are_weighed_as_fuzzy_ones() -> None:
    resolved = decide(Proposes(Candidate("WR-1", MatchKind.SEMANTIC, 0.95)))
    assert (resolved.match, resolved.sku) == (MatchKind.SEMANTIC, "WR-1")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_thresholds_decide_over_fuzzy_proposals(scores: list[float]) -> None:
    skus = [row.sku for row in GOODS if row.sku.startswith(("HX", "WR"))]
    app = AppSettings()
    resolved = decide(
        Proposes(*(Candidate(sku, MatchKind.FUZZY, score) for sku, score in zip(skus, scores, strict=False)))
    )
    best, *rest = sorted(scores, reverse=True)
    second = rest[0] if rest and rest[0] >= app.fuzzy_floor else None
    if best < app.fuzzy_floor:
        assert resolved.match is MatchKind.NONE
    elif best >= app.fuzzy_threshold and (second is None or best - second >= app.fuzzy_margin):
        assert resolved.match is MatchKind.FUZZY
    else:
        assert resolved.match is MatchKind.AMBIGUOUS
    assert len(resolved.candidates) <= MAX_CANDIDATES
    assert all(candidate.score >= app.fuzzy_floor for candidate in resolved.candidates)


def test_thresholds_are_settings() -> None:
    proposal = Proposes(Candidate("WR-1", MatchKind.FUZZY, 0.7))
    assert decide(proposal).match is MatchKind.AMBIGUOUS
    assert decide(proposal, app=AppSettings(fuzzy_threshold=0.6)).match is MatchKind.FUZZY
    assert decide(proposal, app=AppSettings(fuzzy_floor=0.8, fuzzy_threshold=0.9)).match is MatchKind.NONE


# --- part numbers and the words beside them -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "gv 075",
        "GV075",
        "gate valves (GV-075)",
        "GV-075 gate valve",
        "your GV-075, 3/4 brass",
        "item GV-075: valve for water",
    ],
)
def test_a_sku_among_words_is_exact(text: str) -> None:
    resolved = resolve(GOODS, text)
    assert (resolved.match, resolved.sku) == (MatchKind.EXACT, "GV-075")


@pytest.mark.parametrize(
    "text", ["TAPE-12 thread seal tape", "BV-050 valve, 10 bar, job 4711", "WR-1 for toilets"]
)
def test_sloppy_words_beside_a_sku_do_not_matter(text: str) -> None:
    assert resolve(GOODS, text).match is MatchKind.EXACT


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("GV-075", 'gate valve 1"'),
        ('GV-075 gate valve 1"', ""),
        ("GV-075", 'brass gate valve 2-1/2"'),
        ("WR-1", "wax ring extra thick"),
        ("HX-5", "hex key 6 mm"),
    ],
)
def test_a_sku_beside_words_for_another_item_is_asked_about(name: str, description: str) -> None:
    resolved = resolve(GOODS, line(name, description=description))
    assert resolved.match is MatchKind.AMBIGUOUS
    assert name.split(maxsplit=1)[0] in {candidate.sku for candidate in resolved.candidates}


def test_the_buyers_own_part_number_leaves_it_to_the_description() -> None:
    resolved = resolve(GOODS, line("4711-0815", description="Wax ring, standard"))
    assert (resolved.match, resolved.sku) == (MatchKind.ALIAS, "WR-1")


@pytest.mark.parametrize("number", ["GV-O75", "VG-075", "GW-075"])
def test_a_part_number_with_a_slip_is_asked_about(number: str) -> None:
    resolved = resolve(GOODS, number)
    assert resolved.match is MatchKind.AMBIGUOUS
    assert [candidate.sku for candidate in resolved.candidates][:1] == ["GV-075"]


@pytest.mark.parametrize("number", ["GV-125", "GV-074", "HX-9", "BV-0500"])
def test_a_part_number_with_other_digits_is_not_carried(number: str) -> None:
    assert resolve(GOODS, number).match is MatchKind.NONE


def test_an_unknown_number_of_the_series_beside_a_fitting_description_is_asked_about() -> None:
    resolved = resolve(GOODS, line("GV-125", description='brass gate valve 1", threaded'))
    assert resolved.match is MatchKind.AMBIGUOUS


def test_skus_that_fold_alike_are_ambiguous() -> None:
    goods = catalog([item("A-12", "Bracket"), item("A1-2", "Hinge")])
    resolved = resolve(goods, "a 12")
    assert resolved.match is MatchKind.AMBIGUOUS
    assert {candidate.sku for candidate in resolved.candidates} == {"A-12", "A1-2"}


def test_two_skus_in_one_name_are_ambiguous() -> None:
    assert resolve(GOODS, "GV-075 or GV-100").match is MatchKind.AMBIGUOUS


def test_the_longer_of_two_skus_that_stand_in_one_place_is_meant() -> None:
    assert resolve(GOODS, "BV-050 S sweat valves").sku == "BV-050-S"


# --- aliases ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Teflon tape", "tape, teflon", "teflon tapes", "tape PTFE 1/2 x 520", "plumbers tape"]
)
def test_an_alias_or_the_whole_description(text: str) -> None:
    resolved = resolve(GOODS, text)
    assert (resolved.match, resolved.sku) == (MatchKind.ALIAS, "TAPE-12")


def test_an_alias_of_two_items_is_ambiguous() -> None:
    resolved = resolve(GOODS, "solder")
    assert resolved.match is MatchKind.AMBIGUOUS
    assert {candidate.sku for candidate in resolved.candidates} == {"SLD-1", "SLD-X"}


# --- problems and flags -----------------------------------------------------------------------------------------


def test_a_discontinued_item_names_its_successor() -> None:
    resolved = resolve(GOODS, line("SLD-0", "6", "spools"))
    assert (resolved.match, resolved.sku, resolved.quantity) == (MatchKind.EXACT, "SLD-0", 6)
    assert resolved.problems == (LineProblem.DISCONTINUED,)
    assert "SLD-1 (Lead-free solder, 1 lb) replaces it" in resolved.problem_detail
    assert [flag.code for flag in resolved.flags] == ["discontinued"]


def test_a_discontinued_item_without_successor() -> None:
    assert resolve(GOODS, "SLD-X").problem_detail == "SLD-X is discontinued"


@pytest.mark.parametrize(
    ("problem", "left"),
    [
        (QuantityProblem.MISSING, LineProblem.QUANTITY_MISSING),
        (QuantityProblem.VAGUE, LineProblem.QUANTITY_VAGUE),
        (QuantityProblem.RANGE, LineProblem.QUANTITY_RANGE),
    ],
)
def test_a_line_keeps_its_sku_without_a_quantity(problem: QuantityProblem, left: LineProblem) -> None:
    resolved = resolve(GOODS, line("GV-075", None, problem=problem))
    assert (resolved.sku, resolved.quantity, resolved.problems) == ("GV-075", None, (left,))


def test_a_ladder_keeps_every_quantity() -> None:
    resolved = resolve(GOODS, line("GV-075", None, problem=QuantityProblem.LADDER, ladder=("100", "500")))
    assert resolved.problems == (LineProblem.LADDER,)
    assert [(flag.code, flag.detail) for flag in resolved.flags] == [("ladder", "100, 500")]


def test_a_converted_pack_is_flagged_with_the_sum() -> None:
    resolved = resolve(GOODS, line("GV-075", "3", "boxes"))
    assert (resolved.quantity, resolved.unit) == (Decimal(36), "each")
    assert [flag.code for flag in resolved.flags] == ["pack_converted"]
    assert resolved.flags[0].detail == "3 boxes of 12 each are 36 each"


def test_an_unclear_unit_leaves_no_quantity() -> None:
    resolved = resolve(GOODS, line("WR-1", "2", "cases"))
    assert (resolved.sku, resolved.quantity, resolved.problems) == ("WR-1", None, (LineProblem.UNIT_UNCLEAR,))


def test_several_problems_are_all_kept() -> None:
    resolved = resolve(GOODS, line("wax ring", None, problem=QuantityProblem.MISSING))
    assert resolved.problems == (LineProblem.AMBIGUOUS, LineProblem.QUANTITY_MISSING)


@pytest.mark.parametrize(("unit", "sku"), [("gallons", "DG-1"), ("pails", "DG-5"), ("cases", None)])
def test_the_unit_tells_the_size_of_the_one_thing_that_is_meant(unit: str, sku: str | None) -> None:
    goods = catalog(
        [
            item("DG-1", "Degreaser, heavy duty, 1 gallon", "gallon", "4"),
            item("DG-5", "Degreaser, heavy duty, 5 gallon pail", "pail"),
            item("GL-S", "Work glove, leather, small", "pair"),
            item("GL-M", "Work glove, nitrile, medium", "box"),
        ]
    )
    assert resolve(goods, line("degreaser", "2", unit)).sku == sku
    assert resolve(goods, line("gloves", "2", "boxes")).sku is None  # two things, not two sizes of one
