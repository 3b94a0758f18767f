import json
from datetime import date
from pathlib import Path

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import ALL_TIME, Period, parse_period_or_none
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.record import Mention
from vividmap.formats.packet import json_text, markdown

TODAY = date(2026, 11, 23)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")

HERE = Path(__file__).parent
RECORD = (HERE / "record.md").read_text()
ASSESSMENT = (HERE / "assessment.md").read_text()


def draft(text, chosen=()):
    record = make.from_document(text)
    picked = tuple(item.id for item in record.items if item.handle in chosen)
    return draft_review(record, HALF, TODAY, choose(chosen=picked)), record


def sentences(*items, period=HALF):
    return [one.text for one in draft_review(make.record(*items), period, TODAY).sentences]


def notes(*items, today=TODAY):
    return [one.text for one in draft_review(make.record(*items), HALF, today).notes]


def test_a_review_is_drafted_from_a_record():
    assert markdown(*draft(RECORD)) == ASSESSMENT


def test_the_same_in_json():
    said = json.loads(json_text(*draft(RECORD)))
    assert list(said) == [
        "conversation",
        "title",
        "heading",
        "subtitle",
        "period",
        "proposals",
        "sections",
        "notes",
        "held_back",
    ]
    assert said["conversation"] == "review"
    assert said["period"] == {"name": "2026-H2", "first": "2026-07-01", "last": "2026-12-31"}
    assert said["proposals"][0]["entry"] == "r3vw"
    assert said["heading"] == "Alice Example – self-assessment, July to November 2026"
    assert said["subtitle"] == "Senior"
    assert said["sections"][1]["title"] == "Checkout, across several teams (October)"
    assert said["sections"][1]["paragraphs"][0]["sentences"][0] == {
        "text": "Moved the session cache to Redis with Priya Natarajan: checkout P99 down 340 ms.",
        "sources": ["c4ch"],
        "lead": "Moved the session cache to Redis with Priya Natarajan: checkout P99 down 340 ms.",
    }
    assert said["held_back"] == ["pr1v"]


def test_a_conversation_is_found_by_its_file():
    conversation = find_conversation("review")
    assert conversation
    assert conversation.draft is draft_review


def test_the_author_may_choose_the_entries():
    packet, record = draft(RECORD, chosen=("qu3s", "pr1v"))
    assert [record.by_id[one.item].handle for one in packet.proposals] == ["qu3s"]
    assert packet.proposals[0].reasons[0] == "you chose it"
    assert [record.by_id[one].handle for one in packet.held_back] == ["pr1v"]


def test_an_empty_period_invents_nothing_and_says_how_to_fill_it():
    packet = draft_review(make.record(), HALF, TODAY)
    assert (packet.proposals, packet.sections) == ((), ())
    assert packet.notes[0].text.startswith("There is no evidence in 2026-H2")
    assert "nothing in the record yet" in markdown(packet, make.record())


def test_all_time_is_from_the_first_entry_to_the_last():
    first, last = make.evidence("2026-08-01 Moved the cache"), make.evidence("2026-10-01 Moved the queue")
    packet = draft_review(make.record(first, last), ALL_TIME, TODAY)
    assert packet.title == "Self-assessment, all time"
    assert packet.heading == "Self-assessment, August to October 2026"
    assert "Months without any entry: September." in [one.text for one in packet.notes]
    assert (
        draft_review(make.record(), ALL_TIME, TODAY)
        .notes[0]
        .text.startswith("There is no evidence in all time")
    )


def test_few_entries_are_few():
    assert "The period has only 1 entry; a review is usually written around 3 to 5." in notes(
        make.evidence("2026-08-01 Moved the cache")
    )


def test_an_entry_without_anything_but_text_is_one_sentence():
    assert sentences(make.evidence("2026-08-01 Moved the cache")) == ["Moved the cache."]


def test_the_year_is_said_where_the_period_does_not_tell_it():
    year = parse_period_or_none("FY2027", TODAY, 4)
    assert year
    entry = make.evidence("2026-08-01 Moved the cache ~org")
    packet = draft_review(make.record(entry), year, TODAY)
    assert [one.title for one in packet.sections] == ["Results (August 2026)"]


def test_a_note_in_any_script_is_told_as_it_stands():
    said = sentences(make.evidence("2026-08-01 決済キャッシュを Redis に移した -> 340 ms 短縮"))
    assert said == ["決済キャッシュを Redis に移した: 340 ms 短縮."]


