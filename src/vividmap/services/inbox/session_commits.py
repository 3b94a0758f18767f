"""What names the commits of a session with an assistant, as the git source names them."""

from collections.abc import Collection
from datetime import datetime

from vividmap.core.proposals import commit_member
from vividmap.sources.git.commits import Commit
from vividmap.sources.git.recent_commits import read_recent_commits


def find_session_members(
    folder: str, since: datetime, ids: Collection[str], subjects: Collection[str]
) -> tuple[str, ...]:
    """Return the members of a proposal for the commits that a session made in a folder, the oldest first.

    `ids` are beginnings of commits' ids and `subjects` are first lines, as the session shows them. Other
    commits of that time are left out. Nothing is returned where git cannot be asked.
    """
    commits = [
        commit
        for commit in read_recent_commits(folder, since)
        if len(commit.parents) < 2 and (_has_id(commit, ids) or _has_subject(commit, subjects))
    ]
    members = (commit_member(commit.moment, commit.message) for commit in sorted(commits, key=_moment))
    return tuple(dict.fromkeys(members))


def _moment(commit: Commit) -> tuple[int, str]:
    return commit.moment, commit.id


def _has_id(commit: Commit, ids: Collection[str]) -> bool:
    return any(commit.id.startswith(beginning) for beginning in ids)


def _has_subject(commit: Commit, subjects: Collection[str]) -> bool:
    return commit.subject in subjects or commit.message.strip().partition("\n")[0].strip() in subjects
