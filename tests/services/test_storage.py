"""Recordings at rest: in a real S3-compatible server piece by piece, readable from either place, deleted by key."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from exam_engine.attempt import AttemptState
from exam_engine.programme_file import programme_document
from proctor_server.db.recordings import Part
from proctor_server.db.tables import attempts
from proctor_server.kernel.ids import new_id
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import BlobStoreFailed, MediaError
from proctor_server.media.master_keys import FileKeys, add_master_key, drop_former_keys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.recovery import repair
from proctor_server.media.webm import Block
from proctor_server.services.errors import RecordingDeleted, UnknownAttempt, UnknownHold
from proctor_server.services.keeping import KeepingService
from proctor_server.services.key_rotation import n_under_former, rewrap_all
from proctor_server.services.recordings import index_segment
from proctor_server.services.uploads import UploadService
from proctor_server.services.vault import Vault
from tests.support.recordings import black, encoded, write_part
from tests.support.s3_server import S3Server, s3_server
from tests.support.sitting import Sitting, part_row

RETENTION = timedelta(days=30)


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return encoded(black, 8)


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "recordings"
    made.mkdir()
    return made


@pytest.fixture
def blobs(s3: S3Server) -> BlobStore:
    return BlobStore.from_url(s3.url, s3.options)


@pytest.fixture
def vault(sitting: Sitting, folder: Path, blobs: BlobStore, tmp_path: Path) -> Vault:
    keys = FileKeys.open(tmp_path / "master")
    return Vault(sitting.database, keys, blobs=blobs, local=LocalParts(folder))


@pytest.fixture
def uploads(sitting: Sitting, vault: Vault, blobs: BlobStore) -> UploadService:
    return UploadService(sitting.database, blobs, vault.local, piece_bytes=3_000)


@pytest.fixture
def keeping(sitting: Sitting, vault: Vault, blobs: BlobStore) -> KeepingService:
    return KeepingService(sitting.database, vault, blobs, retention=RETENTION)


async def recorded(sitting: Sitting, vault: Vault, blocks: list[Block], *, ended: bool = True) -> Part:
    """A sealed part of eight seconds."""
    await sitting.start()
    seal = await vault.seal_for(sitting.attempt_id, "part", sitting.clock.now())
    row = part_row(sitting.attempt_id, "part", sitting.clock.now())
    part = Part(**{name: getattr(row, name) for name in Part.__slots__} | {"sealed": True})
    whole = write_part(vault.local.path(part.blob_key), blocks, complete=ended, seal=seal)
    async with sitting.database.write() as tx:
        await tx.recordings.add_part(part)
        for segment in whole.segments:
            await index_segment(tx, part, segment)
        if ended:
            await tx.recordings.end_part(
                part.id, cause="peer_closed", duration_ms=whole.duration_ms, n_bytes=whole.size
            )
    return await stored_row(sitting)


async def stored_row(sitting: Sitting) -> Part:
    async with sitting.database.read() as tx:
        found = await tx.recordings.part("part")
    assert found is not None
    return found


async def test_a_part_goes_to_the_store_in_pieces_and_reads_the_same_from_there(
    sitting: Sitting, vault: Vault, uploads: UploadService, blobs: BlobStore, blocks: list[Block]
) -> None:
    part = await recorded(sitting, vault, blocks)
    whole = await vault.read(part, 0, 1 << 30)
    stored = vault.local.path(part.blob_key).read_bytes()
    [waiting] = await uploads.waiting()
    await uploads.upload(waiting, sitting.clock.now())
    assert not vault.local.path(part.blob_key).exists()
    assert await uploads.waiting() == []
    async with sitting.database.read() as tx:
        pieces = sorted(await tx.storage.pieces(part.id), key=lambda piece: piece.byte_offset)
        segments = await tx.recordings.segments_in(part.id)
    assert len(pieces) > 2
    assert b"".join([await blobs.get(one.blob_key) for one in pieces]) == stored
    assert await vault.size(part) == len(whole)
    assert await vault.read(part, 0, 1 << 30) == whole
    for start, end in ((0, 100), (33_000, 36_500), (len(whole) - 50, len(whole) + 5)):
        assert await vault.read(part, start, end) == whole[start:end]
    assert len(await vault.segment(part, segments[1])) > segments[1].n_bytes


async def test_what_is_under_way_is_sent_as_far_as_it_is_whole(
    sitting: Sitting, vault: Vault, uploads: UploadService, blocks: list[Block]
) -> None:
    part = await recorded(sitting, vault, blocks, ended=False)
    now = sitting.clock.now()
    await uploads.upload(part, now)
    async with sitting.database.read() as tx:
        first = await tx.storage.pieces(part.id)
    assert first
    assert all(piece.no > 0 for piece in first)
    assert vault.local.path(part.blob_key).exists()
    seal = await vault.opener(sitting.attempt_id, part.id)
    whole = repair(vault.local.path(part.blob_key), seal)
    async with sitting.database.write() as tx:
        await tx.recordings.end_part(part.id, cause="server_stop", duration_ms=8000, n_bytes=whole.size)
    expected = await vault.read(part, 0, 1 << 30)
    await uploads.upload(await stored_row(sitting), now)
    assert await vault.read(part, 0, 1 << 30) == expected


async def test_a_store_that_does_not_answer_costs_nothing(
    sitting: Sitting, vault: Vault, blocks: list[Block]
) -> None:
    part = await recorded(sitting, vault, blocks)
    options = {"endpoint": "http://127.0.0.1:9", "access_key_id": "a", "secret_access_key": "b"}
    gone = BlobStore.from_url("s3://bucket/x", {**options, "region": "us-east-1"}, retry_s=0.5)
    with pytest.raises(BlobStoreFailed):
        await UploadService(sitting.database, gone, vault.local).upload(part, sitting.clock.now())
    assert vault.local.path(part.blob_key).exists()


async def test_a_stored_object_that_was_changed_does_not_open(
    sitting: Sitting, vault: Vault, uploads: UploadService, blobs: BlobStore, blocks: list[Block]
) -> None:
    part = await recorded(sitting, vault, blocks)
    await uploads.upload(part, sitting.clock.now())
    async with sitting.database.read() as tx:
        piece = (await tx.storage.pieces(part.id))[1]
    data = bytearray(await blobs.get(piece.blob_key))
    data[-1] ^= 1
    await blobs.put(piece.blob_key, bytes(data))
    with pytest.raises(MediaError):
        await vault.read(part, piece.byte_offset, piece.end)


async def released(sitting: Sitting, vault: Vault, blocks: list[Block]) -> Part:
    """A decided attempt whose recording's time is over."""
    part = await recorded(sitting, vault, blocks)
    await vault.put_picture(sitting.attempt_id, "stills/x.jpg", b"still", sitting.clock.now())
    await sitting.submit()
    async with sitting.database.writer.begin() as connection:
        await connection.execute(attempts.update().values(state=AttemptState.RELEASED.value))
    sitting.clock.step(seconds=RETENTION.total_seconds() + 1)
    return part


