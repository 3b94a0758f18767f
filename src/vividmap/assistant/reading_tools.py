"""Tools that read items: search, list, show, shown_to."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from vividmap.assistant.answers import page_answer, part_answer
from vividmap.assistant.arguments import Arguments, Parameter, ToolRefused, echo
from vividmap.assistant.item_lookup import find_item, shape_item
from vividmap.assistant.tool import LIMIT, OFFSET, Tool, ToolContext
from vividmap.core import search
from vividmap.core.english import dates
from vividmap.core.outcome_followup import is_open
from vividmap.core.projects import Project, group_projects, project_key
from vividmap.core.record import Evidence, Item, Person, Record, SavedPacket, SkillEntry, by_date
from vividmap.core.stored_fields import choice_options, linking_sorts
from vividmap.core.text import fold
from vividmap.core.vocabulary import (
    EVIDENCE_KINDS,
    GAP_STATES,
    GOAL_KINDS,
    GOAL_STATES,
    SCOPES,
    SECTION_KINDS,
    SKILL_KINDS,
)

SECTIONS = {name: kind for name, kind in SECTION_KINDS.items() if kind != SavedPacket.kind}
"""What can be listed; a saved packet cannot: an assistant gets its facts from `draft`."""
_PROJECTS = "projects"
_SEARCHABLE = (*SECTIONS.values(), "update", "touchpoint")
_KINDS = tuple(dict.fromkeys(value for value in EVIDENCE_KINDS + SKILL_KINDS + GOAL_KINDS if value))
_STATES = tuple(dict.fromkeys(value for value in GOAL_STATES + GAP_STATES if value))
_DEFAULT_STATES = {"goal": "active", "gap": "open"}
_NARROW = "period, project, person, skill, goal, scope or kind"
_LONGEST_PART = 4_000


def _run_search(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    terms = search.parse_query(arguments["query"])
    if not terms:
        raise ToolRefused("'query' holds no word to search for. Example: \"session cache\"")
    kinds = [SECTIONS[arguments["section"]]] if arguments["section"] else list(_SEARCHABLE)
    key = project_key(arguments["project"].lstrip("+"))
    items = [
        item
        for item in context.record.items
        if item.kind in kinds and (not key or project_key(getattr(item, "project", "")) == key)
    ]
    candidates = [
        search.SearchCandidate(number, item.text, all_words, item.when.last if item.when else None)
        for number, item in enumerate(items)
        if _has_all(all_words := context.words.by_id[item.id], terms)
    ]
    matches = [items[number] for number in search.rank(candidates, terms)]
    return page_answer(
        "items",
        matches,
        lambda item: shape_item(item, context.record),
        offset=arguments["offset"],
        limit=arguments["limit"],
        narrow_by="more words, section or project",
    )


def _has_all(all_words: str, terms: Sequence[search.SearchTerm]) -> bool:
    text = f" {all_words} "
    return all(f" {' '.join(term.words)}{'' if term.prefix else ' '}" in text for term in terms)


class ListTest(NamedTuple):
    """A filter of a list: which kinds of item can have it, and whether an item passes for a value."""

    applies: Callable[[str], bool]
    passes: Callable[[Item, Any, Record], bool]


def _has_field(name: str) -> Callable[[str], bool]:
    return lambda kind: bool(choice_options(kind, name))


def _links(sort: Any) -> ListTest:
    return ListTest(
        lambda kind: sort in linking_sorts(kind),
        lambda item, value, record: item.parent == value or value in item.linked_ids(sort),
    )


def _kind_of(item: Item) -> str:
    return str(getattr(item, "category", "") or getattr(item, "goal_kind", ""))


def _has_kind(kind: str) -> bool:
    return bool(choice_options(kind, "category") or choice_options(kind, "goal_kind"))


def _state_of(item: Item) -> str:
    return getattr(item, "state", "") or _DEFAULT_STATES.get(item.kind, "")


_TESTS: dict[str, ListTest] = {
    "scope": ListTest(_has_field("scope"), lambda item, value, _: getattr(item, "scope", "") == value),
    "kind": ListTest(_has_kind, lambda item, value, _: _kind_of(item) == value),
    "state": ListTest(_has_field("state"), lambda item, value, _: _state_of(item) == value),
    "project": ListTest(
        lambda kind: kind in ("evidence", "skill entry"),
        lambda item, value, _: project_key(getattr(item, "project", "")) == project_key(value.lstrip("+")),
    ),
    "no_outcome": ListTest(
        lambda kind: kind == "evidence", lambda item, _, __: isinstance(item, Evidence) and is_open(item)
    ),
    "person": _links("person"),
    "skill": _links("skill"),
    "goal": _links("goal"),
}
_KINDS_BY_FILTER: dict[str, tuple[str, ...]] = {
    "person": ("person",),
    "skill": ("skill",),
    "goal": ("goal", "gap"),
}


def _run_list(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    section = arguments["section"]
    if section == _PROJECTS:
        return _list_projects(context, arguments)
    kind = SECTIONS[section]
    items: list[Item] = [item for item in context.record.items if item.kind == kind]
    period = read_period(context, arguments["period"])
    if period is not None:
        if kind not in ("evidence", "skill entry"):
            raise ToolRefused(f"{section} cannot be filtered by 'period'; leave it out.")
        items = [item for item in items if period.covers(item.when)]
    for name, test in _TESTS.items():
        value = arguments[name]
        if not value:
            continue
        if not test.applies(kind):
            raise ToolRefused(f"{section} cannot be filtered by {name!r}; leave it out.")
        if name in _KINDS_BY_FILTER:
            value = find_item(context.record, value, *_KINDS_BY_FILTER[name]).id
        items = [item for item in items if test.passes(item, value, context.record)]
    return page_answer(
        "items",
        _in_order(items, kind),
        lambda item: shape_item(item, context.record),
        offset=arguments["offset"],
        limit=arguments["limit"],
        narrow_by=_NARROW,
    )


def _in_order(items: list[Item], kind: str) -> list[Item]:
    if kind in ("evidence", "skill entry"):
        return sorted(items, key=by_date, reverse=True)
    return sorted(items, key=lambda item: fold(item.text)) if kind == "person" else items


def _list_projects(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    filter_names = [name for name in (*_TESTS, "period") if arguments[name]]
    if filter_names:
        raise ToolRefused(f"projects cannot be filtered by {filter_names[0]!r}; leave it out.")
    return page_answer(
        "projects",
        group_projects(context.record.items),
        lambda project: _shape_project(project, context.record),
        offset=arguments["offset"],
        limit=arguments["limit"],
        narrow_by="a project: list evidence with project=NAME",
    )


def _shape_project(project: Project, record: Record) -> dict[str, Any]:
    notes = [note for note in record.profile.projects if project_key(note.name) == project.key]
    values = {
        "name": project.name,
        "entries": len(project.entries),
        "last": project.last_day.isoformat() if project.last_day else "",
        "state": notes[0].state if notes else "",
        "summary": notes[0].summary if notes else "",
    }
    return {key: value for key, value in values.items() if value}


def read_period(context: ToolContext, text: str) -> dates.Period | None:
    """Return the days that a text means, None if it is empty. Raises ToolRefused."""
    if not text:
        return None
    try:
        return dates.parse_period(text, context.today, context.record.profile.fiscal_month or 1)
    except dates.NotADate as error:
        raise ToolRefused(
            f"'period' {error}. Examples: 2026-H2, 2026-Q3, 2026-11, last-90-days, 2026-07-01..2026-09-30."
        ) from error


def _run_show(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    record = context.record
    item = find_item(record, arguments["item"])
    if item.kind in ("profile", "check-in", "packet"):
        raise ToolRefused(f"No item has the handle or name {echo(arguments['item'])}.")
    below = [child for child in record.children.get(item.id, ()) if child.text]
    naming = [entry for entry in record.items if any(m.target == item.id for m in entry.mentions)]
    head = {
        "item": shape_item(item, record, _LONGEST_PART // 4),
        "below": [shape_item(child, record, 160) for child in below[:10]],
        "named_by": [f"^{entry.handle} {entry.text[:80]}" for entry in naming[:10]],
    }
    head = {key: value for key, value in head.items() if value}
    if not item.body:
        return head
    return part_answer("notes", item.body, arguments["offset"], extra=head)


def _run_shown_to(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    record = context.record
    person = find_item(record, arguments["person"], "person") if arguments["person"] else None
    showings = [
        (viewer, entry, mention.shown_on)
        for entry in record.items
        if isinstance(entry, Evidence | SkillEntry)
        for mention in entry.mentions
        if mention.sort == "surfaced"
        and mention.target
        and isinstance(viewer := record.by_id.get(mention.target), Person)
        and (person is None or viewer.id == person.id)
    ]
    showings.sort(
        key=lambda showing: (showing[2] is not None, str(showing[2]), showing[1].handle), reverse=True
    )
    return page_answer(
        "shown",
        showings,
        lambda showing: {
            "person": f"{showing[0].text} (^{showing[0].handle})",
            "entry": f"^{showing[1].handle} {showing[1].text[:160]}",
            "on": showing[2].isoformat() if showing[2] else "on a day that was not noted",
        },
        offset=arguments["offset"],
        limit=arguments["limit"],
        narrow_by="person",
    )


_QUERY = Parameter(
    name="query",
    description='Words that must all occur, or beginnings of words; "in quotes" exactly so.',
    is_required=True,
    example="session cache",
)
_PERIOD = Parameter(
    name="period", description="2026-H2, 2026-Q3, 2026-11, last-90-days or FIRST..LAST.", example="2026-H2"
)
_ITEM_FILTERS = (
    Parameter(name="project", description="The name of a project.", example="ledger"),
    Parameter(name="person", description="Linked to this person: a handle or name.", example="priya"),
    Parameter(name="skill", description="Linked to this skill: a handle or name.", example="rust"),
    Parameter(name="goal", description="Linked to this goal or gap: a handle or name."),
    Parameter(name="scope", description="How far it reached.", options=tuple(filter(None, SCOPES))),
    Parameter(name="kind", description="Kind of evidence, learning or goal.", options=_KINDS),
    Parameter(name="state", description="State of goals or gaps.", options=_STATES),
    Parameter(name="no_outcome", type="boolean", description="Only evidence with no outcome yet."),
)

READING_TOOLS = (
    Tool(
        name="search",
        title="Search the record",
        description="Find entries, people, goals and skills by words; the best match first.",
        run=_run_search,
        parameters=(
            _QUERY,
            Parameter(name="section", description="Only this section.", options=tuple(SECTIONS)),
            _ITEM_FILTERS[0],
            LIMIT,
            OFFSET,
        ),
    ),
    Tool(
        name="list",
        title="List a section",
        description="List evidence, learning, people, goals, gaps, skills or projects, the newest first.",
        run=_run_list,
        parameters=(
            Parameter(
                name="section",
                description="What to list.",
                options=(*SECTIONS, _PROJECTS),
                default="evidence",
            ),
            _PERIOD,
            *_ITEM_FILTERS,
            LIMIT,
            OFFSET,
        ),
    ),
    Tool(
        name="show",
        title="Show one item",
        description="Show one item in full, with what is below it and what names it.",
        run=_run_show,
        parameters=(
            Parameter(
                name="item", description="A handle or name.", is_required=True, example="^7f3k", longest=300
            ),
            OFFSET,
        ),
    ),
    Tool(
        name="shown_to",
        title="What was shown to whom",
        description="List which entries each person was shown, and when: what they know already.",
        run=_run_shown_to,
        parameters=(
            Parameter(name="person", description="Only this person: a handle or name.", example="priya"),
            LIMIT,
            OFFSET,
        ),
    ),
)
