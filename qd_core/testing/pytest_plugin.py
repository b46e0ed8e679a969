"""The fixtures that the contracts build on; pytest finds them where qd-core is installed.

Override one (in a class, a module, a conftest) and everything below it follows: a ``qd_documents`` with your own
section gives a ``qd_context`` whose ``documents()`` has it. Nothing is imported before a test asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from qd_core.model.rules import CompanyDocuments
    from qd_core.plugin.context import ProviderContext
    from qd_core.plugin.protocols import Company
    from qd_core.testing.clock import ManualClock

__all__ = ["qd_clock", "qd_company", "qd_context", "qd_documents"]


@pytest.fixture
def qd_company() -> Company:
    """A small company as it stands on a quote."""
    from qd_core.testing.small_company import company

    return company()


@pytest.fixture
def qd_documents() -> CompanyDocuments:
    """The small company's catalog, rules and voice."""
    from qd_core.testing.small_company import company_documents

    return company_documents()


@pytest.fixture
def qd_clock() -> ManualClock:
    """A clock that stands still until told; ``qd_context`` reads it."""
    from qd_core.testing.clock import ManualClock

    return ManualClock()


@pytest.fixture
def qd_context(qd_company: Company, qd_documents: CompanyDocuments, qd_clock: ManualClock) -> ProviderContext:
    """What a provider is built with: all in memory. One stored object: ``stored_object("quote.pdf")``."""
    from qd_core.testing.context import provider_context

    return provider_context(
        of=qd_company,
        documents=qd_documents,
        clock=qd_clock,
        objects={"quote.pdf": b"%PDF-1.7\n%%EOF\n"},
    )
