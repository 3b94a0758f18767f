"""The performance review: 3 to 5 entries, a self-assessment written around them, skills, what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from vividmap.core.dates import Period
from vividmap.core.facts.strength import strength
from vividmap.core.packets.beside import notes
from vividmap.core.packets.choosing import pick
from vividmap.core.packets.choosing.choose import choose
from vividmap.core.packets.choosing.reasons import of_its_criteria, reasons
from vividmap.core.packets.packet import PROPOSED, Choices, Packet, Paragraph, Proposal, Section
from vividmap.core.packets.parts.develop import develop
from vividmap.core.packets.parts.forward import forward
from vividmap.core.packets.parts.prompts import Material, answered
from vividmap.core.packets.parts.themes import by_theme
from vividmap.core.packets.wording.months import lived
from vividmap.core.packets.wording.prose import told
from vividmap.core.packets.wording.voice import Voice
from vividmap.core.record import Evidence, Record, SkillEntry, by_date

CONVERSATION = "review"
TITLE = "What I contributed"


def review(record: Record, period: Period, today: date, choices: Choices = PROPOSED) -> Packet:
    """Return the packet for a period's review, written around the `chosen` entries, or else those proposed.

    Entries that the author chose may be of any date, and stand in the author's order. Private ones are held
    back, chosen or not, unless they are `shown`. With `prompts`, the draft answers those instead.
    """
    period = lived(period, record.all(Evidence))
    chosen = choices.chosen
    dated = [one for one in record.all(Evidence) if period.covers(one.when)]
    entries = [one for one in dated if pick.shows(one, choices)]
    picked = pick.chosen(record, choices) if chosen else _proposed(entries, period, choices)
    developed, left_out = develop(record, period, entries, picked, choices)
    ahead, about_goals = forward(record, period, today)
    private = pick.private([*record.all(Evidence), *record.all(SkillEntry)], period, choices)
    tell = partial(_contributed, record=record, period=period, as_given=bool(chosen))
    if choices.prompts:
        told = [*entries, *(one for one in picked if one not in entries)]
        sections, answers = answered(choices.prompts, Material(told, picked, tell, developed, ahead))
    else:
        sections, answers = (Section(TITLE, tell(picked)), developed, ahead), ()
    return Packet(
        conversation=CONVERSATION,
        title=f"Self-assessment, {period.name}",
        period=period,
        proposals=tuple(_proposals(picked, entries, record, period, chosen)),
        sections=tuple(one for one in sections if one.paragraphs),
        notes=(
            *answers,
            *notes.few(entries, period),
            *notes.counts(entries),
            *notes.months(record, dated, period, today),
            *notes.weak_spots(picked, record),
            *notes.passed_over(entries, picked),
            *about_goals,
            *left_out,
            *notes.undated(record),
            *notes.held_back(private),
        ),
        held_back=tuple(one.id for one in private),
    )


def _proposed(entries: Sequence[Evidence], period: Period, choices: Choices) -> tuple[Evidence, ...]:
    """Return the entries that serve best, and with them those that the author wants shown all the same."""
    picked = {one.id for one in choose(entries, period)}
    some = (one for one in entries if one.id in picked or one.id in choices.shown)
    return tuple(sorted(some, key=by_date))


def _proposals(
    picked: Sequence[Evidence],
    entries: Sequence[Evidence],
    record: Record,
    period: Period,
    chosen: Sequence[UUID],
) -> Iterator[Proposal]:
    for item in picked:
        why = (*of_its_criteria(item, record), *reasons(item, picked, entries, record, period))
        yield Proposal(item.id, ("you chose it", *why) if chosen else why)


def _contributed(
    picked: Sequence[Evidence], record: Record, period: Period, *, as_given: bool
) -> tuple[Paragraph, ...]:
    """Return a paragraph a theme: the strongest first, or `as_given`, in the order of the entries."""
    voice = Voice(record, period)
    groups = by_theme(picked, record)
    if not as_given:
        groups.sort(key=lambda group: -max(map(strength, group[1])))
    return tuple(Paragraph(theme, tuple(told(items, voice))) for theme, items in groups)
