"""The bus with its rules, the group of schedules, the secrets."""

from __future__ import annotations

import json
from typing import Any

from qd_core.backends.aws.failures import calling, code_of
from qd_core.backends.aws.resources.calls import ESCALATIONS, RULES
from qd_core.backends.aws.resources.names import BUS, SECRET_PREFIX
from qd_core.backends.aws.session import AwsSession

__all__ = ["bus_problems", "has_secret", "schedule_problems", "secrets_under"]


def bus_problems(aws: AwsSession) -> list[str]:
    """Each rule is on, lets through what people are told of, and calls its function."""
    problems = []
    with calling(f"bus {BUS}"):
        aws.events.describe_event_bus(Name=BUS)
    for rule in RULES:
        with calling(f"rule {rule.name} of bus {BUS}"):
            facts: Any = aws.events.describe_rule(Name=rule.name, EventBusName=BUS)
            targets = aws.events.list_targets_by_rule(Rule=rule.name, EventBusName=BUS)["Targets"]
        lets = json.loads(facts.get("EventPattern") or "{}").get("detail-type", [])
        if facts.get("State") != "ENABLED":
            problems.append(f"rule {rule.name} is off: nobody is told of a draft")
        if missing := sorted(set(rule.kinds) - set(lets)):
            problems.append(f"rule {rule.name} does not let {', '.join(missing)} through")
        if not any(f":function:{rule.target}" in one["Arn"] for one in targets):
            problems.append(f"rule {rule.name} does not call {rule.target}: nobody is told of a draft")
    return problems


def schedule_problems(aws: AwsSession) -> list[str]:
    """The group that reminders are set in."""
    with calling(f"schedule group {ESCALATIONS.name}"):
        facts: Any = aws.scheduler.get_schedule_group(Name=ESCALATIONS.name)
    state = str(facts.get("State", ""))
    return (
        [] if state == "ACTIVE" else [f"schedule group {ESCALATIONS.name} is {state.lower() or 'not active'}"]
    )


def has_secret(aws: AwsSession, name: str) -> bool:
    """Whether the secret ``qd/<name>`` is there and has a value; the value is not read."""
    from botocore.exceptions import ClientError

    with calling(f"secret {SECRET_PREFIX}{name}"):
        try:
            found: Any = aws.secrets.describe_secret(SecretId=SECRET_PREFIX + name)
        except ClientError as error:
            if code_of(error) != "ResourceNotFoundException":
                raise
            return False
    stages = found.get("VersionIdsToStages", {}).values()
    return "DeletedDate" not in found and any("AWSCURRENT" in one for one in stages)


def secrets_under(aws: AwsSession, prefix: str) -> list[str]:
    """The names of the secrets below ``qd/<prefix>``, without ``qd/``."""
    found: list[str] = []
    filters: Any = [{"Key": "name", "Values": [SECRET_PREFIX + prefix]}]
    with calling(f"secrets {SECRET_PREFIX}{prefix}"):
        for page in aws.secrets.get_paginator("list_secrets").paginate(Filters=filters):
            found += [one["Name"].removeprefix(SECRET_PREFIX) for one in page["SecretList"]]
    return sorted(name for name in found if name.startswith(prefix))
