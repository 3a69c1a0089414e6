"""The errors a user can cause, in one tree; every message says what to do.

SpqError
├── UsageError          wrong options or an unknown name        (exit 2)
├── InputError          one input cannot be read; the rest goes on (exit 1)
├── ModelError          the spaCy model is missing or unfit     (exit 2)
└── Stopped             the user stopped it; what is done stays (exit 130)
"""


class SpqError(Exception):
    """Base of all errors whose message is meant for the user, in one sentence."""

    exit_code = 2


class UsageError(SpqError):
    """The command was called wrongly."""


class InputError(SpqError):
    """One input could not be read; ``where`` names it (a path, a path and line, or ``stdin``)."""

    exit_code = 1

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class ModelError(SpqError):
    """The spaCy model is missing, or has no tagger, parser or lemmatiser."""


class Stopped(SpqError):
    """The user interrupted a long run, which ended after what was under way; the message says where it stands."""

    exit_code = 130  # what a shell reports of a command that Ctrl-C ended (128 + SIGINT)
