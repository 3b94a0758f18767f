"""HTML as a test reads it: what a pattern finds in it, and what it says."""

import re
from html import unescape


def found(pattern: str, text: str, flags: int = 0) -> str:
    """The first group of what a pattern finds."""
    match = re.search(pattern, text, flags)
    assert match, pattern
    return match[1]


def words(html: str) -> str:
    """What HTML says, without its marks and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
