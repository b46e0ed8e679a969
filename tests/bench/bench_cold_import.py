"""What a cold start of three functions loads, beside what nobody could do without: pydantic and boto3 with the clients
that the function uses. Processor time, the two measured in turn, each in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

ROUNDS = 7
CLIENTS = {
    "pricer": ("dynamodb", "s3", "sqs", "events", "ssm"),
    "intake-webhook": ("dynamodb", "s3", "sqs", "events", "secretsmanager", "ssm"),
    "dispatch": ("dynamodb", "s3", "scheduler", "secretsmanager", "ssm", "events"),
}
_FLOOR = """
import time; began = time.process_time()
import pydantic; from pydantic import BaseModel
import boto3
session = boto3.Session(region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
for name in {clients!r}: session.client(name)
print(time.process_time() - began)
"""
_IMPORTED = """
import time; began = time.process_time()
import qd_core.entry.lambdas.{module}
print(time.process_time() - began)
"""
_READY = """
import time; began = time.process_time()
import qd_core.entry.lambdas.{module}
import qd_core.entry.aws
from qd_core.backends.aws.backend import AwsBackend
backend = AwsBackend({{"AWS_REGION": "us-east-1", "QD_ACCOUNT_ID": "123456789012"}})
for name in {clients!r}: backend.client(name)
print(time.process_time() - began)
"""


def run() -> dict[str, object]:
    """Ratios of medians. The import is what the target is about; that with every client is told beside it."""
    rows: dict[str, object] = {}
    for function, clients in CLIENTS.items():
        module = function.replace("-", "_")
        floor, imported, ready = [], [], []
        for _ in range(ROUNDS):
            floor.append(_spent(_FLOOR.format(clients=clients)))
            imported.append(_spent(_IMPORTED.format(module=module)))
            ready.append(_spent(_READY.format(module=module, clients=clients)))
        base = statistics.median(floor)
        rows[f"cold import of {function}"] = {
            "ratio": statistics.median(imported) / base,
            "with its clients": statistics.median(ready) / base,
            "floor ms": base * 1000,
            "target": 1.15,
        }
    return rows


def _spent(code: str) -> float:
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={**os.environ, **keys}
    )
    return float(done.stdout)
