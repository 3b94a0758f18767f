"""What a heading says: which section begins, which days it speaks of, or whose name it is."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.dating import Around, Dated, read_date, split_date, undecided
from vividmap.formats.notes.names import Name, read_name


class Section(NamedTuple):
    """What stands beneath a heading: items of one kind, with the fields that the heading gives them all."""

    kind: type[Item]
    fields: tuple[tuple[str, Any], ...] = ()


_SECTIONS: dict[Section, str] = {
    Section(Evidence): """
        win, wins, impact, impacts, accomplishment, accomplishments, achievement, achievements, evidence,
        result, results, highlight, highlights, contribution, contributions, shipped, delivered, deliverables,
        success, successes, outcomes, brag, brags, kudos, praise, thanks, shoutout, shoutouts, testimonials,
        project, projects, did, done, work done, what i did, impact evidence, kudos and feedback,
        positive feedback, promotion case, promo case
    """,
    Section(SkillEntry): """
        learning, learnings, learned, learnt, training, trainings, course, courses, education, development,
        upskilling, study, studying, reading, certifications, growth, skill development, skills development,
        skills and learning, skill growth
    """,
    Section(SkillEntry, (("what", "feedback"),)): "feedback",
    Section(SkillEntry, (("what", "practice"),)): "practice",
    Section(Skill): "skill, skills, technologies",
    Section(Person): """
        people, person, relationship, relationships, network, networking, stakeholders, mentors, mentor,
        sponsors, advocates, allies, contacts, collaborators, oneonone, relationship map,
        working relationships
    """,
    Section(Goal): """
        goal, goals, objective, objectives, okr, okrs, aspirations, ambitions, goals and gaps,
        goals and growth areas
    """,
    Section(Gap): """
        gap, gaps, weaknesses, improvements, growth areas, areas for growth, areas of growth, growth edges,
        development areas, areas for development, areas for improvement, areas to improve, things to improve,
        what to improve, to improve, skill gaps, skills gaps
    """,
}
_SECTION = {name.strip(): section for section, names in _SECTIONS.items() for name in names.split(",")}

# Words that say nothing about what a section holds.
_FILLERS = frozenset(
    "a an the my our i me we what which things thing stuff some of in on at for from by with to so far and "
    "or key main biggest big top major minor notable recent current other more this these that year years "
    "half quarter month week next last 12 months twelve professional personal career technical work worked "
    "working have has been am im is are building received log list notes map tracker section overview "
    "summary long short term new".split()
)
NOT_ENTRIES = frozenset(("table of contents", "contents", "toc", "todo", "to do", "todos"))

_BEFORE = re.compile(r"(?:[^\w(\[@#]|_)+")
_AFTER = frozenset("*_:\uff1a#")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:[.)]|(?:\.\d{1,2})+[.)]?)|[ivxIVX]{1,4}[.)]|[a-zA-Z][.)])\s+(?=\S)")
_ONE_ON_ONE = re.compile(r"\b(?:1[:-]1|1on1|1 on 1|one[- ]on[- ]one|1:1)(?:['’]?s)?(?!\w)", re.IGNORECASE)
_WITH = re.compile(r"\s*(?:(?:meetings?|notes|log)\b\s*)?(?:with\b|w/|[:–—-])?\s*", re.IGNORECASE)
_AND = re.compile(r"\band\b|[/|,+]")


class Title(NamedTuple):
    """A heading as it was understood. `rest` is what is left of its words: a tag, a name, a piece of work."""

    said: str
    section: Section | None
    when: When | None
    written: str
    year: int | None
    rest: str
    person: Name | None = None


def read_title(title: str, around: Around) -> Title:
    """Read a heading, by what the headings above it say."""
    said = _undecorated(title)
    plain = _NUMBERED.sub("", said, count=1) if _NUMBERED.match(said) else said
    dated = _date_in(said, plain, around)
    person = _one_on_one(dated.text)
    section = find_section(dated.text) or (Section(Person) if person else None)
    own_year = dated.when.first.year if dated.when and dated.when.first.year == dated.when.last.year else None
    return Title(plain, section, dated.when, dated.written, own_year, "" if section else dated.text, person)


def _undecorated(title: str) -> str:
    """Return a title without what stands round it, read from both ends: what is between may be long."""
    before = _BEFORE.match(title)
    end = len(title)
    while end and (title[end - 1].isspace() or title[end - 1] in _AFTER):
        end -= 1
    return title[before.end() if before else 0 : end]


def _date_in(said: str, plain: str, around: Around) -> Dated:
    """Return the date in a heading and the words around it; `plain` has no number in front."""
    for whole in (said, plain):
        found = read_date(whole, around)
        if found or undecided(whole):
            return Dated("", found, "" if found else undecided(whole))
    parted = split_date(plain, around)
    if not parted.when and not parted.written:
        parted = next(_date_in_words(plain.split(), around), parted)
    return parted._replace(text=_undecorated(parted.text))


def _date_in_words(words: list[str], around: Around) -> Iterator[Dated]:
    """Yield a date at the ends of a heading that nothing but a space parts from the rest: "Goals 2026"."""
    for count in range(min(5, len(words) - 1), 0, -1):
        for piece, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            said = " ".join(piece)
            found = read_date(said, around) if re.search(r"\d", said) else None
            if found:
                yield Dated(" ".join(rest), found)


def find_section(title: str) -> Section | None:
    """Return the section that a heading without its date and decoration begins.

    Of several ("Kudos / Feedback") the first; of words that lean on each other ("learning goals") the last.
    """
    said = fold(_ONE_ON_ONE.sub("oneonone", title.replace("&", " and ")[:200]))
    words = re.findall(r"\w+", said)
    if not words or len(words) > 12:
        return None
    if found := _SECTION.get(" ".join(words)):
        return found
    if all(word in _SECTION or word in _FILLERS for word in words):
        parts = (re.findall(r"\w+", part) for part in _AND.split(said))
        known = ([_SECTION[word] for word in part if word in _SECTION] for part in parts)
        return next((sections[-1] for sections in known if sections), None)
    # "Platform wins" are wins; "Unblocking people" is no list of people.
    is_doing = words[0].endswith("ing") and words[0] not in _SECTION
    return _SECTION.get(words[-1]) if len(words) <= 4 and not is_doing else None


def _one_on_one(rest: str) -> Name | None:
    """Return the person in `1:1 with Dana`, `1:1 notes: Dana` or `Dana 1:1`."""
    match = _ONE_ON_ONE.search(rest)
    if not match:
        return None
    before, after = rest[: match.start()].strip(" :–—-"), _WITH.sub("", rest[match.end() :], count=1)
    name = read_name(before or after, strict=True) if not (before and after) else None
    return name if name and not name.href else None
