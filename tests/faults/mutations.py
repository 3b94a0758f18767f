"""A process that gives a reader mutated input and tells how it went: `python -m tests.faults.mutations COUNT READER ...`.

A reader may accept an input or refuse it with its declared error; anything else is reported with the input.
"""

import json
import sys
import time
import zlib
from collections.abc import Callable
from datetime import date
from importlib import resources
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.faults import git_samples

from vividmap import spool
from vividmap.core.packets.draft_text import split_draft, text_by_section
from vividmap.core.packets.form_questions import read_questions
from vividmap.core.packets.job_search.posting import posting_companies, posting_terms
from vividmap.core.record import Evidence, Record
from vividmap.core.text import UnreadableText
from vividmap.formats import archive, frameworks, notes
from vividmap.formats.document.read import read, read_entry
from vividmap.formats.out.read import document as packet_document
from vividmap.sources.calendar.expansion import find_meetings
from vividmap.sources.calendar.ics import UnreadableCalendar, read_events
from vividmap.sources.calendar.meetings import Contacts, MeetingNotes
from vividmap.sources.git.commits import UnreadableLog

FRAMEWORKS = (
    (
        b"name: Levels\nlevels:\n  Senior:\n    Craft:\n      - Tests first.\n      - >\n        Leaves code\n        better.\n",
        b"- id: a\n  summary: Owns it.\n  examples: [one, two]\n  area: impact\n  level: senior1-to-senior2\n- {id: b}\n",
    ),
    (b'Level,Theme,Criterion\nSenior,Craft,"Tests,\nfirst"\n', b"Area;Senior;Staff\nCraft;Tests;Sets how\n"),
)
TEXTS = {
    "form questions": (
        "1. What did you deliver this half? (at most 200 words)\n2) Where do you want to grow?   150 words max\n",
        "Question                      Limit\nImpact, with evidence         300 words\n",
    ),
    "posting": (
        (
            "# Staff Engineer, Payments\n\nAcme Corp. builds ledgers.\n\n## Requirements\n\n- 8+ years of Go or Rust\n"
            "- PostgreSQL, Kafka (or similar), and on-call\n- You lead without authority\n"
        ),
    ),
    "packet": (
        (
            "# Review\n\n## Impact\n\nI moved the cache. P99: 540 -> 200 ms.[^c4ch]\n\n- **Scope** (teams): *two*, see"
            " [the plan](https://example.com)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Quoted — by Dana\n\n[^c4ch]: 2026-11-20\n"
        ),
    ),
}
CALENDAR_RULES = (
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=40\nEXDATE:20261019T090000\nRDATE:20261020T090000,20261021T090000",
    "RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;BYSETPOS=1;UNTIL=20270101T000000Z",
    "RECURRENCE-ID:20261012T090000\nSEQUENCE:2\nSTATUS:TENTATIVE",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=5,6;INTERVAL=1;WKST=SU",
)
TODAY = date(2026, 11, 20)
LARGEST = 200_000
HERE = Path(__file__).parent


def read_document(data: bytes) -> None:
    read(data.decode("utf-8-sig"), TODAY)


def read_notes(data: bytes) -> None:
    notes.read(data.decode("utf-8-sig"), TODAY)


def read_framework(ending: str) -> Callable[[bytes], None]:
    """Return the reader of frameworks for a file with an ending, "" for a text that was pasted."""

    def read_it(data: bytes) -> None:
        frameworks.read(data.decode("utf-8-sig"), f"levels{ending}" if ending else "")

    return read_it


def read_capture(data: bytes) -> None:
    capture = spool.parse_capture(data)
    read_entry(capture.text, Evidence, TODAY)


def read_whole_capture(data: bytes) -> None:
    """Read a capture with a correct checksum, so that its lines are parsed."""
    body = data.rpartition(b"crc ")[0]
    read_capture(body + b"crc %08x\n" % zlib.crc32(body))


def read_form_questions(data: bytes) -> None:
    read_questions(data.decode("utf-8-sig"))


