"""Help: every command says what it does, every option what it takes, and it fits a screen."""

import subprocess

import click
import pytest
from tests.cli.many import many

from vividmap.cli import _SECTIONS, COMMANDS, main


def everything(command=main, path=()):
    context = click.Context(command, info_name="vividmap")
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        yield (*path, name), child
        if isinstance(child, click.Group):
            yield from everything(child, (*path, name))


EVERY = dict(everything())


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_a_command_says_what_it_does_and_an_option_what_it_takes(path):
    command = EVERY[path]
    first = (command.help or "").replace("\b", "").strip().split("\n\n")[0]
    assert len(first.split()) >= 4, first
    assert first[0].isupper()
    assert first.rstrip(":").endswith((".", "…", "others", "entry", "record")) or "." in first
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.opts
            assert option.help.rstrip()[-1] in ".)’'", option.help
    if len(path) == 1:
        assert command.short_help
        assert len(command.short_help) <= 66


def test_a_list_of_commands_says_each_in_a_whole_line_of_80_columns():
    for path, command in EVERY.items():
        if isinstance(command, click.Group):
            done = command.get_help(click.Context(command, info_name=path[-1], terminal_width=80))
            cut = [line for line in done.partition("Commands:")[2].splitlines() if line.endswith("...")]
            assert not cut, path


def test_what_may_be_left_out_is_shown_so():
    assert "vividmap packet polish [OPTIONS] ID [N]" in usage("packet", "polish")
    for path, command in EVERY.items():
        for one in command.params:
            if isinstance(one, click.Argument) and not one.required:
                shown = one.make_metavar(click.Context(command))
                assert shown.startswith("["), (path, shown)


def usage(*path):
    return EVERY[path].get_usage(click.Context(EVERY[path], info_name=" ".join(("vividmap", *path))))


def test_each_command_is_listed_once():
    listed = [name for names in _SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.first_day
def test_help_fits_a_screen_and_needs_no_home(vividmap):
    commands = [[*path, "--help"] for path in EVERY] + [["--help"], ["-h"], ["--version"]]
    for command, done in zip(commands, many(vividmap, commands), strict=True):
        assert (done.code, done.err) == (0, ""), command
        assert max(map(len, done.out.splitlines())) <= 110, command
    assert list(vividmap.home.iterdir()) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete_it(vividmap, shell):
    assert "_VIVIDMAP_COMPLETE" in vividmap("completion", shell).out
    words = {"COMP_WORDS": "vividmap log --sc", "COMP_CWORD": "2"}
    if shell == "bash":
        done = vividmap("log", "--sc", env={"_VIVIDMAP_COMPLETE": "bash_complete", **words})
        assert done.out == "plain,--scope\n"
        script = vividmap("completion", "bash").out
        checked = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")
    assert not (vividmap.home / "spool").exists()
