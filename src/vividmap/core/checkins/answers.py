"""What was said in a check-in, as it is kept with it.

Words that became an item are that item's, and only its id is kept here: so an entry that is purged is gone,
and none of its words stay behind. A note, which no item holds, is kept whole.

    {"said": [{"step": "decision", "at": "2026-11-20T16:05:00+00:00", "items": ["01a2…"]},
              {"step": "outcomes", "at": "…", "about": "01a1…", "instead": "later"},
              {"step": "priorities", "at": "…", "text": "The queue decision first"}],
     "finished": "2026-11-20", "earlier": [[…]]}
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import CheckIn


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: to which step, at what moment (ISO 8601, UTC), and what came of it.

    `items` are the ids of what was made or changed, `about` the id of what was asked about, `instead` is
    `later` or `unknown` where an outcome was put off or closed.
    """

    step: str
    at: str
    text: str = ""
    about: UUID | None = None
    items: tuple[UUID, ...] = ()
    instead: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the answer as JSON has it; what is empty is left out."""
        values = {"text": self.text, "instead": self.instead, "about": str(self.about or "")}
        return {
            "step": self.step,
            "at": self.at,
            **{name: value for name, value in values.items() if value},
            **({"items": [str(item) for item in self.items]} if self.items else {}),
        }


def read_answers(check_in: CheckIn) -> tuple[Answer, ...]:
    """Return what was said in a check-in, in the order in which it was said.

    What an archive brought that is no answer is passed over, and kept.
    """
    return tuple(_read(check_in.answers.get("said")))


def finish_day(check_in: CheckIn) -> date | None:
    """Return the day on which a check-in was done, where the owner was; None while it is not."""
    try:
        return date.fromisoformat(str(check_in.answers.get("finished", "")))
    except ValueError:
        return None


def read_earlier_answers(check_in: CheckIn) -> tuple[tuple[Answer, ...], ...]:
    """Return the answers from before the check-in was redone, a group for each time, the oldest first."""
    times = check_in.answers.get("earlier")
    return tuple(tuple(_read(time)) for time in times) if isinstance(times, list | tuple) else ()


def _read(stored_answers: Any) -> Iterator[Answer]:
    for stored in stored_answers if isinstance(stored_answers, list | tuple) else ():
        if isinstance(stored, dict) and isinstance(stored.get("step"), str):
            items = stored.get("items")
            yield Answer(
                step=stored["step"],
                at=str(stored.get("at", "")),
                text=str(stored.get("text", "")),
                about=next(_ids([stored.get("about")]), None),
                items=tuple(_ids(items if isinstance(items, list | tuple) else ())),
                instead=str(stored.get("instead", "")),
            )


def _ids(values: Any) -> Iterator[UUID]:
    for value in values:
        try:
            yield UUID(value)
        except (ValueError, TypeError, AttributeError):
            continue
