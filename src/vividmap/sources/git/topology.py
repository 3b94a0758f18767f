"""What the shape of a history says: what a merge brought in, and in which release a commit was first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vividmap.sources.git.commits import Commit
from vividmap.sources.git.messages import MergeMessage, read_merge, released_version


@dataclass(frozen=True)
class Topology:
    """Commits by id, what the merges among them say, and for each commit its merge and its first release.

    `line_of` names the side line that the merge of a long-lived branch brought in: work that went on beside
    the main line, mostly on somebody's own copy of it.
    """

    commits: Mapping[str, Commit]
    merges: Mapping[str, MergeMessage]
    merge_of: Mapping[str, str]
    release_of: Mapping[str, str]
    line_of: Mapping[str, str]

    @classmethod
    def of(
        cls, commits: Mapping[str, Commit], tips: Sequence[str], tags: Iterable[tuple[str, str]]
    ) -> "Topology":
        """Return the topology of commits whose main line ends at some tips."""
        merges = read_merges(commits.values())
        merge_of, line_of = assign_merges(commits, tips, merges)
        return cls(commits, merges, merge_of, find_releases(commits, tags), line_of)


def read_merges(commits: Iterable[Commit]) -> dict[str, MergeMessage]:
    """Return what each merge commit says, by its id."""
    return {
        commit.id: read_merge(commit.subject, commit.body) for commit in commits if len(commit.parents) > 1
    }


def assign_merges(
    commits: Mapping[str, Commit], tips: Sequence[str], merges: Mapping[str, MergeMessage]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return by commit the id of the merge that brought it to the main line ("" if none), and its side line.

    The main line is what leads from the tips from first parent to first parent. A merge of a long-lived
    branch (main, develop, a release) is no work of its own but brings in a side line. Each commit is visited
    once.
    """
    merge_of: dict[str, str] = {}
    line_of: dict[str, str] = {}
    main_ids = {commit_id for tip in tips for commit_id in _chain(commits, tip, {})}
    for tip in tips:
        waiting = [(_chain(commits, tip, merge_of), "", "")]
        while waiting:
            chain, merge_id, line = waiting.pop()
            while chain:
                commit = commits[chain.pop()]
                if commit.id in merge_of:
                    continue
                merge_of[commit.id] = merge_id
                line_of[commit.id] = "" if commit.id in main_ids else line
                inner_id, inner_line = merge_id, commit.id
                if commit.id in merges and not merges[commit.id].is_long_lived:
                    inner_id = merge_of[commit.id] = commit.id
                branches = [_chain(commits, parent, merge_of) for parent in commit.parents[1:]]
                if any(branches):
                    waiting.append((chain, merge_id, line))
                    waiting += [(branch, inner_id, inner_line) for branch in reversed(branches)]
                    break
    return merge_of, line_of


def _chain(commits: Mapping[str, Commit], tip: str, merge_of: Mapping[str, str]) -> list[str]:
    """Return the commits from a tip along first parents, the newest first, up to one that is assigned."""
    chain: list[str] = []
    while tip in commits and tip not in merge_of:
        chain.append(tip)
        parents = commits[tip].parents
        tip = parents[0] if parents else ""
    return chain


def find_releases(commits: Mapping[str, Commit], tags: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each commit its first release: by tags, and by commits such as "Release v1.2"."""
    releases = [(commit_id, tag) for tag, commit_id in tags if commit_id in commits]
    releases += [
        (commit.id, version)
        for commit in commits.values()
        if commit.subject[-40:].count(".") and (version := released_version(commit.subject))
    ]
    release_of: dict[str, str] = {}
    for commit_id, version in sorted(releases, key=lambda release: commits[release[0]].moment):
        waiting = [commit_id]
        while waiting:
            ancestor = waiting.pop()
            if ancestor in commits and ancestor not in release_of:
                release_of[ancestor] = version
                waiting += commits[ancestor].parents
    return release_of
