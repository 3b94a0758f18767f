"""Verbs for check-ins: begin or resume one, answer, finish, skip, do again. What is said is kept at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core import checkins, record
from vividmap.core.checkins.agenda import Agenda, Step
from vividmap.core.checkins.answers import Answer
from vividmap.core.checkins.calendar import Due, is_for, period_of
from vividmap.core.checkins.calendar import coming as to_come
from vividmap.core.checkins.calendar import due as waiting
from vividmap.core.dates import Period
from vividmap.core.landing import asked_after, next_ask
from vividmap.core.record import KINDS, CheckIn, Evidence, Profile
from vividmap.core.shorthand import Draft, Named, read_line
from vividmap.core.when import When
from vividmap.formats.document.read import read_entry
from vividmap.services import entries, memory
from vividmap.services.actor import Actor, date_at, today
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.services.values import values_of
from vividmap.services.work import Work, working
from vividmap.store import queries
from vividmap.store.models import Item
from vividmap.store.queries import due as rows

_KIND = CheckIn.kind


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says to one step: a line, about which item (its handle), and what belongs to an update.

    `instead` of an outcome is `later` or `unknown`.
    """

    text: str = ""
    about: str = ""
    gap: str = ""
    doing: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The check-in after an answer, and the items that came of it or were changed."""

    check_in: CheckIn
    items: tuple[record.Item, ...] = ()


def due(actor: Actor) -> tuple[Due, ...]:
    """Return the check-ins that are due today."""
    return calendar(actor)[0]


def calendar(actor: Actor, profile: Profile | None = None) -> tuple[tuple[Due, ...], tuple[Due, ...]]:
    """Return the check-ins that are due today, and those that come next.

    Only a small part of the record is read for it.
    """
    profile = profile or queries.profile(actor.owner)
    day = date_at(actor.now, profile.time_zone)
    known = rows.for_check_ins(actor.owner, day, profile)
    return waiting(known, day), to_come(known, day)


def agenda(actor: Actor, handle: str) -> Agenda:
    """Return the agenda of a check-in that was begun. Raises NotFound."""
    found = _item(actor, entries.find(actor, handle, _KIND))
    return checkins.agenda_of(memory.record(actor), today(actor), found)


def find(actor: Actor, kind: str, period: Period) -> CheckIn | None:
    """Return the check-in of a kind for a period, None where there is none."""
    middle = period.first + (period.last - period.first) // 2
    rows = queries.of_kind(actor.owner, _KIND).filter(first__lte=middle, last__gte=middle)
    found = [_item(actor, row) for row in rows.order_by("-created_at", "-number")]
    return next((one for one in found if is_for(one, kind, period)), None)


def start(actor: Actor, kind: str, period: Period | None = None) -> CheckIn:
    """Begin the check-in of a kind for a period, or return the one that is open or was skipped, open again.

    Without a period: the one that is due, else the one of today. Raises Invalid, Refused where it is done.
    """
    done = "--redo opens it again, and keeps what was said"
    return _put(actor, kind, period, "open", done)


def skip(actor: Actor, kind: str, period: Period | None = None) -> CheckIn:
    """Let a check-in pass: it is not due any more. What was said in it stays. Raises Invalid, Refused."""
    return _put(actor, kind, period, "skipped", "there is nothing to skip")


def finish(actor: Actor, handle: str) -> CheckIn:
    """Say that a check-in is done. Raises NotFound."""
    found = _item(actor, entries.find(actor, handle, _KIND))
    return _edit(
        actor,
        found,
        "finish check-in",
        {"state": "done", "answers": {**found.answers, "finished": today(actor).isoformat()}},
    )


def redo(actor: Actor, handle: str) -> CheckIn:
    """Open a check-in again with nothing said; what was said is kept as said earlier. Raises NotFound."""
    found = _item(actor, entries.find(actor, handle, _KIND))
    kept = dict(found.answers)
    said = kept.pop("said", [])
    kept.pop("finished", None)
    if said:
        kept["earlier"] = [*kept.get("earlier", []), said]
    return _edit(actor, found, "redo check-in", {"state": "open", "answers": kept})


def answer(actor: Actor, handle: str, step: str, said: Said) -> Answered:
    """Do what an answer says, and keep in the check-in what came of it: one change, undone as one.

    Raises NotFound, Invalid, and Refused where the check-in is not open.
    """
    row = entries.find(actor, handle, _KIND)
    found = _item(actor, row)
    asked = _step(found, step)
    day = _day(actor, found, asked)
    about = entries.find(actor, said.about, *_ABOUT[asked.kind]) if said.about else None
    with working(actor, f"{found.what} check-in") as work:
        items = _DO[asked.kind](work, asked, said, about, day)
        at = actor.now.isoformat(timespec="seconds")
        note = said.text.strip() if asked.kind == "note" else ""
        _keep(work, row, Answer(step, at, note, about.uid if about else None, items, said.instead))
    there = [queries.by_id(actor.owner, uid) for uid in items]
    return Answered(_again(actor, row), tuple(queries.one(actor.owner, one) for one in there if one))


def _step(found: CheckIn, name: str) -> Step:
    """Return the step of a name in an open check-in. Raises NotFound, Refused."""
    asked = next((one for one in checkins.steps(found.what) if one.name == name), None)
    if asked is None:
        raise NotFound(f"a {found.what} check-in has no step {name!r}")
    if found.state not in ("", "open"):
        raise Refused(f"the {found.what} check-in ^{found.handle} is {found.state}; --redo opens it again")
    return asked


def _day(actor: Actor, found: CheckIn, step: Step) -> date:
    """Return the day of what is said: of the check-in's period for a capture, today for all else."""
    day = today(actor)
    if step.kind != "capture":
        return day
    return checkins.day_in(checkins.period_for(found, queries.profile(actor.owner)), day)


