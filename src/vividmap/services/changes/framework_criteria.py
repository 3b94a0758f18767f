"""Verbs for a framework's criteria: find, add and edit them, and link evidence to them."""

from collections.abc import Collection, Sequence

from vividmap.core.criteria.pending_links import CriterionLink
from vividmap.core.record import Criterion, Evidence, Framework
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.services.actor import Actor
from vividmap.services.changes import entries, mentions
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import NotFound
from vividmap.store import item_rows
from vividmap.store.models import ItemRow

_BECAUSE = "because "


def find_framework(actor: Actor, name: str) -> ItemRow:
    """Return a framework by its handle, its name or the beginning of that. Raises NotFound."""
    row = item_rows.by_handle(actor.owner, name)
    if row is not None and row.kind == Framework.kind:
        return row
    all_of = [*item_rows.rows_of_kind(actor.owner, Framework.kind).order_by("number")]
    exact = [framework for framework in all_of if fold(framework.text) == fold(name.strip())]
    matches = exact or [
        framework
        for framework in all_of
        if name.strip() and fold(framework.text).startswith(fold(name.strip()))
    ]
    if len(matches) == 1:
        return matches[0]
    offers = ", ".join(f"{framework.text} (^{framework.handle})" for framework in matches or all_of)
    if matches:
        raise NotFound(f"{name[:60]!r} matches more than one framework: {offers}")
    available = f"There are {offers}" if offers else "There is none yet: vividmap framework import FILE"
    raise NotFound(f"no framework is called {name[:60]!r}. {available}")


@takes_turn
def add_criterion(actor: Actor, framework: str, text: str, level: str = "", theme: str = "") -> ItemRow:
    """Add a criterion to the framework with a handle and return it. Raises NotFound, Invalid."""
    above = entries.find_item(actor, framework, Framework.kind)
    draft = Draft(kind=Criterion.kind, text=text, fields={"level": level, "theme": theme})
    return entries.add_item(actor, draft, parent=above.uid)


@takes_turn
def edit_criterion(
    actor: Actor, handle: str, values: dict[str, str], *, version: int | None = None
) -> ItemRow:
    """Change a criterion, or why it cannot be met. Raises NotFound, Invalid, Conflict."""
    row = entries.find_item(actor, handle, Criterion.kind)
    if reason := values.get("cannot_be_met", "").strip():
        begins = fold(reason[: len(_BECAUSE)]) == _BECAUSE
        values = {**values, "cannot_be_met": reason[len(_BECAUSE) :] if begins else reason}
    return entries.edit_item(actor, row.handle, values, version=version)


@takes_turn
def link_evidence(actor: Actor, handle: str, evidence: Sequence[str]) -> list[ItemRow]:
    """Link evidence to a criterion, as one change; return the rows that were not linked. Raises NotFound."""
    criterion = entries.find_item(actor, handle, Criterion.kind)
    rows = _find_rows(actor, evidence)
    with open_change_set(actor, "link criterion") as changes:
        fresh = [row for row in rows if not row.mentions.filter(sort="criterion", target=criterion).exists()]
        for row in fresh:
            mentions.add_mention(changes, row, "criterion", criterion)
    return fresh


@takes_turn
def unlink_evidence(actor: Actor, handle: str, evidence: Sequence[str]) -> list[ItemRow]:
    """Unlink evidence from a criterion, as one change; return the rows that were linked. Raises NotFound."""
    criterion = entries.find_item(actor, handle, Criterion.kind)
    rows = _find_rows(actor, evidence)
    unlinked_rows = []
    with open_change_set(actor, "unlink criterion") as changes:
        for row in rows:
            mentions_to_remove = [*row.mentions.filter(sort="criterion", target=criterion)]
            if mentions_to_remove:
                mentions.remove_mentions(changes, row, mentions_to_remove)
                unlinked_rows.append(row)
    return unlinked_rows


def add_links(changes: ChangeSet, links: Collection[CriterionLink]) -> None:
    """Link entries to criteria as part of a change set; what the owner does not have is passed over."""
    owner = changes.actor.owner
    for criterion_id, entry_id in links:
        criterion, row = item_rows.by_id(owner, criterion_id), item_rows.by_id(owner, entry_id)
        if criterion is None or criterion.kind != Criterion.kind or row is None or row.kind != Evidence.kind:
            continue
        if not row.mentions.filter(sort="criterion", target=criterion).exists():
            mentions.add_mention(changes, row, "criterion", criterion)


def _find_rows(actor: Actor, handles: Sequence[str]) -> list[ItemRow]:
    """Return evidence by its handles, each once. Raises NotFound."""
    rows = entries.find_items(actor, handles, Evidence.kind)
    return [*{row.uid: row for row in rows}.values()]
