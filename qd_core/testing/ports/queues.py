"""Contract of `Queue`."""

from __future__ import annotations

from datetime import timedelta

from qd_core.ports import Queue, QueueMessage, QueueName
from qd_core.testing.clock import ManualClock

__all__ = ["QueueContract"]


def _receive(queue: Queue, name: QueueName = QueueName.INTAKE) -> QueueMessage:
    message = queue.receive(name)
    assert message is not None, "a message should be visible"
    return message


class QueueContract:
    """Give fixtures ``queue`` (empty) and ``clock`` (the one it reads)."""

    def test_one_message_is_delivered_and_gone_when_acknowledged(self, queue: Queue) -> None:
        queue.send(QueueName.INTAKE, "body")
        message = _receive(queue)
        assert (message.body, message.attempt) == ("body", 1)
        queue.acknowledge(message)
        assert queue.receive(QueueName.INTAKE) is None
        assert queue.depth(QueueName.INTAKE) == 0

    def test_a_message_in_work_is_hidden_then_comes_back(self, queue: Queue, clock: ManualClock) -> None:
        queue.send(QueueName.PRICER, "body")
        _receive(queue, QueueName.PRICER)
        assert queue.receive(QueueName.PRICER) is None
        clock.forward(timedelta(hours=1))
        assert _receive(queue, QueueName.PRICER).attempt == 2

    def test_an_old_receipt_acknowledges_nothing(self, queue: Queue, clock: ManualClock) -> None:
        queue.send(QueueName.INTAKE, "body")
        old = _receive(queue)
        clock.forward(timedelta(hours=1))
        new = _receive(queue)
        queue.acknowledge(old)
        assert queue.depth(QueueName.INTAKE) == 1
        queue.acknowledge(new)
        assert queue.depth(QueueName.INTAKE) == 0

    def test_three_attempts_then_the_dead_letters_with_the_reason(self, queue: Queue) -> None:
        queue.send(QueueName.INTAKE, "poison")
        for attempt in (1, 2, 3):
            message = _receive(queue)
            assert message.attempt == attempt
            queue.retry(message, reason=f"failure {attempt}")
        assert queue.receive(QueueName.INTAKE) is None
        [(dead, reason)] = queue.dead_letters(QueueName.INTAKE)
        assert (dead.body, reason) == ("poison", "failure 3")

    def test_a_retry_waits_for_its_delay(self, queue: Queue, clock: ManualClock) -> None:
        queue.send(QueueName.INTAKE, "later")
        queue.retry(_receive(queue), reason="busy", delay=timedelta(seconds=30))
        assert queue.receive(QueueName.INTAKE) is None
        clock.forward(timedelta(seconds=30))
        assert _receive(queue).attempt == 2

    def test_the_same_message_within_the_window_is_one(self, queue: Queue, clock: ManualClock) -> None:
        queue.send(QueueName.INTAKE, "x", dedupe="d")
        queue.send(QueueName.INTAKE, "x", dedupe="d")
        assert queue.depth(QueueName.INTAKE) == 1
        clock.forward(timedelta(minutes=6))
        queue.send(QueueName.INTAKE, "x", dedupe="d")
        assert queue.depth(QueueName.INTAKE) == 2

    def test_a_group_is_delivered_in_order_and_blocks_nobody_else(self, queue: Queue) -> None:
        queue.send(QueueName.INTAKE, "a1", group="a")
        queue.send(QueueName.INTAKE, "a2", group="a")
        queue.send(QueueName.INTAKE, "b1", group="b")
        first = _receive(queue)
        assert first.body == "a1"
        other = _receive(queue)
        assert other.body == "b1"
        assert queue.receive(QueueName.INTAKE) is None
        queue.acknowledge(first)
        assert _receive(queue).body == "a2"

    def test_queues_do_not_mix(self, queue: Queue) -> None:
        queue.send(QueueName.PRICER, "p")
        assert queue.receive(QueueName.COMPOSER) is None
