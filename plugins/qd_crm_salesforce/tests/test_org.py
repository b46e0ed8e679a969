"""Signing in, and what must be in the org."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import timedelta

import pytest

from qd_core.errors import ConfigError, ReconnectError, RejectedError
from qd_core.testing import Accident, Loopback, ManualClock, Reply
from qd_crm_salesforce.adapter import SalesforceCrm
from qd_crm_salesforce.contracts import CLIENT, salesforce_context, salesforce_settings
from qd_crm_salesforce.fake import FakeSalesforce
from qd_crm_salesforce.fake_schema import Schema

TOKEN = "/services/oauth2/token"


def failing(crm: SalesforceCrm) -> dict[str, str]:
    return {each.name: each.fix for each in crm.check() if not each.ok}


def test_an_org_that_is_ready(crm: SalesforceCrm) -> None:
    assert failing(crm) == {}
    assert crm.check()[0].detail == "api-usage=18/100000"


def test_setup_creates_what_is_missing_lets_it_be_seen_and_can_be_run_again(
    crm: SalesforceCrm, org: FakeSalesforce
) -> None:
    org.schema = Schema()
    assert len(failing(crm)) == 6
    for _ in range(2):
        assert all(each.ok for each in crm.setup())
    assert org.schema.fields["Opportunity"]["RFQ_Id__c"].key
    seen = {each["Field"] for each in org.all("FieldPermissions") if each["PermissionsEdit"]}
    assert {"Opportunity.RFQ_Total__c", "Contact.QD_Email__c", "Account.Tier__c"} <= seen
    assert len(org.all("PermissionSet")) == len(org.all("PermissionSetAssignment")) == 1


def test_what_is_there_in_part_is_completed(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    org.schema = Schema()
    org.schema.add("Account", "Tier__c")
    org.add("PermissionSet", Name="Quote_Drafter", Label="Quote Drafter")
    assert all(each.ok for each in crm.setup())
    assert len(org.all("PermissionSet")) == 1


def test_a_key_that_is_none_is_told(crm: SalesforceCrm, org: FakeSalesforce) -> None:
    org.schema.add("Opportunity", "RFQ_Id__c", key=False)
    assert "External ID" in failing(crm)["field RFQ_Id__c of Opportunity"]


def test_stage_price_book_and_currency_are_looked_at(
    adapter: Callable[..., SalesforceCrm], org: FakeSalesforce
) -> None:
    assert "Closed Won" in failing(adapter(stage="Won"))["stage"]
    assert "price_book" in failing(adapter(price_book="01s000000000999AAA"))["price book"]
    assert "leave" in failing(adapter(currency="EUR"))["currency"]
    del org.schema.fields["Opportunity"]["CurrencyIsoCode"]
    assert "currency" in failing(adapter())["currency"]


def test_a_user_who_may_not_change_the_org_is_told_so(
    crm: SalesforceCrm, org: FakeSalesforce, server: Loopback
) -> None:
    org.schema = Schema()
    no = [{"errorCode": "INSUFFICIENT_ACCESS", "message": "insufficient access rights"}]
    server.accidents.append(Accident("POST", "/CustomField", Reply(403, no)))
    with pytest.raises(RejectedError, match="lacks a permission"):
        crm.setup()


# --- signing in -----------------------------------------------------------------------------------------------------


def test_client_credentials(crm: SalesforceCrm, server: Loopback, clock: ManualClock) -> None:
    crm.check()
    assert server.calls("POST", TOKEN)[0].form == {"grant_type": "client_credentials", **CLIENT}
    crm.check()
    assert len(server.calls("POST", TOKEN)) == 1
    clock.forward(timedelta(minutes=29))
    crm.check()
    assert len(server.calls("POST", TOKEN)) == 2


def test_a_session_that_ended_early_is_renewed_once(
    crm: SalesforceCrm, org: FakeSalesforce, server: Loopback
) -> None:
    crm.check()
    org.token = "ended by an administrator"
    assert failing(crm) == {}
    assert len(server.calls("POST", TOKEN)) == 2


def test_wrong_credentials_name_the_secret_and_do_not_show_it(server: Loopback) -> None:
    context = salesforce_context(secret={"client_id": "id", "client_secret": "wr0ng-value"})
    crm = SalesforceCrm(salesforce_settings(server.url), context)
    with pytest.raises(RejectedError, match="Check the secret qd/crm/salesforce/oauth") as caught:
        crm.refresh()
    assert "wr0ng" not in str(caught.value) + crm.check()[0].detail


def test_a_refresh_token(server: Loopback, org: FakeSalesforce) -> None:
    context = salesforce_context(secret={**CLIENT, "refresh_token": "r1"})
    crm = SalesforceCrm(salesforce_settings(server.url, flow="refresh_token"), context)
    assert failing(crm) == {}
    org.refresh_token = "revoked"
    with pytest.raises(ReconnectError, match="needs_reconnect"):
        crm.refresh()


@pytest.fixture(scope="module")
def key() -> tuple[str, object]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem.decode(), private.public_key()


def test_a_signed_assertion(
    server: Loopback, org: FakeSalesforce, clock: ManualClock, key: tuple[str, object]
) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    pem, public = key
    assert isinstance(public, RSAPublicKey)
    context = salesforce_context(
        clock, {"client_id": "id", "username": "qd@acme.example", "private_key": pem}
    )
    crm = SalesforceCrm(salesforce_settings(server.url, flow="jwt"), context)
    assert failing(crm) == {}
    signed, _, signature = org.assertions[0].rpartition(".")
    public.verify(_decoded(signature), signed.encode(), PKCS1v15(), hashes.SHA256())
    head, claims = (json.loads(_decoded(part)) for part in signed.split("."))
    assert head == {"alg": "RS256"}
    expected = {"iss": "id", "sub": "qd@acme.example", "aud": "https://login.salesforce.com"}
    assert {name: claims[name] for name in expected} == expected
    assert claims["exp"] - clock.now().timestamp() == 180


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.mark.parametrize(
    ("flow", "secret", "says"),
    [
        ("jwt", {"client_id": "id", "username": "u", "private_key": "s3cret-no-pem"}, "no RSA key"),
        ("jwt", {"client_id": "id"}, "username and private_key"),
        ("client_credentials", {"client_id": "id"}, "client_secret"),
        ("client_credentials", {}, "neither"),
    ],
)
def test_a_secret_that_lacks_something_is_told(
    server: Loopback, flow: str, secret: dict[str, str], says: str
) -> None:
    crm = SalesforceCrm(salesforce_settings(server.url, flow=flow), salesforce_context(secret=secret))
    check = crm.check()[0]
    assert not check.ok
    assert says in check.detail
    assert "s3cret" not in check.detail
    if secret:
        with pytest.raises(ConfigError):
            crm.refresh()
