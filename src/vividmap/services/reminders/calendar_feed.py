"""The calendar feed: a secret, read-only address on this machine, which can be revoked.

The secret is shown once; the home stores only its digest, with the calendar's contents.
"""

import json
import os
import secrets
from datetime import time
from typing import NamedTuple

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.files import remove_file, write_private_file
from vividmap.services.storage.secret_digest import digest_secret, is_secret_of

DEFAULT_TIME = time(16)
"""The default start of a check-in: late enough to look back on the day."""
DEFAULT_PORT = 8722
"""The page's port while there is a feed: a calendar needs a permanent address."""
URL_PATH = "/calendar/{secret}.ics"


class CalendarPlan(NamedTuple):
    """The contents of a calendar: when check-ins start, and whether people are included by name."""

    at: time = DEFAULT_TIME
    people: bool = False


class CalendarFeed(NamedTuple):
    """A feed: the digest of its secret, its port, and its contents."""

    digest: str
    port: int
    plan: CalendarPlan


def feed_path() -> str:
    """Return the path of the feed's file."""
    return os.path.join(paths.home(), "calendar-feed.json")


def create_feed(plan: CalendarPlan, port: int = DEFAULT_PORT) -> str:
    """Create a feed, which replaces an earlier one, and return its address. Raises Refused."""
    secret = secrets.token_urlsafe(32)
    values = {
        "digest": digest_secret(secret),
        "port": port,
        "at": plan.at.isoformat("minutes"),
        "people": plan.people,
    }
    try:
        paths.make_folder(paths.home())
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    write_private_file(feed_path(), json.dumps(values).encode())
    return f"http://127.0.0.1:{port}{URL_PATH.format(secret=secret)}"


def revoke_feed() -> bool:
    """Delete the feed; return whether there was one. Raises Refused."""
    return remove_file(feed_path())


def find_feed() -> CalendarFeed | None:
    """Return the feed, None if there is none or its file is damaged."""
    try:
        with open(feed_path(), "rb") as file:
            values = json.loads(file.read())
        plan = CalendarPlan(time.fromisoformat(values["at"]), bool(values["people"]))
        return CalendarFeed(str(values["digest"]), int(values["port"]), plan)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_feed_by_secret(secret: str) -> CalendarFeed | None:
    """Return the feed with a secret, None if there is none."""
    feed = find_feed()
    if feed is None or not is_secret_of(secret, feed.digest):
        return None
    return feed
