"""Lines that tell of a conversation: with whom it was, what the other person said, what they want."""

from textwrap import dedent

import pytest
from tests.formats.reading import TODAY, drafts, only, results

from vividmap.core.shorthand import Draft
from vividmap.formats.notes import Answers, read


def read_day(line: str) -> tuple[list[Draft], list[Draft], list[Draft]]:
    """Return the people, the feedback and the evidence that one line of a log gives."""
    found = drafts(f"# Log\n\n## 2026-05-04\n\n- {line}\n\n## 2026-05-05\n\n- Shipped the ledger\n")
    people = [draft for draft in found if draft.kind == "person"]
    feedback = [draft for draft in found if draft.fields.get("category") == "feedback"]
    evidence = [draft for draft in found if draft.kind == "evidence" and draft.text != "Shipped the ledger"]
    return people, feedback, evidence


MEETINGS = [
    ("1:1 w/ Ruben: he wants business impact in euros", "Ruben", "he wants business impact in euros"),
    ("1:1 Ruben - he wants business impact in euros", "Ruben", "he wants business impact in euros"),
    ("1:1 w/ ruben: wants me to delegate", "Ruben", "wants me to delegate"),
    ("1-1 with Marta re promo", "Marta", "re promo"),
    ("1on1 Priya Natarajan (director): talked scope", "Priya Natarajan", "talked scope"),
    ("Weekly 1:1 with Jan van der Berg: no news on headcount", "Jan van der Berg", "no news on headcount"),
    ("Priya 1:1 - she wants fewer meetings", "Priya", "she wants fewer meetings"),
    ("1:1 with Ruben. told him I'm tired", "Ruben", "told him I'm tired"),
    ("check-in with Omar: on track", "Omar", "on track"),
    ("skip-level with Frank: asked for two letters", "Frank", "skip-level: asked for two letters"),
    ("Skip level (Frank): wants the story by June", "Frank", "Skip level: wants the story by June"),
    ("skip-level: Frank asked who else could run it", "Frank", "skip-level: asked who else could run it"),
    ("Mid-year with Tom: no surprises", "Tom", "Mid-year: no surprises"),
    ("One-on-one mit Katrin: sie will weniger Termine", "Katrin", "sie will weniger Termine"),
    ("Jahresgespräch mit Katrin: keine Überraschung", "Katrin", "Jahresgespräch: keine Überraschung"),
    ("Entretien annuel avec Claire : rien de neuf", "Claire", "Entretien annuel: rien de neuf"),
    ("sync w/ Priya", "Priya", "sync w/ Priya"),
    ("catch-up with Yuki - wants to pair", "Yuki", "catch-up with Yuki - wants to pair"),
    ("coffee with Helen, she knows the CFO", "Helen", "coffee with Helen, she knows the CFO"),
    ("met Marta for coffee", "Marta", "met Marta for coffee"),
    ("talked to Chidi re search, nothing yet", "Chidi", "talked to Chidi re search, nothing yet"),
]


@pytest.mark.parametrize(("line", "name", "text"), MEETINGS)
def test_a_conversation_is_a_touchpoint_with_that_person_on_that_day(line, name, text):
    people, feedback, evidence = read_day(line)
    assert [person.text for person in people] == [name]
    assert [(str(talk.when), talk.text) for talk in people[0].children] == [("2026-05-04", text)]
    assert (feedback, evidence) == ([], [])


NO_MEETINGS = [
    "1:1 mapping",
    "1:1 mapping of users to accounts, 3M rows moved",
    "1:1 migration of tables",
    "1:1 Mapping: users to accounts",
    "1:1 with the old schema: 40 tables",
    "1:1 Kafka to Kinesis copy",
    "met the SLO",
    "met the SLO for 6 months",
    "met with 9 days to spare",
    "sync job",
    "sync job fixed, 40 min -> 3 min",
    "Sync with Salesforce: 3 hours to 10 minutes",
    "Sync with Priya's team on the schema",
    "Call with Okta: SSO for 3 customers",
    "Call center rewrite: 40% fewer calls",
    "mid-year target reached: 4 of 5 teams",
    "perf review: found an N+1 in the price service, p99 from 900 ms to 200 ms",
    "annual review of access rights: 300 accounts closed",
    "check-in service rewritten",
    "talk with Ruben at PerfNow, 180 people",
    "Meeting notes bot: 30 teams use it",
    "Lunch and learn on tracing",
]


