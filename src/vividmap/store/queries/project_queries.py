"""Reads of projects: the labels on entries, and the entries of each."""

from vividmap.core.projects import Project, group_projects, project_key
from vividmap.core.record import ENTRY_KINDS
from vividmap.store import completions
from vividmap.store.records import of_kinds, read_items
from vividmap.store.sql import Condition, RecordOwner, all_of, has_value, is_one_of, stored_field


def project_names(owner: RecordOwner) -> list[str]:
    """Return the names of the projects in alphabetical order, each project once."""
    return completions.project_names(owner)


def spellings(owner: RecordOwner, name: str) -> tuple[str, ...]:
    """Return the labels that entries have for a project, in all their spellings."""
    key = project_key(name)
    return tuple(label for label in completions.project_labels(owner) if project_key(label) == key)


def load_projects(owner: RecordOwner) -> tuple[Project, ...]:
    """Return the projects with their entries, the one with the newest entry first."""
    return group_projects(read_items(owner, _in_projects(owner), ""))


def find_project(owner: RecordOwner, name: str) -> Project | None:
    """Return a project with its entries, whatever the spelling of its name; None if there is none."""
    if not project_key(name):
        return None
    has_label = is_one_of(stored_field("project"), spellings(owner, name))
    projects = group_projects(read_items(owner, all_of(of_kinds(owner, *ENTRY_KINDS), has_label), ""))
    return projects[0] if projects else None


def _in_projects(owner: RecordOwner) -> Condition:
    return all_of(of_kinds(owner, *ENTRY_KINDS), has_value("project"))
