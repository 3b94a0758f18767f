"""The calendar feed: it alone opens with a secret in its address, which opens nothing else."""

import os

import pytest
import vobject  # type: ignore[import-untyped]
from django.test import Client
from tests.support.web import Visitor, come_in, served, steady_port

from vividmap.services.errors import Refused
from vividmap.services.home import page_port
from vividmap.services.reminders import calendar_feed
from vividmap.services.reminders.calendar_feed import CalendarPlan
from vividmap.web.session_keys import ENVIRON, Keys

pytestmark = pytest.mark.faults

METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
NAMES = "# Relationship map\n- Dana Whitfield\n  since: manager\n"


@pytest.fixture
def nobody(pages):
    """A program that reads calendars: no cookie, no Origin."""
    client = Client(headers={"host": "127.0.0.1:80"})
    client.defaults[ENVIRON] = Keys(80)  # type: ignore[assignment]  # the stubs know of strings alone
    yield client
    calendar_feed.revoke_feed()


@pytest.fixture
def path():
    return _made(CalendarPlan())


def _made(plan):
    return calendar_feed.create_feed(plan, 80).removeprefix("http://127.0.0.1:80")


def test_the_address_gives_the_calendar(nobody, path):
    answer = nobody.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    found = vobject.readOne(answer.content.decode(), validate=True)
    assert len(found.vevent_list) == 3


def test_head_says_the_same_without_the_calendar(nobody, path):
    answer = nobody.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer["Content-Length"]) > 1_000


def test_people_are_in_it_as_the_feed_was_made(nobody, pages, path):
    pages.take_in(
        "# Relationship map\n- Dana Whitfield ^d4na\n  real: would advocate\n  - 2026-11-02 Coffee ^c0ff\n"
    )
    assert b"Dana" not in nobody.get(path).content
    assert b"Get in touch with Dana" in nobody.get(_made(CalendarPlan(people=True))).content


def test_the_calendar_of_bob_is_not_in_it(nobody, as_pages):
    as_pages("bob").take_in(
        "# Relationship map\n- Marmalade ^m4rm\n  real: would advocate\n  - 2026-11-02 Tea ^t3aa\n"
    )
    assert b"armalade" not in nobody.get(_made(CalendarPlan(people=True))).content


def test_any_other_secret_leads_nowhere(nobody, path):
    for wrong in (
        path.replace(".ics", "x.ics"),
        "/calendar/x.ics",
        f"/calendar/{'a' * 43}.ics",
        path.swapcase().replace("/CALENDAR/", "/calendar/").replace(".ICS", ".ics"),
    ):
        answer = nobody.get(wrong)
        assert (wrong, answer.status_code) == (wrong, 404)
        assert not answer.cookies
        assert b"VCALENDAR" not in answer.content


def test_the_secret_opens_nothing_else(nobody, path):
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    elsewhere = [
        path.removesuffix(".ics"),
        f"{path}/",
        f"{path}x",
        f"/calendar/{secret}.ics/..",
        f"/calendar//{secret}.ics",
        f"/{secret}.ics",
        f"/?token={secret}",
        f"/people?token={secret}",
        f"/i/{secret}",
        "/",
        "/export/archive.json",
    ]
    for place in elsewhere:
        for method in METHODS:
            answer = getattr(nobody, method)(place)
            assert (place, method, answer.status_code) == (place, method, 403)
    nobody.cookies["vividmap-80"] = secret
    assert nobody.get("/").status_code == 403


def test_it_is_read_and_nothing_else(nobody, path):
    for method in set(METHODS) - {"get", "head"}:
        answer = getattr(nobody, method)(path)
        assert (method, answer.status_code) == (method, 403)
        assert b"VCALENDAR" not in answer.content


def test_a_foreign_host_or_page_is_refused(nobody, path):
    for headers in (
        {"host": "evil.example"},
        {"host": "127.0.0.1:81"},
        {"origin": "http://evil.example"},
    ):
        assert nobody.get(path, headers=headers).status_code == 403


def test_revoked_or_made_again_the_old_address_leads_nowhere(nobody, path):
    again = _made(CalendarPlan())
    assert nobody.get(path).status_code == 404
    assert nobody.get(again).status_code == 200
    calendar_feed.revoke_feed()
    assert nobody.get(again).status_code == 404


@pytest.mark.parametrize(
    "said",
    ["", "{}", "[]", "null", '{"digest": 1}', '{"digest": "", "port": 1, "at": "x", "people": 0}', "\0"],
)
def test_a_feed_whose_file_is_damaged_opens_for_nobody(nobody, path, said):
    with open(calendar_feed.feed_path(), "w", encoding="utf-8") as file:
        file.write(said)
    assert nobody.get(path).status_code == 404
    assert page_port.choose_port() == 0


def test_asking_takes_nothing_in(nobody, path, pages):
    from vividmap import spool

    spool.save_captures([spool.new_capture("log", "Waits")])
    assert nobody.get(path).status_code == 200
    assert len(spool.waiting_files()) == 1
    os.unlink(spool.waiting_files()[0])


def test_a_feed_that_cannot_be_written_is_refused(nobody, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", "/proc/nowhere")
    with pytest.raises(Refused):
        calendar_feed.create_feed(CalendarPlan())


# --- as it is served


def test_the_page_takes_the_feeds_port_and_serves_it(alice):
    port = steady_port()
    address = alice("calendar", "--feed", "--port", str(port)).out.strip()
    with served(alice) as server:
        assert server.port == port
        answer = Visitor(port).get(address.removeprefix(f"http://127.0.0.1:{port}"))
        assert answer.status == 200
        assert not answer.header("Set-Cookie")
        assert len(vobject.readOne(answer.body, validate=True).vevent_list) == 3
        with served(alice) as second:  # a second server beside it gets another port
            assert second.port != port


def test_a_page_brings_the_status_up_to_date(alice):
    alice("list")
    with served(alice) as server:
        visitor = come_in(server)
        visitor.capture("2026-01-02 Long ago", "log")
        visitor.get()
        assert alice("status", "--short").out != "status is out of date: run vividmap status\n"
        assert "due" in alice("status", "--short").out
