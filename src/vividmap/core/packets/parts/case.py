"""The case for a promotion: which entries it rests on, what it says of each criterion, and the matrix.

One objective is maximised over sets of LEAST to so many entries as a reader has time for:

    the review's objective (`choose.py`: strength, spread over months, kinds, skills and themes, cost)
    + FIRST for each criterion that an entry of the set shows + SECOND for each that two of them show

A criterion that is shown at all is worth more than a stronger entry for one that is shown already; a second
entry tells a habit from an accident. The weights are rules of thumb of ours.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from vividmap.core.criteria.coverage import Asked, Coverage
from vividmap.core.dates import Period
from vividmap.core.packets.choosing.best import best
from vividmap.core.packets.choosing.choose import LEAST, Bits, Weighed, weigh
from vividmap.core.packets.choosing.choose import value as of_a_review
from vividmap.core.packets.packet import Paragraph, Sentence, Table
from vividmap.core.packets.wording.prose import after_colon, beginning, month_of_work, told
from vividmap.core.packets.wording.voice import Voice, capitalised, quoted
from vividmap.core.record import Criterion, Evidence, Gap, Goal, Item
from vividmap.core.saying import REACHED
from vividmap.core.saying import quoted as cut
from vividmap.core.when import month_said

FIRST, SECOND = 5, 2
LOOKED_AT = 20
"""Entries that show the very same and are looked at: a weaker one could only add a month or a kind."""
SHOWN_BY = 2
"""Entries that are told of, or pointed to, for each criterion at least, where there are so many."""
_NAMED_IN_A_CELL = 2
_CELL = 60
"""Characters of an entry in a cell of the matrix: enough to know it again."""


@dataclass(frozen=True, slots=True)
class _Counted:
    weighed: Weighed
    criteria: int


def choose(
    entries: Iterable[Evidence], asked: Iterable[Asked], period: Period, most: int
) -> tuple[Evidence, ...]:
    """Return the entries that make the best case, oldest first: from LEAST to `most` of them."""
    pool = best_of_each(weigh_for(entries, asked, period))
    return tuple(one.weighed.item for one in best(pool, value, LEAST, most))


def weigh_for(entries: Iterable[Evidence], asked: Iterable[Asked], period: Period) -> list[_Counted]:
    """Return the entries as the objective sees them, oldest first."""
    ids, bits = {one.id for one in asked}, Bits()
    return [_Counted(one, bits.of(sorted(links(one.item) & ids))) for one in weigh(entries, period)]


def best_of_each(pool: Sequence[_Counted]) -> list[_Counted]:
    """Return of the entries that show the same those that are worth most alone, LOOKED_AT at the most."""
    seen: Counter[int] = Counter()
    kept = set()
    for one in sorted(pool, key=lambda one: value([one]), reverse=True):
        seen[one.criteria] += 1
        if seen[one.criteria] <= LOOKED_AT:
            kept.add(id(one))
    return [one for one in pool if id(one) in kept]


def value(chosen: Sequence[_Counted]) -> int:
    """Return the objective for a set of entries."""
    once = twice = 0
    for one in chosen:
        twice |= once & one.criteria
        once |= one.criteria
    covered = FIRST * once.bit_count() + SECOND * twice.bit_count()
    return covered + of_a_review([one.weighed for one in chosen])


def links(entry: Evidence) -> set[UUID]:
    """Return the criteria, goals and gaps that an entry is linked to."""
    return {*entry.linked("criterion"), *entry.linked("goal")}


def told_under(picked: Sequence[Evidence], asked: Sequence[Asked]) -> dict[UUID, list[Evidence]]:
    """Return by criterion the picked entries to tell of under it, each entry once.

    Each criterion takes one first, if it can: those that few entries show before others, and of its entries
    the one that others need least. What is left is told of where least is told so far.
    """
    serves = {entry.id: [one.id for one in asked if one.id in links(entry)] for entry in picked}
    able = {one.id: [entry for entry in picked if one.id in serves[entry.id]] for one in asked}
    found: dict[UUID, list[Evidence]] = {one.id: [] for one in asked}
    left = [entry for entry in picked if serves[entry.id]]
    for uid in sorted(found, key=lambda uid: len(able[uid])):
        if free := [entry for entry in able[uid] if entry in left]:
            mine = min(free, key=lambda entry: len(serves[entry.id]))
            found[uid].append(mine)
            left.remove(mine)
    for entry in left:
        found[min(serves[entry.id], key=lambda uid: len(found[uid]))].append(entry)
    order = [entry.id for entry in picked]
    return {uid: sorted(some, key=lambda entry: order.index(entry.id)) for uid, some in found.items()}


def narrative(
    covered: Sequence[Coverage], picked: Sequence[Evidence], voice: Voice, *, in_full: bool
) -> tuple[Paragraph, ...]:
    """Return a paragraph a criterion, by theme: what it asks for, and what of the picked entries shows it.

    `in_full`, entries that show it and are told of elsewhere, or nowhere, are pointed to, and what cannot be
    met is said.
    """
    mine = told_under(picked, [one.asked for one in covered])
    paragraphs = [
        Paragraph(_theme(one.asked), (_asked_for(one.asked), *said))
        for one in covered
        if (said := [*_shown(one, mine[one.asked.id], voice, in_full=in_full)])
    ]
    themes = list(dict.fromkeys(one.theme for one in paragraphs))
    return tuple(sorted(paragraphs, key=lambda one: themes.index(one.theme)))


_LEADS: dict[type[Item], str] = {Criterion: "Asked for", Gap: "The gap", Goal: "The goal"}


def _theme(asked: Asked) -> str:
    return capitalised(asked.theme if isinstance(asked, Criterion) else asked.text)


def _asked_for(asked: Asked) -> Sentence:
    return Sentence(f"{_LEADS[type(asked)]}: {quoted(asked.text)}", (asked.id,))


def _shown(covered: Coverage, mine: Sequence[Evidence], voice: Voice, *, in_full: bool) -> Iterator[Sentence]:
    yield from told(mine, voice)
    if not in_full:
        return
    others = [one for one in covered.entries if one not in mine][: max(0, SHOWN_BY - len(mine))]
    for place, one in enumerate(others):
        yield _pointed(one, covered.asked, voice, first=not mine and not place)
    if isinstance(covered.asked, Criterion) and covered.asked.cannot_be_met:
        yield _cannot(covered.asked)


def _cannot(criterion: Criterion) -> Sentence:
    return Sentence(after_colon("This cannot be met here", criterion.cannot_be_met), (criterion.id,))


def _pointed(entry: Evidence, asked: Asked, voice: Voice, *, first: bool) -> Sentence:
    month = month_of_work(entry, voice)
    in_when = f" in {month}" if month else ""
    said = f"This {'' if first else 'also '}shows in my work{in_when}: {quoted(beginning(entry, voice))}"
    return Sentence(said, (entry.id, asked.id))


_HEAD = ("Asked for", "Shown by", "Reached", "When")


def matrix(covered: Sequence[Coverage], voice: Voice) -> Table:
    """Return the criteria with what shows each: the strongest entries, the widest reach, the time."""
    return Table("", _HEAD, tuple(_row(one, voice) for one in covered))


def _row(covered: Coverage, voice: Voice) -> tuple[Sentence, ...]:
    asked = Sentence(covered.asked.text, (covered.asked.id,))
    if isinstance(covered.asked, Criterion) and covered.asked.cannot_be_met:
        return asked, _cannot(covered.asked), _EMPTY, _EMPTY
    return asked, _named(covered.entries[:_NAMED_IN_A_CELL], voice), _reach(covered), _span(covered)


_EMPTY = Sentence("", ())


def _named(entries: Sequence[Evidence], voice: Voice) -> Sentence:
    said = (cut(beginning(one, voice), _CELL) for one in entries)
    return Sentence(", ".join(said), tuple(one.id for one in entries))


def _reach(covered: Coverage) -> Sentence:
    widest = tuple(one.id for one in covered.entries if one.scope and one.scope == covered.scope)
    return Sentence(REACHED[covered.scope], widest[:1]) if widest else _EMPTY


def _span(covered: Coverage) -> Sentence:
    if not covered.months:
        return _EMPTY
    first, last = covered.months[0], covered.months[-1]
    # Of those of a month the last one stays: the strongest, and one whose month is known before a rough date.
    dated = sorted(
        ((one.when, one) for one in reversed(covered.entries) if one.when), key=lambda one: not one[0].rough
    )
    ends = {when.last.replace(day=1): (month_said(when), one.id) for when, one in dated}
    names, ids = zip(*dict.fromkeys((ends[first], ends[last])), strict=True)
    return Sentence(" to ".join(names), ids)
