"""Errors of the verbs. Each message says what is wrong, where, and how to fix it."""


class Refused(Exception):
    """Nothing was done; the message says why and what to do."""


class NotFound(Refused):
    """The item does not exist in this owner's record."""


class Invalid(Refused):
    """A value is not valid. `field` is the field's name, "" for the whole input."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Conflict(Refused):
    """The item was changed in the meantime; nothing was overwritten."""


class Locked(Refused):
    """Another program holds the database; nothing was done."""


class UnreadableFile(Refused):
    """A file cannot be read completely; nothing of it was imported."""
