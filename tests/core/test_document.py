"""The running document: the text beside what it says, and each mistake beside the line that it is told of."""

from datetime import date

import pytest

from tests.core.make import evidence, from_document, gap, goal, person, profile, record, touchpoint, update
from vividmap.core.names import Names
from vividmap.core.positions import Position
from vividmap.core.record import Evidence, Gap, Goal, Person, Skill, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import NameMark
from vividmap.core.when import When
from vividmap.core.when import parse_when as read_when
from vividmap.formats.document import is_ours
from vividmap.formats.document.read import DocumentProblem, read, read_entry
from vividmap.formats.document.write import write, write_entry, write_item

TODAY = date(2026, 11, 23)

GUIDE = """\
---
vividmap: document 1
name: Alice Example
level: Senior
employer: Acme
time zone: Europe/Lisbon
week starts: sunday
fiscal year starts in month: 4
thin month below: 3
role: 2021-05-03..2024-02-29 Engineer, Norlys, mid
role: 2024-03-01.. Senior Engineer, Acme, Senior
---

# Impact evidence

## November 2026

- 2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya !cross-team-influence ^7f3k
  kind: decision
  tags: cache, checkout
  link: https://wiki.example/rfc-112
  strong: it held on Black Friday
  confidentiality: internal
  surfaced: @priya 2026-11-21

  Free text, **any** Markdown, indented beneath:

      code stays
  - and so do hyphens

- 2026-11-02..2026-11-14 Led the migration ^a1aa

## March 2025

- 2025-03~ About then ^b2bb

## Undated

- undated Some day ^c3cc

# Skill development

## November 2026

- 2026-11-18 Read the Raft paper #distributed-systems ^x2b9
  kind: practice

## Skills

- distributed systems ^k3j2
  alias: raft
  serves: !cross-team-influence
- system design ^s7gg

# Relationship map

- Priya Natarajan ^p9qd
  since 2025-03-01: peer, Platform, Acme
  met: on-call handover in 2024
  worked on: the ledger RFC
  status: warm
  real: knows my work, would advocate
  email: priya@example.org
  ideal interval: 30
  longest interval: 90
  tags: platform

  Private: likes tea.

  \\- and this is no touchpoint

  - 2026-11-02 Coffee; she will review the RFC ^t4mm

## Touchpoints not linked yet

- 2026-10-01 Lunch @somebody ^t5nn

# Goals and gaps

- Staff engineer by the January cycle ^g1aa
  kind: promotion
  target: 2027-01-31
  state: active

  - 2026-10-02 Dana agrees with January ^u0aa

  - gap: Cross-team influence ^x2bb

    - 2026-07-03 Known in my team only ^u1cc
      gap: an RFC outside Payments
      doing: nothing yet
"""


def test_the_document_of_the_guide_comes_back_as_it_was():
    assert write(from_document(GUIDE)) == GUIDE


def test_it_says_what_stands_in_it():
    said = from_document(GUIDE)
    moved = next(one for one in said.items_of(Evidence) if one.handle == "7f3k")
    assert (moved.text, moved.outcome, moved.scope) == (
        "Moved the session cache to Redis",
        "P99 down 340 ms",
        "teams",
    )
    assert (moved.category, moved.tags, moved.links) == (
        "decision",
        ("cache", "checkout"),
        ("https://wiki.example/rfc-112",),
    )
    assert (
        moved.body == "Free text, **any** Markdown, indented beneath:\n\n    code stays\n- and so do hyphens"
    )
    assert [(one.sort, one.shown_on) for one in moved.mentions if one.sort == "surfaced"] == [
        ("surfaced", date(2026, 11, 21))
    ]
    (priya,) = said.items_of(Person)
    assert priya.positions == (Position(date(2025, 3, 1), "peer", "Platform", "Acme"),)
    assert priya.body == "Private: likes tea.\n\n- and this is no touchpoint"
    assert {one.parent for one in said.items_of(Touchpoint)} == {priya.id, None}
    (staff,), (influence,) = said.items_of(Goal), said.items_of(Gap)
    assert influence.parent == staff.id
    assert [(one.parent, one.text) for one in said.items_of(Update)] == [
        (staff.id, "Dana agrees with January"),
        (influence.id, "Known in my team only"),
    ]
    assert [one.text for one in said.items_of(Skill)] == ["distributed systems", "system design"]
    assert said.profile.fiscal_month == 4
    assert [role.title for role in said.profile.roles] == ["Engineer", "Senior Engineer"]


def test_an_empty_record_is_four_sections():
    assert write(record()) == (
        "---\nvividmap: document 1\n---\n\n# Impact evidence\n\n# Skill development\n\n# Relationship map\n\n# Goals and gaps\n"
    )


