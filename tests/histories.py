"""Anything that somebody can do to a record, and histories of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.strategies import NAMES, bodies, dates, drafts, mentions, texts, values, whens
from vividmap import spool
from vividmap.core.record import KINDS, MENTION_KINDS, specs
from vividmap.core.shorthand import Draft
from vividmap.formats.document import MARKER, SECTIONS
from vividmap.services.actor import Actor
from vividmap.services.capture import spool_ingest
from vividmap.services.changes import entries, linking, people, settings, skills
from vividmap.services.errors import Refused
from vividmap.services.transfer import documents
from vividmap.store import item_rows
from vividmap.store.models import ItemRow
from vividmap.store.queries import change_log


def add(actor: Actor, draft: Draft, under: int) -> None:
    """Add an item beneath one of its parent kinds; every other touchpoint has no parent."""
    kinds = KINDS[draft.kind].parent_kinds
    orphan = not kinds or (draft.kind == "touchpoint" and under % 2)
    entries.add_item(actor, draft, parent=None if orphan else item(actor, under, *kinds).uid)


def edit(actor: Actor, kind: str, which: int, values: dict[str, Any]) -> None:
    entries.edit_item(actor, item(actor, which, kind).handle, values)


def delete(actor: Actor, which: int) -> None:
    entries.delete_item(actor, item(actor, which).handle)


def restore(actor: Actor, which: int) -> None:
    trash = change_log.trash(actor.owner)
    entries.restore_item(actor, one_of(trash, which).handle)


def undo(actor: Actor) -> None:
    entries.undo_change(actor)


def redo(actor: Actor) -> None:
    entries.redo_change(actor)


def delete_several(actor: Actor, which: int, other: int) -> None:
    entries.delete_items(actor, [item(actor, which).handle, item(actor, other).handle])


def restore_several(actor: Actor, which: int, other: int) -> None:
    trash = change_log.trash(actor.owner)
    entries.restore_items(actor, [one_of(trash, which).handle, one_of(trash, other).handle])


def merge_people(actor: Actor, which: int, other: int) -> None:
    people.merge_people(actor, item(actor, which, "person").handle, item(actor, other, "person").handle)


def restore_version(actor: Actor, which: int, version: int) -> None:
    row = item(actor, which)
    entries.restore_version(actor, row.handle, version % row.version + 1)


def link(actor: Actor, which: int, target: int) -> None:
    pending = one_of(item_rows.pending_mentions(actor.owner), which)
    means = item(actor, target, *MENTION_KINDS[pending.sort])
    linking.link_name(actor, pending.written, means.handle, [pending.source.handle])


def skill_verb(actor: Actor, verb: str, which: int, other: int, name: str) -> None:
    one, two = item(actor, which, "skill").handle, item(actor, other, "skill").handle
    match verb:
        case "rename":
            skills.rename_skill(actor, one, name)
        case "alias":
            skills.add_alias(actor, one, name)
        case "merge":
            skills.merge_skills(actor, one, two)


def moved(actor: Actor, which: int, since: date | None, now: dict[str, str]) -> None:
    people.move_person(actor, item(actor, which, "person").handle, since, **now)


def changed_job(actor: Actor, since: date, title: str) -> None:
    people.add_own_role(actor, since, title)


def set_up(actor: Actor, values: dict[str, Any]) -> None:
    settings.change_settings(actor, values)


def capture(actor: Actor, verb: str, text: str, options: tuple[tuple[str, str], ...]) -> None:
    """Ingest one capture from the spool."""
    spool.save_captures([spool.new_capture(verb, text, options)])
    spool_ingest.ingest_spool(actor)


def take_in_lines(actor: Actor, section: str, lines: tuple[str, ...]) -> None:
    """Import a document that somebody wrote by hand."""
    text = "\n".join(["---", MARKER, "---", "", f"# {section}", "", *(f"- {line}" for line in lines), ""])
    plan, _ = documents.plan_import(actor, text)
    documents.apply_plan(actor, plan, "import document")


def item(actor: Actor, which: int, *kinds: str) -> ItemRow:
    rows = ItemRow.objects.filter(owner=actor.owner).order_by("number")
    return cast("ItemRow", one_of(rows.filter(kind__in=kinds) if kinds else rows, which))


def one_of(found: Iterable[Any], which: int) -> Any:
    all_of_them = list(found)
    if not all_of_them:
        raise Refused("there is nothing yet")
    return all_of_them[which % len(all_of_them)]


@dataclass(frozen=True)
class Operation:
    """One thing that somebody does. It may be refused, and then it does nothing."""

    verb: Callable[..., None]
    arguments: tuple[Any, ...]

    def __repr__(self) -> str:
        return f"{self.verb.__name__}{self.arguments!r}"

    def do(self, actor: Actor) -> bool:
        """Do it, and return whether it was done."""
        try:
            self.verb(actor, *self.arguments)
        except Refused:
            return False
        return True


_which = st.integers(0, 9)
_ADDED = [kind for kind in KINDS if kind != "profile"]


def _operation(verb: Callable[..., None], *arguments: SearchStrategy[Any]) -> SearchStrategy[Operation]:
    return st.tuples(*arguments).map(lambda given: Operation(verb, given))


@cache
def _addition(kind: str) -> SearchStrategy[Operation]:
    return _operation(add, drafts(kind), _which)


def adds(*kinds: str) -> SearchStrategy[Operation]:
    """Operations that add an item of one of some kinds, of any kind if none is named."""
    return st.sampled_from(kinds or _ADDED).flatmap(_addition)


@cache
def _edits(kind: str) -> SearchStrategy[Operation]:
    of = KINDS[kind]
    any_of = {name: values(spec) for name, spec in specs(kind).items()}
    any_of |= {"text": texts(), "body": bodies()}
    any_of |= {"when": st.none() | whens()} if of.is_dated else {}
    any_of |= {"mentions": mentions(of.mention_sorts)} if of.mention_sorts else {}
    changed = st.fixed_dictionaries({}, optional=any_of)
    return _operation(edit, st.just(kind), _which, changed)


def _settings() -> SearchStrategy[Operation]:
    own = {name: values(spec) for name, spec in specs("profile").items() if name != "time_zone"}
    own |= {
        "text": st.just("") | texts(),
        "time_zone": st.sampled_from(("", "Asia/Tokyo", "America/St_Johns")),
    }
    return _operation(set_up, st.fixed_dictionaries({}, optional=own))


_option = st.tuples(st.sampled_from(spool.OPTIONS), st.sampled_from(NAMES) | texts() | whens().map(str))
_batch = st.tuples(st.just("batch"), st.uuids().map(str))
_options = st.lists(_option | _batch, max_size=3).map(tuple)
_captured = st.tuples(texts(), bodies()).map("\n".join)


def operations() -> SearchStrategy[Operation]:
    """Anything that somebody can do to a record."""
    return st.one_of(
        adds(),
        st.sampled_from(_ADDED).flatmap(_edits),
        _operation(delete, _which),
        _operation(restore, _which),
        _operation(undo),
        _operation(redo),
        _operation(delete_several, _which, _which),
        _operation(restore_several, _which, _which),
        _operation(merge_people, _which, _which),
        _operation(restore_version, _which, _which),
        _operation(link, _which, _which),
        _operation(skill_verb, st.sampled_from(("rename", "alias", "merge")), _which, _which, texts()),
        _operation(moved, _which, st.none() | dates, st.fixed_dictionaries({}, optional={"part": texts()})),
        _operation(changed_job, dates, texts()),
        _settings(),
        _operation(capture, st.sampled_from(spool.VERBS), _captured, _options),
        _operation(take_in_lines, st.sampled_from((*SECTIONS,)), st.lists(_captured, max_size=4).map(tuple)),
    )


def histories(most: int = 8) -> SearchStrategy[list[Operation]]:
    first = st.lists(adds("person", "goal", "skill", "evidence", "gap", "framework"), max_size=5)
    return st.tuples(first, st.lists(operations(), max_size=most)).map(lambda parts: [*parts[0], *parts[1]])
