"""Contracts of what finds SKUs and tiers, writes the cover and prints the quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

import pytest

from qd_core.model.customer import Customer, Tier
from qd_core.model.documents import Citation
from qd_core.model.quote import Candidate, Cover, GateResult, MatchKind, Outcome
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.context import ProviderContext
from qd_core.plugin.protocols import (
    CoverComposer,
    CoverRequest,
    PdfRenderer,
    RenderRequest,
    SkuRequest,
    SkuResolver,
    TierLookup,
)
from qd_core.testing.kinds.contract import Contract, answer, told
from qd_core.testing.requests import cover_request, customer, render_request, sku_request

__all__ = ["CoverComposerContract", "PdfRendererContract", "SkuResolverContract", "TierLookupContract"]

_OUTCOMES_OF_THE_CORE = {MatchKind.AMBIGUOUS, MatchKind.NONE}


class SkuResolverContract(Contract):
    """Fixtures: ``resolver``, ``hit`` (a request it answers) and ``sku`` (what the best answer must be)."""

    kind = "sku_resolver"

    @pytest.fixture
    def resolver(self, qd_context: ProviderContext) -> SkuResolver:
        """The resolver named by ``provider``."""
        return cast(SkuResolver, self.built(qd_context))

    @pytest.fixture
    def hit(self, qd_documents: CompanyDocuments) -> SkuRequest:
        """A line that says BR-10."""
        return sku_request("BR-10", qd_documents)

    @pytest.fixture
    def sku(self) -> str:
        """BR-10."""
        return "BR-10"

    def test_the_best_candidate_is_the_sku(self, resolver: SkuResolver, hit: SkuRequest, sku: str) -> None:
        found = _candidates(resolver, hit)
        assert found, f"no candidate for {hit.name!r} (give a fixture `hit` that it must answer)"
        assert found[0].sku == sku, f"the best candidate for {hit.name!r} is {found[0].sku!r}, not {sku!r}"

    def test_candidates_are_of_the_catalog_and_best_first(
        self, resolver: SkuResolver, hit: SkuRequest
    ) -> None:
        found = _candidates(resolver, hit)
        for candidate in found:
            item = hit.documents.catalog.get(candidate.sku)
            assert item is not None, f"{candidate.sku!r} is invented: the catalog has no such SKU"
            assert item.sku == candidate.sku, f"{candidate.sku!r} is written {item.sku!r} in the catalog"
            assert 0 <= candidate.score <= 1, f"{candidate.sku} scores {candidate.score}: a score is 0 to 1"
            assert isinstance(candidate.kind, MatchKind), f"{candidate.kind!r} is no MatchKind"
            assert candidate.kind not in _OUTCOMES_OF_THE_CORE, (
                f"{candidate.kind.value!r} is what the core decides, not a resolver"
            )
        scores = [candidate.score for candidate in found]
        assert scores == sorted(scores, reverse=True), f"the scores {scores} do not fall: best first"

    @pytest.mark.parametrize("name", ["", "zzqx vvwk 99871", "?" * 10_000], ids=["empty", "words", "signs"])
    def test_nonsense_is_no_confident_match(self, resolver: SkuResolver, hit: SkuRequest, name: str) -> None:
        for candidate in _candidates(resolver, replace(hit, name=name, description="")):
            assert candidate.score < 0.5, f"{name[:20]!r} matched {candidate.sku} with {candidate.score}"

    def test_the_same_request_gives_the_same_answer(self, resolver: SkuResolver, hit: SkuRequest) -> None:
        first = list(_candidates(resolver, hit))
        assert first == list(_candidates(resolver, hit)), "the same line got other candidates the second time"


def _candidates(resolver: SkuResolver, request: SkuRequest) -> Sequence[Candidate]:
    found = answer(resolver.candidates, request)
    assert isinstance(found, Sequence), f"candidates returned {type(found).__name__}, not a sequence"
    for each in found:
        assert isinstance(each, Candidate), f"candidates holds {told(each)}, a {type(each).__name__}"
    return found


class TierLookupContract(Contract):
    """Fixtures: ``lookup``, ``known`` (a customer it knows) and ``tier`` (the name it must give)."""

    kind = "tier_lookup"

    @pytest.fixture
    def lookup(self, qd_context: ProviderContext) -> TierLookup:
        """The look-up named by ``provider``."""
        return cast(TierLookup, self.built(qd_context))

    @pytest.fixture
    def known(self) -> Customer:
        """Dana of acme.example."""
        return customer()

    @pytest.fixture
    def tier(self) -> str:
        """``trade``, as the small company's rules have it for acme.example."""
        return "trade"

    def test_a_known_customer_has_the_tier(self, lookup: TierLookup, known: Customer, tier: str) -> None:
        found = answer(lookup.tier_of, known)
        assert found is not None, f"the known customer {known.email!r} has no tier"
        assert isinstance(found, Tier), f"tier_of returned {type(found).__name__}, not Tier"
        assert found.name == tier, f"{known.email!r} has tier {found.name!r}, not {tier!r}"
        assert found.source, "the tier has no `source`: it says where it comes from"
        assert found.citation is None or isinstance(found.citation, Citation), "`citation` is no Citation"

    @pytest.mark.parametrize("email", ["nobody@unknown-stranger.example", "", "no address", "@"])
    def test_an_unknown_customer_has_none(self, lookup: TierLookup, email: str) -> None:
        found = answer(lookup.tier_of, Customer(email=email, domain=email.rpartition("@")[2]))
        assert found is None, f"{email!r} is unknown and got {told(found)}: return None"

    def test_the_same_customer_has_the_same_tier(self, lookup: TierLookup, known: Customer) -> None:
        first = answer(lookup.tier_of, known)
        assert first == answer(lookup.tier_of, known), "the same customer got another tier the second time"


