"""Verbs for check-ins: start or resume, answer a step, finish, skip, redo. Each answer is saved at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core import checkins, record
from vividmap.core.checkins import calendar
from vividmap.core.checkins.agenda import Agenda, Step
from vividmap.core.checkins.answers import Answer
from vividmap.core.checkins.calendar import DueCheckIn, is_for, period_of
from vividmap.core.english.dates import Period
from vividmap.core.outcome_followup import follow_up_days, next_follow_up
from vividmap.core.record import KINDS, CheckIn, Evidence, Profile
from vividmap.core.shorthand import Draft, NameMark, read_line
from vividmap.core.when import When
from vividmap.formats.document.read import read_entry
from vividmap.formats.notes.person_line import read_person
from vividmap.services import record_cache
from vividmap.services.actor import Actor, date_at, today_of
from vividmap.services.changes import entries
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.values import draft_values
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.store import item_rows, queries
from vividmap.store.models import ItemRow
from vividmap.store.queries.due import check_ins_on, load_for_check_ins

_KIND = CheckIn.kind


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """An answer to one step: its text, the handle of the item it is about, an update's gap and action.

    `instead` is "later" or "unknown" in place of an outcome.
    """

    text: str = ""
    about: str = ""
    gap: str = ""
    doing: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    """The check-in after an answer, and the items that the answer added or changed."""

    check_in: CheckIn
    items: tuple[record.Item, ...] = ()


def due_check_ins(actor: Actor) -> tuple[DueCheckIn, ...]:
    """Return the check-ins that are due today."""
    return due_and_coming(actor)[0]


def due_and_coming(
    actor: Actor, profile: Profile | None = None
) -> tuple[tuple[DueCheckIn, ...], tuple[DueCheckIn, ...]]:
    """Return the check-ins that are due today, and the next ones.

    Reads only a small part of the record.
    """
    profile = profile or queries.load_profile(actor.owner)
    day = date_at(actor.now, profile.time_zone)
    record_part = load_for_check_ins(actor.owner, day, profile)
    return calendar.due_check_ins(record_part, day), calendar.next_check_ins(record_part, day)


def load_agenda(actor: Actor, handle: str) -> Agenda:
    """Return the agenda of a check-in. Raises NotFound."""
    check_in = item_rows.to_item_of(actor.owner, entries.find_item(actor, handle, _KIND), CheckIn)
    return checkins.agenda_of(record_cache.load_record(actor), today_of(actor), check_in)


def find_check_in(actor: Actor, kind: str, period: Period) -> CheckIn | None:
    """Return the check-in of a kind for a period, None if there is none."""
    middle = period.first + (period.last - period.first) // 2
    check_ins = check_ins_on(actor.owner, middle)
    return next((check_in for check_in in check_ins if is_for(check_in, kind, period)), None)


def start_check_in(actor: Actor, kind: str, period: Period | None = None) -> CheckIn:
    """Start the check-in of a kind for a period, or reopen the skipped or open one.

    The default period is the due one, else today's. Raises Invalid, Refused if it is done.
    """
    reason = "--redo reopens it and keeps the answers"
    return _set_state(actor, kind, period, "open", reason)


def skip_check_in(actor: Actor, kind: str, period: Period | None = None) -> CheckIn:
    """Skip a check-in, so that it is no longer due; its answers stay. Raises Invalid, Refused."""
    return _set_state(actor, kind, period, "skipped", "there is nothing to skip")


@takes_turn
def finish_check_in(actor: Actor, handle: str) -> CheckIn:
    """Mark a check-in as done. Raises NotFound."""
    check_in = item_rows.to_item_of(actor.owner, entries.find_item(actor, handle, _KIND), CheckIn)
    return _edit_check_in(
        actor,
        check_in,
        "finish check-in",
        {"state": "done", "answers": {**check_in.answers, "finished": today_of(actor).isoformat()}},
    )


@takes_turn
def redo_check_in(actor: Actor, handle: str) -> CheckIn:
    """Reopen a check-in without answers; its answers are kept as earlier ones. Raises NotFound."""
    check_in = item_rows.to_item_of(actor.owner, entries.find_item(actor, handle, _KIND), CheckIn)
    answers = dict(check_in.answers)
    last_answers = answers.pop("said", [])
    answers.pop("finished", None)
    if last_answers:
        answers["earlier"] = [*answers.get("earlier", []), last_answers]
    return _edit_check_in(actor, check_in, "redo check-in", {"state": "open", "answers": answers})


@takes_turn
def answer_step(actor: Actor, handle: str, step: str, response: StepAnswer) -> AnsweredStep:
    """Save an answer and do what it says, as one change.

    Raises NotFound, Invalid, and Refused if the check-in is not open.
    """
    row = entries.find_item(actor, handle, _KIND)
    check_in = item_rows.to_item_of(actor.owner, row, CheckIn)
    agenda_step = _find_step(check_in, step)
    day = _answer_day(actor, check_in, agenda_step)
    about = (
        entries.find_item(actor, response.about, *_ITEM_KINDS[agenda_step.kind]) if response.about else None
    )
    with open_change_set(actor, f"{check_in.rhythm} check-in") as changes:
        items = _STEP_ACTIONS[agenda_step.kind](changes, agenda_step, response, about, day)
        at = actor.now.isoformat(timespec="seconds")
        note = response.text.strip() if agenda_step.kind == "note" else ""
        _save_answer(
            changes, row, Answer(step, at, note, about.uid if about else None, items, response.instead)
        )
    rows = [item_rows.by_id(actor.owner, uid) for uid in items]
    return AnsweredStep(
        _reload(actor, row),
        tuple(item_rows.to_item(actor.owner, changed_row) for changed_row in rows if changed_row),
    )


def _find_step(check_in: CheckIn, name: str) -> Step:
    """Return a step of an open check-in by its name. Raises NotFound, Refused."""
    step = next((step for step in checkins.steps(check_in.rhythm) if step.name == name), None)
    if step is None:
        raise NotFound(f"a {check_in.rhythm} check-in has no step {name!r}")
    if check_in.state not in ("", "open"):
        raise Refused(
            f"the {check_in.rhythm} check-in ^{check_in.handle} is {check_in.state}; --redo reopens it"
        )
    return step


def _answer_day(actor: Actor, check_in: CheckIn, step: Step) -> date:
    """Return an answer's date: in the check-in's period for a capture, else today."""
    day = today_of(actor)
    if step.kind != "capture":
        return day
    return checkins.day_in(checkins.period_for(check_in, queries.load_profile(actor.owner)), day)


def _save_answer(changes: ChangeSet, row: ItemRow, answer: Answer) -> None:
    fresh = item_rows.by_id(changes.owner, row.uid) or row  # another process may have answered meanwhile
    answers = dict(fresh.fields.get("answers", {}))
    answers["said"] = [*answers.get("said", []), answer.plain()]
    changes.edit(fresh, {"answers": answers})


def _do_capture(
    changes: ChangeSet, step: Step, response: StepAnswer, about: ItemRow | None, day: date
) -> tuple[UUID, ...]:
    """Add the entry of a shorthand line, as a capture would."""
    text = _require_text(response, "Say it in a line.")
    person_name, line = _split_name(text) if step.makes == "touchpoint" and about is None else (None, text)
    if step.makes == "person":
        _refuse_known_person(changes, text)
    draft, problems = read_entry(line, KINDS[step.makes], day)
    if problems:
        raise Invalid(f"Line {problems[0].line}: {problems[0].message}.", "text")
    values = draft_values(draft)
    if step.makes == "person":
        name, fields = read_person(draft.text)
        values |= {"text": name, **{field: value for field, value in fields.items() if not values.get(field)}}
    if step.category:
        values.setdefault("category", step.category)
    if KINDS[step.makes].is_dated and values["when"] is None and not draft.is_undated:
        values["when"] = When.day(day)
    if about is not None:
        values["parent"] = about.uid
    elif step.makes == "touchpoint":
        values |= _touchpoint_values(changes, person_name, draft.mentions)
    return (changes.add(step.makes, values),)


def _split_name(text: str) -> tuple[NameMark | None, str]:
    """Return the person's name and the rest of a touchpoint's line such as `@priya Coffee`."""
    first, _, description = text.partition(" ")
    if first.startswith("@") and first[1:] and description.strip():
        return NameMark("person", first[1:]), description.strip()
    return None, text


def _refuse_known_person(changes: ChangeSet, text: str) -> None:
    """Refuse a line for a new person that begins with a known one: it is a touchpoint. Raises Invalid."""
    person, _ = _split_name(f"{text} .")
    if person is not None and changes.resolve_name(person):
        raise Invalid(
            f"@{person.name} is already in the record. To log a touchpoint, go on to the next step.",
            "text",
        )


def _touchpoint_values(
    changes: ChangeSet, person_name: NameMark | None, mentions: tuple[NameMark, ...]
) -> dict[str, Any]:
    """Return a touchpoint's parent, or an unresolved mention of the person."""
    person_name = person_name or next((mention for mention in mentions if mention.sort == "person"), None)
    if person_name is None:
        raise Invalid("Begin with @name, then what it was about.", "text")
    other_mentions = tuple(mention for mention in mentions if mention != person_name)
    person = changes.resolve_name(person_name)
    return (
        {"parent": person, "mentions": other_mentions}
        if person
        else {"mentions": (person_name, *other_mentions)}
    )


