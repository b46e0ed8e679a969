"""Outgoing mail through SES."""

from __future__ import annotations

import re
from typing import Any

from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.session import AwsSession
from qd_core.errors import ConfigError, QdError, RejectedError
from qd_core.ports import MailReceipt, OutgoingMail, Secrets

__all__ = ["CONFIGURATION_SET", "SENDER", "SesMailer"]

SENDER = "ses/sender"
"""The secret with the verified identity that mail is sent as; without it, the company's own address."""
CONFIGURATION_SET = "QD_SES_CONFIGURATION_SET"
"""Names the SES configuration set whose events report bounces; each mail is tagged with what it is sent for."""
_SET_UP = {
    "MailFromDomainNotVerifiedException": "verify the sender's domain in SES",
    "MailFromDomainNotVerified": "verify the sender's domain in SES",
    "ConfigurationSetDoesNotExist": f"deploy the configuration set that {CONFIGURATION_SET} names",
    "ConfigurationSetDoesNotExistException": f"deploy the configuration set that {CONFIGURATION_SET} names",
    "AccountSendingPausedException": "SES has paused the account: see the account dashboard",
    "AccountSendingPaused": "SES has paused the account: see the account dashboard",
    "ConfigurationSetSendingPausedException": "SES has paused the configuration set",
}
_UNTAGGED = re.compile(r"[^A-Za-z0-9_-]")


class SesMailer:
    """`Mailer` on SES. Not idempotent: SES has no key to ask by."""

    idempotent = False

    def __init__(self, aws: AwsSession, secrets: Secrets) -> None:
        self._aws = aws
        self._secrets = secrets

    def send(self, mail: OutgoingMail) -> MailReceipt:
        """TransientError while SES has not taken it, RejectedError when it refuses; a QdError of neither kind where the
        connection broke after the mail was handed over, so that a person decides."""
        from botocore import exceptions as aws

        sender, options = self._sender(mail), dict[str, Any]()
        if name := self._aws.environment.get(CONFIGURATION_SET):
            tag = _UNTAGGED.sub("_", mail.key)[:256]
            options = {"ConfigurationSetName": name, "Tags": [{"Name": "qd-key", "Value": tag or "none"}]}
        with calling("SES"):
            try:
                sent = self._aws.mail.send_raw_email(
                    Source=sender,
                    Destinations=list(mail.recipients),
                    RawMessage={"Data": mail.content},
                    **options,
                )
            except (aws.ReadTimeoutError, aws.ConnectionClosedError) as error:
                raise QdError(
                    "SES did not answer: the mail may have gone out. Ask the buyer, then send it again or mark it sent."
                ) from error
            except aws.ClientError as error:
                if refused := _refused(error, sender):
                    raise refused from error
                raise
        return MailReceipt(sent["MessageId"])

    def _sender(self, mail: OutgoingMail) -> str:
        try:
            return self._secrets.get(SENDER).value
        except ConfigError:
            if not mail.sender:
                raise
            return mail.sender


def _refused(error: Any, sender: str) -> QdError | None:
    code = code_of(error)
    message = error.response.get("Error", {}).get("Message", "")
    if what := _SET_UP.get(code):
        return ConfigError(f"SES will not send from {sender} ({code}: {message}): {what}", key=sender)
    if code in ("MessageRejected", "InvalidParameterValue", "ValidationError"):
        return RejectedError(f"SES refuses the mail: {message or code}")
    return None
