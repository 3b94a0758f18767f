"""The promotion: the strongest entries for each criterion as the company has it, the matrix, what is weak."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from vividmap.core.criteria.coverage import Coverage, coverage, strongest_first
from vividmap.core.criteria.level import Aim, aim
from vividmap.core.criteria.suggest import Suggester
from vividmap.core.dates import Period
from vividmap.core.facts.facts import Facts
from vividmap.core.packets.beside import before, notes
from vividmap.core.packets.beside.aiming import on_the_aim
from vividmap.core.packets.choosing import pick
from vividmap.core.packets.choosing.reasons import reasons
from vividmap.core.packets.packet import (
    PROPOSED,
    Choices,
    Note,
    Packet,
    Paragraph,
    Proposal,
    Section,
    Sentence,
    Table,
)
from vividmap.core.packets.parts import case
from vividmap.core.packets.parts.forward import forward, pursued
from vividmap.core.packets.parts.prompts import words_in
from vividmap.core.packets.parts.themes import by_theme
from vividmap.core.packets.wording.prose import told
from vividmap.core.packets.wording.voice import Voice, quoted_title
from vividmap.core.record import Criterion, Evidence, Record, by_date
from vividmap.core.saying import counted, listed, quoted

CONVERSATION = "promotion"
CASE, MATRIX, OPEN = "The case", "Criterion by criterion", "What is still open"


class _Variant(NamedTuple):
    """For whom: how many entries it is written around at most, and how many words it may have (0: any)."""

    most: int
    words: int = 0


MANAGER, COMMITTEE = "manager", "committee"
VARIANTS = {COMMITTEE: _Variant(8), MANAGER: _Variant(4, 350)}
"""A committee reads a case, a manager one page."""
_CASE_WORDS = 290
"""Of a manager's page, what the case may have at most; the rest is for what is still open."""


@dataclass(frozen=True, slots=True)
class _Case:
    """All that a draft is made of: `entries` of the period, those `picked`, and how they cover the aim."""

    facts: Facts
    period: Period
    aim: Aim
    entries: Sequence[Evidence]
    picked: Sequence[Evidence]
    covered: Sequence[Coverage]

    @property
    def record(self) -> Record:
        return self.facts.record


def promotion(record: Record, period: Period, today: date, choices: Choices = PROPOSED) -> Packet:
    """Return the packet for a promotion: for a committee or, on a page, for a manager (`variant`).

    It is asked against a `level` of a `framework`, as chosen or as the record tells it; where there are no
    criteria, against the gaps of the goal. Entries that the author chose may be of any date, and stand in the
    author's order. Private ones are held back, chosen or not, unless they are `shown`.
    """
    variant = MANAGER if choices.variant == MANAGER else COMMITTEE
    made = _made(record, period, today, choices, VARIANTS[variant].most)
    private = pick.private(record.all(Evidence), period, choices)
    sections, cut_off = _in_short(made) if variant == MANAGER else (_in_full(made), ())
    return Packet(
        conversation=CONVERSATION,
        title=_title(made.aim, variant),
        period=period,
        proposals=tuple(_proposals(made, chosen=bool(choices.chosen))),
        sections=tuple(one for one in sections if one.paragraphs),
        notes=(
            *cut_off,
            *on_the_aim(made.aim, record, choices),
            *_notes(made),
            *notes.held_back(private),
        ),
        held_back=tuple(one.id for one in private),
    )


def _made(record: Record, period: Period, today: date, choices: Choices, most: int) -> _Case:
    asked = aim(record, min(period.last, today), choices.framework, choices.level)
    entries = [one for one in record.all(Evidence) if period.covers(one.when) and pick.shows(one, choices)]
    entries.sort(key=by_date)
    picked = pick.chosen(record, choices)
    if not picked:
        pool = _linked(entries, asked) or entries
        best = {one.id for one in case.choose(pool, asked.asked, period, most)} | {*choices.shown}
        picked = tuple(one for one in entries if one.id in best)
    facts = Facts(record, today)
    # By their ids: to tell thousands of entries apart field by field is what would take long.
    covered = coverage(facts, asked.asked, {one.id: one for one in (*entries, *picked)}.values())
    return _Case(facts, period, asked, entries, picked, covered)


def _linked(entries: Iterable[Evidence], asked: Aim) -> list[Evidence]:
    ids = {one.id for one in asked.asked}
    return [one for one in entries if not ids.isdisjoint(case.links(one))]


def _title(asked: Aim, variant: str) -> str:
    level = f" to {asked.level}" if asked.level else ""
    return f"Promotion{level}: {'in short' if variant == MANAGER else 'the case'}"


# --- why these entries


def _proposals(made: _Case, *, chosen: bool) -> Iterator[Proposal]:
    for item in made.picked:
        why = reasons(item, made.picked, made.entries, made.record, made.period)
        yield Proposal(item.id, (*(["you chose it"] if chosen else []), *_shows(item, made.covered), *why))


