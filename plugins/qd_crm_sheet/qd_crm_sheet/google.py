"""The Sheets API v4: Google's client says how a request looks, `Rest` sends it.

Google's own transport (httplib2) sends a POST again when the connection breaks before the answer: a row would be
there twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from qd_core.errors import QdError, RejectedError, TransientError, UncertainError
from qd_core.plugin import Answer, ProviderContext, Rest, retry_after, words
from qd_crm_sheet.account import AccountTokens
from qd_crm_sheet.settings import SheetSettings

__all__ = ["Cell", "SheetsApi"]

Cell = str | float | int | bool | None
"""As the API reads and writes it; None leaves a cell as it is."""
M = TypeVar("M", bound=BaseModel)
_NO_TAB = re.compile(r"Unable to parse range: '?((?:[^'!]|'')+)'?!")
_ROOT = "https://sheets.googleapis.com"
"""What Google's client puts in front of every path; `Rest` knows better where they go."""
_A_MINUTE = 60.0
"""The quotas are per minute, and no answer says how much of it is left."""


class SheetsApi:
    """The calls of one spreadsheet that the plugin makes."""

    def __init__(self, settings: SheetSettings, context: ProviderContext) -> None:
        self._id = settings.spreadsheet
        self.tokens = AccountTokens(context, settings.account)
        self._context = context
        self._rest = Rest(context, "Google Sheets", settings.endpoint, auth=self.tokens, judge=self._judge)

    def get(self, ranges: Sequence[str]) -> list[list[list[Cell]]]:
        """The cells of each range, by row; empty rows and cells at the end are not there."""
        request = self._values.batchGet(
            spreadsheetId=self._id, ranges=list(ranges), valueRenderOption="UNFORMATTED_VALUE"
        )
        answer = self._run(request, _Ranges, writes=False)
        found = [each.values for each in answer.valueRanges]
        if len(found) != len(ranges):
            raise TransientError(
                f"Google Sheets gave {len(found)} of the {len(ranges)} ranges that were asked for"
            )
        return found

    def append(self, table: str, rows: Sequence[Sequence[Cell]]) -> str:
        """Adds the rows below ``table``; the range that they are in now."""
        request = self._values.append(
            spreadsheetId=self._id, range=table, valueInputOption="RAW", insertDataOption="INSERT_ROWS",
            body={"values": [list(row) for row in rows]},
        )  # fmt: skip
        return self._run(request, _Appended, writes=True).updates.updatedRange

    def update(self, cells: Mapping[str, Sequence[Cell]]) -> list[list[list[Cell]]]:
        """Writes a row of cells into each range, all or none, and gives the ranges as they are now."""
        body = {
            "valueInputOption": "RAW",
            "data": [{"range": at, "values": [list(row)]} for at, row in cells.items()],
            "includeValuesInResponse": True,
            "responseValueRenderOption": "UNFORMATTED_VALUE",
        }
        request = self._values.batchUpdate(spreadsheetId=self._id, body=body)
        return [each.updatedData.values for each in self._run(request, _Updated, writes=True).responses]

    def titles(self) -> tuple[str, list[str]]:
        """The spreadsheet's own title and those of its tabs."""
        request = self._spreadsheets.get(
            spreadsheetId=self._id, fields="properties.title,sheets.properties.title"
        )
        found = self._run(request, _Spreadsheet, writes=False)
        return found.properties.title, [sheet.properties.title for sheet in found.sheets]

    def add_tab(self, title: str) -> None:
        """Adds a tab whose first row stays in place when people sort."""
        added = {"properties": {"title": title, "gridProperties": {"frozenRowCount": 1}}}
        request = self._spreadsheets.batchUpdate(
            spreadsheetId=self._id, body={"requests": [{"addSheet": added}]}
        )
        self._run(request, _Nothing, writes=True)

    @property
    def _spreadsheets(self) -> Any:
        return _service().spreadsheets()

    @property
    def _values(self) -> Any:
        return self._spreadsheets.values()

    def _run(self, request: Any, model: type[M], *, writes: bool) -> M:
        try:
            answer = request.execute(http=_Wire(self._rest, writes=writes), num_retries=0)
            return model.model_validate(answer)
        except ValueError as error:  # no JSON, or JSON of another shape
            kind = UncertainError if writes else TransientError
            raise kind(f"Google Sheets answers what was not expected: {type(error).__name__}") from None

    def _judge(self, answer: Answer) -> QdError | None:
        """Google's words, and what to do about them."""
        said, address = _message(answer), self.tokens.address
        if answer.status == 429:
            wait = retry_after(answer, self._context.clock())
            return TransientError(
                f"Google Sheets is asked too often: {said}", retry_after=_A_MINUTE if wait is None else wait
            )
        if answer.status == 403:
            return RejectedError(
                f"Google Sheets refuses: {said}. Share the spreadsheet with {address} as an editor, and switch the "
                "Google Sheets API on in the account's project"
            )
        if answer.status == 404:
            return RejectedError(
                f"there is no spreadsheet {self._id}: check [settings.sheet] spreadsheet, and that it is shared with "
                f"{address}"
            )
        if answer.status == 400 and (tab := _NO_TAB.search(said)):
            return RejectedError(
                f"the spreadsheet has no tab {tab.group(1)!r}: give the tab that name again, or its new name to "
                "[settings.sheet]"
            )
        return RejectedError(f"Google Sheets refuses the request: {said}") if answer.status == 400 else None


