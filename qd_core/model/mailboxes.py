"""Domains of mailboxes that anybody can have: they say nothing about whose customer somebody is."""

from __future__ import annotations

from typing import Final

from qd_core.model.customer import Customer, customer_keys

__all__ = ["PUBLIC_MAILBOXES", "company_domains"]

PUBLIC_MAILBOXES: Final = frozenset(
    """163.com aol.com att.net comcast.net fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com
    gmx.de gmx.net googlemail.com hotmail.co.uk hotmail.com hotmail.es hotmail.fr icloud.com laposte.net
    libero.it live.com mac.com mail.com mail.ru me.com msn.com orange.fr outlook.com proton.me
    protonmail.com qq.com t-online.de verizon.net wanadoo.fr web.de yahoo.co.uk yahoo.com yandex.ru""".split()
)


def company_domains(customer: Customer) -> tuple[str, ...]:
    """The domains under which a source may know the customer's company, the closest first: its own, then each parent.
    None of a public mailbox, and none that is no domain."""
    return tuple(
        key
        for key in customer_keys(customer)
        if "." in key and "@" not in key and not any(c.isspace() for c in key) and key not in PUBLIC_MAILBOXES
    )
