"""The door reads the options of the capture verbs by hand: it has to say the same as their help does."""

import subprocess
import sys

import click
import pytest

from vividmap import __main__ as door
from vividmap import spool
from vividmap.cli import capture
from vividmap.core.record import EVIDENCE_KINDS, SCOPES, SKILL_KINDS


def options(verb):
    command = getattr(capture, f"{verb}_command")
    return {one.name: one for one in command.params if isinstance(one, click.Option) and one.name != "lines"}


@pytest.mark.parametrize("verb", spool.VERBS)
def test_the_door_takes_what_the_help_lists(verb):
    listed = options(verb)
    assert {name for name, one in listed.items() if not one.multiple} == set(door.ONCE[verb])
    assert {name for name, one in listed.items() if one.multiple} == set(door.REPEATED[verb])
    assert {one.opts[0] for one in listed.values()} == {f"--{name}" for name in listed}


@pytest.mark.parametrize("verb", spool.VERBS)
def test_the_choices_of_the_door_are_those_of_the_help(verb):
    listed = {
        name: one.type.choices for name, one in options(verb).items() if isinstance(one.type, click.Choice)
    }
    assert {name: tuple(choices) for name, choices in listed.items()} == {
        name: choices for (of, name), choices in door.CHOICES.items() if of == verb
    }


def test_the_choices_are_those_of_the_record():
    assert door.CHOICES == {
        ("log", "scope"): SCOPES,
        ("log", "kind"): EVIDENCE_KINDS,
        ("skill", "kind"): SKILL_KINDS,
    }


def test_the_spool_keeps_every_option_that_the_door_takes():
    taken = {name for verb in spool.VERBS for name in (*door.ONCE[verb], *door.REPEATED[verb])}
    assert taken | {"touched"} == set(spool.OPTIONS)


@pytest.mark.parametrize("arguments", [["log", "Did it", "--scope", "team"], ["touch", "priya", "Coffee"]])
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
