"""A provider that is wrong in one way fails its contract, and the message says in which."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

import qd_core.testing as kit
from qd_core.errors import RejectedError
from qd_core.model.customer import Tier
from qd_core.model.documents import Citation
from qd_core.model.message import Attachment, ExtractedText, Lane, Source, Table, TableRow
from qd_core.model.quote import (
    Candidate,
    Charge,
    Cover,
    GateFinding,
    GateResult,
    MatchKind,
    Outcome,
    PriceStep,
)
from qd_core.model.rfq import Extracted, Fields, Topic
from qd_core.plugin import CaptchaVerdict, Check, StageResult
from qd_core.plugin.kinds import KINDS
from tests.contract.right_providers import (
    CONTEXT,
    DOCUMENTS,
    RIGHT,
    ROW,
    UNTOUCHED,
    D,
    boom,
    crm,
    judged,
    of,
    right_gate,
    right_stage,
)

SPOT = Source(part="text", quote="20")
counter = itertools.count(1)


@pytest.fixture(autouse=True)
def _documents_as_they_were() -> Iterator[None]:
    """Some of these change the documents, which are read once for all tests."""
    yield
    for documents in (DOCUMENTS, UNTOUCHED.quote.documents):
        for name in [name for name in documents.rules.sections if name.startswith("seen")]:
            del documents.rules.sections[name]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_right_provider_keeps_its_contract(kind: str) -> None:
    assert judged(kind, RIGHT[kind]) == []


# --- the faults: what the method does instead, and words of the message --------------------------------------------


def after(kind: str, method: str, change: Callable[..., object]) -> Callable[..., object]:
    """The right provider's answer, changed."""
    right = getattr(RIGHT[kind], method)
    return lambda *arguments: change(right(*arguments), *arguments)


def stage(**changed: Any) -> Callable[..., object]:
    return lambda _: StageResult(**{"unit_price": D(4), "effect": "-5%", "citation": ROW, **changed})


def mutating_stage(request: Any) -> StageResult:
    request.unit_price = D(1)
    return right_stage(request)


def moody_stage(request: Any) -> StageResult:
    return replace(right_stage(request), detail=str(next(counter)))


def gate(**changed: Any) -> Callable[..., object]:
    return lambda request: right_gate(request).model_copy(
        update=changed if "guarantee" in request.cover else {}
    )


def fields(**changed: Any) -> Callable[..., object]:
    """The first line's fields, changed."""

    def change(found: Fields, request: Any) -> Fields:
        if request.topic is not Topic.LINE_ITEMS or not found.line_items:
            return found
        first, *others = found.line_items
        return found.model_copy(update={"line_items": (first.model_copy(update=changed), *others)})

    return after("field_extractor", "extract", change)


def rfq(**changed: Any) -> Callable[..., object]:
    return after("intake_parser", "parse", lambda found, _: found and found.model_copy(update=changed))


def text(found: Any) -> Callable[..., object]:
    return lambda document: found if document.name == "a.txt" else None


def candidates(*found: Any) -> Callable[..., object]:
    return lambda request: list(found) if request.name == "BR-10" else []


def picky_pdf(request: Any) -> bytes:
    if "\0" in request.draft.subject:
        raise ValueError("bad character")
    return b"%PDF-1.7\n%%EOF"


def leaky(cover: Cover, request: Any) -> Cover:
    return cover.model_copy(update={"text": f"{cover.text} Our margin: {request.draft.lines[0].margin}"})


def forgetful_crm(method: str, what: str) -> SimpleNamespace:
    """Does it again whenever it is asked."""
    made = crm()
    kept: dict[str, list[str]] = getattr(made.account, what)
    setattr(made, method, lambda deal, text: kept.setdefault(deal, []).append(text))
    return made


def deep_mutating_stage(request: Any) -> StageResult:
    request.quote.documents.rules.sections[f"seen {next(counter)}"] = request.position
    return right_stage(request)


def writing_gate(request: Any) -> GateResult:
    request.documents.rules.sections[f"seen {next(counter)}"] = request.cover
    return right_gate(request)


def hungry_crm(rfq_id: str, contact: str, lines: list[Any], total: Any) -> str:
    lines.clear()
    return rfq_id


