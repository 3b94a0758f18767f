"""What a criterion asks for, as far as its words say so: how far work must reach, and of which kind it is.

A rule of thumb over English words. Where a criterion names no scope, the scope that most criteria of its
level name is taken as what the level asks for; whoever shows it says in whose words it is.
"""

from collections import Counter
from collections.abc import Iterable

from vividmap.core.english.criterion_words import ScopePhrase, find_kinds, find_scope
from vividmap.core.record import Criterion, Framework, Item, Record
from vividmap.core.text import fold
from vividmap.core.vocabulary import SCOPES


def criterion_text(criterion: Criterion) -> str:
    """Return all that a criterion says about what it asks for."""
    return " ".join(filter(None, (criterion.theme, criterion.text, criterion.body)))


def asked_scope(item: Item) -> ScopePhrase | None:
    """Return the widest scope that a criterion, goal or gap names itself, None if it names none."""
    return find_scope(f"{item.text} {item.body}")


def level_scope(criteria: Iterable[Criterion]) -> ScopePhrase | None:
    """Return the scope that most criteria of a level name, the narrower of two; None if none names one."""
    items = tuple(criteria)
    counts = Counter(phrase.scope for criterion in items if (phrase := asked_scope(criterion)))
    scope = max(SCOPES, key=lambda value: counts[value])
    return ScopePhrase(scope, f"{counts[scope]} of {len(items)}") if counts[scope] else None


def asked_kinds(criterion: Criterion) -> dict[str, str]:
    """Return the kinds of evidence that a criterion speaks of, each with the word that does."""
    return find_kinds(criterion_text(criterion))


def criteria_of(record: Record, framework: Framework) -> tuple[Criterion, ...]:
    """Return the criteria of a framework in its own order, that in which they were added."""
    return tuple(child for child in record.children.get(framework.id, ()) if isinstance(child, Criterion))


def level_criteria(record: Record, framework: Framework, level: str) -> tuple[Criterion, ...]:
    """Return the criteria of one level of a framework, in its own order; case does not matter."""
    return tuple(
        criterion for criterion in criteria_of(record, framework) if fold(criterion.level) == fold(level)
    )


def same_level_criteria(record: Record, criterion: Criterion) -> tuple[Criterion, ...]:
    """Return all criteria of a criterion's framework that are of its level, including itself."""
    framework = record.by_id.get(criterion.parent) if criterion.parent else None
    if not isinstance(framework, Framework):
        return (criterion,)
    return level_criteria(record, framework, criterion.level)
