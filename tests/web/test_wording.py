"""Rewording a paragraph on the page: what would be sent, what came back, and nothing accepted unasked."""

import json
import re
from datetime import date
from html import unescape

import pytest
from pytest_httpserver import HTTPServer
from tests.web.pages import Pages

from vividmap import paths
from vividmap.core.english.dates import Period
from vividmap.core.packets.request import PacketRequest
from vividmap.services.packets import llm_rewriter, saved_packets

GOOD = "In November I moved the cache to Redis, and P99 went down 340 ms."
LIE = "In November Dana and I moved the cache to Redis, and P99 went down 540 ms."


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "home"))
    paths.make_folder(paths.home())


@pytest.fixture
def hers(pages: Pages) -> Pages:
    pages.take_in("""\
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
- 2026-10-19 Whom I would let go ^pr1v
  confidentiality: private
""")
    return pages


@pytest.fixture
def handle(hers: Pages) -> str:
    return hers.post("prepare-draft", "review", period="2026-H2", do="save").location.rpartition("/")[2]


@pytest.fixture
def chosen(httpserver: HTTPServer) -> HTTPServer:
    llm_rewriter.save_config(httpserver.url_for("/v1"), "llama3")
    return httpserver


def answers(server: HTTPServer, content: str) -> None:
    server.expect_request("/v1/chat/completions", method="POST").respond_with_json(
        {"choices": [{"message": {"role": "assistant", "content": content}}]}
    )


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return unescape(found[1])


def send(pages: Pages, handle: str):
    page = pages.get("prepare-polish", handle, n="1")
    return pages.post("prepare-polish", handle, paragraph=hidden(page.html, "paragraph"), do="send")


def test_without_a_writer_it_says_how_to_choose_one_and_asks_nobody(hers, handle):
    seen = hers.get("prepare-polish", handle)
    assert "None is set up, and nothing is sent unless you ask for it." in seen.words
    assert "vividmap config llm-url" in seen.words
    assert 'value="send"' not in hers.get("prepare-polish", handle, n="1").html
    seen = hers.post("prepare-polish", handle, paragraph="Anything.", do="send")
    assert seen.status == 409
    assert "No model is set up" in seen.words


def test_what_would_be_sent_is_shown_before_anything_is(hers, handle, chosen):
    assert "340 ms" in hers.get("prepare-polish", handle).words
    seen = hers.get("prepare-polish", handle, n="1")
    (shown,) = re.findall(r'<pre class="sent"[^>]*>(.*?)</pre>', seen.html, re.DOTALL)
    sent = json.loads(unescape(shown))
    assert sent["model"] == "llama3"
    assert "Moved the cache" in sent["messages"][1]["content"]
    assert "let go" not in seen.html
    assert chosen.log == []
    assert hers.get("prepare-polish", handle, n="9").status == 404


def test_a_wording_is_shown_as_a_comparison_and_taken_by_hand(hers, handle, chosen):
    answers(chosen, GOOD)
    seen = send(hers, handle)
    assert f'<span class="hidden">new: </span>{GOOD}</ins>' in seen.html
    assert '<span class="hidden">was: </span>' in seen.html
    before = saved_packets.find_packet(hers.actor, handle)
    assert GOOD not in before.body
    said = {name: hidden(seen.html, name) for name in ("paragraph", "wording", "version")}
    seen = hers.post("prepare-polish", handle, **said, do="accept")
    assert seen.location == f"/packet/{handle}"
    assert f"{GOOD}[^c4ch]" in saved_packets.find_packet(hers.actor, handle).body
    assert saved_packets.list_versions(hers.actor, handle)[1].text == before.body


def test_what_the_entries_do_not_hold_is_marked_and_cannot_be_taken(hers, handle, chosen):
    answers(chosen, LIE)
    seen = send(hers, handle)
    assert "540 (a number)" in seen.words
    assert "Dana (a name)" in seen.words
    assert 'value="accept"' not in seen.html
    said = {name: hidden(seen.html, name) for name in ("paragraph", "wording", "version")}
    seen = hers.post("prepare-polish", handle, **said, do="accept")
    assert seen.status == 409
    assert saved_packets.find_packet(hers.actor, handle).version == 1


@pytest.mark.parametrize(("status", "body"), [(200, "garbage"), (500, "no"), (200, '{"choices": []}')])
def test_a_writer_that_fails_is_named_and_changes_nothing(hers, handle, chosen, status, body):
    chosen.expect_request("/v1/chat/completions").respond_with_data(body, status=status)
    seen = send(hers, handle)
    assert seen.status == 409
    assert "nothing was changed" in seen.words
    assert saved_packets.find_packet(hers.actor, handle).version == 1


def test_mark_up_in_an_answer_is_text(hers, handle, chosen):
    answers(chosen, "<script>alert(1)</script> In November I moved the cache to Redis.")
    seen = send(hers, handle)
    assert "<script>alert" not in seen.html
    assert "&lt;script&gt;" in seen.html


def test_nothing_of_bobs_is_worded_for_her(hers, chosen, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Impact evidence\n- 2026-10-10 Marmalade ^b0bb\n")
    half = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
    his = saved_packets.save_packet(bob.actor, PacketRequest("review", half)).handle
    assert hers.get("prepare-polish", his).status == 404
    assert hers.post("prepare-polish", his, paragraph="x", do="send").status == 404
    assert chosen.log == []
