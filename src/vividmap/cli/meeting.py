"""packet one-on-one, packet said: prepare a conversation with a person, and mark what was shown in it."""

from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.drafting import draft, drafting
from vividmap.cli.reading import read_day
from vividmap.services.actor import today


@click.command("one-on-one", short_help="A 1:1: one or two entries that they have not seen.")
@click.argument("person", metavar="[PERSON]", required=False)
@drafting(usual=None)
def one_on_one_command(person: str | None, **given: Any) -> None:
    """A 1:1 with your manager, or with anyone: one or two entries that they have not seen, as evidence.

    With it come the gaps where help is needed, in your own words, and the questions that the last 1:1 left
    open. Without PERSON it is the one manager on the map; without --period, the days since you last met.
    Afterwards mark it as said: vividmap packet said ID.

    \b
      vividmap packet one-on-one dana
      vividmap packet one-on-one --period last-30-days --save
    """
    actor = session.open_record()
    from vividmap.core.packets.choosing import meeting
    from vividmap.core.packets.packet import Choices
    from vividmap.services import entries, memory

    record, day = memory.record(actor), today(actor)
    named = entries.named(actor, "person", person).uid if person else None
    whom = meeting.whom(record, day, Choices(person=named))
    if whom is None:
        raise click.UsageError(meeting.nobody_said(record, day))
    draft("one-on-one", given, usual=meeting.usual_period(record, whom, day), person=whom.id)


@click.command("said", short_help="Say that you had a 1:1, and mark as shown what it tells of.")
@click.argument("handle", metavar="ID")
@click.option("--on", metavar="DATE", help="When you had it; today if it is not said.")
def said_command(handle: str, on: str | None) -> None:
    """Say that you had a 1:1: what its text tells of is marked as shown, and that you met, in one step.

    \b
      vividmap packet said 4cmb
      vividmap packet said 4cmb --on yesterday
    """
    actor = session.open_record()
    from vividmap.services import packets

    day = read_day(on, today(actor), "--on") if on else today(actor)
    for row in packets.said(actor, handle, day):
        session.say(f"Shown: ^{row.handle} {row.text}")
    session.say(f"Marked, and that you met on {day}. 'vividmap undo' takes it back.")
