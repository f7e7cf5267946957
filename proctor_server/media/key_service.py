"""Master keys that never leave a key service: it wraps and unwraps data keys, asked as AWS KMS is."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Mapping
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from .errors import BadSeal, KeyServiceFailed, KeyUnknown
from .master_keys import MasterKeys, Wrapped

PREFIX = "kms:"
LIMITS = Config(connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
SPOILT = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})
GONE = frozenset({"NotFoundException", "DisabledException", "KMSInvalidStateException"})
NAMES = {
    "endpoint": "endpoint_url",
    "region": "region_name",
    "access_key_id": "aws_access_key_id",
    "secret_access_key": "aws_secret_access_key",
}


class ServiceKeys:
    """One key of a key service: an alias, an id or an ARN. The service turns the key itself."""

    def __init__(self, key: str, options: Mapping[str, str]) -> None:
        """Prepare; nothing is asked yet.

        Args:
            options: `endpoint`, `region`, `access_key_id`, `secret_access_key`; what lacks, the usual places
                of AWS's tools say (their environment, the machine's role).
        """
        self._key = key
        self._client: Any = Session().create_client(
            "kms", config=LIMITS, **{NAMES[name]: value for name, value in options.items()}
        )

    @property
    def current_id(self) -> str:
        """The key's name behind the mark that it is a service's."""
        return PREFIX + self._key

    async def wrap(self, data_key: bytes, context: str) -> Wrapped:
        """Have a data key encrypted.

        Raises:
            KeyServiceFailed, KeyUnknown: it does not answer; it has no such key.
        """
        told = await self._ask(
            self._client.encrypt, KeyId=self._key, Plaintext=data_key, EncryptionContext={"attempt": context}
        )
        return Wrapped(base64.b64encode(told["CiphertextBlob"]).decode(), self.current_id)

    async def unwrap(self, wrapped: Wrapped, context: str) -> bytes:
        """Have a data key decrypted.

        Raises:
            KeyServiceFailed, KeyUnknown: it does not answer; it has no such key.
            BadSeal: the data key was changed or belongs to another context.
        """
        told = await self._ask(
            self._client.decrypt,
            CiphertextBlob=base64.b64decode(wrapped.text),
            EncryptionContext={"attempt": context},
        )
        return bytes(told["Plaintext"])

    async def _ask(self, call: Callable[..., Any], **what: Any) -> Any:
        try:
            return await asyncio.to_thread(call, **what)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code")
            if code in SPOILT:
                raise BadSeal from error
            if code in GONE:
                raise KeyUnknown(self.current_id) from error
            raise KeyServiceFailed(str(code)) from error
        except BotoCoreError as error:
            raise KeyServiceFailed(type(error).__name__) from error


class ServiceAfterFile:
    """A service's key wraps; what keys of a file wrapped before it is still unwrapped by them."""

    def __init__(self, service: MasterKeys, former: MasterKeys | None) -> None:
        """`former`: None where there never was a file."""
        self._service, self._former = service, former

    @property
    def current_id(self) -> str:
        """The service's key."""
        return self._service.current_id

    async def wrap(self, data_key: bytes, context: str) -> Wrapped:
        """See `ServiceKeys`."""
        return await self._service.wrap(data_key, context)

    async def unwrap(self, wrapped: Wrapped, context: str) -> bytes:
        """See `MasterKeys`; `KeyUnknown` also when the file is gone too early."""
        if wrapped.master_key_id.startswith(PREFIX):
            return await self._service.unwrap(wrapped, context)
        if self._former is None:
            raise KeyUnknown(wrapped.master_key_id)
        return await self._former.unwrap(wrapped, context)
