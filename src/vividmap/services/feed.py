"""The calendar's own address on this machine: secret, read-only, and revoked at any time.

The secret is shown once. The home keeps its digest alone, with what the calendar is to hold.
"""

import hashlib
import hmac
import json
import os
import secrets
import socket
from datetime import time
from typing import NamedTuple

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.files import remove, write_private

AT = time(16)
"""When a habit begins, if nothing else is said: late enough that the day is there to be written down."""
PORT = 8722
"""The port of the page while there is a feed: a calendar needs an address that stays."""
PLACE = "/calendar/{secret}.ics"


class Plan(NamedTuple):
    """What a calendar is to hold: when habits begin, and whether people are in it by name."""

    at: time = AT
    people: bool = False


class Feed(NamedTuple):
    """A feed that exists: the digest of its secret, its port, and what it holds."""

    digest: str
    port: int
    plan: Plan


def path() -> str:
    """Return where the feed is kept."""
    return os.path.join(paths.home(), "calendar-feed.json")


def make(plan: Plan, port: int = PORT) -> str:
    """Make a feed and return its address, in place of the one that there was. Raises Refused."""
    secret = secrets.token_urlsafe(32)
    said = {
        "digest": _digest(secret),
        "port": port,
        "at": plan.at.isoformat("minutes"),
        "people": plan.people,
    }
    try:
        paths.make(paths.home())
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    write_private(path(), json.dumps(said).encode())
    return f"http://127.0.0.1:{port}{PLACE.format(secret=secret)}"


def revoke() -> bool:
    """Let the feed's address lead nowhere from now on; tell whether there was one. Raises Refused."""
    return remove(path())


def find() -> Feed | None:
    """Return the feed that there is; None where there is none, or its file cannot be understood."""
    try:
        with open(path(), "rb") as file:
            said = json.loads(file.read())
        plan = Plan(time.fromisoformat(said["at"]), bool(said["people"]))
        return Feed(str(said["digest"]), int(said["port"]), plan)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def opened_by(secret: str) -> Feed | None:
    """Return the feed that a secret opens, None where it opens none."""
    feed = find()
    digest = _digest(secret)
    if feed is None or not hmac.compare_digest(feed.digest.encode(), digest.encode()):
        return None
    return feed


def port() -> int:
    """Return the port on which the page is to be served: the feed's, 0 for any where there is none.

    0 too where another program has it, most likely another `vividmap web`.
    """
    feed = find()
    if feed is None:
        return 0
    try:
        with socket.create_server(("127.0.0.1", feed.port)):
            return feed.port
    except OSError:
        return 0


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
