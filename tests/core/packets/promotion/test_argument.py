"""What makes entries a case for a level: lines that name what the case tells, and count nothing."""

import pytest

from tests.core import make
from tests.core.insights.people import at
from tests.core.packets.promotion.promoting import TODAY, TWO_YEARS
from tests.support.choices import choose
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.formats.packet import draft

LADDER = make.framework("Our levels ^ours")
DECIDES = make.criterion("Decides what other teams follow", of=LADDER, level="Staff")
GROWS = make.criterion("Grows engineers, who name this as a reason", of=LADDER, level="Staff")
STAFF = make.goal("Staff engineer by June 2027", goal_kind="promotion")
WORK = (
    ("2026-02-03 Decision record on queues: one broker -> three teams dropped theirs ~teams", "decision"),
    ("2026-03-03 RFC 112 accepted: one journal -> Data reads the same rows ~org", "decision"),
    ("2026-05-04 Ledger cutover, 02:10 to 04:50, with Ines -> 1.9 billion rows live ~org", "led"),
    ("2026-06-05 Found the missing key -> 1,200 double payouts prevented ~org", "prevented"),
    ("2026-07-06 Load test on the ledger -> peak held at 3 times last year's ~teams", "prevented"),
    ("2026-08-07 Paired with Ines on the queue -> she moved 3 of them ~team", "unblocked"),
    ("2026-09-08 Coached Olga through a design -> accepted in 2 days ~team", "unblocked"),
)
ENTRIES = tuple(make.evidence(line, category=kind) for line, kind in WORK)
INES = at("Ines Caldeira", "peer, Platform")
OLGA = at("Olga Petrova", "peer, Platform")
DANA = at("Dana Whitfield", "manager, Payments")
MARTA = at("Marta Oliveira", "other part, Risk")


def lines_of(*items, **choices):
    packet = draft_promotion(make.record(*items), TWO_YEARS, TODAY, choose(**choices))
    section = packet.sections[0]
    is_there = section.title.startswith(("Why ", "The case at"))
    return [sentence.text for sentence in section.paragraphs[0].sentences] if is_there else []


def test_a_case_opens_with_how_far_it_reached_and_what_others_follow():
    reach, decisions, people, _ = lines_of(STAFF, INES, OLGA, *ENTRIES)
    assert reach == (
        "These results reached the whole organisation: ledger cutover (1.9 billion rows live) and"
        " 1,200 double payouts prevented."
    )
    assert decisions == (
        "These decisions and documents took effect beyond my own team: RFC 112 (Data reads the same rows)"
        " and decision record on queues (three teams dropped theirs)."
    )
    assert people == "I unblocked engineers or helped them to grow: Ines Caldeira and Olga Petrova."


def test_a_project_is_named_once_and_nothing_is_counted():
    ledger = [
        make.evidence(f"2026-0{month}-20 Ledger {part} -> 1,{month}00 rows live +ledger ~org", category="led")
        for month, part in enumerate(("cutover", "backfill", "close", "export"), 2)
    ]
    others = [
        make.evidence(
            f"2026-0{month}-21 {name} alarm -> {month}0 outages avoided +{name} ~org", category="prevented"
        )
        for month, name in enumerate(("Search", "Billing", "Mail", "Stock", "Fleet"), 2)
    ]
    reach, *_ = lines_of(STAFF, *ENTRIES, *ledger, *others)
    names = reach.partition(": ")[2]
    assert reach.startswith("These results reached the whole organisation: ")
    assert names.count("edger") <= 1
    assert not any(word in reach for word in ("more", "another"))


def test_a_line_that_can_name_but_one_is_none():
    one_decision = [entry for entry in ENTRIES if "queues" not in entry.text]
    more = [make.evidence(f"2026-03-{day} Cut part {day} -> P99 down {day} ms ~teams") for day in (11, 12)]
    stopped = make.evidence(
        "2026-06-15 Stopped a release -> 3,100 invoices kept right ~org", category="prevented"
    )
    lines = lines_of(STAFF, INES, *one_decision, *more, stopped)
    assert len(lines) > 1
    assert not any(line.startswith(("These decisions", "I unblocked")) for line in lines)


def test_what_a_document_only_proposes_has_no_effect_beyond_the_team():
    memo = make.evidence("2026-10-02 Cache memo, 2 pages. Est. saves $300k ~org", category="decision")
    lines = lines_of(STAFF, INES, *ENTRIES, memo)
    assert not any("memo" in line for line in lines)


def test_how_things_stood_is_no_result_however_wide():
    outage = make.evidence("2026-08-09 Incident: dispatch API down 47 min. I was IC ~org")
    assert "dispatch" not in lines_of(STAFF, INES, *ENTRIES, outage)[0]


def test_its_title_names_the_level_and_each_line_cites_the_entries_that_it_names():
    record = make.record(STAFF, INES, *ENTRIES)
    argument = draft_promotion(record, TWO_YEARS, TODAY).sections[0]
    assert argument.title == "Why Staff engineer"
    decisions = argument.paragraphs[0].sentences[1]
    assert {getattr(record.by_id[source], "category", "") for source in decisions.sources} == {"decision"}
    assert len(decisions.sources) == 2


