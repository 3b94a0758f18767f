"""demo: what it prints before the pages open, and that what it names is there."""

import re
import shlex
import signal
import time
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from vividmap.web.navigation import nav_links

SAMPLE = resources.files("vividmap") / "sample" / "record.md"


def hints(said: str) -> list[str]:
    """Return the commands that the demo names, without a pipe to `less`, and without `vividmap edit`."""
    lines = [line.strip().removesuffix(" | less") for line in said.splitlines()]
    return [line for line in lines if line.startswith("vividmap ") and line != "vividmap edit"]


def test_every_command_that_it_names_has_something_to_say_of_the_sample(vividmap):
    said = vividmap("demo", "--no-serve").out
    assert "On the pages" not in said
    vividmap("import", "-", input=SAMPLE.read_text(encoding="utf-8"))
    named = [shlex.split(one)[1:] for one in hints(said)]
    assert {one[0] for one in named} >= {"log", "patterns", "checkin", "framework", "draft"}
    for arguments in named:
        done = vividmap(*arguments)
        assert done.out or done.err, arguments
    assert "the case for Staff" in vividmap("draft", "promotion").out


def test_years_later_its_last_entry_is_still_of_last_week(vividmap):
    wednesday = datetime(2031, 4, 16, 8, tzinfo=UTC)
    said = replace(vividmap, now=wednesday)("demo", "--no-serve").out
    review = said.partition("$ vividmap draft review")[2]
    assert re.search(r"^\[\^\w+\]: 11 April 2031: Session cache lives in Redis", review, re.MULTILINE)
    assert "2026" not in said


def test_it_says_what_to_look_at_on_the_pages_and_serves_them(vividmap):
    with vividmap.start_soon("demo", "--no-open") as process:
        assert process.stdout
        said = ""
        while "token=" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        home = Path(said.partition("VIVIDMAP_HOME=")[2].splitlines()[0])
        assert home.is_dir()
        process.terminate()
        process.communicate(timeout=20)
        assert not home.exists()
    pages = said.partition("On the pages:\n\n")[2].splitlines()[:3]
    assert [line.partition(":")[0].strip() for line in pages] == ["Patterns", "Check-in", "Prepare"]
    assert {line.partition(":")[0].strip() for line in pages} <= {one.label for one in nav_links()}


@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("moment", ["loading", "serving"])
def test_it_leaves_nothing_behind(vividmap, tmp_path, ending, moment):
    folder = tmp_path / "temporary"
    folder.mkdir()
    with vividmap.start("demo", "--no-open", env={"TMPDIR": str(folder)}) as process:
        assert process.stdout
        while not any(folder.iterdir()):
            time.sleep(0.01)
        if moment == "serving":
            assert any("token=" in line for line in iter(process.stdout.readline, ""))
        process.send_signal(getattr(signal, ending))
        process.communicate(timeout=20)
    assert list(folder.iterdir()) == []


def test_what_a_killed_one_left_is_removed_by_the_next_and_a_running_one_is_left_alone(vividmap, tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    env = {"TMPDIR": str(folder)}
    with vividmap.start("demo", "--no-open", env=env) as process:
        assert process.stdout
        assert any("token=" in line for line in iter(process.stdout.readline, ""))
        process.kill()
        process.communicate()
    (left,) = folder.iterdir()
    with vividmap.start("demo", "--no-open", env=env) as process:
        assert process.stdout
        assert any("token=" in line for line in iter(process.stdout.readline, ""))
        (running,) = folder.iterdir()
        assert running != left
        vividmap("demo", "--no-serve", env=env)
        assert list(folder.iterdir()) == [running]