def _do_outcome(
    changes: ChangeSet, step: Step, response: StepAnswer, about: ItemRow | None, day: date
) -> tuple[UUID, ...]:
    row = _require_item(about, step)
    if response.instead == "later":
        evidence = item_rows.to_item_of(changes.owner, row, Evidence)
        after = follow_up_days(queries.load_profile(changes.owner).limits)
        changes.edit(row, {"ask_again_on": next_follow_up(evidence, day, after)})
    elif response.instead == "unknown":
        changes.edit(row, {"outcome_state": "unknown"})
    elif response.instead:
        raise Invalid("An outcome can be asked for later, or be unknown.", "instead")
    else:
        changes.edit(
            row, {"outcome": _require_text(response, "Enter an outcome; a rough estimate is enough.")}
        )
    return (row.uid,)


def _do_update(
    changes: ChangeSet, step: Step, response: StepAnswer, about: ItemRow | None, day: date
) -> tuple[UUID, ...]:
    row = _require_item(about, step)
    line = read_line(_require_text(response, "Say how it stands now, in a line."), record.Update)
    fields = {
        name: value for name, value in (("gap", response.gap), ("action", response.doing)) if value.strip()
    }
    draft = Draft(
        kind="update", text=line.text, when=line.when or When.day(day), fields=fields, mentions=line.mentions
    )
    return (changes.add("update", {**draft_values(draft), "parent": row.uid}),)


