"""Google's token endpoint and the Sheets API over one account and its spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs

from qd_core.testing import LoopbackRequest, Reply
from qd_crm_sheet.fake.account import Account, TokenError
from qd_crm_sheet.fake.description import Request, understood
from qd_crm_sheet.fake.errors import GoogleError
from qd_crm_sheet.fake.grid import Grid, Range, name_of

__all__ = ["FakeGoogle"]

_SCOPE = "https://www.googleapis.com/auth/spreadsheets"
_LARGEST = 2_000_000  # L: about two megabytes advised


class FakeGoogle:
    """``grids`` are the tabs of the one spreadsheet. ``before`` is called with a method's name before it is carried
    out: where people get in between."""

    spreadsheet = "1FakeSpreadsheet_id-0000"

    def __init__(self, *grids: Grid, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.grids = list(grids)
        self.calls: list[tuple[str, str]] = []
        self.shared = True
        self.before: Callable[[str], object] = str
        self.account = Account(clock)

    def grid(self, title: str) -> Grid:
        """The tab. Raises GoogleError as the API does."""
        for grid in self.grids:
            if grid.title == title:
                return grid
        raise GoogleError(400, f"Unable to parse range: '{title}'!A1")

    def handle(self, request: LoopbackRequest) -> Reply:
        """One request; the server takes them one by one."""
        self.calls.append((request.method, request.path))
        try:
            return Reply(data=self._carry_out(request))
        except GoogleError as error:
            return Reply(error.code, error.body())
        except TokenError as error:
            return Reply(400, {"error": error.args[0], "error_description": "Refused."})

    def _carry_out(self, call: LoopbackRequest) -> object:
        if call.path == "/token":
            return self.account.token(call.method, call.headers, call.body)
        self.account.authorise(call.headers)
        if len(call.body) > _LARGEST:
            raise GoogleError(400, "Request payload size exceeds the limit.")
        if call.body and call.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise GoogleError(400, "Invalid content type.")
        try:
            sent = call.data if call.body else None
        except ValueError:
            raise GoogleError(400, "Invalid JSON payload received.") from None
        query = parse_qs(call.query_string, keep_blank_values=True)
        request = understood(call.method, call.path, query, sent)
        if request.one("spreadsheetId") != self.spreadsheet:
            raise GoogleError(404, "Requested entity was not found.")
        if not self.shared:
            raise GoogleError(403, "The caller does not have permission")
        self.before(request.method)
        return _METHODS[request.method](self, request)

    def _read(self, request: Request) -> object:
        if request.one("valueRenderOption") != "UNFORMATTED_VALUE":
            raise GoogleError(400, "Q: formatted values depend on what people do to the columns")
        found = []
        for text in request.parameters.get("ranges", ()):
            at = Range(text)
            values = self.grid(at.title).read(at)
            found.append({"range": text, "majorDimension": "ROWS", **({"values": values} if values else {})})
        return {"spreadsheetId": self.spreadsheet, "valueRanges": found}

    def _append(self, request: Request) -> object:
        at, rows = Range(request.one("range")), request.body["values"]
        grid = self.grid(at.title)
        option, insert = request.one("valueInputOption"), request.one("insertDataOption") == "INSERT_ROWS"
        _check_option(option)
        top, left = grid.append(at, rows, raw=option == "RAW", insert=insert)
        right = name_of(left + max(map(len, rows)) - 1)
        where = f"'{grid.title}'!{name_of(left)}{top + 1}:{right}{top + len(rows)}"
        return {
            "spreadsheetId": self.spreadsheet,
            "updates": {"updatedRange": where, "updatedRows": len(rows)},
        }

    def _update(self, request: Request) -> object:
        _check_option(request.body.get("valueInputOption", ""))
        raw, shown = (
            request.body["valueInputOption"] == "RAW",
            request.body.get("includeValuesInResponse", False),
        )
        ranges = [(Range(each["range"]), each["values"]) for each in request.body["data"]]
        for at, _ in ranges:
            self.grid(at.title)  # L: a request is carried out whole or not at all
        responses = []
        for at, rows in ranges:
            grid = self.grid(at.title)
            response: dict[str, object] = {
                "updatedRange": at.text,
                "updatedCells": grid.write(at, rows, raw=raw),
            }
            if shown:  # D: all values in the range, also those that were skipped
                response["updatedData"] = {
                    "range": at.text,
                    "majorDimension": "ROWS",
                    "values": grid.read(at),
                }
            responses.append(response)
        return {"spreadsheetId": self.spreadsheet, "responses": responses}

    def _about(self, request: Request) -> object:
        if request.one("fields") != "properties.title,sheets.properties.title":
            raise GoogleError(400, "Q: the whole spreadsheet was asked for")
        sheets = [{"properties": {"title": grid.title}} for grid in self.grids]
        return {"properties": {"title": "Quotes"}, "sheets": sheets}

    def _change(self, request: Request) -> object:
        for change in request.body["requests"]:
            if set(change) != {"addSheet"}:
                raise GoogleError(400, f"Q: {', '.join(change)} is more than this plugin needs")
            properties = change["addSheet"]["properties"]
            title = properties["title"]
            if any(grid.title.casefold() == title.casefold() for grid in self.grids):
                raise GoogleError(400, f'A sheet with the name "{title}" already exists.')
            self.grids.append(
                Grid(title, frozen=properties.get("gridProperties", {}).get("frozenRowCount", 0))
            )
        return {"spreadsheetId": self.spreadsheet, "replies": [{} for _ in request.body["requests"]]}


_METHODS: Mapping[str, Callable[[FakeGoogle, Request], object]] = {
    "spreadsheets.get": FakeGoogle._about,
    "spreadsheets.batchUpdate": FakeGoogle._change,
    "spreadsheets.values.batchGet": FakeGoogle._read,
    "spreadsheets.values.append": FakeGoogle._append,
    "spreadsheets.values.batchUpdate": FakeGoogle._update,
}


def _check_option(option: str) -> None:
    if option not in {"RAW", "USER_ENTERED"}:
        raise GoogleError(400, "'valueInputOption' is required but not specified")