def second_note() -> Callable[..., object]:
    seen: set[object] = set()

    def add_note(deal: str, note: str) -> None:
        if note in seen:
            raise ValueError("this note exists")
        seen.add(note)

    return add_note


def broken_garbage(message: Any) -> Any:
    if message.content == kit.upload_message().content:
        return RIGHT["intake_parser"].parse(message)  # type: ignore[attr-defined]
    return boom() if message.lane is Lane.UPLOAD else None


def silent_refusal(message: Any) -> Any:
    if message.content == kit.upload_message().content or message.lane is not Lane.UPLOAD:
        return RIGHT["intake_parser"].parse(message)  # type: ignore[attr-defined]
    raise RejectedError("")


def upper_first(found: Sequence[Candidate], *_: object) -> list[Candidate]:
    return [replace(each, sku=each.sku.lower()) for each in found]


INVENTED = Citation("rules", "sha256:of another day", "Tiers", 9, "trade | 10%")
BR10 = Candidate("BR-10", MatchKind.FUZZY, 0.9)
FLOAT = Extracted[Any](value=20.0, confidence=0.9, source=SPOT)
MISPLACED = Extracted[str](
    value="BR-10", confidence=0.9, source=Source(part="text", quote="BR-10", start=0, end=5)
)
UNSURE = Extracted[str](value="BR-10", confidence=90, source=Source(part="text", quote="BR-10"))
NO_CONTENT = Attachment(name="list.xlsx", media_type="", size=1, digest="x")
NAIVE = datetime(2026, 3, 2)  # noqa: DTZ001 - the fault
UPSIDE_DOWN = Table(rows=(TableRow(number=2, cells=("a",)), TableRow(number=1, cells=("b",))))
FAR = GateFinding("cover", "guarantee", "a promise", 0, 9)

