"""The rules of the house as functions: each takes one file's text and returns what is wrong with it."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

LONGEST = 400
SAYS_NOTHING = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

# Written so that this file does not match itself.
REGISTRY_HOST = re.compile(r"pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]|deb\.debia[n]\.org")
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:wor[k]|roo[t]|User[s]/\w+)/")
LOOK_UP = re.compile(
    r"^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b|://", re.MULTILINE
)

Rule = Callable[[str], list[str]]


def too_long(text: str) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines, more than {LONGEST}: split it by purpose"] if lines > LONGEST else []


def name_says_nothing(path: str) -> list[str]:
    parts = [part.removesuffix(".py") for part in PurePosixPath(path).parts]
    return [f"'{part}' does not say what is in it" for part in parts if part in SAYS_NOTHING]


def names_a_registry_or_machine(text: str) -> list[str]:
    return [
        f"line {number}: {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for found in (REGISTRY_HOST.search(line), MACHINE_PATH.search(line))
        if found
    ]


def unpinned_or_looked_up(text: str) -> list[str]:
    """A requirements file: each entry is one release with hashes, and no line says where to look for it."""
    problems = [f"says where to look: {found.group().strip()!r}" for found in LOOK_UP.finditer(text)]
    entries = re.sub(r"^\s*#.*\n|\\\n", "", text, flags=re.MULTILINE).splitlines()
    for entry in filter(str.strip, entries):
        name = entry.split("=")[0].strip()
        if not re.match(r"[\w.-]+(\[[\w,.-]+\])?==[^\s;]+", entry):
            problems.append(f"{name}: not pinned to one release")
        if "--hash=sha256:" not in entry:
            problems.append(f"{name}: no hash")
    return problems


def makes_a_float(text: str) -> list[str]:
    """Money is Decimal from strings: no float() call and no float literal where prices are made."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]


def rounds_money(text: str) -> list[str]:
    """Only qd_core.money rounds: quantize() anywhere else hides a rounding rule."""
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in _method_calls(text)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "quantize"
    ]


def reads_a_naive_clock(text: str) -> list[str]:
    """A time without a zone is wrong twice a year: now() needs one, utcnow() and today() never have one."""
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in _method_calls(text)
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value).split(".")[-1] in {"datetime", "date"}
        and (
            call.func.attr in {"utcnow", "utcfromtimestamp", "today"}
            or (call.func.attr == "now" and not call.args and not call.keywords)
        )
    ]


def imports(text: str) -> Iterator[tuple[int, str]]:
    """Every module the text imports, at any depth, with its line; `from a import b` gives `a` and `a.b`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def imports_any_of(text: str, *forbidden: str) -> list[str]:
    return [
        f"line {line}: {name}"
        for line, name in imports(text)
        if any(name == module or name.startswith(f"{module}.") for module in forbidden)
    ]


def _method_calls(text: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node