def test_two_people_of_one_first_name_keep_their_full_names():
    people = make.person("Tomás Brandão"), make.person("Tomas Novák")
    first = make.evidence("2026-08-01 Paired with @tomas-brandao on the ledger")
    second = make.evidence("2026-08-02 Paired with @tomas-brandao on the cache")
    assert sentences(*people, first, second) == [
        "Paired with Tomás Brandão on the ledger.",
        "Paired with Tomás Brandão on the cache.",
    ]


def test_a_pointer_to_what_is_not_in_the_draft_is_left_out():
    said = sentences(make.evidence("2026-08-01 Moved the cache -> 300 ms (estimate, see below)"))
    assert said == ["Moved the cache: 300 ms (estimate)."]


def test_work_of_about_a_quarter_is_of_no_month_that_nobody_knows():
    rough, known = (
        make.evidence("2026-Q3~ Moved the cache ^r0gh"),
        make.evidence("2026-10-02 Moved the queue"),
    )
    record = make.record(rough, known)
    packet = draft_review(record, HALF, date(2027, 1, 2))
    assert "Months without any entry: November, December." in [one.text for one in packet.notes]
    why = {record.by_id[one.item].handle: one.reasons for one in packet.proposals}
    assert not [one for one in why["r0gh"] if "from" in one]
    july = make.evidence("2026-07-02 Moved the queue ^ju1y")
    record = make.record(rough, july, known)
    why = {record.by_id[one.item].handle: one.reasons for one in draft_review(record, HALF, TODAY).proposals}
    assert not [one for one in why["ju1y"] if "from July" in one], "the rough one may be of July too"


def test_a_month_that_is_not_over_is_not_thin():
    entry = make.evidence("2026-09-01 Moved the cache")
    said = [text for text in notes(entry, today=date(2026, 9, 20)) if "onths" in text]
    assert said == ["Months without any entry: July, August."]


def test_a_gap_closed_in_the_period_is_for_the_author_to_tell():
    goal = make.goal("Staff")
    gap = make.gap("Speaking Finance", of=goal, state="closed")
    done = make.update("2026-09-01 Signed without a translation", of=gap)
    assert "The gap “Speaking Finance” is closed; the draft does not say so by itself." in notes(
        goal, gap, done
    )


def test_a_private_skill_entry_is_told_where_it_is_shown():
    learned = make.skill_entry("2026-09-01 Read the Raft paper #raft", confidentiality="private")
    record = make.record(learned)
    assert draft_review(record, HALF, TODAY).held_back == (learned.id,)
    shown = draft_review(record, HALF, TODAY, choose(shown=(learned.id,)))
    assert shown.held_back == ()
    assert [one.text for one in shown.sentences] == ["Read the Raft paper."]


def test_of_entries_alike_the_one_that_shows_what_a_level_asks_for_is_proposed_and_says_so():
    ladder = make.framework("Levels")
    asked = make.criterion("Leads work across teams to a stated outcome", of=ladder, level="Staff")
    alike = [
        make.evidence(f"2026-08-0{day} Moved cache {day} -> {day} ms faster ~teams") for day in range(1, 7)
    ]
    showing = make.evidence(
        "2026-08-07 Moved cache 7 -> 7 ms faster ~teams",
        mentions=(Mention("criterion", "leads", asked.id),),
    )
    packet = draft_review(make.record(ladder, asked, *alike, showing), HALF, TODAY)
    reasons = {one.item: one.reasons for one in packet.proposals}
    assert reasons[showing.id][0] == "shows “Leads work across teams to a stated outcome”"


def test_years_far_apart_are_told_as_spans():
    """One list of the months from a mistyped year 206 on would have 117,000 names."""
    far = [
        make.evidence(f"{day} Moved the cache {number}")
        for number, day in enumerate(("0206-03-01", "2026-10-02", "2026-11-02", "9999-12-30"))
    ]
    packet = draft_review(make.record(*far), ALL_TIME, TODAY)
    assert "Months without any entry: April 0206 to September 2026." in [one.text for one in packet.notes]
    reasons = " ".join(reason for proposal in packet.proposals for reason in proposal.reasons)
    assert "the only entry from November 2026–November 9999" in reasons


