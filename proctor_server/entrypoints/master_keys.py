"""Which master keys the settings name: a key service's, or those of a file."""

from proctor_server.entrypoints.settings import Settings
from proctor_server.media.master_keys import FileKeys, MasterKeys


def master_keys_of(settings: Settings) -> MasterKeys:
    """Open them.

    Raises:
        BadKeyFile: the file holds something else.
    """
    file = settings.master_keys
    if settings.kms_key is None:
        return FileKeys.open(file)
    # the service's library takes half a second to read, which only those pay who use it
    from proctor_server.media.key_service import ServiceAfterFile, ServiceKeys

    options = {str(name): value for name, value in settings.kms_options.items()}
    former = FileKeys.open(file) if file.exists() else None
    return ServiceAfterFile(ServiceKeys(settings.kms_key, options), former)
