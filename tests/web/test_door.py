"""The local page is a locked door: who gets in, and what everybody else is shown."""

import re
import socket
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.support.command import Vividmap
from tests.support.web import Answer, Server, Visitor, come_in, served

from vividmap.config import page_address
from vividmap.config.server import bind_loopback
from vividmap.services.errors import Refused
from vividmap.web.request import IDLE_HOURS, WHOLE_HOURS
from vividmap.web.session_keys import Keys

pytestmark = pytest.mark.faults

CANARY = "Only Alice knows of the marmalade incident"


@pytest.fixture
def server(alice: Vividmap) -> Iterator[Server]:
    alice("log", CANARY)
    with served(alice) as running:
        yield running


@pytest.fixture
def visitor(server: Server) -> Visitor:
    inside = come_in(server)
    assert CANARY in inside.get().body
    return inside


def assert_refused(answer: Answer, case: object = "") -> None:
    assert answer.status == 403, case
    said = answer.body + str(answer.headers)
    assert "marmalade" not in said, case
    assert "evidence" not in said.lower(), case
    assert not answer.header("Set-Cookie"), case


# --- the link and the session


def test_without_a_link_the_page_tells_nothing(server):
    answer = Visitor(server.port).get()
    assert_refused(answer)
    assert "vividmap web" in answer.body


def test_the_link_leads_to_the_page_and_leaves_its_token_behind(server):
    visitor = Visitor(server.port)
    answer = visitor.get(f"/?token={server.token}")
    assert (answer.status, answer.header("Location")) == (302, "/")
    assert CANARY in visitor.get().body


def test_the_cookie_is_for_this_page_alone(server):
    answer = Visitor(server.port).get(f"/?token={server.token}")
    name, *flags = answer.header("Set-Cookie").strip().split("; ")
    assert name.startswith(f"vividmap-{server.port}=")
    assert sorted(flags) == ["HttpOnly", "Path=/", "SameSite=Strict"]


def test_a_link_that_was_used_is_refused(server):
    come_in(server)
    answer = Visitor(server.port).get(f"/?token={server.token}")
    assert_refused(answer)
    assert "This link was already used" in answer.body
    assert "vividmap web" in answer.body


def test_a_link_that_was_used_leads_its_own_user_on(server, visitor):
    answer = visitor.get(f"/?token={server.token}")
    assert_refused(answer)
    assert '<a href="/">' in answer.body


def test_of_many_who_use_a_link_at_once_one_comes_in(server):
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _: Visitor(server.port).get(f"/?token={server.token}").status, range(20))
        )
    assert sorted(answers) == [302] + [403] * 19


def test_only_fetching_the_link_uses_it(server):
    for method in ("HEAD", "POST", "OPTIONS"):
        assert Visitor(server.port).ask(method, f"/?token={server.token}").status == 403
    come_in(server)


def test_a_wrong_token_or_cookie_is_refused(server):
    for wrong in ("", "x", "é\N{SNOWMAN}", "a" * 5_000):
        assert_refused(Visitor(server.port).get(f"/?token={quote(wrong)}"), wrong)
        assert_refused(Visitor(server.port, {f"vividmap-{server.port}": quote(wrong)}).get(), wrong)
    assert_refused(Visitor(server.port, {f"vividmap-{server.port}": "é"}).get())


def test_a_session_of_another_server_is_refused(server, visitor, bob):
    with served(bob) as other:
        session = visitor.cookies[f"vividmap-{server.port}"]
        assert Visitor(other.port, {f"vividmap-{other.port}": session}).get().status == 403
        assert Visitor(other.port).get(f"/?token={server.token}").status == 403


def test_a_session_ends_with_its_server(alice, server, visitor):
    port = server.port
    server.stop()
    with served(alice, "--port", str(port)):
        assert_refused(visitor.get())


def test_a_secret_is_kept_as_a_digest_alone():
    keys = Keys(80)
    token = keys.new_link()
    session = keys.redeem(token)
    assert keys.open_for(session)
    assert not keys.open_for(token)
    assert not keys.redeem(session)
    assert token not in str(vars(keys))
    assert session not in str(vars(keys))


def test_each_server_has_a_name_of_its_own_that_no_other_program_has(server, bob):
    (bob.home / "device").unlink()  # it was copied along with the template of a home
    with served(bob) as other:
        names = [
            address.removeprefix("http://").partition(":")[0] for address in (server.address, other.address)
        ]
        assert names[0] != names[1]
        assert all(re.fullmatch(r"vividmap-[0-9a-f]{16}\.localhost", name) for name in names)


