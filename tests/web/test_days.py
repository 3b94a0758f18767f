"""The pages on days on which programs trip: at the ends of weeks, months and years, and where clocks are set."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vividmap.core.checkins.calendar import describe_period, due_check_ins, period_of
from vividmap.core.record import CheckIn, Profile
from vividmap.services import actor
from vividmap.store import queries

LISBON = ZoneInfo("Europe/Lisbon")  # where the sample record is kept
DAYS = [
    "2026-11-29 23:59",  # a Sunday: the last minute of its week
    "2026-11-30 00:01",  # a Monday, and the last day of its month
    "2026-12-01 00:30",
    "2026-12-31 23:59",
    "2027-01-01 00:00",  # a Friday of 2026-W53
    "2027-02-28 12:00",
    "2027-03-28 00:59",  # the last minute before the clock is set forward
    "2027-03-28 02:00",  # the first after it
    "2027-06-30 18:00",
    "2027-10-31 01:30",  # an hour that comes twice
    "2028-02-29 12:00",
    "2031-01-15 08:00",
]
PAGES = ("/", "/checkin", "/evidence", "/skills", "/people", "/people/map", "/goals", "/patterns", "/prepare")
PACKETS = ("review", "promotion", "resume", "one-on-one")

pytestmark = pytest.mark.parametrize(
    "now", [datetime.fromisoformat(day).replace(tzinfo=LISBON) for day in DAYS]
)


@pytest.fixture
def sample(pages):
    pages.sample()
    return pages


def test_every_page_is_there_and_says_which_day_it_is(sample, now):
    assert actor.today_of(sample.actor) == now.date()
    for path in (*PAGES, *(f"/prepare/{packet}" for packet in PACKETS), "/document", "/settings", "/export"):
        assert sample.get(path).status == 200, path
    assert f"{now:%A}, {now.day} {now:%B}" in sample.get("/").words


def test_what_is_kept_today_is_of_today(sample, now):
    sample.post("/capture", text="Chose Postgres", do="log")
    assert f"- {now.date()} Chose Postgres" in sample.document()
    handle = sample.handle("Chose Postgres")
    sample.post("item-surfaced", handle, to="priya", on="yesterday")
    assert f"surfaced: @priya {now.date() - timedelta(1)}" in sample.document()


def test_a_check_in_is_asked_for_until_it_is_done(sample, now):
    asked = due_check_ins(queries.load_record(sample.actor.owner), now.date())
    assert [one.kind for one in asked] == ["weekly", "monthly", "quarterly"]
    for one in asked:
        assert (
            f"{one.kind.capitalize()} check-in, {describe_period(one.period)}" in sample.get("/checkin").words
        )
        begun = sample.post("checkin", kind=one.kind, period=one.period.first.isoformat())
        sample.post("checkin-state", begun.location.rpartition("/")[2], do="finish")
    assert "No check-in is due." in sample.get("/checkin").words


def test_one_can_begin_for_the_period_that_today_is_in(sample, now):
    for kind in ("weekly", "monthly", "quarterly"):
        period = period_of(kind, now.date(), Profile())
        seen = sample.post("checkin", kind=kind, period=now.date().isoformat(), follow=True)
        assert f"{kind.capitalize()} check-in, {period.name}" in seen.words
    assert len(queries.load_record(sample.actor.owner).items_of(CheckIn)) == 3
