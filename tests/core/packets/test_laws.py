"""What holds of every conversation, for every record; a new conversation is found and tested too."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.records import (
    DAYS,
    HALF,
    LINES,
    PEOPLE,
    SECRET,
    TODAY,
    WHENS,
    held,
    records,
    without_counts,
)
from tests.support.choices import choose
from vividmap.core.english.dates import Period
from vividmap.core.english.quantities import find_numbers
from vividmap.core.handles import derived_id
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.form_questions import FormQuestion
from vividmap.core.packets.one_on_one import open_section
from vividmap.core.packets.registry import conversations
from vividmap.core.packets.request import PacketRequest, request_as_json
from vividmap.core.positions import Position
from vividmap.core.record import (
    Evidence,
    Framework,
    Gap,
    Item,
    Mention,
    Person,
    Record,
    SavedPacket,
    SkillEntry,
    Touchpoint,
)
from vividmap.core.vocabulary import HEIGHTS
from vividmap.core.when import When
from vividmap.formats.packet import draft, json_text, markdown

WHISPER = "quokka"
"""What a touchpoint says: it may stand in a note to the author, and in no sentence."""


def of_each(*strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Test a law for each conversation on one record: making a record takes longer than drafting from it."""

    def decorate(law: Callable[..., None]) -> Callable[..., None]:
        def test(drawn: tuple[Any, ...]) -> None:
            for conversation in conversations():
                note(f"The conversation is {conversation.slug}.")
                law(conversation, *drawn)

        test.__name__ = test.__qualname__ = law.__name__
        return given(st.tuples(*strategies))(test)

    return decorate


periods = st.just(HALF) | st.tuples(DAYS, st.integers(0, 400)).map(
    lambda x: Period(x[0], x[0] + timedelta(x[1]), f"{x[0]}..{x[0] + timedelta(x[1])}")
)


@st.composite
def lives(draw: st.DrawFn) -> Record:
    """A record of somebody who meets people, shows them things, and has prepared for it before."""
    base = draw(records())
    people = [
        replace(
            one,
            positions=(Position(height=draw(st.sampled_from(("", *HEIGHTS)))),),
            trust_marks=("gives feedback",),
        )
        for one in base.items_of(Person)
    ]
    by_id: dict[object, Item] = {one.id: one for one in people}
    for entry in (*base.items_of(Evidence), *base.items_of(SkillEntry)):
        shown = draw(st.lists(st.tuples(st.sampled_from(people), st.none() | DAYS), max_size=1))
        marks = (Mention("surfaced", who.handle, who.id, on) for who, on in shown)
        by_id[entry.id] = replace(entry, mentions=(*entry.mentions, *marks))
    met: list[Item] = [
        make.touchpoint(f"{WHISPER} {draw(LINES)}", of=draw(st.sampled_from(people)), when=when)
        for when in draw(st.lists(WHENS, max_size=3))
    ]
    before = [_prepared(draw, people) for _ in range(draw(st.integers(0, 2)))]
    gap, who = draw(st.sampled_from(base.items_of(Gap))), draw(st.sampled_from(people))
    stuck = [
        make.update(said, of=gap, when=When.day(HALF.first + timedelta(days)), action="nothing yet")
        for days, said in ((-300, draw(LINES)), (20, "Same"))
        if draw(st.booleans())
    ]
    told = make.skill_entry(draw(LINES), category="feedback", when=draw(WHENS))
    of_both = (Mention("person", who.handle, who.id), Mention("goal", gap.handle, gap.id))
    met += [*stuck, replace(told, mentions=of_both)] if draw(st.booleans()) else stuck
    unique = {one.id: one for one in (*(by_id.get(one.id, one) for one in base.items), *met, *before)}
    return Record(tuple(unique.values()))


def _prepared(draw: st.DrawFn, people: list[Person]) -> SavedPacket:
    """A 1:1 that was prepared, with what its author wants to ask."""
    day, who = draw(DAYS), draw(st.sampled_from(people))
    asked = PacketRequest("one-on-one", Period(day, day, str(day)), choose(person=who.id))
    body = f"# 1:1\n\n{SECRET}\n\n## Open questions\n\n- {draw(LINES)}\n- [x] {SECRET}\n"
    uid = derived_id(make.BORN, "packet", str(day), who.text, body)
    return SavedPacket(
        id=uid,
        handle=f"pk{uid.hex[-4:]}",
        text="1:1",
        body=body,
        when=When.day(day),
        conversation="one-on-one",
        choices=request_as_json(asked),
    )


