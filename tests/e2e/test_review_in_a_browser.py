"""A rep's day: a mail comes in, is drafted, edited, approved, and goes out with its PDF."""

from __future__ import annotations

import email
from email.policy import default

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Served, wait_until


def test_from_mail_to_pdf(served: Served, page: Page) -> None:
    served.ingest("please quote 20 BR-10")
    page.goto("/queue")
    page.get_by_role("link", name="Brackets").click()
    expect(page.get_by_role("heading", name="Brackets")).to_be_visible()
    expect(page.locator(".msg .hl").first).to_contain_text("20 BR-10")

    page.get_by_role("button", name="Price steps of line 1").click()
    expect(page.get_by_text("Rounded once")).to_be_visible()
    page.locator("[data-cite]", has_text="rules").first.click()
    expect(page.locator(".cite:visible .src .on")).to_contain_text("trade | 10%")

    page.get_by_role("link", name="Edit", exact=False).last.click()
    page.get_by_label("Quantity each").fill("30")
    new = page.get_by_role("group", name="New line", exact=True)
    new.get_by_label("SKU").press_sequentially("cotton rope", delay=20)
    page.get_by_role("option", name="RL-50").click()
    new.get_by_label("Quantity").fill("2")
    page.get_by_placeholder("Why?").fill("Dana phoned")
    page.get_by_role("button", name="Save as R2").click()

    expect(page.get_by_role("status")).to_contain_text("Saved as a new revision")
    expect(page.get_by_text("What changed, R1 to R2")).to_be_visible()
    expect(page.locator(".sums .sum").last).to_have_text("169.20")  # 30 x 3.78 + 2 x 27.90

    page.get_by_role("link", name="Approve & send").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Send R2, $169.20, to dana@acme.example?")
    dialog.get_by_role("button", name="Approve & send").click()
    expect(page.get_by_role("status")).to_contain_text("on its way to the buyer")

    wait_until(lambda: len(served.outbox) == 1)
    message = email.message_from_bytes(served.outbox[0].read_bytes(), policy=default)
    assert message["To"] == "Dana Field <dana@acme.example>"
    assert message["In-Reply-To"] == "<one@acme.example>"
    [pdf] = message.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF-")
    page.goto("/outbox")
    page.locator("tbody a").first.click()
    expect(page.get_by_text("dana@acme.example")).to_be_visible()


def test_with_the_keyboard_alone(served: Served, page: Page) -> None:
    served.ingest("please quote 20 BR-10", "one.eml", subject="First")
    served.ingest("please quote 30 BR-12", "two.eml", subject="Second")
    page.goto("/queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    arrived(page, "Second")
    page.keyboard.press("k")
    arrived(page, "First")
    page.keyboard.press("e")
    page.get_by_label("Quantity each").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    page.wait_for_load_state()
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Approve & send")).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Approve & send")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Approved")
    wait_until(lambda: len(served.outbox) == 1)
    page.goto("/queue")
    page.keyboard.press("/")
    page.keyboard.type("second")
    page.keyboard.press("Enter")
    expect(page.locator(".item")).to_have_count(1)
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.get_by_text("Nothing passes these filters.")).to_be_visible()


def arrived(page: Page, heading: str) -> None:
    """The page is there, its scripts too."""
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.wait_for_load_state()


def test_a_choice_among_candidates_and_a_question(served: Served, page: Page) -> None:
    rfq_id = served.ingest("please quote 20 shelf brackets and some RL-50")
    page.goto(f"/rfq/{rfq_id}")
    page.locator(".lines .pop summary").first.click()
    page.get_by_role("radio", name="BR-12").check()
    page.get_by_role("button", name="Use the chosen one").click()
    expect(page.locator("#line-1")).to_contain_text("BR-12")
    page.wait_for_load_state()
    page.keyboard.press("q")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("The mail, in the buyer's thread")).to_contain_text("RL-50")
    dialog.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status")).to_contain_text("question is on its way")
    assert len(served.outbox) == 1
    page.goto("/queue?tab=asked")
    expect(page.locator(".item")).to_have_count(1)


def test_two_tabs_send_one_mail(served: Served, context: BrowserContext) -> None:
    rfq_id = served.ingest("please quote 20 BR-10")
    tabs = [context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(f"/rfq/{rfq_id}/approve")
        expect(tab.get_by_role("dialog")).to_be_visible()
    for tab in tabs:
        tab.get_by_role("dialog").get_by_role("button", name="Approve & send").dblclick()
    wait_until(lambda: "Sent" in served.read(f"/rfq/{rfq_id}"))
    assert len(served.outbox) == 1


def test_typing_survives_a_colleague_who_saved_first(served: Served, context: BrowserContext) -> None:
    rfq_id = served.ingest("please quote 20 BR-10 and 10 BR-12")
    mine, theirs = context.new_page(), context.new_page()
    for tab in (mine, theirs):
        tab.goto(f"/rfq/{rfq_id}/edit")
    theirs.locator("#qty-1").fill("40")
    theirs.get_by_role("button", name="Save as R2").click()
    expect(theirs.get_by_role("status")).to_contain_text("Saved")
    mine.locator("#qty-2").fill("15")
    mine.get_by_role("button", name="Save as R2").click()
    expect(mine.get_by_text("Changed by")).to_be_visible()
    expect(mine.locator("#qty-1")).to_have_value("40")
    expect(mine.locator("#qty-2")).to_have_value("15")
    mine.get_by_role("button", name="Save mine on top").click()
    expect(mine.locator("#line-2 .l-qty")).to_contain_text("15")
    expect(mine.locator("#line-1 .l-qty")).to_contain_text("40")


def test_everything_works_without_scripts(served: Served, context: BrowserContext) -> None:
    browser = context.browser
    assert browser
    rfq_id = served.ingest("please quote 20 shelf brackets")
    plain = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/queue?q=brackets")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Brackets").click()
    page.locator(".lines .pop summary").first.click()
    page.get_by_role("radio", name="BR-10").check()
    page.get_by_role("button", name="Use the chosen one").click()
    page.get_by_role("button", name="Price steps of line 1").click()
    expect(page.get_by_text("Rounded once")).to_be_visible()
    page.get_by_role("link", name="Edit e").click()
    page.get_by_label("Quantity each").fill("25")
    page.get_by_role("button", name="Save as R3").click()
    page.get_by_role("link", name="Approve & send").click()
    page.get_by_role("dialog").get_by_role("button", name="Approve & send").click()
    wait_until(lambda: "Sent" in served.read(f"/rfq/{rfq_id}"))
    assert len(served.outbox) == 1
    plain.close()
