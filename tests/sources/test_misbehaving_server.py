"""A server that misbehaves in many ways: a sentence for each, nothing lost or doubled, no token let out."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from tests.support.fake_github import FakeGitHub, moment, pull_request
from tests.support.misbehaving_server import ServerAnswer, canary, json_answer, serving

from vividmap.sources import github
from vividmap.sources.source import SourceError

pytestmark = pytest.mark.faults

TITLES = [f"Part {number}" for number in range(1, 7)]
BROKEN_JSON = ServerAnswer(200, {"Content-Type": "application/json"}, b'{"data": {"viewer"')
PAGE = json_answer({"data": {"viewer": {"login": "x"}, "search": {}}})
BEYOND_REPAIR = {
    "slow": (ServerAnswer(pause=0.6, body=b"{}"), "did not answer in 0.3 s; try again later"),
    "a cut body": (json_answer({"data": {}}, cut=4), "closed the connection in the middle of an answer"),
    "wrong JSON": (BROKEN_JSON, "answered with JSON that cannot be read"),
    "deep JSON": (
        ServerAnswer(200, {"Content-Type": "application/json"}, b"[" * 100_000),
        "answered with JSON that cannot be read",
    ),
    "always 502": (ServerAnswer(502), "answered with an error of its own (502); try again later"),
    "401": (json_answer({}, 401), "does not accept the token, which may have expired; replace it"),
    "403": (json_answer({"message": "Forbidden"}, 403), "give the token read access"),
    "404": (json_answer({}, 404), "has nothing at this address"),
    "422": (json_answer({}, 422), "refuses the request (422)"),
    "a page of HTML": (
        ServerAnswer(200, {"Content-Type": "text/html"}, b"<p>"),
        "answered with text/html, not JSON",
    ),
    "no type": (ServerAnswer(200, {}, b"{}"), "answered with no type, not JSON"),
    "a huge body": (json_answer("x" * 400_000), "sends more than"),
    "compressed": (json_answer({}, headers={"Content-Encoding": "gzip"}), "compresses its answers unasked"),
    "another shape": (json_answer([]), "sent an answer without a valid data"),
    "no results": (PAGE, "sent an answer without a valid pageInfo"),
    "an error of GraphQL": (
        json_answer({"errors": [{"message": "Something\n went wrong"}]}),
        "refuses the search: Something went wrong",
    ),
    "a limit for an hour": (
        json_answer({}, 403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}),
        "takes no more requests until",
    ),
    "a redirect in a circle": (ServerAnswer(302, {"Location": "/api/graphql"}), "redirects without end"),
}
PASSING = {
    "500, then well": [ServerAnswer(500), ServerAnswer(503)],
    "cut, then well": [json_answer({"data": {}}, cut=4)],
    "slow, then well": [ServerAnswer(pause=0.6, body=b"{}")],
    "403 for a limit, then well": [
        json_answer({}, 403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"})
    ],
    "429, then well": [json_answer({}, 429, headers={"Retry-After": "1"})],
    "a limit of GraphQL, then well": [
        json_answer(
            {"errors": [{"type": "RATE_LIMITED", "message": "wait"}]},
            headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"},
        )
    ],
}


@pytest.fixture
def forge(github_server):
    forge = FakeGitHub(*(pull_request(number, title, 60 - number) for number, title in enumerate(TITLES, 1)))
    github_server.behaviour = forge
    return forge


def titles(result):
    return [proposal.text for proposal in result.proposals]


@pytest.mark.parametrize("fault", BEYOND_REPAIR)
def test_each_fault_has_a_sentence_of_its_own(github_server, request_for, forge, fault):
    answer, sentence = BEYOND_REPAIR[fault]
    github_server.next_answers = [answer] * 50
    with pytest.raises(SourceError) as error:
        github.collect(request_for(github_server))
    assert sentence in str(error.value)
    assert "127.0.0.1" in str(error.value)
    assert "ghp_sample" not in str(error.value)
    assert len(github_server.requests) <= 6


@pytest.mark.parametrize("fault", BEYOND_REPAIR)
def test_what_came_before_a_fault_is_kept_and_nothing_is_lost(github_server, request_for, forge, fault):
    """Three pages, then the fault: the next collecting begins where it came."""
    answer, sentence = BEYOND_REPAIR[fault]
    github_server.next_answers = [forge, forge, forge] + [answer] * 50
    first = github.collect(request_for(github_server))
    assert titles(first) == TITLES[:4]
    (note,) = first.notes
    assert sentence in note
    assert "what came before was read" in note
    github_server.next_answers = []
    second = github.collect(request_for(github_server, first.state))
    assert titles(second)[-2:] == TITLES[4:]
    keys = [proposal.key for proposal in (*first.proposals, *second.proposals)]
    assert len(set(keys)) == len(TITLES)


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_not_noticed(github_server, request_for, forge, fault):
    github_server.next_answers = [forge, *PASSING[fault]]
    result = github.collect(request_for(github_server))
    assert titles(result) == TITLES
    assert result.notes == []


def test_a_failing_place_harms_no_other_and_its_state_is_kept(github_server, request_for, forge):
    state = github.collect(request_for(github_server)).state
    github_server.next_answers = [ServerAnswer(502)] * 50
    with pytest.raises(SourceError):
        github.collect(request_for(github_server, state))
    with serving(lambda request: ServerAnswer(502)) as broken:
        good, bad = request_for(github_server), request_for(broken)
        github_server.next_answers = []
        result = github.collect(
            type(good)(
                places=[*bad.places, *good.places], private_hosts=["127.0.0.1"], today=good.today, state=state
            )
        )
        assert "answered with an error of its own (502)" in result.notes[0]
        assert result.state["places"].keys() == state["places"].keys()


def test_a_token_follows_no_redirect_to_another_host(github_server, request_for, forge):
    with canary() as (port, visitors):
        for target in (f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", "https://evil.example/"):
            for status in (301, 302, 307, 308):
                github_server.next_answers = [ServerAnswer(status, {"Location": target})] * 2
                with pytest.raises(SourceError, match="a token is sent to no other host"):
                    github.collect(request_for(github_server))
        assert visitors == []


def test_endless_pages_end(github_server, request_for, forge, monkeypatch):
    """The same page again and again, and pages that are never the last."""
    github_server.behaviour = lambda request: json_answer(
        {
            "data": {
                "viewer": {"login": "alice-dev"},
                "search": {
                    "pageInfo": {"hasNextPage": True, "endCursor": "1"},
                    "nodes": [pull_request(1, "Once", 3)],
                },
            }
        }
    )
    result = github.collect(request_for(github_server))
    assert titles(result) == ["Once"]
    assert "sends the same page again and again" in result.notes[0]
    assert len(github_server.requests) < 6

    from vividmap.sources.forges import reading

    monkeypatch.setattr(reading, "MAX_PAGES", 2)
    github_server.behaviour = forge
    state: Mapping[str, object] = {}
    texts = []
    for _ in range(5):
        result = github.collect(request_for(github_server, state))
        texts += titles(result)
        state = result.state
    assert set(texts) == set(TITLES)


def test_what_changes_while_pages_are_read_is_neither_lost_nor_doubled(github_server, request_for, forge):
    """After the first page its first result changes: it moves to the end, and all others move up by one."""

    def change_once():
        forge.nodes[0]["updatedAt"] = moment(1)
        forge.nodes[0]["title"] = "Part 1, renamed"
        forge.after_page = lambda: None

    forge.after_page = change_once
    result = github.collect(request_for(github_server))
    assert sorted(titles(result)) == sorted(["Part 1, renamed", *TITLES[1:]])


def test_many_results_that_changed_in_one_second_are_all_read(github_server, request_for, forge):
    for node in forge.nodes:
        node["updatedAt"] = moment(3)
    assert sorted(titles(github.collect(request_for(github_server)))) == TITLES


def test_results_that_came_twice_are_proposed_once(github_server, request_for, forge):
    forge.nodes += forge.nodes[:3]
    assert titles(github.collect(request_for(github_server))) == TITLES


@pytest.mark.parametrize("hours", [-30_000, -5, 5, 30_000])
def test_a_clock_that_is_wrong_hides_nothing(github_server, request_for, forge, hours):
    """The server's clock is wrong, and one result changed in the future."""
    for node in forge.nodes[4:]:
        node["updatedAt"] = "2031-01-01T00:00:00Z"
    github_server.behaviour = lambda request: with_clock(forge(request), hours * 3600)
    first = github.collect(request_for(github_server))
    assert titles(first) == TITLES
    forge.nodes.append(pull_request(9, "Later", 1))
    second = github.collect(request_for(github_server, first.state))
    assert "Later" in titles(second)
    for proposal in (*first.proposals, *second.proposals):
        assert proposal.when.last.isoformat() <= "2026-11-20"


