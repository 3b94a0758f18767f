"""The 1:1: what somebody has not seen, where they could help, and a thread from one to the next."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import Period
from vividmap.core.handles import derived_id
from vividmap.core.packets.one_on_one.draft import draft_one_on_one
from vividmap.core.packets.one_on_one.meeting import Meeting, find_usual_period
from vividmap.core.packets.one_on_one.people import possible_people
from vividmap.core.packets.one_on_one.thread import find_thread, read_open_questions
from vividmap.core.packets.request import PacketRequest, request_as_json
from vividmap.core.positions import Position
from vividmap.core.record import Criterion, Mention, Person, Record, SavedPacket
from vividmap.core.when import When
from vividmap.formats.packet import draft, markdown

TODAY = date(2026, 11, 23)
SAMPLE = Path(__file__).parents[4] / "src" / "vividmap" / "sample" / "record.md"
PREPARED = (Path(__file__).parent / "with_dana.md").read_text()

DANA = make.person("Dana Whitfield ^d4na", positions=(Position(height="manager"),))
MET = make.touchpoint("2026-11-11 1:1, the queue record", of=DANA)
STRONG = make.evidence(
    "2026-11-18 Stopped the rollout -> 1,200 double payouts prevented ~org ^st0p", strong="read it"
)
CACHE = make.evidence("2026-11-20 Moved the cache to Redis -> 340 ms ~teams ^c4ch")
SMALL = make.evidence("2026-11-12 Renamed a table ^sm4l")
OLD = make.evidence("2026-03-12 Wrote RFC 112 -> accepted ~org ^0ldr", strong="binds three teams")
ENTRIES = (STRONG, CACHE, SMALL, OLD)


def prepare(*items, period=None, person=None, **choices):
    record = make.record(*items)
    author_choices = choose(person=person, **choices)
    usual = find_usual_period(record, author_choices, TODAY) or Period(TODAY, TODAY, "today")
    return draft_one_on_one(record, period or usual, TODAY, author_choices), record


def usual_period(person, *items):
    return find_usual_period(make.record(person, *items), choose(person=person.id), TODAY)


def proposed(*items, **choices):
    packet, record = prepare(*items, **choices)
    return [record.by_id[one.item].handle for one in packet.proposals]


def said(packet):
    return " ".join(one.text for one in packet.sentences)


def noted(packet):
    return [one.text for one in packet.notes]


def shown(entry, on, to=DANA):
    return replace(entry, mentions=(*entry.mentions, Mention("surfaced", to.handle, to.id, on)))


def test_a_1_1_with_the_manager_is_prepared_from_the_sample_record():
    record = make.from_document(SAMPLE.read_text())
    dana = next(one for one in record.items_of(Person) if one.text == "Dana Whitfield")
    choices = choose(person=dana.id)
    period = find_usual_period(record, choices, TODAY)
    assert period
    packet = draft_one_on_one(record, period, TODAY, choices)
    assert markdown(packet, record) == PREPARED


def results(count):
    return [
        make.evidence(f"2026-11-{15 + n} Moved part {n} -> {n + 2} teams dropped theirs ~org ^re5{n}")
        for n in range(count)
    ]


def test_three_to_five_are_proposed_the_strongest_first():
    assert proposed(DANA, MET, *results(7)) == ["re50", "re51", "re52", "re53", "re54"]
    assert len(proposed(DANA, MET, *results(4))) == 4
    assert proposed(DANA, MET, SMALL) == ["sm4l"]


def test_before_a_first_talk_older_results_fill_up_and_say_when():
    autumn = make.evidence("2026-09-12 Wrote RFC 112 -> accepted ~org ^0ct0", strong="binds three teams")
    packet, record = prepare(DANA, STRONG, CACHE, SMALL, autumn)
    assert [record.by_id[one.item].handle for one in packet.proposals] == ["st0p", "0ct0", "c4ch"]
    older = packet.sections[0].paragraphs[0].sentences[1].text
    assert older.startswith("Wrote RFC 112: accepted")
    assert older.endswith("(September 2026).")
    slight = make.evidence("2026-11-13 Renamed a table; it took 2 days ~team ^sl1t")
    assert proposed(DANA, STRONG, CACHE, slight, autumn) == ["st0p", "0ct0", "c4ch"]


def test_the_month_in_brackets_never_reads_as_since_that_month():
    kafka = make.evidence(
        "2026-09-12 Kafka moved. 14 brokers gone. Pages for queues 0 since -> $290k a year ~org",
        strong="all of it",
    )
    packet, _ = prepare(DANA, SMALL, kafka)
    assert "14 brokers gone (September 2026). Pages for queues 0 since." in said(packet)
    alone = make.evidence("2026-09-12 Kafka moved -> 0 pages since ~org", strong="all of it")
    packet, _ = prepare(DANA, SMALL, alone)
    assert "Kafka moved: 0 pages since. September 2026." in said(packet)


def test_after_a_talk_only_what_is_new_since_it_is_brought():
    autumn = make.evidence("2026-09-12 Wrote RFC 112 -> accepted ~org ^0ct0", strong="binds three teams")
    assert proposed(DANA, MET, STRONG, CACHE, SMALL, autumn) == ["st0p", "c4ch"]
    assert proposed(DANA, MET, STRONG, autumn) == ["st0p"]


def test_what_is_months_old_is_no_news_unless_there_is_none():
    assert proposed(DANA, MET, *ENTRIES) == ["st0p", "c4ch"]
    assert proposed(DANA, MET, STRONG, SMALL, OLD) == ["st0p", "sm4l"]
    assert proposed(DANA, MET, OLD) == ["0ldr"]
    ancient = make.evidence("2025-03-12 Wrote RFC 3 -> 5 teams adopted it ~org ^anc1")
    assert proposed(DANA, MET, CACHE, SMALL, ancient) == ["c4ch", "sm4l"]


def test_what_they_have_seen_is_not_proposed():
    seen = shown(STRONG, date(2026, 11, 19))
    assert proposed(DANA, MET, seen, CACHE) == ["c4ch"]
    together = make.evidence("2026-11-21 Moved the queue with @dana -> 3 teams agreed ~org")
    assert proposed(DANA, MET, together, CACHE) == ["c4ch"]
    undated = shown(CACHE, None)
    assert proposed(DANA, MET, undated, SMALL) == ["sm4l"]
    priya = make.person("Priya Natarajan")
    to_her = shown(CACHE, date(2026, 11, 21), to=priya)
    assert proposed(DANA, priya, MET, to_her, person=DANA.id) == ["c4ch"]


def test_the_usual_period_is_since_they_last_met_or_were_shown_something():
    was_shown = shown(OLD, date(2026, 11, 16))
    assert usual_period(DANA, MET, was_shown) == Period(date(2026, 11, 16), TODAY, "2026-11-16..2026-11-23")
    assert usual_period(DANA).first == date(2026, 9, 24)
    ahead = make.touchpoint("2026-12-01 Planned", of=DANA)
    assert usual_period(DANA, MET, ahead).first == date(2026, 11, 11)


def test_a_meeting_that_goes_on_is_contact_until_today():
    going_on = replace(MET, when=When(date(2026, 11, 20), date(2026, 11, 27)))
    assert usual_period(DANA, going_on).first == TODAY


def test_an_entry_is_a_line_with_its_result_and_no_word_of_criteria_or_gaps():
    criterion = Criterion(id=OLD.id, handle="cr1t", text="Prevents what others do not see", level="Staff")
    goal = make.goal("Staff")
    gap = make.gap("Beyond my team", of=goal)
    marks = (Mention("criterion", "cr1t", criterion.id), Mention("goal", "beyond-my-team", gap.id))
    entry = replace(STRONG, mentions=marks)
    packet, record = prepare(DANA, MET, entry, criterion, goal, gap)
    sentences = [one.text for one in packet.sections[0].paragraphs[0].sentences]
    assert sentences == ["Stopped the rollout: 1,200 double payouts prevented."]
    assert all(record.by_id[one] for one in packet.sources)


def test_what_is_left_out_is_named_and_what_was_strong_before():
    packet, record = prepare(DANA, MET, SMALL, OLD, *results(5))
    by_text = {one.text: [record.by_id[source].handle for source in one.sources] for one in packet.notes}
    assert by_text["Not in the draft, though Dana Whitfield has not seen it: 1 entry."] == ["sm4l"]
    assert any("strong in the year before" in text and found == ["0ldr"] for text, found in by_text.items())


def test_a_gap_that_stands_still_is_an_ask_to_who_could_help():
    goal = make.goal("Staff", goal_kind="promotion")
    gap = make.gap("Beyond my team", of=goal)
    first = make.update("2026-01-05 Known in my team only", of=gap, action="nothing yet")
    last = make.update("2026-10-02 Same", of=gap, gap="an RFC outside", action="nothing yet")
    packet, _ = prepare(DANA, MET, CACHE, goal, gap, first, last)
    assert "Beyond my team: where do you see an RFC outside for me?" in said(packet)
    assert "nothing yet" not in said(packet)
    assert "Known in my team" not in said(packet)
    assert any("has stood still for 10 months" in text for text in noted(packet))
    femi = make.person("Femi Adeyemi", positions=(Position(height="peer"),))
    packet, _ = prepare(DANA, femi, CACHE, goal, gap, first, last, person=femi.id)
    assert "Beyond my team" not in said(packet)
    told = make.skill_entry("2026-09-01 @femi says to ask first !beyond-my-team", category="feedback")
    packet, _ = prepare(DANA, femi, CACHE, goal, gap, first, last, told, person=femi.id)
    assert "You told me in September to ask first." in said(packet)
    assert "Beyond my team: where do you see an RFC outside for me?" in said(packet)


def test_what_a_touchpoint_and_the_notes_on_a_person_say_stays_beside_the_draft():
    whispered = replace(DANA, body="Reads everything twice.", status="thinks of leaving")
    packet, record = prepare(whispered, MET, CACHE)
    assert "You last met on 11 November 2026: “1:1, the queue record.”" in noted(packet)
    text = draft(packet, record)
    for word in ("queue record", "twice", "leaving"):
        assert word not in text
    assert "leaving" not in markdown(packet, record)


def test_private_entries_are_held_back_and_internal_ones_from_somebody_outside():
    private = make.evidence(
        "2026-11-19 Whom I would let go -> 3 people ~org ^pr1v", confidentiality="private"
    )
    internal = make.evidence("2026-11-19 Moved the ledger -> 5 ms ~org ^1nt3", confidentiality="internal")
    assert proposed(DANA, MET, private, internal, CACHE) == ["c4ch", "1nt3"]
    noor = make.person("Noor Haddad", positions=(Position(height="outside"),))
    packet, record = prepare(noor, private, internal, CACHE, person=noor.id)
    assert [record.by_id[one.item].handle for one in packet.proposals] == ["c4ch"]
    assert {record.by_id[one].handle for one in packet.held_back} == {"1nt3", "pr1v"}
    assert "Held back because they are internal, and Noor Haddad is outside the company." in noted(packet)
    packet, record = prepare(noor, private, internal, CACHE, person=noor.id, shown=(private.id, internal.id))
    assert packet.held_back == ()
    assert {"pr1v", "1nt3"} <= {record.by_id[one.item].handle for one in packet.proposals}


def test_a_confidential_name_is_told_inside_the_company_alone():
    me = make.profile(confidential=("Falcon",))
    named = make.evidence("2026-11-19 Moved project-falcon -> 5 ms ~org ^fa1c")
    assert proposed(me, DANA, MET, named, CACHE) == ["c4ch", "fa1c"]
    noor = make.person(
        "Noor Haddad", positions=(Position(height="outside"),), trust_marks=("gives feedback",)
    )
    goal = make.goal("Staff", goal_kind="promotion")
    gap = make.gap("Lead Falcon", of=goal)
    states = [make.update(f"2026-0{month}-05 Same", of=gap, action="nothing yet") for month in (1, 4)]
    packet, record = prepare(me, noor, named, CACHE, goal, gap, *states, person=noor.id)
    assert "alcon" not in draft(packet, record)
    assert packet.held_back == (named.id,)
    reason = "Held back because they hold a confidential name, and Noor Haddad is outside the company."
    assert reason in noted(packet)


def test_private_feedback_is_held_back_with_the_rest():
    goal = make.goal("Staff")
    gap = make.gap("Beyond my team", of=goal)
    private = make.skill_entry(
        "2026-09-01 @dana says to ask first !beyond-my-team ^f33d",
        category="feedback",
        confidentiality="private",
    )
    packet, record = prepare(DANA, MET, CACHE, goal, gap, private)
    assert "ask first" not in markdown(packet, record)
    assert packet.held_back == (private.id,)
    packet, _ = prepare(DANA, MET, CACHE, goal, gap, private, shown=(private.id,))
    assert "ask first" in said(packet)
    assert packet.held_back == ()


def test_the_author_may_choose_what_was_shown_before():
    packet, record = prepare(DANA, MET, shown(OLD, date(2026, 3, 20)), CACHE, chosen=(OLD.id,))
    assert [record.by_id[one.item].handle for one in packet.proposals] == ["0ldr"]
    assert packet.proposals[0].reasons[:2] == ("you chose it", "Dana Whitfield has seen it")


def test_without_anything_new_it_says_what_to_do():
    packet, _ = prepare(DANA, MET)
    assert packet.sections == ()
    assert any(
        text.startswith("There is nothing in 2026-11-11..2026-11-23 that Dana") for text in noted(packet)
    )


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ((), "No manager is on the map. Name the person"),
        (
            (DANA, make.person("Ivo Petrov", positions=(Position(height="manager"),))),
            "More than one manager is on the map: Dana Whitfield and Ivo Petrov. Name the person",
        ),
    ],
)
def test_where_it_is_not_known_with_whom_it_says_so_and_how_to_choose(people, words):
    packet, _ = prepare(*people, CACHE)
    assert packet.sections == ()
    (note,) = noted(packet)
    assert note.startswith(words)
    assert "vividmap draft one-on-one NAME" in note


def test_whom_one_may_choose_begins_with_the_manager_met_last():
    ivo = make.person("Ivo Petrov", positions=(Position(height="manager"),))
    also = make.touchpoint("2026-11-20 Coffee", of=ivo)
    record = make.record(make.person("Aarav"), DANA, MET, ivo, also)
    assert [one.text for one in possible_people(record, TODAY)] == ["Ivo Petrov", "Dana Whitfield", "Aarav"]


def saved(body, on, person=DANA, number=1):
    asked = PacketRequest("one-on-one", Period(on, on, str(on)), choose(person=person.id))
    uid = derived_id(make.BORN, "packet", body, str(number))
    return SavedPacket(
        id=uid,
        handle=f"pck{number}",
        text=f"1:1, {on}",
        body=body,
        when=When.day(on),
        conversation="one-on-one",
        choices=request_as_json(asked),
    )


def test_what_the_last_one_left_open_is_brought_along():
    first = saved("# A\n\n## Open questions\n\n- Long settled\n", date(2026, 10, 14), number=1)
    last = saved(
        "# B\n\nTold.[^0ldr]\n\n## Open questions\n\n- Who decides?[^pck1]\n- [x] When?\n\n## More\n\n- Else\n",
        date(2026, 11, 11),
        number=2,
    )
    packet, record = prepare(DANA, MET, CACHE, first, last)
    (paragraph,) = packet.sections[0].paragraphs
    assert [(one.text, one.sources) for one in paragraph.sentences] == [("Who decides?", (last.id,))]
    assert "## Open questions\n\n- Who decides?[^pck2]\n\n## What I bring" in draft(packet, record)
    assert not any("is not marked as held" in text for text in noted(packet))
    priya = make.person("Priya Natarajan")
    packet, _ = prepare(DANA, priya, CACHE, last, person=priya.id)
    assert "Who decides?" not in said(packet)


def test_a_1_1_that_was_never_marked_as_said_is_named():
    last = saved("# B\n\nTold.[^c4ch]\n", date(2026, 11, 16), number=2)
    packet, _ = prepare(DANA, MET, CACHE, last)
    assert any("“1:1, 2026-11-16” was prepared and is not marked as held" in text for text in noted(packet))


def test_the_conversation_itself_changes_nothing_of_its_draft():
    before, _ = prepare(DANA, MET, CACHE, STRONG)
    after = make.touchpoint("2026-11-23 1:1", of=DANA)
    marked = (shown(CACHE, TODAY), shown(STRONG, TODAY))
    again, _ = prepare(DANA, MET, after, *marked, period=before.period)
    assert again.sections == before.sections
    later = draft_one_on_one(
        make.record(DANA, MET, after, *marked), Period(TODAY, date(2026, 12, 7), "p"), date(2026, 12, 7)
    )
    assert later.proposals == ()
    assert "Last shown to Dana Whitfield, on 23 November 2026" in "".join(noted(later))


TEXTS = st.text(alphabet="ab *_`<>[]()#+-.!|\\&~:1é\u6c7a", min_size=1, max_size=30)


@given(st.lists(TEXTS, max_size=4))
def test_open_questions_stay_as_they_are_from_one_to_the_next(questions):
    """However often they are brought along, no mark-up is added and nothing is lost."""
    first = saved("## Open questions\n\n" + "\n".join(f"- {one}" for one in questions), date(2026, 11, 11))
    found = list(read_open_questions(first.body))
    packet, record = prepare(DANA, MET, first)
    text = draft(packet, record)
    second = saved(text, date(2026, 11, 20), number=2)
    assert list(read_open_questions(text)) == found
    packet, record = prepare(DANA, MET, first, second)
    assert list(read_open_questions(draft(packet, record))) == found


def test_a_record_without_anybody_is_no_fault():
    assert draft_one_on_one(Record(), Period(TODAY, TODAY, "today"), TODAY).sections == ()


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("2026-11-11 Coffee about the queue", True),
        ("2026-11-22 Coffee about the queue", True),
        ("2026-11-23 Coffee about the queue", False),  # the conversation itself
        ("2026-11-24 Coffee about the queue", False),
        ("undated Coffee about the queue", False),
    ],
)
def test_the_last_talk_is_one_before_the_day_of_the_meeting(line, is_told):
    talk = make.touchpoint(line, of=DANA)
    period = Period(date(2026, 11, 1), TODAY, "p")
    thread = find_thread(Meeting(make.record(DANA, talk), DANA, period, TODAY, choose()))

    assert (thread.touchpoint is not None) is is_told


def test_a_talk_on_the_day_on_which_the_period_begins_is_the_one_before():
    period = Period(TODAY, TODAY, "today")
    talk = make.touchpoint("2026-11-23 Coffee about the queue", of=DANA)

    assert find_thread(Meeting(make.record(DANA, talk), DANA, period, TODAY, choose())).touchpoint is not None
