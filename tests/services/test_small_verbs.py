"""Verbs that few pages use: what each changes, what it leaves, and what it refuses."""

from datetime import date

import pytest
from tests.services.cast import take_in

from vividmap.core.positions import Position, Role
from vividmap.core.record import Evidence, Person, Update
from vividmap.core.shorthand import Draft
from vividmap.core.when import When
from vividmap.services.changes import checkins, entries, framework_criteria, linking, people, projects
from vividmap.services.changes.checkins import StepAnswer
from vividmap.services.changes.split_changes import join_split_changes, joined_texts
from vividmap.services.errors import Invalid, NotFound
from vividmap.services.transfer import import_answers
from vividmap.store import item_rows, queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PEOPLE = """\
# Impact evidence
- 2026-11-20 Moved the cache with @priya-natarajan ^c4ch
- 2026-11-21 Cut it with @priya-nat and @priya-natarajan ^cu7t
# Relationship map
- Priya Natarajan ^p9qd
  position: peer, Platform
  real: knows my work
  Met at the guild.
  - 2026-11-02 Coffee ^t001
- Priya Nat ^p8na
  met: on call
  real: gives feedback
  Helps with queues.
  - 2026-11-03 Lunch ^t002
"""


def item(actor, handle):
    return item_rows.to_item(actor.owner, entries.find_item(actor, handle))


def test_two_people_made_one_keep_what_either_had_and_nothing_twice(alice):
    take_in(alice, PEOPLE)

    people.merge_people(alice, "p8na", "p9qd")

    priya = item(alice, "p9qd")
    assert isinstance(priya, Person)
    assert priya.positions == (Position(None, "peer", "Platform"),)
    assert priya.how_we_met == "on call"
    assert priya.trust_marks == ("knows my work", "gives feedback")
    assert priya.body == "Met at the guild.\n\nHelps with queues."
    assert [item(alice, handle).parent for handle in ("t001", "t002")] == [priya.id, priya.id]
    assert [mention.target for mention in item(alice, "cu7t").mentions] == [priya.id]
    assert [mention.target for mention in item(alice, "c4ch").mentions] == [priya.id]
    with pytest.raises(NotFound):
        entries.find_item(alice, "p8na")

    entries.undo_change(alice)
    assert len(item(alice, "cu7t").mentions) == 2
    assert item(alice, "t002").parent == item(alice, "p8na").id
    with pytest.raises(Invalid, match="the same person"):
        people.merge_people(alice, "p8na", "p8na")


def test_a_move_keeps_what_it_does_not_name(alice):
    take_in(alice, PEOPLE)

    people.move_person(alice, "p9qd", date(2026, 3, 1), part="Data")
    people.move_person(alice, "p9qd", date(2026, 5, 1), height="manager")
    people.move_person(alice, "p9qd", date(2026, 5, 1), employer="Acme")

    priya = item(alice, "p9qd")
    assert isinstance(priya, Person)
    assert priya.positions == (
        Position(None, "peer", "Platform"),
        Position(date(2026, 3, 1), "peer", "Data"),
        Position(date(2026, 5, 1), "manager", "Data", "Acme"),
    )


def test_a_new_role_ends_the_one_before_and_an_older_one_ends_where_the_next_begins(alice):
    people.add_own_role(alice, date(2024, 3, 1), "Senior Engineer", "Norlys", "L5")
    people.add_own_role(alice, date(2026, 1, 1), "Staff Engineer", level="L6")
    profile = people.add_own_role(alice, date(2021, 5, 3), "Engineer", "Acme", "L4")

    assert set(profile.roles) == {
        Role(date(2021, 5, 3), date(2024, 2, 29), "Engineer", "Acme", "L4"),
        Role(date(2024, 3, 1), date(2025, 12, 31), "Senior Engineer", "Norlys", "L5"),
        Role(date(2026, 1, 1), None, "Staff Engineer", "Norlys", "L6"),
    }
    assert (profile.employer, profile.level) == ("Norlys", "L6")
    profile = people.add_own_role(alice, date(2026, 1, 1), "Staff")
    assert [role.title for role in profile.roles if role.since == date(2026, 1, 1)] == ["Staff"]
    with pytest.raises(Invalid, match="needs a title"):
        people.add_own_role(alice, date(2026, 2, 1), " ")