@cache
def _service() -> Any:
    """Google's client, built once a process from the description that comes with it: nothing is fetched."""
    from googleapiclient.discovery import build

    return build(
        "sheets", "v4", http=_Nobody(), static_discovery=True, cache_discovery=False,
        client_options={"api_endpoint": _ROOT + "/"},
    )  # fmt: skip


class _Nobody:
    """No transport: every request is given its own."""

    def request(self, uri: str, *_: object, **__: object) -> object:
        """Raises, always."""
        raise RuntimeError(f"Google's client asks for {uri} by itself")

    def close(self) -> None:
        """Nothing is held."""


class _Response(dict[str, str]):
    """Headers with the status beside them, as httplib2 has it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.headers)
        self.status = answer.status


class _Wire:
    """The transport of Google's client, made of `Rest`: errors are raised, never returned."""

    def __init__(self, rest: Rest, *, writes: bool) -> None:
        self._rest = rest
        self._writes = writes

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> tuple[_Response, bytes]:
        """What Google's client reads of an answer."""
        if not uri.startswith(_ROOT + "/"):
            raise RejectedError(f"Google's client asks {uri.partition('?')[0]}, which is not the Sheets API")
        sent = json.loads(body) if body else None
        answer = self._rest.call(method, uri.removeprefix(_ROOT), json=sent, creates=self._writes)
        return _Response(answer), answer.body

    def close(self) -> None:
        """Nothing is held."""


class _Values(BaseModel):
    values: list[list[Cell]] = Field(default_factory=list)


class _Ranges(BaseModel):
    valueRanges: list[_Values] = Field(default_factory=list)  # noqa: N815 - the wire's name


class _Update(BaseModel):
    updatedRange: str = ""  # noqa: N815
    updatedData: _Values = Field(default_factory=_Values)  # noqa: N815


class _Appended(BaseModel):
    updates: _Update = Field(default_factory=_Update)


class _Updated(BaseModel):
    responses: list[_Update] = Field(default_factory=list)


class _Title(BaseModel):
    title: str = ""


class _Titled(BaseModel):
    properties: _Title = Field(default_factory=_Title)


class _Spreadsheet(_Titled):
    sheets: list[_Titled] = Field(default_factory=list)


class _Nothing(BaseModel):
    """What is not looked at."""


def _message(answer: Answer) -> str:
    data = answer.data
    error = data.get("error") if isinstance(data, dict) else None
    message = error.get("message") if isinstance(error, dict) else None
    return message if isinstance(message, str) and message else words(answer)
