"""What an edit or import of a document will do, step by step."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core.english.phrasing import with_article
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import KINDS, specs
from vividmap.core.shorthand import Draft
from vividmap.core.stored_fields import stored_keys
from vividmap.formats.document.read import DocumentProblem, DocumentReading
from vividmap.services.changes.values import draft_values

_KIND_ORDER = {kind: position for position, kind in enumerate(KINDS)}


class FlatDraft(NamedTuple):
    """A draft outside its tree: its place in the file, and its parent."""

    place: int
    draft: Draft
    parent: "FlatDraft | None"

    @property
    def key(self) -> str:
        """Return a key for the draft's parent: its handle, or its place in the file."""
        return "" if self.parent is None else self.parent.draft.handle or f"line {self.parent.draft.place}"


@dataclass(frozen=True)
class PlanStep:
    """One step: `action` is add, change, delete, or nothing (same, left), with the reason.

    `values` are the values that a change sets.
    """

    action: str
    flat: FlatDraft
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        """Return the step's draft."""
        return self.flat.draft


@dataclass(frozen=True)
class DocumentPlan:
    """All steps, the profile's new values, and the lines with problems.

    `ids` are the ids of added items by place: the same line is the same entry at every import.
    """

    steps: tuple[PlanStep, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[DocumentProblem, ...] = ()
    ids: Mapping[int, UUID] = field(default_factory=dict)

    def count(self, action: str) -> int:
        """Return the number of steps with an action."""
        return sum(step.action == action for step in self.steps)

    @property
    def is_empty(self) -> bool:
        """Return whether the plan changes nothing."""
        return not self.profile and not any(step.action in ("add", "change", "delete") for step in self.steps)


_SUMMARY_WORDS = {
    "add": "new",
    "change": "changed",
    "delete": "deleted",
    "same": "unchanged",
    "left": "skipped",
}
_FIELD_LABELS = {"when": "date", "mentions": "names", "body": "free text", "parent": "place"} | {
    name: specs(kind)[name].label for kind in KINDS for name, key in stored_keys(kind).items() if name != key
}


def field_label(name: str) -> str:
    """Return the label of a value by its name."""
    return _FIELD_LABELS.get(name, name.replace("_", " "))


def summarize(plan: DocumentPlan) -> str:
    """Return the numbers of a plan's steps as text."""
    counts = [(plan.count(action), label) for action, label in _SUMMARY_WORDS.items()]
    return ", ".join(f"{count} {label}" for count, label in counts if count) or "nothing to do"


def step_verb(step: PlanStep) -> str:
    """Return one word for a step."""
    if step.action == "left":
        return "skip"
    return step.reason if step.action == "change" and step.reason else step.action


def changed_fields(step: PlanStep) -> list[str]:
    """Return the labels of the values that a change sets."""
    # An item moved to another section is written anew as a whole; a list of all its fields says nothing.
    lists_fields = step.action == "change" and "kind" not in step.values
    return [field_label(name) for name in step.values if name != "parent"] if lists_fields else []


def exclude_places(plan: DocumentPlan, places: Collection[int], reason: str) -> DocumentPlan:
    """Return a plan without the additions and changes at some places and of their descendants."""
    steps = tuple(
        replace(step, action="left", reason=reason)
        if step.action in ("add", "change")
        and any(flat.place in places for flat in (step.flat, *_ancestors(step.flat)))
        else step
        for step in plan.steps
    )
    return replace(plan, steps=steps)


def flatten_drafts(drafts: tuple[Draft, ...]) -> list[FlatDraft]:
    """Return all drafts of a document, each before its descendants."""
    flats: list[FlatDraft] = []

    def walk(level: tuple[Draft, ...], parent: FlatDraft | None) -> Iterator[FlatDraft]:
        for draft in level:
            flat = FlatDraft(len(flats), draft, parent)
            flats.append(flat)
            yield flat
            yield from walk(draft.children, flat)

    for _ in walk(drafts, None):
        pass
    return flats


def sort_steps(steps: list[PlanStep]) -> list[PlanStep]:
    """Return steps sorted so that parents and mentioned items come first."""
    return sorted(steps, key=lambda step: (_KIND_ORDER[step.draft.kind], step.flat.place))


def without_children(draft: Draft) -> Draft:
    """Return a draft without its children, for comparisons."""
    return replace(draft, children=())


def draft_content(flat: FlatDraft) -> dict[str, Any]:
    """Return all values of a draft by name, with its kind and parent."""
    return {
        "kind": flat.draft.kind,
        "parent": flat.key,
        **_fill_empty(draft_values(flat.draft), flat.draft.kind),
    }


def _fill_empty(values: dict[str, Any], kind: str) -> dict[str, Any]:
    empty = {name: spec.empty for name, spec in specs(kind).items()}
    return {**empty, **values, "mentions": frozenset(values.get("mentions", ()))}


def find_differences(before: FlatDraft, after: FlatDraft) -> frozenset[str]:
    """Return the names of the values that differ between two drafts of one item."""
    before_content, after_content = draft_content(before), draft_content(after)
    return frozenset(
        name
        for name in before_content.keys() | after_content.keys()
        if before_content.get(name) != after_content.get(name)
    )


def plan_edit(base: DocumentReading, edited: DocumentReading, current: DocumentReading) -> DocumentPlan:
    """Plan an edit of the whole document from `base` to `edited`; `current` is the record by now.

    A value that was changed on both sides becomes a problem; nothing is overwritten.
    """
    before = {flat.draft.handle: flat for flat in flatten_drafts(base.drafts)}
    current_drafts = {flat.draft.handle: flat for flat in flatten_drafts(current.drafts)}
    after = flatten_drafts(edited.drafts)
    problems = list(edited.problems) + list(_find_duplicates(after))
    steps = []
    for flat in after:
        handle = flat.draft.handle
        if not handle or handle not in before:
            steps.append(_plan_addition(flat, current_drafts))
            continue
        changed = find_differences(before[handle], flat)
        conflict = _find_conflict(changed, before[handle], flat, current_drafts.get(handle))
        if conflict:
            problems.append(DocumentProblem(flat.draft.place, conflict))
        elif changed:
            steps.append(
                PlanStep("change", flat, values=_select_values(changed, flat), reason=_move_reason(changed))
            )
    remaining = {flat.draft.handle for flat in after}
    for handle, flat in before.items():
        if handle not in remaining and handle in current_drafts:
            if without_children(current_drafts[handle].draft) != without_children(flat.draft):
                problems.append(
                    DocumentProblem(1, f"^{handle} was deleted here and changed in the record meanwhile")
                )
            else:
                steps.append(PlanStep("delete", flat))
    return DocumentPlan(tuple(steps), _profile_changes(base, edited), tuple(problems))


def keep_unnamed(plan: DocumentPlan, earlier_drafts: Mapping[str, Sequence[Draft]]) -> DocumentPlan:
    """Return the plan of a document of unknown origin, without deletions and returns to earlier versions."""

    def keep(step: PlanStep) -> PlanStep:
        if step.action == "delete":
            return replace(step, action="left", reason=_UNKNOWN_ORIGIN)
        is_earlier = without_children(step.draft) in earlier_drafts.get(step.draft.handle, ())
        if step.action == "change" and is_earlier:
            return replace(step, action="left", reason=_NEWER_HERE)
        return step

    return replace(plan, steps=tuple(map(keep, plan.steps)))


_UNKNOWN_ORIGIN = "it is not in the file, which does not say what it was written from; rm deletes it"
_NEWER_HERE = "the record has a newer version of it"


def plan_part(base: DocumentReading, edited: DocumentReading, current: DocumentReading) -> DocumentPlan:
    """Plan an edit of a part of the document by the same rules; items outside it stay.

    `current` has the record's present version of all items in `base` or `edited`.
    """
    plan = plan_edit(base, edited, current)
    outside_steps = [step for step in plan.steps if step.action == "left"]
    problems = [
        DocumentProblem(step.draft.place, _OUTSIDE_PART.format(step.draft.handle)) for step in outside_steps
    ]
    if edited.profile is not None:
        problems.append(
            DocumentProblem(edited.profile.place, "a part of the document has no profile; see the settings")
        )
    steps = tuple(step for step in plan.steps if step.action != "left")
    return replace(plan, steps=steps, profile={}, problems=(*plan.problems, *problems))


_OUTSIDE_PART = "^{} is in another part of the document; edit it there, or remove the handle to add a copy"


def _find_duplicates(flats: list[FlatDraft]) -> Iterator[DocumentProblem]:
    places: dict[str, int] = {}
    for flat in flats:
        handle = flat.draft.handle
        if handle in places:
            message = f"^{handle} is also on line {places[handle]}; remove the handle from the copy"
            yield DocumentProblem(flat.draft.place, message)
        elif handle:
            places[handle] = flat.draft.place


def _plan_addition(flat: FlatDraft, current_drafts: Mapping[str, FlatDraft]) -> PlanStep:
    if flat.draft.handle in current_drafts:
        return PlanStep("left", flat, "it was added to the record meanwhile")
    return PlanStep("add", flat)


def _find_conflict(
    changed: frozenset[str], before: FlatDraft, after: FlatDraft, current: FlatDraft | None
) -> str:
    if not changed:
        return ""
    if current is None:
        return (
            f"^{after.draft.handle} was deleted from the record meanwhile; remove its handle to add it again"
        )
    conflicting = find_differences(before, current) & find_differences(after, current) & changed
    if conflicting:
        labels = ", ".join(sorted(field_label(name) for name in conflicting))
        return f"^{after.draft.handle} was changed in the record meanwhile ({labels})"
    if "kind" in changed and {before.draft.kind, after.draft.kind} != {"evidence", "skill entry"}:
        kinds = f"{with_article(before.draft.kind)} cannot become {with_article(after.draft.kind)}"
        return f"{kinds}; remove the handle to make a new one"
    return ""


def _select_values(changed: frozenset[str], flat: FlatDraft) -> dict[str, Any]:
    content = draft_content(flat) | {"mentions": flat.draft.mentions}
    if "kind" in changed:
        return content
    return {name: content[name] for name in sorted(changed)}


def _move_reason(changed: frozenset[str]) -> str:
    return "moved" if changed & {"parent", "kind"} else ""


def _profile_changes(base: DocumentReading, edited: DocumentReading) -> dict[str, Any]:
    if edited.profile is None:
        return {}
    before, after = _profile_values(base.profile), _profile_values(edited.profile)
    return {name: value for name, value in after.items() if before[name] != value}


def _profile_values(draft: Draft | None) -> dict[str, Any]:
    values = {"text": draft.text, **draft.fields} if draft else {"text": ""}
    full = _fill_empty(values, "profile")
    return {name: value for name, value in full.items() if name != "mentions"}


class DocumentHistory(NamedTuple):
    """What the record knows of a document that is imported again.

    `earlier_drafts`: all versions of each handle's item; `deleted_handles`: handles of deleted items;
    `known_places`: places of lines that were imported before, each with whether the item still exists.
    """

    was: Mapping[str, Sequence[Draft]]
    deleted_handles: frozenset[str]
    known_places: Mapping[int, bool]


def plan_reimport(
    arriving: DocumentReading, current: DocumentReading, history: DocumentHistory
) -> DocumentPlan:
    """Plan the import of a running document that was edited elsewhere.

    A line that equals any version of its item changes nothing; any other line is an edit.
    Items missing in the document stay.
    """
    current_drafts = {flat.draft.handle: flat for flat in flatten_drafts(current.drafts)}
    after = flatten_drafts(arriving.drafts)
    problems = list(arriving.problems) + list(_find_duplicates(after))
    steps = [_plan_returning(flat, current_drafts, history) for flat in after]
    current_profile = _profile_values(current.profile)
    empty = _profile_values(None)
    arriving_profile = _profile_values(arriving.profile)
    profile = {
        name: value
        for name, value in arriving_profile.items()
        if value != empty[name] and current_profile[name] == empty[name]
    }
    return DocumentPlan(tuple(steps), profile, tuple(problems))


def _plan_returning(
    flat: FlatDraft, current_drafts: Mapping[str, FlatDraft], history: DocumentHistory
) -> PlanStep:
    if reason := _deletion_reason(flat, history):
        return PlanStep("left", flat, reason)
    if flat.place in history.known_places:
        return skip_known_line(flat, history.known_places)
    current = current_drafts.get(flat.draft.handle)
    if current is None:
        return PlanStep("add", flat)
    changed = find_differences(current, flat)
    if not changed:
        return PlanStep("same", flat)
    if reason := _skip_reason(changed, current, flat, history):
        return PlanStep("left", flat, reason)
    return PlanStep("change", flat, values=_select_values(changed, flat), reason=_move_reason(changed))


def _deletion_reason(flat: FlatDraft, history: DocumentHistory) -> str:
    handle = flat.draft.handle
    if handle in history.deleted_handles:
        return f"it was deleted; vividmap restore {handle} brings it back"
    above = next(
        (
            ancestor.draft.handle
            for ancestor in _ancestors(flat)
            if ancestor.draft.handle in history.deleted_handles
        ),
        "",
    )
    return f"its parent was deleted; vividmap restore {above} first" if above else ""


def _skip_reason(
    changed: frozenset[str], current: FlatDraft, flat: FlatDraft, history: DocumentHistory
) -> str:
    if without_children(flat.draft) in history.was.get(flat.draft.handle, ()):
        return _NEWER_HERE
    return f"it is {current.draft.kind} here; 'vividmap edit' can move it" if "kind" in changed else ""


def _ancestors(flat: FlatDraft) -> Iterator[FlatDraft]:
    while flat.parent is not None:
        flat = flat.parent
        yield flat


def skip_known_line(flat: FlatDraft, known_places: Mapping[int, bool]) -> PlanStep:
    """Return the step for a line that was imported before: nothing, even if its item was deleted."""
    return (
        PlanStep("same", flat) if known_places[flat.place] else PlanStep("left", flat, "it was deleted here")
    )
