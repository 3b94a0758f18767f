"""Why an entry is proposed, in the words of the record."""

from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.dates import Period
from vividmap.core.packets.choosing.choose import LEAST
from vividmap.core.packets.wording.months import month_of, months_in, possible_months, say_month
from vividmap.core.packets.wording.voice import quoted_title
from vividmap.core.quantities import telling_measure
from vividmap.core.record import SCOPES, Evidence, Record
from vividmap.core.saying import REACHED, WHAT, listed, quoted


def reasons(
    item: Evidence, chosen: Sequence[Evidence], entries: Sequence[Evidence], record: Record, period: Period
) -> tuple[str, ...]:
    """Return why `item` is among the `chosen` out of the `entries` of a period; at least one reason."""
    others = [one for one in chosen if one is not item]
    found = [
        *of_itself(item, entries),
        *_of_its_month(item, others, entries, period),
        *_of_its_kind(item, others),
        *_of_its_names(item, others, record),
    ]
    if not found and len(entries) <= LEAST:
        return ("the period holds no more than this",)
    return tuple(found) or ("what else the period holds says no more, or repeats what is here",)


def of_itself(item: Evidence, entries: Sequence[Evidence]) -> Iterator[str]:
    """Yield what speaks for an entry whatever else is chosen out of the `entries` of a period."""
    if item.strong:
        yield f"you marked it strong: {item.strong}"
    if item.scope and item.scope != SCOPES[0]:
        widest = max((SCOPES.index(one.scope) for one in entries if one.scope), default=-1)
        is_widest = SCOPES.index(item.scope) >= widest
        yield (
            f"the widest scope in the period: {REACHED[item.scope]}"
            if is_widest
            else f"reached {REACHED[item.scope]}"
        )
    if counted := telling_measure(item.outcome):
        yield f"has a number in its outcome: {counted}"
    elif item.outcome:
        yield f"says what came of it: {item.outcome}"


def of_its_criteria(item: Evidence, record: Record) -> Iterator[str]:
    """Yield which criteria of a framework an entry shows: what is expected at a level."""
    known = [record.by_id[one] for one in dict.fromkeys(item.linked("criterion")) if one in record.by_id]
    if known:
        yield f"shows {listed((quoted(one.text, 60) for one in known), 3)}"


def _of_its_month(
    item: Evidence, others: Sequence[Evidence], entries: Sequence[Evidence], period: Period
) -> Iterator[str]:
    month = month_of(item, period)
    if month is None or not others:
        return
    if all(month not in possible_months(one, period) for one in entries if one is not item):
        taken = {held for one in entries if one is not item for held in possible_months(one, period)}
        yield f"the only entry from {_alone(month, taken, period)}"
    elif all(month not in possible_months(one, period) for one in others):
        yield f"the only one of these from {say_month(month, period)}"


def _alone(month: date, taken: set[date], period: Period) -> str:
    """Return the months round one, as far as no other entry has them: "July–August"."""
    months = list(months_in(period))
    if month not in months:
        return say_month(month, period)
    first = last = months.index(month)
    while first > 0 and months[first - 1] not in taken:
        first -= 1
    while last + 1 < len(months) and months[last + 1] not in taken:
        last += 1
    return "–".join(say_month(day, period) for day in dict.fromkeys((months[first], months[last])))


def _of_its_kind(item: Evidence, others: Sequence[Evidence]) -> Iterator[str]:
    if item.what and others and all(one.what != item.what for one in others):
        yield f"the only one of these of its kind: {WHAT[item.what]}"


def _of_its_names(item: Evidence, others: Sequence[Evidence], record: Record) -> Iterator[str]:
    served = [record.by_id[target] for target in dict.fromkeys(item.linked("goal")) if target in record.by_id]
    if served:
        yield f"serves {listed([f'the {one.kind} {quoted_title(one.text)}' for one in served])}"
    elsewhere = {target for one in others for target in one.linked("skill")}
    skills = [
        record.by_id[one].text
        for one in dict.fromkeys(item.linked("skill"))
        if one in record.by_id.keys() - elsewhere
    ]
    if skills and others:
        yield f"the only one of these with {listed(skills)}"
