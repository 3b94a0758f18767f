"""Help: every command says what it does, every option what it takes, and all of it fits 80 columns."""

import inspect

import click
import pytest
from tests.cli.many import many

from vividmap.cli import main
from vividmap.cli.commands import COMMANDS, SECTIONS


def list_commands(command=main, path=()):
    context = click.Context(command, info_name="vividmap")
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        yield (*path, name), child
        if isinstance(child, click.Group):
            yield from list_commands(child, (*path, name))


def list_examples(command):
    """The example lines of a command's help, as they are typed."""
    lines = inspect.cleandoc(command.help or "").splitlines()
    return [line.strip() for line in lines if line.startswith("  vividmap ")]


EVERY = dict(list_commands())


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_a_command_says_what_it_does_and_an_option_what_it_takes(path):
    command = EVERY[path]
    first = (command.help or "").replace("\b", "").strip().split("\n\n")[0]
    assert len(first.split()) >= 3, first
    assert first[0].isupper()
    assert first.rstrip().endswith((".", ":"))
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.opts
            assert option.help.rstrip()[-1] in ".)’'", option.help
    assert command.short_help
    assert len(command.short_help) <= 60
    assert command.short_help.endswith(".")


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_a_command_has_an_example(path):
    assert list_examples(EVERY[path])


def test_a_list_of_commands_has_each_in_a_whole_line_of_80_columns():
    for path, command in [((), main), *EVERY.items()]:
        if isinstance(command, click.Group):
            name = " ".join(("vividmap", *path))
            text = command.get_help(click.Context(command, info_name=name, terminal_width=80))
            assert max(map(len, text.splitlines())) <= 80, path
            for child in command.list_commands(click.Context(command)):
                loaded = command.get_command(click.Context(command), child)
                assert loaded
                assert f" {loaded.get_short_help_str(60)}\n" in f"{text}\n", (path, child)


def test_what_may_be_omitted_is_shown_in_brackets():
    for path, command in EVERY.items():
        for parameter in command.params:
            if isinstance(parameter, click.Argument) and not parameter.required:
                shown = parameter.make_metavar(click.Context(command))
                assert shown.startswith("["), (path, shown)


def is_one_of_many(parameter):
    """Return whether a parameter is one of several flags that set one value, as --private and --internal."""
    return isinstance(parameter, click.Option) and isinstance(parameter.flag_value, str)


def test_the_parameters_of_a_command_have_different_names():
    for path, command in EVERY.items():
        names = [parameter.name for parameter in command.params if not is_one_of_many(parameter)]
        assert len(names) == len(set(names)), path


def test_an_option_has_one_name_everywhere():
    names: dict[str, list[tuple[object, set[str]]]] = {}
    for path, command in EVERY.items():
        for option in command.params:
            if isinstance(option, click.Option):
                for name in option.opts:
                    names.setdefault(name, []).append((path, set(option.opts)))
    for name, together in (("--json", {"--json"}), ("-n", {"-n"}), ("--yes", {"-y", "--yes"})):
        assert all(opts == together for _, opts in names[name]), name
    assert names.keys().isdisjoint({"--most", "--limit-to", "--title", "--count"})


def test_each_command_is_listed_once():
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(set(COMMANDS)) == sorted(COMMANDS)


@pytest.mark.first_day
def test_help_fits_a_screen_and_needs_no_home(vividmap):
    commands = [[*path, "--help"] for path in EVERY] + [["--help"], ["-h"], ["--version"]]
    for command, done in zip(commands, many(vividmap, commands), strict=True):
        assert (done.code, done.err) == (0, ""), command
        assert max(map(len, done.out.splitlines())) <= 110, command
    assert list(vividmap.home.iterdir()) == []
