"""The promotion: the case for a committee and the page for a manager, and what the author should know first."""

from pathlib import Path

import pytest

from tests.core import make
from tests.core.insights.people import ADVOCATES, KNOWS, at, met
from tests.core.packets.promotion import promoting
from tests.core.packets.promotion.promoting import TODAY, TWO_YEARS
from tests.support.choices import choose
from vividmap.core.packets import draft_text
from vividmap.core.packets.packet import DraftTable
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.core.packets.promotion.fields import LEVEL
from vividmap.core.packets.promotion.tables import results_table
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence
from vividmap.core.text import UnreadableText
from vividmap.formats.packet import draft, markdown

HERE = Path(__file__).parent
LADDER = make.framework("Our levels ^ours")
SENIOR = make.criterion("Delivers alone", of=LADDER, level="Senior")
DECIDES = make.criterion("Decides what other teams follow", of=LADDER, level="Staff", theme="direction")
GROWS = make.criterion("Grows engineers", of=LADDER, level="Staff", theme="people")
STAFF = make.goal("Staff engineer by June 2027", goal_kind="promotion")
LONG_LEVELS = ("L3: Senior Engineer", "L4: Staff Engineer", "L5: Senior Staff Engineer")
QUEUES = make.evidence("2026-08-02 Settled the queues -> 3 gone")
CACHE = make.evidence("2026-09-02 Moved the cache -> P99 down 340 ms ~teams ^c4ch", category="decision")


def asked(*items, **choices):
    record = make.record(*items)
    return draft_promotion(record, TWO_YEARS, TODAY, choose(**choices)), record


def notes(*items, **choices):
    return [one.text for one in asked(*items, **choices)[0].notes]


def sections(packet):
    return [one.title for one in packet.sections]


def table_of(*entries):
    record = make.record(*entries)
    return results_table(record.items_of(Evidence), Voice(record, TWO_YEARS))


def test_a_promotion_is_drafted_from_the_sample_record():
    record = promoting.record()
    packet = draft_promotion(record, TWO_YEARS, TODAY)
    assert markdown(packet, record) == (HERE / "for_committee.md").read_text(encoding="utf-8")


def test_a_managers_page_holds_the_strongest_of_the_case_and_names_what_does_not_fit():
    record = promoting.record()
    packet = draft_promotion(record, TWO_YEARS, TODAY, choose(variant="manager"))
    full = draft_promotion(record, TWO_YEARS, TODAY)
    dates = (record.by_id[proposal.item].when for proposal in packet.proposals)
    days = [str(moment.last) for moment in dates if moment]
    assert packet.title == "Promotion to Staff: in short"
    assert sections(packet)[-1] == "What is still open"
    assert {"2026-03-12", "2026-09-17", "2026-10-08", "2026-11-05", "2026-11-18"} <= set(days)
    assert packet.held_back == full.held_back
    assert len(packet.sources) < len(full.sources)


def test_a_managers_page_is_a_page():
    record = promoting.record()
    for some in (record, promoting.record(linked=False)):
        packet = draft_promotion(some, TWO_YEARS, TODAY, choose(variant="manager"))
        assert len(draft_text.remove_marks(draft(packet, some)).split()) <= 350
        assert 6 <= len(packet.proposals) <= 9


def test_a_conversation_is_found_by_its_file():
    conversation = find_conversation("promotion")
    assert conversation
    assert conversation.draft is draft_promotion


def test_the_level_is_the_one_chosen_or_that_the_goal_names_or_that_comes_next():
    me = make.profile(level="Senior")
    ladder = (LADDER, SENIOR, DECIDES)
    later = make.goal("From Senior to Staff", goal_kind="promotion")
    assert asked(*ladder, STAFF)[0].title == "Promotion to Staff: the case"
    assert asked(me, *ladder, later)[0].title == "Promotion to Staff: the case"
    assert asked(me, *ladder)[0].title == "Promotion to Staff: the case"
    assert asked(*ladder, STAFF, level="senior")[0].title == "Promotion to Senior: the case"
    double = make.criterion("Leads a group", of=LADDER, level="Senior Staff")
    longer = make.goal("Senior Staff by 2028", goal_kind="promotion")
    assert asked(me, *ladder, double, longer)[0].title == "Promotion to Senior Staff: the case"


def test_a_level_that_is_not_known_or_not_there_is_said_with_those_that_are():
    ladder = (LADDER, SENIOR, DECIDES)
    assert (
        "It is unclear which level of “Our levels” this is about. Choose one of its levels: Senior and Staff."
        in notes(*ladder)
    )
    assert "“Our levels” has no level “L9”. It has Senior and Staff." in notes(*ladder, level="L9")


