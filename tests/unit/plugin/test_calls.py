"""Calls to providers that hang, crash, quit or answer nonsense: told with whose they are, and nobody else is harmed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from qd_core.errors import PluginError, QdError, RejectedError, TransientError
from qd_core.model.quote import Candidate, MatchKind
from qd_core.model.rfq import Topic
from qd_core.pipeline.calling import guard
from qd_core.pipeline.providers import Providers
from qd_core.plugin import CaptchaRequest, CrmLine, FieldRequest, Money, Notice, Notifier, SkuRequest
from qd_core.plugin.kinds import KINDS
from qd_core.plugin.registry import Registry
from qd_core.testing import (
    company_documents,
    gate_request,
    mail_message,
    pricing_request,
    rfq_saying,
    sku_request,
)
from tests.unit.plugin.conftest import SITE

Make = Callable[..., Registry]
NOTIFIER = next(kind for kind in KINDS if kind.name == "notifier")
RESOLVER = next(kind for kind in KINDS if kind.name == "sku_resolver")
NOTICE = Notice("draft.ready", "rfq-1", ("rep@company.example",), "Draft ready", "A draft waits.")
ORIGIN = "of odd-shapes 0.1"


@pytest.fixture
def unruly(strangers: None, registry: Make) -> Iterator[Callable[..., Notifier]]:
    """Guards one of the unruly notifiers."""

    def make(name: str, *, timeout: float = 0.1, expect: tuple[type, ...] = (type(None),)) -> Notifier:
        (bound,) = registry(select={"notifiers": [name]}).providers(NOTIFIER)
        return guard(bound, timeout=timeout, expect=expect)  # type: ignore[arg-type, return-value]

    yield make
    if "odd_shapes.unruly" in sys.modules:
        sys.modules["odd_shapes.unruly"].let_go.set()


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("unruly", TransientError, f"notifier 'unruly' {ORIGIN} did not answer within 0.1 s"),
        ("unruly.crashes", PluginError, f"notifier 'unruly.crashes' {ORIGIN}: notify failed: ZeroDivisionError"),
        ("unruly.quits", PluginError, f"{ORIGIN}: notify failed: SystemExit: 3"),
        ("unruly.returns", PluginError, f"{ORIGIN}: notify returned str, not None"),
        ("unruly.overdue", PluginError, f"{ORIGIN}: notify failed: TimeoutError: the socket timed out"),
        ("unruly.refuses", RejectedError, "the channel is archived"),
    ],
)  # fmt: skip
def test_a_failure_names_the_provider_its_distribution_and_version(
    unruly: Callable[..., Notifier], name: str, error: type[QdError], words: str
) -> None:
    with pytest.raises(error) as caught:
        unruly(name).notify(NOTICE)
    assert words in str(caught.value)
    if isinstance(caught.value, PluginError):
        assert (caught.value.plugin, caught.value.distribution) == (name, "odd-shapes 0.1")


@dataclass(frozen=True)
class Proposes:
    answer: object
    pure: bool = True

    def candidates(self, request: SkuRequest) -> object:
        return self.answer


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((Candidate("BR-10", MatchKind.EXACT, 1.0),), ""),
        ((), ""),
        ("BR-10", "candidates returned str, not list or tuple"),
        (("BR-10",), "candidates returned a str among its Candidates"),
        ((candidate for candidate in ()), "candidates returned generator, not list or tuple"),
    ],
)
def test_the_members_of_an_answer_are_looked_at_too(registry: Make, answer: object, words: str) -> None:
    made = registry(select={"sku_resolvers": ["exact"]})
    (bound,) = made.providers(RESOLVER)
    made._bound["sku_resolver"] = (replace(bound, impl=Proposes(answer)),)
    ((_, resolver),) = Providers(made, timeout=1).sku_resolvers
    if not words:
        assert resolver.candidates(sku_request("BR-10")) == answer
        return
    with pytest.raises(PluginError, match=rf"sku_resolver 'exact' of qd-core \S+: {words}"):
        resolver.candidates(sku_request("BR-10"))


def test_a_provider_that_always_hangs_takes_a_few_threads_and_none_from_others(
    unruly: Callable[..., Notifier], registry: Make
) -> None:
    hanging, before = unruly("unruly", timeout=0.02), threading.active_count()
    for _ in range(20):
        with pytest.raises(TransientError):
            hanging.notify(NOTICE)
    assert threading.active_count() - before == 8
    with pytest.raises(TransientError, match="still has 8 calls that never ended"):
        hanging.notify(NOTICE)
    ((_, log),) = Providers(registry(), timeout=1).notifiers
    log.notify(NOTICE)
    sys.modules["odd_shapes.unruly"].let_go.set()
    for _ in range(100):  # they end, and it is asked again
        try:
            return hanging.notify(NOTICE)
        except TransientError:
            time.sleep(0.02)
    raise AssertionError("it was never asked again")


def test_a_program_ends_although_a_call_never_does() -> None:
    program = (
        "from qd_core.testing import built_provider, provider_context\n"
        "from qd_core.pipeline.calling import guard\n"
        "from qd_core.plugin import Notice\n"
        "from qd_core.plugin.kinds import KINDS\n"
        "from qd_core.plugin.registry import Bound\n"
        "hangs = built_provider('notifier', 'unruly', provider_context())\n"
        "kind = next(kind for kind in KINDS if kind.name == 'notifier')\n"
        "try:\n    guard(Bound('unruly', kind, hangs, 'odd-shapes 0.1'), timeout=0.1).notify(None)\n"
        "except Exception as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SITE)},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert "did not answer within 0.1 s" in done.stdout


# --- QD_TRACE_PLUGINS -----------------------------------------------------------------------------------------

PRIVATE = (
    "dana",
    "acme",
    "secret-token",
    "192.0.2.1",
    "gary",
    "4.20",
    "hunter2",
    "brackets, please",
    "fenced",
)


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch, registry: Make) -> Providers:
    monkeypatch.setenv("QD_TRACE_PLUGINS", "1")
    return Providers(registry(select={"crm_adapter": "none"}), timeout=5)


def everything(providers: Providers) -> None:
    """A call of many kinds, full of what nobody else may read."""
    mail = mail_message("Brackets, please. The door code is hunter2. Deliver to fenced yard, Gary.")
    providers.intake_parsers[0][1].parse(mail)
    request = FieldRequest(
        Topic.LINE_ITEMS, rfq_saying("20 BR-10 for Dana, code hunter2"), company_documents()
    )
    providers.field_extractors[0][1].extract(request)
    providers.pricing_stages[0][1].apply(pricing_request())
    providers.guardrail_gates[0][1].check(gate_request("Dear Dana, hunter2"))
    providers.captcha_verifier[1].verify(
        CaptchaRequest("secret-token", "192.0.2.1", "quotes.example", "quote", "website")
    )
    providers.notifiers[0][1].notify(replace(NOTICE, text="Dana of Acme", recipients=("dana@acme.example",)))
    price = Money(pricing_request().unit_price, "USD")  # type: ignore[arg-type]
    lines = [CrmLine("BR-10", "for Dana", price.amount, "each", price, price)]
    crm = providers.crm_adapter[1]
    crm.upsert_contact("dana@acme.example", "Dana", company="Acme", domain="acme.example")
    crm.create_deal("rfq-1", "dana@acme.example", lines, price)
    crm.add_note("rfq-1", "hunter2")


def test_a_trace_tells_which_calls_were_made_and_nothing_that_they_were_about(
    traced: Providers, capsys: pytest.CaptureFixture[str]
) -> None:
    everything(traced)
    told = capsys.readouterr().err
    lines = [line for line in told.splitlines() if line.startswith("[plugin] ")]
    assert len(lines) == 9
    assert "[plugin] field_extractor/embedded (qd-core " in told
    assert "extract(FieldRequest topic=line_items lane=email rfq_id=0194" in told
    assert "apply(PricingRequest position=1) StageResult " in told
    assert "upsert_contact(str[17], str[4], company=str[4], domain=str[12]) str " in told
    assert all(line.endswith(" ms") for line in lines)
    assert [word for word in PRIVATE if word in "\n".join(lines).lower()] == []


def test_a_field_that_tells_is_not_told_where_a_stranger_wrote_it(
    traced: Providers, capsys: pytest.CaptureFixture[str]
) -> None:
    nasty = "text/plain\n[plugin] crm_adapter/none: all is well \x1b[2J"
    traced.intake_parsers[1][1].parse(mail_message().model_copy(update={"media_type": nasty}))
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "all is well" not in told


def test_a_traced_failure_is_told_by_its_kind(
    unruly: Callable[..., Notifier], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QD_TRACE_PLUGINS", "1")
    with pytest.raises(PluginError):
        unruly("unruly.crashes").notify(NOTICE)
    assert (
        "notify(Notice kind=draft.ready urgency=info rfq_id=rfq-1) ZeroDivisionError "
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("value", ["", "0"])
def test_without_it_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, registry: Make, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    monkeypatch.setenv("QD_TRACE_PLUGINS", value)
    everything(Providers(registry(select={"crm_adapter": "none"}), timeout=5))
    assert "[plugin]" not in capsys.readouterr().err
