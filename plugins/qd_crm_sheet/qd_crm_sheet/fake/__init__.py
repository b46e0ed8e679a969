"""A strict Google in memory, for tests: it refuses what Google's own description does not name.

Sources, by letter, of every rule in this package:
D  the discovery document ``sheets.v4`` that comes with google-api-python-client, and the descriptions in it
A  https://developers.google.com/workspace/sheets/api/guides/values#appending_values
L  https://developers.google.com/workspace/sheets/api/limits
J  https://developers.google.com/identity/protocols/oauth2/service-account#httprest
E  https://google.aip.dev/193 (the shape of errors), and the messages that people report
Q  our own strictness, where Google is silent
"""

from qd_crm_sheet.fake.google import FakeGoogle
from qd_crm_sheet.fake.grid import Grid

__all__ = ["FakeGoogle", "Grid"]
