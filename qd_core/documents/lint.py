"""Looks over documents that parse: what is legal and probably not meant."""

from __future__ import annotations

from qd_core.documents.catalog_lint import lint_catalog
from qd_core.documents.finding import LintFinding, Severity
from qd_core.documents.rules_lint import lint_rules
from qd_core.model.rules import CompanyDocuments

__all__ = ["LintFinding", "Severity", "lint"]


def lint(documents: CompanyDocuments) -> tuple[LintFinding, ...]:
    """Every finding, by document and line; each says what to do. Time is linear in the size of the documents."""
    found = [*lint_catalog(documents.catalog), *lint_rules(documents.rules, documents.catalog)]
    return tuple(sorted(found, key=lambda each: (each.document, each.sheet, each.line)))
