"""What can be wrong with a peer's offer."""

from __future__ import annotations

from proctor_server.kernel.errors import SynaqError


class IngestError(SynaqError):
    """Something about a peer connection."""

    code = "ingest_error"


class BadOffer(IngestError):
    """The offer is no session description this server can answer."""

    code = "bad_offer"


class NoVideoOffered(IngestError):
    """The offer sends no camera."""

    code = "no_video_offered"


class NodeUnreachable(IngestError):
    """No ingest node takes this connection now; it may be tried again."""

    code = "node_unreachable"


class IngestStopped(IngestError):
    """The server is stopping and takes no new peer."""

    code = "ingest_stopped"
