"""How a page may use the TURN server: a name and password that hold for a while (the TURN REST API's form).

The name says when it ends; the password is its HMAC under a secret shared with coturn
(`use-auth-secret`), so the two need no line between them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

DEFAULT_TTL = timedelta(hours=6)  # longer than an attempt: a refreshed allocation must not end in its midst


@dataclass(frozen=True, slots=True)
class TurnServer:
    """Where the TURN server is, and the secret shared with it.

    `urls` such as `turn:turn.example.kz:3478?transport=udp`, `turns:turn.example.kz:443?transport=tcp`.
    """

    urls: tuple[str, ...]
    secret: str
    ttl: timedelta = DEFAULT_TTL


@dataclass(frozen=True, slots=True)
class IceServer:
    """What a page's `RTCPeerConnection` is given; it holds until `expires_at`."""

    urls: tuple[str, ...]
    username: str
    credential: str
    expires_at: datetime


def credentials(server: TurnServer, name: str, now: datetime) -> IceServer:
    """Make the credentials that `name` may use from `now` on."""
    expires_at = now + server.ttl
    username = f"{int(expires_at.timestamp())}:{name}"
    digest = hmac.new(server.secret.encode(), username.encode(), hashlib.sha1).digest()
    return IceServer(server.urls, username, base64.b64encode(digest).decode(), expires_at)
