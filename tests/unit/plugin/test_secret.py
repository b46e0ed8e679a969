"""Secrets in settings: lazy, never from the configuration, never shown."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from qd_core.errors import ConfigError
from qd_core.plugin.secret import Secret, bind_secrets, secret, secret_names


class OAuth(BaseModel):
    client_id: str
    refresh_token: str


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    token: Secret[str] = secret("acme/token")
    oauth: Secret[OAuth] = secret("crm/acme/oauth")
    portal: str = "eu"


def test_a_secret_is_fetched_when_it_is_used_and_again_when_rotated() -> None:
    store = {"acme/token": "one"}
    settings = Settings()
    bind_secrets(settings, store.__getitem__)
    assert settings.token.reveal() == "one"
    store["acme/token"] = "two"
    assert settings.token.reveal() == "two"


def test_a_secret_of_a_model_is_read_from_json() -> None:
    settings = Settings()
    bind_secrets(settings, lambda _: '{"client_id": "c", "refresh_token": "r"}')
    assert settings.oauth.reveal() == OAuth(client_id="c", refresh_token="r")


def test_a_secret_of_the_wrong_shape_names_the_field_and_not_the_value() -> None:
    settings = Settings()
    bind_secrets(settings, lambda _: '{"client_id": "hunter2"}')
    with pytest.raises(ConfigError) as caught:
        settings.oauth.reveal()
    assert "crm/acme/oauth" in str(caught.value)
    assert "refresh_token" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_the_configuration_may_not_hold_it() -> None:
    with pytest.raises(ValidationError, match="only from the secret store"):
        Settings.model_validate({"token": "t0ken"})


def test_it_is_in_no_repr_and_no_dump() -> None:
    settings = Settings()
    bind_secrets(settings, lambda _: "hunter2")
    settings.token.reveal()
    assert "hunter2" not in repr(settings) + settings.model_dump_json()


def test_instances_do_not_share_handles() -> None:
    one, two = Settings(), Settings()
    bind_secrets(one, lambda _: "one")
    bind_secrets(two, lambda _: "two")
    assert (one.token.reveal(), two.token.reveal()) == ("one", "two")


def test_the_names_tell_what_a_deployment_must_grant() -> None:
    assert secret_names(Settings) == ("acme/token", "crm/acme/oauth")