@pytest.mark.parametrize("line", NO_MEETINGS)
def test_work_that_sounds_like_a_conversation_is_still_evidence(line):
    people, feedback, evidence = read_day(line)
    assert (people, feedback, [entry.text for entry in evidence]) == ([], [], [line])


FEEDBACK = [
    ("1:1 Ruben: he thinks I dominate the design meeting", "Ruben", "he thinks I dominate the design meeting"),
    ("1:1 Ruben: feedback that I was too harsh. He's right.", "Ruben", "feedback that I was too harsh."),
    ('Mid-year with Tom: rated "exceeds"', "Tom", 'rated "exceeds"'),
    ('Mid-year with Tom. He wrote: "You made it boring."', "Tom", '"You made it boring."'),
    ('Q1 1:1 with Ruben: "The best project in web." asks for a write-up', "Ruben", '"The best project in web."'),
    ('Priya, 1:1: "You work at the Principal level."', "Priya", '"You work at the Principal level."'),
    ('Tom in our 1:1: "You wrote your own name first."', "Tom", '"You wrote your own name first."'),
    ('1:1 Ruben mid year. "you run it alone". talked comp', "Ruben", '"you run it alone".'),
    ("1:1 with Dana: shipped X; she is happy with it", "Dana", "she is happy with it"),
    ("annual review with my boss Petra: exceeds expectations", "Petra", "exceeds expectations"),
    ("1:1 mit Katrin: sie meint, ich rede zu leise", "Katrin", "sie meint, ich rede zu leise"),
    ("Entretien avec Claire : « Tu as tout porté. »", "Claire", "« Tu as tout porté. »"),
    ('Frank in the all-hands: "The calmest sale ever."', "Frank", 'Frank in the all-hands: "The calmest sale ever."'),
    ('Ruben: "best ROI of any project in web"', "Ruben", 'Ruben: "best ROI of any project in web"'),
    ('Zlatko in #pay: "first runbook that works"', "Zlatko", 'Zlatko in #pay: "first runbook that works"'),
]  # fmt: skip


@pytest.mark.parametrize(("line", "name", "text"), FEEDBACK)
def test_what_the_other_person_said_of_the_author_is_feedback_by_them(line, name, text):
    _, feedback, _ = read_day(line)
    assert [entry.text for entry in feedback] == [text]
    assert [mark.name for mark in feedback[0].mentions if mark.sort == "person"] == [name]


@pytest.mark.parametrize(
    "line",
    [
        'Bug in the parser: "unexpected token in line 3"',
        '1:1 Ruben: told him "I need a second person on this"',
        '1:1 with Sam: gave the "No merge Fridays" talk to 200 people',
        "1:1 Ruben: he said he'd send my packet",
        "1:1 Ruben: he's fine with me spending 60% on performance",
    ],
)  # fmt: skip
def test_other_quotations_and_talk_are_no_feedback(line):
    assert read_day(line)[1] == []


def test_what_the_author_did_stays_evidence():
    _, _, evidence = read_day("1:1 with Dana: cut the p99 from 340 ms to 90 ms; she is happy with it")
    assert [entry.text for entry in evidence] == ["cut the p99 from 340 ms to 90 ms"]


def test_two_quotations_are_two_entries():
    _, feedback, _ = read_day('Priya, 1:1: "You lead the move." Also: "You still answer every ticket."')
    assert [entry.text for entry in feedback] == ['"You lead the move."', '"You still answer every ticket."']