def _shows(item: Evidence, covered: Sequence[Coverage]) -> Iterator[str]:
    """Yield which criteria nothing else shows, and which others an entry shows."""
    mine = [one for one in covered if isinstance(one.asked, Criterion) and item in one.entries]
    alone = [one for one in mine if len(one.entries) == 1]
    others = [one for one in mine if one not in alone]
    for said, some in (("the only entry that shows", alone), ("shows", others)):
        if some:
            yield f"{said} {listed((quoted(one.asked.text, 60) for one in some), 3)}"


# --- the draft


def _paragraphs(made: _Case, voice: Voice, *, in_full: bool) -> tuple[Paragraph, ...]:
    """Return the case: what it is about, each criterion, and what was picked and shows none of them."""
    opening = tuple(_opening(made.aim))
    others = [one for one in made.picked if one not in _linked(made.picked, made.aim)]
    return (
        *([Paragraph("", opening)] if opening else []),
        *case.narrative(made.covered, made.picked, voice, in_full=in_full),
        *(Paragraph(theme, tuple(told(some, voice))) for theme, some in by_theme(others, made.record)),
    )


def _opening(asked: Aim) -> Iterator[Sentence]:
    if asked.goal:
        yield pursued(asked.goal)
    if asked.framework and asked.asked and isinstance(asked.asked[0], Criterion):
        level = f" for {asked.level}" if asked.level else ""
        said = f"The criteria are those{level} in {quoted_title(asked.framework.text)}."
        yield Sentence(said, (asked.framework.id, asked.asked[0].id))


def _in_full(made: _Case) -> tuple[Section, ...]:
    voice = Voice(made.record, made.period)
    told_of = Section(CASE, _paragraphs(made, voice, in_full=True))
    return told_of, Section(MATRIX, (case.matrix(made.covered, voice),) if made.covered else ())


def _in_short(made: _Case) -> tuple[tuple[Section, ...], tuple[Note, ...]]:
    """Return the draft on one page, and what of it does not fit."""
    limit, goal = VARIANTS[MANAGER].words, made.aim.goal
    told_of, left = _fitting(
        CASE, _paragraphs(made, Voice(made.record, made.period), in_full=False), _CASE_WORDS
    )
    ahead = forward(made.record, made.period, made.facts.today, goal)[0].paragraphs if goal else ()
    title = words_in(_title(made.aim, MANAGER)) + 1
    still, more = _fitting(OPEN, [*_without_first(ahead)], limit - title - _words(told_of))
    out = tuple(dict.fromkeys(source for one in (*left, *more) for source in one.sentences[-1].sources))
    said = f"On one page of {limit} words there is no room for what the draft would say of these."
    return (told_of, still), (Note(said, out),) if out else ()


def _without_first(paragraphs: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    """Yield what is said of a goal without the sentence that names it: the case opens with that."""
    for place, one in enumerate(paragraphs):
        said = one.sentences[not place :]
        if said:
            yield Paragraph(one.theme, said)


def _fitting(title: str, paragraphs: Sequence[Paragraph], limit: int) -> tuple[Section, list[Paragraph]]:
    """Return a section of so many words at most, and the paragraphs for which it has no room."""
    section, left = Section(title, ()), []
    for one in paragraphs:
        longer = Section(title, (*section.paragraphs, one))
        if _words(longer) <= limit:
            section = longer
        else:
            left.append(one)
    return section, left


def _words(section: Section) -> int:
    """Return the words of a section as its text has them, with those of its headings and their signs."""
    themes = (theme for theme, _ in groupby(one.theme for one in section.paragraphs) if theme)
    sentences = (sentence.text for one in section.paragraphs for sentence in one.sentences)
    return sum(map(words_in, sentences)) + sum(1 + words_in(one) for one in (section.title, *themes))


# --- what the author should know


def _notes(made: _Case) -> Iterator[Note]:
    asked, linked = made.aim, _linked(made.entries, made.aim)
    if asked.asked and made.entries and not linked:
        yield Note(
            "No entry of the period is linked to what is asked for: this is written around the strongest."
        )
    yield from before.standing(made.covered, _what(asked))
    yield from before.weak(made.covered, Suggester(made.record, made.entries))
    yield from before.speakers(made.facts, strongest_first(linked or made.picked))
    yield from () if made.entries else notes.few((), made.period)
    yield from notes.weak_spots(made.picked, made.record)
    yield from notes.passed_over(linked, made.picked)
    if asked.goal:
        yield from forward(made.record, made.period, made.facts.today, asked.goal)[1]
    yield from notes.undated(made.record)


def _what(asked: Aim) -> str:
    if isinstance(asked.asked[0] if asked.asked else None, Criterion):
        level = f" for {asked.level}" if asked.level else ""
        return f"{counted(len(asked.asked), 'criterion', 'criteria')}{level}"
    return "the goal and its gaps"
