"""What can go wrong when media is looked at, one class per fact."""

from typing import ClassVar


class VisionError(Exception):
    """Something about the media or its analysis; `code` is stable and safe to show."""

    code: ClassVar[str] = "vision_error"


class NotAPicture(VisionError):
    """The bytes are not a picture that can be decoded."""

    code = "not_a_picture"


class UnreadableMedia(VisionError):
    """The file or the bytes hold no video that can be decoded."""

    code = "unreadable_media"


class ModelMissing(VisionError):
    """A model file that the analysis needs is not installed."""

    code = "model_missing"


class ModelChanged(VisionError):
    """A model file is not the one that everything was measured with; the message names it."""

    code = "model_changed"


class WorkerDied(VisionError):
    """The analysis process ended under the call; the call can be repeated."""

    code = "worker_died"


class PoolClosed(VisionError):
    """The pool was closed; it takes no more work."""

    code = "pool_closed"


class NoTruth(VisionError):
    """The folder holds no clip with a truth file beside it."""

    code = "no_truth"


class BadSettings(VisionError):
    """A programme's thresholds or durations are not sound; the message names every fault."""

    code = "bad_signal_settings"