def test_the_framework_is_the_one_chosen_or_the_one_with_most_evidence():
    other = make.framework("Their levels ^thrs")
    leads = make.criterion("Leads", of=other, level="Staff")
    linked = make.showing(CACHE, leads, DECIDES)
    both = (LADDER, DECIDES, other, leads, STAFF, linked, make.showing(QUEUES, leads))
    assert "Criterion by criterion: Staff in Their levels" in sections(asked(*both)[0])
    assert "Criterion by criterion: Staff in Our levels" in sections(asked(*both, framework=LADDER.id)[0])
    gone = notes(*both, framework=make.framework("Gone").id)
    assert gone[0].endswith("is no longer in the record; this is about “Their levels”.")


def test_without_a_framework_it_goes_by_project_and_no_heading_is_a_gap():
    gap = make.gap("Cross-team influence", of=STAFF)
    entry = make.evidence("2026-09-02 Moved the cache -> P99 down 340 ms !cross-team-influence ~teams")
    packet, _ = asked(STAFF, gap, entry)
    assert packet.title == "Promotion: the case"
    assert sections(packet) == [
        "Results (September 2026)",
    ]
    assert "Cross-team" not in " ".join(one.text for one in packet.sentences)
    assert packet.notes[0].text.startswith(
        "There are no criteria in the record, so this is written around your strongest"
    )
    assert "Of the goal and its gaps, 0 of 1 well shown; 1 shown by too few entries." in [
        one.text for one in packet.notes
    ]


def test_without_a_goal_or_a_framework_it_is_written_around_the_strongest_and_says_what_to_do():
    packet, _ = asked(CACHE)
    assert [one.text for one in packet.sentences] == ["Moved the cache for several teams: P99 down 340 ms."]
    first, second = packet.notes[:2]
    assert first.text.startswith("You have no promotion goal. Add one: vividmap add goal")
    assert second.text.startswith(
        "There are no criteria in the record, so this is written around your strongest"
    )


def test_an_empty_record_invents_nothing():
    packet, record = asked()
    assert (packet.proposals, packet.sections) == ((), ())
    assert "nothing in the record yet" in markdown(packet, record)


def test_each_criterion_has_its_own_entry_where_it_can():
    wide = make.showing(CACHE, DECIDES, GROWS)
    only = make.showing(QUEUES, DECIDES)
    packet, record = asked(LADDER, DECIDES, GROWS, STAFF, wide, only)
    case = packet.sections[1].paragraphs
    assert [(one.theme, one.sentences[0].text) for one in case] == [
        ("Direction: Decides what other teams follow", "Settled the queues: 3 gone."),
        ("People: Grows engineers", "Moved the cache: P99 down 340 ms."),
    ]
    reasons = {record.by_id[one.item].text: one.reasons for one in packet.proposals}
    assert reasons["Settled the queues"][0] == "shows “Decides what other teams follow”"
    assert reasons["Moved the cache"][:2] == (
        "the only entry that shows “Grows engineers”",
        "shows “Decides what other teams follow”",
    )


def test_the_table_has_when_the_deed_the_result_and_the_reach_the_newest_first():
    older = make.evidence("2025-03-02 Mentored Beatriz -> she runs the queue ~team")
    newer = make.evidence("2026-Q3~ Moved the queues -> 3 pages a week fewer ~teams")
    assert [[cell.text for cell in row] for row in table_of(older, newer).rows] == [
        ["Third quarter of 2026", "Moved the queues", "3 pages a week fewer", "several teams"],
        ["March 2025", "Mentored Beatriz", "She runs the queue", "my team"],
    ]


@pytest.mark.parametrize("line", ["Mentored Beatriz", "Incident: dispatch API down 47 min. I was IC"])
def test_what_has_no_result_is_no_row_of_a_table_of_results(line):
    assert table_of(make.evidence(f"2026-08-02 {line}")).rows == ()


@pytest.mark.parametrize("is_linked", [True, False])
def test_no_row_repeats_what_the_case_tells_above(is_linked):
    packet = draft_promotion(promoting.record(linked=is_linked), TWO_YEARS, TODAY)
    *body, further = packet.sections
    assert further.title == "Further evidence, newest first"
    claims = [section for section in body if section.is_claim and not section.title.startswith("Why")]
    assert not {*further.sources} & {source for section in claims for source in section.sources}


def test_what_cannot_be_met_or_is_not_shown_stands_in_a_table_of_criteria():
    never = make.criterion("Speaks in public", of=LADDER, level="Staff", cannot_be_met="we may not")
    packet, record = asked(LADDER, never, DECIDES, GROWS, STAFF, make.showing(CACHE, DECIDES))
    (table,) = packet.sections[0].paragraphs
    assert packet.sections[0].title == "Criteria at a glance"
    assert isinstance(table, DraftTable)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Speaks in public", "cannot be met here", ""],
        ["Decides what other teams follow", "shown", "September 2026"],
        ["Grows engineers", "no evidence yet", ""],
    ]
    assert "we may not" not in draft(packet, record)
    said = [one.text for one in packet.notes]
    assert "“Speaks in public”: cannot be met here: we may not. Agree on that before you ask." in said
    assert any(text.startswith("“Grows engineers” is not shown by any entry. Link what") for text in said)