def test_people_whom_the_draft_names_can_be_asked_and_the_author_is_told_to_ask_them():
    items = (
        STAFF,
        INES,
        DANA,
        *ENTRIES,
        MARTA,
        make.evidence("2026-10-01 Cost model for the ledger with Marta and Dana -> $800k saved ~org"),
    )
    (line,) = [line for line in lines_of(*items) if line.startswith("Who can be asked")]
    assert (
        line
        == "Who can be asked: Ines Caldeira (Platform) about ledger cutover; and Marta Oliveira (Risk) about"
        " cost model for the ledger."
    )
    notes = [note.text for note in draft_promotion(make.record(*items), TWO_YEARS, TODAY).notes]
    assert (
        "The draft says that Ines Caldeira and Marta Oliveira can be asked about it. Ask them first." in notes
    )


@pytest.mark.parametrize("height", ["outside", "peer"])
def test_who_is_private_or_outside_is_not_named_as_somebody_to_ask(height):
    olu = make.person("Olu Ade", confidentiality="" if height == "outside" else "private")
    olu = at("Olu Ade", height) if height == "outside" else olu
    told = make.evidence("2026-10-01 Cost model for the ledger with Olu -> $800k saved ~org")
    assert not any("Olu" in line for line in lines_of(STAFF, INES, olu, *ENTRIES, told))


def test_neither_a_report_nor_a_victim_of_an_own_bug_is_asked_and_who_stands_above_comes_first():
    items = (
        STAFF,
        INES,
        at("Sofia Marchetti", "report, Payments"),
        at("Pedro Lima", "other part, Billing"),
        at("Anil Deshpande", "skip-level, Engineering"),
        *ENTRIES,
        make.evidence("2026-10-01 Scheduler GA with Sofia -> $900k saved ~org"),
        make.evidence("2026-10-02 Billing bug, 3 days with Pedro. My code from 2024 -> $84k refunded ~org"),
        make.evidence("2026-10-03 Strategy for 2027 -> Anil presented it to the board, $2M approved ~org"),
    )
    (line,) = [line for line in lines_of(*items) if line.startswith("Who can be asked")]
    assert line.startswith("Who can be asked: Anil Deshpande (Engineering) about")
    assert "Ines Caldeira" in line
    assert not any(name in line for name in ("Sofia", "Pedro"))


def test_a_repair_of_what_the_author_caused_is_no_result_until_it_is_chosen():
    bug = make.evidence("2026-10-02 Billing bug fixed. My code from 2024 -> $84k refunded ~org ^bvg1")
    packet = draft_promotion(make.record(STAFF, *ENTRIES, bug), TWO_YEARS, TODAY)
    assert not any("84k" in sentence.text for sentence in packet.sentences)
    assert any(bug.id in note.sources and "you caused" in note.text for note in packet.notes)
    chosen = draft_promotion(make.record(STAFF, *ENTRIES, bug), TWO_YEARS, TODAY, choose((bug.id,)))
    assert any("84k" in sentence.text for sentence in chosen.sentences)


def test_a_thin_case_and_one_without_reach_say_nothing():
    narrow = [
        make.evidence(f"2026-0{month}-02 Cut part {month} -> P99 down {month}00 ms ~team")
        for month in range(1, 9)
    ]
    assert lines_of(STAFF, *ENTRIES[:5]) == []
    assert lines_of(STAFF, *narrow) == []


def test_a_page_has_the_argument_in_few_words_and_without_people():
    lines = lines_of(STAFF, INES, *ENTRIES, variant="manager")
    assert lines[0] == (
        "These results reached the whole organisation: ledger cutover (1.9 billion rows live) and"
        " 1,200 double payouts prevented."
    )
    assert not any("Ines" in line for line in lines)


def test_how_many_criteria_are_shown_is_told_where_most_are():
    shown = [make.showing(entry, DECIDES) for entry in ENTRIES]
    assert lines_of(LADDER, DECIDES, STAFF, *shown)[0] == "All 1 criterion for Staff shown, each repeatedly."
    both = [make.showing(shown[0], GROWS), *shown[1:]]
    assert (
        lines_of(LADDER, DECIDES, GROWS, STAFF, *both)[0] == "All 2 criteria for Staff shown, 1 repeatedly."
    )
    lines = lines_of(LADDER, DECIDES, GROWS, STAFF, *shown)
    assert not any(line.startswith("1 of") for line in lines)


def test_a_page_names_which_criteria_are_open():
    third = make.criterion("Writes so that others can decide", of=LADDER, level="Staff")
    shown = [make.showing(entry, DECIDES, third) for entry in ENTRIES]
    lines = lines_of(LADDER, DECIDES, GROWS, third, STAFF, *shown, variant="manager")
    assert lines[0] == "2 of 3 criteria for Staff shown, open: “Grows engineers”."


def test_the_argument_stands_in_what_is_handed_over():
    record = make.record(STAFF, INES, *ENTRIES)
    text = draft(draft_promotion(record, TWO_YEARS, TODAY), record)
    assert "**These results reached the whole organisation:** ledger cutover (" in text
