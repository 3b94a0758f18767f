"""What is due, for a shell prompt: right tomorrow too, honest where it cannot know, and fast."""

import os
import plistlib
import stat
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap import status
from vividmap.status import NONE_YET, OUT_OF_DATE, StatusState

NOW = int(datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp())
DAY = 86_400


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path))
    return tmp_path


def said(second=NOW, *, due=(), clock=((0, 0),), until="2027-12-31"):
    status.save_state(StatusState(status.last_change(), NOW, until, clock, due))
    return status.short_line(second)


# --- the line


def test_nothing_due_says_nothing(place):
    assert said() == ""
    assert said(due=(("2026-11-28", "weekly", 1),)) == ""


def test_what_is_due_is_counted_and_check_ins_are_named(place):
    due = (("2026-11-26", "outcomes", 2), ("2026-11-27", "weekly", 1), ("2026-11-27", "monthly", 1))
    assert said(due=due) == "4 due · weekly, monthly"
    assert said(due=due[:1]) == "2 due"


def test_tomorrow_is_right_without_the_database(place):
    due = (
        ("2026-11-27", "weekly", 1),
        ("2026-11-28", "people", 1),
        ("2026-11-29", "people", 3),
        ("2026-11-29", "weekly", 0),
    )
    found = [said(NOW + days * DAY, due=due) for days in range(3)]
    assert found == ["1 due · weekly", "2 due · weekly", "3 due"]


def test_captures_that_wait_are_counted_beside_what_is_due(place):
    (place / "spool").mkdir()
    (place / "spool" / "a.capture").write_text("x")
    assert said(due=(("2026-11-27", "weekly", 1),)) == "1 due · weekly · 1 waiting"
    assert said() == ""


def test_it_says_so_where_it_cannot_know(place):
    assert status.short_line(NOW) == NONE_YET
    assert said() == ""
    status.mark_changed()
    assert status.short_line(NOW) == OUT_OF_DATE
    assert said() == ""
    assert said(NOW - DAY) == OUT_OF_DATE  # the clock was set back
    assert said(NOW + DAY, until="2026-11-28") == ""
    assert said(NOW + 2 * DAY, until="2026-11-28") == OUT_OF_DATE


def test_a_state_computed_before_a_change_does_not_pass_for_a_newer_one(place):
    state = StatusState(status.last_change(), NOW, "2027-12-31")
    status.mark_changed()
    status.save_state(state)
    assert status.short_line(NOW) == OUT_OF_DATE


@pytest.mark.parametrize("cut", [0, 1, 20, -1])
def test_a_damaged_file_is_none(place, cut):
    said(due=(("2026-11-27", "weekly", 1),))
    whole = (place / "status").read_bytes()
    (place / "status").write_bytes(whole[:cut])
    assert status.short_line(NOW) == NONE_YET
    (place / "status").write_bytes(whole.replace(b"weekly 1", b"weekly 2"))
    assert status.short_line(NOW) == NONE_YET


def test_a_file_of_a_later_form_is_none(place):
    import zlib

    body = b"vividmap status 2\nafter -\nmade 1\nuntil 2027-01-01\n"
    assert status.parse_state(body + b"crc %08x\n" % zlib.crc32(body)) is None


STATES = st.builds(
    StatusState,
    st.sampled_from(["-", "9f2c61d2a7b04e35"]),
    st.integers(0, 2**33),
    st.dates().map(str),
    st.lists(st.tuples(st.integers(0, 2**33), st.integers(-50_000, 50_000))).map(tuple),
    st.lists(st.tuples(st.dates().map(str), st.sampled_from(status.KINDS), st.integers(0, 999))).map(tuple),
)


@given(STATES)
def test_what_is_written_is_read(state):
    again = status.parse_state(status.format_state(state))
    assert again is not None
    assert [getattr(again, name) for name in StatusState.__slots__] == [
        getattr(state, name) for name in StatusState.__slots__
    ]


