"""The section on skills: what was practised, learned, worked in, and where it was in use."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from vividmap.core.dates import Period
from vividmap.core.facts.pursued import is_pursued
from vividmap.core.facts.strength import strength
from vividmap.core.packets.choosing.pick import shows
from vividmap.core.packets.packet import Choices, Note, Paragraph, Section, Sentence
from vividmap.core.packets.wording.prose import beginning, contribution, month_of_work
from vividmap.core.packets.wording.voice import Voice, capitalised, quoted, quoted_title
from vividmap.core.record import Evidence, Item, Record, Skill, SkillEntry, by_date
from vividmap.core.saying import listed

TITLE = "What I developed"
MOST = 3
"""Entries told of each skill: first those on gaps and feedback, which show a change, then the latest."""

_KINDS = {
    "domain": "New domains",
    "practice": "Deliberate practice",
    "gap": "Gaps acted on",
    "feedback": "Feedback",
}
_OTHER = "Other learning"


class _Group(NamedTuple):
    title: str
    skill: Skill | None
    entries: list[SkillEntry]


def develop(
    record: Record, period: Period, used: Sequence[Evidence], told: Sequence[Evidence], choices: Choices
) -> tuple[Section, tuple[Note, ...]]:
    """Return the section, and what was left out of it.

    `used` is the evidence of the period, `told` what of it the draft has told of already.
    """
    voice = Voice(record, period)
    groups = _groups(record, period, choices)
    by_skill = _by_skill(used)
    paragraphs = tuple(
        Paragraph(group.title, tuple(_sentences(group, voice, by_skill, {one.id for one in told})))
        for group in groups
    )
    return Section(TITLE, paragraphs), tuple(_left_out(groups))


def _groups(record: Record, period: Period, choices: Choices) -> list[_Group]:
    of_period = (one for one in record.all(SkillEntry) if period.covers(one.when) and shows(one, choices))
    entries = sorted(of_period, key=by_date)
    counts = Counter(target for one in entries for target in set(one.linked("skill")))
    groups: dict[str, _Group] = {}
    for entry in entries:
        skills = [
            one for one in map(record.by_id.get, entry.linked("skill")) if isinstance(one, Skill) and one.text
        ]
        skill = min(skills, key=lambda one: (-counts[one.id], one.text), default=None)
        title = capitalised(skill.text) if skill else _title(entry, record)
        groups.setdefault(title, _Group(title, skill, [])).entries.append(entry)
    return sorted(groups.values(), key=lambda group: (group.skill is None, -len(group.entries), group.title))


def _title(entry: SkillEntry, record: Record) -> str:
    """Return what an entry without a skill stands under: its goal, tag or kind."""
    goals = (record.by_id[target].text for target in entry.linked("goal") if target in record.by_id)
    return next((capitalised(name) for name in (*goals, *entry.tags) if name), _KINDS.get(entry.what, _OTHER))


def _picked(group: _Group) -> list[SkillEntry]:
    changes = [one for one in group.entries if one.what in ("gap", "feedback")]
    others = [one for one in group.entries if one.what not in ("gap", "feedback")]
    return sorted([*changes[::-1], *others[::-1]][:MOST], key=by_date)


def _by_skill(used: Sequence[Evidence]) -> Mapping[UUID, list[Evidence]]:
    """Return by skill the evidence that links to it, the oldest first."""
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    for one in sorted(used, key=by_date):
        for skill in set(one.linked("skill")):
            found[skill].append(one)
    return found


def _sentences(
    group: _Group, voice: Voice, by_skill: Mapping[UUID, list[Evidence]], told: set[UUID]
) -> Iterator[Sentence]:
    before: Item | None = None
    for entry in _picked(group):
        yield from contribution(entry, voice, before)
        before = entry
    if group.skill is not None:
        yield from _in_use(by_skill.get(group.skill.id, ()), voice, told)
        yield from _serves(group.skill, voice.record)


def _in_use(work: Sequence[Evidence], voice: Voice, told: set[UUID]) -> Iterator[Sentence]:
    if above := [one for one in work if one.id in told]:
        months = list(dict.fromkeys(month_of_work(one, voice) for one in above))
        of_when = f" of {listed(months)}" if all(months) else ""
        yield Sentence(f"It was part of the work{of_when} described above.", tuple(one.id for one in above))
    elif work:
        one = max(work, key=strength)
        month = month_of_work(one, voice)
        in_when = f" in {month}" if month else ""
        yield Sentence(f"It was part of my work{in_when}: {quoted(beginning(one, voice))}", (one.id,))


def _serves(skill: Skill, record: Record) -> Iterator[Sentence]:
    for target in dict.fromkeys(skill.linked("goal")):
        served = record.by_id.get(target)
        if served is not None and is_pursued(served, record):
            yield Sentence(
                f"This serves the {served.kind} {quoted_title(served.text)}.", (skill.id, served.id)
            )


def _left_out(groups: Sequence[_Group]) -> Iterator[Note]:
    for group in groups:
        picked = {one.id for one in _picked(group)}
        left = [one.id for one in group.entries if one.id not in picked]
        if left:
            yield Note(
                f"{group.title}: {len(left)} more of your entries on it stand in the record.", tuple(left)
            )
