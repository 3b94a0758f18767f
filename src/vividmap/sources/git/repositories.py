"""Repositories: found beneath folders, each once, with what their references and settings say."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vividmap.sources.git.git_command import GitFailed, GitMissing, run_git

_DEPTH = 6
_DEPTH_IN_REPOSITORY = 2
_MOST_FOLDERS = 50_000
_SKIPPED_NAMES = frozenset(
    """
    __pycache__ bower_components build dist env Library node_modules out Pods site-packages snap target
    third_party vendor venv
    """.split()
)
_MAIN_BRANCHES = ("main", "master", "trunk", "develop", "development", "dev", "default", "mainline")
_VERSION_TAG = re.compile(
    r"(?:.{0,100}[/@_-])?(?:v|release[-/_]?)?\d{1,9}[._]\d{1,9}[0-9A-Za-z.+_-]{0,40}", re.IGNORECASE
)


@dataclass(frozen=True)
class Repository:
    """A repository: the folder to run git in, and the folder of its objects, which its worktrees share."""

    folder: str
    objects_folder: str

    @property
    def name(self) -> str:
        """Return what the repository is called: the name of its folder."""
        base = os.path.basename(self.objects_folder)
        if base == ".git":
            base = os.path.basename(os.path.dirname(self.objects_folder))
        return base.removesuffix(".git") or "git"


@dataclass(frozen=True)
class References:
    """Where the main line of a repository ends now, and its releases: commits by their tags."""

    tips: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    is_shallow: bool = False


@dataclass
class Search:
    """What was found beneath some folders, and what could not be looked at, one sentence each."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unreadable_folders: list[str] = field(default_factory=list)


def find_repositories(places: Sequence[str]) -> Search:
    """Return the repositories beneath folders; worktrees of one count once. Raises GitMissing."""
    search = Search()
    for place in places:
        folder = os.path.abspath(os.path.expanduser(place))
        count = len(search.repositories)
        problems = len(search.problems)
        for candidate in _walk(folder, search):
            _add_repository(candidate, search)
        if len(search.repositories) == count and len(search.problems) == problems:
            _add_enclosing(folder, place, search)
    if search.unreadable_folders:
        first_folder, *other_folders = search.unreadable_folders
        suffix = f" and {len(other_folders)} more" if other_folders else ""
        search.problems.append(f"{first_folder}{suffix} cannot be read, so nothing was looked for there.")
    return search


def _walk(top: str, search: Search) -> Iterator[str]:
    """Yield the folders that look like repositories, without reading anything in them."""
    waiting = [(top, _DEPTH)]
    folder_count = 0
    while waiting:
        folder, depth = waiting.pop()
        folder_count += 1
        if folder_count > _MOST_FOLDERS:
            search.problems.append(f"{top} has too many folders; name those with your repositories instead.")
            return
        try:
            names = {entry.name: entry.is_dir(follow_symlinks=False) for entry in os.scandir(folder)}
        except OSError:
            search.unreadable_folders.append(folder)
            continue
        is_bare = "HEAD" in names and names.get("objects") and names.get("refs")
        if ".git" in names or is_bare:
            yield folder
            depth = min(depth, _DEPTH_IN_REPOSITORY)
        if is_bare or not depth:
            continue
        inner_names = sorted((name for name, is_folder in names.items() if is_folder), reverse=True)
        waiting += [
            (os.path.join(folder, name), depth - 1)
            for name in inner_names
            if name not in _SKIPPED_NAMES and not name.startswith(".")
        ]


def _add_repository(folder: str, search: Search) -> None:
    try:
        repository = _open(folder)
    except GitMissing:
        raise
    except GitFailed as error:
        search.problems.append(f"{folder} was left out: {_explain(str(error), folder)}.")
        return
    search.repositories.setdefault(repository.objects_folder, repository)


def _add_enclosing(folder: str, place: str, search: Search) -> None:
    """Add the repository that a folder is inside of, where there is none beneath it."""
    try:
        repository = _open(folder)
    except GitMissing:
        raise
    except GitFailed:
        search.problems.append(f"There is no git repository in {place}.")
        return
    search.repositories.setdefault(repository.objects_folder, repository)


def _open(folder: str) -> Repository:
    """Return the repository of a folder. Raises GitFailed."""
    output = run_git(folder, "rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape")
    common_folder = os.path.realpath(os.path.join(folder, output.removesuffix("\n")))
    # A worktree may be removed one day: then the repository itself is still there.
    top = os.path.dirname(common_folder)
    is_worktree = os.path.basename(common_folder) == ".git" and not folder.startswith(top + os.sep)
    return Repository(top if is_worktree else folder, common_folder)


def _explain(message: str, folder: str) -> str:
    if "dubious ownership" in message:
        return (
            f"it belongs to another user. If you trust it: git config --global --add safe.directory {folder}"
        )
    return message.rstrip(".")


def read_references(repository: Repository) -> References:
    """Return the tips of the main line and the release tags. Raises GitFailed."""
    output = run_git(
        repository.folder,
        "for-each-ref",
        "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(symref)%00%(HEAD)",
        "refs/heads",
        "refs/remotes",
        "refs/tags",
    )
    rows = [line.split("\0") for line in output.decode("utf-8", "replace").splitlines()]
    rows = [row for row in rows if len(row) == 5]
    tags = tuple(
        (name.removeprefix("refs/tags/"), commit_id or target)
        for name, target, commit_id, _, _ in rows
        if name.startswith("refs/tags/") and _VERSION_TAG.fullmatch(name.removeprefix("refs/tags/"))
    )
    is_shallow = os.path.exists(os.path.join(repository.objects_folder, "shallow"))
    return References(tuple(dict.fromkeys(_find_tips(repository, rows))), tags, is_shallow)


def _find_tips(repository: Repository, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the ends of the main line, the most important first: what is merged there counts as work done."""
    targets = {name: target for name, target, *_ in rows}
    main_names = [symref for name, _, _, symref, _ in rows if name.endswith("/HEAD") and symref]
    for branch in _MAIN_BRANCHES:
        main_names.append(f"refs/heads/{branch}")
        main_names += [name for name in targets if re.fullmatch(rf"refs/remotes/[^/]+/{branch}", name)]
    tips = [targets[name] for name in main_names if name in targets]
    if not tips:
        tips = [target for _, target, _, _, head in rows if head == "*"] or _read_head(repository)
    yield from tips


def _read_head(repository: Repository) -> list[str]:
    """Return the commit that is checked out, if there is one."""
    try:
        output = run_git(repository.folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    except GitFailed:
        return []
    return output.decode("ascii", "replace").split()


def read_settings(repository: Repository) -> dict[str, str]:
    """Return what a repository's configuration says of its user and its remotes. Raises GitFailed."""
    try:
        output = run_git(
            repository.folder, "config", "-z", "--get-regexp", r"^(user\.(name|email)|remote\..*\.url)$"
        )
    except GitMissing:
        raise
    except GitFailed:  # git ends with 1 where there is no such setting
        return {}
    pairs = [entry.partition("\n") for entry in output.decode("utf-8", "replace").split("\0") if entry]
    return {name: value for name, _, value in pairs}
