"""One boto3 session a process; each client is made when it is first used, with bounded waits and retries."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, cast

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.resources.names import Place
from qd_core.errors import ConfigError

if TYPE_CHECKING:
    from botocore.config import Config
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_events import EventBridgeClient
    from types_boto3_s3 import S3Client
    from types_boto3_scheduler import EventBridgeSchedulerClient
    from types_boto3_secretsmanager import SecretsManagerClient
    from types_boto3_ses import SESClient
    from types_boto3_sqs import SQSClient
    from types_boto3_ssm import SSMClient

__all__ = ["AwsSession", "InvokingClient"]

CONNECT_SECONDS = 3
READ_SECONDS = 8
ATTEMPTS = 3
MODEL_SECONDS = 45
"""How long a model may think; only throttling is worth a second try then."""
DEFAULT_REGION = "us-east-1"


class InvokingClient(Protocol):
    """The one operation of Lambda that is used."""

    def invoke(self, *, FunctionName: str, InvocationType: str, Payload: bytes) -> Mapping[str, Any]:  # noqa: N803
        """Hands a payload over."""
        ...


class AwsSession:
    """The clients of one process. ``AWS_ENDPOINT_URL``, or that of one service (``AWS_ENDPOINT_URL_BEDROCK_RUNTIME``),
    points them elsewhere, as everywhere with boto3.

    ``environment`` gives ``AWS_REGION`` and ``QD_ACCOUNT_ID``; without the latter, AWS is asked whose credentials
    these are. ``options`` go to ``boto3.Session`` (a profile, credentials).
    """

    def __init__(self, environment: Mapping[str, str] | None = None, **options: str) -> None:
        self.environment = os.environ if environment is None else environment
        self._options = options
        self._lock = threading.RLock()
        self._clients: dict[str, object] = {}

    @cached_property
    def region(self) -> str:
        """``AWS_REGION``, else ``AWS_DEFAULT_REGION``, else us-east-1."""
        named = self.environment.get("AWS_REGION") or self.environment.get("AWS_DEFAULT_REGION")
        return self._options.get("region_name") or named or DEFAULT_REGION

    @cached_property
    def place(self) -> Place:
        """Account and region. Raises ConfigError without credentials."""
        account = self.environment.get("QD_ACCOUNT_ID", "")
        if not account:
            with calling("the account of these credentials"):
                account = str(cast(Any, self.client("sts")).get_caller_identity()["Account"])
        return Place(account, self.region)

    def required(self, variable: str, *, what: str) -> str:
        """A variable that the deployment sets. Raises ConfigError that names it."""
        value = self.environment.get(variable, "")
        if not value:
            raise ConfigError(f"{variable} is not set: it names {what}", key=variable)
        return value

    def client(self, service: str) -> object:
        """The client of a service, made once. Providers reach it through their context."""
        with self._lock:
            if service not in self._clients:
                with calling(f"AWS service {service}"):
                    self._clients[service] = self._made(service)
            return self._clients[service]

    def _made(self, service: str) -> object:
        made: Any = self._session.client(
            cast(Any, service),
            region_name=self.region,
            endpoint_url=self._endpoint(service),
            config=_config(service),
        )
        return made

    def _endpoint(self, service: str) -> str | None:
        """Where a service answers, if not at AWS. boto3 reads the process's own variables itself."""
        if self.environment is os.environ:
            return None
        variable = "AWS_ENDPOINT_URL_" + service.upper().replace("-", "_")
        return self.environment.get(variable) or self.environment.get("AWS_ENDPOINT_URL") or None

    @cached_property
    def _session(self) -> Any:
        import boto3

        return boto3.Session(**cast(Any, self._options))

    @property
    def dynamodb(self) -> DynamoDBClient:
        """DynamoDB."""
        return cast("DynamoDBClient", self.client("dynamodb"))

    @property
    def s3(self) -> S3Client:
        """S3."""
        return cast("S3Client", self.client("s3"))

    @property
    def sqs(self) -> SQSClient:
        """SQS."""
        return cast("SQSClient", self.client("sqs"))

    @property
    def events(self) -> EventBridgeClient:
        """EventBridge."""
        return cast("EventBridgeClient", self.client("events"))

    @property
    def scheduler(self) -> EventBridgeSchedulerClient:
        """EventBridge Scheduler."""
        return cast("EventBridgeSchedulerClient", self.client("scheduler"))

    @property
    def secrets(self) -> SecretsManagerClient:
        """Secrets Manager."""
        return cast("SecretsManagerClient", self.client("secretsmanager"))

    @property
    def parameters(self) -> SSMClient:
        """Parameter Store."""
        return cast("SSMClient", self.client("ssm"))

    @property
    def mail(self) -> SESClient:
        """SES."""
        return cast("SESClient", self.client("ses"))

    @property
    def functions(self) -> InvokingClient:
        """Lambda."""
        return cast(InvokingClient, self.client("lambda"))


_ONCE = frozenset({"ses"})
"""Services whose calls boto3 never repeats by itself: a mail that was perhaps taken would go out twice."""
_MODELS = frozenset({"bedrock-agent-runtime", "bedrock-runtime"})


def _config(service: str) -> Config:
    from botocore.config import Config

    attempts = 1 if service in _ONCE else 2 if service in _MODELS else ATTEMPTS
    return Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=MODEL_SECONDS if service in _MODELS else READ_SECONDS,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        signature_version="s3v4" if service == "s3" else None,
    )