@st.composite
def requests(draw: st.DrawFn) -> tuple[Record, Period, AuthorChoices]:
    """A record, a period of it, and what an author may choose."""
    record = draw(lives())
    ids = st.sampled_from([one.id for one in record.items])
    frameworks = [one.id for one in record.items_of(Framework)]
    choices = choose(
        chosen=tuple(draw(st.lists(ids, max_size=3, unique=True))),
        prompts=tuple(draw(st.lists(st.builds(FormQuestion, LINES, st.sampled_from((0, 20))), max_size=2))),
        framework=draw(st.sampled_from([None, *frameworks])),
        level=draw(st.sampled_from(("", "Staff"))),
        person=draw(st.sampled_from([None, *(one.id for one in record.items_of(Person))])),
        posting=draw(st.just("") | LINES),
    )
    return record, draw(periods), choices


def drafted(conversation, record, period, choices):
    return conversation.draft(record, period, TODAY, choices)


def holds(sentence, record):
    return " ; ".join(held(record.by_id[one], record) for one in sentence.sources)


@of_each(requests())
def test_every_sentence_rests_on_items_that_are_there(conversation, said):
    for sentence in drafted(conversation, *said).sentences:
        assert sentence.text.strip()
        assert sentence.sources
        assert set(sentence.sources) <= said[0].by_id.keys()


@of_each(requests())
def test_no_number_is_invented(conversation, said):
    for sentence in drafted(conversation, *said).sentences:
        source = holds(sentence, said[0])
        text = re.sub(r"\b[QH]\d\b", "", without_counts(sentence))  # without names of quarters and halves
        assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", source)), sentence
        words = {word.casefold() for word in find_numbers(sentence.text) if not re.search(r"\d", word)}
        assert all(word.split()[0] in source.casefold() for word in words), sentence


@of_each(requests())
def test_no_name_is_invented(conversation, said):
    for sentence in drafted(conversation, *said).sentences:
        source = holds(sentence, said[0])
        for name in {part for person in PEOPLE for part in (person, *person.split())}:
            assert name not in sentence.text or name in source, sentence


@of_each(requests())
def test_nothing_private_appears_anywhere(conversation, said):
    record = said[0]
    packet = drafted(conversation, *said)
    texts = markdown(packet, record), json_text(packet, record), repr(packet)
    assert SECRET not in " ".join(texts)
    assert WHISPER not in draft(packet, record)
    private = {
        one.id
        for kind in (Evidence, SkillEntry)
        for one in record.items_of(kind)
        if one.confidentiality == "private"
    }
    assert not private & {*packet.sources, *(one.item for one in packet.proposals)}


@of_each(requests(), st.randoms(use_true_random=False))
def test_the_order_of_the_record_plays_no_part(conversation, said, random):
    record, period, choices = said
    items = list(record.items)
    random.shuffle(items)
    assert drafted(conversation, Record(tuple(items)), period, choices) == drafted(conversation, *said)


@of_each(requests(), LINES)
def test_what_is_noted_of_people_changes_no_draft(conversation, said, words):
    record, period, choices = said

    def noted(item: Item) -> Item:
        if isinstance(item, Person):
            return replace(item, body=words, status=words)
        return replace(item, text=words) if isinstance(item, Touchpoint) else item

    other = Record(tuple(map(noted, record.items)))
    assert _without_open(drafted(conversation, other, period, choices)) == _without_open(
        drafted(conversation, *said)
    )


def _without_open(packet):
    """Return the sections without the one on what is open from earlier conversations."""
    return [section for section in packet.sections if section.title != open_section.TITLE]


@of_each(requests())
def test_every_proposal_has_a_reason_and_nothing_is_proposed_twice(conversation, said):
    packet = drafted(conversation, *said)
    assert all(one.reasons and all(one.reasons) for one in packet.proposals)
    assert len({one.item for one in packet.proposals}) == len(packet.proposals)


@of_each(requests())
def test_what_is_shown_is_not_held_back(conversation, said):
    record, period, choices = said
    held_back = drafted(conversation, *said).held_back
    assert set(held_back) <= record.by_id.keys()
    shown = drafted(conversation, record, period, replace(choices, shown_ids=held_back))
    assert not set(held_back) & set(shown.held_back)
