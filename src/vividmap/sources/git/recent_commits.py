"""The commits of the last hours on every branch of one repository: what a session there has committed."""

from collections.abc import Iterator
from datetime import datetime

from vividmap.sources.git.commits import LOG_FORMAT, Commit, UnreadableLog, read_log
from vividmap.sources.git.git_command import GitFailed, open_git

_SECONDS = 3.0
"""How long git may take: whoever asks waits for a hook to end."""
_MOST = 500


def read_recent_commits(folder: str, since: datetime) -> list[Commit]:
    """Return the commits made since a moment; none where the folder is in no repository that git can read."""
    try:
        return list(_read(folder, since))
    except (GitFailed, UnreadableLog):
        return []


def _read(folder: str, since: datetime) -> Iterator[Commit]:
    arguments = ["log", "-z", "--no-notes", "--no-color", "--encoding=UTF-8", "--no-show-signature"]
    arguments += [LOG_FORMAT, f"--max-count={_MOST}", f"--since={int(since.timestamp())} +0000"]
    with open_git(folder, *arguments, "HEAD", "--branches", seconds=_SECONDS) as output:
        yield from read_log(output)
