"""Sentences from one entry: contribution, outcome, scope, in the entry's own words and the first person.

What the author wrote is taken as it stands, with "I" in front where it begins with a verb; what will not fit
a sentence is quoted. The only words of ours are the frames here, and they say no more than the fields do.
"""

from collections.abc import Iterator, Sequence

from vividmap.core.packets.packet import Sentence
from vividmap.core.packets.wording.months import say_day, say_when
from vividmap.core.packets.wording.sentences import as_mine, first_of, is_clause, is_fragment, lowered, split
from vividmap.core.packets.wording.voice import Voice, quoted, stopped
from vividmap.core.record import Evidence, Item, SkillEntry
from vividmap.core.saying import listed

_REACHED = {
    "team": "was within my team",
    "teams": "reached several teams",
    "org": "reached the organisation",
    "beyond": "reached beyond the organisation",
}
ACROSS = {
    "team": "within my team",
    "teams": "across several teams",
    "org": "across the organisation",
    "beyond": "beyond the organisation",
}
_OUTCOME = ("The outcome", "What came of it", "The result")
_GOES_ON = ("As I put it then: {quote}", "My note goes on: {quote}", "In my words at the time: {quote}")
_NOTED = ("My note of {day} says: {quote}", "{When} I wrote: {quote}", "{When} I noted: {quote}")
_UNDATED = ("My note says: {quote}", "I noted: {quote}")
_NOTED_AS = {
    "led": ("{When} I led or contributed to this: {quote}",),
    "prevented": ("{When} I prevented a failure; my note says: {quote}",),
    "unblocked": ("{When} I unblocked or sped up someone else; my note says: {quote}",),
    "practice": ("{When} I practised this: {quote}", "My practice {when} was this: {quote}"),
    "domain": ("{When} this was new ground for me: {quote}", "New ground for me {when} was this: {quote}"),
    "gap": ("{When} I acted on a gap: {quote}",),
}
_FEEDBACK = (
    "{When} {giver} gave me feedback; my note says: {quote}",
    "Feedback from {giver} {when}, as I noted it: {quote}",
)
_FEEDBACK_OF_NOBODY = ("{When} I was given feedback; my note says: {quote}",)


def contribution(
    item: Evidence | SkillEntry, voice: Voice, before: Item | None = None
) -> tuple[Sentence, ...]:
    """Return what an entry says that I did. `before` is the entry that the paragraph has just told of."""
    names = voice.names_of(item)
    givers = _givers(item, voice)
    parts = split(voice.words(item, item.text) or item.text)
    opening = None if givers else as_mine(parts[0], names)
    if opening is None:
        return (_sentence(_noted(item, " ".join(parts), voice, before, givers), item),)
    said = [_dated(opening, _when(item, voice, before), names)]
    for position, part in enumerate(parts[1:], 1):
        mine = as_mine(part, names, first=False)
        if mine is None:
            said.append(voice.turn(_GOES_ON).format(quote=quoted(" ".join(parts[position:]))))
            break
        said.append(stopped(mine))
    return tuple(_sentence(text, item) for text in said)


def outcome(item: Evidence, voice: Voice, *, scoped: bool = True) -> tuple[Sentence, ...]:
    """Return what came of an entry and, if `scoped`, how far that reached."""
    scope = item.scope if scoped else ""
    reached = (_sentence(f"This {_REACHED[scope]}.", item),) if scope else ()
    if not item.outcome:
        return reached
    text = voice.words(item, item.outcome) or item.outcome
    if is_clause(text):
        return (_sentence(f"As a result, {stopped(lowered(text))}", item), *reached)
    lead = voice.turn(_OUTCOME) + (f", {ACROSS[scope]}" if scope else "")
    parts = split(text)
    if is_fragment(parts[0]) and all(as_mine(part, first=False) == part for part in parts[1:]):
        return tuple(_sentence(stopped(part), item) for part in (f"{lead}: {parts[0]}", *parts[1:]))
    return (_sentence(f"{lead}: {quoted(text)}", item),)


def reach(items: Sequence[Evidence]) -> tuple[Sentence, ...]:
    """Return one sentence on the scope that all of some entries share."""
    said = f"All of this {_REACHED[items[0].scope]}."
    return (Sentence(said, tuple(item.id for item in items)),)


def told(items: Sequence[Evidence], voice: Voice) -> Iterator[Sentence]:
    """Yield a paragraph: each entry, and the scope once where they all share it."""
    shared = len(items) > 1 and items[0].scope != "" and len({one.scope for one in items}) == 1
    before: Evidence | None = None
    for item in items:
        yield from contribution(item, voice, before)
        yield from outcome(item, voice, scoped=not shared)
        before = item
    if shared:
        yield from reach(items)


def month_of_work(item: Evidence, voice: Voice) -> str:
    """Return the month of an entry that is of one month, "" for others."""
    said = say_when(item.when, voice.period) if item.when else ""
    return said.removeprefix("In ") if said.startswith("In ") else ""


def beginning(item: Evidence, voice: Voice) -> str:
    """Return the first sentence of an entry, and what follows it while it says too little."""
    return " ".join(first_of(split(voice.words(item, item.text) or item.text)))


def after_colon(lead: str, text: str) -> str:
    """Return a sentence of a lead and a text that answers it: as it stands if one fragment, else quoted."""
    return f"{lead}: {stopped(text) if is_fragment(text) else quoted(text)}"


def _sentence(text: str, *items: Item) -> Sentence:
    return Sentence(text, tuple(item.id for item in items))


def _when(item: Item, voice: Voice, before: Item | None) -> str:
    if item.when is None:
        return ""
    said = say_when(item.when, voice.period)
    if before is not None and before.when is not None and say_when(before.when, voice.period) == said:
        return "In the same month" if said.startswith("In ") else said
    return said


def _dated(sentence: str, when: str, names: list[str]) -> str:
    if not when:
        return stopped(sentence)
    if sentence.startswith(("I ", "I'", "I’")):
        return stopped(f"{when} {sentence}")
    named = sentence.startswith(tuple(f"{name} " for name in names if name))
    return stopped(f"{when}, {sentence if named else lowered(sentence)}")


def _noted(item: Item, text: str, voice: Voice, before: Item | None, givers: str) -> str:
    when = _when(item, voice, before)
    forms = _forms(item, given=bool(givers))
    if not when:
        forms = _UNDATED
    elif forms is _NOTED and (item.when is None or item.when.first != item.when.last):
        forms = _NOTED[1:]
    return voice.turn(forms).format(
        quote=quoted(text),
        When=when,
        when=when[:1].lower() + when[1:],
        day=say_day(item.when.first, voice.period) if item.when else "",
        giver=givers,
    )


def _forms(item: Item, *, given: bool) -> tuple[str, ...]:
    what = item.what if isinstance(item, Evidence | SkillEntry) else ""
    if what == "feedback":
        return _FEEDBACK if given else _FEEDBACK_OF_NOBODY
    return _NOTED_AS.get(what, _NOTED)


def _givers(item: Item, voice: Voice) -> str:
    """Return who gave the feedback that an entry notes."""
    if not isinstance(item, SkillEntry) or item.what != "feedback":
        return ""
    return listed([voice.name(mention) for mention in item.mentions if mention.sort == "person"])
