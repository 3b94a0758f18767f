"""What a check-in goes through: values for the terminal and the page alike."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.insights.pattern import Insight
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.vocabulary import Vocabulary

StepKind = Literal["capture", "outcome", "update", "strong", "note", "look"]


@dataclass(frozen=True, slots=True)
class About:
    """An item that a step is about: its id, its name, and a line about it.

    `depth` is how far it stands beneath the one before it: a gap beneath its goal is 1.
    """

    item: UUID
    name: str
    says: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a check-in asks, or shows.

    `name` is the key under which answers are kept. `kind` tells what answers it takes:

        capture   a line of shorthand; it becomes an item of the kind `makes`, of that `category`
        outcome   what came of an entry; or to be asked later, or never to be known
        update    how a goal or gap stands: its state, the gap, what is done about it
        strong    why an entry is one of the strongest
        note      free text, kept with the check-in
        look      none: it is something to read

    Items of `about` are asked about one by one; a capture only shows them.
    """

    name: str
    kind: StepKind
    title: str
    prompt: str
    reason: str
    makes: str = ""
    category: str = ""
    about: tuple[About, ...] = ()
    insights: tuple[Insight, ...] = ()

    def on(self, *about: About) -> "Step":
        """Return the step with what it is about."""
        return replace(self, about=about)

    def showing(self, insights: tuple[Insight, ...]) -> "Step":
        """Return the step with what patterns found."""
        return replace(self, insights=insights)


def kind_steps(kinds: Vocabulary, reasons: Mapping[str, str], makes: str) -> tuple[Step, ...]:
    """Return a step for each kind of entry, which asks its question and captures an item `makes` of it."""
    return tuple(
        Step(
            term.value,
            "capture",
            term.label,
            term.question,
            reasons.get(term.value, ""),
            makes=makes,
            category=term.value,
        )
        for term in kinds.terms
    )


@dataclass(frozen=True, slots=True)
class Agenda:
    """A check-in of a kind for a period, the minutes meant for it, and its steps in order."""

    kind: str
    period: Period
    minutes: int
    steps: tuple[Step, ...] = ()

    def step(self, name: str) -> Step | None:
        """Return the step of a name, None where the agenda has none."""
        return next((step for step in self.steps if step.name == name), None)
