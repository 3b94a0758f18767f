"""Reads of projects: the labels on entries, and the entries of each."""

from django.db.models import Count, QuerySet

from vividmap.core.projects import Project, group_projects, project_key, usual_spelling
from vividmap.core.text import fold
from vividmap.store import queries, records
from vividmap.store.models import ItemRow, Owner

_KINDS = ("evidence", "skill entry")


def project_names(owner: Owner) -> list[str]:
    """Return the names of the projects in alphabetical order, each project once."""
    spellings_by_key: dict[str, dict[str, int]] = {}
    for label, count in _labels(owner).items():
        spellings_by_key.setdefault(project_key(label), {})[label] = count
    return sorted(map(usual_spelling, spellings_by_key.values()), key=fold)


def spellings(owner: Owner, name: str) -> tuple[str, ...]:
    """Return the labels that entries have for a project, in all their spellings."""
    key = project_key(name)
    return tuple(label for label in _labels(owner) if project_key(label) == key)


def load_projects(owner: Owner) -> tuple[Project, ...]:
    """Return the projects with their entries, the one with the newest entry first."""
    return group_projects(records.to_items(_rows(owner), owner))


def find_project(owner: Owner, name: str) -> Project | None:
    """Return a project with its entries, whatever the spelling of its name; None if there is none."""
    if not project_key(name):
        return None
    projects = group_projects(records.to_items(project_rows(owner, name), owner))
    return projects[0] if projects else None


def project_rows(owner: Owner, name: str) -> QuerySet[ItemRow]:
    """Return the rows of a project's entries."""
    return queries.rows_of_kind(owner, *_KINDS).filter(fields__project__in=spellings(owner, name))


def _labels(owner: Owner) -> dict[str, int]:
    """Return the labels on entries as they are spelt, each with the number of its entries."""
    counts = _rows(owner).values("fields__project").annotate(count=Count("number")).order_by()
    return {row["fields__project"]: row["count"] for row in counts}


def _rows(owner: Owner) -> QuerySet[ItemRow]:
    return queries.rows_of_kind(owner, *_KINDS).filter(fields__project__isnull=False)
