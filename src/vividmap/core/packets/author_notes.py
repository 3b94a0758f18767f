"""Notes to the author: counts, thin months, weak spots. They stand beside the draft, never in it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from uuid import UUID

from vividmap.core.english.counterparts import has_counterpart
from vividmap.core.english.credit import is_partly_own
from vividmap.core.english.dates import Period
from vividmap.core.english.languages import LANGUAGE_NAMES, latin_language
from vividmap.core.english.phrasing import join_names, quote
from vividmap.core.english.plans import without_plans
from vividmap.core.english.privacy_words import find_privacy_mark, is_private_statement
from vividmap.core.english.quantities import is_quantified
from vividmap.core.entry_details import has_ongoing_line, has_untold_note, is_ongoing
from vividmap.core.entry_results import result_text
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.strength import strength
from vividmap.core.insights.cadence import THIN_MONTH
from vividmap.core.item_marks import is_private, mark_of
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.head import find_profile
from vividmap.core.packets.months import (
    MonthSpan,
    format_month,
    format_months,
    month_of,
    months_without,
    possible_months,
)
from vividmap.core.packets.packet import AuthorNote, AuthorNoteLine
from vividmap.core.packets.selection import MAX_ENTRIES, MIN_ENTRIES, rank_by_weight
from vividmap.core.record import Evidence, Item, Person, Record, SkillEntry, by_date
from vividmap.core.when import days_before

_TITLE_LENGTH = 60
_ESTIMATE = lazy_pattern(
    r"\b(?:estimate[ds]?|roughly|approximately|maybe|perhaps|going by feel|guess)\b", re.IGNORECASE
)


_READ_FOR_LANGUAGE = 60
MAX_QUOTED = 5
"""Entries that a note quotes."""


def name_note(record: Record) -> Iterator[AuthorNote]:
    """Yield how to say whose the draft is, where the record does not."""
    profile = find_profile(record)
    if profile and profile.text:
        return
    command = 'vividmap config name "Your Name"'
    more = "" if profile and (profile.level or profile.roles) else ' and vividmap config level "Senior"'
    yield AuthorNote(
        f"The draft does not say whose it is: {command}{more}.", step=f"Say whose it is: {command}."
    )


def language_note(record: Record) -> Iterator[AuthorNote]:
    """Yield that the entries are mostly in another language than the words of a draft."""
    language = latin_language("\n".join(record.first_texts(Evidence, _READ_FOR_LANGUAGE)))
    if name := LANGUAGE_NAMES.get(language):
        yield AuthorNote(
            f"Most entries are in {name}. Headings and linking words of drafts are in English only:"
            " change them in the saved packet before you hand it over."
        )


def outcome_counts(entries: Sequence[Evidence]) -> Iterator[AuthorNote]:
    """Yield how many entries there are, and how many have an outcome."""
    if not entries:
        return
    total = len(entries)
    results = [result_text(entry) for entry in entries]
    quantified_count = sum(map(is_quantified, results))
    yield AuthorNote(f"With a number in the outcome: {quantified_count} of {total} entries.")
    without_result = (entry for entry, result in zip(entries, results, strict=True) if not result)
    if no_outcome := tuple(entry.id for entry in sorted(without_result, key=by_date)):
        yield AuthorNote(f"Without an outcome yet: {len(no_outcome)} of {total}.", no_outcome)


def month_notes(record: Record, entries: Sequence[Item], period: Period, today: date) -> Iterator[AuthorNote]:
    """Yield the thin and the empty months among those that are over.

    A month is not empty where an entry with a rough date may be of it.
    """
    if not any(entry.when for entry in entries):
        return
    min_entries = Facts(record, today).limit(THIN_MONTH)
    months = [month_of(entry, period) for entry in entries]
    counts = Counter(months)
    last_past_day = min(period.last, days_before(today.replace(day=1), 1))
    if last_past_day < period.first:
        return
    past = Period(period.first, last_past_day, period.name)
    rough_entries = (entry for entry, month in zip(entries, months, strict=True) if month is None)
    covered = {
        *(MonthSpan(month, month) for month in counts if month),
        *(possible_months(entry, period) for entry in rough_entries),
    }
    empty = [
        month_text for span in months_without(covered, past) for month_text in format_months(span, period)
    ]
    thin = [
        f"{format_month(month, period)} ({counts[month]})"
        for month in sorted(filter(None, counts))
        if month <= last_past_day and counts[month] < min_entries
    ]
    if thin:
        yield AuthorNote(f"Thin months, with fewer than {min_entries} entries: {', '.join(thin)}.")
    if empty and entries:
        yield AuthorNote(f"Months without any entry: {', '.join(empty)}.")


def few_entries(entries: Sequence[Evidence], period: Period) -> Iterator[AuthorNote]:
    """Yield that there is little or nothing to write from, and what to do about it."""
    if not entries:
        yield AuthorNote(
            f"There is no evidence in {period.name}, so there is nothing to write from. Log what you"
            f' remember, with its date: vividmap log "{period.first} what I did -> what came of it".'
            " Calendars, merged changes and old status notes jog the memory."
        )
    elif len(entries) < MIN_ENTRIES:
        noun = "entry" if len(entries) == 1 else "entries"
        yield AuthorNote(
            f"The period has only {len(entries)} {noun};"
            f" a review is usually written around {MIN_ENTRIES} to {MAX_ENTRIES}."
        )


def weak_spots(selected: Sequence[Evidence], record: Record) -> Iterator[AuthorNote]:
    """Yield what to fill in or to check in the entries that the draft is written around, and whom to name."""
    yield from outcome_gaps(selected)
    for entry in selected:
        if people_names := _unnamed_people(entry, record):
            names = join_names(people_names)
            text = f"Described only as “with {names}”: say what their part was."
            if has_counterpart(f"{entry.text} {entry.outcome}"):
                text = f"Not told, since it may have been against them: {names}. Say what their part was."
            yield AuthorNote(text, (entry.id,))
        unresolved_names = [
            f"@{mention.name}"
            for mention in entry.mentions
            if mention.sort == "person" and not mention.target
        ]
        if unresolved_names:
            names = join_names(unresolved_names)
            yield AuthorNote(
                f"It is unclear who is meant by {names}; the draft keeps the name as written.",
                (entry.id,),
            )


def outcome_gaps(selected: Sequence[Evidence]) -> Iterator[AuthorNote]:
    """Yield what to fill in or to check in the entries that the draft is written around."""
    checks = (
        (
            "No outcome yet: fill it in, an estimate will do.",
            lambda entry: not result_text(entry),
            "Say what came of {title}; an estimate will do.",
        ),
        (
            "Told as what a document aims at, not as a result: if it has come about, say since when.",
            lambda entry: without_plans(entry.text, entry.outcome) != (entry.text, entry.outcome),
            "Say what came of {title}, and since when.",
        ),
        (
            "The outcome is an estimate: be ready to explain it.",
            lambda entry: _ESTIMATE.search(entry.outcome),
            "Be ready to explain the estimate in {title}.",
        ),
        (
            "“Led or contributed to”: say which of the two it was.",
            lambda entry: entry.category == "led" and _is_shared_work(entry),
            "Say whether you led or contributed to {title}.",
        ),
    )
    for text, is_weak, step in checks:
        if weak_entries := [entry for entry in selected if is_weak(entry)]:
            title = quote(max(weak_entries, key=strength).text, _TITLE_LENGTH)
            yield AuthorNote(text, tuple(entry.id for entry in weak_entries), step=step.format(title=title))


_OTHERS_TOO = lazy_pattern(
    r"\b(?:we|us|our|together|jointly|with|helped|wir|zusammen|gemeinsam|nous|avec"
    r"|nosotros|con)\b",
    re.IGNORECASE,
)
_OWN_PART = lazy_pattern(
    r"\bI (?!was\b|am\b)\w+|\bmy part\b|^(?:led|drove|owned|ran|headed|coordinated|contributed|helped"
    r"|supported)\b",
    re.IGNORECASE,
)


def _is_shared_work(entry: Evidence) -> bool:
    """Return whether others had a share in an entry, and it does not say what its author's was."""
    text = f"{entry.text} {entry.outcome}"
    is_shared = bool(_OTHERS_TOO.search(text)) or any(entry.linked_ids("person"))
    return is_shared and not (_OWN_PART.search(text) or is_partly_own(text))


