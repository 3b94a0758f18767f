"""What a job description asks for, term by term, and which entries of the record hold it.

A term is found by form, in English, by four rules:

1. a skill of the record, by its name or an alias, wherever it stands;
2. a technology (`english/technologies.py`), in any of its spellings, wherever it stands: "pg", "k8s";
3. another technical name, with capitals or digits within the word, wherever it stands (`ISO 20022`); in a
   line of a list also a word with a capital, at the beginning of the line or a sentence only where another
   follows or nothing else. Names that follow each other are one (`Google Cloud`);
4. in a line of a list, two words in a row that are none of the words of every posting ("experience",
   "strong", "years") and no verbs: `distributed systems`, MAX_PHRASES at most. Where no line is of a list,
   every line but headings is taken for one.

A company that the posting names as such ("at Acme", "About Acme", "join Acme") is no term. What one leads,
writes or designs is in every posting and no term. An entry holds a term where it holds the stems of all its
words (a name of one word: with its capital), names the technology or is linked to the skill; case, plural
and hyphen do not matter. What else is asked for in other words than the record's is not found: the table
says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from uuid import UUID

from vividmap.core.english.stems import stem
from vividmap.core.english.technologies import find_technologies, find_used_technologies, place_technologies
from vividmap.core.english.verbs import FINITE, OBJECTS, SUBJECTS
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Record, Skill, SkillEntry
from vividmap.core.text import fold, word_spans, words

_MAX_HEADING_WORDS = 5
"""Words that a heading has at the most."""
_PHRASE_WORDS = 2
MAX_PHRASES = 8
MAX_CHARACTERS = 20_000
"""Characters of a posting that are read."""
MAX_TERMS = 60
"""Terms of a posting that are looked for: those that it names first."""

_RESPONSIBILITIES = {
    "leading": "lead leadership",
    "mentoring": "mentor coach",
    "designing": "design architect architecture",
    "reviewing": "review",
    "hiring": "hire interview recruit",
    "incidents and on-call": "incident oncall outage",
    "writing": "write document documentation author",
    "presenting": "present presentation talk",
    "debugging": "debug troubleshoot diagnose",
    "migrating": "migrate migration",
    "automating": "automate automation",
    "planning": "plan roadmap",
    "influencing": "influence persuade convince align",
    "estimating cost": "cost budget",
}
_VENDORS = frozenset(map(stem, ("apache", "hashicorp")))
"""Makers that are left out of a name: "Apache Kafka" is found as "Kafka"."""
_RESPONSIBILITY_STEMS = frozenset(
    stem(word) for synonyms in _RESPONSIBILITIES.values() for word in synonyms.split()
)
_COMMON_WORDS = frozenset(
    """a about ability able across ai all also always an and any apply are as at background based be benefits
    best between build building built business by can candidate candidates career come comfortable
    communication companies company competitive complex contribute culture customer customers day deep
    degree deliver delivery demonstrated develop developer development diverse drive driven e eg engineer
    engineering engineers ensure environment equal equivalent etc every excellent exceptional excited
    experience experienced expert expertise familiar familiarity fast field for from full good great ground
    growth hands have help high hands-on highly how i ideal ideally impact improve in including interest
    into is it its join key know knowledge large least level like ll location love maintain make manager
    many ml member minimum modern more most must need new nice of on one open operate opportunity or other our
    out own ownership part passion passionate people plus position practices preferred principal problem
    problems product products proficiency proficient proven quality re related relevant remote required
    requirements responsibilities responsible role run running scale scalable senior should similar skill
    skills software solid solutions solve some staff strong success such support systems-level take team
    teams technical technologies technology that the their them they things this through time to tools top
    track two understanding up us use using value ve want we well what when where which while who will with
    within without work working world would year years you your""".split()
)
_TOKEN = lazy_pattern(r"[^\W_][\w+#]*(?:[.&/'\u2019-][\w+#]+)*")
_ITEM = lazy_pattern(r"(?:(?<!\s)\s++)?(?:[-*+•·–—▪◦]|\d{1,2}[.)])\s+")
_SENTENCE_END = lazy_pattern(r"[.!?:;]\s*$")
_COMPANY = lazy_pattern(
    r"\b(?:[Aa]t|[Aa]bout|[Jj]oin(?:ing)?|[Ww]hy) (?P<name>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})"
)
_NAME_FOLLOWS = lazy_pattern(r"\s*$|(?:,|/| and| or| &)?\s*[A-Z]")
_INNER_CAPITAL = lazy_pattern(r"(?<=.)[A-Z0-9+#]")


@dataclass(frozen=True, slots=True)
class PostingTerm:
    """One thing that a posting asks for: its name, and by which stems it is found.

    With `any_stem` one of the stems is enough. `is_exact` names are found only as they are written, a
    `technology` in each of its spellings.
    """

    name: str
    stems: frozenset[str]
    any_stem: bool = False
    skill: UUID | None = None
    is_exact: bool = False
    technology: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term, and the entries that hold it, in the order of the record."""

    term: PostingTerm
    entries: list[Evidence | SkillEntry] = field(default_factory=list)

    @property
    def evidence(self) -> list[Evidence]:
        """Return the evidence among the entries."""
        return [entry for entry in self.entries if isinstance(entry, Evidence)]