def test_a_mark_in_the_future_hides_nothing(github_server, request_for, forge):
    state = github.collect(request_for(github_server)).state
    marks = dict.fromkeys(next(iter(state["places"].values())), "2031-01-01T00:00:00+00:00")
    again = github.collect(request_for(github_server, {**state, "places": {github_server.address: marks}}))
    assert titles(again) == TITLES


def with_clock(answer, seconds):
    answer.clock = seconds
    return answer


@pytest.mark.parametrize("clock", [0, 9_000, -9_000])
def test_a_limit_is_told_with_the_time_when_it_ends(github_server, request_for, forge, clock):
    now = datetime.now().astimezone()
    reset = now.timestamp() + clock + 1500  # by the server's own clock
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{reset:.0f}"}
    github_server.next_answers = [json_answer({}, 403, headers=headers, clock=clock)]
    with pytest.raises(SourceError) as error:
        github.collect(request_for(github_server))
    minutes = [f"{now + timedelta(seconds=1500 + later):%H:%M}" for later in (0, 60, 120)]
    assert any(f"{minute}; try again then" in str(error.value) for minute in minutes)


def test_a_result_that_makes_no_sense_is_left_out_and_said(github_server, request_for, forge):
    forge.nodes[2]["title"] = None
    forge.nodes[3]["commits"] = {"nodes": [7]}
    result = github.collect(request_for(github_server))
    assert titles(result) == [*TITLES[:2], *TITLES[4:]]
    assert "its title is missing" in result.notes[0]


def test_an_organisation_with_single_sign_on_is_named(github_server, request_for, forge):
    def partial(request):
        answer = forge(request)
        content = json.loads(answer.body)
        message = "Resource protected by organization SAML enforcement."
        content["data"]["search"]["nodes"][0:1] = [None]
        return json_answer(content | {"errors": [{"type": "FORBIDDEN", "message": message}]})

    github_server.next_answers = [partial]
    result = github.collect(request_for(github_server))
    assert titles(result) == TITLES[1:]
    assert result.notes == [
        "127.0.0.1 leaves results out: Resource protected by organization SAML enforcement."
    ]