FAULTS: list[tuple[str, str, object, str]] = [
    ("captcha_verifier", "a bare bool", of("verify", lambda _: True), "returned bool, not CaptchaVerdict"),
    ("captcha_verifier", "raises", of("verify", boom), "raised ValueError: no such thing; it may raise Trans"),
    ("captcha_verifier", "gives no reason", of("verify", lambda _: CaptchaVerdict(False)), "has no `reason`"),
    ("captcha_verifier", "passes all", of("verify", lambda _: CaptchaVerdict(True)), "without a token passed"),
    ("captcha_verifier", "tells the token", of("verify", lambda r: CaptchaVerdict(False, f"bad {r.token}")), "the token stands in `reason`"),
    ("captcha_verifier", "a word for a verdict", of("verify", lambda _: CaptchaVerdict("yes")), "`passed` is 'yes'"),  # type: ignore[arg-type]
    ("intake_parser", "a dictionary", of("parse", lambda _: {}), "parse returned dict, not Rfq or None"),
    ("intake_parser", "declines all", of("parse", lambda _: None), "was declined (None)"),
    ("intake_parser", "reads every lane", of("parse", lambda _: RIGHT["intake_parser"].parse(kit.upload_message())), "return None for what is not yours"),  # type: ignore[attr-defined]
    ("intake_parser", "another lane", of("parse", rfq(lane=Lane.PHONE)), "lane is <Lane.PHONE: 'phone'>"),
    ("intake_parser", "time without zone", of("parse", rfq(received_at=NAIVE)), "must be aware and in UTC"),
    ("intake_parser", "no bytes", of("parse", rfq(attachments=(NO_CONTENT,))), "['list.xlsx'] carry no `content`"),
    ("intake_parser", "loses the raw message", of("parse", rfq(raw_key="")), "`raw_key` is lost"),
    ("intake_parser", "crashes on garbage", of("parse", broken_garbage), "raised ValueError on garbage"),
    ("intake_parser", "refuses without a word", of("parse", silent_refusal), "a refusal says why"),
    ("intake_parser", "moody", of("parse", after("intake_parser", "parse", lambda r, _: r and r.model_copy(update={"subject": str(next(counter))}))), "another RFQ the second time"),
    ("text_extractor", "a string", of("extract", text("20 BR-10")), "extract returned str, not ExtractedText"),
    ("text_extractor", "raises on a part", of("extract", lambda d: boom() if len(d.content) < 9 else RIGHT["text_extractor"].extract(d)), "extract raised ValueError"),  # type: ignore[attr-defined]
    ("text_extractor", "reads nothing", of("extract", text(ExtractedText())), "nothing was read"),
    ("text_extractor", "takes everything", of("extract", lambda _: ExtractedText(text="x")), "x.bin was read"),
    ("text_extractor", "rows upside down", of("extract", text(ExtractedText(tables=(UPSIDE_DOWN,)))), "the rows are numbered [2, 1]"),
    ("text_extractor", "moody", of("extract", lambda d: ExtractedText(text=str(next(counter))) if d.name == "a.txt" else None), "another text the second time"),
    ("field_extractor", "a list", of("extract", lambda _: []), "returned list, not Fields"),
    ("field_extractor", "raises", of("extract", boom), "extract raised ValueError: no such thing"),
    ("field_extractor", "reads nothing", of("extract", lambda _: Fields()), "no line items"),
    ("field_extractor", "float quantity", of("extract", fields(quantity=FLOAT)), "is 20.0, a float: Decimal"),
    ("field_extractor", "wrong span", of("extract", fields(name_or_sku=MISPLACED)), "'BR-10' does not stand at its span; there is 'Pleas'"),
    ("field_extractor", "percent for confidence", of("extract", fields(name_or_sku=UNSURE)), "is 90"),
    ("field_extractor", "neither quantity nor problem", of("extract", fields(quantity=None)), "no quantity and no problem"),
    ("field_extractor", "counts from 0", of("extract", fields(position=0)), "positions are [0, 2]"),
    ("field_extractor", "invents lines", of("extract", lambda _: Fields(line_items=(kit.line_item(),))), "an empty message asks for ['BR-10']"),
    ("sku_resolver", "one candidate bare", of("candidates", lambda _: BR10), "returned Candidate, not a sequence"),
    ("sku_resolver", "strings", of("candidates", candidates("BR-10")), "candidates holds BR-10, a str"),
    ("sku_resolver", "raises", of("candidates", boom), "candidates raised ValueError"),
    ("sku_resolver", "invented SKU", of("candidates", candidates(BR10, replace(BR10, sku="BR-11"))), "'BR-11' is invented"),
    ("sku_resolver", "own spelling", of("candidates", after("sku_resolver", "candidates", upper_first)), "'br-10' is written 'BR-10'"),
    ("sku_resolver", "worst first", of("candidates", candidates(replace(BR10, score=0.1), replace(BR10, sku="BR-12"))), "best first"),
    ("sku_resolver", "percent for a score", of("candidates", candidates(replace(BR10, score=90))), "a score is 0 to 1"),
    ("sku_resolver", "decides itself", of("candidates", candidates(replace(BR10, kind=MatchKind.AMBIGUOUS))), "what the core decides"),
    ("sku_resolver", "matches anything", of("candidates", lambda _: [BR10]), "'zzqx vvwk 99871' matched BR-10 with 0.9"),
    ("sku_resolver", "finds nothing", of("candidates", lambda _: []), "no candidate for 'BR-10'"),
    ("sku_resolver", "moody", of("candidates", lambda r: candidates(replace(BR10, evidence=str(next(counter))))(r)), "other candidates the second time"),
    ("tier_lookup", "a name", of("tier_of", lambda c: "trade" if c.domain == "acme.example" else None), "returned str, not Tier"),
    ("tier_lookup", "raises on strangers", of("tier_of", lambda c: {"acme.example": Tier(name="trade", source="x")}[c.domain]), "tier_of raised KeyError"),
    ("tier_lookup", "a tier for everybody", of("tier_of", lambda _: Tier(name="trade", source="crm")), "is unknown and got Tier"),
    ("tier_lookup", "the wrong tier", of("tier_of", lambda c: Tier(name="gold", source="x") if c.domain == "acme.example" else None), "has tier 'gold', not 'trade'"),
    ("tier_lookup", "no source", of("tier_of", lambda c: Tier(name="trade", source="") if c.domain == "acme.example" else None), "no `source`"),
    ("tier_lookup", "knows nobody", of("tier_of", lambda _: None), "'dana@acme.example' has no tier"),
    ("pricing_stage", "a bare price", of("apply", lambda r: r.unit_price), "returned Decimal, not StageResult"),
    ("pricing_stage", "no citation", of("apply", stage(citation=None)), "has no citation: every number cites"),
    ("pricing_stage", "cites another day's rules", of("apply", stage(citation=INVENTED)), "cites 'rules' 'sha256:of another day'"),
    ("pricing_stage", "float money", of("apply", stage(unit_price=3.99)), "is 3.99, a float: money is Decimal"),
    ("pricing_stage", "not a number", of("apply", stage(unit_price=D("NaN"))), "money is a finite number"),
    ("pricing_stage", "below zero", of("apply", stage(unit_price=D(-1))), "never below zero"),
    ("pricing_stage", "no effect", of("apply", stage(effect="")), "has no `effect`"),
    ("pricing_stage", "float charge", of("apply", stage(charges=(Charge("fuel", "Fuel", 4.5, ROW),))), "the charge 'fuel' is 4.5, a float"),  # type: ignore[arg-type]
    ("pricing_stage", "uncited charge", of("apply", stage(charges=(Charge("fuel", "Fuel", D(4), None),))), "the charge 'fuel' has no citation"),  # type: ignore[arg-type]
    ("pricing_stage", "last step differs", of("apply", stage(steps=(PriceStep("x", "-5%", D(3), ROW),))), "is not the last step's 3"),
    ("pricing_stage", "raises", of("apply", boom), "apply raised ValueError: no such thing"),
    ("pricing_stage", "needs a price", of("apply", lambda r: StageResult(unit_price=r.unit_price * 1, effect="+0%", citation=ROW)), "apply raised TypeError"),
    ("pricing_stage", "changes the request", of("apply", mutating_stage), "the stage changed the request"),
    ("pricing_stage", "changes the documents", of("apply", deep_mutating_stage), "the stage changed the request"),
    ("pricing_stage", "always charges", of("apply", stage()), "no rule covers the line, and its price became 4"),
    ("pricing_stage", "does nothing", of("apply", lambda _: StageResult()), "the stage did nothing to the request `applies`"),
    ("pricing_stage", "moody", of("apply", moody_stage), "another result the second time"),
    ("guardrail_gate", "a bool", of("check", lambda _: True), "check returned bool, not GateResult"),
    ("guardrail_gate", "raises", of("check", boom), "check raised ValueError: no such thing"),
    ("guardrail_gate", "passes all", of("check", gate(outcome=Outcome.PASS)), "the dirty draft passed"),
    ("guardrail_gate", "passes none", of("check", lambda _: GateResult(gate="g", outcome=Outcome.FAIL, detail="no")), "the clean draft got fail: no"),
    ("guardrail_gate", "no reason", of("check", gate(detail="")), "caught without `detail` or `findings`"),
    ("guardrail_gate", "wrong offsets", of("check", gate(findings=(FAR,))), "'guarantee' does not stand at its offsets"),
    ("guardrail_gate", "nameless", of("check", gate(gate="")), "no gate's name"),
    ("guardrail_gate", "moody", of("check", lambda r: right_gate(r).model_copy(update={"detail": str(next(counter))})), "another result the second time"),
    ("guardrail_gate", "changes the draft", of("check", lambda r: (r.draft.document_versions.update(x=str(next(counter))), right_gate(r))[1]), "the gate changed the request"),
    ("guardrail_gate", "changes the documents", of("check", writing_gate), "the gate changed the request"),
    ("cover_composer", "a string", of("compose", lambda _: "Dear Dana"), "compose returned str, not Cover"),
    ("cover_composer", "raises", of("compose", boom), "compose raised ValueError: no such thing"),
    ("cover_composer", "empty", of("compose", lambda _: Cover(text=" ", origin="x")), "the cover is empty"),
    ("cover_composer", "anonymous", of("compose", lambda _: Cover(text="Dear Dana", origin="")), "no `origin`"),
    ("cover_composer", "tells the margin", of("compose", after("cover_composer", "compose", leaky)), "cost or margin shows"),
    ("cover_composer", "needs a name", of("compose", lambda r: Cover(text="Dear " + r.draft.buyer.name.split()[0], origin="x")), "compose raised IndexError"),
    ("pdf_renderer", "a string", of("render", lambda _: "%PDF-"), "render returned str, not bytes"),
    ("pdf_renderer", "no PDF", of("render", lambda _: b"<html>"), "which is no PDF"),
    ("pdf_renderer", "cut off", of("render", lambda _: b"%PDF-1.7"), "the PDF has no end"),
    ("pdf_renderer", "raises on odd text", of("render", picky_pdf), "render raised ValueError: bad character"),
    ("pdf_renderer", "moody", of("render", lambda _: b"%%PDF-1.7 %d %%%%EOF" % next(counter)), "other bytes the second time"),
    ("notifier", "returns an id", of("notify", lambda _: "msg-17"), "notify returned msg-17: it returns nothing"),
    ("notifier", "raises on line breaks", of("notify", lambda n: boom() if "\n" in n.subject else None), "notify raised ValueError"),
    ("notifier", "needs a recipient", of("notify", lambda n: n.recipients[0] and None), "notify raised IndexError"),
    ("crm_adapter", "two contacts", crm(upsert_contact=lambda *_: str(next(counter))), "made a second contact"),
    ("crm_adapter", "two deals", crm(create_deal=lambda *_: str(next(counter))), "made a second deal"),
    ("crm_adapter", "one deal for all", crm(create_deal=lambda *_: "deal"), "went into the same deal"),
    ("crm_adapter", "a number for an id", crm(create_deal=lambda *_: 17), "create_deal returned int"),
    ("crm_adapter", "no id", crm(upsert_contact=lambda *_: ""), "upsert_contact returned an empty id"),
    ("crm_adapter", "changes the lines", crm(create_deal=hungry_crm), "changed the list of line items"),
    ("crm_adapter", "notes once only", crm(add_note=second_note()), "add_note raised ValueError: this note exists"),
    ("crm_adapter", "makes two notes", forgetful_crm("add_note", "notes"), "has 2 notes, not 1"),
    ("crm_adapter", "makes two files", forgetful_crm("attach_file", "files"), "makes 2 files, not 1"),
    ("crm_adapter", "loses the note", crm(add_note=lambda *_: None), "has 0 notes, not 1"),
    ("crm_adapter", "says nothing of what to do", crm(check=lambda: [Check("field", ok=False)]), "no `fix`: say what to do"),
    ("crm_adapter", "one check bare", crm(check=lambda: Check("field", ok=True)), "check returned Check, not a sequence"),
    ("crm_adapter", "raises in its check", crm(check=boom), "raised ValueError: no such thing"),
    ("crm_adapter", "raises", crm(attach_file=boom), "raised ValueError: no such thing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "provider", "words"),
    [pytest.param(kind, provider, words, id=f"{kind}: {fault}") for kind, fault, provider, words in FAULTS],
)
def test_a_wrong_provider_fails_and_is_told_why(kind: str, provider: object, words: str) -> None:
    found = judged(kind, provider)
    assert any(words in message for message in found), found


def test_every_kind_is_shown_several_faults() -> None:
    shown = [kind for kind, *_ in FAULTS]
    assert not [kind.name for kind in KINDS if shown.count(kind.name) < 3]


@pytest.mark.parametrize(
    ("kind", "provider", "words"),
    [
        ("guardrail_gate", of("check", right_gate), "the result is signed 'gate'; the gate's name is 'mine'"),
        ("pricing_stage", of("apply", stage(unit_price=None, steps=(PriceStep("x", "-5%", D(3), ROW),))), "a step is signed 'x'"),
    ],
)  # fmt: skip
def test_a_result_is_signed_with_the_providers_own_name(kind: str, provider: object, words: str) -> None:
    assert any(words in message for message in judged(kind, provider, "mine"))


def test_a_contract_without_a_provider_says_what_to_give() -> None:
    with pytest.raises(BaseException, match="give a fixture `provider`"):
        kit.PricingStageContract().built(CONTEXT)
