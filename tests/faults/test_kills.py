"""Row 1: killed anywhere while captures are made and taken in, nothing acknowledged is lost or doubled."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from random import Random
from statistics import median
from threading import Timer

import pytest
from tests.faults.conditions import Strace, rows, run, texts
from tests.support import FULL
from tests.support.web import come_in, served

pytestmark = pytest.mark.faults

PAGE_KILLS = 40 if FULL else 3
CAPTURES, TAKINGS_IN = (1000, 120) if FULL else (100, 10)


def killed(vividmap, *args, after):
    """Run a command, kill it after so many seconds, and return what it had told by then."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        vividmap.argv(*args), env=vividmap.environment(), stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
        told, _ = process.communicate()
        return told


def usual_time(vividmap, *args):
    def once():
        start = time.monotonic()
        killed(vividmap, *args, after=60)  # a process of its own, as those that are killed are
        return time.monotonic() - start

    return median(once() for _ in range(3))


def test_what_was_acknowledged_is_there_once_however_often_everything_is_killed(vividmap):
    dice = Random(20261120)
    vividmap("list")
    capture, taking_in = usual_time(vividmap, "log", "warming up"), usual_time(vividmap, "list")
    acknowledged, cut_off = set(), 0
    for number in range(CAPTURES):
        text = f"capture {number:04}"
        told = killed(vividmap, "log", text, after=dice.uniform(capture / 4, capture * 1.2))
        if told.startswith("Saved"):
            acknowledged.add(text)
        else:
            cut_off += 1
        if number % (CAPTURES // TAKINGS_IN) == 0:
            killed(vividmap, "list", after=dice.uniform(taking_in / 3, taking_in * 1.1))
    vividmap("list")
    found = [text for text in texts(vividmap.home) if text != "warming up"]
    assert acknowledged <= set(found)
    assert len(found) == len(set(found))
    assert texts(vividmap.home).count("warming up") == 3
    assert rows(vividmap.home)
    assert list((vividmap.home / "spool").glob("*.capture")) == []
    # a test that killed nothing, or everything, shows nothing
    assert min(cut_off, len(acknowledged)) > CAPTURES // 20


@pytest.mark.database
def test_what_a_page_and_the_commands_beside_it_acknowledged_is_there_once_however_often_it_is_killed(
    vividmap,
):
    dice = Random(20261121)
    vividmap("list")
    acknowledged, kills = set(), 0
    for number in range(PAGE_KILLS):
        with served(vividmap, itself=True) as server, ThreadPoolExecutor(1) as beside:
            commands = beside.submit(
                capture_by_command, vividmap, f"command {number:02}", dice.uniform(0.05, 0.3)
            )
            visitor = come_in(server)
            killing = Timer(dice.uniform(0.1, 1.5), server.process.kill)
            killing.start()
            for line in range(30):
                text = f"page {number:02} {line:02}"
                try:
                    acknowledged |= {text} if visitor.capture(text).status == 302 else set()
                except (OSError, HTTPException):  # it was killed before it answered
                    kills += 1
                    break
            killing.cancel()
            acknowledged |= commands.result()
    texts_now = [entry["text"] for entry in vividmap.json("list")]
    assert acknowledged <= set(texts_now)
    assert len(texts_now) == len(set(texts_now))
    assert list((vividmap.home / "spool").glob("*.capture")) == []
    # a test that killed nothing, or everything, shows nothing
    assert kills > PAGE_KILLS / 3
    assert len(acknowledged) > PAGE_KILLS


def capture_by_command(vividmap, name, after):
    """Log some lines, each in a process that is killed after some seconds; return what was acknowledged."""
    lines = [f"{name} {line}" for line in range(4)]
    waits = [after * factor for factor in (1, 2, 4, 8)]
    told = [killed(vividmap, "log", line, after=wait) for line, wait in zip(lines, waits, strict=True)]
    return {line for line, answer in zip(lines, told, strict=True) if answer.startswith("Saved")}


BEFORE_IT_IS_NAMED = [("write", 1), ("fsync", 1), ("rename", 1)]


@pytest.mark.needs("strace")
@pytest.mark.parametrize(("call", "when"), [*BEFORE_IT_IS_NAMED, ("fsync", 2), ("write", 2)])
def test_a_capture_killed_at_a_system_call_is_whole_or_not_there(vividmap, tmp_path, call, when):
    vividmap("log", "what was there")
    strace = Strace(tmp_path / "strace.log")
    killing = strace.watching(failing=f"{call}:signal=SIGKILL:when={when}")
    result = run(vividmap, "log", "x", before=killing)
    assert result.code != 0
    vividmap("list")
    there = texts(vividmap.home)
    assert there in (["what was there"], ["what was there", "x"])
    assert not result.out or "x" in there
    assert rows(vividmap.home)
    if (call, when) in BEFORE_IT_IS_NAMED:
        assert "x" not in there
        assert "never confirmed" in vividmap("doctor", check=False).out
    assert vividmap("log", "the next works").out.startswith("Saved")


TAKING_IN = [
    ("pwrite64", 1),
    ("pwrite64", 12),
    ("fdatasync", 1),
    ("fdatasync", 2),
    ("unlink", 1),
    ("unlink", 3),
]


@pytest.mark.needs("strace")
@pytest.mark.parametrize(("call", "when"), TAKING_IN)
def test_a_taking_in_killed_at_a_system_call_loses_and_doubles_nothing(vividmap, tmp_path, call, when):
    vividmap("log", "the first")
    vividmap("list")
    lines = [f"line {number}" for number in range(5)]
    vividmap("log", "-", "--lines", input="\n".join(lines))
    strace = Strace(tmp_path / "strace.log")
    assert (
        run(vividmap, "list", before=strace.watching(failing=f"{call}:signal=SIGKILL:when={when}")).code != 0
    )
    vividmap("list")
    assert texts(vividmap.home) == sorted([*lines, "the first"])
    assert rows(vividmap.home)
    assert len(rows(vividmap.home, "SELECT * FROM store_change")) == 2  # the first, and the lines together


@pytest.mark.needs("strace")
def test_a_change_killed_at_a_system_call_is_done_or_not_and_never_by_half(vividmap, tmp_path):
    document = tmp_path / "in.md"
    document.write_text("# Impact evidence\n\n" + "".join(f"- 2026-01-01 new {n} #rust\n" for n in range(40)))
    vividmap("list")
    before = rows(vividmap.home)
    for call, when in [("pwrite64", 3), ("pwrite64", 20), ("fdatasync", 1)]:
        strace = Strace(tmp_path / "strace.log")
        run(
            vividmap, "import", document, before=strace.watching(failing=f"{call}:signal=SIGKILL:when={when}")
        )
        after = rows(vividmap.home)
        assert after == before or len(texts(vividmap.home)) == 40
    vividmap("import", document)
    assert len(texts(vividmap.home)) == 40
    vividmap("undo")
    assert texts(vividmap.home) == []