def entry(line: str, beneath: str = "") -> Evidence:
    """What one line under the heading of the first section says."""
    return from_document(f"---\nvividmap: document 1\n---\n# Impact evidence\n{line}\n{beneath}").items_of(
        Evidence
    )[0]


@pytest.mark.parametrize(
    ("heading", "line", "moment"),
    [
        ("## October 2026", "- Did it", "2026-10~"),
        ("## Week of 2 March 2026", "- Did it", "2026-03-02..2026-03-08"),
        ("## 2026-10-03", "- Did it", "2026-10-03"),
        ("## November 2026", "- Did it", "2026-11-23"),  # this month: today, it is new
        ("## Anything", "- Did it", "2026-11-23"),
        ("", "- Did it", "2026-11-23"),
        ("## October 2026", "- 2026-09-01 Did it", "2026-09-01"),
        ("## October 2026", "- undated Did it", None),
    ],
)
def test_a_new_line_gets_its_headings_date_or_todays(heading, line, moment):
    assert entry(f"{heading}\n{line}").when == (read_when(moment) if moment else None)


@pytest.mark.parametrize(
    "text",
    [
        "- 2026-11-20 Did it\n  kind: led\n\n  Beneath.",
        "* 2026-11-20 Did it\n  kind: led\n\n  Beneath.",
        "+ 2026-11-20 Did it\n  kind: led\n\n  Beneath.",
        "- 2026-11-20 Did it\r\n  kind: led\r\n\r\n  Beneath.\r\n",
        "- 2026-11-20 Did it\n\tkind: led\n\n\tBeneath.",
        "-  2026-11-20  Did it  \n  KIND: Led\n\n  Beneath.\n\n\n",
        "- 2026-11-20 Did it\n  kind: led\n  Beneath.",
    ],
)
def test_an_editor_may_write_it_in_its_own_way(text):
    said = entry(text)
    assert (said.text, said.when, said.category, said.body) == (
        "Did it", When.day(date(2026, 11, 20)), "led", "Beneath.",
    )  # fmt: skip


def test_a_field_of_another_kind_is_free_text():
    assert entry("- Did it\n  met: on call\n  kind: led").body == "met: on call\nkind: led"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("mention: @Priya Natarajan", NameMark("person", "Priya Natarajan")),
        ("mention: #two words", NameMark("skill", "two words")),
        ("unlinked: @priya", NameMark("person", "priya", is_pending=True)),
        ("criterion: Shapes the roadmap", NameMark("criterion", "Shapes the roadmap")),
        ("unlinked: criterion Shapes", NameMark("criterion", "Shapes", is_pending=True)),
        ("surfaced: @dana 2026-11-11", NameMark("surfaced", "dana", date(2026, 11, 11))),
        ("surfaced: @dana", NameMark("surfaced", "dana")),
        ("surfaced: Dana K 2026-11-11", NameMark("surfaced", "Dana K", date(2026, 11, 11))),
    ],
)
def test_a_name_can_stand_beneath_the_line(line, named):
    draft, problems = read_entry(f"Did it\n{line}", Evidence, TODAY)
    assert (draft.mentions, problems) == ((named,), ())


MISTAKES = [
    # the text beneath the front matter, the line (from the whole document's first), what is said of it
    ("# Impact evidence\nlost\n", 5, "this text is not part of an entry; begin an entry with '- '"),
    ("- Did it\n", 4, "an entry must be in one of the four sections"),
    ("# Achievements\n- Did it\n", 4, "unknown section 'Achievements'; the sections are Impact evidence, Skill"),
    ("# Impact evidence\n- Did it\n  kind: boss\n", 6, "kind cannot be 'boss'; use one of decision, unblocked"),
    ("# Impact evidence\n- Did it\n  kind: led\n  kind: led\n", 7, "'kind' is given 2 times"),
    ("# Impact evidence\n-\n", 5, "an entry needs some text"),
    ("# Impact evidence\n- ^7f3k\n", 5, "an entry needs some text"),
    ("# Relationship map\n- ^p9qd\n", 5, "a person needs a name"),
    ("# Relationship map\n- Ana\n  since 2025-13: peer\n", 6, "'2025-13' is not a date"),
    ("# Relationship map\n- Ana\n  real: nice\n", 6, "'nice' is not one of knows my work"),
    ("# Relationship map\n- Ana\n\n  - 2026-11-01 Coffee\n\n  Notes\n", 9, "put free text above the lines that begin with a hyphen"),
    ("# Goals and gaps\n- Staff\n  target: soon\n", 6, "'soon' is not a date for 'target'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "why"), MISTAKES)
def test_a_mistake_is_told_with_its_line(text, line, why):
    (problem, *others) = read(f"---\nvividmap: document 1\n---\n{text}", TODAY).problems
    assert (problem.line, problem.message[: len(why)]) == (line, why)
    assert [one for one in others if one.line <= line] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("---\nvividmap: document 2\n---\n", DocumentProblem(2, "unknown version of the document: 'document 2'; use 'document 1'")),
        ("---\nvividmap: document 1\ncolour: red\n---\n", DocumentProblem(3, "the profile has no field 'colour'")),
        ("---\nvividmap: document 1\nweek starts: someday\n---\n", DocumentProblem(3, "week starts cannot be 'someday'; use one of monday, tuesday, wednesday, thursday, friday, saturday, sunday")),
        ("---\nvividmap: document 1\n", DocumentProblem(1, "the front matter has no closing '---'")),
        ("a\0b", DocumentProblem(1, "the document contains a NUL character (U+0000)")),
        ("a\ud800", DocumentProblem(1, "the document is not valid Unicode")),
    ],
)  # fmt: skip
def test_a_mistake_in_the_whole_is_told(text, problem):
    assert problem in read(text, TODAY).problems


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        (GUIDE, True),
        ("\ufeff" + GUIDE, True),
        ("\n\n" + GUIDE, True),
        ("---\nvividmap: document 7\n---\n", True),
        ("---\ntitle: notes\n---\n", False),
        ("# Impact evidence\n- Did it\n", False),
        ("", False),
    ],
)
def test_a_document_of_ours_is_known_by_its_front(text, ours):
    assert is_ours(text) is ours


