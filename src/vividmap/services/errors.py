"""How a verb refuses. Every message names the place and what to do."""


class Refused(Exception):
    """A verb did nothing; the message says why and what to do."""


class NotFound(Refused):
    """There is no such thing in this owner's record."""


class Invalid(Refused):
    """A value cannot be taken. `field` is the field's name, "" where it is about the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Conflict(Refused):
    """Somebody changed the same thing meanwhile; nothing was overwritten."""


class Unreadable(Refused):
    """A file cannot be taken in whole, so none of it was."""
