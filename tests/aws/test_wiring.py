"""The application on AWS: configuration from Parameter Store, documents from their bucket, the whole way of an RFQ."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.backends.aws.resources import BUCKETS, TABLES, WORK
from qd_core.backends.chain import problems
from qd_core.entry import aws as entry
from qd_core.entry.aws import deployment_of, wire
from qd_core.entry.backend_choice import on_aws
from qd_core.entry.parameter_tree import tree_of
from qd_core.entry.stored_documents import StoredDocuments
from qd_core.errors import ConfigError, DocumentError
from qd_core.model.event import Event, EventKind
from qd_core.pipeline.arrive import take_in
from qd_core.pipeline.erase import erase_buyer
from qd_core.plugin.kinds import KINDS
from qd_core.ports import Bucket, QueueName, TableName
from tests.aws.looking import parameters, scanned
from tests.integration.small_company import CATALOG, mail

CRM = next(kind for kind in KINDS if kind.name == "crm_adapter")


class TestConfiguration:
    def test_every_page_of_the_tree_is_read(self, backend: AwsBackend) -> None:
        values = {f"settings/slack/field_{number:02d}": str(number) for number in range(34)}
        parameters(backend, values)
        backend.aws.parameters.put_parameter(Name="/qd/other/x", Value="not ours", Type="String")
        assert backend.parameters.tree() == values

    def test_parameters_are_a_qd_toml(self, deployed: AwsBackend) -> None:
        parameters(
            deployed,
            {
                "discount_cap": "0.15",
                "block_list": json.dumps(["guaranteed lead time"]),
                "people": json.dumps({"reps": ["a@small.example"], "on_call_rep": "replaced below"}),
                "select/pricing_stages": json.dumps(["base_price", "tier_discount"]),
                "settings/slack/timeout": "5",
            },
        )
        deployment = deployment_of(deployed)
        assert str(deployment.app.discount_cap) == "0.15"
        assert deployment.app.block_list == ("guaranteed lead time",)
        assert deployment.people.reps == ("a@small.example",)
        assert deployment.people.on_call_rep == "rep@small.example"
        assert deployment.select["pricing_stages"] == ("base_price", "tier_discount")
        assert deployment.settings == {"slack": {"timeout": "5"}}

    @pytest.mark.parametrize(
        ("path", "value", "says"),
        [
            ("block_list", '["open', "Parameter Store /qd/config/block_list: begins like JSON, but is none"),
            ("discount_cap", "much", r"Parameter Store /qd/config: \[app\] discount_cap"),
            ("discount_kap", "0.1", r"\[app\] discount_kap: unknown key"),
            ("documents/catalog", "x", None),
        ],
    )
    def test_a_wrong_parameter_is_named(
        self, deployed: AwsBackend, path: str, value: str, says: str | None
    ) -> None:
        parameters(deployed, {path: value})
        with pytest.raises(ConfigError, match=says):
            deployment_of(deployed)

    def test_a_value_and_a_tree_under_one_name_are_refused(self) -> None:
        with pytest.raises(ConfigError, match="company/name"):
            tree_of({"company": "Small Co", "company/name": "Small Co"})

    def test_a_change_counts_from_the_next_cold_start_on(
        self, cold: Callable[[], AwsBackend], deployed: AwsBackend
    ) -> None:
        first = wire(cold())
        assert first.registry.selected(CRM) == ("none",)
        parameters(deployed, {"select/crm_adapter": "drive-sheet", "discount_cap": "0.1"})
        assert first.registry.selected(CRM) == ("none",)
        second = wire(cold())
        assert second.registry.selected(CRM) == ("sheet",)
        assert str(second.deployment.app.discount_cap) == "0.1"

    def test_the_environment_chooses_the_crm_over_the_store(
        self, cold: Callable[[], AwsBackend], deployed: AwsBackend, surroundings: dict[str, str]
    ) -> None:
        parameters(deployed, {"select/crm_adapter": "none"})
        surroundings["CRM_ADAPTER"] = "hubspot"
        assert wire(cold()).registry.selected(CRM) == ("hubspot",)

    @pytest.mark.parametrize("name", ["hubspott", "sap"])
    def test_a_crm_that_there_is_not_is_refused_with_the_choices(
        self, cold: Callable[[], AwsBackend], surroundings: dict[str, str], name: str
    ) -> None:
        surroundings["CRM_ADAPTER"] = name
        with pytest.raises(ConfigError, match=f"crm_adapter: there is no '{name}'") as caught:
            wire(cold()).registry.providers(CRM)
        assert {"hubspot", "sheet", "none"} <= set(caught.value.choices)

    def test_a_key_that_selects_nothing_is_refused_with_the_choices(
        self, cold: Callable[[], AwsBackend], deployed: AwsBackend
    ) -> None:
        parameters(deployed, {"select/crm_adaptor": "none"})
        with pytest.raises(ConfigError, match=r"no key 'crm_adaptor'.*crm_adapter"):
            wire(cold())

    def test_one_application_a_process(
        self, deployed: AwsBackend, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(entry, "_KEPT", {})
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", deployed.aws.place.account)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        assert entry.aws_app(surroundings) is entry.aws_app(surroundings)

    def test_a_back_end_that_there_is_not_is_refused_with_the_choices(self) -> None:
        assert on_aws({"QD_BACKEND": "aws"})
        assert not on_aws({})
        with pytest.raises(ConfigError, match="choose local or aws"):
            on_aws({"QD_BACKEND": "azure"})


class TestDocuments:
    @pytest.fixture
    def now(self) -> list[float]:
        return [100.0]

    @pytest.fixture
    def documents(self, deployed: AwsBackend, cache: Path, now: list[float]) -> StoredDocuments:
        return StoredDocuments(deployed.objects, cache, now=lambda: now[0])

    def test_a_changed_object_is_read_and_nothing_else(
        self, documents: StoredDocuments, deployed: AwsBackend, now: list[float]
    ) -> None:
        first = documents()
        assert documents() is first
        now[0] += 60
        assert documents() is first, "the ETags are the same"
        deployed.objects.put(Bucket.DOCUMENTS, "catalog.txt", CATALOG.replace("4.20", "4.70").encode())
        assert documents() is first, "within one message"
        now[0] += 60
        second = documents()
        assert second.catalog.version != first.catalog.version
        assert str(second.catalog.get("BR-10").price) == "4.70"

    def test_a_version_that_cannot_be_used_leaves_the_last_good_one(
        self,
        documents: StoredDocuments,
        deployed: AwsBackend,
        now: list[float],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        good = documents()
        deployed.objects.put(Bucket.DOCUMENTS, "catalog.txt", b"nothing of a catalog")
        with caplog.at_level(logging.ERROR, "qd"):
            for _ in range(3):
                now[0] += 60
                assert documents() is good
        assert isinstance(documents.problem, DocumentError)
        assert len(caplog.records) == 1
        deployed.objects.put(Bucket.DOCUMENTS, "catalog.txt", CATALOG.encode())
        now[0] += 60
        assert documents().catalog.version == good.catalog.version
        assert documents.problem is None

    def test_what_is_missing_or_there_twice_is_named(
        self, documents: StoredDocuments, deployed: AwsBackend
    ) -> None:
        deployed.objects.put(Bucket.DOCUMENTS, "catalog.xlsx", b"x")
        with pytest.raises(ConfigError, match=r"catalog\.txt and catalog\.xlsx"):
            documents()
        for name in ("catalog.xlsx", "catalog.txt"):
            deployed.objects.delete(f"{Bucket.DOCUMENTS}/{name}")
        with pytest.raises(ConfigError, match=r"no catalog document: put catalog\.txt there"):
            documents()

    def test_versions_of_before_come_from_the_buckets_history(
        self, documents: StoredDocuments, deployed: AwsBackend, now: list[float]
    ) -> None:
        old = documents().catalog.version
        new = CATALOG.replace("4.20", "4.70").encode()
        deployed.objects.put(Bucket.DOCUMENTS, "catalog.txt", new)
        now[0] += 60
        assert documents.content("catalog", old) == ("catalog.txt", CATALOG.encode())
        assert documents.content("catalog", documents().catalog.version) == ("catalog.txt", new)
        assert documents.content("catalog", "sha256:00") is None
        assert documents.content("prices", old) is None

    def test_the_logo_lies_beside_the_documents(
        self, cold: Callable[[], AwsBackend], deployed: AwsBackend
    ) -> None:
        parameters(deployed, {"company/logo": "logo.png"})
        with pytest.raises(ConfigError, match=r"logo: bucket qd-catalog-source-.* has no logo\.png"):
            wire(cold())
        deployed.objects.put(Bucket.DOCUMENTS, "logo.png", b"PNG")
        assert wire(cold()).company.logo == b"PNG"

    def test_the_companys_name_may_be_the_catalogs(
        self, cold: Callable[[], AwsBackend], deployed: AwsBackend
    ) -> None:
        deployed.aws.parameters.delete_parameter(Name="/qd/config/company/name")
        assert wire(cold()).company.name == "Small Co"


def test_an_rfq_goes_its_whole_way(cold: Callable[[], AwsBackend]) -> None:
    app = wire(cold())
    rfq_id = take_in(app, mail("40 x BR-10\n5 x RL-50\nShip to Chicago, IL 60601"))
    app.run_until_idle()
    found = app.draft(rfq_id)
    assert found is not None
    record = found[0]
    assert record.state == "queued"
    assert record.draft.total is not None
    assert [row.key for row in app.backend.records.find(TableName.DRAFTS, facets={"state": ["queued"]})] == [
        rfq_id
    ]
    [by_reference] = app.backend.records.find(
        TableName.DRAFTS, facets={"reference": [record.draft.reference], "state": ["queued", "edited"]}
    )
    assert by_reference.key == rfq_id
    kinds = [Event.model_validate_json(body).kind for body in app.backend.audit.trail(rfq_id)]
    assert EventKind.RECEIVED in kinds
    assert kinds[-1] == EventKind.READY
    for queue in QueueName:
        assert app.backend.queue.depth(queue) == 0
        assert app.backend.queue.dead_letters(queue) == []
    again = wire(cold())  # another process finds the same
    assert again.draft(rfq_id) == found


def test_nothing_is_left_of_a_buyer_who_is_erased(cold: Callable[[], AwsBackend]) -> None:
    backend = cold()
    app = wire(backend)
    rfq_id = take_in(app, mail("40 x BR-10\nShip to Chicago, IL 60601"))
    app.run_until_idle()
    backend.work.note(
        "failure", f"intake/{rfq_id}", timedelta(days=1), reason="no reader for dana@acme.example"
    )
    assert "dana@acme.example" in everything(backend)
    erased = erase_buyer(app, "dana@acme.example", actor="lee")
    backend.queue.forget(rfq_id)
    assert erased.rfq_ids == (rfq_id,)
    assert erased.objects >= 1
    left = everything(backend)
    assert "dana@acme.example" not in left
    assert "Dana" not in left
    assert problems(backend.audit.rows()) == []


def everything(backend: AwsBackend) -> str:
    """Every item of every table and every object, as text."""
    found = [str(item) for table in (*TABLES.values(), WORK) for item in scanned(backend, table.name)]
    for bucket in BUCKETS:
        name = backend.aws.place.bucket(bucket.name)
        for one in backend.aws.s3.list_objects_v2(Bucket=name).get("Contents", []):
            found.append(one["Key"])
            found.append(str(backend.aws.s3.get_object(Bucket=name, Key=one["Key"])["Body"].read()))
    return "\n".join(found)