def test_gaps_of_a_list_that_belongs_to_no_goal_are_told_as_what_one_works_on():
    holder = make.goal("Things i'm bad at", tags=("working-on",))
    gaps = [
        make.gap("delegating (Priya told me twice)", of=holder),
        make.gap("my temper", of=holder, confidentiality="private"),
    ]
    packet = draft_review(make.record(holder, *gaps), HALF, TODAY)
    assert [one.text for one in packet.sentences] == ["Working on: delegating."]


def test_all_that_has_a_result_is_told_while_there_is_room_in_one_list_with_all_its_months():
    entries = [
        make.evidence("2026-07~ cut the nightly run from 41 min to 55 s"),
        make.evidence("2026-H2~ killed 17 cron jobs -> $120k/yr saved"),
        make.evidence("2026-08-12 sev1: back up in 38 min"),
        make.evidence("2026-H2~ RFC-88, adopted by 5 teams"),
    ]
    packet = draft_review(make.record(*entries), HALF, TODAY)
    assert {one.item for one in packet.proposals} == {one.id for one in entries}
    assert [one.title for one in packet.sections] == ["Results (July to December)"]


def test_a_result_in_short_that_ends_in_brackets_has_no_second_pair():
    items = [
        make.evidence(
            f"2026-08-0{day} Moved the {name} -> close from 4 h to {day} min (Lucia counted)",
            project="ledger" if day < 4 else "payouts",
            category="led",
        )
        for day, name in enumerate(("journal", "archive", "export", "queue", "limits", "retries"), 1)
    ]
    texts = sentences(*items)
    assert "Ledger: close from 4 h to 1 min (Lucia counted)." in texts
    assert not any(") (" in text for text in texts)


def test_what_in_short_told_begins_with_how_it_came_about():
    lines = ["2026-08-02 Found the missing key in the rollout -> 1,200 double payouts prevented ~org"]
    lines += [
        f"2026-07-1{day} Moved part {day} of the ledger -> {day} ms saved +ledger" for day in range(1, 7)
    ]
    packet = draft_review(make.record(*map(make.evidence, lines)), ALL_TIME, date(2026, 12, 1))
    in_short, *claims = packet.sections
    texts = [
        sentence.text for section in claims for part in section.paragraphs for sentence in part.sentences
    ]
    assert "1,200 double payouts prevented." in [
        sentence.text for sentence in in_short.paragraphs[0].sentences
    ]
    assert any(text.startswith("Found the missing key in the rollout") for text in texts)
    assert not any(text.startswith("1,200 double payouts prevented") for text in texts)


def test_the_notes_say_what_is_held_back_and_for_which_words():
    rfc = make.evidence(
        "2026-09-02 RFC-212 accepted -> 3 teams moved",
        body="- Gus told me in confidence that Ravi leaves in May",
    )
    pay = make.evidence("2026-09-03 My salary is 9% below the band")
    marked = make.evidence("2026-09-04 Talked about Lisbon", confidentiality="private")
    packet = draft_review(make.record(rfc, pay, marked), HALF, TODAY)
    (note,) = [note for note in packet.notes if "their own words say so" in note.text]
    assert [(line.text, line.source) for line in note.lines] == [
        ("“RFC-212 accepted”, for “told me in confidence” below it", rfc.id),
        ("“My salary”", pay.id),
    ]
    assert "Lisbon" not in markdown(packet, make.record(rfc, pay, marked))
    assert "Ravi" not in markdown(packet, make.record(rfc, pay, marked))


@pytest.mark.parametrize(
    ("goal", "told", "aside"),
    [
        (
            "Hold an incident review with Growth (Sofia still a bit annoyed tbh)",
            "Hold an incident review with Growth",
            "annoyed",
        ),
        ("Get out of the Kafka business (ugh)", "Get out of the Kafka business", "ugh"),
        ("Lead one RFC with Web (server-driven UI)", "Lead one RFC with Web (server-driven UI)", ""),
        ("Staff engineer by mid 2027", "Staff engineer by mid 2027", ""),
    ],
)
def test_an_aside_in_a_goal_is_for_its_author(goal, told, aside):
    record = make.record(make.evidence("2026-09-02 Moved the cache -> 3 teams moved"), make.goal(goal))
    packet = draft_review(record, HALF, TODAY)
    text, _, notes = markdown(packet, record).partition("## Notes to the author")
    assert told in text
    assert not aside or (aside not in text and aside in notes)
