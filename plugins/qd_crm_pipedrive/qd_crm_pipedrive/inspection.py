"""What the account needs, and how it gets it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from qd_core.errors import ConfigError, QdError, RejectedError, TransientError
from qd_core.plugin import Check
from qd_crm_pipedrive.account import Wanted, found, wanted_fields
from qd_crm_pipedrive.api import PipedriveApi
from qd_crm_pipedrive.settings import SECRET, PipedriveSettings
from qd_crm_pipedrive.wire import CustomField, Product, Stage, User

__all__ = ["check_account", "set_up"]


def check_account(api: PipedriveApi, settings: PipedriveSettings) -> Sequence[Check]:
    """One check for the access and, where there is access, one for each thing that is needed. Changes nothing."""
    access = _check("access", lambda: _user(api), f"grant access again and store the secret qd/{SECRET}")
    if not access.ok:
        return [access]
    checks = [access]
    for wanted in wanted_fields(settings).values():
        fix = f"run `qd crm setup`, or add a text field to {wanted.whose}s in Pipedrive's settings"
        checks.append(
            _check(
                f"{wanted.whose} field {wanted.name}",
                partial(_key, api, wanted),
                fix,
            )
        )
    checks.append(
        _check(
            "products", lambda: _products(api), "give the app the scope products:full, and the user the right"
        )
    )
    if settings.stage is not None:
        fix = "give [settings.pipedrive] stage the number of one of Pipedrive's stages"
        checks.append(_check(f"stage {settings.stage}", lambda: _stage(api, settings.stage), fix))
    return checks


def set_up(api: PipedriveApi, settings: PipedriveSettings) -> None:
    """Adds the custom fields that are missing, as text fields. Raises RejectedError where one is there and wrong."""
    for wanted in wanted_fields(settings).values():
        if not _is_there(api, wanted):
            body = {"field_name": wanted.name, "field_type": wanted.kind}
            api.create(wanted.path, CustomField, body)


def _is_there(api: PipedriveApi, wanted: Wanted) -> bool:
    name = wanted.name.strip().casefold()
    there = any(
        name in {field.field_name.strip().casefold(), field.field_code}
        for field in api.all(wanted.path, CustomField)
        if field.is_custom_field
    )
    if there:
        found(api, wanted)
    return there


def _check(name: str, ask: Callable[[], str], fix: str) -> Check:
    try:
        return Check(name, ok=True, detail=ask())
    except ConfigError as error:
        return Check(name, ok=False, detail=str(error), fix=f"store the secret qd/{SECRET}")
    except QdError as error:
        return Check(
            name,
            ok=False,
            detail=str(error),
            fix="try again later" if isinstance(error, TransientError) else fix,
        )


def _user(api: PipedriveApi) -> str:
    user = api.old("users/me", User)
    return f"{user.company_name}, as {user.name}"


def _key(api: PipedriveApi, wanted: Wanted) -> str:
    return found(api, wanted).field_code


def _products(api: PipedriveApi) -> str:
    next(iter(api.pages("products", Product, limit="1")), None)
    return "can be read"


def _stage(api: PipedriveApi, stage: int | None) -> str:
    if api.get(f"stages/{stage}", Stage) is None:
        raise RejectedError(f"Pipedrive has no stage {stage}")
    return "is there"
