"""What follows from the declared fields of a kind: stored keys, choices, and how items are found."""

from functools import cache

from vividmap.core.fields import Choice, Field
from vividmap.core.record import KINDS, Gap, MentionSort, declarations, specs


@cache
def stored_keys(kind: str) -> dict[str, str]:
    """Return by the name of each declared field of a kind its key in the database, change log and archive."""
    return {
        declaration.name: declaration.metadata["stored_as"] or declaration.name
        for declaration in declarations(kind)
    }


@cache
def stored_specs(kind: str) -> dict[str, Field]:
    """Return the declared fields of a kind by their stored keys, in the order in which they are written."""
    keys = stored_keys(kind)
    return {keys[name]: spec for name, spec in specs(kind).items()}


def choice_options(kind: str, name: str) -> tuple[str, ...]:
    """Return what a field of a kind can be; nothing where the kind has no such choice."""
    spec = specs(kind).get(name)
    return spec.options if isinstance(spec, Choice) else ()


def linking_sorts(kind: str) -> tuple[MentionSort, ...]:
    """Return the sorts of mention by which items of a kind can be filtered; a gap also by its goal."""
    return (*KINDS[kind].mention_sorts, *(("goal",) if kind == Gap.kind else ()))
