"""What an author chose, by the names of the fields that the conversations ask for."""

from typing import Any
from uuid import UUID

from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.registry import conversations


def choose(chosen: tuple[UUID, ...] = (), shown: tuple[UUID, ...] = (), **answers: Any) -> AuthorChoices:
    """Return choices with some fields answered, by the fields' names."""
    fields = {field.name: field for conversation in conversations() for field in conversation.fields}
    return AuthorChoices.of(
        {fields[name]: value for name, value in answers.items()}, chosen_ids=chosen, shown_ids=shown
    )
