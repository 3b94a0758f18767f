"""Weekly reminders as text for systemd and launchd; they are printed, not installed."""

import os
import plistlib
import shlex
import sys
from collections.abc import Iterator
from datetime import time

from vividmap import paths

_UNIT_NAME = "vividmap-status"
_LABEL = "vividmap.status"


def timer_files(at: time, weekday: int) -> Iterator[tuple[str, str]]:
    """Yield each file's path and content; `weekday` is 0 for Monday, as in `date.weekday`."""
    folder = "~/.config/systemd/user"
    yield f"{folder}/{_UNIT_NAME}.service", _systemd_service()
    yield f"{folder}/{_UNIT_NAME}.timer", _systemd_timer(at, weekday)
    yield f"~/Library/LaunchAgents/{_LABEL}.plist", _launchd_plist(at, weekday)


def _status_command() -> str:
    """Return the shell command that runs this installation with its present home."""
    beside = os.path.join(os.path.dirname(sys.executable), "vividmap")
    call = [beside] if os.access(beside, os.X_OK) else [sys.executable, "-m", "vividmap"]
    home = f"VIVIDMAP_HOME={shlex.quote(paths.home())} " if os.environ.get("VIVIDMAP_HOME") else ""
    return home + shlex.join([*call, "status"])


def _systemd_service() -> str:
    # Without `notify-send`, the text goes to the journal.
    shell = f'said=$({_status_command()}); notify-send VividMap "$said" || echo "$said"'
    return f"""\
[Unit]
Description=Say what is due in VividMap

[Service]
Type=oneshot
ExecStart=/bin/sh -c {_quote_for_systemd(shell)}
"""


def _quote_for_systemd(text: str) -> str:
    """Return text as one argument of ExecStart=, with `$`, `%`, quotes and backslashes escaped."""
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("$", "$$"), ("%", "%%")):
        text = text.replace(sign, escaped)
    return f'"{text}"'


def _systemd_timer(at: time, weekday: int) -> str:
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


def _launchd_plist(at: time, weekday: int) -> str:
    script = 'on run said\ndisplay notification (item 1 of said) with title "VividMap"\nend run'
    shell = f'said=$({_status_command()}); osascript -e {shlex.quote(script)} "$said"'
    return plistlib.dumps(
        {
            "Label": _LABEL,
            "ProgramArguments": ["/bin/sh", "-c", shell],
            # launchd counts from Sunday
            "StartCalendarInterval": {"Weekday": (weekday + 1) % 7, "Hour": at.hour, "Minute": at.minute},
        },
        sort_keys=False,
    ).decode()
