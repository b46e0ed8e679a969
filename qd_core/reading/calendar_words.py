"""Months, weekdays and small numbers in the languages that mail comes in: data for ``dates``."""

from __future__ import annotations

from functools import cache

from qd_core.model.folding import strip_accents

__all__ = [
    "MONTH",
    "NUMBER",
    "WEEKDAY",
    "WEEKDAY_SHORT",
    "alternation",
    "month_of",
    "number_of",
    "weekday_of",
]

_MONTHS = (
    "january jan januar jänner janvier janv enero ene gennaio januari",
    "february feb februar feber février fevrier févr fevr febrero febbraio februari",
    "march mar märz maerz mrz mars marzo maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mei",
    "june jun juni juin junio giugno",
    "july jul juli juillet juil julio luglio",
    "august aug août aout agosto augustus",
    "september sept sep septembre septiembre settembre",
    "october oct oktober okt octobre octubre ottobre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre",
)
_WEEKDAYS = (
    "monday montag lundi lunes maandag lunedì lunedi",
    "tuesday dienstag mardi martes dinsdag martedì martedi",
    "wednesday mittwoch mercredi miércoles miercoles woensdag mercoledì mercoledi",
    "thursday donnerstag jeudi jueves donderdag giovedì giovedi",
    "friday freitag vendredi viernes vrijdag venerdì venerdi",
    "saturday samstag sonnabend samedi sábado sabado zaterdag sabato",
    "sunday sonntag dimanche domingo zondag domenica",
)
_SHORT = (
    "mon mo lun ma",
    "tue tues di mar",
    "wed weds mi mer mié",
    "thu thur thurs do jeu jue",
    "fri fr ven vie vr",
    "sat sa sam sáb",
    "sun so dim dom",
)
_NUMBERS = (
    "a an one ein eine einer einem einen un une una uno een",
    "two zwei deux dos twee due couple",
    "three drei trois tres drie tre",
    "four vier quatre cuatro quattro",
    "five fünf cinq cinco vijf cinque",
    "six sechs seis zes sei",
    "seven sieben sept siete zeven sette",
    "eight acht huit ocho otto",
    "nine neun neuf nueve negen nove",
    "ten zehn dix diez tien dieci",
    "eleven elf onze once undici",
    "twelve zwölf douze doce twaalf dodici",
)
_MORE_NUMBERS = {"fourteen": 14, "vierzehn": 14, "quinze": 15, "quince": 15, "fifteen": 15, "twenty": 20, "thirty": 30,
                 "veertien": 14, "quatorze": 14, "catorce": 14}  # fmt: skip


def alternation(words: list[str]) -> str:
    """A regular expression that matches any of ``words``, the longest first."""
    return "|".join(sorted({word.replace(".", r"\.") for word in words}, key=lambda word: (-len(word), word)))


def _flat(rows: tuple[str, ...]) -> list[str]:
    return [word for row in rows for word in row.split()]


MONTH = alternation(_flat(_MONTHS))
WEEKDAY = alternation(_flat(_WEEKDAYS))
WEEKDAY_SHORT = alternation(_flat(_SHORT))
NUMBER = alternation([*_flat(_NUMBERS), *_MORE_NUMBERS])


def _key(word: str) -> str:
    return strip_accents(word.casefold()).rstrip(".")


@cache
def _months() -> dict[str, int]:
    return {_key(word): number for number, row in enumerate(_MONTHS, start=1) for word in row.split()}


@cache
def _days() -> dict[str, int]:
    return {_key(word): number for number, row in enumerate(_WEEKDAYS) for word in row.split()} | {
        _key(word): number for number, row in enumerate(_SHORT) for word in row.split()
    }


@cache
def _small() -> dict[str, int]:
    words = {_key(word): number for number, row in enumerate(_NUMBERS, start=1) for word in row.split()}
    return words | _MORE_NUMBERS


def month_of(word: str) -> int:
    """1..12. Raises KeyError when ``word`` is no month."""
    return _months()[_key(word)]


def weekday_of(word: str) -> int:
    """0 is Monday. Raises KeyError when ``word`` is no weekday."""
    return _days()[_key(word)]


def number_of(word: str) -> int:
    """The small number written as digits or as a word. Raises KeyError when it is none."""
    return int(word) if word.isdigit() else _small()[_key(word)]
