"""Any text, whoever wrote it, against the record: read only, and nothing leaves the machine."""

from vividmap.core.packets.checking.check_text import TextChecker
from vividmap.core.packets.checking.findings import CheckedText
from vividmap.core.record import Record
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid

MAX_CHARACTERS = 200_000
"""The longest text that is checked: about a hundred pages."""


def check_text(actor: Actor, text: str) -> CheckedText:
    """Return what a text holds that the record does not. Raises Invalid for one that is empty or too long."""
    return check_against(record_cache.load_record(actor), text)


def check_against(record: Record, text: str) -> CheckedText:
    """Return what a text holds that a record does not. Raises Invalid for one that is empty or too long."""
    if not text.strip():
        raise Invalid("there is no text to check", "text")
    if len(text) > MAX_CHARACTERS:
        raise Invalid(
            f"the text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}: check it in parts",
            "text",
        )
    return TextChecker(record, text).check()
