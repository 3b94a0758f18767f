"""Ending the sessions of all open pages: a mark in the home that every server looks at.

No browser is remembered afterwards.
"""

import os
import time

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.home import remembered_browsers


def _mark() -> str:
    return os.path.join(paths.home(), "signed-out")


def sign_out_everywhere() -> None:
    """End every session of every server of this home, and forget all browsers.

    Raises Refused if the home cannot be written to.
    """
    remembered_browsers.forget_all_browsers()
    try:
        handle = os.open(_mark(), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.utime(handle)
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise Refused(
            f"{_mark()}: {error.strerror}; to end a session, stop its server with Ctrl-C"
        ) from error
    time.sleep(0.01)  # a session that begins now is later than the mark


def is_later_than(moment: float) -> bool:
    """Return whether all sessions were ended after a moment, in seconds since 1970."""
    try:
        return os.stat(_mark()).st_mtime >= moment
    except OSError:
        return False
