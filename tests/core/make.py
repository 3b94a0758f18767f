"""Records for tests. Ids and handles come from what is made, so they never vary.

priya = person("Priya Natarajan")
moved = evidence("2026-11-20 Moved the cache -> P99 down 340 ms ~teams #redis @priya ^c4ch", category="decision")
record(priya, moved)      # names are linked, and skills made, here
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from vividmap.core.handles import derived_id, shortest_handle
from vividmap.core.names import Names
from vividmap.core.record import (
    KINDS,
    Criterion,
    Evidence,
    Framework,
    Gap,
    Goal,
    Item,
    Mention,
    Person,
    Profile,
    Record,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
)
from vividmap.core.shorthand import Draft, NameMark, read_line, split_handle
from vividmap.formats import document
from vividmap.formats.document import read

_Kind = TypeVar("_Kind", bound=Item)
BORN = datetime(2024, 1, 1, tzinfo=UTC)


def evidence(line: str, **fields: Any) -> Evidence:
    return _from_line(Evidence, line, fields)


def skill_entry(line: str, **fields: Any) -> SkillEntry:
    return _from_line(SkillEntry, line, fields)


def touchpoint(line: str, *, of: Person, **fields: Any) -> Touchpoint:
    return _from_line(Touchpoint, line, {"parent": of.id, **fields})


def update(line: str, *, of: Goal | Gap, **fields: Any) -> Update:
    return _from_line(Update, line, {"parent": of.id, **fields})


def skill(name: str, **fields: Any) -> Skill:
    return _from_name(Skill, name, fields)


def person(name: str, **fields: Any) -> Person:
    return _from_name(Person, name, fields)


def goal(name: str, **fields: Any) -> Goal:
    return _from_name(Goal, name, fields)


def gap(name: str, *, of: Goal, **fields: Any) -> Gap:
    return _from_name(Gap, name, {"parent": of.id, **fields})


def framework(name: str, **fields: Any) -> Framework:
    return _from_name(Framework, name, fields)


def criterion(name: str, *, of: Framework, **fields: Any) -> Criterion:
    return _from_name(Criterion, name, {"parent": of.id, **fields})


def showing(entry: Evidence, *criteria: Criterion) -> Evidence:
    """Return an entry that is linked to some criteria as well."""
    links = (Mention("criterion", one.text, one.id) for one in criteria)
    return replace(entry, mentions=(*entry.mentions, *links))


def profile(name: str = "Alice Example", **fields: Any) -> Profile:
    return _from_name(Profile, name, fields)


def record(*items: Item) -> Record:
    """Return a record of the items, with their names linked and the skills added that they name."""
    known = [*items, *_new_skills(items)]
    names = Names(known)
    return Record(tuple(replace(item, mentions=tuple(_link(item.mentions, names))) for item in known))


def from_document(text: str, today: date = date(2026, 11, 23)) -> Record:
    """Return the record that a running document describes."""
    assert document.is_ours(text)
    said = read.read(text, today)
    assert said.problems == ()
    return from_drafts([*([said.profile] if said.profile else []), *said.drafts])


def from_drafts(drafts: Iterable[Draft]) -> Record:
    """Return the record of what was read from a document."""
    return record(*(item for draft in drafts for item in _from_draft(draft)))


def _from_line(kind: type[_Kind], line: str, fields: dict[str, Any]) -> _Kind:
    said = read_line(line, kind, handles=True)
    given = {name: getattr(said, name) for name in ("outcome", "scope") if kind is Evidence}
    given |= {"project": said.project} if said.project else {}
    mentions = tuple(_pending(said.mentions))
    return _born(kind, said.text, said.handle, {"when": said.when, "mentions": mentions, **given, **fields})


def _from_name(kind: type[_Kind], name: str, fields: dict[str, Any]) -> _Kind:
    text, said = split_handle(name)
    return _born(kind, text, said, fields)


def _from_draft(draft: Draft, parent: Item | None = None) -> Iterator[Item]:
    fields = {
        **draft.fields,
        "when": draft.when,
        "body": draft.body,
        "mentions": tuple(_pending(draft.mentions)),
        "parent": parent.id if parent else None,
    }
    item = _born(KINDS[draft.kind], draft.text, draft.handle, fields)
    yield item
    for child in draft.children:
        yield from _from_draft(child, item)


def _plain(value: Any) -> Any:
    """Return a value as nested lists of texts without the names of fields: renaming one changes no id."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclass_fields(value)]
    if isinstance(value, dict):
        return [_plain(pair) for pair in value.items()]
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else str(value)


def _born(kind: type[_Kind], text: str, said: str, fields: dict[str, Any]) -> _Kind:
    moment = datetime.combine(fields["when"].last, time(), UTC) if fields.get("when") else BORN
    number = derived_id(moment, kind.kind, text, str(_plain(list(fields.values()))))
    given = {
        "id": number,
        "handle": said or shortest_handle(number, ()),
        "text": text,
        "created_at": moment,
        **fields,
    }
    return kind(**given)


def _pending(named: Iterable[NameMark]) -> Iterator[Mention]:
    return (Mention(one.sort, one.name, shown_on=one.shown_on) for one in named)


def _new_skills(items: Iterable[Item]) -> list[Skill]:
    names = Names(items)
    made: dict[str, Skill] = {}
    for mention in (mention for item in items for mention in item.mentions):
        if mention.sort == "skill" and names.resolve("skill", mention.name) is None:
            made.setdefault(mention.name, skill(mention.name.replace("-", " ")))
    return list(made.values())


def _link(mentions: Iterable[Mention], names: Names) -> Iterator[Mention]:
    for one in mentions:
        yield replace(one, target=names.resolve(one.sort, one.name)) if one.target is None else one
