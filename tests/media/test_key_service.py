"""A key service in the place of the file: what it wrapped only it opens, and what it says is told in our words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from proctor_server.media.errors import BadSeal, KeyServiceFailed, KeyUnknown
from proctor_server.media.key_service import ServiceAfterFile, ServiceKeys
from proctor_server.media.master_keys import FileKeys, Wrapped
from proctor_server.media.sealing import new_data_key
from tests.support.s3_server import S3Server, s3_server
from tests.support.server import free_port


@pytest.fixture(scope="module")
def aws() -> Iterator[S3Server]:
    """The S3 server's program speaks KMS, too."""
    with s3_server() as server:
        yield server


@pytest.fixture
def keys(aws: S3Server) -> ServiceKeys:
    made = ServiceKeys("unused", aws.options)._client
    alias = f"alias/{uuid4().hex}"
    made.create_alias(AliasName=alias, TargetKeyId=made.create_key()["KeyMetadata"]["KeyId"])
    return ServiceKeys(alias, aws.options)


async def test_what_the_service_wraps_it_unwraps_for_the_same_attempt_alone(keys: ServiceKeys) -> None:
    data_key = new_data_key()
    wrapped = await keys.wrap(data_key, "attempt")
    assert wrapped.master_key_id == keys.current_id
    assert data_key.hex() not in wrapped.text
    assert await keys.unwrap(wrapped, "attempt") == data_key
    with pytest.raises(BadSeal):
        await keys.unwrap(wrapped, "another attempt")
    with pytest.raises(BadSeal):
        await keys.unwrap(replace(wrapped, text=wrapped.text[:-8] + "AAAAAAAA"), "attempt")


async def test_a_key_that_is_not_there_or_a_service_that_does_not_answer(aws: S3Server) -> None:
    with pytest.raises(KeyUnknown):
        await ServiceKeys("alias/none", aws.options).wrap(new_data_key(), "attempt")
    away = aws.options | {"endpoint": f"http://127.0.0.1:{free_port()}"}
    with pytest.raises(KeyServiceFailed):
        await ServiceKeys("alias/none", away).wrap(new_data_key(), "attempt")


async def test_what_a_file_wrapped_before_is_unwrapped_by_it(keys: ServiceKeys, tmp_path: Path) -> None:
    file = FileKeys.open(tmp_path / "master")
    data_key = new_data_key()
    before = await file.wrap(data_key, "attempt")
    both = ServiceAfterFile(keys, file)
    assert await both.unwrap(before, "attempt") == data_key
    after = await both.wrap(data_key, "attempt")
    assert after.master_key_id == both.current_id == keys.current_id
    assert await both.unwrap(after, "attempt") == data_key
    with pytest.raises(KeyUnknown):
        await ServiceAfterFile(keys, None).unwrap(before, "attempt")
    with pytest.raises(KeyUnknown):
        await file.unwrap(Wrapped(after.text, after.master_key_id), "attempt")
