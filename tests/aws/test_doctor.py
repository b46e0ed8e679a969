"""`qd aws doctor`: what is in order is said to be, and each thing that is not says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.session import AwsSession
from qd_core.entry.checkup.account import Outside
from qd_core.entry.checkup.mail_exchange import exchangers, mail_hosts
from qd_core.entry.cli import aws as command
from qd_core.entry.cli.main import app as commands
from qd_core.errors import QdError, TransientError
from qd_core.ports import Bucket
from tests.aws.looking import function, parameters

SECRET = "hush-hush-hush"
MX = "inbound-smtp.us-east-1.amazonaws.com"
Found = dict[str, tuple[str, str, str]]
Look = Callable[..., Found]


def no_network(domain: str) -> list[str]:
    return [MX]


@pytest.fixture
def fit(deployed: AwsBackend) -> AwsBackend:
    """All that a template makes and people configure, as far as the emulator has it."""
    aws: Any = deployed.aws
    for name in ("intake-ses-parser", "intake-upload-parser", "dispatch"):
        function(deployed, name, "def handler(event, context):\n    pass\n")
    for bucket, name in ((Bucket.RAW, "intake-ses-parser"), (Bucket.UPLOADS, "intake-upload-parser")):
        arn = aws.place.arn("lambda", f"function:{name}")
        told = {"LambdaFunctionArn": arn, "Events": ["s3:ObjectCreated:*"]}
        aws.s3.put_bucket_notification_configuration(
            Bucket=deployed.objects.bucket_name(bucket),
            NotificationConfiguration={"LambdaFunctionConfigurations": [told]},
        )
    target = {"Id": "1", "Arn": aws.place.arn("lambda", "function:dispatch")}
    aws.events.put_targets(Rule="qd-dispatch", EventBusName="qd-events", Targets=[target])
    aws.mail.verify_email_identity(EmailAddress="quotes@small.example")
    aws.mail.create_receipt_rule_set(RuleSetName="qd-inbound-rules")
    store = {"S3Action": {"BucketName": deployed.objects.bucket_name(Bucket.RAW)}}
    rule = {"Name": "store", "Enabled": True, "ScanEnabled": True, "Actions": [store]}
    rule["Recipients"] = ["rfq.small.example"]
    aws.mail.create_receipt_rule(RuleSetName="qd-inbound-rules", Rule=rule)
    aws.mail.set_active_receipt_rule_set(RuleSetName="qd-inbound-rules")
    deployed.secrets.put("forms/site/secret", SECRET, expected_version="")
    parameters(deployed, {"company/email": "quotes@small.example", "people/sales_lead": "lead@small.example"})
    return deployed


@pytest.fixture
def look(new_session: Callable[[], AwsSession], capsys: pytest.CaptureFixture[str]) -> Look:
    def run(*, fit: bool, outside: Outside | None = None, session: AwsSession | None = None) -> Found:
        backend = AwsBackend(session=session or new_session())
        try:
            command.report(backend, as_json=True, outside=outside or Outside(mail_hosts=no_network))
            ended = 0
        except typer.Exit as exit_:
            ended = exit_.exit_code
        said = capsys.readouterr().out
        assert SECRET not in said
        assert "k" * 40 not in said
        found = {one["name"]: (one["grade"], one["detail"], one["fix"]) for one in json.loads(said)}
        assert ended == (0 if fit else 1), {name: one for name, one in found.items() if one[0] == "wrong"}
        assert all(
            fix for grade, detail, fix in found.values() if grade == "wrong" and "may not" not in detail
        )
        return found

    return run


def wrong(found: Found) -> dict[str, str]:
    return {name: detail for name, (grade, detail, _) in found.items() if grade == "wrong"}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    """The emulator's accounts are all in the sandbox."""
    monkeypatch.setattr("qd_core.backends.aws.inspection.mail._SANDBOX", -1)


