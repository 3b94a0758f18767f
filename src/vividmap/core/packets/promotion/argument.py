"""Why the entries of a promotion make a case for a level and are no list: what its fields add up to.

Each line is a sentence that a stranger understands: how far results reached, which decisions took effect and
which failures were prevented beyond the author's team, whom the author helped, and who can be asked. It names
what the case tells, each item once and by its result (`short_forms.py`), the weightiest first; what is less
than half as weighty as the first is not named beside it. Nothing is counted but the criteria, which a table
lists: a reader who counts otherwise believes none of it. A line that can name fewer than MIN_COUNT is none,
and a case with fewer than MIN_LINES says nothing here.
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from vividmap.core.criteria.coverage import CANNOT
from vividmap.core.english.essentials import GROWTH, MEASURED_CHANGE, REACHED_MANY, SAVED_MONEY
from vividmap.core.english.phrasing import count_noun, join_names, quote
from vividmap.core.packets.claim_sections import MAX_WITHOUT_SHORT
from vividmap.core.packets.claims import kind_to_tell
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.promotion.case_facts import CaseFacts
from vividmap.core.packets.promotion.people_to_ask import entries_by_name, witness_line
from vividmap.core.packets.promotion.short_forms import tell_briefly
from vividmap.core.packets.promotion.wide_first import WIDE
from vividmap.core.packets.wording.forms import without_stop
from vividmap.core.record import Evidence
from vividmap.core.text import words

MIN_COUNT, MIN_LINES = 2, 2
MAX_NAMED, MAX_NAMED_BRIEFLY = 4, 2
MIN_BRIEF = 4
"""So many entries on a page at least add up to something."""
_BEYOND_TEAM = ("teams", *WIDE)
_BESIDE = ("", "report", "peer", "other part")
"""Where people stand whom a case may name as helped by its author."""


def draft_argument(case_facts: CaseFacts, *, is_brief: bool = False) -> DraftSection:
    """Return the lines of the argument, `is_brief` in few words and without people; none for a thin case."""
    title = argument_title(case_facts.aim)
    lines = list(_pattern_lines(case_facts, is_brief=is_brief))
    min_entries = MIN_BRIEF if is_brief else MAX_WITHOUT_SHORT + 1
    if not is_brief and lines:
        lines += _people_lines(case_facts)
    if len(case_facts.entries) + len(case_facts.further) < min_entries or len(lines) < MIN_LINES:
        return DraftSection(title, ())
    return DraftSection(title, (DraftParagraph("", tuple(lines), is_list=True),), is_claim=True)


def argument_title(aim: str) -> str:
    """Return the heading over the argument: "Why Staff"."""
    return f"Why {aim}" if aim else "The case at a glance"


def _pattern_lines(case_facts: CaseFacts, *, is_brief: bool) -> Iterator[DraftSentence]:
    yield from _criteria_line(case_facts, is_brief=is_brief)
    wide = [entry for entry in case_facts.results if entry.scope in WIDE]
    beyond_team = [entry for entry in case_facts.results if entry.scope in _BEYOND_TEAM]
    decisions = _name_entries((e for e in beyond_team if kind_to_tell(e) == "decision"), case_facts, is_brief)
    prevented_names = _name_entries(
        (e for e in beyond_team if kind_to_tell(e) == "prevented"), case_facts, is_brief
    )
    apart = {entry.id for names in (decisions, prevented_names) for entry in names.values()}
    for entries, reach in ((wide, ""), (beyond_team, "several teams or further")):
        wide_names = _name_entries((e for e in entries if e.id not in apart), case_facts, is_brief)
        if wide_names:
            is_beyond = any(entry.scope == "beyond" for entry in wide_names.values())
            place = reach or f"the whole organisation{' or further' if is_beyond else ''}"
            yield _line(f"These results reached {place}", wide_names)
            break
    if not any(entry.scope for entry in case_facts.entries):
        yield from _lines_by_text(case_facts, is_brief=is_brief)
    if decisions:
        yield _line("These decisions and documents took effect beyond my own team", decisions)
    if prevented_names:
        yield _line("These failures were prevented beyond my own team", prevented_names)


def _lines_by_text(case_facts: CaseFacts, *, is_brief: bool) -> Iterator[DraftSentence]:
    """Yield whom results reached, what they were worth and what changed, where no entry has a scope."""
    named_ids: set[UUID] = set()
    for pattern, lead in (
        (REACHED_MANY, "These results reached customers or several teams"),
        (SAVED_MONEY, "These results saved or earned money"),
        (MEASURED_CHANGE, "These results were measured"),
    ):
        entries = (
            entry
            for entry in case_facts.results
            if entry.id not in named_ids and pattern.search(f"{entry.text} {entry.outcome}")
        )
        if names := _name_entries(entries, case_facts, is_brief):
            named_ids |= {entry.id for entry in names.values()}
            yield _line(lead, names)


def _criteria_line(case_facts: CaseFacts, *, is_brief: bool) -> Iterator[DraftSentence]:
    """Yield how many criteria the case shows, if it shows most; `is_brief` also which are open.

    Where there is room, a table says which.
    """
    coverages = case_facts.coverages
    counts = [
        sum(entry.id in case_facts.case_ids for entry in coverage.entries) if coverage.word != CANNOT else 0
        for coverage in coverages
    ]
    shown, repeated = sum(count > 0 for count in counts), sum(count > 1 for count in counts)
    if not coverages or 2 * shown <= len(coverages):
        return
    total = count_noun(len(coverages), "criterion", "criteria")
    count = f"All {total}" if shown == len(coverages) else f"{shown} of {total}"
    lead = f"{count} for {case_facts.aim} shown" if case_facts.aim else f"{count} shown"
    repeatedly = "each" if repeated == shown else str(repeated)
    details = f"{repeatedly} repeatedly" if repeated and not is_brief else ""
    open_texts = [
        quote(without_stop(coverage.target.text).partition(", ")[0])
        for coverage, count in zip(coverages, counts, strict=True)
        if not count and coverage.word != CANNOT
    ]
    if is_brief and open_texts:
        details = "; ".join(filter(None, (details, f"open: {join_names(open_texts, MAX_NAMED_BRIEFLY)}")))
    text = f"{lead}, {details}." if details else f"{lead}."
    yield DraftSentence(text, tuple(coverage.target.id for coverage in coverages), lead)


def _line(lead: str, names: Mapping[str, Evidence]) -> DraftSentence:
    """Return a sentence that names entries, with semicolons where a comma would be read as the next one."""
    *first, last = names
    is_pair = len(first) == 1 and not any(", " in name.partition(" (")[0] for name in names)
    has_commas = any(", " in name for name in names) and not is_pair
    text = f"{'; '.join(first)}; and {last}" if has_commas else join_names(names)
    return DraftSentence(f"{lead}: {text}.", tuple(entry.id for entry in names.values()), f"{lead}:")


def _name_entries(
    entries: Iterable[Evidence],
    case_facts: CaseFacts,
    is_brief: bool,  # noqa: FBT001
) -> dict[str, Evidence]:
    """Return the first entries by what each is about, one of each theme, as many as a line has room for.

    Nothing where these are too few.
    """
    names: dict[str, Evidence] = {}
    themes: set[str] = set()
    for entry in entries:
        name, theme = tell_briefly(entry, case_facts.voice), case_facts.themes.get(entry.id, "")
        if not name or theme in themes or any(_is_same(name, known_name) for known_name in names):
            continue
        if names and 2 * case_facts.weight(entry) < case_facts.weight(next(iter(names.values()))):
            break
        names[name] = entry
        themes |= {theme} - {""}
        if len(names) == (MAX_NAMED_BRIEFLY if is_brief else MAX_NAMED):
            break
    return names if len(names) >= MIN_COUNT else {}


def _is_same(name: str, other_name: str) -> bool:
    """Return whether one of two names is a part of the other: "Kafka" and "Kafka decision memo"."""
    first, second = set(words(name)), set(words(other_name))
    return first <= second or second <= first


def _people_lines(case_facts: CaseFacts) -> Iterator[DraftSentence]:
    """Yield whom the author helped, and who is named in the case and can be asked about it."""
    people, today = entries_by_name(case_facts), case_facts.facts.today
    helped_people = {
        person.text: group
        for person, entries in people
        if person.position(today).height in _BESIDE
        and (group := [entry for entry in entries if _is_help(entry)])
    }
    if len(helped_people) >= MIN_COUNT:
        lead = "I unblocked engineers or helped them to grow"
        ids = dict.fromkeys(entry.id for group in helped_people.values() for entry in group)
        yield DraftSentence(f"{lead}: {join_names(helped_people)}.", tuple(ids), f"{lead}:")
    yield from witness_line(people, case_facts)


def _is_help(entry: Evidence) -> bool:
    """Return whether an entry tells how somebody got on with the author's help."""
    return entry.category == "unblocked" or bool(GROWTH.search(entry.text))
