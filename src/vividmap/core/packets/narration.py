"""Sentences from one entry: contribution, outcome, scope, in the entry's own words and the first person.

The author's text is used as it stands, with "I" in front where it begins with a verb; what does not fit a
sentence is quoted. The only words of ours are the templates here, and they state no more than the fields do.
"""

from collections.abc import Iterator, Sequence

from vividmap.core.english.phrasing import join_names
from vividmap.core.packets.months import format_day, format_when
from vividmap.core.packets.packet import DraftSentence
from vividmap.core.packets.sentences import (
    enough_sentences,
    in_first_person,
    is_clause,
    is_fragment,
    lower_first,
    split_sentences,
)
from vividmap.core.packets.voice import Voice, end_sentence, quote_text
from vividmap.core.record import Evidence, Item, SkillEntry

_SCOPE_SENTENCE_ENDS = {
    "team": "was within my team",
    "teams": "reached several teams",
    "org": "reached the organisation",
    "beyond": "reached beyond the organisation",
}
SCOPE_PHRASES = {
    "team": "within my team",
    "teams": "across several teams",
    "org": "across the organisation",
    "beyond": "beyond the organisation",
}
_OUTCOME_LEADS = ("The outcome", "What came of it", "The result")
_CONTINUATIONS = ("As I put it then: {quote}", "My note goes on: {quote}", "In my words at the time: {quote}")
_QUOTING_TEMPLATES = ("My note of {day} says: {quote}", "{When} I wrote: {quote}", "{When} I noted: {quote}")
_TEMPLATES_WITHOUT_DATE = ("My note says: {quote}", "I noted: {quote}")
_TEMPLATES_BY_CATEGORY = {
    "led": ("{When} I led or contributed to this: {quote}",),
    "prevented": ("{When} I prevented a failure; my note says: {quote}",),
    "unblocked": ("{When} I unblocked or sped up someone else; my note says: {quote}",),
    "practice": ("{When} I practised this: {quote}", "My practice {when} was this: {quote}"),
    "domain": ("{When} this was new ground for me: {quote}", "New ground for me {when} was this: {quote}"),
    "gap": ("{When} I acted on a gap: {quote}",),
}
_FEEDBACK_TEMPLATES = (
    "{When} {giver} gave me feedback; my note says: {quote}",
    "Feedback from {giver} {when}, as I noted it: {quote}",
)
_ANONYMOUS_FEEDBACK_TEMPLATES = ("{When} I was given feedback; my note says: {quote}",)


def narrate_contribution(
    entry: Evidence | SkillEntry, voice: Voice, previous: Item | None = None
) -> tuple[DraftSentence, ...]:
    """Return what an entry states that I did. `previous` is the entry just before in the paragraph."""
    names = voice.names_of(entry)
    givers = _feedback_givers(entry, voice)
    parts = split_sentences(voice.words(entry, entry.text) or entry.text)
    opening = None if givers else in_first_person(parts[0], names)
    if opening is None:
        return (_sentence(_quote_note(entry, " ".join(parts), voice, previous, givers), entry),)
    sentences = [_add_date(opening, _format_date(entry, voice, previous), names)]
    for position, part in enumerate(parts[1:], 1):
        sentence = in_first_person(part, names, is_first=False)
        if sentence is None:
            quotation = quote_text(" ".join(parts[position:]))
            sentences.append(voice.turn(_CONTINUATIONS).format(quote=quotation))
            break
        sentences.append(end_sentence(sentence))
    return tuple(_sentence(text, entry) for text in sentences)


def narrate_outcome(entry: Evidence, voice: Voice, *, with_scope: bool = True) -> tuple[DraftSentence, ...]:
    """Return what came of an entry and, `with_scope`, how far it reached."""
    scope = entry.scope if with_scope else ""
    scope_sentences = (_sentence(f"This {_SCOPE_SENTENCE_ENDS[scope]}.", entry),) if scope else ()
    if not entry.outcome:
        return scope_sentences
    text = voice.words(entry, entry.outcome) or entry.outcome
    if is_clause(text):
        return (_sentence(f"As a result, {end_sentence(lower_first(text))}", entry), *scope_sentences)
    lead = voice.turn(_OUTCOME_LEADS) + (f", {SCOPE_PHRASES[scope]}" if scope else "")
    parts = split_sentences(text)
    if is_fragment(parts[0]) and all(in_first_person(part, is_first=False) == part for part in parts[1:]):
        return tuple(_sentence(end_sentence(part), entry) for part in (f"{lead}: {parts[0]}", *parts[1:]))
    return (_sentence(f"{lead}: {quote_text(text)}", entry),)


