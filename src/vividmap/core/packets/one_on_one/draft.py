"""The draft of a 1:1, a line each: what they have not seen, what came of their feedback, what to ask."""

from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import count_entries, describe_day
from vividmap.core.entry_results import result_of
from vividmap.core.facts.facts import YEAR
from vividmap.core.facts.strength import strength
from vividmap.core.item_marks import is_private
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.claim_sections import with_aside
from vividmap.core.packets.confidentiality import chosen_entries
from vividmap.core.packets.in_full import read_in_full
from vividmap.core.packets.left_out import left_out_notes
from vividmap.core.packets.one_on_one.feedback_section import draft_feedback_section
from vividmap.core.packets.one_on_one.help_section import draft_help_section
from vividmap.core.packets.one_on_one.meeting import Meeting, explain_missing_person, find_person
from vividmap.core.packets.one_on_one.open_section import draft_open_section
from vividmap.core.packets.one_on_one.thread import (
    NAME,
    OPEN,
    draft_open_questions,
    find_thread,
    thread_notes,
)
from vividmap.core.packets.own_repairs import is_own_repair, own_repairs_note, without_own_repairs
from vividmap.core.packets.packet import (
    AuthorNote,
    DraftParagraph,
    DraftSection,
    EntryProposal,
    Packet,
)
from vividmap.core.packets.reasons import selection_reasons
from vividmap.core.packets.selection import select_entries, shortlist
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import WordedEntry, word_entry
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.record import Evidence, Record, SkillEntry, by_date
from vividmap.core.when import days_before, describe_month_in_prose

TITLE = "What I bring"
MIN_POINTS, MAX_POINTS = 3, 5
"""Talking points of one conversation: fewer would waste it, more would make it a status update."""
MIN_NEWS = 2
"""Talking points that are enough where some are news since an earlier talk."""
MIN_STRENGTH = 3
"""Strength from which a result is worth a talking point (`facts/strength.py`); weaker ones only fill up."""
RECENT_DAYS = 120
"""Days for which an earlier result is still news, if the period has any result of its own."""
MAX_POINT_WORDS = 24
"""Words of a talking point: a line."""


def draft_one_on_one(
    record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES
) -> Packet:
    """Return the packet for a conversation with `PERSON`, or with the only manager on the map.

    It is written around the chosen entries, which may be of any date and may have been shown before; or
    else around three to five that the person has not seen, the strongest first: those of the period, and
    where these are too few the strongest of the year before it. Private entries are held back, and from
    somebody outside the company internal and confidential ones, unless shown.
    """
    person = find_person(record, today, choices)
    if person is None:
        return Packet(
            NAME, "1:1", period, notes=(AuthorNote(explain_missing_person(record, today, choices)),)
        )
    return _draft_meeting(Meeting(record, person, period, min(period.last, today), choices))


def _draft_meeting(meeting: Meeting) -> Packet:
    record, period, choices = meeting.record, meeting.period, meeting.choices
    unseen_entries = [
        entry
        for entry in record.items_of(Evidence)
        if period.covers(entry.when) and not meeting.has_seen(entry)
    ]
    tellable = [entry for entry in unseen_entries if meeting.can_tell(entry)]
    thread = find_thread(meeting)
    selected = chosen_entries(record, choices, meeting.confidentiality)
    if not choices.chosen_ids:
        proposable = without_own_repairs(tellable, choices.shown_ids)
        selected = _propose_entries(proposable, meeting, has_met=thread.touchpoint is not None)
    voice = Voice(record, period, addressee=meeting.person.id)
    in_full = read_in_full(choices, [*record.items_of(Evidence), *thread.feedback])
    bullets = [word_entry(entry, voice, MAX_POINT_WORDS, in_full=entry.id in in_full) for entry in selected]
    questions_section = draft_open_questions(thread)
    brought_section = _draft_entries(bullets, selected, period)
    told_ids = {entry.id for entry in selected}
    feedback_section, feedback_notes = draft_feedback_section(thread.feedback, meeting, told_ids, in_full)
    told_back = list(_feedback_without_question(thread.feedback, feedback_section))
    help_section, help_notes = draft_help_section(meeting, told_back)
    open_section, due_notes = draft_open_section(meeting)
    sections = (
        open_section,
        questions_section,
        brought_section,
        feedback_section,
        help_section,
    )
    private_entries = _held_back_entries(unseen_entries, meeting)
    return Packet(
        conversation=NAME,
        title=f"1:1 with {meeting.person.text}, {describe_day(meeting.day)}",
        period=period,
        proposals=tuple(_proposals(selected, tellable, meeting)),
        sections=tuple(section for section in sections if section.paragraphs),
        notes=(
            *due_notes,
            *thread_notes(thread, meeting.person.text, Voice(record, period)),
            *feedback_notes,
            *_unseen_notes(selected, tellable, meeting),
            *own_repairs_note(tellable, told_ids),
            *author_notes.weak_spots(selected, record),
            *author_notes.longer_notes(selected),
            *help_notes,
            *_question_notes(questions_section),
            *_held_back_notes(private_entries, meeting),
            *author_notes.undated_entries(record, period),
            *left_out_notes(sections, voice),
        ),
        held_back=tuple(entry.id for entry in private_entries),
    )


