"""Owner-scoped reads, for pages, commands and verbs: plain statements, without Django's models."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from vividmap.core import handles, record
from vividmap.core.record import MENTION_KINDS, MentionSort
from vividmap.core.text import fold
from vividmap.store import records
from vividmap.store.connection import is_sqlite, select, to_day, to_id
from vividmap.store.records import among, in_record, of_kinds, owned_by, read_items
from vividmap.store.sql import (
    Condition,
    RecordOwner,
    all_of,
    any_of,
    batches,
    has_value,
    is_empty,
    is_one_of,
    newest_first,
    page,
    stored_field,
    within,
)

if TYPE_CHECKING:
    from vividmap.core.search import SearchTerm

_MAX_EARLY_ROWS = 1_000
"""Pages that end within this many rows read the newest rows of each kind; later pages sort all rows."""

MOST_RANKED = 2_000
"""A search ranks at most this many matches, those that were added last."""


class Filters(NamedTuple):
    """Filters of a list. `linked` are ids that an item mentions or has as its parent; all have to match.

    `words` is a search (see `core.search`). `state` is a goal's or gap's. `missing` are fields, and sorts of
    names, that an item must not have; without "outcome" is evidence that does not say what came of it, and
    whose outcome may still be added.
    """

    first: date | None = None
    last: date | None = None
    scope: str = ""
    entry_kind: str = ""
    linked: tuple[UUID, ...] = ()
    words: str = ""
    state: str = ""
    missing: tuple[str, ...] = ()
    is_strong: bool = False
    projects: tuple[str, ...] = ()


NO_FILTERS = Filters()
OUTCOME = "outcome"

_DEFAULT_STATES = ("active", "open")


def load_record(owner: RecordOwner) -> record.Record:
    """Return the whole record."""
    return records.load_record(owner)


def list_items(  # noqa: PLR0913 - what to read, which part of it, and how much of each
    owner: RecordOwner,
    kinds: Sequence[str],
    filters: Filters = NO_FILTERS,
    limit: int | None = None,
    start: int = 0,
    *,
    with_mentions: bool = True,
) -> list[record.Item]:
    """Return filtered items of some kinds, at most `limit` from position `start` on.

    Without mentions (a list that shows no names needs none), `mentions` of each item is empty.
    Dated kinds are sorted newest first, undated last; people by name; other kinds as they were added.
    """
    condition = filter_condition(owner, kinds, filters)
    if not any(record.KINDS[kind].is_dated for kind in kinds):
        items = read_items(owner, condition, " ORDER BY created_at, number", with_mentions=with_mentions)
        items = sorted(items, key=lambda item: fold(item.text)) if "person" in kinds else items
        return items[start:][:limit]
    if limit and len(kinds) > 1 and start + limit <= _MAX_EARLY_ROWS:
        numbers = _newest_numbers(condition, kinds, start + limit)
        condition = all_of(condition, is_one_of("number", numbers))
    order = f" ORDER BY {newest_first()}"
    if OUTCOME in filters.missing:  # whether a text states an outcome is decided here: no query can
        items = read_items(owner, condition, order, with_mentions=with_mentions)
        return [item for item in items if _is_open(item)][start:][:limit]
    rest = order + page(start, limit or None)
    return read_items(owner, condition, rest, with_mentions=with_mentions)


def _newest_numbers(condition: Condition, kinds: Sequence[str], limit: int) -> list[int]:
    """Return the numbers of the newest rows of each kind, which an index has in order."""
    return [
        number
        for kind in kinds
        for (number,) in select(
            f"SELECT number FROM store_item WHERE {condition.sql} AND kind = %s"
            f" ORDER BY {newest_first()}{page(0, limit)}",
            [*condition.values, kind],
        )
    ]


def count_items(owner: RecordOwner, kinds: Sequence[str], filters: Filters = NO_FILTERS) -> int:
    """Return the number of filtered items of some kinds."""
    if OUTCOME in filters.missing:
        return len(list_items(owner, kinds, filters))
    return count_rows(filter_condition(owner, kinds, filters))


def count_rows(condition: Condition) -> int:
    """Return the number of items that meet a condition."""
    statement = f"SELECT COUNT(*) FROM store_item WHERE {condition.sql}"
    return int(select(statement, condition.values)[0][0])


def _is_open(item: record.Item) -> bool:
    from vividmap.core import outcome_followup  # noqa: PLC0415 - what reads a text is large, and few lists need it

    return isinstance(item, record.Evidence) and outcome_followup.is_open(item)


def without_outcome() -> Condition:
    """Return the condition of evidence that has no outcome, and to which one may still be added.

    Its text may say what came of it.
    """
    return all_of(
        is_empty("outcome"), any_of(is_empty("landed"), Condition(f"{stored_field('landed')} = 'not yet'"))
    )


def filter_condition(owner: RecordOwner, kinds: Sequence[str], filters: Filters) -> Condition:
    """Return the condition of filtered items of some kinds."""
    conditions = [of_kinds(owner, *kinds)]
    for sql, value in (
        ("last >= %s", filters.first),
        ("first <= %s", filters.last),
        (f"{stored_field('scope')} = %s", filters.scope),
        (f"{stored_field('what')} = %s", filters.entry_kind),
    ):
        if value:
            conditions.append(Condition(sql, (value,)))
    if filters.is_strong:
        conditions.append(has_value("strong"))
    conditions += [_is_missing(owner, name) for name in filters.missing]
    if filters.projects:
        conditions.append(is_one_of(stored_field("project"), filters.projects))
    if filters.state:
        conditions.append(_has_state(filters.state))
    for target in filters.linked:
        parent = Condition("parent = %s", (target,))
        conditions.append(any_of(mentions_in(owner, Condition("target = %s", (target,))), parent))
    if filters.words:
        conditions += _match_query(filters.words)
    return all_of(*conditions)


def not_postponed(day: date) -> Condition:
    """Return the condition that an item is not postponed beyond a day."""
    is_reached = Condition(f"{stored_field('later')} <= %s", (day.isoformat(),))
    return any_of(is_empty("later"), is_reached)


def _has_state(state: str) -> Condition:
    condition = Condition(f"{stored_field('state')} = %s", (state,))
    # a goal or gap without a state is in the default one
    return any_of(condition, is_empty("state")) if state in _DEFAULT_STATES else condition


def _is_missing(owner: RecordOwner, name: str) -> Condition:
    """Return the condition that an item has no value in a field, or no name of a sort."""
    if name == OUTCOME:
        return without_outcome()
    if name in MENTION_KINDS:
        mentioning = mentions_in(owner, Condition("sort = %s", (name,)))
        return Condition(f"NOT {mentioning.sql}", mentioning.values)
    return is_empty(name)


def mentions_in(owner: RecordOwner, mention: Condition) -> Condition:
    """Return the condition that an item has a mention that meets a condition."""
    return within("uid", "SELECT source FROM store_mention", all_of(owned_by(owner), mention))


def count_by_kind(owner: RecordOwner) -> dict[str, int]:
    """Return the number of items of each kind of the record."""
    condition = in_record(owner)
    statement = f"SELECT kind, COUNT(*) FROM store_item WHERE {condition.sql} GROUP BY kind ORDER BY kind"
    return dict(select(statement, condition.values))


def find_item(owner: RecordOwner, handle: str) -> record.Item | None:
    """Return the item with a handle, or with the longer form that a capture was acknowledged with."""
    searched_handle = handles.normalize(handle)
    condition = all_of(owned_by(owner), is_one_of("handle", handles.possible_handles(searched_handle)))
    items = {item.id: item for item in read_items(owner, condition)}
    uid = handles.find_match(searched_handle, {item.id: item.handle for item in items.values()})
    return items[uid] if uid else None


def load_item(owner: RecordOwner, uid: UUID) -> record.Item | None:
    """Return the item with an id, None if there is none."""
    items = read_items(owner, among(owner, Condition("uid = %s", (uid,))))
    return items[0] if items else None


def item_labels(owner: RecordOwner, targets: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return the present text and handle of items, by id."""
    condition = among(owner, is_one_of("uid", targets))
    statement = f"SELECT uid, text, handle FROM store_item WHERE {condition.sql}"
    return {to_id(uid): (text, handle) for uid, text, handle in select(statement, condition.values)}