def posting_terms(posting: str, record: Record) -> tuple[PostingTerm, ...]:
    """Return what a posting asks for, in the order in which it does, each once."""
    placed_terms = sorted(_find_terms(posting[:MAX_CHARACTERS], record), key=lambda pair: pair[0])
    terms = [term for _, term in placed_terms[: 4 * MAX_TERMS]]
    skill_names = {fold(term.name) for term in terms if term.skill}
    terms = [term for term in terms if not (term.technology and fold(term.technology) in skill_names)]
    skill_stems = [term.stems for term in terms if term.skill]  # by name and by alias
    unique_terms: dict[object, PostingTerm] = {}
    for term in terms:
        if _is_fixed(term) or not any(term.stems <= stems for stems in skill_stems):
            unique_terms.setdefault(term.skill or term.technology or term.stems, term)
    all_stems = [term.stems for term in unique_terms.values()]
    return tuple(
        term
        for term in unique_terms.values()
        if _is_fixed(term) or not any(term.stems < stems for stems in all_stems)
    )[:MAX_TERMS]


def _is_fixed(term: PostingTerm) -> bool:
    """Return whether a term is a skill or a technology, which no longer term replaces."""
    return term.skill is not None or bool(term.technology)


def posting_companies(posting: str) -> frozenset[str]:
    """Return the companies that a posting names as such, folded."""
    return frozenset(fold(match["name"]) for match in _COMPANY.finditer(posting))


def match_terms(
    terms: Sequence[PostingTerm], entries: Iterable[Evidence | SkillEntry], record: Record
) -> list[TermMatch]:
    """Return which of some entries hold each term; an entry is read once, however many terms there are."""
    matches = [TermMatch(term) for term in terms]
    matches_by_part: dict[str | UUID, list[TermMatch]] = {}
    for match in matches:
        term = match.term
        parts: set[str | UUID] = {
            *([_technology_part(term.technology)] if term.technology else term.stems),
            *([term.skill] if term.skill else ()),
        }
        for part in parts:
            matches_by_part.setdefault(part, []).append(match)
    stems = _WantedStems(frozenset(part for term in terms for part in term.stems))
    skill_parts: dict[UUID, set[str | UUID]] = {
        skill.id: {skill.id, *stems[skill.text]} for skill in record.items_of(Skill)
    }
    for entry in entries if matches else ():
        entry_parts: set[str | UUID] = set().union(
            *map(stems.__getitem__, _entry_text(entry).split()),
            *(skill_parts[skill_id] for skill_id in entry.linked_ids("skill") if skill_id in skill_parts),
            map(_technology_part, entry_technologies(entry)),
        )
        candidates = {match.term: match for part in entry_parts for match in matches_by_part.get(part, ())}
        for term, match in candidates.items():
            if _is_match(entry, term, entry_parts):
                match.entries.append(entry)
    return matches


