"""What a shell completes: handles, and the names of people, skills, goals and projects."""

from vividmap.core.text import fold
from vividmap.services.actor import Actor
from vividmap.store import completions

_MAX_HANDLES = 100


def complete_names(actor: Actor, beginning: str, *kinds: str) -> list[tuple[str, str]]:
    """Return the names of items of some kinds that begin so, each with its handle, in alphabetical order.

    Case and accents do not matter; a name may also begin with any of its words.
    """
    typed = fold(beginning)
    names = {
        text: handle
        for text, handle in completions.names_of_kinds(actor.owner, *kinds)
        if (folded := fold(text)).startswith(typed) or f" {typed}" in folded
    }
    return sorted(names.items(), key=lambda pair: fold(pair[0]))


def complete_handles(actor: Actor, beginning: str) -> list[tuple[str, str]]:
    """Return the handles that begin so, each with the text of its item; none where nothing was typed."""
    typed = beginning.removeprefix("^").lower()
    if not typed.isalnum() or not typed.isascii():
        return []
    caret = "^" if beginning.startswith("^") else ""
    matches = completions.handles_from(actor.owner, typed, _MAX_HANDLES)
    return [(caret + handle, text) for handle, text in matches]


def complete_projects(actor: Actor, beginning: str) -> list[str]:
    """Return the names of projects that begin so, whatever their case and accents, each once."""
    typed = fold(beginning.removeprefix("+"))
    return [name for name in completions.project_names(actor.owner) if fold(name).startswith(typed)]