def item_label(owner: RecordOwner, uid: UUID) -> tuple[str, str] | None:
    """Return the present text and handle of an item, None if there is no such item."""
    return item_labels(owner, [uid]).get(uid)


def descendants(owner: RecordOwner, parents: Sequence[UUID]) -> list[record.Item]:
    """Return all descendants of items, level by level."""
    items: list[record.Item] = []
    level = list(parents)
    while level:
        children = read_items(owner, among(owner, is_one_of("parent", level)))
        items += children
        level = [child.id for child in children]
    return items


def nameable_items(owner: RecordOwner) -> list[record.Item]:
    """Return all items that a mention can mean."""
    return read_items(owner, of_kinds(owner, *sorted(record.NAMEABLE_KINDS)))


def ids_mentioning(owner: RecordOwner, targets: Sequence[UUID]) -> set[UUID]:
    """Return the ids of items that mention one of some items."""
    return {
        to_id(source)
        for batch in batches(targets)
        for condition in [all_of(owned_by(owner), is_one_of("target", batch))]
        for (source,) in select(f"SELECT source FROM store_mention WHERE {condition.sql}", condition.values)
    }


def items_mentioning(owner: RecordOwner, target: UUID) -> list[record.Item]:
    """Return the items that mention an item, the newest first."""
    mentioning = mentions_in(owner, Condition("target = %s", (target,)))
    return read_items(owner, among(owner, mentioning), f" ORDER BY {newest_first()}")


