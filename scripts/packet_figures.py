"""The figures of the packets: `make packets` prints each in a line, one function a figure.

A figure is a function in FIGURES that yields lines of a label and a value. Everything is computed in process
from the sample's record and two others (tests/core/packets/kept): nothing is asserted here, tests do that.
"""

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import check_figures  # noqa: E402 - a module a group of figures
import disclosure_figures  # noqa: E402
import suggestion_figures  # noqa: E402
from benchmarks import generate  # noqa: E402
from tests.core import make  # noqa: E402 - the tests' way of making a record without a database

from vividmap.core.english.dates import ALL_TIME, Period  # noqa: E402
from vividmap.core.facts.strength import strength  # noqa: E402
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices  # noqa: E402
from vividmap.core.packets.draft_text import remove_marks  # noqa: E402
from vividmap.core.packets.packet import Packet  # noqa: E402
from vividmap.core.packets.registry import conversations, find_conversation  # noqa: E402
from vividmap.core.record import Evidence, Person, Record  # noqa: E402
from vividmap.formats.packet import draft  # noqa: E402

KEPT = ROOT / "tests" / "core" / "packets" / "kept"
RECORDS = {
    "sample": ROOT / "src" / "vividmap" / "sample" / "record.md",
    "backend": KEPT / "backend.md",
    "ml": KEPT / "ml.md",
}
TODAY = date(2026, 11, 30)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
FRAMES = re.compile(
    r"my note|in my words|as i put it|\bi (?:wrote|noted):|i led or contributed|i prevented a failure"
    r"|(?:the outcome|the result|what came of it|asked for|the gap|brought about|led or contributed to)[^.]*:"
    r"|as a result"
    r"|prevented a failure:|this (?:also )?shows in my work|it was part of (?:the|my) work",
    re.IGNORECASE,
)
"""The stock phrases that drafts once wrapped a note in."""

LABEL_WORDS = frozenset(
    "feedback new domains practice gaps acted on other still missing next step the whole organisation "
    "several teams for with from to results since then aim".split()
)
"""Words of ours that a review may hold beside its entries' own."""

Figure = Iterator[tuple[str, str]]


@cache
def read_record(name: str) -> Record:
    """Return one of the records by its name."""
    return make.from_document(RECORDS[name].read_text(encoding="utf-8"), TODAY)


@cache
def draft_packet(conversation_name: str, record_name: str) -> Packet:
    """Return a draft of a record: a review of the half-year, any other conversation with its usual period."""
    conversation, record = find_conversation(conversation_name), read_record(record_name)
    if conversation is None:
        raise LookupError(conversation_name)
    period = HALF if conversation_name == "review" else ALL_TIME
    return conversation.draft(record, period, TODAY, NO_CHOICES)


def pair_agreement() -> tuple[int, int]:
    """Return how many of the pairs ranked by hand are ranked alike, and how many there are."""
    lines = [line.split(" | ") for line in (KEPT / "pairs.txt").read_text(encoding="utf-8").splitlines()]
    strengths = {
        name: {entry.text[:48].strip(): strength(entry) for entry in read_record(name).items_of(Evidence)}
        for name in RECORDS
    }
    agreed = sum(
        strengths[name][stronger.strip()] > strengths[name][weaker.strip()]
        for name, stronger, weaker in lines
    )
    return agreed, len(lines)


def pairs() -> Figure:
    """Yield how the ranking of entries agrees with 200 pairs that were ranked by hand."""
    agreed, total = pair_agreement()
    yield "pairs of entries ranked as by hand", f"{agreed} of {total}, {100 * agreed / total:.0f} %"


def suggestions() -> Figure:
    """Yield how right the suggestions for a criterion are, by labels made by reading."""
    return suggestion_figures.describe({name: read_record(name) for name in RECORDS})


def framed_share(text: str) -> int:
    """Return how many stock frames a draft holds."""
    return len(FRAMES.findall(remove_marks(text)))


def frames() -> Figure:
    """Yield how many entries of a review are told in a stock frame."""
    for name in RECORDS:
        packet = draft_packet("review", name)
        count = framed_share(draft(packet, read_record(name)))
        yield f"review, {name}: entries told in a stock frame", f"{count} of {len(packet.proposals)}"


def target_overlap() -> tuple[int, int]:
    """Return how many entries of the review written by hand the draft tells, and how many those are."""
    record, packet = read_record("sample"), draft_packet("review", "sample")
    told = {record.by_id[proposal.item].text for proposal in packet.proposals}
    wanted = (KEPT / "target.txt").read_text(encoding="utf-8").splitlines()
    return sum(any(text.startswith(start) for text in told) for start in wanted), len(wanted)


