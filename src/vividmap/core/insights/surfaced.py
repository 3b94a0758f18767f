"""Surfaced: which evidence was shown to whom and when, and which strong entries nobody above has seen."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.facts.circle import MOST_ROWS, UP, by_height, can_be_told, happened, ids, names, seen_by
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.record import Evidence, Person
from vividmap.core.saying import counted, entries, listed, on, quoted, too_little

PLACE = 100
QUESTION = "Have the people who decide seen my strongest work?"
WHY = "Good work that nobody above you has seen plays no part in what they decide."

SURFACED_LEAST = Threshold(
    "surfaced-least",
    2,
    "entries",
    "With fewer entries that are strong or were shown to somebody nothing is said of what was shown.",
    "Of our own: the quarterly check-in marks 2 to 3 strong entries.",
    low=1,
)
THRESHOLDS = (SURFACED_LEAST,)

_NOBODY = {
    "manager": "no manager on the map",
    "skip-level": "nobody at skip-level",
    "above skip-level": "nobody above the skip-level",
}

_COUNTED = "entries marked strong in the last 12 months, or marked as shown to somebody"
_Shown = tuple[date | None, Evidence, UUID]


def look(facts: Facts) -> Pattern:
    """Return what was shown to whom, and the strong entries of the last 12 months that a height has not seen.

    An entry was seen by whom it was surfaced to, and by whom it names. Private entries are for nobody.
    """
    strong = [one for one in facts.of_a_year if one.strong and can_be_told(one)]
    shown = _shown(facts)
    least, found = (
        facts.limit(SURFACED_LEAST),
        len({*ids(strong), *(one[1].id for one in shown)}),
    )
    if found < least:
        return Pattern(needs=too_little(least, _COUNTED, found))
    insights = (*_told(facts, shown), *_unseen(facts, strong))
    return Pattern(insights, _table(facts, shown))


def _shown(facts: Facts) -> list[_Shown]:
    """Return what was surfaced to whom by today, the newest first; what has no day stands last."""
    people = {one.id for one in facts.people}
    found = [
        (mention.on, entry, mention.target)
        for entry in facts.evidence
        for mention in entry.mentions
        if mention.sort == "surfaced" and mention.target is not None
        if mention.target in people and happened(mention.on, facts.today)
    ]
    return sorted(found, key=lambda one: (one[0] or date.min, one[1].id, one[2]), reverse=True)


def _told(facts: Facts, shown: Sequence[_Shown]) -> Iterator[Insight]:
    if not shown:
        yield Insight("No entry is marked as shown to anybody.", "After your next 1:1, mark what you showed.")
        return
    day, entry, who = shown[0]
    which = {one[1].id: None for one in shown}
    people = dict.fromkeys(one[2] for one in shown)
    when = f" on {on(day)}" if day else ""
    says = (
        f"{entries(len(which))} {'was' if len(which) == 1 else 'were'} shown to "
        f"{counted(len(people), 'person', 'people')}, {listed(map(facts.name, people), 4)}; "
        f"the last was {quoted(entry.text)} to {facts.name(who)}{when}."
    )
    yield Insight(says, "", tuple(which))


def _unseen(facts: Facts, strong: Sequence[Evidence]) -> Iterator[Insight]:
    """Yield for each height from the manager up the strong entries that nobody there has seen."""
    if not strong:
        yield Insight("No entry of the last 12 months is marked strong.", "Mark 2 or 3 and say why.")
        return
    heights, seen = by_height(facts), seen_by(facts)
    for height in UP:
        known = {entry.id for one in heights[height] for entry in seen.get(one.id, ())}
        unseen = [one for one in strong if one.id not in known]
        if unseen and heights[height]:
            yield _unseen_at(height, heights[height], strong, unseen)
    absent = [height for height in UP if not heights[height]]
    if absent:
        where = listed(_WHERE[height] for height in absent)
        yield Insight(f"On the map nobody stands {where}: whether they have seen any cannot be told.")


_WHERE = {
    "manager": "as manager",
    "skip-level": "at skip-level",
    "above skip-level": "above the skip-level",
}


def _unseen_at(
    height: str, people: Sequence[Person], strong: Sequence[Evidence], unseen: Sequence[Evidence]
) -> Insight:
    which = listed((f"{quoted(one.text, 60)} ({on(last_day(one))})" for one in unseen), 3)
    of = f"your {entries(len(strong))}" if len(strong) > 1 else "the 1 entry"
    many = (
        "any"
        if len(unseen) == len(strong) > 1
        else "this one"
        if len(unseen) == 1
        else f"these {len(unseen)}"
    )
    which = "" if len(unseen) == len(strong) > 1 else f": {which}"
    nobody = f"by what is noted {_NOBODY[height]} has seen {many}"
    says = f"Of {of} marked strong in the last 12 months, {nobody}{which}."
    first = quoted(unseen[0].text, 60)
    step = (
        f"Bring {first} to your next 1:1, and mark it as shown."
        if height == "manager"
        else f"Ask your manager how {first} can reach {names(people, 2)}."
    )
    return Insight(says, step, ids(unseen), calls=True)


def _table(facts: Facts, shown: Sequence[_Shown]) -> Table | None:
    rows = tuple(
        (
            Cell(entry.text, behind=(entry.id,)),
            Cell(facts.name(who), behind=(who,)),
            Cell(day.isoformat() if day else "undated"),
        )
        for day, entry, who in shown[:MOST_ROWS]
    )
    return Table(("Entry", "To whom", "When"), rows) if rows else None
