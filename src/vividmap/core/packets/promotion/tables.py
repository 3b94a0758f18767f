"""The tables of a promotion: how each criterion stands, and the further evidence, a row an entry."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from uuid import UUID

from vividmap.core.criteria.coverage import CANNOT, CriterionCoverage
from vividmap.core.english.credit import is_mostly_others
from vividmap.core.english.quantities import is_quantified
from vividmap.core.packets.packet import DraftSentence, DraftTable
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import WordedEntry, front_part, word_entry
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import capitalise_first, lower_start, without_stop
from vividmap.core.packets.wording.sentence_choice import count_words
from vividmap.core.packets.wording.situations import is_situation
from vividmap.core.packets.wording.topics import find_topic
from vividmap.core.record import Evidence, by_date
from vividmap.core.vocabulary import SCOPE
from vividmap.core.when import describe_month_in_prose

MAX_ROW_WORDS = 24
"""Words of an entry in the table at most, roughly."""
MAX_WHAT_WORDS = 36
"""If what an entry is about and what was done have more words together, only the deed is told."""
_SAME_START = 20
"""A deed that shares so many first characters with what the note is about tells that as well."""
SHOWN, SHOWN_OFTEN, NOT_SHOWN, NOT_HERE = "shown", "shown repeatedly", "no evidence yet", "cannot be met here"
_EMPTY = DraftSentence("", ())


def criteria_table(coverages: Sequence[CriterionCoverage], told_ids: Collection[UUID]) -> DraftTable:
    """Return how each criterion stands by the entries told; one without any says so."""
    rows = tuple(_criterion_row(coverage, told_ids) for coverage in coverages)
    return _without_empty_columns(DraftTable("", ("Criterion", "Evidence", "Latest"), rows))


def _criterion_row(coverage: CriterionCoverage, told_ids: Collection[UUID]) -> tuple[DraftSentence, ...]:
    criterion = (coverage.target.id,)
    text = DraftSentence(without_stop(coverage.target.text), criterion)
    if coverage.word == CANNOT:
        return text, DraftSentence(NOT_HERE, criterion), _EMPTY
    told_entries = [entry for entry in coverage.entries if entry.id in told_ids]
    if not told_entries:
        return text, DraftSentence(NOT_SHOWN, criterion), _EMPTY
    newest_first = sorted(told_entries, key=by_date, reverse=True)
    standing = SHOWN_OFTEN if len(newest_first) > 1 else SHOWN
    latest = next((entry for entry in newest_first if entry.when), None)
    sources = tuple(entry.id for entry in newest_first)
    month = DraftSentence(_month(latest), (latest.id,)) if latest else _EMPTY
    return text, DraftSentence(standing, sources), month


def _month(entry: Evidence) -> str:
    return capitalise_first(describe_month_in_prose(entry.when)) if entry.when else ""


_HEAD = ("When", "What", "Result", "Scope")
_RESULT = _HEAD.index("Result")
"""The deed stands before its result: "she moved the date" makes sense only after what she was asked."""


def results_table(entries: Iterable[Evidence], voice: Voice, max_rows: int | None = None) -> DraftTable:
    """Return the first entries as rows, the newest first: when, what was done, what came of it, its scope.

    An entry of which nothing came is no row of a table of results, nor is one that is mostly others' work.
    """
    own_entries = (entry for entry in entries if not is_mostly_others(f"{entry.text} ({entry.outcome})"))
    rows = ((entry, _row(entry, voice)) for entry in own_entries)
    first = list(islice(((entry, row) for entry, row in rows if row[_RESULT].text), max_rows))
    first.sort(key=lambda pair: by_date(pair[0]), reverse=True)
    return _without_empty_columns(DraftTable("", _HEAD, tuple(row for _, row in first)))


def _row(entry: Evidence, voice: Voice) -> tuple[DraftSentence, ...]:
    bullet = word_entry(entry, voice, MAX_ROW_WORDS)
    scope = SCOPE.phrases[entry.scope] if entry.scope else ""
    what, result = _what(bullet), front_part(bullet.result)
    if result and not entry.outcome and not is_deed(bullet.deed or result):
        what, result = _set_in_order(what, result, entry, voice)
    if is_situation(result, entry):
        what, result = _join_parts(result, what), ""
    return tuple(
        DraftSentence(text, (entry.id,)) if text else _EMPTY for text in (_month(entry), what, result, scope)
    )


def _set_in_order(what: str, result: str, entry: Evidence, voice: Voice) -> tuple[str, str]:
    """Return what a row is about and its result where a remark follows the result: "Bram verified".

    A remark with a quantity is the result of what stands before it; another is left out, where the result
    begins with the name of what it is about.
    """
    topic = find_topic(entry, voice)
    remainder = result.removeprefix(topic).removeprefix(":").strip() if topic else ""
    if not entry.text.casefold().startswith(result.partition(" ")[0].casefold()):
        return what, result
    if remainder and remainder != result:
        return topic, remainder
    return (result, what) if is_quantified(what) else (what, result)


def _what(bullet: WordedEntry) -> str:
    """Return what a note is about, and what the author did."""
    return _join_parts(front_part(bullet.deed), bullet.action)


def _join_parts(subject: str, action: str) -> str:
    """Return what a row is about with what was done, each told once; the deed alone where both are long."""
    if not subject or action.casefold().startswith(subject.casefold()[:_SAME_START]):
        return action
    if not action or subject.casefold() in action.casefold():
        return action or subject
    both = f"{subject}; {lower_start(action)}"
    return both if count_words(both) <= MAX_WHAT_WORDS else action


def _without_empty_columns(table: DraftTable) -> DraftTable:
    """Return a table without the columns that say nothing in any row."""
    filled = [place for place in range(len(table.head)) if any(row[place].text for row in table.rows)]
    rows = tuple(tuple(row[place] for place in filled) for row in table.rows)
    return DraftTable(table.theme, tuple(table.head[place] for place in filled), rows)
