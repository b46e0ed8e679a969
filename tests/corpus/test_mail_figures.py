"""The bars of mail reading, on public mail; skipped where the data is absent."""

from pathlib import Path

import pytest

from tests.corpus import mail_figures


@pytest.fixture(scope="module")
def folder() -> Path:
    found = mail_figures.data()
    if found is None:
        pytest.skip("no public data: put it in ../shared/data or name its parent in QD_SHARED")
    return found


def test_latest_replies_are_exact(folder: Path) -> None:
    assert mail_figures.replies(folder).share >= 0.75


def test_signatures_are_cut_and_bodies_are_not(folder: Path) -> None:
    figures = mail_figures.signatures(folder)
    assert figures.share >= 0.78
    assert figures.lost <= 0.05 * figures.total


def test_no_mail_raises(folder: Path) -> None:
    assert mail_figures.unbroken(folder).misses == []


def test_parts_are_decoded_as_expected(folder: Path) -> None:
    assert mail_figures.bodies(folder).share >= 0.9
