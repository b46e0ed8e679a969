"""What a cold start loads, and the lines that it logs: each function in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap

import pytest

NEVER = (
    "reportlab",
    "openpyxl",
    "docx",
    "googleapiclient",
    "hubspot",
    "boto3",
    "httpx",
    "numpy",
    "pypdfium2",
)
NOT_BEFORE_A_PAGE = ("starlette", "jinja2", "mangum")
FUNCTIONS = (
    "intake_webhook",
    "intake_portal_presign",
    "intake_ses_parser",
    "intake_upload_parser",
    "drafter",
    "pricer",
    "composer",
    "dispatch",
    "escalator",
    "review",
    "render_pdf",
)


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_loads_nothing_heavy_before_an_event_needs_it(function: str) -> None:
    loaded = run(f"import sys, qd_core.entry.lambdas.{function}; print(' '.join(sys.modules))").split()
    assert set(loaded) & {*NEVER, *NOT_BEFORE_A_PAGE} == set()


def test_a_message_is_priced_without_what_pricing_does_not_need() -> None:
    """The pricer's whole work, not only its import."""
    loaded = run(
        """
        import sys, tempfile
        from pathlib import Path
        from qd_core.entry.lambdas import pricer
        from qd_core.entry.lambdas.environment import use_application
        from qd_core.ports import QueueName
        from tests.integration.small_company import mail, small_app
        from qd_core.pipeline.receive import receive
        from qd_core.pipeline.arrive import intake_step
        from tests.lambdas.calls import CONTEXT, sqs, taken
        app = small_app(Path(tempfile.mkdtemp()))
        use_application(app)
        rfq_id = receive(app, mail("please quote 20 BR-10"))
        intake_step(app, rfq_id)
        answer = pricer.handler(sqs(*taken(app, QueueName.PRICER)), CONTEXT)
        assert answer == {"batchItemFailures": []}, answer
        assert app.draft(rfq_id)
        print("LOADED", *sys.modules)
        """
    )
    names = set(loaded.rpartition("LOADED")[2].split())
    assert (
        names & {"reportlab", "openpyxl", "docx", "googleapiclient", "hubspot", "starlette", "boto3"} == set()
    )


_IN_LAMBDA = """
    import tempfile
    from pathlib import Path
    from qd_core.entry.lambdas.environment import use_application
    from tests.integration.small_company import mail, small_app
    app = small_app(Path(tempfile.mkdtemp()))
    use_application(app)
    from qd_core.entry.lambdas import drafter, intake_ses_parser
    from qd_core.ports import Bucket, QueueName
    from tests.lambdas.calls import CONTEXT, s3_put, sqs, taken
"""


def lines(code: str) -> list[dict[str, str]]:
    out = run(
        textwrap.dedent(_IN_LAMBDA) + textwrap.dedent(code),
        AWS_LAMBDA_RUNTIME_API="127.0.0.1:9",
        AWS_LAMBDA_FUNCTION_NAME="under-test",
    )
    return [json.loads(line) for line in out.splitlines()]


def test_every_line_is_json_and_names_the_rfq() -> None:
    told = lines(
        """
        app.backend.objects.put(Bucket.RAW, "key", mail("please quote 20 BR-10").content)
        intake_ses_parser.handler(s3_put("key"), CONTEXT)
        [message] = taken(app, QueueName.INTAKE)
        from qd_core.pipeline import app as steps
        def broken(app, rfq_id):
            raise RuntimeError("on fire")
        steps._STEPS[QueueName.INTAKE] = broken
        try:
            drafter.handler(sqs(message), CONTEXT)
        except Exception:
            pass
        """
    )
    assert [line["level"] for line in told] == ["INFO", "ERROR"]
    assert {line["service"] for line in told} == {"under-test"}
    assert {line["request_id"] for line in told} == {"c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}
    [rfq_id] = {line["rfq_id"] for line in told}
    assert rfq_id
    assert "on fire" in told[1]["exception"]


def test_a_notice_that_fails_is_logged_with_its_rfq() -> None:
    told = lines(
        """
        from qd_core.entry.lambdas import dispatch
        from qd_core.errors import TransientError
        from tests.integration.small_company import take_in
        from tests.lambdas.calls import happened
        rfq_id = take_in(app, mail("please quote 20 BR-10"))
        class Down:
            def notify(self, notice):
                raise TransientError("Slack asks to wait")
        app.providers.__dict__["notifiers"] = [("slack", Down())]
        kind, body = app.backend.events.published[-1]
        try:
            dispatch.handler(happened(kind, body), CONTEXT)
        except TransientError:
            pass
        """
    )
    [line] = [line for line in told if "Slack asks to wait" in line["message"]]
    assert (line["level"], bool(line["rfq_id"])) == ("WARNING", True)


def test_no_line_holds_a_secret_or_more_of_a_person_than_needed() -> None:
    told = lines(
        """
        from qd_core.backends.memory import MemorySecrets
        from qd_core.entry.lambdas import intake_webhook
        from tests.lambdas.calls import url
        app.backend.secrets = MemorySecrets({"forms/site/secret": "hush-hush"})
        form = {"name": "Bea Lomax", "email": "bea@acme.example", "message": "20 BR-10", "secret": "hush-hush"}
        assert intake_webhook.handler(url(form), CONTEXT)["statusCode"] == 202
        assert intake_webhook.handler(url({**form, "secret": "guess-guess"}), CONTEXT)["statusCode"] == 403
        app.backend.objects.put(Bucket.RAW, "key", mail("please quote 20 BR-10").content)
        intake_ses_parser.handler(s3_put("key"), CONTEXT)
        for message in taken(app, QueueName.INTAKE):
            drafter.handler(sqs(message), CONTEXT)
        """
    )
    whole = json.dumps(told)
    for words in ("hush-hush", "guess-guess", "Bea", "bea@acme", "Dana", "dana@acme", "20 BR-10"):
        assert words not in whole


def test_what_keeps_an_environment_from_starting_is_said_by_the_first_event_too() -> None:
    out = run(
        """
        import os
        os.environ |= {"QD_BACKEND": "aws", "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "QD_ACCOUNT_ID": "123456789012",
                       "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_MAX_ATTEMPTS": "1"}
        from qd_core.entry.lambdas import dispatch
        from tests.lambdas.calls import CONTEXT, event
        try:
            dispatch.handler(event("sns_cost_alarm"), CONTEXT)
        except Exception as error:
            print("RAISED", type(error).__name__)
        """,
        AWS_LAMBDA_RUNTIME_API="127.0.0.1:9",
    )
    assert "cannot start" in out
    assert "RAISED TransientError" in out
