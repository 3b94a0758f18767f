"""Where calendars are: files, folders of files, and feeds, whose addresses are secrets and never shown."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from vividmap.sources.source import BadPlace, SourceError
from vividmap.sources.web.addresses import AddressGuard
from vividmap.sources.web.client import WebClient

MAX_BYTES = 20 * 2**20
_MAX_FILES = 5_000
_MAX_FOLDER_BYTES = 100 * 2**20
_FEED_SCHEMES = ("https://", "http://", "webcal://", "webcals://")


@dataclass(frozen=True)
class CalendarFile:
    """A calendar that was read, and its name in messages."""

    name: str
    data: bytes = field(repr=False)


def normalize_place(text: str) -> str:
    """Return a place as it is remembered: a feed's address with https, or an absolute path."""
    text = text.strip()
    for scheme in ("webcal://", "webcals://"):
        if text.lower().startswith(scheme):
            return f"https://{text[len(scheme) :]}"
    return text if is_feed(text) else os.path.abspath(os.path.expanduser(text))


def is_feed(place: str) -> bool:
    """Return whether a place is an address."""
    return place.lower().startswith(_FEED_SCHEMES)


def label_of(place: str) -> str:
    """Return how a place is named in messages: whoever has the whole address of a feed can read it."""
    if not is_feed(place):
        return place
    try:
        return f"the feed at {urlsplit(place).hostname}"
    except ValueError:
        return "the feed"


def read_files(place: str, guard: AddressGuard, report: Callable[[str], None]) -> list[CalendarFile]:
    """Return the calendars at a place. Raises SourceError."""
    if is_feed(place):
        with WebClient(place, guard, report=report) as client:
            return [CalendarFile(label_of(place), client.get_text(place, "text/calendar").body)]
    if os.path.isdir(place):
        return _read_folder(place)
    return [_read_file(place)]


def _read_folder(folder: str) -> list[CalendarFile]:
    """Return the .ics files of a folder and of those in it. Raises SourceError."""
    paths = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [os.path.join(parent, name) for name in sorted(names) if name.lower().endswith(".ics")]
        if len(paths) > _MAX_FILES:
            raise SourceError(f"{folder} has more than {_MAX_FILES:,} calendars; name a folder with fewer")
    if not paths:
        raise SourceError(f"{folder} has no .ics file; name the folder that your calendars are in")
    files, size = [], 0
    for path in paths:
        files.append(_read_file(path))
        size += len(files[-1].data)
        if size > _MAX_FOLDER_BYTES:
            raise SourceError(
                f"{folder} has more than {_MAX_FOLDER_BYTES // 2**20} MiB of calendars; name one file"
            )
    return files


def _read_file(path: str) -> CalendarFile:
    """Return a calendar file. Raises SourceError."""
    try:
        # without waiting: a pipe without a writer would block forever
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            data = file.read(MAX_BYTES + 1) or b""
    except FileNotFoundError as error:
        raise BadPlace(f"{path} does not exist; name a file, a folder or the address of a feed") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise SourceError(f"{path} is larger than {MAX_BYTES // 2**20} MiB; export a shorter period")
    return CalendarFile(path, data)
