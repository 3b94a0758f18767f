"""Names that complete a mark while the user types: @person, #skill, !goal or gap, +project."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vividmap.core.filter_line import FilterGrammar, FilterTerm, describe_values
from vividmap.core.names import Names, full_names, short_names
from vividmap.core.record import MENTION_KINDS, SORTS_BY_SIGN, Item
from vividmap.core.text import fold, slug

PROJECT_MARK = "+"
MAX_COMPLETIONS = 8


@dataclass(frozen=True)
class Completion:
    """A name to choose: what is inserted, and what it stands for; `is_new`: nothing has that name yet."""

    insert: str
    label: str
    kind: str
    is_new: bool = False


def list_completions(
    items: Iterable[Item], mark: str, typed: str, *, with_new: bool = True
) -> list[Completion]:
    """Return the names that begin with `typed`, then those with a word that does, then a new name."""
    sort = SORTS_BY_SIGN.get(mark)
    if sort is None:
        return []
    names = Names(items)
    key = slug(typed)
    candidates = [item for item in names.items() if item.kind in MENTION_KINDS[sort]]
    ranks = {item.id: rank for item in candidates if (rank := _rank(item, key)) is not None}
    matches = sorted(
        (item for item in candidates if item.id in ranks), key=lambda item: (ranks[item.id], fold(item.text))
    )
    completions = [
        Completion(f"{mark}{names.token(item.id)}", item.text, item.kind)
        for item in matches[:MAX_COMPLETIONS]
    ]
    if with_new and key and not names.has_name(sort, typed):
        completions.append(Completion(f"{mark}{key}", key, f"new {sort}", is_new=True))
    return completions


def list_filter_completions(
    grammar: FilterGrammar, typed: str, names_by_key: Mapping[str, Iterable[str]]
) -> list[Completion]:
    """Return the keys of a list's filter that begin with `typed` or, behind a colon, the values of the key.

    `names_by_key` has what the record knows for keys that take any text.
    """
    name, colon, value = typed.casefold().partition(":")
    if not colon:
        keys = [key for key in grammar.keys if key.name.startswith(name)]
        return [Completion(f"{key.name}:", f"{key.name}:", describe_values(key)) for key in keys]
    key = grammar.key_by_name.get(name)
    labels = dict(key.labels) if key else {}
    labels |= {free_value: free_value for free_value in names_by_key.get(name, ())}
    return [
        Completion(FilterTerm(name, option).text, label, name)
        for option, label in labels.items()
        if slug(option).startswith(slug(value)) or slug(label).startswith(slug(value))
    ][:MAX_COMPLETIONS]


def list_project_completions(
    projects: Iterable[str], typed: str, *, with_new: bool = True
) -> list[Completion]:
    """Return the same for projects: a label cannot begin with a digit in a mark, "+40 %" is a change."""
    key = slug(typed)
    names_by_key = {slug(name): name for name in projects}
    ranks = {
        name_key: rank
        for name_key in names_by_key
        if not name_key[0].isdigit() and (rank := _rank_names([name_key], key)) is not None
    }
    completions = [
        Completion(_project_mark(names_by_key[name_key]), names_by_key[name_key], "project")
        for name_key in sorted(ranks, key=lambda name_key: (ranks[name_key], name_key))[:MAX_COMPLETIONS]
    ]
    if with_new and key and key not in names_by_key and not key[0].isdigit():
        completions.append(Completion(f"{PROJECT_MARK}{key}", key, "new project", is_new=True))
    return completions


def _project_mark(name: str) -> str:
    """Return the mark of a project, in its own spelling where that can stand in a mark."""
    return f"{PROJECT_MARK}{name if slug(name) == fold(name) else slug(name)}"


def _rank(item: Item, key: str) -> int | None:
    return _rank_names([*full_names(item), *short_names(item)], key)


def _rank_names(names: list[str], key: str) -> int | None:
    if any(name.startswith(key) for name in names):
        return 0
    return 1 if any(word.startswith(key) for name in names for word in name.split("-")) else None
