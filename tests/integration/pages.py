"""A page of the documentation, done as a reader does it: commands run, files edited, output compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.plugin.made_plugins import QUIET, put_on_path

_PART = re.compile(
    r"```(?P<lang>\w*)\n(?P<fenced>.*?)```|(?P<indented>(?:^    [^\n]+\n)+)|(?P<prose>[^\n]+)\n", re.S | re.M
)
_AT_END = re.compile(r"[Aa]t the end of `([^`]+)`")
_IN = re.compile(r"[Ii]n `([^`]+)` replace|^`([^`]+)` replace")
_QD = "from qd_core.entry.cli.main import main; main()"


@dataclass
class Reader:
    """Somebody with the page and an empty folder. Commands are ``qd …``, ``pytest``, ``pip install -e DIR`` and ``cd``;
    ``# fails`` behind one says that it ends with an error."""

    folder: Path
    site: Path
    here: Path = field(init=False)
    said: str = ""
    projects: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.here = self.folder
        self.site.mkdir()

    def follow(self, page: str) -> int:
        """Does all that the page says; the number of commands."""
        count, prose, instead_of = 0, "", ""
        for kind, text in _parts(page):
            if kind == "prose":
                prose = f"{prose} {text}" if text.strip() else ""
            elif kind == "commands":
                for line in text.splitlines():
                    self.do(line.strip())
                    count += 1
                prose = ""
            elif kind == "text":
                for line in text.splitlines():
                    assert line in self.said, f"{line!r} is not in what it said:\n{self.said}"
            elif found := _AT_END.search(prose):
                self.edit(found[1], "", text)
                prose = ""
            elif _IN.search(prose) and not instead_of:
                instead_of = text
            elif instead_of and (found := _IN.search(prose)):
                self.edit(found[1] or found[2], instead_of, text)
                prose, instead_of = "", ""
        return count

    def do(self, command: str) -> None:
        """Raises AssertionError with all that it said when it does not end as the page has it."""
        words = shlex.split(command, comments=True)
        settings = {}
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            settings[name] = value
        if words[0] == "cd":
            self.here = (self.here / words[1]).resolve()
            return
        if words[:3] == ["pip", "install", "-e"]:
            self.projects.append(self.here / words[3])
            put_on_path(self.projects[-1], self.site)
            return
        known = {"qd": ["-c", _QD], "pytest": ["-m", "pytest", *QUIET, f"--rootdir={self.here}", "tests"]}
        environment = {**os.environ, "PYTHONPATH": str(self.site), "COLUMNS": "200", **settings}
        done = subprocess.run(
            [sys.executable, *known[words[0]], *words[1:]], cwd=self.here, env=environment, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip
        self.said = done.stdout + done.stderr
        assert (done.returncode != 0) == command.endswith("# fails"), f"{command}\n{self.said}"

    def edit(self, name: str, instead_of: str, text: str) -> None:
        """Puts ``text`` in place of what is there once, or at the end."""
        path = self.here / name
        before = path.read_text(encoding="utf-8")
        if instead_of:
            assert before.count(instead_of.rstrip("\n")) == 1, f"{name} has not once {instead_of!r}"
            path.write_text(before.replace(instead_of.rstrip("\n"), text.rstrip("\n")), encoding="utf-8")
        else:
            path.write_text(f"{before}\n{text}" if path.suffix == ".txt" else before + text, encoding="utf-8")
        for project in self.projects:
            put_on_path(project, self.site)


def _parts(page: str) -> Iterator[tuple[str, str]]:
    for part in _PART.finditer(page):
        if part["fenced"] is not None:
            yield "text" if part["lang"] == "text" else "file", part["fenced"]
        elif part["indented"]:
            yield "commands", part["indented"]
        else:
            yield "prose", part["prose"] or ""
