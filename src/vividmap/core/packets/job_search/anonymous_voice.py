"""The text of a note, without the people in it: a résumé names nobody but its author.

Where a sentence stays whole, "a colleague" or "two colleagues" takes the place of names: "Onboarded two
colleagues", "Moved the cache with a colleague". Else a name goes together with what hangs on it: the aside
that it stands in, "for Priya", "when Priya left", or the clause that it is in, from the comma before it to
the end of the sentence. Where too little remains, nothing does: the entry is for its author to reword. "He"
and "she" are taken for a name, since nobody is left whom they mean. Quoted words are never changed.
"""

import re
from collections.abc import Iterator
from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.english.quotations import outside_quotations
from vividmap.core.english.verbs import PREPOSITIONS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence, Item, Mention, Person, Record, SkillEntry
from vividmap.core.text import fold

MIN_WORDS = 3
"""Words that a sentence must still have."""
COUNTS = ("a", "two", "three", "four", "five", "six")
"""How many colleagues take the place of names."""

_GAP = "\ue000"  # stands where a name stood; a private-use character, so no text contains it
_OUTSIDER = "\ue001"  # the name of somebody outside the company, who is no colleague
_NAMES = rf"{_GAP}(?:(?:,? and |, | & ){_GAP})*"
_OWNER = rf"{_GAP}['\u2019]s?"
_ASIDE = lazy_pattern(rf" ?\([^(){_GAP}]*+{_GAP}[^()]*+\)")
_HANGS_ON = lazy_pattern(
    rf",? (?:together |jointly )?(?:with|by|for) {_NAMES}"
    r"(?=$|[.,;:!?)]| (?:after|at|before|during|in|on|over)\b)"
)
_COMPANY = lazy_pattern(
    r"(?P<before>,? (?:together |jointly |along )?with (?:[A-Z][\w-]* (?:[A-Z][\w-]* )?and )?)"
    rf"(?P<names>{_NAMES})"
    r"(?P<after>)(?=$|[.,;:!?)]| (?:after|at|before|during|in|on|over|and|to|for)\b)"
)
"""With whom somebody did something: "with Priya", "with Platform and Priya"."""
_COMPANY_ASIDE = lazy_pattern(
    rf"(?P<before> \((?:together |jointly |along )?with )(?P<names>{_NAMES})(?P<after>\))"
)
_SIDE_CLAUSE = lazy_pattern(
    r",? (?:when|after|before|because|since|until|while|as|once|so that|although|though)\b"
    rf"[^,;:.(){_GAP}]{{0,200}}+{_GAP}[^,;:.()]*+"
)
_TAUGHT_PEOPLE = lazy_pattern(
    r"(?P<verb>\b(?:onboarded|mentored|coached|trained|hired|taught|helped|supported|guided|sponsored|tutored"
    r"|(?:paired|worked) with|talked(?= \S+ (?:out of|into)\b)|convinced|persuaded))"
    rf" (?P<names>{_NAMES})(?!['\u2019])",
    re.IGNORECASE,
)
_OWNER_PHRASE = lazy_pattern(rf"(?<![\w-])(?P<before>[\w-]++) {_OWNER} (?P<thing>[\w-]+(?: [\w-]+)*)")
_NOW = lazy_pattern(rf"^{_GAP} (?=now [a-z]+s\b)")
_RUN = lazy_pattern(rf"{_GAP}(?: (?:{_GAP}|[A-Z][a-z]+(?![\w/-])))+")
_PRONOUN = lazy_pattern(r"\b(?:he|she|him|her|hers|his|himself|herself)\b", re.IGNORECASE)
_OWNER_PRONOUN = lazy_pattern(r"\b(?:his|her(?= [a-z]))\b")
_OBJECT_PRONOUN = lazy_pattern(r"\b(?:him|her)\b")
_CLAUSE = lazy_pattern(r"[,;:] | [-–—] | \(")
_WORD = lazy_pattern(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_POSSESSIVE = lazy_pattern(r"['\u2019]s?$")
_IN_BRACKETS = lazy_pattern(
    r"(?<=\()[A-Z][a-z]+(?=, (?:SRE|SWE|EM|PM|TL|IC|engineer|designer|manager|director|intern|new grad)\))"
)
"""Somebody introduced with a role: "hired 1 (Priyanka, SRE)"."""
_LOOSE = lazy_pattern(r"@[^\W_][\w.-]*")
_DANGLES = lazy_pattern(r"(?:[\s,;:–—-]|\b(?:a|an|and|as|at|but|by|for|from|in|of|on|or|that|the|to|with))\Z")
_NAMES_THAT_ARE_WORDS = frozenset(
    "april art bill chase dawn drew faith frank grace grant guy hope iris jack joy june mark max may miles "
    "penny rich rob rose sky sue summer will".split()
)
"""Names that are words as well, and so are names only with a capital letter."""


class AnonymousVoice(Voice):
    """A voice that names nobody: a mention of a person becomes a gap that `without_people` closes."""

    def __init__(self, record: Record, period: Period) -> None:
        super().__init__(record, period)
        people = list(record.items_of(Person))
        words = [part.strip(".,") for person in people for part in person.text.split()]
        self._name_words = frozenset(fold(word) for word in words if len(word) > 1 and word[:1].isupper())
        entries: list[Item] = [*record.items_of(Evidence), *record.items_of(SkillEntry)]
        self._mentioned_words = frozenset(fold(name) for entry in entries for name in _mentioned_names(entry))
        self._outsider_words = frozenset(fold(word) for word in _outsider_names(people))
        self._caseless_words = tuple(
            dict.fromkeys(word for word in words if word and word.upper() == word.lower())
        )

    def name(self, mention: Mention) -> str:
        if mention.sort != "person":
            return super().name(mention)
        person = self.record.by_id.get(mention.target) if mention.target else None
        is_outsider = isinstance(person, Person) and _is_outsider(person)
        return _OUTSIDER if is_outsider else _GAP

    def without_people(self, text: str) -> str | None:
        """Return a sentence without the people in it, None where that leaves too little."""
        sentence = self._replace_names(text)
        if _GAP not in sentence and _OUTSIDER not in sentence and not _has_pronoun(sentence):
            return text
        if _OUTSIDER not in sentence:
            sentence = _with_colleagues(_without_adopter(sentence))
        sentence = _COMPANY_ASIDE.sub(_with_company, _COMPANY.sub(_with_company, sentence))
        sentence = _OWNER_PHRASE.sub(_without_owner, sentence.replace(_OUTSIDER, _GAP))
        sentence = _SIDE_CLAUSE.sub("", _HANGS_ON.sub("", _ASIDE.sub("", sentence)))
        sentence = _SIDE_CLAUSE.sub("", outside_quotations(sentence, lambda part: _PRONOUN.sub(_GAP, part)))
        if _GAP in sentence:
            sentence = _cut_at_gap(sentence)
        return sentence if len(sentence.split()) >= MIN_WORDS and is_balanced(sentence) else None

    def has_person_name(self, text: str) -> bool:
        """Return whether a text names a person, by a mark or by name."""
        names_text = self._replace_names(text)
        return _GAP in names_text or _OUTSIDER in names_text

    def _replace_names(self, text: str) -> str:
        anonymous_text = _WORD.sub(self._replace_name, _IN_BRACKETS.sub(_GAP, text))
        for word in self._caseless_words:
            anonymous_text = anonymous_text.replace(word, _GAP)
        return _RUN.sub(_GAP, _LOOSE.sub(_GAP, anonymous_text))

    def _replace_name(self, match: re.Match[str]) -> str:
        word = match.group()
        name = fold(_POSSESSIVE.sub("", word))
        if not self._is_person_name(name, is_big=word[:1].isupper()):
            return word
        owner = _POSSESSIVE.search(word)
        return (_OUTSIDER if name in self._outsider_words else _GAP) + (owner[0] if owner else "")

    def _is_person_name(self, name: str, *, is_big: bool) -> bool:
        if is_big and name in self._mentioned_words:
            return True
        return name in self._name_words and (is_big or name not in _NAMES_THAT_ARE_WORDS)


def _mentioned_names(entry: Item) -> Iterator[str]:
    """Yield the words of the names that an entry mentions, also of people who are not on the map."""
    for mention in entry.mentions:
        if mention.sort == "person":
            yield from (part for part in re.split(r"[\s._-]+", mention.name) if len(part) > 1)


def _outsider_names(people: list[Person]) -> Iterator[str]:
    for person in people:
        if _is_outsider(person):
            yield from (part.strip(".,") for part in person.text.split())


def _is_outsider(person: Person) -> bool:
    return person.position(date.max).height == "outside"


def _has_pronoun(text: str) -> bool:
    marked_text = outside_quotations(text, lambda part: _PRONOUN.sub(_GAP, part))
    return _GAP in marked_text


_ADOPTER = lazy_pattern(
    rf"^{_NAMES} (?P<verb>adopted|approved|accepted|signed|endorsed) (?P<thing>[^,;:.{_GAP}]{{2,60}})"
    r"(?=$|[,;:.])"
)
_PRESENTER = lazy_pattern(
    rf"^{_NAMES} presented it to (?P<whom>[^,;:.{_GAP}]{{3,50}}?)(?: with my name on it)?(?=$|[,;:.])"
)


def _without_adopter(text: str) -> str:
    """Return what somebody adopted without who did: "Ingrid adopted scenario B" is "scenario B adopted"."""
    text = _PRESENTER.sub(r"presented to \g<whom>", text)
    match = _ADOPTER.match(text)
    if not match or match["thing"].partition(" ")[0].casefold() in _POINTERS:
        return text
    return f"{match['thing']} {match['verb']}{text[match.end() :]}"


_POINTERS = frozenset("it them this that these those his her their me us for by on in to without".split())


def _with_colleagues(text: str) -> str:
    """Return a sentence with "a colleague" or "two colleagues" for the names of those who were taught."""
    changed_text = _NOW.sub("", _TAUGHT_PEOPLE.sub(_count_colleagues, text))
    if changed_text == text or "colleague" not in changed_text:
        return changed_text
    return outside_quotations(
        changed_text, lambda part: _OBJECT_PRONOUN.sub("them", _OWNER_PRONOUN.sub("their", part))
    )


def _count_colleagues(match: re.Match[str]) -> str:
    return f"{match['verb']} {_colleagues(match['names'])}"


def _with_company(match: re.Match[str]) -> str:
    """Return with whom something was done, in number: " together with two colleagues"."""
    return f"{match['before']}{_colleagues(match['names'])}{match['after']}"


def _colleagues(names: str) -> str:
    count = names.count(_GAP)
    number = COUNTS[count - 1] if count <= len(COUNTS) else "several"
    return f"{number} colleague{'s' if count > 1 else ''}"


def _without_owner(match: re.Match[str]) -> str:
    """Return "reviewed a sharding doc" of "reviewed Kenji's sharding doc"."""
    before, thing = match["before"], match["thing"]
    if before.casefold() not in VERBS | PREPOSITIONS:
        return match.group()
    noun = _noun_of(thing)
    is_plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    article = "" if is_plural else "an " if thing[:1] in "aeioAEIO" else "a "
    return f"{before} {article}{thing}"


def _noun_of(thing: str) -> str:
    """Return the last word before a preposition of a thing: "doc" of "sharding doc on hot keys"."""
    words = thing.split()
    end = next((place for place, word in enumerate(words) if word in PREPOSITIONS | {"and"}), len(words))
    return words[max(end - 1, 0)]


def _cut_at_gap(text: str) -> str:
    """Return a sentence up to the clause in which the first name stands."""
    clause_starts = [match.start() for match in _CLAUSE.finditer(text[: text.index(_GAP)])]
    end = clause_starts[-1] if clause_starts else 0
    while match := _DANGLES.search(text, max(end - 5, 0), end):  # from the end: no sign is read twice
        end = match.start()
    return text[:end]
