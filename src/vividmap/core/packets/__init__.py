"""Packets: what a conversation needs, drafted from the record. One conversation a file.

A module here that names its `CONVERSATION` is one, and holds the function that drafts it under its own name
(`review.py` has `review`): `(Record, Period, today, choices) -> Packet`. To add a conversation, add its file:
nothing else is edited. What they share stands in rooms, from the last step to the first:

    parts/      what a draft is made of, a part a file
    beside/     what is said to the author alone
    kept/       a packet that was saved: what it was asked for, its text, what is new
    choosing/   which entries, why these, and what may not be told
    wording/    in which words
    packet.py   what a packet is
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
    modules = (
        (one.name, import_module(f"{__name__}.{one.name}"))
        for one in pkgutil.iter_modules(__path__)
        if not one.ispkg
    )
    found = {m.CONVERSATION: getattr(m, name) for name, m in modules if hasattr(m, "CONVERSATION")}
    return MappingProxyType(found)
