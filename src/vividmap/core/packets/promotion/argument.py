"""Why the entries of a promotion make a case for a level and are no list: what its fields add up to.

Each line names what the case itself tells, so that its reader can check it: how far results reached,
decisions and failures prevented beyond the author's team, whom the author helped, and who can be asked.
Entries of one project or theme are named once. Nothing is counted but the criteria, which a table lists: a
reader who counts otherwise believes none of it. A line that can name fewer than MIN_COUNT is none, and a case
with fewer than MIN_LINES says nothing here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from vividmap.core.criteria.coverage import CANNOT, CriterionCoverage
from vividmap.core.english.essentials import GROWTH
from vividmap.core.english.phrasing import count_noun, join_names, quote
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import by_name
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.claim_sections import MAX_WITHOUT_SHORT
from vividmap.core.packets.claims import kind_to_tell
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.months import describe_months
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.promotion.people_named import PeopleNames
from vividmap.core.packets.promotion.wide_first import WIDE
from vividmap.core.packets.selection import has_stated_result
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import count_words, front_part, word_entry
from vividmap.core.packets.wording.forms import lower_as_written, without_stop
from vividmap.core.packets.wording.situations import is_situation
from vividmap.core.packets.wording.topics import find_topic
from vividmap.core.record import Evidence, Person
from vividmap.core.text import words

MIN_COUNT, MIN_LINES = 2, 2
MAX_NAMED, MAX_NAMED_BRIEFLY, MAX_PEOPLE = 4, 2, 4
MIN_BRIEF = 4
"""So many entries on a page at least add up to something."""
MAX_LABEL_WORDS, MAX_RESULT_WORDS = 9, 8
WITNESSES = "Who can be asked"
_BEYOND_TEAM = ("teams", *WIDE)
_BESIDE = ("", "report", "peer", "other part")
"""Where people stand whom a case may name as helped by its author."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What an argument rests on: the `entries` that a case tells, and what it says of each (`texts`).

    `coverages` are those of the criteria, by the entries of the whole case (`case_ids`); `themes` is what
    entries share, by entry; `aim` is what they are for: "Staff".
    """

    facts: Facts
    confidentiality: ConfidentialityFilter
    voice: Voice
    entries: Sequence[Evidence]
    texts: Mapping[UUID, str]
    coverages: Sequence[CriterionCoverage]
    case_ids: Collection[UUID]
    themes: Mapping[UUID, str]
    aim: str
    weight: Callable[[Evidence], int]

    @property
    def strongest_first(self) -> list[Evidence]:
        """Return the entries, those that speak most for the promotion first."""
        return sorted(self.entries, key=self.weight, reverse=True)

    @property
    def results(self) -> list[Evidence]:
        """Return the entries that say what came of them, and not only how things stood, in that order."""
        return [entry for entry in self.strongest_first if _has_told_result(entry, self.voice)]


def draft_argument(case_facts: CaseFacts, *, is_brief: bool = False) -> DraftSection:
    """Return the lines of the argument, `is_brief` in few words and without people; none for a thin case."""
    title = f"Why {case_facts.aim}" if case_facts.aim else "The case at a glance"
    lines = list(_pattern_lines(case_facts, is_brief=is_brief))
    min_entries = MIN_BRIEF if is_brief else MAX_WITHOUT_SHORT + 1
    if len(case_facts.entries) < min_entries or len(lines) < MIN_LINES:
        return DraftSection(title, ())
    if not is_brief:
        lines += _people_lines(case_facts)
    return DraftSection(title, (DraftParagraph("", tuple(lines), is_list=True),), is_claim=True)


def _pattern_lines(case_facts: CaseFacts, *, is_brief: bool) -> Iterator[DraftSentence]:
    yield from _criteria_line(case_facts, is_brief=is_brief)
    yield from _reach_line(case_facts, is_brief=is_brief)
    beyond_team = [entry for entry in case_facts.results if entry.scope in _BEYOND_TEAM]
    decisions = [entry for entry in beyond_team if kind_to_tell(entry) == "decision"]
    prevented = [entry for entry in beyond_team if entry.category == "prevented"]
    for lead, entries in (
        ("Decisions and documents with effect beyond my own team", decisions),
        ("Failures prevented beyond my own team", prevented),
    ):
        labels = _label_entries(entries, case_facts, is_brief=is_brief)
        if len(labels) >= MIN_COUNT:
            yield _line(
                lead, join_names(_names_with_results(labels, case_facts, is_brief=is_brief)), labels.values()
            )


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
    details = f"{repeatedly} repeatedly" if repeated else ""
    open_texts = [
        quote(without_stop(coverage.target.text).partition(", ")[0])
        for coverage, count in zip(coverages, counts, strict=True)
        if not count and coverage.word != CANNOT
    ]
    if is_brief and open_texts:
        details = "; ".join(filter(None, (details, f"open: {join_names(open_texts, MAX_NAMED_BRIEFLY)}")))
    text = f"{lead}, {details}." if details else f"{lead}."
    yield DraftSentence(text, tuple(coverage.target.id for coverage in coverages), lead)


def _reach_line(case_facts: CaseFacts, *, is_brief: bool) -> Iterator[DraftSentence]:
    """Yield which results reached furthest, over which months."""
    wide = [entry for entry in case_facts.results if entry.scope in WIDE]
    labels = _label_entries(wide, case_facts, is_brief=is_brief)
    reach = "the whole organisation"
    if any(entry.scope == "beyond" for entry in labels.values()):
        reach += " or further"
    if len(labels) < MIN_COUNT:
        beyond_team = [entry for entry in case_facts.results if entry.scope in _BEYOND_TEAM]
        labels = _label_entries(beyond_team, case_facts, is_brief=is_brief)
        reach = "several teams or further"
    if len(labels) >= MIN_COUNT:
        months = describe_months([entry.when for entry in labels.values()], case_facts.voice.period)
        span = f", from {months}" if " to " in months else ""
        yield _line(f"Results that reached {reach}", f"{join_names(labels)}{span}", labels.values())


def _has_told_result(entry: Evidence, voice: Voice) -> bool:
    """Return whether an entry says what came of it, and not only how things stood."""
    return has_stated_result(entry) and not is_situation(word_entry(entry, voice).result, entry)


def _line(lead: str, names: str, entries: Iterable[Evidence]) -> DraftSentence:
    return DraftSentence(f"{lead}: {names}.", tuple(entry.id for entry in entries), f"{lead}:")


def _label_entries(
    entries: Iterable[Evidence], case_facts: CaseFacts, *, is_brief: bool
) -> dict[str, Evidence]:
    """Return the first entries by what each is about, one of each theme, as many as a line has room for."""
    labels: dict[str, Evidence] = {}
    themes: set[str] = set()
    for entry in entries:
        label, theme = _label(entry, case_facts.voice), case_facts.themes.get(entry.id, "")
        if not label or theme in themes or any(_is_same(label, other_label) for other_label in labels):
            continue
        labels[label] = entry
        themes |= {theme} - {""}
        if len(labels) == (MAX_NAMED_BRIEFLY if is_brief else MAX_NAMED):
            break
    return labels


def _names_with_results(
    labels: Mapping[str, Evidence], case_facts: CaseFacts, *, is_brief: bool
) -> Iterator[str]:
    """Yield the names with a short result behind them, if there is room: "RFC 41 (approved with changes)"."""
    for label, entry in labels.items():
        result = "" if is_brief else _short_result(entry, case_facts.voice)
        yield f"{label} ({result})" if result else label


def _short_result(entry: Evidence, voice: Voice) -> str:
    """Return in few words what came of an entry that has a topic, "" where that takes many."""
    result = front_part(word_entry(entry, voice).result)
    if count_words(result) > MAX_RESULT_WORDS:
        result = result.partition(", ")[0]
    is_plain = find_topic(entry, voice) and not {"(", ":"} & set(result) and is_balanced(result)
    is_short = count_words(result) <= MAX_RESULT_WORDS
    return lower_as_written(result, _written_text(entry)) if is_plain and is_short else ""


def _written_text(entry: Evidence) -> str:
    return f"{entry.text} {entry.outcome}"


def _is_same(label: str, other_label: str) -> bool:
    """Return whether one of two names is a part of the other: "Kafka" and "Kafka decision memo"."""
    first, second = set(words(label)), set(words(other_label))
    return first <= second or second <= first


def _label(entry: Evidence, voice: Voice) -> str:
    """Return what an entry is about as it stands within a sentence, else its bullet's beginning if short."""
    topic = _topic_within(entry, voice)
    lead = without_stop(word_entry(entry, voice).lead)
    is_short = count_words(lead) <= MAX_LABEL_WORDS and ", " not in lead and ":" not in lead
    return topic or (lower_as_written(lead, _written_text(entry)) if is_short else "")


