"""Who may import whom, where import-linter does not look: each plugin there is, and third-party libraries."""

import re

import pytest

from tests.architecture.checkout import matching, python_of, read
from tests.architecture.house_rules import imports_any_of

MACHINERY = ("qd_core.pipeline", "qd_core.backends", "qd_core.entry", "qd_core.ports")
AWS_SERVICE = re.compile(r"qd_core/(backends/aws/|builtin/(bedrock|knowledge_base|textract)\w*(\.py|/))")


def offences(name: str, text: str) -> list[str]:
    """What a file of the product, at that path, may not import but does."""
    found = []
    if name.startswith(("qd_core/builtin/", "plugins/")):
        found += imports_any_of(text, *MACHINERY)
    if not name.startswith("qd_core/plugin/"):
        found += imports_any_of(text, "pluggy")
    if not AWS_SERVICE.match(name):
        found += imports_any_of(text, "boto3", "botocore")
    if not name.startswith("infra/"):
        found += imports_any_of(text, "aws_cdk", "constructs")
    if name.startswith("plugins/"):
        found += imports_any_of(
            text, *(package for package in plugin_packages() if package not in name.split("/"))
        )
    return found


def plugin_packages() -> set[str]:
    return {name.split("/")[2] for name in matching("plugins/*/qd_*/*.py")}


def test_nobody_reaches_past_the_door() -> None:
    sources = python_of("qd_core", "plugins", "infra")
    assert {name: found for name in sources if (found := offences(name, read(name)))} == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("qd_core/builtin/slack.py", "from qd_core.ports import Mail"),
        ("qd_core/builtin/slack.py", "from qd_core import pipeline"),
        ("plugins/qd_captcha/qd_captcha/turnstile.py", "def f():\n    import qd_core.backends.local"),
        ("qd_core/pipeline/app.py", "import pluggy"),
        ("qd_core/builtin/slack.py", "def f():\n    import boto3"),
        ("qd_core/entry/wiring.py", "from botocore.exceptions import ClientError"),
        ("qd_core/entry/cli/main.py", "import aws_cdk as cdk"),
    ],
)
def test_a_forbidden_import_is_caught(name: str, text: str) -> None:
    assert len(offences(name, text)) >= 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("qd_core/builtin/slack.py", "from qd_core.plugin import Plugin"),
        ("qd_core/builtin/textract.py", "def f():\n    import boto3"),
        ("qd_core/builtin/bedrock.py", "def f():\n    from botocore.exceptions import ClientError"),
        ("qd_core/backends/aws/objects.py", "def f():\n    import boto3"),
        ("qd_core/plugin/hookspecs.py", "import pluggy"),
        ("infra/app.py", "import aws_cdk as cdk"),
    ],
)
def test_an_allowed_import_is_not(name: str, text: str) -> None:
    assert offences(name, text) == []
