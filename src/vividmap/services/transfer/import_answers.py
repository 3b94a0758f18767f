"""Answers about a document, from what a person typed or picked."""

from collections.abc import Iterable, Sequence

from vividmap.core.english.dates import NotADate, parse_period
from vividmap.core.vocabulary import HEIGHTS
from vividmap.core.when import When
from vividmap.formats.notes import Answers
from vividmap.formats.notes.sections import CHOICES
from vividmap.services.actor import Actor, today_of
from vividmap.services.errors import Invalid
from vividmap.store import queries

NOT_A_PERSON = "no"
"""The answer about a name that is no person's."""
NO_HEIGHT = "yes"
"""The answer about a person of whom nothing is known but the name."""


def read_answers(
    actor: Actor,
    *,
    period: str = "",
    headings: Iterable[str] = (),
    people: Iterable[str] = (),
    strongest: Sequence[int] = (),
) -> Answers:
    """Return answers from their texts: a period, `HEADING=WHAT`, `NAME=HEIGHT`, numbers of lines.

    Raises Invalid for one that is not understood.
    """
    return Answers(
        period=read_period(actor, period) if period else None,
        headings=dict(read_heading(*_split(text, "a heading", "ppl=people")) for text in headings),
        people=dict(read_person(*_split(text, "a person", "Priya=peer")) for text in people),
        strongest=frozenset(strongest),
    )


def _split(text: str, what: str, example: str) -> tuple[str, str]:
    name, separator, answer = text.rpartition("=")
    if not separator or not name.strip() or not answer.strip():
        raise Invalid(f"{text!r} does not say what {what} is; write it like {example!r}")
    return name.strip(), answer.strip()


def read_period(actor: Actor, text: str) -> When:
    """Return the period of a document, as the date of lines without one of their own. Raises Invalid."""
    fiscal_month = queries.load_profile(actor.owner).fiscal_month or 1
    try:
        period = parse_period(text, today_of(actor), fiscal_month)
    except NotADate as error:
        raise Invalid(str(error), "period") from error
    if period.last.year > today_of(actor).year + 20 or period.first.year < 1950:
        raise Invalid(f"{text!r} is not a period that a document can cover; write it like 2026-H1", "period")
    return When(period.first, period.last, about=period.first != period.last)


def read_heading(heading: str, answer: str) -> tuple[str, str]:
    """Return a heading and what is under it, from the beginning of a choice. Raises Invalid."""
    return heading, _choose(answer, tuple(CHOICES), f"what is under {heading!r}")


def read_person(name: str, answer: str) -> tuple[str, str]:
    """Return a name and where the person stands, "" if the text does not say. Raises Invalid."""
    choice = _choose(answer, (*HEIGHTS, NOT_A_PERSON, NO_HEIGHT), f"who {name} is")
    return name, "" if choice == NO_HEIGHT else choice


def _choose(answer: str, choices: Sequence[str], what: str) -> str:
    folded = answer.strip().casefold()
    matches = [choice for choice in choices if choice == folded] or [
        choice for choice in choices if folded and choice.startswith(folded)
    ]
    if len(matches) != 1:
        raise Invalid(f"{answer!r} does not say {what}; use one of: {', '.join(choices)}")
    return matches[0]
