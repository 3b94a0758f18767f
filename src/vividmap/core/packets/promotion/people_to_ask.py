"""Who can confirm a case: the people whom its entries name as taking part, with where they stand and on what.

Whoever did something in an entry, or with whom it was done, can be asked about it: "with Priya Natarajan",
"Lucía Ferreiro counted". Who is only spoken of cannot ("Priya's old script", "talked Zoë out of it"). The
author's manager presents the case, people outside and the author's own reports are not asked, nor is anybody
about harm that the author caused, and nobody is named without a topic. Who stands above is named first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from vividmap.core.english.essentials import GROWTH
from vividmap.core.english.phrasing import join_names
from vividmap.core.english.verbs import FINITE, VERBS
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.people_named import PeopleNames
from vividmap.core.facts.relationships import by_name
from vividmap.core.first_names import first_word
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.own_repairs import is_own_repair
from vividmap.core.packets.packet import AuthorNote, DraftSection, DraftSentence
from vividmap.core.packets.promotion.case_facts import CaseFacts
from vividmap.core.packets.promotion.short_forms import name_topic
from vividmap.core.record import Evidence, Person

WITNESSES = "Who can be asked"
MAX_PEOPLE, MAX_TOPICS = 4, 2
_NOT_ASKED = ("manager", "outside", "report")
"""Where people stand whom a case names nowhere as somebody to ask."""
_ABOVE = ("above skip-level", "skip-level")
"""Where people stand whose word counts most, the highest first."""
_NEAR = 100
"""So many characters on each side of a name are read."""
_COMPANY = frozenset("with by mit avec alongside together for".split())
_AND = frozenset(("and", "&", "und", "et"))


def entries_by_name(case_facts: CaseFacts) -> list[tuple[Person, list[Evidence]]]:
    """Return the people whom the draft names, with the entries that do; who is named most comes first."""
    people = by_name(case_facts.facts.people)
    tellable_people = [person for person in people if case_facts.confidentiality.can_tell(person)]
    names = PeopleNames(tellable_people, people)
    by_id = {person.id: person for person in people}
    entries_by_person: dict[UUID, list[Evidence]] = {}
    for entry in (*case_facts.strongest_first, *case_facts.further):
        for person_id in names.find(case_facts.texts.get(entry.id, "")):
            entries_by_person.setdefault(person_id, []).append(entry)
    return [
        (by_id[person_id], entries)
        for person_id, entries in sorted(entries_by_person.items(), key=lambda pair: -len(pair[1]))
    ]


def witness_line(
    people: Iterable[tuple[Person, Sequence[Evidence]]], case_facts: CaseFacts
) -> Iterator[DraftSentence]:
    """Yield who can be asked about what; nothing where nobody can."""
    parts: list[str] = []
    sources: dict[UUID, None] = {}
    today = case_facts.facts.today
    for person, entries in sorted(people, key=lambda pair: _rank(pair[0].position(today).height)):
        if person.position(today).height in _NOT_ASKED or len(parts) == MAX_PEOPLE:
            continue
        topics: dict[str, UUID] = {}
        for entry in entries:
            if _can_testify(entry) and is_participant(person, case_facts.texts[entry.id]):
                topic = name_topic(entry, case_facts.voice, case_facts.themes.get(entry.id, ""))
                topics.setdefault(topic, entry.id)
        topics.pop("", None)
        if topics:
            told_topics = dict(list(topics.items())[:MAX_TOPICS])
            parts.append(f"{_name_with_place(person, case_facts.facts)} about {join_names(told_topics)}")
            sources |= dict.fromkeys(told_topics.values())
    if parts:
        *first, last = parts
        text = f"{'; '.join(first)}; and {last}" if first else last
        yield DraftSentence(f"{WITNESSES}: {text}.", tuple(sources), f"{WITNESSES}:")


def _can_testify(entry: Evidence) -> bool:
    """Return whether those in an entry can be asked about it: not whom its author harmed or taught."""
    is_help = entry.category == "unblocked" or bool(GROWTH.search(entry.text) or _TEACHING.search(entry.text))
    return not (is_own_repair(entry) or is_help)


_TEACHING = lazy_pattern(
    r"\b(?:mentor(?:ed|ing|s)?|mentees?|coach(?:ed|ing)?|onboard(?:ed|ing)|taught|trained|eingearbeitet"
    r"|accompagn\w+"
    r"|formé[es]?)\b",
    re.IGNORECASE,
)


def _rank(height: str) -> int:
    return _ABOVE.index(height) if height in _ABOVE else len(_ABOVE)


def _name_with_place(person: Person, facts: Facts) -> str:
    """Return a name with what a reader outside the author's team needs to know of it: "Jess (Dispatch)"."""
    position = person.position(facts.today)
    place = position.part or (position.height if position.height == "peer" else "")
    return f"{person.text} ({place})" if place else person.text


def is_participant(person: Person, text: str) -> bool:
    """Return whether a text tells that somebody did something, or that it was done with them."""
    pattern = rf"(?<!\w)(?:{re.escape(person.text)}|{re.escape(first_word(person.text))})(?!\w)(?!['’]s)"
    return any(
        _is_company(text[max(match.start() - _NEAR, 0) : match.start()].split())
        or _is_doing(text[match.end() : match.end() + _NEAR].split())
        for match in re.finditer(pattern, text)
    )


def _is_company(words_before: Sequence[str]) -> bool:
    """Return whether the words before a name make it one of those with whom something was done."""
    for word in reversed(words_before[-_COMPANY_WORDS:]):
        bare = word.strip("(").casefold()
        if bare in _COMPANY:
            return True
        if bare not in _AND and not word[:1].isupper():
            return False
    return False


_COMPANY_WORDS = 9
"""So many words before a name may be others' names: "with Ines, Marta Oliveira and Olga"."""


def _is_doing(words_after: Sequence[str]) -> bool:
    """Return whether the words after a name tell what its bearer did: "counted", "and I", "the rest"."""
    first, second = ([word.strip(".,;:()").casefold() for word in words_after[:2]] + ["", ""])[:2]
    if first in _AND and second in ("i", "me"):
        return True
    return first in FINITE or first in VERBS or first.endswith("ed") or (first, second) == ("the", "rest")


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