def test_without_a_front_it_is_read_all_the_same():
    document = read("# Impact evidence\n- Did it\n", TODAY)
    assert ([draft.text for draft in document.drafts], document.profile, document.problems) == (
        ["Did it"],
        None,
        (),
    )


PRIYA = person("Priya Natarajan ^p9qd", body="- likes tea")
COFFEE = touchpoint("2026-11-02 Coffee ^t4mm", of=PRIYA)
STAFF = goal("Staff ^g1aa", goal_kind="promotion")
REACH = gap("Reach ^x2bb", of=STAFF)
NOTE = update("2026-10-02 Dana agrees ^u0aa", of=STAFF)
NAMED = record(
    evidence("2026-11-20 Did it @priya ^7f3k"), PRIYA, COFFEE, STAFF, REACH, NOTE, profile("Alice")
)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (PRIYA, "- Priya Natarajan ^p9qd\n\n  \\- likes tea\n\n  - 2026-11-02 Coffee ^t4mm\n"),
        (
            STAFF,
            "- Staff ^g1aa\n  kind: promotion\n\n  - 2026-10-02 Dana agrees ^u0aa\n  - gap: Reach ^x2bb\n",
        ),
        (REACH, "- gap: Reach ^x2bb\n"),
    ],
)
def test_an_item_is_written_with_what_stands_beneath_it(item, text):
    assert write_item(item, NAMED) == text


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (PRIYA, "Priya Natarajan ^p9qd\n\n\\- likes tea\n"),
        (STAFF, "Staff ^g1aa\nkind: promotion\n"),
        (REACH, "Reach ^x2bb\n"),
        (NOTE, "2026-10-02 Dana agrees ^u0aa\n"),
        (COFFEE, "2026-11-02 Coffee ^t4mm\n"),
    ],
)
def test_an_entry_is_written_alone_and_read_back(item, text):
    assert write_entry(item, Names(NAMED.items)) == text
    draft, problems = read_entry(text.rstrip("\n"), type(item), TODAY, handles=True)
    assert problems == ()
    assert (draft.text, draft.body, draft.handle, draft.children) == (item.text, item.body, item.handle, ())


def test_a_captured_text_has_its_fields_and_its_free_text_beneath():
    draft, problems = read_entry("Did it -> so\nkind: led\n\nWhy:\n- a\n- b", Evidence, TODAY)
    assert problems == ()
    assert (draft.text, draft.fields, draft.body) == (
        "Did it",
        {"outcome": "so", "category": "led"},
        "Why:\n- a\n- b",
    )
    assert (draft.when, draft.handle) == (None, "")


def test_in_a_captured_text_a_wrong_field_is_kept_as_text():
    draft, problems = read_entry("Did it ~org\nkind: boss\n\nWhy", SkillEntry, TODAY)
    assert [problem.line for problem in problems] == [2]
    assert (draft.text, draft.body) == ("Did it ~org", "kind: boss\n\nWhy")


def test_order_is_by_date_then_birth_and_the_undated_come_last():
    said = from_document(
        "---\nvividmap: document 1\n---\n# Impact evidence\n"
        "- undated z ^z1zz\n- 2026-01-02 b ^b1bb\n- 2026-11-20 c ^c1cc\n- 2026-01-01..2026-01-02 a ^a1aa\n"
    )
    handles = [line[-4:] for line in write(said).split("\n") if line.startswith("- ")]
    assert handles == ["c1cc", "b1bb", "a1aa", "z1zz"]