def _keep(work: Work, row: Item, said: Answer) -> None:
    fresh = queries.by_id(work.owner, row.uid) or row  # it may have been answered elsewhere meanwhile
    kept = dict(fresh.fields.get("answers", {}))
    kept["said"] = [*kept.get("said", []), said.plain()]
    work.edit(fresh, {"answers": kept})


def _capture(work: Work, step: Step, said: Said, about: Item | None, day: date) -> tuple[UUID, ...]:
    """Add what a line of shorthand says, as a captured line is added."""
    text = _needed(said, "Say it in a line.")
    whom, line = _whom(text) if step.makes == "touchpoint" and about is None else (None, text)
    draft, _ = read_entry(line, KINDS[step.makes], day)
    values = values_of(draft)
    if step.what:
        values.setdefault("what", step.what)
    if KINDS[step.makes].dated and values["when"] is None and not draft.undated:
        values["when"] = When.day(day)
    if about is not None:
        values["parent"] = about.uid
    elif step.makes == "touchpoint":
        values |= _with(work, whom, draft.mentions)
    return (work.add(step.makes, values),)


def _whom(text: str) -> tuple[Named | None, str]:
    """Return the name at the head of a touchpoint's line, and the rest: `@priya Coffee`."""
    first, _, rest = text.partition(" ")
    if first.startswith("@") and first[1:] and rest.strip():
        return Named("person", first[1:]), rest.strip()
    return None, text


def _with(work: Work, whom: Named | None, mentions: tuple[Named, ...]) -> dict[str, Any]:
    """Return whom a touchpoint was with: its parent, or a name that waits to be linked."""
    whom = whom or next((one for one in mentions if one.sort == "person"), None)
    if whom is None:
        raise Invalid("Say with whom: @name and what it was about.", "text")
    others = tuple(one for one in mentions if one != whom)
    person = work.resolve(whom)
    return {"parent": person, "mentions": others} if person else {"mentions": (whom, *others)}


def _outcome(work: Work, step: Step, said: Said, about: Item | None, day: date) -> tuple[UUID, ...]:
    row = _asked(about, step)
    if said.instead == "later":
        found = queries.one(work.owner, row)
        assert isinstance(found, Evidence)  # noqa: S101 - for the type checker: it was looked up as evidence
        after = asked_after(queries.profile(work.owner).limits)
        work.edit(row, {"later": next_ask(found, day, after)})
    elif said.instead == "unknown":
        work.edit(row, {"landed": "unknown"})
    elif said.instead:
        raise Invalid("An outcome can be asked for later, or be unknown.", "instead")
    else:
        work.edit(row, {"outcome": _needed(said, "Say what came of it; a rough estimate will do.")})
    return (row.uid,)