def _do_strong(
    changes: ChangeSet, step: Step, response: StepAnswer, about: ItemRow | None, day: date
) -> tuple[UUID, ...]:
    row = _require_item(about, step)
    changes.edit(row, {"strong": _require_text(response, "Say why it is strong.")})
    return (row.uid,)


def _do_note(
    changes: ChangeSet, step: Step, response: StepAnswer, about: ItemRow | None, day: date
) -> tuple[UUID, ...]:
    _require_text(response, "Say it in a line.")
    return ()


def _refuse_reading(
    changes: ChangeSet, step: Step, response: StepAnswer, about: ItemRow | None, day: date
) -> tuple[UUID, ...]:
    raise Invalid(f"{step.title!r} is for reading and takes no answer", "step")


def _require_text(response: StepAnswer, message: str) -> str:
    if not response.text.strip():
        raise Invalid(message, "text")
    return response.text.strip()


def _require_item(row: ItemRow | None, step: Step) -> ItemRow:
    if row is None:
        raise Invalid(f"Name the item that the answer to {step.title!r} is about.", "about")
    return row


_StepAction = Callable[[ChangeSet, Step, StepAnswer, ItemRow | None, date], tuple[UUID, ...]]
_STEP_ACTIONS: Mapping[str, _StepAction] = {
    "capture": _do_capture,
    "outcome": _do_outcome,
    "update": _do_update,
    "strong": _do_strong,
    "note": _do_note,
    "look": _refuse_reading,
}
_ITEM_KINDS: Mapping[str, tuple[str, ...]] = {
    "capture": ("person",),
    "outcome": ("evidence",),
    "update": ("goal", "gap"),
    "strong": ("evidence",),
    "note": (),
    "look": (),
}


