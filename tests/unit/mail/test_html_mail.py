"""HTML mail: what a person sees, lists and tables as lines, threads marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.mail.markup import render
from qd_core.reading.mail.markup.extent import too_tangled
from qd_core.reading.mail.read import read_mail
from qd_core.reading.mail.thread import MARK
from tests.unit.mail.mails import mail


def seen(html: str) -> str:
    return render(html).text


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">X</div>',
        '<div style="DISPLAY : NONE !important">X</div>',
        "<p hidden>X</p>",
        '<span style="visibility:hidden">X</span>',
        '<span style="font-size:0">X</span>',
        '<span style="font-size:1px">X</span>',
        '<span style="font-size:0.1em">X</span>',
        '<span style="opacity:0">X</span>',
        '<span style="color:#fff">X</span>',
        '<span style="color:white">X</span>',
        '<span style="color:#fefefe">X</span>',
        '<span style="color:rgb(255, 255, 255)">X</span>',
        '<span style="color:rgba(0,0,0,0)">X</span>',
        '<span style="color:transparent">X</span>',
        '<font color="#FFFFFF">X</font>',
        '<div style="background:#123456"><span style="color:#123456">X</span></div>',
        '<table><tr><td bgcolor="#123456"><font color="#123456">X</font></td></tr></table>',
        '<div style="max-height:0;overflow:hidden">X</div>',
        '<div style="height:0px;overflow:hidden">X</div>',
        '<div style="position:absolute;left:-9999px">X</div>',
        '<div style="text-indent:-9999px">X</div>',
        '<span style="mso-hide:all">X</span>',
        "<style>.pre{display:none}</style><div class='a pre'>X</div>",
        "<style>p.h, div.h{font-size:0px}</style><p class=h>X</p>",
        "<style>#h{color:#fff}</style><p id=h>X</p>",
        "<style>em{display:none}</style><em>X</em>",
        "<div style='display:none'><p style='display:block'>X</p></div>",
        "<template>X</template>",
    ],
)
def test_hidden_text_is_left_out_and_said_to_be(hidden: str) -> None:
    rendered = render(f"<p>a</p>{hidden}<p>b</p>")
    assert "X" not in rendered.text
    assert rendered.text.split() == ["a", "b"]
    assert rendered.notes == () if "template" in hidden else len(rendered.notes) == 1


@pytest.mark.parametrize(
    "unseen", ["<!-- X -->", "<script>X</script>", "<style>X{}</style>", "<head><title>X</title></head>"]
)
def test_what_is_no_text_is_left_out_without_a_word(unseen: str) -> None:
    rendered = render(f"<p>a</p>{unseen}")
    assert (rendered.text, rendered.notes) == ("a", ())


@pytest.mark.parametrize(
    "visible",
    [
        '<div style="background:#1f4e79"><span style="color:#fff">X</span></div>',
        '<table bgcolor="#1f4e79"><tr><td><font color="white">X</font></td></tr></table>',
        '<div style="background:url(a.png)"><span style="color:#fff">X</span></div>',
        "<style>th{background:navy;color:white}</style><table><tr><th>X</th></tr></table>",
        '<div style="font-size:0"><span style="font-size:14px">X</span></div>',
        '<div style="color:#fff"><span style="color:darkslateblue">X</span></div>',
        '<div style="visibility:hidden"><span style="visibility:visible">X</span></div>',
        '<p style="margin:0;max-height:100px;opacity:0.9">X</p>',
        "<style>@media print{p{display:none}} .x{color:red}</style><p>X</p>",
        "<style>@import url(a.css); .x{display:none}</style><p>X</p>",
        '<p style="font-size:small;color:windowtext">X</p>',
        '<p style="color:inherit">X</p>',
        "<noscript>X</noscript>",
        "<span>X",
    ],
)
def test_what_is_seen_is_kept(visible: str) -> None:
    assert seen(visible) == "X"


def test_a_struck_item_leaves_no_bullet_behind() -> None:
    rendered = render("<ul><li>10 A-100</li><li><s>4 B-200</s></li></ul><p>To Mill Lane, Leeds as before</p>")
    assert rendered.text == "- 10 A-100\n\nTo Mill Lane, Leeds as before"


def test_struck_out_text_is_no_longer_asked_for() -> None:
    rendered = render("<p><s>10</s> 12 pcs <span style='text-decoration:line-through'>A-100</span> B-200</p>")
    assert rendered.text == "12 pcs B-200"
    assert len(rendered.notes) == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<div>c</div><div>d</div>", "a\nb\nc\nd"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<ul><li>10 x A</li><li>5 x B</li></ul>", "- 10 x A\n- 5 x B"),
        ("<ul><li><p>10 x A</p></li><li><p>5 x B</p></li></ul>", "- 10 x A\n- 5 x B"),
        ("<ol><li>10 x A</li><li>5 x B</li></ol>", "1. 10 x A\n2. 5 x B"),
        ("<ol start=3><li>A</li><li value=9>B</li><li>C</li></ol>", "3. A\n9. B\n10. C"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("3&nbsp;x&nbsp;1&quot;&deg; &amp; &#x20AC;", '3 x 1"° & €'),
        ("1&nbsp;200 Stk", "1\u00a0200 Stk"),
        ("1<sup>1</sup>/<sub>2</sub> in", "1 1/2 in"),
        ("5 m<sup>2</sup>", "5 m2"),
        ("a\n  b\t c", "a b c"),
        ("<pre>a  b\nc</pre>", "a  b\nc"),
        ("<b>1</b>0 pcs", "10 pcs"),
        ("A&shy;-&#8203;100", "A-100"),
        ("<a href='mailto:a@b.example'>Ann</a>", "Ann"),
        ("", ""),
    ],
)
def test_layout(html: str, text: str) -> None:
    assert seen(html) == text


def test_a_data_table_is_lines_of_cells() -> None:
    html = (
        "<table><thead><tr><th>Part</th><th>Note</th><th>Qty</th></tr></thead><tbody>"
        "<tr><td><p>A-100</p></td><td></td><td>10</td></tr><tr><td>B-200</td><td>red<br>short</td><td><b>5</b></td></tr>"
        "</tbody></table>"
    )
    assert seen(html) == "Part\tNote\tQty\nA-100\t\t10\nB-200\tred short\t5"


def test_spans_keep_the_columns_apart() -> None:
    html = (
        "<table><tr><td>Part</td><td>Size</td><td>Qty</td></tr><tr><td rowspan=2>A</td><td>S</td><td>1</td></tr>"
        "<tr><td>M</td><td>2</td></tr><tr><td colspan=2>B</td><td>3</td></tr></table>"
    )
    assert seen(html) == "Part\tSize\tQty\nA\tS\t1\n\tM\t2\nB\t\t3"


def test_tables_that_lay_out_are_plain_lines() -> None:
    inner = "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>"
    assert seen(f"<table><tr><td>Hello,</td></tr><tr><td>{inner}</td></tr></table>") == "Hello,\nA\t1\nB\t2"
    assert seen("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>") == "one\ntwo"
    card = "<table><tr><td><img src='cid:logo'></td><td>Karl Weber<br>Buyer<br>Tel. 1</td></tr></table>"
    assert seen(card) == "Karl Weber\nBuyer\nTel. 1"


def test_a_quoted_message_has_quote_marks() -> None:
    html = "<p>ok</p><blockquote type=cite><div>On Monday<br>50 x B</div></blockquote>"
    assert seen(html) == "ok\n\n> On Monday\n> 50 x B"
    assert "> " not in seen("<blockquote style='margin:0 0 0 40px;border:none'>50 x B</blockquote>")


BLOCK = "<b>From:</b> Sales &lt;s@x.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Karl<br><b>Subject:</b> Quote"
UNKNOWN = "<b>Qqq:</b> Sales<br><b>Www:</b> Monday"
LINE = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
GMAIL = (
    "<div>{own}</div><br><div class='gmail_quote'><div class='gmail_attr'>%s<br></div>"
    "<blockquote class='gmail_quote' style='border-left:1px solid #ccc'>{old}</blockquote></div>"
)
THREADS = {
    "gmail": GMAIL % "On Mon, May 5, 2025 Sales &lt;s@x.example&gt; wrote:",
    "gmail, a language unknown": GMAIL % "Xyz Sales zyx:",
    "outlook on the web": "<div>{own}</div><div id='appendonsend'></div><hr>"
    f"<div id='divRplyFwdMsg'>{BLOCK}</div>{{old}}",
    "outlook, a language unknown": f"<div>{{own}}</div><div id='divRplyFwdMsg'>{UNKNOWN}</div>{{old}}",
    "word": f"<p class=MsoNormal>{{own}}</p><div style='{LINE}'><p class=MsoNormal>{BLOCK}</p></div>{{old}}",
    "word, a language unknown": f"<p>{{own}}</p><div style='{LINE}'><p>{UNKNOWN}</p></div>{{old}}",
    "outlook for mac": "<div>{own}</div><span id='OLK_SRC_BODY_SECTION'><div>From: Sales</div><div>{old}</div></span>",
    "apple": "<div>{own}</div><blockquote type='cite'>On 5 May 2025, at 09:00, Sales wrote:<br>{old}</blockquote>",
    "thunderbird": "<p>{own}</p><div class='moz-cite-prefix'>Am 05.05.25 um 09:00 schrieb Sales:<br></div>"
    "<blockquote type='cite' cite='mid:a@b'>{old}</blockquote>",
    "yahoo": "<div>{own}</div><div class='ydp12yahoo_quoted'>On Monday, May 5, 2025, Sales wrote:<br>{old}</div>",
    "proton": "<div>{own}</div><div class='protonmail_quote'>------- Original Message -------<br>On Monday, Sales"
    " wrote:<br><blockquote class='protonmail_quote' type='cite'>{old}</blockquote></div>",
    "through an exchange": "<div>{own}</div><div id='x_divRplyFwdMsg'>From: S<br>Sent: M<br>To: K</div>{old}",
}


@pytest.mark.parametrize("program", THREADS)
def test_the_thread_is_cut_whatever_program_wrote_it(program: str) -> None:
    html = THREADS[program].format(own="Please send 30 more of A-100.", old="<p>We offer 50 x B-200</p>")
    raw = mail(
        f"<html><body>{html}</body></html>", subject="Re: Quote", content_type="text/html; charset=utf-8"
    )
    read = read_mail(raw)
    assert read.text == "Please send 30 more of A-100."
    assert "50 x B-200" in read.removed
    assert MARK not in read.text + read.removed


def test_a_forward_in_html_is_read() -> None:
    html = (
        "<div>for you</div><div class='gmail_quote'><div class='gmail_attr'>---------- Forwarded message ---------<br>"
        "From: <b>Priya Nolan</b> <span>&lt;<a href='mailto:priya@cust.example'>priya@cust.example</a>&gt;</span><br>"
        "Date: Tue, May 13, 2025<br>Subject: parts<br>To: Karl<br></div><br><p>I need 5 x AV-100.</p></div>"
    )
    read = read_mail(mail(html, subject="Fwd: parts", content_type="text/html"))
    assert (read.text, read.buyer.email) == ("I need 5 x AV-100.", "priya@cust.example")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<b>" * 50_000 + "<p>" * 50_000,
        "<a " * 200_000,
        "<p>" * 200_000,
        "<table><tr><td>" * 30_000,
    ],
)
def test_tangled_html_is_refused_with_a_reason(html: str) -> None:
    rendered = render(html)
    assert rendered.problem
    assert rendered.text == ""


def test_ordinary_html_is_not_tangled() -> None:
    row = "<tr><td><p class=MsoNormal><span lang=EN><b>A</b></span></p></td><td>1</td></tr>"
    assert too_tangled(f"<html><body><table>{row * 2000}</table></body></html>") == ""


@given(
    st.lists(
        st.sampled_from(
            "<p> <div> </div> <b> </p> <table> <tr> <td> </td> </table> <ul> <li> x 1 <br> &lt; <".split()
        )
    )
)
def test_nothing_raises_and_nothing_seen_is_lost(pieces: list[str]) -> None:
    html = " ".join(pieces)
    words = [piece for piece in pieces if piece in ("x", "1")]
    assert sum(seen(html).count(word) for word in "x1") >= len(words) - seen(html).count("1. ")
