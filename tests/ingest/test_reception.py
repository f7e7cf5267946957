"""The figures of a receiver report, as RFC 3550 counts them."""

from __future__ import annotations

from proctor_server.ingest.reception import Progress, Reception, ReceptionReport
from proctor_server.ingest.reorder import MODULUS, Packet, Reorder

HOLD_S = 0.5


class Receiver:
    """Packets go through the order first, and the reception reads how far it got."""

    def __init__(self) -> None:
        self.order, self.reception = Reorder(HOLD_S), Reception(90_000)

    def receive(self, sequences: list[int], *, at: float = 10.0) -> None:
        for sequence in sequences:
            self.order.push(Packet(sequence % MODULUS, 0, True, b"x"), at)

    def report(self, now: float) -> ReceptionReport:
        self.order.poll(now)
        return self.reception.report(self.order.progress, now)


def test_nothing_lost_across_a_wrap() -> None:
    receiver = Receiver()
    receiver.receive(list(range(65_530, 65_550)))
    report = receiver.report(11.0)
    assert (report.fraction_lost, report.packets_lost) == (0, 0)
    assert report.highest_sequence == 65_549


def test_a_quarter_lost_is_64_of_256_in_its_interval_only() -> None:
    receiver = Receiver()
    receiver.receive([n for n in range(101) if n % 4 != 1])
    report = receiver.report(11.0)
    assert (report.fraction_lost, report.packets_lost, report.highest_sequence) == (63, 25, 100)
    receiver.receive(list(range(101, 151)), at=13.0)
    second = receiver.report(14.0)
    assert (second.fraction_lost, second.packets_lost, second.highest_sequence) == (0, 25, 150)


def test_what_is_missing_now_counts_until_it_comes() -> None:
    receiver = Receiver()
    receiver.receive([0, 1, 4])
    assert receiver.order.progress == Progress(n_expected=5, n_missing=2, highest=4)
    receiver.receive([2, 3])
    assert receiver.order.progress == Progress(n_expected=5, n_missing=0, highest=4)


def test_a_packet_that_had_to_be_asked_for_was_lost_on_its_way() -> None:
    receiver = Receiver()
    receiver.receive([0, 2])
    receiver.order.n_again += 1
    receiver.receive([1])
    assert receiver.order.progress == Progress(n_expected=3, n_missing=1, highest=2)


def test_packets_counted_over_several_wraps() -> None:
    receiver = Receiver()
    receiver.receive([0])
    for _ in range(70):
        begin = receiver.order.progress.n_expected
        receiver.receive(list(range(begin, begin + 2_000)))
    assert receiver.order.progress == Progress(n_expected=140_001, n_missing=0, highest=140_000)


def test_a_sender_that_begins_anew_takes_nothing_back() -> None:
    receiver = Receiver()
    receiver.receive(list(range(30_000, 30_050)))
    receiver.report(11.0)
    receiver.receive(list(range(10, 200)))
    report = receiver.report(12.0)
    assert (report.fraction_lost, report.packets_lost, report.highest_sequence) == (0, 0, 199)


def test_jitter_grows_with_uneven_arrival() -> None:
    even, uneven = Reception(90_000), Reception(90_000)
    for n in range(200):
        timestamp = (n * 1_800 - 90_000) % (1 << 32)  # wraps on its way
        even.frame(timestamp, n * 0.02)
        uneven.frame(timestamp, n * 0.02 + (0.005 if n % 2 else 0.0))
    assert even.jitter <= 1
    assert 300 < uneven.jitter <= 450


def test_the_round_trip_can_be_told() -> None:
    reception = Reception(90_000)
    nothing = Progress(0, 0, 0)
    assert reception.report(nothing, 11.0).since_sender_report == 0
    reception.sender_report(0x1234_5678_9ABC_DEF0, 11.0)
    report = reception.report(nothing, 11.5)
    assert report.last_sender_report == 0x5678_9ABC
    assert report.since_sender_report == 32_768
