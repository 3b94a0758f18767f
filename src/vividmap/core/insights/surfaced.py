"""Surfaced: which evidence was shown to whom and when, and which strong entries nobody above has seen."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.english.phrasing import (
    count_entries,
    count_noun,
    describe_day,
    describe_shortage,
    join_names,
    quote,
)
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.relationships import (
    DECIDING_HEIGHTS,
    MOST_ROWS,
    by_height,
    can_be_shown,
    entries_by_viewer,
    is_past,
    item_ids,
    join_people,
)
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.record import Evidence

PLACE = 100
QUESTION = "Have the people who decide seen my strongest work?"
REASON = "Work that no one above you has seen does not count in their decisions."
CALL = Call(50, "Show it to someone")

SURFACED_LEAST = Threshold(
    "surfaced-least",
    2,
    "entries",
    "With fewer entries that are strong or were shown to someone, Patterns says nothing about showing.",
    "The quarterly check-in marks 2 to 3 strong entries.",
    low=1,
)
THRESHOLDS = (SURFACED_LEAST,)

_AUDIENCE = {
    "manager": "no manager on the map",
    "skip-level": "nobody at skip-level",
    "above skip-level": "nobody above the skip-level",
}

_Showing = tuple[date | None, Evidence, UUID]


def evaluate(facts: Facts) -> Pattern:
    """Return what was shown to whom, and the strong entries of the last 12 months that a height has not seen.

    An entry was seen by whom it was surfaced to, and by whom it names. Private entries are for nobody.
    """
    strong = [entry for entry in facts.recent_evidence if entry.strong and can_be_shown(entry)]
    showings = _shown_insights(facts)
    minimum, total = (
        facts.limit(SURFACED_LEAST),
        len({*item_ids(strong), *(entry[1].id for entry in showings)}),
    )
    if total < minimum:
        return Pattern(needs=describe_shortage(minimum, _requirement(facts), total))
    insights = (*_told_insights(facts, showings), *_unseen_insights(facts, strong))
    return Pattern(insights, _table(facts, showings))


def _requirement(facts: Facts) -> str:
    strong = "marked strong in the last 12 months," if facts.has_full_year else "marked strong,"
    return f"entries {strong} or marked as shown to somebody"


def _shown_insights(facts: Facts) -> list[_Showing]:
    """Return what was surfaced to whom by today, the newest first; what has no day stands last."""
    people = {person.id for person in facts.people}
    showings = [
        (mention.shown_on, entry, mention.target)
        for entry in facts.evidence
        for mention in entry.mentions
        if mention.sort == "surfaced" and mention.target is not None
        if mention.target in people and is_past(mention.shown_on, facts.today)
    ]
    return sorted(
        showings, key=lambda showing: (showing[0] or date.min, showing[1].id, showing[2]), reverse=True
    )


def _told_insights(facts: Facts, showings: Sequence[_Showing]) -> Iterator[Insight]:
    if not showings:
        yield Insight("No entry is marked as shown to anybody.", "After your next 1:1, mark what you showed.")
        return
    day, entry, person_id = showings[0]
    entry_ids = {showing[1].id: None for showing in showings}
    people = dict.fromkeys(showing[2] for showing in showings)
    date_text = f" on {describe_day(day)}" if day else ""
    says = (
        f"{count_entries(len(entry_ids))} {'was' if len(entry_ids) == 1 else 'were'} shown to "
        f"{count_noun(len(people), 'person', 'people')}, {join_names(map(facts.name, people), 4)}; "
        f"the last was {quote(entry.text)} to {facts.name(person_id)}{date_text}."
    )
    yield Insight(says, "", tuple(entry_ids))


def _unseen_insights(facts: Facts, strong: Sequence[Evidence]) -> Iterator[Insight]:
    """Yield for each height from the manager up the strong entries that nobody there has seen."""
    if not strong:
        yield Insight(f"No entry {facts.recent_span} is marked strong.", "Mark 2 or 3 and say why.")
        return
    heights, entries_by_person = by_height(facts), entries_by_viewer(facts)
    for height in DECIDING_HEIGHTS:
        seen_ids = {entry.id for item in heights[height] for entry in entries_by_person.get(item.id, ())}
        unseen_entries = [item for item in strong if item.id not in seen_ids]
        if unseen_entries and heights[height]:
            yield _unseen_at(facts, height, strong, unseen_entries)
    absent = [height for height in DECIDING_HEIGHTS if not heights[height]]
    if absent:
        places = " or ".join(_PLACES[height] for height in absent)
        yield Insight(f"Nobody on the map is {places}, so it is unknown whether anybody there has seen any.")


_PLACES = {
    "manager": "your manager",
    "skip-level": "at skip-level",
    "above skip-level": "above the skip-level",
}


def _unseen_at(
    facts: Facts, height: str, strong: Sequence[Evidence], unseen_entries: Sequence[Evidence]
) -> Insight:
    names = join_names(
        (f"{quote(entry.text, 60)} ({describe_day(last_day(entry))})" for entry in unseen_entries), 3
    )
    of = f"your {count_entries(len(strong))}" if len(strong) > 1 else "the 1 entry"
    count_text = (
        "any"
        if len(unseen_entries) == len(strong) > 1
        else "this one"
        if len(unseen_entries) == 1
        else f"these {len(unseen_entries)}"
    )
    names = "" if len(unseen_entries) == len(strong) > 1 else f": {names}"
    span = "in the last 12 months" if facts.has_full_year else facts.recent_span
    audience = f"by what is noted {_AUDIENCE[height]} has seen {count_text}"
    says = f"Of {of} marked strong {span}, {audience}{names}."
    first, people = quote(unseen_entries[0].text, 60), by_height(facts)[height]
    step = (
        f"Bring {first} to your next 1:1, and mark it as shown."
        if height == "manager"
        else f"Ask your manager how {first} can reach {join_people(people, 2)}."
    )
    return Insight(says, step, item_ids(unseen_entries), is_actionable=True)


def _table(facts: Facts, showings: Sequence[_Showing]) -> PatternTable | None:
    rows = tuple(
        (
            Cell(entry.text, behind=(entry.id,)),
            Cell(facts.name(person_id), behind=(person_id,)),
            Cell(day.isoformat() if day else "undated"),
        )
        for day, entry, person_id in showings[:MOST_ROWS]
    )
    return PatternTable(("Entry", "To whom", "When"), rows) if rows else None