def strong_left_out(entries: Sequence[Evidence], selected: Sequence[Evidence]) -> Iterator[AuthorNote]:
    """Yield the entries that were marked strong and are not among those selected."""
    omitted = (entry for entry in entries if entry.strong and entry not in selected)
    omitted_ids = tuple(entry.id for entry in sorted(omitted, key=by_date))
    if omitted_ids:
        yield AuthorNote("You marked these strong too; the draft is not written around them.", omitted_ids)


def untold_entries(entries: Sequence[Evidence], told_ids: Collection[UUID]) -> Iterator[AuthorNote]:
    """Yield how many entries of a period are not in the draft, and the strongest of them."""
    untold = [entry for entry in entries if entry.id not in told_ids]
    if untold and told_ids:
        strongest = tuple(islice(rank_by_weight(untold), MAX_QUOTED))
        quotes = join_names([quote(entry.text, 60) for entry in strongest])
        lead = "" if len(untold) <= MAX_QUOTED else "the strongest of them are "
        text = f"Not in the draft: {len(untold)} of the {len(entries)} entries of the period; {lead}{quotes}."
        yield AuthorNote(text, tuple(entry.id for entry in strongest))


def ongoing_entries(selected: Sequence[Evidence]) -> Iterator[AuthorNote]:
    """Yield what is told without a date, since it goes on."""
    if ongoing_ids := tuple(entry.id for entry in selected if is_ongoing(entry)):
        yield AuthorNote("Given without a date, since its source says that it is ongoing.", ongoing_ids)


