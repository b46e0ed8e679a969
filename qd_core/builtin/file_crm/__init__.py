"""The `file` plugin: a CRM of one machine, as workbooks and CSV files in a folder that people open with Excel."""

from __future__ import annotations

from collections.abc import Iterable

from qd_core.builtin.file_crm.adapter import FileCrm, FileCrmSettings
from qd_core.plugin import CrmAdapter, Plugin, Provider, hookimpl

plugin = Plugin(api=1, settings=FileCrmSettings)


@hookimpl
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Contacts and deals in files."""
    yield plugin.provider("file", FileCrm, summary="keeps contacts and deals in XLSX and CSV files")
