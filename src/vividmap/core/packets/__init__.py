"""Packets: what a conversation needs, drafted from the record. One conversation a file.

A module here that names its `CONVERSATION` is one, and holds the function that drafts it under its own name
(`review.py` has `review`): `(Record, Period, today, choices) -> Packet`. The others are what these share.
To add a conversation, add its file: nothing else is edited.
"""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import MappingProxyType

from vividmap.core.packets.packet import Packet


@cache
def conversations() -> MappingProxyType[str, Callable[..., Packet]]:
    """Return what drafts each conversation, by the conversation's name."""
    modules = ((one.name, import_module(f"{__name__}.{one.name}")) for one in pkgutil.iter_modules(__path__))
    found = {m.CONVERSATION: getattr(m, name) for name, m in modules if hasattr(m, "CONVERSATION")}
    return MappingProxyType(found)