def longer_notes(selected: Sequence[Evidence]) -> Iterator[AuthorNote]:
    """Yield the entries with a note beneath them, of which a draft tells nothing."""
    if ids := tuple(entry.id for entry in selected if has_untold_note(entry)):
        text = "With a longer note, which the draft does not use: move what readers need into the entry."
        yield AuthorNote(text, ids)


def undated_entries(record: Record, period: Period) -> Iterator[AuthorNote]:
    """Yield how many entries have no date, and so are in no period but all time, and how to date them."""
    if period.covers(None):
        return
    evidence = (entry for entry in record.undated_outlines(Evidence) if not has_ongoing_line(entry.body))
    tellable = (entry for entry in (*evidence, *record.undated_outlines(SkillEntry)) if not is_private(entry))
    undated_ids = tuple(entry.id for entry in sorted(tellable, key=lambda entry: entry.id.int))
    if undated_ids:
        count = "1 entry" if len(undated_ids) == 1 else f"{len(undated_ids)} entries"
        yield AuthorNote(
            f"Without a date, and so left out: {count}. To date one: vividmap edit HANDLE --on DATE. To date"
            " a whole document: import it again with --period. The period “all” holds them without a date.",
            undated_ids,
        )


def held_back_note(entries: Sequence[Item], reason: str = "they are private") -> Iterator[AuthorNote]:
    """Yield what the draft must not hold, and apart what only its own words hold back, with these words."""
    words = {entry.id: mark.words for entry in entries if (mark := mark_of(entry)).words}
    if marked_ids := tuple(entry.id for entry in entries if entry.id not in words):
        yield AuthorNote(f"Held back because {reason}; nothing from them is in the draft.", marked_ids)
    if words:
        held_entries = [entry for entry in entries if entry.id in words]
        lines = [AuthorNoteLine(_describe_held(entry, words[entry.id]), entry.id) for entry in held_entries]
        yield AuthorNote.listing(
            "Held back because their own words say so; nothing from them is in the draft. To open one:"
            " vividmap edit HANDLE --open:",
            lines,
        )


def _describe_held(entry: Item, words: str) -> str:
    """Return the words that hold an entry back, behind its title where only a line below it says them."""
    above = (entry.text, getattr(entry, "outcome", ""))
    is_said_below = find_privacy_mark(above) is None and any(
        map(is_private_statement, entry.body.split("\n"))
    )
    return f"{quote(entry.text, _TITLE_LENGTH)}, for “{words}” below it" if is_said_below else f"“{words}”"


def _unnamed_people(entry: Evidence, record: Record) -> list[str]:
    """Return the names of linked people whom neither a mention nor their first name puts into the text."""
    text = f"{entry.text} {entry.outcome}"
    people = [
        record.by_id.get(mention.target)
        for mention in entry.mentions
        if mention.sort == "person" and mention.target
    ]
    mentioned_ids = {mention.target for mention in entry.mentions if f"@{mention.name}" in text}
    return [
        person.text
        for person in people
        if isinstance(person, Person)
        and person.id not in mentioned_ids
        and person.text.split(" ")[0] not in text
    ]