def add_frameworks(actor):
    for number, name in enumerate(("Our levels", "Our values", "Levels of Acme"), start=1):
        entries.add_item(actor, Draft(kind="framework", text=name, handle=f"f00{number}"))
    take_in(actor, "# Impact evidence\n- 2026-11-20 Moved the cache ^c4ch\n")


def test_a_framework_is_found_by_handle_name_or_beginning(alice, bob):
    add_frameworks(alice)

    for name, handle in {
        "f002": "f002",
        "^f002": "f002",
        "our levels": "f001",
        " Our Values ": "f002",
        "levels": "f003",
        "our v": "f002",
    }.items():
        assert framework_criteria.find_framework(alice, name).handle == handle
    with pytest.raises(
        NotFound,
        match=r"'our' matches more than one framework: Our levels \(\^f001\), Our values \(\^f002\)$",
    ):
        framework_criteria.find_framework(alice, "our")
    for unknown in ("nothing", "", "c4ch"):
        with pytest.raises(NotFound, match=r"There are Our levels .*Our values .*Levels of Acme"):
            framework_criteria.find_framework(alice, unknown)
    with pytest.raises(NotFound, match="There is none yet"):
        framework_criteria.find_framework(bob, "our levels")


def test_evidence_is_linked_to_a_criterion_once_and_unlinked(alice):
    add_frameworks(alice)
    criterion = framework_criteria.add_criterion(alice, "f001", "Leads work of teams", "Staff", "Impact")

    linked = framework_criteria.link_evidence(alice, criterion.handle, ["c4ch", "^c4ch"])
    assert [row.handle for row in linked] == ["c4ch"]
    assert framework_criteria.link_evidence(alice, criterion.handle, ["c4ch"]) == []
    assert [mention.target for mention in item(alice, "c4ch").mentions] == [criterion.uid]
    unlinked = framework_criteria.unlink_evidence(alice, criterion.handle, ["c4ch"])
    assert [row.handle for row in unlinked] == ["c4ch"]
    assert item(alice, "c4ch").mentions == ()
    assert framework_criteria.unlink_evidence(alice, criterion.handle, ["c4ch"]) == []

    edited = framework_criteria.edit_criterion(
        alice, criterion.handle, {"cannot_be_met": "Because we have one team"}
    )
    assert edited.fields["cannot_be_met"] == "we have one team"


PROJECTS = """\
# Impact evidence
- 2026-11-20 One +ledger-migration ^e001
- 2026-11-21 Two +ledger-migration ^e002
- 2026-11-22 Three +payouts ^e003
"""


def test_a_project_keeps_its_note_when_it_is_renamed_or_merged(alice):
    take_in(alice, PROJECTS)

    def labels():
        return [getattr(item(alice, handle), "project", "") for handle in ("e001", "e002", "e003")]

    def notes():
        return [(note.name, note.state, note.summary) for note in queries.load_profile(alice.owner).projects]

    projects.describe_project(alice, "ledger-migration", summary="One journal")
    projects.describe_project(alice, "ledger migration", state="done")
    assert notes() == [("ledger-migration", "done", "One journal")]
    assert projects.rename_project(alice, "ledger-migration", "+Journal, new") == 2
    assert labels() == ["Journal, new", "Journal, new", "payouts"]
    assert notes() == [("Journal new", "done", "One journal")]
    projects.describe_project(alice, "payouts", summary="Money out")
    assert projects.merge_projects(alice, "Journal, new", "payouts") == 2
    assert labels() == ["payouts"] * 3
    assert notes() == [("payouts", "", "Money out")]
    with pytest.raises(Invalid, match="one project"):
        projects.merge_projects(alice, "payouts", "Payouts")
    with pytest.raises(Invalid, match="needs a name"):
        projects.rename_project(alice, "payouts", " + ")
    with pytest.raises(NotFound, match="no project 'journal'"):
        projects.find_project_name(alice, "journal")


def test_names_that_have_one_meaning_are_linked_together(alice):
    take_in(
        alice,
        "# Impact evidence\n- 2026-11-20 With @priya and @sam ^e001\n- 2026-11-21 With @priya !staff ^e002\n"
        "- 2026-11-21 Alone @nobody ^e003\n",
    )
    take_in(
        alice,
        "# Relationship map\n- Priya ^p001\n- Sam Lee ^p002\n- Sam Low ^p003\n# Goals and gaps\n- Staff ^g001\n",
    )

    links = linking.link_known_names(alice)

    assert sorted((link.source.handle, link.name, link.target.handle) for link in links) == [
        ("e001", "priya", "p001"),
        ("e002", "priya", "p001"),
        ("e002", "staff", "g001"),
    ]
    assert linking.link_known_names(alice) == []


