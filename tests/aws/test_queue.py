"""Queues on SQS beyond their contract: groups, deduplication, dead letters, deliveries."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from qd_core.backends.aws.backend import AwsBackend
from qd_core.errors import ConfigError
from qd_core.ports import QueueMessage, QueueName
from tests.aws.emulator import EmulatorClock
from tests.aws.looking import function, printed

HOUR = timedelta(hours=1)


class TestQueue:
    def test_a_worker_that_dies_three_times_leaves_its_message_to_the_dead_letters(
        self, backend: AwsBackend, clock: EmulatorClock
    ) -> None:
        backend.queue.send(QueueName.PRICER, "r1")
        for _ in range(3):
            assert backend.queue.receive(QueueName.PRICER)
            clock.forward(HOUR)
        assert backend.queue.receive(QueueName.PRICER) is None
        [(dead, reason)] = backend.queue.dead_letters(QueueName.PRICER)
        assert (dead.body, reason) == ("r1", "the worker did not answer in time, three times")

    def test_looking_at_the_dead_letters_takes_none(self, backend: AwsBackend) -> None:
        for number in range(12):
            backend.queue.send(QueueName.INTAKE, f"r{number}")
            for _ in range(3):
                message = backend.queue.receive(QueueName.INTAKE)
                assert message is not None
                backend.queue.retry(message, reason=f"why {message.body}")
            assert backend.queue.receive(QueueName.INTAKE) is None
        for _ in range(2):
            letters = backend.queue.dead_letters(QueueName.INTAKE)
            assert {(dead.body, reason) for dead, reason in letters} == {
                (f"r{number}", f"why r{number}") for number in range(12)
            }

    @pytest.mark.parametrize("queue", [QueueName.INTAKE, QueueName.COMPOSER])
    def test_a_dead_letter_that_is_tried_again_starts_over(
        self, backend: AwsBackend, queue: QueueName
    ) -> None:
        backend.queue.send(queue, "r1", group="Ada <ada@buyer.example>")
        for _ in range(3):
            message = backend.queue.receive(queue)
            assert message is not None
            backend.queue.retry(message, reason="broken")
        assert backend.queue.receive(queue) is None
        assert backend.queue.revive(queue, "another") == 0
        assert backend.queue.revive(queue, "r1") == 1
        again = backend.queue.receive(queue)
        assert again is not None
        assert (again.body, again.attempt, again.group) == ("r1", 1, "Ada <ada@buyer.example>")
        assert backend.queue.dead_letters(queue) == []

    def test_a_standard_queue_deduplicates_too(self, backend: AwsBackend, clock: EmulatorClock) -> None:
        for _ in range(3):
            backend.queue.send(QueueName.PRICER, "r1", dedupe="r1/price/1")
        assert backend.queue.depth(QueueName.PRICER) == 1
        clock.forward(timedelta(minutes=6))
        backend.queue.send(QueueName.PRICER, "r1", dedupe="r1/price/1")
        assert backend.queue.depth(QueueName.PRICER) == 2

    def test_a_message_that_could_not_be_sent_is_not_taken_for_sent(self, backend: AwsBackend) -> None:
        sqs = backend.aws.sqs
        url = sqs.get_queue_url(QueueName="draft-pricer-queue")["QueueUrl"]
        sqs.delete_queue(QueueUrl=url)
        with pytest.raises(ConfigError, match="draft-pricer-queue"):
            backend.queue.send(QueueName.PRICER, "r1", dedupe="d")
        sqs.create_queue(QueueName="draft-pricer-queue")
        backend.queue.send(QueueName.PRICER, "r1", dedupe="d")
        assert backend.queue.depth(QueueName.PRICER) == 1

    def test_any_text_may_be_group_and_dedupe(self, backend: AwsBackend) -> None:
        for text in ("Müller & Söhne 日本", "x" * 5000, "with space"):
            backend.queue.send(QueueName.INTAKE, "b", group=text[:200], dedupe=text)
            backend.queue.send(QueueName.INTAKE, "b", group=text[:200], dedupe=text)
        assert backend.queue.depth(QueueName.INTAKE) == 3

    def test_a_message_as_lambda_gives_it_is_retried_and_acknowledged(self, backend: AwsBackend) -> None:
        backend.queue.send(QueueName.PRICER, "r1")
        sqs = backend.aws.sqs
        url = sqs.get_queue_url(QueueName="draft-pricer-queue")["QueueUrl"]
        for attempt in (1, 2):
            [raw] = sqs.receive_message(
                QueueUrl=url, MessageSystemAttributeNames=["ApproximateReceiveCount"]
            )["Messages"]
            count = int(raw["Attributes"]["ApproximateReceiveCount"])
            message = QueueMessage(QueueName.PRICER, raw["Body"], raw["ReceiptHandle"], count)
            assert (message.body, message.attempt) == ("r1", attempt)
            if attempt == 1:
                backend.queue.retry(message, reason="busy")
            else:
                backend.queue.acknowledge(message)
        assert backend.queue.depth(QueueName.PRICER) == 0

    def test_events_and_deliveries_are_no_queues_here(self, backend: AwsBackend) -> None:
        for queue in (QueueName.EVENTS, QueueName.DELIVERY):
            assert backend.queue.receive(queue) is None
            assert backend.queue.depth(queue) == 0
            assert backend.queue.dead_letters(queue) == []

    def test_a_delivery_calls_its_function(self, backend: AwsBackend) -> None:
        with pytest.raises(ConfigError, match="function render-pdf"):
            backend.queue.send(QueueName.DELIVERY, "r1")
        source = "def handler(event, context):\n    print('GOT', event['rfq_id'])\n"
        function(backend, "render-pdf", source)
        backend.queue.send(QueueName.DELIVERY, "r-17", dedupe="r-17/deliver")
        backend.queue.send(QueueName.DELIVERY, "r-17", dedupe="r-17/deliver")
        assert printed(backend, "render-pdf", "GOT r-17") == 1

    def test_what_lambda_and_the_bus_could_not_deliver_says_why(self, backend: AwsBackend) -> None:
        sqs = backend.aws.sqs
        failed = {
            "requestContext": {"condition": "RetriesExhausted"},
            "requestPayload": {"rfq_id": "r1"},
            "responsePayload": {"errorMessage": "the mail server refuses", "errorType": "RejectedError"},
        }
        url = sqs.get_queue_url(QueueName="render-pdf-dlq")["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps(failed))
        [(dead, reason)] = backend.queue.dead_letters(QueueName.DELIVERY)
        assert (dead.body, reason) == ("r1", "the mail server refuses")

        detail = {"kind": "draft.ready", "rfq_id": "r2"}
        url = sqs.get_queue_url(QueueName="qd-events-dlq")["QueueUrl"]
        sqs.send_message(
            QueueUrl=url,
            MessageBody=json.dumps({"detail-type": "draft.ready", "detail": detail}),
            MessageAttributes={"ERROR_MESSAGE": {"DataType": "String", "StringValue": "no permission"}},
        )
        [(dead, reason)] = backend.queue.dead_letters(QueueName.EVENTS)
        assert (json.loads(dead.body), reason) == (detail, "no permission")
