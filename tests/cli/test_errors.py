"""Whatever is asked for, however wrongly: one line or two that say what to do, and never a traceback."""

import re
import signal
import subprocess
import time
from pathlib import Path

import click
import pytest
from tests.cli.many import many

from vividmap.cli import main
from vividmap.cli.commands import COMMANDS

HOSTILE = ["", " ", "-", "--", "--nonsense", "-x", "^", "zzzz", "\udcff\udcfe", "a\nb", "x" * 100_000, "'; DROP TABLE store_item; --",
           "../../etc/passwd", "%s%n", "\x1b[31m", "９９９９", "-1", "1e400", "NaN"]  # fmt: skip


def leaves(command=main, path=()):
    """Yield each command that is not a group, after the words that call it."""
    for name in command.list_commands(click.Context(command)):
        child = command.get_command(click.Context(command), name)
        if isinstance(child, click.Group):
            yield from leaves(child, (*path, name))
        else:
            yield (*path, name), child


SERVE = {("web",), ("demo",)}
EVERY = [path for path, _ in leaves() if path not in SERVE]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_nonsense_never_shows_a_traceback(vividmap, count):
    vividmap.home.parent.chmod(0o700)
    commands = [[*path, *([word] * count)] for path in EVERY for word in (HOSTILE if count else HOSTILE[:1])]
    commands = [one for one in commands if not any(word in ("-", "--help") for word in one)]
    if count > 1:
        commands = [one for one in commands if one[-1] in ("", "--", "\udcff\udcfe", "a\nb", "^", "zzzz")]
    for command, done in zip(commands, many(vividmap, commands), strict=True):
        assert done.code in (0, 1, 2), (command, done)
        assert "Traceback" not in done.err, (command, done)
        assert "something went wrong" not in done.err, (command, done)
        if done.code == 2:
            assert done.err.strip(), command
            assert done.out == "", command
    assert not (vividmap.home / "errors.log").exists()


def test_every_option_refuses_nonsense(vividmap):
    vividmap(
        "import", "-", input="---\nvividmap: document 1\n---\n# Impact evidence\n- 2026-01-01 One ^e001\n"
    )
    commands = []
    for path, command in leaves():
        if path in SERVE:
            continue
        arguments = ["e001"] * sum(isinstance(one, click.Argument) and one.required for one in command.params)
        for one in command.params:
            if isinstance(one, click.Option) and not one.is_flag and one.name not in ("source", "help"):
                commands += [
                    [*path, *arguments, one.opts[0], word] for word in ("\udcff", "", "\x00"[:0] + "zz\nzz")
                ]
    for command, done in zip(commands, many(vividmap, commands), strict=True):
        assert done.code in (0, 1, 2), (command, done)
        assert "Traceback" not in done.err, (command, done)
        assert "something went wrong" not in done.err, (command, done)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["frobnicate"], "there is no command 'frobnicate'."),
        (["lst"], "there is no command 'lst'. Did you mean list?"),
        (["delete", "x"], "there is no command 'delete'. To move an item to the trash: vividmap rm."),
        (["packet", "exprot"], "there is no command 'exprot'. Did you mean export?"),
        (["list", "--nonsense"], "no such option '--nonsense'."),
        (["add", "frobnicate"], "there is no command 'frobnicate'."),
        (["show"], "missing argument 'ITEM'."),
        (["list", "evidence", "more"], "got unexpected extra argument (more)."),
        (["list", "--scope", "x"], "invalid value for '--scope': 'x' is not one of"),
        (["l\x1b[31m\u202ets"], "there is no command 'l\\x1b[31m\\u202ets'."),
    ],
)
def test_what_click_refuses_is_one_line_that_says_where_to_look(vividmap, arguments, message):
    done = vividmap(*arguments, check=False)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"vividmap: {message}")
    assert done.err.endswith("--help'.\n")
    assert done.err.count("\n") == 1


def test_what_a_command_refuses_is_one_line_in_the_same_style(vividmap):
    vividmap("add", "person", "Priya")
    for arguments, code in (
        (["undo"], 0),
        (["undo"], 1),
        (["purge", "priya"], 2),
        (["list", "--period", "H3"], 2),
        (["log", "list"], 2),
        (["import", "nothing.md"], 2),
        (["list", "--since", "2026-02-30"], 2),
    ):
        done = vividmap(*arguments, check=False)
        assert done.code == code, arguments
        if code:
            assert done.err.startswith("vividmap: "), arguments
            assert done.err.count("\n") == 1, arguments
            assert "Usage" not in done.err


def test_without_arguments_it_lists_the_commands(vividmap):
    done = vividmap(check=False)
    assert "Usage: vividmap [OPTIONS] COMMAND [ARGS]..." in done.out + done.err
    for name in COMMANDS:
        assert f"\n  {name}" in done.out + done.err


def test_what_nobody_foresaw_is_one_line_and_written_down(vividmap):
    vividmap("log", "Did it")
    for closed, code in ((">/dev/full", 1), (">&-", 0), ("2>&-", 0), ("<&-", 0)):
        done = subprocess.run(
            ["sh", "-c", f'"$@" {closed}', "sh", *vividmap.argv("list")],
            env=vividmap.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, closed
        assert done.stderr.count("\n") == code, done.stderr
    log = vividmap.home / "errors.log"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            vividmap.argv("list"),
            env=vividmap.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.stderr == (
        f"vividmap: something went wrong: OSError: [Errno 28] No space left on device. The details are in {log}.\n"
    )
    assert "Traceback" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def wait_until_it_reads(pid):
    """Wait until a process waits in a read(2), call 0 on x86-64 and 63 on arm64, of its standard input."""
    reads = re.compile("(0|63) 0x0 ")
    for _ in range(3_000):
        if reads.match(Path(f"/proc/{pid}/syscall").read_text()):
            return
        time.sleep(0.01)
    raise AssertionError("it never reads")


def test_ctrl_c_ends_it_quietly(vividmap):
    for arguments in (["log", "-"], ["import", "-"]):
        with vividmap.start(*arguments) as process:
            wait_until_it_reads(process.pid)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (130, ""), arguments
        assert "interrupted" in err
        assert "Traceback" not in err
    assert vividmap("list").out == ""