def test_signing_out_ends_the_session_on_the_server_too(visitor):
    before = dict(visitor.cookies)
    answer = visitor.ask("POST", "/sign-out", form={"csrfmiddlewaretoken": visitor.csrf()})
    assert answer.status == 200
    assert "You are signed out" in answer.body
    assert "marmalade" not in answer.body
    assert_refused(visitor.get())
    assert_refused(Visitor(visitor.port, before).get())


def test_a_command_ends_every_session_and_a_new_link_opens_again(alice, server, visitor):
    assert alice("web", "--sign-out").out.startswith("Signed out everywhere; no browser is remembered.")
    assert_refused(visitor.get())
    with served(alice) as again:
        assert CANARY in come_in(again).get().body


@pytest.mark.parametrize(("idle", "age"), [(IDLE_HOURS + 0.1, 20), (1, WHOLE_HOURS + 0.1)])
def test_a_session_ends_when_it_was_not_used_or_is_old(idle, age):
    keys = Keys(80)
    session = keys.redeem(keys.new_link())
    visit = keys.open_for(session)
    assert visit
    visit.seen_at -= (IDLE_HOURS - 0.1) * 3600
    assert keys.open_for(session)
    visit.seen_at, visit.begun_at = visit.seen_at - idle * 3600, visit.begun_at - age * 3600
    assert keys.open_for(session) is None
    visit.seen_at = visit.begun_at = time.time()
    assert keys.open_for(session) is None  # what is over does not begin again


def test_the_browser_is_started_with_a_page_that_only_its_owner_can_read():
    with page_address.redirect_page("http://x.localhost:1/?token=secret") as url:
        path = Path(url.removeprefix("file://"))
        assert "secret" not in url
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "url=http://x.localhost:1/?token=secret" in path.read_text()
    assert not path.exists()


def test_a_home_that_cannot_be_written_to_starts_no_browser(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "file" / "home"))
    with page_address.redirect_page("http://x.localhost:1/?token=secret") as url:
        assert url == ""


# --- who asks


FOREIGN = [
    None,
    "",
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1:{port}",
    "localhost:{port}",
    "[::1]:{port}",
    "vividmap-0123456789abcdef.localhost:{port}",
    "127.0.0.1:{port}.evil.example",
    "localhost.evil.example:{port}",
    "127.0.0.2:{port}",
    "0.0.0.0:{port}",
    "user@127.0.0.1:{port}",
]


def test_a_foreign_host_is_refused(server, visitor):
    for host in FOREIGN:
        said = None if host is None else host.format(port=server.port)
        assert_refused(visitor.get(Host=said), host)
        assert_refused(visitor.get("/static/vividmap.css", Host=said), host)
        assert_refused(Visitor(server.port).get(f"/?token={server.token}", Host=said), host)


def test_the_name_is_read_without_regard_to_case(visitor):
    assert visitor.get(Host=visitor.host.upper()).status == 200


def test_what_a_proxy_would_say_changes_nothing(server, visitor):
    for header in ("X-Forwarded-Host", "X-Forwarded-For", "Forwarded"):
        assert_refused(visitor.get(Host="evil.example", **{header: f"127.0.0.1:{server.port}"}))
        assert visitor.get(**{header: "evil.example"}).status == 200


CROSS_ORIGIN: list[dict[str, str | None]] = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": None},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://localhost:{port}"},
    {"Origin": "http://127.0.0.1:{port}"},
    {"Origin": "https://{host}"},
    {"Origin": "http://127.0.0.1:{port}.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
]


def test_a_post_from_another_origin_is_refused(server, visitor):
    for headers in CROSS_ORIGIN:
        said = {
            name: value and value.format(port=server.port, host=visitor.host)
            for name, value in headers.items()
        }
        assert_refused(visitor.capture("Forged", headers=said), headers)
    assert "Forged" not in visitor.get().body


def test_a_get_that_names_another_origin_is_refused(visitor):
    assert_refused(visitor.get(Origin="http://evil.example"))


def test_a_form_without_its_token_is_refused(visitor):
    for form in ({"text": "Forged"}, {"text": "Forged", "csrfmiddlewaretoken": "a" * 64}):
        answer = visitor.ask("POST", "/capture", form=form)
        assert answer.status == 403
        assert "marmalade" not in answer.body
    assert "Forged" not in visitor.get().body


# --- what every answer says


