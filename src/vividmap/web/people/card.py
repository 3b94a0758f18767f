"""A person at a glance: the last talk, what is new since, and the next step."""

from dataclasses import dataclass
from datetime import date, timedelta

from vividmap.core import contact
from vividmap.core.english.phrasing import count_noun, with_article
from vividmap.core.record import Person
from vividmap.core.when import When, describe_when
from vividmap.services.actor import Actor
from vividmap.store.queries.people import Contact, UnshownEvidence, contact_with, last_talk, list_unseen
from vividmap.web import entry_rows
from vividmap.web.people.view_models import PersonRow, person_row

MAX_NEW = 3
MAX_TALK_WORDS, MAX_ENTRY_WORDS = 180, 110
"""Characters of a talk and of an entry that a card shows."""
_RECENT = timedelta(days=365)
"""For a person without a dated talk, the evidence of a year counts as new."""


@dataclass(frozen=True)
class PersonCard:
    """What a card says. `new_line` filters a list for all new evidence; "" if the card has all."""

    row: PersonRow
    talk_day: entry_rows.Day | None
    talk_text: str
    new_entries: tuple[UnshownEvidence, ...]
    new_line: str
    next_step: str


def build_card(actor: Actor, person: Person, today: date) -> PersonCard:
    """Return the card of a person."""
    owner = actor.owner
    met, talk = contact_with(owner, person.id, today), last_talk(owner, person.id, today)
    first_day = talk.dates.last + timedelta(1) if talk else today - _RECENT
    entries = list_unseen(owner, person, first_day, MAX_NEW + 1)
    return PersonCard(
        row=person_row(person, met, today),
        talk_day=entry_rows.format_day(talk.dates, today) if talk else None,
        talk_text=_shorten(talk.text, MAX_TALK_WORDS) if talk else "",
        new_entries=tuple(
            entry._replace(text=_shorten(entry.text, MAX_ENTRY_WORDS)) for entry in entries[:MAX_NEW]
        ),
        new_line=f"since:{first_day}" if entries[MAX_NEW:] else "",
        next_step=next_step(person, met, today),
    )


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def next_step(person: Person, met: Contact, today: date) -> str:
    """Return what to do next for a relationship, and by when: as set for the person, or as is usual."""
    if person.ask_again_on and person.ask_again_on > today:
        return f"Put off until {describe_when(When.day(person.ask_again_on))}."
    height = person.position(today).height
    if not height:
        return "Set where they stand: height and part."
    if met.last is None:
        return "Get in touch: no dated contact yet."
    ideal = contact.ideal_interval_days(person, today)
    reason = "is what you set" if person.ideal_days else f"is usual for {with_article(height)}"
    rhythm = f"every {count_noun(ideal, 'day')} {reason}"
    if contact.has_gone_quiet(person, met.last, today):
        return f"Get in touch: {count_noun((today - met.last).days, 'day')} without contact; {rhythm}."
    due = met.last + timedelta(ideal)
    when_due = f"by {describe_when(When.day(due))}" if due > today else "this week"
    return f"Talk {when_due}; {rhythm}."
