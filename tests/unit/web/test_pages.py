"""What the pages show, and that nothing a stranger wrote runs."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from qd_core.entry.web.desk import Desk
from qd_core.entry.web.view.readings import reasons_words
from qd_core.model.message import InboundMessage, Lane
from qd_core.model.quote import Reason
from qd_core.model.review import ReviewState
from qd_core.pipeline import drafts
from qd_core.pipeline.app import App
from qd_core.pipeline.review import Role, expire_if_past
from qd_core.testing.clock import ManualClock
from tests.integration.small_company import mail, take_in
from tests.unit.web.conftest import Browser, another_browser, now_of, signed_in, waiting

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'


def test_every_value_that_was_read_is_marked_where_it_stands(app: App, browser: Browser) -> None:
    record = waiting(
        app, "please quote 20 BR-10 and 3 rolls of RL-50, delivered to Gary, Indiana by 20 March 2026"
    )
    text = browser.get(f"/rfq/{record.rfq_id}").text
    assert re.search(r'href="#line-1"[^>]*>20 BR-10<span class="ref">1</span>', text)
    assert re.search(r'href="#line-2"[^>]*>3 rolls of RL-50<span class="ref">2</span>', text)
    assert re.search(r'href="#read-a"[^>]*>20 March 2026<span class="ref sq">A</span>', text)
    assert re.search(r'href="#read-b"[^>]*>Gary, Indiana<span class="ref sq">B</span>', text)


def test_the_message_is_shown_whole_around_the_marks(app: App, browser: Browser) -> None:
    record = waiting(app, "please quote\n  20 x BR-10 & 5 <BR-12>\nthanks")
    text = browser.get(f"/rfq/{record.rfq_id}").text
    shown = re.search(r'<div class="msg">(.*?)</div>', text, re.DOTALL)
    assert shown
    plain = html.unescape(re.sub(r'<span class="ref">\d+</span>|<[^>]+>', "", shown[1]))
    assert plain == app.record(record.rfq_id)[0].rfq.text


def test_cells_of_an_attachment_are_marked(app: App, browser: Browser) -> None:
    content = b"item,how many\nBR-10,20\nRL-50,3\n"
    record = drafts.load(
        app,
        take_in(
            app, InboundMessage(lane=Lane.UPLOAD, content=content, name="list.csv", media_type="text/csv")
        ),
    )[0]
    text = browser.get(f"/rfq/{record.rfq_id}").text
    assert re.search(r'<td class="hlc">BR-10 <a class="ref" href="#line-1"', text)
    assert re.search(r'<td class="hlc">3 <a class="ref" href="#line-2"', text)
    download = browser.get(f"/rfq/{record.rfq_id}/files/1")
    assert download.content == content
    assert download.headers["content-type"] == "application/octet-stream"
    assert 'filename="list.csv"' in download.headers["content-disposition"]
    assert browser.get(f"/rfq/{record.rfq_id}/files/2").status_code == 404


def test_each_price_step_shows_its_row_among_its_neighbours(app: App, browser: Browser) -> None:
    record = waiting(app, "please quote 120 BR-10")
    text = browser.get(f"/rfq/{record.rfq_id}").text
    for name in ("Base price", "Tier: trade", "Volume", "Rounded once"):
        assert name in text
    cited = [
        html.unescape(row) for row in re.findall(r'<li class="on"[^>]*><span>\d+</span>([^<]*)</li>', text)
    ]
    assert "trade | 10%" in cited
    assert "BR-10 | 100 | 15%" in cited


def test_margin_and_cost_are_for_the_rep_alone(app: App, browser: Browser) -> None:
    record = waiting(app)
    assert "Margin, for you only" in browser.get(f"/rfq/{record.rfq_id}").text
    pdf = browser.get(f"/rfq/{record.rfq_id}/quote.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert browser.get(f"/rfq/{record.rfq_id}/preview/1.png").headers["content-type"] == "image/png"
    assert "as the buyer sees it" in browser.get(f"/rfq/{record.rfq_id}/preview").text


@pytest.mark.parametrize("evil", [SCRIPT, IMAGE])
def test_nothing_that_a_stranger_wrote_runs(app: App, browser: Browser, evil: str) -> None:
    message = mail(
        f"please quote 20 BR-10 {evil} for {evil}",
        **{"from": f"Dana {evil} <dana@acme.example>"},
        subject=f"Hi {evil}",
    )
    record = drafts.load(app, take_in(app, message))[0]
    name = InboundMessage(
        lane=Lane.UPLOAD, content=f"item,qty\n{evil},3\n".encode(), name=f"{evil}.csv", media_type="text/csv"
    )
    upload = take_in(app, name)
    browser.edit(record, cover=f"Hello {evil}", why=evil, terms=evil)
    browser.act(now_of(app, record), "reject", reason=evil)
    pages = ["/queue", "/queue?tab=all", f"/queue?q={evil}", f"/rfq/{upload}"]
    pages += [f"/rfq/{record.rfq_id}{rest}" for rest in ("", "/trail", "/raw", "/preview", "?open=all")]
    pages += [f"/queue?said={evil}", f"/login?next={evil}", f"/documents/rules?version={evil}"]
    for path in pages:
        answer = browser.get(path)
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert evil not in answer.text
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
    assert browser.get(f"/rfq/{record.rfq_id}/raw").headers["content-type"].startswith("text/plain")


def test_who_looked_is_on_the_trail_once_in_a_while(app: App, browser: Browser, clock: ManualClock) -> None:
    record = waiting(app)

    def looks() -> int:
        return sum("draft.viewed" in body for body in app.backend.audit.trail(record.rfq_id))

    for _ in range(3):
        browser.get(f"/rfq/{record.rfq_id}")
    assert looks() == 1
    clock.forward(timedelta(minutes=11))
    browser.get(f"/rfq/{record.rfq_id}")
    assert looks() == 2
    text = browser.get(f"/rfq/{record.rfq_id}").text
    assert "Came in by email" in text
    assert "Drafted" in text


def test_the_queue_finds_and_filters(app: App, browser: Browser) -> None:
    waiting(app, "please quote 20 BR-10", subject="Plain brackets")
    waiting(app, "please quote some RL-50", subject="Rope perhaps")
    waiting(app, "please quote 120 BR-10", subject="Many brackets")

    def subjects(query: str) -> list[str]:
        return re.findall(r'class="subj"[^>]*>([^<]+)<', browser.get(f"/queue?{query}").text)

    assert subjects("") == ["Plain brackets", "Rope perhaps", "Many brackets"]
    assert subjects("order=new") == ["Many brackets", "Rope perhaps", "Plain brackets"]
    assert subjects("move=clarify") == ["Rope perhaps"]
    assert subjects("flag=manager") == ["Many brackets"]
    assert subjects("flag=over_cap&move=clarify") == []
    assert subjects("q=rl-50") == ["Rope perhaps"]
    assert subjects("q=ROPE") == ["Rope perhaps"]
    assert subjects("q=br-10+many") == ["Many brackets"]
    assert subjects("q=dana%25") == []
    assert subjects("who=rep@small.example&q=plain") == ["Plain brackets"]
    assert subjects("who=nobody") == []
    assert subjects("tab=nonsense&move=x&age=y&order=z&from=-1") == subjects("")


def test_the_longer_it_waits_the_higher_it_stands(app: App, browser: Browser, clock: ManualClock) -> None:
    waiting(app, "please quote 20 BR-10", subject="First")
    clock.forward(timedelta(hours=30))
    waiting(app, "please quote 21 BR-10", subject="Second")
    clock.forward(timedelta(hours=20))
    text = browser.get("/queue").text.partition("<table")[2]
    assert text.index("Past 48 h") < text.index("First") < text.index("Under 24 h") < text.index("Second")
    assert "2 h 00 m over" in text
    assert "First" in browser.get("/queue?age=bad").text
    assert "First" not in browser.get("/queue?age=ok").text.partition("<table")[2]


def test_the_queue_as_a_file_holds_every_row_and_no_formula(app: App, browser: Browser) -> None:
    import csv

    for number in range(60):
        waiting(app, f"please quote {number + 1} BR-10", subject=f"Request {number}")
    evil = "=HYPERLINK(1) & cmd"
    waiting(app, "please quote 7 RL-50", subject=evil, **{"from": "@SUM(1) <dana@acme.example>"})
    answer = browser.get("/queue.csv")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row["subject"] for row in rows[:60]] == [f"Request {number}" for number in range(60)]
    assert rows[60]["subject"] == "'" + evil
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row.values() if cell)
    assert (
        len(list(csv.DictReader(browser.get("/queue.csv?tab=all").content.decode("utf-8-sig").splitlines())))
        == 61
    )
    assert len(browser.get("/queue.csv?q=rl-50").content.splitlines()) == 2
    assert "attachment" in answer.headers["content-disposition"]


def test_a_rep_takes_a_file_in_once(app: App, browser: Browser) -> None:
    page = browser.get("/ingest").text
    fields = dict(re.findall(r'name="(form_token|page)" value="([^"]+)"', page))
    files = [("files", ("../../list.csv", b"sku,qty\nBR-10,20\n", "text/csv"))]
    answers = [browser.client.post("/ingest", data=fields, files=files) for _ in range(2)]
    [rfq_id] = {re.search(r'href="/rfq/([^"]+)"', answer.text)[1] for answer in answers}
    app.run_until_idle()
    rfq = app.record(rfq_id)[0].rfq
    assert rfq.attachments[0].name == "list.csv"
    assert drafts.load(app, rfq_id)[0].draft.lines[0].quantity == 20
    assert app.backend.records.count("drafts") == 1
    assert browser.post("/ingest", "/ingest").status_code == 422


def test_every_state_has_its_tab(app: App, browser: Browser, clock: ManualClock) -> None:
    gone = waiting(app, "please quote 22 BR-10", subject="Went out")
    browser.act(gone, "approve")
    assert "Went out" in browser.get("/queue?tab=sending").text
    app.run_until_idle()
    rejected = waiting(app, "please quote 21 BR-10", subject="Said no")
    browser.act(rejected, "reject", reason="no")
    expired = waiting(app, "please quote 20 BR-10", subject="Too old")
    clock.forward(timedelta(days=40))
    expire_if_past(app, expired.rfq_id)
    for tab, subject in (
        ("expired", "Too old"),
        ("rejected", "Said no"),
        ("sent", "Went out"),
        ("all", "Too old"),
    ):
        assert subject in browser.get(f"/queue?tab={tab}").text
    assert "Nothing is waiting" in browser.get("/queue").text


def test_a_long_list_comes_in_pages(app: App, browser: Browser) -> None:
    for number in range(55):
        waiting(app, f"please quote {number + 1} BR-10", subject=f"Request {number}")
    first = browser.get("/queue").text
    assert "50 of 55 shown" in first
    more = html.unescape(re.search(r'href="(/queue\?[^"]+)" rel="next"', first)[1])
    assert "Request 54" in browser.get(more).text
    first = browser.get("/queue?tab=all").text
    more = html.unescape(re.search(r'href="(/queue\?[^"]+)" rel="next"', first)[1])
    assert "Request 0<" in browser.get(more).text


def test_reading_again_makes_the_next_revision_from_the_raw_copy(
    desk: Desk, app: App, browser: Browser, tmp_path: Path
) -> None:
    record = waiting(app)
    browser.edit(record, **{"qty-1": "25"})
    edited = now_of(app, record)
    assert browser.act(edited, "reprocess", reason="").status_code == 422
    assert browser.act(edited, "reprocess", reason="the reading was wrong").status_code == 303
    between = now_of(app, record)
    assert between.draft.lines == ()
    assert "being read again" in browser.get(f"/rfq/{record.rfq_id}").text
    assert browser.act(edited, "approve").status_code == 409
    assert browser.act(between, "approve").status_code == 422
    assert browser.edit(between, **{"new-sku-1": "BR-10", "new-qty-1": "1"}).status_code == 409
    app.run_until_idle()
    now = now_of(app, record)
    assert (now.state, now.draft.revision, now.draft.lines[0].quantity) == (ReviewState.QUEUED, 3, 20)
    assert [kept.number for kept in drafts.revisions(app, now)] == [1, 2]
    assert browser.act(now, "approve").status_code == 303
    assert browser.act(now, "reprocess", reason="again").status_code == 409


def test_reading_again_twice_in_a_minute_reads_twice(app: App, browser: Browser) -> None:
    record = waiting(app)
    for _ in range(2):
        browser.act(now_of(app, record), "reprocess", reason="look again")
        app.run_until_idle()
    now = now_of(app, record)
    assert (now.draft.revision, now.generation, len(now.draft.lines)) == (3, 2, 1)


def test_a_same_request_is_linked_and_can_be_drafted_after_all(app: App, browser: Browser) -> None:
    first = waiting(app)
    again = take_in(app, mail("please quote 20 BR-10"))
    assert app.draft(again) is None
    page = browser.get(f"/rfq/{again}").text
    assert f'href="/rfq/{first.rfq_id}"' in page
    assert "Same request by email" in browser.get(f"/rfq/{first.rfq_id}").text
    browser.post(f"/rfq/{again}/reprocess", f"/rfq/{again}", reason="it is another order")
    app.run_until_idle()
    assert now_of(app, drafts.load(app, again)[0]).state is ReviewState.QUEUED


def test_the_catalog_is_searched_as_one_types(browser: Browser) -> None:
    def found(text: str) -> list[str]:
        return [item["sku"] for item in browser.get(f"/catalog/search?q={text}").json()["items"]]

    assert found("br") == ["BR-10", "BR-12"]
    assert found("br1") == ["BR-10", "BR-12"]
    assert found("cotton rope")[0] == "RL-50"
    assert found("x") == []
    assert found("%00%ff") == []


def test_documents_show_the_version_in_use_and_what_is_wrong_with_a_newer_one(
    desk: Desk, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import qd_core.documents.watch as watch

    monkeypatch.setattr(watch, "_LOOK_EVERY", 0.0)
    assert "Volume" in browser.get("/documents/rules").text
    rules = tmp_path / "documents" / "rules.txt"
    rules.write_text(rules.read_text().replace("BR-10 | 100 | 15%", "BR-10 | 100 | fifteen"))
    desk.documents()
    text = browser.get("/documents").text
    assert "A newer version is not in use" in text
    assert "rules" in text
    assert "fifteen" in text
    assert "A newer price document is not in use" in browser.get("/queue").text


def test_the_outbox_shows_mail_and_its_pdf(desk: Desk, app: App, browser: Browser) -> None:
    record = waiting(app)
    browser.act(record, "approve")
    app.run_until_idle()
    listed = browser.get("/outbox").text
    key = re.search(r'href="/outbox/([0-9a-f]{32})"', listed)[1]
    assert "dana@acme.example" in listed
    assert record.draft.reference in browser.get(f"/outbox/{key}").text
    pdf = browser.get(f"/outbox/{key}/1")
    assert pdf.headers["content-type"] == "application/pdf"
    assert browser.get(f"/outbox/{key}/2").status_code == 404
    assert browser.get("/outbox/" + "0" * 32).status_code == 404


def test_what_could_not_be_processed_is_seen_and_tried_again(
    desk: Desk, app: App, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qd_core.pipeline import app as pipeline
    from qd_core.ports import QueueName

    def broken(app: App, rfq_id: str) -> None:
        raise RuntimeError("the composer is on fire")

    working = pipeline._STEPS[QueueName.COMPOSER]
    monkeypatch.setitem(pipeline._STEPS, QueueName.COMPOSER, broken)
    rfq_id = take_in(app, mail("please quote 20 BR-10"))
    assert "1 message could not be processed" in browser.get("/queue").text
    text = browser.get("/problems").text
    assert "the composer is on fire" in text
    monkeypatch.setitem(pipeline._STEPS, QueueName.COMPOSER, working)
    answer = browser.post("/problems", "/problems", queue="draft-composer", body=rfq_id)
    assert answer.status_code == 303
    app.run_until_idle()
    assert drafts.load(app, rfq_id)[0].draft.cover is not None
    assert "Nothing is stuck" in browser.get("/problems").text


def test_the_page_says_who_may_do_what(desk: Desk, app: App) -> None:
    record = waiting(app, "please quote 120 BR-10")
    rep = signed_in(desk, "rep@small.example", Role.REP)
    boss = signed_in(desk, "boss@small.example", Role.MANAGER)
    assert "A manager must approve this quote" in rep.get(f"/rfq/{record.rfq_id}").text
    assert "as a manager you may approve it" in boss.get(f"/rfq/{record.rfq_id}").text


def test_a_draft_can_be_priced_anew_with_the_documents_of_today(
    desk: Desk, app: App, browser: Browser, tmp_path: Path
) -> None:
    from dataclasses import replace

    from qd_core.documents.load import load_documents

    record = waiting(app)
    catalog = tmp_path / "documents" / "catalog.txt"
    catalog.write_text(catalog.read_text().replace("| each | 4.20 |", "| each | 5.20 |"))
    newer = load_documents(tmp_path / "documents")
    desk = Desk.open(replace(app, documents=lambda: newer), desk.backend, desk.documents)
    fresh = another_browser(desk)
    assert "The price documents have changed since this draft" in fresh.get(f"/rfq/{record.rfq_id}").text
    assert fresh.act(record, "approve").status_code == 422
    assert fresh.edit(record, anew="1", why="priced anew").status_code == 303
    now = now_of(app, record)
    assert (now.draft.revision, str(now.draft.lines[0].unit_price)) == (2, "4.68")
    assert fresh.act(now, "approve").status_code == 303
    desk.pool.shutdown()


def test_a_buyers_answer_is_read_where_the_draft_is(app: App, browser: Browser, clock: ManualClock) -> None:
    record = waiting(app, "please quote 20 BR-10 and some RL-50")
    clock.forward(timedelta(hours=50))
    assert "the lead has been paged" in browser.get("/queue").text
    reply = take_in(
        app,
        mail("Four <b>ropes</b>.", message_id="<two@a.example>", subject=f"Re: [{record.draft.reference}]"),
    )
    page = browser.get(f"/rfq/{record.rfq_id}").text
    assert page.count("Four &lt;b&gt;ropes&lt;/b&gt;.") == 2, "on top, and below what the buyer wrote first"
    assert f'href="/rfq/{reply}"' in page
    queue = browser.get("/queue").text
    assert "Answered" in queue
    assert "the lead has been paged" not in queue, "the clock began anew"
    assert "reminder in 24 h" in queue


def test_each_line_shows_its_own_words_and_each_reason_stands_once(app: App, browser: Browser) -> None:
    record = waiting(app, "please quote 20 left-handed gaskets, 30 purple gaskets, 5 BR-12 and some RL-50")
    page = browser.get(f"/rfq/{record.rfq_id}").text
    for words in ("20 left-handed gaskets", "30 purple gaskets", "5 BR-12", "RL-50"):
        assert f"“{words}”" in page
    assert "Lines 1 and 2: nothing in the catalog fits." in page
    assert "not carried × 2" in page


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((3,), "Line 3: x."),
        ((1, 2), "Lines 1 and 2: x."),
        ((6, 1, 2, 3, 4), "Lines 1 to 4 and 6: x."),
        ((), "X."),
    ],
)
def test_reasons_name_their_lines(lines: tuple[int, ...], said: str) -> None:
    reasons = [Reason(code="c", detail="x", line=line) for line in lines or (None,)]
    assert reasons_words(reasons) == said


def test_a_file_without_a_subject_is_called_by_its_name(desk: Desk, app: App, browser: Browser) -> None:
    message = InboundMessage(
        lane=Lane.UPLOAD, content=b"sku,qty\nBR-10,20\n", name="site list.csv", media_type="text/csv"
    )
    rfq_id = take_in(app, message)
    assert "site list.csv</h1>" in browser.get(f"/rfq/{rfq_id}").text
