"""A plugin that crashes or quits, in every place where one is called: it is named, with its distribution and version, and
what it had no part in goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qd_core.backends.local.backend import LocalBackend
from qd_core.errors import PluginError
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.quote import Move, Outcome
from qd_core.pipeline.app import App
from qd_core.pipeline.compose import BUILT_IN_FALLBACK, VOICE_FALLBACK
from qd_core.pipeline.deliver import render_quote
from qd_core.plugin.kinds import KINDS, Kind
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import NOW, mail, small_app, take_in

SITE = Path(__file__).parents[1] / "fixtures" / "site"
KIND = {kind.name: kind for kind in KINDS}
ORIGIN = "odd-shapes 0.1"


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(SITE))
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "odd_shapes"]:
        del sys.modules[name]


@pytest.fixture(params=["unruly", "unruly.quits"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def app_with(folder: Path, kind: Kind, *names: str) -> App:
    chosen: object = names[0] if kind.mode.value == "one" else list(names)
    return small_app(folder, select={kind.select: chosen})


def reasons(app: App) -> str:
    """Every failure that is on the audit trail."""
    return "\n".join(row.body for row in app.backend.audit.rows() if '"rfq.failed"' in row.body)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("sku_resolver", (), ("exact",)),
        ("tier_lookup", (), ("rules_document",)),
        ("pricing_stage", ("base_price",), ()),
    ],
)
def test_where_a_quote_cannot_be_made_without_it_the_failure_says_whose_it_is(
    tmp_path: Path, name: str, kind: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    app = app_with(tmp_path, KIND[kind], *before, name, *after)
    take_in(app, mail("please quote 20 BR-10"))
    assert f"'{name}'" in reasons(app)
    assert ORIGIN in reasons(app)


def test_a_field_extractor_too(tmp_path: Path, name: str) -> None:
    app = app_with(tmp_path, KIND["field_extractor"], name, "embedded")
    take_in(app, mail("please quote 20 BR-10"))
    assert f"field_extractor '{name}' of {ORIGIN}: extract failed" in reasons(app)


def test_a_parser_leaves_the_message_to_a_person(tmp_path: Path, name: str) -> None:
    app = app_with(tmp_path, KIND["intake_parser"], name, "email")
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    (note,) = app.record(rfq_id)[0].rfq.notes
    assert f"intake_parser '{name}' of {ORIGIN}: parse failed" in note
    assert app.backend.objects.get(app.record(rfq_id)[0].rfq.raw_key)


def test_a_file_is_unread_and_the_mail_is_read(tmp_path: Path, name: str) -> None:
    app = app_with(tmp_path, KIND["text_extractor"], name, *KIND["text_extractor"].default)
    content = b"item,quantity\nBR-10,20\n"
    rfq_id = take_in(app, InboundMessage(lane=Lane.UPLOAD, content=content, name="list.csv", media_type="text/csv",
                                         email="dana@acme.example"))  # fmt: skip
    (attachment,) = app.record(rfq_id)[0].rfq.attachments
    assert f"text_extractor '{name}' of {ORIGIN}: extract failed" in (attachment.unread or "")
    found = app.draft(rfq_id)
    assert found is None or found[0].draft.move is not Move.AUTO_DRAFT


def test_a_gate_blocks_and_says_whose_it_is(tmp_path: Path, name: str) -> None:
    app = app_with(tmp_path, KIND["guardrail_gate"], *KIND["guardrail_gate"].default, name)
    found = app.draft(take_in(app, mail("please quote 20 BR-10")))
    assert found is not None
    (result,) = [each for each in found[0].draft.gates if each.gate == name]
    assert result.outcome is Outcome.FAIL
    assert ORIGIN in result.detail


def test_a_composer_is_replaced_by_the_fallback(tmp_path: Path, name: str) -> None:
    app = app_with(tmp_path, KIND["cover_composer"], name)
    found = app.draft(take_in(app, mail("please quote 20 BR-10")))
    assert found is not None
    cover = found[0].draft.cover
    assert cover is not None
    assert (bool(cover.text), cover.origin in {VOICE_FALLBACK, BUILT_IN_FALLBACK}) == (True, True)


def test_a_renderer_is_named(tmp_path: Path, name: str) -> None:
    app = app_with(tmp_path, KIND["pdf_renderer"], name)
    found = app.draft(take_in(app, mail("please quote 20 BR-10")))
    assert found is not None
    with pytest.raises(PluginError, match=f"pdf_renderer '{name}' of {ORIGIN}: render failed"):
        render_quote(app, found[0].draft)


@pytest.mark.parametrize("notifier", ["unruly.crashes", "unruly.quits", "unruly.returns"])
def test_a_notifier_silences_nobody_else(
    tmp_path: Path, notifier: str, caplog: pytest.LogCaptureFixture
) -> None:
    backend = LocalBackend(tmp_path / "data", clock=ManualClock(NOW))
    app = small_app(tmp_path, backend=backend, select={"notifiers": [notifier, "log"]})
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    assert any(rfq_id in record.message and record.name == "qd.plugin.log" for record in caplog.records)
    assert f"notifier '{notifier}' of {ORIGIN}" in reasons(app)
    backend.close()


def test_an_observer_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = small_app(tmp_path, select={"observers": ["unruly"]})
    assert app.draft(take_in(app, mail("please quote 20 BR-10"))) is not None
    assert f"observer unruly of {ORIGIN} failed" in caplog.text