def read_posting(data: bytes) -> None:
    posting = data.decode("utf-8-sig")
    posting_terms(posting, Record())
    posting_companies(posting)


def read_packet(data: bytes) -> None:
    """Read five pages: the parser of Markdown takes 65 µs for each bracket that is not closed."""
    text = data.decode("utf-8-sig")[:10_000]
    packet_document(text, "Review")
    split_draft(text)
    text_by_section(text)


def read_calendar(data: bytes) -> None:
    people = {"priya@acme.example": "Priya Shah", "priya shah": "Priya Shah"}
    contacts = Contacts(people, ["alice@acme.example"])
    find_meetings(read_events(data), contacts, date(2026, 8, 20), TODAY, MeetingNotes())


READERS: dict[str, tuple[Callable[[bytes], object], tuple[type[Exception], ...]]] = {
    "document": (read_document, (UnicodeDecodeError,)),
    "notes": (read_notes, (UnicodeDecodeError, ValueError)),
    "archive": (archive.read, (archive.BadArchive,)),
    "capture": (read_capture, (spool.UnreadableCapture,)),
    **{
        f"framework {ending or 'pasted'}": (
            read_framework(ending),
            (UnicodeDecodeError, frameworks.Unreadable),
        )
        for ending in ("", ".md", ".csv", ".yaml")
    },
    "form questions": (read_form_questions, (UnicodeDecodeError, UnreadableText)),
    "posting": (read_posting, (UnicodeDecodeError,)),
    "packet": (read_packet, (UnicodeDecodeError,)),
    "calendar": (read_calendar, (UnreadableCalendar,)),
    "git log": (git_samples.read_git_log, (UnreadableLog,)),
    "git message": (git_samples.read_git_message, ()),
    "git paths": (git_samples.read_git_paths, (UnreadableLog,)),
    "whole capture": (read_whole_capture, (spool.UnreadableCapture, UnreadableText)),
}


def calendar_sample(rule: str) -> str:
    event = (
        "BEGIN:VEVENT\nUID:1\nSUMMARY:Sync\\, weekly\nDTSTART;TZID=Europe/Berlin:20261005T090000\nDURATION:PT30M\n"
        "ORGANIZER;CN=Alice:mailto:alice@acme.example\n"
        'ATTENDEE;CN="Shah, Priya";PARTSTAT=ACCEPTED:mailto:priya@\n acme.example\n'
    )
    return (
        f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}{rule}\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n"
    )


SHORT_SAMPLES: dict[str, list[bytes]] = {
    **{reader: [text.encode() for text in texts] for reader, texts in TEXTS.items()},
    "calendar": [calendar_sample(rule).encode() for rule in CALENDAR_RULES],
    "git log": [*git_samples.LOGS],
    "git message": [*git_samples.WORDS],
    "git paths": [*git_samples.PATHS],
}


def samples(reader: str) -> list[bytes]:
    """What the mutations begin with: short enough to try many, with something of everything."""
    if reader == "archive":
        return [(HERE / "archive.json").read_bytes()]
    if reader.endswith("capture"):
        options = (("on", "yesterday"), ("tag", "a,b"), ("outcome", "back\\slash\nand line"))
        text = "Größer 漢字 -> P99 down ~team #rust @priya\n\ntags: x\nWhy."
        one = spool.Capture(
            "01933f5a-0000-7000-8000-000000000000", 1_763_654_400_123_456, 3600, "log", text, options
        )
        return [spool.format_capture(one)]
    if reader.startswith("framework"):
        folder = resources.files("vividmap").joinpath("ladders")
        ladders = [one.read_bytes() for one in folder.iterdir() if one.name.endswith(".md")]
        return [
            *(ladders if reader.endswith((".md", "pasted")) else []),
            *FRAMEWORKS[reader.endswith(".csv")],
        ]
    if reader in SHORT_SAMPLES:
        return SHORT_SAMPLES[reader]
    lines = resources.files("vividmap.sample").joinpath("record.md").read_text().splitlines(keepends=True)
    parts = ["".join(lines[:8] + lines[start : start + 60]) for start in range(8, len(lines), 60)]
    if reader == "notes":
        parts = [part.partition("---\n\n")[2] or part for part in parts]
        parts += [path.read_text() for path in sorted(Path("tests/formats/notes").glob("*.md"))]
    return [part.encode() for part in parts]


