"""The running document out and in: written, edited, imported, from us or from anywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vividmap.core import record as core
from vividmap.core.fields import Long, Notes
from vividmap.core.handles import derived_id
from vividmap.core.names import Names
from vividmap.core.record import KINDS, Mention, Record, specs
from vividmap.core.shorthand import Draft, Named
from vividmap.formats.document import is_ours
from vividmap.formats.document.read import Problem, read, read_entry
from vividmap.formats.document.write import write, write_entry, write_part
from vividmap.services import settings
from vividmap.services.actor import Actor, today
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.plans import (
    Flat,
    Past,
    Plan,
    Step,
    alone,
    came_before,
    flatten,
    in_order,
    plan_edit,
    plan_part,
    plan_return,
)
from vividmap.services.values import values_of
from vividmap.services.work import Work, working
from vividmap.store import queries, records, snapshots
from vividmap.store.models import Item
from vividmap.store.queries import document as parts
from vividmap.store.snapshots import Snapshot

if TYPE_CHECKING:
    from vividmap.formats.notes import Fate

Progress = Callable[[int, int], None]
_FIXED = date(1970, 1, 1)


def export(actor: Actor) -> str:
    """Return the whole record as the running document."""
    return write(queries.load(actor.owner))


def plan_edited(actor: Actor, base: str, edited: str) -> Plan:
    """Plan what an edited document changes; `base` is what `export` gave. Problems name their lines."""
    day = today(actor)
    return plan_edit(read(base, day), read(edited, day), read(export(actor), day))


def export_part(actor: Actor, items: Iterable[core.Item]) -> str:
    """Return some items, each with all that stands beneath it, as they stand in the running document."""
    return write_part(Record(tuple(items)), Work(actor).names)


def plan_edited_part(actor: Actor, base: str, edited: str) -> Plan:
    """Plan what an edited part of the document changes; `base` is what `export_part` gave."""
    day = today(actor)
    before, after = read(base, day), read(edited, day)
    named = {flat.draft.handle for one in (before, after) for flat in flatten(one.drafts)}
    there = parts.around(actor.owner, sorted(named))
    return plan_part(before, after, read(export_part(actor, there), day))


def plan_import(actor: Actor, text: str) -> tuple[Plan, tuple["Fate", ...]]:
    """Plan taking in a document: one of ours, or anybody's. Returns what became of each line of the latter.

    Raises Invalid for a text that cannot be read at all.
    """
    day = today(actor)
    if is_ours(text):
        return _plan_ours(actor, text), ()
    from vividmap.formats import notes  # noqa: PLC0415 - its Markdown parser is for this alone

    try:
        found = notes.read(text, day)
    except ValueError as error:
        raise Invalid(str(error)) from error
    return _plan_foreign(actor, found.drafts), found.fates


def _plan_ours(actor: Actor, text: str) -> Plan:
    day, record = today(actor), queries.load(actor.owner)
    arriving, current = read(text, day), read(write(record), day)
    arriving = replace(arriving, drafts=_as_named_now(arriving.drafts, record, Names(record.items)))
    flats = flatten(arriving.drafts)
    now = {flat.draft.handle: flat.draft for flat in flatten(current.drafts)}
    handles = [flat.draft.handle for flat in flats if flat.draft.handle]
    unknown = [handle for handle in handles if handle not in now]
    undone = queries.undone(actor.owner, unknown)
    gone = queries.taken_handles(actor.owner, unknown) - undone.keys()
    differing = [
        flat.draft.handle
        for flat in flats
        if flat.draft.handle in now and alone(now[flat.draft.handle]) != alone(flat.draft)
    ]
    # Read as of one fixed day: a line without a date has to get the same id tomorrow.
    ids = ids_for(actor, [flat for flat in flatten(read(text, _FIXED).drafts) if not flat.draft.handle])
    came = came_in(actor, ids)
    plan = plan_return(arriving, current, Past(dict(_earlier(actor, differing)), frozenset(gone), came))
    back = {flat.place: undone[flat.draft.handle] for flat in flats if flat.draft.handle in undone}
    return replace(plan, ids=ids | back)


def _as_named_now(drafts: tuple[Draft, ...], record: Record, names: Names) -> tuple[Draft, ...]:
    """Return drafts that call whom their items link to as now: `@priya` may have come to mean two."""
    by_handle = {item.handle: item for item in record.items}

    def named(one: Named, linked: Sequence[Mention]) -> Named:
        targets = [mention.target for mention in linked if mention.sort == one.sort and mention.target]
        if one.unlinked or names.resolve(one.sort, one.written):
            return one
        target = next((uid for uid in targets if names.is_called(uid, one.written)), None)
        return replace(one, written=names.token(target) or one.written) if target else one

    def draft(one: Draft) -> Draft:
        linked = by_handle[one.handle].mentions if one.handle in by_handle else ()
        mentions = tuple(named(mention, linked) for mention in one.mentions)
        return replace(one, mentions=mentions, children=tuple(map(draft, one.children)))

    return tuple(map(draft, drafts))


def _earlier(actor: Actor, handles: list[str]) -> Iterator[tuple[str, list[Draft]]]:
    """Yield what items said at any time, as drafts, so that an old copy of a document is known for one."""
    names, day = Work(actor).names, today(actor)
    for handle in handles:
        row = queries.by_handle(actor.owner, handle)
        versions = [one.after for one in queries.history(actor.owner, row.uid) if one.after] if row else []
        yield handle, [_as_draft(actor, snapshot, names, day) for snapshot in versions]


def _as_draft(actor: Actor, snapshot: Snapshot, names: Names, day: date) -> Draft:
    """Return what a snapshot says as a document that was written then would be read now."""
    mentions = snapshots.mentions_of(snapshot, actor.owner.id)
    old = records.item(snapshots.row_of(snapshot, actor.owner.id), mentions)
    draft, _ = read_entry(write_entry(old, names).rstrip("\n"), KINDS[old.kind], day, handles=True)
    return draft


def _plan_foreign(actor: Actor, drafts: tuple[Draft, ...]) -> Plan:
    flats = flatten(drafts)
    ids = ids_for(actor, flats)
    came = came_in(actor, ids)
    names = Work(actor).names
    steps = []
    for flat in flats:
        sort = {"person": "person", "skill": "skill", "goal": "goal"}.get(flat.draft.kind)
        if flat.place in came:
            steps.append(came_before(flat, came))
        elif sort and flat.parent is None and (found := names.resolve(sort, flat.draft.text)):  # type: ignore[arg-type]
            token = names.token(found)
            steps.append(
                Step("left", flat, f"{flat.draft.text} is in the record already; edit it there (@{token})")
            )
        else:
            steps.append(Step("add", flat))
    return Plan(tuple(steps), ids=ids)


def came_in(actor: Actor, ids: Mapping[int, UUID]) -> dict[int, bool]:
    """Return the places of what came in before, each with whether it is still there."""
    uids = list(ids.values())
    there, deleted = queries.there_now(actor.owner, uids), queries.deleted(actor.owner, uids)
    return {place: uid in there for place, uid in ids.items() if uid in there or uid in deleted}


def ids_for(actor: Actor, flats: Sequence[Flat]) -> dict[int, UUID]:
    """Return an id for each draft, by its place, that is the same at each import."""
    ids = _derived(flats)
    # Ids are unique in the whole database: somebody else may have taken in the same notes.
    taken = queries.foreign_ids(list(ids.values()), actor.owner)
    return _derived(flats, str(actor.owner.id)) if taken else ids


def _derived(flats: Sequence[Flat], *whose: str) -> dict[int, UUID]:
    """Return ids made from all that each draft says, and the how-manieth it is that says so.

    All of it: a line to which an outcome was added since says something new, and must not be passed over.
    """
    seen: dict[tuple[str, ...], int] = {}
    ids = {}
    for flat in flats:
        draft = flat.draft
        above = flat.parent.draft.text if flat.parent else ""
        rest = (sorted(draft.fields.items()), sorted(map(str, draft.mentions)))
        said = (*whose, draft.kind, above, str(draft.when or ""), draft.text, draft.body, repr(rest))
        seen[said] = seen.get(said, 0) + 1
        day = draft.when.last if draft.when else _FIXED
        ids[flat.place] = derived_id(datetime.combine(day, time(), UTC), *said, str(seen[said]))
    return ids


def apply(
    actor: Actor,
    plan: Plan,
    verb: str,
    progress: Progress = lambda done, of: None,
    still: Callable[[], bool] = lambda: True,
) -> None:
    """Do all that a plan says, as one change, which is one step to undo.

    Raises Invalid where the plan has problems, and Conflict where the record was changed meanwhile (`still`
    is asked once nobody else can write): then nothing at all is done.
    """
    if plan.problems:
        first = plan.problems[0]
        raise Invalid(f"line {first.line}: {first.message}")
    if plan.does_nothing:
        return
    with working(actor, verb) as work:
        if not still():
            raise Conflict("the record was changed meanwhile")
        if plan.profile:
            settings.write(work, plan.profile)
        _Applying(work, plan.ids, progress).run(plan)


class _Applying:
    """The steps of one plan on their way into the record."""

    def __init__(self, work: Work, ids: Mapping[int, UUID], progress: Progress) -> None:
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
        own = index in self.ids or not queries.taken_handles(self.work.owner, [draft.handle])
        handle = draft.handle if own else ""
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
        self.work.edit(row, values, kind=values.pop("kind", ""))


def problem_text(problem: Problem) -> str:
    """Return a problem as one line for a person."""
    return f"line {problem.line}: {problem.message}"


def entry_text(actor: Actor, row: Item) -> str:
    """Return one entry as text to edit, without what stands beneath it."""
    return write_entry(queries.one(actor.owner, row), Work(actor).names)


def edited_entry(actor: Actor, row: Item, text: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Read one entry that was edited as text: the values that it says now, and the lines that are wrong."""
    draft, problems = read_entry(text.rstrip("\n"), KINDS[row.kind], today(actor), handles=True)
    # What the text cannot say stays as it is.
    said = {name: spec for name, spec in specs(row.kind).items() if not isinstance(spec, Long | Notes)}
    empty = {name: spec.empty for name, spec in said.items()}
    values = {**empty, **values_of(draft)}
    if draft.when is None and not draft.undated:
        values.pop("when", None)  # "undated" is what takes a date away
    return values, problems
