"""The `git` command, run so that nothing in a repository can start a program, ask, or use the network."""

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from typing import IO

LONGEST_RUN = 600.0
"""Seconds after which a command is ended: a repository may be on a disk that does not answer."""

# What a repository's own configuration could use to run a program; the command line wins.
_SAFE_CONFIG = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "core.askPass": "false",
    "credential.helper": "",
    "diff.external": "",
    "diff.orderFile": os.devnull,
    "gpg.program": "false",
    "gpg.ssh.program": "false",
    "gpg.x509.program": "false",
    "log.showSignature": "false",
    "log.showRoot": "true",
    "color.ui": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "protocol.allow": "never",
}
_SAFE_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # an older git would fetch what a partial clone lacks
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GitFailed(Exception):
    """A git command failed; the message is what git wrote about it."""


class GitMissing(GitFailed):
    """The `git` command is not installed."""


def run_git(folder: str, *arguments: str, input_lines: Sequence[str] = ()) -> bytes:
    """Return what a git command in a folder prints. Raises GitFailed."""
    with open_git(folder, *arguments, input_lines=input_lines) as output:
        return output.read()


@contextlib.contextmanager
def open_git(
    folder: str, *arguments: str, input_lines: Sequence[str] = (), seconds: float = LONGEST_RUN
) -> Iterator[IO[bytes]]:
    """Yield the output of a git command while it runs, for some seconds at most.

    Raises GitMissing without git, and GitFailed, at the end if git fails late.
    """
    command = ["git", "--no-pager", *_config_options(), *arguments]
    try:
        process = subprocess.Popen(  # noqa: S603 - the arguments are ours, and no shell reads them
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError as error:
        missing = error.filename != folder
        raise GitMissing("git is not installed") if missing else GitFailed(f"{folder} is gone") from error
    except OSError as error:
        raise GitFailed(f"{folder} cannot be opened: {error.strerror}") from error
    yield from _watch(process, input_lines, seconds)


def _watch(
    process: subprocess.Popen[bytes], input_lines: Sequence[str], seconds: float
) -> Iterator[IO[bytes]]:
    """Feed a process, yield its output, and end it if its reader stops early. Raises GitFailed."""
    errors: list[bytes] = []
    assert process.stdin is not None  # noqa: S101 - all three are pipes
    assert process.stdout is not None  # noqa: S101
    assert process.stderr is not None  # noqa: S101
    stderr = process.stderr
    threads = [
        threading.Thread(target=_feed, args=(process.stdin, input_lines), daemon=True),
        threading.Thread(target=lambda: errors.append(stderr.read()[-4096:]), daemon=True),
    ]
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    for thread in (*threads, timer):
        thread.start()
    try:
        yield process.stdout
        is_whole = not process.stdout.read(1)
    except BaseException:
        process.kill()
        raise
    finally:
        process.stdout.close()
        exit_code = process.wait()
        timer.cancel()
        for thread in threads:
            thread.join()
        stderr.close()
    if exit_code and is_whole:
        is_late = exit_code < 0 and timer.finished.is_set() and not errors[0]
        problem = f"git did not finish in {seconds:.0f} seconds" if is_late else ""
        raise GitFailed(problem or _first_error(b"".join(errors)) or f"git ended with {exit_code}")


def _feed(pipe: IO[bytes], lines: Sequence[str]) -> None:
    """Write lines to a process, which may end before it has read all of them."""
    with contextlib.suppress(OSError), pipe:
        pipe.write("".join(f"{line}\n" for line in lines).encode())


def _first_error(output: bytes) -> str:
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal_lines = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal_lines or lines or [""])[0].removeprefix("fatal: ").removeprefix("error: ")[:200]


def _config_options() -> Iterator[str]:
    for name, value in _SAFE_CONFIG.items():
        yield "-c"
        yield f"{name}={value}"


def _environment() -> dict[str, str]:
    """Return the environment without what git sets for hooks, which would name another repository."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **_SAFE_ENVIRONMENT,
    }
