"""How a candidate's camera and microphone come in: WebRTC peers, recorded as they were encoded."""

from .errors import BadOffer, IngestError, IngestStopped, NoVideoOffered
from .events import MediaStatus, PartClosed, PartStarted, RecordingSink
from .ingest import Ingest
from .peer import PeerLimits

__all__ = [
    "BadOffer",
    "Ingest",
    "IngestError",
    "IngestStopped",
    "MediaStatus",
    "NoVideoOffered",
    "PartClosed",
    "PartStarted",
    "PeerLimits",
    "RecordingSink",
]
