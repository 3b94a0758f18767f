"""Goals by their numbers that later lines of a document say are reached: "GOAL 2 done", "Ziel 1 ✅"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Goal
from vividmap.core.shorthand import Draft
from vividmap.formats.notes.people_questions import walk_drafts

_GOAL = r"(?:goals?|ziel|objectif|objetivo|meta|obiettivo|doel|цель) ?[#№]?(?P<number>\d{1,2})"
_REACHED = (
    r"(?:done|reached|achieved|accomplished|completed?|finished|✅|✔|☑|erreicht|geschafft|erledigt|atteint|réalisé"
    r"|conseguido|cumplido|alcanzado|alcançado|concluído|cumprido|raggiunto|bereikt|behaald|gehaald|достигнута)"
)
_BEHIND = lazy_pattern(
    rf"(?<!\w){_GOAL}[\s:,–—=(-]{{0,3}}(?:is |was |ist |est )?{_REACHED}(?!\w)", re.IGNORECASE
)
_IN_FRONT = lazy_pattern(
    r"(?<![\w’'])(?<!not )(?<!nicht )(?<!almost )(?<!half )"
    rf"(?:reached|achieved|accomplished|completed|finished|✅|✔|☑) {{0,2}}{_GOAL}(?!\w)",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"\s{0,20}(?:[-*•] )?(?:goal )?[#(]?(?P<number>\d{1,2})[.):]", re.IGNORECASE)
_LONGEST = 1_000


def with_reached_goals(drafts: Sequence[Draft], document: Sequence[str]) -> list[Draft]:
    """Return drafts, with goals as reached that entries call so by number; `document` is its lines."""
    numbers = _numbers_of_goals(drafts, document)
    reached_numbers = {
        int(match["number"])
        for draft in walk_drafts(drafts)
        if draft.kind != Goal.kind
        for pattern in (_BEHIND, _IN_FRONT)
        for match in pattern.finditer(draft.text[:_LONGEST])
    }
    reached_places = {place for place, number in numbers.items() if number in reached_numbers}
    return [
        replace(draft, fields={**draft.fields, "state": "reached"})
        if draft.kind == Goal.kind and draft.place in reached_places and not draft.fields.get("state")
        else draft
        for draft in drafts
    ]


def _numbers_of_goals(drafts: Sequence[Draft], document: Sequence[str]) -> Mapping[int, int]:
    """Return the number of each goal by its place: as written, or counted; {} where two have the same."""
    places = [draft.place for draft in drafts if draft.kind == Goal.kind and draft.place]
    written = {
        place: int(match["number"]) for place in places if (match := _NUMBER.match(document[place - 1]))
    }
    numbers = written or {place: at for at, place in enumerate(places, 1)}
    return numbers if len(set(numbers.values())) == len(numbers) else {}
