"""A remembered browser opens the page after a restart without a link, and nobody else does with its cookie."""

import os
import re
import socket
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.support.command import Vividmap
from tests.support.web import Answer, Server, Visitor, come_in, served

from vividmap.services.errors import Refused
from vividmap.services.home import remembered_browsers
from vividmap.services.home.remembered_browsers import DAYS_UNUSED, GRACE_SECONDS, CopiedProof
from vividmap.web.connection_user import is_own_connection
from vividmap.web.session_keys import ENVIRON, Keys
from vividmap.web.settings.browsers import describe_browser

pytestmark = pytest.mark.faults

CANARY = "Only Alice knows of the marmalade incident"
COOKIE = "vividmap-remembered"


@pytest.fixture
def server(alice: Vividmap) -> Iterator[Server]:
    alice("log", CANARY)
    with served(alice) as running:
        yield running


@pytest.fixture
def new_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this process a home in which no browser is remembered."""
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path))


def remember(visitor: Visitor, name: str = "Firefox on Linux") -> str:
    """Have a browser remembered, as its owner does in Settings, and return its cookie."""
    form = {"csrfmiddlewaretoken": visitor.csrf(), "do": "remember", "name": name}
    assert visitor.ask("POST", "/settings/browsers", form=form).status == 302
    return visitor.cookies[COOKIE]


def with_cookie(server: Server, cookie: str) -> Visitor:
    """Return a browser that has nothing but the cookie, as after a restart."""
    return Visitor(server.port, {COOKIE: cookie})


def open_page(visitor: Visitor) -> Answer:
    """Open the page as a browser does, following a redirect."""
    answer = visitor.get()
    return visitor.get(answer.header("Location")) if answer.status == 302 else answer


def forget(visitor: Visitor, name: str) -> None:
    """Press Forget beside a browser in Settings."""
    row = visitor.get("/settings").body.partition(f">{name}</p>")[2]
    (browser,) = re.findall(r'name="browser" value="(\w+)"', row)[:1]
    form = {"csrfmiddlewaretoken": visitor.csrf(), "do": "forget", "browser": browser}
    visitor.ask("POST", "/settings/browsers", form=form)


def names(visitor: Visitor) -> list[str]:
    return re.findall(r'<p class="said" dir="auto">([^<]+)</p>', visitor.get("/settings").body)


def assert_locked(answer: Answer) -> None:
    assert answer.status == 403
    assert "marmalade" not in answer.body
    assert "This page is locked" in answer.body


# --- what it is for


def test_a_bookmark_opens_after_a_restart_without_a_link(alice, server):
    visitor = come_in(server)
    cookie = remember(visitor)
    server.stop()
    with served(alice) as again:
        assert again.address == server.address
        assert CANARY in open_page(with_cookie(again, cookie)).body
        assert_locked(Visitor(again.port).get())


def test_nobody_is_remembered_who_did_not_say_so(alice, server):
    visitor = come_in(server)
    assert "Remember this browser" in visitor.get("/settings").body
    assert COOKIE not in visitor.cookies
    assert not (alice.home / "browsers.json").exists()


def test_after_thirty_days_without_use_it_takes_a_link_again(alice, now):
    unused = timedelta(days=DAYS_UNUSED)
    with served(replace(alice, now=now)) as server:
        cookie = remember(come_in(server))
    with served(replace(alice, now=now + unused - timedelta(hours=1))) as in_time:
        visitor = with_cookie(in_time, cookie)
        assert open_page(visitor).status == 200
    with served(replace(alice, now=now + 2 * unused)) as too_late:
        assert_locked(open_page(with_cookie(too_late, visitor.cookies[COOKIE])))
        assert names(come_in(too_late)) == []


def test_a_session_that_lasts_for_days_counts_as_use(new_home, pages):
    day = 24 * 3600
    recognition = remembered_browsers.remember_browser("Firefox", 80, time.time() - 2 * day)
    keys = pages.client.defaults[ENVIRON]
    pages.client.cookies[keys.cookie] = keys.begin_session(recognition.browser_id, time.time() - day + 60)
    pages.client.cookies[COOKIE] = recognition.next_proof
    pages.get("today")
    assert pages.client.cookies[COOKIE].value == recognition.next_proof  # not yet a day
    keys.open_for(pages.client.cookies[keys.cookie].value).proved_at -= 60
    pages.get("today")
    assert pages.client.cookies[COOKIE].value != recognition.next_proof
    assert time.time() - remembered_browsers.list_browsers(time.time())[0].used_at < 60


# --- how it ends


def test_forgetting_a_browser_in_settings_ends_its_session_at_once(alice, server):
    laptop = come_in(server)
    remember(laptop, "Laptop")
    assert names(laptop) == ["Laptop"]
    cookie = laptop.cookies[COOKIE]
    with served(alice) as again:
        desk = come_in(again)
        remember(desk, "Desk")
        copy = with_cookie(again, cookie)
        assert CANARY in open_page(copy).body
        assert names(desk) == ["Laptop", "Desk"] or names(desk) == ["Desk", "Laptop"]
        forget(desk, "Laptop")
        assert names(desk) == ["Desk"]
        assert_locked(copy.get())
        assert_locked(open_page(with_cookie(again, copy.cookies[COOKIE])))
        assert_locked(laptop.get())  # the session at the other server too
        forget(desk, "Desk")
        assert desk.get().status == 200  # who forgets the browser in front of them is still signed in
        del desk.cookies[f"vividmap-{again.port}"]
        assert_locked(open_page(desk))


def test_signing_out_forgets_the_browser(server):
    visitor = come_in(server)
    cookie = remember(visitor)
    assert "Signing out also forgets it" in visitor.get("/settings").body
    answer = visitor.ask("POST", "/sign-out", form={"csrfmiddlewaretoken": visitor.csrf()})
    assert "You are signed out" in answer.body
    assert_locked(open_page(visitor))
    assert_locked(open_page(with_cookie(server, cookie)))


def test_a_command_forgets_them_all(alice, server):
    cookie = remember(come_in(server))
    assert "no browser is remembered" in alice("web", "--sign-out").out
    assert_locked(open_page(with_cookie(server, cookie)))


# --- what a stolen cookie may do


def test_each_use_replaces_the_cookie_and_all_tabs_of_a_restart_come_in(server):
    cookie = remember(come_in(server))
    tabs = [with_cookie(server, cookie) for _ in range(3)]
    assert all(CANARY in open_page(tab).body for tab in tabs)
    assert tabs[0].cookies[COOKIE] != cookie
    assert tabs[1].cookies[COOKIE] == tabs[2].cookies[COOKIE] == cookie  # the first tab's answer replaced it


def test_a_copy_that_is_used_later_shuts_both_out(alice, now):
    with served(replace(alice, now=now)) as server:
        cookie = remember(come_in(server))
    with served(replace(alice, now=now + timedelta(hours=1))) as server:
        owner = with_cookie(server, cookie)
        assert open_page(owner).status == 200
    with served(replace(alice, now=now + timedelta(hours=2))) as server:
        thief = with_cookie(server, cookie)
        answer = open_page(thief)
        assert_locked(answer)
        assert "there may be a copy of it" in answer.body
        assert_locked(open_page(with_cookie(server, owner.cookies[COOKIE])))
        assert names(come_in(server)) == []


def test_a_replaced_secret_is_taken_for_a_minute(new_home, now):
    moment = now.timestamp()
    first = remembered_browsers.remember_browser("Firefox", 8080, moment).next_proof
    second = remembered_browsers.recognize_browser(first, moment)
    assert second
    late_tab = remembered_browsers.recognize_browser(first, moment + GRACE_SECONDS)
    assert late_tab
    assert (late_tab.browser_id, late_tab.next_proof) == (second.browser_id, "")
    with pytest.raises(CopiedProof):
        remembered_browsers.recognize_browser(first, moment + GRACE_SECONDS + 1)
    assert remembered_browsers.recognize_browser(second.next_proof, moment) is None
    keys = Keys(80)
    assert keys.open_for(keys.begin_session(second.browser_id)) is None


def test_it_opens_neither_the_page_of_bob_nor_a_request_of_another_site(bob, server):
    cookie = remember(come_in(server))
    with served(bob) as other:
        assert_locked(open_page(with_cookie(other, cookie)))
    visitor = with_cookie(server, cookie)
    for headers in ({"Origin": "http://evil.example"}, {"Host": f"127.0.0.1:{server.port}"}):
        answer = visitor.get("/", **headers)
        assert (answer.status, "Request blocked" in answer.body) == (403, True)
    form = {"csrfmiddlewaretoken": "x" * 64, "text": "Planted", "verb": "log"}
    assert visitor.ask("POST", "/capture", form=form).status == 403
    assert visitor.cookies == {COOKIE: cookie}
    assert CANARY in open_page(visitor).body


def test_the_home_holds_a_digest_that_only_its_owner_can_read(alice, server):
    cookie = remember(come_in(server))
    path = alice.home / "browsers.json"
    assert (
        stat.S_IMODE(path.stat().st_mode)
        == stat.S_IMODE((alice.home / "browsers.lock").stat().st_mode)
        == 0o600
    )
    secret = cookie.partition(".")[2]
    assert len(secret) >= 43  # 256 bits
    assert secret not in path.read_text()
    answer = with_cookie(server, cookie).get()
    _, *flags = answer.header("Set-Cookie").partition(f"{COOKIE}=")[2].split("; ")
    assert {"HttpOnly", "Path=/", "SameSite=Strict", f"Max-Age={DAYS_UNUSED * 24 * 3600}"} <= set(flags)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"port": 1, "browsers": [{"id": "x"}]}', '{"port": "x"}'])
def test_a_damaged_file_remembers_nobody(new_home, text):
    remembered_browsers.remember_browser("Firefox", 8080, 0)
    with open(remembered_browsers.browsers_path(), "w", encoding="utf-8") as file:
        file.write(text)
    assert remembered_browsers.list_browsers(0) == ()
    assert remembered_browsers.recognize_browser("x.y", 0) is None


def test_in_a_home_that_cannot_be_written_to_the_page_can_still_be_opened(new_home, monkeypatch):
    proof = remembered_browsers.remember_browser("Firefox", 8080, 0).next_proof

    def refuse(path: str, data: bytes) -> None:
        raise Refused(f"cannot write {path}: No space left on device")

    monkeypatch.setattr(remembered_browsers, "write_private_file", refuse)
    for _ in range(2):
        recognition = remembered_browsers.recognize_browser(proof, 0)
        assert recognition
        assert recognition.next_proof == ""
    with pytest.raises(Refused, match="No space left"):
        remembered_browsers.remember_browser("Chrome", 8080, 0)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.getuid() != 0, reason="only root becomes somebody else"
)
def test_another_user_of_the_machine_does_not_come_in_with_it(server):
    cookie = remember(come_in(server))
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setuid(65_534)
        os.write(writer, str(open_page(with_cookie(server, cookie)).status).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 9) == b"403"
    assert CANARY in open_page(with_cookie(server, cookie)).body


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Linux alone lists connections with their users"
)
def test_a_connection_is_told_from_one_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            assert is_own_connection(client.getsockname()[1], port)
            assert not is_own_connection(client.getsockname()[1], port + 1)


def test_where_the_address_is_not_the_homes_own_it_is_not_offered(new_home, pages):
    words = pages.get("settings").words
    assert "This browser cannot be remembered" in words
    pages.post("settings-browsers", do="remember", name="Firefox")
    assert "Remembered browsers" not in pages.get("settings").words


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari on macOS"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPad"),
        ("Mozilla/5.0 (Linux; Android 15; K) Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5.0", "Browser on this computer"),
    ],
)
def test_a_browser_has_a_name_that_says_which_it_is(user_agent, name):
    assert describe_browser(user_agent) == name
