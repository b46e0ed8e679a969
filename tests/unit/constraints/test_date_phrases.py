"""Date phrases in six languages, told on Tuesday, 3 June 2025."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qd_core.reading.dates import find_dates, read_date

TODAY = date(2025, 6, 3)

DAY_FIRST = """
2025-06-13 = 2025-06-13
2025/06/13 = 2025-06-13
2025-06-13T09:30 = 2025-06-13
16.06.2025 = 2025-06-16
16.6.2025 = 2025-06-16
16.06.25 = 2025-06-16
16. 06. 2025 = 2025-06-16
12/06/2025 = 2025-06-12
12-06-2025 = 2025-06-12
06/20/2025 = 2025-06-20
20/06/25 = 2025-06-20
12-Jun-25 = 2025-06-12
12-Jun-2025 = 2025-06-12
12 Jun '25 = 2025-06-12
12 June 2025 = 2025-06-12
12th June 2025 = 2025-06-12
12th of June = 2025-06-12
the 9th of June = 2025-06-09
June 12, 2025 = 2025-06-12
Jun 12 = 2025-06-12
June 12th = 2025-06-12
Sept. 5 = 2025-09-05
5 Sept = 2025-09-05
Thursday, June 12 = 2025-06-12
Thursday 12 June = 2025-06-12
Thu, 12 June 2025 = 2025-06-12
Thursday the 12th = 2025-06-12
Thursday 12th = 2025-06-12
by Fri 13th = 2025-06-13
Tues the 8th = 2025-07-08
Friday 4th = 2025-07-04
by the 15th = 2025-06-15
by the 2nd = 2025-07-02
June 9-13 = 2025-06-13
9-13 June = 2025-06-13
9 to 13 June = 2025-06-13
May 16 = 2026-05-16
3 June = 2025-06-03
10. Juni = 2025-06-10
10. Juni 2025 = 2025-06-10
10.6. = 2025-06-10
10.06. = 2025-06-10
Do., 12.06.2025 = 2025-06-12
Donnerstag, den 12. Juni = 2025-06-12
bis zum 15. brauchen wir = 2025-06-15
am 22. bitte = 2025-06-22
1. Dezember = 2025-12-01
3. März = 2026-03-03
2. bis 6. Juni = 2025-06-06
le 12 juin 2025 = 2025-06-12
jeudi 12 juin = 2025-06-12
1er juillet = 2025-07-01
le 5 août = 2025-08-05
avant le 22 = 2025-06-22
12 juin = 2025-06-12
14 févr. 2026 = 2026-02-14
3 de julio = 2025-07-03
3 de julio de 2025 = 2025-07-03
3 de julio del 2025 = 2025-07-03
jueves 12 de junio = 2025-06-12
antes del 20 de junio = 2025-06-20
12 juni = 2025-06-12
donderdag 12 juni 2025 = 2025-06-12
12 giugno 2025 = 2025-06-12
entro il 20 giugno = 2025-06-20
today = 2025-06-03
tonight = 2025-06-03
tomorrow = 2025-06-04
the day after tomorrow = 2025-06-05
heute = 2025-06-03
bis morgen = 2025-06-04
übermorgen = 2025-06-05
demain = 2025-06-04
après-demain = 2025-06-05
hoy = 2025-06-03
mañana = 2025-06-04
pasado mañana = 2025-06-05
overmorgen = 2025-06-05
domani = 2025-06-04
by Friday = 2025-06-06
it, wanted thurs = 2025-06-05
it needed Fri = 2025-06-06
need it Weds = 2025-06-04
by Tuesday = 2025-06-10
this Friday = 2025-06-06
next Friday = 2025-06-13
coming Friday = 2025-06-06
EOD Friday = 2025-06-06
close of business Thursday = 2025-06-05
by Fri = 2025-06-06
Friday next week = 2025-06-13
next week Friday = 2025-06-13
a week on Friday = 2025-06-13
Friday week = 2025-06-13
bis Freitag = 2025-06-06
kommenden Freitag = 2025-06-06
nächsten Freitag = 2025-06-06
Freitag nächster Woche = 2025-06-13
nächste Woche Mittwoch = 2025-06-11
avant vendredi = 2025-06-06
vendredi prochain = 2025-06-06
vendredi de la semaine prochaine = 2025-06-13
para el viernes = 2025-06-06
el próximo viernes = 2025-06-06
el viernes que viene = 2025-06-06
uiterlijk vrijdag = 2025-06-06
entro venerdì = 2025-06-06
end of the week = 2025-06-06
end of next week = 2025-06-13
Ende der Woche = 2025-06-06
Ende nächster Woche = 2025-06-13
fin de la semaine prochaine = 2025-06-13
early next week = 2025-06-09
in two weeks = 2025-06-17
in a week = 2025-06-10
within 10 days = 2025-06-13
within the next 10 days = 2025-06-13
within 24 hours = 2025-06-04
within 5 business days = 2025-06-10
within 3 working days = 2025-06-06
in 2-3 weeks = 2025-06-24
in a fortnight = 2025-06-17
two weeks from now = 2025-06-17
in zwei Wochen = 2025-06-17
innerhalb von 10 Tagen = 2025-06-13
innerhalb von 5 Werktagen = 2025-06-10
in 14 Tagen = 2025-06-17
sous 10 jours = 2025-06-13
sous quinzaine = 2025-06-18
dans deux semaines = 2025-06-17
d'ici 15 jours = 2025-06-18
dentro de dos semanas = 2025-06-17
en 10 días = 2025-06-13
binnen twee weken = 2025-06-17
entro 10 giorni = 2025-06-13
in one month = 2025-07-03
end of month = 2025-06-30
by month end = 2025-06-30
end of next month = 2025-07-31
Monatsende = 2025-06-30
fin du mois = 2025-06-30
fin de mes = 2025-06-30
end of June = 2025-06-30
Ende Juli = 2025-07-31
Ende Mai = 2026-05-31
fin juin = 2025-06-30
finales de junio = 2025-06-30
eind juni = 2025-06-30
fine giugno = 2025-06-30
mid June = 2025-06-15
mid-July = 2025-07-15
Mitte Juni = 2025-06-15
mi-juin = 2025-06-15
a mediados de junio = 2025-06-15
end of June 2026 = 2026-06-30
end of the year = 2025-12-31
KW 24 = 2025-06-13
KW24 = 2025-06-13
24. KW = 2025-06-13
KW 24/2025 = 2025-06-13
KW 2 = 2026-01-09
calendar week 25 = 2025-06-20
week 25 = 2025-06-20
Anfang KW 25 = 2025-06-16
semaine 25 = 2025-06-20
"""

MONTH_FIRST = """
06/20/2025 = 2025-06-20
12/06/2025 = 2025-12-06
6/5/2025 = 2025-06-05
05/06/2025 = 2025-06-05
20/06/2025 = 2025-06-20
12.06.2025 = 2025-06-12
by 6/20 = 2025-06-20
6/20/25 = 2025-06-20
"""

NO_DATE = """
1/2 inch copper
3/4" ball valve
2.5 mm
M8x40
Guten Morgen
part 6204-12-05-2025
version 1.2.3
10/100 switch
2024 catalog
week-long
we may need 40
by the dozen
120.06.2025
45.13.2025
32/12/2025
"""


def _cases(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" = ")) for line in table.strip().split("\n")]  # type: ignore[misc]


@pytest.mark.parametrize(("phrase", "day"), _cases(DAY_FIRST))
def test_day_first(phrase: str, day: str) -> None:
    found = find_dates(f"please {phrase}", today=TODAY, day_first=True)
    assert [str(one.day) for one in found] == [day]


@pytest.mark.parametrize(("phrase", "day"), _cases(MONTH_FIRST))
def test_month_first(phrase: str, day: str) -> None:
    found = find_dates(phrase, today=TODAY, day_first=False)
    assert [str(one.day) for one in found] == [day]


@pytest.mark.parametrize("text", NO_DATE.strip().split("\n"))
def test_no_sure_date(text: str) -> None:
    assert [one for one in find_dates(text, today=TODAY, day_first=True) if one.sure >= 0.6] == []


def test_span_is_exact() -> None:
    text = "Need it by Thursday, June 12, please."
    (found,) = find_dates(text, today=TODAY, day_first=False)
    assert text[found.start : found.end] == "Thursday, June 12"


def test_weekday_settles_an_ambiguous_order() -> None:
    """12 June 2025 is a Thursday, 6 December 2025 a Saturday."""
    (found,) = find_dates("Thursday 12/06/2025", today=TODAY, day_first=False)
    assert found.day == date(2025, 6, 12)


@given(st.dates(min_value=TODAY, max_value=TODAY + timedelta(days=364)))
def test_every_day_reads_back(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}",
        f"{day:%d/%m/%Y}",
    ):
        found = read_date(text, today=TODAY, day_first=True)
        assert found is not None
        assert found.day == day


@given(st.integers(0, 6), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_a_weekday_is_the_next_one(number: int, today: date) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    (found,) = find_dates(f"by {name}", today=today, day_first=True)
    assert found.day.weekday() == number
    assert timedelta(0) < found.day - today <= timedelta(7)


@given(st.text(max_size=300))
def test_any_text_gives_ordered_spans(text: str) -> None:
    ends = 0
    for found in find_dates(text, today=TODAY, day_first=True):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end
