"""Every shipped provider of every kind keeps the contract of its kind, as a stranger's must."""

from __future__ import annotations

from pathlib import Path

import pytest

import qd_core.testing as kit
from qd_core.model.message import Document, InboundMessage
from qd_core.plugin import CrmAdapter, GateRequest, Notifier, PricingRequest, SkuRequest
from qd_core.plugin.discovery import load_plugin, scan
from qd_core.plugin.kinds import KINDS
from qd_core.testing import (
    CaptchaVerifierContract,
    CoverComposerContract,
    CrmAdapterContract,
    FieldExtractorContract,
    GuardrailGateContract,
    IntakeParserContract,
    Kept,
    NotifierContract,
    PdfRendererContract,
    PricingStageContract,
    SkuResolverContract,
    TextExtractorContract,
    TierLookupContract,
    company_documents,
    draft_of,
    form_message,
    gate_request,
    mail_message,
    place,
    pricing_request,
    sku_request,
    upload_message,
)
from tests.unit.files.test_text_extractors import FILES
from tests.unit.outside.test_file_crm import crm_in, kept_in
from tests.unit.outside.test_slack_notifier import FakeSlack, notifier_for, server

__all__ = ["server"]


class TestNoCaptcha(CaptchaVerifierContract):
    provider = "none"
    checks_nothing = True


class TestEmail(IntakeParserContract):
    provider = "email"

    @pytest.fixture
    def accepted(self) -> InboundMessage:
        return mail_message()


class TestForm(IntakeParserContract):
    provider = "form"

    @pytest.fixture
    def accepted(self) -> InboundMessage:
        return form_message()


class TestUpload(IntakeParserContract):
    provider = "upload"

    @pytest.fixture
    def accepted(self) -> InboundMessage:
        return upload_message()


class _OfItsFile(TextExtractorContract):
    @pytest.fixture
    def accepted(self) -> Document:
        name, content = FILES[self.provider]
        return Document(name=name, media_type="", content=content)


class TestPlain(_OfItsFile):
    provider = "plain"


class TestCsv(_OfItsFile):
    provider = "csv"


class TestXlsx(_OfItsFile):
    provider = "xlsx"


class TestDocx(_OfItsFile):
    provider = "docx"


class TestPdf(_OfItsFile):
    provider = "pdf"


class TestUbl(_OfItsFile):
    provider = "ubl"


class TestGaeb(_OfItsFile):
    provider = "gaeb"


class TestX12(_OfItsFile):
    provider = "x12"


class TestEdifact(_OfItsFile):
    provider = "edifact"


class TestCxml(_OfItsFile):
    provider = "cxml"


class TestTesseract(_OfItsFile):
    """With a program that prints one word, as Tesseract would."""

    provider = "tesseract"

    @pytest.fixture(autouse=True)
    def _program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
        word = [5, 1, 1, 1, 1, 1, 100, 100, 300, 30, 91.5, "UCP206"]
        (tmp_path / "words").write_text("\n".join("\t".join(map(str, row)) for row in (head, word)) + "\n")
        program = tmp_path / "tesseract"
        program.write_text(
            '#!/bin/sh\n[ "$1" = --list-langs ] && { echo "List (1):"; echo eng; exit 0; }\n'
            f"cat >/dev/null; cat {tmp_path}/words\n"
        )
        program.chmod(0o755)
        monkeypatch.setattr(type(self), "settings", {"program": str(program)})


class TestEmbeddedReading(FieldExtractorContract):
    provider = "embedded"


class TestExact(SkuResolverContract):
    provider = "exact"


class TestAlias(SkuResolverContract):
    provider = "alias"

    @pytest.fixture
    def hit(self) -> SkuRequest:
        return sku_request("Shelf brackets, small")


class TestFuzzy(SkuResolverContract):
    provider = "fuzzy"

    @pytest.fixture
    def hit(self) -> SkuRequest:
        return sku_request("10 in steel bracket for a shelf")


class TestRulesDocument(TierLookupContract):
    provider = "rules_document"


class TestBasePrice(PricingStageContract):
    provider = "base_price"

    @pytest.fixture
    def applies(self) -> PricingRequest:
        return pricing_request(unit_price=None)


class TestTierDiscount(PricingStageContract):
    provider = "tier_discount"


class TestVolumeBreak(PricingStageContract):
    provider = "volume_break"


class TestRegional(PricingStageContract):
    provider = "regional"


class TestBundle(PricingStageContract):
    provider = "bundle"


class TestTwoBundles(PricingStageContract):
    """Two steps of one stage."""

    provider = "bundle"

    @pytest.fixture
    def applies(self) -> PricingRequest:
        rows = "Bundles\nBundle | SKUs | Discount\nOne | BR-10; BR-12 | 3%\nTwo | BR-10; RL-50 | 2%\n"
        return pricing_request(documents=company_documents(rules=rows), others=("BR-12", "RL-50"))


class TestCitation(GuardrailGateContract):
    provider = "citation"


class TestFabricatedSku(GuardrailGateContract):
    provider = "fabricated_sku"


class TestBlockList(GuardrailGateContract):
    provider = "block_list"


class TestDiscountCap(GuardrailGateContract):
    provider = "discount_cap"


class TestEmbeddedCover(CoverComposerContract):
    provider = "embedded"


class TestReportlab(PdfRendererContract):
    provider = "reportlab"


class TestLog(NotifierContract):
    provider = "log"


class TestEmailNotifier(NotifierContract):
    provider = "email"


class TestSlack(NotifierContract):
    """Against a server on this machine."""

    provider = "slack"

    @pytest.fixture
    def notifier(self, server: FakeSlack) -> Notifier:
        return notifier_for(server.address)


class TestNoCrm(CrmAdapterContract):
    provider = "none"
    keeps_nothing = True


class TestFileCrm(CrmAdapterContract):
    provider = "file"

    @pytest.fixture
    def crm(self, tmp_path: Path) -> CrmAdapter:
        return crm_in(tmp_path)

    @pytest.fixture
    def notes(self, tmp_path: Path) -> Kept:
        return lambda deal: kept_in(tmp_path / "crm", deal, "notes")

    @pytest.fixture
    def files(self, tmp_path: Path) -> Kept:
        return lambda deal: kept_in(tmp_path / "crm", deal, "files")


def test_no_shipped_provider_is_left_out() -> None:
    contracts = [
        each for each in globals().values() if isinstance(each, type) and each.__name__[:4] == "Test"
    ]
    run = {(each.kind, each.provider) for each in contracts}
    ours = [load_plugin(claims[0]) for claims in scan().values() if claims[0].distribution == "qd-core"]
    shipped = {
        (kind.name, provider.name)
        for plugin in ours
        for kind in KINDS
        for provider in plugin.providers[kind.name]
    }
    assert shipped - run == set()


def test_the_kit_exports_what_it_names() -> None:
    for name in kit.__all__:
        assert getattr(kit, name) is not None
    modules = {path.stem for path in Path(kit.__file__).parent.iterdir()}
    assert not modules & set(kit.__all__), "an imported module takes the place of the name that is exported"
    assert set(kit._HOME_OF) == set(kit.__all__)
    assert {f"{kind.protocol}Contract" for kind in KINDS} <= set(kit.__all__)


def test_the_usual_draft_passes_and_a_place_is_carried() -> None:
    abroad = draft_of(("BR-10", "3"), destination=place("Lyon, France", city="Lyon", country="FR"))
    asked: GateRequest = gate_request(draft=abroad)
    assert asked.draft.constraints.destination is not None
    assert asked.draft.total == abroad.lines[0].line_total
