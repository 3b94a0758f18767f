"""Sets the clock to a chosen time, because what a page or a command shows may depend on the day.

It is set for the Python code of one process, and moves on from there. What counts seconds that have
passed (`time.monotonic`) stays as it is.
"""

import datetime as dt
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

VARIABLE = "VIVIDMAP_TESTS_NOW"
"""The variable that gives a process of the fork server its time, in ISO format."""
MONDAY = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
"""The time at which the sample record and the guide were written, and at which Alice and Bob act."""

_Real = dt.datetime
_real_time, _real_time_ns = time.time, time.time_ns


class _Moved(type):
    """Metaclass of a datetime that every real datetime is an instance of."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _Real)


def set_to(moment: dt.datetime, put: Callable[[Any, str, Any], None] = setattr) -> None:
    """Set the clock of this process, for `vividmap` as it is loaded now.

    `put` is what replaces an attribute: pytest's `monkeypatch.setattr` puts it back after the test.
    """
    ahead = moment - _Real.now(dt.UTC)
    nanoseconds = ahead // dt.timedelta(microseconds=1) * 1000

    class Clock(_Real, metaclass=_Moved):
        def __new__(cls, *args: Any, **options: Any) -> Any:
            return _Real(*args, **options)

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:
            return (_Real.now(dt.UTC) + ahead).astimezone(tz)

    put(time, "time", lambda: _real_time() + nanoseconds / 1e9)
    put(time, "time_ns", lambda: _real_time_ns() + nanoseconds)
    for module in _own():
        known = vars(module).get("datetime")
        if isinstance(known, type) and issubclass(known, _Real):
            put(module, "datetime", Clock)
    if put is setattr:
        put(dt, "datetime", Clock)  # for modules that are loaded later; a test could not undo this


def _own() -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if name.startswith("vividmap.")]
