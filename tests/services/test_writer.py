"""A writer of one's own choice, over HTTP: it behaves, lies, hangs, sends garbage, breaks off. Never required."""

import json
import os
import socket
import threading
import time
from contextlib import contextmanager
from datetime import date

import pytest
from pytest_httpserver import HTTPServer
from tests.services.cast import take_in
from werkzeug import Request, Response

from vividmap import paths
from vividmap.core.english.dates import Period
from vividmap.core.packets.checking.wording_faults import split_paragraphs
from vividmap.core.packets.request import PacketRequest
from vividmap.services.errors import Conflict, Invalid, NotFound, Refused
from vividmap.services.packets import llm_rewriter, saved_packets

pytestmark = [pytest.mark.django_db]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the session cache to Redis with @priya -> P99 down 340 ms ~teams ^c4ch
  A note of mine that nobody is to read.
- 2026-10-19 Whom I would let go ^pr1v
  confidentiality: private
# Relationship map
- Priya Natarajan ^p9qd
  status: thinks of leaving

  Do not tell her lead.
"""
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
GOOD = "In November I moved the session cache to Redis with Priya Natarajan, and P99 went down 340 ms."


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "home"))
    paths.make_folder(paths.home())
    return tmp_path / "home"


@pytest.fixture
def saved(alice, home):
    take_in(alice, RECORD)
    return saved_packets.save_packet(alice, PacketRequest("review", HALF))


def paragraph_of(saved):
    return next(
        split_paragraph for split_paragraph in split_paragraphs(saved.body) if "c4ch" in split_paragraph
    )


def completion(content):
    return {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}


@pytest.fixture
def chosen(httpserver: HTTPServer, home):
    llm_rewriter.save_config(httpserver.url_for("/v1"), "llama3")
    return httpserver


def asked(alice, saved):
    request = llm_rewriter.build_request(alice, saved.handle, paragraph_of(saved))
    return llm_rewriter.request_rewrite(alice, request)


def test_none_is_chosen_unless_somebody_chooses(alice, saved):
    assert llm_rewriter.load_config() is None
    with pytest.raises(Refused, match="no model is set up"):
        llm_rewriter.build_request(alice, saved.handle, paragraph_of(saved))


def test_a_good_wording_is_accepted_and_keeps_its_marks(alice, saved, chosen):
    chosen.expect_request("/v1/chat/completions", method="POST").respond_with_json(completion(f" {GOOD}\n"))
    worded = asked(alice, saved)
    assert (worded.wording, worded.faults) == (GOOD, ())
    changed = llm_rewriter.accept_rewrite(
        alice, saved.handle, worded.paragraph, worded.wording, version=saved.version
    )
    assert f"{GOOD}[^c4ch]" in changed.body
    with pytest.raises(Conflict):
        llm_rewriter.accept_rewrite(alice, saved.handle, worded.paragraph, worded.wording)


def test_what_is_sent_is_what_was_shown_and_nothing_private(alice, saved, chosen):
    sent: list[Request] = []

    def answer(request: Request) -> Response:
        sent.append(request)
        return Response(json.dumps(completion(GOOD)), content_type="application/json")

    chosen.expect_request("/v1/chat/completions").respond_with_handler(answer)
    question = llm_rewriter.build_request(alice, saved.handle, paragraph_of(saved))
    llm_rewriter.request_rewrite(alice, question)
    (request,) = sent
    assert request.get_json() == question.body
    assert "Authorization" not in request.headers
    text = request.get_data(as_text=True)
    assert "340 ms" in text
    for word in ("nobody is to read", "leaving", "her lead", "let go", "[^"):
        assert word not in text


def test_a_key_comes_from_the_environment_and_is_kept_nowhere(alice, saved, chosen, home, monkeypatch):
    monkeypatch.setenv("MY_KEY", "s3cr3t-k3y")
    llm_rewriter.save_config(chosen.url_for("/v1"), "llama3", "MY_KEY")
    chosen.expect_request(
        "/v1/chat/completions", headers={"Authorization": "Bearer s3cr3t-k3y"}
    ).respond_with_json(completion(GOOD))
    assert asked(alice, saved).wording == GOOD
    assert all(b"s3cr3t-k3y" not in one.read_bytes() for one in home.rglob("*") if one.is_file())
    assert (home / "writer.json").stat().st_mode & 0o777 == 0o600
    monkeypatch.delenv("MY_KEY")
    with pytest.raises(Refused, match="MY_KEY is not set"):
        asked(alice, saved)


@pytest.mark.parametrize(
    "lie",
    [
        "P99 went down 540 ms.",
        "Dana and I moved the session cache.",
        "In March I moved the session cache to Redis.",
    ],
)
def test_a_lie_is_marked_and_not_accepted(alice, saved, chosen, lie):
    chosen.expect_request("/v1/chat/completions").respond_with_json(completion(lie))
    worded = asked(alice, saved)
    assert worded.faults
    with pytest.raises(Invalid, match="says something that the record does not"):
        llm_rewriter.accept_rewrite(alice, saved.handle, worded.paragraph, worded.wording)
    assert saved_packets.find_packet(alice, saved.handle).body == saved.body


@pytest.mark.parametrize(
    "answer",
    [
        (b"\xff\xfe garbage", 200, "not a chat completion"),
        (b"[]", 200, "not a chat completion"),
        (b'{"choices": []}', 200, "not a chat completion"),
        (b'{"choices": [{"message": {"content": null}}]}', 200, "has no text"),
        (b"", 200, "not a chat completion"),
        (b"no", 401, "answered 401"),
        (b"no", 500, "answered 500"),
        (b"", 302, "answered 302"),
        (b"x" * (llm_rewriter._MAX_ANSWER_BYTES + 1), 200, "sends too long an answer"),
    ],
)
def test_garbage_is_named_and_changes_nothing(alice, saved, chosen, answer):
    body, status, said = answer
    headers = {"Location": "http://example.org/"} if status == 302 else None
    chosen.expect_request("/v1/chat/completions").respond_with_data(body, status, headers)
    with pytest.raises(Refused, match=said):
        asked(alice, saved)
    assert saved_packets.find_packet(alice, saved.handle).body == saved.body


@contextmanager
def listening(behave):
    """A server that does to a connection what it is told to."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                behave(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        thread.join(5)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"


