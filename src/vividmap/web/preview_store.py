"""Previews that are not confirmed yet, kept in a session's memory: the newest few of each form."""

import secrets
from typing import Any

from vividmap.web.request import Visit

MAX_PREVIEWS = 4
"""Tabs that one session can have such a form open in; each may hold a whole record."""
EXPIRED_MESSAGE = "This preview has expired. Choose the file again."


def save(visit: Visit, form: str, preview: Any, key: str = "") -> str:
    """Save the preview of a form and return its key; `key` is that of the preview that it replaces."""
    shelf: dict[str, Any] = visit.previews.setdefault(form, {})
    shelf.pop(key, None)
    key = key or secrets.token_urlsafe(9)
    shelf[key] = preview
    for old in list(shelf)[:-MAX_PREVIEWS]:
        shelf.pop(old, None)
    return key


def load(visit: Visit, form: str, key: str) -> Any:
    """Return a saved preview, None if it is no longer there."""
    return visit.previews.get(form, {}).get(key)


def discard(visit: Visit, form: str, key: str) -> None:
    """Remove a saved preview."""
    visit.previews.get(form, {}).pop(key, None)
