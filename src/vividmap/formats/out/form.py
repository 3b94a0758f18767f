"""The export formats of a packet."""

from collections.abc import Callable
from typing import NamedTuple

from vividmap.formats.out.document import PacketDocument


class Written(NamedTuple):
    """The bytes of a file; `warning` says which text could not be written as it is, and how to fix it."""

    data: bytes
    warning: str = ""


class Unwritable(ValueError):
    """A document cannot be written in this format; the message says why and what to do."""


class Form(NamedTuple):
    """An export format: file extension without the dot, name for people, media type, writer.

    The writer may raise Unwritable.
    """

    ending: str
    title: str
    media: str
    write: Callable[[PacketDocument], Written]
