"""The job search: a résumé from the sample record, and what is held back, asked for and whom to ask."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.packets.registry import find_conversation
from vividmap.core.positions import Position, Role
from vividmap.formats.packet import draft, json_text, markdown

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent
POSTING = (HERE / "posting.txt").read_text()
ACME = Role(date(2020, 1, 1), date(2024, 12, 31), "Engineer", "Acme")
GLOBEX = Role(date(2025, 1, 1), None, "Staff Engineer", "Globex")
ME = make.profile(roles=(ACME, GLOBEX), employer="Globex", confidential=("Falcon",))


def sample():
    return make.from_document((files("vividmap.sample") / "record.md").read_text("utf-8"))


def packet(*items, **choices):
    record = make.record(*items)
    return draft_resume(record, ALL_TIME, TODAY, choose(**choices))


def sentences(*items, **choices):
    return [one.text for one in packet(*items, **choices).sentences if one.sources]


def notes(*items, **choices):
    return [one.text for one in packet(*items, **choices).notes]


def test_a_resume_is_drafted_from_the_sample_record():
    record = sample()
    assert markdown(draft_resume(record, ALL_TIME, TODAY), record) == (HERE / "resume.md").read_text()


def test_a_posting_is_matched_and_chooses_with_its_terms():
    record = sample()
    matched = draft_resume(record, ALL_TIME, TODAY, choose(posting=POSTING))
    (table,) = json.loads(json_text(matched, record))["tables"]
    cells = {term["text"]: cell for term, cell in table["rows"]}
    assert table["title"] == "What the posting asks for"
    assert 15 <= len(cells) <= 25
    assert not {"leading", "designing", "writing", "presenting"} & {*cells}
    assert "entr" in cells["PostgreSQL"]["text"]
    assert "entr" in cells["Kafka"]["text"]
    missing = ("not in the record", "in what is held back")
    assert all(bool(cell["sources"]) == (cell["text"] not in missing) for cell in cells.values())
    served = [reason for one in matched.proposals for reason in one.reasons if "posting asks for" in reason]
    assert served
    assert sum(reason.count("incident response") for reason in served) <= 1, "each term is covered once"
    practices = matched.sections[-1].paragraphs[0].sentences[-1].text
    assert practices.startswith("Practices: Distributed systems, technical writing, incident response")


def test_a_conversation_is_found_by_its_file():
    conversation = find_conversation("job search")
    assert conversation
    assert conversation.draft is draft_resume


def test_bullets_stand_under_their_roles_the_newest_first():
    old = make.evidence("2021-05-01 Wrote the importer ^a1aa")
    new = make.evidence("2026-05-01 Moved the cache ^b2bb")
    before = make.evidence("2019-05-01 Fixed the mailer ^c3cc")
    record = make.record(ME, old, new, before)
    said = draft(draft_resume(record, ALL_TIME, TODAY), record)
    assert said.split("\n\n") == [
        "# Alice Example",
        "Staff Engineer",
        "## Experience",
        "### Staff Engineer, Globex (January 2025 – Present)",
        "- Moved the cache.[^b2bb]",
        "### Engineer, Acme (January 2020 – December 2024)",
        "- Wrote the importer.[^a1aa]",
        "### Other work",
        "- Fixed the mailer.[^c3cc]\n",
    ]


def test_a_role_without_a_bullet_is_one_line():
    new = make.evidence("2026-05-01 Moved the cache ^b2bb")
    said = draft(packet(ME, new), make.record(ME, new))
    assert said.endswith("## Earlier roles\n\n- Engineer, Acme (January 2020 – December 2024)\n")
    assert any(one.startswith("Engineer, Acme (") and "no bullets" in one for one in notes(ME, new))


def test_a_resume_has_the_head_and_the_sections_of_its_profile():
    me = replace(
        ME,
        email="alice@example.org",
        phone="+351 555 0100",
        place="Lisbon, Portugal",
        links=("https://github.com/alice/", "https://falcon.example"),
        summary="Payments, and what keeps them running.",
        education=("MSc Computer Science, University of Porto, 2009 – 2014", "Falcon Academy"),
        certifications=("CKA",),
        languages=("English (fluent)", "Portuguese"),
    )
    entry = make.evidence("2026-05-01 Moved the cache ^b2bb")
    record = make.record(replace(me, links=me.links[:1]), entry)
    said = draft(draft_resume(record, ALL_TIME, TODAY), record)
    assert said.split("\n\n")[1:5] == [
        "Staff Engineer",
        "Lisbon, Portugal · alice@example.org · +351 555 0100 · github.com/alice",
        "## Summary",
        "Payments, and what keeps them running.",
    ]
    assert said.split("\n\n")[-6:] == [
        "## Education",
        "- MSc Computer Science, University of Porto, 2009 – 2014",
        "## Certifications",
        "- CKA",
        "## Languages",
        "- English (fluent)\n- Portuguese\n",
    ], "what holds a confidential name is left out"


def test_without_roles_the_bullets_stand_under_none_and_the_author_is_told():
    entry = make.evidence("2026-05-01 Moved the cache")
    assert sentences(entry) == ["Moved the cache."]
    assert any(one.startswith("None of your roles is in the record") for one in notes(entry))


def test_a_resume_without_a_name_says_so_to_its_author():
    entry = make.evidence("2026-05-01 Moved the cache")
    assert any("Your name is not in the record" in one for one in notes(entry))
    assert not any("Your name is not in the record" in one for one in notes(entry, ME))


def test_what_a_posting_asks_for_is_found_without_a_date_and_said_to_have_none():
    undated = make.skill_entry("Read the Rust book #rust ^rust")
    found = packet(undated, make.evidence("2026-05-01 Moved the cache"), posting="- Rust and Kafka")
    assert [[cell.text for cell in row] for row in found.tables[0].rows] == [
        ["rust", "in an entry without a date"],
        ["Kafka", "not in the record"],
    ]
    (note,) = [one for one in found.notes if one.text.startswith("Without a date")]
    assert note.sources == (undated.id,)


def test_what_is_internal_private_or_confidential_is_held_back_and_listed():
    falcon = make.evidence("2026-05-01 Moved the cache", body="for falcon", handle="f1aa")
    internal = make.evidence("2026-05-02 Wrote the audit", confidentiality="internal")
    private = make.skill_entry("2026-05-03 Read a book", confidentiality="private")
    customer = make.person("Falcon Ltd")
    told = make.evidence("2026-05-04 Moved the queue with @falcon-ltd")
    found = packet(ME, customer, falcon, internal, private, told)
    assert not list(found.sentences)
    assert found.held_back == (falcon.id, internal.id, private.id, told.id)
    shown = packet(ME, customer, falcon, internal, private, told, shown=(falcon.id, told.id))
    assert [one.text for one in shown.sentences if one.sources] == [
        "Moved the cache.",
        "Moved the queue with Falcon Ltd.",
    ]
    assert shown.held_back == (internal.id, private.id)


@pytest.mark.parametrize(
    ("name", "held", "line"),
    [
        ("Project Falcon", True, "Moved the cache for project   FALCON"),
        ("Project Falcon", True, "Moved https://wiki.example/project-falcon/cache"),
        ("Ford", False, "Moved what we can afford"),
        ("隼計画", True, "Moved 新隼計画を"),
        ("S.A.P", True, "Moved s.a.p's cache"),
    ],
)
def test_a_confidential_name_is_found_however_it_is_spelt(name, held, line):
    entry = make.evidence(f"2026-05-01 {line}")
    assert packet(replace(ME, confidential=(name,)), entry).held_back == ((entry.id,) if held else ())


def test_what_cannot_be_told_without_a_name_is_held_back_and_can_be_shown():
    priya = make.person("Priya Natarajan")
    entry = make.evidence("2026-05-01 Told @priya that a rewrite would not pay")
    found = packet(ME, priya, entry)
    assert (list(found.sentences), found.held_back) == ([], (entry.id,))
    assert "No bullets, since they need somebody's name" in found.notes[-1].text
    assert sentences(ME, priya, entry, shown=(entry.id,)) == [
        "Told Priya Natarajan that a rewrite would not pay."
    ]


def test_the_authors_choice_is_taken_in_the_authors_order():
    some = [make.evidence(f"2026-0{n}-01 Moved cache {n}") for n in range(1, 9)]
    found = packet(ME, *some, chosen=(some[6].id, some[2].id))
    assert [one.text for one in found.sentences if one.sources] == ["Moved cache 7.", "Moved cache 3."]
    assert found.proposals[0].reasons == ("you chose it",)
    wordless = make.evidence("2026-05-01 The cache")
    assert sentences(ME, wordless) == []
    assert sentences(ME, wordless, chosen=(wordless.id,)) == ["The cache."]


def test_a_kind_of_role_brings_what_meets_it_first():
    strong = make.evidence("2026-05-01 Moved the cache -> 340 ms ~org", strong="yes", category="decision")
    platform = make.evidence("2026-05-02 Moved the platform")
    assert sentences(ME, strong, platform)[0].startswith("Moved the cache")
    found = packet(ME, platform, replace(strong, strong="", outcome=""), variant="platform")
    assert next(one.text for one in found.sentences) == "Moved the platform."
    assert "meets “platform”" in found.proposals[0].reasons
    assert found.title == "Résumé, Alice Example: platform"
    assert "No entry meets “barista”." in notes(ME, strong, variant="barista")


def test_skills_are_named_where_evidence_shows_them_in_use():
    used = make.evidence("2026-05-01 Moved the cache #redis #kafka")
    again = make.evidence("2026-05-02 Moved the queue #kafka")
    practised = make.skill_entry("2026-05-03 Read the book #rust #kafka")
    hidden = make.evidence("2026-05-04 Audit #cobol", confidentiality="internal")
    found = packet(ME, used, again, practised, hidden)
    assert [one.text for one in found.sections[-1].paragraphs[0].sentences] == [
        "Data and messaging: Kafka, Redis"
    ]
    said = [one.text for one in found.notes]
    assert "Skills by evidence and by skill entries: Kafka 2 and 1, Redis 1 and 0." in said
    assert "Practised but not yet used in any evidence, so not named: Rust." in said


def test_people_outside_are_for_the_author_those_of_the_posting_first():
    noor = make.person("Noor Haddad", worked_on="the scheduler", trust_marks=("knows my work",), body="secret plans",
                       positions=(Position(None, "peer", "", "Norlys"), Position(date(2024, 1, 1), "outside", "", "Fjordline")))  # fmt: skip
    ivo = make.person("Ivo Petrov", positions=(Position(None, "outside", "", "Kvikbank"),))
    inside = make.person("Priya", positions=(Position(None, "peer", "", "Globex"),))
    late = make.person("Old Friend", positions=(Position(None, "outside", "", "Tessel"),))
    unsaid = make.person("Dana Whitfield")
    met = make.touchpoint("2026-08-30 Lunch", of=noor)
    ages_ago = make.touchpoint("2024-08-30 Lunch", of=late)
    entry = make.evidence("2026-05-01 Moved the cache with @noor ^c4ch")
    people = (noor, ivo, inside, late, unsaid)
    found = packet(ME, *people, met, ages_ago, entry, posting="About Kvikbank")
    about = [one for one in found.notes if one.sources and one.sources[0] in {p.id for p in people}]
    assert [one.text.split("; ") for one in about] == [
        ["Kvikbank: Ivo Petrov", "the posting names the company", "no contact is in the record"],
        ["Fjordline: Noor Haddad, before at Norlys", "knows my work",
         "last in touch on 30 August 2026, 2 months ago", "together: the scheduler"],
        ["Tessel: Old Friend", "last in touch on 30 August 2024, 2 years ago, gone quiet: say hello before you ask"],
    ]  # fmt: skip
    assert about[1].sources == (noor.id, entry.id)
    record = make.record(ME, *people, met, ages_ago, entry)
    assert "Noor" not in draft(found, record)
    assert "secret" not in json_text(found, record)


def test_somebody_in_the_middle_of_a_touchpoint_is_in_touch_today():
    noor = make.person("Noor Haddad", positions=(Position(None, "outside", "", "Fjordline"),))
    ages_ago = make.touchpoint("2024-08-30 Lunch", of=noor)
    secondment = make.touchpoint("2026-11-02..2026-12-18 Audit together", of=noor)
    assert "Fjordline: Noor Haddad; last in touch on 23 November 2026, today" in notes(
        noor, ages_ago, secondment
    )


def test_an_empty_record_invents_nothing_and_says_how_to_begin():
    found = packet()
    assert (found.proposals, found.sections, found.tables) == ((), (), ())
    assert found.notes[0].text.startswith("There is no evidence of all time that can be shown.")


def test_what_is_as_strong_and_has_no_room_is_listed_with_the_reason():
    lines = [
        f"2026-{n % 9 + 1:02}-0{n % 9 + 1} Moved cache {n} -> costs from $90k to $9k a month ~org"
        for n in range(14)
    ]
    found = packet(ME, *(make.evidence(line, category="led") for line in lines))
    (note,) = (one for one in found.notes if "left out" in one.text)
    told_ids = {proposal.item for proposal in found.proposals}
    assert note.sources
    assert not told_ids & set(note.sources)


def test_what_reached_the_organisation_stands_before_what_a_team_saw():
    wide = make.evidence("2026-05-01 Moved the close -> from 4 h to 20 min ~org", category="led")
    narrow = [
        make.evidence(f"2026-0{n}-01 Moved job {n} -> from 40 min to 2 min ~team", category="led")
        for n in range(1, 10)
    ]
    more = [
        make.evidence(f"2026-0{n}-11 Moved feed {n} -> from 40 min to 2 min ~team", category="led")
        for n in range(1, 10)
    ]
    assert any("the close" in said for said in sentences(ME, wide, *narrow, *more))


def test_the_skills_are_those_with_most_evidence_and_what_the_posting_asks_for():
    names = ("caching", "coaching", "delegation", "hiring", "reliability", "testing", "writing", "zoning")
    skills = [make.skill(name) for name in names]
    entries = [
        make.evidence(f"2026-05-{day:02} Moved the cache #{name}")
        for place, name in enumerate(names)
        for day in range(1, 10 - place)
    ]
    (line,) = [one for one in sentences(ME, *skills, *entries) if one.startswith("Practices")]
    assert line == "Practices: Caching, coaching, delegation, hiring, reliability, testing"
    (line,) = [
        one for one in sentences(ME, *skills, *entries, posting="- Zoning") if one.startswith("Practices")
    ]
    assert line == "Practices: Zoning, caching, coaching, delegation, hiring, reliability"


def test_a_technology_that_only_a_comparison_names_is_no_skill_unless_the_posting_asks_for_it():
    entries = (
        make.evidence("2026-05-01 Wrote the record on queues: Postgres, SQS, Kafka, NATS, RabbitMQ"),
        make.evidence("2026-05-02 Moved the sessions to Kafka"),
    )
    assert "Data and messaging: Kafka" in sentences(ME, *entries)
    assert "Named only beside many others, so not listed: NATS, PostgreSQL, RabbitMQ and SQS." in notes(
        ME, *entries
    )
    assert "Data and messaging: NATS, Kafka" in sentences(ME, *entries, posting="- NATS")


def test_what_is_mostly_somebody_elses_work_is_no_bullet_unless_chosen():
    line = "Cut the click rate from 14% to 4.5%. (Mostly Lena's work, I only did the payloads.)"
    credited = make.evidence(f"2026-03-01 {line}")
    own = make.evidence("2026-04-01 Cut the build from 40 min to 4")

    assert sentences(credited, own) == ["Cut the build from 40 min to 4."]
    assert any("Mostly somebody else's work" in note for note in notes(credited, own))
    assert len(sentences(credited, own, chosen=(credited.id,))) == 1


def test_a_missing_name_or_contact_is_what_to_do_first():
    entry = make.evidence("2026-05-01 Moved the cache -> 40 min to 2")
    nameless = [one.step for one in packet(entry).notes if one.step]
    assert nameless[:2] == [
        'Put your name on it: vividmap config name "Your Name".',
        "Say how to reach you: vividmap config email you@example.com.",
    ]
    (unreachable,) = (one for one in packet(entry, ME).notes if "how to reach you" in one.text)
    assert packet(entry, ME).notes[0] == unreachable
    reachable = replace(ME, email="alice@example.com")
    assert not any("reach you" in one.text for one in packet(entry, reachable).notes)
