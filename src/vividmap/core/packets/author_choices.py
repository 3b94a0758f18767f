"""What an author chose for a packet; what is left empty is proposed."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any
from uuid import UUID

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.request_fields import Answer, RequestField


@dataclass(frozen=True, slots=True)
class AuthorChoices:
    """What the author chose.

    `chosen_ids` are the items to write it around, in the author's order. `shown_ids` are items that would be
    held back, and are shown all the same. `answers` are the answers to a conversation's own fields, as they
    are stored: JSON values by the field's name, empty ones left out.
    """

    chosen_ids: tuple[UUID, ...] = ()
    shown_ids: tuple[UUID, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        answers: Mapping[RequestField[Any], Any],
        *,
        chosen_ids: tuple[UUID, ...] = (),
        shown_ids: tuple[UUID, ...] = (),
    ) -> "AuthorChoices":
        """Return choices with some fields answered."""
        json_values = {field.name: field.encode(answer) for field, answer in answers.items()}
        return cls(chosen_ids, shown_ids, {name: value for name, value in json_values.items() if value})

    def answer(self, request_field: RequestField[Answer]) -> Answer:
        """Return what a field was answered with; its empty value where it was not."""
        return request_field.decode(self.answers.get(request_field.name))


NO_CHOICES = AuthorChoices()
"""Nothing is chosen yet."""
