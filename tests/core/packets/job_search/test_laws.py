"""What holds for every résumé: nothing invented, nothing that must stay inside, nobody named but the author."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.job_search.sound_bullets import assert_sound
from tests.core.packets.records import EVIDENCE, HALF, PEOPLE, SECRET, TODAY, held, records
from tests.support.choices import choose
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.english.quantities import find_numbers
from vividmap.core.english.resume_verbs import (
    ARTEFACT_VERBS,
    DECREASE_VERB,
    INCREASE_VERB,
    KIND_VERBS,
    RESPONSE_VERB,
)
from vividmap.core.english.technologies import GROUPS
from vividmap.core.packets import selection
from vividmap.core.packets.job_search.anonymous_voice import COUNTS
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.packets.job_search.resume_draft import NEWEST_SIZES
from vividmap.core.positions import Role
from vividmap.core.record import Evidence, Record, SkillEntry
from vividmap.core.vocabulary import CONFIDENTIALITY
from vividmap.formats.json_resume import json_resume
from vividmap.formats.packet import draft, json_text, markdown

CONFIDENTIAL = "Project Marmalade"
ROLES = (
    Role(None, date(2026, 8, 31), "Engineer", "Acme"),
    Role(date(2026, 9, 1), None, "Staff Engineer", "Globex", "Staff"),
)
POSTING = (
    "About Globex\n- Mentor engineers, design distributed systems\n- Redis, P99 and system design at scale"
)


@st.composite
def careers(draw):
    """Return a record with roles, where what is internal and what holds a confidential name holds SECRET too."""
    record = draw(records())
    named = draw(st.sets(st.sampled_from([one.id for one in record.items_of(Evidence)] or [None])))
    roles = draw(st.sampled_from(((), ROLES, ROLES[1:])))
    me = make.profile(roles=roles, confidential=(CONFIDENTIAL,), employer=draw(st.sampled_from(("", "Acme"))))
    return Record((me, *(_hidden(one, named) for one in record.items)))


def _hidden(one, named):
    if one.id in named:
        return replace(one, outcome=f"for project  MARMALADE, {SECRET}")
    inside = getattr(one, "confidentiality", "") == "internal"
    return replace(one, text=f"{one.text} {SECRET}") if inside else one


CHOICES = st.builds(
    choose,
    posting=st.sampled_from(("", POSTING)),
    variant=st.sampled_from(("", "platform", "leadership")),
)


@given(careers(), CHOICES)
def test_every_sentence_rests_on_items_that_are_there(record, choices):
    for sentence in draft_resume(record, ALL_TIME, TODAY, choices).sentences:
        assert sentence.sources or sentence.text.startswith(("Engineer, Acme", "Staff Engineer, Globex"))
        assert set(sentence.sources) <= record.by_id.keys()


@given(careers(), CHOICES)
def test_no_bullet_has_two_verbs_in_front_or_says_a_clause_twice(record, choices):
    packet = draft_resume(record, ALL_TIME, TODAY, choices)
    for section in packet.sections:
        if section.title == "Experience":
            for paragraph in section.paragraphs:
                for sentence in paragraph.sentences:
                    source = " ; ".join(held(record.by_id[one], record) for one in sentence.sources)
                    assert_sound(sentence.text, source)


@given(careers(), CHOICES)
def test_no_number_is_invented(record, choices):
    for sentence in draft_resume(record, ALL_TIME, TODAY, choices).sentences:
        source = " ; ".join(held(record.by_id[one], record) for one in sentence.sources)
        source += "" if sentence.sources else repr(record.profile.roles)
        assert set(re.findall(r"\d+", sentence.text)) <= set(re.findall(r"\d+", source)), sentence
        words = {word for word in find_numbers(sentence.text) if not re.search(r"\d", word)}
        assert all(word.split()[0] in source for word in words - COUNTED), sentence


COUNTED = {f"{count} colleagues" for count in COUNTS} | {*COUNTS}
"""How many people were named: counted, and so not in the source."""

VERBS_OF_OURS = {
    *ARTEFACT_VERBS.values(),
    *KIND_VERBS.values(),
    DECREASE_VERB,
    INCREASE_VERB,
    RESPONSE_VERB,
    "Completed",
    "Got",
}
OURS = frozenset(
    "a about an by colleague colleagues down estimated from led response roughly saved then the their them to two three"
    " practices and who".split()
) | {word.casefold() for word in VERBS_OF_OURS | set(" ".join(GROUPS.values()).split())}


@given(careers(), CHOICES)
def test_the_only_words_that_are_not_the_authors_are_verbs_and_groups(record, choices):
    for sentence in draft_resume(record, ALL_TIME, TODAY, choices).sentences:
        source = " ; ".join(held(record.by_id[one], record) for one in sentence.sources).casefold()
        if not sentence.sources:
            continue
        said = set(re.findall(r"[^\W\d_]\w*", sentence.text.casefold()))
        assert said <= OURS | set(re.findall(r"[^\W\d_]\w*", source)), sentence


@given(careers(), CHOICES)
def test_nobody_is_named_but_the_author(record, choices):
    parts = {part.strip(".") for name in PEOPLE for part in name.split()}
    for sentence in draft_resume(record, ALL_TIME, TODAY, choices).sentences:
        for part in parts:
            whole = (
                re.search(rf"(?<!\w){part}(?!\w)", sentence.text) if part.isascii() else part in sentence.text
            )
            assert len(part) == 1 or not whole, sentence
        assert "\ue000" not in sentence.text


@given(careers(), CHOICES, st.data())
def test_what_must_stay_inside_is_nowhere_chosen_or_not(record, choices, data):
    ids = [one.id for one in record.items_of(Evidence)]
    chosen = tuple(data.draw(st.lists(st.sampled_from(ids), unique=True))) if ids else ()
    packet = draft_resume(record, ALL_TIME, TODAY, replace(choices, chosen_ids=chosen))
    said = markdown(packet, record) + json_text(packet, record) + repr(packet)
    said += json_resume(draft(packet, record), record.profile)
    assert "zebra" not in said
    assert "marmalade" not in said.casefold()
    inside = {one.id for one in entries_of(record) if is_inside(one)}
    assert not inside & {*packet.sources, *(one.item for one in packet.proposals)}
    assert {one for one in inside if record.by_id[one].when or one in chosen} <= set(packet.held_back)


def entries_of(record):
    return (*record.items_of(Evidence), *record.items_of(SkillEntry))


def is_inside(one):
    assert one.confidentiality in ("", *CONFIDENTIALITY)
    return one.confidentiality in ("internal", "private") or "MARMALADE" in getattr(one, "outcome", "")


@given(careers(), st.data())
def test_the_author_may_show_what_is_held_back(record, data):
    inside = [one for one in record.items_of(Evidence) if is_inside(one) and one.text.strip()]
    if not inside:
        return
    one = data.draw(st.sampled_from(inside))
    packet = draft_resume(record, ALL_TIME, TODAY, choose(chosen=(one.id,), shown=(one.id,)))
    assert one.id not in packet.held_back
    if packet.proposals:
        assert [proposal.item for proposal in packet.proposals] == [one.id]


@given(careers(), CHOICES, st.randoms(use_true_random=False))
def test_the_order_of_the_record_plays_no_part(record, choices, random):
    items = list(record.items)
    random.shuffle(items)
    assert draft_resume(Record(tuple(items)), ALL_TIME, TODAY, choices) == draft_resume(
        record, ALL_TIME, TODAY, choices
    )


@given(careers(), CHOICES)
def test_a_role_has_at_most_ten_bullets_and_each_proposal_a_reason(record, choices):
    packet = draft_resume(record, ALL_TIME, TODAY, choices)
    experience = [one for one in packet.sections if one.title == "Experience"]
    assert all(len(one.sentences) <= NEWEST_SIZES[1] for section in experience for one in section.paragraphs)
    assert all(one.reasons for one in packet.proposals)
    told = [source for section in experience for one in section.paragraphs for said in one.sentences
            for source in said.sources]  # fmt: skip
    assert told == [one.item for one in packet.proposals]


SOME = st.lists(EVIDENCE, min_size=4, max_size=9, unique_by=lambda one: one.id)


@given(SOME.map(lambda items: [one for one in items if one.when]), st.data())
def test_the_choice_is_the_best_there_is_by_the_weight_that_is_given(items, data):
    more = {one.id: data.draw(st.integers(0, 9)) for one in items}
    chosen = selection.select_entries(items, HALF, None, lambda one: more[one.id])
    weighed = {
        one.item.id: one for one in selection.weigh_entries(items, HALF, None, lambda one: more[one.id])
    }
    sizes = range(min(3, len(items)), min(5, len(items)) + 1)
    best = max(selection.set_value(every) for size in sizes for every in combinations(weighed.values(), size))
    assert selection.set_value([weighed[one.id] for one in chosen]) == best


@given(careers())
def test_the_json_holds_every_bullet_of_the_draft_as_plain_text(record):
    packet = draft_resume(record, ALL_TIME, TODAY)
    said = json.loads(json_resume(draft(packet, record), record.profile))
    held_by = [line for one in said.get("work", ()) for line in one.get("highlights", ())]
    held_by += [f"{one['name']}: {', '.join(one['keywords'])}" for one in said.get("skills", ())]
    told = [one.text.strip() for one in packet.sentences if one.sources]
    assert [plain(one) for one in held_by] == [plain(one) for one in told]


def plain(text):
    return text.replace("`", "")  # code stands in a draft as code, and in plain text as its words
