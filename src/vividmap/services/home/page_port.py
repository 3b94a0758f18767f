"""The port of the page: the same at each start where something outside refers to it."""

import socket
import time

from vividmap.services.home import remembered_browsers
from vividmap.services.reminders import calendar_feed


def choose_port() -> int:
    """Return the calendar feed's port, else the one at which a browser was remembered, else 0 (any).

    Also 0 if another program uses the port, such as another `vividmap web`.
    """
    feed = calendar_feed.find_feed()
    port = feed.port if feed else remembered_browsers.remembered_port(time.time())
    if not port:
        return 0
    try:
        with socket.create_server(("127.0.0.1", port)):
            return port
    except OSError:
        return 0