def target() -> Figure:
    """Yield how the sample's draft compares with the one written by hand."""
    same, total = target_overlap()
    yield (
        "review, sample: entries of the review written by hand",
        f"{same} of {total}, {100 * same / total:.0f} %",
    )


def contribution_share(packet: Packet, record: Record) -> tuple[int, float]:
    """Return the words of a draft, and the share of them that tells contributions."""
    parts = [
        (
            section.is_claim,
            sum(len(sentence.text.split()) for p in section.paragraphs for sentence in p.sentences),
        )
        for section in packet.sections
    ]
    words = len(remove_marks(draft(packet, record)).split())
    total = sum(count for _, count in parts)
    return words, sum(count for is_claim, count in parts if is_claim) / total if total else 0.0


def size() -> Figure:
    """Yield how long each review is, and how much of it is contributions."""
    for name in RECORDS:
        record, packet = read_record(name), draft_packet("review", name)
        words, share = contribution_share(packet, record)
        yield (
            f"review, {name}",
            f"{words} words, {len(packet.proposals)} entries, {100 * share:.0f} % contributions",
        )


def generated_records(count: int) -> Iterator[Record]:
    """Yield records made at random of the sentences, outcomes and marks of the three."""
    rng = random.Random(2026)  # noqa: S311 - nothing secret is made
    entries = [entry for name in RECORDS for entry in read_record(name).items_of(Evidence)]
    sentences = [part for entry in entries for part in re.split(r"(?<=[.!?]) ", entry.text) if part]
    outcomes = ["", "", *(entry.outcome for entry in entries if entry.outcome)]
    for _ in range(count):
        lines = []
        for _ in range(rng.randint(1, 25)):
            text = " ".join(rng.sample(sentences, rng.randint(1, 4))).replace("@", "")
            outcome = rng.choice(outcomes).replace("@", "")
            day = date.fromordinal(HALF.first.toordinal() + rng.randrange(150))
            scope = rng.choice(("", "~team", "~teams", "~org", "~beyond"))
            lines.append(make.evidence(f"{day} {text}{f' -> {outcome}' if outcome else ''} {scope}"))
        unique = {entry.id: entry for entry in lines}
        yield make.record(*unique.values())


def generated() -> Figure:
    """Yield how many drafts of generated records hold a stock frame."""
    conversation = find_conversation("review")
    if conversation is None:
        raise LookupError("review")
    count = sum(
        bool(framed_share(draft(conversation.draft(record, HALF, TODAY, NO_CHOICES), record)))
        for record in generated_records(300)
    )
    yield "drafts of 300 generated records with a stock frame", str(count)


def speed() -> Figure:
    """Yield how long each packet of the sample takes about all of its time."""
    record = read_record("sample")
    for conversation in conversations():
        times = []
        for _ in range(3):
            start = time.perf_counter()
            conversation.draft(record, ALL_TIME, TODAY, NO_CHOICES)
            times.append(time.perf_counter() - start)
        yield f"{conversation.slug}, sample, all time", f"{1000 * min(times):.0f} ms"


def ten_years() -> Figure:
    """Yield how long each packet about ten years takes, on a record of ten years that is read anew."""
    items = generate.record(1).items
    period = Period(date(generate.LAST_DAY.year - 10, 1, 1), generate.LAST_DAY, "ten years")
    for conversation in conversations():
        field, record = conversation.person_field, Record(items)
        choices = AuthorChoices.of({field: record.items_of(Person)[0].id} if field else {})
        times = []
        for _ in range(4):
            record = Record(items)
            start = time.process_time()
            conversation.draft(record, period, generate.LAST_DAY, choices)
            times.append(1000 * (time.process_time() - start))
        yield f"{conversation.slug}, ten years (target 200 ms)", f"{min(times):.0f} ms"


def all_drafts() -> list[tuple[str, Record]]:
    """Return every draft of every record, as text."""
    pairs = [(conversation.name, record_name) for conversation in conversations() for record_name in RECORDS]
    return [(draft(draft_packet(name, key), read_record(key)), read_record(key)) for name, key in pairs]


def disclosures() -> Figure:
    """Yield what the lists of names before an export hold, over every draft of the records."""
    return disclosure_figures.describe(all_drafts())


FIGURES: tuple[Callable[[], Figure], ...] = (
    pairs,
    suggestions,
    frames,
    target,
    size,
    generated,
    speed,
    ten_years,
    check_figures.faults,
    check_figures.check_speed,
    check_figures.leaks,
    disclosures,
)


def main() -> None:
    """Print every figure."""
    for figure in FIGURES:
        for label, value in figure():
            print(f"{label:<70} {value}")


if __name__ == "__main__":
    main()
