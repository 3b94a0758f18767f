"""What an import will do, in the words of its page: what becomes of every line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vividmap.formats.notes import Fate
from vividmap.services.archives import Coming
from vividmap.services.plans import Plan, Step, changed, spoken, verb

_KEPT = {"add": "new", "change": "changed", "left": "left alone", "same": "here already"}


@dataclass(frozen=True)
class Line:
    """One line that comes in. `leave` is what a tick leaves out, "" where there is nothing to leave out."""

    number: int
    text: str
    sort: str
    fate: str
    why: str = ""
    leave: str = ""
    depth: int = 0


def foreign(text: str, plan: Plan, fates: Sequence[Fate]) -> Iterator[Line]:
    """Yield every line of a document that was never ours, with what becomes of it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    steps: dict[int, list[Step]] = {}
    for step in plan.steps:
        steps.setdefault(step.draft.place, []).append(step)
    for fate in fates:
        yield _fate(fate, lines[fate.line - 1].strip(), steps.get(fate.line, []))


def _fate(fate: Fate, text: str, steps: Sequence[Step]) -> Line:
    if fate.what == "not taken":
        return Line(fate.line, text, "lost", "not imported", fate.said)
    if fate.what == "heading":
        return Line(fate.line, text, "heading", "heading", fate.said)
    if not steps:
        where = f" of the entry on line {fate.entry}" if fate.entry != fate.line else ""
        return Line(fate.line, text, "within", f"kept as text{where}", fate.said)
    step = steps[0]
    kinds = " and ".join(dict.fromkeys(one.draft.kind for one in steps))
    if step.what == "add":
        when = f", {step.draft.when}" if step.draft.when else ""
        why = fate.said.partition(", the date ")[2]
        why = f"the date {why}" if why else ""
        return Line(fate.line, text, "add", f"becomes {kinds}{when}", why, str(step.flat.place))
    return Line(fate.line, text, step.what, _KEPT[step.what], step.why)


def ours(plan: Plan) -> Iterator[Line]:
    """Yield what a document of ours brings; what the record says already is left out."""
    for name in plan.profile:
        yield Line(0, "name" if name == "text" else spoken(name), "add", "set in your profile")
    for step in plan.steps:
        if step.what == "same":
            continue
        when = f"{step.draft.when} " if step.draft.when else ""
        why = step.why if step.what == "left" else ", ".join(changed(step))
        fate = f"becomes {step.draft.kind}" if step.what == "add" else verb(step)
        fate = _KEPT["left"] if step.what == "left" else fate
        leave = str(step.flat.place) if step.what == "add" else ""
        depth = 1 if step.flat.parent else 0
        yield Line(step.draft.place, f"{when}{step.draft.text}", step.what, fate, why, leave, depth)


def archive(coming: Coming) -> Iterator[Line]:
    """Yield what an archive brings."""
    for number, one in enumerate(coming.new, 1):
        yield Line(
            number, _said(one), "add", f"becomes {one['kind']}", "", one["id"], 1 if "parent" in one else 0
        )


def _said(one: dict[str, Any]) -> str:
    when = f"{one['last']} " if one.get("last") else ""
    return f"{when}{one['text']}"
