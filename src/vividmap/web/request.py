"""A request of a session, the session itself, and the notice of what was done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import time
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest

from vividmap.services.actor import Actor
from vividmap.services.home import remembered_browsers, sign_out

IDLE_HOURS, WHOLE_HOURS = 12, 7 * 24
"""A session ends after so many hours without a request, and after so many in all."""

_HOUR = 3_600.0


class Notice(NamedTuple):
    """What was done, in a sentence; `undo` where that can be taken back, and then leads to `back`.

    `change` is what an undo takes back: not whatever was done last by the time that it is pressed.
    """

    text: str
    undo: bool = True
    back: str = ""
    change: UUID | None = None
    next_text: str = ""
    """What a link to the next step says, and where it leads."""
    next_url: str = ""


@dataclass
class Visit:
    """What the server knows of one session, in its memory alone.

    `begun_at` and `seen_at` are seconds since 1970.
    `notice` is what was just done, shown once on the next page. `previews` holds what was shown and is not
    confirmed yet (an import), by the name of the form. `sample`: the sample record is shown, not the user's.
    `is_ended` is set by signing out. `browser_id` names the remembered browser, "" if it is not remembered;
    `proved_at` is when its cookie was replaced last.
    """

    notice: Notice | None = None
    previews: dict[str, Any] = field(default_factory=dict)
    sample: bool = False
    is_ended: bool = False
    browser_id: str = ""
    proved_at: float = 0.0
    begun_at: float = field(default_factory=time)
    seen_at: float = field(default_factory=time)

    def is_over(self, now: float) -> bool:
        """Return whether the session has expired, or was ended from a terminal or with its browser."""
        return (
            now - self.seen_at > IDLE_HOURS * _HOUR
            or now - self.begun_at > WHOLE_HOURS * _HOUR
            or sign_out.is_later_than(self.begun_at)
            or bool(self.browser_id and not remembered_browsers.is_remembered(self.browser_id))
        )


class Request(HttpRequest):
    """A request that belongs to a session, with its actor."""

    actor: Actor
    owner: Any
    visit: Visit
    trouble: str
    """Why waiting captures could not be ingested, "" if they could."""
    obstacle: str
    """Why nothing can be saved, where the page is read from a copy in memory; else ""."""
    find_actor: Callable[[], Actor]
