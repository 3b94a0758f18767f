"""Reminder files for systemd and launchd: when they run, and what."""

import plistlib
import shlex
import subprocess
from datetime import time

import pytest

from vividmap.services.reminders.timers import timer_files

WEDNESDAY = 2


@pytest.fixture
def texts(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "a $home 100%"))
    return dict(timer_files(time(16, 5), WEDNESDAY))


def test_each_system_gets_its_files(texts):
    assert list(texts) == [
        "~/.config/systemd/user/vividmap-status.service",
        "~/.config/systemd/user/vividmap-status.timer",
        "~/Library/LaunchAgents/vividmap.status.plist",
    ]


def test_they_run_once_a_week_at_the_same_time(texts):
    _, timer, agent = texts.values()

    assert "OnCalendar=Wed 16:05" in timer.splitlines()
    assert plistlib.loads(agent.encode())["StartCalendarInterval"] == {"Weekday": 3, "Hour": 16, "Minute": 5}
    sunday = dict(timer_files(time(9), 6))
    assert "OnCalendar=Sun 09:00" in list(sunday.values())[1]
    assert plistlib.loads(list(sunday.values())[2].encode())["StartCalendarInterval"]["Weekday"] == 0


def test_they_run_this_installation_with_its_home_however_that_is_spelt(texts, tmp_path):
    service, _, agent = texts.values()
    (line,) = [line for line in service.splitlines() if line.startswith("ExecStart=")]
    shell = line.removeprefix("ExecStart=/bin/sh -c ")[1:-1]
    for escaped, sign in (("$$", "$"), ("%%", "%"), ('\\"', '"'), ("\\\\", "\\")):
        shell = shell.replace(escaped, sign)
    home = str(tmp_path / "a $home 100%")

    for command in (shell, plistlib.loads(agent.encode())["ProgramArguments"][2]):
        call = command.removeprefix("said=$(").partition(");")[0]
        assert shlex.split(call)[0] == f"VIVIDMAP_HOME={home}"
        assert shlex.split(call)[-1] == "status"
        checked = subprocess.run(["/bin/sh", "-n", "-c", command], check=False, capture_output=True)
        assert checked.returncode == 0
    assert "%" not in line.replace("%%", "")
