"""What the spreadsheet needs, and how it gets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qd_core.errors import ConfigError, QdError, TransientError
from qd_core.plugin import Check
from qd_crm_sheet.google import SheetsApi
from qd_crm_sheet.spreadsheet import Spreadsheet, letter, text_of
from qd_crm_sheet.tabs import Tab

__all__ = ["check_account", "set_up"]

_FIX = "run `qd crm setup`, or add it by hand: names in the first row, as in the README"


def check_account(api: SheetsApi, sheet: Spreadsheet, tabs: Mapping[str, Tab]) -> Sequence[Check]:
    """One check for the access and, where there is access, one for each tab. Changes nothing."""
    try:
        title, titles = api.titles()
    except ConfigError as error:
        return [Check("service account", ok=False, detail=str(error), fix="store the account's key file")]
    except QdError as error:
        later = isinstance(error, TransientError)
        fix = "try again later" if later else f"share the spreadsheet with {api.tokens.address} as an editor"
        return [Check("spreadsheet", ok=False, detail=str(error), fix=fix)]
    return [
        Check("spreadsheet", ok=True, detail=title),
        *(_check_tab(sheet, tab, titles) for tab in tabs.values()),
    ]


def _check_tab(sheet: Spreadsheet, tab: Tab, titles: Sequence[str]) -> Check:
    name = f"tab {tab.title}"
    if tab.title not in titles:
        return Check(
            name, ok=False, detail=f"it is not there; the tabs are {', '.join(titles) or 'none'}", fix=_FIX
        )
    try:
        sheet.look(tab)
    except QdError as error:
        return Check(name, ok=False, detail=str(error), fix=_FIX)
    return Check(name, ok=True, detail=", ".join(tab.columns))


def set_up(api: SheetsApi, tabs: Mapping[str, Tab]) -> None:
    """Adds missing tabs, and missing columns to the right of those that are there; changes nothing else."""
    _, titles = api.titles()
    for tab in tabs.values():
        if tab.title not in titles:
            api.add_tab(tab.title)
        (first,) = api.get([f"{tab.quoted}!1:1"])
        header = [text_of(cell) for cell in first[0]] if first else []
        there = {name.casefold() for name in header}
        missing = [name for name in tab.columns if name not in there]
        if missing:
            start, end = letter(len(header)), letter(len(header) + len(missing) - 1)
            api.update({f"{tab.quoted}!{start}1:{end}1": list(missing)})
