"""The meaning of a heading: a section, a date or period, or a person's name."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.dating import Around, DatedText, read_date, split_date, undecided_date_in
from vividmap.formats.notes.names import PersonName, read_name


class NoteSection(NamedTuple):
    """A section of notes: the kind of its items, and the fields that the heading gives each of them."""

    kind: type[Item]
    fields: tuple[tuple[str, Any], ...] = ()


_SECTIONS: dict[NoteSection, str] = {
    NoteSection(Evidence): """
        win, wins, impact, impacts, accomplishment, accomplishments, achievement, achievements, evidence,
        result, results, highlight, highlights, contribution, contributions, shipped, delivered, deliverables,
        success, successes, outcomes, brag, brags, kudos, praise, thanks, shoutout, shoutouts, testimonials,
        project, projects, did, done, work done, what i did, impact evidence, kudos and feedback,
        positive feedback, promotion case, promo case
    """,
    NoteSection(SkillEntry): """
        learning, learnings, learned, learnt, training, trainings, course, courses, education, development,
        upskilling, study, studying, reading, certifications, growth, skill development, skills development,
        skills and learning, skill growth
    """,
    NoteSection(SkillEntry, (("category", "feedback"),)): "feedback",
    NoteSection(SkillEntry, (("category", "practice"),)): "practice",
    NoteSection(Skill): "skill, skills, technologies",
    NoteSection(Person): """
        people, person, relationship, relationships, network, networking, stakeholders, mentors, mentor,
        sponsors, advocates, allies, contacts, collaborators, oneonone, relationship map,
        working relationships
    """,
    NoteSection(Goal): """
        goal, goals, objective, objectives, okr, okrs, aspirations, ambitions, goals and gaps,
        goals and growth areas
    """,
    NoteSection(Gap): """
        gap, gaps, weaknesses, improvements, growth areas, areas for growth, areas of growth, growth edges,
        development areas, areas for development, areas for improvement, areas to improve, things to improve,
        what to improve, to improve, skill gaps, skills gaps
    """,
}
_SECTION = {name.strip(): section for section, names in _SECTIONS.items() for name in names.split(",")}

# Words that do not change the meaning of a section's title.
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
_NUMBER_IN_FRONT = re.compile(
    r"(?:\d{1,2}(?:[.)]|(?:\.\d{1,2})+[.)]?)|[ivxIVX]{1,4}[.)]|[a-zA-Z][.)])\s+(?=\S)"
)
_ONE_ON_ONE = re.compile(r"\b(?:1[:-]1|1on1|1 on 1|one[- ]on[- ]one|1:1)(?:['’]?s)?(?!\w)", re.IGNORECASE)
_WITH = re.compile(r"\s*(?:(?:meetings?|notes|log)\b\s*)?(?:with\b|w/|[:–—-])?\s*", re.IGNORECASE)
_AND = re.compile(r"\band\b|[/|,+]")


class NoteTitle(NamedTuple):
    """A heading as it was read. `remainder` is its other text: a tag, a name, a piece of work."""

    words: str
    section: NoteSection | None
    moment: When | None
    undecided_date: str
    year: int | None
    remainder: str
    person: PersonName | None = None


def read_title(title: str, around: Around) -> NoteTitle:
    """Return the meaning of a heading; `around` is the context from the headings above."""
    bare_title = _remove_decoration(title)
    number = _NUMBER_IN_FRONT.match(bare_title)
    plain = bare_title[number.end() :] if number else bare_title
    dated_title = _date_in(bare_title, plain, around)
    person = _one_on_one(dated_title.text)
    section = find_section(dated_title.text) or (NoteSection(Person) if person else None)
    own_year = (
        dated_title.moment.first.year
        if dated_title.moment and dated_title.moment.first.year == dated_title.moment.last.year
        else None
    )
    return NoteTitle(
        plain,
        section,
        dated_title.moment,
        dated_title.undecided_date,
        own_year,
        "" if section else dated_title.text,
        person,
    )


def _remove_decoration(title: str) -> str:
    """Return a title without ornaments at its ends. Reads from both ends: the middle may be long."""
    before = _BEFORE.match(title)
    end = len(title)
    while end and (title[end - 1].isspace() or title[end - 1] in _AFTER):
        end -= 1
    return title[before.end() if before else 0 : end]


def _date_in(bare_title: str, plain: str, around: Around) -> DatedText:
    """Return the date in a heading and its other text; `plain` is the title without a number in front."""
    for whole in (bare_title, plain):
        moment = read_date(whole, around)
        if moment or undecided_date_in(whole):
            return DatedText("", moment, "" if moment else undecided_date_in(whole))
    split_title = split_date(plain, around)
    if not split_title.moment and not split_title.undecided_date:
        split_title = next(_date_in_words(plain.split(), around), split_title)
    return split_title._replace(text=_remove_decoration(split_title.text))


def _date_in_words(words: list[str], around: Around) -> Iterator[DatedText]:
    """Yield dates at the ends of a heading that are separated only by a space, as in "Goals 2026"."""
    for count in range(min(5, len(words) - 1), 0, -1):
        for piece, remainder in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            date_text = " ".join(piece)
            moment = read_date(date_text, around) if re.search(r"\d", date_text) else None
            if moment:
                yield DatedText(" ".join(remainder), moment)


def find_section(title: str) -> NoteSection | None:
    """Return the section of a heading without its date and ornaments, None if it has none.

    Of alternatives ("Kudos / Feedback") the first counts, of a compound ("learning goals") the last word.
    """
    folded_title = fold(_ONE_ON_ONE.sub("oneonone", title.replace("&", " and ")[:200]))
    words = re.findall(r"\w+", folded_title)
    if not words or len(words) > 12:
        return None
    if section := _SECTION.get(" ".join(words)):
        return section
    if all(word in _SECTION or word in _FILLERS for word in words):
        parts = (re.findall(r"\w+", part) for part in _AND.split(folded_title))
        sections_by_part = ([_SECTION[word] for word in part if word in _SECTION] for part in parts)
        return next((sections[-1] for sections in sections_by_part if sections), None)
    # "Platform wins" are wins; "Unblocking people" is not a list of people.
    is_doing = words[0].endswith("ing") and words[0] not in _SECTION
    return _SECTION.get(words[-1]) if len(words) <= 4 and not is_doing else None


def _one_on_one(text: str) -> PersonName | None:
    """Return the person in `1:1 with Dana`, `1:1 notes: Dana` or `Dana 1:1`."""
    match = _ONE_ON_ONE.search(text)
    if not match:
        return None
    before, after = text[: match.start()].strip(" :–—-"), _WITH.sub("", text[match.end() :], count=1)
    name = read_name(before or after, strict=True) if not (before and after) else None
    return name if name and not name.href else None
