"""AWS's answers in the house's words: what may be tried again, what has to be set up, what somebody else did first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qd_core.errors import ConfigError, ConflictError, QdError, TransientError

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

__all__ = ["calling", "code_of"]

_BUSY = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "InternalServiceError",
        "InternalServiceErrorException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
        "TransactionConflictException",
    }
)
_CONFLICT = frozenset(
    {"ConditionalCheckFailedException", "ConflictException", "PreconditionFailed", "ResourceExistsException"}
)
_FORBIDDEN = frozenset(
    {
        "403",
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "AuthFailure",
        "Forbidden",
        "KMSAccessDeniedException",
        "NotAuthorized",
        "UnauthorizedOperation",
    }
)
_CREDENTIALS = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)
_MISSING = frozenset(
    {
        "404",
        "AWS.SimpleQueueService.NonExistentQueue",
        "NoSuchBucket",
        "NotFound",
        "NotFoundException",
        "ParameterNotFound",
        "QueueDoesNotExist",
        "ResourceNotFoundException",
    }
)
_RETRY_AFTER = 2.0
_SERVER_ERROR = 500


def code_of(error: ClientError) -> str:
    """The error's code as the service names it."""
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def calling(resource: str) -> Iterator[None]:
    """Translates what a call on ``resource`` (``table qd-rfqs``) may raise.

    TransientError for throttling, server errors and broken connections; ConflictError for a failed condition;
    ConfigError, naming the resource and what to do, for a missing right, a missing resource and missing credentials.
    """
    from botocore import exceptions as aws

    try:
        yield
    except aws.ClientError as error:
        raise _translated(error, resource) from error
    except (aws.ConnectionError, aws.HTTPClientError, aws.ResponseStreamingError) as error:
        raise TransientError(
            f"{resource}: AWS cannot be reached: {error}", retry_after=_RETRY_AFTER
        ) from error
    except (aws.NoCredentialsError, aws.PartialCredentialsError, aws.ProfileNotFound) as error:
        raise ConfigError(
            f"{resource}: there are no usable AWS credentials ({error}): sign in (aws sso login, AWS_PROFILE), or run "
            "where a role gives them",
            key="AWS_PROFILE",
        ) from error
    except aws.BotoCoreError as error:
        raise ConfigError(
            f"{resource}: AWS refuses the call before it is made: {error}", key=resource
        ) from error


def _translated(error: ClientError, resource: str) -> QdError:
    code, message = code_of(error), str(error.response.get("Error", {}).get("Message", ""))
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    said = f"{code}: {message}" if message else code
    if code in _BUSY or status >= _SERVER_ERROR:
        return TransientError(f"{resource}: AWS is busy ({said})", retry_after=_RETRY_AFTER)
    if code in _CONFLICT:
        return ConflictError(f"{resource}: somebody else changed it first ({said})")
    if code in _FORBIDDEN:
        return ConfigError(
            f"{resource}: this role may not {error.operation_name} ({said}): deploy again, or grant it",
            key=resource,
        )
    if code in _CREDENTIALS:
        return ConfigError(
            f"{resource}: the AWS credentials are not valid ({said}): sign in again", key=resource
        )
    if code in _MISSING:
        return ConfigError(
            f"{resource} is not there ({said}): check the account and AWS_REGION, or deploy it", key=resource
        )
    return QdError(f"{resource}: {error.operation_name} failed ({said})")
