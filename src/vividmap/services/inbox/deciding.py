"""Decide about candidates: accept, merge, attach, snooze, dismiss. Each call is one change, undone as one."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from uuid import UUID

from vividmap.core.english.phrasing import count_noun, with_article
from vividmap.core.inbox import (
    Acceptance,
    BadAcceptance,
    accepted_kind,
    accepted_values,
    group_key,
    joined,
    merged_values,
    snooze_day,
    suggest_entries,
)
from vividmap.core.record import ENTRY_KINDS, Candidate, Evidence, Item
from vividmap.core.shorthand import NameMark
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.entries import find_item, find_items
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid, Refused
from vividmap.store import item_rows, queries
from vividmap.store.models import ItemRow, Owner
from vividmap.store.queries import inbox, project_queries

ATTACHABLE_KINDS = Candidate.parent_kinds[:3]
"""The kinds of entries that a candidate can be attached to."""
_MOST_COMPARED = 200
"""Only so many of the newest entries are compared with a candidate, to suggest where it belongs."""


def suggest_targets(owner: Owner, candidate: Candidate) -> list[Item]:
    """Return the entries that a candidate most likely belongs to, of the newest."""
    newest = queries.list_items(owner, ENTRY_KINDS, limit=_MOST_COMPARED)
    return suggest_entries(candidate, newest)


@takes_turn
def accept(actor: Actor, handle: str, acceptance: Acceptance) -> ItemRow:
    """Make an entry of a candidate and return the entry. Raises NotFound, Invalid, Refused."""
    ((row, candidate),) = _find_all_waiting(actor, [handle])
    with open_change_set(actor, "accept candidate") as changes:
        entry_id = _add_entry(changes, candidate, acceptance, partial(_usual_project, actor))
        changes.flush()
        changes.edit(row, {"state": "accepted", "parent": entry_id, "ask_again_on": None})
    return item_rows.existing_row(actor.owner, entry_id)


@takes_turn
def accept_all(actor: Actor, handles: Sequence[str]) -> int:
    """Make an entry of each candidate as it was proposed, as one change; return how many.

    Raises NotFound, Invalid, Refused; then none is accepted.
    """
    pairs = _find_all_waiting(actor, handles)
    with open_change_set(actor, "accept candidates") as changes:
        usual_project = cache(partial(_usual_project, actor))
        entry_ids = [_add_entry(changes, candidate, Acceptance(), usual_project) for _, candidate in pairs]
        changes.flush()
        for (row, _), entry_id in zip(pairs, entry_ids, strict=True):
            changes.edit(row, {"state": "accepted", "parent": entry_id, "ask_again_on": None})
    return len(pairs)


def list_group(actor: Actor, key: str, count: int) -> list[str]:
    """Return the handles of the candidates of a group that are due.

    Raises Refused if they are not as many as the person was told.
    """
    due = inbox.list_due(actor.owner, today_of(actor))
    handles = [candidate.handle for candidate in due if group_key(candidate.project, candidate.source) == key]
    if len(handles) != count:
        number = count_noun(len(handles), "candidate")
        raise Refused(f"the group has {number} now, not {count}; nothing was decided. Look again")
    return handles


def _add_entry(
    changes: ChangeSet, candidate: Candidate, acceptance: Acceptance, usual_project: Callable[[str], str]
) -> UUID:
    try:
        kind = accepted_kind(candidate, acceptance)
        values = accepted_values(candidate, acceptance, changes.names)
    except BadAcceptance as error:
        raise Invalid(str(error), error.field) from error
    if values.get("project"):
        values["project"] = usual_project(values["project"])
    return changes.add(kind, values)


def _usual_project(actor: Actor, name: str) -> str:
    """Return a project's name as entries have it already, else as it is."""
    return next(iter(project_queries.spellings(actor.owner, name)), name)


@takes_turn
def merge(actor: Actor, handles: Sequence[str]) -> ItemRow:
    """Merge candidates into the first, which still waits and is returned.

    Raises NotFound, Invalid, Refused.
    """
    pairs = _find_all_waiting(actor, handles)
    if len(pairs) < 2:
        raise Invalid("name at least two candidates to merge", "handle")
    (lead, _), *merged_pairs = pairs
    with open_change_set(actor, "merge candidates") as changes:
        changes.edit(lead, merged_values([candidate for _, candidate in pairs]))
        for row, _ in merged_pairs:
            changes.edit(row, {"state": "merged", "parent": lead.uid, "ask_again_on": None})
    return item_rows.existing_row(actor.owner, lead.uid)


