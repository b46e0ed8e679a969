"""The demo company's requests come out as its rules say (truth files: worked out by hand)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from qd_core.entry.cli.draft_json import draft_to_json
from qd_core.entry.cli.session import Session, draft_file, open_session

DEMO = Path(__file__).resolve().parents[2] / "examples" / "fennick-rowe"
TRUTHS = sorted((DEMO / "truth").glob("*.json"))


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session(DEMO / "documents", None)


@pytest.mark.parametrize("file", TRUTHS, ids=lambda file: file.stem)
def test_a_request_of_the_demo_company_is_drafted_right(file: Path, session: Session) -> None:
    truth = json.loads(file.read_text(encoding="utf-8"))
    expected = truth["expect"]
    message = DEMO.parent / truth["message"]
    when = datetime.fromisoformat(truth["received_at"])
    found = draft_to_json(draft_file(session.app, message, received_at=when))
    assert found["move"] in expected.get("move_ok", [expected["move"]])
    if expected["move"] == "reject":
        return
    assert priced(found["lines"]) == Counter(
        (line["sku"], line["quantity"], line["unit_price"], line["line_total"]) for line in expected["lines"]
    )
    assert found["total"] == expected["total"]
    assert found["constraints"].get("deadline") == expected["deadline"]
    assert found["buyer"]["tier"] == expected["tier"]
    assert region(found) == (
        expected["destination_region"] if expected["lines"][0]["unit_price"] else region(found)
    )
    assert found["manager_approval"] == expected["manager_approval"]
    flags = {
        flag["code"] if isinstance(flag, dict) else flag for line in found["lines"] for flag in line["flags"]
    }
    assert set(expected["flags"]) <= flags


def priced(lines: list[dict]) -> Counter[tuple]:
    """The clear lines: SKU, quantity and money."""
    clear = [
        line
        for line in lines
        if line["sku"] and line["quantity"] and line["match"] not in {"ambiguous", "none"}
    ]
    return Counter(
        (line["sku"], plain(line["quantity"]), line["unit_price"], line["line_total"])
        for line in clear
        if not any(
            flag == "discontinued" or flag.get("code") == "discontinued" for flag in map(_code, line["flags"])
        )
    )


def _code(flag: object) -> dict:
    return flag if isinstance(flag, dict) else {"code": flag}


def plain(text: str) -> str:
    return format(Decimal(text).normalize(), "f")


def region(draft: dict) -> str | None:
    """The region row that the lines cite."""
    for line in draft["lines"]:
        for step in line["steps"]:
            if step["stage"] == "regional":
                return step["citation"]["text"].strip("| ").split("|")[0].strip()
    return None


def test_every_request_has_its_answer_and_the_other_way_round() -> None:
    answered = {json.loads(file.read_text(encoding="utf-8"))["message"] for file in TRUTHS}
    assert answered == {f"fennick-rowe/rfqs/{path.name}" for path in (DEMO / "rfqs").iterdir()}
