"""From a line as the buyer wrote it to a SKU and a quantity in its Unit, or to the problem that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qd_core.config import AppSettings
from qd_core.matching.contradiction import contradiction
from qd_core.matching.index import index_of
from qd_core.matching.slips import rests_on_a_slip, same_series, slips_of
from qd_core.model.catalog import Catalog, CatalogItem
from qd_core.model.folding import fold_words
from qd_core.model.quote import Candidate, Flag, LineProblem, MatchKind, ResolvedLine
from qd_core.model.rfq import LineItem, QuantityProblem
from qd_core.model.rules import CompanyDocuments
from qd_core.model.uom import UnitKind, same_unit, unit_word
from qd_core.pipeline.units import to_units
from qd_core.plugin import SkuRequest, SkuResolver

__all__ = ["resolve_line"]

MAX_CANDIDATES = 5
_SEVERAL = 2
_SIZE_BY_UNIT = 0.87
"""A single word that fits wholly will do where the unit says which size of the one thing is meant."""
_PACKING = frozenset("loose bulk lose vrac granel losse sfuso cut".split())
_TRUST = tuple(MatchKind)
_QUANTITY = {
    QuantityProblem.MISSING: LineProblem.QUANTITY_MISSING,
    QuantityProblem.VAGUE: LineProblem.QUANTITY_VAGUE,
    QuantityProblem.RANGE: LineProblem.QUANTITY_RANGE,
    QuantityProblem.LADDER: LineProblem.LADDER,
}


@dataclass(frozen=True, slots=True)
class _Verdict:
    match: MatchKind
    best: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    detail: str = ""


def resolve_line(
    item: LineItem,
    resolvers: Sequence[tuple[str, SkuResolver]],
    documents: CompanyDocuments,
    app: AppSettings,
) -> ResolvedLine:
    """The SKU that ``item`` means. ``resolvers`` are asked in order, no further after an exact hit; their proposals
    are merged and decided exact > alias > fuzzy or semantic > none. Conversion to the SKU's Unit comes last.

    Whatever a resolver raises goes through.
    """
    request = SkuRequest(item.name_or_sku.value, item, documents, item.description)
    verdict = _decide(_ask(request, resolvers), request, app)
    found = documents.catalog.get(verdict.best.sku) if verdict.best else None
    problems: list[LineProblem] = []
    details: list[str] = []
    flags: list[Flag] = []
    if item.problem is not None:
        problems.append(_QUANTITY[item.problem])
        if item.problem is QuantityProblem.LADDER:
            flags.append(Flag(code="ladder", detail=", ".join(f"{quantity:f}" for quantity in item.ladder)))
    if found is None:
        problems.insert(
            0, LineProblem.NOT_CARRIED if verdict.match is MatchKind.NONE else LineProblem.AMBIGUOUS
        )
        details.append(verdict.detail)
    elif found.discontinued:
        problems.append(LineProblem.DISCONTINUED)
        details.append(_discontinued(found, documents.catalog))
        flags.append(Flag(code="discontinued", detail=details[-1]))
    quantity = item.quantity.value if item.quantity and item.problem is None else None
    if found is not None and quantity is not None:
        converted = to_units(item, found, verdict.match)
        quantity = converted.quantity
        if converted.problem:
            problems.append(LineProblem.UNIT_UNCLEAR)
            details.append(converted.problem)
        if converted.note:
            flags.append(Flag(code="pack_converted", detail=converted.note))
    return ResolvedLine(
        position=item.position,
        request=item,
        match=verdict.match,
        sku=found.sku if found else None,
        score=verdict.best.score if verdict.best else None,
        evidence=verdict.best.evidence if verdict.best else "",
        candidates=verdict.candidates,
        quantity=quantity,
        unit=found.unit if found else None,
        problems=tuple(problems),
        problem_detail="; ".join(detail for detail in details if detail),
        flags=tuple(flags),
    )


def _ask(request: SkuRequest, resolvers: Iterable[tuple[str, SkuResolver]]) -> list[Candidate]:
    """The best proposal for each SKU, best first. Proposals outside the catalog are dropped: no SKU is invented."""
    merged: dict[str, Candidate] = {}
    for _, resolver in resolvers:
        exact = False
        for candidate in resolver.candidates(request):
            known = request.documents.catalog.get(candidate.sku)
            if known is None:
                continue
            exact = exact or candidate.kind is MatchKind.EXACT
            before = merged.get(known.sku)
            if before is None or _rank(candidate) < _rank(before):
                merged[known.sku] = Candidate(known.sku, candidate.kind, candidate.score, candidate.evidence)
        if exact:
            break
    return sorted(merged.values(), key=_rank)


def _rank(candidate: Candidate) -> tuple[int, float]:
    kind = min(
        _TRUST.index(candidate.kind), _TRUST.index(MatchKind.FUZZY)
    )  # semantic scores count as fuzzy ones
    return kind, -candidate.score


def _decide(candidates: Sequence[Candidate], request: SkuRequest, app: AppSettings) -> _Verdict:
    for kind in (MatchKind.EXACT, MatchKind.ALIAS):
        named = [candidate for candidate in candidates if candidate.kind is kind]
        named = _sold_as_counted(named, request) or named
        if len(named) > 1:
            return _ambiguous(named, f"{', '.join(one.sku for one in named[:MAX_CANDIDATES])} all fit")
        if named:
            slip = _unless_miswritten(named[0], request) if kind is MatchKind.ALIAS else None
            return slip or _unless_contradicted(named[0], request)
    likely = [candidate for candidate in candidates if candidate.score >= app.fuzzy_floor]
    if not likely:
        return _Verdict(MatchKind.NONE, detail="nothing in the catalog fits")
    tied = [one for one in likely if likely[0].score - one.score < app.fuzzy_margin]
    counted = _sold_as_counted(tied, request)
    best, *others = (*counted, *(one for one in likely if one not in tied)) if len(counted) == 1 else likely
    lead = best.score - others[0].score if others else 1.0
    told = len(counted) == 1 and len(tied) == len(likely)
    needed = app.fuzzy_threshold * (_SIZE_BY_UNIT if told else 1)
    if best.score >= needed and (told or lead >= app.fuzzy_margin):
        return _unless_miswritten(best, request) or _Verdict(best.kind, best, tuple(likely[:MAX_CANDIDATES]))
    return _ambiguous(likely, "several items fit" if others else "the item is not certain")


def _sold_as_counted(tied: Sequence[Candidate], request: SkuRequest) -> list[Candidate]:
    """Those of several equally good candidates that are sold by what the line counts in: ``5 rings`` are of the cable
    that is sold by the ring, ``150 m`` of the same cable sold by the metre. A piece tells nothing, and of goods that
    differ in more than size the unit does not tell which is meant: ``2 boxes of work gloves``."""
    unit = request.item.unit.value if request.item.unit else ""
    word = unit_word(unit)
    if len(tied) < _SEVERAL or word is None or word.kind not in (UnitKind.PACKAGE, UnitKind.MEASURE):
        return []
    if not _differ_in_size_only(tied, request):
        return []
    catalog = request.documents.catalog
    return [one for one in tied if (item := catalog.get(one.sku)) is not None and same_unit(unit, item.unit)]


def _differ_in_size_only(tied: Sequence[Candidate], request: SkuRequest) -> bool:
    """Whether the items are one thing in several sizes or packings: `2 pails of degreaser`, that there is by the
    gallon, too."""
    items = [request.documents.catalog.get(one.sku) for one in tied]
    names = {
        frozenset(
            word for word in fold_words(item.description) if word.isalpha() and not _tells_packing(word)
        )
        for item in items
        if item is not None
    }
    return len(names) == 1


def _tells_packing(word: str) -> bool:
    """Whether ``word`` says how goods are sold: `Ring`, `Meterware`, `loose`."""
    return word in _PACKING or unit_word(word) is not None or unit_word(word.removesuffix("ware")) is not None


def _unless_contradicted(named: Candidate, request: SkuRequest) -> _Verdict:
    other = contradiction(index_of(request.documents.catalog), named.sku, request.name, request.description)
    if other is None:
        return _Verdict(named.kind, named)
    candidates = [
        named,
        *(Candidate(sku, MatchKind.FUZZY, score, "fits the description") for sku, score in other.rivals),
    ]
    return _ambiguous(candidates, other.detail)


def _unless_miswritten(best: Candidate, request: SkuRequest) -> _Verdict | None:
    """The words fit, but a part number beside them may mean another item: nearly another SKU, or one of the same
    series that the catalog does not have."""
    index = index_of(request.documents.catalog)
    row = index.row_of(best.sku)
    slips = [(written, other) for written, other in slips_of(index, request.name) if other != row]
    if slips:
        others = [
            Candidate(index.item(other).sku, MatchKind.FUZZY, best.score, written) for written, other in slips
        ]
        return _ambiguous([best, *others], f"the part number {slips[0][0]} may be {others[0].sku}")
    stranger = same_series(index, request.name, row) if row is not None else None
    if stranger is not None:
        return _ambiguous(
            [best], f"the words fit {best.sku}, but the part number {stranger} is not in the catalog"
        )
    slip = rests_on_a_slip(index, request.name, request.description, row) if row is not None else None
    if slip is not None:
        return _ambiguous([best], f"the part number {slip} is not in the catalog; {best.sku} is the nearest")
    return None


def _ambiguous(candidates: Sequence[Candidate], detail: str) -> _Verdict:
    return _Verdict(MatchKind.AMBIGUOUS, None, tuple(candidates[:MAX_CANDIDATES]), detail)


def _discontinued(item: CatalogItem, catalog: Catalog) -> str:
    successor = catalog.get(item.replaced_by) if item.replaced_by else None
    if successor is not None:
        return f"{item.sku} is discontinued; {successor.sku} ({successor.description}) replaces it"
    return f"{item.sku} is discontinued"
