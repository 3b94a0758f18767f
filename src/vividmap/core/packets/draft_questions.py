"""What a reader would ask about a draft and only its author can answer: MAX_QUESTIONS, weightiest first.

“$290k a year” here and “$300k” in ^b2bb: which of the two holds?
“Heron” says nothing to a reader from elsewhere: what is it, in a few words?
“$46k a month”: saved, earned or spent? Say which.
“fleet from 31%”: 31% of what? Another entry says “utilization”.
“22/22”: of what? Say what is counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from vividmap.core.english.amount_patterns import CURRENCY_WORDS
from vividmap.core.english.amounts import TextAmount, find_amounts
from vividmap.core.english.proper_names import is_common_word
from vividmap.core.english.share_words import SHARE_WORD, is_without_measure
from vividmap.core.english.stems import stems
from vividmap.core.english.technologies import find_technologies
from vividmap.core.english.units import CURRENCIES
from vividmap.core.english.verbs import FINITE, PREPOSITIONS, VERBS
from vividmap.core.facts.strength import strength
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.packet import AuthorNote, AuthorNoteLine, DraftSection, DraftTable
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence, Person, Record
from vividmap.core.text import fold, words

MAX_QUESTIONS = 5
_MIN_RATIO = 0.75
"""How near two amounts of money are at least that may be the same one in two estimates."""
_MIN_SHARED = 2
"""Stems that two bullets on the same thing share, if they share no name."""
_COUNT = lazy_pattern(
    r"(?<![\w./$€£-])(?P<part>\d{1,5})/(?P<all>\d{1,5})(?![\w./%-])"
    r"(?: (?P<next>[\w-]+)(?P<object> (?:the |our |all )?[a-z]{3,})?)?"
)
_NO_COUNTS = frozenset(("24/7", "50/50", "80/20", "9/11", "1/1"))
_LABEL = lazy_pattern(r"\b(?P<name>[A-Z][a-z]{3,20}): (?P<rest>[^.;:]+)")
_STATUS = lazy_pattern(
    r"(?:^\d|\b(?:\w{3,20}ed|done|live|gone|off|built|won|cut|over|ready|complete)\b(?! (?:by|of)\b))",
    re.IGNORECASE,
)
"""What says how something stands, and not what it is: "design signed off"."""


_HANDLE = lazy_pattern(r"(?<=\^)\w+")


class _ReaderQuestion(NamedTuple):
    """A question, the entry that it is about, and its place in the order: the kind, then the weight."""

    text: str
    entry: Evidence
    rank: int


def draft_questions(sections: Sequence[DraftSection], voice: Voice) -> Iterator[AuthorNote]:
    """Yield one note with the questions that a draft leaves to its author."""
    record = voice.record
    texts = _texts_by_entry(sections, record)
    entries = {
        entry_id: entry for entry_id in texts if isinstance(entry := record.by_id.get(entry_id), Evidence)
    }
    contradictions = list(_contradictions(texts, entries))
    in_question = {question.entry.handle for question in contradictions}
    in_question |= {handle for question in contradictions for handle in _HANDLE.findall(question.text)}
    questions = [
        *contradictions,
        *_unexplained_names(texts, entries, voice),
        *_bare_money(texts, [entry for entry in entries.values() if entry.handle not in in_question]),
        *_bare_shares(texts, entries, record),
        *_bare_counts(texts, entries, record),
    ]
    questions.sort(key=lambda question: (question.rank, -strength(question.entry), question.entry.id.int))
    lines = [AuthorNoteLine(question.text, question.entry.id) for question in questions[:MAX_QUESTIONS]]
    if lines:
        yield AuthorNote.listing("Readers will ask, and only you can answer:", lines)


_Texts = Mapping[UUID, str]
_Entries = Mapping[UUID, Evidence]


def _texts_by_entry(sections: Sequence[DraftSection], record: Record) -> _Texts:
    """Return what the sentences on one entry alone say of it, each sentence once."""
    texts: dict[UUID, list[str]] = {}
    for section in sections:
        for paragraph in section.paragraphs:
            if isinstance(paragraph, DraftTable):
                continue
            for sentence in paragraph.sentences:
                if len(sentence.sources) == 1 and isinstance(record.by_id.get(sentence.sources[0]), Evidence):
                    entry_texts = texts.setdefault(sentence.sources[0], [])
                    if not any(sentence.text.rstrip(".") in text for text in entry_texts):
                        entry_texts.append(sentence.text)
    return {entry_id: " ".join(entry_texts) for entry_id, entry_texts in texts.items()}


def _contradictions(texts: _Texts, entries: _Entries) -> Iterator[_ReaderQuestion]:
    """Yield two amounts of money that may be one: of the same thing, near, and not the same."""
    for first, second in combinations(entries.values(), 2):
        first_text, second_text = texts[first.id], texts[second.id]
        if not (_has_money(first_text) and _has_money(second_text)):
            continue
        if not _is_same_topic(first, second, first_text, second_text):
            continue
        pair = next(
            (
                (amount, rival)
                for amount in _money(first_text)
                for rival in _money(second_text)
                if _is_rival(amount, rival)
            ),
            None,
        )
        if pair:
            amount, rival = (_as_written(pair[0], first_text), _as_written(pair[1], second_text))
            text = f"“{amount}” here and “{rival}” in ^{second.handle}: which of the two holds?"
            yield _ReaderQuestion(text, first, 0)


def _is_same_topic(first: Evidence, second: Evidence, first_text: str, second_text: str) -> bool:
    if first.project and first.project == second.project:
        return True
    if set(find_technologies(first_text)) & set(find_technologies(second_text)):
        return True
    return len(stems(first_text).keys() & stems(second_text).keys()) >= _MIN_SHARED


def _has_money(text: str) -> bool:
    """Return whether a text holds the sign or the name of a currency; reading its amounts takes longer."""
    folded = text.casefold()
    return any(sign in folded for sign in (*CURRENCIES, *CURRENCY_WORDS))


def _money(text: str) -> list[TextAmount]:
    return [amount for amount in find_amounts(text) if amount.measure == "money"]


def _is_rival(amount: TextAmount, rival: TextAmount) -> bool:
    """Return whether two amounts differ a little, in one currency and for one time."""
    if amount.unit != rival.unit or (amount.rate and rival.rate and amount.rate != rival.rate):
        return False
    smaller, larger = sorted((amount.value, rival.value))
    return _MIN_RATIO * larger <= smaller < larger


def _as_written(amount: TextAmount, text: str) -> str:
    return text[min(amount.start, amount.unit_span[0] or amount.start) : amount.last]


def _unexplained_names(texts: _Texts, entries: _Entries, voice: Voice) -> Iterator[_ReaderQuestion]:
    """Yield names in front of a colon of which the draft says how they stand and never what they are."""
    people = {word for person in voice.record.items_of(Person) for word in words(person.text)}
    whole_text = "\n".join(texts.values())
    asked_names: set[str] = set()
    for entry in entries.values():
        match = _LABEL.match(texts[entry.id])
        if not match or match["name"] in asked_names:
            continue
        name, key = match["name"], fold(match["name"])
        is_known = bool(find_technologies(name)) or is_common_word(key) or key in people
        if is_known or voice.is_ordinary(name.casefold()) or _is_explained(name, whole_text):
            continue
        asked_names.add(name)
        text = f"“{name}” says nothing to a reader from elsewhere: what is it, in a few words?"
        yield _ReaderQuestion(text, entry, 1)


def _is_explained(name: str, text: str) -> bool:
    """Return whether a text says what a name is: "Heron, our event store", "Heron: an event store"."""
    labels = (match for match in _LABEL.finditer(text) if match["name"] == name)
    if not all(_STATUS.search(match["rest"]) for match in labels):
        return True
    return any(
        _APPOSITION.match(text, match.end())
        or _NOUN_BEFORE.search(text, max(match.start() - 20, 0), match.start())
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
    )


_APPOSITION = lazy_pattern(r",? (?:an?|the|our|my|is|was) | \(")
_NOUN_BEFORE = lazy_pattern(r"\b[a-z]{3,20} $")


_BARE_MONEY = lazy_pattern(
    r"(?:^|[:;,.] )(?P<money>(?:about |some |~|≈)?[$€£¥]\d[\d.,]*+[kKmMbB]?(?:n\b)?(?: an? [a-z]{3,7})?)"
    r"(?: \(est[a-z]*\))?(?=[.;,]? |[.;,]?$)",
    re.IGNORECASE,
)
_SAYS_WAY = lazy_pattern(
    r"\b(?:sav|avoid|refund|earn|revenue|income|cost|spen[dt]|budget|bill|fee|worth|price|cheaper|less"
    r"|more|up|down|cut"
    r"|from|fewer|invoice|sales|margin|loss|lost|won|deal|contract|credits?|fund|approv|grant|buy"
    r"|bought|paid|pay)",
    re.IGNORECASE,
)


def _bare_money(texts: _Texts, entries: Iterable[Evidence]) -> Iterator[_ReaderQuestion]:
    """Yield sums of which nothing says whether they came in or went out: "Killed a cluster: $46k a month"."""
    for entry in entries:
        match = _BARE_MONEY.search(texts[entry.id])
        if match and not _SAYS_WAY.search(texts[entry.id]):
            yield _ReaderQuestion(f"“{match['money']}”: saved, earned or spent? Say which.", entry, 1)


_SHARE_OF_THING = lazy_pattern(
    r"(?:^|[:;,.] )(?P<thing>[A-Za-z]{3,20}) from (?P<share>\d[\d.,]*+\s?%)(?: in [A-Z][a-z]++)? to \d"
)


def _bare_shares(texts: _Texts, entries: _Entries, record: Record) -> Iterator[_ReaderQuestion]:
    """Yield shares of a thing of which none can be, with the word that another entry has for the measure."""
    for entry in entries.values():
        match = _SHARE_OF_THING.search(texts[entry.id])
        if match and is_without_measure(match["thing"].casefold()):
            thing, share = match["thing"], match["share"]
            answer = _find_measure(thing.casefold(), share, entry, record)
            text = f"“{thing} from {share}”: {share} of what? {answer or 'Name the measure.'}"
            yield _ReaderQuestion(text, entry, 1)


def _find_measure(thing: str, share: str, entry: Evidence, record: Record) -> str:
    """Return what another entry calls the measure of a thing with the same share, "" where none does."""
    for text in record.texts_with(thing, (Evidence,)):
        measure = SHARE_WORD.search(text)
        if measure and text != entry.text and share in text and thing in words(text):
            return f"Another entry says “{measure[0]}”."
    return ""


def _bare_counts(texts: _Texts, entries: _Entries, record: Record) -> Iterator[_ReaderQuestion]:
    """Yield counts of which nothing says what is counted, nor another entry on the same: "22/22 moved"."""
    for entry in entries.values():
        for match in _COUNT.finditer(texts[entry.id]):
            part, whole = int(match["part"]), int(match["all"])
            following = (match["next"] or "").casefold()
            has_noun = following.isalpha() and not _is_no_noun(following)
            has_noun = has_noun or (following == "of" and bool(match["object"]))
            count = f"{match['part']}/{match['all']}"
            if part > whole or whole <= 1 or has_noun or count in _NO_COUNTS:
                continue
            if not _is_counted_elsewhere(whole, entry, record):
                yield _ReaderQuestion(f"“{count}”: of what? Say what is counted.", entry, 2)
                break


_COUNTED = lazy_pattern(
    r"(?<![\w./$€£-])(?P<count>\d{1,5}) (?:of (?:the |our )?)?(?P<noun>[A-Za-z][a-z-]{2,})"
)


def _is_counted_elsewhere(whole: int, entry: Evidence, record: Record) -> bool:
    """Return whether another text on the same thing says of what there are so many: "3 of 22 topics"."""
    text = f"{entry.text} {entry.outcome}"
    own_stems, own_technologies = stems(text).keys(), set(find_technologies(text))
    for other_text in record.texts_with(str(whole), (Evidence,)):
        if other_text == entry.text:
            continue
        nouns = [
            match["noun"].casefold()
            for match in _COUNTED.finditer(other_text)
            if int(match["count"]) == whole
        ]
        if any(not _is_no_noun(noun) for noun in nouns) and (
            own_stems & stems(other_text).keys() or own_technologies & set(find_technologies(other_text))
        ):
            return True
    return False


def _is_no_noun(word: str) -> bool:
    is_past = word.endswith("ed") and len(word) > 3
    return (
        is_past
        or word in PREPOSITIONS | VERBS | FINITE
        or word in {"done", "live", "and", "gone", "so", "now"}
    )
