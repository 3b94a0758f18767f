"""The running document out and in: written, edited, imported, from us or from anywhere."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vividmap.core.handles import derived_id
from vividmap.core.record import KINDS, Record, specs
from vividmap.core.shorthand import Draft
from vividmap.formats.document import is_ours
from vividmap.formats.document.read import Document, Problem, read, read_entry
from vividmap.formats.document.write import write, write_item
from vividmap.services import settings
from vividmap.services.actor import Actor, today
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.plans import Flat, Plan, Step, alone, flatten, in_order, plan_edit, plan_return
from vividmap.services.work import Work, values_of, working
from vividmap.store import queries, records, snapshots
from vividmap.store.models import Item

if TYPE_CHECKING:
    from vividmap.formats.notes import Fate

Progress = Callable[[int, int], None]


def _day(actor: Actor) -> Any:
    return today(actor.now, queries.profile(actor.owner).time_zone)


def export(actor: Actor) -> str:
    """Return the whole record as the running document."""
    return write(queries.load(actor.owner))


def plan_edited(actor: Actor, base: str, edited: str) -> Plan:
    """Plan what an edited document changes; `base` is what `export` gave. Problems name their lines."""
    day = _day(actor)
    return plan_edit(read(base, day), read(edited, day), read(export(actor), day))


def plan_import(actor: Actor, text: str) -> tuple[Plan, tuple["Fate", ...]]:
    """Plan taking in a document: one of ours, or anybody's. Returns what became of each line of the latter.

    Raises Invalid for a text that cannot be read at all.
    """
    day = _day(actor)
    if is_ours(text):
        return _plan_ours(actor, read(text, day), read(export(actor), day)), ()
    from vividmap.formats import notes  # noqa: PLC0415 - its Markdown parser is for this alone

    try:
        found = notes.read(text, day)
    except ValueError as error:
        raise Invalid(str(error)) from error
    return _plan_foreign(actor, found.drafts), found.fates


def _plan_ours(actor: Actor, arriving: Document, current: Document) -> Plan:
    flats = flatten(arriving.drafts)
    now = {flat.draft.handle: flat.draft for flat in flatten(current.drafts)}
    differing = [
        f.draft.handle
        for f in flats
        if f.draft.handle in now and alone(now[f.draft.handle]) != alone(f.draft)
    ]
    unknown = [flat.draft.handle for flat in flats if flat.draft.handle and flat.draft.handle not in now]
    gone = queries.taken_handles(actor.owner, unknown)
    return plan_return(arriving, current, dict(_earlier(actor, differing)), frozenset(gone))


def _earlier(actor: Actor, handles: list[str]) -> Iterator[tuple[str, frozenset[Draft]]]:
    """Yield what items said at any time, as drafts, so that an old copy of a document is known for one."""
    if not handles:
        return
    record, day = queries.load(actor.owner), _day(actor)
    for handle in handles:
        row = queries.by_handle(actor.owner, handle)
        versions = [one.after for one in queries.history(actor.owner, row.uid) if one.after] if row else []
        found = set()
        for snapshot in versions:
            old = records.item(
                snapshots.row_of(snapshot, actor.owner.id), snapshots.mentions_of(snapshot, actor.owner.id)
            )
            text = write_item(old, Record(tuple(item for item in record.items if item.id != old.id)))
            draft, _ = read_entry(
                text.removeprefix("- ").rstrip("\n").replace("\n  ", "\n"), KINDS[old.kind], day, handles=True
            )
            found.add(alone(draft))
        yield handle, frozenset(found)


def _plan_foreign(actor: Actor, drafts: tuple[Draft, ...]) -> Plan:
    flats = flatten(drafts)
    ids = _foreign_ids(flats)
    known = queries.known_before(actor.owner, [uid for uid, _ in ids])
    there = (
        set(Item.objects.filter(owner=actor.owner, uid__in=known).values_list("uid", flat=True))
        if len(known) < 500
        else known
    )
    names = Work(actor).names
    steps = []
    for flat, (uid, _) in zip(flats, ids, strict=True):
        sort = {"person": "person", "skill": "skill", "goal": "goal"}.get(flat.draft.kind)
        if uid in known:
            steps.append(
                Step("same" if uid in there else "left", flat, "" if uid in there else "it was deleted here")
            )
        elif sort and flat.parent is None and (found := names.resolve(sort, flat.draft.text)):  # type: ignore[arg-type]
            token = names.token(found)
            steps.append(
                Step("left", flat, f"{flat.draft.text} is in the record already; edit it there (@{token})")
            )
        else:
            steps.append(Step("add", flat))
    return Plan(tuple(steps))


def _foreign_ids(flats: list[Flat]) -> list[tuple[UUID, int]]:
    """Return an id for each draft that is the same at each import: by what it says and how often."""
    seen: dict[tuple[str, ...], int] = {}
    ids = []
    for flat in flats:
        draft = flat.draft
        above = flat.parent.draft.text if flat.parent else ""
        said = (draft.kind, above, str(draft.when or ""), draft.text, draft.body)
        seen[said] = seen.get(said, 0) + 1
        day = (
            datetime.combine(draft.when.last, time(), UTC) if draft.when else datetime(1970, 1, 1, tzinfo=UTC)
        )
        ids.append((derived_id(day, *said, str(seen[said])), seen[said]))
    return ids


def apply(actor: Actor, plan: Plan, verb: str, progress: Progress = lambda done, of: None) -> None:
    """Do all that a plan says, as one change, which is one step to undo.

    Raises Invalid where the plan has problems and Conflict where the record was changed meanwhile: then
    nothing at all is done.
    """
    if plan.problems:
        first = plan.problems[0]
        raise Invalid(f"line {first.line}: {first.message}")
    if plan.does_nothing:
        return
    foreign = verb == "import notes"
    ids = (
        {flat.place: uid for flat, (uid, _) in zip(flats, _foreign_ids(flats), strict=True)}
        if foreign and (flats := [step.flat for step in plan.steps])
        else {}
    )
    with working(actor, verb) as work:
        if plan.profile:
            settings.write(work, plan.profile)
        _Applying(work, ids, progress).run(plan)


class _Applying:
    """The steps of one plan on their way into the record."""

    def __init__(self, work: Work, ids: dict[int, UUID], progress: Progress) -> None:
        self.work, self.ids, self.progress = work, ids, progress
        self.made: dict[int, UUID] = {}

    def run(self, plan: Plan) -> None:
        todo = in_order([step for step in plan.steps if step.what in ("add", "change")])
        for number, step in enumerate(todo, 1):
            try:
                self._add(step) if step.what == "add" else self._change(step)
            except Refused as error:
                raise type(error)(f"line {step.draft.place}: {error}") from error
            if number % 100 == 0 or number == len(todo):
                self.progress(number, len(todo))
        for step in plan.steps:
            row = self._row(step.draft.handle) if step.what == "delete" else None
            if row is not None:
                self.work.remove(row)

    def _row(self, handle: str) -> Item | None:
        return Item.objects.filter(owner=self.work.owner, handle=handle).first()

    def _parent(self, flat: Flat) -> UUID | None:
        if flat.parent is None:
            return None
        if flat.parent.place in self.made:
            return self.made[flat.parent.place]
        row = self._row(flat.parent.draft.handle) if flat.parent.draft.handle else None
        if row is not None:
            return row.uid
        there = self.ids.get(flat.parent.place)
        if there and queries.by_id(self.work.owner, there):
            return there
        sort = {"person": "person", "goal": "goal", "gap": "goal"}.get(flat.parent.draft.kind)
        found = self.work.names.resolve(sort, flat.parent.draft.text) if sort else None  # type: ignore[arg-type]
        if found is None:
            raise Conflict("what this stood beneath is gone")
        return found

    def _add(self, step: Step) -> None:
        draft, index = step.draft, step.flat.place
        # What is read first was made last where the newest stands first, and first elsewhere.
        shift = timedelta(microseconds=-index if KINDS[draft.kind].dated else index)
        values = values_of(draft) | {"parent": self._parent(step.flat)}
        handle = draft.handle if not queries.taken_handles(self.work.owner, [draft.handle]) else ""
        self.made[index] = self.work.add(
            draft.kind, values, uid=self.ids.get(index), handle=handle, at=self.work.actor.now + shift
        )

    def _change(self, step: Step) -> None:
        row = self._row(step.draft.handle)
        if row is None:
            raise Conflict(f"^{step.draft.handle} is gone from the record")
        values = dict(step.values)
        if "parent" in values:
            values["parent"] = self._parent(step.flat)
        kind = values.pop("kind", row.kind)
        if kind != row.kind:
            row.kind, row.fields = kind, {}
        self.work.edit(row, values)


def problem_text(problem: Problem) -> str:
    """Return a problem as one line for a person."""
    return f"line {problem.line}: {problem.message}"


def edited_entry(actor: Actor, row: Item, text: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Read one entry that was edited as text: the values that it says now, and the lines that are wrong."""
    draft, problems = read_entry(text.rstrip("\n"), KINDS[row.kind], _day(actor), handles=True)
    empty = {name: spec.empty for name, spec in specs(row.kind).items()}
    values = {**empty, **values_of(replace(draft, handle=""))}
    return values, problems
