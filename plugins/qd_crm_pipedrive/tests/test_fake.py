"""The fake is as strict as Pipedrive: what the vendor's own types do not allow is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from plugins.qd_crm_pipedrive.tests.conftest import Shop

if TYPE_CHECKING:
    import httpx

Send = Callable[..., "httpx.Response"]


@pytest.fixture
def send(shop: Shop) -> Send:
    token = json.loads(shop.fake.account.secret())["access_token"]

    import httpx

    def call(verb: str, path: str, **told: object) -> httpx.Response:
        with httpx.Client(
            base_url=shop.fake.account.url, headers={"authorization": f"Bearer {token}"}
        ) as client:
            return client.request(verb, path, **told)  # type: ignore[arg-type]

    return call


LINE = {"product_id": 1, "item_price": 1, "quantity": 1}


@pytest.mark.parametrize(
    ("verb", "path", "body", "status", "said"),
    [
        ("POST", "/api/v2/deals", {}, 400, "title: Missing"),
        ("POST", "/api/v2/deals", {"title": "x", "value": "10.00"}, 400, "value: invalid"),
        ("POST", "/api/v2/deals", {"title": "x", "status": "sold"}, 400, "status: invalid"),
        ("POST", "/api/v2/deals", {"title": "x", "colour": "red"}, 400, "colour: unknown"),
        (
            "POST",
            "/api/v2/deals",
            {"title": "x", "custom_fields": {"rfq": "1"}},
            400,
            "custom_fields: invalid",
        ),
        ("POST", "/api/v2/deals", {"title": "x", "custom_fields": {"0" * 40: "1"}}, 400, "unknown field"),
        ("POST", "/api/v2/deals", {"title": "x", "person_id": 9}, 404, "Person not found"),
        ("POST", "/api/v2/persons", {"name": "x", "emails": "a@b.example"}, 400, "emails: invalid"),
        ("POST", "/api/v2/products", {"name": ""}, 400, "name: invalid"),
        (
            "POST",
            "/api/v2/dealFields",
            {"field_name": "x", "field_type": "string"},
            400,
            "field_type: invalid",
        ),
        ("PUT", "/api/v2/deals/1", {"title": "x"}, 404, "Unknown method"),
        ("POST", "/api/v1/deals", {"title": "x"}, 410, "use v2"),
        ("POST", "/api/v2/notes", {"content": "x"}, 404, "Unknown method"),
        ("POST", "/api/v1/notes", {"content": "x"}, 400, "deal_id"),
        ("GET", "/api/v2/deals?limit=501", None, 400, "at most 500"),
        ("GET", "/api/v2/deals?colour=red", None, 400, "unknown parameter"),
        ("GET", "/api/v2/deals/search?term=x&fields=custom_fields", None, 400, "exact"),
    ],
)
def test_a_wrong_request_is_refused(
    send: Send, verb: str, path: str, body: object, status: int, said: str
) -> None:
    answer = send(verb, path, **({} if body is None else {"json": body}))
    assert (answer.status_code, said in answer.text) == (status, True), answer.text


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([{"item_price": 1, "quantity": 1}], "product_id: Missing"),
        ([LINE | {"tax_method": "vat"}], "tax_method: invalid"),
        ([LINE], "Product not found"),
        ([LINE] * 101, "at most 100"),
    ],
)
def test_wrong_lines_are_refused_whole(send: Send, shop: Shop, lines: list[object], said: str) -> None:
    deal = send("POST", "/api/v2/deals", json={"title": "x"}).json()["data"]["id"]
    answer = send("POST", f"/api/v2/deals/{deal}/products/bulk", json={"data": lines})
    assert answer.is_client_error
    assert said in answer.text
    assert not shop.fake.store.lines


def test_other_content_and_strangers_are_refused(send: Send, shop: Shop) -> None:
    assert send("POST", "/api/v2/deals", data={"title": "x"}).status_code == 415
    assert send("POST", "/api/v1/files", json={"deal_id": 1}).status_code == 400
    shop.fake.account.forget_tokens()
    assert send("GET", "/api/v2/deals").status_code == 401
    assert send("POST", "/oauth/token", json={"grant_type": "refresh_token"}).status_code == 400
