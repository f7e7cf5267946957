"""Which examples hypothesis tries: the same in every run, new ones with `SYNAQ_EXPLORE=1`.

What decides whether a change lands must be repeatable; what explores runs by itself and its findings become tests.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", print_blob=True)
settings.load_profile("explore" if os.environ.get("SYNAQ_EXPLORE") else "repeatable")