# --- the day where the owner is


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata"])
def test_the_day_is_the_owners_over_two_changes_of_the_clock(name):
    from vividmap.services.reminders.status import _clock_changes

    zone = ZoneInfo(name)
    now = datetime(2026, 2, 1, tzinfo=UTC)
    state = StatusState("-", int(now.timestamp()), "", tuple(_clock_changes(name, now)))
    assert len(state.clock) == (1 if name == "Asia/Kolkata" else 3)
    for hour in range(399 * 24):
        moment = now + timedelta(hours=hour, minutes=30)
        assert state.day(int(moment.timestamp())) == moment.astimezone(zone).date().isoformat(), moment


def test_without_a_zone_it_is_the_machines(monkeypatch):
    second = int(datetime(2026, 11, 27, 23, tzinfo=UTC).timestamp())
    for name, day in (("UTC", "2026-11-27"), ("Asia/Tokyo", "2026-11-28")):
        monkeypatch.setenv("TZ", name)
        time.tzset()
        assert StatusState("-", 0, "").day(second) == day
    monkeypatch.undo()
    time.tzset()


# --- the commands


def ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()


def short(vividmap) -> str:
    done = vividmap("status", "--short")
    assert (done.code, done.err) == (0, "")
    return str(done.out).strip()


@pytest.mark.first_day
def test_before_the_first_command_there_is_no_status(vividmap):
    assert short(vividmap) == NONE_YET
    assert not (vividmap.home / "status").exists()


def test_status_says_what_is_due_and_what_became_of_captures(vividmap, today):
    assert vividmap("status").out == "Nothing is due.\n"
    vividmap("log", "--on", ago(today, 20), "Moved the cache")
    vividmap("log", "--on", ago(today, 2), "Moved it back")
    out = vividmap("status").out
    assert out.startswith("Due: the weekly check-in")
    assert "1 outcome to fill in" in out
    assert out.endswith(".\n2 waiting captures added to the record.\n")
    assert vividmap("status").out == out.splitlines()[0] + "\n"


def test_every_command_that_changes_something_leaves_it_right(vividmap, today):
    vividmap("log", "--on", ago(today, 20), "Moved the cache")
    entry = vividmap("list").out.split()[0]
    counted = _count(short(vividmap))
    vividmap("edit", entry, "--outcome", "P99 down")
    assert _count(short(vividmap)) == counted - 1
    vividmap("undo")
    assert _count(short(vividmap)) == counted
    vividmap("checkin", "weekly", "--skip")
    assert "weekly" not in short(vividmap)
    assert _count(short(vividmap)) == counted - 1
    vividmap("rm", entry)
    assert short(vividmap) != OUT_OF_DATE


def _count(line: str) -> int:
    return int(line.split(maxsplit=1)[0]) if line else 0


@pytest.mark.parametrize(("days", "is_due"), [(29, False), (30, False), (31, True)])
def test_somebody_who_has_gone_quiet_is_due(vividmap, today, days, is_due):
    vividmap("add", "person", "Priya Natarajan", "--real", "would advocate", "--longest", "30")
    vividmap("met", "priya", "Coffee", "--on", ago(today, days))
    assert ("1 person to get in touch with" in vividmap("status").out) == is_due
    state = status.parse_state((vividmap.home / "status").read_bytes())
    assert state is not None
    quiet = max(today, today - timedelta(days=days) + timedelta(days=31))
    assert [row for row in state.due if row[1] == "people"] == [(quiet.isoformat(), "people", 1)]


def test_the_file_holds_numbers_alone_and_is_the_owners_alone(vividmap, today):
    vividmap("add", "person", "Marmalade", "--real", "would advocate")
    vividmap("log", "--on", ago(today, 20), "Marmalade with @marmalade #marmalade")
    vividmap("list")
    for name in ("status", "status.changed"):
        file = vividmap.home / name
        assert b"armalade" not in file.read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    words = {line.split()[0] for line in (vividmap.home / "status").read_text().splitlines()}
    assert words <= {"vividmap", "after", "made", "until", "clock", "due", "name", "record", "crc"}
    assert not list(vividmap.home.glob("*.part"))


