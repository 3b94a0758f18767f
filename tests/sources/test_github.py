"""What a person is proposed of their work on GitHub, from a server that speaks its API."""

from datetime import date, datetime

from tests.support.fake_github import FakeGitHub, actor, commit, issue, moment, pull_request, review

from vividmap.core.proposals import commit_member
from vividmap.core.when import When
from vividmap.sources import github


def member(text, days_ago):
    """Return what names a commit: the source `git` names it so too."""
    moment_of_commit = datetime.fromisoformat(moment(days_ago))
    return commit_member(int(moment_of_commit.timestamp()), f"Change {text}")


def test_work_that_was_squashed_or_rebased_is_named_by_its_commits_on_the_main_branch(
    github_server, request_for
):
    own = [commit("one", 7, "alice-dev"), commit("two", 6, "alice-dev")]
    squash, rebased = commit("all of it", 5, "alice-dev"), own[1]
    nodes = [
        pull_request(number, f"Part {number}", 5, commits={"nodes": own}, mergeCommit=merge["commit"])
        for number, merge in enumerate((squash, rebased), 1)
    ]
    first, second = collect(github_server, request_for, *nodes).proposals
    assert first.members == (member("all of it", 5),)
    assert second.members == (member("one", 7), member("two", 6))


def reviewed(number, title, *reviews, merged=True, **fields):
    """Somebody else's pull request, closed two days ago."""
    node = pull_request(number, title, 2, author=actor("priya-s", "Priya Shah"), **fields)
    node |= {"reviews": {"nodes": list(reviews)}}
    return node if merged else node | {"mergedAt": None, "mergeCommit": None}


def collect(server, request_for, *nodes, **fields):
    server.behaviour = FakeGitHub(*nodes)
    return github.collect(request_for(server, **fields))


def test_a_merged_pull_request_is_proposed_in_its_authors_words(github_server, request_for):
    node = pull_request(
        7,
        "Move the session cache to Redis",
        5,
        bodyText="## Why\n\nThe cache was lost with each deployment, which logged everybody out.",
        reviews={"nodes": [review(1, "priya-s", "APPROVED", 6), review(2, "ci[bot]", "COMMENTED", 6, 3)]},
        commits={"nodes": [commit("one", 7, "alice-dev"), commit("two", 7, "priya-s")]},
        mergeCommit=commit("of a merge", 5, parents=2)["commit"],
    )
    people = {"priya-s": "Priya Shah"}
    (proposal,) = collect(github_server, request_for, node, people=people).proposals
    assert proposal.kind == "evidence"
    assert proposal.text == "Move the session cache to Redis"
    assert proposal.body == "The cache was lost with each deployment, which logged everybody out."
    assert proposal.part == "built"
    assert proposal.project == "ledger"
    assert proposal.people == ("Priya Shah",)
    assert proposal.links == ("https://github.com/acme/ledger/pull/7",)
    assert (str(proposal.when.first), str(proposal.when.last)) == ("2026-11-12", "2026-11-15")
    assert proposal.members == (member("one", 7),)


def test_pull_requests_for_one_issue_are_one_piece_of_work(github_server, request_for):
    closes = {"nodes": [{"url": "https://github.com/acme/ledger/issues/3", "title": "Sessions are lost"}]}
    nodes = [
        pull_request(1, "Add Redis", 9, closingIssuesReferences=closes),
        pull_request(2, "Use it for sessions", 6, closingIssuesReferences=closes),
        pull_request(3, "LED-40: Retry payouts", 5),
        pull_request(4, "Retry on timeouts too", 4, headRefName="alice/led-40-timeouts"),
        pull_request(5, "Explain the ledger", 3),
    ]
    proposals = collect(github_server, request_for, *nodes).proposals
    assert [proposal.text for proposal in proposals] == [
        "Sessions are lost",
        "LED-40: Retry payouts",
        "Explain the ledger",
    ]
    assert proposals[0].body == "- Add Redis\n- Use it for sessions"
    assert len(proposals[0].links) == 3
    assert proposals[0].reason == "2 merged pull requests for one piece of work."


