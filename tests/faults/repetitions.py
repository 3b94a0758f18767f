"""A process that gives readers and writers 10,000 repetitions of short strings, and tells how long each took.

`python -m tests.faults.repetitions STEP SECONDS [NAME ...]`: every STEP-th string, 10,000 times each for about
SECONDS a function, and four times as long for those that 1,000 repetitions do not clear.
"""

import contextlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product
from uuid import UUID

from tests.faults.mutations import READERS, most_memory

from vividmap.assistant.clients import json_text, toml_text
from vividmap.assistant.clients.json_text import BadJsonText
from vividmap.assistant.clients.toml_text import BadTomlText
from vividmap.assistant.quoting import quote_record_text
from vividmap.assistant.session_end.candidate import find_work
from vividmap.assistant.session_end.transcript import SessionFacts
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.registry import conversations
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Evidence, Profile, Record
from vividmap.core.text import UnreadableText, clean, clean_line
from vividmap.core.when import When
from vividmap.formats import packet
from vividmap.formats.document.read import read_entry
from vividmap.formats.document.write import write
from vividmap.formats.json_resume import json_resume
from vividmap.formats.out import forms
from vividmap.formats.out.form import Form
from vividmap.formats.out.read import document as packet_document

REPETITIONS, MANY, FEW = 10_000, 1_000, 200
_PACE_PATTERN = re.compile(r"\d+ ms")
paces: list[float] = []
"""Seconds that the same piece of work took, each time that it was measured."""
LIMIT = 2.0
"""Seconds that REPETITIONS may take."""
SLOW, STEEP, SHORT = 0.025, 12, 0.002
"""A string is measured longer if MANY take over SLOW seconds, or over STEEP times as long as FEW.

From SLOW on, quadratic growth exceeds LIMIT at REPETITIONS. Below SHORT seconds the ratio means nothing.
"""
LONGER = 4
"""How many times as long the strings are measured that fewer repetitions do not clear."""
FEWEST = 3
"""How many strings are always repeated in full, however long they take."""
ALPHABET = " \n\t-*+#>|:.,;/\\@!~^[](){}<>=&%$'\"_`0aA→é\u200b"
"""The characters with a meaning in some grammar, and one of each other sort."""
TODAY = date(2026, 11, 20)


def strings() -> list[str]:
    """Return each string of one and of two characters."""
    return [*ALPHABET, *map("".join, product(ALPHABET, repeat=2))]


def record_with(text: str) -> Record:
    """Return a record of one entry that has a text in each of its fields."""
    line = clean_line(text) or "x"
    entry = Evidence(
        id=UUID(int=1), handle="c4ch", text=line, body=clean(text), outcome=line, when=When.day(TODAY)
    )
    return Record.of({entry.id: entry})


LONGEST_MARKDOWN = 10_000
"""Five pages: the parser of Markdown takes 65 µs for each bracket that is not closed."""


def write_document(text: str) -> None:
    write(record_with(text))


def drafting(conversation: Conversation) -> Callable[[str], None]:
    def draft_it(text: str) -> None:
        record, request = record_with(text), PacketRequest(conversation.name, ALL_TIME)
        packet.draft(draft_packet(conversation, record, request, TODAY), record)

    return draft_it


def exporting(form: Form) -> Callable[[str], None]:
    def export_it(text: str) -> None:
        form.write(packet_document(packet.escape(text[:LONGEST_MARKDOWN], is_literal=True), "Review"))

    return export_it


def check(text: str) -> None:
    check_text(text, record_with("Moved the cache"))


def reading(reader: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda text: reader(text.encode())


FUNCTIONS: dict[str, Callable[[str], object]] = {
    **{f"read {name}": reading(reader) for name, (reader, _) in READERS.items() if "capture" not in name},
    "read line": lambda text: read_entry(text, Evidence, TODAY),
    "write document": write_document,
    "write résumé": lambda text: json_resume(text, Profile()),
    **{f"write {ending}": exporting(form) for ending, form in forms().items() if ending != "pdf"},
    **{f"draft {one.name}": drafting(one) for one in conversations()},
    "check": check,
    "quote for an assistant": quote_record_text,
    "read a session": lambda text: find_work(SessionFacts([text], [text], [text], [text])),
    "register in JSON": lambda text: json_text.set_member(
        f'{{"t":/*{text}*/{json.dumps(text)}}}', ("a", "b"), text
    ),
    "register in TOML": lambda text: toml_text.set_table(
        f"t={json.dumps(text)}\n{text}", ("a", "b"), {"c": text}
    ),
}
"""What reads and writes texts; a PDF is typeset in a process of its own, with a limit of its own."""
REFUSALS = (
    *{error for _, errors in READERS.values() for error in errors},
    UnreadableText,
    BadJsonText,
    BadTomlText,
)


def run(name: str, step: int, seconds: float) -> dict[str, object]:
    """Give a function every `step`-th string, repeated, until it has worked for `seconds` seconds.

    It begins with those that are slowest when repeated less often. Strings that this does not clear
    are measured LONGER times as long.
    """
    chosen = [
        (_seconds(name, string * MANY), _seconds(name, string * FEW), string) for string in strings()[::step]
    ]
    worst, slowest, tried, total, paces_taken = 0.0, "", 0, 0.0, 0
    for many, few, string in sorted(chosen, reverse=True):
        is_open = many > SLOW or (many > SHORT and many > STEEP * few)
        if total > seconds * (LONGER if is_open else 1) and tried >= FEWEST:
            continue
        if total >= paces_taken:  # about once a second: a pace takes longer than most strings
            _pace()
            paces_taken += 1
        taken = _fewest_seconds(name, string * REPETITIONS)
        worst, slowest = max((worst, slowest), (taken, string))
        tried, total = tried + 1, total + taken
    return {"worst": worst, "slowest": slowest, "tried": tried, "strings": len(chosen)}


def _fewest_seconds(name: str, text: str) -> float:
    """Return the seconds that a function takes; above LIMIT, the lowest of three at the best pace.

    The pace of a shared machine varies by half within a minute.
    """
    taken = _seconds(name, text)
    if taken <= LIMIT:
        return taken
    return min(taken, *(_seconds_at_best_pace(name, text) for _ in range(2)))


def _seconds_at_best_pace(name: str, text: str) -> float:
    before = _pace()
    taken = _seconds(name, text)
    mean_pace = (before + _pace()) / 2
    return taken * min(paces) / mean_pace


def _pace() -> float:
    """Return the seconds that the same small piece of work takes now: objects, strings and a search."""
    begun = time.process_time()
    words = [f"{number} ms in {number % 7}" for number in range(20_000)]
    counts = Counter(match[0] for word in words if (match := _PACE_PATTERN.search(word)))
    sorted(counts, key=str.casefold)
    paces.append(time.process_time() - begun)
    return paces[-1]


def _seconds(name: str, text: str) -> float:
    begun = time.process_time()
    with contextlib.suppress(*REFUSALS):
        FUNCTIONS[name](text)
    return time.process_time() - begun


if __name__ == "__main__":
    step, seconds, *names = sys.argv[1:]
    results = {name: run(name, int(step), float(seconds)) for name in names or FUNCTIONS}
    sys.stdout.write(json.dumps({"memory": most_memory(), "results": results}))
