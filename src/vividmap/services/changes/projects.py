"""Verbs for projects: rename, merge, set a summary and a state. Each is one change."""

from dataclasses import replace

from vividmap.core.project_notes import ProjectNote
from vividmap.core.projects import project_key
from vividmap.core.text import UnreadableText, clean_line
from vividmap.services.actor import Actor
from vividmap.services.changes import settings
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid, NotFound
from vividmap.store import item_rows, queries
from vividmap.store.queries import project_queries


def find_project_name(actor: Actor, name: str) -> str:
    """Return a project's name as it is usually spelt. Raises NotFound."""
    project = project_queries.find_project(actor.owner, name)
    if project is None:
        raise NotFound(f"there is no project {name!r}; vividmap list projects shows them")
    return project.name


@takes_turn
def rename_project(actor: Actor, name: str, new_name: str) -> int:
    """Give all entries of a project another label; return how many. Raises NotFound, Invalid.

    The name of another project is refused; `merge_projects` joins two.
    """
    label = _check_label(new_name)
    old_name = find_project_name(actor, name)
    other = project_queries.find_project(actor.owner, label)
    if other is not None and other.key != project_key(old_name):
        raise Invalid(f"{label!r} is already a project; merge the two", "name")
    with open_change_set(actor, "rename project") as changes:
        return _relabel(changes, old_name, label)


@takes_turn
def merge_projects(actor: Actor, name: str, into: str) -> int:
    """Move the entries of a project into another; return how many. Raises NotFound, Invalid."""
    old_name, target_name = find_project_name(actor, name), find_project_name(actor, into)
    if project_key(old_name) == project_key(target_name):
        raise Invalid(f"{name!r} and {into!r} are one project", "into")
    with open_change_set(actor, "merge projects") as changes:
        return _relabel(changes, old_name, target_name)


@takes_turn
def describe_project(actor: Actor, name: str, *, summary: str | None = None, state: str | None = None) -> str:
    """Set a project's summary or state, and return its name. Raises NotFound, Invalid."""
    project_name = find_project_name(actor, name)
    with open_change_set(actor, "describe project") as changes:
        notes = {project_key(note.name): note for note in queries.load_profile(actor.owner).projects}
        note = notes.get(project_key(project_name), ProjectNote(project_name))
        note = replace(
            note,
            name=_without_commas(project_name),
            summary=note.summary if summary is None else summary,
            state=note.state if state is None else state,
        )
        notes[project_key(project_name)] = note
        settings.write_settings(changes, {"projects": tuple(notes.values())})
    return project_name


def _check_label(name: str) -> str:
    try:
        label = clean_line(name).removeprefix("+").strip()
    except UnreadableText as error:
        raise Invalid(str(error), "name") from error
    if not project_key(label):
        raise Invalid("a project needs a name", "name")
    return label


def _without_commas(name: str) -> str:
    """Return a project's name as its note has it, where a comma ends a name."""
    return " ".join(name.replace(",", " ").split())


def _relabel(changes: ChangeSet, old_name: str, label: str) -> int:
    """Relabel the entries, and move the note: that of the other project stays where there is one."""
    spellings = project_queries.spellings(changes.owner, old_name)
    count = sum(
        changes.edit(row, {"project": label}) for row in item_rows.with_projects(changes.owner, spellings)
    )
    notes = {project_key(note.name): note for note in queries.load_profile(changes.owner).projects}
    old_note = notes.pop(project_key(old_name), None)
    if old_note is not None:
        notes.setdefault(project_key(label), replace(old_note, name=_without_commas(label)))
        settings.write_settings(changes, {"projects": tuple(notes.values())})
    return count