def test_what_reached_the_organisation_comes_before_what_stayed_in_a_team():
    wide = [
        make.evidence(f"2026-0{month}-02 Agreed rule {month} -> Data signed it ~org") for month in range(2, 8)
    ]
    narrow = [
        make.evidence(f"2026-0{month}-03 Cut part {month} -> 90 min to {month} min ~team", category=kind)
        for month, kind in zip(range(1, 8), ("led", "unblocked", "prevented", "decision") * 2, strict=False)
    ]
    packet, record = asked(STAFF, *wide, *narrow, variant="manager")
    scopes = [record.by_id[one.item].scope for one in packet.proposals]
    assert scopes.count("org") == 6
    packet, record = asked(STAFF, *wide, *narrow)
    headline = packet.sections[0].paragraphs[0].sentences
    assert {record.by_id[one.sources[0]].scope for one in headline} == {"org"}


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (
            "Drift alert at 2 hospitals. Everyone thought data bug. I traced it -> 4 days before it went off",
            [
                "Drift alert at 2 hospitals; everyone thought data bug; I traced it",
                "4 days before it went off",
            ],
        ),
        (
            "Ivo asked me to review the record. Sent it back. It forgot the three tenants -> adopted, and the three are named",
            [
                "Ivo asked me to review the record; sent it back; it forgot the three tenants",
                "Adopted, and the three are named",
            ],
        ),
        (
            "Scheduler GA. Moved the queues. P99 from 4 s to 1 s",
            ["Scheduler GA; moved the queues", "P99 from 4 s to 1 s"],
        ),
    ],
)
def test_a_row_says_what_it_is_about_and_its_result_needs_no_other_row(line, row):
    table = table_of(make.evidence(f"2026-08-02 {line}"))
    assert [cell.text for cell in table.rows[0][1:3]] == row


def test_an_entry_of_which_nothing_came_is_no_row_for_a_gap_that_it_serves():
    gap = make.gap("Cross-team influence", of=STAFF)
    wins = [
        make.evidence(f"2026-0{month}-{day} Moved part {month}{day} -> P99 down {month}{day} ms ~org")
        for month in range(2, 9)
        for day in (11, 12)
    ]
    idle = make.evidence("2026-06-05 Wrote the form !cross-team-influence ~team -> nobody has asked so far")
    packet, _ = asked(STAFF, gap, *wins, idle)
    table = packet.sections[-1].paragraphs[0]
    assert isinstance(table, DraftTable)
    assert not any("form" in row[1].text for row in table.rows)


def test_the_table_names_what_the_author_did_and_has_no_empty_column():
    reviewed = make.evidence(
        "2026-08-02 Bob asked me to review the record. Sent it back twice -> adopted by Data"
    )
    owned = make.evidence(
        "2026-09-02 After the reorg nobody owned it. Wrote half a page on what stops -> Jonas has it"
    )
    table = table_of(reviewed, owned)
    assert table.head == ("When", "What", "Result")
    assert [row[1].text for row in table.rows] == [
        "Wrote half a page on what stops",
        "Bob asked me to review the record; sent it back twice",
    ]


def test_a_criterion_without_evidence_is_told_with_what_may_show_it():
    mentored = make.evidence("2026-08-02 Growing two engineers ^gr0w")
    packet, record = asked(LADDER, GROWS, STAFF, mentored)
    (note,) = [one for one in packet.notes if one.text.startswith("“Grows engineers”")]
    assert note.text.endswith("These may show it and are not linked:")
    assert [record.by_id[one].handle for one in note.sources] == ["gr0w"]


def test_people_are_named_to_the_author_alone_with_what_they_have_seen():
    people = (
        at("Wei-Ling Tan", "above skip-level"),
        at("Dana Whitfield", "manager, Payments", ADVOCATES),
        at("Priya Natarajan", "peer, Platform", KNOWS),
    )
    shown = make.showing(make.evidence("2026-09-02 Settled the queues with @priya -> 3 gone ^qu3s"), DECIDES)
    packet, record = asked(LADDER, DECIDES, STAFF, *people, met(people[2], 3), shown)
    said = [one.text for one in packet.notes]
    assert (
        "Would speak for it, and how many of its 1 entry each is named in or was shown: Dana Whitfield (manager, Payments) none."
        " Show Dana Whitfield “Settled the queues with @priya” (2 September 2026)." in said
    )
    assert (
        "Might speak for it if you ask, and how many of its 1 entry each is named in or was shown: Priya Natarajan (peer,"
        " Platform) 1." in said
    )
    assert (
        "Who knows this work above you: Dana Whitfield (manager, Payments). Who does not yet: Wei-Ling Tan"
        " (above skip-level). Nobody on the map is skip-level: ask who decides."
        " Show Wei-Ling Tan “Settled the queues with @priya” (2 September 2026)." in said
    )
    assert "Dana" not in draft(packet, record)
    assert "Wei-Ling" not in draft(packet, record)


