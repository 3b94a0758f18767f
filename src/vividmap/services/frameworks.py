"""Verbs for frameworks: taken in and brought up to date, criteria stated and marked, evidence linked to them.

How an import is matched with what is here, the first that applies:

1. A framework of the same name is the same framework.
2. What came in before, word for word, stays as it is now, whatever became of it since.
3. The same text at the same level and theme is the same criterion; its notes follow the file.
4. The same text at another level or theme was moved.
5. At the same level and theme, the text that shares most words with it, half of them at least, was reworded.
6. All else is new. What the file does not say any more stays: evidence may be linked to it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from vividmap.core.criteria import asks
from vividmap.core.record import Criterion, Evidence, Framework
from vividmap.core.shorthand import Draft
from vividmap.core.text import UnreadableText, clean_line, fold, words
from vividmap.formats import frameworks as formats
from vividmap.formats.frameworks import Reading, ladders
from vividmap.formats.frameworks.ladders import LADDERS
from vividmap.services import documents, entries, memory, mentioning
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid, NotFound
from vividmap.services.plans import Flat, Plan, Step, flatten
from vividmap.services.work import working
from vividmap.store import queries
from vividmap.store.models import Item

VERB = "import framework"
_ALIKE = 0.5
_BECAUSE = "because "


@dataclass(frozen=True, slots=True)
class Coming:
    """A framework that was handed in, what became of its lines, and what taking it in would do.

    `unsaid` are criteria here that it does not state (any more).
    """

    reading: Reading
    plan: Plan
    unsaid: tuple[Criterion, ...] = ()


def ladder(name: str) -> str:
    """Return the text of a ladder that comes along. Raises NotFound."""
    if name not in LADDERS:
        raise NotFound(f"{name[:40]!r} is no ladder; there are {', '.join(LADDERS)}")
    return ladders.text(name)


def plan(actor: Actor, text: str, file: str = "", name: str = "") -> Coming:
    """Plan taking in a framework, called `name` if that is said. Raises Invalid for what cannot be read."""
    try:
        name, file = clean_line(name), clean_line(file)
        reading = formats.read(text, file)
    except (UnreadableText, formats.Unreadable) as error:
        raise Invalid(str(error)) from error
    if not reading.framework.criteria:
        raise Invalid(
            f"no criterion was found in it; it was read as {reading.shape}. The guide has an example of each"
            " shape: headings or bullets, a table, CSV, YAML"
        )
    framework = replace(reading.framework, name=name or reading.framework.name)
    reading = replace(reading, framework=framework)
    return _Matching(actor, flatten((_draft(framework),))).coming(reading)


def _draft(framework: formats.Framework) -> Draft:
    return Draft(
        kind=Framework.kind,
        text=framework.name,
        body=framework.about,
        fields={"source": framework.source} if framework.source else {},
        place=1,
        children=tuple(
            Draft(
                kind=Criterion.kind,
                text=one.text,
                body=one.body,
                fields={name: said for name, said in (("level", one.level), ("theme", one.theme)) if said},
                place=one.line,
            )
            for one in framework.criteria
        ),
    )


def take_in(actor: Actor, coming: Coming, still: Callable[[], bool] = lambda: True) -> Item | None:
    """Do what a plan says, as one change, and return the framework, None where it was deleted before.

    Raises Conflict where the record was changed since it was planned (`still`, as `documents.apply` asks it).
    """
    documents.apply(actor, coming.plan, VERB, still=still)
    handle = coming.plan.steps[0].draft.handle
    return (
        queries.by_handle(actor.owner, handle)
        if handle
        else queries.by_id(actor.owner, coming.plan.ids[coming.plan.steps[0].flat.place])
    )


@dataclass
class _Matching:
    """What arrives on one side, what is here on the other; each of either is matched once."""

    actor: Actor
    flats: Sequence[Flat]
    here: Framework | None = None
    ids: dict[int, UUID] = field(default_factory=dict)
    left: dict[UUID, Criterion] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)

    def coming(self, reading: Reading) -> Coming:
        """Match everything, the surest first, and return the plan."""
        head = self.flats[0]
        # By its name alone: what a framework says of itself may change from version to version.
        named = head._replace(draft=Draft(kind=head.draft.kind, text=head.draft.text))
        self.ids = documents.ids_for(self.actor, [named, *self.flats[1:]])
        came = documents.came_in(self.actor, self.ids)
        self._head(head, came)
        rest = self.flats[1:]
        for flat in rest:
            if self.steps[0].what == "left":
                self.steps[flat.place] = replace(self.steps[0], flat=flat)
            elif flat.place in came:
                self._came_before(flat, there=came[flat.place])
        known = _Known(self.left)
        for match in (known.same, known.moved, known.reworded):
            for flat in rest:
                if flat.place not in self.steps and (found := match(flat.draft)):
                    self._known(flat, found)
        for flat in rest:
            self.steps.setdefault(flat.place, Step("add", flat))
        steps = tuple(self.steps[flat.place] for flat in self.flats)
        return Coming(reading, Plan(steps, ids=self.ids), tuple(self.left.values()))

    def _head(self, head: Flat, came: dict[int, bool]) -> None:
        record = memory.record(self.actor)
        by_name = (one for one in record.all(Framework) if fold(one.text) == fold(head.draft.text))
        known = record.by_id.get(self.ids[head.place])
        self.here = known if isinstance(known, Framework) else next(by_name, None)
        if self.here:
            # Found by its handle from here on, whatever it is called now.
            flat = head._replace(draft=replace(head.draft, handle=self.here.handle))
            self.flats = [flat, *(one._replace(parent=flat) for one in self.flats[1:])]
            self.left = {one.id: one for one in asks.of_framework(record, self.here)}
            self.steps[head.place] = Step("same", flat)
        elif came.get(head.place) is False:
            self.steps[head.place] = Step("left", head, self._deleted(head))
        else:
            self.steps[head.place] = Step("add", head)

    def _deleted(self, flat: Flat) -> str:
        found = next(iter(queries.history(self.actor.owner, self.ids[flat.place])), None)
        return f"it was deleted here; vividmap restore {found.handle if found else ''} brings it back"

    def _came_before(self, flat: Flat, *, there: bool) -> None:
        self.left.pop(self.ids[flat.place], None)
        self.steps[flat.place] = Step("same", flat) if there else Step("left", flat, self._deleted(flat))

    def _known(self, flat: Flat, found: Criterion) -> None:
        del self.left[found.id]
        said = {
            "level": "",
            "theme": "",
            **flat.draft.fields,
            "text": flat.draft.text,
            "body": flat.draft.body,
        }
        values = {name: value for name, value in said.items() if value != getattr(found, name)}
        flat = flat._replace(draft=replace(flat.draft, handle=found.handle))
        why = "moved" if values.keys() & {"level", "theme"} else ""
        self.steps[flat.place] = Step("change" if values else "same", flat, why, values)


class _Known:
    """The criteria here that nothing was matched with yet (`left`, which shrinks), by what they say."""

    def __init__(self, left: Mapping[UUID, Criterion]) -> None:
        self.left = left
        self.by_text: dict[tuple[str, ...], list[Criterion]] = {}
        self.by_place: dict[tuple[str, str], list[Criterion]] = {}
        self.words = {one.id: frozenset(words(one.text)) for one in left.values()}
        for one in left.values():
            self.by_text.setdefault(tuple(words(one.text)), []).append(one)
            self.by_place.setdefault((fold(one.level), fold(one.theme)), []).append(one)

    def same(self, draft: Draft) -> Criterion | None:
        """Return what says the same at the same level and theme."""
        there = {one.id for one in self.by_place.get(_place(draft), ())}
        return next((one for one in self._saying(draft) if one.id in there), None)

    def moved(self, draft: Draft) -> Criterion | None:
        """Return what says the same anywhere."""
        return next(self._saying(draft), None)

    def reworded(self, draft: Draft) -> Criterion | None:
        """Return what is most alike at the same level and theme, if it is alike at all."""
        mine = frozenset(words(draft.text))
        alike = [
            (len(mine & other) / len(mine | other), one)
            for one in self.by_place.get(_place(draft), ())
            if one.id in self.left and (other := self.words[one.id])
        ]
        share, likest = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        return likest if share >= _ALIKE else None

    def _saying(self, draft: Draft) -> Iterator[Criterion]:
        return (one for one in self.by_text.get(tuple(words(draft.text)), ()) if one.id in self.left)


def _place(draft: Draft) -> tuple[str, str]:
    return fold(draft.fields.get("level", "")), fold(draft.fields.get("theme", ""))


def named(actor: Actor, name: str) -> Item:
    """Return a framework by its handle, or by what it is called or begins with. Raises NotFound."""
    row = queries.by_handle(actor.owner, name)
    if row is not None and row.kind == Framework.kind:
        return row
    all_of = [*queries.of_kind(actor.owner, Framework.kind).order_by("number")]
    exact = [one for one in all_of if fold(one.text) == fold(name.strip())]
    found = exact or [one for one in all_of if name.strip() and fold(one.text).startswith(fold(name.strip()))]
    if len(found) == 1:
        return found[0]
    offers = ", ".join(f"{one.text} (^{one.handle})" for one in found or all_of)
    raise NotFound(
        f"{name[:60]!r} is not one framework here. "
        + (f"There are {offers}" if offers else "There is none yet: vividmap framework import FILE")
    )


def add(actor: Actor, framework: str, text: str, level: str = "", theme: str = "") -> Item:
    """Add a criterion to a framework, by the framework's handle, and return it. Raises NotFound, Invalid."""
    above = entries.find(actor, framework, Framework.kind)
    draft = Draft(kind=Criterion.kind, text=text, fields={"level": level, "theme": theme})
    return entries.add(actor, draft, parent=above.uid)


