"""Habits of authors: headings without marks, lines that say what they are, chats, mails, forms."""

from textwrap import dedent

import pytest
from tests.formats.reading import TODAY, drafts, only, results, texts

from vividmap.core.when import parse_when
from vividmap.formats.notes import Answers, read

PLAIN = """
    notes for the promo thing (2026)

    Stuff I'm proud of

    Rewrote the invoice renderer, PDFs take 0.4 s.
    Argued for keeping Postgres, and we kept it.

    Nice words

    Delphine (Tax) wrote that this was the smoothest change in ten years.
    Boss: great technically, needs to speak up more.

    Who matters

    Corinne Abadie, my boss, new since March
    Mr. Takahashi, VP Finance Systems, met once
"""


def asked(text: str) -> dict[str, str]:
    questions = read(dedent(text), TODAY).questions
    return {question.subject: question.suggestion for question in questions if question.sort == "heading"}


def test_a_line_alone_over_a_group_of_lines_is_a_heading():
    assert [text for kind, text in texts(PLAIN) if kind == "evidence"][:2] == [
        "Rewrote the invoice renderer, PDFs take 0.4 s.",
        "Argued for keeping Postgres, and we kept it.",
    ]
    assert {"Nice words", "Who matters"} <= set(asked(PLAIN))
    answers = Answers(headings={"Nice words": "feedback"})
    reading = read(dedent(PLAIN), TODAY, answers=answers)
    people = [draft.text for draft in reading.drafts if draft.kind == "person"]
    assert people == ["Corinne Abadie", "Takahashi"]


def test_paragraphs_apart_are_no_headings():
    text = "# Erfolge\n\nNeues Abrechnungssystem eingeführt\n\nDrei Teams umgestellt\n\nWorkshop gehalten\n"
    assert [kind for kind, _ in texts(text)] == ["evidence"] * 3


def test_a_sentence_that_leads_in_to_a_list_is_no_entry():
    text = "# Kudos\n\nmy own notes to go with the above\n- SSO for 3 customers\n- 74 tenants moved\n"
    assert all(text != "my own notes to go with the above" for _, text in texts(text))


def test_items_beside_heads_of_lists_are_heads_too():
    text = "## W10\n- Livré\n  - 40 règles migrées\n- Pas terrible\n  - trop de réunions\n"
    evidence, holder = drafts(text)
    assert (evidence.text, [gap.text for gap in holder.children]) == (
        "40 règles migrées",
        ["trop de réunions"],
    )
    assert asked(text) == {"Pas terrible": "gaps"}


@pytest.mark.parametrize("heading", ["Hacia dónde voy", "Career thoughts", "Honest bits"])
def test_a_heading_that_is_not_known_is_asked_about(heading):
    text = f"## {heading}\n- Dirigir un proyecto entre dos áreas\n- Ser Staff antes de 2028\n"
    assert asked(text) == {heading: "goals"}


def test_a_table_below_a_heading_that_is_not_known_is_asked_about():
    text = "## Growth\n\n| Topic | Why |\n|---|---|\n| Learning to rank | needed for phase 2 |\n"
    (question,) = (question for question in read(text, TODAY).questions if question.sort == "heading")
    assert (question.subject, question.lines[0].number, question.count) == ("Growth", 5, 1)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Still weak at anything with Kubernetes", "gap"),
        ("Never done a budget", "gap"),
        ("I want to get better at saying no", "gap"),
        ("People outside Billing don't know my name", "gap"),
        ("Nunca he llevado un presupuesto", "gap"),
        ("Je n'ai jamais mené un projet transverse", "gap"),
        ("By Q3 I'd like to own the invoicing domain", "goal"),
        ("Would love to mentor an intern", "goal"),
        ("Hoping for senior II at the January cycle", "goal"),
        ("Ich möchte die Plattform leiten", "goal"),
        ("I never missed a release, and incidents went from 9 to 2", "evidence"),
    ],
)
def test_a_line_says_itself_that_it_is_a_gap_or_a_goal(line, kind):
    found = [
        draft
        for draft in drafts(f"# Wins\n- Shipped the thing\n- {line}\n")
        if draft.text != "Shipped the thing"
    ]
    kinds = [child.kind for draft in found for child in (*draft.children, draft)]
    assert kinds[0] == kind


