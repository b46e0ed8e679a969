"""Inputs that Hypothesis builds from a format's own grammar: lines of a request, cells, segments, elements, MIME parts.

Mutation breaks what is written; this writes what nobody would: empty rows, a hundred columns, a segment in another's
place, a tree with the right names in the wrong order.
"""

from __future__ import annotations

import json
import re
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.hostile.fuzzing import seeds
from tests.hostile.fuzzing.mutation import WORDS

__all__ = ["GRAMMARS"]

_PIECE = st.one_of(
    st.sampled_from([word.decode("utf-8", "replace") for word in WORDS]),
    st.sampled_from("SH-0810 TB-1200 WR-0600 CL-2500 120 15 6 each pcs shackle fender rope 8 mm M12".split()),
    st.text(max_size=12),
    st.integers(-5, 10**7).map(str),
    st.decimals(allow_nan=False, places=3, min_value=-1000, max_value=100_000).map(str),
    st.dates().map(str),
)
_WORDS = st.lists(_PIECE, max_size=6).map(" ".join)
_ENCODING = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])


def _encoded(texts: SearchStrategy[str]) -> SearchStrategy[bytes]:
    return st.builds(lambda text, name: text.encode(name, "replace"), texts, _ENCODING)


_LINES = st.lists(_WORDS, max_size=12).map("\n".join)
_HEAD = st.lists(
    st.sampled_from("Pos Part SKU Item Description Qty Quantity Unit Menge Artikel Price Notes".split()),
    max_size=6,
)
_TABLE = st.builds(
    lambda head, rows, mark: "\n".join(mark.join(row) for row in (head, *rows)),
    _HEAD,
    st.lists(st.lists(_WORDS, max_size=7), max_size=10),
    st.sampled_from([",", ";", "\t", "|", " | "]),
)
_FORM = st.dictionaries(
    st.sampled_from(
        "name email company phone message items line_items deadline attachments item quantity".split()
    )
    | st.text(max_size=6),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | _PIECE,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_PIECE, inner, max_size=4),
        max_leaves=10,
    ),
    max_size=8,
).map(lambda form: json.dumps(form).encode())


def _segments(tags: str, head: str, between: str, end: str) -> SearchStrategy[bytes]:
    """Segments with known tags in any order, behind an honest envelope's head."""
    segment = st.builds(
        lambda tag, parts: between.join([tag, *parts]),
        st.sampled_from(tags.split()),
        st.lists(st.lists(_PIECE, max_size=3).map(":".join), max_size=8),
    )
    return st.lists(segment, max_size=14).map(
        lambda all_: (head + end.join([*all_, ""])).encode("utf-8", "replace")
    )


def _tree(seed: bytes) -> SearchStrategy[bytes]:
    """Elements with the names, attributes and namespaces of an honest file, nested at will inside its root."""
    text = seed.decode()
    body = text.partition("?>")[2].lstrip()
    body = re.sub(r"^<!DOCTYPE[^>]*>", "", body).lstrip()
    root = body[: body.index(">") + 1]
    name = re.match(r"<([\w:.-]+)", root)
    assert name is not None
    names = sorted(set(re.findall(r"<([\w:.-]+)", body)))
    attributes = sorted(set(re.findall(r'\s([\w:.-]+)="', body.removeprefix(root)))) or ["id"]
    leaf = _PIECE.map(_escaped)

    def element(inner: SearchStrategy[str]) -> SearchStrategy[str]:
        return st.builds(
            lambda tag, given, parts: f"<{tag}{given}>{''.join(parts)}</{tag}>",
            st.sampled_from(names),
            st.lists(
                st.tuples(st.sampled_from(attributes), leaf), max_size=2, unique_by=lambda pair: pair[0]
            ).map(lambda pairs: "".join(f' {key}="{value}"' for key, value in pairs)),
            st.lists(inner, max_size=5),
        )

    inside = st.lists(st.recursive(leaf, element, max_leaves=20), max_size=6)
    return inside.map(lambda parts: f"{root}{''.join(parts)}</{name[1]}>".encode("utf-8", "replace"))


def _escaped(text: str) -> str:
    kept = "".join(char for char in text if char.isprintable())
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


_HEADER = st.builds(
    lambda name, value: f"{name}: {value}".replace("\n", " ").replace("\r", " "),
    st.sampled_from(
        "From To Cc Subject Date Reply-To Sender Message-ID In-Reply-To Auto-Submitted Content-Disposition".split()
    ),
    _WORDS,
)
_TYPE = st.sampled_from(
    (
        "text/plain", "text/html", "text/plain; charset=utf-7", "text/calendar", "message/rfc822",
        "message/delivery-status", "application/ms-tnef; name=winmail.dat", "application/pkcs7-mime; name=smime.p7m",
        "multipart/alternative; boundary=y", "text/csv; name*=utf-8''a%00.csv", "image/png; name=a.png",
    )
)  # fmt: skip
_CODING = st.sampled_from(
    ["", "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n"]
)


def _part(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    whole = st.builds(
        lambda kind, coding, body: f"Content-Type: {kind}\n{coding}\n{body}", _TYPE, _CODING, inner
    )
    several = st.lists(inner, max_size=4).map(
        lambda parts: (
            "Content-Type: multipart/mixed; boundary=x\n\n" + "".join(f"--x\n{one}\n" for one in parts)
        )
    )
    return whole | several


_MAIL = st.builds(
    lambda heads, body: ("\n".join([*heads, ""]) + body).encode("utf-8", "replace"),
    st.lists(_HEADER, max_size=6),
    st.recursive(_LINES, _part, max_leaves=6),
)


@cache
def _grammars() -> dict[str, SearchStrategy[bytes]]:
    x12 = "ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *250605*0936*U*00401*000000055*0*P*>~"
    return {
        "mail": _MAIL,
        "form": _FORM,
        "csv": _encoded(_TABLE),
        "x12": _segments("GS ST BQT DTM ITD N1 N3 N4 PER PO1 PID SCH MSG REF CTT SE GE IEA", x12, "*", "~"),
        "edifact": _segments(
            "UNB UNH BGM DTM RFF NAD CTA COM LIN PIA IMD QTY PRI UNS UNT UNZ", "UNA:+.? '", "+", "'"
        ),
        "ubl": _tree(seeds.ubl()[0]),
        "gaeb": _tree(seeds.gaeb()[0]),
        "cxml": _tree(seeds.cxml()[0]),
        "catalog": _encoded(_TABLE),
        "rules": _encoded(st.lists(_TABLE | _LINES, max_size=3).map("\n\n".join)),
        "draft-text": _LINES.map(lambda text: text.encode("utf-8", "replace")),
        "draft-table": _TABLE.map(lambda text: text.encode("utf-8", "replace")),
        "draft-mail": _MAIL,
    }


GRAMMARS = _grammars()
"""A strategy of bytes for each target that has a grammar."""
