"""Every question of the invented trades is a test of its own."""

from __future__ import annotations

import pytest

from tests.unit.matching.trades_of import trade, trades


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``question`` runs over all questions, ``trade_name`` over all catalogs."""
    if "question" in metafunc.fixturenames:
        every = [question for name in trades() for question in trade(name)[1]]
        metafunc.parametrize("question", every, ids=lambda question: f"{question.trade}: {question.text}")
    if "trade_name" in metafunc.fixturenames:
        metafunc.parametrize("trade_name", trades())
