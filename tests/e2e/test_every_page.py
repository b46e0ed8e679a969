"""Every page: no serious finding of axe, nothing wider than the window, and a picture to look at in build/e2e."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qd_core.backends.local.secrets import FileSecrets
from qd_core.entry.links import LinkSigner
from tests.e2e.conftest import ROOT, SHOTS, Served, wait_until
from tests.integration.small_company import MAIL

AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
LOOKS = {
    "light": {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
    "narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark", "has_touch": True},
}
DEMO = ROOT / "examples" / "fennick-rowe" / "rfqs"
FILES = ("09-site-list.pdf", "07-parts-list.xlsx", "06-web-form.json")


@pytest.fixture(scope="module")
def pages(served_for_all: Served, chromium: Browser) -> dict[str, str]:
    """Every page of the desk by name, on a desk where something has happened."""
    served = served_for_all
    day = (datetime.now(UTC) + timedelta(days=20)).strftime("%d %B %Y")
    clear = served.ingest(
        f"please quote 120 BR-10, delivered to Gary, Indiana by {day}", "a.eml", subject="Clear"
    )
    open_ = served.ingest("please quote 20 shelf brackets and some RL-50", "b.eml", subject="Open questions")
    files = {name: served.take_in(DEMO / name) for name in FILES}
    decide(served, chromium, open_)
    signer = LinkSigner(FileSecrets(served.folder / "data" / "secrets.toml"))
    return {
        "queue": "/queue",
        "queue-sent": "/queue?tab=sent",
        "dashboard-full": "/dashboard",
        "queue-empty": "/queue?q=nothingofthekind",
        "review": f"/rfq/{clear}?open=1",
        "review-open": f"/rfq/{open_}",
        **{f"review-{name.split('.')[-1]}": f"/rfq/{rfq_id}" for name, rfq_id in files.items()},
        "edit": f"/rfq/{clear}/edit",
        "ask": f"/rfq/{open_}/ask",
        "reject": f"/rfq/{open_}/reject",
        "trail": f"/rfq/{clear}/trail",
        "preview": f"/rfq/{clear}/preview",
        "documents": "/documents",
        "document": "/documents/rules",
        "outbox": "/outbox",
        "problems": "/problems",
        "keys": "/keys",
        "ingest": "/ingest",
        "link": signer.review_path(clear, "rep@small.example"),
        "not-found": "/nothing",
    }


def decide(served: Served, chromium: Browser, asked: str) -> None:
    """One quote is approved as it is, one is edited first; the buyer of ``asked`` is asked and answers."""
    context = chromium.new_context(base_url=served.address, viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    for number, edit in ((20, False), (30, True)):
        rfq_id = served.ingest(f"please quote {number} BR-10", f"sent-{number}.eml", subject=f"For {number}")
        if edit:
            page.goto(f"/rfq/{rfq_id}/edit")
            page.get_by_label("Quantity each").fill("40")
            page.get_by_placeholder("Why?").fill("Dana phoned")
            page.get_by_role("button", name="Save as R2").click()
        page.goto(f"/rfq/{rfq_id}/approve")
        page.get_by_role("dialog").get_by_role("button", name="Approve & send").click()
    page.goto(f"/rfq/{asked}/ask")
    page.get_by_role("dialog").get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status")).to_contain_text("question is on its way")
    reference = page.locator(".crumb").inner_text().split("/")[1].split()[0]
    answer = MAIL.format(body="The small ones please, and 4 ropes.").replace("<one@", "<two@")
    (served.folder / "answer.eml").write_text(answer.replace("Brackets", f"Re: Open questions [{reference}]"))
    served.qd("ingest", str(served.folder / "answer.eml"), "--config", "qd.toml")
    wait_until(lambda: "4 ropes" in served.read(f"/rfq/{asked}"))
    wait_until(lambda: served.read("/queue?tab=sent").count('class="subj"') == 2)
    context.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_in_every_look(
    served_for_all: Served, chromium: Browser, pages: dict[str, str], look: str
) -> None:
    wide, findings = [], []
    context = chromium.new_context(base_url=served_for_all.address, **LOOKS[look])
    page = context.new_page()
    for name, path in pages.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(name)
        shoot(page, f"{name}-{look}")
        findings += [f"{name}: {found}" for found in axe(page)]
    context.close()
    assert wide == []
    assert findings == []


def test_the_login_page_too(tmp_path: Path, served: Served, chromium: Browser) -> None:
    served.qd(
        "user", "add", "ann@small.example", "--role", "rep", "--password-stdin", text="a long password\n"
    )
    findings = []
    for look, options in LOOKS.items():
        context = chromium.new_context(base_url=served.address, **options)
        page = context.new_page()
        page.goto("/queue")
        page.get_by_label("E-mail").fill("ann@small.example")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        shoot(page, f"login-{look}")
        findings += axe(page)
        page.get_by_label("Password").fill("a long password")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/queue")
        context.close()
    assert findings == []


def shoot(page: Page, name: str) -> None:
    """A picture of the whole page. The window is made as tall as the page, so that what sticks to its end is there."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    window = page.viewport_size
    assert window is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**window, "height": min(6000, max(window["height"], height))})
    page.screenshot(path=SHOTS / f"{name}.png")
    page.set_viewport_size(window)


def axe(page: Page) -> list[str]:
    """Serious and critical findings; none where axe-core was not fetched."""
    if not AXE.is_file():
        return []
    page.evaluate(AXE.read_text())  # evaluated by the driver, so the page's policy does not apply
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['impact']} {one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
