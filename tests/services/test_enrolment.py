"""The last good picture of the device check is kept, sealed, until the attempt begins."""

from datetime import timedelta
from pathlib import Path

import pytest

from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.services.enrolment import EnrolmentService, baseline_of, enrolment_key
from proctor_server.services.vault import Vault
from tests.support.sitting import Sitting
from vision.results import FrameCheck
from vision.signals import Baseline, View

JPEG = b"\xff\xd8\xff a face"


def checked(yaw_deg: float | None) -> FrameCheck:
    baseline = None if yaw_deg is None else Baseline(yaw_deg, 2.0, 3.0, (120,) * 192, (5,) * 128)
    return FrameCheck(1, 0.3, 120.0, View.CLEAR, yaw_deg, baseline)


@pytest.fixture
def vault(sitting: Sitting, tmp_path: Path) -> Vault:
    blobs = BlobStore.from_url(tmp_path / "blobs")
    return Vault(
        sitting.database, FileKeys.open(tmp_path / "master"), blobs=blobs, local=LocalParts(tmp_path)
    )


async def yaw_kept(sitting: Sitting) -> float | None:
    async with sitting.database.read() as tx:
        found = await baseline_of(tx, sitting.attempt_id)
    return None if found is None else found.yaw_deg


async def test_the_last_good_picture_before_the_start_stands(sitting: Sitting, vault: Vault) -> None:
    enrolment = EnrolmentService(sitting.database, vault)
    await (await sitting.assign()).prepare()

    async def keep(yaw_deg: float | None, jpeg: bytes) -> bool:
        sitting.clock.step(seconds=1)
        return await enrolment.keep(sitting.attempt_id, jpeg, checked(yaw_deg), sitting.clock.now())

    assert not await keep(None, JPEG)
    assert await yaw_kept(sitting) is None
    assert await keep(4.0, JPEG)
    assert await keep(5.0, JPEG + b" again")
    assert await yaw_kept(sitting) == 5.0
    key = enrolment_key(sitting.attempt_id)
    assert await vault.picture(sitting.attempt_id, key) == JPEG + b" again"
    await sitting.services.attempts.start(
        sitting.candidate_id, sitting.attempt_id, language="kk", now=sitting.clock.now()
    )
    assert not await keep(6.0, JPEG)
    assert await yaw_kept(sitting) == 5.0


async def test_nothing_is_kept_for_an_attempt_that_is_none(sitting: Sitting, vault: Vault) -> None:
    enrolment = EnrolmentService(sitting.database, vault)
    assert not await enrolment.keep("none", JPEG, checked(1.0), sitting.clock.now() + timedelta(1))
