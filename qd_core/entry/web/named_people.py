"""The people of the deployment's ``[people]``: they sign in by a link that is mailed to them, and have no passwords."""

from __future__ import annotations

import hashlib

from qd_core.config import PeopleSettings
from qd_core.entry.web.person import Person
from qd_core.pipeline.review import Role

__all__ = ["NamedPeople"]


class NamedPeople:
    """`DeskPeople` from configuration. Whoever is taken out of it is signed out."""

    by_link = True

    def __init__(self, named: PeopleSettings) -> None:
        roles: dict[str, set[Role]] = {}
        for role, addresses in (
            (Role.REP, (*named.reps, named.on_call_rep)),
            (Role.MANAGER, named.managers),
            (Role.LEAD, (named.sales_lead,)),
        ):
            for address in addresses:
                if address.strip():
                    roles.setdefault(address.strip().lower(), set()).add(role)
        self._people = {email: _person(email, frozenset(held)) for email, held in sorted(roles.items())}

    def all(self) -> list[Person]:
        """Everybody, by address."""
        return list(self._people.values())

    def get(self, email: str) -> Person | None:
        """The person of this address."""
        return self._people.get(email.strip().lower())

    def exist(self) -> bool:
        """True: even where nobody is named, nobody works without signing in."""
        return True

    def check(self, email: str, password: str) -> Person | None:
        """Nobody: there are no passwords."""
        return None


def _person(email: str, roles: frozenset[Role]) -> Person:
    held = ",".join(sorted(roles))
    return Person(email, email, roles, hashlib.sha256(f"{email} {held}".encode()).hexdigest()[:16])
