"""The questions of a company's own form, each answered from the record within its number of words.

What a question asks after is told by the stems of its words, in English, by the table beneath: a rule of
thumb of ours. A question that names none of them is answered with the entries that share its words, or else
with what was contributed. An entry that answers one question is not told again in the next.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from vividmap.core.facts.strength import strength
from vividmap.core.packets.choosing.choose import MOST
from vividmap.core.packets.kept.drafts import sections, unmarked
from vividmap.core.packets.packet import Note, Paragraph, Prompt, Section, Sentence, Table
from vividmap.core.record import Evidence, by_date
from vividmap.core.text import UnreadableText, words

FEW = 3
"""Entries that answer one question, at the most, where it is not the one about all that was done."""

_ASKS = (
    ("developed", r"learn|develop|skill|growth|grew|train|improve[ds]? (?:yourself|in the)"),
    ("ahead", r"goals?\b|next\b|future|plan|aspir|ambition|career|want to|support do you|need from"),
    ("hard", r"challeng|difficult|obstacle|mistake|fail|wrong|differently|weak|could (?:you )?have|improv"),
    ("others", r"collaborat|team|others|colleague|peer|mentor|coach|influenc|help|stakeholder|cultur|value"),
    (
        "contributed",
        r"achiev|accomplish|contribut|impact|deliver|result|proud|outcome|strength|did you|well\b",
    ),
)
_LIMIT = re.compile(
    r"[\s\-–—:,;]*[(\[]?\s*(?:max(?:imum)?\.?|at most|up to|≤|<=|no more than|limit:?)?\s*"
    r"(?P<words>\d{1,5})\s*words?(?:\s*(?:max(?:imum)?\.?|at most|or (?:less|fewer)|limit))?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+)?")

Tell = Callable[[Sequence[Evidence]], tuple[Paragraph | Table, ...]]
"""What writes paragraphs around entries."""


def read_prompts(text: str) -> tuple[Prompt, ...]:
    """Return the questions of a form, one a line; a line may end with its limit: `(200 words)`.

    Raises UnreadableText where there is none.
    """
    lines = (_BULLET.sub("", line, count=1).strip() for line in text.splitlines())
    found = tuple(_prompt(line) for line in lines if line)
    if not any(one.question for one in found):
        raise UnreadableText(
            "there is no question in it; write one a line, `What did you achieve? (200 words)`"
        )
    return tuple(one for one in found if one.question)


def _prompt(line: str) -> Prompt:
    limit = _LIMIT.search(line)
    return Prompt(line[: limit.start()].strip(), int(limit["words"])) if limit else Prompt(line)


def asks_after(question: str) -> str:
    """Return what a question asks after, "" where its words do not say."""
    return next((kind for kind, stems in _ASKS if re.search(rf"\b(?:{stems})", question, re.IGNORECASE)), "")


class Material(NamedTuple):
    """What answers are made of: `entries` may be told, and the review is written around those `picked`."""

    entries: Sequence[Evidence]
    picked: Sequence[Evidence]
    tell: Tell
    developed: Section
    ahead: Section


def answered(prompts: Sequence[Prompt], material: Material) -> tuple[tuple[Section, ...], tuple[Note, ...]]:
    """Return one section a question, and how long each answer is."""
    entries, picked, tell, developed, ahead = material
    sections, notes, told = [], [], set()
    for prompt in prompts:
        kind = asks_after(prompt.question)
        if kind in ("developed", "ahead"):
            paragraphs = (developed if kind == "developed" else ahead).paragraphs
        else:
            mine = _entries(kind, prompt.question, [one for one in entries if one.id not in told], picked)
            told |= {one.id for one in mine}
            paragraphs = tell(mine) if mine else ()
            paragraphs += ahead.paragraphs if kind == "hard" else ()
        kept, left = within(paragraphs, prompt.words)
        sections.append(Section(prompt.question, kept))
        notes.append(_said(prompt, kept, left))
    return tuple(sections), tuple(notes)


def _entries(
    kind: str, question: str, free: Sequence[Evidence], picked: Sequence[Evidence]
) -> list[Evidence]:
    left = [one for one in picked if one in free]
    if kind == "hard":
        return _strongest([one for one in free if one.what == "prevented"])
    if kind == "others":
        with_others = [one for one in free if one.what == "unblocked" or any(one.linked("person"))]
        return _strongest(with_others) or left[:FEW]
    if not kind:
        asked = set(words(question))
        sharing = [one for one in free if len(asked & set(words(f"{one.text} {one.outcome}"))) > 1]
        return _strongest(sharing) or left[:FEW]
    return left[:MOST]


def _strongest(entries: Sequence[Evidence]) -> list[Evidence]:
    best = sorted(entries, key=lambda one: (-strength(one), by_date(one)))[:FEW]
    return sorted(best, key=by_date)


def words_in(text: str) -> int:
    """Return how many words a text has, as word processors count them: what stands between spaces."""
    return len(text.split())


def within(paragraphs: Sequence[Paragraph | Table], limit: int) -> tuple[tuple[Paragraph | Table, ...], int]:
    """Return the paragraphs as far as they fit, whole sentences alone, and how many sentences do not."""
    room, left = limit or None, 0
    kept: list[Paragraph | Table] = []
    for one in paragraphs:
        fits: list[Sentence] = []
        for sentence in one.sentences:
            size = words_in(sentence.text)
            if room is not None and (left or size > room):
                left += 1
                continue
            room = None if room is None else room - size
            fits.append(sentence)
        if isinstance(one, Table):
            kept += [one] if len(fits) == len(one.sentences) else []
        elif fits:
            kept.append(replace(one, sentences=tuple(fits)))
    return tuple(kept), left


def recounted(notes: Sequence[Note], text: str, prompts: Sequence[Prompt]) -> tuple[Note, ...]:
    """Return the notes on a draft with how long each answer is in its author's own text by now."""
    written = sections(text)
    drafted = tuple(_begins(prompt) for prompt in prompts)
    counts = (
        Note(_begins(one) + _counted(one, _length(written[one.question])))
        if one.question in written
        else Note(f"{_begins(one)}no heading of your text says this.")
        for one in prompts
    )
    return (*counts, *(one for one in notes if not drafted or not one.text.startswith(drafted)))


def _length(text: str) -> int:
    return sum(words_in(_BULLET.sub("", line, count=1)) for line in unmarked(text).splitlines())


def _begins(prompt: Prompt) -> str:
    return f"“{prompt.question}”: "


def _counted(prompt: Prompt, many: int) -> str:
    if not prompt.words:
        return f"{many:,} words, no limit said."
    over = f": {many - prompt.words:,} too many" if many > prompt.words else ""
    return f"{many:,} of {prompt.words:,} words{over}."


def _said(prompt: Prompt, kept: Sequence[Paragraph | Table], left: int) -> Note:
    sentences = [sentence for one in kept for sentence in one.sentences]
    sources = tuple(dict.fromkeys(source for one in sentences for source in one.sources))
    many = sum(words_in(one.text) for one in sentences)
    of = _counted(prompt, many).removesuffix(".")
    said = _begins(prompt) + (of if many else "nothing in the record answers this yet")
    return Note(f"{said}; {left} more would not fit." if left else f"{said}.", sources)
