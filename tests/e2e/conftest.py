"""`qd serve` as a process of its own, and a real browser before it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.integration.small_company import CATALOG, MAIL, RULES, VOICE

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "e2e"
QD = [str(Path(sys.executable).with_name("qd"))]
CONFIG = """documents = "documents"
[company]
name = "Small Co"
email = "quotes@small.example"
[people]
on_call_rep = "rep@small.example"
"""


@dataclass
class Served:
    """A running desk. ``folder`` holds its qd.toml and ``data``."""

    folder: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def outbox(self) -> list[Path]:
        return sorted((self.folder / "data" / "outbox").glob("*.eml"))

    def qd(self, *arguments: str, text: str = "") -> str:
        """Runs a command on the same data folder."""
        done = subprocess.run(
            [*QD, *arguments, "--data", str(self.folder / "data")],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            cwd=self.folder,
        )
        return done.stdout

    def ingest(self, body: str, name: str = "mail.eml", *, subject: str = "Brackets") -> str:
        """A mail of Dana's, drafted when this returns; its RFQ's id."""
        text = MAIL.format(body=body).replace("Subject: Brackets", f"Subject: {subject}")
        path = self.folder / name
        path.write_text(text)
        return self.take_in(path)

    def take_in(self, path: Path) -> str:
        rfq_id = self.qd("ingest", str(path), "--config", "qd.toml").split()[0]
        wait_until(lambda: "Drafted" in self.read(f"/rfq/{rfq_id}"))
        return rfq_id

    def read(self, path: str) -> str:
        with urlopen(self.address + path, timeout=20) as answer:
            return answer.read().decode()


def wait_until(what: Callable[[], bool], seconds: float = 40) -> None:
    """Looks again and again. Fails the test when it never comes true."""
    end = time.monotonic() + seconds
    while True:
        try:
            if what():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)


def company(folder: Path, config: str = CONFIG) -> None:
    """The small company as files."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    (folder / "qd.toml").write_text(config)
    for name, text in (("catalog", CATALOG), ("rules", RULES), ("voice", VOICE)):
        (folder / "documents" / f"{name}.txt").write_text(text)


def serve(folder: Path, *options: str) -> Served:
    """Starts the desk on a free port."""
    command = [*QD, "serve", "--config", "qd.toml", "--data", "data", "--port", str(_free_port()), *options]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    with process.stdout as said:
        line = said.readline()
    found = re.search(r"http://\S+", line)
    if not found:
        process.kill()
        process.wait()
    assert found, f"it says {line!r}: {(folder / 'log').read_text()}"
    return Served(folder, found[0].rstrip("/"), process)


def stop(served: Served) -> int:
    served.process.send_signal(signal.SIGTERM)
    return served.process.wait(timeout=40)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    company(tmp_path)
    served = serve(tmp_path)
    yield served
    assert stop(served) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.fixture(scope="module")
def served_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk that the tests of a module share; they only look."""
    folder = tmp_path_factory.mktemp("shared")
    company(folder)
    served = serve(folder)
    yield served
    assert stop(served) == 0
    assert "Traceback" not in (folder / "log").read_text()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM", "")
    if not Path(program).is_file():
        pytest.skip("there is no browser: run `make test-e2e`, or set CHROMIUM to a chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=served.address, viewport={"width": 1440, "height": 1000})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; the test fails when the console says anything is wrong (a policy's violation too)."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    wrong = [text for text in said if "status of 4" not in text]  # an answer that the test asked for
    assert wrong == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
