"""Reads of projects: the labels on entries, and the entries of each."""

from django.db.models import QuerySet

from vividmap.core.projects import Project, group_projects, project_key
from vividmap.core.text import fold
from vividmap.store import queries, records
from vividmap.store.models import ItemRow, Owner

_KINDS = ("evidence", "skill entry")


def project_names(owner: Owner) -> list[str]:
    """Return the names of the projects in alphabetical order, each project once."""
    names = {project_key(label): label for label in _labels(owner)}
    return sorted(names.values(), key=fold)


def spellings(owner: Owner, name: str) -> tuple[str, ...]:
    """Return the labels that entries have for a project, in all their spellings."""
    key = project_key(name)
    return tuple(label for label in _labels(owner) if project_key(label) == key)


def load_projects(owner: Owner) -> tuple[Project, ...]:
    """Return the projects with their entries, the one with the newest entry first."""
    return group_projects(records.to_items(_rows(owner), owner))


def _labels(owner: Owner) -> list[str]:
    return list(_rows(owner).values_list("fields__project", flat=True).distinct().order_by("fields__project"))


def _rows(owner: Owner) -> QuerySet[ItemRow]:
    return queries.rows_of_kind(owner, *_KINDS).filter(fields__project__isnull=False)
