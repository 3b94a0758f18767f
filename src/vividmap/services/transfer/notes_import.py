"""Import of notes of any shape: what each line becomes, with what the owner answers about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from vividmap.core.handles import derived_id
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.names import Names
from vividmap.core.record import KINDS, MentionSort
from vividmap.formats import notes
from vividmap.formats.document.foreign_marks import take_marks
from vividmap.formats.notes import Answers, Reading
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes.change_set import ChangeSet
from vividmap.services.errors import Invalid
from vividmap.services.transfer.imported_lines import find_known_places
from vividmap.services.transfer.plans import (
    DocumentPlan,
    FlatDraft,
    PlanStep,
    flatten_drafts,
    skip_known_line,
)
from vividmap.store import queries
from vividmap.store.queries import change_log

_FIXED_DAY = date(1970, 1, 1)
_NAMED_KINDS: dict[str, MentionSort] = {"person": "person", "skill": "skill", "goal": "goal"}


@dataclass(frozen=True)
class NotesPlan:
    """What an import of notes would do, and what they read as."""

    plan: DocumentPlan
    reading: Reading
    answers: Answers = field(default_factory=Answers)


def plan_notes(
    actor: Actor, text: str, *, name: str = "", answers: Answers | None = None, ranks_entries: bool = True
) -> NotesPlan:
    """Plan the import of notes; `name` is the file's. Raises Invalid for unreadable text.

    Headings that the owner explained at an earlier import are read so again. For `ranks_entries` see
    `notes.read`.
    """
    answers = answers or Answers()
    _refuse_unknown_people(answers, text)
    profile = queries.load_profile(actor.owner)
    headings = {**profile.import_headings, **answers.headings}
    try:
        reading = notes.read(
            text,
            today_of(actor),
            name=name,
            answers=replace(answers, headings=headings),
            ranks_entries=ranks_entries,
        )
    except ValueError as error:
        raise Invalid(str(error)) from error
    drafts, problems = take_marks(reading.drafts, text.split("\n"), reading.sources)
    if problems:
        return NotesPlan(DocumentPlan(problems=problems), reading, answers)
    reading = replace(reading, drafts=drafts)
    remembered = headings if dict(headings) != dict(profile.import_headings) else {}
    plan = _plan(actor, reading)
    if remembered and not plan.is_empty:
        plan = replace(plan, profile={"import_headings": remembered})
    return NotesPlan(plan, reading, answers)


def _refuse_unknown_people(answers: Answers, text: str) -> None:
    """Raise Invalid for an answer about somebody whom the notes do not name: it would be ignored."""
    folded_text = text.casefold()
    for name in answers.people:
        if name.split(maxsplit=1)[0].casefold() not in folded_text:
            raise Invalid(f"the notes do not name {name!r}, so nothing can be said of them; check the name")


def _plan(actor: Actor, reading: Reading) -> DocumentPlan:
    flats = flatten_drafts(reading.drafts)
    ids = _derive_ids(actor, flats, reading)
    undated_ids = _derive_ids(actor, flats, reading, with_dates=False)
    known_places = find_known_places(actor, ids)
    for place, is_there in find_known_places(actor, undated_ids).items():
        # It was imported while its heading had no date: the same entry, and now there is one.
        if place not in known_places:
            known_places[place] = is_there
            ids[place] = undated_ids[place]
    undated = change_log.undated_handles(
        actor.owner, [ids[place] for place, is_there in known_places.items() if is_there]
    )
    names = ChangeSet(actor).names
    steps = tuple(_step(flat, ids, known_places, undated, names) for flat in flats)
    return DocumentPlan(steps, ids=ids)


def _step(
    flat: FlatDraft,
    ids: Mapping[int, UUID],
    known_places: Mapping[int, bool],
    undated: Mapping[UUID, str],
    names: Names,
) -> PlanStep:
    draft = flat.draft
    if flat.place in known_places:
        handle = undated.get(ids[flat.place], "")
        if handle and draft.when and KINDS[draft.kind].is_dated:
            return PlanStep(
                "change", flat._replace(draft=replace(draft, handle=handle)), "date", {"when": draft.when}
            )
        return skip_known_line(flat, known_places)
    sort = _NAMED_KINDS.get(draft.kind)
    item_id = names.resolve(sort, draft.text) if sort and flat.parent is None else None
    if item_id:
        token = names.token(item_id)
        return PlanStep("left", flat, f"{draft.text} is already in the record; edit it there (@{token})")
    return PlanStep("add", flat)


def _derive_ids(
    actor: Actor, flats: Sequence[FlatDraft], reading: Reading, *, with_dates: bool = True
) -> dict[int, UUID]:
    """Return an id for each draft, by place, that is the same at every import."""
    keys = list(_keys(flats, reading, with_dates=with_dates))
    ids = _ids_of(keys)
    # Ids are unique in the whole database: another owner may have imported the same notes.
    has_foreign = change_log.has_foreign_ids(list(ids.values()), actor.owner)
    return _ids_of(keys, str(actor.owner.id)) if has_foreign else ids


def _keys(
    flats: Sequence[FlatDraft], reading: Reading, *, with_dates: bool
) -> Iterable[tuple[int, date, str, str, str]]:
    """Yield what identifies each draft whatever was answered: its lines and its own date."""
    counts: dict[int, int] = {}
    for flat in flats:
        draft = flat.draft
        counts[draft.place] = counts.get(draft.place, 0) + 1
        own = draft.when if with_dates and draft.place not in reading.assumed_places else None
        source = reading.sources.get(draft.place) or draft.text
        yield flat.place, own.last if own else _FIXED_DAY, source, str(own or ""), str(counts[draft.place])


def _ids_of(keys: Sequence[tuple[int, date, str, str, str]], *prefix: str) -> dict[int, UUID]:
    counts: dict[tuple[str, ...], int] = {}
    ids = {}
    for place, day, source, moment, number in keys:
        content = (*prefix, "notes", source, moment, number)
        counts[content] = counts.get(content, 0) + 1
        ids[place] = derived_id(datetime.combine(day, time(), UTC), *content, str(counts[content]))
    return ids