@pytest.mark.usefixtures("production")
def test_a_deployment_in_order(fit: AwsBackend, look: Look, account: str) -> None:
    found = look(fit=True)
    assert wrong(found) == {}
    assert found["account"][1] == f"{account}, us-east-1"
    for name in ("tables", "buckets", "queues", "bus", "schedules", "parameters", "providers", "mail out"):
        assert found[name][0] == "ok", name
    assert found["MX of rfq.small.example"][:2] == ("ok", MX)
    assert found["secret qd/review/signing-key"][0] == "ok"
    assert found["secrets of forms"][1] == "site"
    assert found["models"][:2] == ("lacking", "skipped: no provider of Bedrock is selected")
    assert found["documents"][1] == "3 articles of Small Co in USD"
    assert found["on_call_rep"][1] == "rep@small.example"


@pytest.mark.usefixtures("fit", "production")
def test_it_reads_well_for_a_person(
    surroundings: dict[str, str], account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", account)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("PATH", "")  # no name server is asked
    result = CliRunner().invoke(commands, ["aws", "doctor"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"ok  account                  {account}, us-east-1\n")
    assert "--  MX of rfq.small.example  skipped: this machine has neither dig nor nslookup" in result.output


def test_an_empty_account_says_what_to_deploy(look: Look) -> None:
    found = wrong(look(fit=False))
    for name in ("table qd-rfqs", "bucket qd-raw-mime", "queue intake-queue.fifo", "queue render-pdf-dlq"):
        assert "is not there" in found[name], name
    assert "none is active" in found["mail in"]
    assert "is not set" in found["secret qd/review/signing-key"]
    assert found["on_call_rep"] == "nobody is told of a draft"
    assert "documents" in found


@pytest.mark.usefixtures("production")
def test_what_was_changed_by_hand_is_told_one_by_one(fit: AwsBackend, look: Look) -> None:
    aws: Any = fit.aws
    raw = fit.objects.bucket_name(Bucket.RAW)
    aws.s3.delete_public_access_block(Bucket=raw)
    aws.s3.delete_bucket_lifecycle(Bucket=raw)
    aws.s3.put_bucket_notification_configuration(
        Bucket=fit.objects.bucket_name(Bucket.UPLOADS), NotificationConfiguration={}
    )
    url = aws.sqs.get_queue_url(QueueName="draft-pricer-queue")["QueueUrl"]
    aws.sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "30"})
    aws.events.disable_rule(Name="qd-dispatch", EventBusName="qd-events")
    aws.mail.set_active_receipt_rule_set()
    fit.objects.delete(f"{Bucket.DOCUMENTS}/rules.txt")
    found = wrong(look(fit=False))
    assert "30 s: pricer needs 180" in found["queue draft-pricer-queue"]
    assert "intake-upload-parser" in found["bucket qd-uploads"]
    assert "bucket qd-raw-mime" in found
    assert found["bus qd-events"] == "rule qd-dispatch is off: nobody is told of a draft"
    assert "none is active" in found["mail in"]
    assert "no rules document" in found["documents"]
    assert set(found) == {
        "queue draft-pricer-queue", "bucket qd-uploads", "bucket qd-raw-mime", "bus qd-events", "mail in", "documents",
    }  # fmt: skip


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize(
    ("path", "value", "name", "says"),
    [
        ("select/crm_adapter", "hubspott", "providers", "hubspot"),
        ("select/crm_adaptor", "none", "providers", "no key 'crm_adaptor'"),
        ("discount_cap", "much", "parameters", "[app] discount_cap"),
        ("block_list", '["open', "parameters", "begins like JSON"),
    ],
)
def test_a_wrong_parameter_is_told_with_the_choices(
    fit: AwsBackend, look: Look, path: str, value: str, name: str, says: str
) -> None:
    parameters(fit, {path: value})
    assert says in wrong(look(fit=False))[name]


