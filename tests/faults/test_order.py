"""Row 2: a capture is acknowledged once it is on the disk, and not at all when it cannot be."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.faults.conditions import Strace, files, run

pytestmark = pytest.mark.faults

WRITING = ("openat", "write", "fsync", "fdatasync", "rename", "mkdir", "close")


@pytest.fixture
def strace(tmp_path):
    return Strace(tmp_path / "strace.log")


def steps(strace, home):
    """What was done to the spool and told to the person, in order, in a word or two each."""
    spool = re.escape(str(home / "spool"))
    patterns = {
        "make": rf'^openat .*"{spool}/[^"]*\.part".*O_CREAT',
        "write": rf"^write \d+<{spool}/[^>]*\.part>",
        "sync": rf"^fsync \d+<{spool}/[^>]*\.part>",
        "rename": rf'^rename "{spool}/[^"]*\.part", "{spool}/[^"]*\.capture"$',
        "sync folder": rf"^fsync \d+<{spool}>",
        "acknowledge": r'^write 1<[^>]*>, "Saved ',
    }
    told = [f"{call.name} {call.arguments}" for call in strace.calls()]
    return [step for line in told for step, pattern in patterns.items() if re.search(pattern, line)]


ONCE = ["make", "write", "sync", "rename"]


@pytest.mark.needs("strace")
@pytest.mark.parametrize("verb", [("log", "x"), ("learn", "x"), ("met", "priya", "x")])
def test_a_capture_is_written_synced_named_synced_again_and_then_acknowledged(vividmap, strace, verb):
    vividmap("log", "the first, so that the folders are there")
    assert run(vividmap, *verb, before=strace.watching(*WRITING)).code == 0
    assert steps(strace, vividmap.home) == [*ONCE, "sync folder", "acknowledge"]


@pytest.mark.needs("strace")
def test_many_lines_are_acknowledged_once_all_are_on_the_disk(vividmap, strace):
    texts = vividmap.home.parent / "lines"
    texts.write_text("one\ntwo\nthree\n")
    command = ("sh", "-c", f'exec "$@" < {texts}', "sh", *strace.watching(*WRITING))
    assert run(vividmap, "log", "-", "--lines", before=command).out == "Saved 3 entries\n"
    assert steps(strace, vividmap.home) == [*ONCE[:3] * 3, *["rename"] * 3, "sync folder", "acknowledge"]


@pytest.mark.needs("strace")
@pytest.mark.first_day
def test_on_the_first_day_the_new_folders_are_on_the_disk_too(vividmap, strace):
    vividmap.home.rmdir()
    assert run(vividmap, "log", "x", before=strace.watching(*WRITING)).code == 0
    done = [
        f"{call.name} {re.sub('[<>]', '', re.sub(r'^[0-9]+(?=<)', '', call.arguments))}"
        for call in strace.calls()
        if call.name in ("mkdir", "fsync") and call.result == "0"
    ]
    home, above = vividmap.home, vividmap.home.parent
    made = [f'mkdir "{home}", 0700', f"fsync {above}", f'mkdir "{home / "spool"}", 0700', f"fsync {home}"]
    assert done[:4] == made
    assert steps(strace, vividmap.home)[-2:] == ["sync folder", "acknowledge"]


FAILURES = {
    "the file's sync": "fsync:error=EIO:when=1",
    "the folder's sync": "fsync:error=EIO:when=2",
    "every sync": "fsync:error=EIO",
    "the rename": "rename:error=EIO",
    "the rename, the disk being full": "rename:error=ENOSPC",
    "the sync, over quota": "fsync:error=EDQUOT:when=1",
}


@pytest.mark.needs("strace")
@pytest.mark.parametrize("failing", FAILURES)
def test_a_capture_that_failed_on_the_disk_is_not_acknowledged_and_leaves_nothing(vividmap, strace, failing):
    vividmap("log", "what was there")
    before = files(vividmap.home)
    result = run(vividmap, "log", "x", before=strace.watching(*WRITING, failing=FAILURES[failing]))
    assert "acknowledge" not in steps(strace, vividmap.home)
    assert (result.code, result.out) == (1, "")
    assert "not saved" in result.err
    assert "Traceback" not in result.err
    assert files(vividmap.home) == before
    assert vividmap("log", "the next works").out.startswith("Saved")


@pytest.mark.needs("strace")
@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EDQUOT", "EROFS"])
def test_a_write_that_failed_is_not_acknowledged(vividmap, strace, error):
    vividmap("log", "what was there")
    before = files(vividmap.home)
    # the only write to a file of a spool is the capture's; standard output comes later
    result = run(vividmap, "log", "x", before=strace.watching("write", failing=f"write:error={error}:when=1"))
    assert (result.code, result.out) == (1, "")
    assert "not saved" in result.err
    assert files(vividmap.home) == before
    assert vividmap("log", "the next works").out.startswith("Saved")


@pytest.mark.needs("strace")
def test_a_sync_that_failed_is_not_tried_again(vividmap, strace):
    vividmap("log", "what was there")
    run(vividmap, "log", "x", before=strace.watching(*WRITING, failing="fsync:error=EIO:when=1"))
    assert [call.name for call in strace.calls()].count("fsync") == 1


@pytest.mark.needs("strace")
def test_of_many_lines_none_is_kept_when_one_cannot_be(vividmap, strace):
    vividmap("log", "what was there")
    before = files(vividmap.home)
    texts = vividmap.home.parent / "lines"
    texts.write_text("one\ntwo\nthree\n")
    for failing in ("fsync:error=EIO:when=3", "rename:error=EIO:when=2", "fsync:error=EIO:when=4"):
        command = ("sh", "-c", f'exec "$@" < {texts}', "sh", *strace.watching(*WRITING, failing=failing))
        result = run(vividmap, "log", "-", "--lines", before=command)
        assert (result.code, result.out) == (1, "")
        assert files(vividmap.home) == before


def test_an_acknowledgement_that_nobody_reads_loses_nothing(vividmap):
    result = run(vividmap, "log", "x", before=("sh", "-c", 'exec "$@" > /dev/full', "sh"))
    assert result.code == 0
    assert len(list((vividmap.home / "spool").glob("*.capture"))) == 1


@pytest.mark.needs("strace")
def test_a_capture_is_unlinked_after_its_entry_is_on_the_disk(vividmap, strace):
    vividmap("log", "x")
    calls = ("pwrite64", "fsync", "fdatasync", "unlink")
    assert run(vividmap, "list", before=strace.watching(*calls)).code == 0
    told = [f"{call.name} {call.arguments}" for call in strace.calls()]
    gone = next(at for at, line in enumerate(told) if line.startswith("unlink") and ".capture" in line)
    log = [line.split()[0] for line in told[:gone] if "vividmap.sqlite3-wal" in line]
    assert "pwrite64" in log
    assert log[-1] in ("fdatasync", "fsync")


@pytest.mark.needs("strace")
def test_one_failed_read_sets_no_capture_aside(vividmap, strace):
    vividmap("log", "cannot be read for a moment")
    (capture,) = (vividmap.home / "spool").glob("*.capture")
    failing_once = (*strace.watching("read", failing="read:error=EIO:when=1"), "-P", str(capture))
    result = run(vividmap, "list", before=failing_once)
    assert [call.name for call in strace.calls() if "EIO" in call.result] == ["read"]
    assert (result.code, result.out) == (0, "")
    assert f"a capture could not be read and stays in the spool: {capture}" in result.err
    assert capture.exists()
    assert not (vividmap.home / "spool" / "quarantine").exists()
    assert vividmap("list").out.endswith("\tcannot be read for a moment\n")
    assert not capture.exists()


@pytest.mark.full_only
@pytest.mark.needs("strace")
def test_a_capture_that_was_taken_in_before_its_folder_could_not_be_synced_is_said_to_be_there(
    vividmap, strace
):
    vividmap("log", "what was there")
    held_up = strace.watching(failing="fsync:error=EIO:when=2:delay_enter=3000000")
    with ThreadPoolExecutor(1) as beside:
        capture = beside.submit(run, vividmap, "log", "x", before=held_up)
        while not [
            path for path in (vividmap.home / "spool").glob("*.capture") if "text x" in path.read_text()
        ]:
            time.sleep(0.01)
        assert "\tx\n" in vividmap("list").out
        result = capture.result()
    assert (result.code, result.out) == (1, "")
    assert "another vividmap had already added the entry to the record: see 'vividmap list'" in result.err
    assert "nothing was saved" not in result.err