def _default_period(actor: Actor, kind: str) -> Period:
    """Return the due period of a kind, else today's. Raises Invalid."""
    _check_kind(kind)
    day = today_of(actor)
    due_check_in = next(
        (due_check_in for due_check_in in due_check_ins(actor) if due_check_in.kind == kind), None
    )
    return due_check_in.period if due_check_in else period_of(kind, day, queries.load_profile(actor.owner))


def _check_period(actor: Actor, kind: str, period: Period) -> None:
    _check_kind(kind)
    if period.first > today_of(actor):
        raise Invalid(f"{period.name} has not begun yet", "period")


def _check_kind(kind: str) -> None:
    if kind not in checkins.KINDS:
        raise Invalid(f"{kind!r} is not a check-in; use one of {', '.join(checkins.KINDS)}", "kind")


@takes_turn
def _set_state(actor: Actor, kind: str, period: Period | None, state: str, reason: str) -> CheckIn:
    """Set the state of the check-in for a period, which is added if missing. Raises Invalid, Refused."""
    period = period or _default_period(actor, kind)
    _check_period(actor, kind, period)
    with open_change_set(actor) as changes:
        # Inside the transaction, so that of two processes the second finds what the first added.
        check_in = find_check_in(actor, kind, period)
        if check_in is not None and check_in.state == "done":
            raise Refused(f"the {kind} check-in for {period.name} is done; {reason}")
        if check_in is None or check_in.state != state:
            changes.begin_change(_STATE_VERBS[state][check_in is not None])
            _write_state(changes, check_in, kind, period, state)
    saved = find_check_in(actor, kind, period)
    assert saved is not None  # noqa: S101 - just written
    return saved


_STATE_VERBS = {
    "open": ("begin check-in", "resume check-in"),
    "skipped": ("skip check-in", "skip check-in"),
}
"""The change's verb for each new state: for a new check-in, and for an existing one."""


def _write_state(changes: ChangeSet, check_in: CheckIn | None, kind: str, period: Period, state: str) -> None:
    if check_in is not None:
        changes.edit(entries.find_item(changes.actor, check_in.handle, _KIND), {"state": state})
        return
    text, period_dates = f"{kind.capitalize()} check-in, {period.name}", When(period.first, period.last)
    changes.add(_KIND, {"text": text, "when": period_dates, "rhythm": kind, "state": state})


@takes_turn
def _edit_check_in(actor: Actor, check_in: CheckIn, verb: str, values: dict[str, Any]) -> CheckIn:
    row = entries.find_item(actor, check_in.handle, _KIND)
    with open_change_set(actor, verb) as changes:
        changes.edit(row, values, version=check_in.version)
    return _reload(actor, row)


def _reload(actor: Actor, row: ItemRow) -> CheckIn:
    return item_rows.to_item_of(actor.owner, item_rows.by_id(actor.owner, row.uid) or row, CheckIn)
