"""What was looked at and not yet agreed to, kept in a session's memory: the newest few of each form."""

import secrets
from typing import Any

from vividmap.web.door import Visit

MOST = 4
"""Tabs that one session can have such a form open in; each may hold a whole record."""
GONE = "What was looked at is not known any more. Hand it in again."


def put(visit: Visit, form: str, staged: Any, key: str = "") -> str:
    """Keep something and return its key; `key` is that of what it takes the place of."""
    shelf: dict[str, Any] = visit.staged.setdefault(form, {})
    shelf.pop(key, None)
    key = key or secrets.token_urlsafe(9)
    shelf[key] = staged
    for old in list(shelf)[:-MOST]:
        shelf.pop(old, None)
    return key


def get(visit: Visit, form: str, key: str) -> Any:
    """Return what was kept, None where it is not there any more."""
    return visit.staged.get(form, {}).get(key)


def drop(visit: Visit, form: str, key: str) -> None:
    """Forget what was kept."""
    visit.staged.get(form, {}).pop(key, None)
