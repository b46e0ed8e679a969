"""Secrets in a plugin's settings: a lazy handle, never a value in a configuration file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, Field, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

from qd_core.errors import ConfigError

__all__ = ["Secret", "bind_secrets", "secret", "secret_names"]

T = TypeVar("T")


class Secret(Generic[T]):
    """A secret of a plugin's settings: ``token: Secret[str] = secret("crm/acme/oauth")``.

    ``reveal()`` fetches the value when it is used and reads it as ``T``: a string as it stands, a pydantic model
    from JSON. The value is in no ``repr`` and no dump; a configuration that sets it is refused.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._type: Any = str
        self._fetch: Callable[[str], str] | None = None

    def reveal(self) -> T:
        """The value now. Raises ConfigError when the secret is missing or is not a ``T``."""
        if self._fetch is None:
            raise ConfigError(f"secret qd/{self.name} is not bound to a secret store", key=self.name)
        text = self._fetch(self.name)
        if self._type is str:
            return text  # type: ignore[return-value]  # T is str here
        try:
            value: T = TypeAdapter(self._type).validate_json(text)
        except ValidationError as error:
            wanted = ", ".join(".".join(map(str, item["loc"])) for item in error.errors())
            raise ConfigError(
                f"secret qd/{self.name} has the wrong shape: look at {wanted}", key=self.name
            ) from None
        return value

    def __repr__(self) -> str:
        return f"Secret({self.name!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        wanted = (get_args(source) or (str,))[0]

        def accept(value: object) -> Secret[Any]:
            if not isinstance(value, Secret):
                raise ValueError("comes only from the secret store; remove it from the configuration")
            value._type = wanted
            return value

        return core_schema.no_info_plain_validator_function(
            accept, serialization=core_schema.plain_serializer_function_ser_schema(repr)
        )


def secret(name: str, *, description: str = "") -> Any:
    """The default of a ``Secret`` field; ``name`` is the secret's name under ``qd/``."""
    return Field(default_factory=lambda: Secret[Any](name), validate_default=True, description=description)


def bind_secrets(settings: BaseModel, fetch: Callable[[str], str]) -> None:
    """Lets every secret of ``settings`` fetch its value through ``fetch``."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, Secret):
            value._fetch = fetch


def secret_names(settings: type[BaseModel]) -> tuple[str, ...]:
    """The names of the secrets that a settings model may read: what a deployment grants."""
    defaults = (
        field.get_default(call_default_factory=True, validated_data={})
        for field in settings.model_fields.values()
    )
    return tuple(value.name for value in defaults if isinstance(value, Secret))
