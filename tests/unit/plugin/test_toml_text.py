"""A list in a TOML text: what is edited is right, and what is not edited stays to the letter."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qd_core.entry.cli.toml_text import with_list, with_name
from qd_core.errors import ConfigError


@pytest.mark.parametrize(
    ("before", "names", "after"),
    [
        ('[select]\na = ["x", "y"] # why\n', "x z y", '[select]\na = ["x", "z", "y"] # why\n'),
        ('[select]\na = ["x", "y"]\n', "x y z", '[select]\na = ["x", "y", "z"]\n'),
        ('[select]\na = ["x", "y"]\n', "z x y", '[select]\na = ["z", "x", "y"]\n'),
        ('[select]\na = ["x", "y", "z"]\n', "x z", '[select]\na = ["x", "z"]\n'),
        ('[select]\na = ["x", "y", "z"]\n', "x y", '[select]\na = ["x", "y"]\n'),
        ('[select]\na = ["x", "y", "z"]\n', "y z", '[select]\na = ["y", "z"]\n'),
        ("[select]\na = ['x']\n", "x y", "[select]\na = ['x', \"y\"]\n"),
        ("[select]\na = []\n", "x", '[select]\na = ["x"]\n'),
        (
            '[select]\na = [\n  "x", # the first\n  "y", # the second\n]\nb = 1\n',
            "x z y",
            '[select]\na = [\n  "x", # the first\n  "z",\n  "y", # the second\n]\nb = 1\n',
        ),
        (
            '[select]\na = [\n  "x", # the first\n  "y" # the last\n]\n',
            "x y z",
            '[select]\na = [\n  "x", # the first\n  "y", # the last\n  "z"\n]\n',
        ),
        (
            '[select]\na = [\n  "x", # the first\n  # about y\n  "y", # the second\n]\n',
            "x",
            '[select]\na = [\n  "x", # the first\n  # about y\n]\n',
        ),
        ('[select]\r\na = ["x"] # c\r\n[app]\r\n', "x y", '[select]\r\na = ["x", "y"] # c\r\n[app]\r\n'),
        ('[select] # here\nb = "q"\n\n[app]\nk = 1\n', "x", '[select] # here\nb = "q"\na = ["x"]\n\n[app]\nk = 1\n'),
        ("[select]\n[app]\na = 1\n", "x", '[select]\na = ["x"]\n[app]\na = 1\n'),
        ('k = 1', "x", 'k = 1\n\n[select]\na = ["x"]\n'),
        ("", "x", '[select]\na = ["x"]\n'),
        (
            'k = """\n[select]\na = ["no"]\n"""\n[select]\na = ["x"]\n',
            "x y",
            'k = """\n[select]\na = ["no"]\n"""\n[select]\na = ["x", "y"]\n',
        ),
        ('[[other]]\na = ["no"]\n[select]\n"a" = ["x"]', "y x", '[[other]]\na = ["no"]\n[select]\n"a" = ["y", "x"]'),
        ('[select]\na = ["x]", "y#"] # ["z"]\n', "x] y# z", '[select]\na = ["x]", "y#", "z"] # ["z"]\n'),
        ('[select]\na = "x"\n', "x y", '[select]\na = ["x", "y"]\n'),
    ],
)  # fmt: skip
def test_the_list_changes_and_nothing_else(before: str, names: str, after: str) -> None:
    assert with_name(before, "select", "a", names.split()) == after


def test_one_name_is_replaced_where_it_stands() -> None:
    text = '[select]\ncrm = "none" # until May\n'
    assert with_list(text, "select", "crm", "hubspot") == '[select]\ncrm = "hubspot" # until May\n'


@pytest.mark.parametrize("text", ['select.a = ["x"]\n', 'select = { a = ["x"] }\n', "[select\n"])
def test_what_is_not_understood_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ConfigError, match=r'a = \["x", "y"\]'):
        with_name(text, "select", "a", ["x", "y"])


WORDS = st.sampled_from(["base_price", "fuel", "a-b", "ü", "x.y"])
QUOTES = st.sampled_from(['"', "'"])
BLANKS = st.sampled_from(["", " ", "\n", "\n  ", " # a remark\n  ", "\n# alone\n\t"])


@settings(max_examples=400, deadline=None)
@given(st.data(), st.lists(WORDS, unique=True), st.lists(WORDS, unique=True, min_size=1), st.booleans())
def test_any_way_to_write_a_list_is_edited_or_written_anew(
    data: st.DataObject, have: list[str], wanted: list[str], last_comma: bool
) -> None:
    quoted = [f"{quote}{name}{quote}" for name in have for quote in [data.draw(QUOTES)]]
    items = [f"{data.draw(BLANKS)}{name}{data.draw(BLANKS)}" for name in quoted]
    written = ",".join(items) + ("," if last_comma and items else "") + data.draw(BLANKS)
    text = f'# top\n[app]\nk = "[select]" # k\n[select]\nbefore = 1\na = [{written}] # end\nafter = 2\n'
    made = with_name(text, "select", "a", wanted)
    assert tomllib.loads(made) == {**tomllib.loads(text), "select": {"before": 1, "a": wanted, "after": 2}}
    assert made.startswith('# top\n[app]\nk = "[select]" # k\n[select]\nbefore = 1\na = ')
    assert made.endswith(" # end\nafter = 2\n")
