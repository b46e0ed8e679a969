"""Somebody who may use the desk, and where such people are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from qd_core.pipeline.review import Actor, Role

__all__ = ["DeskPeople", "Person"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in. ``stamp`` changes with what they sign in by: sessions of before are over."""

    email: str
    name: str
    roles: frozenset[Role]
    stamp: str

    @property
    def actor(self) -> Actor:
        """The person as the pipeline knows them."""
        return Actor(self.email, self.roles)


class DeskPeople(Protocol):
    """Who may use the desk."""

    @property
    def by_link(self) -> bool:
        """Whether people sign in by a link that is mailed to them, and have no passwords."""
        ...

    def all(self) -> list[Person]:
        """Everybody, by address."""
        ...

    def get(self, email: str) -> Person | None:
        """The person of this address."""
        ...

    def exist(self) -> bool:
        """Whether there is anybody: then nobody works without signing in."""
        ...

    def check(self, email: str, password: str) -> Person | None:
        """The person, if the password is theirs."""
        ...
