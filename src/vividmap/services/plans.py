"""What taking in a document will do, line by line, before anything is done."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core.record import KINDS, specs, with_article
from vividmap.core.shorthand import Draft
from vividmap.formats.document.read import Document, Problem
from vividmap.services.values import values_of

_ORDER = {kind: position for position, kind in enumerate(KINDS)}


class Flat(NamedTuple):
    """A draft out of its tree: where it stood in the file, and which draft it stood beneath."""

    place: int
    draft: Draft
    parent: "Flat | None"

    @property
    def key(self) -> str:
        """Return what the draft's parent is known by: its handle, or its place in the file."""
        return "" if self.parent is None else self.parent.draft.handle or f"line {self.parent.draft.place}"


@dataclass(frozen=True)
class Step:
    """One thing that will be done: `add`, `change`, `delete`, or nothing (`same`, `left`) with the reason.

    `values` are those that a change sets.
    """

    what: str
    flat: Flat
    why: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        """Return the draft that the step is about."""
        return self.flat.draft


@dataclass(frozen=True)
class Plan:
    """All steps, the profile's new values, and the lines that could not be read.

    `ids`: the ids that lines shall have, by their place: the same line is the same entry at each import.
    """

    steps: tuple[Step, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    ids: Mapping[int, UUID] = field(default_factory=dict)

    def count(self, what: str) -> int:
        """Return how many steps do one thing."""
        return sum(step.what == what for step in self.steps)

    @property
    def does_nothing(self) -> bool:
        """Tell whether the record would stay as it is."""
        return not self.profile and not any(step.what in ("add", "change", "delete") for step in self.steps)


_SUMS = {"add": "new", "change": "changed", "delete": "deleted", "same": "as it was", "left": "left alone"}
_SPOKEN = {"what": "kind", "when": "date", "mentions": "names", "body": "free text", "parent": "place"}


def spoken(name: str) -> str:
    """Return the name of a value as a person says it."""
    return _SPOKEN.get(name, name.replace("_", " "))


def summary(plan: Plan) -> str:
    """Return what a plan will do, in sum."""
    counted = [(plan.count(what), said) for what, said in _SUMS.items()]
    return ", ".join(f"{count} {said}" for count, said in counted if count) or "nothing to do"


def verb(step: Step) -> str:
    """Return the one word for what a step does."""
    return step.why if step.what == "change" and step.why else step.what


def changed(step: Step) -> list[str]:
    """Return the names of what a change sets, as a person says them."""
    # Moved to another section, it is said anew as a whole: then a list of all its fields says nothing.
    listed = step.what == "change" and "kind" not in step.values
    return [spoken(name) for name in step.values if name != "parent"] if listed else []


def without(plan: Plan, places: Collection[int], why: str) -> Plan:
    """Return a plan that leaves out what would be added or changed at some places, and all beneath it."""
    steps = tuple(
        replace(step, what="left", why=why)
        if step.what in ("add", "change")
        and any(flat.place in places for flat in (step.flat, *_above(step.flat)))
        else step
        for step in plan.steps
    )
    return replace(plan, steps=steps)


def flatten(drafts: tuple[Draft, ...]) -> list[Flat]:
    """Return all drafts of a document, those beneath others after them."""
    found: list[Flat] = []

    def walk(level: tuple[Draft, ...], parent: Flat | None) -> Iterator[Flat]:
        for draft in level:
            flat = Flat(len(found), draft, parent)
            found.append(flat)
            yield flat
            yield from walk(draft.children, flat)

    for _ in walk(drafts, None):
        pass
    return found


def in_order(steps: list[Step]) -> list[Step]:
    """Return steps so that what can be named or stood beneath comes before what does so."""
    return sorted(steps, key=lambda step: (_ORDER[step.draft.kind], step.flat.place))


def alone(draft: Draft) -> Draft:
    """Return a draft without what is beneath it, for comparing."""
    return replace(draft, children=())


def says(flat: Flat) -> dict[str, Any]:
    """Return all that a draft says of its item, by name, with where it stands."""
    return {"kind": flat.draft.kind, "parent": flat.key, **_full(values_of(flat.draft), flat.draft.kind)}


def _full(values: dict[str, Any], kind: str) -> dict[str, Any]:
    empty = {name: spec.empty for name, spec in specs(kind).items()}
    return {**empty, **values, "mentions": frozenset(values.get("mentions", ()))}


def differences(before: Flat, after: Flat) -> frozenset[str]:
    """Return the names of what two drafts of one item say differently."""
    one, other = says(before), says(after)
    return frozenset(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def plan_edit(base: Document, edited: Document, current: Document) -> Plan:
    """Plan an edit of the whole document: from `base` to `edited`, where the record now says `current`.

    What was changed on both sides in the same place becomes a problem, never an overwriting.
    """
    before = {flat.draft.handle: flat for flat in flatten(base.drafts)}
    now = {flat.draft.handle: flat for flat in flatten(current.drafts)}
    after = flatten(edited.drafts)
    problems = list(edited.problems) + list(_doubled(after))
    steps = []
    for flat in after:
        handle = flat.draft.handle
        if not handle or handle not in before:
            steps.append(_added(flat, now))
            continue
        changed = differences(before[handle], flat)
        clash = _clash(changed, before[handle], flat, now.get(handle))
        if clash:
            problems.append(Problem(flat.draft.place, clash))
        elif changed:
            steps.append(Step("change", flat, values=_only(changed, flat), why=_moved(changed)))
    kept = {flat.draft.handle for flat in after}
    for handle, flat in before.items():
        if handle not in kept and handle in now:
            if alone(now[handle].draft) != alone(flat.draft):
                problems.append(Problem(1, f"^{handle} was deleted here and changed in the record meanwhile"))
            else:
                steps.append(Step("delete", flat))
    return Plan(tuple(steps), _profile(base, edited), tuple(problems))


def plan_part(base: Document, edited: Document, current: Document) -> Plan:
    """Plan an edit of a part of the document, by the rules for the whole; what is outside stays as it is.

    `current` is what the record now says of all that stands in `base` or `edited`.
    """
    plan = plan_edit(base, edited, current)
    elsewhere = [step for step in plan.steps if step.what == "left"]
    problems = [Problem(step.draft.place, _ELSEWHERE.format(step.draft.handle)) for step in elsewhere]
    if edited.profile is not None:
        problems.append(
            Problem(edited.profile.place, "a part of the document has no profile; see the settings")
        )
    steps = tuple(step for step in plan.steps if step.what != "left")
    return replace(plan, steps=steps, profile={}, problems=(*plan.problems, *problems))


_ELSEWHERE = (
    "^{} stands in another part of the document; edit it there, or take the handle off to add it anew"
)


def _doubled(flats: list[Flat]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for flat in flats:
        handle = flat.draft.handle
        if handle in seen:
            message = f"^{handle} stands on line {seen[handle]} too; take the handle off the copy"
            yield Problem(flat.draft.place, message)
        elif handle:
            seen[handle] = flat.draft.place


def _added(flat: Flat, now: Mapping[str, Flat]) -> Step:
    if flat.draft.handle in now:
        return Step("left", flat, "it was added to the record meanwhile")
    return Step("add", flat)


def _clash(changed: frozenset[str], before: Flat, after: Flat, now: Flat | None) -> str:
    if not changed:
        return ""
    if now is None:
        return (
            f"^{after.draft.handle} was deleted from the record meanwhile; take its handle off to add it anew"
        )
    theirs = differences(before, now) & differences(after, now) & changed
    if theirs:
        said = ", ".join(sorted(spoken(name) for name in theirs))
        return f"^{after.draft.handle} was changed in the record meanwhile ({said})"
    if "kind" in changed and {before.draft.kind, after.draft.kind} != {"evidence", "skill entry"}:
        kinds = f"{with_article(before.draft.kind)} cannot become {with_article(after.draft.kind)}"
        return f"{kinds}; take the handle off to make a new one"
    return ""


def _only(changed: frozenset[str], flat: Flat) -> dict[str, Any]:
    everything = says(flat) | {"mentions": flat.draft.mentions}
    if "kind" in changed:
        return everything
    return {name: everything[name] for name in sorted(changed)}


def _moved(changed: frozenset[str]) -> str:
    return "moved" if changed & {"parent", "kind"} else ""


def _profile(base: Document, edited: Document) -> dict[str, Any]:
    if edited.profile is None:
        return {}
    before, after = _profile_says(base.profile), _profile_says(edited.profile)
    return {name: value for name, value in after.items() if before[name] != value}


def _profile_says(draft: Draft | None) -> dict[str, Any]:
    values = {"text": draft.text, **draft.fields} if draft else {"text": ""}
    full = _full(values, "profile")
    return {name: value for name, value in full.items() if name != "mentions"}


class Past(NamedTuple):
    """What the record knows of a document that comes back.

    `was`: what each handle's item said at any time; `gone`: handles of what was deleted; `came`: the places
    of lines without a handle that came in before, each with whether the entry is still there.
    """

    was: Mapping[str, Sequence[Draft]]
    gone: frozenset[str]
    came: Mapping[int, bool]


def plan_return(arriving: Document, current: Document, past: Past) -> Plan:
    """Plan taking in a document of ours that was elsewhere.

    A line that the record knows already, or knew once, changes nothing; a line that it never said is an edit.
    What is missing from the document stays in the record.
    """
    now = {flat.draft.handle: flat for flat in flatten(current.drafts)}
    after = flatten(arriving.drafts)
    problems = list(arriving.problems) + list(_doubled(after))
    steps = [_return(flat, now, past) for flat in after]
    known = _profile_says(current.profile)
    empty = _profile_says(None)
    said = _profile_says(arriving.profile)
    profile = {
        name: value for name, value in said.items() if value != empty[name] and known[name] == empty[name]
    }
    return Plan(tuple(steps), profile, tuple(problems))


def _return(flat: Flat, now: Mapping[str, Flat], past: Past) -> Step:
    if why := _deleted(flat, past):
        return Step("left", flat, why)
    if flat.place in past.came:
        return came_before(flat, past.came)
    known = now.get(flat.draft.handle)
    if known is None:
        return Step("add", flat)
    changed = differences(known, flat)
    if not changed:
        return Step("same", flat)
    if why := _newer(changed, known, flat, past):
        return Step("left", flat, why)
    return Step("change", flat, values=_only(changed, flat), why=_moved(changed))


def _deleted(flat: Flat, past: Past) -> str:
    handle = flat.draft.handle
    if handle in past.gone:
        return f"it was deleted; vividmap restore {handle} brings it back"
    above = next((one.draft.handle for one in _above(flat) if one.draft.handle in past.gone), "")
    return f"what it stands beneath was deleted; vividmap restore {above} first" if above else ""


def _newer(changed: frozenset[str], known: Flat, flat: Flat, past: Past) -> str:
    if alone(flat.draft) in past.was.get(flat.draft.handle, ()):
        return "the record has a newer version of it"
    return f"it is {known.draft.kind} here; 'vividmap edit' can move it" if "kind" in changed else ""


def _above(flat: Flat) -> Iterator[Flat]:
    while flat.parent is not None:
        flat = flat.parent
        yield flat


def came_before(flat: Flat, came: Mapping[int, bool]) -> Step:
    """Return the step for a line that came in before: nothing, whatever became of it since."""
    return Step("same", flat) if came[flat.place] else Step("left", flat, "it was deleted here")