LOG = """
    people
    Ruben - my manager
    Dana Whitfield - skip-level

    2026-01-20
    1:1 w/ Ruben
    - he's fine with me spending 60% on performance this quarter
    - "pick a fight you can win by june"
    - wants me to delegate code reviews more

    2026-01-28
    moved hero images, 2.9MB -> 780KB

    2026-02-03
    1on1 with my manager: asked for two names

    2026-02-04
    Skip-level with Dana - she asked who could run it
"""


def test_a_conversation_and_the_lines_beneath_it_are_one_touchpoint():
    ruben, dana = (draft for draft in drafts(LOG) if draft.kind == "person")
    january, february = ruben.children
    assert str(january.when) == "2026-01-20"
    assert january.text.split("; ") == [
        "he's fine with me spending 60% on performance this quarter",
        '"pick a fight you can win by june"',
        "wants me to delegate code reviews more",
    ]
    assert (str(february.when), february.text) == ("2026-02-03", "asked for two names")
    assert [talk.text for talk in dana.children] == ["Skip-level: she asked who could run it"]
    assert [draft.text for draft in drafts(LOG) if draft.kind == "evidence"] == [
        "moved hero images, 2.9MB -> 780KB"
    ]


def test_feedback_below_a_conversation_has_its_speaker():
    (feedback,) = (draft for draft in drafts(LOG) if draft.kind == "skill entry")
    assert (feedback.text, [mark.name for mark in feedback.mentions]) == (
        '"pick a fight you can win by june"',
        ["Ruben"],
    )


def test_a_heading_with_a_name_gives_its_feedback_the_speaker():
    found = drafts(
        '# 1:1 with Dana\n\n## 2026-03-04\n- "you write for engineers"\n- she said I should rest\n'
    )
    feedback = [draft for draft in found if draft.kind == "skill entry"]
    assert [[mark.name for mark in draft.mentions] for draft in feedback] == [["Dana"], ["Dana"]]


def test_a_conversation_with_a_manager_whom_nobody_names_is_shown_as_left_out():
    text = "# Log\n\n## 2026-05-04\n- 1:1 with my manager: wants two letters\n- Shipped the ledger\n"
    assert "not imported: a conversation without a name: write “1:1 with” and the name" in results(text)


def test_whoever_was_met_is_asked_about_and_gets_the_position_of_the_answer():
    text = dedent("""
        # Log
        ## 2026-05-04
        - 1:1 Ruben: wants a plan
        - Shipped the ledger
        ## 2026-05-11
        - 1:1 Ruben: likes the plan
    """)
    reading = read(text, TODAY)
    (question,) = (question for question in reading.questions if question.sort == "person")
    assert (question.subject, question.suggestion) == ("Ruben", "manager")
    answered = read(text, TODAY, answers=Answers(people={"Ruben": "manager"}))
    (ruben,) = (draft for draft in answered.drafts if draft.kind == "person")
    assert ([position.height for position in ruben.fields["positions"]], len(ruben.children)) == (
        ["manager"],
        2,
    )


def test_a_date_by_which_something_is_due_is_not_the_date_of_the_conversation():
    person = only("# Log\n\n## 2026-05-04\n\n- 1:1 Ruben: wants two letters by 15 June 2026\n")
    (talk,) = person.children
    assert (str(talk.when), talk.text) == ("2026-05-04", "wants two letters by 15 June 2026")


def test_what_is_said_of_one_line_of_a_conversation_holds_for_whatever_is_read_from_it():
    text = dedent("""
        # Log
        ## 2026-05-04
        - 1:1 with Dana (just for me)
          - she said I answer too early
          - cut the p99 from 340 ms to 90 ms
        - Shipped the ledger
    """)
    reading = read(text, TODAY)
    lines = {draft.text: reading.sources[draft.place] for draft in reading.drafts}
    assert "(just for me)" in lines["she said I answer too early"]
    assert "(just for me)" in lines["cut the p99 from 340 ms to 90 ms"]
