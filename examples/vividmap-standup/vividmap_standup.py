"""Stand-up notes as a source: `2026-11-20 DONE Moved the cache to Redis +ledger` in text files."""

import re
from collections.abc import Iterator
from pathlib import Path

from vividmap.core.proposals import Proposal
from vividmap.core.when import parse_when
from vividmap.sources.source import Collected, CollectRequest, SourceError

NAME = "standup"
SUMMARY = "what is DONE in stand-up notes"

_LINE = re.compile(r"(\d{4}-\d\d-\d\d) DONE (.+?)(?: \+([\w-]+))?")


def collect(request: CollectRequest) -> Collected:
    """Return a proposal for each line that says DONE."""
    places = request.places or request.state.get("files", ())
    if not places:
        raise SourceError("no file is named; name your notes: vividmap collect standup FILE")
    proposals: list[Proposal] = []
    notes = []
    for place in places:
        try:
            proposals += _read_lines(Path(place).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            notes.append(f"{place} cannot be read ({error}).")
    state = {"files": [str(Path(place).absolute()) for place in places]}
    return Collected(proposals=proposals, state=state, notes=notes)


def _read_lines(text: str) -> Iterator[Proposal]:
    for match in filter(None, map(_LINE.fullmatch, text.splitlines())):
        day, done, project = match.groups(default="")
        if when := parse_when(day):
            yield Proposal(
                source=NAME,
                key=match[0],
                kind="evidence",
                text=done,
                when=when,
                project=project,
                reason="You wrote that it is done.",
            )