def test_style_and_script_are_for_everybody_and_the_page_beside_them_is_not(server):
    nobody = Visitor(server.port)
    css = nobody.get("/static/vividmap.css")
    assert (css.status, css.header("Content-Type")) == (200, 'text/css; charset="utf-8"')
    assert nobody.get("/static/vividmap.css", **{"If-None-Match": css.header("ETag")}).status == 304
    for path in ("/static/", "/static/../door.py", "/static/%2e%2e/door.py", "/static//etc/passwd"):
        assert nobody.get(path).status in (403, 404)


def test_every_answer_says_what_the_browser_may_do_with_it(server, visitor):
    answers = [
        visitor.get(),
        visitor.get("/nope"),
        visitor.ask("POST", "/capture", form={"text": "x"}),
        Visitor(server.port).get(),
        visitor.get(Host="evil.example"),
        visitor.get("/static/vividmap.css"),
        visitor.ask("POST", "/capture", {"Content-Type": "multipart/form-data; boundary="}, body="x"),
        Visitor(server.port).get("/?token=x"),
    ]
    for answer in answers:
        policy = answer.header("Content-Security-Policy")
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.header("Cross-Origin-Resource-Policy") == "same-origin"
        assert answer.header("Cross-Origin-Opener-Policy") == "same-origin"
        assert answer.header("Referrer-Policy") == "no-referrer"
        assert not answer.header("Access-Control-Allow-Origin")
        assert not answer.header("Server")
    assert {answer.header("Cache-Control") for answer in answers} == {"no-store", "max-age=0, public"}


def test_one_connection_carries_many_answers(server):
    nobody = f"/ HTTP/1.1\r\nHost: {Visitor(server.port).host}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(f"HEAD {nobody}\r\nHEAD {nobody}Connection: close\r\n\r\n".encode())
        with connection.makefile() as answers:
            said = answers.read()
    assert said.count("HTTP/1.1 403 Forbidden") == 2
    assert "<" not in said


# --- the server


def listening(pid: int) -> set[str]:
    """The addresses on which a process listens, as the system has them."""
    inodes = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes.add(str(handle.readlink()).removeprefix("socket:[").rstrip("]"))
        except OSError:
            continue
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
    ]
    return {row[1] for row in rows if row[3] == "0A" and row[9] in inodes}


def test_it_listens_on_loopback_alone(alice):
    with served(alice, itself=True) as server:
        assert listening(server.process.pid) == {f"0100007F:{server.port:04X}"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "192.168.1.2", "example.org", ""])
def test_it_refuses_to_listen_elsewhere(host):
    with pytest.raises(Refused), bind_loopback(host, 0):
        pass


def test_a_port_that_is_taken_is_said(alice):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = alice("web", "--no-open", "--port", str(port), check=False)
    assert result.code == 1
    assert f"port {port}" in result.err
    assert "Traceback" not in result.err


def test_it_ends_when_told_and_says_nothing(server, visitor):
    assert server.stop() == (0, "", "")


def test_files_in_the_home_are_for_their_owner_alone(alice, server, visitor):
    visitor.capture("One more")
    paths = [alice.home, *alice.home.rglob("*")]
    assert len(paths) > 3
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths if path != alice.home}
    assert all(mode & 0o077 == 0 for mode in modes.values()), modes


def test_no_secret_is_written_down(alice, server, visitor):
    visitor.capture("One more")
    visitor.get(f"/?token={server.token}")
    secrets = [server.token, *visitor.cookies.values()]
    _, out, err = server.stop()
    files = [path.read_bytes() for path in alice.home.rglob("*") if path.is_file()]
    assert files
    for secret in secrets:
        assert secret not in out + err
        assert not any(secret.encode() in data for data in files)


def test_what_breaks_is_named_without_the_words_of_the_record(alice, server, visitor):
    import sqlite3

    alice("add", "goal", "Staff engineer")
    with sqlite3.connect(alice.home / "vividmap.sqlite3") as database:
        said = '{"target": "the marmalade date"}'
        database.execute("UPDATE store_item SET fields = ? WHERE kind = 'goal'", [said])
    answer = visitor.get("/goals")
    assert answer.status == 500
    assert "marmalade" not in answer.body
    _, _, err = server.stop()
    assert "ValueError" in err
    assert "marmalade" not in err


def test_a_browser_that_sends_no_referer_posts_our_own_forms(visitor):
    """Under `no-referrer` it hides the Origin of a form too, but sends `Sec-Fetch-Site: same-origin`."""
    kept = visitor.capture("Kept anyway", headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert kept.status == 302
    assert "Kept anyway" in visitor.get().body
    for site in ("cross-site", "same-site", "none", None):
        forged = visitor.capture("Forged", headers={"Origin": "null", "Sec-Fetch-Site": site})
        assert_refused(forged, site)
    assert "Forged" not in visitor.get().body