def _is_match(entry: Evidence | SkillEntry, term: PostingTerm, entry_parts: set[str | UUID]) -> bool:
    if term.any_stem or term.skill in entry_parts or term.technology:
        return True
    if term.skill and len(term.stems) == 1:
        # "Writing" is not in every entry that somebody wrote.
        return fold(term.name) in words(_entry_text(entry))
    return term.stems <= entry_parts and (not term.is_exact or _has_name(entry, term.name))


class _WantedStems(dict[str, frozenset[str]]):
    """The wanted stems in each piece of text without spaces, cached because most pieces recur."""

    def __init__(self, stems: frozenset[str]) -> None:
        self._stems = stems

    def __missing__(self, piece: str) -> frozenset[str]:
        stems = self[piece] = _stem_words(piece) & self._stems
        return stems


def _has_name(entry: Evidence | SkillEntry, name: str) -> bool:
    """Return whether an entry holds a word with its capital, or as a tag: "Go" is not "go"."""
    is_in_text = name in _TOKEN.findall(_entry_text(entry))
    return is_in_text or fold(name) in map(fold, entry.tags)


def entry_technologies(entry: Evidence | SkillEntry) -> tuple[str, ...]:
    """Return the technologies that an entry names in its text, its outcome or a tag."""
    return _list_technologies(entry.text, getattr(entry, "outcome", ""), entry.tags)


