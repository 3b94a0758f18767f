"""Timers that say once a week what is due, as text for systemd and launchd: shown, installed by nobody."""

import os
import plistlib
import shlex
import sys
from collections.abc import Iterator
from datetime import time

from vividmap import paths

_NAME = "vividmap-status"
_LABEL = "vividmap.status"


def all_of_them(at: time, weekday: int) -> Iterator[tuple[str, str]]:
    """Yield where each file belongs and what is in it; `weekday` is 0 for Monday, as in `date.weekday`."""
    folder = "~/.config/systemd/user"
    yield f"{folder}/{_NAME}.service", _service()
    yield f"{folder}/{_NAME}.timer", _timer(at, weekday)
    yield f"~/Library/LaunchAgents/{_LABEL}.plist", _plist(at, weekday)


def _command() -> str:
    """Return how this installation is called, with the home that it has now, for a shell."""
    beside = os.path.join(os.path.dirname(sys.executable), "vividmap")
    call = [beside] if os.access(beside, os.X_OK) else [sys.executable, "-m", "vividmap"]
    home = f"VIVIDMAP_HOME={shlex.quote(paths.home())} " if os.environ.get("VIVIDMAP_HOME") else ""
    return home + shlex.join([*call, "status"])


def _service() -> str:
    # `notify-send` says it on the desktop; without it the words are in the journal.
    shell = f'said=$({_command()}); notify-send VividMap "$said" || echo "$said"'
    return f"""\
[Unit]
Description=Say what is due in VividMap

[Service]
Type=oneshot
ExecStart=/bin/sh -c {_for_systemd(shell)}
"""


def _for_systemd(text: str) -> str:
    """Return text as one argument of ExecStart=, in which `$`, `%`, quotes and backslashes mean something."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("$", "$$"), ("%", "%%")):
        text = text.replace(sign, written)
    return f'"{text}"'


def _timer(at: time, weekday: int) -> str:
    day = "Mon Tue Wed Thu Fri Sat Sun".split()[weekday]
    return f"""\
[Unit]
Description=Say once a week what is due in VividMap

[Timer]
OnCalendar={day} {at:%H:%M}
Persistent=true

[Install]
WantedBy=timers.target
"""


def _plist(at: time, weekday: int) -> str:
    told = 'on run said\ndisplay notification (item 1 of said) with title "VividMap"\nend run'
    shell = f'said=$({_command()}); osascript -e {shlex.quote(told)} "$said"'
    return plistlib.dumps(
        {
            "Label": _LABEL,
            "ProgramArguments": ["/bin/sh", "-c", shell],
            # launchd counts from Sunday
            "StartCalendarInterval": {"Weekday": (weekday + 1) % 7, "Hour": at.hour, "Minute": at.minute},
        },
        sort_keys=False,
    ).decode()
