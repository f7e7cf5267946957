"""What can be wrong with a recording or a stored object."""

from __future__ import annotations

from proctor_server.kernel.errors import SynaqError


class MediaError(SynaqError):
    """Something about recorded media."""

    code = "media_error"


class BadEbml(MediaError, ValueError):
    """The bytes are no whole EBML element, or not the one that was looked for."""

    code = "bad_ebml"


class NothingRecorded(MediaError):
    """The file ends before its header does, or is no part written here."""

    code = "nothing_recorded"


class PartBusy(MediaError):
    """Another process is writing the part."""

    code = "part_busy"


class BlobNotFound(MediaError):
    """No object is stored under that key."""

    code = "blob_not_found"


class BadBlobKey(MediaError):
    """A key names a place outside the store, or is empty."""

    code = "bad_blob_key"


class BlobStoreFailed(MediaError):
    """The store does not answer, or refuses; the call may be repeated."""

    code = "blob_store_failed"


class BadSeal(MediaError):
    """Sealed bytes were changed, stand in a wrong place, or belong to another key."""

    code = "bad_seal"


class BadKeyFile(MediaError, ValueError):
    """The file of master keys holds something else."""

    code = "bad_key_file"


class KeyUnknown(MediaError):
    """A data key is wrapped by a master key that is not in the file."""

    code = "key_unknown"


class KeyServiceFailed(MediaError):
    """The key service does not answer, or refuses; the call may be repeated."""

    code = "key_service_failed"


class BadRecording(MediaError, ValueError):
    """What the page sent is no recording of a camera that can be used."""

    code = "bad_recording"


class StorageFull(MediaError):
    """The disk for recordings is nearly full: no new attempt can begin until there is room again."""

    code = "storage_full"