class CoverComposerContract(Contract):
    """Fixtures: ``composer`` and ``cover_request``."""

    kind = "cover_composer"

    @pytest.fixture
    def composer(self, qd_context: ProviderContext) -> CoverComposer:
        """The composer named by ``provider``."""
        return cast(CoverComposer, self.built(qd_context))

    @pytest.fixture
    def cover_request(self, qd_documents: CompanyDocuments) -> CoverRequest:
        """20 BR-10 and 2 RL-50 for Dana."""
        return cover_request(documents=qd_documents)

    def test_it_writes_a_cover(self, composer: CoverComposer, cover_request: CoverRequest) -> None:
        cover = _compose(composer, cover_request)
        assert cover.text.strip(), "the cover is empty"
        assert cover.origin, "the cover has no `origin`: it says who wrote it"

    def test_it_writes_again_after_a_gate_failed(
        self, composer: CoverComposer, cover_request: CoverRequest
    ) -> None:
        failure = GateResult(gate="citation", outcome=Outcome.FAIL, detail="17.77 is no number of this draft")
        cover = _compose(composer, replace(cover_request, failures=(failure,)))
        assert cover.text.strip(), "the cover is empty after a gate failed"

    def test_a_buyer_without_a_name_gets_one_too(
        self, composer: CoverComposer, cover_request: CoverRequest
    ) -> None:
        buyer = cover_request.draft.buyer.model_copy(update={"name": "", "company": "", "email": ""})
        draft = cover_request.draft.model_copy(update={"buyer": buyer})
        assert _compose(composer, replace(cover_request, draft=draft)).text.strip(), "the cover is empty"

    def test_cost_and_margin_never_show(self, composer: CoverComposer, cover_request: CoverRequest) -> None:
        secret = Decimal("98765.4321")
        lines = tuple(replace(line, cost=secret, margin=secret) for line in cover_request.draft.lines)
        draft = cover_request.draft.model_copy(update={"lines": lines})
        text = _compose(composer, replace(cover_request, draft=draft)).text
        digits = "".join(letter for letter in text if letter.isdigit())
        assert "98765" not in digits, "cost or margin shows in the cover: they are the rep's only"


def _compose(composer: CoverComposer, request: CoverRequest) -> Cover:
    cover = answer(composer.compose, request)
    assert isinstance(cover, Cover), f"compose returned {type(cover).__name__}, not Cover"
    return cover


class PdfRendererContract(Contract):
    """Fixtures: ``renderer`` and ``render_request``."""

    kind = "pdf_renderer"

    @pytest.fixture
    def renderer(self, qd_context: ProviderContext) -> PdfRenderer:
        """The renderer named by ``provider``."""
        return cast(PdfRenderer, self.built(qd_context))

    @pytest.fixture
    def render_request(self) -> RenderRequest:
        """20 BR-10 and 2 RL-50 for Dana."""
        return render_request()

    def test_it_prints_a_pdf(self, renderer: PdfRenderer, render_request: RenderRequest) -> None:
        printed = _render(renderer, render_request)
        assert b"%%EOF" in printed[-1024:], "the PDF has no end (%%EOF)"

    def test_the_same_request_gives_the_same_bytes(
        self, renderer: PdfRenderer, render_request: RenderRequest
    ) -> None:
        first = _render(renderer, render_request)
        assert first == _render(renderer, render_request), (
            "the same request gave other bytes the second time: no clock, no random ids"
        )

    @pytest.mark.parametrize("locale", ["de_DE", "fr_FR", "ja_JP"])
    def test_other_locales_are_printed(
        self, renderer: PdfRenderer, render_request: RenderRequest, locale: str
    ) -> None:
        _render(renderer, replace(render_request, locale=locale))

    def test_hostile_text_is_printed_not_obeyed(
        self, renderer: PdfRenderer, render_request: RenderRequest
    ) -> None:
        nasty = '<b>&"<font size=99> 漢字 🙂 \x00 ' + "x" * 300
        lines = tuple(replace(line, description=nasty) for line in render_request.draft.lines)
        buyer = render_request.draft.buyer.model_copy(update={"name": nasty, "company": nasty})
        draft = render_request.draft.model_copy(update={"lines": lines, "buyer": buyer, "subject": nasty})
        _render(renderer, replace(render_request, draft=draft))


def _render(renderer: PdfRenderer, request: RenderRequest) -> bytes:
    printed = answer(renderer.render, request)
    assert isinstance(printed, bytes), f"render returned {type(printed).__name__}, not bytes"
    assert printed.startswith(b"%PDF-"), f"render returned {told(printed[:20])}, which is no PDF"
    return printed