def test_what_a_line_says_counts_for_more_than_the_answer_about_its_heading():
    text = "## Career thoughts\n- Scared of: budget talks\n- I'd like to be the identity lead\n"
    answers = Answers(headings={"Career thoughts": "gaps"})
    reading = read(text, TODAY, answers=answers)
    assert ("goal", "I'd like to be the identity lead") in [
        (draft.kind, draft.text) for draft in reading.drafts
    ]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("2026-05-14 #goal tech lead by new year", "goal", "2026-05-14 tech lead by new year"),
        ("2026-02-20 #learn profiling with Perfetto", "skill entry", "profiling with Perfetto"),
        ("2026-02-20 #win cut the start to 2 s", "evidence", "cut the start to 2 s"),
        ("[feedback] Miriam likes the write-ups", "skill entry", "Miriam likes the write-ups"),
    ],
)
def test_a_tag_in_front_says_what_a_line_is(line, kind, text):
    assert texts(f"- {line}") == [(kind, text)]


def test_a_tag_that_says_no_section_stays():
    assert texts("- #redis moved the cache") == [("evidence", "#redis moved the cache")]


def test_messages_of_a_chat_end_at_their_reactions():
    text = """
        # Kudos

        Pavel Sokolov  4:47 PM
        Feb 11th
        the docs that I read to the end. thank you!!
        2 replies

        From an email, 24 April 2026, Omar Haddad (Director Finance):
        > The report now takes ten minutes instead of two days.
    """
    first, second = drafts(text)
    assert (str(first.when), [mark.name for mark in first.mentions]) == ("2026-02-11", ["Pavel Sokolov"])
    assert (str(second.when), [mark.name for mark in second.mentions]) == ("2026-04-24", ["Omar Haddad"])
    assert "not imported: no words" in results(text)


def test_who_said_it_and_when_stand_behind_a_quotation():
    draft = only('# Feedback\n- "You explained it without a slide." – Beatrix, support lead, May\n')
    assert (str(draft.when), [mark.name for mark in draft.mentions]) == ("2026-05~", ["Beatrix"])


def test_each_pasted_mail_dates_what_is_below_it():
    text = """
        Subject: Weekly – Bogdan – w/e 6 Feb 2026

        Shipped:
         * Address validation is live

        Subject: Weekly – Bogdan – w/e 27 Mar 2026
        From: Bogdan

        Shipped:
         * FR at 100%
        Lowlights:
         * I never plan for customs
        For the talk:
         * I'd like to have a deputy by autumn
    """
    assert [(draft.text, str(draft.when)) for draft in drafts(text) if draft.kind == "evidence"] == [
        ("Address validation is live", "2026-02-02..2026-02-06"),
        ("FR at 100%", "2026-03-23..2026-03-27"),
    ]
    assert ("goal", "I'd like to have a deputy by autumn") in texts(text)
    assert "not imported: an e-mail header" in results(text)


def test_the_answer_below_a_question_is_of_the_question():
    text = """
        1) Quelles difficultés avez-vous rencontrées ?
        Réponse :
        - Je n'arrive pas à lâcher le code

        2) Compétences développées
        Réponse :
        - Elasticsearch

        Signature du collaborateur : ..............   Signature du manager : ..............
    """
    assert [child.text for draft in drafts(text) for child in draft.children] == [
        "Je n'arrive pas à lâcher le code"
    ]
    assert asked(text) == {
        "Quelles difficultés avez-vous rencontrées ?": "gaps",
        "Compétences développées": "evidence",
    }
    assert results(text)[-1] == "not imported: a blank to fill in"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Overall rating (1-5): 4", "a blank to fill in"),
        ("Name: ______  Date: ______", "a blank to fill in"),
        ("thinking about a talk", "an idea, not done yet"),
        ("Mood: tired", "a note about the day"),
        ("Vacation, back on Monday", "nothing was done"),
        ("3 weeks parental leave", "nothing was done"),
        ("noch offen", "a placeholder"),
    ],
)
def test_lines_that_say_nothing_to_be_kept_are_left_out_with_the_reason(line, reason):
    assert results(f"# Wins\n- {line}\n")[-1] == f"not imported: {reason}"


def test_a_line_that_begins_with_an_absence_and_goes_on_is_kept():
    line = "Vacation, short one. Henrik froze two vendor contracts because of the memo"
    assert texts(f"- {line}") == [("evidence", line)]


