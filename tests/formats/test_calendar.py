"""The iCalendar that we write, read by a parser that is not the writer's, and expanded with its own zones."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core import checkins
from vividmap.core.checkins.calendar import opening_day, period_of
from vividmap.core.record import Profile
from vividmap.core.when import WEEKDAYS
from vividmap.formats import calendar
from vividmap.formats.calendar import Event
from vividmap.services.reminders.calendar import habit_events

NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)
DAY = NOW.date()
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney")


def written(events, now=NOW):
    return calendar.write(tuple(events), now)


def strictly_read(data):
    """Read with `vobject`, which refuses a calendar that lacks a part or has one twice."""
    text = data.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    found = vobject.readOne(text, validate=True)
    assert found.validate(raiseException=True)
    return found


def own_habits(zone="Europe/Berlin", profile=None, at=time(16), day=DAY):
    return list(habit_events(profile or Profile(), day, at, ZoneInfo(zone)))


@pytest.mark.parametrize("zone", ZONES)
def test_the_habits_are_accepted_and_have_their_time_their_length_and_an_alarm(zone):
    read = strictly_read(written(own_habits(zone)))
    said = {one.summary.value: one for one in read.vevent_list}
    assert list(said) == [
        "Weekly check-in, 10 minutes",
        "Monthly check-in, 20 minutes",
        "Quarterly check-in, 60 minutes",
    ]
    assert [one.duration.value for one in read.vevent_list] == [timedelta(minutes=n) for n in (10, 20, 60)]
    for one in read.vevent_list:
        assert one.dtstamp.value == NOW
        assert (one.dtstart.value.hour, one.dtstart.value.minute) == (16, 0)
        assert one.valarm.action.value == "DISPLAY"
        assert one.valarm.trigger.value == timedelta(0)
        assert one.valarm.description.value == one.summary.value


@pytest.mark.parametrize("zone", ZONES)
def test_over_both_changes_of_the_clock_the_local_time_stays(zone):
    """Read by the calendar's own VTIMEZONE, as by a program that knows no zone by its name."""
    read = strictly_read(written(own_habits(zone)))
    for event in read.vevent_list:
        moments = list(takewhile(lambda one: one.year < 2028, event.getrruleset(addRDate=True)))
        assert {(one.hour, one.minute) for one in moments} == {(16, 0)}
        offsets = [one.utcoffset() for one in moments]
        assert offsets == [one.replace(tzinfo=ZoneInfo(zone)).utcoffset() for one in moments]
        turns = sum(one != other for one, other in pairwise(offsets))
        assert turns >= 2


@pytest.mark.parametrize("zone", ZONES)
def test_the_written_zone_turns_at_the_right_minute(zone):
    read = strictly_read(written(own_habits(zone)))
    theirs, ours = read.vevent_list[0].dtstart.value.tzinfo, ZoneInfo(zone)
    hour = datetime(2026, 2, 10)  # noqa: DTZ001 - a clock on a wall
    while hour.year < 2028:
        there_is = hour.replace(tzinfo=ours).astimezone(UTC).astimezone(ours).replace(tzinfo=None) == hour
        twice = hour.replace(tzinfo=ours).utcoffset() != hour.replace(tzinfo=ours, fold=1).utcoffset()
        if there_is and not twice:
            assert hour.replace(tzinfo=theirs).utcoffset() == hour.replace(tzinfo=ours).utcoffset(), hour
        hour += timedelta(minutes=30)


@pytest.mark.parametrize("month", [1, 2, 3, 4, 10])
@pytest.mark.parametrize("begins", ["", *WEEKDAYS])
def test_they_recur_on_the_days_on_which_check_ins_open(begins, month):
    profile = Profile(week_starts=begins, fiscal_month=month)
    read = strictly_read(written(own_habits(profile=profile)))
    for kind, event in zip(checkins.KINDS, read.vevent_list, strict=True):
        found = [
            one.date() for one in takewhile(lambda one: one.year < 2029, event.getrruleset(addRDate=True))
        ]
        assert found == list(opening(kind, profile, date(2028, 12, 31)))


def opening(kind, profile, until):
    one = period_of(kind, DAY, profile)
    while opening_day(kind, one) <= until:
        if opening_day(kind, one) >= DAY:
            yield opening_day(kind, one)
        one = period_of(kind, one.last + timedelta(days=1), profile)


def test_a_week_from_monday_on_ends_on_friday():
    assert own_habits()[0].start == datetime(2026, 2, 13, 16, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_check_in_that_opens_today_is_in_it_and_one_of_yesterday_is_the_next():
    friday, saturday = date(2026, 2, 13), date(2026, 2, 14)
    assert own_habits(day=friday)[0].start.date() == friday
    assert own_habits(day=saturday)[0].start.date() == date(2026, 2, 20)


def test_written_again_it_is_the_same_but_for_the_moment():
    first, again = (written(own_habits(), now) for now in (NOW, NOW + timedelta(minutes=1)))
    assert first.replace(b"20260210T093000Z", b"") == again.replace(b"20260210T093100Z", b"")
    assert first.count(b"UID:") == 3


def test_utc_needs_no_zone():
    data = written(own_habits("UTC"))
    assert b"VTIMEZONE" not in data
    assert b"DTSTART:20260213T160000Z" in data
    strictly_read(data)


def test_a_clock_that_changes_by_no_rule_is_written_change_by_change():
    """In Morocco the date of the change depends on the moon."""
    casablanca = ZoneInfo("Africa/Casablanca")
    data = written(own_habits("Africa/Casablanca"))
    assert b"RDATE" not in data
    (weekly, *_) = strictly_read(data).vevent_list
    for one in takewhile(lambda one: one.year < 2029, weekly.getrruleset(addRDate=True)):
        assert one.utcoffset() == one.replace(tzinfo=casablanca).utcoffset(), one


def test_a_zone_whose_clock_never_changes_has_one_part():
    data = written(own_habits("Asia/Kolkata"))
    assert data.count(b"BEGIN:STANDARD") == 1
    assert strictly_read(data).vevent_list[0].dtstart.value.utcoffset() == timedelta(hours=5.5)


@pytest.mark.parametrize(
    "said",
    [
        "Zoë “Z” O’Neil; peer, Platform",
        "王小明、田中さん" * 20,
        "فاطمة الزهراء" * 9,
        "Back\\slash, comma; semicolon: colon",
        "C:\\New, and \\n",
        "👩‍💻" * 40,
    ],
)
def test_text_in_any_script_is_read_as_it_was_written(said):
    event = Event("a@vividmap", said, date(2026, 3, 1), note=f"{said}\n\n{said}")
    (read,) = strictly_read(written([event])).vevent_list
    assert read.summary.value == said
    assert read.description.value == f"{said}\n\n{said}"
    assert read.dtstart.value == date(2026, 3, 1)
    assert read.duration.value == timedelta(days=1)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200))
def test_no_text_breaks_out_of_its_line(said):
    data = written([Event("a@vividmap", said, date(2026, 3, 1))])
    assert data.count(b"BEGIN:VEVENT") == data.replace(b"\r\n ", b"").count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert strictly_read(data).vevent.summary.value == said
