"""The lists of each section, as tables for people, lines for pipes and JSON for programs."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from vividmap.cli.fields import read_field
from vividmap.cli.output import print_json, print_table
from vividmap.core.names import Names
from vividmap.core.projects import Project
from vividmap.core.record import (
    Criterion,
    Evidence,
    Framework,
    Gap,
    Goal,
    Item,
    Person,
    Record,
    SavedPacket,
    Skill,
)
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from uuid import UUID

EMPTY = {
    "evidence": "No evidence yet. Log some: vividmap log TEXT",
    "learning": "No skill entries yet. Log one: vividmap learn TEXT",
    "people": "No people yet. Add one: vividmap add person NAME",
    "goals": "No goals yet. Add one: vividmap add goal NAME",
    "gaps": "No gaps yet. Add one: vividmap add gap NAME --goal GOAL",
    "skills": "No skills yet. Write #its-name in an entry, or: vividmap add skill NAME",
    "packets": "No packets yet. Draft one: vividmap draft review --period 2026-H2 --save",
    "frameworks": "No frameworks yet. Import one: vividmap framework import FILE",
    "criteria": "No criteria yet. Import a framework: vividmap framework import FILE",
}


class ListTable(NamedTuple):
    """The columns of a section: their headers, and what one item says in each."""

    headers: tuple[str, ...]
    cells: Callable[[Any], Sequence[str]]


def has_names(section: str, *, as_json: bool) -> bool:
    """Return whether a section is printed with what its items name; a pipe gets one short line per item."""
    return as_json or section in _TABLES or sys.stdout.isatty()


def print_section(actor: Actor, section: str, items: Sequence[Item], *, empty: str, as_json: bool) -> None:
    """Print the items of a section."""
    if as_json:
        print_json(_shape_items(actor, section, items))
    elif section in _TABLES:
        table = _TABLES[section](actor, items)
        print_table([table.cells(item) for item in items], table.headers, empty=empty)
    else:
        print_entry_list(actor, items, empty=empty)


def print_entry_list(actor: Actor, items: Sequence[Item], *, empty: str) -> None:
    """Print items of any kinds with their dates in a margin and their links below."""
    from vividmap.cli import item_text

    if not sys.stdout.isatty():
        item_text.print_lines(items)
        return
    from vividmap.core.names import Names
    from vividmap.store import queries

    item_text.print_entries(items, Names(queries.nameable_items(actor.owner)), today_of(actor), empty=empty)


def print_projects(projects: Sequence[Project], *, as_json: bool) -> None:
    """Print projects with the number of their entries and the day of the newest."""
    if as_json:
        print_json([shape_project(project) for project in projects])
        return
    rows = [
        (str(len(project.entries)), project.last_day.isoformat() if project.last_day else "", project.name)
        for project in projects
    ]
    empty = "No projects yet. Name one in an entry: vividmap log 'What I did +ledger'"
    print_table(rows, ("ENTRIES", "LAST", "PROJECT"), empty=empty)


def shape_project(project: Project) -> dict[str, Any]:
    """Return a project as JSON values."""
    return {
        "name": project.name,
        "entries": [entry.handle for entry in project.entries],
        "last": project.last_day.isoformat() if project.last_day else None,
    }


def _shape_items(actor: Actor, section: str, items: Sequence[Item]) -> list[dict[str, Any]]:
    from vividmap.formats import listing
    from vividmap.services import record_cache
    from vividmap.store import queries

    if section == "skills":
        counts = _count_entries(actor)
        return [_shape_skill(item, counts) for item in items if isinstance(item, Skill)]
    if section == "packets":
        from vividmap.cli.packet.show import shape_packet

        return [shape_packet(item) for item in items if isinstance(item, SavedPacket)]
    if section == "frameworks":
        from vividmap.cli.framework.show import shape_framework

        record = record_cache.load_record(actor)
        return [shape_framework(record, item) for item in items if isinstance(item, Framework)]
    return listing.shapes(items, Names(queries.nameable_items(actor.owner)))


def _shape_skill(skill: Skill, counts: "dict[UUID, int]") -> dict[str, Any]:
    return {
        "id": str(skill.id),
        "handle": skill.handle,
        "name": skill.text,
        "aliases": list(skill.aliases),
        "entries": counts.get(skill.id, 0),
    }


def _count_entries(actor: Actor) -> "dict[UUID, int]":
    from vividmap.store.queries import skill_queries

    return {skill.id: count for skill, count in skill_queries.skills_by_use(actor.owner)}


def _people_table(actor: Actor, _: Sequence[Item]) -> ListTable:
    day = today_of(actor)

    def cells(person: Person) -> Sequence[str]:
        position = person.position(day)
        return (
            person.handle,
            person.text,
            position.height,
            position.part,
            position.employer,
            ", ".join(person.trust_marks),
        )

    return ListTable(("HANDLE", "NAME", "HEIGHT", "PART", "EMPLOYER", "TRUST"), cells)


def _goals_table(actor: Actor, _: Sequence[Item]) -> ListTable:
    from vividmap.store import queries
    from vividmap.store.queries import Filters

    gaps = queries.list_items(actor.owner, [Gap.kind], Filters(state="open"))

    def cells(goal: Goal) -> Sequence[str]:
        open_gaps = sum(gap.parent == goal.id for gap in gaps)
        target = str(read_field(goal, "target") or "")
        return goal.handle, goal.state or "active", target, goal.goal_kind, str(open_gaps), goal.text

    return ListTable(("HANDLE", "STATE", "TARGET", "KIND", "OPEN GAPS", "GOAL"), cells)


def _gaps_table(actor: Actor, _: Sequence[Item]) -> ListTable:
    from vividmap.store import queries

    goals = {goal.id: goal.text for goal in queries.list_items(actor.owner, [Goal.kind])}

    def cells(gap: Gap) -> Sequence[str]:
        return gap.handle, gap.state or "open", goals.get(gap.parent, "") if gap.parent else "", gap.text

    return ListTable(("HANDLE", "STATE", "GOAL", "GAP"), cells)


def _skills_table(actor: Actor, _: Sequence[Item]) -> ListTable:
    counts = _count_entries(actor)

    def cells(skill: Skill) -> Sequence[str]:
        return skill.handle, str(counts.get(skill.id, 0)), skill.text, ", ".join(skill.aliases)

    return ListTable(("HANDLE", "ENTRIES", "SKILL", "ALIASES"), cells)


def _packets_table(_: Actor, __: Sequence[Item]) -> ListTable:
    def cells(saved: SavedPacket) -> Sequence[str]:
        return saved.handle, f"{saved.edited_at:%Y-%m-%d}", read_field(saved, "kind"), saved.text

    return ListTable(("HANDLE", "EDITED", "CONVERSATION", "TITLE"), cells)


def _frameworks_table(actor: Actor, _: Sequence[Item]) -> ListTable:
    from vividmap.core.criteria import requirements
    from vividmap.services import record_cache

    record = record_cache.load_record(actor)
    counts = _covered_criteria(record)

    def cells(framework: Framework) -> Sequence[str]:
        criteria = requirements.criteria_of(record, framework)
        with_evidence = sum(criterion.id in counts for criterion in criteria)
        return framework.handle, str(len(criteria)), str(with_evidence), framework.text

    return ListTable(("HANDLE", "CRITERIA", "WITH EVIDENCE", "FRAMEWORK"), cells)


def _criteria_table(actor: Actor, _: Sequence[Item]) -> ListTable:
    from vividmap.services import record_cache

    record = record_cache.load_record(actor)
    counts = _covered_criteria(record)

    def cells(criterion: Criterion) -> Sequence[str]:
        framework = record.by_id[criterion.parent].text if criterion.parent else ""
        evidence = str(counts.get(criterion.id, 0))
        return criterion.handle, framework, criterion.level, criterion.theme, evidence, criterion.text

    return ListTable(("HANDLE", "FRAMEWORK", "LEVEL", "THEME", "EVIDENCE", "CRITERION"), cells)


def _covered_criteria(record: Record) -> "dict[UUID, int]":
    """Return how many pieces of evidence are linked to each criterion that has any."""
    counts: dict[UUID, int] = {}
    for entry in record.items_of(Evidence):
        for criterion in set(entry.linked_ids("criterion")):
            counts[criterion] = counts.get(criterion, 0) + 1
    return counts


_TABLES: dict[str, Callable[[Actor, Sequence[Item]], ListTable]] = {
    "people": _people_table,
    "goals": _goals_table,
    "gaps": _gaps_table,
    "skills": _skills_table,
    "packets": _packets_table,
    "frameworks": _frameworks_table,
    "criteria": _criteria_table,
}
