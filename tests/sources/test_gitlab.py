"""What a person is proposed of their work on GitLab, from a server that speaks its API."""

from datetime import datetime

import pytest
from tests.support.fake_github import moment
from tests.support.fake_gitlab import (
    ALICE,
    PRIYA,
    FakeGitLab,
    gitlab_commit,
    gitlab_issue,
    merge_request,
    note,
)
from tests.support.misbehaving_server import ServerAnswer, json_answer, serving

from vividmap.core.proposals import commit_member
from vividmap.sources import gitlab
from vividmap.sources.source import SourceError


@pytest.fixture
def gitlab_server(impatient, forge_home, monkeypatch):
    monkeypatch.setenv("GITLAB_HOST", "127.0.0.1")
    monkeypatch.setenv("GITLAB_TOKEN", "glpat-sample")
    with serving(FakeGitLab()) as server:
        yield server


def titles(result):
    return [proposal.text for proposal in result.proposals]


def test_a_merged_merge_request(gitlab_server, request_for):
    forge = FakeGitLab(merge_request(7, "Move the session cache to Redis", 5, reviewers=[PRIYA]))
    gitlab_server.behaviour = forge
    (proposal,) = gitlab.collect(request_for(gitlab_server, people={"priya shah": "Priya Shah"})).proposals
    assert proposal.text == "Move the session cache to Redis"
    assert proposal.source == "gitlab"
    assert proposal.project == "ledger"
    assert proposal.people == ("Priya Shah",)
    assert proposal.links == ("https://gitlab.com/acme/pay/ledger/-/merge_requests/7",)
    assert proposal.reason == "A merged merge request."
    assert proposal.part == "built"


def test_a_squashed_merge_request_is_named_by_the_commit_that_git_has(gitlab_server, request_for):
    merges = [
        merge_request(1, "Squashed", 5, squash_commit_sha="a" * 40),
        merge_request(2, "Merged", 5),
    ]
    forge = FakeGitLab(*merges)
    forge.details = {
        "/projects/7/merge_requests/2/commits": [gitlab_commit("one", 7), gitlab_commit("main", 6, 2)]
    }
    gitlab_server.behaviour = forge
    squashed, merged = gitlab.collect(request_for(gitlab_server)).proposals
    moments = [int(datetime.fromisoformat(moment(days)).timestamp()) for days in (5, 7)]
    assert squashed.members == (commit_member(moments[0], f"Change {'a' * 40}"),)
    assert merged.members == (commit_member(moments[1], "Change one"),)


def reviewed_by_alice(number, title, **fields):
    return merge_request(number, title, 2, author=PRIYA, reviewers=[ALICE], user_notes_count=3, **fields)


def test_a_review_is_proposed_when_commits_followed_its_comments(gitlab_server, request_for):
    forge = FakeGitLab(
        reviewed_by_alice(1, "Pay out twice a day"),
        reviewed_by_alice(2, "Nothing came of it"),
        reviewed_by_alice(
            3, "Half a day of payouts", state="closed", merged_at=None, closed_at="2026-11-18T00:00:00Z"
        ),
        reviewed_by_alice(4, "Still open", state="opened", merged_at=None),
    )
    path = "/projects/7/merge_requests"
    forge.details = {
        f"{path}/1/notes": [
            note(1, PRIYA, "Please look", 7),
            note(2, ALICE, "A payout can come twice", 6),
            note(3, ALICE, "approved this merge request", 3, is_system=True),
        ],
        f"{path}/1/commits": [
            gitlab_commit("a" * 40, 8),
            gitlab_commit("b" * 40, 5),
            gitlab_commit("c" * 40, 4),
            gitlab_commit("d" * 40, 4, parents=2),
        ],
        f"{path}/2/notes": [note(4, ALICE, "Nice", 6)],
        f"{path}/2/commits": [gitlab_commit("e" * 40, 8)],
        f"{path}/3/notes": [note(5, ALICE, "requested changes", 6, is_system=True)],
    }
    gitlab_server.behaviour = forge
    first, second = gitlab.collect(request_for(gitlab_server)).proposals
    assert first.text == "Reviewed “Pay out twice a day”"
    assert first.reason == "You commented and 2 commits followed."
    assert first.people == ("Priya Shah",)
    assert first.part == "reviewed"
    assert second.reason == "Your review asked for changes and it was closed without being merged."


