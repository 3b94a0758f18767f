"""The running document: export, edit and import, of our own format or of any notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vividmap.core.fields import JsonField, LongText
from vividmap.core.handles import derived_id
from vividmap.core.names import Names
from vividmap.core.record import KINDS, Item, Mention, Record, specs
from vividmap.core.shorthand import Draft, NameMark
from vividmap.formats.document import is_ours
from vividmap.formats.document.read import DocumentProblem, read, read_entry
from vividmap.formats.document.write import write, write_entry, write_part
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes import settings
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.values import draft_values, far_date
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.transfer.document_base import find_base
from vividmap.services.transfer.imported_lines import find_known_places
from vividmap.services.transfer.plans import (
    DocumentHistory,
    DocumentPlan,
    FlatDraft,
    PlanStep,
    flatten_drafts,
    keep_unnamed,
    plan_edit,
    plan_part,
    plan_reimport,
    skip_known_line,
    sort_steps,
    without_children,
)
from vividmap.store import item_rows, queries, records, snapshots
from vividmap.store.models import ItemRow
from vividmap.store.queries import change_log
from vividmap.store.queries.document import items_with_relatives
from vividmap.store.snapshots import Snapshot

if TYPE_CHECKING:
    from vividmap.formats.notes import LineResult

ReportProgress = Callable[[int, int], None]
_FIXED_DAY = date(1970, 1, 1)


def export_document(actor: Actor) -> str:
    """Return the whole record as a running document."""
    return write(queries.load_record(actor.owner))


def plan_document_edit(actor: Actor, base: str, edited: str) -> DocumentPlan:
    """Plan the changes of an edited document; `base` is the exported one. Problems have line numbers."""
    day = today_of(actor)
    plan = plan_edit(read(base, day), read(edited, day), read(export_document(actor), day))
    return _refuse_dates(plan, day)


def plan_whole_edit(actor: Actor, base: str, edited: str) -> DocumentPlan:
    """Plan the same, but a document without any entry is a mistake, and not the wish to delete everything."""
    plan = plan_document_edit(actor, base, edited)
    deletes_all = plan.count("delete") and not any(step.action != "delete" for step in plan.steps)
    if deletes_all and not read(edited, today_of(actor)).drafts and not plan.problems:
        return replace(plan, problems=(DocumentProblem(1, _EMPTIED),))
    return plan


_EMPTIED = "the document has no entries left, so nothing is deleted; 'vividmap rm' deletes items"


def plan_file_edit(actor: Actor, edited: str) -> DocumentPlan:
    """Plan the changes of a document that was edited elsewhere, from the state that its mark names.

    Without a mark that this record had, a line that is missing was not necessarily deleted, and one that
    equals an earlier version was not edited: nothing is deleted or taken back then.
    """
    mark = read(edited, today_of(actor)).base
    base = find_base(actor, mark) if mark else ""
    if base:
        return plan_whole_edit(actor, base, edited)
    plan = plan_whole_edit(actor, export_document(actor), edited)
    changed_handles = [step.draft.handle for step in plan.steps if step.action == "change"]
    return keep_unnamed(plan, dict(_earlier_drafts(actor, changed_handles)))


def export_part(actor: Actor, items: Iterable[Item]) -> str:
    """Return items with their descendants as a part of the running document."""
    return write_part(Record(tuple(items)), ChangeSet(actor).names)


def plan_part_edit(actor: Actor, base: str, edited: str) -> DocumentPlan:
    """Plan the changes of an edited part of the document; `base` is what `export_part` returned."""
    day = today_of(actor)
    before, after = read(base, day), read(edited, day)
    handles = {flat.draft.handle for document in (before, after) for flat in flatten_drafts(document.drafts)}
    items = items_with_relatives(actor.owner, sorted(handles))
    return _refuse_dates(plan_part(before, after, read(export_part(actor, items), day)), day)


def plan_import(actor: Actor, text: str) -> tuple[DocumentPlan, tuple["LineResult", ...]]:
    """Plan the import of a running document or of any notes; for notes also return each line's result.

    Raises Invalid for unreadable text.
    """
    if is_ours(text):
        return _plan_own_document(actor, text), ()
    from vividmap.services.transfer import notes_import  # noqa: PLC0415 - foreign notes are read there alone

    notes_plan = notes_import.plan_notes(actor, text)
    return notes_plan.plan, notes_plan.reading.line_results


def _plan_own_document(actor: Actor, text: str) -> DocumentPlan:
    day, record = today_of(actor), queries.load_record(actor.owner)
    arriving, current = read(text, day), read(write(record), day)
    arriving = replace(arriving, drafts=_with_current_names(arriving.drafts, record, Names(record.items)))
    flats = flatten_drafts(arriving.drafts)
    current_drafts = {flat.draft.handle: flat.draft for flat in flatten_drafts(current.drafts)}
    handles = [flat.draft.handle for flat in flats if flat.draft.handle]
    unknown_handles = [handle for handle in handles if handle not in current_drafts]
    undone_ids = change_log.undone_ids(actor.owner, unknown_handles)
    deleted_handles = change_log.taken_handles(actor.owner, unknown_handles) - undone_ids.keys()
    differing = [
        flat.draft.handle
        for flat in flats
        if flat.draft.handle in current_drafts
        and without_children(current_drafts[flat.draft.handle]) != without_children(flat.draft)
    ]
    # Read as of a fixed day: a line without a date must get the same id tomorrow.
    ids = derive_ids(
        actor, [flat for flat in flatten_drafts(read(text, _FIXED_DAY).drafts) if not flat.draft.handle]
    )
    known_places = find_known_places(actor, ids)
    plan = plan_reimport(
        arriving,
        current,
        DocumentHistory(dict(_earlier_drafts(actor, differing)), frozenset(deleted_handles), known_places),
    )
    restored_ids = {
        flat.place: undone_ids[flat.draft.handle] for flat in flats if flat.draft.handle in undone_ids
    }
    return _refuse_dates(replace(plan, ids=ids | restored_ids), day)


def _refuse_dates(plan: DocumentPlan, today: date) -> DocumentPlan:
    """Return a plan with a problem for each line that would bring a date too far from today.

    A new line with a handle comes from another record, so its date was kept once: it is taken.
    """
    dated_steps = [
        (
            step.draft.place,
            draft_values(step.draft) if step.action == "add" else {"when": step.values.get("when")},
        )
        for step in plan.steps
        if step.action == "change" or (step.action == "add" and not step.draft.handle)
    ]
    problems = (
        DocumentProblem(place, problem)
        for place, values in dated_steps
        if (problem := far_date(values, today)[1])
    )
    return replace(plan, problems=(*plan.problems, *problems))


def _with_current_names(drafts: tuple[Draft, ...], record: Record, names: Names) -> tuple[Draft, ...]:
    """Return drafts with the present names of linked items: `@priya` may be ambiguous by now."""
    by_handle = {item.handle: item for item in record.items}

    def rename_mention(mention: NameMark, linked: Sequence[Mention]) -> NameMark:
        targets = [link.target for link in linked if link.sort == mention.sort and link.target]
        if mention.is_pending or names.resolve(mention.sort, mention.name):
            return mention
        target = next((uid for uid in targets if names.is_called(uid, mention.name)), None)
        return replace(mention, name=names.token(target) or mention.name) if target else mention

    def rename_draft(draft: Draft) -> Draft:
        linked = by_handle[draft.handle].mentions if draft.handle in by_handle else ()
        mentions = tuple(rename_mention(mention, linked) for mention in draft.mentions)
        return replace(draft, mentions=mentions, children=tuple(map(rename_draft, draft.children)))

    return tuple(map(rename_draft, drafts))


def _earlier_drafts(actor: Actor, handles: list[str]) -> Iterator[tuple[str, list[Draft]]]:
    """Yield all versions of items as drafts, so that lines of an older document are recognised."""
    names, day = ChangeSet(actor).names, today_of(actor)
    for handle in handles:
        row = item_rows.by_handle(actor.owner, handle)
        versions = (
            [
                item_change.after
                for item_change in change_log.item_history(actor.owner, row.uid)
                if item_change.after
            ]
            if row
            else []
        )
        yield handle, [_snapshot_as_draft(actor, snapshot, names, day) for snapshot in versions]


def _snapshot_as_draft(actor: Actor, snapshot: Snapshot, names: Names, day: date) -> Draft:
    """Return a snapshot as a draft, as if written to a document then and read now."""
    mentions = snapshots.mentions_from_snapshot(snapshot, actor.owner.id)
    old = records.to_item(snapshots.row_from_snapshot(snapshot, actor.owner.id), mentions)
    draft, _ = read_entry(write_entry(old, names).rstrip("\n"), KINDS[old.kind], day, handles=True)
    return draft


def derive_ids(actor: Actor, flats: Sequence[FlatDraft]) -> dict[int, UUID]:
    """Return an id for each draft, by place, that is the same at every import."""
    ids = _derive_ids(flats)
    # Ids are unique in the whole database: another owner may have imported the same notes.
    has_foreign = change_log.has_foreign_ids(list(ids.values()), actor.owner)
    return _derive_ids(flats, str(actor.owner.id)) if has_foreign else ids


def _derive_ids(flats: Sequence[FlatDraft], *prefix: str) -> dict[int, UUID]:
    """Return ids derived from the whole content of each draft and from its number among equal drafts.

    The whole content, so that a line with a new outcome is not skipped as known.
    """
    counts: dict[tuple[str, ...], int] = {}
    ids = {}
    for flat in flats:
        draft = flat.draft
        above = flat.parent.draft.text if flat.parent else ""
        details = (sorted(draft.fields.items()), sorted(map(str, draft.mentions)))
        content = (*prefix, draft.kind, above, str(draft.when or ""), draft.text, draft.body, repr(details))
        counts[content] = counts.get(content, 0) + 1
        day = draft.when.last if draft.when else _FIXED_DAY
        ids[flat.place] = derived_id(datetime.combine(day, time(), UTC), *content, str(counts[content]))
    return ids


@takes_turn
def apply_plan(
    actor: Actor,
    plan: DocumentPlan,
    verb: str,
    progress: ReportProgress = lambda completed, total: None,
    is_still_current: Callable[[], bool] = lambda: True,
) -> DocumentPlan:
    """Apply a plan as one change; return what was applied: lines imported since it was made are skipped.

    Raises Invalid if the plan has problems, and Conflict if the record has changed (`is_still_current` is
    called once nobody else can write); then nothing is done.
    """
    if plan.problems:
        first = plan.problems[0]
        raise Invalid(f"line {first.line}: {first.message}")
    if plan.is_empty:
        return plan
    if not is_still_current():
        raise Conflict("the record was changed meanwhile")
    plan = _skip_known_lines(actor, plan)
    if not plan.is_empty:
        with open_change_set(actor, verb) as changes:
            if plan.profile:
                settings.write_settings(changes, plan.profile)
            _PlanRunner(changes, plan.ids, progress).run(plan)
    return plan


def _skip_known_lines(actor: Actor, plan: DocumentPlan) -> DocumentPlan:
    """Return a plan without the lines that another import has added since the plan was made."""
    places = {step.flat.place for step in plan.steps if step.action == "add"}
    ids = {place: uid for place, uid in plan.ids.items() if place in places}
    known_places = find_known_places(actor, ids)
    steps = (
        skip_known_line(step.flat, known_places)
        if step.action == "add" and step.flat.place in known_places
        else step
        for step in plan.steps
    )
    return replace(plan, steps=tuple(steps)) if known_places else plan


class _PlanRunner:
    """Applies the steps of one plan."""

    def __init__(self, changes: ChangeSet, ids: Mapping[int, UUID], progress: ReportProgress) -> None:
        self.changes, self.ids, self.progress = changes, ids, progress
        self.ids_by_place: dict[int, UUID] = {}

    def run(self, plan: DocumentPlan) -> None:
        todo = sort_steps([step for step in plan.steps if step.action in ("add", "change")])
        for number, step in enumerate(todo, 1):
            try:
                self._add(step) if step.action == "add" else self._change(step)
            except Refused as error:
                raise type(error)(f"line {step.draft.place}: {error}") from error
            if number % 100 == 0 or number == len(todo):
                self.progress(number, len(todo))
        for step in plan.steps:
            row = self._row(step.draft.handle) if step.action == "delete" else None
            if row is not None:
                self.changes.remove(row)

    def _row(self, handle: str) -> ItemRow | None:
        return ItemRow.objects.filter(owner=self.changes.owner, handle=handle).first()

    def _parent(self, flat: FlatDraft) -> UUID | None:
        if flat.parent is None:
            return None
        if flat.parent.place in self.ids_by_place:
            return self.ids_by_place[flat.parent.place]
        row = self._row(flat.parent.draft.handle) if flat.parent.draft.handle else None
        if row is not None:
            return row.uid
        known_id = self.ids.get(flat.parent.place)
        if known_id and item_rows.by_id(self.changes.owner, known_id):
            return known_id
        sort = {"person": "person", "goal": "goal", "gap": "goal"}.get(flat.parent.draft.kind)
        parent_id = self.changes.names.resolve(sort, flat.parent.draft.text) if sort else None  # type: ignore[arg-type]
        if parent_id is None:
            raise Conflict("its parent was deleted")
        return parent_id

    def _add(self, step: PlanStep) -> None:
        draft, index = step.draft, step.flat.place
        # Dated sections have the newest entry first, so their first entry is created last.
        shift = timedelta(microseconds=-index if KINDS[draft.kind].is_dated else index)
        values = draft_values(draft) | {"parent": self._parent(step.flat)}
        keeps_handle = index in self.ids or not change_log.taken_handles(self.changes.owner, [draft.handle])
        handle = draft.handle if keeps_handle else ""
        self.ids_by_place[index] = self.changes.add(
            draft.kind, values, uid=self.ids.get(index), handle=handle, at=self.changes.actor.now + shift
        )

    def _change(self, step: PlanStep) -> None:
        row = self._row(step.draft.handle)
        if row is None:
            raise Conflict(f"^{step.draft.handle} is gone from the record")
        values = dict(step.values)
        if "parent" in values:
            values["parent"] = self._parent(step.flat)
        self.changes.edit(row, values, kind=values.pop("kind", ""))


def problem_text(problem: DocumentProblem) -> str:
    """Return a problem as one line of text."""
    return f"line {problem.line}: {problem.message}"


def entry_as_text(actor: Actor, row: ItemRow) -> str:
    """Return one entry as text to edit, without its descendants."""
    return write_entry(item_rows.to_item(actor.owner, row), ChangeSet(actor).names)


def parse_entry(actor: Actor, row: ItemRow, text: str) -> tuple[dict[str, Any], tuple[DocumentProblem, ...]]:
    """Return the values of an entry edited as text, and the lines with problems."""
    draft, problems = read_entry(text.rstrip("\n"), KINDS[row.kind], today_of(actor), handles=True)
    # Fields that the text does not show keep their values.
    text_specs = {
        name: spec for name, spec in specs(row.kind).items() if not isinstance(spec, LongText | JsonField)
    }
    empty = {name: spec.empty for name, spec in text_specs.items()}
    values = {**empty, **draft_values(draft)}
    if draft.when is None and not draft.is_undated:
        values.pop("when", None)  # only "undated" removes a date
    return values, problems
