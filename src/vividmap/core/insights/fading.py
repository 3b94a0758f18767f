"""Fading: who has been out of touch for too long for the relationship, those most at stake first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.contact import has_gone_quiet, ideal_interval_days, max_silence_days
from vividmap.core.english.phrasing import (
    count_noun,
    describe_day,
    describe_duration,
    describe_shortage,
    join_names,
    quote,
)
from vividmap.core.entry_results import has_quantified_result
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.relationships import (
    DECIDING_HEIGHTS,
    KNOWS_WORK,
    MOST_ROWS,
    WOULD_ADVOCATE,
    by_name,
    can_be_shown,
    describe_position,
    item_ids,
    join_people,
    last_contact,
)
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import Evidence, Person

PLACE = 90
QUESTION = "Which important contacts am I losing touch with?"
REASON = "People support work that they remember. After a long silence it is harder to ask for support."
CALL = Call(30, "Plan a conversation")

FADING_LEAST = Threshold(
    "fading-least",
    3,
    "people",
    "With fewer people who have a dated contact, Patterns says nothing about fading.",
    "You can remember fewer by yourself.",
    low=1,
)
FADING_SHOWN = Threshold(
    "fading-shown",
    5,
    "people",
    "Patterns names this many people one by one, the most important first; the others in one sentence.",
    "You would not write to more in a month.",
    low=1,
    high=50,
)
THRESHOLDS = (FADING_LEAST, FADING_SHOWN)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """Somebody who has gone quiet: last contact, days since, days allowed, goals they alone witness."""

    person: Person
    last: date
    silent_days: int
    max_silence_days: int
    alone: tuple[UUID, ...]
    matters: bool

    @property
    def stake(self) -> tuple[bool, bool, int, bool, float]:
        """Return what is at stake, more is greater: advocates and sole witnesses before all others."""
        real = self.person.trust_marks
        return (
            WOULD_ADVOCATE in real,
            bool(self.alone),
            len(real),
            KNOWS_WORK in real,
            self.silent_days / self.max_silence_days,
        )


def evaluate(facts: Facts) -> Pattern:
    """Return who has gone quiet, by what is at stake, with what there is to talk about.

    Any touchpoint, shared evidence or feedback is contact. `core/contact.py` decides how long is too long.
    """
    minimum = facts.limit(FADING_LEAST)
    met = [person for person in by_name(facts.people) if last_contact(facts, person)]
    if len(met) < minimum:
        return Pattern(needs=describe_shortage(minimum, "people with a dated contact", len(met)))
    quiet = _quiet(facts, met)
    matters = [person for person in quiet if person.matters]
    limit = facts.limit(FADING_SHOWN)
    insights = (
        *_fading_text(facts, matters[:limit]),
        *_other_insights(matters[limit:], [person for person in quiet if not person.matters]),
        *_all_in_touch(matters),
        *_soon(facts, met),
        *_never(facts),
    )
    return Pattern(insights, _table(facts, quiet))


def _quiet(facts: Facts, met: Sequence[Person]) -> list[_Quiet]:
    alone = _sole_witness_of(facts)
    quiet_people = []
    for person in met:
        last = last_contact(facts, person)
        if last and has_gone_quiet(person, last, facts.today):
            days, longest = (facts.today - last).days, max_silence_days(person, facts.today)
            quiet_people.append(
                _Quiet(
                    person, last, days, longest, alone.get(person.id, ()), _is_important(person, facts.today)
                )
            )
    return sorted(quiet_people, key=lambda person: person.stake, reverse=True)


def _is_important(person: Person, today: date) -> bool:
    """Return whether somebody matters: has a trust mark or an interval of their own, or stands above me."""
    set_for = person.ideal_days or person.longest_days
    return bool(person.trust_marks or set_for or person.position(today).height in DECIDING_HEIGHTS)


def _sole_witness_of(facts: Facts) -> dict[UUID, tuple[UUID, ...]]:
    """Return by person the active goals and open gaps of which nobody else is a witness.

    A witness knows my work or would advocate, and is named in evidence that serves the goal or gap.
    """
    can = {
        person.id
        for person in facts.people
        if KNOWS_WORK in person.trust_marks or WOULD_ADVOCATE in person.trust_marks
    }
    aims_by_person: dict[UUID, list[UUID]] = defaultdict(list)
    for goal in facts.goals:
        witnesses: dict[UUID, set[UUID]] = {goal.id: set(_witnesses(facts, goal.id)) & can}
        for gap in facts.gaps.get(goal.id, ()):
            witnesses[gap.id] = set(_witnesses(facts, gap.id)) & can
            witnesses[goal.id] |= witnesses[gap.id]
            if gap.state != "closed" and len(witnesses[gap.id]) == 1:
                aims_by_person[next(iter(witnesses[gap.id]))].append(gap.id)
        # A gap says more than its goal: the goal is named only where no gap of it is.
        if (
            len(witnesses[goal.id]) == 1
            and not set(aims_by_person[next(iter(witnesses[goal.id]))]) & witnesses.keys()
        ):
            aims_by_person[next(iter(witnesses[goal.id]))].append(goal.id)
    return {
        person_id: tuple(sorted(aims, key=lambda uid: (facts.name(uid), uid)))
        for person_id, aims in aims_by_person.items()
    }


def _witnesses(facts: Facts, aim: UUID) -> Iterator[UUID]:
    for entry in facts.entries_naming("goal").get(aim, ()):
        if isinstance(entry, Evidence):
            yield from entry.linked_ids("person")


def _fading_text(facts: Facts, quiet: Sequence[_Quiet]) -> Iterator[Insight]:
    """Yield one sentence a person, with what there is to talk about."""
    news = next((fading for fading in reversed(facts.evidence) if _is_news(fading)), None)
    for fading in quiet:
        shared = _last_shared(facts, fading.person)
        since = news if news and last_day(news) > fading.last else None
        role = _role(facts, fading)
        name = f"{fading.person.text}, {role}," if role else fading.person.text
        says = (
            f"{name} has been quiet for {describe_duration(fading.silent_days)}: "
            f"the last contact was on {describe_day(fading.last)}, "
            f"and {_measure(fading)}."
        )
        put_off = fading.person.ask_again_on
        waits = bool(put_off and put_off > facts.today)
        step = (
            f"You put this off until {describe_day(put_off)}."
            if put_off and waits
            else _talk(fading, shared, since)
        )
        behind = (fading.person.id, *fading.alone, *item_ids(entry for entry in (shared, since) if entry))
        yield Insight(says, step, behind, is_actionable=not waits)


def _is_news(entry: Evidence) -> bool:
    return can_be_shown(entry) and bool(entry.strong or has_quantified_result(entry))


def _last_shared(facts: Facts, person: Person) -> Evidence | None:
    entries = reversed(facts.entries_naming("person").get(person.id, ()))
    return next((entry for entry in entries if isinstance(entry, Evidence) and can_be_shown(entry)), None)


def _role(facts: Facts, quiet: _Quiet) -> str:
    """Return what somebody is to me: "your only witness for “Cross-team influence”"."""
    advocate = "an advocate" if WOULD_ADVOCATE in quiet.person.trust_marks else ""
    if quiet.alone:
        aims = join_names([quote(facts.name(uid), 60) for uid in quiet.alone], 2)
        return f"{advocate} and your only witness for {aims}" if advocate else f"your only witness for {aims}"
    return advocate or ("who knows your work" if KNOWS_WORK in quiet.person.trust_marks else "")


def _measure(quiet: _Quiet) -> str:
    if quiet.person.longest_days:
        return f"you set {count_noun(quiet.max_silence_days, 'day')} as the limit"
    if quiet.person.ideal_days:
        return f"twice the {count_noun(quiet.person.ideal_days, 'day')} that you set have passed"
    return f"{count_noun(quiet.max_silence_days, 'day')} is the usual limit"


def _talk(quiet: _Quiet, shared: Evidence | None, since: Evidence | None) -> str:
    sentences = []
    if shared:
        sentences.append(f"What you last shared: {quote(shared.text)} ({describe_day(last_day(shared))}).")
    elif quiet.person.worked_on:
        sentences.append(f"What you worked on: {quote(quiet.person.worked_on)}.")
    if since:
        sentences.append(f"What has happened since: {quote(since.text)} ({describe_day(last_day(since))}).")
    return " ".join(["Say hello.", *sentences])


def _other_insights(next_people: Sequence[_Quiet], remaining: Sequence[_Quiet]) -> Iterator[Insight]:
    if next_people:
        says = f"Also quiet for too long: {_names(next_people)}."
        yield Insight(says, "", item_ids(quiet.person for quiet in next_people))
    if remaining:
        have = "has" if len(remaining) == 1 else "have"
        count_text = count_noun(len(remaining), "other person", "other people")
        says = (
            f"{count_text}, not above you and without a trust mark, {have} gone quiet: {_names(remaining)}."
        )
        yield Insight(
            says, "Leave it at that, unless you miss someone.", item_ids(quiet.person for quiet in remaining)
        )


def _names(quiet_people: Sequence[_Quiet]) -> str:
    return join_people((quiet.person for quiet in quiet_people), 4)


def _all_in_touch(matters: Sequence[_Quiet]) -> Iterator[Insight]:
    if not matters:
        yield Insight("Nobody above you or with a trust mark has been out of touch for too long.")


def _soon(facts: Facts, met: Sequence[Person]) -> Iterator[Insight]:
    """Yield the real people past the ideal interval who have not gone quiet."""
    soon = []
    for person in met:
        last = last_contact(facts, person)
        if _is_important(person, facts.today) and last and not has_gone_quiet(person, last, facts.today):
            days, good = (facts.today - last).days, ideal_interval_days(person, facts.today)
            if days > good:
                soon.append((days / good, person, f"{person.text} ({count_noun(days, 'day')}, ideal {good})"))
    soon.sort(key=lambda candidate: candidate[0], reverse=True)
    if soon:
        names = join_names((candidate[2] for candidate in soon), 5)
        yield Insight(
            f"Past the ideal interval, but not quiet yet: {names}.",
            "",
            item_ids(candidate[1] for candidate in soon),
        )


def _never(facts: Facts) -> Iterator[Insight]:
    without = [
        person for person in by_name(facts.people) if person.trust_marks and not last_contact(facts, person)
    ]
    if without:
        has = "has" if len(without) == 1 else "have"
        says = f"{join_people(without)} {has} no dated contact, so nothing can be said about them here."
        yield Insight(says, "Note when you were last in touch; roughly will do.", item_ids(without))


def _table(facts: Facts, quiet: Sequence[_Quiet]) -> PatternTable | None:
    columns = ("Person", "Where", "Last contact", "Days quiet", "Days allowed", "Only witness for")
    rows = tuple(_row(facts, quiet_person) for quiet_person in quiet[:MOST_ROWS])
    return PatternTable(columns, rows) if rows else None


def _row(facts: Facts, quiet: _Quiet) -> tuple[Cell, ...]:
    alone = join_names(quote(facts.name(uid), 60) for uid in quiet.alone)
    return (
        Cell(quiet.person.text, behind=(quiet.person.id,)),
        Cell(describe_position(quiet.person, facts.today)),
        Cell(quiet.last.isoformat()),
        Cell(str(quiet.silent_days), quiet.silent_days),
        Cell(str(quiet.max_silence_days), quiet.max_silence_days),
        Cell(alone, behind=quiet.alone),
    )
