"""Notes to the author: counts, thin months, weak spots. They stand beside the draft, never in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.dates import Period
from vividmap.core.packets.choosing.choose import LEAST, MOST
from vividmap.core.packets.packet import Note
from vividmap.core.packets.wording.months import month_of, months_in, possible_months, say_month
from vividmap.core.quantities import is_quantified
from vividmap.core.record import Evidence, Item, Person, Record, SkillEntry, by_date
from vividmap.core.saying import listed
from vividmap.core.when import month_after

THIN_MONTH = 2
"""Entries below which a month is thin, unless the profile says otherwise."""

_ESTIMATE = re.compile(
    r"\b(?:estimate[ds]?|roughly|approximately|maybe|perhaps|going by feel|guess)\b", re.IGNORECASE
)


def counts(entries: Sequence[Evidence]) -> Iterator[Note]:
    """Yield how many entries there are, and how many say what came of them."""
    if not entries:
        return
    total = len(entries)
    numbers = sum(is_quantified(one.outcome) for one in entries)
    without = [one for one in sorted(entries, key=by_date) if not one.outcome]
    yield Note(f"With a number in the outcome: {numbers} of {total} entries.")
    if without:
        yield Note(f"Without an outcome yet: {len(without)} of {total}.", tuple(one.id for one in without))


def months(record: Record, entries: Sequence[Item], period: Period, today: date) -> Iterator[Note]:
    """Yield the thin and the silent months among those that are over.

    A month is not silent where an entry may be of it whose date is rough.
    """
    least = record.profile.thin_month or THIN_MONTH
    held = Counter(month_of(one, period) for one in entries)
    over = [month for month in months_in(period) if month_after(month) <= today]
    maybe = {month for one in entries for month in possible_months(one, period)}
    silent = [say_month(month, period) for month in over if month not in maybe]
    thin = [f"{say_month(month, period)} ({held[month]})" for month in over if 0 < held[month] < least]
    if thin:
        yield Note(f"Thin months, with fewer than {least} entries: {', '.join(thin)}.")
    if silent and entries:
        yield Note(f"Months without any entry: {', '.join(silent)}.")


def few(entries: Sequence[Evidence], period: Period) -> Iterator[Note]:
    """Yield that there is little or nothing to write from, and what to do about it."""
    if not entries:
        yield Note(
            f"There is no evidence in {period.name}, so there is nothing to write from. Log what you"
            f' remember, with its date: vividmap log "{period.first} what I did -> what came of it".'
            " Calendars, merged changes and old status notes jog the memory."
        )
    elif len(entries) < LEAST:
        found = "entry" if len(entries) == 1 else "entries"
        yield Note(
            f"The period holds only {len(entries)} {found}; a review mostly rests on {LEAST} to {MOST}."
        )


def weak_spots(chosen: Sequence[Evidence], record: Record) -> Iterator[Note]:
    """Yield what to fill in or to check in the entries that the draft is written around, and whom to name."""
    yield from open_ends(chosen)
    for item in chosen:
        if people := _unnamed(item, record):
            yield Note(
                f"Linked, but not named in the text: {listed(people)}. Say what their part was.", (item.id,)
            )
        if pending := [f"@{one.written}" for one in item.mentions if one.sort == "person" and not one.target]:
            yield Note(
                f"It is open who is meant by {listed(pending)}; the draft has the name as written.",
                (item.id,),
            )


def open_ends(chosen: Sequence[Evidence]) -> Iterator[Note]:
    """Yield what to fill in or to check in the entries that the draft is written around."""
    spots = (
        ("No outcome yet: fill it in, an estimate will do.", lambda one: not one.outcome),
        (
            "The outcome is an estimate: have at hand how you get to it.",
            lambda one: _ESTIMATE.search(one.outcome),
        ),
        ("“Led or contributed to”: say which of the two it was.", lambda one: one.what == "led"),
    )
    for text, weak in spots:
        if found := tuple(one.id for one in chosen if weak(one)):
            yield Note(text, found)


def passed_over(entries: Sequence[Evidence], chosen: Sequence[Evidence]) -> Iterator[Note]:
    """Yield the entries that were marked strong and are not among the chosen."""
    left = tuple(one.id for one in sorted(entries, key=by_date) if one.strong and one not in chosen)
    if left:
        yield Note("You marked these strong too; the draft is not written around them.", left)


def undated(record: Record) -> Iterator[Note]:
    """Yield the entries that no period can hold."""
    entries: tuple[Evidence | SkillEntry, ...] = (*record.all(Evidence), *record.all(SkillEntry))
    found = tuple(one.id for one in sorted(entries, key=by_date) if one.when is None and _open(one))
    if found:
        yield Note("Without a date, and so in no period.", found)


def held_back(entries: Sequence[Item], why: str = "they are private") -> Iterator[Note]:
    """Yield what the draft must not hold."""
    if entries:
        yield Note(
            f"Held back because {why}; nothing of them is in the draft.",
            tuple(x.id for x in entries),
        )


def _unnamed(item: Evidence, record: Record) -> list[str]:
    people = [
        record.by_id.get(mention.target)
        for mention in item.mentions
        if mention.sort == "person" and mention.target
    ]
    text = f"{item.text} {item.outcome}"
    written = {mention.target for mention in item.mentions if f"@{mention.written}" in text}
    return [
        one.text
        for one in people
        if isinstance(one, Person) and one.id not in written and one.text.split(" ")[0] not in text
    ]


def _open(item: Evidence | SkillEntry) -> bool:
    return item.confidentiality != "private"
