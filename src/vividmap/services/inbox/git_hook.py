"""A hook of a git repository that collects after each merge: in the background, silent, and exit 0 always."""

import os
import shlex
import stat
import sys

from vividmap import paths
from vividmap.services.errors import Invalid, Refused
from vividmap.sources.git.git_command import GitFailed, run_git

HOOK = "post-merge"
_BEGIN = "# vividmap: begin (vividmap collect git --uninstall-hook removes this)"
_END = "# vividmap: end"
_SHELLS = ("sh", "bash", "dash", "ksh", "zsh")


def install_hook(folder: str) -> str:
    """Add our lines to the post-merge hook of a repository, and return what was done. Raises Refused.

    An existing hook is kept: our lines come before its own, so that its exit code counts as before.
    """
    path = _hook_path(folder)
    text = _read_hook(path)
    shebang, _, other_lines = text.partition("\n") if text.startswith("#!") else ("#!/bin/sh", "", text)
    if os.path.basename(shebang.split()[-1].removeprefix("#!")) not in _SHELLS:
        raise Refused(
            f"{path} is not a shell script, so nothing was changed. Have it run: {_command(folder)} &"
        )
    new_text = f"{shebang}\n{_lines(folder)}{_without_ours(other_lines)}"
    if new_text == text:
        return f"The hook is already installed: {path}"
    _write_hook(path, new_text)
    return f"Installed the hook: {path}. After each merge it collects in the background."


def uninstall_hook(folder: str) -> str:
    """Remove our lines from the post-merge hook of a repository, and return what was done. Raises Refused."""
    path = _hook_path(folder)
    text = _read_hook(path)
    if _BEGIN not in text:
        return f"There is no VividMap hook in {path}; nothing was changed."
    other_lines = _without_ours(text)
    if other_lines.partition("\n")[2].strip():
        _write_hook(path, other_lines)
        return f"Removed VividMap's lines from {path}; the rest is as it was."
    try:
        os.unlink(path)
    except OSError as error:
        raise Refused(f"cannot remove {path}: {error.strerror}") from error
    return f"Removed the hook: {path}"


def _hook_path(folder: str) -> str:
    """Return the path of the post-merge hook. Raises Invalid, and Refused where hooks are shared."""
    place = os.path.abspath(os.path.expanduser(folder))
    if not os.path.isdir(place):
        raise Invalid(f"{folder} is not a folder")
    try:
        common_folder = run_git(place, "rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape")
    except GitFailed as error:
        raise Invalid(f"{folder} is not a git repository: {error}") from error
    try:
        # `git_command` sets this itself, so the values are listed with where they are from.
        settings = run_git(place, "config", "--show-scope", "-z", "--get-all", "core.hooksPath")
    except GitFailed:
        settings = b""
    fields = settings.decode("utf-8", "surrogateescape").split("\0")
    values = [value for scope, value in zip(fields[::2], fields[1::2], strict=False) if scope != "command"]
    if values:
        raise Refused(
            f"the hooks of this repository are in {values[-1]} (core.hooksPath), which others may share."
            f" Nothing was changed. Add this line to {HOOK} there: {_command(place)} &"
        )
    return os.path.join(place, common_folder.removesuffix("\n"), "hooks", HOOK)


def _read_hook(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Refused(f"cannot read {path}: {error.strerror}") from error


def _write_hook(path: str, text: str) -> None:
    """Write a hook in one step, so that git never runs half of it; who may run it stays as it was."""
    temporary = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        mode = stat.S_IMODE(os.stat(path).st_mode) | stat.S_IXUSR if os.path.exists(path) else 0o755
        with open(temporary, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        os.chmod(temporary, mode)
        os.replace(temporary, os.path.realpath(path))
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror}") from error


def _lines(folder: str) -> str:
    return f"{_BEGIN}\n( {_command(folder)} & )\n{_END}\n"


def _command(folder: str) -> str:
    """Return the shell command that collects from a repository and says nothing, whatever happens."""
    home = f"VIVIDMAP_HOME={shlex.quote(paths.home())} "
    program = shlex.join([sys.executable, "-m", "vividmap", "collect", "git", os.path.abspath(folder)])
    return f"{home}{program} </dev/null >/dev/null 2>&1"


def _without_ours(text: str) -> str:
    """Return the text of a hook without our lines."""
    before, begin, block = text.partition(f"{_BEGIN}\n")
    return before + block.partition(f"{_END}\n")[2] if begin else text
