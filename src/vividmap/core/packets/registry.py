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
    return tuple(sorted(filter(None, map(_load, _folders())), key=lambda value: value.order))


def find_conversation(word: str) -> Conversation | None:
    """Return a conversation by its name or slug, None if there is none."""
    folder = word.replace("-", "_")
    if folder in _folders() and _is_called(namesake := _load(folder), word):
        return namesake  # the others need not be imported
    return next((conversation for conversation in conversations() if _is_called(conversation, word)), None)


def _is_called(conversation: Conversation | None, word: str) -> bool:
    return conversation is not None and word in (conversation.name, conversation.slug)


@cache
def _folders() -> tuple[str, ...]:
    return tuple(module.name for module in pkgutil.iter_modules(packets.__path__) if module.ispkg)


@cache
def _load(folder: str) -> Conversation | None:
    """Return the conversation of a folder, None if the folder holds something else."""
    name = f"{packets.__name__}.{folder}.metadata"
    if not find_spec(name):
        return None
    conversation: Conversation = import_module(name).CONVERSATION
    return conversation
