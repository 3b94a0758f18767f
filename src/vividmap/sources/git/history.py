"""The history of one repository: what is new on its main line, and what of it is the owner's."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vividmap.sources.git.commits import LOG_FORMAT, Commit, read_changed_paths, read_log
from vividmap.sources.git.git_command import GitFailed, GitMissing, open_git, run_git
from vividmap.sources.git.identity import Identity
from vividmap.sources.git.repositories import References, Repository


@dataclass
class History:
    """Commits by id, those that the owner wrote, and those of others that the owner reviewed."""

    identity: Identity
    commits: dict[str, Commit] = field(default_factory=dict)
    own_commits: list[Commit] = field(default_factory=list)
    reviewed_commits: list[Commit] = field(default_factory=list)
    is_without_paths: bool = False
    """Whether git could not say which files changed: a partial clone has no folders."""

    def add(self, commit: Commit) -> None:
        """Add a commit; of what others wrote, the message is kept only where it may be about the owner."""
        self.identity.learn(commit)
        if self.identity.has_written(commit):
            self.own_commits.append(commit)
        elif self.identity.has_reviewed(commit):
            self.reviewed_commits.append(commit)
        elif len(commit.parents) < 2 and not commit.message.startswith(("Rev", "rev", "Rea", "Rel")):
            commit = replace(commit, message=commit.subject)
        self.commits[commit.id] = commit


def find_identity(repository: Repository, names_and_addresses: Sequence[str]) -> Identity:
    """Return who the owner is in a repository, by its mailmap too. Raises GitFailed."""
    identity = Identity.of(names_and_addresses)
    if not identity.addresses:
        return identity
    contacts = [f"<{address}>" for address in sorted(identity.addresses) if "\n" not in address]
    try:
        output = run_git(repository.folder, "check-mailmap", "--stdin", input_lines=contacts)
    except GitMissing:
        raise
    except GitFailed:  # an address that git cannot read; the others still count
        return identity
    lines = output.decode("utf-8", "replace").splitlines()
    mapped_addresses = [line.rpartition("<")[2].rstrip(">") for line in lines]
    return Identity.of([*names_and_addresses, *mapped_addresses])


def read_history(
    repository: Repository,
    references: References,
    identity: Identity,
    *,
    known_tips: Sequence[str] = (),
    since: date | None = None,
) -> History:
    """Return the commits of the main line since the known tips. Raises GitFailed or UnreadableLog."""
    history = History(identity)
    revisions = [*references.tips, *(f"^{tip}" for tip in known_tips)]
    arguments = ["log", "-z", "--stdin", "--ignore-missing", "--no-notes", "--no-color", "--encoding=UTF-8"]
    arguments += ["--no-show-signature", "--use-mailmap", LOG_FORMAT]
    if since is not None:
        arguments.append(f"--since={since.isoformat()}T00:00:00Z")
    with open_git(repository.folder, *arguments, input_lines=revisions) as output:
        for commit in read_log(output):
            history.add(commit)
    _read_paths(repository, history, is_shallow=references.is_shallow)
    return history


def _read_paths(repository: Repository, history: History, *, is_shallow: bool) -> None:
    """Add the changed files to the owner's commits. Raises UnreadableLog."""
    # The first commit of a shallow clone seems to add every file that there is.
    ids = [
        commit.id
        for commit in history.own_commits
        if len(commit.parents) == 1 or (not commit.parents and not is_shallow)
    ]
    if not ids:
        return
    arguments = ["diff-tree", "--stdin", "-r", "-z", "--root", "--name-only", "--no-renames", "--no-color"]
    arguments += ["--no-ext-diff", "--no-textconv"]
    try:
        with open_git(repository.folder, *arguments, input_lines=ids) as output:
            paths_of = read_changed_paths(output, frozenset(ids))
    except GitMissing:
        raise
    except GitFailed:
        history.is_without_paths = True
        return
    history.own_commits = [commit.with_paths(paths_of.get(commit.id, ())) for commit in history.own_commits]
