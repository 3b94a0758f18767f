"""What a project's page shows, read from the record: entries, results, people, skills and gaps."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from vividmap.core.entry_results import result_of
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.project_notes import ProjectNote
from vividmap.core.projects import Project, project_key
from vividmap.core.record import Evidence, MentionSort, Profile, SkillEntry
from vividmap.core.results.reading import Result
from vividmap.core.when import When


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A project as a whole. The names are ids with the number of entries that mention each, most first."""

    project: Project
    note: ProjectNote
    results: tuple[tuple[Evidence, Result], ...]
    people: tuple[tuple[UUID, int], ...]
    skills: tuple[tuple[UUID, int], ...]
    goals: tuple[tuple[UUID, int], ...]
    span: tuple[When, When] | None


def summarize_project(project: Project, profile: Profile) -> ProjectSummary:
    """Return a project's page, with what the profile says of it."""
    key = project.key
    notes = (note for note in profile.projects if project_key(note.name) == key)
    dated = [entry.when for entry in project.entries if entry.when]
    return ProjectSummary(
        project,
        next(notes, ProjectNote(project.name)),
        tuple((entry, result) for entry in project.evidence if (result := result_of(entry))),
        _count_mentions(project.entries, "person"),
        _count_mentions(project.entries, "skill"),
        _count_mentions(project.entries, "goal"),
        (dated[-1], dated[0]) if dated else None,
    )


def _count_mentions(
    entries: Iterable[Evidence | SkillEntry], sort: MentionSort
) -> tuple[tuple[UUID, int], ...]:
    counts = Counter(target for entry in entries for target in set(entry.linked_ids(sort)))

    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