def test_a_long_discussion(gitlab_server, request_for):
    forge = FakeGitLab()
    forge.issues = [
        gitlab_issue(1, "Should the ledger be append-only?", 3, 30),
        gitlab_issue(2, "A question", 3, 2),
    ]
    forge.details["/projects/7/issues/1/participants"] = [
        ALICE,
        PRIYA,
        {"username": "tomas", "name": "Tomás"},
        {"username": "ben"},
        {"username": "project_7_bot_ab", "name": "Robot"},
    ]
    gitlab_server.behaviour = forge
    (proposal,) = gitlab.collect(request_for(gitlab_server)).proposals
    assert proposal.part == "led"
    assert proposal.people == ("Priya Shah", "Tomás", "ben")


@pytest.mark.parametrize("has_links", [True, False])
def test_all_pages_are_read_from_the_one_server(gitlab_server, request_for, has_links):
    """The address of the next page names another host: only its query counts."""
    forge = FakeGitLab(
        *(merge_request(number, f"Part {number}", 60 - number) for number in range(1, 8)), has_links=has_links
    )
    gitlab_server.behaviour = forge
    first = gitlab.collect(request_for(gitlab_server))
    assert titles(first) == [f"Part {number}" for number in range(1, 8)]
    forge.merge_requests.append(merge_request(9, "Part 9", 1))
    second = gitlab.collect(request_for(gitlab_server, first.state))
    assert titles(second) == ["Part 6", "Part 7", "Part 9"]


def test_a_group_is_read_alone_if_the_place_names_it(gitlab_server, request_for):
    forge = FakeGitLab(
        merge_request(1, "Here", 5), merge_request(2, "Elsewhere", 5, references={"full": "acme/payroll!2"})
    )
    gitlab_server.behaviour = forge
    assert titles(gitlab.collect(request_for(gitlab_server, path="/acme/pay"))) == ["Here"]


FAULTS = {
    "502": (ServerAnswer(502), "answered with an error of its own (502)"),
    "a limit": (
        json_answer({}, 429, headers={"RateLimit-Reset": "9999999999", "RateLimit-Remaining": "0"}),
        "takes no more requests until",
    ),
    "401": (json_answer({}, 401), "does not accept the token"),
    "not a list": (json_answer({"message": "?"}), "sent an answer without a valid merge_requests"),
    "a cut body": (json_answer([], cut=1), "closed the connection"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_loses_nothing(gitlab_server, request_for, fault):
    """The fault comes with the second page, or with the details of an item on it."""
    answer, sentence = FAULTS[fault]
    forge = FakeGitLab(*(merge_request(number, f"Part {number}", 60 - number) for number in range(1, 5)))
    for requests_before in (4, 5):
        gitlab_server.behaviour = forge
        gitlab_server.next_answers = [forge] * requests_before + [answer] * 9
        first = gitlab.collect(request_for(gitlab_server))
        assert titles(first) == ["Part 1", "Part 2"]
        if fault != "not a list" or requests_before == 4:
            assert sentence in first.notes[0]
        gitlab_server.next_answers = []
        second = gitlab.collect(request_for(gitlab_server, first.state))
        assert titles(second)[-2:] == ["Part 3", "Part 4"]


def test_429_is_waited_for(gitlab_server, request_for):
    forge = FakeGitLab(merge_request(1, "Part 1", 9))
    gitlab_server.behaviour = forge
    gitlab_server.next_answers = [json_answer({}, 429, headers={"Retry-After": "1"})]
    assert titles(gitlab.collect(request_for(gitlab_server))) == ["Part 1"]


def test_a_token_is_for_the_host_that_the_environment_names(gitlab_server, request_for, monkeypatch):
    for setting in ("", "git.example.org", "https://git.example.org"):
        monkeypatch.setenv("GITLAB_HOST", setting)
        with pytest.raises(SourceError, match=r"there is no token for 127\.0\.0\.1; save it in"):
            gitlab.collect(request_for(gitlab_server))
    assert gitlab_server.requests == []


def test_what_is_read_is_shown_as_it_comes(gitlab_server, request_for):
    lines: list[str] = []
    gitlab_server.behaviour = FakeGitLab(merge_request(7, "Move the cache", 5))
    gitlab.collect(request_for(gitlab_server, report=lines.append))
    assert lines[1:3] == ["Reading 127.0.0.1: 1 answer", "Reading 127.0.0.1: 2 answers"]
