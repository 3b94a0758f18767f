"""What a job description asks for, term by term, and which entries of the record hold it.

A term is found by form, in English, by four rules:

1. a skill of the record, by its name or an alias, wherever it stands;
2. a responsibility of the table beneath ("mentor", "lead", "on call" …), by the stems of its words;
3. a technical name, with capitals or digits within the word, wherever it stands (`gRPC`, `K8s`, `C++`); in a
   line of a list also a word with a capital, at the beginning of the line or a sentence only where another
   follows or nothing else. Names that follow each other are one (`Google Cloud`);
4. in a line of a list, two or three words in a row that are none of the words of every posting ("experience",
   "strong", "years"): `distributed systems`. Where no line is of a list, every line but headings is taken
   for one.

A company that the posting names as such ("at Acme", "About Acme", "join Acme") is no term. An entry holds a
term where it holds the stems of all its words (of a responsibility: of one; a name of one word: with its
capital), or is linked to the skill. A few names are known in two forms (`Postgres`, `K8s`); `Apache Kafka`
is found as `Kafka`. What else is asked for in other words than the record's is not found: the table says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from vividmap.core.record import Evidence, Record, Skill, SkillEntry
from vividmap.core.stems import stem
from vividmap.core.text import fold, spans, words

_HEADING = 5
"""Words that a heading has at the most."""
_PHRASE = 3
LONGEST = 20_000
"""Characters of a posting that are read."""
MOST = 60
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
_FORMS = (
    "PostgreSQL Postgres postgres",
    "Kubernetes kubernetes K8s k8s",
    "Go Golang golang",
    "JavaScript JS js",
    "MongoDB Mongo mongo",
    "React ReactJS",
)
"""Names in the forms in which engineers write them, the full one first."""
_FULL = {form.casefold(): fold(forms.split()[0]) for forms in _FORMS for form in forms.split()}
_ALSO = {form: frozenset(forms.split()) for forms in _FORMS for form in forms.split()}
_WHOSE = frozenset(map(stem, ("apache", "hashicorp")))
"""Who made a thing, where the thing is called without it."""
_DEEDS = frozenset(stem(one) for said in _RESPONSIBILITIES.values() for one in said.split())
_EVERYWHERE = frozenset(
    """a about ability able across all also always an and any apply are as at background based be benefits
    best between build building built business by can candidate candidates career come comfortable
    communication companies company competitive complex contribute culture customer customers day deep
    degree deliver delivery demonstrated develop developer development diverse drive driven e eg engineer
    engineering engineers ensure environment equal equivalent etc every excellent exceptional excited
    experience experienced expert expertise familiar familiarity fast field for from full good great ground
    growth hands have help high hands-on highly how i ideal ideally impact improve in including interest
    into is it its join key know knowledge large least level like ll location love maintain make manager
    many member minimum modern more most must need new nice of on one open operate opportunity or other our
    out own ownership part passion passionate people plus position practices preferred principal problem
    problems product products proficiency proficient proven quality re related relevant remote required
    requirements responsibilities responsible role run running scale scalable senior should similar skill
    skills software solid solutions solve some staff strong success such support systems-level take team
    teams technical technologies technology that the their them they things this through time to tools top
    track two understanding up us use using value ve want we well what when where which while who will with
    within without work working world would year years you your""".split()
)
_TOKEN = re.compile(r"[^\W_][\w+#]*(?:[.&/'\u2019-][\w+#]+)*")
_ITEM = re.compile(r"\s*(?:[-*+•·–—▪◦]|\d{1,2}[.)])\s+")
_ENDS = re.compile(r"[.!?:;]\s*$")
_ON_CALL = re.compile(r"\bon[- ]call\b", re.IGNORECASE)  # as long as what it becomes
_COMPANY = re.compile(
    r"\b(?:[Aa]t|[Aa]bout|[Jj]oin(?:ing)?|[Ww]hy) (?P<name>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})"
)
_THEN_A_NAME = re.compile(r"\s*$|(?:,|/| and| or| &)?\s*[A-Z]")
_INNER = re.compile(r"(?<=.)[A-Z0-9+#]")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a posting asks for: as it is called, and by which stems it is found."""

    name: str
    stems: frozenset[str]
    any_of_them: bool = False
    skill: UUID | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """A term, and the entries that hold it, in the order of the record."""

    term: Term
    entries: list[Evidence | SkillEntry] = field(default_factory=list)

    @property
    def used(self) -> list[Evidence]:
        """Return the evidence among the entries."""
        return [one for one in self.entries if isinstance(one, Evidence)]


