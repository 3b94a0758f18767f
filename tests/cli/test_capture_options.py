"""The entry point reads the options of log, learn and met by hand: they have to match their help."""

import importlib
import subprocess
import sys

import click
import pytest

from vividmap import __main__ as entry_point
from vividmap import spool
from vividmap.cli.commands import COMMANDS
from vividmap.core.vocabulary import CONFIDENTIALITY, EVIDENCE_KINDS, SCOPES, SKILL_KINDS

CAPTURES = tuple(entry_point.CAPTURES)


def parameters(name):
    return importlib.import_module(f"vividmap.cli.{name}").command.params


def options(name):
    return {
        option.name: option
        for option in parameters(name)
        if isinstance(option, click.Option) and option.name not in ("lines", "confidentiality")
    }


@pytest.mark.parametrize("name", CAPTURES)
def test_the_entry_point_takes_what_the_help_lists(name):
    listed = options(name)
    assert {key for key, option in listed.items() if not option.multiple} == set(entry_point.ONCE[name])
    assert {key for key, option in listed.items() if option.multiple} == set(entry_point.REPEATABLE[name])
    assert {option.opts[0] for option in listed.values()} == {f"--{key}" for key in listed}
    marks = [option for option in parameters(name) if option.name == "confidentiality"]
    assert tuple(option.flag_value for option in marks) == entry_point.FLAGS
    assert [option.opts[0] for option in marks] == [f"--{flag}" for flag in entry_point.FLAGS]


@pytest.mark.parametrize("name", CAPTURES)
def test_the_choices_of_the_entry_point_are_those_of_the_help(name):
    listed = {
        key: option.type.choices
        for key, option in options(name).items()
        if isinstance(option.type, click.Choice)
    }
    assert {key: tuple(choices) for key, choices in listed.items()} == {
        key: choices for (command, key), choices in entry_point.CHOICES.items() if command == name
    }


def test_the_choices_are_those_of_the_record():
    assert entry_point.CHOICES == {
        ("log", "scope"): SCOPES,
        ("log", "kind"): EVIDENCE_KINDS,
        ("learn", "kind"): SKILL_KINDS,
    }
    assert set(entry_point.FLAGS) < set(CONFIDENTIALITY)


def test_the_spool_keeps_every_option_that_the_entry_point_takes():
    taken = {key for name in CAPTURES for key in (*entry_point.ONCE[name], *entry_point.REPEATABLE[name])}
    assert taken | {"touched", "confidentiality", "batch"} == set(spool.OPTIONS)
    assert set(entry_point.CAPTURES.values()) == set(spool.VERBS)


def test_the_entry_point_knows_all_commands():
    assert sorted(entry_point.COMMANDS) == sorted(COMMANDS)


@pytest.mark.parametrize("arguments", [["log", "Did it", "--scope", "team"], ["met", "priya", "Coffee"]])
def test_a_capture_loads_nothing_that_takes_time(vividmap, arguments):
    program = "import sys; from vividmap.__main__ import main; main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=vividmap.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[1].split())
    assert (
        loaded & {"django", "click", "dataclasses", "argparse", "json", "re", "pathlib", "sqlite3"} == set()
    )
    assert {name for name in loaded if name.startswith("vividmap")} <= {
        "vividmap",
        "vividmap.__main__",
        "vividmap.paths",
        "vividmap.spool",
    }