@pytest.mark.usefixtures("production")
def test_what_a_selected_plugin_reads_must_be_there(fit: AwsBackend, look: Look) -> None:
    parameters(fit, {"select/crm_adapter": "hubspot", "select/notifiers": '["slack"]'})
    found = wrong(look(fit=False))
    assert "is not set" in found["secret qd/slack/webhook"]
    assert any(name.startswith("secret qd/crm/hubspot") for name in found)


def test_a_new_account_is_in_the_sandbox(
    fit: AwsBackend, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qd_core.backends.aws.inspection.mail._SANDBOX", 10**9)
    parameters(fit, {"company/email": "else@where.example"})
    found = wrong(look(fit=False))
    assert "verified addresses alone" in found["mail sandbox"]
    assert "else@where.example" in found["mail out"]


@pytest.mark.usefixtures("fit", "production")
def test_mail_that_goes_elsewhere_and_name_servers_that_are_silent(look: Look) -> None:
    found = look(fit=False, outside=Outside(mail_hosts=lambda _: ["mx.old-host.example."]))
    assert wrong(found) == {"MX of rfq.small.example": f"its mail goes to mx.old-host.example, not to {MX}"}

    def silent(domain: str) -> list[str]:
        raise TransientError(f"no name server answered for {domain}")

    found = look(fit=True, outside=Outside(mail_hosts=silent))
    assert found["MX of rfq.small.example"][0] == "lacking"


def test_a_role_that_may_not_look_is_told_so(
    fit: AwsBackend, look: Look, surroundings: dict[str, str]
) -> None:
    iam: Any = fit.aws.client("iam")
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    weak = AwsSession(
        surroundings, aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
    )
    found = wrong(look(fit=False, session=weak))
    assert "this role may not DescribeTable" in found["table qd-rfqs"]
    assert "this role may not" in found["bucket qd-raw-mime"]
    assert "this role may not" in found["parameters"]
    assert "this role may not" in found["documents"]


def test_wrong_credentials_are_one_finding(look: Look, surroundings: dict[str, str]) -> None:
    del surroundings["QD_ACCOUNT_ID"]
    stranger = AwsSession(surroundings, aws_access_key_id="AKIANOBODY0000000000", aws_secret_access_key="x")
    found = look(fit=False, session=stranger)
    assert list(found) == ["account"]
    assert "credentials are not valid" in found["account"][1]


@pytest.mark.parametrize(
    "said",
    [
        "20 backup.example.\n10 INBOUND-SMTP.us-east-1.amazonaws.com.\n",
        (
            "Server:\t10.0.0.2\nAddress:\t10.0.0.2#53\n\nNon-authoritative answer:\n"
            "rfq.example\tmail exchanger = 10 inbound-smtp.us-east-1.amazonaws.com.\n"
            "rfq.example\tmail exchanger = 20 backup.example.\n"
        ),
    ],
)
def test_what_dig_and_nslookup_say(said: str) -> None:
    assert exchangers(said) == [MX, "backup.example"]


@pytest.mark.parametrize("domain", ["", "-f/etc/passwd", "@evil.example", "a b.example", "localhost"])
def test_what_is_no_domain_is_asked_of_nobody(domain: str) -> None:
    with pytest.raises(QdError, match="no domain"):
        mail_hosts(domain)


@pytest.mark.usefixtures("production")
def test_models_are_asked_about_where_bedrock_is_selected(fit: AwsBackend, look: Look) -> None:
    parameters(
        fit,
        {
            "select/field_extractors": '["bedrock", "embedded"]',
            "settings/bedrock/model": "global.anthropic.claude-haiku-4-5-20251001-v1:0",
        },
    )
    asked: list[str] = []

    def refused(aws: AwsSession, model: str) -> str:
        asked.append(model)
        return "access was not asked for"

    found = look(fit=False, outside=Outside(mail_hosts=no_network, model_problem=refused))
    assert asked == ["anthropic.claude-haiku-4-5-20251001-v1:0"]
    assert found[f"model {asked[0]}"][:2] == ("wrong", "access was not asked for")