def _topic_within(entry: Evidence, voice: Voice) -> str:
    """Return the topic of an entry, in lower case if the record writes its first word so elsewhere."""
    topic = find_topic(entry, voice)
    return voice.within(topic) if voice.is_ordinary(topic.partition(" ")[0].casefold()) else topic


def _people_lines(case_facts: CaseFacts) -> Iterator[DraftSentence]:
    """Yield whom the author helped, and who is named in the case and can be asked about it."""
    named, today = _entries_by_name(case_facts), case_facts.facts.today
    people = {person.id: person for person in case_facts.facts.people}
    helped = {
        person_id: group
        for person_id, entries in named.items()
        if people[person_id].position(today).height in _BESIDE
        and (group := [entry for entry in entries if _is_help(entry)])
    }
    if len(helped) >= MIN_COUNT:
        names = join_names(people[person_id].text for person_id in helped)
        yield _line("Engineers unblocked or helped to grow", names, _unique_entries(helped.values()))
    witness_ids = [person_id for person_id in named if people[person_id].position(today).height != "outside"]
    if len(witness_ids) >= MIN_COUNT:
        chosen_ids = witness_ids[:MAX_PEOPLE]
        parts = [
            _name_with_work(people[person_id], named[person_id], case_facts.voice) for person_id in chosen_ids
        ]
        entries = _unique_entries(named[person_id] for person_id in chosen_ids)
        yield _line(WITNESSES, join_names(parts), entries)


