"""Row 5: a damaged file in the spool harms itself alone: it is put aside with the reason."""

import subprocess
import uuid
from random import Random

import pytest
from tests.faults.conditions import rows, texts
from tests.support import FULL

from vividmap import spool
from vividmap.spool import Capture

pytestmark = pytest.mark.faults

FLIPS = 10_000 if FULL else 500
WHOLE = spool.format_capture(
    Capture(
        str(uuid.uuid4()),
        1_763_654_400_123_456,
        3600,
        "log",
        "Moved the session cache to Redis, größer 漢字 -> P99 down 340 ms\nWhy: crc 00000000",
        (("on", "yesterday"), ("tag", "a,b"), ("outcome", "back\\slash\nand line")),
    )
)


def put(home, data):
    """Put a file into the spool under a name of its own; return the name."""
    folder = home / "spool"
    folder.mkdir(exist_ok=True)
    name = f"{uuid.uuid4()}{spool.SUFFIX}"
    (folder / name).write_bytes(data)
    return name


def take_in(vividmap, damaged):
    """Take in damaged files among whole ones: each damaged one is put aside as it was, with a reason."""
    lines = [f"whole {number}" for number in range(5)]
    vividmap("log", "-", "--lines", input="\n".join(lines))
    names = {put(vividmap.home, data): data for data in damaged}
    result = vividmap("list")
    assert texts(vividmap.home) == lines
    assert rows(vividmap.home)
    aside = vividmap.home / "spool" / "quarantine"
    assert {path.name: path.read_bytes() for path in aside.glob("*.capture")} == names
    reasons = [(aside / f"{name}.reason").read_text() for name in names]
    assert all(reason.strip() for reason in reasons)
    assert list((vividmap.home / "spool").glob("*.capture")) == []
    return result, reasons


def test_a_file_cut_at_any_byte_is_put_aside_and_the_rest_taken_in(vividmap):
    result, reasons = take_in(vividmap, [WHOLE[:length] for length in range(len(WHOLE))])
    assert {reason.strip() for reason in reasons} == {"the file is cut short"} | (
        {reason.strip() for reason in reasons if "damaged" in reason}
    )
    assert result.err.count("set aside") == len(WHOLE)


def test_a_file_with_a_flipped_bit_is_put_aside_and_the_rest_taken_in(vividmap):
    dice = Random(20261120)
    bits = dice.sample(range(len(WHOLE) * 8), min(FLIPS, len(WHOLE) * 8))
    bits += [dice.randrange(len(WHOLE) * 8) for _ in range(FLIPS - len(bits))]
    take_in(vividmap, [flipped(bit) for bit in bits])


def flipped(bit):
    data = bytearray(WHOLE)
    data[bit // 8] ^= 1 << bit % 8
    return bytes(data)


def test_what_was_put_aside_is_named_by_doctor_with_what_to_do(vividmap):
    take_in(vividmap, [WHOLE[:50]])
    doctor = vividmap("doctor", check=False)
    assert doctor.code == 1
    assert "could not be read: the file is cut short" in doctor.out
    assert "read it, log its text again, then delete it" in doctor.out


def test_strange_things_in_the_spool_harm_nothing(vividmap):
    folder = vividmap.home / "spool"
    folder.mkdir()
    (folder / "a folder.capture").mkdir()
    (folder / "leads nowhere.capture").symlink_to("nowhere")
    (folder / "notes.txt").write_text("mine")
    (folder / "cut off.capture.part").write_bytes(WHOLE[:20])
    vividmap("log", "whole")
    vividmap("list")
    assert texts(vividmap.home) == ["whole"]
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "cut off.capture.part").read_bytes() == WHOLE[:20]
    assert "cut off.capture.part is from an interrupted capture" in vividmap("doctor", check=False).out


def test_the_same_capture_under_two_names_is_one_entry(vividmap):
    put(vividmap.home, WHOLE)
    put(vividmap.home, WHOLE)
    vividmap("list")
    put(vividmap.home, WHOLE)
    vividmap("list")
    assert len(texts(vividmap.home)) == 1


def test_a_whole_file_that_says_what_nobody_can_mean_is_put_aside_or_kept_as_text(vividmap):
    strange = [
        Capture("no id", 0, 0, "log", "x"),
        Capture(str(uuid.uuid4()), 10**30, 0, "log", "far off"),
        Capture(str(uuid.uuid4()), -(10**30), 0, "log", "far back"),
        Capture(str(uuid.uuid4()), 0, 10**9, "log", "no such offset"),
        Capture(str(uuid.uuid4()), -62135596800000000, -86399, "log", "the first day"),
        Capture(str(uuid.uuid4()), 253402300799999999, 86399, "log", "the last day"),
        Capture(str(uuid.uuid4()), 0, 0, "log", "NUL \0 in it"),
        Capture(str(uuid.uuid4()), 0, 0, "log", ""),
        Capture(str(uuid.uuid4()), 0, 0, "log", " \u2028 \n\n"),
        Capture(str(uuid.uuid4()), 0, 0, "touch", "x", (("touched", "@"),)),
        Capture(str(uuid.uuid4()), 0, 0, "log", "x" * 100_000, (("on", "x" * 100_000), ("tag", "," * 1000))),
        Capture(str(uuid.uuid4()), 0, 0, "log", "options", (("person", "@"), ("skill", "#"), ("goal", "\0"))),
        Capture(str(uuid.uuid4()), 0, 0, "log", "options", (("kind", "domain"), ("scope", "galaxy"))),
        Capture(
            str(uuid.uuid4()), 0, 0, "log", "options", (("outcome", "\0"), ("link", "\0"), ("tag", "\0"))
        ),
    ]
    for capture in strange:
        put(vividmap.home, spool.format_capture(capture))
    vividmap("log", "whole")
    vividmap("list")
    aside = list((vividmap.home / "spool" / "quarantine").glob("*.capture"))
    there = texts(vividmap.home) + texts(vividmap.home, "touchpoint")
    assert "whole" in there
    assert len(there) - 1 + len(aside) == len(strange)
    assert list((vividmap.home / "spool").glob("*.capture")) == []
    document = vividmap.document()
    assert vividmap("import", "-", input=document).out.startswith(f"{len(there)} unchanged")


def test_two_commands_at_once_put_a_file_aside_once(vividmap):
    vividmap("list")
    for length in range(60):
        put(vividmap.home, WHOLE[:length])
    pipe = subprocess.PIPE
    both = [
        subprocess.Popen(
            vividmap.argv("list"), env=vividmap.environment(), stdout=pipe, stderr=pipe, text=True
        )
        for _ in range(3)
    ]
    told = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0, 0], told
    assert len(list((vividmap.home / "spool" / "quarantine").glob("*.capture"))) == 60
