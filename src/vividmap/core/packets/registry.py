"""All conversations, found by their folders: each has a `metadata.py` with its `CONVERSATION`."""

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from vividmap.core import packets
from vividmap.core.packets.conversation import Conversation


@cache
def conversations() -> tuple[Conversation, ...]:
    """Return every conversation, in the order in which they are listed."""
    folders = (module.name for module in pkgutil.iter_modules(packets.__path__) if module.ispkg)
    names = (f"{packets.__name__}.{folder}.metadata" for folder in folders)
    metadata = (import_module(name) for name in names if find_spec(name))
    return tuple(sorted((module.CONVERSATION for module in metadata), key=lambda value: value.order))


def find_conversation(word: str) -> Conversation | None:
    """Return a conversation by its name or slug, None where there is no such one."""
    for conversation in conversations():
        if word in (conversation.name, conversation.slug):
            return conversation
    return None
