"""packet polish: a model is asked only on request, and its wording is accepted by hand."""

import pytest
from pytest_httpserver import HTTPServer

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
"""
GOOD = "In November I moved the cache to Redis, and P99 went down 340 ms."


@pytest.fixture
def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


@pytest.fixture
def saved(kept):
    return kept("draft", "review", "--period", "2026-H2", "--save").err.split()[1].strip("^.")


@pytest.fixture
def chosen(kept, httpserver: HTTPServer) -> HTTPServer:
    url = httpserver.url_for("/v1")
    kept("config", "llm-url", url)
    kept("config", "llm-model", "llama3")
    return httpserver


def answers(server, content):
    server.expect_request("/v1/chat/completions").respond_with_json(
        {"choices": [{"message": {"content": content}}]}
    )


def test_without_a_writer_it_says_how_to_choose_one(kept, saved):
    assert kept("packet", "polish", saved).out.startswith(
        "  1  **Moved the cache to Redis for several teams: P99 down 340 ms.**"
    )
    none = kept("packet", "polish", saved, "1", "--yes", check=False)
    assert (none.code, none.out) == (1, "")
    assert "vividmap config llm-url URL" in none.err


def test_a_wording_is_shown_and_taken(kept, saved, chosen):
    answers(chosen, GOOD)
    done = kept("packet", "polish", saved, "1", "--yes", "--accept")
    assert '"model": "llama3"' in done.err
    assert f"+ {GOOD}" in done.out.splitlines()
    assert f"{GOOD}[^c4ch]" in kept("packet", "show", saved).out
    kept("undo")
    assert GOOD not in kept("packet", "show", saved).out


def test_nothing_is_sent_or_taken_without_a_yes(kept, saved, chosen):
    asked = kept("packet", "polish", saved, "1", check=False)
    assert asked.code == 2
    assert "add --yes" in asked.err
    assert chosen.log == []


def test_what_the_entries_do_not_hold_is_marked_and_not_taken(kept, saved, chosen):
    answers(chosen, GOOD.replace("340", "540"))
    text = kept("packet", "show", saved).out
    done = kept("packet", "polish", saved, "1", "--yes", "--accept", check=False)
    assert done.code == 2
    assert "! number: “540”: 540 ms here, 340 ms in ^c4ch" in done.out.splitlines()
    assert kept("packet", "show", saved).out == text


def test_with_an_address_and_no_model_nothing_is_sent(kept, saved, chosen):
    kept("config", "llm-model", "")
    none = kept("packet", "polish", saved, "1", "--yes", check=False)
    assert (none.code, "no model is set up" in none.err) == (1, True)
    assert chosen.log == []