def _update(work: Work, step: Step, said: Said, about: Item | None, day: date) -> tuple[UUID, ...]:
    row = _asked(about, step)
    line = read_line(_needed(said, "Say how it stands now, in a line."), record.Update)
    fields = {name: value for name, value in (("gap", said.gap), ("doing", said.doing)) if value.strip()}
    draft = Draft(
        kind="update", text=line.text, when=line.when or When.day(day), fields=fields, mentions=line.mentions
    )
    return (work.add("update", {**values_of(draft), "parent": row.uid}),)


def _strong(work: Work, step: Step, said: Said, about: Item | None, day: date) -> tuple[UUID, ...]:
    row = _asked(about, step)
    work.edit(row, {"strong": _needed(said, "Say why it is strong.")})
    return (row.uid,)


def _note(work: Work, step: Step, said: Said, about: Item | None, day: date) -> tuple[UUID, ...]:
    _needed(said, "Say it in a line.")
    return ()


def _look(work: Work, step: Step, said: Said, about: Item | None, day: date) -> tuple[UUID, ...]:
    raise Invalid(f"{step.title!r} is something to read; it takes no answer", "step")


def _needed(said: Said, message: str) -> str:
    if not said.text.strip():
        raise Invalid(message, "text")
    return said.text.strip()


def _asked(about: Item | None, step: Step) -> Item:
    if about is None:
        raise Invalid(f"Say which item the answer to {step.title!r} is about.", "about")
    return about


_Do = Callable[[Work, Step, Said, Item | None, date], tuple[UUID, ...]]
_DO: Mapping[str, _Do] = {
    "capture": _capture,
    "outcome": _outcome,
    "update": _update,
    "strong": _strong,
    "note": _note,
    "look": _look,
}
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "capture": ("person",),
    "outcome": ("evidence",),
    "update": ("goal", "gap"),
    "strong": ("evidence",),
    "note": (),
    "look": (),
}


def _period(actor: Actor, kind: str) -> Period:
    """Return the period that is due for a kind, else the one of today. Raises Invalid."""
    _known(kind)
    day = today(actor)
    found = next((one for one in due(actor) if one.kind == kind), None)
    return found.period if found else period_of(kind, day, queries.profile(actor.owner))


def _check(actor: Actor, kind: str, period: Period) -> None:
    _known(kind)
    if period.first > today(actor):
        raise Invalid(f"{period.name} has not begun yet", "period")


def _known(kind: str) -> None:
    if kind not in checkins.KINDS:
        raise Invalid(f"{kind!r} is no check-in; there are {', '.join(checkins.KINDS)}", "kind")


def _put(actor: Actor, kind: str, period: Period | None, state: str, done: str) -> CheckIn:
    """Give the check-in for a period a state, whether it is there already or not. Raises Invalid, Refused."""
    period = period or _period(actor, kind)
    _check(actor, kind, period)
    with working(actor) as work:
        # Looked for once it is our turn: of two who begin one at once, the second finds what the first made.
        found = find(actor, kind, period)
        if found is not None and found.state == "done":
            raise Refused(f"the {kind} check-in for {period.name} is done; {done}")
        if found is None or found.state != state:
            work.begin(_VERBS[state][found is not None])
            _give(work, found, kind, period, state)
    made = find(actor, kind, period)
    assert made is not None  # noqa: S101 - it was just written
    return made


_VERBS = {
    "open": ("begin check-in", "resume check-in"),
    "skipped": ("skip check-in", "skip check-in"),
}
"""What a state is brought about by: where there was none, and where there was another."""


def _give(work: Work, found: CheckIn | None, kind: str, period: Period, state: str) -> None:
    if found is not None:
        work.edit(entries.find(work.actor, found.handle, _KIND), {"state": state})
        return
    text, when = f"{kind.capitalize()} check-in, {period.name}", When(period.first, period.last)
    work.add(_KIND, {"text": text, "when": when, "what": kind, "state": state})


def _edit(actor: Actor, found: CheckIn, verb: str, values: dict[str, Any]) -> CheckIn:
    row = entries.find(actor, found.handle, _KIND)
    with working(actor, verb) as work:
        work.edit(row, values, version=found.version)
    return _again(actor, row)


def _again(actor: Actor, row: Item) -> CheckIn:
    return _item(actor, queries.by_id(actor.owner, row.uid) or row)


def _item(actor: Actor, row: Item) -> CheckIn:
    found = queries.one(actor.owner, row)
    assert isinstance(found, CheckIn)  # noqa: S101 - for the type checker: it was looked up as one
    return found
