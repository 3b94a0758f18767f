"""Channels of a chat: "praise in #web-platform" names where something was said, and no skill."""

import re

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.shorthand import ParsedLine
from vividmap.core.text import slug

_NAME = r"#(?P<name>[\w-]{2,40})"
_SAID = (
    r"praise\w{0,2}|kudos|props|shout-?outs?|thank(?:s|ed)?|asked|asking|answered|answering|announced|posted"
    r"|posting|replied|pinged|shared|quoted?|messages?|messaged|mentioned|threads?|discussions?|discussed|feedback"
    r"|questions?|said|called out|gefragt|gepostet|geteilt|gelobt|lob|dank|angekündigt|beantwortet"
    r"|merci|demandé|publié|partagé|annoncé|félicité|preguntó|pregunté|publicado|gracias|perguntei|postado|obrigado"
)
_IN = r"(?:in|to|from|via|into|im|auf|aus|dans|sur|no|na|nel|su|op)"
_SAID_IN = lazy_pattern(
    rf"\b(?:{_SAID})(?: [^\s#]{{1,20}}){{0,5}} {_IN} (?:the |our )?{_NAME}", re.IGNORECASE
)
_CHANNEL_OF_CHAT = lazy_pattern(
    rf"(?:\b(?:channels?|kanal|canal|slack|discord|mattermost)[ :]{{1,2}}{_NAME}"
    rf"|{_NAME.replace('name', 'before')} (?:channel|kanal|canal|thread)\b)",
    re.IGNORECASE,
)
_WORDS_OF_CHANNELS = frozenset(
    "team help ask proj project incident incidents inc support announce announcements general random kudos"
    " alerts oncall eng dev ops chat public social standup".split()
)
"""Words that begin or end the name of a channel: `#help-payments`, `#team-x`, `#ledger-alerts`."""


def without_channels(line: ParsedLine, text: str) -> ParsedLine:
    """Return a line as it was read from a text, without those of its skills that are channels of a chat."""
    matches = (*_SAID_IN.finditer(text), *_CHANNEL_OF_CHAT.finditer(text)) if "#" in text else ()
    channels = {slug(match.groupdict().get("name") or match["before"]) for match in matches}
    marks = [
        mark
        for mark in line.mentions
        if mark.sort == "skill" and (slug(mark.name) in channels or _is_like_channel(mark.name))
    ]
    if not marks:
        return line
    # A mark at the end of a line is cut off there; this one is a word of it.
    cut = "".join(f" #{mark.name}" for mark in marks if f"#{mark.name}" not in line.text)
    mentions = tuple(mark for mark in line.mentions if mark not in marks)
    return line._replace(text=f"{line.text}{cut}", mentions=mentions)


def _is_like_channel(name: str) -> bool:
    parts = slug(name).split("-")
    return len(parts) > 1 and (parts[0] in _WORDS_OF_CHANNELS or parts[-1] in _WORDS_OF_CHANNELS)
