"""The figures of a receiver report, as RFC 3550 counts them."""

from __future__ import annotations

from proctor_server.ingest.reception import Reception


def receive(reception: Reception, sequences: list[int], *, each_s: float = 0.02, begin: float = 10.0) -> None:
    for n, sequence in enumerate(sequences):
        now = begin + n * each_s
        reception.packet(sequence % (1 << 16), int(now * 90_000), now)


def test_nothing_lost_across_a_wrap() -> None:
    reception = Reception(65_530, 90_000)
    receive(reception, list(range(65_530, 65_550)))
    report = reception.report(11.0)
    assert (report.fraction_lost, report.packets_lost, report.jitter) == (0, 0, 0)
    assert report.highest_sequence == 65_549


def test_a_quarter_lost_is_64_of_256_in_its_interval_only() -> None:
    reception = Reception(0, 90_000)
    receive(reception, [n for n in range(100) if n % 4 != 1])
    assert reception.report(11.0).fraction_lost == 64
    receive(reception, list(range(100, 150)), begin=13.0)
    second = reception.report(14.0)
    assert (second.fraction_lost, second.packets_lost) == (0, 25)


def test_repeated_packets_are_no_negative_loss_on_the_wire() -> None:
    reception = Reception(0, 90_000)
    receive(reception, [0, 1, 1, 1, 2])
    report = reception.report(11.0)
    assert report.fraction_lost == 0
    assert report.packets_lost == -2


def test_jitter_grows_with_uneven_arrival() -> None:
    reception = Reception(0, 90_000)
    for n in range(200):
        reception.packet(n, n * 1_800, n * 0.02 + (0.005 if n % 2 else 0.0))
    assert 300 < reception.report(11.0).jitter <= 450


def test_the_round_trip_can_be_told() -> None:
    reception = Reception(0, 90_000)
    receive(reception, [0])
    assert reception.report(11.0).since_sender_report == 0
    reception.sender_report(0x1234_5678_9ABC_DEF0, 11.0)
    report = reception.report(11.5)
    assert report.last_sender_report == 0x5678_9ABC
    assert report.since_sender_report == 32_768
