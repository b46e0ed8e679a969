"""The pages for authors of plugins hold: the tutorial is followed to the letter, the event example counts."""

from __future__ import annotations

import inspect
import re
import textwrap
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from qd_core.backends.memory import MemoryBackend
from qd_core.config import deployment_from
from qd_core.entry.wiring import build_app
from qd_core.errors import PluginError
from qd_core.model.event import EventKind
from qd_core.plugin import KINDS, hookspecs
from qd_core.plugin.provider import API
from qd_core.plugin.registry import Registry
from qd_core.testing import company, company_documents
from tests.integration.pages import Reader

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.slow
def test_the_first_plugin_is_made_as_its_tutorial_says(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "home", tmp_path / "site")
    reader.folder.mkdir()
    assert reader.follow((DOCS / "tutorial" / "first-plugin.md").read_text(encoding="utf-8")) > 10


def test_the_observer_of_the_reference_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = inspect.getdoc(hookspecs.qd_event) or ""
    program = textwrap.dedent(told.partition("::\n")[2])
    (tmp_path / "counts_events.py").write_text(program)
    monkeypatch.syspath_prepend(str(tmp_path))
    deployment = deployment_from({"select": {"observers": ["counts"]}}, origin="qd.toml")
    app = build_app(deployment, MemoryBackend(), company_documents, company())
    points = [EntryPoint("counts", "counts_events", "qd")]
    monkeypatch.setattr(app.registry, "_points", (*points,))
    for _ in range(2):
        app.tell(EventKind.READY, "rfq-1")
    (observer,) = app.registry.observers()
    assert observer.module.seen == {"draft.ready": 2}


def test_the_page_on_the_life_of_a_plugin_names_every_hook() -> None:
    page = (DOCS / "explanation" / "plugin-life.md").read_text(encoding="utf-8")
    assert [kind.hook for kind in KINDS if kind.hook not in page] == []
    assert f"Plugin(api={API})" in page


def test_every_hook_has_signature_mode_errors_and_an_example_in_the_reference() -> None:
    page = (DOCS / "reference" / "hooks.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `(qd_\w+)\(.*?\n(.*?)(?=^## )", page, re.DOTALL | re.MULTILINE))
    for kind in KINDS:
        told = sections[kind.hook]
        assert f"Mode *{kind.mode}*" in told
        assert f"- `{kind.method}(" in told
        assert f"def {kind.hook}() -> Iterable[Provider[{kind.protocol}]]:" in told
        assert len(told.partition("Mode *")[2].partition("Selected by")[0]) > 100, (
            f"{kind.hook}: what of errors?"
        )


def test_the_promise_of_one_number_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "later.py").write_text(f"from qd_core.plugin import Plugin\nplugin = Plugin(api={API + 1})\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    points = [EntryPoint("later", "later", "qd")]
    deployment = deployment_from({"select": {"notifiers": ["later"]}}, origin="qd.toml")
    registry = Registry(deployment, lambda _: None, fetch_secret=str, points=points)  # type: ignore[arg-type, return-value]
    with pytest.raises(
        PluginError, match=f"speaks plugin API {API + 1}, this qd-core speaks {API}: update qd-core"
    ):
        registry.providers(next(kind for kind in KINDS if kind.name == "notifier"))
