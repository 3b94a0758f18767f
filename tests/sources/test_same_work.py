"""One piece of work in a clone and at a forge: both sources name it alike."""

import os
import subprocess

from tests.sources.conftest import TODAY
from tests.support.fake_github import ME, FakeGitHub, moment, pull_request

from vividmap.sources import git, github
from vividmap.sources.source import CollectRequest

MESSAGE = "Move the session cache to Redis (#7)\n\n* Add Redis\n* Use it"


def test_a_squashed_pull_request_has_the_members_of_its_commit(github_server, request_for, tmp_path):
    folder = tmp_path / "ledger"
    environment = os.environ | {
        "GIT_AUTHOR_DATE": moment(5),
        "GIT_COMMITTER_DATE": moment(5),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    who = ["-c", "user.name=Alice Example", "-c", "user.email=alice@acme.example"]
    for arguments in (
        ["init", "-q", "-b", "main", "."],
        [*who, "commit", "-q", "--allow-empty", "-m", MESSAGE],
    ):
        folder.mkdir(exist_ok=True)
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True)
    squash = {"message": MESSAGE, "authoredDate": moment(5), "parents": {"totalCount": 1}}
    squash |= {"author": {"name": "Alice Example", "user": {"login": ME}}}
    github_server.behaviour = FakeGitHub(
        pull_request(7, "Move the session cache to Redis", 5, mergeCommit=squash)
    )

    owner = ("Alice Example", "alice@acme.example")
    (of_git,) = git.collect(CollectRequest(places=[str(folder)], owner_names=owner, today=TODAY)).proposals
    (of_github,) = github.collect(request_for(github_server)).proposals
    assert of_git.members == of_github.members