def test_a_change_that_was_cut_off_is_said_to_be_out_of_date(vividmap):
    vividmap("list")
    (vividmap.home / "status.changed").write_text("another")
    assert short(vividmap) == OUT_OF_DATE
    vividmap("list")
    assert short(vividmap) == ""


def test_a_capture_leaves_the_status_as_it_is(vividmap):
    vividmap("list")
    before = (vividmap.home / "status").stat().st_mtime_ns
    vividmap("log", "Did it")
    assert (vividmap.home / "status").stat().st_mtime_ns == before
    assert short(vividmap) == ""


@pytest.mark.first_day
@pytest.mark.parametrize("name", ["status", "status.changed"])
def test_where_it_cannot_be_written_commands_do_their_work_all_the_same(vividmap, name):
    (vividmap.home / name).mkdir()
    vividmap("log", "Did it")
    assert "Did it" in vividmap("list").out
    done = vividmap("config", "name", "Alice")
    assert (done.code, done.err) == (0, "")
    assert vividmap("status").err == ""
    assert not list(vividmap.home.glob("*.part"))


def test_the_prompt_loads_nothing_that_takes_time(vividmap):
    vividmap("list")
    program = "import sys; from vividmap.__main__ import main; main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, "status", "--short"],
        env=vividmap.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    slow = {
        "django",
        "click",
        "dataclasses",
        "argparse",
        "json",
        "re",
        "pathlib",
        "sqlite3",
        "zoneinfo",
        "datetime",
    }
    assert loaded & slow == set()


def test_it_is_read_the_same_with_help_beside_it(vividmap):
    assert "--timers" in vividmap("status", "--short", "--help").out


@pytest.mark.parametrize("wrong", [["--at", "16:00"], ["--short", "--timers"], ["--timers", "--at", "25:00"]])
def test_what_cannot_be_meant_is_refused(vividmap, wrong):
    done = vividmap("status", *wrong, check=False)
    assert done.code == 2
    assert "Traceback" not in done.err


# --- timers


def test_timers_are_shown_with_the_paths_of_this_installation_and_installed_nowhere(vividmap):
    vividmap("config", "week-starts", "sunday")
    vividmap("list")  # SQLite leaves the index of its log behind: it has to be in `before`
    before = sorted(vividmap.home.parent.rglob("*"))
    out = vividmap("status", "--timers", "--at", "08:05").out
    assert sorted(vividmap.home.parent.rglob("*")) == before
    service, timer, plist = [part.partition("\n")[2] for part in out.split("# ~")[1:]]
    assert "OnCalendar=Thu 08:05" in timer  # the fifth day of a week that begins on Sunday
    assert f"VIVIDMAP_HOME={vividmap.home}" in service
    read = plistlib.loads(plist.strip().encode())
    assert read["StartCalendarInterval"] == {"Weekday": 4, "Hour": 8, "Minute": 5}
    shell = read["ProgramArguments"][2]
    assert os.path.dirname(sys.executable) in shell


def test_what_the_timer_runs_says_what_is_due(vividmap, tmp_path):
    """The words of ExecStart, read as systemd reads them, run by the shell that it names."""
    out = vividmap("status", "--timers").out
    (line,) = (one for one in out.splitlines() if one.startswith("ExecStart="))
    shell = line.removeprefix("ExecStart=/bin/sh -c ")[1:-1]
    for written, meant in (("%%", "%"), ("$$", "$"), ('\\"', '"'), ("\\\\", "\\")):
        shell = shell.replace(written, meant)
    env = {**vividmap.environment(), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["/bin/sh", "-c", shell], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "Nothing is due.\n"
