"""The link of the inbox in the navigation, which is there only while something waits."""

from vividmap.store.queries import inbox
from vividmap.web.navigation import MOST_COUNTED, NavLink
from vividmap.web.request import Request

NAV_LINKS = (NavLink("inbox", "Inbox", "q", order=15, has_count=True),)


def count_waiting(request: Request) -> int:
    """Return how many candidates are due, one more than is shown at most."""
    day = request.actor.now.date()  # not in the owner's time zone, which would be one more query
    return inbox.count_due(request.owner, day, MOST_COUNTED + 1)


ITEM_KINDS = {"inbox": ("candidate",)}
NAV_COUNTS = {"inbox": count_waiting}