def narrate_reach(entries: Sequence[Evidence]) -> tuple[DraftSentence, ...]:
    """Return one sentence on the scope that all entries share."""
    text = f"All of this {_SCOPE_SENTENCE_ENDS[entries[0].scope]}."
    return (DraftSentence(text, tuple(entry.id for entry in entries)),)


def narrate(entries: Sequence[Evidence], voice: Voice) -> Iterator[DraftSentence]:
    """Yield a paragraph: each entry, and the scope once where they all share it."""
    share_scope = len(entries) > 1 and entries[0].scope != "" and len({entry.scope for entry in entries}) == 1
    previous: Evidence | None = None
    for entry in entries:
        yield from narrate_contribution(entry, voice, previous)
        yield from narrate_outcome(entry, voice, with_scope=not share_scope)
        previous = entry
    if share_scope:
        yield from narrate_reach(entries)


def month_of_work(entry: Evidence, voice: Voice) -> str:
    """Return the month of an entry that is of one month, "" for others."""
    date_text = format_when(entry.when, voice.period) if entry.when else ""
    return date_text.removeprefix("In ") if date_text.startswith("In ") else ""


def first_sentence(entry: Evidence, voice: Voice) -> str:
    """Return the first sentence of an entry, and what follows it while it says too little."""
    return " ".join(enough_sentences(split_sentences(voice.words(entry, entry.text) or entry.text)))


def join_with_colon(lead: str, text: str) -> str:
    """Return a sentence of a lead and a text that answers it: as it stands if one fragment, else quoted."""
    return f"{lead}: {end_sentence(text) if is_fragment(text) else quote_text(text)}"


def _sentence(text: str, *items: Item) -> DraftSentence:
    return DraftSentence(text, tuple(item.id for item in items))


def _format_date(entry: Item, voice: Voice, previous: Item | None) -> str:
    if entry.when is None:
        return ""
    date_text = format_when(entry.when, voice.period)
    if previous is not None and previous.when is not None:
        is_same = format_when(previous.when, voice.period) == date_text
        if is_same and date_text.startswith("In "):
            return "In the same month"
    return date_text


def _add_date(sentence: str, date_text: str, names: list[str]) -> str:
    if not date_text:
        return end_sentence(sentence)
    if sentence.startswith(("I ", "I'", "I’")):
        return end_sentence(f"{date_text} {sentence}")
    begins_with_name = sentence.startswith(tuple(f"{name} " for name in names if name))
    return end_sentence(f"{date_text}, {sentence if begins_with_name else lower_first(sentence)}")


def _quote_note(entry: Item, text: str, voice: Voice, previous: Item | None, givers: str) -> str:
    date_text = _format_date(entry, voice, previous)
    templates = _quoting_templates(entry, has_giver=bool(givers))
    if not date_text:
        templates = _TEMPLATES_WITHOUT_DATE
    elif templates is _QUOTING_TEMPLATES and (entry.when is None or entry.when.first != entry.when.last):
        templates = _QUOTING_TEMPLATES[1:]
    return voice.turn(templates).format(
        quote=quote_text(text),
        When=date_text,
        when=date_text[:1].lower() + date_text[1:],
        day=format_day(entry.when.first, voice.period) if entry.when else "",
        giver=givers,
    )


def _quoting_templates(entry: Item, *, has_giver: bool) -> tuple[str, ...]:
    category = entry.category if isinstance(entry, Evidence | SkillEntry) else ""
    if category == "feedback":
        return _FEEDBACK_TEMPLATES if has_giver else _ANONYMOUS_FEEDBACK_TEMPLATES
    return _TEMPLATES_BY_CATEGORY.get(category, _QUOTING_TEMPLATES)


def _feedback_givers(entry: Item, voice: Voice) -> str:
    """Return who gave the feedback that an entry notes."""
    if not isinstance(entry, SkillEntry) or entry.category != "feedback":
        return ""
    return join_names([voice.name(mention) for mention in entry.mentions if mention.sort == "person"])