def _propose_entries(
    tellable: Sequence[Evidence], meeting: Meeting, *, has_met: bool
) -> tuple[Evidence, ...]:
    """Return up to five entries, the strongest first, and those that the author wants shown.

    Results of the period that are worth it come first. After an earlier talk two of these are enough, and
    what came before it is no news. Else earlier results and the rest of the period fill them up to three.
    """
    worthy = [entry for entry in tellable if result_of(entry) and strength(entry) >= MIN_STRENGTH]
    worthy_ids = {entry.id for entry in worthy}
    points = [*select_entries(shortlist(worthy), meeting.period, sizes=(MIN_POINTS, MAX_POINTS))]
    other_entries = sorted(
        (entry for entry in tellable if entry.id not in worthy_ids),
        key=lambda entry: (-strength(entry), by_date(entry)),
    )
    least, earlier_results = MIN_POINTS, _earlier_results(meeting, has_news=bool(points))
    if points and has_met:
        least, earlier_results = MIN_NEWS, []
        other_entries = [entry for entry in other_entries if is_deed(entry.text)]
    points += [*earlier_results, *other_entries][: max(least - len(points), 0)]
    points += [entry for entry in tellable if entry.id in meeting.choices.shown_ids and entry not in points]
    return tuple(sorted(points, key=lambda entry: (-strength(entry), by_date(entry))))


def _earlier_results(meeting: Meeting, *, has_news: bool) -> list[Evidence]:
    """Return the entries with a result from before the period that the person has not seen.

    If there is news, they are of the last RECENT_DAYS, else of the last year. The strongest are first, and
    the newest of equally strong ones.
    """
    first = days_before(meeting.day, RECENT_DAYS if has_news else YEAR)
    entries = [
        entry
        for entry in meeting.record.items_of(Evidence)
        if entry.when and first <= entry.when.last < meeting.period.first
        if result_of(entry) and strength(entry) >= MIN_STRENGTH
        if meeting.can_tell(entry) and not meeting.has_seen(entry) and not is_own_repair(entry)
    ]
    return sorted(sorted(entries, key=by_date, reverse=True), key=lambda entry: -strength(entry))


def _proposals(
    selected: Sequence[Evidence], tellable: Sequence[Evidence], meeting: Meeting
) -> Iterator[EntryProposal]:
    for entry in selected:
        seen_note = "has seen it" if meeting.has_seen(entry) else "has not seen it, as far as the record says"
        reasons = (
            f"{meeting.person.text} {seen_note}",
            *selection_reasons(entry, selected, tellable, meeting.record, meeting.period),
        )
        yield EntryProposal(entry.id, ("you chose it", *reasons) if meeting.choices.chosen_ids else reasons)


def _draft_entries(
    bullets: Sequence[WordedEntry], entries: Sequence[Evidence], period: Period
) -> DraftSection:
    """Return a line for each entry; one from before the period says when it was."""
    sentences = tuple(
        bullet.sentence
        if period.covers(entry.when) or entry.when is None
        else with_aside(bullet.sentence, describe_month_in_prose(entry.when))
        for bullet, entry in zip(bullets, entries, strict=True)
    )
    return DraftSection(TITLE, (DraftParagraph("", sentences, is_list=True),) if sentences else ())