class PendingMention(NamedTuple):
    """A name in an item that means nothing yet."""

    sort: MentionSort
    name: str
    source_handle: str
    source_text: str


def pending_mentions(owner: RecordOwner) -> list[PendingMention]:
    """Return the unresolved mentions, those in the newest items first."""
    rows = select(
        "SELECT sort, written, handle, text FROM store_mention JOIN store_item ON uid = source"
        " WHERE store_mention.owner_id = %s AND target IS NULL ORDER BY number DESC, position",
        [owner.pk],
    )
    return [PendingMention(*row) for row in rows]


def load_profile(owner: RecordOwner) -> record.Profile:
    """Return the owner's profile, an empty one if there is none yet."""
    item = next(iter(read_items(owner, of_kinds(owner, "profile"))), record.Profile())
    assert isinstance(item, record.Profile)  # noqa: S101 - for the type checker: the query asks for it
    return item


def search_items(
    owner: RecordOwner,
    query: str,
    limit: int = 50,
    *kinds: str,
    projects: Sequence[str] = (),
    max_ranked: int = MOST_RANKED,
) -> list[record.Item]:
    """Return the items of some kinds or any that match a search, the best first; see `core.search`.

    `projects` are the labels of the project to search. Only the `max_ranked` matches that were added last are
    ranked.
    """
    from vividmap.core import search  # noqa: PLC0415 - as above

    terms = search.parse_query(query)
    if not terms:
        return []
    tables, matches, number = _matching_rows(terms)
    condition = all_of(matches, of_kinds(owner, *kinds) if kinds else in_record(owner))
    if projects:
        condition = all_of(condition, is_one_of(stored_field("project"), projects))
    columns = select(
        f"SELECT number, text, store_item.words, last FROM {tables} WHERE {condition.sql}"
        f" ORDER BY {number} DESC{page(0, max_ranked)}",
        condition.values,
    )
    candidates = [
        search.SearchCandidate(number, text, words, to_day(last)) for number, text, words, last in columns
    ]
    return _read_in_order(owner, search.rank(candidates, terms, limit))


def _matching_rows(terms: "Sequence[SearchTerm]") -> tuple[str, Condition, str]:
    """Return the tables to search, what their rows have to match, and the number by which they are sorted.

    SQLite's index has its rows in that order, and is read no further than is needed.
    """
    if not is_sqlite():
        return "store_item", _match_words(terms), "number"
    number = "store_words.rowid"
    return f"store_words CROSS JOIN store_item ON number = {number}", _match_index(terms), number


def _read_in_order(owner: RecordOwner, numbers: Sequence[int]) -> list[record.Item]:
    """Return the items with some numbers, in that order."""
    condition = among(owner, is_one_of("number", numbers))
    statement = f"SELECT uid, number FROM store_item WHERE {condition.sql}"
    numbers_by_id = {to_id(uid): number for uid, number in select(statement, condition.values)}
    places = {number: place for place, number in enumerate(numbers)}
    return sorted(read_items(owner, condition), key=lambda item: places[numbers_by_id[item.id]])


def _match_query(query: str) -> list[Condition]:
    from vividmap.core import search  # noqa: PLC0415 - as above

    terms = search.parse_query(query)
    return [_match_words(terms)] if terms else []


def _match_index(terms: "Sequence[SearchTerm]") -> Condition:
    query = " ".join(f'"{" ".join(term.words)}"{"*" if term.prefix else ""}' for term in terms)
    return Condition("store_words MATCH %s", (query,))


def _match_words(terms: "Sequence[SearchTerm]") -> Condition:
    if is_sqlite():
        return within("number", "SELECT rowid FROM store_words", _match_index(terms))
    query = " & ".join(
        " & ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") for term in terms
    )
    # PostgreSQL stores at most 256 positions of a word, so phrases are searched in the text itself.
    phrases = [f" {' '.join(term.words)}{'' if term.prefix else ' '}" for term in terms if term.words[1:]]
    return all_of(
        Condition("words_index @@ %s::tsquery", (query,)),
        *(Condition("strpos(' ' || words || ' ', %s) > 0", (phrase,)) for phrase in phrases),
    )