async def test_deleting_the_key_is_the_deletion(
    sitting: Sitting, vault: Vault, keeping: KeepingService, blobs: BlobStore, blocks: list[Block]
) -> None:
    part = await released(sitting, vault, blocks)
    copy = vault.local.path(part.blob_key).read_bytes()
    assert await keeping.delete_expired(sitting.clock.now()) == 1
    assert await keeping.delete_expired(sitting.clock.now()) == 0
    assert not vault.local.path(part.blob_key).exists()
    vault.local.path(part.blob_key).write_bytes(copy)  # a backup that somebody puts back
    with pytest.raises(RecordingDeleted):
        await vault.read(part, 40_000, 50_000)
    with pytest.raises(RecordingDeleted):
        await vault.seal_for(sitting.attempt_id, "another part", sitting.clock.now())
    async with sitting.database.read() as tx:
        assert "recording_deleted" in {line.action for line in await tx.journal.latest(5)}
        assert await tx.journal.verify() is None


async def test_nothing_is_deleted_before_its_time_or_while_it_is_held(
    sitting: Sitting, vault: Vault, keeping: KeepingService, blocks: list[Block]
) -> None:
    part = await released(sitting, vault, blocks)
    now = sitting.clock.now()
    assert await keeping.delete_expired(now - timedelta(seconds=2)) == 0
    by = sitting.candidate_id
    [hold] = await keeping.hold(sitting.attempt_id, reason="an appeal", by=by, now=now)
    assert await keeping.delete_expired(now) == 0
    assert await vault.read(part, 0, 100)
    await keeping.release(sitting.attempt_id, hold.id, by=by, now=now)
    with pytest.raises(UnknownHold):
        await keeping.release(sitting.attempt_id, hold.id, by=by, now=now)
    assert await keeping.delete_expired(now) == 1
    with pytest.raises(UnknownAttempt):
        await keeping.hold("none", reason="an appeal", by=by, now=now)


@pytest.mark.parametrize("days", [7, 90])
async def test_a_programme_has_a_time_of_its_own(
    days: int, sitting: Sitting, vault: Vault, keeping: KeepingService, blocks: list[Block]
) -> None:
    """Shorter or longer than the house's 30 days; the version counts that the attempt was held under."""
    await released(sitting, vault, blocks)
    document = programme_document("legislation") | {"recordings_kept_days": days}
    version_id = new_id()
    async with sitting.database.write() as tx:
        await tx.programmes.add(
            version_id=version_id, no=9, document=document, author_id=None, now=sitting.clock.now()
        )
    async with sitting.database.writer.begin() as connection:
        await connection.execute(attempts.update().values(programme_version_id=version_id))
    closed_at = sitting.clock.now() - RETENTION - timedelta(seconds=1)
    assert await keeping.delete_expired(closed_at + timedelta(days=days)) == 0
    assert await keeping.delete_expired(closed_at + timedelta(days=days, seconds=1)) == 1
    async with sitting.database.read() as tx:
        assert "recording_deleted" in {line.action for line in await tx.journal.latest(5)}


async def test_a_rotation_rewraps_every_key_and_a_running_server_follows(
    sitting: Sitting, vault: Vault, blocks: list[Block], tmp_path: Path
) -> None:
    part = await recorded(sitting, vault, blocks)
    file = tmp_path / "master"
    keys = add_master_key(file)
    assert await n_under_former(sitting.database, keys) == 1
    assert await rewrap_all(sitting.database, keys) == 1
    assert await rewrap_all(sitting.database, keys) == 0
    drop_former_keys(file)
    vault.forget(sitting.attempt_id)
    assert await vault.read(part, 33_500, 34_000)
