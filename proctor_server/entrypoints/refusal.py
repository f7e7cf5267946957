"""Why a command cannot be done: one line for the person who called it."""


class Refusal(Exception):
    """The message says what is wrong and how to mend it."""