def _is_help(entry: Evidence) -> bool:
    """Return whether an entry tells how somebody got on with the author's help."""
    return entry.category == "unblocked" or bool(GROWTH.search(entry.text))


def _unique_entries(groups: Iterable[Sequence[Evidence]]) -> list[Evidence]:
    """Return the entries of some groups, each once."""
    return list({entry.id: entry for group in groups for entry in group}.values())


def _entries_by_name(case_facts: CaseFacts) -> dict[UUID, list[Evidence]]:
    """Return by person the entries whose text in the draft names them; who is named most comes first."""
    people = by_name(case_facts.facts.people)
    tellable_people = [person for person in people if case_facts.confidentiality.can_tell(person)]
    names = PeopleNames(tellable_people, people)
    entries_by_person: dict[UUID, list[Evidence]] = {}
    for entry in case_facts.strongest_first:
        for person_id in names.find(case_facts.texts.get(entry.id, "")):
            entries_by_person.setdefault(person_id, []).append(entry)
    return dict(sorted(entries_by_person.items(), key=lambda pair: -len(pair[1])))


def _name_with_work(person: Person, entries: Sequence[Evidence], voice: Voice) -> str:
    """Return a person with what the entries that name them are about, else with their projects."""
    projects = (entry.project.replace("-", " ").replace("_", " ") for entry in entries)
    topics = (_topic_within(entry, voice) for entry in entries)
    labels = dict.fromkeys(topic or project for topic, project in zip(topics, projects, strict=True))
    labels.pop("", None)
    return f"{person.text} ({join_names(labels)})" if labels else person.text


def witness_note(sections: Iterable[DraftSection], facts: Facts) -> Iterator[AuthorNote]:
    """Yield whom a draft names as somebody to ask, so that its author asks them first."""
    sentences = (
        sentence for section in sections for part in section.paragraphs for sentence in part.sentences
    )
    line = next((sentence.text for sentence in sentences if sentence.text.startswith(WITNESSES)), "")
    if people := [person for person in by_name(facts.people) if person.text in line]:
        names = join_names(person.text for person in people)
        ids = tuple(person.id for person in people)
        yield AuthorNote(f"The draft says that {names} can be asked about it. Ask them first.", ids)
