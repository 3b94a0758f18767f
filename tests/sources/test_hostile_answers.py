"""Row 12 for what a server sends: any value in any place of an answer is read or refused in words of ours."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import FULL
from tests.support.fake_github import FakeGitHub, commit, issue, pull_request, review
from tests.support.fake_gitlab import (
    ALICE,
    PRIYA,
    FakeGitLab,
    gitlab_commit,
    gitlab_issue,
    merge_request,
    note,
)
from tests.support.misbehaving_server import ServerRequest

from vividmap.core.inbox import BadProposal, clean_proposal
from vividmap.sources import github, gitlab
from vividmap.sources.forges import collecting
from vividmap.sources.forges.places import parse_place
from vividmap.sources.source import CollectRequest, SourceError
from vividmap.sources.web.client import WebAnswer

pytestmark = pytest.mark.faults

COUNT = 5_000 if FULL else 200
TODAY = date(2026, 11, 20)
HOSTILE: list[Any] = [
    None, True, False, 0, -1, 7, 10**30, 1.5, float("nan"), float("inf"), "", " ", "x" * 100_000, "\0", "\ud800",
    "<script>alert(1)</script>", "javascript:alert(1)", "https://evil.example/", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z", "2026-13-45T00:00:00Z", "2026-11-20T00:00:00+23:59", "2026-11-20", "\u202e\u200b", [], {},
    [[]], [{}], [None], {"nodes": []}, {"nodes": [{}]}, {"login": "x"}, "../../..", "a" * 40,
]  # fmt: skip


def github_forge():
    asking = review(1, "alice-dev", "CHANGES_REQUESTED", 6, 2)
    theirs = pull_request(
        2,
        "Theirs",
        3,
        author={"login": "priya"},
        reviews={"nodes": [asking]},
        commits={"nodes": [commit("a", 5)]},
    )
    return FakeGitHub(pull_request(1, "Mine", 4), theirs, issue(3, "Why", 2, 20, "a b c d"), page_size=2)


def gitlab_forge():
    theirs = merge_request(2, "Theirs", 3, author=PRIYA, reviewers=[ALICE], user_notes_count=2)
    forge = FakeGitLab(merge_request(1, "Mine", 4, user_notes_count=20, squash_commit_sha="a" * 40), theirs)
    forge.issues = [gitlab_issue(1, "Why", 2, 20)]
    path = "/projects/7/merge_requests/2"
    forge.details = {f"{path}/notes": [note(1, ALICE, "Why?", 6)], f"{path}/commits": [gitlab_commit("a", 5)]}
    return forge


def replaced(dice, content):
    """Return JSON with one value anywhere in it replaced, a field removed, or a list made longer."""
    places = list(all_places(content))
    container, key = dice.choice(places)
    match dice.randrange(6):
        case 0:
            del container[key]
        case 1 if isinstance(container, list):
            container *= 50
        case _:
            container[key] = dice.choice(HOSTILE)
    return content


def all_places(content):
    keys = content if isinstance(content, dict) else range(len(content))
    for key in keys:
        yield content, key
        if isinstance(content[key], dict | list):
            yield from all_places(content[key])


class HostileClient:
    """Stands in for the client: gives the answers of a forge, with one in three changed."""

    def __init__(self, forge, dice, authorization):
        self.forge, self.dice, self.authorization = forge, dice, authorization
        self.is_hostile = True

    def __call__(self, *_, **__):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def post_json(self, url, question):
        return self.answer(ServerRequest("POST", url, {"authorization": self.authorization}, question))

    def get_json(self, url):
        path = url.partition("example.org")[2]
        return self.answer(ServerRequest("GET", path, {"authorization": self.authorization}))

    def answer(self, request):
        answer = self.forge(request)
        if answer.status != 200:
            raise SourceError("git.example.org has nothing at this address")
        content = json.loads(answer.body)
        if content and self.is_hostile and self.dice.randrange(3) == 0:
            content = replaced(self.dice, content)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        now = {"date": datetime(2026, 11, 20, 12, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")}
        return WebAnswer(url="", status=200, headers=headers | now, body=b"", content=content)


FORGES = {
    "github": (github, github_forge, "GH_ENTERPRISE_TOKEN", "ghp_sample"),
    "gitlab": (gitlab, gitlab_forge, "GITLAB_TOKEN", "glpat-sample"),
}


@pytest.mark.parametrize("name", FORGES)
def test_any_value_in_any_place_of_an_answer(forge_home, monkeypatch, name):
    source, make_forge, variable, token = FORGES[name]
    monkeypatch.setenv("GH_HOST", "git.example.org")
    monkeypatch.setenv("GITLAB_HOST", "git.example.org")
    monkeypatch.setenv(variable, token)
    dice = Random(f"{name} 20261120")
    client = HostileClient(make_forge(), dice, f"Bearer {token}")
    monkeypatch.setattr(collecting, "WebClient", client)
    counts = Counter[str]()
    for _ in range(COUNT):
        client.is_hostile = True
        state, proposals, sentence = collect(source, {})
        counts["refused" if sentence else "read"] += 1
        assert not sentence or "git.example.org" in sentence
        # whatever the state remembers of it, the next collection works as usual
        client.is_hostile = False
        _, more_proposals, sentence = collect(source, state)
        assert sentence == ""
        assert sum(map(is_acceptable, more_proposals)) >= 1
        for proposal in proposals:
            is_acceptable(proposal)
    assert min(counts["read"], counts["refused"]) > COUNT / 50


def collect(source, state):
    """Return the state, the proposals and the sentence of a refusal."""
    request = CollectRequest(places=["https://git.example.org"], state=state, today=TODAY)
    try:
        result = source.collect(request)
    except SourceError as error:
        return state, [], str(error)
    return json.loads(json.dumps(dict(result.state))), result.proposals, ""


def is_acceptable(proposal):
    """Return whether the inbox takes a proposal; it refuses others in its own words."""
    try:
        clean = clean_proposal(proposal, TODAY)
    except BadProposal:
        return False
    return all(link.startswith(("https://", "http://")) for link in clean.links)


@given(st.text(max_size=40) | st.text("htps:/.@[]%?#a0-", max_size=30))
def test_any_text_is_a_place_or_refused(text):
    try:
        place = parse_place(text, "github.com", "/api/v3")
    except SourceError as error:
        sentence = str(error)
        assert "is not an address such as github.com/OWNER" in sentence
    else:
        assert parse_place(place.label, "github.com", "/api/v3") == place