def test_the_issue_that_it_closes_is_the_reason(github_server, request_for):
    closes = {"nodes": [{"url": "https://github.com/acme/ledger/issues/3", "title": "Sessions are lost"}]}
    (proposal,) = collect(
        github_server, request_for, pull_request(1, "Add Redis", 9, closingIssuesReferences=closes)
    ).proposals
    assert proposal.reason == "A merged pull request that closes “Sessions are lost”."


def test_each_server_has_its_api():
    from vividmap.sources.forges.places import parse_place
    from vividmap.sources.github.collecting import api_of

    for text, api in {
        "github.com/acme": "https://api.github.com/graphql",
        "acme/ledger": "https://api.github.com/graphql",
        "acme.ghe.com": "https://api.acme.ghe.com/graphql",
        "https://git.acme.example/api/v3": "https://git.acme.example/api/graphql",
    }.items():
        assert api_of(parse_place(text, "github.com", "/api/v3")) == api


def test_upkeep_is_left_out_and_counted(github_server, request_for):
    nodes = [
        pull_request(1, "Bump django from 5.2.1 to 5.2.2", 9, additions=1, deletions=1),
        pull_request(2, "Fix typo", 8, additions=1, deletions=1),
        pull_request(3, "Fix the one line that cost us Black Friday", 7, additions=1, deletions=1),
        pull_request(4, "Release note generator", 6),
    ]
    result = collect(github_server, request_for, *nodes)
    assert len(result.proposals) == 2
    assert result.notes == ["2 small routine pull requests (upkeep, typos, releases) were left out."]
    again = github.collect(request_for(github_server, result.state))
    assert again.notes == []
    # with --since they are included
    more = github.collect(request_for(github_server, result.state, since=date(2026, 11, 1)))
    assert len(more.proposals) == 4


def test_a_review_is_proposed_when_it_changed_something(github_server, request_for):
    asking = review(1, "alice-dev", "CHANGES_REQUESTED", 6, 2)
    node = reviewed(
        8,
        "Pay out twice a day",
        asking,
        review(2, "alice-dev", "APPROVED", 3),
        commits={"nodes": [commit("a" * 40, 9), *(commit(str(day) * 40, day) for day in (5, 4, 3))]},
    )
    (proposal,) = collect(github_server, request_for, node).proposals
    assert proposal.text == "Reviewed “Pay out twice a day”"
    assert proposal.part == "reviewed"
    assert proposal.people == ("Priya Shah",)
    assert proposal.reason == "Your review asked for changes and 3 commits followed."
    # the time of the reviews, and not of the merge
    assert proposal.when == When(node_day(6), node_day(3))
    assert proposal.members == ("PRR_1", "PRR_2")


def node_day(days_ago):
    return date.fromisoformat(moment(days_ago)[:10])


def test_what_a_review_changed_is_read_from_what_came_after_it(github_server, request_for):
    def reason(*reviews, merged=True, commits=(), pushes=()):
        node = reviewed(
            8,
            "Pay out twice a day",
            *reviews,
            merged=merged,
            commits={"nodes": list(commits)},
            timelineItems={"nodes": [{"createdAt": moment(day)} for day in pushes]},
        )
        proposals = collect(github_server, request_for, node).proposals
        return proposals[0].reason if proposals else ""

    asking = review(1, "alice-dev", "CHANGES_REQUESTED", 6)
    comment = review(1, "alice-dev", "COMMENTED", 6, 4)
    approval = review(2, "alice-dev", "APPROVED", 4)
    assert reason(comment, commits=[commit("a" * 40, 5)]) == "You commented and 1 commit followed."
    assert (
        reason(asking, pushes=[5]) == "Your review asked for changes and the branch was rewritten after it."
    )
    assert reason(asking, approval) == "Your review asked for changes and you approved it later."
    assert (
        reason(asking, merged=False)
        == "Your review asked for changes and it was closed without being merged."
    )
    # none of these changed anything
    assert reason(comment) == ""
    assert reason(comment, approval) == ""
    assert reason(asking) == ""
    assert reason(approval, commits=[commit("a" * 40, 3)]) == ""  # a review without words
    assert reason(comment, commits=[commit("a" * 40, 7)]) == ""  # a commit before the review
    assert reason(comment, commits=[commit("a" * 40, 5, "alice-dev")]) == ""  # the reviewer's own commit
    assert reason(comment, commits=[commit("a" * 40, 5, parents=2)]) == ""  # main merged in


