"""The section on skills: what was practised, learned, worked in, and where it was in use."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import join_names
from vividmap.core.facts.active_goals import is_active_goal
from vividmap.core.facts.strength import strength
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.narration import first_sentence, month_of_work, narrate_contribution
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, quote_text, quote_title, title_case
from vividmap.core.record import Evidence, Item, Record, Skill, SkillEntry, by_date

TITLE = "What I developed"
ENTRIES_PER_SKILL = 3
"""Entries told of each skill: first those on gaps and feedback, which show a change, then the latest."""

_CATEGORY_TITLES = {
    "domain": "New domains",
    "practice": "Deliberate practice",
    "gap": "Gaps acted on",
    "feedback": "Feedback",
}
_OTHER_TITLE = "Other learning"
_CHANGES = ("gap", "feedback")


class _SkillGroup(NamedTuple):
    title: str
    skill: Skill | None
    entries: list[SkillEntry]


def draft_skills(
    record: Record,
    period: Period,
    evidence: Sequence[Evidence],
    selected: Sequence[Evidence],
    confidentiality: ConfidentialityFilter,
) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section, and notes on what was left out of it.

    `evidence` is that of the period, `selected` what of it the draft has described before.
    """
    voice = Voice(record, period)
    groups = _group_entries(record, period, confidentiality)
    evidence_by_skill = _evidence_by_skill(evidence)
    selected_ids = {entry.id for entry in selected}
    paragraphs = tuple(
        DraftParagraph(group.title, tuple(_sentences(group, voice, evidence_by_skill, selected_ids)))
        for group in groups
    )
    return DraftSection(TITLE, paragraphs), tuple(_omission_notes(groups))


def _group_entries(
    record: Record, period: Period, confidentiality: ConfidentialityFilter
) -> list[_SkillGroup]:
    entries = sorted(
        (
            entry
            for entry in record.items_of(SkillEntry)
            if period.covers(entry.when) and confidentiality.can_tell(entry)
        ),
        key=by_date,
    )
    counts = Counter(skill_id for entry in entries for skill_id in set(entry.linked_ids("skill")))
    groups: dict[str, _SkillGroup] = {}
    for entry in entries:
        linked_items = map(record.by_id.get, entry.linked_ids("skill"))
        skills = [item for item in linked_items if isinstance(item, Skill) and item.text]
        skill = min(skills, key=lambda skill: (-counts[skill.id], skill.text), default=None)
        title = title_case(skill.text) if skill else _title_without_skill(entry, record)
        groups.setdefault(title, _SkillGroup(title, skill, [])).entries.append(entry)
    return sorted(groups.values(), key=lambda group: (group.skill is None, -len(group.entries), group.title))


def _title_without_skill(entry: SkillEntry, record: Record) -> str:
    """Return the title that an entry without a skill stands under: its goal, tag or category."""
    goals = (record.by_id[goal_id].text for goal_id in entry.linked_ids("goal") if goal_id in record.by_id)
    for name in (*goals, *entry.tags):
        if name:
            return title_case(name)
    return _CATEGORY_TITLES.get(entry.category, _OTHER_TITLE)


def _select_entries(group: _SkillGroup) -> list[SkillEntry]:
    changes = [entry for entry in group.entries if entry.category in _CHANGES]
    other_entries = [entry for entry in group.entries if entry.category not in _CHANGES]
    return sorted([*changes[::-1], *other_entries[::-1]][:ENTRIES_PER_SKILL], key=by_date)


def _evidence_by_skill(evidence: Sequence[Evidence]) -> Mapping[UUID, list[Evidence]]:
    """Return by skill the evidence that links to it, the oldest first."""
    groups: dict[UUID, list[Evidence]] = defaultdict(list)
    for entry in sorted(evidence, key=by_date):
        for skill_id in set(entry.linked_ids("skill")):
            groups[skill_id].append(entry)
    return groups


def _sentences(
    group: _SkillGroup,
    voice: Voice,
    evidence_by_skill: Mapping[UUID, list[Evidence]],
    selected_ids: set[UUID],
) -> Iterator[DraftSentence]:
    previous: Item | None = None
    for entry in _select_entries(group):
        yield from narrate_contribution(entry, voice, previous)
        previous = entry
    if group.skill is not None:
        yield from _use_sentences(evidence_by_skill.get(group.skill.id, ()), voice, selected_ids)
        yield from _goal_sentences(group.skill, voice.record)


def _use_sentences(
    evidence: Sequence[Evidence], voice: Voice, selected_ids: set[UUID]
) -> Iterator[DraftSentence]:
    if described_entries := [entry for entry in evidence if entry.id in selected_ids]:
        months = list(dict.fromkeys(month_of_work(entry, voice) for entry in described_entries))
        of_months = f" of {join_names(months)}" if all(months) else ""
        text = f"It was part of the work{of_months} described above."
        yield DraftSentence(text, tuple(entry.id for entry in described_entries))
    elif evidence:
        strongest = max(evidence, key=strength)
        month = month_of_work(strongest, voice)
        in_month = f" in {month}" if month else ""
        quotation = quote_text(first_sentence(strongest, voice))
        yield DraftSentence(f"It was part of my work{in_month}: {quotation}", (strongest.id,))


def _goal_sentences(skill: Skill, record: Record) -> Iterator[DraftSentence]:
    for goal_id in dict.fromkeys(skill.linked_ids("goal")):
        goal = record.by_id.get(goal_id)
        if goal is not None and is_active_goal(goal, record):
            yield DraftSentence(f"This serves the {goal.kind} {quote_title(goal.text)}.", (skill.id, goal.id))


def _omission_notes(groups: Sequence[_SkillGroup]) -> Iterator[AuthorNote]:
    for group in groups:
        selected_ids = {entry.id for entry in _select_entries(group)}
        omitted_ids = tuple(entry.id for entry in group.entries if entry.id not in selected_ids)
        if omitted_ids:
            yield AuthorNote(
                f"{group.title}: {len(omitted_ids)} more of your entries on it are in the record.",
                omitted_ids,
            )