@lru_cache(maxsize=16384)
def _list_technologies(text: str, outcome: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    names = find_used_technologies(f"{text} {outcome}")
    tag_names = (name for tag in tags for name in find_technologies(tag.capitalize()))
    return tuple(dict.fromkeys((*names, *tag_names)))


def _technology_part(name: str) -> str:
    return f"technology {name}"


def role_terms(role_kind: str) -> tuple[PostingTerm, ...]:
    """Return terms for a kind of role: an entry fits by a word of it, or of a responsibility that it is."""
    stems = {stem(word) for word in words(role_kind) if word not in _COMMON_WORDS}
    for responsibility in map(_stem_words, _RESPONSIBILITIES.values()):
        stems |= responsibility if responsibility & stems else frozenset()
    return (PostingTerm(role_kind, frozenset(stems), any_stem=True),) if stems else ()


def _entry_text(entry: Evidence | SkillEntry) -> str:
    return " ".join((entry.text, getattr(entry, "outcome", ""), *entry.tags))


def _stem_words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


def _find_terms(posting: str, record: Record) -> Iterator[tuple[int, PostingTerm]]:
    """Yield terms with where in the posting they stand: rules 1 to 4, in that order for one place."""
    yield from _find_skills(posting, record)
    for technology, position in place_technologies(posting):
        yield position, PostingTerm(technology, _stem_words(technology), technology=technology)
    phrase_count = 0
    lines = [
        (match.start(), match.group()) for match in re.finditer(r"[^\n]+", _COMPANY.sub(_blank, posting))
    ]
    has_list = any(_ITEM.match(line) for _, line in lines)
    for start, line in lines:
        is_requirement = bool(_ITEM.match(line)) or not (has_list or _is_heading(line))
        for offset, term in _find_names(line, is_requirement=is_requirement):
            yield start + offset, term
        if is_requirement:
            for offset, phrase in _find_phrases(line):
                phrase_count += 1
                if phrase_count <= MAX_PHRASES:
                    yield start + offset, _name_term(phrase)


def _is_heading(line: str) -> bool:
    """Return whether a line is a heading: short, and not ended as a sentence is."""
    return len(line.split()) <= _MAX_HEADING_WORDS and not _SENTENCE_END.search(line.rstrip(":"))


def _name_term(name: str, *, is_exact: bool = False) -> PostingTerm:
    stems = _stem_words(name)
    return PostingTerm(name, stems - _VENDORS or stems, is_exact=is_exact)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _find_skills(posting: str, record: Record) -> Iterator[tuple[int, PostingTerm]]:
    """Yield the skills of the record, once for each name that the posting has for them."""
    posting_spans = word_spans(posting)
    text = " ".join(span.word for span in posting_spans)
    for skill in sorted(record.items_of(Skill), key=lambda skill: (skill.text, skill.id)):
        for name in (skill.text, *skill.aliases):
            key = " ".join(words(name))
            position = f" {text} ".find(f" {key} ") if key else -1
            if position >= 0:
                start = posting_spans[text[:position].count(" ")].first
                yield start, PostingTerm(skill.text, _stem_words(name), skill=skill.id)


def _find_names(line: str, *, is_requirement: bool) -> Iterator[tuple[int, PostingTerm]]:
    """Yield the technical names of a line, and of a requirement the words with a capital."""
    names, tokens = set(), list(_TOKEN.finditer(_ITEM.sub(_blank, line, count=1)))
    for token, previous in zip(tokens, (None, *tokens), strict=False):
        is_opening = previous is None or _SENTENCE_END.search(line[previous.end() : token.start()])
        can_be_proper = is_requirement and (not is_opening or _NAME_FOLLOWS.match(line, token.end()))
        if find_technologies(token.group()) or stem(fold(token.group())) in _VENDORS:
            continue
        if _is_technical(token.group()) or (can_be_proper and _is_proper(token.group())):
            names.add(token.start())

    def is_name(token: re.Match[str], continues: bool) -> bool:  # noqa: FBT001 - it is passed by position
        return token.start() in names or (continues and token.group().isdigit())

    for run in _find_runs(tokens, line, is_name):
        name = line[run[0].start() : run[-1].end()]
        yield run[0].start(), _name_term(name, is_exact=len(run) == 1 and _is_exact_name(name))


def _is_technical(word: str) -> bool:
    return (
        bool(_INNER_CAPITAL.search(word)) and any(map(str.isalpha, word)) and fold(word) not in _COMMON_WORDS
    )


def _is_proper(word: str) -> bool:
    return word[:1].isupper() and _is_specific(word)


def _is_exact_name(word: str) -> bool:
    """Return whether a name is one only as it is written: "Go" and "C++", of which words say too little."""
    return not _is_technical(word) or not word.isalnum()


def _find_runs(
    tokens: Sequence[re.Match[str]], line: str, is_member: Callable[[re.Match[str], bool], bool]
) -> Iterator[list[re.Match[str]]]:
    """Yield the words in a row that belong together; `is_member` gets whether a word would continue a run."""
    run: list[re.Match[str]] = []
    for token in tokens:
        continues = bool(run) and line[run[-1].end() : token.start()] == " "
        if not continues or not is_member(token, continues):
            if run:
                yield run
            run = []
            continues = False
        if is_member(token, continues):
            run.append(token)
    if run:
        yield run


def _find_phrases(line: str) -> Iterator[tuple[int, str]]:
    """Yield each two words in a row that are no names, no verbs and not in every posting."""
    tokens = list(_TOKEN.finditer(_ITEM.sub(_blank, line, count=1)))

    def is_noun(token: re.Match[str], _: bool) -> bool:  # noqa: FBT001 - it is passed by position
        word = token.group()
        return _is_common_noun(word.lower() if token is tokens[0] and word[:1].isupper() else word)

    for run in _find_runs(tokens, line, is_noun):
        first, last = run[0].group(), run[-1].group()
        is_named = not first.endswith(("ing", "ly")) and not last.endswith(("ed", "ly"))
        if len(run) == _PHRASE_WORDS and is_named:
            yield run[0].start(), line[run[0].start() : run[-1].end()]


def _is_common_noun(word: str) -> bool:
    is_function_word = word in FINITE or word in OBJECTS or word in SUBJECTS or word == "others"
    return word.islower() and not is_function_word and not find_technologies(word) and _is_specific(word)


def _is_specific(word: str) -> bool:
    return fold(word) not in _COMMON_WORDS and stem(fold(word)) not in _RESPONSIBILITY_STEMS