@takes_turn
def attach(actor: Actor, handles: Sequence[str], target: str, outcome: str = "") -> ItemRow:
    """Add candidates' links, people and skills to an entry, and an outcome; return the entry.

    An entry that has an outcome already gets the new one behind it. Raises NotFound, Invalid, Refused.
    """
    pairs = _find_all_waiting(actor, handles)
    entry_row = find_item(actor, target, *ATTACHABLE_KINDS)
    entry = item_rows.to_item(actor.owner, entry_row)
    if outcome.strip() and not isinstance(entry, Evidence):
        raise Invalid(f"{with_article(entry.kind)} has no outcome; leave it out", "outcome")
    with open_change_set(actor, "attach candidate") as changes:
        changes.edit(
            entry_row, _attached_values(changes, entry, [candidate for _, candidate in pairs], outcome)
        )
        for row, _ in pairs:
            changes.edit(row, {"state": "attached", "parent": entry_row.uid, "ask_again_on": None})
    return item_rows.existing_row(actor.owner, entry_row.uid)


def _attached_values(
    changes: ChangeSet, entry: Item, candidates: Sequence[Candidate], outcome: str
) -> dict[str, object]:
    values: dict[str, object] = {"mentions": _attached_mentions(changes, entry, candidates)}
    if hasattr(entry, "links"):
        values["links"] = joined((entry.links, *(candidate.links for candidate in candidates)))
    if outcome.strip():
        earlier = getattr(entry, "outcome", "")
        values["outcome"] = f"{earlier.rstrip(' .;')}; {outcome.strip()}" if earlier else outcome.strip()
    return values


def _attached_mentions(
    changes: ChangeSet, entry: Item, candidates: Sequence[Candidate]
) -> tuple[NameMark, ...]:
    """Return an entry's mentions, with the candidates' skills and those people who are on the map."""
    marks = [
        NameMark(mention.sort, mention.name, mention.shown_on, is_pending=mention.target is None)
        for mention in entry.mentions
    ]
    present = {(mention.sort, mention.target) for mention in entry.mentions} | {("person", entry.parent)}
    people = joined(candidate.people for candidate in candidates)
    skills = joined(candidate.skills for candidate in candidates)
    targets = {name: changes.names.resolve("person", name) for name in people}
    return (
        *marks,
        *(
            NameMark("person", name)
            for name, target in targets.items()
            if target and ("person", target) not in present
        ),
        *(
            NameMark("skill", name)
            for name in skills
            if ("skill", changes.names.resolve("skill", name)) not in present
        ),
    )


@takes_turn
def snooze(actor: Actor, handles: Sequence[str], until: date | None = None) -> date:
    """Put candidates off until a day, by default for a week; return the day.

    Raises NotFound, Refused, and Invalid for a day that is not ahead.
    """
    today = today_of(actor)
    day = until or snooze_day(today)
    if day <= today:
        raise Invalid(f"{day} is not in the future; name a later day", "until")
    _edit_all(actor, handles, "snooze candidate", {"ask_again_on": day})
    return day


@takes_turn
def dismiss(actor: Actor, handles: Sequence[str]) -> int:
    """Dismiss candidates for good, and return how many. Raises NotFound, Refused."""
    return _edit_all(actor, handles, "dismiss candidate", {"state": "dismissed", "ask_again_on": None})


def _edit_all(actor: Actor, handles: Sequence[str], verb: str, values: dict[str, object]) -> int:
    with open_change_set(actor, verb) as changes:
        pairs = _find_all_waiting(actor, handles)
        for row, _ in pairs:
            changes.edit(row, values)
    return len(pairs)


def _find_all_waiting(actor: Actor, handles: Sequence[str]) -> list[tuple[ItemRow, Candidate]]:
    """Return candidates that nobody has decided about. Raises NotFound, Refused."""
    rows = find_items(actor, handles, Candidate.kind)
    return [*{row.uid: (row, _to_waiting(actor, row)) for row in rows}.values()]


def _to_waiting(actor: Actor, row: ItemRow) -> Candidate:
    candidate = item_rows.to_item_of(actor.owner, row, Candidate)
    if candidate.state in ("", "waiting"):
        return candidate
    label = queries.item_label(actor.owner, candidate.parent) if candidate.parent else None
    place = f", as part of ^{label[1]}" if label else ""
    raise Refused(f"^{row.handle} was already {candidate.state}{place}. To decide again, undo that first")
