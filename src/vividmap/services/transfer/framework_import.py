"""Import of a framework, and its update from a newer file.

Each imported line is matched with the record by the first rule that applies:

1. A framework of the same name is the same framework.
2. A line that was imported before, word for word, changes nothing.
3. The same text at the same level and theme is the same criterion; its notes follow the file.
4. The same text at another level or theme was moved.
5. At the same level and theme, the most similar text with at least half of the words was reworded.
6. Everything else is new. Criteria missing in the file stay: evidence may be linked to them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from vividmap.core.criteria import requirements
from vividmap.core.record import Criterion, Framework
from vividmap.core.shorthand import Draft
from vividmap.core.text import UnreadableText, clean_line, fold, words
from vividmap.formats import frameworks
from vividmap.formats.frameworks import FrameworkReading, ladders
from vividmap.formats.frameworks.ladders import LADDERS
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid, NotFound
from vividmap.services.transfer import documents
from vividmap.services.transfer.imported_lines import find_known_places
from vividmap.services.transfer.plans import DocumentPlan, FlatDraft, PlanStep, flatten_drafts
from vividmap.store import item_rows
from vividmap.store.models import ItemRow
from vividmap.store.queries import change_log

CHANGE_VERB = "import framework"
_MIN_SHARED_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class FrameworkPlan:
    """A framework's file as it was read, and what its import would do.

    `missing_criteria` are criteria of the record that the file does not have.
    """

    reading: FrameworkReading
    plan: DocumentPlan
    missing_criteria: tuple[Criterion, ...] = ()


def read_ladder(name: str) -> str:
    """Return the text of a built-in ladder. Raises NotFound."""
    if name not in LADDERS:
        raise NotFound(f"{name[:40]!r} is not a built-in ladder; use one of {', '.join(LADDERS)}")
    return ladders.text(name)


def plan_import(actor: Actor, text: str, file: str = "", name: str = "", level: str = "") -> FrameworkPlan:
    """Plan the import of a framework; a `name` replaces the file's, `level` is a label that is a level.

    Raises Invalid for unreadable text, and for a `level` that the text does not have.
    """
    try:
        name, file, level = clean_line(name), clean_line(file), clean_line(level)
        reading = frameworks.read(text, file, level)
    except (UnreadableText, frameworks.Unreadable) as error:
        raise Invalid(str(error)) from error
    if not reading.framework.criteria:
        raise Invalid(
            f"no criterion was found in it; it was read as {reading.shape}. The guide has an example of each"
            " shape: headings or bullets, a table, CSV, YAML"
        )
    if level and fold(level) not in {fold(criterion.level) for criterion in reading.framework.criteria}:
        stated_levels = (criterion.level for criterion in reading.framework.criteria if criterion.level)
        labels = ", ".join(dict.fromkeys((*reading.possible_levels, *stated_levels))) or "no level"
        raise Invalid(f"{level[:40]!r} is not a heading in it; it has {labels[:200]}")
    framework = replace(reading.framework, name=name or reading.framework.name)
    reading = replace(reading, framework=framework)
    return _Matching(actor, flatten_drafts((_framework_draft(framework),))).coming(reading)


def _framework_draft(framework: frameworks.ReadFramework) -> Draft:
    return Draft(
        kind=Framework.kind,
        text=framework.name,
        body=framework.about,
        fields={"source": framework.source} if framework.source else {},
        place=1,
        children=tuple(
            Draft(
                kind=Criterion.kind,
                text=criterion.text,
                body=criterion.body,
                fields={
                    name: value
                    for name, value in (("level", criterion.level), ("theme", criterion.theme))
                    if value
                },
                place=criterion.line,
            )
            for criterion in framework.criteria
        ),
    )


def apply_import(
    actor: Actor, framework_plan: FrameworkPlan, is_still_current: Callable[[], bool] = lambda: True
) -> ItemRow | None:
    """Apply a plan as one change and return the framework, None if it was deleted before.

    Raises Conflict if the record has changed since the plan (`is_still_current`, see `apply_plan`).
    """
    documents.apply_plan(actor, framework_plan.plan, CHANGE_VERB, is_still_current=is_still_current)
    handle = framework_plan.plan.steps[0].draft.handle
    return (
        item_rows.by_handle(actor.owner, handle)
        if handle
        else item_rows.by_id(actor.owner, framework_plan.plan.ids[framework_plan.plan.steps[0].flat.place])
    )


@dataclass
class _Matching:
    """Matches imported drafts with the record's criteria; each is matched once."""

    actor: Actor
    flats: Sequence[FlatDraft]
    framework: Framework | None = None
    ids: dict[int, UUID] = field(default_factory=dict)
    unmatched: dict[UUID, Criterion] = field(default_factory=dict)
    steps: dict[int, PlanStep] = field(default_factory=dict)

    def coming(self, reading: FrameworkReading) -> FrameworkPlan:
        """Match everything, the most certain matches first, and return the plan."""
        head = self.flats[0]
        # By its name alone: its description may change from version to version.
        named_head = head._replace(draft=Draft(kind=head.draft.kind, text=head.draft.text))
        self.ids = documents.derive_ids(self.actor, [named_head, *self.flats[1:]])
        known_places = find_known_places(self.actor, self.ids)
        self._head(head, known_places)
        criteria_drafts = self.flats[1:]
        for flat in criteria_drafts:
            if self.steps[0].action == "left":
                self.steps[flat.place] = replace(self.steps[0], flat=flat)
            elif flat.place in known_places:
                self._came_before(flat, is_present=known_places[flat.place])
        index = _CriterionIndex(self.unmatched)
        for match in (index.find_equal, index.find_moved, index.find_reworded):
            for flat in criteria_drafts:
                if flat.place not in self.steps and (criterion := match(flat.draft)):
                    self._match_known(flat, criterion)
        for flat in criteria_drafts:
            self.steps.setdefault(flat.place, PlanStep("add", flat))
        steps = tuple(self.steps[flat.place] for flat in self.flats)
        return FrameworkPlan(reading, DocumentPlan(steps, ids=self.ids), tuple(self.unmatched.values()))

    def _head(self, head: FlatDraft, known_places: dict[int, bool]) -> None:
        record = record_cache.load_record(self.actor)
        by_name = (
            framework
            for framework in record.items_of(Framework)
            if fold(framework.text) == fold(head.draft.text)
        )
        earlier = record.by_id.get(self.ids[head.place])
        self.framework = earlier if isinstance(earlier, Framework) else next(by_name, None)
        if self.framework:
            # Identified by its handle from here on: it may have been renamed.
            flat = head._replace(draft=replace(head.draft, handle=self.framework.handle))
            self.flats = [flat, *(item._replace(parent=flat) for item in self.flats[1:])]
            self.unmatched = {item.id: item for item in requirements.criteria_of(record, self.framework)}
            self.steps[head.place] = PlanStep("same", flat)
        elif known_places.get(head.place) is False:
            self.steps[head.place] = PlanStep("left", head, self._deleted(head))
        else:
            self.steps[head.place] = PlanStep("add", head)

    def _deleted(self, flat: FlatDraft) -> str:
        last_change = next(iter(change_log.item_history(self.actor.owner, self.ids[flat.place])), None)
        handle = last_change.handle if last_change else ""
        return f"it was deleted here; vividmap restore {handle} brings it back"

    def _came_before(self, flat: FlatDraft, *, is_present: bool) -> None:
        self.unmatched.pop(self.ids[flat.place], None)
        self.steps[flat.place] = (
            PlanStep("same", flat) if is_present else PlanStep("left", flat, self._deleted(flat))
        )

    def _match_known(self, flat: FlatDraft, criterion: Criterion) -> None:
        del self.unmatched[criterion.id]
        draft_values = {
            "level": "",
            "theme": "",
            **flat.draft.fields,
            "text": flat.draft.text,
            "body": flat.draft.body,
        }
        values = {name: value for name, value in draft_values.items() if value != getattr(criterion, name)}
        flat = flat._replace(draft=replace(flat.draft, handle=criterion.handle))
        reason = "moved" if values.keys() & {"level", "theme"} else ""
        self.steps[flat.place] = PlanStep("change" if values else "same", flat, reason, values)