def terms(posting: str, record: Record) -> tuple[Term, ...]:
    """Return what a posting asks for, in the order in which it does, each once."""
    found = sorted(_terms(posting[:LONGEST], record), key=lambda one: one[0])[: 4 * MOST]
    known = [one.stems for _, one in found if one.skill]  # by name and by alias
    kept: dict[object, Term] = {}
    for _, one in found:
        if one.skill or one.any_of_them or not any(one.stems <= other for other in known):
            kept.setdefault(one.skill or (one.any_of_them, one.stems), one)
    wider = [one.stems for one in kept.values()]
    return tuple(
        one
        for one in kept.values()
        if one.skill or one.any_of_them or not any(one.stems < other for other in wider)
    )[:MOST]


def companies(posting: str) -> frozenset[str]:
    """Return the companies that a posting names as such, folded."""
    return frozenset(fold(one["name"]) for one in _COMPANY.finditer(posting))


def match(asked: Sequence[Term], entries: Iterable[Evidence | SkillEntry], record: Record) -> list[Covered]:
    """Return which of some entries hold each term; an entry is read once, however many terms there are."""
    covered = [Covered(one) for one in asked]
    by_part: dict[str | UUID, list[Covered]] = {}
    for one in covered:
        parts: set[str | UUID] = {*one.term.stems, *([one.term.skill] if one.term.skill else ())}
        for part in parts:
            by_part.setdefault(part, []).append(one)
    told = _Stems(frozenset(part for one in asked for part in one.stems))
    named: dict[UUID, set[str | UUID]] = {one.id: {one.id, *told[one.text]} for one in record.all(Skill)}
    for entry in entries if covered else ():
        held: set[str | UUID] = set().union(
            *map(told.__getitem__, _text(entry).split()),
            *(named[one] for one in entry.linked("skill") if one in named),
        )
        likely = {one.term: one for part in held for one in by_part.get(part, ())} if held else {}
        for term, one in likely.items():
            if _meets(entry, term, held):
                one.entries.append(entry)
    return covered


def _meets(entry: Evidence | SkillEntry, term: Term, held: set[str | UUID]) -> bool:
    if term.any_of_them or term.skill in held:
        return True
    return term.stems <= held and (not term.exact or _names(entry, term.name))


class _Stems(dict[str, frozenset[str]]):
    """The wanted stems in a piece of text without spaces; most pieces come again and again."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted

    def __missing__(self, piece: str) -> frozenset[str]:
        found = self[piece] = _stems(piece) & self._wanted
        return found


def _names(entry: Evidence | SkillEntry, name: str) -> bool:
    """Tell whether an entry holds a word with its capital, or as a tag: "Go" is not "go"."""
    forms = _ALSO.get(name, frozenset((name,)))
    return not forms.isdisjoint(_TOKEN.findall(_text(entry))) or not {*map(fold, forms)}.isdisjoint(
        map(fold, entry.tags)
    )


def variant_terms(variant: str) -> tuple[Term, ...]:
    """Return what makes an entry meet a kind of role: a word of it, or of a responsibility that it is."""
    wanted = {stem(one) for one in words(variant) if one not in _EVERYWHERE}
    for others in map(_stems, _RESPONSIBILITIES.values()):
        wanted |= others if others & wanted else frozenset()
    return (Term(variant, frozenset(wanted), any_of_them=True),) if wanted else ()


def _text(entry: Evidence | SkillEntry) -> str:
    return " ".join((entry.text, getattr(entry, "outcome", ""), *entry.tags))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(_FULL.get(one, one)) for one in words(text))


def _terms(posting: str, record: Record) -> Iterator[tuple[int, Term]]:
    """Yield terms with where in the posting they stand: rules 1 to 4, in that order for one place."""
    yield from _skills(posting, record)
    yield from _responsibilities(posting)
    lines = [(one.start(), one.group()) for one in re.finditer(r"[^\n]+", _COMPANY.sub(_blank, posting))]
    listed = any(_ITEM.match(line) for _, line in lines)
    for start, line in lines:
        asks = bool(_ITEM.match(line)) or not (listed or _is_heading(line))
        yield from ((start + at, term) for at, term in _proper(line, asks=asks))
        if asks:
            yield from ((start + at, _named(name)) for at, name in _phrases(line))


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading: short, and not ended as a sentence is."""
    return len(line.split()) <= _HEADING and not _ENDS.search(line.rstrip(":"))


