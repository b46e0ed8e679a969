"""Under which keys a source may know a customer, the closest first."""

from __future__ import annotations

import pytest

from qd_core.model.customer import Customer, customer_keys


@pytest.mark.parametrize(
    ("email", "domain", "keys"),
    [
        ("Dana@Mail.ACME.example", "", ("dana@mail.acme.example", "mail.acme.example", "acme.example")),
        ("dana@acme.example", "acme.example.", ("dana@acme.example", "acme.example")),
        ("", "acme.example", ("acme.example",)),
        ("max@bücher.example", "", ("max@bücher.example", "xn--bcher-kva.example")),
        ("dana@localhost", "", ("dana@localhost", "localhost")),
        ("", "", ()),
        ("@", "", ("@",)),
    ],
)
def test_the_keys_of_a_customer(email: str, domain: str, keys: tuple[str, ...]) -> None:
    assert customer_keys(Customer(email=email, domain=domain)) == keys
