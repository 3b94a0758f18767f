"""What was learned and what comes next in prose: whole sentences in the first person, one a draft sentence.

    In Rust, I ported the fee calculator. I am working towards Staff engineer by June 2027; the next step is …

A text that no subject surely fits keeps its own words behind a colon.
"""

import re
from collections.abc import Iterator
from uuid import UUID

from vividmap.core.english.languages import is_english
from vividmap.core.english.phrasing import join_names
from vividmap.core.english.verbs import VERBS
from vividmap.core.facts.reached_goals import split_goals
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.learned_section import learned_sentences, tell_habit, tell_in_full
from vividmap.core.packets.next_section import (
    MAX_LINES,
    GoalFacts,
    GoalTeller,
    is_gap_holder,
    read_goal,
    read_held_gaps,
)
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.sentences import in_first_person
from vividmap.core.packets.voice import Voice, title_case
from vividmap.core.packets.wording.forms import end_with_stop, lower_start, without_stop
from vividmap.core.packets.wording.sentence_choice import count_words
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Skill, SkillEntry
from vividmap.core.text import decapitalise

_ROLE = lazy_pattern(
    r"\b(?:engineer|developer|architect|manager|director|lead|principal|staff|promotion|level|l\d)\b",
    re.IGNORECASE,
)
_IRREGULAR = frozenset(
    "be become bring build choose do drive find get give go grow hold keep know lead leave make own read"
    " run see set speak spend take teach tell understand write".split()
)
_BASE_VERBS = _IRREGULAR | {verb.removesuffix(ending) for verb in VERBS for ending in ("ed", "d")}
_DETERMINERS = frozenset("a an the my our more less fewer better one two three".split())
_VERBLESS = {"domain": "I learned about", "practice": "I practised:", "gap": "I worked on", "": "I learned:"}
_NEED = lazy_pattern(r" \([^()]*\)$")
"""What a gap needs, in brackets after it."""
_MODAL = lazy_pattern(r"can\b", re.IGNORECASE)


def learned_in_prose(section: DraftSection, voice: Voice) -> DraftSection:
    """Return what was learned, as a section of bullets has it, in sentences."""
    sentences = [
        sentence
        for paragraph in section.paragraphs
        for line in paragraph.sentences
        for sentence in _learned(line, voice)
    ]
    return DraftSection(section.title, (DraftParagraph("", tuple(sentences)),) if sentences else ())


def _learned(line: DraftSentence, voice: Voice) -> Iterator[DraftSentence]:
    """Yield the sentences of a bullet, the first of a skill with its name: "In Rust, I ported …"."""
    place = 0
    for entry in map(voice.record.by_id.get, line.sources):
        if not isinstance(entry, SkillEntry):
            continue
        for number, sentence in enumerate(_told_sentences(entry, line.text, voice)):
            sources: tuple[UUID, ...] = (entry.id,)
            if entry.category == "feedback" and number:
                text = sentence
            elif entry.category == "feedback":
                text = f"{'Other feedback' if place else 'From feedback'}: {lower_start(sentence)}"
            else:
                text = _tell(sentence, entry, voice.names_of(entry))
                topic = _topic_of(entry, voice)
                if topic and not place and text.startswith("I ") and topic.casefold() not in text.casefold():
                    text = f"In {topic}, {text}"
                    sources = (entry.id, *entry.linked_ids("skill"))
            yield DraftSentence(text, sources)
            place += 1


def _told_sentences(entry: SkillEntry, told_text: str, voice: Voice) -> list[str]:
    """Return the sentences of an entry that a text holds."""
    whole = tell_in_full(entry, voice)
    if whole in told_text:
        return list(split_notes(whole))
    told_habit = tell_habit(entry, voice) if entry.category == "feedback" else ""
    if told_habit and told_habit in told_text:
        return list(split_notes(told_habit))
    sentences = learned_sentences(entry, voice, max_words=count_words(whole), more_words=count_words(whole))
    return [sentence for sentence in sentences if sentence in told_text]


def _tell(sentence: str, entry: SkillEntry, names: list[str]) -> str:
    if whole := in_first_person(sentence, names, is_first=False):
        return end_with_stop(whole)
    first, _, rest = sentence.partition(" ")
    if _MODAL.match(sentence) or (first.casefold() in VERBS and rest):
        return f"I {decapitalise(sentence)}"
    if " " in sentence and first.casefold() in ("it", "they", "this"):
        return sentence
    return f"{_VERBLESS.get(entry.category, 'I learned:')} {lower_start(sentence)}"


def _topic_of(entry: SkillEntry, voice: Voice) -> str:
    """Return the name of an entry's skill, "" where it has none."""
    items = map(voice.record.by_id.get, entry.linked_ids("skill"))
    names = sorted(item.text for item in items if isinstance(item, Skill) and item.text)
    return voice.within(title_case(names[0])) if names else ""


def goals_in_prose(title: str, teller: GoalTeller) -> DraftSection:
    """Return what comes next in a sentence a goal."""
    sentences = []
    for goal in split_goals(teller.voice.record, teller.end)[0]:
        if not teller.confidentiality.can_tell(goal):
            continue
        if is_gap_holder(goal, teller):
            parts, sources = read_held_gaps(goal, teller)
            text = f"I am working on {join_names(parts)}."
        else:
            facts = read_goal(goal, teller)
            text, parts, sources = _tell_goal(facts, teller), [facts.text], facts.sources
        if parts:
            sentences.append(DraftSentence(text, sources))
    paragraphs = (DraftParagraph("", tuple(sentences[:MAX_LINES])),) if sentences else ()
    return DraftSection(title, paragraphs)


def _tell_goal(facts: GoalFacts, teller: GoalTeller) -> str:
    """Return a goal, what is open and what comes next as one sentence."""
    text = f"{_tell_aim(facts.text, teller)}{''.join(f' {aside}' for aside in facts.asides)}"
    if facts.open_parts:
        topics = [_NEED.sub("", part) for part in facts.open_parts]
        text += f"; {join_names(topics)} are still missing" if topics[1:] else f"; still missing: {topics[0]}"
    if facts.next_step:
        text += f" (next step: {without_stop(facts.next_step)})"
    return end_with_stop(text)


def _tell_aim(text: str, teller: GoalTeller) -> str:
    first, _, rest = text.partition(" ")
    is_verb = first.casefold() in _BASE_VERBS
    if is_verb and rest.partition(" ")[0].casefold() in _DETERMINERS:
        return f"I want to {first.casefold()} {rest}"
    if _ROLE.search(text) and text[:1].isupper():
        return f"I am working towards {text}"
    aim = teller.within(text)
    return f"My goal: {aim}" if is_verb or not is_english(text) else f"I am working on {aim}"
