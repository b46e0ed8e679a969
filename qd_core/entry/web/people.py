"""Who may use the desk: kept in the local database, passwords as argon2 hashes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from qd_core.backends.local.database import Database
from qd_core.entry.web.person import Person
from qd_core.errors import ConflictError, RejectedError
from qd_core.pipeline.review import Role

__all__ = ["SHORTEST_PASSWORD", "People"]

SHORTEST_PASSWORD = 10
_LONGEST = 320
_HASHING = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's argon2id, 19 MiB
_ONE_AT_A_TIME = threading.Semaphore(2)  # so that a crowd at the door does not take the memory of the house


class People:
    """`DeskPeople` of the local database's table ``person``."""

    by_link = False

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, email: str, name: str, roles: Iterable[Role], password: str) -> Person:
        """Raises ConflictError when the address is taken, RejectedError when it or the password will not do."""
        address, wanted = _address(email), frozenset(roles)
        if not wanted:
            raise RejectedError("a person needs a role: " + ", ".join(Role))
        hashed = _hashed(password)
        with self._database.write() as db:
            if db.execute("SELECT 1 FROM person WHERE email = ?", (address,)).fetchone():
                raise ConflictError(
                    f"there is a person {address} already: `qd user passwd` sets a new password"
                )
            row = (address, " ".join(name.split())[:120] or address, ",".join(sorted(wanted)), hashed)
            db.execute("INSERT INTO person VALUES (?, ?, ?, ?)", row)
        return Person(address, row[1], wanted, _stamp(hashed))

    def set_password(self, email: str, password: str) -> None:
        """Raises RejectedError when there is no such person or the password will not do."""
        hashed = _hashed(password)
        with self._database.write() as db:
            query = "UPDATE person SET password = ? WHERE email = ?"
            if not db.execute(query, (hashed, email.strip().lower())).rowcount:
                raise RejectedError(f"there is no person {email}: `qd user list` shows who there is")

    def set_roles(self, email: str, roles: Iterable[Role]) -> None:
        """Takes effect with the person's next click. Raises RejectedError when there is no such person."""
        wanted = ",".join(sorted(frozenset(roles)))
        with self._database.write() as db:
            query = "UPDATE person SET roles = ? WHERE email = ?"
            if not wanted or not db.execute(query, (wanted, email.strip().lower())).rowcount:
                raise RejectedError(f"there is no person {email}, or no role was given")

    def remove(self, email: str) -> None:
        """What the person did stays on the trail. Raises RejectedError when there is no such person."""
        with self._database.write() as db:
            if not db.execute("DELETE FROM person WHERE email = ?", (email.strip().lower(),)).rowcount:
                raise RejectedError(f"there is no person {email}: `qd user list` shows who there is")

    def all(self) -> list[Person]:
        """Everybody, by address."""
        rows = self._database.read().execute("SELECT email, name, roles, password FROM person ORDER BY email")
        return [_person(*row) for row in rows]

    def get(self, email: str) -> Person | None:
        """The person of this address."""
        row = self._row(email)
        return _person(*row) if row else None

    def exist(self) -> bool:
        """Whether there is anybody: then nobody works without a password."""
        return self._database.read().execute("SELECT 1 FROM person LIMIT 1").fetchone() is not None

    def check(self, email: str, password: str) -> Person | None:
        """The person, if the password is theirs. Takes as long for an unknown address as for a known one."""
        row = self._row(email)
        with _ONE_AT_A_TIME:
            try:
                _HASHING.verify(row[3] if row else self._nobody, password[:1024])
            except (VerificationError, InvalidHashError):
                return None
        return _person(*row) if row else None

    def _row(self, email: str) -> tuple[str, str, str, str] | None:
        query = "SELECT email, name, roles, password FROM person WHERE email = ?"
        found: tuple[str, str, str, str] | None = (
            self._database.read().execute(query, (email.strip().lower()[:_LONGEST],)).fetchone()
        )
        return found

    @cached_property
    def _nobody(self) -> str:
        return _HASHING.hash("the password of nobody at all")


def _person(email: str, name: str, roles: str, password: str) -> Person:
    return Person(email, name, frozenset(Role(role) for role in roles.split(",") if role), _stamp(password))


def _address(email: str) -> str:
    address = email.strip().lower()
    local, at, domain = address.partition("@")
    if (
        not (local and at and domain)
        or len(address) > _LONGEST
        or any(c.isspace() or c in '"<>,;' for c in address)
    ):
        raise RejectedError(f"{email!r} is not an e-mail address")
    return address


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise RejectedError(f"a password has at least {SHORTEST_PASSWORD} characters")
    with _ONE_AT_A_TIME:
        return _HASHING.hash(password[:1024])


def _stamp(hashed: str) -> str:
    return hashlib.sha256(hashed.encode()).hexdigest()[:16]