def _unseen_notes(
    selected: Sequence[Evidence], tellable: Sequence[Evidence], meeting: Meeting
) -> Iterator[AuthorNote]:
    """Yield what the person has not seen either: of the period, and what is strong of the year before it."""
    name, period = meeting.person.text, meeting.period
    if not selected:
        yield AuthorNote(
            f"There is nothing in {period.name} that {name} has not seen: choose an older entry, or log what"
            " you did since."
        )
    # By their ids: comparing thousands of entries field by field is slow.
    selected_ids = {entry.id for entry in selected}
    further_entries = sorted((entry for entry in tellable if entry.id not in selected_ids), key=by_date)
    if further_entries:
        count = count_entries(len(further_entries))
        yield AuthorNote(
            f"Not in the draft, though {name} has not seen it: {count}.",
            tuple(entry.id for entry in further_entries),
        )
    if strong_entries := _strong_unseen_entries(selected, meeting):
        yield AuthorNote(
            f"You marked these strong in the year before, and {name} has not seen them, "
            "as far as the record says.",
            tuple(entry.id for entry in strong_entries),
        )


def _strong_unseen_entries(selected: Sequence[Evidence], meeting: Meeting) -> list[Evidence]:
    """Return the strong entries of the year before the period that the person has not seen, oldest first."""
    first = days_before(meeting.day, YEAR)
    strong_entries = (
        entry
        for entry in meeting.record.items_of(Evidence)
        if entry.strong and entry.when and first <= entry.when.last < meeting.period.first
        if entry not in selected and meeting.can_tell(entry) and not meeting.has_seen(entry)
    )
    return sorted(strong_entries, key=by_date)


def _question_notes(questions: DraftSection) -> Iterator[AuthorNote]:
    if not questions.paragraphs:
        yield AuthorNote(
            f"Write what you want to ask under a heading “{OPEN}”: whatever is still there carries over to"
            " the next 1:1."
        )


def _feedback_without_question(feedback: Sequence[SkillEntry], section: DraftSection) -> Iterator[SkillEntry]:
    """Yield the feedback that a section tells back without asking about it."""
    sentences = [sentence for paragraph in section.paragraphs for sentence in paragraph.sentences]
    open_ids = {sentence.sources[0] for sentence in sentences if not sentence.text.endswith("?")}
    return (entry for entry in feedback if entry.id in open_ids)


def _held_back_entries(unseen_entries: Sequence[Evidence], meeting: Meeting) -> list[Evidence | SkillEntry]:
    """Return what would be told, or was chosen, and must not be; what links a goal with the person, too."""
    chosen_items = (meeting.record.by_id.get(item_id) for item_id in meeting.choices.chosen_ids)
    feedback = (
        entry
        for entry in meeting.record.items_of(SkillEntry)
        if entry.when and entry.when.first <= meeting.day
        if meeting.person.id in entry.linked_ids("person") and any(entry.linked_ids("goal"))
    )
    candidates = {
        item.id: item
        for item in (*unseen_entries, *chosen_items, *feedback)
        if isinstance(item, Evidence | SkillEntry)
    }
    return sorted(
        (entry for entry in candidates.values() if entry.text.strip() and not meeting.can_tell(entry)),
        key=by_date,
    )


def _held_back_notes(
    private_entries: Sequence[Evidence | SkillEntry], meeting: Meeting
) -> Iterator[AuthorNote]:
    yield from author_notes.held_back_note([entry for entry in private_entries if is_private(entry)])
    outsider = f"and {meeting.person.text} is outside the company"
    other_entries = [entry for entry in private_entries if not is_private(entry)]
    for is_internal, reason in ((True, "they are internal"), (False, "they hold a confidential name")):
        ids = tuple(
            entry.id for entry in other_entries if meeting.confidentiality.is_marked(entry) == is_internal
        )
        if ids:
            yield AuthorNote(f"Held back because {reason}, {outsider}.", ids)
