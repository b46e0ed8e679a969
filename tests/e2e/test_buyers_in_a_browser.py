"""The pages that buyers see, a call's note and the dashboard, in a real browser; with and without scripts."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.conftest import CONFIG, Served, company, serve, stop, wait_until
from tests.e2e.test_every_page import LOOKS, axe, shoot
from tests.integration.small_company import MAIL

LIST = b"SKU,Qty\nBR-10,20\nRL-50,3\n"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_in_every_look(served_for_all: Served, chromium: Browser, look: str) -> None:
    wide, findings = [], []
    context = chromium.new_context(base_url=served_for_all.address, **LOOKS[look])
    page = context.new_page()

    def judge(name: str) -> None:
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(name)
        shoot(page, f"{name}-{look}")
        findings.extend(f"{name}: {found}" for found in axe(page))

    page.goto("/form/web")
    judge("form")
    page.get_by_label("E-mail").fill("beatriz@")
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator("#problems")).to_be_focused()
    judge("form-problems")
    page.goto("/upload")
    judge("portal")
    start(page)
    page.set_input_files("#files", [{"name": "list.csv", "mimeType": "text/csv", "buffer": LIST}])
    page.set_input_files(
        "#files", [{"name": "walk.mov", "mimeType": "video/quicktime", "buffer": b"x" * 9000}]
    )
    expect(page.locator(".st.ok")).to_have_count(1)
    judge("portal-files")
    for path, name in (("/sent/Q-0123-4567-89AB", "sent"), ("/phone", "phone"), ("/dashboard", "dashboard")):
        page.goto(path)
        judge(name)
    context.close()
    assert wide == []
    assert findings == []


def start(page: Page, *, scripts: bool = True) -> None:
    page.get_by_label("Name").fill("Osei Martell")
    page.get_by_label("E-mail").fill("osei@acme.example")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="On to the files").click()
    if scripts:  # a second choice of files before the script is there replaces the first, as browsers do
        expect(page.locator("html.scripted [data-portal]")).to_be_visible()


def drafted(served: Served) -> bool:
    return "osei@acme.example" in served.qd("queue", "--json")


def test_files_go_up_with_a_bar_and_a_dropped_one_is_tried_again(
    context: BrowserContext, served: Served
) -> None:
    page = context.new_page()  # its console says that the connection was reset
    page.goto("/upload")
    start(page)
    drops = iter([True])

    def unsteady(route: Route) -> None:
        if next(drops, False):
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/files", unsteady)
    page.set_input_files("#files", [{"name": "list.csv", "mimeType": "text/csv", "buffer": LIST}])
    expect(page.locator(".st.bad")).to_contain_text("Nothing is lost")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".st.ok")).to_contain_text("Received")
    page.get_by_label("A word with it").fill("We need it in Gary, Indiana.")
    page.get_by_role("button", name="Send 1 file").click()
    expect(page.get_by_role("heading")).to_contain_text("We have your request")
    wait_until(lambda: drafted(served))


def test_a_file_is_removed_again(page: Page) -> None:
    page.goto("/upload")
    start(page)
    page.set_input_files("#files", [{"name": "list.csv", "mimeType": "text/csv", "buffer": LIST}])
    expect(page.locator(".st.ok")).to_have_count(1)
    page.get_by_label("A word with it").fill("kept")
    page.get_by_role("button", name="Remove list.csv").click()
    expect(page.locator(".file")).to_have_count(0)
    expect(page.get_by_label("A word with it")).to_have_value("kept")


def test_a_form_by_keyboard_alone(page: Page, served: Served) -> None:
    page.goto("/form/web")
    page.get_by_label("Name").focus()
    page.keyboard.type("Osei Martell")
    page.get_by_label("E-mail").focus()
    page.keyboard.type("osei@acme.example")
    page.get_by_label("Item 1", exact=True).focus()
    for text in ("BR-10", "20"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Add items").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Item 6", exact=True)).to_be_focused()
    page.keyboard.type("RL-50")
    page.get_by_role("button", name="Send the request").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_contain_text("We have your request")
    wait_until(lambda: drafted(served))


def test_without_scripts(served: Served, chromium: Browser) -> None:
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/upload")
    start(page, scripts=False)
    page.set_input_files("#files", [{"name": "list.csv", "mimeType": "text/csv", "buffer": LIST}])
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading")).to_contain_text("We have your request")
    page.goto("/form/web")
    page.get_by_label("Item 1", exact=True).fill("BR-10")
    page.get_by_role("button", name="Add items").click()
    expect(page.get_by_label("Item 6", exact=True)).to_be_visible()
    expect(page.get_by_label("Item 1", exact=True)).to_have_value("BR-10")
    context.close()
    wait_until(lambda: drafted(served))


def test_a_call_becomes_a_draft(page: Page) -> None:
    page.goto("/phone")
    page.get_by_label("Name").fill("Osei Martell")
    page.get_by_label("In the buyer").fill("20 BR-10\n3 RL-50")
    page.get_by_role("button", name="Draft a quote").click()
    expect(page.get_by_role("heading")).to_contain_text("Kept as Q-")
    wait_until(lambda: _opened(page))
    expect(page.locator("main")).to_contain_text("RL-50")


def _opened(page: Page) -> bool:
    again = page.get_by_role("link", name="Look again")
    if again.count():
        again.click()
        return False
    page.get_by_role("link", name="Open the draft").click()
    return True


@pytest.fixture
def with_lanes(tmp_path: Path) -> Iterator[tuple[Served, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "inbox").mkdir()
    lanes = (
        f'[lanes.smtp]\nport = {port}\n[lanes.folder]\npath = "inbox"\nseconds = 0.2\nsettle_seconds = 0\n'
    )
    company(tmp_path, CONFIG + lanes)
    served = serve(tmp_path)
    yield served, port
    assert stop(served) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_mail_by_smtp_and_by_folder_reaches_the_queue_and_is_sent(
    with_lanes: tuple[Served, int], chromium: Browser
) -> None:
    served, port = with_lanes
    text = MAIL.format(body="please quote 20 BR-10").replace(
        "Mon, 02 Mar 2026 09:00:00 +0000", format_datetime(datetime.now(UTC))
    )
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.sendmail("dana@acme.example", ["quotes@small.example"], text.encode())
    (served.folder / "inbox" / "second.eml").write_text(text.replace("20 BR-10", "30 BR-10"))
    wait_until(lambda: served.qd("queue").count("auto_draft") == 2)
    context = chromium.new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/queue")
    page.locator(".queue .subj").first.click()
    page.get_by_role("link", name="Approve").or_(page.get_by_role("button", name="Approve")).first.click()
    page.get_by_role("button", name="Approve").last.click()
    wait_until(lambda: len(served.outbox) == 1)
    context.close()
    assert b"application/pdf" in served.outbox[0].read_bytes()