def test_private_entries_are_held_back_unless_they_are_shown():
    private = make.showing(make.evidence("2026-09-03 Let somebody go", confidentiality="private"), DECIDES)
    packet, record = asked(LADDER, DECIDES, STAFF, private)
    assert packet.held_back == (private.id,)
    assert "Let somebody go" not in markdown(packet, record)
    packet, record = asked(LADDER, DECIDES, STAFF, private, shown=(private.id,))
    assert packet.held_back == ()
    assert "Let somebody go" in draft(packet, record)


def test_the_author_may_choose_the_entries_and_their_order():
    first = make.showing(make.evidence("2024-01-02 Settled the queues"), DECIDES)
    packet, _ = asked(LADDER, DECIDES, STAFF, first, CACHE, chosen=(CACHE.id, first.id))
    assert [one.item for one in packet.proposals] == [CACHE.id, first.id]
    assert packet.proposals[0].reasons[0] == "you chose it"
    assert "Settled the queues." in [one.text for one in packet.sentences]


def test_what_has_no_room_on_a_page_is_named():
    long = [
        make.showing(make.evidence(f"2026-0{n}-02 Settled {'the queues and ' * 40} the rest"), DECIDES)
        for n in range(1, 5)
    ]
    packet, _ = asked(LADDER, DECIDES, STAFF, *long, variant="manager")
    assert packet.notes[0].text.startswith("On one page of 350 words there is no room")
    assert packet.notes[0].sources


def test_an_entry_without_a_date_may_be_chosen():
    undated = make.evidence("Moved the cache -> P99 down 340 ms ~teams ^und8")
    dana = at("Dana Whitfield", "manager")
    said = notes(LADDER, DECIDES, STAFF, dana, undated, chosen=(undated.id,))
    assert any("“Moved the cache”" in text for text in said)


def test_a_level_that_is_not_there_is_refused_with_those_that_are():
    record = make.record(LADDER, *(make.criterion("Leads", of=LADDER, level=name) for name in LONG_LEVELS))
    assert LEVEL.parse("senior staff", record) == "senior staff"
    with pytest.raises(UnreadableText, match="no level 'Boss'; the levels are L3: Senior Engineer, L4"):
        LEVEL.parse("Boss", record)


def test_a_level_is_found_by_part_of_its_name():
    levels = [make.criterion(f"Leads {name}", of=LADDER, level=name) for name in LONG_LEVELS]
    for typed, level in (
        ("Senior Staff", LONG_LEVELS[2]),
        ("l4", LONG_LEVELS[1]),
        ("staff engineer", LONG_LEVELS[1]),
    ):
        assert asked(LADDER, *levels, STAFF, level=typed)[0].title == f"Promotion to {level}: the case"
    assert any(
        text.startswith("“Our levels” has no level “Boss”. It has ")
        for text in notes(LADDER, *levels, level="Boss")
    )


def test_a_director_who_has_no_position_is_named_and_so_is_who_a_text_names():
    olu = make.person("Olu", body="director, met at summit")
    dana = at("Dana Whitfield", "manager, Payments", ADVOCATES)
    stopped = make.evidence("2026-09-02 Stopped the rollout with Dana -> 1,200 payouts held ~org")
    text = "\n".join(notes(STAFF, olu, dana, stopped))
    assert "Olu is noted as “director” and has no position: say where they stand with vividmap edit." in text
    assert "Dana Whitfield (manager, Payments) 1" in text
    assert "Would speak for it, and how many of its 1 entry each" in text


def test_whoever_stands_above_and_is_named_in_an_entry_can_testify():
    gap = make.gap("Company-wide strategy", of=STAFF)
    anil = at("Anil Deshpande", "skip-level, Engineering")
    lines = ("2026-09-02 Strategy v3 -> Anil presented it", "2026-10-02 Policy -> all 5 teams signed it")
    entries = [make.evidence(f"{line} !company-wide-strategy") for line in lines]
    record = make.record(STAFF, gap, anil, *entries)
    texts = [note.text for note in draft_promotion(record, TWO_YEARS, TODAY).notes]
    assert not any("can testify" in text for text in texts)
