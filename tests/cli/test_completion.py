"""completion: what bash, zsh and fish offer and insert, in the shells themselves."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

import pytest

BASH, ZSH, FISH = (pytest.param(name, marks=pytest.mark.needs(name)) for name in ("bash", "zsh", "fish"))
PROGRAM = """\
#!/bin/sh
exec {python} -m vividmap "$@"
"""
START = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}
SETUP = {
    "bash": "source <(vividmap completion bash)",
    "zsh": 'autoload -Uz compinit; compinit -u; eval "$(vividmap completion zsh)"',
}
# prints each word of a line in angle brackets
WORDS = "words() { printf '<%s>' \"$@\"; echo; }"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[@-~]|\x1b[=>]|[\x07\x08\r]")
LIMIT = 60


@pytest.fixture
def shell_environment(vividmap, tmp_path):
    """An environment whose `vividmap` is the one under test."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "vividmap").write_text(PROGRAM.format(python=sys.executable))
    (folder / "vividmap").chmod(0o700)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return vividmap.environment({"PATH": path, "TERM": "xterm", "PS1": "$ ", "INPUTRC": "/dev/null"})


def _take_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Shell:
    """An interactive shell in a terminal of its own, with completion set up."""

    def __init__(self, name, environment):
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self.process = subprocess.Popen(
            START[name],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - no threads
        )
        os.close(theirs)
        self.type(f"{SETUP[name]}; {WORDS}; echo rea''dy\n", "ready")

    def type(self, keys, until):
        """Type keys, wait until a text is shown, and return all that was shown."""
        os.write(self.ours, keys.encode())
        shown, deadline = "", time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            if select.select([self.ours], [], [], 0.3)[0]:
                shown = ESCAPES.sub("", shown + os.read(self.ours, 65536).decode(errors="replace"))
            elif until in shown:
                return shown
        raise AssertionError(f"never {until!r}: {shown!r}")

    def complete(self, line, until):
        """Type a line and Tab, and return the words that the shell makes of it."""
        self.type(f"{line}\t", until)
        shown = self.type("\x01words \n", ">\n")
        (line,) = (line for line in shown.split("\n") if line.startswith("<"))
        return re.findall(r"<([^>]*)>", line)

    def close(self):
        os.close(self.ours)
        self.process.kill()
        self.process.wait()


@pytest.fixture
def open_shell(shell_environment):
    shells = []

    def open_one(name):
        shells.append(Shell(name, shell_environment))
        return shells[-1]

    yield open_one
    for shell in shells:
        shell.close()


@pytest.mark.parametrize("name", [BASH, ZSH])
def test_a_value_with_spaces_is_inserted_as_one_word(open_shell, name):
    shell = open_shell(name)
    start = "vividmap add person Ana --height"
    assert shell.complete(f"{start} ab", "skip") == [*start.split(), "above skip-level"]
    assert shell.complete(f'{start} "ab', "skip") == [*start.split(), "above skip-level"]


@pytest.mark.parametrize("name", [BASH, ZSH])
def test_commands_options_and_files_are_completed(open_shell, name, tmp_path):
    shell = open_shell(name)
    assert shell.complete("vividmap checki", "checkin") == ["vividmap", "checkin"]
    assert shell.complete("vividmap list --peri", "period") == ["vividmap", "list", "--period"]
    assert shell.complete("vividmap packet ver", "versions") == ["vividmap", "packet", "versions"]
    assert shell.complete("vividmap config conf", "confidential") == ["vividmap", "config", "confidential"]
    (tmp_path / "my brag notes.md").touch()
    shell.type(f"cd {tmp_path}; echo mo''ved\n", "moved")
    assert shell.complete("vividmap import my", "brag") == ["vividmap", "import", "my brag notes.md"]


def ask_fish(environment, line):
    script = "vividmap completion fish | source; complete -C $argv[1]"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script, line],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT,
    )
    assert done.stderr == ""
    return dict(one.partition("\t")[::2] for one in done.stdout.splitlines())


@pytest.mark.needs("fish")
def test_fish_has_whole_values_and_whole_descriptions(shell_environment, tmp_path):
    assert "above skip-level" in ask_fish(shell_environment, "vividmap add person Ana --height a")
    described = ask_fish(shell_environment, "vividmap config conf")
    assert described == {"confidential": described["confidential"]}
    assert described["confidential"].startswith("Names, separated by semicolons; what")
    assert described["confidential"].endswith(".")
    assert "checkin" in ask_fish(shell_environment, "vividmap chec")
    (tmp_path / "my notes.md").touch()
    assert ask_fish(shell_environment, f"vividmap import {tmp_path}/my").keys() == {f"{tmp_path}/my notes.md"}


@pytest.mark.parametrize("name", [BASH, ZSH, FISH])
def test_the_script_is_valid(vividmap, name):
    script = vividmap("completion", name).out
    checked = subprocess.run([name, "-n"], input=script, text=True, capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("line", ["vividmap frobnicate x", "vividmap list --nonsense ", "vividmap log 'it"])
def test_what_cannot_be_completed_disturbs_no_prompt(vividmap, line):
    words = {"COMP_WORDS": line, "COMP_CWORD": "2", "_VIVIDMAP_COMPLETE": "bash_complete"}
    done = vividmap(env=words, check=False)
    assert done.err == ""
    assert not (vividmap.home / "spool").exists()
