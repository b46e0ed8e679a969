"""Ways to put words into a mail's HTML that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.mails import REQUEST, html, mail
from tests.hostile.tricks import WANTED, Trick

__all__ = ["hidden_html"]

STYLES = {
    "display none": "display:none",
    "display none important": "DISPLAY : none !important",
    "visibility hidden": "visibility:hidden",
    "opacity nought": "opacity:0",
    "size nought": "font-size:0",
    "size of one pixel": "font-size:1px",
    "size in the shorthand": "font:0/0 serif",
    "white": "color:#fff",
    "white by name": "color:white",
    "white by rgb": "color:rgb(255, 255, 255)",
    "nearly white": "color:#fefefe",
    "transparent": "color:transparent",
    "no alpha": "color:rgba(0,0,0,0)",
    "black on black": "color:#000;background:#000",
    "its own background": "color:#224466;background-color:#224466",
    "no height": "height:0;overflow:hidden",
    "no greatest height": "max-height:0;overflow:hidden",
    "no width": "width:0;overflow:hidden",
    "off the left edge": "position:absolute;left:-9999px",
    "off the top edge": "position:fixed;top:-2000px",
    "indented away": "text-indent:-9999px",
    "clipped": "position:absolute;clip:rect(0,0,0,0)",
    "clip path": "clip-path:inset(100%)",
    "scaled to nothing": "transform:scale(0)",
    "Outlook's own": "mso-hide:all",
    "escaped letters": "displ\\61y:none",
    "comment inside": "display:/**/none",
    "preheader": "display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0;opacity:0;overflow:hidden",
}
TEXT = " ".join(WANTED)
MARKUP = {
    "comment": f"<!-- {TEXT} -->",
    "conditional comment": f"<!--[if mso]><p>{TEXT}</p><![endif]-->",
    "hidden attribute": f"<p hidden>{TEXT}</p>",
    "script": f"<script>{TEXT}</script>",
    "script as text": f'<script type="text/plain">{TEXT}</script>',
    "style": f"<style>{TEXT}</style>",
    "template": f"<template><p>{TEXT}</p></template>",
    "alt of a pixel": f'<img src="cid:none" width=1 height=1 alt="{TEXT}">',
    "title attribute": f'<span title="{TEXT}">&nbsp;</span>',
    "aria label": f'<span aria-label="{TEXT}"></span>',
    "data attribute": f'<span data-text="{TEXT}"></span>',
    "hidden input": f'<input type="hidden" value="{TEXT}">',
    "meta": f'<meta name="description" content="{TEXT}">',
    "white font tag": f'<font color="white">{TEXT}</font>',
    "white font tag by number": f'<font color="#FFFFFF" size="1">{TEXT}</font>',
    "cell of its colour": f'<table><tr><td bgcolor="#336699"><font color="#336699">{TEXT}</font></td></tr></table>',
    "hidden row": '<table><tr style="display:none"><td>500</td><td>WR-0600</td></tr></table>',
    "inside a hidden box": f'<div style="display:none"><div style="display:block">{TEXT}</div></div>',
    "white in a white box": f'<div style="background:#fff"><p><span style="color:#fff">{TEXT}</span></p></div>',
    "noframes": f"<noframes>{TEXT}</noframes>",
    "object": f"<object>{TEXT}</object>",
    "svg": f"<svg><text>{TEXT}</text></svg>",
    "unclosed comment": f"<!-- {TEXT}",
}
HEADS = {
    "class in the head": ("<style>.x{display:none}</style>", '<p class="x">{}</p>'),
    "id in the head": ("<style>#x{font-size:0}</style>", '<p id="x">{}</p>'),
    "grouped selector": ("<style>.a, .x {color:#fff;}</style>", '<p class="y x">{}</p>'),
    "element selector": ("<style>aside{visibility:hidden}</style>", "<aside>{}</aside>"),
    "descendant selector": ("<style>div.o p{display:none}</style>", '<div class="o"><p>{}</p></div>'),
    "several classes": ("<style>p.a.x{display:none}</style>", '<p class="x a">{}</p>'),
    "media that is always": ("<style>@media screen{.x{display:none}}</style>", '<p class="x">{}</p>'),
    "title of the page": ("<title>{}</title>", ""),
}


def hidden_html() -> Iterator[Trick]:
    """Every way, round the same words."""
    for name, style in STYLES.items():
        yield Trick(f"style: {name}", partial(html, f'<p style="{style}">{TEXT}</p>'), html)
    for name, markup in MARKUP.items():
        yield Trick(f"markup: {name}", partial(html, markup), html)
    for name, (head, body) in HEADS.items():
        made = partial(html, body.format(TEXT), head=head.replace("{}", TEXT))
        yield Trick(f"head: {name}", made, partial(html, head=head if "style" in head else ""))
    for name, body, style in (
        ("dark body", 'bgcolor="#101010" style="color:#fff"', "color:#101010"),
        ("dark body by style", 'style="background:#101010;color:#eee"', "color:#101010"),
    ):
        # the honest text is set in white, as in a dark newsletter
        inside = f'<p style="{style}">{TEXT}</p>'
        yield Trick(f"body: {name}", partial(html, inside, body=body), partial(html, body=body))
    yield Trick(
        "alternatives: the plain one says more",
        partial(mail, f"Hello,\n\n{REQUEST}\n\n{TEXT}\n\nThanks\nDana\n", html=_page()),
        partial(mail, html=_page()),
    )
    yield Trick(
        "alternatives: the plain one is another request",
        partial(mail, "Hello,\n\nplease quote 9000 WR-0600.\n\nThanks\nDana\n", html=_page()),
        partial(mail, html=_page()),
    )


def _page() -> str:
    return f"<p>Hello,</p><p>{REQUEST}</p><p>Thanks<br>Dana</p>"
