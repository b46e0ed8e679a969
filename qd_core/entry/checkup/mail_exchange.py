"""Which hosts take the mail of a domain, asked of the name servers by the tool that the system has."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

from qd_core.errors import QdError, TransientError

__all__ = ["exchangers", "mail_hosts"]

_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)
_SECONDS = 8
_EXCHANGER = re.compile(r"(?:^|mail exchanger = )(\d+) ([a-z0-9.-]+?)\.?$", re.IGNORECASE | re.MULTILINE)
"""`10 host.` of dig, `… mail exchanger = 10 host.` of nslookup."""


def mail_hosts(domain: str) -> Sequence[str]:
    """The hosts of the domain's MX records, lower case, the preferred one first.

    Raises TransientError where no name server answers in time, QdError where this machine cannot ask.
    """
    if not _DOMAIN.fullmatch(domain):
        raise QdError(f"{domain!r} is no domain")
    if dig := shutil.which("dig"):
        command = [dig, "+short", "+time=3", "+tries=2", "MX", domain]
    elif nslookup := shutil.which("nslookup"):
        command = [nslookup, "-type=mx", "-timeout=3", domain]
    else:
        raise QdError(
            f"this machine has neither dig nor nslookup: look up the MX record of {domain} elsewhere"
        )
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TransientError(f"no name server told the MX record of {domain} in {_SECONDS} s") from None
    if "timed out" in done.stdout or "no servers could be reached" in done.stdout:
        raise TransientError(f"no name server answered for {domain}")
    return exchangers(done.stdout)


def exchangers(said: str) -> list[str]:
    """The hosts in what dig or nslookup says, the preferred one first."""
    found = [(int(match[1]), match[2].lower()) for match in _EXCHANGER.finditer(said)]
    return [host for _, host in sorted(found)]
