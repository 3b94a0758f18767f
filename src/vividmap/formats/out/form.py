"""A form that a packet is taken out in."""

from collections.abc import Callable
from typing import NamedTuple

from vividmap.formats.out.document import Document


class Written(NamedTuple):
    """A file's bytes; `warning` says what of the text could not be written as it is, and what to do."""

    data: bytes
    warning: str = ""


class Form(NamedTuple):
    """A form by a file's ending: what people call it, its media type, and what writes it."""

    ending: str
    title: str
    media: str
    write: Callable[[Document], Written]
