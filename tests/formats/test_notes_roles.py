"""What notes say of the people in them, wherever they say it: positions as default answers, and how often."""

import pytest
from tests.formats.reading import TODAY

from vividmap.formats.notes import Answers, NotesQuestion, read


def questions_about(text: str) -> dict[str, NotesQuestion]:
    return {
        question.subject: question for question in read(text, TODAY).questions if question.sort == "person"
    }


@pytest.mark.parametrize(
    ("line", "name", "height"),
    [
        ("Moved the cache with Frank (VP ops)", "Frank", "above skip-level"),
        ("Helen, VP product, thanked us for the launch", "Helen", "above skip-level"),
        ("Convinced Omar, our director, to fund it", "Omar", "skip-level"),
        ("Anna ist meine Chefin und hat es genehmigt", "Anna", "manager"),
        ("Paired with my mentee Tomasz on the rollout", "Tomasz", "peer"),
        ("Presenté el plan con Lucía (Directora de Plataforma)", "Lucía", "skip-level"),
        ("Moved it with Max (2 weeks), and Max was happy", "Max", None),
    ],
)
def test_the_position_beside_a_name_is_the_default_answer(line, name, height):
    questions = questions_about(f"# Wins 2026\n\n- Moved 3 jobs\n- {line}\n")
    assert (questions[name].suggestion if name in questions else None) == height


def test_the_managers_of_an_introduction_are_managers():
    text = (
        "# Brag doc 2026 — Ilse Vandermeer\n\n"
        "Staff Engineer, Platform, Noordbank. Manager: Priya Raman.\n\n"
        "## Q1\n\n- Got the mandate from Priya to automate certificates\n- Priya thinks the RFC is ready\n"
    )
    priya = questions_about(text)["Priya"]
    assert (priya.suggestion, priya.count) == ("manager", 3)
    assert [line.number for line in priya.lines] == [7, 8, 3]


def test_a_role_beside_a_name_is_kept_with_the_person_who_is_added():
    text = "# Wins 2026\n\n- Moved the cache with Frank (VP ops)\n"
    answers = Answers(people={"Frank": "above skip-level"})
    person = read(text, TODAY, answers=answers).drafts[-1]
    assert (person.text, person.body) == ("Frank", "VP ops")
    assert person.fields["positions"][0].height == "above skip-level"


def test_a_person_of_the_map_with_a_role_that_says_no_height_is_asked_about():
    text = "# People\n\n- Helen - VP product\n- Ruben - my manager\n"
    helen = questions_about(text)["Helen"]
    assert (helen.suggestion, "Ruben" in questions_about(text)) == ("above skip-level", False)
    drafts = read(text, TODAY, answers=Answers(people={"Helen": "skip-level"})).drafts
    assert [(draft.text, draft.fields["positions"][0].height) for draft in drafts] == [
        ("Helen", "skip-level"),
        ("Ruben", "manager"),
    ]


def test_a_person_is_counted_by_every_line_that_names_them():
    text = "# Wins 2026\n\n- Moved it with Tom\n- Tom's plan shipped\n- (draft of Tom)\n- Tomas is another\n"
    assert questions_about(text)["Tom"].count == 3