def edit(actor: Actor, handle: str, values: dict[str, str], *, version: int | None = None) -> Item:
    """Change what a criterion says, or why it cannot be met. Raises NotFound, Invalid, Conflict."""
    row = entries.find(actor, handle, Criterion.kind)
    if why := values.get("cannot_be_met", "").strip():
        begins = fold(why[: len(_BECAUSE)]) == _BECAUSE
        values = {**values, "cannot_be_met": why[len(_BECAUSE) :] if begins else why}
    return entries.edit(actor, row.handle, values, version=version)


def link(actor: Actor, handle: str, evidence: Sequence[str]) -> list[Item]:
    """Say that evidence serves a criterion, in one change; return what did not yet. Raises NotFound."""
    criterion = entries.find(actor, handle, Criterion.kind)
    rows = _rows(actor, evidence)
    with working(actor, "link criterion") as work:
        fresh = [row for row in rows if not row.mentions.filter(sort="criterion", target=criterion).exists()]
        for row in fresh:
            mentioning.put(work, row, "criterion", criterion)
    return fresh


def unlink(actor: Actor, handle: str, evidence: Sequence[str]) -> list[Item]:
    """Say that evidence does not serve a criterion, in one change; return what did. Raises NotFound."""
    criterion = entries.find(actor, handle, Criterion.kind)
    rows = _rows(actor, evidence)
    done = []
    with working(actor, "unlink criterion") as work:
        for row in rows:
            doomed = [*row.mentions.filter(sort="criterion", target=criterion)]
            if doomed:
                mentioning.take(work, row, doomed)
                done.append(row)
    return done


def _rows(actor: Actor, handles: Sequence[str]) -> list[Item]:
    """Return evidence by its handles, each once: all of it, or nothing is done."""
    found = (entries.find(actor, one, Evidence.kind) for one in handles)
    return [*{row.uid: row for row in found}.values()]