def drip(connection):
    connection.sendall(HEAD)
    for _ in range(50):
        try:
            connection.sendall(b" ")
        except OSError:
            return
        time.sleep(0.1)


@pytest.mark.parametrize(
    "how",
    [
        (lambda connection: time.sleep(2.5), "did not answer", 1.2),
        (lambda connection: connection.sendall(HEAD + b'{"choi'), "nothing was changed", 20),
        (lambda connection: None, "cannot be reached", 20),
        (lambda connection: connection.sendall(b"SSH-2.0 what\r\n"), "cannot be reached", 20),
        (drip, "sends too long an answer", 3),
    ],
    ids=["hangs", "breaks off", "hangs up", "speaks otherwise", "drips"],
)
def test_a_writer_that_fails_is_left_in_time(alice, saved, monkeypatch, how):
    behave, said, limit = how
    monkeypatch.setattr(llm_rewriter, "TIMEOUT_SECONDS", limit)
    with listening(behave) as url:
        llm_rewriter.save_config(url, "llama3")
        with pytest.raises(Refused, match=said):
            asked(alice, saved)
    assert saved_packets.find_packet(alice, saved.handle).body == saved.body


def test_nobody_there_is_said(alice, saved, home):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    llm_rewriter.save_config(f"http://127.0.0.1:{port}/v1", "llama3")
    with pytest.raises(Refused, match="cannot be reached"):
        asked(alice, saved)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://127.0.0.1/v1", "not an address"),
        ("llama", "not an address"),
        ("http://example.org/v1", "use https"),
        ("https://me:pw@example.org/v1", "not an address"),
        ("http://[::1", "not an address"),
    ],
)
def test_an_address_that_will_not_do_is_refused(home, url, said):
    with pytest.raises(Invalid, match=said):
        llm_rewriter.save_config(url, "llama3")
    assert llm_rewriter.load_config() is None


def test_it_is_forgotten(chosen):
    assert llm_rewriter.remove_config()
    assert not llm_rewriter.remove_config()
    assert llm_rewriter.load_config() is None
    assert not os.path.exists(llm_rewriter.config_path())


def test_bob_has_none_of_hers_worded(alice, bob, saved, chosen):
    with pytest.raises(NotFound):
        llm_rewriter.build_request(bob, saved.handle, paragraph_of(saved))
