"""The process: one on a folder, a clean stop, people needed where others can reach it."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from tests.e2e.conftest import QD, Served, company, serve, stop, wait_until


def test_a_second_process_on_the_folder_is_told_who_is_there(served: Served) -> None:
    second = subprocess.run(
        [*QD, "serve", "--config", "qd.toml", "--data", "data", "--port", "0"],
        cwd=served.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert second.returncode == 2
    assert f"in use by another qd (process {served.process.pid})" in second.stderr
    assert "Traceback" not in second.stderr


def test_notices_lead_to_where_it_answers(served: Served) -> None:
    served.ingest("please quote 20 BR-10")
    log = served.folder / "log"
    wait_until(lambda: "draft.ready" in log.read_text())
    assert served.address in log.read_text()


def test_ctrl_c_stops_it_too_and_the_folder_is_free(tmp_path: Path) -> None:
    company(tmp_path)
    first = serve(tmp_path)
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(timeout=40) == 0
    assert stop(serve(tmp_path)) == 0


def test_others_reach_it_only_when_people_have_passwords(tmp_path: Path) -> None:
    company(tmp_path)
    refused = subprocess.run(
        [*QD, "serve", "--config", "qd.toml", "--data", "data", "--host", "0.0.0.0", "--port", "0"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert refused.returncode == 2
    assert "qd user add" in refused.stderr


def test_a_taken_port_is_said_in_a_sentence(served: Served, tmp_path: Path) -> None:
    other = tmp_path / "other"
    company(other)
    port = served.address.rpartition(":")[2]
    refused = subprocess.run(
        [*QD, "serve", "--config", "qd.toml", "--data", "data", "--port", port],
        cwd=other,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert refused.returncode == 2
    assert "--port picks another" in refused.stderr
