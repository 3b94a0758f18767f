"""Figures of `vividmap check` and of what leaks from packets, for `make packets`."""

import time
from collections.abc import Callable, Iterator

from benchmarks import generate
from tests.core.packets.checking.labelled import labelled_texts, measure_check
from tests.core.packets.planted_secrets import draft_all, find_leaks, planted_record

from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.record import Evidence
from vividmap.formats.packet import draft

_SECRETS, _PER_RECORD = 1000, 40


def faults() -> Iterator[tuple[str, str]]:
    """Yield how many planted faults are found, and how many true sentences are flagged."""
    figures = measure_check(labelled_texts())
    yield "check: texts with planted faults, and without", str(figures.texts)
    for kind, count in sorted(figures.planted.items()):
        yield f"check: {kind} faults found", f"{figures.detected[kind]} of {count}"
    found = f"{figures.detected.total()} of {figures.planted.total()} ({figures.recall:.0%})"
    yield "check: faults found (target 90 %)", found
    flagged = f"{figures.flagged} of {figures.true_sentences} ({figures.false_share:.0%})"
    yield "check: true sentences flagged (target at most 10 %)", flagged


def check_speed() -> Iterator[tuple[str, str]]:
    """Yield how long a text of 1,000 words takes against ten years of entries."""
    record = generate.record(1)
    lines: list[str] = []
    for entry in record.items_of(Evidence)[::37]:
        lines.append(f"- {entry.text}. {entry.outcome}")
        if sum(len(line.split()) for line in lines) >= 1000:
            break
    text = "\n".join(lines)
    cold = _time(lambda: check_text(text, record))
    best = min(_time(lambda: check_text(text, record)) for _ in range(3))
    label = f"check: 1,000 words against {len(record.items):,} items (target 1 s)"
    yield label, f"{cold:.2f} s at first, then {best:.2f} s"


def leaks() -> Iterator[tuple[str, str]]:
    """Yield how many planted secrets are in any packet."""
    leak_count = packet_count = 0
    for seed in range(_SECRETS // _PER_RECORD):
        record, secrets = planted_record(seed, _PER_RECORD)
        texts = [(draft(packet, record), is_outside) for packet, is_outside in draft_all(record)]
        packet_count += len(texts)
        leak_count += len(find_leaks(record, secrets, iter(texts)))
    yield f"leaks of {_SECRETS:,} planted secrets in {packet_count} packets (target 0)", str(leak_count)


def _time(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
