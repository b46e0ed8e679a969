"""A deployment in its account: what the template makes, then what people configure. Reads alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.inspection import calls, storage
from qd_core.backends.aws.inspection import mail as ses
from qd_core.backends.aws.resources import BUCKETS, ESCALATIONS, FAILURES, QUEUES, TABLES, WORK
from qd_core.backends.aws.resources.names import BUS, SECRET_PREFIX
from qd_core.backends.aws.session import AwsSession
from qd_core.config import Deployment
from qd_core.entry.aws import deployment_of
from qd_core.entry.checkup.finding import Finding, fine, lacking, wrong
from qd_core.entry.checkup.mail_exchange import mail_hosts
from qd_core.entry.checkup.models import models_of, secrets_of
from qd_core.entry.stored_documents import StoredDocuments
from qd_core.entry.wiring import build_registry, company_of
from qd_core.errors import QdError
from qd_core.model.rules import CompanyDocuments
from qd_core.plugin.registry import Registry
from qd_core.ports import Bucket

__all__ = ["Outside", "account"]

_DEPLOY = "deploy the template again: it makes this"
_KEY = "review/signing-key"
_SENDER = "ses/sender"


@dataclass(frozen=True)
class Outside:
    """What is asked beyond the account: the name servers, and Bedrock about a model. A test has its own."""

    mail_hosts: Callable[[str], Sequence[str]] = mail_hosts
    model_problem: Callable[[AwsSession, str], str] = ses.model_problem


def account(backend: AwsBackend, outside: Outside | None = None) -> Iterator[Finding]:
    """Everything, in the order in which it is needed; after bad credentials nothing else is asked."""
    outside = outside or Outside()
    aws = backend.aws
    signed_in = _looked("account", lambda: f"{aws.place.account}, {aws.place.region}", "aws sso login")
    yield signed_in
    if signed_in.grade == "wrong":
        return
    yield from _resources(aws)
    deployment, found = _deployment(backend)
    yield found
    if deployment is None:
        yield lacking("mail, models, secrets, people", "not looked at", "mend the parameters first")
    else:
        yield from _configured(backend, deployment, outside)
    yield _documents(backend)


def _resources(aws: AwsSession) -> Iterator[Finding]:
    tables = {
        f"table {one.name}": partial(storage.table_problems, aws, one) for one in (*TABLES.values(), WORK)
    }
    yield from _all("tables", tables, "keys, indexes, expiry and restore points as declared")
    buckets = {f"bucket {one.name}": partial(storage.bucket_problems, aws, one) for one in BUCKETS}
    yield from _all("buckets", buckets, "closed to the public, ages and notifications as declared")
    queues = {f"queue {one.name}": partial(storage.queue_problems, aws, one) for one in QUEUES.values()}
    dead = [*(one.dead for one in QUEUES.values()), *FAILURES.values()]
    queues |= {f"queue {one.name}": partial(storage.dead_letter_problems, aws, one) for one in dead}
    yield from _all("queues", queues, "visibility, redrive and retention as declared")
    yield from _all(
        "bus", {f"bus {BUS}": partial(calls.bus_problems, aws)}, f"{BUS}, with its rules and targets"
    )
    group = {f"schedules {ESCALATIONS.name}": partial(calls.schedule_problems, aws)}
    yield from _all("schedules", group, ESCALATIONS.name)


def _all(title: str, looks: Mapping[str, Callable[[], list[str]]], fine_words: str) -> Iterator[Finding]:
    """One finding for all that is in order, and one for each that is not."""
    bad = []
    for name, look in looks.items():
        try:
            bad += [wrong(name, problem, _DEPLOY) for problem in look()]
        except QdError as error:
            bad.append(wrong(name, str(error), "" if "may not" in str(error) else _DEPLOY))
    yield from bad or [fine(title, f"{len(looks)}: {fine_words}" if len(looks) > 1 else fine_words)]


def _deployment(backend: AwsBackend) -> tuple[Deployment | None, Finding]:
    fix = "aws ssm put-parameter --overwrite --name /qd/config/… --value …"
    try:
        found = deployment_of(backend)
        chosen = ", ".join(f"{key} = {value}" for key, value in sorted(found.select.items()))
    except QdError as error:
        return None, wrong("parameters", str(error), fix)
    return found, fine("parameters", f"read; {chosen}" if chosen else "read; every selection is the default")


def _configured(backend: AwsBackend, deployment: Deployment, outside: Outside) -> Iterator[Finding]:
    registry = build_registry(deployment, backend, _no_documents, company_of(deployment, None, folder=None))
    fix = "aws ssm put-parameter --overwrite --name /qd/config/select/… --value …"
    yield _looked("providers", lambda: _selected(registry), fix)
    yield from _models(backend.aws, deployment, registry, outside)
    yield from _outbound(backend, deployment)
    yield from _inbound(backend.aws, outside)
    yield from _secrets(backend.aws, registry)
    yield from _people(deployment)


def _no_documents() -> CompanyDocuments:
    raise QdError("looking at the account prices nothing")


def _selected(registry: Registry) -> str:
    registry.check()
    return "every selected one is installed, with the settings that it needs"


def _models(
    aws: AwsSession, deployment: Deployment, registry: Registry, outside: Outside
) -> Iterator[Finding]:
    models = models_of(deployment, registry)
    if not models:
        yield lacking("models", "skipped: no provider of Bedrock is selected", "")
    for model in models:

        def ask(model: str = model) -> str:
            if problem := outside.model_problem(aws, model):
                raise QdError(problem)
            return "this account may use it"

        yield _looked(f"model {model}", ask, "Bedrock console, Model access: request it")


def _outbound(backend: AwsBackend, deployment: Deployment) -> Iterator[Finding]:
    def sender() -> str:
        if calls.has_secret(backend.aws, _SENDER):
            address = backend.secrets.get(_SENDER).value
        else:
            address = deployment.company.email
        if not address:
            raise QdError(
                f"no sender: neither secret {SECRET_PREFIX}{_SENDER} nor /qd/config/company/email is set"
            )
        if not ses.is_verified(backend.aws, address):
            raise QdError(f"SES takes no mail from {address}: neither it nor its domain is verified")
        return address

    yield _looked("mail out", sender, "set the sender, then verify its domain (DKIM records) in SES")
    try:
        if ses.in_sandbox(backend.aws):
            said = "SES is in its sandbox: quotes go to verified addresses alone"
            yield wrong("mail sandbox", said, "SES console, Account dashboard: request production access")
        else:
            yield fine("mail sandbox", "left: SES delivers to anybody")
    except QdError as error:
        yield wrong("mail sandbox", str(error))


def _inbound(aws: AwsSession, outside: Outside) -> Iterator[Finding]:
    try:
        found = ses.inbound(aws)
    except QdError as error:
        yield wrong("mail in", str(error))
        return
    fix = f"aws ses set-active-receipt-rule-set --rule-set-name {ses.RULE_SET}, once its stack is deployed"
    for problem in found.problems:
        yield wrong("mail in", problem, fix)
    domains = sorted({one.rpartition("@")[2].lstrip(".") for one in found.recipients})
    if not found.problems:
        yield fine(
            "mail in", f"{ses.RULE_SET} stores mail for {', '.join(found.recipients) or 'every domain'}"
        )
    for domain in domains:
        yield _exchange(domain, f"inbound-smtp.{aws.region}.amazonaws.com", outside)


def _exchange(domain: str, wanted: str, outside: Outside) -> Finding:
    name, fix = f"MX of {domain}", f"in the domain's DNS: MX 10 {wanted}"
    try:
        hosts = [host.rstrip(".").lower() for host in outside.mail_hosts(domain)]
    except QdError as error:
        return lacking(name, f"skipped: {error}", fix)
    if wanted in hosts:
        return fine(name, wanted)
    return wrong(name, f"its mail goes to {', '.join(hosts) or 'nobody'}, not to {wanted}", fix)


def _secrets(aws: AwsSession, registry: Registry) -> Iterator[Finding]:
    """Whether they are there. No value is read."""
    needed = {_KEY: "the links in notices"} | secrets_of(registry)
    for name, use in needed.items():
        secret = SECRET_PREFIX + name
        fix = f"aws secretsmanager create-secret --name {secret} --secret-string file://…"
        yield _looked(f"secret {secret}", partial(_is_there, aws, name, use), fix)
    try:
        forms = [one for one in calls.secrets_under(aws, "forms/") if one.endswith("/secret")]
    except QdError as error:
        yield wrong("secrets of forms", str(error))
        return
    if forms:
        yield fine("secrets of forms", ", ".join(name.split("/")[1] for name in forms))
    else:
        fix = f"aws secretsmanager create-secret --name {SECRET_PREFIX}forms/site/secret --secret-string file://…"
        yield lacking("secrets of forms", "none: no website can send its form", fix)


def _is_there(aws: AwsSession, name: str, use: str) -> str:
    if not calls.has_secret(aws, name):
        raise QdError(f"is not set: {use} need it")
    return f"is set ({use} need it)"


def _people(deployment: Deployment) -> Iterator[Finding]:
    people = deployment.people
    for name, address, use in (
        ("on_call_rep", people.on_call_rep, "nobody is told of a draft"),
        ("sales_lead", people.sales_lead, "nobody is paged when a draft is left alone"),
    ):
        if address:
            yield fine(name, address)
        else:
            yield wrong(
                name, use, f"aws ssm put-parameter --name /qd/config/people/{name} --type String --value …"
            )


def _documents(backend: AwsBackend) -> Finding:
    def read() -> str:
        with tempfile.TemporaryDirectory() as folder:
            found = StoredDocuments(backend.objects, Path(folder))()
        catalog = found.catalog
        name = f" of {catalog.company}" if catalog.company else ""
        return f"{len(catalog):,} articles{name} in {catalog.currency}"

    bucket = backend.objects.bucket_name(Bucket.DOCUMENTS)
    return _looked("documents", read, f"put them into s3://{bucket}/; `qd docs check` says more of a file")


def _looked(name: str, look: Callable[[], str], fix: str) -> Finding:
    try:
        return fine(name, look())
    except QdError as error:
        return wrong(name, str(error), fix)