class _CriterionIndex:
    """The unmatched criteria of the record, by text and by level and theme; `unmatched` shrinks."""

    def __init__(self, unmatched: Mapping[UUID, Criterion]) -> None:
        self.unmatched = unmatched
        self.by_text: dict[tuple[str, ...], list[Criterion]] = {}
        self.by_place: dict[tuple[str, str], list[Criterion]] = {}
        self.words = {criterion.id: frozenset(words(criterion.text)) for criterion in unmatched.values()}
        for criterion in unmatched.values():
            self.by_text.setdefault(tuple(words(criterion.text)), []).append(criterion)
            self.by_place.setdefault((fold(criterion.level), fold(criterion.theme)), []).append(criterion)

    def find_equal(self, draft: Draft) -> Criterion | None:
        """Return the criterion with the same text at the same level and theme."""
        same_place = {criterion.id for criterion in self.by_place.get(_criterion_place(draft), ())}
        return next((criterion for criterion in self._saying(draft) if criterion.id in same_place), None)

    def find_moved(self, draft: Draft) -> Criterion | None:
        """Return the criterion with the same text at any level and theme."""
        return next(self._saying(draft), None)

    def find_reworded(self, draft: Draft) -> Criterion | None:
        """Return the most similar criterion at the same level and theme, if it is similar enough."""
        draft_words = frozenset(words(draft.text))
        alike = [
            (len(draft_words & criterion_words) / len(draft_words | criterion_words), criterion)
            for criterion in self.by_place.get(_criterion_place(draft), ())
            if criterion.id in self.unmatched and (criterion_words := self.words[criterion.id])
        ]
        share, likest = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        return likest if share >= _MIN_SHARED_WORDS else None

    def _saying(self, draft: Draft) -> Iterator[Criterion]:
        return (
            criterion
            for criterion in self.by_text.get(tuple(words(draft.text)), ())
            if criterion.id in self.unmatched
        )


def _criterion_place(draft: Draft) -> tuple[str, str]:
    return fold(draft.fields.get("level", "")), fold(draft.fields.get("theme", ""))
