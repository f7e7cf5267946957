"""The screen is recorded beside the camera: a part of its own, never analysed, no part of the coverage line."""

from proctor_server.ingest.events import PartStarted
from proctor_server.kernel.streams import StreamKind, read_stream_name, stream_name
from proctor_server.services.coverage import coverage_of
from proctor_server.services.recordings import RecordingIndex, parts_on_line
from tests.support.sitting import Sitting, segment_row


def test_a_streams_name_is_read_back() -> None:
    for kind in StreamKind:
        assert read_stream_name(stream_name("attempt", kind)) == ("attempt", kind)


async def test_the_screen_is_indexed_apart_from_the_camera(sitting: Sitting) -> None:
    await sitting.start()
    await sitting.record_part("camera", n_segments=1)
    stream = stream_name(sitting.attempt_id, StreamKind.SCREEN)
    index = RecordingIndex(sitting.database, sitting.clock)
    started = PartStarted(
        "screen", stream, sitting.clock.now(), f"{stream}/screen.webm", 1920, 1080, sealed=True
    )
    await index.part_started(started)
    await index.segment_closed(segment_row("screen", 0))
    claimed = await sitting.services.analysis.claim(sitting.clock.now())
    assert claimed is not None
    assert claimed.part.id == "camera"
    assert await sitting.services.analysis.claim(sitting.clock.now()) is None
    sitting.clock.step(seconds=20)
    async with sitting.database.read() as tx:
        parts = await tx.recordings.parts_of(sitting.attempt_id)
        line = await coverage_of(tx, await sitting.attempt(), sitting.clock.now())
        found = await tx.recordings.segments_of(sitting.attempt_id, StreamKind.SCREEN)
    assert {part.id: part.kind for part in parts} == {"camera": "camera", "screen": "screen"}
    assert len(found) == 1
    assert line[0].t1_s == 4.0
    on_line = parts_on_line(parts, found, parts[0].started_at)
    assert {one.id: one.kind for one in on_line}["screen"] is StreamKind.SCREEN
