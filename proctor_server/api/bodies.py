"""How much of a request is read: raw bodies with a bound that holds while they arrive."""

from starlette.requests import Request

from proctor_server.kernel.errors import SynaqError


class TooLarge(SynaqError):
    """The request is larger than this route takes."""

    code = "too_large"


async def read_body(request: Request, max_bytes: int) -> bytes:
    """Read a raw body.

    Raises:
        TooLarge: more than `max_bytes` came.
    """
    chunks: list[bytes] = []
    n_bytes = 0
    async for chunk in request.stream():
        n_bytes += len(chunk)
        if n_bytes > max_bytes:
            raise TooLarge
        chunks.append(chunk)
    return b"".join(chunks)


async def count_body(request: Request, max_bytes: int) -> int:
    """Read a raw body, keep nothing, return its length in bytes.

    Raises:
        TooLarge: more than `max_bytes` came.
    """
    n_bytes = 0
    async for chunk in request.stream():
        n_bytes += len(chunk)
        if n_bytes > max_bytes:
            raise TooLarge
    return n_bytes