def test_a_long_discussion_that_one_began(github_server, request_for):
    nodes = [
        issue(1, "Should the ledger be append-only?", 2, 24, "alice-dev priya-s tomas ben robot[bot]"),
        issue(2, "A long talk of two", 2, 30, "alice-dev priya-s"),
        issue(3, "A question", 2, 3, "alice-dev priya-s tomas ben"),
    ]
    (proposal,) = collect(github_server, request_for, *nodes).proposals
    assert proposal.text == "Should the ledger be append-only?"
    assert proposal.part == "led"
    assert proposal.people == ("priya-s", "tomas", "ben")
    assert proposal.reason == "You began it; it has 24 comments, and 3 others took part."


def test_a_busy_half_year_brings_the_forty_weightiest_pieces_of_work(github_server, request_for):
    nodes = [pull_request(number, f"Part {number}", 100 - number) for number in range(60)]
    nodes[7] |= {"comments": {"totalCount": 12}, "additions": 3}
    nodes[8] |= {"additions": 1, "deletions": 0}
    github_server.behaviour = FakeGitHub(*nodes, page_size=40)
    result = github.collect(request_for(github_server))
    texts = [proposal.text for proposal in result.proposals]
    assert len(texts) == 40
    assert "Part 7" in texts
    assert "Part 8" not in texts
    assert texts == sorted(texts, key=lambda text: int(text.split()[1]))
    assert "20 were left out. To see all since a date: --since DATE" in result.notes[0]
    everything = github.collect(request_for(github_server, result.state, since=date(2026, 8, 1)))
    assert len(everything.proposals) == 60


def test_of_many_reviews_the_forty_that_say_most_are_proposed(github_server, request_for):
    followed = {"nodes": [commit("after it", 1)]}
    nodes = [
        reviewed(number, f"Theirs {number}", review(number, "alice-dev", "COMMENTED", 6, 1), commits=followed)
        for number in range(50)
    ]
    nodes[30]["reviews"] = {"nodes": [review(30, "alice-dev", "CHANGES_REQUESTED", 6)]}
    github_server.behaviour = FakeGitHub(*nodes, page_size=40)
    result = github.collect(request_for(github_server))
    assert len(result.proposals) == 40
    assert "Reviewed “Theirs 30”" in [proposal.text for proposal in result.proposals]
    assert result.notes[0].startswith(
        "At most 40 reviews are proposed at a time, the most substantial first; 10 were left out."
    )
    everything = github.collect(request_for(github_server, result.state, since=date(2026, 11, 1)))
    assert len(everything.proposals) == 50


def test_all_pages_are_read_and_only_what_is_new_the_next_time(github_server, request_for):
    forge = FakeGitHub(*(pull_request(number, f"Part {number}", 60 - number) for number in range(1, 8)))
    github_server.behaviour = forge
    first = github.collect(request_for(github_server))
    assert [proposal.text for proposal in first.proposals] == [f"Part {number}" for number in range(1, 8)]

    github_server.requests.clear()
    forge.nodes.append(pull_request(9, "Part 9", 1))
    second = github.collect(request_for(github_server, first.state))
    assert [proposal.text for proposal in second.proposals] == [
        "Part 6",
        "Part 7",
        "Part 9",
    ]  # the last day again
    assert len(github_server.requests) == 5

    third = github.collect(request_for(github_server, second.state))
    assert third.state == second.state


def test_only_one_owner_is_searched_if_the_place_names_one(github_server, request_for):
    nodes = [
        pull_request(1, "Here", 5),
        pull_request(2, "Elsewhere", 5, repository={"nameWithOwner": "zeta/site"}),
    ]
    (proposal,) = collect(github_server, request_for, *nodes, path="/acme").proposals
    assert proposal.text == "Here"


def test_what_is_read_is_shown_as_it_comes(github_server, request_for):
    lines: list[str] = []
    collect(github_server, request_for, pull_request(7, "Move the cache", 5), report=lines.append)
    assert lines[1:3] == ["Reading 127.0.0.1: 1 answer", "Reading 127.0.0.1: 2 answers"]