def _named(name: str, *, exact: bool = False) -> Term:
    said = _stems(name)
    return Term(name, said - _WHOSE or said, exact=exact)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _skills(posting: str, record: Record) -> Iterator[tuple[int, Term]]:
    """Yield the skills of the record, once for each name that the posting has for them."""
    said = spans(posting)
    text = " ".join(one.word for one in said)
    for skill in sorted(record.all(Skill), key=lambda one: (one.text, one.id)):
        for name in (skill.text, *skill.aliases):
            key = " ".join(words(name))
            found = f" {text} ".find(f" {key} ") if key else -1
            if found >= 0:
                place = said[text[:found].count(" ")].first
                yield place, Term(skill.text, _stems(name), skill=skill.id)


def _responsibilities(posting: str) -> Iterator[tuple[int, Term]]:
    said = [(one.first, stem(one.word)) for one in spans(_ON_CALL.sub("oncall ", posting))]
    for name, wanted in _RESPONSIBILITIES.items():
        of_it = _stems(wanted)
        at = next((place for place, one in said if one in of_it), None)
        if at is not None:
            yield at, Term(name, of_it, any_of_them=True)


def _proper(line: str, *, asks: bool) -> Iterator[tuple[int, Term]]:
    """Yield the technical names of a line, and the proper ones of a line that asks for something."""
    names, tokens = set(), list(_TOKEN.finditer(_ITEM.sub(_blank, line, count=1)))
    for token, before in zip(tokens, (None, *tokens), strict=False):
        begins = before is None or _ENDS.search(line[before.end() : token.start()])
        asked = asks and (not begins or _THEN_A_NAME.match(line, token.end()))
        if _is_technical(token.group()) or (asked and _is_proper(token.group())):
            names.add(token.start())
    for run in _runs(
        tokens, line, lambda one, goes_on: one.start() in names or (goes_on and one.group().isdigit())
    ):
        name = line[run[0].start() : run[-1].end()]
        yield run[0].start(), _named(name, exact=len(run) == 1 and _needs_its_form(name))


def _is_technical(word: str) -> bool:
    return bool(_INNER.search(word)) and any(map(str.isalpha, word)) and fold(word) not in _EVERYWHERE


def _is_proper(word: str) -> bool:
    return word[:1].isupper() and _means_something(word)


def _needs_its_form(word: str) -> bool:
    """Tell whether a name is one only as it is written: "Go" and "C++", of which words say too little."""
    return not _is_technical(word) or not word.isalnum()


def _runs(
    tokens: Sequence[re.Match[str]], line: str, belongs: Callable[[re.Match[str], bool], bool]
) -> Iterator[list[re.Match[str]]]:
    """Yield the words in a row that belong together; `belongs` is told whether one would go on a run."""
    run: list[re.Match[str]] = []
    for token in tokens:
        goes_on = bool(run) and line[run[-1].end() : token.start()] == " "
        if not goes_on or not belongs(token, goes_on):
            if run:
                yield run
            run = []
            goes_on = False
        if belongs(token, goes_on):
            run.append(token)
    if run:
        yield run


def _phrases(line: str) -> Iterator[tuple[int, str]]:
    """Yield the two or three words in a row that are nobody's name and not of every posting."""
    tokens = list(_TOKEN.finditer(_ITEM.sub(_blank, line, count=1)))
    for run in _runs(tokens, line, lambda one, _: _says_something(one.group())):
        if 1 < len(run) <= _PHRASE:
            yield run[0].start(), line[run[0].start() : run[-1].end()]


def _says_something(word: str) -> bool:
    return word.islower() and _means_something(word)


def _means_something(word: str) -> bool:
    return fold(word) not in _EVERYWHERE and stem(fold(word)) not in _DEEDS