def test_an_update_of_a_check_in_says_what_was_typed_and_no_more(alice):
    take_in(alice, "# Goals and gaps\n- Staff ^g001\n  - gap: Reach ^x001\n")
    begun = checkins.start_check_in(alice, "quarterly")

    def answer(**values):
        checkins.answer_step(alice, begun.handle, "standing", StepAnswer(about="x001", **values))
        (newest,) = queries.list_items(alice.owner, ["update"], limit=1)
        assert isinstance(newest, Update)
        return newest.text, newest.when, newest.gap, newest.action

    assert answer(text="Known to two teams", gap=" ", doing="Talk weekly") == (
        "Known to two teams", When.day(date(2026, 11, 23)), "", "Talk weekly",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([("a1aa", "Build time 45 min", "12 min")], [("a1aa", "Build time 45 min -> 12 min")]),
        ([("a1aa", "Moved the cache", "P99 down 340 ms")], []),
        ([], []),
    ],
)
def test_only_a_change_that_was_split_is_joined(rows, joined):
    assert list(joined_texts(rows)) == joined


def test_split_changes_are_joined_as_one_change(alice, bob):
    for actor in (alice, bob):
        take_in(actor, f"# Impact evidence\n- 2026-11-20 Whole -> 3 teams ^{actor.owner.name[0]}e01\n")
        row = entries.find_item(actor, f"{actor.owner.name[0]}e01")
        entries.edit_item(actor, row.handle, {"text": "Build time 45 min", "outcome": "12 min"})

    assert join_split_changes(alice) == [("ae01", "Build time 45 min -> 12 min")]
    joined = item(alice, "ae01")
    assert isinstance(joined, Evidence)
    assert (joined.text, joined.outcome) == ("Build time 45 min -> 12 min", "")
    assert item(bob, "be01").text == "Build time 45 min"
    assert join_split_changes(alice) == []


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        ({"headings": ["ppl=people"]}, ("headings", {"ppl": "people"})),
        ({"headings": ["a = b = peop"]}, ("headings", {"a = b": "people"})),
        ({"people": ["Priya=peer", "Dana = skip"]}, ("people", {"Priya": "peer", "Dana": "skip-level"})),
        ({"people": ["Ana=yes", "Redis=no"]}, ("people", {"Ana": "", "Redis": "no"})),
        ({"people": ["Ana=PEER"]}, ("people", {"Ana": "peer"})),
        ({"period": "2026-H1"}, ("period", When(date(2026, 1, 1), date(2026, 6, 30), about=True))),
        ({"period": "2026-11-20"}, ("period", When.day(date(2026, 11, 20)))),
        ({"strongest": [3, 5, 3]}, ("strongest", frozenset({3, 5}))),
        ({}, ("period", None)),
    ],
)
def test_answers_about_a_document_are_read_as_they_are_typed(alice, answers, read):
    name, value = read

    assert getattr(import_answers.read_answers(alice, **answers), name) == value


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"headings": ["ppl"]}, "write it like 'ppl=people'"),
        ({"headings": ["=people"]}, "write it like 'ppl=people'"),
        ({"headings": ["ppl="]}, "write it like 'ppl=people'"),
        ({"people": ["Priya"]}, "write it like 'Priya=peer'"),
        ({"people": ["Priya=o"]}, "does not say who Priya is; use one of: "),
        ({"people": ["Priya=boss"]}, "who Priya is; use one of: "),
        ({"headings": ["x=nonsense"]}, "what is under 'x'"),
        ({"period": "1949"}, "is not a period that a document can cover"),
        ({"period": "2047"}, "is not a period that a document can cover"),
        ({"period": "all"}, "is not a period that a document can cover"),
        ({"period": "someday"}, "is not a period"),
    ],
)
def test_an_answer_that_says_nothing_is_refused_with_an_example(alice, answers, message):
    with pytest.raises(Invalid, match=message):
        import_answers.read_answers(alice, **answers)