def test_a_cancelled_task_of_org_is_left_out():
    assert (
        results("* CANCELLED Move to arm64 runners\n** a\n")[0] == "not imported: a task that was cancelled"
    )


def test_the_answered_period_holds_below_a_heading_that_says_its_year_alone():
    text = "# Wins\n\n## Achievements 2026\n- Shipped it\n\n## Achievements 2025\n- Planned it\n"
    reading = read(text, TODAY, answers=Answers(parse_when("2026-H1~")))
    assert [str(draft.when) for draft in reading.drafts] == ["2026-H1~", "2025~"]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Anfang Februar", "2026-02-01..2026-02-10~"),
        ("fin juin", "2026-06-21..2026-06-30~"),
        ("mediados de marzo", "2026-03-11..2026-03-20~"),
        ("w/e 6 Feb 2026", "2026-02-02..2026-02-06"),
        ("Feb 11th at 4:47 PM", "2026-02-11"),
        ("Mar–Apr 2026", "2026-03-01..2026-04-30~"),
    ],
)
def test_dates_as_people_write_them(written, moment):
    assert str(only(f"- {written} – Moved it").when) == moment


def test_a_month_that_would_lie_ahead_was_last_year():
    assert str(only("- Shipped it (Dec)").when) == "2025-12~"


def test_a_numbered_stretch_of_time_is_no_project():
    draft = only("# Hebdo 2026\n\n## S10 (2–6 mars)\n- 40 règles migrées\n")
    assert (str(draft.when), draft.fields) == ("2026-03-02..2026-03-06", {})


def test_lines_of_like_length_are_not_joined():
    lines = ['"Quinn asks the question that everybody is afraid to ask." (Ximena, March)']
    lines += ["Skip-level, June: I should write more of my reasoning down before meetings."]
    assert len(drafts("# Feedback\n\n" + "\n".join(lines))) == 2


def test_pasted_bullets_in_a_body_become_a_list():
    draft = only("•\tShipped payouts to all sellers\n\to\tWorked with Finance\n\to\tKill switch\n")
    assert draft.body == "- Worked with Finance\n- Kill switch"


def test_the_numbered_questions_of_a_form_are_headings_without_a_blank_line():
    text = """
        A.1  What are you most proud of?
        The fraud model. Chargebacks fell by 22%.
        B.1  What could have gone better?
        I kept the model choice to myself.
        D.2  Goals for the next six months
        - Fraud model live in two more countries
    """
    evidence, holder, goal = drafts(text)
    assert (evidence.kind, evidence.text) == ("evidence", "The fraud model. Chargebacks fell by 22%.")
    assert [gap.text for gap in holder.children] == ["I kept the model choice to myself."]
    assert (goal.kind, goal.text) == ("goal", "Fraud model live in two more countries")


def test_a_pasted_sheet_below_a_title_is_a_table():
    text = "My contributions\n\nProject\tWhat\tEffect\tWhen\tPeople\n"
    text += "Identity\tPasskeys for all\ttickets from 40 to 3\tJan 2026\tRhea, Milan\n"
    (draft,) = read(text, TODAY).drafts
    assert (draft.text, str(draft.when), draft.fields["project"]) == (
        "Passkeys for all",
        "2026-01~",
        "Identity",
    )
    assert draft.fields["outcome"] == "tickets from 40 to 3"
    assert [mark.name for mark in draft.mentions] == ["Rhea", "Milan"]


def test_what_is_indented_below_the_date_of_a_message_is_of_the_message():
    draft = only("# Kudos\n\nPavel Sokolov  4:47 PM\nFeb 11th\n  the docs that I read to the end\n")
    assert (str(draft.when), "the docs that I read to the end" in draft.text) == ("2026-02-11", True)


def test_what_is_below_a_quotation_with_a_line_above_is_kept():
    text = (
        'DM from Charlotte, June 12:\n"I learnt more from your reviews than in my degree."\n  and thank you\n'
    )
    draft = only(f"# Kudos\n\n{text}")
    assert "and thank you" in f"{draft.text} {draft.body}"


def test_a_mail_without_a_date_in_its_subject_has_that_of_its_headers():
    draft = only(
        "Subject: Weekly\nDate: Fri, 6 Feb 2026 10:02:33\nFrom: Bogdan\n\n- Address validation is live\n"
    )
    assert str(draft.when) == "2026-02-06"
