"""The resource `vividmap://memory`: what an assistant should know first, in at most 1,500 tokens."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from vividmap.assistant.answers import size_of, write_answer
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.entry_results import has_quantified_result
from vividmap.core.facts.active_goals import list_active_goals, list_open_gaps
from vividmap.core.packets.voice import Voice
from vividmap.core.projects import group_projects, project_key
from vividmap.core.record import Evidence, Gap, Goal, Record, Update, by_date
from vividmap.core.text import clip

MEMORY_URI = "vividmap://memory"
MAX_CHARACTERS = 6_000
"""About 1,500 tokens."""
_ENVELOPE = 300
_CURRENT = timedelta(days=90)
"""A project is current if its newest entry is of the last 90 days, unless its state says otherwise."""
_MOST_GOALS, _MOST_GAPS, _MOST_PROJECTS, _MOST_SAMPLES = 5, 4, 8, 5
_LONGEST = 240


def write_memory(record: Record, today: date) -> str:
    """Return who the owner is, active goals with their gaps, current projects, and how the owner writes."""
    sections: dict[str, Any] = {
        "who": _describe_owner(record),
        "goals": [_shape_goal(goal, record) for goal in list_active_goals(record)[:_MOST_GOALS]],
        "projects": list(_current_projects(record, today)),
        "voice": _describe_voice(record),
    }
    return write_answer(_fit({key: value for key, value in sections.items() if value}))


def _fit(sections: dict[str, Any]) -> dict[str, Any]:
    """Return the sections without the last elements of the longest lists, until they are short enough."""
    while size_of(sections) > MAX_CHARACTERS - _ENVELOPE:
        lists = [value for value in _lists(sections) if value]
        if not lists:
            break
        max(lists, key=size_of).pop()
    return sections


def _lists(sections: dict[str, Any]) -> Iterator[list[Any]]:
    for value in sections.values():
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict):
            yield from (nested for nested in value.values() if isinstance(nested, list))


def _describe_owner(record: Record) -> dict[str, str]:
    profile = record.profile
    values = {
        "name": profile.text,
        "level": profile.level,
        "employer": profile.employer,
        "summary": profile.summary,
    }
    return {key: clip(value, _LONGEST) for key, value in values.items() if value}


def _shape_goal(goal: Goal, record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {
        "goal": f"{clip(goal.text, _LONGEST)} (^{goal.handle})",
        "kind": goal.goal_kind,
        "target": goal.target.isoformat() if goal.target else "",
        "gaps": [_shape_gap(gap, record) for gap in list_open_gaps(goal, record)[:_MOST_GAPS]],
    }
    return {key: value for key, value in values.items() if value}


def _shape_gap(gap: Gap, record: Record) -> dict[str, str]:
    updates = [child for child in record.children.get(gap.id, ()) if isinstance(child, Update)]
    newest = max(updates, key=by_date, default=None)
    values = {"gap": f"{clip(gap.text, _LONGEST)} (^{gap.handle})"}
    if newest is not None:
        values |= {"now": clip(newest.text, _LONGEST), "doing": clip(newest.action, _LONGEST)}
    return {key: value for key, value in values.items() if value}


def _current_projects(record: Record, today: date) -> Iterator[dict[str, Any]]:
    notes = {project_key(note.name): note for note in record.profile.projects}
    projects = [
        project
        for project in group_projects(record.items)
        if project.last_day
        and project.last_day >= today - _CURRENT
        and not ((note := notes.get(project.key)) and note.state not in ("", "active"))
    ]
    for project in projects[:_MOST_PROJECTS]:
        note = notes.get(project.key)
        values = {
            "project": clip(project.name, 80),
            "summary": clip(note.summary, _LONGEST) if note else "",
            "last_entry": project.last_day.isoformat() if project.last_day else "",
        }
        yield {key: value for key, value in values.items() if value}


def _describe_voice(record: Record) -> dict[str, Any]:
    """Return how the owner writes: the usual length of a line, and lines to write like."""
    entries = [entry for entry in record.items_of(Evidence) if entry.text.strip()]
    if not entries:
        return {}
    lengths = sorted(len(entry.text.split()) for entry in entries)
    return {
        "usual_words_per_entry": lengths[len(lengths) // 2],
        "write_like_these": _choose_samples(entries, record),
    }


def _choose_samples(entries: Sequence[Evidence], record: Record) -> list[str]:
    """Return the newest entries with a number in their result, or else the newest, in plain words."""
    newest = sorted(entries, key=by_date, reverse=True)
    quantified_entries = [entry for entry in newest[:200] if has_quantified_result(entry)]
    voice = Voice(record, ALL_TIME)
    return [
        clip(_sentence(entry, voice), _LONGEST) for entry in (quantified_entries or newest)[:_MOST_SAMPLES]
    ]


def _sentence(entry: Evidence, voice: Voice) -> str:
    parts = [voice.words(entry, entry.text), voice.words(entry, entry.outcome)]
    return " -> ".join(part for part in parts if part)
