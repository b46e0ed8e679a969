"""Secrets in Secrets Manager, under ``qd/``.

A value is asked for each time it is revealed and never kept: whoever waits for the lease of a token must see what
the one before it stored, and a hundred reads a day cost nothing.
"""

from __future__ import annotations

import uuid

from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.resources.names import SECRET_PREFIX
from qd_core.backends.aws.session import AwsSession
from qd_core.errors import ConfigError, ConflictError
from qd_core.ports import SecretValue

__all__ = ["StoredSecrets"]

_CURRENT = "AWSCURRENT"
_NEXT = "QD_NEXT"


class StoredSecrets:
    """`Secrets` on Secrets Manager."""

    def __init__(self, aws: AwsSession) -> None:
        self._aws = aws

    def get(self, name: str) -> SecretValue:
        """The current version. Raises ConfigError that says how to set it."""
        from botocore.exceptions import ClientError

        secret = SECRET_PREFIX + name
        with calling(f"secret {secret}"):
            try:
                found = self._aws.secrets.get_secret_value(SecretId=secret)
            except ClientError as error:
                if code_of(error) in ("ResourceNotFoundException", "InvalidRequestException"):
                    raise ConfigError(
                        f"secret {secret} is not set: aws secretsmanager create-secret --name {secret} "
                        "--secret-string file://…",
                        key=name,
                    ) from error
                raise
        if "SecretString" not in found:
            raise ConfigError(f"secret {secret} is binary; store it as text", key=name)
        return SecretValue(found["SecretString"], found["VersionId"])

    def put(self, name: str, value: str, *, expected_version: str) -> SecretValue:
        """Stores the value beside the current one, then moves the label, which Secrets Manager does only if it is still
        where we saw it; with an empty ``expected_version`` the secret must be new."""
        from botocore.exceptions import ClientError

        secret, token = SECRET_PREFIX + name, str(uuid.uuid4())
        conflict = ConflictError(f"secret {secret} was rotated by somebody else")
        with calling(f"secret {secret}"):
            client = self._aws.secrets
            if not expected_version:
                try:
                    new = client.create_secret(Name=secret, SecretString=value, ClientRequestToken=token)
                except client.exceptions.ResourceExistsException:
                    raise conflict from None
                return SecretValue(value, new["VersionId"])
            version = client.put_secret_value(
                SecretId=secret, SecretString=value, ClientRequestToken=token, VersionStages=[_NEXT]
            )["VersionId"]
            try:
                client.update_secret_version_stage(
                    SecretId=secret,
                    VersionStage=_CURRENT,
                    MoveToVersionId=version,
                    RemoveFromVersionId=expected_version,
                )
            except ClientError as error:
                if code_of(error) not in ("InvalidParameterException", "ResourceNotFoundException"):
                    raise
                if self.get(name).version != version:  # else our first try moved it, and its answer was lost
                    raise conflict from None
        return SecretValue(value, version)
