"""SES, outbound and inbound, and the models of Bedrock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from qd_core.backends.aws.failures import calling
from qd_core.backends.aws.session import AwsSession

__all__ = ["RULE_SET", "Inbound", "in_sandbox", "inbound", "is_verified", "model_problem"]

RULE_SET = "qd-inbound-rules"
_SANDBOX = 200
"""Mails a day that SES lets an account send which it does not know yet."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """The recipients (addresses or domains) whose mail is stored, and what is wrong with the rules."""

    recipients: tuple[str, ...]
    problems: tuple[str, ...] = ()


def is_verified(aws: AwsSession, sender: str) -> bool:
    """Whether SES takes mail from this address: it, or its domain, was verified."""
    both = [sender, sender.rpartition("@")[2]]
    with calling("SES identities"):
        found = aws.mail.get_identity_verification_attributes(Identities=both)["VerificationAttributes"]
    return any(one["VerificationStatus"] == "Success" for one in found.values())


def in_sandbox(aws: AwsSession) -> bool:
    """Whether SES delivers to verified addresses alone, as it does for a new account."""
    with calling("SES"):
        return float(aws.mail.get_send_quota()["Max24HourSend"]) <= _SANDBOX


def inbound(aws: AwsSession) -> Inbound:
    """The active receipt rules that put mail into the bucket of raw mail."""
    with calling(f"SES rule set {RULE_SET}"):
        found: Any = aws.mail.describe_active_receipt_rule_set()
    name = str(found.get("Metadata", {}).get("Name", ""))
    if name != RULE_SET:
        said = f"the active one is {name}" if name else "none is active"
        return Inbound((), (f"rule set {RULE_SET} takes no mail: {said}",))
    bucket = aws.place.bucket("qd-raw-mime")
    storing = [
        rule
        for rule in found.get("Rules", [])
        if rule.get("Enabled")
        and any(act.get("S3Action", {}).get("BucketName") == bucket for act in rule.get("Actions", []))
    ]
    if not storing:
        return Inbound((), (f"no rule of {RULE_SET} that is on stores mail in {bucket}",))
    scans = all(rule.get("ScanEnabled") for rule in storing)
    recipients = tuple(str(one) for rule in storing for one in rule.get("Recipients", []))
    problems = () if scans else (f"{RULE_SET} does not scan for spam and viruses",)
    return Inbound(recipients, problems)


def model_problem(aws: AwsSession, model: str) -> str:
    """Why this account may not use a model of Bedrock; empty where it may."""
    with calling(f"model {model}"):
        found = cast("Any", aws.client("bedrock")).get_foundation_model_availability(modelId=model)
    if found.get("authorizationStatus") != "AUTHORIZED":
        return "the account may not use it"
    if found.get("entitlementAvailability") != "AVAILABLE":
        return "access was not asked for"
    return "" if found.get("regionAvailability") == "AVAILABLE" else f"it is not offered in {aws.region}"