PIECES = [
    *(
        b"\0 \xff \xfe\xff \xed\xa0\x80 \xef\xbb\xbf \xe2\x80\xa8 \xe2\x80\xae \r \r\n \n \t \\ \" ' ` ``` ~~~ --- === ***"
    ).split(b" "),
    *(
        b"- |* |+ |1. |# |###### |> |  |    |: |, |[x] |[ ] |<!-- |--> |<div> |&#0; |[a](b) |![a](b) |$$ |%%"
    ).split(b"|"),
    *(
        b"-> \xe2\x86\x92 ~team #rust @priya !goal ^abcd ^k3j2 undated 2026-11-20 2025-Q1~ 9999-12-31 0000-00-00"
    ).split(b" "),
    *(
        b"# Impact evidence\n|# Goals and gaps\n|## Skills\n|## March 2026\n|- gap: x\n|  kind: nothing\n|  tags: ,,\n"
    ).split(b"|"),
    *(b'NaN Infinity -Infinity 1e999 -0 null true [ ] { } {} [] \\ud800 \\u0000 "a":1,"a":2 0.1 1e400').split(
        b" "
    ),
    b"9" * 5000,
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b"  " * 5000,
    b" " * 300,
    b"." * 20_000,
    b"about " * 2000,
    b"to " * 2000,
    b"text \\n\\r\\\\",
    b"crc 00000000\n",
    b"\xe2\x80\x8b",
    "é漢字🧑‍💻".encode(),
]


def mutated(dice: Random, data: bytes) -> bytes:
    for _ in range(dice.randrange(1, 5)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((1, 2, 10, 100, 1000)))
        piece = dice.choice(PIECES)
        match dice.randrange(8):
            case 0:
                data = data[:start] + bytes([dice.randrange(256)]) + data[start + 1 :]
            case 1:
                data = data[:start]
            case 2:
                data = data[:start] + data[end:]
            case 3:
                data = data[:start] + data[start:end] * dice.choice((2, 3, 50)) + data[end:]
            case 4:
                data = data[:start] + piece + data[start:]
            case 5:
                data = (
                    data[:start] + piece * min(dice.choice((2, 10, 1000)), LARGEST // len(piece)) + data[end:]
                )
            case 6:
                data = data.replace(
                    b"\n", b"\n" + dice.choice((b"  ", b"\t", b" ", b"- ", b"> ")), dice.choice((1, 5, -1))
                )
            case 7:
                lines = data.split(b"\n")
                dice.shuffle(lines)
                data = b"\n".join(lines)
        data = data[:LARGEST]
    return data


def run(reader: str, count: int) -> dict[str, object]:
    function, declared = READERS[reader]
    dice, seeds = Random(f"{reader} 20261120"), samples(reader)
    wrong: list[str] = []
    worst, slowest, refused = 0.0, b"", 0
    for _ in range(count):
        data = mutated(dice, dice.choice(seeds))
        begun = time.process_time()
        try:
            function(data)
        except declared:
            refused += 1
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            wrong.append(f"{type(error).__name__}: {error} for {data[:2000]!r}")
        taken = time.process_time() - begun
        if taken > worst:
            worst, slowest = taken, data[:2000]
    return {
        "worst": worst,
        "slowest": repr(slowest),
        "memory": most_memory(),
        "refused": refused,
        "wrong": wrong[:5],
    }


def most_memory() -> float:
    """Return the most that this process ever took, in MiB; getrusage() counts the parent's before exec too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def run_each(readers: list[str], count: int) -> dict[str, dict[str, object]]:
    """Run each reader in a process of its own, forked from this one, which has imported everything once."""
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        results = pool.starmap(run, [(reader, count) for reader in readers], chunksize=1)
    return dict(zip(readers, results, strict=True))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run_each(sys.argv[2:], int(sys.argv[1]))))
