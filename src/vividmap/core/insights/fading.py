"""Fading: who has been out of touch for longer than the relationship bears, those most at stake first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core.contact import bears, has_gone_quiet, ideal
from vividmap.core.facts.circle import (
    ADVOCATES,
    KNOWS,
    MOST_ROWS,
    UP,
    by_name,
    can_be_told,
    ids,
    last_contact,
    names,
    where_of,
)
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.quantities import is_quantified
from vividmap.core.record import Evidence, Person
from vividmap.core.saying import counted, lasting, listed, on, quoted, too_little

PLACE = 90
QUESTION = "Who that matters to my work am I losing touch with?"
WHY = "Somebody speaks for what they remember; after long silence that is little, and asking comes hard."

FADING_LEAST = Threshold(
    "fading-least",
    3,
    "people",
    "With fewer people of whom a contact has a date nothing is said about fading.",
    "Of our own: fewer can be remembered.",
    low=1,
)
FADING_SHOWN = Threshold(
    "fading-shown",
    5,
    "people",
    "So many people are said one by one, most at stake first; the others in one sentence.",
    "Of our own: more would not be written to in a month.",
    low=1,
    high=50,
)
THRESHOLDS = (FADING_LEAST, FADING_SHOWN)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """Somebody who has gone quiet: since when, for how many days of how many, only witness of what."""

    person: Person
    last: date
    gone: int
    bears: int
    alone: tuple[UUID, ...]
    matters: bool

    @property
    def stake(self) -> tuple[bool, bool, int, bool, float]:
        """Return what is at stake, more is greater: advocates and sole witnesses before all others."""
        real = self.person.real
        return ADVOCATES in real, bool(self.alone), len(real), KNOWS in real, self.gone / self.bears


def look(facts: Facts) -> Pattern:
    """Return who has gone quiet, by what is at stake, with what there is to talk about.

    Any touchpoint, shared evidence or feedback is contact. How long it bears is told in `core/contact.py`.
    """
    least = facts.limit(FADING_LEAST)
    met = [one for one in by_name(facts.people) if last_contact(facts, one)]
    if len(met) < least:
        return Pattern(needs=too_little(least, "people with a dated contact", len(met)))
    quiet = _quiet(facts, met)
    matters = [one for one in quiet if one.matters]
    shown = facts.limit(FADING_SHOWN)
    insights = (
        *_said(facts, matters[:shown]),
        *_others(matters[shown:], [one for one in quiet if not one.matters]),
        *_all_in_touch(matters),
        *_soon(facts, met),
        *_never(facts),
    )
    return Pattern(insights, _table(facts, quiet))


def _quiet(facts: Facts, met: Sequence[Person]) -> list[_Quiet]:
    alone = _sole_witness_of(facts)
    found = []
    for one in met:
        last = last_contact(facts, one)
        if last and has_gone_quiet(one, last, facts.today):
            gone, longest = (facts.today - last).days, bears(one, facts.today)
            found.append(_Quiet(one, last, gone, longest, alone.get(one.id, ()), _matters(one, facts.today)))
    return sorted(found, key=lambda one: one.stake, reverse=True)


def _matters(person: Person, today: date) -> bool:
    """Tell whether something is at stake: it is real, has an interval of its own, or stands above me."""
    set_for = person.ideal_days or person.longest_days
    return bool(person.real or set_for or person.position(today).height in UP)


def _sole_witness_of(facts: Facts) -> dict[UUID, tuple[UUID, ...]]:
    """Return by person the active goals and open gaps of which nobody else is a witness.

    A witness knows my work or would advocate, and is named in evidence that serves the goal or gap.
    """
    can = {one.id for one in facts.people if KNOWS in one.real or ADVOCATES in one.real}
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for goal in facts.goals:
        seen: dict[UUID, set[UUID]] = {goal.id: set(_witnesses(facts, goal.id)) & can}
        for gap in facts.gaps.get(goal.id, ()):
            seen[gap.id] = set(_witnesses(facts, gap.id)) & can
            seen[goal.id] |= seen[gap.id]
            if gap.state != "closed" and len(seen[gap.id]) == 1:
                found[next(iter(seen[gap.id]))].append(gap.id)
        # A gap says more than its goal: the goal is named only where no gap of it is.
        if len(seen[goal.id]) == 1 and not set(found[next(iter(seen[goal.id]))]) & seen.keys():
            found[next(iter(seen[goal.id]))].append(goal.id)
    return {who: tuple(sorted(aims, key=lambda uid: (facts.name(uid), uid))) for who, aims in found.items()}


def _witnesses(facts: Facts, aim: UUID) -> Iterator[UUID]:
    for entry in facts.naming("goal").get(aim, ()):
        if isinstance(entry, Evidence):
            yield from entry.linked("person")


def _said(facts: Facts, quiet: Sequence[_Quiet]) -> Iterator[Insight]:
    """Yield one sentence a person, with what there is to talk about."""
    news = next((one for one in reversed(facts.evidence) if _is_news(one)), None)
    for one in quiet:
        shared = _last_shared(facts, one.person)
        since = news if news and last_day(news) > one.last else None
        role = _role(facts, one)
        who = f"{one.person.text}, {role}," if role else one.person.text
        says = (
            f"{who} has been quiet for {lasting(one.gone)}: the last contact was on {on(one.last)}, "
            f"and {_measure(one)}."
        )
        put_off = one.person.later
        waits = bool(put_off and put_off > facts.today)
        step = f"You put this off until {on(put_off)}." if put_off and waits else _talk(one, shared, since)
        behind = (one.person.id, *one.alone, *ids(entry for entry in (shared, since) if entry))
        yield Insight(says, step, behind, calls=not waits)


def _is_news(entry: Evidence) -> bool:
    return can_be_told(entry) and bool(entry.strong or is_quantified(entry.outcome))


def _last_shared(facts: Facts, person: Person) -> Evidence | None:
    entries = reversed(facts.naming("person").get(person.id, ()))
    return next((one for one in entries if isinstance(one, Evidence) and can_be_told(one)), None)


def _role(facts: Facts, one: _Quiet) -> str:
    """Return what somebody is to me: "your only witness for “Cross-team influence”"."""
    advocate = "an advocate" if ADVOCATES in one.person.real else ""
    if one.alone:
        what = listed([quoted(facts.name(uid), 60) for uid in one.alone], 2)
        return f"{advocate} and your only witness for {what}" if advocate else f"your only witness for {what}"
    return advocate or ("who knows your work" if KNOWS in one.person.real else "")


def _measure(one: _Quiet) -> str:
    if one.person.longest_days:
        return f"you set {counted(one.bears, 'day')} as the longest"
    if one.person.ideal_days:
        return f"twice the {counted(one.person.ideal_days, 'day')} that you set are over"
    return f"{counted(one.bears, 'day')} are the usual longest"


def _talk(one: _Quiet, shared: Evidence | None, since: Evidence | None) -> str:
    said = []
    if shared:
        said.append(f"What you last shared: {quoted(shared.text)} ({on(last_day(shared))}).")
    elif one.person.worked_on:
        said.append(f"What you worked on: {quoted(one.person.worked_on)}.")
    if since:
        said.append(f"What has happened since: {quoted(since.text)} ({on(last_day(since))}).")
    return " ".join(["Say hello.", *said])


def _others(more: Sequence[_Quiet], rest: Sequence[_Quiet]) -> Iterator[Insight]:
    if more:
        says = f"Quiet for longer than it bears too: {_names(more)}."
        yield Insight(says, "", ids(one.person for one in more))
    if rest:
        have = "has" if len(rest) == 1 else "have"
        who = counted(len(rest), "other person", "other people")
        says = f"{who}, not real and not above you, {have} gone quiet: {_names(rest)}."
        yield Insight(says, "Let them rest, unless you miss one.", ids(one.person for one in rest))


def _names(some: Sequence[_Quiet]) -> str:
    return names((one.person for one in some), 4)


def _all_in_touch(matters: Sequence[_Quiet]) -> Iterator[Insight]:
    if not matters:
        yield Insight(
            "Nobody who is real, or stands above you, has been out of touch for longer than that bears."
        )


def _soon(facts: Facts, met: Sequence[Person]) -> Iterator[Insight]:
    """Yield the real people past the ideal interval who have not gone quiet."""
    soon = []
    for one in met:
        last = last_contact(facts, one)
        if _matters(one, facts.today) and last and not has_gone_quiet(one, last, facts.today):
            gone, good = (facts.today - last).days, ideal(one, facts.today)
            if gone > good:
                soon.append((gone / good, one, f"{one.text} ({counted(gone, 'day')}, ideal {good})"))
    soon.sort(key=lambda found: found[0], reverse=True)
    if soon:
        said = listed((found[2] for found in soon), 5)
        yield Insight(f"Past the ideal, not yet quiet: {said}.", "", ids(found[1] for found in soon))


def _never(facts: Facts) -> Iterator[Insight]:
    without = [one for one in by_name(facts.people) if one.real and not last_contact(facts, one)]
    if without:
        has = "has" if len(without) == 1 else "have"
        says = f"{names(without)} {has} no dated contact, so nothing can be said of them here."
        yield Insight(says, "Note when you were last in touch; roughly will do.", ids(without))


def _table(facts: Facts, quiet: Sequence[_Quiet]) -> Table | None:
    columns = ("Person", "Where", "Last contact", "Days quiet", "Days it bears", "Only witness for")
    rows = tuple(_row(facts, one) for one in quiet[:MOST_ROWS])
    return Table(columns, rows) if rows else None


def _row(facts: Facts, one: _Quiet) -> tuple[Cell, ...]:
    alone = listed(quoted(facts.name(uid), 60) for uid in one.alone)
    return (
        Cell(one.person.text, behind=(one.person.id,)),
        Cell(where_of(one.person, facts.today)),
        Cell(one.last.isoformat()),
        Cell(str(one.gone), one.gone),
        Cell(str(one.bears), one.bears),
        Cell(alone, behind=one.alone),
    )
