"""`vividmap calendar`: a file, or a feed with a secret address that is kept as a digest alone."""

import json
import stat
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import vobject  # type: ignore[import-untyped]


def read(text):
    found = vobject.readOne(text, validate=True)
    return {one.summary.value: one for one in found.vevent_list}


def calendar(vividmap, *options):
    return read(vividmap("calendar", *options).out)


HABITS = ["Weekly check-in, 10 minutes", "Monthly check-in, 20 minutes", "Quarterly check-in, 60 minutes"]


def test_it_is_written_to_standard_output(vividmap):
    vividmap("config", "time-zone", "Australia/Sydney")
    done = vividmap("calendar")
    assert "\r\n" in done.out
    assert done.err == ""
    assert list(read(done.out)) == HABITS
    assert "DTSTART;TZID=Australia/Sydney:" in done.out
    assert "T160000\r\n" in done.out


def test_it_is_written_to_a_file_for_its_owner_alone(vividmap, tmp_path):
    file = tmp_path / "habits.ics"
    assert vividmap("calendar", file, "--at", "8:05").out == f"Wrote {file} ({file.stat().st_size:,} bytes)\n"
    assert b"T080500" in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_exists_is_overwritten_by_force_alone(vividmap, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("precious")
    done = vividmap("calendar", file, check=False)
    assert (done.code, done.out, file.read_text()) == (2, "", "precious")
    assert f"{file} already exists; --force overwrites it" in done.err
    vividmap("calendar", file, "--force")
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_an_empty_zone_is_the_machines(vividmap):
    done = vividmap("calendar", env={"TZ": "America/New_York"})
    assert "TZID=America/New_York" in done.out
    assert done.err == ""


def test_a_zone_that_nobody_knows_is_utc_and_that_is_said(vividmap):
    done = vividmap("calendar")
    assert "VTIMEZONE" not in done.out
    assert "Times are in UTC" in done.err


def test_people_are_in_it_only_when_asked_for_and_their_notes_never(vividmap, today):
    vividmap("add", "person", "Dana Whitfield", "--height", "manager", "--ideal", "7")
    vividmap("add", "person", "王小明", "--real", "would advocate", "--met", "Zanzibar")
    vividmap("add", "person", "Nobody Real")
    vividmap("met", "王小明", "Coffee Zanzibar", "--on", today.isoformat())
    assert list(calendar(vividmap)) == HABITS
    done = vividmap("calendar", "--people")
    found = read(done.out)
    assert sorted(set(found) - set(HABITS)) == ["1:1 with Dana Whitfield", "Get in touch with 王小明"]
    assert "Zanzibar" not in done.out.replace("\r\n ", "")
    assert found["1:1 with Dana Whitfield"].rrule.value == "FREQ=WEEKLY;INTERVAL=1"
    touch = found["Get in touch with 王小明"]
    assert touch.dtstart.value == today + timedelta(days=60)  # as for a real relationship without a position
    assert "ideal interval of 60 days" in touch.description.value
    assert "names of people, never notes" in " ".join(vividmap("calendar", "--help").out.split())


@pytest.mark.parametrize(
    ("ago", "starts"),
    [(0, 20), (19, 1), (20, 0), (21, 9), (30, 0), (31, -1)],
)
def test_the_day_is_when_the_ideal_interval_ends_and_then_the_longest(vividmap, today, ago, starts):
    vividmap("add", "person", "Priya", "--ideal", "20", "--longest", "30")
    vividmap("met", "priya", "Coffee", "--on", (today - timedelta(days=ago)).isoformat())
    found = calendar(vividmap, "--people")["Get in touch with Priya"]
    assert found.dtstart.value == today + timedelta(days=starts)
    assert found.duration.value == timedelta(days=1)


def test_the_ids_stay(vividmap):
    vividmap("add", "person", "Dana", "--height", "manager")
    first, again = (
        sorted(one.uid.value for one in calendar(vividmap, "--people").values()) for _ in range(2)
    )
    assert first == again
    assert len(set(first)) == 4


@pytest.mark.parametrize("weeks_ago", [0, 1, 3, 60])
def test_a_one_on_one_is_on_a_working_day_and_not_in_the_past(vividmap, today, weeks_ago):
    vividmap("add", "person", "Dana", "--height", "manager", "--ideal", "14")
    vividmap("met", "dana", "1:1", "--on", (today - timedelta(weeks=weeks_ago)).isoformat())
    found = calendar(vividmap, "--people")["1:1 with Dana"]
    first: date = found.dtstart.value
    assert today <= first <= today + timedelta(days=16)
    assert first.weekday() < 5
    assert found.rrule.value == "FREQ=WEEKLY;INTERVAL=2"


# --- the feed


def test_a_feed_is_an_address_whose_secret_is_kept_nowhere(vividmap):
    done = vividmap("calendar", "--feed", "--at", "09:30")
    address = urlsplit(done.out.strip())
    assert (address.scheme, address.netloc) == ("http", "127.0.0.1:8722")
    secret = address.path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) == 43
    files = [path for path in vividmap.home.rglob("*") if path.is_file()]
    assert not any(secret.encode() in path.read_bytes() for path in files)
    file = vividmap.home / "calendar-feed.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    said = json.loads(file.read_text())
    assert {name: said[name] for name in ("port", "at", "people")} == {
        "port": 8722,
        "at": "09:30",
        "people": False,
    }


def test_made_again_it_has_another_address_and_revoked_none(vividmap):
    first, again = (vividmap("calendar", "--feed", "--port", "8799").out for _ in range(2))
    assert first != again
    assert vividmap("calendar", "--revoke").out == "The feed's address no longer works.\n"
    assert not (vividmap.home / "calendar-feed.json").exists()
    assert vividmap("calendar", "--revoke").out == "There is no feed.\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ["a.ics", "--feed"],
        ["--port", "8722"],
        ["--revoke", "--feed"],
        ["--revoke", "a.ics"],
        ["--at", "4pm"],
        ["--at", "16:0"],
        ["--at", "24:00"],
        ["--feed", "--port", "0"],
    ],
)
def test_what_cannot_be_meant_is_refused(vividmap, wrong):
    done = vividmap("calendar", *wrong, check=False)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert not (vividmap.home / "calendar-feed.json").exists()
